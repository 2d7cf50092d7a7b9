"""One sentence under the page header that concerns the whole page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel

_ICONS = {"red": "circle-alert", "amber": "triangle-alert", "blue": "info", "green": "circle-check"}


class Banner(QFrame):
    """Red: data at risk; amber: do something soon; blue: good to know. Not for validation.

    Signals:
        link_clicked: The link at its right was pressed.
        closed: It was closed; only when it can be.
    """

    link_clicked = Signal()
    closed = Signal()

    def __init__(
        self,
        text: str = "",
        tone: str = "blue",
        link: str = "",
        *,
        icon: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(9)
        self._glyph = Glyph()
        self._words = WrapLabel()
        self._link = Button("", kind="link")
        self._close = IconButton("x", self.tr("Close"), small=True)
        self._link.clicked.connect(self.link_clicked)
        self._close.clicked.connect(self._close_it)
        row.addWidget(self._glyph)
        row.addWidget(self._words, 1)
        row.addWidget(self._link)
        row.addWidget(self._close)
        self._close.setVisible(closable)
        self.show_text(text, tone, link, icon=icon)

    def show_text(self, text: str, tone: str = "blue", link: str = "", *, icon: str = "") -> None:
        """Show a sentence; empty text hides the banner."""
        self._tone = tone
        self._glyph.show_icon(icon or _ICONS[tone], tone)
        self._words.setText(text)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def text(self) -> str:
        """Return its sentence."""
        return self._words.text()

    def let_be_marked(self) -> None:
        """Let its words be marked and copied, by mouse and by keys."""
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def _close_it(self) -> None:
        self.hide()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, outline and the 4 px edge: a style sheet draws its corners unevenly."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.fillPath(outline, theme.colour(f"{self._tone}bg"))
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(0, 0, 4, self.height(), theme.colour(f"{self._tone}solid"))
        painter.restore()
        painter.setPen(QPen(theme.colour(f"{self._tone}solid"), 1))
        painter.drawPath(outline)
