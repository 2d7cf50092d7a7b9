"""A picker of several values, as the filter row uses it: "Any", one value, or "3 chosen"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.ui import icons, theme

_SEARCH_FROM = 10
_CODE = int(Qt.ItemDataRole.UserRole)


class ValuePicker(QAbstractButton):
    """Shows what is chosen and opens a list of values with ticks; nothing chosen means any."""

    changed = Signal(object)
    """Emitted with the frozenset of chosen values, each time a tick changes."""
    escaped = Signal()
    """Esc was pressed while the picker is closed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._values: Callable[[], Sequence[str]] = tuple
        self._chosen: frozenset[str] = frozenset()
        self.popup: _Popup | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.open)
        self._tell()

    def offer(self, values: Callable[[], Sequence[str]]) -> None:
        """Offer values, asked for as the list opens; what is chosen stays on it."""
        self._values = values

    def chosen(self) -> frozenset[str]:
        """Return the chosen values; empty is any."""
        return self._chosen

    def choose(self, values: frozenset[str]) -> None:
        """Show other values as chosen, without telling anyone."""
        self._chosen = values
        self._tell()

    def open(self) -> None:
        """Open the list under the picker."""
        values = list(self._values())
        offered = values + sorted(self._chosen - set(values))
        self.popup = _Popup(self._name, offered, self._chosen, self)
        self.popup.ticked.connect(self._ticked)
        self.popup.setMinimumWidth(self.width())
        self.popup.adjustSize()
        self.popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self.popup.show()
        self.popup.begin()

    def sizeHint(self) -> QSize:
        """Return the height of a small control."""
        return QSize(60, theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a small combo: accent border while it filters, focus ring on top."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = bool(self._chosen) or self.hasFocus()
        edge = "focus" if self.hasFocus() else "accent" if self._chosen else "ctl"
        pen = 2.0 if strong else 1.0
        painter.setPen(QPen(theme.colour(edge), pen))
        painter.setBrush(theme.colour("surface"))
        shape = QRectF(self.rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
        painter.drawRoundedRect(shape, 5, 5)
        size = theme.px(14)
        icons.paint(
            painter, "chevron-down", self.width() - size - 6, (self.height() - size) / 2, size
        )
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("strong" if self._chosen else "small"))
        room = self.rect().adjusted(8, 0, -size - 8, 0)
        said = painter.fontMetrics().elidedText(
            self._said(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Alt+Down, Down, Enter or Space; Esc asks to clear."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _ticked(self, values: object) -> None:
        if isinstance(values, frozenset):
            self._chosen = values
            self._tell()
            self.changed.emit(values)

    def _said(self) -> str:
        if not self._chosen:
            return "Any"
        return next(iter(self._chosen)) if len(self._chosen) == 1 else f"{len(self._chosen)} chosen"

    def _tell(self) -> None:
        state = ", ".join(sorted(self._chosen)) if self._chosen else "any"
        self.setAccessibleName(f"Filter {self._name}: {state}")
        self.setToolTip(f"{self._name}: {', '.join(sorted(self._chosen))}" if self._chosen else "")
        self.update()


class _Popup(QFrame):
    ticked = Signal(object)

    def __init__(
        self, name: str, values: Sequence[str], chosen: frozenset[str], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("pane", "card")
        self._model = QStandardItemModel(self)
        for value in values:
            item = QStandardItem(value)
            item.setData(value, _CODE)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            ticked = Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self._model.appendRow(item)
        self._search = QLineEdit(self)
        self._search.setProperty("sz", "s")
        self._search.setPlaceholderText("Find")
        self._search.setAccessibleName(f"Find in {name}")
        self._search.setVisible(len(values) >= _SEARCH_FROM)
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setAccessibleName(f"{name}: values, Space ticks")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(
            min(theme.px(320), self.list.sizeHintForColumn(0) + theme.px(56)) if values else 120
        )
        self.list.setFixedHeight(min(len(values), 9) * theme.px(30) + 6)
        self.list.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self._search)
        layout.addWidget(self.list)
        self._model.itemChanged.connect(self._changed)
        self._state_when_pressed: Qt.CheckState | None = None
        self.list.pressed.connect(self._press)
        self.list.clicked.connect(self._click)

    def begin(self) -> None:
        """Put the cursor where typing or arrows work at once."""
        self.list.setCurrentIndex(self._model.index(0, 0))
        (self.list if self._search.isHidden() else self._search).setFocus()

    def _click(self, index: QModelIndex) -> None:
        # A click on the tick itself has changed it already; the word must do the same.
        if self._state_when_pressed == self._state(index):
            self._flip(index)

    def _press(self, index: QModelIndex) -> None:
        self._state_when_pressed = self._state(index)

    def _state(self, index: QModelIndex) -> Qt.CheckState:
        return self._model.itemFromIndex(index).checkState()

    def _flip(self, index: QModelIndex) -> None:
        item = self._model.itemFromIndex(index)
        on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _changed(self) -> None:
        rows = range(self._model.rowCount())
        items = [self._model.item(row) for row in rows]
        self.ticked.emit(
            frozenset(
                str(item.data(_CODE))
                for item in items
                if item.checkState() is Qt.CheckState.Checked
            )
        )

    def _narrow(self, text: str) -> None:
        for row in range(self._model.rowCount()):
            value = str(self._model.item(row).data(_CODE))
            self.list.setRowHidden(row, text.casefold() not in value.casefold())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter close, Space tick, and Down leave the search box."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            self.close()
            return True
        if watched is self._search and event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
            return True
        return False
