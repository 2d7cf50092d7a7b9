"""Two entries side by side before they are said to be one; nothing is moved by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.contacts.model.merging import Preview
from prevent_desk.core.errors import DeskError
from prevent_desk.ui import messages, theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

_WIDTH, _AREA_PX = 720, 280


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry that can be chosen."""

    id: int
    name: str
    detail: str = ""

    @property
    def said(self) -> str:
        """Name and detail in one line."""
        return f"{self.name} – {self.detail}" if self.detail else self.name


class MergeDialog(Dialog):
    """Asks which other entry is the same, shows both, and merges them."""

    def __init__(
        self,
        one: Choice,
        others: Sequence[Choice],
        preview: Callable[[int, int], Preview],
        merge: Callable[[int, int], object],
        parent: QWidget | None = None,
        *,
        other_id: int | None = None,
        asks: str = "What",
    ) -> None:
        """Make it.

        Args:
            one: The entry it was opened from; its name stays unless they are changed over.
            others: What it may be the same as.
            preview: Tells what would be shown, by the two numbers: the one that stays first.
            merge: Does it.
            parent: It opens over its window.
            other_id: The other, chosen already.
            asks: "Who" of people.
        """
        super().__init__("Merge", parent=parent.window() if parent else None, width=_WIDTH)
        self._one, self._preview, self._merge = one, preview, merge
        self._swapped = False
        self.say(
            f"{asks} is the same as {one.name}?",
            "Nothing is moved or lost: they are read as one, and can be taken apart at any time.",
        )
        self.other_box = Combo()
        self.other_box.setEditable(True)
        self.other_box.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        completer = self.other_box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        for choice in others:
            self.other_box.addItem(choice.said, choice.id)
        self.other_box.setCurrentIndex(
            self.other_box.findData(other_id) if other_id is not None else -1
        )
        self.body.addWidget(FormField("&The other entry", self.other_box))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setMinimumHeight(theme.px(_AREA_PX))
        self.area.setAccessibleName("Both entries side by side")
        self.body.addWidget(self.area, 1)
        self.swap_button = Button("&Keep the other’s name", "repeat-2", kind="link", small=True)
        self.swap_button.clicked.connect(self._swap)
        self.add_beside(self.swap_button)
        self.add_cancel()
        self.merge_button = self.add_verb("Merge", accepts=False)
        self.merge_button.clicked.connect(self._do)
        self.other_box.currentIndexChanged.connect(lambda _row: self._show())
        self.other_box.editTextChanged.connect(lambda _text: self._show())
        self._show()
        self.other_box.setFocus()

    def pair(self) -> tuple[int, int] | None:
        """Return both numbers, the one that stays first; None while no other is chosen."""
        row = self.other_box.findText(self.other_box.currentText())
        if row < 0:
            return None
        other = int(self.other_box.itemData(row))
        return (other, self._one.id) if self._swapped else (self._one.id, other)

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._show()

    def _show(self) -> None:
        pair = self.pair()
        self.merge_button.setEnabled(pair is not None)
        self.swap_button.setEnabled(pair is not None)
        if pair is None:
            self.area.setWidget(_said("Choose the other entry to see both side by side."))
            return
        try:
            preview = self._preview(*pair)
        except DeskError as error:
            self.area.setWidget(_said(error.sentence()))
            self.merge_button.setEnabled(False)
            return
        self.area.setWidget(_table(preview))

    def _do(self) -> None:
        pair = self.pair()
        if pair is None:
            return
        try:
            self._merge(*pair)
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self.accept()


def _said(words: str) -> QWidget:
    inside, column = _inside()
    column.addWidget(WrapLabel(words, "support"))
    column.addStretch(1)
    return inside


def _table(preview: Preview) -> QWidget:
    inside, column = _inside()
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    top = Qt.AlignmentFlag.AlignTop
    for place, heading in enumerate((preview.kept, preview.other, "Shown as one"), 1):
        grid.addWidget(WrapLabel(heading, "h3"), 0, place, top)
        grid.setColumnStretch(place, 1)
    for row, line in enumerate(preview.lines, 1):
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addWidget(WrapLabel(line.heading, "small"))
        if line.differs:
            head.addWidget(Chip("Differs", "circle-alert", "amber", size="row"))
        grid.addLayout(head, row, 0, top)
        for place, words in enumerate((line.kept, line.other, line.shown), 1):
            grid.addWidget(WrapLabel(words or "Not told", "" if words else "meta"), row, place, top)
    column.addLayout(grid)
    if preview.follows:
        column.addSpacing(8)
        column.addWidget(WrapLabel("What follows", "h3"))
        for words in preview.follows:
            column.addWidget(WrapLabel(words, "support"))
    column.addStretch(1)
    return inside


def _inside() -> tuple[QWidget, QVBoxLayout]:
    inside = QWidget()
    inside.setProperty("pane", "surface")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 6, 10, 0)
    return inside, column
