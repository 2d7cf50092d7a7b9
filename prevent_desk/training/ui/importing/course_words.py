"""What a file calls its courses, and which courses here are meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.elearning import course_named
from prevent_desk.training.model.importing import plain
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.labels import ElidedLabel, Rule, WrapLabel

MOST = 60
"""More names than these are no names of courses."""
UNKNOWN, OUT = "unknown", "out"


class CourseWords(QWidget):
    """A line for each name: what the file says, which course is meant.

    Attributes:
        boxes: By the name as it is compared.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, Combo] = {}
        self._names: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(6)

    def show_names(
        self, names: Sequence[str], courses: Sequence[Course], kept: Mapping[str, int | None]
    ) -> None:
        """Show the names a file uses.

        Args:
            names: As they stand there.
            courses: Those that can be meant.
            kept: What names meant when they were last taken in; None for those left out.
        """
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes, self._names = {}, {}
        self.setVisible(bool(names))
        if not names:
            return
        self._column.addWidget(Rule())
        self._column.addWidget(WrapLabel("What it calls its courses", "h3"))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 7)
        grid.setColumnStretch(1, 3)
        for place, name in enumerate(names[:MOST]):
            key = plain(name)
            box = Combo()
            box.addItem("None of ours: told as not known", UNKNOWN)
            box.addItem("Leave these rows out", OUT)
            for one in courses:
                box.addItem(one.title, one.id)
            box.setCurrentIndex(max(0, box.findData(_meant(name, key, courses, kept))))
            box.setAccessibleName(f"Which course “{name}” is")
            grid.addWidget(ElidedLabel(name), place, 0)
            grid.addWidget(box, place, 1)
            self.boxes[key], self._names[key] = box, name
        self._column.addWidget(holder)
        if len(names) > MOST:
            self._column.addWidget(
                WrapLabel(f"{len(names) - MOST:,} further names are told as not known.", "support")
            )

    def meant(self) -> dict[str, int | None]:
        """Return which course each name means; None for those to be left out."""
        chosen = {key: box.currentData() for key, box in self.boxes.items()}
        return {key: None if one == OUT else one for key, one in chosen.items() if one != UNKNOWN}


def _meant(
    name: str, key: str, courses: Sequence[Course], kept: Mapping[str, int | None]
) -> int | str:
    if key in kept:
        before = kept[key]
        if before is None:
            return OUT
        if any(one.id == before for one in courses):
            return before
    found = course_named(name, courses)
    return found.id if found is not None else UNKNOWN
