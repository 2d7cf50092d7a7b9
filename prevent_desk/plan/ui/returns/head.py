"""What stands above the table: whose return, its file, counts that filter, what can be done."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.plan.model.partners.records import Comparison, Kind
from prevent_desk.plan.ui.returns import said
from prevent_desk.plan.ui.returns.model import DifferencesModel
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import Chip, ChipButton
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import ElidedLabel, WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

OPEN, ALL = "open", "all"
_LONGEST_NAME = 42
_EDGES = 44


class ReturnHead(QWidget):
    """Title, file, counts, notes, and the two acts.

    Signals:
        filtered: Other kinds, or other rows, shall be shown: kinds, only what waits.
    """

    filtered = Signal(object, bool)

    def __init__(self, model: DifferencesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.title = ElidedLabel("", "h1")
        self.file_chip = Chip("", "file-spreadsheet", "grey")
        self.state_chip = Chip("", "circle-check", "green")
        self.clear_button = Button("&Take all clear changes", "check-check")
        self.apply_button = Button("", "git-merge", "primary")
        self.more_button = IconButton("ellipsis", "More for this return", kind="icon")
        self.chips: dict[Kind, ChipButton] = {}
        self._choices: tuple[str, str] = ("", "")
        self._flow = FlowLayout(gap=8)
        self.shown = Segmented((), "Shown")
        self.notes = WrapLabel("", "small")
        self._agency = ""
        self._said = ""
        self._name = ""
        self._build()
        self.shown.chosen.connect(lambda _value: self._filter())

    def show_comparison(self, comparison: Comparison) -> None:
        """Show another return."""
        self._agency = comparison.send.agency
        name = comparison.file_name
        cut = name if len(name) <= _LONGEST_NAME else f"{name[:18]}…{name[-20:]}"
        self.file_chip.show_state(cut, "file-spreadsheet", "grey")
        self.file_chip.setToolTip(name)
        self._name = name
        self._said = " ".join(_ended(note) for note in comparison.notes)
        self._lay_chips()
        self.refresh()
        self._fit()

    def refresh(self) -> None:
        """Show the counts of the moment."""
        model = self._model
        comparison = model.comparison()
        decided = model.decided_count()
        written = model.is_written
        everything = len(model.differences())
        waiting = model.open_count()
        choices = (f"To decide {waiting:,}", f"All {everything:,}")
        if choices != self._choices:
            # New buttons take the keyboard from the old ones: only for new words.
            self._choices = choices
            self.shown.set_choices([Choice(OPEN, choices[0]), Choice(ALL, choices[1])])
            for before, after in pairwise(self.places()):
                QWidget.setTabOrder(before, after)
        self.shown.set_value(OPEN if model.only_open else ALL)
        for kind, chip in self.chips.items():
            chip.setChecked(kind in model.kinds)
        self.apply_button.setText(f"Appl&y {said.many(decided, 'decision')}")
        self.apply_button.setEnabled(decided > 0)
        self.apply_button.setVisible(not written)
        self.clear_button.setEnabled(any(_is_clear(model)))
        self.clear_button.setVisible(not written)
        applied = comparison.applied if comparison is not None else None
        self.state_chip.setVisible(applied is not None)
        if applied is not None:
            at = said.moment(applied, model.today)
            words = f"Merged {at}" if written else f"Merged in part {at}"
            self.state_chip.show_state(words, "circle-check", "green" if written else "blue")

    def places(self) -> list[QWidget]:
        """Return where Tab goes here, in its order."""
        segments = self.shown.findChildren(QAbstractButton)
        return [
            self.clear_button,
            self.apply_button,
            self.more_button,
            *self.chips.values(),
            *(one for one in segments if not one.isHidden()),
        ]

    def clear_filter(self) -> bool:
        """Show every kind again; False where none was filtered."""
        if not self._model.kinds:
            return False
        self.filtered.emit(frozenset(), self._model.only_open)
        return True

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        title = QHBoxLayout()
        title.setSpacing(10)
        self.title.setSizePolicy(
            self.title.sizePolicy().Policy.Maximum, self.title.sizePolicy().Policy.Fixed
        )
        # All the room it wants, before the stretch gets any.
        title.addWidget(self.title, 1000)
        title.addWidget(self.file_chip)
        title.addWidget(self.state_chip)
        title.addStretch(1)
        top.addLayout(title, 1)
        top.addWidget(self.clear_button)
        top.addWidget(self.apply_button)
        top.addWidget(self.more_button)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addLayout(self._flow, 1)
        second.addWidget(self.shown, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 14, 8)
        column.setSpacing(7)
        column.addLayout(top)
        column.addLayout(second)
        column.addWidget(self.notes)

    def _lay_chips(self) -> None:
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for kind, count in said.counts(self._model.differences()).items():
            look = said.KINDS[kind]
            words = look.counted if count != 1 or kind is not Kind.FIX else "needs a fix"
            chip = ChipButton(f"{count:,} {words}", look.icon, look.tone, checkable=True)
            chip.setToolTip("Show only these")
            chip.clicked.connect(self._filter)
            self.chips[kind] = chip
            self._flow.addWidget(chip)
            chip.show()
        self._flow.invalidate()

    def _fit(self) -> None:
        """Say the file's name below where it would cut the title."""
        buttons = (self.clear_button, self.apply_button, self.more_button)
        taken = sum(one.sizeHint().width() + 8 for one in buttons if not one.isHidden())
        if not self.state_chip.isHidden():
            taken += self.state_chip.sizeHint().width() + 10
        words = f"{self._agency} return"
        room = self.width() - taken - _EDGES
        wide = theme.metrics("h1").horizontalAdvance(words) + 6
        self.title.setText(words if wide <= room else self._agency)
        fits = wide + self.file_chip.sizeHint().width() + 10 <= room
        self.file_chip.setVisible(fits)
        words = self._said if fits else " · ".join(filter(None, (self._name, self._said)))
        self.notes.setText(words)
        self.notes.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the title into the new width."""
        super().resizeEvent(event)
        self._fit()

    def _filter(self) -> None:
        kinds = frozenset(kind for kind, chip in self.chips.items() if chip.isChecked())
        self.filtered.emit(kinds, self.shown.value() == OPEN)

    def changeEvent(self, event: object) -> None:
        """Lay the chips anew in another size of text."""
        super().changeEvent(event)  # type: ignore[arg-type]
        self._flow.invalidate()


def _is_clear(model: DifferencesModel) -> list[bool]:
    decisions = model.decisions()
    return [
        found.proposed is not None and found.key not in decisions and found.is_to_decide
        for found in model.differences()
    ]


def _ended(note: str) -> str:
    return note if note.endswith((".", "!", "?")) else f"{note}."
