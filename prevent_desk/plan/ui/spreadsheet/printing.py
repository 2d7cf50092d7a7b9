"""Printing the plan as it is shown: what the grid shows, as records, and the dialog opened."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.records import ActionRow, PlanHead
from prevent_desk.plan.model.spreadsheet.printed import (
    PrintedCell,
    PrintedColumn,
    PrintedHeading,
    PrintedPlan,
    PrintedRow,
)
from prevent_desk.plan.ui.acts import Acts
from prevent_desk.plan.ui.columns import COLUMNS, Column, Kind, cell_text
from prevent_desk.plan.ui.grid_model import activity_title
from prevent_desk.plan.ui.grid_view import GridView
from prevent_desk.plan.ui.lines import ActivityLine, Line, ObjectiveLine
from prevent_desk.plan.ui.showing import Showing
from prevent_desk.plan.ui.spreadsheet.print_dialog import PrintDialog
from prevent_desk.ui.page import Desk


class Printing:
    """Prints what the grid shows."""

    def __init__(
        self,
        view: GridView,
        showing: Showing,
        acts: Acts,
        desk: Desk,
        clock: Clock,
        owner: QWidget,
    ) -> None:
        self._view, self._showing, self._acts = view, showing, acts
        self._desk, self._clock, self._owner = desk, clock, owner

    def open(self) -> None:
        """Show the pages as they would be, and print them."""
        sheet = self._showing.sheet
        if sheet is not None:
            PrintDialog(
                self.plan(sheet.head),
                sheet.head.id,
                self._acts.plans,
                self._desk,
                self._clock,
                self._owner,
            ).exec()

    def plan(self, head: PlanHead) -> PrintedPlan:
        """Return what the grid shows."""
        view = self._view
        numbers = view.shown_columns()
        columns = [COLUMNS[number] for number in numbers]
        shown = self._showing.fitting
        of = len(self._showing.sheet.rows) if self._showing.sheet else 0
        counts = f"{shown:,} of {of:,} actions." if shown != of else _actions(of)
        filters = self._showing.filters.said()
        return PrintedPlan(
            head.name or "Delivery plan",
            f"Working copy after {head.version}" if head.version else "",
            " ".join(part for part in (counts, f"{filters}." if filters else "") if part),
            tuple(PrintedColumn(COLUMNS[n].heading, view.columnWidth(n)) for n in numbers),
            tuple(_line(line, columns, head) for line in view.model_.lines),
        )


def _line(line: Line, columns: list[Column], head: PlanHead) -> PrintedHeading | PrintedRow:
    if isinstance(line, ObjectiveLine):
        name = line.objective.heading or f"Objective {line.objective.number}".strip()
        return PrintedHeading(2, f"{name} (folded)" if line.folded else name)
    if isinstance(line, ActivityLine):
        name = activity_title(line.activity)
        return PrintedHeading(3, f"{name} (folded)" if line.folded else name)
    return tuple(_cell(line.row, column, head) for column in columns)


def _cell(row: ActionRow, column: Column, head: PlanHead) -> PrintedCell:
    words = cell_text(row, column, head)
    if column.kind is Kind.PROGRESS:
        stage = head.stage(row.progress)
        return PrintedCell((words,), tint=stage.tone.value if stage else "unset")
    if column.kind is Kind.TIME and row.due is not None:
        words = "\n".join(part for part in (words, f"due {say_short(row.due)}") if part)
    if column.kind is Kind.LEADS:
        return PrintedCell(row.leads)
    leads = column.kind is Kind.ACTION and bool(row.title)
    return PrintedCell(tuple(words.split("\n")), leads, bullets=column.kind is Kind.CRITERIA)


def _actions(number: int) -> str:
    return "1 action." if number == 1 else f"{number:,} actions."
