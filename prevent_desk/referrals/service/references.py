"""References, each given once: not even Undo lets one be given again."""

from __future__ import annotations

from sqlalchemy import select

from prevent_desk.core import refs
from prevent_desk.referrals.tables import EpisodeTable
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

_GIVEN = "referrals/refs_given"
"""The highest number given in each year."""


def give(store: Store, year: int) -> str:
    """Return the next reference of a year; called outside a unit of work, for it keeps its own."""
    settings = Settings(store)
    given = settings.get(_GIVEN, {})
    query = select(EpisodeTable.ref).where(EpisodeTable.ref.startswith(f"PD-{year}-"))
    with store.reading() as session:
        following = refs.parse(refs.following(year, session.scalars(query)))
    free = following[1] if following else 1
    number = max(free, given.get(str(year), 0) + 1)
    settings.put(_GIVEN, {**given, str(year): number})
    return refs.make(year, number)
