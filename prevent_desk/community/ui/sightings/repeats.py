"""What else was seen at a place, in lines: how far, how long ago, what."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.community.model.repeats import Near, Repeat
from prevent_desk.community.model.sightings import ITEMS
from prevent_desk.community.ui.sightings.words import near_words
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel

MOST = 4
"""So many stand in the form; the pane has all."""


class RepeatsView(QFrame):
    """One line that says the repeat, and the nearest others below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.repeat: Repeat | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        self._glyph = Glyph("map-pin", "text2")
        glyph = QVBoxLayout()
        glyph.setContentsMargins(0, 1, 0, 0)
        glyph.addWidget(self._glyph)
        glyph.addStretch(1)
        self.title = WrapLabel("", "strong")
        self._lines = WrapLabel("", "small")
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self._lines)
        row.addLayout(glyph)
        row.addLayout(column, 1)
        self.hide()

    def show_repeat(self, repeat: Repeat | None) -> None:
        """Show what else was seen; None where no place is told yet."""
        self.repeat = repeat
        self.setVisible(repeat is not None)
        if repeat is None:
            return
        tone = "amber" if repeat.is_repeat else ""
        self._glyph.show_icon("map-pin", tone or "text2")
        self.title.setText(title_words(repeat))
        self.title.setProperty("tone", tone)
        self.title.style().polish(self.title)
        self._lines.setText("\n".join(_line(near) for near in repeat.near[:MOST]))
        self._lines.setVisible(repeat.is_repeat)
        self.setAccessibleName(f"{self.title.text()}. {self._lines.text()}")


def title_words(repeat: Repeat) -> str:
    """Return the line of a repeat: "The fifth within 300 m in 30 days (7 items in all)"."""
    if not repeat.is_repeat:
        return f"{repeat.words}."
    number = len(repeat.near) + 1
    items = f" ({ITEMS.counted(repeat.items)} in all)" if repeat.items != number else ""
    more = len(repeat.near) - MOST
    rest = f"; the nearest {MOST} of {len(repeat.near)}:" if more > 0 else ":"
    return f"{repeat.words}{items}{rest}"


def _line(near: Near) -> str:
    first, second = near_words(near)
    return f"{first}: {second}"
