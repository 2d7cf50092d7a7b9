"""Who told, looked at on purpose, and what they were told of it in turn."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.records import Referrer
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.tables import ReferrerTable
from prevent_desk.store import audit
from prevent_desk.store.session import Store


class Referrers:
    """Opens what stands apart, and logs feedback to it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open(self, episode_id: int) -> Referrer:
        """Return who told, and write into the audit trail that they were looked at.

        Raises:
            Refused: The referral is no longer there.
        """
        query = select(ReferrerTable).where(ReferrerTable.episode_id == episode_id)
        with self._store.writing(None) as session:
            ref = reading.episode_row(session, episode_id).ref
            row = session.scalar(query)
            audit.note(session, "referrer looked at", "referral", episode_id, {"ref": ref})
            return reading.referrer(row) if row is not None else Referrer()

    def tell(self, episode_id: int, on: date, words: str) -> None:
        """Log that the referrer was told of the outcome.

        Args:
            episode_id: The referral.
            on: The day they were told.
            words: What they were told.

        Raises:
            Refused: Nothing is said of what they were told, or nobody is recorded who told.
        """
        if not words.strip():
            raise Refused("What they were told is missing.", next_step="One line is enough.")
        query = select(ReferrerTable).where(ReferrerTable.episode_id == episode_id)
        with self._store.reading() as session:
            ref = reading.episode_row(session, episode_id).ref
        with self._store.writing(f"feedback to the referrer of {ref}") as session:
            row = session.scalar(query)
            if row is None:
                raise Refused("Nobody is recorded who told.", next_step="Add them first.")
            row.told_on, row.told = on, words.strip()
