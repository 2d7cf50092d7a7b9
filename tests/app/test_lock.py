"""Locking, covering and what is kept meanwhile, through the real window."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from prevent_desk.app import kept_words
from prevent_desk.app.cover import Cover
from prevent_desk.app.palette import Palette
from prevent_desk.app.watch import AWAY_SECONDS, Watch
from prevent_desk.core.clock import SetClock
from prevent_desk.referrals.ui.intake.view import IntakeView
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.vault.model import Role
from prevent_desk.vault.service import unlock
from prevent_desk.vault.ui.secret_dialog import SecretDialog
from tests.app.conftest import Starting
from tests.app.program import CONTROL, NOW, SHIFT, Program
from tests.vault.desks import PASSPHRASE, bytes_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def open_dialog(program: Program, qtbot: QtBot) -> tuple[Dialog, QLineEdit]:
    dialog = Dialog("Why is it behind?", "One line is enough.", program.window)
    line = QLineEdit()
    line.setAccessibleName("Reason")
    dialog.body.addWidget(line)
    with qtbot.waitActive(dialog):
        dialog.open()
    line.setFocus()
    return dialog, line


def test_ctrl_l_locks_over_an_open_dialog_and_keeps_its_words(
    start: Starting, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    dialog, line = open_dialog(program, qtbot)
    qtbot.keyClicks(line, "The room was withdrawn")
    program.lock(lambda: qtbot.keyClick(line, Qt.Key.Key_L, CONTROL))
    dialog.deleteLater()

    shown: list[kept_words.Kept] = []

    def look_at_it(self: kept_words.KeptDialog) -> int:
        shown.extend(kept_words.all_kept(again.shell._services.drafts))
        return 1

    monkeypatch.setattr(kept_words.KeptDialog, "exec", look_at_it)
    again = start(folder)
    again.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [kept_words.Kept("Why is it behind?", "Reason", "The room was withdrawn")]
    qtbot.waitUntil(lambda: kept_words.all_kept(again.shell._services.drafts) == [])


def test_a_secret_typed_into_a_dialog_is_never_kept(
    start: Starting, folder: Path, qtbot: QtBot, clock: SetClock
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    dialog = SecretDialog("Desk", NOW.date(), program.window)
    dialog._roles.setCurrentIndex(dialog._roles.findData(Role.DEPUTY))
    dialog.go_on()
    dialog.form.phrase_pane.phrase_edit.set_shown(True)
    with qtbot.waitActive(dialog):
        dialog.open()
    qtbot.keyClicks(dialog.form.phrase_pane.phrase_edit.line, "kelp tidings outbound")
    assert kept_words.typed_now() == []
    program.lock(lambda: qtbot.keyClick(dialog, Qt.Key.Key_L, CONTROL))
    dialog.deleteLater()
    desk = unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock)
    try:
        from prevent_desk.store.drafts import Drafts

        assert not [key for key in Drafts(desk.store).all() if key.startswith(kept_words.PREFIX)]
    finally:
        desk.close(backup=False)


def test_the_cover_hides_every_window_and_any_key_only_lifts_it(
    start: Starting, folder: Path, qtbot: QtBot
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    dialog, line = open_dialog(program, qtbot)
    qtbot.keyClick(line, Qt.Key.Key_F12)
    covered = [w for w in (program.window, dialog) if w.findChild(Cover) is not None]
    assert covered == [program.window, dialog]
    qtbot.keyClick(line, Qt.Key.Key_X)
    assert line.text() == ""
    assert program.window.covers is not None
    assert not program.window.covers.are_on
    qtbot.keyClick(line, Qt.Key.Key_X)
    assert line.text() == "x"
    dialog.reject()


def test_f12_on_the_cover_locks(start: Starting, folder: Path) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    program.key(Qt.Key.Key_F12)
    program.lock(lambda: program.key(Qt.Key.Key_F12))


def test_a_lock_leaves_a_whole_desk_with_a_backup_and_nothing_readable(
    start: Starting, folder: Path
) -> None:
    before = {name for name in bytes_of(folder) if name.endswith(".pdvb")}
    program = start(folder)
    program.unlock(PASSPHRASE)
    program.lock()
    files = bytes_of(folder)
    assert {name for name in files if name.endswith(".pdvb")} - before
    assert not any(b"Community Groups" in held for held in files.values())
    assert files["vault.lock"] == b""


def test_the_idle_time_cannot_be_switched_off(qapp: QApplication) -> None:
    watch = Watch(600, SetClock(NOW), lambda _event: False)
    assert watch.minutes() == 15
    watch.set_minutes(0)
    assert watch.minutes() == 1
    watch.stop()


def test_a_clock_put_back_does_not_keep_the_desk_open(qapp: QApplication) -> None:
    from datetime import timedelta

    clock = SetClock(NOW)
    watch = Watch(5, clock, lambda _event: False)
    told: list[bool] = []
    watch.idle.connect(lambda: told.append(True))
    clock.move(timedelta(days=-3))
    watch.look()
    clock.move(timedelta(minutes=6))
    watch.look()
    watch.look()
    assert told == [True]
    watch.stop()


def test_a_practice_desk_opens_at_once_but_not_after_a_lock(
    start: Starting, practice: Path, qtbot: QtBot
) -> None:
    program = start(practice, at_once=True)
    qtbot.waitUntil(lambda: program.window.shell is not None, timeout=20_000)
    program.settle()
    assert "Practice desk" in program.window.windowTitle()
    assert not program.shell.status.practice.isHidden()
    program.lock()
    again = start(practice)
    assert again.window.shell is None
    assert again.window.locked.showing == "unlock"
    again.window.locked.unlock_page.form.unlock_button.click()
    qtbot.waitUntil(lambda: again.window.shell is not None, timeout=20_000)
    again.settle()
    assert program.kept.get("desk/folder") == ""


def test_keys_pressed_while_a_desk_opens_wait_for_it(
    start: Starting, folder: Path, qtbot: QtBot
) -> None:
    """Ctrl+Shift+N was lost, and the words after it went into a cell of the plan."""
    program = start(folder)
    program.type(PASSPHRASE)
    with qtbot.waitSignal(program.window.desk_opened, timeout=20_000):
        program.key(Qt.Key.Key_Return)
        program.type("nobody knows where to")
        program.key(Qt.Key.Key_N, CONTROL | SHIFT)
        program.type("Ms Okafor rang")
        assert program.window.shell is None
    program.settle()
    room = program.shell.page()
    assert isinstance(room, ReferralRoom)
    assert room.position()["view"] == "intake"
    view = room.view()
    assert isinstance(view, IntakeView)
    program.key(Qt.Key.Key_Return)
    assert view.draft().danger == ""
    assert view.cards.danger.not_kept.isVisible()


def test_the_search_asked_for_while_a_desk_opens_has_the_words_typed_after_it(
    start: Starting, folder: Path, qtbot: QtBot
) -> None:
    program = start(folder)
    program.type(PASSPHRASE)
    seen: list[str] = []

    def close() -> None:
        palette = QApplication.activeModalWidget()
        if isinstance(palette, Palette):
            seen.append(palette.box.text())
            if seen[-1] == "settings" or len(seen) > 200:
                palette.reject()

    closing = QTimer(program.window, interval=0)
    closing.timeout.connect(close)
    with qtbot.waitSignal(program.window.desk_opened, timeout=20_000):
        program.key(Qt.Key.Key_Return)
        program.key(Qt.Key.Key_K, CONTROL)
        program.type("settings")
        closing.start()
    closing.stop()
    program.settle()
    assert seen[-1:] == ["settings"]


def test_keys_pressed_while_a_wrong_passphrase_was_tried_are_forgotten(
    start: Starting, folder: Path, qtbot: QtBot
) -> None:
    program = start(folder)
    program.type("wrong wrong wrong wrong")
    program.key(Qt.Key.Key_Return)
    program.key(Qt.Key.Key_N, CONTROL | SHIFT)
    program.settle()
    assert program.window.shell is None
    assert program.window._early._kept
    # The next try has been put off, and begins with nothing kept all the same.
    program.window.locked.unlock_page.unlock_asked.emit(Role.COORDINATOR, PASSPHRASE)
    assert not program.window._early._kept
    program.settle()


def test_a_new_process_is_told_folder_and_place_and_nothing_else(tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    stub = tmp_path / "stub.py"
    stub.write_text(f"import sys, pathlib; pathlib.Path({str(told)!r}).write_text(repr(sys.argv))")
    script = (
        "import subprocess, sys\n"
        "from pathlib import Path\n"
        "from prevent_desk.app import relaunch\n"
        "real = subprocess.Popen\n"
        f"subprocess.Popen = lambda command, **more: real([sys.executable, {str(stub)!r},"
        " *command], **more).wait()\n"
        f"relaunch.relaunch(Path({str(tmp_path / 'Desk')!r}), 'geometry')\n"
        "raise SystemExit('still here')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    given = told.read_text()
    assert str(tmp_path / "Desk") in given
    assert "geometry" in given
    assert "-m" in given


def test_a_failing_close_is_told_and_the_window_closes_all_the_same(
    start: Starting, folder: Path, monkeypatch: pytest.MonkeyPatch, refusals: list[BaseException]
) -> None:
    from prevent_desk.core.errors import Refused
    from prevent_desk.vault.desk import OpenDesk

    program = start(folder)
    program.unlock(PASSPHRASE)
    real = OpenDesk.close

    def close(desk: OpenDesk, backup: bool = True) -> None:
        real(desk, backup=False)
        raise Refused("The backup was not made.", code="PD-130")

    monkeypatch.setattr(OpenDesk, "close", close)
    program.window.close()
    assert not program.window.isVisible()
    assert [str(error) for error in refusals] == ["The backup was not made."]
    refusals.clear()


def test_names_are_veiled_once_another_program_has_had_the_focus_for_half_a_minute(
    start: Starting, folder: Path, clock: SetClock
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    watch, covers = program.window.watch, program.window.covers
    assert watch is not None
    assert covers is not None
    for page, is_veiled in (("Plan", False), ("Referrals", True)):
        program.shell.open_page(page)
        program.settle()
        watch.leave()
        clock.move(timedelta(seconds=AWAY_SECONDS - 1))
        watch.look()
        assert not covers.are_on
        clock.move(timedelta(seconds=1))
        watch.look()
        assert covers.are_on is is_veiled
        program.key(Qt.Key.Key_Space)
        assert not covers.are_on


def test_a_short_look_at_another_program_veils_nothing(
    start: Starting, folder: Path, clock: SetClock
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    program.shell.open_page("Referrals")
    program.settle()
    watch, covers = program.window.watch, program.window.covers
    assert watch is not None
    assert covers is not None
    watch.leave()
    clock.move(timedelta(seconds=20))
    watch.look()
    watch.come_back()
    clock.move(timedelta(seconds=20))
    watch.look()
    assert not covers.are_on
