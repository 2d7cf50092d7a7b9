"""Who is telling: kept apart from everything else, named or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from prevent_desk.core.questionnaire import Answer, Questionnaire
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.intake import Draft
from prevent_desk.referrals.ui.intake import parts
from prevent_desk.referrals.ui.intake.card import IntakeCard
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.widgets.labels import IconLabel

_WORDS = {
    "anonymous": {"text": "Stay anonymous?", "hint": ""},
    "safe_contact": {
        "text": "Safe way to call back",
        "hint": "When, by what way, and when not; or “none”",
    },
    "feedback": {"text": "Wants to hear back?", "hint": ""},
}


class TellerCard(IntakeCard):
    """Asks who tells, how they may be reached without danger, and how it came in.

    Signals:
        anonymity_changed: Whether they want to stay anonymous.
    """

    anonymity_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Who is telling us?",
            "Who stays anonymous is on no paper, in no list and no search.",
            parent,
        )
        self.head.addWidget(IconLabel("Kept apart", "lock", ink="text3", role="meta"))
        self.form: FormView | None = None

    def use_form(
        self, form: Questionnaire, vocabularies: Vocabularies, today: Callable[[], date]
    ) -> None:
        """Ask the questions of a form."""
        shown = parts.reworded(parts.part(form, parts.TELLER), _WORDS)
        self.form = self._add_form(
            FormView(shown, vocabularies, today=today, flat=True, parent=self)
        )
        self.form.answer_changed.connect(self._answered)

    def show_draft(self, draft: Draft) -> None:
        """Show what was told."""
        if self.form is not None:
            self.form.set_answers(parts.of(self.form.form, draft.answers))

    def take_into(self, draft: Draft) -> Draft:
        """Return the draft with what was told."""
        if self.form is None:
            return draft
        answers = parts.merged(draft.answers, self.form.form, self.form.answers())
        return replace(draft, answers=answers)

    def begin(self) -> None:
        """Put the keyboard onto the question of anonymity."""
        self.go_to("anonymous")

    def _answered(self, key: str) -> None:
        if key == "anonymous" and self.form is not None:
            self.anonymity_changed.emit(self.form.answer(key) == "yes")

    def put(self, key: str, answer: Answer) -> None:
        """Answer a question where it has no answer yet."""
        if self.form is not None and not self.form.answer(key):
            self.form.set_answer(key, answer)
            self.changed.emit(1)
