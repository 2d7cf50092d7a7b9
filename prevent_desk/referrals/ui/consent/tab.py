"""The tab "Consent": the position in words, what is asked in place, and the history."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.core.questionnaire import Answer
from prevent_desk.referrals.model import consent
from prevent_desk.referrals.model.consent import Ask, Consent, Outcome, Prompt
from prevent_desk.referrals.model.consent_form import (
    answers_of,
    consent_form,
    next_answers,
    told,
)
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.service.consents import Standing
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.consent import evidence
from prevent_desk.referrals.ui.consent.evidence import EvidenceLine
from prevent_desk.referrals.ui.consent.head import StandingCard
from prevent_desk.referrals.ui.consent.history import rows
from prevent_desk.referrals.ui.entry_card import EntryCard, open_drafts
from prevent_desk.referrals.ui.record_row import RecordList, Shown
from prevent_desk.ui import messages
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.labels import WrapLabel

_DRAFTS = "referrals/consent/"
_FILE = "file"
"""The answer that names the attached file: of no question, so that the form leaves it alone."""
_ADDED_TO = {
    Ask.CHILD_VIEW: "child_view",
    Ask.CAPACITY: "capacity",
    Ask.WHAT_NEXT: "what_next",
    Ask.SOCIAL_CARE: "care_told",
}
"""Prompts that ask for a part of the newest line, and the question each is."""


class _Form(Form):
    """forms/referrals/consent_tab.ui."""

    ui = "referrals/consent_tab.ui"
    scroll_area: QScrollArea
    inside: QWidget
    people_place: QVBoxLayout
    entry_place: QVBoxLayout
    history_label: QLabel
    history_place: QVBoxLayout
    hint_label: WrapLabel


class ConsentTab(QWidget):
    """Shows and records consent; satisfies `around.Tab`."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._consents = around.services.consents
        self._episode: Episode | None = None
        self._standings: list[Standing] = []
        self._about: tuple[int, int | None] | None = None
        self.cards: list[StandingCard] = []
        self.form = form = _Form(self)
        self.entry = EntryCard(
            around.desk, around.services.forms.vocabularies, around.clock.today, form.inside
        )
        self.evidence_line = EvidenceLine(self._consents)
        self.entry.extra.addWidget(self.evidence_line)
        form.entry_place.addWidget(self.entry)
        self.history = RecordList()
        form.history_place.addWidget(self.history)
        self.entry.asked.connect(self.record)
        self.entry.closed.connect(self._focus_first)
        self.evidence_line.changed.connect(self._attached)

    # What the record asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def show_episode(self, episode: Episode) -> None:
        """Show a referral's consent; what was being typed for it comes back."""
        is_new = self._episode is None or self._episode.id != episode.id
        if is_new:
            self.entry.close_it()
        self._episode = episode
        self._read()
        if is_new and not self.entry.key:
            self._bring_back()

    def badge(self, episode: Episode) -> int:
        """Return how many lines the history has."""
        return self._consents.count(episode.id)

    def flush(self) -> None:
        """Keep what is typed."""
        self.entry.flush()

    def commands(self) -> Sequence[Command]:
        """Return what can be recorded now."""
        found = []
        for standing in self._standings:
            of = f" of {standing.person.name}" if len(self._standings) > 1 else ""
            open_it = partial(self.open_entry, standing.person.id)
            found.append(Command(f"Record consent{of}", open_it, "pencil", "", "ask answer"))
        return found

    # Acts

    def open_entry(
        self, person_id: int, outcome: str = "", corrects: int | None = None, go_to: str = ""
    ) -> None:
        """Ask what is recorded about one person's consent.

        Args:
            person_id: The person.
            outcome: What it begins with; empty leaves it open.
            corrects: The row it will stand in place of.
            go_to: The question that gets the keyboard.
        """
        standing = next((one for one in self._standings if one.person.id == person_id), None)
        if standing is None or self._episode is None:
            return
        today = self._around.clock.today()
        old = next((one for one in standing.history if one.id == corrects), None)
        answers: dict[str, Answer]
        if old is not None:
            answers = answers_of(old.told)
            if old.file_id is not None:
                answers[_FILE] = str(old.file_id)
        else:
            now = consent.current(standing.history)
            answers = next_answers(now.told if now else None, standing.person, today)
            if outcome:
                answers["outcome"] = outcome
        of = f" of {standing.person.name}" if len(self._standings) > 1 else ""
        self._about = (person_id, corrects)
        self.entry.open(
            consent_form(standing.person, today),
            answers,
            title=f"Correct this line{of}" if corrects else f"Record consent{of}",
            verb="&Record correction" if corrects else "&Record",
            key=f"{_DRAFTS}{self._episode.id}/{person_id}/{corrects or 0}",
            hint="The line stays as it was; this one counts in its place." if corrects else "",
        )
        self._show_file()
        if go_to or outcome:
            self.entry.go_to(go_to or "sought_by")
        self.form.scroll_area.ensureWidgetVisible(self.entry)

    def record(self) -> None:
        """Record what stands in the card, unless something is missing."""
        if self._episode is None or self._about is None or self.entry.view is None:
            return
        person_id, corrects = self._about
        standing = next(one for one in self._standings if one.person.id == person_id)
        form, answers = self.entry.view.form, self.entry.answers()
        if "outcome" not in answers:
            self.entry.refuse({"outcome": "Say where consent stands."})
            return
        entry = told(answers, form)
        if self.entry.refuse(consent.wrong(entry, standing.person, self._around.clock.today())):
            return
        episode_id, file_id = self._episode.id, self.evidence_line.file_id
        made = self._around.acts.do(
            lambda: self._consents.record(
                episode_id, person_id, entry, file_id=file_id, corrects=corrects
            ),
            0,
            said=_said(entry.outcome, is_correction=corrects is not None),
        )
        if made:
            self.entry.finish()
            self._read()
            self._focus_first()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to what can be recorded next."""
        super().focusInEvent(event)
        self._focus_first()

    # Inside

    def _read(self) -> None:
        if self._episode is None:
            return
        self._standings = self._consents.standings(self._episode.id)
        several = len(self._standings) > 1
        self._show_cards(several=several)
        found: list[Shown] = []
        for standing in self._standings:
            found += rows(
                standing.history,
                self._around.services.forms.vocabularies(),
                self._who,
                name=standing.person.name if several else "",
                correct=self._correct,
                evidence=self._show_evidence,
            )
        self.history.show_records(found)
        self.form.history_label.setVisible(bool(found))

    def _show_cards(self, *, several: bool) -> None:
        focused = self.window().focusWidget()
        held = any(card.isAncestorOf(focused) for card in self.cards)
        for card in self.cards:
            self.form.people_place.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for standing in self._standings:
            card = StandingCard(standing, is_named=several)
            card.wanted.connect(partial(self.open_entry, standing.person.id))
            card.answered.connect(partial(self._answer, standing))
            self.form.people_place.addWidget(card)
            # Now, and not one turn of the event loop later: the keyboard goes there.
            card.show()
            self.cards.append(card)
        if held:
            self._focus_first()

    def _answer(self, standing: Standing, prompt: Prompt) -> None:
        """Open the entry at what a prompt asks for; what belongs to the last line corrects it."""
        person_id = standing.person.id
        now = consent.current(standing.history)
        if prompt.ask in _ADDED_TO and now is not None:
            self.open_entry(person_id, corrects=now.id, go_to=_ADDED_TO[prompt.ask])
        else:
            self.open_entry(person_id, Outcome.WAITING.value)

    def _episode_id(self) -> int:
        return self._episode.id if self._episode is not None else 0

    def _correct(self, one: Consent) -> None:
        self.open_entry(one.person_id, corrects=one.id)

    def _show_evidence(self, one: Consent) -> None:
        if one.file_id is None:
            return
        try:
            evidence.show(self._consents, one.file_id, self)
        except DeskError as error:
            messages.show_failure(self.window(), error)

    def _attached(self) -> None:
        if self.entry.view is not None:
            file_id = self.evidence_line.file_id
            self.entry.view.set_answer(_FILE, str(file_id) if file_id is not None else None)
            self.entry.note()

    def _show_file(self) -> None:
        kept = self.entry.answers().get(_FILE)
        known = isinstance(kept, str) and kept.isdecimal()
        self.evidence_line.show_file(int(str(kept)) if known else None)

    def _bring_back(self) -> None:
        prefix = f"{_DRAFTS}{self._episode_id()}/"
        for key in open_drafts(self._around.desk, prefix):
            person, _, corrects = key.removeprefix(prefix).partition("/")
            if person.isdecimal() and corrects.isdecimal():
                self.open_entry(int(person), corrects=int(corrects) or None)
                return

    def _focus_first(self) -> None:
        if self.cards and self.cards[0].buttons:
            next(iter(self.cards[0].buttons.values())).setFocus()

    def _who(self, by: str) -> str:
        return "you" if by == self._around.services.by() else by


def _said(outcome: Outcome, *, is_correction: bool) -> str:
    if is_correction:
        return "Consent corrected; the earlier line is kept"
    word = consent.looks(outcome)[0]
    return f"Consent recorded: {word[:1].lower()}{word[1:]}"
