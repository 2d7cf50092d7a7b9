"""A call for advice: what was advised, and no name unless it is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from prevent_desk.core.questionnaire import Questionnaire, Section
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model import asks
from prevent_desk.referrals.model.intake import Draft
from prevent_desk.referrals.ui.intake.card import IntakeCard
from prevent_desk.ui.questionnaire import FormView

_FORM = Questionnaire(
    "advice",
    "1",
    "",
    (
        Section(
            "advice",
            "",
            tuple(replace(ask.question, wide=True) for ask in asks.ADVICE),
        ),
    ),
)


class AdviceCard(IntakeCard):
    """Asks what was advised."""

    def __init__(
        self,
        vocabularies: Vocabularies,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "What was advised?",
            "Only what was asked and advised is kept; leave names out unless they are needed.",
            parent,
        )
        self.form = self._add_form(
            FormView(_FORM, vocabularies, today=today, flat=True, parent=self)
        )

    def show_draft(self, draft: Draft) -> None:
        """Show what was advised."""
        self.form.set_answers(draft.advised)

    def take_into(self, draft: Draft) -> Draft:
        """Return the draft with what was advised."""
        return replace(draft, advised=self.form.answers())

    def begin(self) -> None:
        """Put the keyboard into what was advised."""
        self.go_to("advised")
