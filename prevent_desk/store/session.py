"""The one way to a database session: `Store.reading` and `Store.writing`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Change:
    """A finished change, as those who show the store are told of it.

    Attributes:
        seq: Its number; rises with every change, undo and redo.
        label: What was done, in the words of "Undo …".
        at: When it was committed (UTC).
        by: The key slot's role that did it.
        kind: "do", "undo" or "redo".
        touched: Table and primary key of every row it touched.
    """

    seq: int
    label: str
    at: datetime
    by: str
    kind: str
    touched: frozenset[tuple[str, object]]


class Store:
    """An open vault file; made by `engine.create_store` and `engine.open_store` only."""

    path: Path
    vault_id: str
    revision: str
    generation: int
    saved_at: datetime
    last_change: Change | None
    on_change: list[Callable[[Change], None]]

    def reading(self) -> AbstractContextManager[Session]:
        """Open a session that only reads."""
        raise NotImplementedError

    def writing(self, label: str | None, *, group: str = "") -> AbstractContextManager[Session]:
        """Open a unit of work; it commits when the block ends, and leaves nothing if it raises."""
        raise NotImplementedError

    def undo_label(self) -> str | None:
        """Return what Undo would take back, or None."""
        raise NotImplementedError

    def redo_label(self) -> str | None:
        """Return what Redo would bring back, or None."""
        raise NotImplementedError

    def undo(self) -> Change:
        """Take the newest change, or group of changes, back."""
        raise NotImplementedError

    def redo(self) -> Change:
        """Bring back what was undone last."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the file and forget the key."""
        raise NotImplementedError
