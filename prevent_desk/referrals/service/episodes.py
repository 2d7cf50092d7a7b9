"""Referrals as they stand: read one, and who told it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from prevent_desk.core.clock import Clock
from prevent_desk.referrals.model.records import Episode, Referrer
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.tables import EpisodePersonTable, EpisodeTable, ReferrerTable
from prevent_desk.store.session import Store

_WHOLE = (
    joinedload(EpisodeTable.people).joinedload(EpisodePersonTable.person),
    selectinload(EpisodeTable.moves),
)


class Episodes:
    """Reads and changes referrals; one act is one undo."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._viewed: set[int] = set()

    def episode(self, episode_id: int) -> Episode:
        """Return a referral without its referrer.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            # Its people and moves come with it: asked for one by one they cost as much again each.
            session.get(EpisodeTable, episode_id, options=_WHOLE)
            return reading.episode(session, reading.episode_row(session, episode_id))

    def note_viewed(self, episode_id: int, ref: str) -> None:
        """Record in the audit trail that a referral was looked at, once in a sitting."""
        if episode_id not in self._viewed:
            self._store.note("viewed", "referral", episode_id, ref=ref)
            self._viewed.add(episode_id)

    def find(self, ref: str) -> int | None:
        """Return the key of a referral by its reference."""
        with self._store.reading() as session:
            return session.scalar(select(EpisodeTable.id).where(EpisodeTable.ref == ref))

    def refs(self, episode_ids: Iterable[int]) -> dict[int, str]:
        """Return the references of some referrals by their keys; without what is not there."""
        query = select(EpisodeTable.id, EpisodeTable.ref).where(EpisodeTable.id.in_(episode_ids))
        with self._store.reading() as session:
            return {row.id: row.ref for row in session.execute(query)}

    def is_there(self, episode_id: int) -> bool:
        """Return whether there is such a referral."""
        with self._store.reading() as session:
            return session.get(EpisodeTable, episode_id) is not None

    def count(self) -> int:
        """Return how many referrals and calls for advice there are."""
        with self._store.reading() as session:
            return session.scalar(select(func.count(EpisodeTable.id))) or 0

    def referrer(self, episode_id: int) -> Referrer:
        """Return who told; for the referral's own tab only, never for a list or a paper."""
        query = select(ReferrerTable).where(ReferrerTable.episode_id == episode_id)
        with self._store.reading() as session:
            row = session.scalar(query)
            return reading.referrer(row) if row is not None else Referrer()
