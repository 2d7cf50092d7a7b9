"""The factors found, one under another: what was found, and what answers it."""

from __future__ import annotations

from collections.abc import Sequence
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
from prevent_desk.core.questionnaire import FACTOR_STATES
from prevent_desk.core.word_differences import Mark, Run
from prevent_desk.referrals.model.assessments.records import FoundFactor
from prevent_desk.ui import painting, theme
from prevent_desk.ui.difference_words import Laid, Setter
from prevent_desk.ui.widgets.acts_list import ActsList

FACTOR_ROLE = Qt.ItemDataRole.UserRole + 1

_ACROSS, _DOWN, _BAR, _GAP = 14, 8, 3, 3
_MOST_LINES = 3

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def answered_by(found: FoundFactor) -> str:
    """Return in words what answers a factor; empty where nothing does."""
    if found.items:
        return f"Support: {'; '.join(found.items)}"
    if found.reason:
        day = f" ({say_short(found.said_on)})" if found.said_on else ""
        return f"No support: {found.reason}{day}"
    return ""


class FactorModel(QAbstractListModel):
    """A row for each factor found; those that nothing answers first, else in the form's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: list[FoundFactor] = []

    def show_factors(self, found: Sequence[FoundFactor]) -> None:
        """Show others."""
        self.beginResetModel()
        self._found = sorted(found, key=lambda one: one.is_answered)
        self.endResetModel()

    def factor(self, row: int) -> FoundFactor:
        """Return the factor of a row."""
        return self._found[row]

    def row_of(self, key: str) -> int:
        """Return the row of a factor by its key, or -1."""
        rows = enumerate(self._found)
        return next((row for row, one in rows if one.factor.key == key), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many were found."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a factor's words, itself, or all of it as one sentence."""
        if not index.isValid():
            return None
        found = self._found[index.row()]
        if role == FACTOR_ROLE:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.factor.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            answer = answered_by(found) or "not answered yet"
            return f"{found.factor.text}, {FACTOR_STATES[found.state].lower()}, {answer}"
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._setter = Setter()
        theme.changed.connect(self._setter.forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height the words need at the list's width."""
        width = self._view.viewport().width()
        high = painting.chip_height("row") + _GAP + theme.metrics("meta").height()
        for laid in self._texts(index.data(FACTOR_ROLE), width):
            high += _GAP + laid.height
        return QSize(width, high + 2 * _DOWN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row: the factor, whether it is answered, its evidence, the answer."""
        found: FoundFactor = index.data(FACTOR_ROLE)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("sel" if chosen else "surface"))
        painting.hairline(painter, rect, Qt.Edge.BottomEdge, "line")
        if chosen:
            painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), theme.colour("accent"))
        room = rect.adjusted(_ACROSS, _DOWN, -_ACROSS, -_DOWN)
        high = painting.chip_height("row")
        text, icon, tone = _chip(found)
        chip = painting.chip_size(text, icon, "row", tone)
        place = QRect(room.right() + 1 - chip.width(), room.y(), chip.width(), high)
        painting.draw_chip(painter, place, text, icon=icon, tone=tone, size="row")
        name = QRect(room.x(), room.y(), room.width() - chip.width() - 12, high)
        ink = "onsel" if chosen else "text"
        painting.draw_line(painter, name, found.factor.text, "h3", ink)
        meta = theme.metrics("meta").height()
        y = room.y() + high + _GAP
        said = f"{FACTOR_STATES[found.state]} · {found.factor.dimension}"
        line = QRect(room.x(), y, room.width(), meta)
        painting.draw_line(painter, line, said, "meta", "onsel3" if chosen else "text3")
        y += meta
        for laid in self._texts(found, rect.width()):
            y += _GAP
            painter.save()
            painter.setClipRect(room.x(), y, room.width(), laid.height)
            laid.draw(painter, room.x(), y)
            painter.restore()
            y += laid.height
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, rect)
        painter.restore()

    def _texts(self, found: FoundFactor, width: int) -> list[Laid]:
        texts = ((found.evidence, "text2", "small"), (answered_by(found), "text", "body"))
        return [
            self._setter.laid((Run(Mark.SAME, text),), width - 2 * _ACROSS, _MOST_LINES, ink, role)
            for text, ink, role in texts
            if text
        ]


def _chip(found: FoundFactor) -> tuple[str, str, str]:
    if found.items:
        return "Answered by support", "check", "grey"
    if found.reason:
        return "Reason given", "check", "grey"
    return "Not answered yet", "circle-dashed", "amber"


class FactorList(ActsList[FoundFactor]):
    """The list. S: answered by support, R: a reason why not; Enter opens either.

    Signals:
        support, reason: The current factor is to be answered so; `opened`: either way.
    """

    support = Signal()
    reason = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Factors found", FACTOR_ROLE, parent)
        self.setItemDelegate(_Painter(self))
        self.bind({Qt.Key.Key_S: self.support.emit, Qt.Key.Key_R: self.reason.emit})
