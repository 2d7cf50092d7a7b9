"""Words that are typed but not yet committed: kept inside the vault, brought back after a lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from prevent_desk.store.session import Store
from prevent_desk.store.tables import DRAFT
from prevent_desk.store.unit import moment_text


@dataclass(frozen=True, slots=True)
class Draft:
    """Words being typed, where the cursor stood, and when they were kept (UTC)."""

    text: str
    cursor: int
    at: datetime


class Drafts:
    """The drafts of a store, by key ("plan.action.14.text")."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, key: str, text: str, cursor: int = 0) -> None:
        """Keep words in place of those kept before; empty text forgets them."""
        with self._store.writing(None) as session:
            if not text:
                session.execute(delete(DRAFT).where(DRAFT.c.key == key))
                return
            row = {"body": text, "cursor": cursor, "at": moment_text(self._store.clock.now())}
            statement = insert(DRAFT).values(key=key, **row)
            session.execute(statement.on_conflict_do_update(index_elements=["key"], set_=row))

    def get(self, key: str) -> Draft | None:
        """Return kept words."""
        with self._store.reading() as session:
            row = session.execute(_ROWS.where(DRAFT.c.key == key)).first()
        return _draft(*row[1:]) if row else None

    def take(self, key: str) -> Draft | None:
        """Return kept words and forget them."""
        with self._store.writing(None) as session:
            row = session.execute(_ROWS.where(DRAFT.c.key == key)).first()
            session.execute(delete(DRAFT).where(DRAFT.c.key == key))
        return _draft(*row[1:]) if row else None

    def all(self) -> dict[str, Draft]:
        """Return everything kept, oldest first."""
        with self._store.reading() as session:
            rows = session.execute(_ROWS.order_by(DRAFT.c.at, DRAFT.c.key)).all()
        return {row[0]: _draft(*row[1:]) for row in rows}


_ROWS = select(DRAFT.c.key, DRAFT.c.body, DRAFT.c.cursor, DRAFT.c.at)


def _draft(text: str, cursor: int, at: str) -> Draft:
    return Draft(text, cursor, datetime.fromisoformat(at))
