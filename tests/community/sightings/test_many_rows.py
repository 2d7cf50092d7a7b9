"""Many rows at once: judged and taken in beside the window, told of, stopped in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from prevent_desk.community.model.report_lines import Kind
from prevent_desk.community.model.report_parts import Part
from prevent_desk.community.model.report_rows import ReportFile, ReportRow
from prevent_desk.community.model.sightings import CameFrom
from prevent_desk.community.service.sighting_reports import SightingReports
from prevent_desk.community.ui.sightings.reports_dialog import ReportsDialog
from prevent_desk.core.errors import Stopped
from tests.community.sightings.desks import TODAY, Desk
from tests.community.sightings.rooms import Room

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def file_of(number: int) -> ReportFile:
    """Return a workbook with so many rows, no two of one thing."""
    rows = [
        ReportRow(
            f"Row {at}",
            {
                Part.KIND: "Sticker", Part.STREET: f"{at} Goswell Road", Part.WORDS: f"Text {at}",
                Part.SEEN: (TODAY - timedelta(days=at % 40)).isoformat(),
                Part.SEEN_AT: f"{at % 24:02}:{at % 60:02}",
            },
        )
        for at in range(number)
    ]  # fmt: skip
    return ReportFile("wardens.xlsx", CameFrom.WORKBOOK, tuple(rows))


Told = list[tuple[int, int, str]]


def stops_at(
    what: str,
) -> tuple[Told, Callable[..., None], Callable[[], bool]]:
    """Return what was told, who tells it, and a question that says no more at a step."""
    told: Told = []
    return told, lambda *step: told.append(step), lambda: any(one[2] == what for one in told)


def test_both_steps_are_told_of_and_one_undo_takes_all_back(desk: Desk) -> None:
    told, report, _never = stops_at("")
    reports, file = desk.services.sighting_reports, file_of(130)
    lines = reports.preview(file, report=report)
    assert {line.kind for line in lines} == {Kind.NEW}
    taken = reports.take_in(file, lines, report=report)
    assert told == [
        (at, 130, what)
        for what in ("Rows read", "Rows compared", "Rows taken in")
        for at in (50, 100, 130)
    ]
    assert (len(taken.ids), desk.services.sightings.how_many()) == (130, 130)
    desk.store.undo()
    assert desk.services.sightings.how_many() == 0


@pytest.mark.parametrize("what", ["Rows read", "Rows compared"])
def test_judging_ends_where_nobody_wants_it_any_more(desk: Desk, what: str) -> None:
    _told, report, stopped = stops_at(what)
    with pytest.raises(Stopped):
        desk.services.sighting_reports.preview(file_of(130), report=report, stopped=stopped)


def test_stopped_while_it_is_taken_in_nothing_is(desk: Desk) -> None:
    reports, file = desk.services.sighting_reports, file_of(130)
    _told, report, stopped = stops_at("Rows taken in")
    label = desk.store.undo_label()
    with pytest.raises(Stopped):
        reports.take_in(file, reports.preview(file), report=report, stopped=stopped)
    assert desk.services.sightings.how_many() == 0
    assert desk.store.undo_label() == label


def test_the_window_neither_judges_nor_takes_in_itself(
    room: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = threading.get_ident()
    threads: list[int] = []
    _watch(monkeypatch, "preview", threads)
    _watch(monkeypatch, "take_in", threads)
    path = tmp_path / "wardens.csv"
    path.write_text("Day seen,What was seen,Street\n20/11/2026,Sticker,Goswell Road\n")
    dialog = ReportsDialog(room.around, path)
    qtbot.addWidget(dialog)
    dialog.show()
    room.settle()
    dialog.take_in()
    assert not dialog.take_button.isEnabled()
    room.settle()
    assert dialog.taken is not None
    assert len(threads) == 2
    assert here not in threads


def _watch(monkeypatch: pytest.MonkeyPatch, name: str, threads: list[int]) -> None:
    real = getattr(SightingReports, name)

    def watched(*given: object, **named: object) -> Sequence[object]:
        threads.append(threading.get_ident())
        found: Sequence[object] = real(*given, **named)
        return found

    monkeypatch.setattr(SightingReports, name, watched)
