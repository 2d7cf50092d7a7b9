"""The shared window: agenda, case letter, counts, agencies' actions and the clock, in large.

It cannot show a name or a note, for it is given nothing but a `Board` and asks nobody. It may not
import services, tables or records (import contract "The shared window knows only its board").
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from prevent_desk.panels.model.board import Board
from prevent_desk.panels.ui.shared.painter import BoardPainter

SAFE = "share_safe"
"""The property by which the application tells this window from those that hold names."""

_WIDTH, _HEIGHT = 640, 460
_LEAST = QSize(520, 340)
_SECOND_MS = 1_000


class SharedWindow(QWidget):
    """Shows a board, always light, whatever the desk looks like.

    Signals:
        closed: The user closed it.
        typed: Words were typed at it, which has no place for any; the letter.
    """

    closed = Signal()
    typed = Signal(str)

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        """Make the window; it is shown by `show`.

        Args:
            now: Tells the local time, for the clock.
            parent: Ends it when it ends itself; the window is of its own all the same.
        """
        super().__init__(parent, Qt.WindowType.Window)
        self._now = now
        self._board = Board()
        self._painter = BoardPainter()
        self._scrolled = 0
        self.setWindowTitle(self.tr("Prevent Desk – shared view"))
        self.setProperty(SAFE, True)
        self.setProperty("cover_words", self.tr("Paused"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # The minute taker goes on typing: what is said now must not be typed at a picture.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMinimumSize(_LEAST)
        self.resize(_WIDTH, _HEIGHT)
        self._clock = QTimer(self, interval=_SECOND_MS)
        self._clock.timeout.connect(self._tick)
        self._minute = ""
        self._tell()

    def board(self) -> Board:
        """Return what is on show."""
        return self._board

    def show_board(self, board: Board) -> None:
        """Show another state of the meeting."""
        if board != self._board:
            self._board = board
            self._tell()
            self.update()

    # Inside

    def _tick(self) -> None:
        minute = f"{self._now():%H:%M}"
        if minute != self._minute:
            self._minute = minute
            self.update()

    def _tell(self) -> None:
        """Say all of it to screen readers: it is painted, and has no labels of its own."""
        board = self._board
        actions = [self._painter.action_words(one) for one in board.actions]
        told = [board.called, board.line, *actions, board.marking]
        self.setAccessibleName(self.tr("Shared view of the panel"))
        self.setAccessibleDescription(". ".join(part for part in told if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the board in light colours."""
        self._minute = f"{self._now():%H:%M}"
        self._painter.paint(self, self._board, self._minute, self._scrolled)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Show earlier actions where there are more than fit."""
        self._scroll(1 if event.angleDelta().y() > 0 else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show earlier or later actions by Up and Down; Esc closes."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is not None:
            self._scroll(steps)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.text().isprintable() and event.text() and not _is_command(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _scroll(self, steps: int) -> None:
        most = max(0, len(self._board.actions) - 1)
        self._scrolled = min(max(0, self._scrolled + steps), most)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out anew."""
        super().resizeEvent(event)
        self.update()

    def showEvent(self, event: object) -> None:
        """Let the clock run while it is seen."""
        self._clock.start()

    def hideEvent(self, event: object) -> None:
        """Let the clock rest."""
        self._clock.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it was closed."""
        super().closeEvent(event)
        self.closed.emit()


def _is_command(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier
    return bool(event.modifiers() & (held.ControlModifier | held.AltModifier | held.MetaModifier))
