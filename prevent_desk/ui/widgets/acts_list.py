"""A list whose letters are acts on the current row; its rows break their words by its width."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from prevent_desk.ui import theme

Record = TypeVar("Record")


class ActsList(QListView, Generic[Record]):
    """Shows records by a delegate of its own; no letter searches it.

    Signals:
        opened: Enter or a double click on the current row.
    """

    opened = Signal()

    def __init__(self, name: str, role: int, parent: QWidget | None = None) -> None:
        """Make it.

        Args:
            name: As screen readers say it.
            role: Under which the model has a row's record.
            parent: The widget it belongs to.
        """
        super().__init__(parent)
        self._role = role
        self._acts: dict[Qt.Key, Callable[[], object]] = {}
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def bind(self, acts: Mapping[Qt.Key, Callable[[], object]]) -> None:
        """Let plain keys act on the current row; Enter opens it already."""
        self._acts.update(acts)

    def current(self) -> Record | None:
        """Return the current row's record."""
        index = self.currentIndex()
        found: Record | None = index.data(self._role) if index.isValid() else None
        return found

    def choose(self, row: int) -> None:
        """Make a row the current one; one beyond the ends is passed over."""
        index = self.model().index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of this list; no letter searches it."""
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        key = Qt.Key(event.key())
        if not plain or not self.currentIndex().isValid():
            super().keyPressEvent(event)
        elif key in self._acts:
            self._acts[key]()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif not event.text().isalnum():
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Search nothing: letters are acts here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
