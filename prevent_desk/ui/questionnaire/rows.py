"""An editor of rows: people of a household, earlier addresses; as many as are told."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.questionnaire import Answer, Kind, Question, is_empty
from prevent_desk.ui.questionnaire.answer_edit import AnswerEdit, Setting, as_text
from prevent_desk.ui.questionnaire.choices import ChoiceAnswer
from prevent_desk.ui.questionnaire.texts import (
    BirthAnswer,
    DateAnswer,
    LineAnswer,
    MomentAnswer,
    NumberAnswer,
)
from prevent_desk.ui.widgets.button import Button, IconButton

_PLAIN: dict[Kind, type[AnswerEdit]] = {
    Kind.NUMBER: NumberAnswer,
    Kind.BIRTH: BirthAnswer,
    Kind.DATE: DateAnswer,
    Kind.MOMENT: MomentAnswer,
    Kind.CHOICE: ChoiceAnswer,
}


class RowsAnswer(AnswerEdit):
    """Rows of a few columns. Enter in the last field adds a row, Ctrl+Delete takes one away."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        self.rows: list[_Row] = []
        self._name = question.text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for place, part in enumerate(question.columns):
            head = QLabel(part.text)
            head.setProperty("t", "small")
            self._grid.addWidget(head, 0, place)
            self._grid.setColumnStretch(place, 1)
        column.addLayout(self._grid)
        self.add_button = Button(self.tr("Add a row"), "plus", "link", small=True)
        self.add_button.clicked.connect(lambda: self.add_row(focus=True))
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column.addLayout(foot)
        self._follow(self.add_button)
        self.add_row()

    def answer(self) -> Answer | None:
        """Return the rows that hold anything; None where none does."""
        return [row.answer() for row in self.rows if not is_empty(row.answer())] or None

    def take(self) -> str:
        """Return the first thing that is wrong in any row."""
        return next(
            (wrong for row in self.rows for part in row.parts if (wrong := part.take())), ""
        )

    def typed_into(self) -> QWidget:
        """Return the first field."""
        return self.rows[0].parts[0].typed_into() if self.rows else self.add_button

    def name_it(self, name: str, description: str) -> None:
        """Name every field by its row and column."""
        self._name = name
        for number, row in enumerate(self.rows, 1):
            for part in row.parts:
                words = self.tr("{0}, row {1}: {2}").format(name, number, part.question.text)
                part.name_it(words, description)
            row.remove_button.name_it(self.tr("Remove row {0}").format(number), "Ctrl+Delete")

    def mark(self, *, wrong: bool) -> None:
        """Mark the fields that are wrong."""
        for row in self.rows:
            for part in row.parts:
                part.mark(wrong=wrong and bool(part.take()))

    def add_row(self, *, focus: bool = False) -> None:
        """Add an empty row; the last one is used where it is empty still."""
        if not self.rows or not is_empty(self.rows[-1].answer()):
            row = _Row(self)
            self.rows.append(row)
            line = self._grid.rowCount()
            for place, widget in enumerate((*row.parts, row.remove_button)):
                self._grid.addWidget(widget, line, place)
            self.name_it(self._name, "")
        if focus:
            self.rows[-1].parts[0].setFocus(Qt.FocusReason.TabFocusReason)

    def remove_row(self, row: _Row) -> None:
        """Take a row away; the last one is only emptied."""
        place = self.rows.index(row)
        told = not is_empty(row.answer())
        self.rows.remove(row)
        for widget in (*row.parts, row.remove_button):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        if not self.rows:
            self.add_row()
        self.rows[min(place, len(self.rows) - 1)].parts[0].setFocus()
        self.name_it(self._name, "")
        if told:
            self._tell(1)

    def _show(self, answer: Answer | None) -> None:
        told = [one for one in answer if isinstance(one, dict)] if isinstance(answer, list) else []
        while len(self.rows) > max(1, len(told)):
            self.remove_row(self.rows[-1])
        for place, values in enumerate(told or [{}]):
            if place >= len(self.rows):
                self.add_row()
            self.rows[place].show(values)


class _Row(QObject):
    def __init__(self, owner: RowsAnswer) -> None:
        super().__init__(owner)
        self._owner = owner
        self._others: dict[str, str] = {}
        self.parts = [
            _PLAIN.get(part.kind, LineAnswer)(part, owner.setting)
            for part in owner.question.columns
        ]
        self.remove_button = IconButton("x", owner.tr("Remove row"), small=True)
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.remove_button.clicked.connect(lambda: owner.remove_row(self))
        for part in self.parts:
            part.changed.connect(owner._tell)  # noqa: SLF001 - this module's own class
            part.left.connect(owner.left)
            part.typed_into().installEventFilter(self)

    def answer(self) -> dict[str, str]:
        told = {part.question.key: as_text(part.answer()) for part in self.parts}
        return {key: text for key, text in {**self._others, **told}.items() if text.strip()}

    def show(self, values: dict[str, str]) -> None:
        keys = {part.question.key for part in self.parts}
        self._others = {key: text for key, text in values.items() if key not in keys}
        for part in self.parts:
            part.show_answer(values.get(part.question.key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() == Qt.Key.Key_Delete:
            self._owner.remove_row(self)
            return True
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        is_last = watched is self.parts[-1].typed_into()
        if enter and not control and is_last and not is_empty(self.answer()):
            self._owner.add_row(focus=True)
            return True
        return False
