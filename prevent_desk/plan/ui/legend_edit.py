"""The editor of a plan's own key of progress: its words, colours and what each means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.legend import (
    RAG_LEGEND,
    SOURCE_LEGEND,
    Legend,
    Meaning,
    Stage,
    Tone,
)
from prevent_desk.plan.ui import stages
from prevent_desk.ui import icons
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.labels import WrapLabel

MOST_STAGES = 9
"""So many have a key of their own (Alt+1 to Alt+9)."""

# Columns of one width in every row, whatever words stand in them.
_EVEN = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

_MEANINGS = {meaning: meaning.words for meaning in Meaning}


class LegendEdit(QWidget):
    """Rows of stages: chip, word, colour's name, colour, meaning; up, down, remove."""

    changed = Signal()
    """Something in the key is new."""

    def __init__(self, legend: Legend, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(
            WrapLabel(
                "These words and colours stand in every chip and print. What a word means is for "
                "the desk’s own sums: it says who is behind, whatever this plan calls it.",
                "small",
            )
        )
        self._rows_layout = QVBoxLayout()
        self._rows_layout.setSpacing(4)
        column.addLayout(self._rows_layout)
        self.rows: list[_StageRow] = []
        buttons = QHBoxLayout()
        self.add_button = Button("Add a stage", "plus", small=True)
        self.add_button.clicked.connect(self._add_new)
        buttons.addWidget(self.add_button)
        for words, known in (("Red, blue, green", SOURCE_LEGEND), ("With amber", RAG_LEGEND)):
            button = Button(words, kind="link")
            button.setToolTip("Take this key: " + ", ".join(stage.word for stage in known))
            button.clicked.connect(lambda _on=False, known=known: self.show_legend(known))
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        self.show_legend(legend)

    def show_legend(self, legend: Sequence[Stage]) -> None:
        """Show a key; stages of the same word keep their code, and so their actions."""
        codes = {row.stage.word.casefold(): row.stage.code for row in self.rows}
        for row in self.rows:
            self._rows_layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for stage in legend:
            code = codes.get(stage.word.casefold(), stage.code)
            self._append(Stage(code, stage.word, stage.colour_word, stage.tone, stage.meaning))
        self._follow()

    def legend(self) -> Legend:
        """Return the key as written.

        Raises:
            Refused: A word is missing or stands twice, or there is no stage.
        """
        made: list[Stage] = []
        for row in self.rows:
            stage = row.given({one.code for one in made})
            if not stage.word:
                raise Refused("Each stage needs a word.", next_step="Write one, or remove the row.")
            if stage.word.casefold() in {one.word.casefold() for one in made}:
                raise Refused(f"“{stage.word}” stands twice in the key.")
            made.append(stage)
        if not made:
            raise Refused("A key needs at least one stage.")
        return tuple(made)

    def _append(self, stage: Stage) -> None:
        row = _StageRow(stage)
        row.moved.connect(lambda step: self._move(row, step))
        row.removed.connect(lambda: self._remove(row))
        row.changed.connect(self.changed)
        self.rows.append(row)
        self._rows_layout.addWidget(row)

    def _add_new(self) -> None:
        self._append(Stage("", "", "", Tone.GREY, Meaning.ONGOING))
        self._follow()
        self.rows[-1].word_edit.setFocus()

    def _move(self, row: _StageRow, step: int) -> None:
        place = self.rows.index(row)
        new = max(0, min(place + step, len(self.rows) - 1))
        self.rows.insert(new, self.rows.pop(place))
        self._rows_layout.removeWidget(row)
        self._rows_layout.insertWidget(new, row)
        self._follow()

    def _remove(self, row: _StageRow) -> None:
        self.rows.remove(row)
        self._rows_layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._follow()

    def _follow(self) -> None:
        self.add_button.setEnabled(len(self.rows) < MOST_STAGES)
        for place, row in enumerate(self.rows):
            row.show_place(place, len(self.rows))
        self.changed.emit()


class _StageRow(QWidget):
    changed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self.number = QLabel()
        self.number.setProperty("t", "meta")
        self.word_edit = self._edit(stage.word, "Word", "Behind")
        self.colour_edit = self._edit(stage.colour_word, "Colour’s name", "Red")
        self.tone_combo = self._combo("Colour", {tone: tone.value for tone in Tone}, stage.tone)
        self.meaning_combo = self._combo("It means", _MEANINGS, stage.meaning)
        self.up_button = IconButton("move-up", "Move up", small=True)
        self.down_button = IconButton("move-down", "Move down", small=True)
        self.remove_button = IconButton("x", "Remove this stage", small=True)
        line.addWidget(self.number)
        line.addWidget(self.word_edit, 4)
        line.addWidget(self.colour_edit, 3)
        line.addWidget(self.tone_combo, 3)
        line.addWidget(self.meaning_combo, 5)
        line.addWidget(self.up_button)
        line.addWidget(self.down_button)
        line.addWidget(self.remove_button)
        self.up_button.clicked.connect(lambda: self.moved.emit(-1))
        self.down_button.clicked.connect(lambda: self.moved.emit(1))
        self.remove_button.clicked.connect(self.removed)
        self._paint()

    def given(self, taken: set[str]) -> Stage:
        """Return the stage as written, with a code that none of `taken` has."""
        word = self.word_edit.text().strip()
        code = self.stage.code or re.sub(r"\W+", "_", word.casefold()).strip("_") or "stage"
        base, number = code, 2
        while code in taken:
            code, number = f"{base}_{number}", number + 1
        tone, meaning = self.tone_combo.currentData(), self.meaning_combo.currentData()
        return Stage(code, word, self.colour_edit.text().strip(), Tone(tone), Meaning(meaning))

    def show_place(self, place: int, of: int) -> None:
        """Show its number, and where it can go."""
        self.number.setText(f"{place + 1}")
        self.up_button.setEnabled(place > 0)
        self.down_button.setEnabled(place < of - 1)

    def _paint(self) -> None:
        meaning = Meaning(self.meaning_combo.currentData())
        tone = Tone(self.tone_combo.currentData())
        drawn = Stage("", self.word_edit.text(), "", tone, meaning)
        self.meaning_combo.setItemIcon(
            self.meaning_combo.currentIndex(), icons.icon(stages.glyph(drawn), stages.tone(drawn))
        )
        self.changed.emit()

    def _edit(self, text: str, name: str, hint: str) -> QLineEdit:
        edit = QLineEdit(text)
        edit.setProperty("sz", "s")
        edit.setAccessibleName(name)
        edit.setPlaceholderText(hint)
        edit.setSizePolicy(_EVEN)
        edit.textChanged.connect(lambda _text: self._paint())
        return edit

    def _combo(
        self, name: str, values: dict[Tone, str] | dict[Meaning, str], chosen: Tone | Meaning
    ) -> Combo:
        combo = Combo()
        combo.setProperty("sz", "s")
        combo.setAccessibleName(name)
        combo.setSizePolicy(_EVEN)
        for value, words in values.items():
            combo.addItem(words, value.value)
        combo.setCurrentIndex(combo.findData(chosen.value))
        combo.currentIndexChanged.connect(lambda _row: self._paint())
        return combo
