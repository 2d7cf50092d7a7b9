"""The figures, and the records behind the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from prevent_desk.panels.model.figures import Figure
from prevent_desk.panels.ui import two_lines
from prevent_desk.ui import painting, theme
from prevent_desk.ui.widgets.grouped_list import GroupedList, Heading

_VALUE_PX = 78


class FigureList(GroupedList[Figure]):
    """Each figure with its value at the left; the current one's records stand beside."""

    row_px = 46

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Figures"))

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show figures."""
        self.show_groups([(Heading(self.tr("Figures"), "grey", len(figures)), figures)])

    def key_of(self, record: Figure) -> object:
        """Return its name."""
        return record.key

    def said(self, record: Figure) -> str:
        """Return a row as one sentence for screen readers."""
        return ", ".join(part for part in (record.title, record.value, record.more) if part)

    def tip(self, record: Figure) -> str:
        """Return what the line below says, whole."""
        return record.more

    def paint_record(
        self, painter: QPainter, room: QRect, record: Figure, inks: tuple[str, str, str]
    ) -> None:
        """Draw the value, the figure's name and a line below."""
        wide = theme.px(_VALUE_PX)
        at = QRect(room.x(), room.y(), wide - 12, room.height())
        painting.draw_line(painter, at, record.value, "h1", inks[0], Qt.AlignmentFlag.AlignRight)
        two_lines.paint(painter, room.adjusted(wide, 0, 0, 0), (record.title, record.more), inks)


@dataclass(frozen=True, slots=True)
class Behind:
    """A record behind a figure: a meeting, or a case at one."""

    meeting_id: int
    item_id: int | None
    title: str
    told: str


class BehindList(GroupedList[Behind]):
    """Enter or a double click opens the record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Records behind the figure"))

    def show_behind(self, title: str, records: Sequence[Behind]) -> None:
        """Show the records of a figure."""
        self.show_groups([(Heading(title, "accent", len(records)), records)])

    def key_of(self, record: Behind) -> object:
        """Return what it opens."""
        return record.meeting_id, record.item_id

    def said(self, record: Behind) -> str:
        """Return a row as one sentence for screen readers."""
        return f"{record.title}, {record.told}"

    def tip(self, record: Behind) -> str:
        """Return the line below, whole."""
        return record.told

    def paint_record(
        self, painter: QPainter, room: QRect, record: Behind, inks: tuple[str, str, str]
    ) -> None:
        """Draw the record in two lines."""
        two_lines.paint(painter, room, (record.title, record.told), inks)
