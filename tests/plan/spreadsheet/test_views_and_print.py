"""Ways to look at a plan kept under names, and the plan as it is shown on paper."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.core.errors import Refused
from prevent_desk.exports import preview
from prevent_desk.exports.pdf.made import Made
from prevent_desk.plan.exports import as_shown
from prevent_desk.plan.exports.kinds import AS_SHOWN
from prevent_desk.plan.ui.columns import ACTION
from prevent_desk.plan.ui.grid_sizes import RowHeight
from prevent_desk.plan.ui.lines import Filters, Sort
from prevent_desk.plan.ui.spreadsheet.print_dialog import PrintDialog
from prevent_desk.plan.ui.spreadsheet.printer import draw_pages, new_printer
from prevent_desk.plan.ui.spreadsheet.view_box import NameDialog
from prevent_desk.store import audit
from tests.plan.libreoffice import needs_poppler, printed
from tests.plan.page_room import page_over
from tests.plan.spreadsheet.conftest import in_dialog
from tests.plan.test_page_editing import CONTROL, Room

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def arrange(room: Room) -> None:
    """Look at the plan in a way of one's own."""
    showing = room.page.showing
    showing.show_column("due", shown=True)
    showing.show_column("comments", shown=False)
    showing.set_height(RowHeight.COMPACT)
    showing.show_filters(Filters().with_text("action", "training"))
    showing.order(Sort("ref", descending=True, flat=True))


def test_a_view_keeps_columns_filters_order_and_height_over_a_restart(
    room: Room, qtbot: QtBot
) -> None:
    views = room.page.views.views
    arrange(room)
    look = room.page.showing.look()
    views.save_as("Training, newest first")
    assert views.said() == "Training, newest first"
    room.page.flush()
    again, _, _ = page_over(room.desk.store)
    qtbot.addWidget(again)
    assert again.views.views.now == "Training, newest first"
    assert again.showing.look() == look
    assert again.showing.fitting == room.page.showing.fitting
    assert again.head.form.view_box.text() == "View: Training, newest first"
    again.views.views.choose("")
    assert again.showing.look().filters == Filters()
    assert again.showing.fitting == 14


def test_a_changed_view_says_so_and_goes_back(room: Room) -> None:
    views, box = room.page.views.views, room.page.head.form.view_box
    arrange(room)
    views.save_as("Mine")
    room.page.showing.show_column("lead", shown=False)
    assert box.text() == "View: Mine · changed"
    views.reset()
    assert box.text() == "View: Mine"
    assert "lead" in room.page.showing.shown_columns()
    room.page.showing.show_column("lead", shown=False)
    views.save()
    assert box.text() == "View: Mine"
    views.choose("")
    assert box.text() == "View: All actions"
    assert "lead" in room.page.showing.shown_columns()


def test_a_view_is_named_by_keys_and_two_cannot_have_one_name(room: Room) -> None:
    room.at(0, ACTION)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, NameDialog)
        dialog.name_edit.setText("all  ACTIONS")
        dialog.accept()
        assert "already" in dialog.field.error()
        dialog.name_edit.setText("Leads")
        dialog.accept()

    in_dialog(room.page.views.save_as, answer)
    assert room.page.views.views.names() == ["Leads"]
    with pytest.raises(Refused, match="already"):
        room.page.views.views.save_as("leads")


def test_a_removed_view_can_be_brought_back(room: Room) -> None:
    views = room.page.views
    arrange(room)
    views.views.save_as("Mine")
    look = room.page.showing.look()
    views.remove()
    assert (views.views.names(), room.desk.said[-1]) == ([], "View Mine removed")
    assert room.desk.way_back is not None
    room.desk.way_back()
    assert room.page.showing.look() == look


@pytest.mark.parametrize(
    "kept",
    [
        None, 7, {"views": 3}, {"views": [{}, None, {"name": ""}], "now": "x"},
        {"views": [{"name": "Odd", "columns": ["ref", "future", 3], "widths": {"ref": "wide"},
                    "texts": {"gone": "x"}, "values": {"lead": [1]}, "order": ["gone", "lead"],
                    "sort": "gone", "height": "huge"}], "now": "Odd"},
    ],
)  # fmt: skip
def test_what_is_kept_of_views_is_read_whatever_it_is(room: Room, kept: Any, qtbot: QtBot) -> None:
    room.desk.remember(f"plan/views/{room.plan_id}", kept)
    again, _, _ = page_over(room.desk.store)
    qtbot.addWidget(again)
    assert again.showing.fitting == 14
    assert {"ref", "action"} <= set(again.showing.shown_columns())


# Print


@needs_poppler
def test_the_pages_hold_what_is_shown_with_marking_and_headings_on_each(
    room: Room, tmp_path: Path
) -> None:
    room.page.showing.show_column("comments", shown=False)
    room.page.showing.show_filters(Filters().with_text("ref", "O1"))
    sheet = room.page.sheet()
    assert sheet is not None
    plan = room.page.printing.plan(sheet.head)
    dialog = PrintDialog(
        plan, sheet.head.id, room.plans, room.desk, room.page._clock, room.page, make=_here
    )
    made = as_shown.write(plan, dialog.paper())
    dialog.done(0)
    path = tmp_path / "plan.pdf"
    path.write_bytes(made.pdf)
    pages = printed(path).split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert f"{number} of {len(pages)}" in page
        assert "PD-E-0001" in page
        assert "Success criteria" in page
    words = " ".join(pages[0].split())
    assert "6 of 14 actions." in words
    assert "Community Groups" in words
    assert "O2-01" not in " ".join(pages)
    assert "Comments" not in " ".join(pages)


def test_a_print_is_noted_as_an_export_is_and_the_pages_are_those_on_show(
    room: Room, qtbot: QtBot
) -> None:
    sheet = room.page.sheet()
    assert sheet is not None
    sent: list[tuple[int, bool]] = []
    dialog = PrintDialog(
        room.page.printing.plan(sheet.head), sheet.head.id, room.plans, room.desk,
        room.page._clock, room.page, make=_here,
    )  # fmt: skip
    qtbot.addWidget(dialog)

    def to_printer(_parent: object, pdf: bytes, landscape: bool) -> int:
        sent.append((preview.page_count(pdf), landscape))
        return sent[-1][0]

    dialog.print_pages = to_printer
    dialog.marking_combo.setCurrentText("TOP SECRET")
    dialog.print_now()
    assert (sent, dialog.form.marking_field.error() != "") == ([], True)
    dialog.marking_combo.setCurrentText("OFFICIAL")
    with qtbot.waitSignal(dialog.accepted, timeout=30_000):
        dialog.print_now()
    assert sent == [(dialog.printed, True)]
    newest = next(one for one in audit.records(room.desk.store) if one.action == "plan exported")
    assert dict(newest.detail or {}) == {
        "kind": "print of the plan", "export": "PD-E-0001", "lead": None, "marking": "OFFICIAL",
    }  # fmt: skip
    assert room.desk.setting("export/number") == 1
    assert room.desk.said[-1].endswith("sent to the printer as PD-E-0001")


@needs_poppler
def test_a_printer_gets_the_pages_and_only_those_that_were_asked_for(
    room: Room, tmp_path: Path
) -> None:
    sheet = room.page.sheet()
    assert sheet is not None
    plan = room.page.printing.plan(sheet.head)
    dialog = PrintDialog(
        plan, sheet.head.id, room.plans, room.desk, room.page._clock, room.page, make=_here
    )
    made = as_shown.write(plan, dialog.paper())
    dialog.done(0)
    printer = new_printer(landscape=True)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    path = tmp_path / "out.pdf"
    printer.setOutputFileName(str(path))
    assert draw_pages(printer, made.pdf, range(1, 3)) == 2
    facts = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True).stdout.decode()
    assert "Pages:           2" in facts
    size = next(line for line in facts.splitlines() if line.startswith("Page size"))
    wide, high = (float(part) for part in size.split()[2:5:2])
    assert wide > high


def test_control_p_opens_the_pages(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.at(0, ACTION)
    opened: list[bool] = []
    monkeypatch.setattr(PrintDialog, "prepare", lambda _self: opened.append(True))
    in_dialog(lambda: room.key(Qt.Key.Key_P, CONTROL), lambda dialog: dialog.reject())
    assert opened == [True]


def _here(target: str, payload: Any, **_: Any) -> bytes:
    assert target == AS_SHOWN
    answer = as_shown.write_in_child(payload)
    assert Made.unpacked(answer).pdf[:5] == b"%PDF-"
    return answer
