"""The figures of a period, a line for each: the number, what it counts, what it is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from prevent_desk.reports.model.reported import Line, Report
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.widgets.grouped_list import GroupedList, Heading

_RIGHT = Qt.AlignmentFlag.AlignRight
_GAP, _GLYPH = 14, 16


class FigureList(GroupedList[Line]):
    """Figures under the titles of their sources; Enter or a double click opens their records."""

    row_px = 46
    opens_on_click = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Figures of the period"))
        self._numbers, self._chips, self._compared = 0, 0, 0

    def show_report(self, report: Report, *, with_nothing: bool) -> None:
        """Show the figures of a report; those with nothing to tell where that is asked for."""
        groups = []
        for section in report.sections:
            lines = [one for one in section.lines if with_nothing or not one.is_nothing]
            groups.append((Heading(section.title, "grey", len(lines)), lines))
        self.show_groups(groups)

    def key_of(self, record: Line) -> object:
        """Return the name of a figure."""
        return record.key

    def said(self, record: Line) -> str:
        """Return a figure as one sentence for screen readers."""
        late = len(record.figure.late)
        parts = (
            record.figure.words, record.figure.note, f"{late:,} recorded late" if late else "",
            record.compared,
        )  # fmt: skip
        return ", ".join(part for part in parts if part)

    def tip(self, record: Line) -> str:
        """Return what the number is made of, whole."""
        return record.made_of

    def measure(self, records: Sequence[Line]) -> None:
        """Give numbers, chips and comparisons columns as wide as the widest of them."""
        big, small = theme.metrics("h2"), theme.metrics("small")
        shown = [one.figure.short for one in records]
        self._numbers = max((big.horizontalAdvance(one) for one in shown), default=0)
        self._compared = max((small.horizontalAdvance(one.compared) for one in records), default=0)
        chips = [_late(one) for one in records if one.figure.late]
        self._chips = max(
            (painting.chip_size(one, "clock", "row").width() for one in chips), default=0
        )

    def paint_record(
        self, painter: QPainter, room: QRect, record: Line, inks: tuple[str, str, str]
    ) -> None:
        """Draw the number, what it counts, what it was, and how many came late."""
        wide = min(max(self._numbers, theme.px(64)), room.width() // 3)
        number = QRect(room.x(), room.y(), wide, room.height())
        painting.draw_line(painter, number, record.figure.short, "h2", inks[0], _RIGHT)
        right = room.right()
        if record.figure.page:
            side = theme.px(_GLYPH)
            top = room.y() + (room.height() - side) // 2
            icons.paint(painter, "chevron-right", right - side, top, side, inks[2])
        right -= theme.px(_GLYPH) + _GAP
        left = number.right() + _GAP
        if self._compared:
            column = min(self._compared, (right - left) // 2)
            at = QRect(right - column, room.y(), column, room.height())
            painting.draw_line(painter, at, record.compared, "small", inks[1])
            right = at.x() - _GAP
        if self._chips:
            at = QRect(right - self._chips, room.y(), self._chips, room.height())
            if record.figure.late:
                painting.draw_chip(
                    painter, at, _late(record), icon="clock", tone="amber", size="row"
                )
            right = at.x() - _GAP
        self._paint_words(painter, QRect(left, room.y(), right - left, room.height()), record, inks)

    def _paint_words(
        self, painter: QPainter, room: QRect, record: Line, inks: tuple[str, str, str]
    ) -> None:
        if not record.made_of:
            painting.draw_line(painter, room, record.title, "h3", inks[0])
            return
        top = room.y() + (room.height() - theme.px(35)) // 2
        first = QRect(room.x(), top, room.width(), theme.px(18))
        painting.draw_line(painter, first, record.title, "h3", inks[0])
        second = QRect(room.x(), first.bottom() + 1, room.width(), theme.px(17))
        painting.draw_line(painter, second, record.made_of, "small", inks[1])


def _late(line: Line) -> str:
    return f"{len(line.figure.late):,} late"
