"""The rows of what is owed, under their headings: by when, what, by whom, asked for where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from prevent_desk.actions.model.records import Action
from prevent_desk.actions.model.standing import Group, Standing, aged, grouped, owed_by
from prevent_desk.core.dates import say_date
from prevent_desk.ui import painting, theme
from prevent_desk.ui.widgets.grouped_list import GroupedList, Heading

NOBODY = "Nobody yet"


class ActionList(GroupedList[Standing]):
    """Actions in groups; the current one is shown at the right."""

    row_px = 46
    opens_on_click = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Actions"))
        self._chips, self._ages = 0, 0

    def show_actions(self, standings: Sequence[Standing]) -> None:
        """Show other actions, keeping the current one where it is still there."""
        self.show_groups(
            [
                (Heading(group.title, group.tone, len(found)), found)
                for group, found in grouped(standings)
            ]
        )

    def key_of(self, record: Standing) -> object:
        """Return an action's own key."""
        return record.action.id

    def said(self, record: Standing) -> str:
        """Return a row as one sentence for screen readers."""
        action = record.action
        parts = (
            f"Action {action.number}", record.said, action.words, owed_by(action) or NOBODY,
            action.source_words, action.case_ref,
        )  # fmt: skip
        return ", ".join(part for part in parts if part)

    def tip(self, record: Standing) -> str:
        """Return the words whole, and the day."""
        due = record.action.due
        return "\n".join(
            part for part in (record.action.words, f"Due {say_date(due)}" if due else "") if part
        )

    def measure(self, records: Sequence[Standing]) -> None:
        """Give chips and ages a column as wide as the widest of them."""
        words = {(one.said, one.group.icon) for one in records}
        self._chips = max((painting.chip_size(*one, "row").width() for one in words), default=0)
        small = theme.metrics("small")
        ages = {aged(one.age) for one in records}
        self._ages = max((small.horizontalAdvance(one) for one in ages), default=0)

    def paint_record(
        self, painter: QPainter, room: QRect, record: Standing, inks: tuple[str, str, str]
    ) -> None:
        """Draw the chip, what is to be done, who owes it, and how old it is."""
        action = record.action
        wide = min(self._chips, room.width() // 3)
        at = QRect(room.x(), room.y(), wide, room.height())
        tone = record.group.tone if record.group is not Group.CLOSED else "green"
        painting.draw_chip(painter, at, record.said, icon=record.group.icon, tone=tone, size="row")
        right = QRect(room.right() - self._ages - 4, room.y(), self._ages + 4, room.height())
        if record.group is not Group.CLOSED:
            painting.draw_line(
                painter, right, aged(record.age), "small", inks[2], Qt.AlignmentFlag.AlignRight
            )
        left = room.x() + wide + 14
        width = right.x() - 10 - left
        first = QRect(left, room.y() + (room.height() - theme.px(35)) // 2, width, theme.px(18))
        painting.draw_line(painter, first, action.words.replace("\n", " "), "h3", inks[0])
        second = QRect(left, first.bottom() + 1, width, theme.px(17))
        self._paint_facts(painter, second, action, inks)

    def _paint_facts(
        self, painter: QPainter, room: QRect, action: Action, inks: tuple[str, str, str]
    ) -> None:
        owner = owed_by(action)
        number = f"{action.number}  ·  "
        painting.draw_line(painter, room, number, "small", inks[2])
        at = room.adjusted(theme.metrics("small").horizontalAdvance(number), 0, 0, 0)
        if not owner:
            painting.draw_line(painter, at, NOBODY, "strong", "amber")
            at = at.adjusted(theme.metrics("strong").horizontalAdvance(NOBODY), 0, 0, 0)
        parts = (owner, action.source_words, action.case_ref, _carried(action.carried))
        told = "  ·  ".join(part for part in parts if part)
        if not owner and told:
            told = f"  ·  {told}"
        painting.draw_line(painter, at, told, "small", inks[1])


def _carried(times: int) -> str:
    if not times:
        return ""
    return "carried on once" if times == 1 else f"carried on {times} times"
