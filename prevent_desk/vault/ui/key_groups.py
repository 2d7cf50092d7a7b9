"""A recovery key as it is read and copied: seven numbered groups in large letters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from prevent_desk.ui import painting, theme

_COLUMNS = 4
_BOX = 50


class KeyGroups(QWidget):
    """Shows a key; it cannot be copied to the clipboard, for it belongs on paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_key(self, key: str) -> None:
        """Show a key, group by group; empty text shows nothing."""
        self._groups = tuple(key.split())
        spoken = "; ".join(
            f"{number}: {' '.join(group)}" for number, group in enumerate(self._groups, 1)
        )
        self.setAccessibleName(self.tr("Recovery key. {0}").format(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for two rows."""
        return QSize(theme.px(440), 2 * theme.px(_BOX) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each group in a box with its number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - 8 * (_COLUMNS - 1)) / _COLUMNS
        height = theme.px(_BOX)
        for place, group in enumerate(self._groups):
            x = place % _COLUMNS * (width + 8)
            y = place // _COLUMNS * (height + 8)
            box = QRectF(x, y, width, height)
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.setBrush(theme.colour("sunken"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            number = QRectF(x + 8, y + 5, 24, theme.px(14))
            painting.draw_line(painter, number, str(place + 1), "overline", "text3")
            painting.draw_line(painter, box, group, "number", "text", Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), 6)
