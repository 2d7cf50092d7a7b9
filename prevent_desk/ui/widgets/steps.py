"""Where one is in a wizard: its steps on top, the done ones ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from prevent_desk.ui import icons, painting, theme

_GLYPHS = (("circle-check", "green"), ("circle-dot", "accenttext"), ("circle", "text3"))


class Steps(QWidget):
    """Done, current and coming steps; going back is the wizard's own Back button."""

    def __init__(self, steps: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_steps(self, steps: Sequence[str]) -> None:
        """Name the steps."""
        self._steps = tuple(steps)
        self._name()
        self.updateGeometry()
        self.update()

    def set_current(self, current: int) -> None:
        """Say which step is being done, from 0."""
        self._current = current
        self._name()
        self.update()

    def current(self) -> int:
        """Return which step is being done."""
        return self._current

    def _name(self) -> None:
        if self._steps and self._current < len(self._steps):
            words = self.tr("Step {0} of {1}: {2}")
            self.setAccessibleName(
                words.format(self._current + 1, len(self._steps), self._steps[self._current])
            )

    def _width(self, step: str) -> int:
        return theme.px(16) + 6 + theme.metrics("h3").horizontalAdvance(step) + 18

    def sizeHint(self) -> QSize:
        """Return room for all steps."""
        return QSize(sum(self._width(step) for step in self._steps), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        """Never cut a step."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glyph and name of each."""
        painter = QPainter(self)
        x, side = 0, theme.px(16)
        for place, step in enumerate(self._steps):
            state = 0 if place < self._current else 1 if place == self._current else 2
            glyph, ink = _GLYPHS[state]
            icons.paint(painter, glyph, x, (self.height() - side) / 2, side, ink)
            role = "h3" if state == 1 else "body"
            room = QRectF(x + side + 6, 0, self._width(step), self.height())
            painting.draw_line(painter, room, step, role, "text" if state == 1 else "text2")
            x += self._width(step)
