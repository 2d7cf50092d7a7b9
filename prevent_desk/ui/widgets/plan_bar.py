"""How many of a plan stand where: a bar that reads without colour, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from prevent_desk.ui import icons, painting, theme


@dataclass(frozen=True, slots=True)
class Part:
    """One stage and how many stand there.

    Attributes:
        value: The stage's code, told when its legend is pressed.
        word: The plan's own word, in lower case in the legend.
        count: How many.
        tone: red, blue, green, amber or grey.
        icon: The stage's glyph.
    """

    value: str
    word: str
    count: int
    tone: str = "grey"
    icon: str = ""


class PlanBar(QWidget):
    """A stacked bar: red hatched, blue dotted, amber ruled, green plain, the rest empty."""

    def __init__(
        self, parts: Sequence[Part] = (), *, height: int = 12, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._height = height
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(parts)

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Show other counts; their sum is the whole bar."""
        self._parts = tuple(part for part in parts if part.count > 0)
        words = ", ".join(f"{part.count} {part.word.lower()}" for part in self._parts)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a bar 120 px wide."""
        return QSize(theme.px(120), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Ask for little."""
        return QSize(theme.px(60), theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each part; what is not set stays empty ground."""
        painter = QPainter(self)
        draw_bar(painter, QRectF(self.rect()), self._parts)


def draw_bar(painter: QPainter, box: QRectF, parts: Sequence[Part]) -> None:
    """Draw a plan bar into a rectangle; for delegates too."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(box, 3, 3)
    painter.setClipPath(outline)
    painting.fill_tone(painter, box, "grey")
    total = sum(part.count for part in parts)
    coloured = [part for part in parts if part.tone != "grey" and part.count]
    x = box.x()
    for part in coloured:
        # At least 3 px, so that one of hundreds is still seen; 1.5 px of ground parts them.
        width = max(3.0, box.width() * part.count / total)
        painting.fill_tone(painter, QRectF(x, box.y(), width - 1.5, box.height()), part.tone)
        x += width
    painter.restore()


class PlanLegend(QWidget):
    """The counts in words beside the bar: "3 behind", "7 not set"; each can be pressed.

    Signals:
        pressed: The value of the stage whose count was pressed, to show just those.
    """

    pressed = Signal(str)

    def __init__(self, parts: Sequence[Part] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.set_parts(parts)

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Show other counts; stages where none stands are left out."""
        shown = [part for part in parts if part.count > 0]
        old = self.findChildren(_Count)
        if [(item.part.value, item.part.icon) for item in old] == [
            (p.value, p.icon) for p in shown
        ]:
            for item, part in zip(old, shown, strict=True):
                item.show_part(part)
            return
        for item in old:
            self._row.removeWidget(item)
            item.setParent(None)
            item.deleteLater()
        for part in shown:
            item = _Count(part, self)
            item.clicked.connect(lambda _on=False, value=part.value: self.pressed.emit(value))
            self._row.addWidget(item)


class _Count(QAbstractButton):
    def __init__(self, part: Part, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_part(part)

    def show_part(self, part: Part) -> None:
        """Show another count."""
        self.part = part
        self.setText(f"{part.count} {part.word.lower()}")
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Show only these"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for glyph and words."""
        words = theme.metrics("small").horizontalAdvance(self.text())
        glyph = theme.px(15) + 5 if self.part.icon else 0
        return QSize(words + glyph + 8, theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glyph and words, underlined under the pointer."""
        painter = QPainter(self)
        x, side = 4, theme.px(15)
        tone = self.part.tone
        if self.part.icon:
            icons.paint(painter, self.part.icon, x, (self.height() - side) / 2, side, tone)
            x += side + 5
        face = theme.font("small")
        if self.underMouse():
            face = theme.font("medium")
        box = QRectF(x, 0, self.width() - x, self.height())
        painting.draw_line(painter, box, self.text(), face, "text2" if tone == "grey" else tone)
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), 5)
