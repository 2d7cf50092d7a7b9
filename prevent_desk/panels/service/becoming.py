"""Decisions of a panel become records of their cases: all of a meeting within one Undo.

What bars one case does not hold up the others: it is said, with the place where it is mended, and
can be tried again. A decision is known by its moment, so it is never recorded twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.panels.model import becoming, deciding
from prevent_desk.panels.model.becoming import PLACES, Became, Heard, Outcome, Step
from prevent_desk.panels.model.finish_checks import DECISION, ROOM
from prevent_desk.panels.model.gathered import Gathered
from prevent_desk.panels.model.records import (
    Attendee,
    Decision,
    Item,
    ItemState,
    LineKind,
    MeetingState,
    Role,
)
from prevent_desk.panels.service.gathering import Gathering
from prevent_desk.panels.tables import DecisionTable
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.reviews import Kind
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.store.session import Store


class _BarredError(Exception):
    """Something stands in the way of one case; its place says where it is mended."""

    def __init__(self, words: str, place: str = "", tab: str = "") -> None:
        super().__init__(words)
        self.words, self.place, self.tab = words, place, tab


class Becoming:
    """Records what panels decided."""

    def __init__(
        self,
        store: Store,
        gathering: Gathering,
        contacts: ContactServices,
        referrals: ReferralServices,
    ) -> None:
        self._store, self._gathering = store, gathering
        self._contacts, self._referrals = contacts, referrals

    def preview(self, meeting_id: int) -> list[Outcome]:
        """Return what would become of each decision now; nothing is written.

        Raises:
            Refused: There is no such meeting.
        """
        told = self._gathering.gather(meeting_id)
        return [self._case(told, item, "").looked() for item in _heard(told)]

    def record(self, meeting_id: int) -> list[Outcome]:
        """Record what can be recorded, and say what became of each decision; one Undo.

        Raises:
            Refused: The meeting is not finished.
        """
        told = self._gathering.gather(meeting_id)
        if told.meeting.state not in {MeetingState.HELD, MeetingState.APPROVED}:
            raise Refused("This meeting is not finished.", next_step="Finish it at the desk first.")
        # A name of its own for each time it is tried: an Undo takes one time back, not all.
        group = f"decisions-{meeting_id}-{self._store.generation}"
        cases = [self._case(told, item, group) for item in _heard(told)]
        outcomes = [case.recorded() for case in cases]
        kept = {case.item.id: case for case in cases if case.wrote or not case.is_noted}
        if kept:
            self._note(kept, f"decisions of the panel of {_day(told)}", group)
        return outcomes

    def _note(self, kept: dict[int, _Case], label: str, group: str) -> None:
        """Keep which moves and reviews the decisions became; it gives the Undo its name."""
        with self._store.writing(label, group=group) as session:
            query = select(DecisionTable).where(DecisionTable.item_id.in_(kept))
            for row in session.scalars(query):
                case = kept[row.item_id]
                row.moved_id = case.moved_id or row.moved_id
                row.review_id = case.review_id or row.review_id

    def _case(self, told: Gathered, item: Item, group: str) -> _Case:
        agencies = {one.id: one.agency for one in self._contacts.organisations.all(ended=True)}
        decision = told.decisions.get(item.id) or Decision(item.id, item.ref, item.episode_id)
        heard = _heard_of(told, item, decision, agencies)
        return _Case(self._referrals, item, decision, heard, group)


class _Case:
    """One case's decision on its way into the record.

    Attributes:
        wrote: Something was written.
        moved_id, review_id: What it became in the record, as far as that is known.
    """

    def __init__(
        self, referrals: ReferralServices, item: Item, decision: Decision, heard: Heard, group: str
    ) -> None:
        self._referrals, self._group = referrals, group
        self.item, self.decision, self.heard = item, decision, heard
        self.moved_id, self.review_id, self.wrote = decision.moved_id, decision.review_id, False
        self._known: Episode | None = None

    @property
    def is_noted(self) -> bool:
        """Whether the decision says all of what it became."""
        noted = self.decision.moved_id, self.decision.review_id
        return noted == (self.moved_id, self.review_id)

    def looked(self) -> Outcome:
        """Return what would become of it; nothing is written."""
        if words := self._nothing_to_record():
            return words
        try:
            self._refuse_unfit()
            self._find_unnoted()
            episode = self._episode()
            if becoming.is_review(self.item) and self.review_id is None:
                steps = becoming.before_review(episode, self.item, self.heard)
            elif becoming.is_review(self.item):
                steps = becoming.after_review(episode, self.item, self.decision, self.heard)
            else:
                steps = becoming.decided(episode, self.decision, self.heard)
            for step in steps[:1]:
                self._refuse_barred(step)
        except _BarredError as barred:
            return self._outcome(Became.BARRED, barred.words, barred.place, barred.tab)
        left = self._left_to_say(episode, to_come=bool(steps))
        if left is not None and not steps and self._is_in_record():
            return left
        told = [f"to “{step.now.words}”" for step in steps]
        if becoming.is_review(self.item) and self.review_id is None:
            told.insert(0, "the review is written up")
        if not told and not self.is_noted:
            return self._outcome(Became.READY, "It is in the record; the register lacks that yet.")
        if not told:
            return self._outcome(Became.RECORDED, "It is in the record.")
        return self._outcome(Became.READY, f"Will be recorded: {', '.join(told)}.")

    def recorded(self) -> Outcome:
        """Record what can be, and return what became of it."""
        if words := self._nothing_to_record():
            return words
        try:
            self._refuse_unfit()
            self._find_unnoted()
            if becoming.is_review(self.item):
                self._review()
            else:
                self._decide()
        except _BarredError as barred:
            return self._outcome(Became.BARRED, barred.words, barred.place, barred.tab)
        except DeskError as error:
            return self._outcome(Became.BARRED, error.sentence(), tab="move")
        left = self._left_to_say(self._episode(), to_come=False)
        return left or self._outcome(Became.RECORDED, self._said())

    # What is written

    def _decide(self) -> None:
        self._answer_pattern()
        self._answer_health()
        for step in becoming.decided(self._episode(), self.decision, self.heard):
            self._take(step)
        self.moved_id = becoming.recorded_move(self._episode(), self.heard) or self.moved_id
        if self.decision.code == deciding.ADOPT:
            self._plan_review()

    def _review(self) -> None:
        if self.review_id is None:
            for step in becoming.before_review(self._episode(), self.item, self.heard):
                self._take(step)
            self._write_up()
        for step in becoming.after_review(self._episode(), self.item, self.decision, self.heard):
            self._take(step)

    def _write_up(self) -> None:
        decision, on, reviews = self.decision, self.heard.on.date(), self._referrals.reviews
        episode = self._episode()
        kind = becoming.review_kind(self.item, episode.state)
        known = [one for one in reviews.of(episode.id) if one.kind is kind]
        begun = next((one for one in known if one.held == on and one.written_up is None), None)
        planned = next((one for one in known if one.is_open), None)
        review_id = begun.id if begun else None
        if review_id is None:
            review_id = reviews.hold(
                episode.id, planned.id if planned else None, kind, on, self.heard.present,
                group=self._group,
            )  # fmt: skip
            self._has_written()
        words = "\n".join(
            part for part in (decision.words, decision.rationale, decision.change) if part.strip()
        )
        next_due = decision.next_review if kind is Kind.REVIEW else None
        goes_on = decision.code in {deciding.CONTINUE, deciding.CHANGE}
        reviews.write_up(
            review_id, self.heard.present, words, decision.code,
            next_due if goes_on else None, group=self._group,
        )  # fmt: skip
        self.review_id = review_id
        self._has_written()

    def _answer_pattern(self) -> None:
        episode = self._episode()
        if self.decision.pattern.strip() and not episode.pattern.strip():
            people = self._referrals.people
            people.set_pattern(episode.id, self.decision.pattern.strip(), group=self._group)
            self._has_written()

    def _answer_health(self) -> None:
        decision, episode_id = self.decision, self._id()
        if decision.code != deciding.NOT_ADOPT or not decision.health_asked:
            return
        closings, on = self._referrals.closings, self.heard.on.date()
        known = closings.no_support(episode_id)
        if known is not None and known.on == on and known.answer == decision.health_asked:
            return
        outcome = decision.health_outcome.strip() or decision.rationale.strip()
        closings.answer_no_support(
            episode_id, decision.health_asked, decision.health_outcome, outcome, on,
            group=self._group,
        )  # fmt: skip
        self._has_written()

    def _plan_review(self) -> None:
        day, reviews, episode_id = self.decision.next_review, self._referrals.reviews, self._id()
        if day is None or self._episode().state is not State.CONSENT_PENDING:
            return
        planned = [one for one in reviews.of(episode_id) if one.is_open and one.kind is Kind.REVIEW]
        if not any(one.due == day for one in planned):
            reviews.plan(episode_id, Kind.REVIEW, day, group=self._group)
            self._has_written()

    def _take(self, step: Step) -> None:
        try:
            self._referrals.moves.take(self._id(), step.now, step.told, group=self._group)
        except Refused:
            # Asked only now what bars it: the step judges itself, and twice takes twice as long.
            self._refuse_barred(step)
            raise
        self._has_written()

    # What stands in the way

    def _nothing_to_record(self) -> Outcome | None:
        decision = self.decision
        if self.item.state is ItemState.DEFERRED and not deciding.is_begun(decision):
            return self._outcome(Became.NOTHING, "Put off to another panel; nothing was decided.")
        return None

    def _refuse_unfit(self) -> None:
        decision = self.decision
        if not decision.code:
            raise _BarredError("There is no decision.", f"{DECISION}:code")
        if not decision.rationale.strip():
            raise _BarredError("The rationale is missing.", f"{DECISION}:rationale")
        if becoming.is_review(self.item):
            return
        stands = {*becoming.FROM, State.PANEL_SCHEDULED, State.PANEL_DECISION}
        episode = self._episode()
        is_in = becoming.recorded_move(episode, self.heard) is not None
        if episode.state not in stands and not is_in:
            raise _BarredError(
                f"The record stands at “{episode.state.words}”: no panel decides there.", tab="move"
            )

    def _refuse_barred(self, step: Step) -> None:
        moves = self._referrals.moves
        findings = moves.findings(self._id(), step.now, step.told)
        if not findings:
            return
        first = findings[0]
        place = f"{DECISION}:{PLACES[first.key]}" if first.key in PLACES else ""
        if first.key == "present":
            place = ROOM
        words = " ".join(dict.fromkeys(one.said for one in findings))
        raise _BarredError(f"To “{step.now.words}”: {words}", place, "" if place else "move")

    def _left_to_say(self, episode: Episode, *, to_come: bool) -> Outcome | None:
        """Return what the record asks beyond what a panel's decision says."""
        code = self.decision.code
        if code == deciding.NOT_ADOPT and episode.state is State.PANEL_DECISION and not to_come:
            words = (
                "Recorded. Choose in the record how it ends: signposted, school, police or other."
            )
            return self._outcome(Became.BARRED, words, tab="move")
        if code == deciding.EXIT and episode.state is State.IN_REVIEW and not to_come:
            words = "The review is recorded. Support ends in the record, with a closing report."
            return self._outcome(Became.BARRED, words, tab="support/closing")
        return None

    # Inside

    def _find_unnoted(self) -> None:
        """Take up what is in the record but was not noted with the decision.

        The program ended between the two; recorded once more, a case would have two reviews.
        """
        if not becoming.is_review(self.item):
            self.moved_id = becoming.recorded_move(self._episode(), self.heard) or self.moved_id
        elif self.review_id is None:
            episode, on = self._episode(), self.heard.on.date()
            kind = becoming.review_kind(self.item, episode.state)
            self.review_id = next(
                (
                    one.id
                    for one in self._referrals.reviews.of(episode.id)
                    if one.kind is kind
                    and one.held == on
                    and one.written_up is not None
                    and one.result == self.decision.code
                ),
                None,
            )

    def _is_in_record(self) -> bool:
        if becoming.is_review(self.item):
            return self.review_id is not None
        return becoming.recorded_move(self._episode(), self.heard) is not None

    def _said(self) -> str:
        if not self.wrote:
            return "It is in the record."
        return f"Recorded: it stands at “{self._episode().state.words}” now."

    def _has_written(self) -> None:
        self.wrote, self._known = True, None

    def _episode(self) -> Episode:
        if self._known is None:
            self._known = self._referrals.episodes.episode(self._id())
        return self._known

    def _id(self) -> int:
        if self.item.episode_id is None:
            raise Refused("That case is no longer there.", next_step="Undo may bring it back.")
        return self.item.episode_id

    def _outcome(self, became: Became, words: str, place: str = "", tab: str = "") -> Outcome:
        return Outcome(self.item.id, self._id(), self.item.ref, became, words, place, tab)


def _heard(told: Gathered) -> list[Item]:
    return [
        item
        for item in told.cases
        if item.episode_id is not None and item.ref and item.state is not ItemState.DROPPED
    ]


def _heard_of(told: Gathered, item: Item, decision: Decision, agencies: dict[int, str]) -> Heard:
    spans = told.spans.get(item.id, ())
    lines = told.standing(item, LineKind.DECISION)
    # The moment of the last word on it, to the minute: it stays the same however often it is asked.
    ended = [span.ended for span in spans if span.ended]
    moments = ended or [line.said for line in lines]
    on = max(moments, default=told.meeting.finished or told.meeting.starts)
    there = [one for one in told.there_for(item) if one.role is not Role.NOTE_TAKER]
    codes = [agencies.get(one.organisation_id or 0, "") for one in there]
    others = [one.agency for one, code in zip(there, codes, strict=True) if not code]
    return Heard(
        told.meeting,
        on.replace(second=0, microsecond=0),
        _chair(told, there),
        tuple(dict.fromkeys(code for code in codes if code)),
        tuple(dict.fromkeys(others)),
        ", ".join(dict.fromkeys(one.agency for one in there)),
        "\n".join(
            f"{line.speaker}: {line.words}" if line.speaker else line.words
            for line in told.standing(item, LineKind.DISSENT)
        ),
    )


def _chair(told: Gathered, there: Sequence[Attendee]) -> str:
    named = told.meeting.chair.strip()
    seated = next((one.name for one in there if one.role is Role.CHAIR), "")
    return named or seated


def _day(told: Gathered) -> str:
    return say_short(told.meeting.starts.date())
