"""One unit of work: a session that only the store commits, and that sees every row it writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

from sqlalchemy import Engine, Table, event, insert
from sqlalchemy.orm import (
    Mapper,
    ORMExecuteState,
    Session,
    UOWTransaction,
    object_mapper,
    object_session,
)

from prevent_desk.core.errors import Fault
from prevent_desk.store.base import Base
from prevent_desk.store.capture import Capture
from prevent_desk.store.raw import RawConnection

if TYPE_CHECKING:
    from prevent_desk.store.session import Store

Answer = TypeVar("Answer")
UNKNOWN_TABLE = ""
"""Stands for whatever a statement wrote that does not say where."""


class UnitSession(Session):
    """The session inside `Store.reading` and `Store.writing`.

    Attributes:
        store: Whose it is.
        raw: The driver's connection, in the transaction of this session.
        writable: False in `Store.reading`.
        label: What a person did; None for quiet writing.
        capture: The rows written so far.
        own_writes: Rows that the store itself wrote meanwhile: notes of the audit.
        stated: Tables that statements of a quiet unit wrote to, past the mapped objects.
    """

    def __init__(
        self,
        engine: Engine,
        store: Store,
        raw: RawConnection,
        *,
        writable: bool,
        label: str | None = None,
    ) -> None:
        # Objects stay readable after the unit ends; nothing refreshes them behind the scenes.
        super().__init__(engine, expire_on_commit=False)
        self.store = store
        self.raw = raw
        self.writable = writable
        self.label = label
        self.capture = Capture(raw)
        self.own_writes = 0
        self.stated: set[str] = set()
        self._numbered: set[str] = set()

    def commit(self) -> NoReturn:
        """Refuse: the store commits when the block ends.

        Raises:
            Fault: Always.
        """
        raise Fault("Only the store commits; leave the block of Store.writing to save.")

    def begin_nested(self) -> NoReturn:
        """Refuse: rows taken back to a savepoint would stay in the history of changes.

        Raises:
            Fault: Always.
        """
        raise Fault("A unit of work has no savepoints.")

    def number(self, table: str, column: str) -> int:
        """Return the next free number of a table."""
        if table not in self._numbered:
            (last,) = self.raw.execute(f'SELECT max("{column}") FROM "{table}"').fetchone()  # noqa: S608
            self._numbered.add(table)
            self.store.numbers[table] = max(last or 0, self.store.numbers.get(table, 0))
        self.store.numbers[table] += 1
        return self.store.numbers[table]

    def put(self, mapped: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Put many new rows in at once: what is added as objects takes twice as long.

        Undo, search and the audit know of them as of any others. Their numbers are given here.

        Args:
            mapped: What they are rows of.
            rows: Values by column, the same columns in each, without the number.
        """
        table = cast("Table", mapped.__table__)
        (key,) = table.primary_key.columns
        if not self.writable:
            raise Fault("Nothing can be written inside Store.reading.")
        if not rows:
            return
        self.flush()
        numbered = [{key.name: self.number(table.name, key.name), **row} for row in rows]
        self.connection().execute(insert(table), numbered)
        self.capture.put(table, [(row[key.name],) for row in numbered])

    def once(
        self, what: str, read: Callable[[Session], Answer], of: frozenset[str] = frozenset()
    ) -> Answer:
        """Return what was read before, for as long as nothing has been written since.

        A unit that writes reads anew: what it has changed so far is seen by it alone.

        Args:
            what: The name it is known by, such as "contacts.known".
            read: Reads it; nobody may change what it answers.
            of: The tables it is read from, all of them: what is written elsewhere leaves it as it
                is. Empty: anything written does away with it.
        """
        if self.writable:
            return read(self)
        known = self.store.known
        if known.get(what, (-1,))[0] < self.store.written_last(of):
            known[what] = self.store.generation, read(self)
        answer: Answer = known[what][1]
        return answer

    def finish(self) -> None:
        """Commit; for the store only."""
        super().commit()


def unit_of(session: Session) -> UnitSession:
    """Return a session as the store's own.

    Raises:
        Fault: It was made elsewhere.
    """
    if not isinstance(session, UnitSession):
        raise Fault("This session does not come from Store.reading or Store.writing.")
    return session


def moment_text(moment: datetime) -> str:
    """Return a moment as the store keeps it: ISO 8601 in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@event.listens_for(UnitSession, "before_flush")
def _refuse_in_reading(session: UnitSession, _context: UOWTransaction, _objects: object) -> None:
    if not session.writable and (session.new or session.deleted or session.dirty):
        raise Fault("Nothing can be written inside Store.reading.")


@event.listens_for(UnitSession, "before_flush")
def _number(session: UnitSession, _context: UOWTransaction, _objects: object) -> None:
    """Give new rows their numbers here.

    Rows with numbers go in together; one by one, each asking back for its number, 40,000 take 12 s.
    A number is not given again in the same sitting, even when its row was undone.
    """
    for row in session.new:
        mapper: Mapper[Any] = object_mapper(row)
        column = getattr(mapper.local_table, "autoincrement_column", None)
        if column is None:
            continue
        attribute = mapper.get_property_by_column(column).key
        if getattr(row, attribute) is None:
            setattr(row, attribute, session.number(column.table.name, column.name))


@event.listens_for(UnitSession, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    session = state.session
    if state.is_select or not isinstance(session, UnitSession):
        return
    if not (state.is_insert or state.is_update or state.is_delete):
        session.stated.add(UNKNOWN_TABLE)
        return
    if not session.writable or session.label is not None:
        # Undo would not know of its rows.
        raise Fault("A change that has a label is written through mapped objects only.")
    session.stated.add(getattr(getattr(state.statement, "table", None), "name", UNKNOWN_TABLE))


@event.listens_for(UnitSession, "after_flush")
def _take_after(session: UnitSession, _context: UOWTransaction) -> None:
    session.capture.after_flush()


@event.listens_for(Mapper, "after_insert")
def _inserted(mapper: Mapper[Any], _connection: object, target: object) -> None:
    if isinstance(session := object_session(target), UnitSession):
        session.capture.inserted(mapper, target)


@event.listens_for(Mapper, "before_update")
def _updating(mapper: Mapper[Any], _connection: object, target: object) -> None:
    if isinstance(session := object_session(target), UnitSession):
        session.capture.updating(mapper, target)


@event.listens_for(Mapper, "before_delete")
def _deleting(mapper: Mapper[Any], _connection: object, target: object) -> None:
    if isinstance(session := object_session(target), UnitSession):
        session.capture.deleting(mapper, target)
