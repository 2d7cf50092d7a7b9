"""The way down to where one is: "Delivery plan › Returns › City Police"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import ElidedLabel


class Crumbs(QWidget):
    """Each step but the last is a button that goes there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._shown: tuple[str, ...] = ()
        self._steps: list[Command] = []

    def texts(self) -> tuple[str, ...]:
        """Return the words shown, in order."""
        return self._shown

    def show_steps(self, title: str, steps: Sequence[Command]) -> None:
        """Show the way down; where there are no steps, the title alone."""
        self._steps = list(steps)
        texts = tuple(step.title for step in steps) or (title,)
        if texts == self._shown:
            return
        self._shown = texts
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, text in enumerate(texts[:-1]):
            button = Button(text.replace("&", "&&"), kind="link", small=True)
            button.clicked.connect(lambda _on=False, place=place: self._steps[place].run())
            self._row.addWidget(button)
            mark = QLabel("›")
            mark.setProperty("t", "support")
            self._row.addWidget(mark)
        here = ElidedLabel(texts[-1])
        here.setProperty("t", "support")
        self._row.addWidget(here, 1)
        self.setAccessibleName(", ".join(texts))
