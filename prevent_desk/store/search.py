"""Find records by their words: a full-text index inside the vault.

It follows every row written through a mapped class, in the same transaction, undo included. Accents
and case do not matter; every word typed counts as the start of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapper, Session

from prevent_desk.store.base import Base, Entry
from prevent_desk.store.raw import RawConnection
from prevent_desk.store.steps import Step, read, values_of
from prevent_desk.store.unit import UnitSession, unit_of

_WORD = re.compile(r"\w+")
_MOST_WORDS = 24
_BATCH = 500

_UPSERT = """
INSERT INTO search_entry(source, row_id, kind, object_id, title, body) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT(source, row_id) DO UPDATE SET
  kind = excluded.kind, object_id = excluded.object_id, title = excluded.title, body = excluded.body
WHERE (kind, object_id, title, body)
  IS NOT (excluded.kind, excluded.object_id, excluded.title, excluded.body)
"""

_FIND = """
SELECT e.kind, e.object_id, e.title, snippet(search_index, -1, '', '', '…', 16)
FROM search_index JOIN search_entry AS e ON e.id = search_index.rowid
WHERE search_index MATCH ? AND (? = '' OR e.kind = ?)
ORDER BY bm25(search_index, 10.0, 1.0), e.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found, and the words around what was found."""

    kind: str
    object_id: int
    title: str
    snippet: str


def find(session: Session, text: str, limit: int = 20, kind: str = "") -> list[Hit]:
    """Return records that hold every word typed, or words that start so; best first.

    Args:
        session: One of `Store.reading` or `Store.writing`.
        text: Anything a person types; signs mean nothing, and no words find nothing.
        limit: Most hits returned.
        kind: Only hits of this kind; empty for all.
    """
    query = _query(text)
    if not query:
        return []
    rows = unit_of(session).raw.execute(_FIND, (query, kind, kind, limit)).fetchall()
    return [Hit(*row) for row in rows]


def refresh(session: UnitSession, steps: Sequence[Step]) -> None:
    """Bring the index up to rows just written, and to the rows whose entries they are part of."""
    mapped = _mapped()
    wanted: dict[str, dict[int, None]] = {}
    for step in steps:
        mapper = mapped.get(step.table)
        if mapper is None:
            continue
        if _has_entry(mapper):
            wanted.setdefault(step.table, {}).update(dict.fromkeys(row[0] for row in step.rows))
        column = mapper.class_.search_owner
        if column:
            owners = wanted.setdefault(_owner_table(mapper, column), {})
            found = _owners(session.raw, step, column)
            owners.update(dict.fromkeys(owner for owner in found if owner is not None))
    made = {(step.table, row[0]) for step in steps if step.op == "insert" for row in step.rows}
    for table, ids in wanted.items():
        for batch in _batches(tuple(ids)):
            _index(session, mapped[table], batch, made)


def rebuild(session: UnitSession) -> None:
    """Make the whole index anew from the rows; after the tables or their entries changed."""
    session.raw.execute("DELETE FROM search_entry")
    for mapper in _mapped().values():
        if _has_entry(mapper):
            ids = session.scalars(select(mapper.primary_key[0])).all()
            for batch in _batches(ids):
                _index(session, mapper, batch, set())


def _index(
    session: UnitSession, mapper: Mapper[Any], ids: Sequence[int], made: set[tuple[str, int]]
) -> None:
    """Make the entries of rows anew; rows that are gone, or have no entry now, lose theirs.

    Args:
        session: The unit of work, flushed.
        mapper: Of the rows' class.
        ids: Their primary keys.
        made: Rows inserted in this unit, by table and key.
    """
    table = _table(mapper)
    key = mapper.primary_key[0]
    attribute = mapper.get_property_by_column(key).key
    found = session.scalars(select(mapper.class_).where(key.in_(ids))).all()
    put: dict[int, Entry] = {}
    for row in found:
        row_id = getattr(row, attribute)
        if (table, row_id) not in made:
            # A collection read earlier in this unit may lack a child that came by its key alone.
            session.expire(
                row, [link.key for link in mapper.relationships if link.key in row.__dict__]
            )
        if (entry := row.search_entry()) is not None:
            put[row_id] = entry
    raw = session.raw
    gone = [(table, row_id) for row_id in ids if row_id not in put]
    raw.executemany("DELETE FROM search_entry WHERE source = ? AND row_id = ?", gone)
    raw.executemany(
        _UPSERT,
        [(table, i, e.kind, e.object_id, e.title, e.text) for i, e in put.items()],
    )


def _owners(raw: RawConnection, step: Step, column: str) -> Iterator[int | None]:
    """Yield the keys of the rows whose entries hold words of this step's rows."""
    if column in step.columns:
        yield from values_of(step, column)
        return
    for row in step.rows:
        yield from read(raw, step.table, step.key, row[: len(step.key)], (column,)) or ()


def _query(text: str) -> str:
    """Return what was typed as a full-text query: each word quoted, so that none is an operator."""
    words = _WORD.findall(text)[:_MOST_WORDS]
    return " ".join(f'"{word}"*' for word in words)


def _mapped() -> dict[str, Mapper[Any]]:
    """Return the mapped classes loaded so far, by table."""
    return {_table(mapper): mapper for mapper in Base.registry.mappers}


def _table(mapper: Mapper[Any]) -> str:
    return str(mapper.local_table.description)


def _has_entry(mapper: Mapper[Any]) -> bool:
    return mapper.class_.search_entry is not Base.search_entry


def _owner_table(mapper: Mapper[Any], column: str) -> str:
    (key,) = mapper.local_table.columns[column].foreign_keys
    return str(key.column.table.description)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
