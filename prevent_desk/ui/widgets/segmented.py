"""Two to five exclusive choices side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QWidget,
)

from prevent_desk.ui import icons, painting, theme


@dataclass(frozen=True, slots=True)
class Choice:
    """One segment.

    Attributes:
        value: What `Segmented.chosen` tells.
        text: The words on it; "&" before its Alt letter.
        icon: Name of a shipped icon, or empty.
        tone: Colour of the segment when chosen; empty for the accent.
    """

    value: str
    text: str
    icon: str = ""
    tone: str = ""


class Segmented(QWidget):
    """A real group of buttons: arrows move, the chosen one is outlined, filled and heavier.

    Signals:
        chosen: A person chose another value (not emitted by `set_value`).
    """

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[Choice] = (), name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._name = name
        self._told = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self._tell)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; none is chosen."""
        self._told = ""
        name = self._name or self.accessibleName()
        for button in self._buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for place, choice in enumerate(choices):
            button = _Segment(choice, place == 0, place == len(choices) - 1, self)
            button.setAccessibleName(f"{name}: {button.plain}" if name else button.plain)
            self._group.addButton(button)
            self._row.addWidget(button, 1)
            # A layout shows what is added to it one turn of the event loop later: too late for a
            # press that is handed on, and for the keyboard.
            button.show()

    def value(self) -> str:
        """Return the chosen value; empty when none is."""
        button = self._group.checkedButton()
        return button.choice.value if isinstance(button, _Segment) else ""

    def set_value(self, value: str) -> None:
        """Choose without telling; an unknown value leaves nothing chosen."""
        self._told = value
        self._group.setExclusive(False)
        for button in self._buttons():
            button.setChecked(button.choice.value == value)
        self._group.setExclusive(True)
        self.update()

    def _buttons(self) -> list[_Segment]:
        return [button for button in self._group.buttons() if isinstance(button, _Segment)]

    def _tell(self, button: QAbstractButton) -> None:
        # Arrows click the segment they move to; a click on the chosen one changes nothing.
        if isinstance(button, _Segment) and button.choice.value != self._told:
            self._told = button.choice.value
            self.chosen.emit(self._told)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the chosen segment, or to the first where none is."""
        super().focusInEvent(event)
        button = self._group.checkedButton() or next(iter(self._buttons()), None)
        if button is not None:
            button.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the common frame; each segment draws itself into it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ctl"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class _Segment(QAbstractButton):
    def __init__(self, choice: Choice, first: bool, last: bool, parent: Segmented) -> None:
        super().__init__(parent)
        self.choice = choice
        self.plain = choice.text.replace("&", "")
        self._owner, self._first, self._last = parent, first, last
        self.setText(choice.text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(lambda _on: parent.update())

    def sizeHint(self) -> QSize:
        """Return room for the heavier words, so that choosing moves nothing."""
        width = theme.metrics("h3").horizontalAdvance(self.plain) + 2 * theme.px(12)
        if self.choice.icon:
            width += theme.px(16) + 6
        return QSize(width, theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """Allow a tighter fit in a narrow pane."""
        hint = self.sizeHint()
        return QSize(hint.width() - 2 * theme.px(7), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw fill, outline, glyph and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self.choice.tone
        ink = (tone or "accenttext") if self.isChecked() else "text2"
        if not self.isEnabled():
            ink = "disabled"
        box = QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8)
        if self.isChecked():
            painter.setPen(QPen(theme.colour(f"{tone}solid" if tone else "accent"), 1.6))
            painter.setBrush(theme.colour(f"{tone}bg" if tone else "accentsoft"))
            painter.drawRoundedRect(box, 6, 6)
        else:
            if self.underMouse() and self.isEnabled():
                painter.fillPath(_rounded(box.adjusted(1, 1, -1, -1)), theme.colour("hover"))
            if not self._last and not self._next_is_checked():
                middle = self.height() // 2
                painter.fillRect(self.width() - 1, middle - 6, 1, 12, theme.colour("line2"))
        role = "h3" if self.isChecked() else "button"
        words = theme.metrics(role).horizontalAdvance(self.plain)
        side = theme.px(16) if self.choice.icon else 0
        gap = 6 if side else 0
        x = max(4, (self.width() - words - side - gap) // 2)
        if side:
            icons.paint(painter, self.choice.icon, x, (self.height() - side) // 2, side, ink)
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(ink))
        style_option = QStyleOption()
        style_option.initFrom(self)
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        shows = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, style_option, self)
        flags |= int(Qt.TextFlag.TextShowMnemonic if shows else Qt.TextFlag.TextHideMnemonic)
        room = QRectF(x + side + gap, 0, self.width() - x - side - gap, self.height())
        painter.drawText(room, flags, self.text())
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter as by Space; on what is chosen already Enter goes on to the dialog."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain
        if enter and not self.isChecked():
            self.click()
        else:
            super().keyPressEvent(event)

    def _next_is_checked(self) -> bool:
        buttons = self._owner._buttons()  # noqa: SLF001 - this module's own class
        place = buttons.index(self)
        return place + 1 < len(buttons) and buttons[place + 1].isChecked()


def _rounded(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, 5, 5)
    return path
