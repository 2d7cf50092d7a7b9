"""What every mapped class of the desk shares: one metadata, named constraints, words for its rows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

# Batch migrations drop a constraint without a name, and with no more than a warning.
NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the search index holds of one record.

    Attributes:
        kind: What it is, for the reader of a hit: "action".
        object_id: Its primary key.
        title: The line a hit shows; weighs ten times its text.
        text: Everything else it should be found by.
    """

    kind: str
    object_id: int
    title: str
    text: str = ""


class Base(DeclarativeBase):
    """Base of every mapped class.

    A class says how many of it a backup holds by words in its table's info:
    `__table_args__ = {"info": {"words": "actions"}}`.

    A class that can be searched for overrides `search_entry`; one whose words belong to another
    record's entry (a criterion to its action) overrides `search_owner`.

    Foreign keys carry no ON DELETE action: the ORM deletes children itself, so that undo knows of them.
    """

    metadata = MetaData(naming_convention=NAMES)

    def search_entry(self) -> Entry | None:
        """Return what the index holds of this row; None keeps it out of the index."""
        return None

    def search_owner(self) -> Base | None:
        """Return the row whose entry must be made anew when this one changes."""
        return None


def words_for(table: str, metadata: MetaData | None = None) -> str | None:
    """Return the plural that a person knows a table's rows by, or None where they are inner workings."""
    found = (metadata or Base.metadata).tables.get(table)
    words = found.info.get("words") if found is not None else None
    return str(words) if words else None
