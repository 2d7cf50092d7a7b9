"""One person of a draft: the few things a caller says first, and the rest folded below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core import birth
from prevent_desk.core.answers import Finding
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answer, Answers, Questionnaire, is_empty
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.intake import About
from prevent_desk.referrals.ui.intake import parts
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.questionnaire.texts import BirthAnswer, LineAnswer
from prevent_desk.ui.widgets.button import IconButton


class PersonPart(QWidget):
    """The questions about one person.

    Signals:
        changed: A person changed something; how many characters.
        remove_asked: They are to be taken out again.
    """

    changed = Signal(int)
    remove_asked = Signal()

    def __init__(
        self,
        form: Questionnaire,
        vocabularies: Vocabularies,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._head = QWidget(self)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        self._title = QLabel()
        self._title.setProperty("t", "overline")
        self.remove_button = IconButton("x", "Take this person out", small=True)
        self.remove_button.clicked.connect(self.remove_asked)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.remove_button)
        described = parts.part(form, parts.DESCRIBED)
        named = parts.part(form, parts.NAMED)
        self.described = FormView(described, vocabularies, today=today, flat=True, parent=self)
        self.named = FormView(
            parts.without_hints(named), vocabularies, today=today, flat=True, parent=self
        )
        more = parts.more_about(form)
        self.more = FormView(more, vocabularies, today=today, flat=True, foldable=True, parent=self)
        for question in named.questions():
            field = self.named.field(question.key)
            if field is None or not isinstance(field.edit, LineAnswer):
                continue
            if question.hint and not isinstance(field.edit, BirthAnswer):
                field.edit.line.setPlaceholderText(question.hint)
        self.forms = (self.described, self.named, self.more)
        for one in self.forms:
            one.typed.connect(self.changed)
            column.addWidget(one)
        column.insertWidget(1, self._head)
        self._others: dict[str, Answer] = {}

    def answers(self) -> dict[str, Answer]:
        """Return what was told of the person."""
        found = dict(self._others)
        for form in self.forms:
            found |= form.answers()
        return found

    def show_answers(self, answers: Answers) -> None:
        """Show what was told of the person."""
        for form in self.forms:
            form.set_answers(parts.of(form.form, answers))
        for card in self.more.cards.values():
            card.fold(folded=not self.more.answers())
        asked = {q.key for form in self.forms for q in form.form.questions()}
        self._others = {key: answer for key, answer in answers.items() if key not in asked}

    def fill(self, answers: Mapping[str, Answer]) -> None:
        """Put answers in where none is yet; an answer that stands is not written over."""
        for form in self.forms:
            for key, answer in parts.of(form.form, answers).items():
                if is_empty(form.answer(key)):
                    form.set_answer(key, answer)
        if set(parts.of(self.more.form, answers)):
            self._unfold()
        self.changed.emit(sum(len(str(answer)) for answer in answers.values()))

    def is_child(self) -> bool | None:
        """Return whether they are under 18; None where that cannot be told."""
        told = self.named.answer("birth")
        try:
            born = birth.read(told if isinstance(told, str) else "", self._today())
        except Refused:
            return None
        return born.is_child(self._today()) if born else None

    def set_role(self, about: About, place: int, count: int) -> None:
        """Show what is asked of somebody in this place of those told."""
        self.described.setVisible(about is not About.PERSON and place == 0)
        self.named.setVisible(about is not About.UNKNOWN)
        self.more.setVisible(place == 0 or about is About.GROUP)
        self._head.setVisible(about is About.GROUP and count > 1)
        self._title.setText(f"Person {place + 1}")
        self.remove_button.name_it(f"Take person {place + 1} out")

    def check(self) -> list[Finding]:
        """Mark what is not well formed, and return it."""
        shown = (form for form in self.forms if not form.isHidden())
        return [found for form in shown for found in form.check()]

    def go_to(self, key: str) -> bool:
        """Put the keyboard into a question."""
        return any(form.go_to(key) for form in self.forms)

    def _unfold(self) -> None:
        for card in self.more.cards.values():
            card.fold(folded=False)
