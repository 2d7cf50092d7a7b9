"""Who is in the room, one under another: agency, name, as what, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from prevent_desk.panels.model.presence import Stand, stand
from prevent_desk.panels.model.records import Attendee, Role
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.steady_rows import ROW_ROLE

_ACROSS, _DOWN, _BAR, _GAP, _SIDE = 13, 4, 3, 9, 17

_Index = QModelIndex | QPersistentModelIndex

_ROLES = {
    Role.CHAIR: ("Chair", "accent"),
    Role.LEAD: ("Lead", "grey"),
    Role.DEPUTY: ("Deputy", "blue"),
    Role.GUEST: ("Guest", "grey"),
    Role.NOTE_TAKER: ("Notes", "grey"),
}
_STANDS = {
    Stand.EXPECTED: ("user", "text3"),
    Stand.HERE: ("user-check", "green"),
    Stand.LATE: ("user-check", "amber"),
    Stand.LEFT: ("log-out", "text3"),
    Stand.APOLOGY: ("user-x", "red"),
}


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One row of the room.

    Attributes:
        agency: With the case a guest is there for: "City school (Case C)".
        chip: As what they sit, or "Late", "Left", "Apology"; with its tone.
        time: When they came, or went; "–" where they did neither.
    """

    attendee: Attendee
    stand: Stand
    agency: str
    told: str
    chip: str
    tone: str
    time: str

    @property
    def spoken(self) -> str:
        """All of it as one sentence for screen readers."""
        states = {
            Stand.EXPECTED: "not here yet",
            Stand.HERE: f"here since {self.time}",
            Stand.LATE: f"here since {self.time}, late",
            Stand.LEFT: f"left at {self.time}",
            Stand.APOLOGY: "not coming",
        }
        return ", ".join((self.agency, self.told, self.chip, states[self.stand]))


def row_of(one: Attendee, began: datetime | None, letter: str = "") -> RoomRow:
    """Return the row of somebody.

    Args:
        one: With their times.
        began: When the meeting began or was to begin, whichever is later.
        letter: Of the case a guest is there for.
    """
    how = stand(one, began)
    chip, tone = _ROLES[one.role]
    last = one.times[-1] if one.times else None
    time = f"{last.ended or last.began:%H:%M}" if last else "–"
    sends = how is Stand.APOLOGY and one.answer == "sent_deputy"
    if sends:
        chip, tone = "Sends deputy", "grey"
    elif how is Stand.APOLOGY:
        chip, tone = "Apology", "red"
    elif how is Stand.LEFT:
        chip, tone = "Left", "grey"
    elif how is Stand.LATE and one.role is not Role.CHAIR:
        chip, tone = "Late", "amber"
    agency = f"{one.agency} (Case {letter})" if letter else one.agency
    told = one.name
    if how is Stand.APOLOGY:
        told = one.words or one.name
    elif last is not None and last.ended and last.why:
        told = last.why
    return RoomRow(one, how, agency, told, chip, tone, time)


class RoomPainter(QStyledItemDelegate):
    """Draws a row of the room."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of two lines."""
        lines = theme.metrics("strong").height() + theme.metrics("small").height()
        return QSize(self._view.viewport().width(), lines + 2 * _DOWN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row: RoomRow = index.data(ROW_ROLE)
        rect: QRect = option.rect
        # Who is at the keyboard sees where it is; without it no row stands out of the room.
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        painter.save()
        painter.fillRect(rect, theme.colour("sel" if chosen else "surface"))
        if not chosen and option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        if chosen:
            painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), theme.colour("accent"))
        icon, ink = _STANDS[row.stand]
        side = theme.px(_SIDE)
        icons.paint(
            painter, icon, rect.x() + _ACROSS, rect.y() + (rect.height() - side) / 2, side, ink
        )
        self._draw_words(painter, rect, row, chosen=chosen, left=_ACROSS + side + _GAP)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, rect)
        painter.restore()

    def _draw_words(
        self, painter: QPainter, rect: QRect, row: RoomRow, *, chosen: bool, left: int
    ) -> None:
        wide = theme.metrics("body").horizontalAdvance("00:00") + 2
        at = QRect(rect.right() - wide - 11, rect.y(), wide, rect.height())
        painting.draw_line(
            painter, at, row.time, "body", "onsel2" if chosen else "text2",
            Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        chip = painting.chip_size(row.chip, "", "row", row.tone)
        box = QRect(at.x() - 10 - chip.width(), rect.y(), chip.width(), rect.height())
        painting.draw_chip(painter, box, row.chip, tone=row.tone, size="row")
        room = QRect(rect.x() + left, rect.y() + _DOWN, box.x() - 8 - rect.x() - left, 0)
        room.setHeight(theme.metrics("strong").height())
        painting.draw_line(painter, room, row.agency, "strong", "onsel" if chosen else "text")
        room.translate(0, room.height())
        room.setHeight(theme.metrics("small").height())
        painting.draw_line(painter, room, row.told, "small", "onsel2" if chosen else "text2")
