"""What was decided of each case, kept part by part while it is typed."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Fault, Refused
from prevent_desk.panels.model.deciding import FIELDS, is_begun
from prevent_desk.panels.model.records import Decision
from prevent_desk.panels.service import reading
from prevent_desk.panels.tables import DecisionTable, ItemTable, MeetingTable
from prevent_desk.referrals.service.episodes import Episodes
from prevent_desk.store.session import Store

_WORDS = sorted(FIELDS - {"votes_for", "votes_against", "next_review", "line_id"})
_SEALED = frozenset({"approved"})


class Decisions:
    """Keeps one decision for each case of an agenda."""

    def __init__(self, store: Store, clock: Clock, episodes: Episodes) -> None:
        self._store, self._clock, self._episodes = store, clock, episodes

    def of_item(self, item_id: int) -> Decision:
        """Return what is decided of a case so far; an empty decision where nothing is.

        Raises:
            Refused: The case is no longer on the agenda.
        """
        with self._store.reading() as session:
            item, row = reading.item_row(session, item_id), _row(session, item_id)
        if row is not None:
            return _decision(row)
        return Decision(item_id, self._ref(item.episode_id), item.episode_id)

    def of_meeting(self, meeting_id: int) -> list[Decision]:
        """Return the decisions of a meeting that were begun, in the order of the agenda."""
        query = (
            select(DecisionTable)
            .join(ItemTable, ItemTable.id == DecisionTable.item_id)
            .where(DecisionTable.meeting_id == meeting_id)
        )
        with self._store.reading() as session:
            rows = session.scalars(query.order_by(ItemTable.place, ItemTable.id))
            return [found for row in rows if is_begun(found := _decision(row))]

    def of_episode(self, episode_id: int) -> list[Decision]:
        """Return what panels decided of a referral, oldest first."""
        query = (
            select(DecisionTable)
            .join(MeetingTable, MeetingTable.id == DecisionTable.meeting_id)
            .where(DecisionTable.episode_id == episode_id)
        )
        with self._store.reading() as session:
            rows = session.scalars(query.order_by(MeetingTable.starts, DecisionTable.id))
            return [found for row in rows if is_begun(found := _decision(row))]

    def set(
        self,
        item_id: int,
        group: str = "",
        **parts: str | int | date | None,
    ) -> None:
        """Keep parts of a decision, named as in `Decision`; nothing typed is refused.

        Args:
            item_id: The case on the agenda.
            group: Of `Store.writing`: one visit to the card is one Undo.
            **parts: What is to be different: `code`, `rationale`, `votes_for`, `next_review` …

        Raises:
            Refused: The case is no longer there, or the minutes are sealed.
        """
        if unknown := parts.keys() - FIELDS:
            raise Fault(f"A decision has no {', '.join(sorted(unknown))}.")
        with self._store.reading() as session:
            item = reading.item_row(session, item_id)
        ref = self._ref(item.episode_id)
        label = f"decision on {ref or f'Case {item.letter}'}"
        with self._store.writing(label, group=group) as session:
            item = reading.item_row(session, item_id)
            _refuse_sealed(session, item)
            row = _row(session, item_id) or self._begun(session, item, ref)
            for name, value in parts.items():
                if getattr(row, name) != value:
                    setattr(row, name, value)

    def _begun(self, session: Session, item: ItemTable, ref: str) -> DecisionTable:
        row = DecisionTable(
            **dict.fromkeys(_WORDS, ""),
            meeting_id=item.meeting_id, item_id=item.id, episode_id=item.episode_id,
            ref=ref, line_id=None, votes_for=None, votes_against=None,
            next_review=None, moved_id=None, review_id=None,
            at=self._clock.now().astimezone(UTC).replace(tzinfo=None), by=self._store.actor,
        )  # fmt: skip
        session.add(row)
        return row

    def _ref(self, episode_id: int | None) -> str:
        if episode_id is None:
            return ""
        return self._episodes.refs([episode_id]).get(episode_id, "")


def _row(session: Session, item_id: int) -> DecisionTable | None:
    return session.scalar(select(DecisionTable).where(DecisionTable.item_id == item_id))


def _refuse_sealed(session: Session, item: ItemTable) -> None:
    meeting = session.get(MeetingTable, item.meeting_id)
    if meeting is not None and meeting.state in _SEALED:
        raise Refused(
            "The minutes of this meeting are sealed.",
            next_step="Add a dated addendum to them instead.",
        )


def _decision(row: DecisionTable) -> Decision:
    return Decision(**{name: getattr(row, name) for name in _PARTS})


_PARTS = tuple(part.name for part in fields(Decision))
