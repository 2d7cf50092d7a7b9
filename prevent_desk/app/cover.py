"""One key covers the desk: nothing on it can be read until another key is pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from prevent_desk.ui import icons, painting, theme


class Cover(QWidget):
    """Lies over a whole window; goes away at the next key or click, which does nothing else."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(self.tr("The desk is covered. Press any key to go on."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None
        window.installEventFilter(self)
        self.hide()

    def lay(self) -> None:
        """Cover the window and take the keyboard."""
        home = self.parentWidget()
        if home is None or self.isVisible():
            return
        self._before = home.window().focusWidget()
        self.setGeometry(home.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self.grabKeyboard()

    def lift(self) -> None:
        """Show the desk again, with the keyboard where it was."""
        self.releaseKeyboard()
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away; the key itself does nothing."""
        if event.key() not in {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt}:
            self.lift()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go away."""
        self.lift()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            home = self.parentWidget()
            if home is not None:
                self.setGeometry(home.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plain ground, a shield and one line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("rail"))
        side = theme.px(40)
        middle = self.rect().center()
        icons.paint(painter, "shield", middle.x() - side / 2, middle.y() - side, side, "railaccent")
        words = self.rect().toRectF().adjusted(0, self.height() / 2 + 14, 0, 0)
        words.setHeight(theme.px(24))
        text = self.tr("Covered. Any key shows the desk again.")
        painting.draw_line(painter, words, text, "body", "railtext", Qt.AlignmentFlag.AlignHCenter)
