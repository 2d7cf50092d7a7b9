"""The driver's connection as this room uses it; the driver itself comes without types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol


class RawCursor(Protocol):
    """Rows of one statement."""

    @property
    def lastrowid(self) -> int:
        """Key of the row inserted last."""
        ...

    def fetchone(self) -> Any:  # noqa: ANN401 - a tuple of SQLite's values, or None
        """Return the next row."""
        ...

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class RawConnection(Protocol):
    """A connection of `sqlcipher3.dbapi2`, in autocommit: transactions are begun by name."""

    @property
    def total_changes(self) -> int:
        """Rows written since it was opened, those of triggers and foreign keys included."""
        ...

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        ...

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> RawCursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Sequence[object]], /) -> RawCursor:
        """Run one statement for each row of parameters."""
        ...

    def executescript(self, script: str, /) -> RawCursor:
        """Run several statements."""
        ...

    def backup(self, target: RawConnection, /) -> None:
        """Copy every page into another connection."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...
