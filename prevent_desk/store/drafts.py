"""Words that are typed but not yet committed: kept inside the vault, brought back after a lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from prevent_desk.store.session import Store


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
        raise NotImplementedError

    def get(self, key: str) -> Draft | None:
        """Return kept words."""
        raise NotImplementedError

    def take(self, key: str) -> Draft | None:
        """Return kept words and forget them."""
        raise NotImplementedError

    def all(self) -> dict[str, Draft]:
        """Return everything kept, oldest first."""
        raise NotImplementedError
