"""The versions of a plan, the newest first: stamp, day, who agreed it, how its actions stood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.counts import Counts
from prevent_desk.plan.ui import stages
from prevent_desk.plan.ui.versions.copies import Copy
from prevent_desk.ui import icons, painting, theme

_COPY_ROLE = Qt.ItemDataRole.UserRole + 1
_PAD, _BAR, _GLYPH, _SHARE, _SHARE_HIGH = 14, 3, 17, 84, 7

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class VersionList(QListView):
    """Choose a version, and it is compared with what stands opposite.

    Signals:
        picked: A person chose a copy.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copies = _Copies(self)
        self._quiet = False
        self.setModel(self._copies)
        self.setItemDelegate(_CopyPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Versions")
        self.selectionModel().currentChanged.connect(self._changed)
        theme.changed.connect(self.doItemsLayout)

    def show_copies(self, copies: Sequence[Copy], chosen: str) -> None:
        """Show copies, one of them chosen by its key, without telling."""
        self._quiet = True
        self._copies.show_copies(copies)
        row = next((at for at, copy in enumerate(copies) if copy.key == chosen), -1)
        if row >= 0:
            self.setCurrentIndex(self._copies.index(row))
        self._quiet = False

    def chosen(self) -> Copy | None:
        """Return the chosen copy."""
        found: Copy | None = self.currentIndex().data(_COPY_ROLE)
        return found

    def _changed(self, current: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.picked.emit(current.data(_COPY_ROLE))


class _Copies(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[Copy, ...] = ()

    def show_copies(self, copies: Sequence[Copy]) -> None:
        self.beginResetModel()
        self._rows = tuple(copies)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        copy = self._rows[index.row()]
        if role == _COPY_ROLE:
            return copy
        if role == Qt.ItemDataRole.DisplayRole:
            return copy.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [copy.name, copy.said]
            if copy.version:
                parts.append(_counts_said(copy.version.counts))
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole and copy.version:
            parts = [copy.said, _counts_said(copy.version.counts), copy.version.note]
            return "\n".join(part for part in parts if part)
        return None


class _CopyPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        copy: Copy = index.data(_COPY_ROLE)
        lines = theme.metrics("h3").height() + theme.metrics("small").height()
        if copy.version:
            lines += theme.metrics("small").height()
        return QSize(100, lines + 2 * 8 + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        copy: Copy = index.data(_COPY_ROLE)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.colour("sel"))
            painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        side = theme.px(_GLYPH)
        high = theme.metrics("h3").height()
        x, y = rect.x() + _PAD, rect.y() + 8
        ink = "accenttext" if chosen else "text2"
        icons.paint(painter, _icon(copy), x, y + (high - side) // 2, side, ink)
        x += side + 9
        width = rect.right() - x - 8
        day = say_short(copy.version.on) if copy.version else ""
        beside = theme.metrics("small").horizontalAdvance(day)
        room = QRect(x, y, width - beside - 8 if day else width, high)
        painting.draw_line(painter, room, copy.name, "h3")
        right = Qt.AlignmentFlag.AlignRight
        ink = "onsel2" if chosen else "text2"
        painting.draw_line(painter, QRect(x, y, width, high), day, "small", ink, right)
        y += high
        high = theme.metrics("small").height()
        painting.draw_line(painter, QRect(x, y, width, high), _agreed(copy), "small", ink)
        if copy.version:
            room = QRect(x, y + high + 2, width, high)
            _draw_counts(painter, room, copy.version.counts, ink)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, rect)


def _agreed(copy: Copy) -> str:
    if copy.version is None:
        return copy.said
    return copy.version.agreed_by or copy.version.note.split("\n", 1)[0] or "No agreement noted"


def _icon(copy: Copy) -> str:
    return "stamp" if copy.version else "file-pen"


def _draw_counts(painter: QPainter, room: QRect, counts: Counts, ink: str) -> None:
    words = f"{counts.total:,} {'action' if counts.total == 1 else 'actions'}"
    # At large text the bar gives way; the words do not.
    left = room.width() - theme.metrics("small").horizontalAdvance(words) - 8
    wide = max(0, min(theme.px(_SHARE), left))
    high = theme.px(_SHARE_HIGH)
    at = float(room.x())
    top = room.y() + (room.height() - high) / 2
    for stage, number in stages.told(counts):
        part = wide * number / max(1, counts.total)
        painting.fill_tone(painter, QRectF(at, top, part, high), stages.tone(stage))
        at += part
    beside = QRect(room.x() + wide + 8, room.y(), room.width() - wide - 8, room.height())
    painting.draw_line(painter, beside, words, "small", ink)


def _counts_said(counts: Counts) -> str:
    said = [
        f"{number:,} {stage.word.lower() if stage else 'not set'}"
        for stage, number in stages.told(counts)
    ]
    return ", ".join(said)
