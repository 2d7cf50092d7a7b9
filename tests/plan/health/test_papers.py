"""How many hints a plan has, told to the board in the summary and in the workbook's notes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.core.clock import SetClock
from prevent_desk.exports.pdf.check import check
from prevent_desk.plan.exports import action_plan
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.exports.summary import write
from prevent_desk.plan.model.health.hints import HealthCounts
from prevent_desk.plan.model.health.hints import Kind as Missing
from prevent_desk.plan.model.records import Paper, PlanContents
from prevent_desk.plan.ui.export_dialog import ExportDialog
from prevent_desk.ui import jobs, theme
from tests.exports.reading import structure_text
from tests.plan.conftest import NOW
from tests.plan.health.conftest import Room
from tests.plan.page_room import DeskStandIn
from tests.plan.summary_sample import PAPER, action, plan, source_plan

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

COUNTS = HealthCounts(12, 1, {Missing.LEAD: 7, Missing.DATE: 5})


def notes_of(counts: HealthCounts | None) -> dict[str, str]:
    book = openpyxl.load_workbook(
        BytesIO(action_plan.write(source_plan(), replace(PAPER, health=counts)))
    )
    rows = book["Legend and notes"].iter_rows(max_col=2, values_only=True)
    return {str(label): str(text) for label, text in rows if label}


def test_the_summary_says_how_many_hints_there_are_and_of_what_kinds() -> None:
    summary = write(source_plan(), replace(PAPER, with_table=False, health=COUNTS))
    said = structure_text(summary)
    assert "Plan health The plan has 12 health hints. 1 hint was set aside with a reason." in said
    assert "No lead 7 No date 5" in said
    assert check(summary).problems == []


def test_a_summary_that_is_not_asked_for_it_says_nothing_of_health() -> None:
    assert "Plan health" not in structure_text(write(plan(action(1)), PAPER))


def test_a_plan_that_lacks_nothing_is_said_to() -> None:
    said = structure_text(write(plan(action(1)), replace(PAPER, health=HealthCounts())))
    assert "Plan health Nothing is missing in the plan." in said


def test_the_workbooks_notes_say_the_counts_only_when_asked() -> None:
    assert notes_of(COUNTS)["Plan health"] == "12 health hints; No lead: 7; No date: 5"
    assert notes_of(HealthCounts())["Plan health"] == "Nothing is missing"
    assert "Plan health" not in notes_of(None)


def test_the_dialog_counts_for_the_whole_plan_only(
    room: Room, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.install(qapp, scheme="light")
    seen: list[HealthCounts | None] = []

    def make(_target: str, payload: tuple[PlanContents, Paper], **_: object) -> bytes:
        seen.append(payload[1].health)
        return action_plan.write(*payload)

    dialog = ExportDialog(
        room.services.plans,
        room.plan_id,
        DeskStandIn(room.desk.store),
        SetClock(NOW),
        kind=Kind.ACTION_PLAN,
        make=make,
        health=room.health.counts,
    )
    qtbot.addWidget(dialog)

    def made(number: int) -> None:
        qtbot.waitUntil(lambda: len(seen) == number and jobs.running() == 0)

    made(1)
    dialog.fields.health_check.setChecked(True)
    made(2)
    dialog.lead_combo.set_value("Probation")
    dialog.lead_combo.picked.emit("Probation")
    made(3)
    assert seen == [None, room.health.counts(room.plan_id), None]
    assert not dialog.fields.health_check.isEnabled()


def test_a_dialog_without_health_does_not_offer_it(
    room: Room, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.install(qapp, scheme="light")
    dialog = ExportDialog(
        room.services.plans,
        room.plan_id,
        DeskStandIn(room.desk.store),
        SetClock(NOW),
        kind=Kind.ACTION_PLAN,
        make=lambda _target, payload, **_: action_plan.write(*payload),
    )
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert dialog.fields.health_check.isHidden()
