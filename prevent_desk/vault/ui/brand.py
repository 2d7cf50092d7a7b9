"""The dark half of the locked screens: what this is, and that it stays on this laptop."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from prevent_desk import __version__
from prevent_desk.ui import icons, painting, theme

WIDTH = 560
_MARGIN = 48


class Brand(QWidget):
    """Painted, as nothing on it can be pressed; screen readers hear its sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._lines = (
            self.tr("One desk for referrals, panels,"),
            self.tr("partners and the plan."),
        )
        self._support = (
            self.tr("Everything is kept in one encrypted file on this laptop."),
            self.tr("Nothing is sent over the network."),
        )
        self.setAccessibleName("Prevent Desk")
        self.setAccessibleDescription(" ".join((*self._lines, *self._support)))

    def sizeHint(self) -> QSize:
        """Return two fifths of a laptop's screen."""
        return QSize(WIDTH, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name, sentence and facts."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("rail"))
        room = self.width() - _MARGIN - 12
        side = theme.px(28)
        icons.paint(painter, "shield", _MARGIN, 40, side, "railaccent")
        self._line(painter, "Prevent Desk", "h1", "onrailsel", _MARGIN + side + 10, 40, side)
        height = theme.px(30)
        top = self.height() * 0.42
        for line in self._lines:
            self._line(painter, line, "display", "onrailsel", _MARGIN, top, height, room)
            top += height
        top += theme.px(10)
        for line in self._support:
            self._line(painter, line, "body", "railtext", _MARGIN, top, theme.px(18), room)
            top += theme.px(17)
        self._facts(painter)

    def _facts(self, painter: QPainter) -> None:
        top = self.height() - theme.px(82)
        left = float(_MARGIN)
        for icon, words in (
            ("wifi-off", self.tr("Works offline")),
            ("file-lock", self.tr("AES-256, one file")),
        ):
            icons.paint(painter, icon, left, top, theme.px(16), "railtext")
            width = theme.metrics("body").horizontalAdvance(words) + 4
            start = left + theme.px(16) + 8
            self._line(painter, words, "body", "railtext", start, top, theme.px(16), width)
            left = start + width + 20
        version = self.tr("Version {0}  ·  OFFICIAL-SENSITIVE when unlocked").format(__version__)
        room = self.width() - _MARGIN - 12
        self._line(
            painter, version, "small", "railtext", _MARGIN, top + theme.px(30), theme.px(18), room
        )

    def _line(
        self,
        painter: QPainter,
        words: str,
        role: str,
        ink: str,
        x: float,
        y: float,
        height: float,
        width: float = 300,
    ) -> None:
        box = QRectF(x, y, width, height)
        painting.draw_line(painter, box, words, role, ink, Qt.AlignmentFlag.AlignLeft)
