"""The steps there are, one under another: what each is called, what it means, what it lacks."""

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
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from prevent_desk.core.word_differences import Mark, Run
from prevent_desk.referrals.model.moves import Step
from prevent_desk.referrals.model.states import State
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.difference_words import Laid, Setter

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_STEP_ROLE = Qt.ItemDataRole.UserRole + 1
_SIDE = 12
_DOWN = 8


class StepList(QListView):
    """Steps to choose one of.

    Signals:
        chosen: Another step is the current one (`Step`).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Steps(self)
        self.setModel(self._model)
        self.setItemDelegate(_StepPaint(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(self.tr("Steps"))
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_steps(self, steps: Sequence[Step], now: State | None = None) -> None:
        """Show steps; the one to `now`, else the usual one, is chosen."""
        self._model.show_steps(steps)
        row = next((row for row, step in enumerate(steps) if step.now is now), 0)
        if steps:
            self.setCurrentIndex(self._model.index(row, 0))

    def step(self) -> Step | None:
        """Return the chosen step; None where there is none."""
        found = self.currentIndex().data(_STEP_ROLE)
        return found if isinstance(found, Step) else None

    def _tell(self) -> None:
        step = self.step()
        if step is not None:
            self.chosen.emit(step)


class _Steps(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []

    def show_steps(self, steps: Sequence[Step]) -> None:
        self.beginResetModel()
        self._steps = list(steps)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._steps)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        step = self._steps[index.row()]
        if role == _STEP_ROLE:
            return step
        if role == Qt.ItemDataRole.DisplayRole:
            return step.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (step.title, step.told, lacks(step)) if part)
        return None


class _StepPaint(QStyledItemDelegate):
    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._view = parent
        self._setter = Setter()
        theme.changed.connect(self._setter.forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        step: Step = index.data(_STEP_ROLE)
        title, told = self._laid(step)
        high = title.height + told.height + 2 * theme.px(_DOWN)
        if step.missing:
            high += theme.metrics("small").height() + 3
        return QSize(theme.px(120), high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        step: Step = index.data(_STEP_ROLE)
        box = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, theme.colour("sel" if chosen else "surface"))
        painting.hairline(painter, box, Qt.Edge.BottomEdge)
        if chosen:
            painter.fillRect(box.x(), box.y(), 3, box.height(), theme.colour("accent"))
        title, told = self._laid(step)
        x, y = box.x() + theme.px(_SIDE), box.y() + theme.px(_DOWN)
        title.draw(painter, x, y)
        told.draw(painter, x, y + title.height)
        y += title.height + told.height + 3
        if step.missing:
            self._draw_lacks(painter, x, y, box.right() - x - theme.px(_SIDE), step)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box)
        painter.restore()

    def _laid(self, step: Step) -> tuple[Laid, Laid]:
        # A bar that comes only once the rows are measured must not take room from their words.
        bar = self._view.verticalScrollBar().sizeHint().width()
        room = self._view.width() - bar - 2 * theme.px(_SIDE)
        title = self._setter.laid((Run(Mark.SAME, step.title),), room, 3, "text", "h3")
        told = self._setter.laid((Run(Mark.SAME, step.told),), room, 4, "text2", "small")
        return title, told

    def _draw_lacks(self, painter: QPainter, x: int, y: int, wide: int, step: Step) -> None:
        high = theme.metrics("small").height()
        side = theme.px(14)
        ink = "amber" if step.is_allowed else "red"
        icon = "triangle-alert" if step.is_allowed else "circle-alert"
        icons.paint(painter, icon, x, y + (high - side) // 2, side, ink)
        room = QRect(x + side + 5, y, wide - side - 5, high)
        painting.draw_line(painter, room, lacks(step), "small", ink)


def lacks(step: Step) -> str:
    """Return how much a step lacks, in words; empty for nothing."""
    count = len(step.missing)
    if not count:
        return ""
    things = "One thing is" if count == 1 else f"{count} things are"
    return f"{things} missing" if step.is_allowed else f"{things} missing: not possible yet"
