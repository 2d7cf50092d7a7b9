"""The rest of the national form: folded sections, none compulsory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.core.answers import Finding
from prevent_desk.core.questionnaire import Answer, Questionnaire
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.intake import Draft
from prevent_desk.referrals.ui.intake import parts
from prevent_desk.ui.questionnaire import FormView


class BelowPart(QWidget):
    """Everything of the form that is not asked above.

    Signals:
        changed: A person changed something; how many characters.
    """

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form: FormView | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def use_form(
        self, form: Questionnaire, vocabularies: Vocabularies, today: Callable[[], date]
    ) -> None:
        """Ask the questions of a form."""
        self.form = FormView(
            parts.below(form), vocabularies, today=today, foldable=True, parent=self
        )
        self.form.typed.connect(self.changed)
        self._column.addWidget(self.form)

    def show_draft(self, draft: Draft) -> None:
        """Show what was told; sections with an answer stand open."""
        if self.form is None:
            return
        answers = parts.of(self.form.form, draft.answers)
        self.form.set_answers(answers)
        for card in self.form.cards.values():
            told = any(question.key in answers for question in card.section.questions)
            card.fold(folded=not told)

    def take_into(self, draft: Draft) -> Draft:
        """Return the draft with what was told."""
        if self.form is None:
            return draft
        answers = parts.merged(draft.answers, self.form.form, self.form.answers())
        return replace(draft, answers=answers)

    def put(self, key: str, answer: Answer) -> None:
        """Answer a question where it has no answer yet."""
        if self.form is not None and not self.form.answer(key):
            self.form.set_answer(key, answer)
            self.changed.emit(1)

    def check(self) -> list[Finding]:
        """Mark what is not well formed, and return it."""
        return self.form.check() if self.form is not None else []

    def go_to(self, key: str) -> bool:
        """Put the keyboard into a question."""
        return self.form is not None and self.form.go_to(key)
