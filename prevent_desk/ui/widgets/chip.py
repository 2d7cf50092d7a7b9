"""Chips: a glyph and a word on a soft ground, to be read or to be pressed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.painting import ChipSize


class Chip(QLabel):
    """A state in words, with its glyph and tone; screen readers hear the words.

    Tones: red, blue, green, amber, grey, accent, and "marking" (the protective marking).
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        tone: str = "grey",
        *,
        size: ChipSize = "m",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._tone, self._size = icon, tone, size
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, icon: str = "", tone: str = "grey") -> None:
        """Show another state."""
        self._icon, self._tone = icon, tone
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of glyph and words."""
        return painting.chip_size(self.text(), self._icon, self._size, self._tone)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip in the colours of the moment."""
        painter = QPainter(self)
        painting.draw_chip(
            painter, self.rect(), self.text(), icon=self._icon, tone=self._tone, size=self._size
        )


class ChipButton(QAbstractButton):
    """A chip that can be pressed, or switched when checkable (quick filters, "9 health hints").

    A checkable one says "3 vacancies, filter off" to screen readers.
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        tone: str = "grey",
        *,
        checkable: bool = False,
        menu_arrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._arrow = icon, tone, menu_arrow
        self.setText(text)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._name)
        self._name()

    def show_state(self, text: str, icon: str = "", tone: str = "grey") -> None:
        """Show another state."""
        self._icon, self._tone = icon, tone
        self.setText(text)
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        if self.isCheckable():
            state = self.tr("filter on") if self.isChecked() else self.tr("filter off")
            self.setAccessibleName(f"{self.text()}, {state}")
        else:
            self.setAccessibleName(self.text())

    def sizeHint(self) -> QSize:
        """Return the chip's room, at least 24 px high to be hit."""
        size = painting.chip_size(self.text(), self._icon)
        arrow = theme.px(14) + 2 if self._arrow else 0
        return QSize(size.width() + arrow, max(theme.px(24), size.height()))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip, its outline when it is on, and the ring of focus."""
        painter = QPainter(self)
        height = painting.chip_height()
        box = QRect(0, (self.height() - height) // 2, self.width(), height)
        tone = self._tone if self.isEnabled() else "grey"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accentsoft" if tone == "accent" else f"{tone}bg"))
        painter.drawRoundedRect(box, 5, 5)
        painting.draw_chip(painter, box, self.text(), icon=self._icon, tone=tone)
        ink = "accenttext" if tone == "accent" else tone
        if self._arrow:
            side = theme.px(14)
            x = self.width() - side - 5
            icons.paint(painter, "chevron-down", x, box.y() + (height - side) // 2, side, ink)
        if self.isChecked() or self.underMouse():
            painter.setPen(QPen(theme.colour(ink), 1.6 if self.isChecked() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.toRectF().adjusted(0.8, 0.8, -0.8, -0.8), 5, 5)
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), 5)
