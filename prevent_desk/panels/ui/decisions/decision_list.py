"""The decisions, by the panel that made them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_date
from prevent_desk.panels.model.register import DecisionLine
from prevent_desk.panels.ui import two_lines
from prevent_desk.panels.ui.two_lines import RowChip
from prevent_desk.ui.widgets.grouped_list import GroupedList, Heading


class DecisionList(GroupedList[DecisionLine]):
    """Enter opens the case's record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Decisions of panels"))

    def show_lines(self, lines: Sequence[DecisionLine]) -> None:
        """Show decisions, newest panel first."""
        by_day: dict[date, list[DecisionLine]] = {}
        for line in lines:
            by_day.setdefault(line.on, []).append(line)
        self.show_groups(
            [(Heading(say_date(day), "grey", len(found)), found) for day, found in by_day.items()]
        )

    def key_of(self, record: DecisionLine) -> object:
        """Return the point of the agenda, of which each has one decision."""
        return record.item_id

    def said(self, record: DecisionLine) -> str:
        """Return a row as one sentence for screen readers."""
        parts = (record.ref, record.decision, second_of(record), chip_of(record).words)
        return ", ".join(part for part in parts if part)

    def tip(self, record: DecisionLine) -> str:
        """Return the reasons."""
        return record.rationale

    def paint_record(
        self, painter: QPainter, room: QRect, record: DecisionLine, inks: tuple[str, str, str]
    ) -> None:
        """Draw the reference with its decision, the reasons, and whether there was dissent."""
        title = "  ·  ".join(part for part in (record.ref, record.decision) if part)
        two_lines.paint(painter, room, (title, second_of(record)), inks, chip_of(record))


def second_of(line: DecisionLine) -> str:
    """Return the line below: the reasons, else that there are none."""
    return " ".join(line.rationale.split()) or "No rationale"


def chip_of(line: DecisionLine) -> RowChip:
    """Return the chip of a row."""
    if not line.rationale.strip():
        return RowChip("No rationale", "circle-alert", "red")
    if line.dissenters:
        return RowChip("Dissent", "split", "red")
    # Grey: how it was decided is neither good nor bad, and what was decided stands in the title.
    return RowChip(line.how.split(" ")[0], "", "grey") if line.how else RowChip()
