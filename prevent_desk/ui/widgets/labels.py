"""Labels that behave: cut with dots, wrap at their true height, show a glyph, show a key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from prevent_desk.ui import icons, painting, theme


class ElidedLabel(QLabel):
    """One line that ends in "…" where it does not fit, and never widens its window.

    The whole text is its tooltip while it is cut, and always what screen readers hear.
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if role:
            self.setProperty("t", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        # A painted label must not ask for its width, else one long title widens the window.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Ask for a line's height and no width."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole text as tooltip only while some of it is hidden."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width() + 1
        self.setToolTip(self.text() if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = painting.elide(self.text(), self.font(), self.width())
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


class WrapLabel(QLabel):
    """Text over several lines that asks for the height it needs at the width it has.

    A plain wrapped QLabel asks for the height of a narrow column and so stretches its pane.
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if role:
            self.setProperty("t", role)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Wish for the height at today's width: else lines it does not have stand as a gap."""
        hint = super().sizeHint()
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    def minimumSizeHint(self) -> QSize:
        """Ask for the height at today's width, not at the narrowest."""
        hint = super().minimumSizeHint()
        if self.width() > 60:
            hint.setHeight(self.heightForWidth(self.width()))
        return QSize(min(hint.width(), theme.px(120)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask again when the width is new."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class IconLabel(QWidget):
    """A glyph and words, both in one colour: status bar pieces, hints, counts."""

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        ink: str = "text2",
        role: str = "small",
        tone: str = "",
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        """Make it; with a `tone` words and glyph have its colour."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._glyph = Glyph(icon, _TONE_INK.get(tone, tone) or ink, size)
        self._words = QLabel(text)
        self._words.setProperty("tone", tone)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("t", role)
        row.addWidget(self._glyph)
        row.addWidget(self._words)
        self._glyph.setVisible(bool(icon))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, icon: str | None = None, ink: str | None = None) -> None:
        """Show other words, and another glyph or colour when given."""
        self._words.setText(text)
        if icon is not None or ink is not None:
            self._glyph.show_icon(icon, ink)
            self._glyph.setVisible(bool(self._glyph.name))
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the words."""
        return self._words.text()

    def show_words(self, *, on: bool) -> None:
        """Show glyph and words, or the glyph alone with the words as its tooltip."""
        self._words.setVisible(on)
        self.setToolTip("" if on else self._words.text())
        layout = self.layout()
        if layout is not None:
            # Else the row above would reckon with the old width until the next turn of the loop.
            layout.invalidate()
        self.updateGeometry()


_TONE_INK = {"rail": "railtext", "onrail": "onrailsel"}


class Glyph(QWidget):
    """A shipped icon by itself, for the eye only; the words beside it say the same."""

    def __init__(
        self,
        name: str = "",
        ink: str = "text2",
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name, self._ink, self._size = name, ink, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str | None = None, ink: str | None = None) -> None:
        """Show another icon or colour; what is not given stays."""
        self.name = self.name if name is None else name
        self._ink = ink or self._ink
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the colours of the moment."""
        if self.name:
            painter = QPainter(self)
            side = theme.px(self._size)
            ink = self._ink if self.isEnabled() else "disabled"
            icons.paint(painter, self.name, 0, (self.height() - side) / 2, side, ink)


class KeyHint(QLabel):
    """A key or chord in a small frame: "Ctrl K"."""

    def __init__(
        self, keys: str = "", *, on_toast: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(keys, parent)
        self._on_toast = on_toast
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the keys and a frame."""
        width = theme.metrics("rail").horizontalAdvance(self.text()) + 14
        return QSize(width, theme.px(22 if self._on_toast else 17))

    def minimumSizeHint(self) -> QSize:
        """Never cut the keys."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "ontoast" if self._on_toast else "text3"
        painter.setPen(QPen(theme.colour(ink if self._on_toast else "line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if self._on_toast else theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painting.draw_line(
            painter, self.rect(), self.text(), "rail", ink, Qt.AlignmentFlag.AlignHCenter
        )


class Rule(QFrame):
    """A hairline that parts sections."""

    def __init__(
        self,
        direction: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("line", "h" if direction == Qt.Orientation.Horizontal else "v")
