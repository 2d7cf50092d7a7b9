"""Grouped results under a search box: the palette's list, moved through without leaving the box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.widgets import grouped

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One result.

    Attributes:
        title: What it is.
        payload: What `ResultList.activated` tells.
        group: The heading it stands under; entries of one group come together.
        icon: Name of a shipped icon.
        detail: Words at the right ("Plan").
        keys: A shortcut shown at the right.
        key: What tells it from others, so that late results never move the chosen one; the title
            when empty.
    """

    title: str
    payload: object = None
    group: str = ""
    icon: str = ""
    detail: str = ""
    keys: str = ""
    key: str = field(default="")

    @property
    def identity(self) -> tuple[str, str]:
        """What stays the same when results come in again."""
        return self.group, self.key or self.title


class ResultList(QListView):
    """Entries under their headings; `move_by` and `activate_current` are driven by a search box.

    Signals:
        activated_entry: An entry was chosen by Enter or click.
    """

    activated_entry = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = _Entries(self)
        self.setModel(self._list)
        self.setItemDelegate(_EntryDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setProperty("pane", "raised")
        self.clicked.connect(self._click)
        self.setAccessibleName(self.tr("Results"))

    def set_entries(self, entries: Sequence[Entry], *, anew: bool = False) -> None:
        """Show results; the current one stays current while it is among them.

        Args:
            entries: The results.
            anew: They answer other words than those before: the first is the current one.
        """
        before = None if anew else self.current_entry()
        self._list.show_entries(entries)
        kept = self._list.row_of(before) if before else -1
        self._go(kept if kept >= 0 else self._list.next_row(-1, 1))

    def current_entry(self) -> Entry | None:
        """Return the current entry; None when there is none."""
        row = self.currentIndex().row()
        return self._list.entry(row) if row >= 0 else None

    def choose(self, key: str) -> bool:
        """Make the entry with a key the current one; where there is none, no entry is."""
        row = self._list.row_of_key(key)
        self._go(row)
        return row >= 0

    def count(self) -> int:
        """Return how many entries there are, without headings."""
        return self._list.entries_count()

    def move_by(self, steps: int) -> None:
        """Go that many entries down (or up), passing over headings, stopping at the ends."""
        self._go(grouped.row_away(self._list.next_row, self.currentIndex().row(), steps))

    def activate_current(self) -> bool:
        """Choose the current entry; False when there is none."""
        entry = self.current_entry()
        if entry is None:
            return False
        self.activated_entry.emit(entry)
        return True

    def wanted_height(self, most: int = 420) -> int:
        """Return the height that shows all entries, at most `most` px at 100 % text."""
        rows = range(self._list.rowCount())
        return min(theme.px(most), sum(self._list.height_of(row) for row in rows) + 8)

    def _go(self, row: int) -> None:
        self.setCurrentIndex(self._list.index(row) if row >= 0 else _NOWHERE)
        self._show_current()

    def _show_current(self) -> None:
        row = self.currentIndex().row()
        if row >= 0:
            # The heading above the first entry comes into view with it.
            self.scrollTo(self._list.index(0 if row == 1 else row))

    def _click(self, index: QModelIndex) -> None:
        entry = self._list.entry(index.row())
        if entry is not None:
            self._go(index.row())
            self.activated_entry.emit(entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the current entry in the new height: it was scrolled to in the old one."""
        super().resizeEvent(event)
        self._show_current()


class _Entries(QAbstractListModel):
    """Headings (str) and entries in one list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[str | Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._rows = []
        group = ""
        for entry in entries:
            if entry.group and entry.group != group:
                self._rows.append(entry.group)
            group = entry.group
            self._rows.append(entry)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Entry) else None

    def row_of(self, entry: Entry) -> int:
        for row, found in enumerate(self._rows):
            if isinstance(found, Entry) and found.identity == entry.identity:
                return row
        return -1

    def row_of_key(self, key: str) -> int:
        for row, found in enumerate(self._rows):
            if isinstance(found, Entry) and (found.key or found.title) == key:
                return row
        return -1

    def entries_count(self) -> int:
        return sum(isinstance(row, Entry) for row in self._rows)

    def next_row(self, row: int, step: int) -> int:
        return grouped.next_row(self._rows, Entry, row, step)

    def height_of(self, row: int) -> int:
        return theme.px(28 if isinstance(self._rows[row], Entry) else 24)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found.title if isinstance(found, Entry) else found
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(found, Entry):
            said = (found.title, found.detail, found.keys, found.group)
            return ", ".join(part for part in said if part)
        if role == Qt.ItemDataRole.UserRole:
            return found
        return None


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        heading = isinstance(index.data(Qt.ItemDataRole.UserRole), str)
        return QSize(100, theme.px(24 if heading else 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRect(option.rect)
        found = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(found, str):
            room = box.adjusted(12, 4, -12, 0)
            painting.draw_line(painter, room, found, "overline", "text3")
            return
        if not isinstance(found, Entry):
            return
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
            painter.fillRect(box.x(), box.y(), 3, box.height(), theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        side = theme.px(16)
        icon_y = box.y() + (box.height() - side) / 2
        if found.icon:
            ink = "accenttext" if chosen and not theme.is_contrast() else "text2"
            icons.paint(painter, found.icon, box.x() + 12, icon_y, side, ink)
        right = box.right() - 12
        if found.keys:
            right = _paint_keys(painter, box, right, found.keys, chosen)
        if found.detail:
            width = theme.metrics("small").horizontalAdvance(found.detail) + 2
            room = QRect(right - width, box.y(), width, box.height())
            painting.draw_line(
                painter, room, found.detail, "small", "onsel3" if chosen else "text3"
            )
            right -= width + 10
        start = box.x() + 12 + side + 10
        room = QRect(start, box.y(), right - start, box.height())
        role, ink = ("h3", "onsel") if chosen else ("body", "text")
        painting.draw_line(painter, room, found.title, role, ink)


def _paint_keys(painter: QPainter, box: QRect, right: int, keys: str, chosen: bool) -> int:
    width = theme.metrics("rail").horizontalAdvance(keys) + 14
    height = theme.px(17)
    frame = QRectF(right - width, box.y() + (box.height() - height) / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("line2"))
    painter.setBrush(theme.colour("sunken"))
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.restore()
    painting.draw_line(painter, frame, keys, "rail", "text3", Qt.AlignmentFlag.AlignHCenter)
    return int(right - width - 10)
