"""The rows of what is due, under their headings: how late, what, of which referral."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from prevent_desk.referrals.model.agenda import Group
from prevent_desk.referrals.model.clock_words import tooltip
from prevent_desk.referrals.service.clocks import Due
from prevent_desk.referrals.ui.clocks.looks import glyph, tone
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.widgets.grouped_list import GroupedList, Heading


class DueList(GroupedList[Due]):
    """Clocks of all referrals; Enter or a click opens the record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What is due"))
        self._chips = 0

    def show_due(self, groups: dict[Group, list[Due]], today: date) -> None:
        """Show other clocks, keeping the current one where it is still there."""
        self.show_groups(
            [
                (Heading(group.title(today), group.tone, len(found)), found)
                for group, found in groups.items()
            ]
        )

    def key_of(self, record: Due) -> object:
        """Return a clock's own key."""
        return record.episode_id, record.clock.key

    def said(self, record: Due) -> str:
        """Return a row as one sentence for screen readers."""
        clock = record.clock
        parts = (clock.title, clock.said, record.ref, record.names, clock.why)
        return ", ".join(part for part in parts if part)

    def tip(self, record: Due) -> str:
        """Return the rule, when it began and is due."""
        return tooltip(record.clock)

    def measure(self, records: Sequence[Due]) -> None:
        """Give the chips a column as wide as the widest of them."""
        words = {(one.clock.said, glyph(one.clock.state)) for one in records}
        self._chips = max((painting.chip_size(*one, "row").width() for one in words), default=0)

    def paint_record(
        self, painter: QPainter, room: QRect, record: Due, inks: tuple[str, str, str]
    ) -> None:
        """Draw the chip, the clock, its referral, and where that stands."""
        clock = record.clock
        wide = min(self._chips, room.width() // 3)
        at = QRect(room.x(), room.y(), wide, room.height())
        painting.draw_chip(
            painter, at, clock.said, icon=glyph(clock.state), tone=tone(clock.state), size="row"
        )
        side = theme.px(16)
        chevron = room.right() - side
        middle = room.y() + (room.height() - side) / 2
        icons.paint(painter, "chevron-right", chevron, middle, side, inks[2])
        state = record.state.short
        wanted = theme.metrics("small").horizontalAdvance(state) + 2
        right = QRect(chevron - 8 - wanted, room.y(), wanted, room.height())
        painting.draw_line(painter, right, state, "small", inks[1])
        left = room.x() + wide + 16
        width = right.x() - 12 - left
        first = QRect(left, room.y() + (room.height() - theme.px(35)) // 2, width, theme.px(18))
        painting.draw_line(painter, first, clock.title, "h3", inks[0])
        second = QRect(left, first.bottom() + 1, width, theme.px(17))
        told = "  ·  ".join(part for part in (record.ref, record.names, clock.why) if part)
        painting.draw_line(painter, second, told, "small", inks[1])
