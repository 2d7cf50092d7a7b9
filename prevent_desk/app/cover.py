"""One key covers the desk: nothing on it can be read until another key is pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from prevent_desk.ui import icons, painting, theme


class Covers(QObject):
    """Covers every window of the program at once, dialogs too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._covers: list[Cover] = []

    @property
    def are_on(self) -> bool:
        """Whether the desk is covered."""
        return bool(self._covers)

    def lay(self, words: str = "", *, but_shared: bool = False) -> None:
        """Cover what is on show, and say how to go on (or something else); an open menu closes.

        A window may have words of its own for it (`cover_words`): what a meeting sees says no more
        than that it is paused.

        Args:
            words: What the covers say.
            but_shared: Leave windows that hold no names as they are.
        """
        self.lift()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.isWindow():
                if but_shared and window.property("share_safe"):
                    continue
                cover = Cover(window, window.property("cover_words") or words)
                cover.pressed.connect(self.lift)
                self._covers.append(cover)

    def lift(self) -> None:
        """Show the desk again; the keyboard is where it was all along."""
        covers, self._covers = self._covers, []
        for cover in covers:
            cover.hide()
            cover.deleteLater()


class Cover(QWidget):
    """Lies over a whole window and is as large as it.

    Signals:
        pressed: The mouse was pressed on it.
    """

    pressed = Signal()

    def __init__(self, window: QWidget, words: str = "") -> None:
        super().__init__(window)
        self._words = words or self.tr("Covered. Any key shows the desk again, F12 locks it.")
        self.setAccessibleName(self._words)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell of it; the press itself does nothing."""
        self.pressed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        home = self.parentWidget()
        if watched is home and event.type() == QEvent.Type.Resize:
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
        middle_of = Qt.AlignmentFlag.AlignHCenter
        painting.draw_line(painter, words, self._words, "body", "railtext", middle_of)
