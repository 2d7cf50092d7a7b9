"""A log taken out: exactly what is listed, under what was asked for, read back by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.logbook.exports import book
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.model.sheet import LogSheet
from prevent_desk.logbook.ui.export_dialog import LogExportDialog
from prevent_desk.store.session import Store
from prevent_desk.ui import jobs
from prevent_desk.ui.acts import Acts
from prevent_desk.workers import child
from tests.logbook.logs import NOW, Around, Events, add, clock, event
from tests.plan.page_room import DeskStandIn

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
QUERY = Query("", {"kind": frozenset({"stall"})}, date(2025, 7, 1), date(2025, 7, 31))


def here(_target: str, payload: tuple[LogSheet], **_more: object) -> bytes:
    """Make the workbook without a child process."""
    return book.write_in_child(payload)


def dialog_for(
    store: Store, query: Query, qtbot: QtBot, make: Callable[..., bytes] = here
) -> LogExportDialog:
    desk, owner = DeskStandIn(store), QWidget()
    qtbot.addWidget(owner)
    around = Around(desk, clock(), Acts(desk, owner), owner, Events(store))
    dialog = LogExportDialog(around, around.log, query, owner, make=make)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not jobs.running())
    return dialog


def test_the_workbook_holds_exactly_what_is_listed_and_says_what_was_asked(
    store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    add(
        store,
        event("stall", date(2025, 7, 3), title="=HYPERLINK(1)", reach=120),
        event("stall", date(2025, 7, 4), recorded=date(2025, 8, 1), title="Late stall"),
        event("meeting", date(2025, 7, 5), title="Meeting"),
        event("stall", date(2025, 8, 5), title="August"),
    )
    dialog = dialog_for(store, QUERY, qtbot, child.run)
    assert "2 events of 4 in the log" in dialog.asked_label.text()
    dialog.form.password_check.setChecked(False)
    dialog._folder = tmp_path
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert dialog.saved is not None
    sheet = load_workbook(io.BytesIO(dialog.saved.read_bytes())).worksheets[0]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        ["Events"],
        ["OFFICIAL-SENSITIVE"],
        ["2 events of 4 in the log"],
        ["Filtered by: Stall, 1 Jul to 31 Jul 2025"],
        ["Counted by day of event"],
        ["120 people (1 event not known) reached"],
        ["1 of these was recorded after 31 Jul 2025"],
        ["Day", "Event", "Kind", "Reached"],
        ["4 Jul 2025", "Late stall", "Stall", "not known"],
        ["3 Jul 2025", "=HYPERLINK(1)", "Stall", "120"],
    ]
    assert sheet["B10"].data_type == "s"


def test_a_log_without_filters_says_so(few: Store, qtbot: QtBot) -> None:
    dialog = dialog_for(few, Query(), qtbot)
    assert dialog.asked_label.text() == "24 events\nNot filtered"


def test_nothing_listed_is_nothing_to_take_out(few: Store, qtbot: QtBot) -> None:
    dialog = dialog_for(few, Query("nowhere"), qtbot)
    assert dialog.in_the_way() == "Nothing is listed, so there is nothing to take out."


def test_equal_logs_give_equal_bytes() -> None:
    log = LogSheet(
        "Events: of 2025/26 [all] and a long title", ["24 events"], [("Day", 14)],
        [["3 Jul 2025"]], "events", "OFFICIAL", "PD-E-0001", NOW.date(), NOW, False,
    )  # fmt: skip
    assert book.write(log) == book.write(log)
