"""Which column of a file tells what: guessed, shown with an example, changed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.training.model.importing import ListFile
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.labels import ElidedLabel, WrapLabel

_LOOKED_AT = 200


class ColumnsEdit(QScrollArea):
    """A line for each column: its heading, an example of it, what it tells.

    Signals:
        changed: A column tells something else.

    Attributes:
        boxes: What each column tells, from the left.
        below: Where a dialog puts more, under the columns.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Columns of the file")
        self.boxes: list[Combo] = []
        self.below = QVBoxLayout()

    def show_file(
        self, file: ListFile, offered: Sequence[tuple[str, str]], guessed: Sequence[str | None]
    ) -> None:
        """Show the columns of a file.

        Args:
            file: As read.
            offered: What a column may tell: code and words.
            guessed: What each seems to tell.
        """
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
        for place, (heading, part) in enumerate(zip(file.headings, guessed, strict=True)):
            box = Combo()
            box.addItem("Nothing: leave it out", None)
            for code, words in offered:
                box.addItem(words, code)
            box.setCurrentIndex(max(0, box.findData(part)))
            box.setAccessibleName(f"What “{heading or f'column {place + 1}'}” tells")
            box.currentIndexChanged.connect(lambda _row: self.changed.emit())
            grid.addWidget(ElidedLabel(heading or f"Column {place + 1}, no heading"), place + 1, 0)
            grid.addWidget(ElidedLabel(_example(file, place), "support"), place + 1, 1)
            grid.addWidget(box, place + 1, 2)
            self.boxes.append(box)
        outer.addLayout(grid)
        self.below = QVBoxLayout()
        self.below.setSpacing(6)
        outer.addLayout(self.below)
        outer.addStretch(1)
        self.setWidget(inside)

    def mapped(self) -> tuple[str | None, ...]:
        """Return what each column tells."""
        return tuple(box.currentData() for box in self.boxes)


def _example(file: ListFile, place: int) -> str:
    """Return the first text of a column, on one line."""
    texts = (row.cells[place] for row in file.rows[:_LOOKED_AT] if place < len(row.cells))
    return " ".join(next((text for text in texts if text.strip()), "empty").split())
