"""What became of an action, newest first: a line for each thing, never edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.actions.model.records import ActionLine
from prevent_desk.core.dates import say_short
from prevent_desk.ui.widgets.labels import IconLabel, WrapLabel

_LOOKS = {
    "made": ("plus", "Asked for"),
    "changed": ("pencil", "Changed"),
    "carried": ("arrow-right", "Carried on"),
    "chased": ("mail", "Reminded"),
    "note": ("message-square", "Note"),
    "done": ("circle-check", "Done"),
    "dropped": ("x", "Dropped"),
    "reopened": ("rotate-ccw", "Opened again"),
}


def told(line: ActionLine) -> str:
    """Return what a line says beside its title."""
    if line.kind == "carried":
        return f"to {line.now}"
    if line.was or line.now:
        change = f"{line.was or 'nothing'} → {line.now or 'nothing'}"
        return f"{change}. {line.words}".strip(". ") if line.words else change
    return line.words


class HistoryList(QWidget):
    """The lines of one action: a dozen at most, so each is a label that can be read aloud."""

    def __init__(self, who: Callable[[str], str], parent: QWidget | None = None) -> None:
        """Make it; `who` says whose doing a line is: "you"."""
        super().__init__(parent)
        self._who = who
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)

    def show_lines(self, lines: Sequence[ActionLine]) -> None:
        """Show other lines."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for line in reversed(lines):
            icon, title = _LOOKS.get(line.kind, ("circle", line.kind))
            if self._column.count():
                # Nearer to its own words than to the next line.
                self._column.addSpacing(7)
            self._column.addWidget(
                IconLabel(f"{title}, {say_short(line.on)}, {self._who(line.by)}", icon)
            )
            words = told(line)
            if words:
                label = WrapLabel(words, "small")
                label.setContentsMargins(22, 0, 0, 0)
                self._column.addWidget(label)
