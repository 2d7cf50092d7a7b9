"""Long work answers on the window's thread, can be stopped, and calls no owner that is gone."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.ui import jobs


@pytest.fixture(autouse=True)
def no_job_left(qtbot: QtBot) -> Iterator[None]:
    yield
    assert jobs.stop_all()


def test_an_answer_comes_on_the_windows_thread(qtbot: QtBot) -> None:
    owner = QObject()
    heard: list[tuple[object, bool]] = []
    here = QThread.currentThread()
    worked_on: list[bool] = []

    def work(report: jobs.Report, stopped: jobs.Stopped) -> int:
        worked_on.append(QThread.currentThread() is here)
        return 42

    jobs.run(work, owner, lambda answer: heard.append((answer, QThread.currentThread() is here)))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(42, True)]
    assert worked_on == [False]


def test_nothing_is_an_answer_too(qtbot: QtBot) -> None:
    owner = QObject()
    heard: list[object] = []
    jobs.run(lambda _report, _stopped: None, owner, heard.append)
    qtbot.waitUntil(lambda: heard == [None])


def test_a_failure_is_told_with_its_exception(qtbot: QtBot) -> None:
    owner = QObject()
    done: list[object] = []
    failed: list[BaseException] = []

    def work(_report: jobs.Report, _stopped: jobs.Stopped) -> int:
        raise Refused("The file is not a plan.")

    jobs.run(work, owner, done.append, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Refused)
    assert not done


def test_a_failure_nobody_waits_for_reaches_the_hook(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = QObject()
    caught: list[str] = []
    monkeypatch.setattr(
        sys, "excepthook", lambda kind, _error, _trace: caught.append(kind.__name__)
    )

    def work(_report: jobs.Report, _stopped: jobs.Stopped) -> int:
        raise ZeroDivisionError

    jobs.run(work, owner)
    qtbot.waitUntil(lambda: caught == ["ZeroDivisionError"])


def test_cancelled_work_tells_only_that_it_was_cancelled(qtbot: QtBot) -> None:
    owner = QObject()
    begun = threading.Event()
    told: list[str] = []

    def work(_report: jobs.Report, stopped: jobs.Stopped) -> int:
        begun.set()
        while not stopped():
            pass
        raise Stopped

    job = jobs.run(
        work,
        owner,
        lambda _answer: told.append("done"),
        lambda _error: told.append("failed"),
        cancelled=lambda: told.append("cancelled"),
    )
    assert begun.wait(10)
    assert job.is_running
    job.cancel()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["cancelled"]
    assert not job.is_running


def test_an_answer_that_comes_after_cancel_is_thrown_away(qtbot: QtBot) -> None:
    owner = QObject()
    go_on = threading.Event()
    told: list[str] = []

    def work(_report: jobs.Report, _stopped: jobs.Stopped) -> int:
        go_on.wait(10)
        return 1

    job = jobs.run(
        work, owner, lambda _answer: told.append("done"), cancelled=lambda: told.append("cancelled")
    )
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["cancelled"]


def test_the_window_hears_the_newest_report_and_not_each(qtbot: QtBot) -> None:
    owner = QObject()
    heard: list[tuple[int, int, str]] = []
    done: list[object] = []

    def work(report: jobs.Report, _stopped: jobs.Stopped) -> None:
        for step in range(20_000):
            report(step + 1, 20_000, "Row")

    jobs.run(work, owner, done.append, progress=lambda *told: heard.append(told))
    qtbot.waitUntil(lambda: bool(done))
    assert heard[-1] == (20_000, 20_000, "Row")
    assert len(heard) < 10_000


def test_an_owner_that_is_gone_is_never_called(qtbot: QtBot) -> None:
    owner = QObject()
    other = QObject()
    go_on = threading.Event()
    told: list[str] = []
    stopped_seen: list[bool] = []

    def work(report: jobs.Report, stopped: jobs.Stopped) -> int:
        go_on.wait(10)
        report(1, 2, "Row")
        stopped_seen.append(stopped())
        return 1

    jobs.run(
        work,
        owner,
        lambda _answer: told.append("done"),
        lambda _error: told.append("failed"),
        lambda *_told: told.append("progress"),
        lambda: told.append("cancelled"),
    )
    owner.deleteLater()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    go_on.set()
    # A later job's answer comes after everything the first could have sent.
    jobs.run(lambda _report, _stopped: None, other, lambda _answer: told.append("other"))
    qtbot.waitUntil(lambda: "other" in told and bool(stopped_seen))
    assert told == ["other"]
    assert stopped_seen == [True]


def test_stopping_all_waits_for_the_threads(qtbot: QtBot) -> None:
    owner = QObject()
    begun = threading.Event()
    ended: list[bool] = []

    def work(_report: jobs.Report, stopped: jobs.Stopped) -> None:
        begun.set()
        while not stopped():
            pass
        ended.append(True)

    jobs.run(work, owner)
    assert begun.wait(10)
    assert jobs.stop_all()
    assert ended == [True]
    assert jobs.running() == 0


def test_a_widget_in_a_cycle_is_never_collected_on_a_works_thread(qtbot: QtBot) -> None:
    """Qt crashes where a widget is destroyed on another thread than its own."""

    class Cycle(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.itself = self

    here = threading.get_ident()
    gone: list[int] = []
    ended: list[int] = []

    def allocate(_report: jobs.Report, _stopped: jobs.Stopped) -> int:
        kept = [[number] for number in range(200_000)]
        return len(kept)

    gc.collect()
    weakref.finalize(Cycle(), lambda: gone.append(threading.get_ident()))
    jobs.run(allocate, owner := QObject(), ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert gc.isenabled()
    gc.collect()
    assert gone == [here]
    assert owner is not None
