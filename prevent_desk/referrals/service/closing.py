"""How a case ends: what is recorded for it, what the checklist still asks, what was passed over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model import closure
from prevent_desk.referrals.model.closure import Closing, Facts, Line, NoSupport, Passed, Step
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import factor_answers, reading
from prevent_desk.referrals.service.consents import refuse
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.service.reviews import reviews_of
from prevent_desk.referrals.tables import (
    ClosingTable,
    EpisodeTable,
    NoSupportTable,
    ReferrerTable,
)
from prevent_desk.store.session import Store

FIELDS = ("exit_reason", "reasons", "onward", "not_told", "retention")
"""What is written for the end of a case beside the rest of its record."""

_FROZEN = frozenset({State.CLOSED, State.ANONYMISED})


class Closings:
    """Everything that can be done as a case comes to its end; one act is one undo."""

    def __init__(self, store: Store, clock: Clock, forms: Forms) -> None:
        self._store, self._clock, self._forms = store, clock, forms

    def closing(self, episode_id: int) -> Closing:
        """Return what is recorded for the end of a case."""
        with self._store.reading() as session:
            return closing_of(session, episode_id)

    def checklist(self, episode_id: int, target: State | None = None) -> tuple[Line, ...]:
        """Return what the end of a case asks, line by line.

        Args:
            episode_id: The referral.
            target: The state it shall come into; by where it stands, when not given.
        """
        with self._store.reading() as session:
            return checklist(session, episode_id, self._forms, target)

    def write(self, episode_id: int, field: str, words: str, *, group: str = "") -> None:
        """Write one of `FIELDS`; a whole visit to the field is one undo when it has a group.

        Raises:
            Refused: The case is closed.
        """
        if field not in FIELDS:
            raise KeyError(field)
        ref = self._ref(episode_id)
        with self._store.writing(f"closing record of {ref}", group=group) as session:
            _refuse_closed(session, episode_id)
            row = self._row(session, episode_id)
            if getattr(row, field) != words:
                setattr(row, field, words)

    def pass_over(self, episode_id: int, step: Step, reason: str) -> None:
        """Pass a line of the checklist over; the reason stays visible on the record.

        Raises:
            Refused: There is no reason.
        """
        if not reason.strip():
            raise Refused(
                "An exception takes a reason.", next_step="Say why this line is passed over."
            )
        now = self._clock.now().astimezone(UTC).replace(tzinfo=None)
        with self._store.writing(f"exception in {self._ref(episode_id)}") as session:
            _refuse_closed(session, episode_id)
            row = self._row(session, episode_id)
            told = {"reason": reason.strip(), "by": self._store.actor, "at": now.isoformat()}
            row.exceptions = {**row.exceptions, step.value: told}

    def take_back(self, episode_id: int, step: Step) -> None:
        """Take an exception back."""
        with self._store.writing(f"exception taken back in {self._ref(episode_id)}") as session:
            _refuse_closed(session, episode_id)
            row = self._row(session, episode_id)
            row.exceptions = {key: one for key, one in row.exceptions.items() if key != step.value}

    def tell_referrer(self, episode_id: int, on: date, words: str) -> None:
        """Record that the referrer was told, and what.

        Raises:
            Refused: The day is still to come.
        """
        if on > self._clock.today():
            raise Refused(f"{say_short(on)} is still to come.", next_step="Say when it was.")
        with self._store.writing(f"telling the referrer of {self._ref(episode_id)}") as session:
            row = session.scalar(
                select(ReferrerTable).where(ReferrerTable.episode_id == episode_id)
            )
            if row is None:
                raise Refused(
                    "No referrer is recorded.", next_step="Record who referred, then tell them."
                )
            row.told_on, row.told = on, words.strip()

    def told(self, episode_id: int) -> tuple[date | None, str]:
        """Return when the referrer was told and what; for the referral's own tab only."""
        with self._store.reading() as session:
            row = session.scalar(
                select(ReferrerTable).where(ReferrerTable.episode_id == episode_id)
            )
            return (row.told_on, row.told) if row is not None else (None, "")

    def no_support(self, episode_id: int) -> NoSupport | None:
        """Return the newest answer about health or social care; None where there is none."""
        with self._store.reading() as session:
            return no_support_of(session, episode_id)

    def answer_no_support(
        self,
        episode_id: int,
        answer: str,
        referred_to: str,
        outcome: str,
        on: date,
        *,
        group: str = "",
    ) -> None:
        """Answer whether health or social care is asked where no support is given (s.36(6)).

        Raises:
            Refused: The answer is not complete, or its day is still to come.
        """
        wrong = closure.wrong_answer(answer, referred_to, outcome)
        if on > self._clock.today():
            wrong["on"] = f"{say_short(on)} is still to come. Say when it was decided."
        refuse(wrong)
        label = f"health or social care in {self._ref(episode_id)}"
        with self._store.writing(label, group=group) as session:
            session.add(
                NoSupportTable(
                    episode_id=episode_id,
                    answer=answer,
                    referred_to=referred_to.strip() if answer == "yes" else "",
                    outcome=outcome.strip(),
                    on=on,
                    at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
                    by=self._store.actor,
                )
            )

    def _row(self, session: Session, episode_id: int) -> ClosingTable:
        at = self._clock.now().astimezone(UTC).replace(tzinfo=None)
        return closing_row(session, episode_id, at, self._store.actor)

    def _ref(self, episode_id: int) -> str:
        with self._store.reading() as session:
            return reading.episode_row(session, episode_id).ref


def closing_row(session: Session, episode_id: int, at: datetime, by: str) -> ClosingTable:
    """Return the closing record of a case to be written in, made where there is none."""
    row = _find(session, episode_id)
    if row is None:
        row = ClosingTable(
            episode_id=episode_id, exceptions={}, at=at, by=by, **dict.fromkeys(FIELDS, "")
        )
        session.add(row)
    return row


def closing_of(session: Session, episode_id: int) -> Closing:
    """Return what is recorded for the end of a case."""
    row = _find(session, episode_id)
    if row is None:
        return Closing()
    passed = {Step(key): _passed(told) for key, told in row.exceptions.items()}
    return Closing(row.exit_reason, row.reasons, row.onward, row.not_told, row.retention, passed)


def no_support_of(session: Session, episode_id: int) -> NoSupport | None:
    """Return the newest answer about health or social care; None where there is none."""
    row = session.scalar(
        select(NoSupportTable)
        .where(NoSupportTable.episode_id == episode_id)
        .order_by(NoSupportTable.on.desc(), NoSupportTable.id.desc())
        .limit(1)
    )
    if row is None:
        return None
    at = row.at.replace(tzinfo=UTC)
    return NoSupport(row.answer, row.referred_to, row.outcome, row.on, at, row.by)


def no_support_missing(session: Session, episode_id: int) -> list[str]:
    """Return that health or social care was not considered; empty where it was."""
    if no_support_of(session, episode_id) is not None:
        return []
    return ["No support: whether health or social care is asked instead is not answered"]


def checklist(
    session: Session, episode_id: int, forms: Forms, target: State | None = None
) -> tuple[Line, ...]:
    """Return what the end of a case asks; see `Closings.checklist`."""
    row = reading.episode_row(session, episode_id)
    state = State(row.state)
    was_adopted = any(move.now == State.ADOPTED.value for move in row.moves)
    referrer = session.scalar(select(ReferrerTable).where(ReferrerTable.episode_id == episode_id))
    unanswered = factor_answers.unanswered(session, episode_id, forms)
    facts = Facts(
        state=state,
        was_adopted=was_adopted,
        closing=closing_of(session, episode_id),
        unanswered=[one.factor.text for one in unanswered],
        told_on=referrer.told_on if referrer else None,
        has_referrer=referrer is not None and _can_be_told(referrer),
        reviews=reviews_of(session, episode_id),
        no_support=no_support_of(session, episode_id),
    )
    return closure.checklist(facts, target or next_end(state, was_adopted=was_adopted))


def next_end(state: State, *, was_adopted: bool) -> State:
    """Return the end a case comes to next: that of support while it runs, else the record's."""
    under_way = {State.ADOPTED, State.IN_REVIEW}
    return State.EXITED if was_adopted and state in under_way else State.CLOSED


def closure_missing(
    session: Session,
    episode_id: int,
    forms: Forms,
    target: State | None = None,
    asked_by_step: Collection[Step] = (),
) -> list[Line]:
    """Return the lines that stand in the way of ending a case.

    Args:
        session: To read by.
        episode_id: The referral.
        forms: The forms the assessments were given under.
        target: The state it shall come into; by where it stands, when not given.
        asked_by_step: Lines whose answer the change of state asks for itself.
    """
    lines = checklist(session, episode_id, forms, target)
    return [line for line in lines if line.holds_up and line.step not in asked_by_step]


def _can_be_told(row: ReferrerTable) -> bool:
    return bool(row.name or row.organisation or row.phone or row.email or row.safe_way)


def _find(session: Session, episode_id: int) -> ClosingTable | None:
    return session.scalar(select(ClosingTable).where(ClosingTable.episode_id == episode_id))


def _passed(told: Mapping[str, str]) -> Passed:
    return Passed(
        told["reason"], told["by"], datetime.fromisoformat(told["at"]).replace(tzinfo=UTC)
    )


def _refuse_closed(session: Session, episode_id: int) -> None:
    row = session.get(EpisodeTable, episode_id)
    if row is not None and State(row.state) in _FROZEN:
        raise Refused(
            f"{row.ref} is closed: what was recorded for its end stays as it is.",
            next_step="Add a note to the timeline.",
        )
