"""Reviews of a case: set by rule when it is adopted or left, held, written up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model import reviews
from prevent_desk.referrals.model.deadlines import from_json
from prevent_desk.referrals.model.reviews import Due, Intervals, Kind, Review
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.service.consents import refuse
from prevent_desk.referrals.tables import ReviewTable
from prevent_desk.store.session import Store
from prevent_desk.store.tables import SETTING

DEADLINES = "referrals/deadlines"
"""The setting that holds the time limits of this desk (`service.clocks`)."""


@dataclass(frozen=True, slots=True)
class Hand:
    """When something is recorded (UTC, naive as rows keep it), and by whom."""

    at: datetime
    by: str


class Reviews:
    """Everything that can be done with reviews; one act is one undo."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def of(self, episode_id: int) -> list[Review]:
        """Return every review, in the order of recording, corrected rows too."""
        with self._store.reading() as session:
            return reviews_of(session, episode_id)

    def every(self) -> Intervals:
        """Return how far reviews lie apart at this desk."""
        with self._store.reading() as session:
            return intervals(session)

    def plan(self, episode_id: int, kind: Kind, due: date, *, group: str = "") -> int:
        """Set a day for a review and return its key; one that is still due gets the new day."""
        with self._store.writing(f"review in {self._ref(episode_id)}", group=group) as session:
            return _set(session, episode_id, Due(kind, due), self._hand()).id

    def drop(self, review_id: int) -> None:
        """Take a planned review away.

        Raises:
            Refused: It was held.
        """
        with self._store.writing("a planned review taken away") as session:
            row = _row(session, review_id)
            if row.held is not None:
                raise Refused(
                    f"This review was held on {say_short(row.held)} and stays on record.",
                    next_step="Correct it if the day is wrong.",
                )
            session.delete(row)

    def hold(
        self,
        episode_id: int,
        review_id: int | None,
        kind: Kind,
        held: date,
        present: str,
        *,
        group: str = "",
    ) -> int:
        """Record that a review was held; its record may follow. Returns its key.

        Args:
            episode_id: The referral.
            review_id: The planned one, or None for one that was not planned.
            kind: Of one that was not planned.
            held: The day.
            present: Who was there.
            group: Of `Store.writing`, for an act of a panel that concerns several referrals.

        Raises:
            Refused: The day is still to come, or it was recorded as held before.
        """
        refuse(reviews.wrong(held, "", "", self._clock.today(), written=False))
        with self._store.writing(f"review in {self._ref(episode_id)}", group=group) as session:
            row = (
                _row(session, review_id)
                if review_id
                else _new(episode_id, Due(kind, held), self._hand())
            )
            if review_id is None:
                row.due = None
                session.add(row)
            elif row.held is not None:
                raise Refused(f"It was recorded as held on {say_short(row.held)} already.")
            row.held, row.present = held, present.strip()
            session.flush()
            return row.id

    def write_up(
        self,
        review_id: int,
        present: str,
        words: str,
        result: str,
        next_due: date | None,
        *,
        group: str = "",
    ) -> None:
        """Write what a review found, and set the next where there is one.

        Raises:
            Refused: Words or result are missing, or it is written up: then it is corrected.
        """
        with self._store.writing("a review written up", group=group) as session:
            row = _row(session, review_id)
            refuse(reviews.wrong(row.held, result, words, self._clock.today(), written=True))
            if row.written_up is not None:
                raise Refused(
                    "This review is written up.",
                    next_step="Correct it: what was written stays beside the correction.",
                )
            row.present, row.words, row.result = present.strip(), words.strip(), result
            row.written_up = self._clock.today()
            if next_due is not None:
                _set(session, row.episode_id, Due(Kind.REVIEW, next_due), self._hand())

    def correct(self, review_id: int, held: date, present: str, words: str, result: str) -> int:
        """Add a correction in place of a review; the review stays as it was."""
        refuse(reviews.wrong(held, result, words, self._clock.today(), written=True))
        with self._store.writing("correction of a review") as session:
            old = _row(session, review_id)
            again = session.scalar(select(ReviewTable.id).where(ReviewTable.corrects == review_id))
            if again is not None:
                raise Refused(
                    "That review was corrected already.", next_step="Correct the newer line."
                )
            made = _new(old.episode_id, Due(Kind(old.kind), held), self._hand())
            made.due, made.held, made.written_up = old.due, held, self._clock.today()
            made.present, made.words, made.result = present.strip(), words.strip(), result
            made.corrects = review_id
            session.add(made)
            session.flush()
            return made.id

    def _hand(self) -> Hand:
        return Hand(self._clock.now().astimezone(UTC).replace(tzinfo=None), self._store.actor)

    def _ref(self, episode_id: int) -> str:
        with self._store.reading() as session:
            return reading.episode_row(session, episode_id).ref


def reviews_of(session: Session, episode_id: int) -> list[Review]:
    """Return every review, in the order of recording, corrected rows too."""
    return [_review(row) for row in _rows(session, episode_id)]


def review_missing(session: Session, episode_id: int) -> list[str]:
    """Return what keeps a review from being ended; empty where it is held and written up."""
    known = [one for one in reviews.counted(reviews_of(session, episode_id)) if not one.is_open]
    support = [one for one in known if one.kind is Kind.REVIEW]
    if not support:
        return ["Review: none is recorded as held"]
    if support[-1].waits_for_record:
        return ["Review: it was held and is not written up"]
    return []


def set_after(
    session: Session,
    episode_id: int,
    now: State,
    on: date,
    hand: Hand,
    *,
    next_review: date | None = None,
) -> None:
    """Set the reviews a change of state asks for, in the unit of work of that change.

    Planned reviews that nobody will hold any more, as support ends, go; Undo of the move brings
    them back. What is set already keeps its day.

    Args:
        session: The unit of work in which the state changes.
        episode_id: The referral.
        now: The state it came into.
        on: The day that took effect.
        hand: Who recorded it, and when.
        next_review: The day of the next review, where the move names one.
    """
    wanted = reviews.still_due(now)
    for row in _rows(session, episode_id):
        if row.held is None and Kind(row.kind) not in wanted:
            session.delete(row)
    session.flush()
    known = _rows(session, episode_id)
    due_now = {Kind(row.kind) for row in known if row.held is None}
    held = {Kind(row.kind) for row in known if row.held is not None}
    for due in reviews.set_by(now, on, intervals(session)):
        if due.kind is Kind.REVIEW and next_review is not None:
            _set(session, episode_id, Due(Kind.REVIEW, next_review), hand)
        elif due.kind not in due_now and (due.kind is Kind.REVIEW or due.kind not in held):
            _set(session, episode_id, due, hand)


def intervals(session: Session) -> Intervals:
    """Return how far reviews lie apart, as the desk's deadlines say."""
    kept = session.scalar(select(SETTING.c.body).where(SETTING.c.name == DEADLINES))
    return Intervals.of(from_json(json.loads(kept) if kept else None))


def _set(session: Session, episode_id: int, due: Due, hand: Hand) -> ReviewTable:
    """Set a review's day: of the one of its kind that is still to be held, else of a new one."""
    for row in _rows(session, episode_id):
        if row.kind == due.kind.value and row.held is None:
            row.due = due.due
            return row
    made = _new(episode_id, due, hand)
    session.add(made)
    session.flush()
    return made


def _new(episode_id: int, due: Due, hand: Hand) -> ReviewTable:
    return ReviewTable(
        episode_id=episode_id,
        kind=due.kind.value,
        due=due.due,
        held=None,
        written_up=None,
        present="",
        words="",
        result="",
        corrects=None,
        at=hand.at,
        by=hand.by,
    )


def _rows(session: Session, episode_id: int) -> list[ReviewTable]:
    query = select(ReviewTable).where(ReviewTable.episode_id == episode_id)
    return list(session.scalars(query.order_by(ReviewTable.id)))


def _row(session: Session, review_id: int) -> ReviewTable:
    row = session.get(ReviewTable, review_id)
    if row is None:
        raise Refused("That review is no longer there.", next_step="Undo brings it back.")
    return row


def _review(row: ReviewTable) -> Review:
    return Review(
        row.id, Kind(row.kind), row.due, row.held, row.written_up, row.present, row.words,
        row.result, row.corrects, row.at.replace(tzinfo=UTC), row.by,
    )  # fmt: skip
