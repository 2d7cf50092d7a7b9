"""The modules of the desk in a column: icon, word, and how many things need you."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from prevent_desk.ui import icons, painting, theme

WIDTH = 76
"""Width of the rail at 100 % text."""


class RailButton(QAbstractButton):
    """One module; checked while its page is shown."""

    def __init__(
        self, text: str = "", icon: str = "", *, keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._badge = icon, 0
        self._keys = keys
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{text} ({keys})" if keys else text)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        """Say how many things need the user here; 0 shows none."""
        self._badge = count
        needs = self.tr("{0} need you").format(count)
        self.setAccessibleName(f"{self.text()}, {needs}" if count else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the rail's width and 54 px."""
        return QSize(theme.px(WIDTH), theme.px(54))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, bar, icon, word and badge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = QRectF(6, 2, self.width() - 12, self.height() - 4)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("railsel" if chosen else "railhover"))
            painter.drawRoundedRect(tile, 6, 6)
        if chosen:
            bar = QRectF(0, self.height() / 2 - theme.px(14), 3, theme.px(28))
            painter.fillRect(bar, theme.colour("railaccent"))
        ink = "onrailsel" if chosen else "railtext"
        side = theme.px(20)
        x, y = (self.width() - side) / 2, theme.px(9)
        icons.paint(painter, self._icon, x, y, side, ink)
        words = QRectF(4, y + side + 2, self.width() - 8, theme.px(18))
        role = "overline" if chosen else "rail"
        painting.draw_line(painter, words, self.text(), role, ink, Qt.AlignmentFlag.AlignHCenter)
        if self._badge:
            self._paint_badge(painter, x + side, y)
        if self.hasFocus():
            self._paint_focus(painter, tile)

    def _paint_badge(self, painter: QPainter, x: float, y: float) -> None:
        shown = str(self._badge) if self._badge < 100 else "99+"
        height = theme.px(16)
        width = max(height, theme.metrics("overline").horizontalAdvance(shown) + 8)
        box = QRectF(x - 6, y - 4, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("badge"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painting.draw_line(
            painter, box, shown, "overline", "onbadge", Qt.AlignmentFlag.AlignHCenter
        )

    def _paint_focus(self, painter: QPainter, tile: QRectF) -> None:
        painter.setPen(QPen(theme.colour("railaccent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(tile.adjusted(1, 1, -1, -1), 6, 6)
