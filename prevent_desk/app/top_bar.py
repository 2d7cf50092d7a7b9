"""The line at the head: where one is, search, New, recent changes, help, lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.crumbs import Crumbs
from prevent_desk.ui.widgets.labels import KeyHint

HEIGHT = 46


class TopBar(QFrame):
    """Buttons are wired by the shell.

    Signals:
        search_asked: The search box was pressed, or typed into (carries the first letter).
    """

    search_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setProperty("pane", "surface")
        self.setProperty("edge", "bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 12, 0)
        row.setSpacing(6)
        self.where = Crumbs()
        self.search = _SearchButton(self.tr("Search everything, or type a command"), "Ctrl K")
        self.new = Button(self.tr("&New"), icon="plus")
        self.history = IconButton("history", self.tr("Recent changes"), shortcut="Ctrl+H")
        self.help = IconButton("circle-question-mark", self.tr("Keys of this page"), shortcut="F1")
        self.lock = Button(self.tr("&Lock"), icon="lock")
        self.lock.setToolTip(self.tr("Lock the desk (Ctrl+L)"))
        row.addWidget(self.where, 1)
        row.addWidget(self.search, 2, Qt.AlignmentFlag.AlignVCenter)
        right = QHBoxLayout()
        right.setSpacing(6)
        right.addStretch(1)
        for button in (self.new, self.history, self.help, self.lock):
            right.addWidget(button)
        row.addLayout(right, 1)
        self.search.clicked.connect(lambda: self.search_asked.emit(""))
        self.search.typed.connect(self.search_asked)
        theme.changed.connect(self._size)
        self._size()

    def show_crumbs(self, title: str, steps: Sequence[Command]) -> None:
        """Show where one is: the way down, or the page's title alone."""
        self.where.show_steps(title, steps)

    def _size(self) -> None:
        self.setFixedHeight(theme.px(HEIGHT))


class _SearchButton(QAbstractButton):
    """Looks like the box that it opens; a letter typed on it is the first of the search.

    Signals:
        typed: A letter was typed while it had the focus.
    """

    typed = Signal(str)

    def __init__(self, words: str, keys: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(f"{words} ({keys.replace(' ', '+')})")
        self.setToolTip(f"{words} ({keys.replace(' ', '+')})")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._keys = KeyHint(keys, parent=self)

    def sizeHint(self) -> QSize:
        """Return a comfortable width and a control's height."""
        return QSize(theme.px(430), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the words are cut before the buttons are."""
        return QSize(theme.px(160), theme.px(30))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the search with the letter typed."""
        text = event.text()
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if text and text.isprintable() and not text.isspace() and not held:
            self.typed.emit(text)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, glass and words."""
        self._keys.resize(self._keys.sizeHint())
        self._keys.move(
            self.width() - self._keys.width() - 10, (self.height() - self._keys.height()) // 2
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        edge = 2.0 if focused else 1.0
        painter.setPen(QPen(theme.colour("focus" if focused else "ctl"), edge))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        half = edge / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), 6, 6)
        side = theme.px(16)
        icons.paint(painter, "search", 12, (self.height() - side) / 2, side, "text2")
        words = self.rect().toRectF().adjusted(side + 20, 0, -self._keys.width() - 16, 0)
        painting.draw_line(painter, words, self.text(), "body", "text3")
