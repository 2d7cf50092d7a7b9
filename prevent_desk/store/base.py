"""What every mapped class shares: one metadata, named constraints, words for its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, configure_mappers

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
        kind: What a hit opens, for its reader: "action".
        object_id: The primary key of what a hit opens; usually the row's own.
        title: The line a hit shows; weighs ten times its text.
        text: Everything else it should be found by.
    """

    kind: str
    object_id: int
    title: str
    text: str = ""


class Base(DeclarativeBase):
    """Base of every mapped class.

    A class says by what words a backup counts its rows in its table's info:
    `__table_args__ = ({"info": {"words": "actions"}},)`.

    A class that can be searched for overrides `search_entry`. One whose words are part of another
    row's entry (a criterion's, of its action's) names its foreign key to that row: `search_owner =
    "action_id"`; the owner's entry is made anew whenever the row comes, goes or changes.

    Foreign keys carry no ON DELETE action: the ORM deletes children itself, so that undo knows of
    them. Rows are written through mapped objects; a bulk statement in a labelled unit of work is a
    Fault.
    """

    metadata = MetaData(naming_convention=NAMES)

    search_owner: ClassVar[str] = ""

    def search_entry(self) -> Entry | None:
        """Return what the index holds of this row; None keeps it out of the index."""
        return None


def words_for(table: str) -> str | None:
    """Return the plural people know a table's rows by, or None where they are inner workings."""
    found = Base.metadata.tables.get(table)
    words = found.info.get("words") if found is not None else None
    return str(words) if words else None


def configure() -> None:
    """Work out how the imported mapped classes hang together, before the first query asks."""
    configure_mappers()
