"""Keep the full-text index in step with the rows, in the transaction that writes them.

The index is written here and not by triggers: a full-text row written by a trigger costs 1 ms, one
written by itself a tenth of it.

Places are given out downwards, so that the newest comes first: FTS5 goes backwards only by growing
a list for every page, and each growth locks and wipes memory (`cipher_memory_security`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapper, Session, class_mapper

from prevent_desk.store.base import Base, Entry
from prevent_desk.store.facts import table_names
from prevent_desk.store.raw import RawConnection
from prevent_desk.store.steps import Step, read, values_of
from prevent_desk.store.unit import UnitSession, unit_of

_BATCH = 500
_PUT_AT_ONCE = 50
"""With SQLCipher's locked memory a statement costs more than a row; of the full-text table, not."""

_PUT = "INSERT INTO search_entry(id, source, row_id, kind, object_id, title, body) VALUES "
_ONE = "(?, ?, ?, ?, ?, ?, ?)"
_CHANGE = "UPDATE search_entry SET kind = ?, object_id = ?, title = ?, body = ? WHERE id = ?"
_REMOVE = "DELETE FROM search_entry WHERE id = ?"
_INDEX = "INSERT INTO search_index(rowid, title, body) VALUES (?, ?, ?)"
_INDEX_PUT = (
    "INSERT INTO search_index(rowid, title, body) "
    "SELECT id, title, body FROM search_entry WHERE id BETWEEN ? AND ? ORDER BY id"
)
"""In order: FTS5 empties its hands whenever a place is below the last."""
_UNINDEX = "INSERT INTO search_index(search_index, rowid, title, body) VALUES ('delete', ?, ?, ?)"


def refresh(session: UnitSession, steps: Sequence[Step]) -> None:
    """Bring the index up to rows just written, and to the rows whose entries they are part of."""
    mapped = _mapped()
    written = {step.table for step in steps}
    made = {(step.table, row[0]) for step in steps if step.op == "insert" for row in step.rows}
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
    for table, ids in wanted.items():
        mapper = mapped[table]
        for batch in _batches(tuple(ids)):
            rows = _rows(session, mapper, batch)
            # A row made in this unit has its children in hand, or has not looked for them yet.
            older = [row for row_id, row in rows.items() if (table, row_id) not in made]
            _forget_collections(session, mapper, older, written)
            _write(session.raw, table, batch, _entries(rows))


def renew(session: Session, mapped: type[Base], ids: Sequence[int]) -> None:
    """Make the entries of rows anew whose words lie further away than in rows of their own.

    Such as the text of a file that several records hold. In a quiet unit only: what a labelled one
    writes is counted.
    """
    unit = unit_of(session)
    unit.flush()
    mapper = class_mapper(mapped)
    for batch in _batches(tuple(ids)):
        _write(unit.raw, _table(mapper), batch, _entries(_rows(unit, mapper, batch)))


def rebuild(session: UnitSession) -> None:
    """Make the whole index anew from the rows; after the tables or their entries changed."""
    session.raw.execute("INSERT INTO search_index(search_index) VALUES ('delete-all')")
    session.raw.execute("DELETE FROM search_entry")
    present = table_names(session.raw)
    for table, mapper in _mapped().items():
        if table in present and _has_entry(mapper):
            for batch in _batches(session.scalars(select(mapper.primary_key[0])).all()):
                _put(session.raw, table, _entries(_rows(session, mapper, batch)))
    # Three times as quick as row by row.
    session.raw.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")


def _rows(session: UnitSession, mapper: Mapper[Any], ids: Sequence[int]) -> dict[int, Any]:
    """Return the rows that there are, by key; those the session holds without asking again."""
    held = {
        row_id: session.identity_map.get(mapper.identity_key_from_primary_key((row_id,)))
        for row_id in ids
    }
    missing = [row_id for row_id, row in held.items() if row is None]
    if missing:
        key = mapper.primary_key[0]
        attribute = mapper.get_property_by_column(key).key
        for row in session.scalars(select(mapper.class_).where(key.in_(missing))):
            held[getattr(row, attribute)] = row
    return {row_id: row for row_id, row in held.items() if row is not None}


def _forget_collections(
    session: UnitSession, mapper: Mapper[Any], rows: Iterable[Any], written: set[str]
) -> None:
    """Let rows read their collections anew where a child may have come by its key alone."""
    links = [link.key for link in mapper.relationships if _table(link.mapper) in written]
    for row in rows:
        if stale := [link for link in links if link in row.__dict__]:
            session.expire(row, stale)


def _entries(rows: dict[int, Any]) -> dict[int, Entry]:
    made = ((row_id, row.search_entry()) for row_id, row in rows.items())
    return {row_id: entry for row_id, entry in made if entry is not None}


def _write(raw: RawConnection, table: str, ids: Sequence[int], entries: dict[int, Entry]) -> None:
    """Bring the entries of rows to what they are now; rows without one lose theirs."""
    kept = _kept(raw, table, ids)
    wanted = {i: (e.kind, e.object_id, e.title, e.text) for i, e in entries.items()}
    old = {i: row for i, row in kept.items() if row[1:] != wanted.get(i)}
    new = {i: row for i, row in wanted.items() if i not in kept}
    changed = {i: wanted[i] for i in old if i in wanted}
    _put(raw, table, {i: entries[i] for i in new}, indexed=True)
    # The index must be told the very words that it is to forget.
    gone = [(row[0], row[3], row[4]) for row in old.values()]
    raw.executemany(_UNINDEX, sorted(gone))
    raw.executemany(_REMOVE, [(row[0],) for i, row in old.items() if i not in wanted])
    raw.executemany(_CHANGE, [(*row, kept[i][0]) for i, row in changed.items()])
    raw.executemany(_INDEX, sorted((kept[i][0], *row[2:]) for i, row in changed.items()))


def _put(
    raw: RawConnection, table: str, entries: dict[int, Entry], *, indexed: bool = False
) -> None:
    """Write entries of rows that have none, before all there are; their words too if `indexed`."""
    if not entries:
        return
    (first,) = raw.execute("SELECT coalesce(min(id), 0) FROM search_entry").fetchone()
    placed = zip(range(first - len(entries), first), reversed(entries), strict=True)
    made = ((place, i, entries[i]) for place, i in placed)
    rows = [(place, table, i, e.kind, e.object_id, e.title, e.text) for place, i, e in made]
    for at in range(0, len(rows), _PUT_AT_ONCE):
        part = rows[at : at + _PUT_AT_ONCE]
        raw.execute(_PUT + ", ".join([_ONE] * len(part)), [value for row in part for value in row])
    if indexed:
        # They are there: words that stay inside the database are not handed over once more.
        raw.execute(_INDEX_PUT, (first - len(entries), first - 1))


_Kept = tuple[int, str, int, str, str]


def _kept(raw: RawConnection, table: str, ids: Sequence[int]) -> dict[int, _Kept]:
    """Return the entries there are, by row: their number, kind, object, title and text."""
    marks = ", ".join("?" * len(ids))
    columns = "row_id, id, kind, object_id, title, body"
    where = f"source = ? AND row_id IN ({marks})"
    rows = raw.execute(f"SELECT {columns} FROM search_entry WHERE {where}", (table, *ids))  # noqa: S608
    return {row[0]: row[1:] for row in rows.fetchall()}


def _owners(raw: RawConnection, step: Step, column: str) -> Iterator[int | None]:
    """Yield the keys of the rows whose entries hold words of this step's rows."""
    if column in step.columns:
        yield from values_of(step, column)
        return
    for row in step.rows:
        yield from read(raw, step.table, step.key, row[: len(step.key)], (column,)) or ()


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
