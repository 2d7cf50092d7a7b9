"""Editors of answers that are chosen from a list: one of it, or several."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.questionnaire import Answer, Question
from prevent_desk.ui.questionnaire.answer_edit import AnswerEdit, Setting, as_text
from prevent_desk.ui.questionnaire.choice_box import ChoiceBox
from prevent_desk.ui.widgets.flow import FlowLayout


class ChoiceAnswer(AnswerEdit):
    """One of a list."""

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        found = setting.vocabularies.get(question.vocabulary)
        self._terms = found.on(setting.today()) if found else ()
        self._all = found.terms if found else ()
        self._code = ""
        self.box = ChoiceBox(self._terms, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.line.textEdited.connect(self._edited)
        self.box.activated.connect(lambda _row: self._chosen())
        self.box.found.activated.connect(lambda _chosen: self._chosen())
        self._follow(self.box, self.box.line)
        self.box.leaving.connect(self.left)
        self.left.connect(self._left)

    def answer(self) -> Answer | None:
        """Return the code; words that are in no list as they are."""
        return self._code or None

    def take(self) -> str:
        """Refuse words the list does not have."""
        if not self.box.complete():
            words = self.tr("“{0}” is not in this list. Press Down to see it.")
            return words.format(self.box.currentText().strip())
        self._note()
        return ""

    def typed_into(self) -> QWidget:
        """Return the list."""
        return self.box

    def name_it(self, name: str, description: str) -> None:
        """Name the list and the line in it."""
        super().name_it(name, description)
        self.box.line.setAccessibleName(name)
        self.box.line.setAccessibleDescription(description)

    def _show(self, answer: Answer | None) -> None:
        self._code = as_text(answer)
        known = {term.code for term in self._terms}
        old = next((term for term in self._all if term.code == self._code), None)
        if old is not None and self._code not in known:
            # Chosen while it was offered: it stays readable, and is kept as long as it stands.
            self.box.setEditText(old.label)
            self.box.line.setCursorPosition(0)
            return
        self.box.show_code(self._code)

    def _edited(self, _text: str) -> None:
        self._code = self.box.code()
        self._tell(1)

    def _chosen(self) -> None:
        self.box.complete()
        self._note()

    def _left(self) -> None:
        if self.box.complete():
            self._note()

    def _note(self) -> None:
        shown = self.box.currentText().strip()
        old = next((term.code for term in self._all if term.label == shown), None)
        code = self.box.code()
        code = old if old is not None and code == shown else code
        if code != self._code:
            self._code = code
            self._tell()


class ChoicesAnswer(AnswerEdit):
    """Several of a list, as boxes to tick in columns."""

    COLUMN_PX = 230

    def __init__(self, question: Question, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(question, setting, parent)
        found = setting.vocabularies.get(question.vocabulary)
        self._terms = found.on(setting.today()) if found else ()
        self._others: list[str] = []
        self.boxes = {
            term.code: QCheckBox(term.label.replace("&", "&&"), self) for term in self._terms
        }
        flow = FlowLayout(self, gap=16)
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self._tell())
            flow.addWidget(box)
        self._follow(*self.boxes.values())
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def answer(self) -> Answer | None:
        """Return the codes of the ticked ones; what the list no longer offers stays."""
        ticked = [code for code, box in self.boxes.items() if box.isChecked()]
        return [*ticked, *self._others] or None

    def typed_into(self) -> QWidget:
        """Return the first box."""
        return next(iter(self.boxes.values()), self)

    def name_it(self, name: str, description: str) -> None:
        """Name the whole, and each box with it."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        for term in self._terms:
            self.boxes[term.code].setAccessibleName(f"{name}: {term.label}")

    def mark(self, *, wrong: bool) -> None:
        """Show nothing: boxes cannot be wrong."""

    def _show(self, answer: Answer | None) -> None:
        codes = [answer] if isinstance(answer, str) else list(answer or [])
        told = [code for code in codes if isinstance(code, str)]
        for code, box in self.boxes.items():
            box.setChecked(code in told)
        self._others = [code for code in told if code not in self.boxes]
