"""The steps of the intake at its left: how far each is, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from prevent_desk.referrals.model.intake import Standing, Step
from prevent_desk.ui import icons, painting, theme

_GLYPHS = {
    Standing.DONE: ("circle-check", "green"),
    Standing.OPEN: ("circle", "text3"),
    Standing.LOOK: ("circle-alert", "amber"),
    Standing.URGENT: ("triangle-alert", "red"),
}


class StepList(QWidget):
    """Steps as buttons, one under the other.

    Signals:
        chosen: The key of a step that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._buttons: dict[str, _StepButton] = {}
        self._now = ""

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show steps; buttons of the same steps stay."""
        keys = [step.key for step in steps]
        if list(self._buttons) != keys:
            for old in self._buttons.values():
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._buttons = {}
            for place, step in enumerate(steps, 1):
                button = _StepButton(place)
                button.clicked.connect(lambda _on=False, key=step.key: self.chosen.emit(key))
                self._buttons[step.key] = button
                self._column.addWidget(button)
        for step in steps:
            self._buttons[step.key].show_step(step)
        self.set_now(self._now)

    def set_now(self, key: str) -> None:
        """Say which step is being answered."""
        self._now = key
        for name, button in self._buttons.items():
            button.set_now(on=name == key)

    def now(self) -> str:
        """Return which step is being answered."""
        return self._now

    def keys(self) -> list[str]:
        """Return the steps' keys in their order."""
        return list(self._buttons)


class _StepButton(QAbstractButton):
    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = Step("", "", "", Standing.OPEN)
        self._place, self._is_now = place, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"Alt+{place}")

    def show_step(self, step: Step) -> None:
        if step == self._step:
            return
        self._step = step
        state = self.tr("answered") if step.standing is Standing.DONE else self.tr("open")
        self.setAccessibleName(f"{step.title} {step.said}, {state}")
        self.update()

    def set_now(self, *, on: bool) -> None:
        if on != self._is_now:
            self._is_now = on
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(150), theme.px(46))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_now:
            painter.fillRect(self.rect(), theme.colour("sel"))
            painter.fillRect(0, 0, 3, self.height(), theme.colour("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        side, x = theme.px(18), 14
        glyph, ink = _GLYPHS[self._step.standing]
        if self._is_now and self._step.standing is Standing.OPEN:
            glyph, ink = "circle-dot", "accenttext"
        icons.paint(painter, glyph, x, (self.height() - side) / 2, side, ink)
        left = x + side + 10
        wide, half = self.width() - left - 6, self.height() // 2
        quiet = self._step.standing is Standing.OPEN and not self._is_now
        upper = QRect(left, 4, wide, half - 4)
        lower = QRect(left, half, wide, half - 4)
        painting.draw_line(painter, upper, self._step.title, "h3", "text2" if quiet else "text")
        painting.draw_line(painter, lower, self._step.said, "small", "text3" if quiet else "text2")
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), 4)
