"""Which column of a file tells what: guessed, shown with an example, changed by hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.contacts.model.import_rows import PART_WORDS, ContactFile, Part, guess
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.labels import ElidedLabel, WrapLabel

_LOOKED_AT = 50


class ColumnsEdit(QScrollArea):
    """A line for each column: its heading, an example of it, what it tells.

    Signals:
        changed: A column tells something else.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Columns of the file")
        self.boxes: list[Combo] = []

    def show_file(self, file: ContactFile) -> None:
        """Show the columns of a file, each with what it seems to tell."""
        inside = QWidget()
        inside.setProperty("pane", "surface")
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 12, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for column, (words, stretch) in enumerate(
            (("Column of the file", 3), ("For example", 4), ("Tells", 3))
        ):
            grid.addWidget(WrapLabel(words, "h3"), 0, column)
            grid.setColumnStretch(column, stretch)
        self.boxes = []
        for place, (heading, part) in enumerate(
            zip(file.headings, guess(file.headings), strict=True)
        ):
            box = Combo()
            box.addItem("Nothing: leave it out", None)
            for one in Part:
                box.addItem(PART_WORDS[one], one.value)
            box.setCurrentIndex(max(0, box.findData(part.value if part else None)))
            box.setAccessibleName(f"What “{heading or f'column {place + 1}'}” tells")
            box.currentIndexChanged.connect(lambda _row: self.changed.emit())
            grid.addWidget(ElidedLabel(heading or f"Column {place + 1}, no heading"), place + 1, 0)
            grid.addWidget(ElidedLabel(_example(file, place), "support"), place + 1, 1)
            grid.addWidget(box, place + 1, 2)
            self.boxes.append(box)
        outer.addLayout(grid)
        outer.addStretch(1)
        self.setWidget(inside)

    def mapped(self) -> list[Part | None]:
        """Return what each column tells."""
        return [Part(box.currentData()) if box.currentData() else None for box in self.boxes]


def _example(file: ContactFile, place: int) -> str:
    """Return the first text of a column, on one line."""
    texts = (row.cells[place] for row in file.rows[:_LOOKED_AT] if place < len(row.cells))
    return " ".join(next((text for text in texts if text.strip()), "empty").split())
