"""A card that stands for one key of the desk: whose it is, and when it is used."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from prevent_desk.ui import icons, painting, theme


class KeyCard(QAbstractButton):
    """One of two or three exclusive choices; arrows move between them as in a group of radios."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._when = "user", ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def name_it(self, words: str, when: str, icon: str) -> None:
        """Say whose key it is ("&Officer") and when it is used ("Everyday key")."""
        self._icon, self._when = icon, when
        self.setText(words)
        self.setAccessibleName(words.replace("&", ""))
        self.setAccessibleDescription(when)

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(theme.px(160), theme.px(50))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the screen: it unlocks with the key that is chosen."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, glyph, two lines and the mark of the choice."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        width = 2.0 if chosen or self.hasFocus() else 1.0
        painter.setPen(QPen(theme.colour(self._edge()), width))
        painter.setBrush(theme.colour("accentsoft" if chosen else "surface"))
        edge = width / 2
        frame = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(frame, 8, 8)
        side, middle = theme.px(18), self.height() / 2
        icons.paint(painter, self._icon, 14, middle - side / 2, side, "text2")
        left, right = 14 + side + 10, self.width() - 14 - side - 8
        for text, role, ink, top in (
            (self.text().replace("&", ""), "h3", "text", middle - theme.px(18)),
            (self._when, "small", "text2", middle - theme.px(1)),
        ):
            room = QRectF(left, top, right - left, theme.px(18))
            painting.draw_line(painter, room, text, role, ink)
        mark, ink = ("circle-check", "accenttext") if chosen else ("circle", "ctl")
        icons.paint(painter, mark, self.width() - 14 - side, middle - side / 2, side, ink)
        if chosen and self.hasFocus():
            painting.draw_focus(painter, self.rect().adjusted(3, 3, -3, -3), 6)

    def _edge(self) -> str:
        if self.hasFocus():
            return "focus"
        return "accent" if self.isChecked() else "ctl"
