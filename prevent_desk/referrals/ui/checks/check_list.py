"""The agencies asked, one under another: who, how it stands, what they said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from prevent_desk.core.dates import say_short
from prevent_desk.core.word_differences import Mark, Run
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.referrals.model.checks import KNOWN, NOT_KNOWN, Check, stand
from prevent_desk.ui import painting, theme
from prevent_desk.ui.difference_words import Laid, Setter
from prevent_desk.ui.widgets.acts_list import ActsList

CHECK_ROLE = Qt.ItemDataRole.UserRole + 1
STAND_ROLE = Qt.ItemDataRole.UserRole + 2
_MOST_LINES = 3
_ACROSS, _DOWN, _BAR, _GAP = 14, 8, 3, 2

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CheckModel(QAbstractListModel):
    """A row for each agency asked."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._days = WorkingDays()
        self._checks: list[Check] = []

    def show_checks(self, checks: Sequence[Check], days: WorkingDays) -> None:
        """Show others; `days` counts how late one is."""
        self.beginResetModel()
        self._checks, self._days = list(checks), days
        self.endResetModel()

    def check(self, row: int) -> Check:
        """Return the check of a row."""
        return self._checks[row]

    def row_of(self, check_id: int) -> int:
        """Return the row of a check, or -1."""
        return next((row for row, one in enumerate(self._checks) if one.id == check_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many were asked."""
        return 0 if parent.isValid() else len(self._checks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a row's name, the check itself, or all of it as one sentence."""
        if not index.isValid():
            return None
        check = self._checks[index.row()]
        if role == CHECK_ROLE:
            return check
        if role == STAND_ROLE:
            return stand(check, self._today(), self._days)
        if role == Qt.ItemDataRole.DisplayRole:
            return check.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            how = stand(check, self._today(), self._days)[0]
            parts = (check.name, how, when(check), said(check))
            return ", ".join(part for part in parts if part).replace("\n", " ")
        return None


def when(check: Check) -> str:
    """Return the days of a check in words: "Asked 18 Nov 2025, due 25 Nov 2025"."""
    parts = [f"asked {say_short(check.asked_on)}"]
    if check.known and check.replied_on is not None:
        by = f" by {check.replied_by}" if check.replied_by else ""
        parts.append(f"answered {say_short(check.replied_on)}{by}")
    elif check.due is not None and not check.withdrawn:
        parts.append(f"due {say_short(check.due)}")
    parts += [f"reminded {say_short(check.chases[-1].on)}"] if check.chases else []
    words = " · ".join(parts)
    return words[:1].upper() + words[1:]


def said(check: Check) -> str:
    """Return what an agency said, or why it is no longer asked."""
    return f"Withdrawn: {check.withdrawn}" if check.withdrawn else check.words


class CheckPainter(QStyledItemDelegate):
    """Draws a row: name and state, days, words."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._setter = Setter()
        theme.changed.connect(self._setter.forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height the words need at the list's width."""
        width = self._view.viewport().width()
        check: Check = index.data(CHECK_ROLE)
        high = painting.chip_height("row") + _GAP + theme.metrics("meta").height()
        words = self._words(check, width)
        if words is not None:
            high += _GAP + words.height + self._more(words)
        return QSize(width, high + 2 * _DOWN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        check: Check = index.data(CHECK_ROLE)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("sel" if chosen else "surface"))
        painting.hairline(painter, rect, Qt.Edge.BottomEdge, "line")
        if chosen:
            painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), theme.colour("accent"))
        room = rect.adjusted(_ACROSS, _DOWN, -_ACROSS, -_DOWN)
        self._draw(painter, room, check, index.data(STAND_ROLE), chosen)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, rect)
        painter.restore()

    def _draw(
        self,
        painter: QPainter,
        room: QRect,
        check: Check,
        how: tuple[str, str, str],
        chosen: bool,
    ) -> None:
        text, icon, tone = how
        high = painting.chip_height("row")
        chip = painting.chip_size(text, icon, "row", tone)
        place = QRect(room.right() + 1 - chip.width(), room.y(), chip.width(), high)
        painting.draw_chip(painter, place, text, icon=icon, tone=tone, size="row")
        name = QRect(room.x(), room.y(), room.width() - chip.width() - 12, high)
        ink = "onsel" if chosen else "text"
        painting.draw_line(painter, name, check.name, "h3", ink)
        meta = theme.metrics("meta").height()
        y = room.y() + high + _GAP
        line = QRect(room.x(), y, room.width(), meta)
        painting.draw_line(painter, line, when(check), "meta", "onsel3" if chosen else "text3")
        words = self._words(check, self._view.viewport().width())
        if words is None:
            return
        y += meta + _GAP
        painter.save()
        painter.setClipRect(room.x(), y, room.width(), words.height)
        words.draw(painter, room.x(), y)
        painter.restore()
        if words.hidden:
            more = QRect(room.x(), y + words.height, room.width(), meta)
            painting.draw_line(painter, more, "more (Enter)", "meta", "accenttext")

    def _words(self, check: Check, width: int) -> Laid | None:
        text = said(check)
        if not text:
            return None
        run = (Run(Mark.SAME, text),)
        return self._setter.laid(run, width - 2 * _ACROSS, _MOST_LINES, "text2", "small")

    def _more(self, words: Laid) -> int:
        return theme.metrics("meta").height() if words.hidden else 0


class CheckList(ActsList[Check]):
    """The list. K: known, N: not known, R: remind, W: withdraw; Enter opens the reply.

    Signals:
        replied: KNOWN or NOT_KNOWN was pressed on the current row.
        opened: The current row's reply is wanted.
        remind, withdraw: The current row is to be reminded, or no longer asked.
    """

    replied = Signal(str)
    remind = Signal()
    withdraw = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Services asked", CHECK_ROLE, parent)
        self.setItemDelegate(CheckPainter(self))
        self.bind(
            {
                Qt.Key.Key_K: lambda: self.replied.emit(KNOWN),
                Qt.Key.Key_N: lambda: self.replied.emit(NOT_KNOWN),
                Qt.Key.Key_R: self.remind.emit,
                Qt.Key.Key_W: self.withdraw.emit,
            }
        )
