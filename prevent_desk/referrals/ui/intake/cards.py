"""All cards of the intake under one another, and where the keyboard goes in them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.answers import Finding
from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.referrals.model.intake import Draft
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.intake.advice_card import AdviceCard
from prevent_desk.referrals.ui.intake.below_card import BelowPart
from prevent_desk.referrals.ui.intake.card import IntakeCard
from prevent_desk.referrals.ui.intake.concern_card import ConcernCard
from prevent_desk.referrals.ui.intake.danger_card import DangerCard
from prevent_desk.referrals.ui.intake.next_card import NextCard
from prevent_desk.referrals.ui.intake.teller_card import TellerCard
from prevent_desk.referrals.ui.intake.who_card import WhoCard

_ABOVE_PX = 12


class Cards(QWidget):
    """The cards of one version of the form.

    Signals:
        changed: A person changed something; how many characters, 0 for a choice.
        sought: Whom to look for among earlier contacts: place of the person, line being typed.
        person_left_out: A person was taken out; the place they had.
    """

    changed = Signal(int)
    sought = Signal(int, str)
    person_left_out = Signal(int)

    def __init__(
        self, form: Questionnaire, around: Around, area: QScrollArea, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._area = area
        lists, today = around.services.forms.vocabularies(), around.clock.today
        self.danger = DangerCard(around.clock, lists, self)
        self.who = WhoCard(around.clock, lists, self)
        self.advice = AdviceCard(lists, today, self)
        self.concern = ConcernCard(self)
        self.teller = TellerCard(self)
        self.next = NextCard(self)
        self.below = BelowPart(self)
        self.who.use_form(form)
        self.concern.use_form(form, lists, today)
        self.teller.use_form(form, lists, today)
        self.next.use_form(form, lists, today)
        self.below.use_form(form, lists, today)
        self._by_step: dict[str, IntakeCard] = {
            "danger": self.danger,
            "who": self.who,
            "advice": self.advice,
            "concern": self.concern,
            "referrer": self.teller,
            "next": self.next,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for card in self._by_step.values():
            card.changed.connect(self.changed)
            column.addWidget(card)
        self.below.changed.connect(self.changed)
        column.addWidget(self.below)
        column.addStretch(1)
        self.who.sought.connect(self.sought)
        self.who.left_out.connect(self.person_left_out)
        self.who.child_noticed.connect(self.next.notice_child)
        self.teller.anonymity_changed.connect(self.next.show_reading)

    def show_draft(self, draft: Draft) -> None:
        """Show a draft in every card."""
        for card in self._by_step.values():
            card.show_draft(draft)
        self.below.show_draft(draft)

    def take_into(self, draft: Draft) -> Draft:
        """Return the draft as it stands in the cards."""
        for card in self._by_step.values():
            draft = card.take_into(draft)
        return self.below.take_into(draft)

    def lay(self, *, advice: bool) -> None:
        """Show the cards of a referral, or of a call for advice."""
        self.advice.setVisible(advice)
        self.next.setVisible(not advice)
        self.below.setVisible(not advice)

    def check(self) -> list[Finding]:
        """Mark what is not well formed, and return it from the top down."""
        return [found for card in self._shown() for found in card.check()]

    def go_to(self, key: str) -> None:
        """Put the keyboard into a question, wherever it is asked."""
        any(card.go_to(key) for card in self._shown())

    def begin(self, step: str) -> None:
        """Put the keyboard into a step, and show its card from the top."""
        card = self._by_step.get(step)
        if card is not None:
            card.begin()
            self.show_card(step)

    def show_card(self, step: str) -> None:
        """Bring a card to the top of the page, once it has its height."""
        card = self._by_step.get(step)
        if card is not None:
            QTimer.singleShot(0, self, lambda: self._scroll_to(card))

    def step_of(self, widget: QWidget) -> str:
        """Return the step a widget belongs to; empty for none."""
        return next((key for key, card in self._by_step.items() if card.isAncestorOf(widget)), "")

    def _shown(self) -> list[IntakeCard | BelowPart]:
        every: list[IntakeCard | BelowPart] = [*self._by_step.values(), self.below]
        return [card for card in every if not card.isHidden()]

    def _scroll_to(self, card: IntakeCard) -> None:
        # The cards stand in a margin of the scrolled page.
        top = self.y() + card.y()
        seen = self._area.verticalScrollBar().value()
        if seen <= top and top + card.height() <= seen + self._area.viewport().height():
            return
        self._area.verticalScrollBar().setValue(max(0, top - _ABOVE_PX))
