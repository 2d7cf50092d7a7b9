"""The one way to a database session: `Store.reading` and `Store.writing`.

There is one connection, so there is one unit of work at a time: threads wait for one another, and a
second unit inside a first is our mistake. Units are short; what takes long reads its records first.
"""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import DeskError, Fault
from prevent_desk.store import audit, changes, index
from prevent_desk.store.changes import Change, Group
from prevent_desk.store.errors import CannotUndo, said
from prevent_desk.store.raw import RawConnection
from prevent_desk.store.unit import UNKNOWN_TABLE, UnitSession, moment_text


class Store:
    """An open vault file; made by `engine.create_store` and `engine.open_store` only.

    Attributes:
        path: The file.
        vault_id: Which desk it is.
        revision: Of its tables, such as "0002".
        generation: Counts the write sessions of its life; rises with each that wrote something.
        saved_at: When something was last committed (UTC).
        clock: Tells the moment of every change.
        actor: The role of the key slot that opened it.
        chain_key: Seals the audit records.
        numbers: The highest primary key given out in this sitting, by table.
        known: What was read once, with the generation it holds for; see `UnitSession.once`.
        last_change: The newest change of this sitting, undo and redo included.
        before_writing: Called once, before the first byte is written; where it raises, nothing is.
        on_change: Called with every labelled change after its COMMIT, in the thread that made it,
            with the store free again; must not raise.
    """

    def __init__(
        self,
        raw: RawConnection,
        engine: Engine,
        path: Path,
        key: bytes,
        identity: tuple[str, str, int, str],
        clock: Clock,
        actor: str,
        forget: Callable[[], None],
        proof: Callable[[], None] | None = None,
    ) -> None:
        self.path = path
        self.vault_id, self.revision, self.generation, written_at = identity
        self.saved_at = datetime.fromisoformat(written_at)
        self.clock = clock
        self.actor = actor
        self.chain_key = audit.chain_key_of(raw, key)
        self.last_change: Change | None = None
        self.before_writing: Callable[[], None] | None = None
        self.on_change: list[Callable[[Change], None]] = []
        self.numbers: dict[str, int] = {}
        self.known: dict[str, tuple[int, Any]] = {}
        self._written: dict[str, int] = {}
        self._raw = raw
        self._engine = engine
        self._key = bytearray(key)
        self._forget = forget
        self._proof = proof
        self._lock = threading.RLock()
        self._busy = ""
        self._closed = False
        self._labels: tuple[Group | None, Group | None] | None = None

    def reading(self) -> AbstractContextManager[Session]:
        """Open a session that only reads; whatever it would write is a Fault."""
        return self._read(_caller(inspect.currentframe()))

    def writing(self, label: str | None, *, group: str = "") -> AbstractContextManager[Session]:
        """Open a unit of work; it commits when the block ends, and leaves nothing if it raises.

        Args:
            label: What a person did, in words for "Undo …": "progress of O2-01". None is quiet: for
                drafts, settings and notes of the audit; cannot be undone and tells no one.
            group: Consecutive changes of one group undo together, such as the autosaves of one
                visit to a field; give each visit a group of its own. Empty: by itself.

        Raises:
            Refused: The disk is full or did not take it; nothing was written.
            Damaged: A page of the file is not what was written there.
        """
        return self._write(label, group, _caller(inspect.currentframe()))

    def note(
        self, action: str, object_type: str = "", object_id: str | int = "", **detail: object
    ) -> None:
        """Write one audit record in a unit of work of its own; see `audit.note`."""
        with self._write(None, "", "Store.note") as session:
            audit.note(session, action, object_type, object_id, detail)

    def prove(self) -> None:
        """Wait until every page has been proved whole.

        Raises:
            Damaged: A page is not what was written there; the same each time it is asked.
        """
        if self._proof is not None:
            self._proof()
            self._proof = None

    def written_last(self, tables: frozenset[str] = frozenset()) -> int:
        """Return the generation that was the last to write to one of some tables, or to any."""
        if not tables:
            return self.generation
        # Of a unit whose tables nobody knows, any may have been written.
        return max(self._written.get(table, 0) for table in (*tables, UNKNOWN_TABLE))

    def ready(self) -> None:
        """Make sure that the file may be written to; everything that writes asks for it first.

        Raises:
            Damaged: A page is not what was written there.
            Refused: What has to be done before the first write could not be done.
        """
        self.prove()
        with self._lock:
            if self.before_writing is not None:
                self.before_writing()
                self.before_writing = None

    def undo_label(self) -> str | None:
        """Return what Undo would take back, or None."""
        group = self._groups()[0]
        return group.label if group else None

    def redo_label(self) -> str | None:
        """Return what Redo would bring back, or None."""
        group = self._groups()[1]
        return group.label if group else None

    def undo(self) -> Change:
        """Take the newest change, or group of changes, back.

        Raises:
            CannotUndo: There is none, or what it wrote has changed since; nothing was changed.
        """
        return self._step_back(0, changes.undo)

    def redo(self) -> Change:
        """Bring back what was undone last.

        Raises:
            CannotUndo: There is none, or what it wrote has changed since; nothing was changed.
        """
        return self._step_back(1, changes.redo)

    def close_history(self) -> None:
        """Make everything so far past undoing; for a desk that is handed over filled."""
        with self._write(None, "", "Store.close_history"):
            changes.close_history(self._raw)
        with self._lock:
            self._labels = None

    @contextmanager
    def exclusively(self, purpose: str) -> Iterator[Any]:
        """Hold the store and yield the driver's connection; for backup and upgrade."""
        self.ready()
        with self._alone(purpose):
            yield self._raw

    def was_upgraded(self, identity: tuple[str, str, int, str]) -> None:
        """Take note of the revision and generation after an upgrade."""
        _, self.revision, self.generation, written_at = identity
        self.saved_at = datetime.fromisoformat(written_at)

    @property
    def is_open(self) -> bool:
        """Whether it can still be read and written."""
        return not self._closed

    @property
    def sa_engine(self) -> Engine:
        """The SQLAlchemy engine; for upgrade."""
        return self._engine

    @property
    def key(self) -> bytes:
        """The data key; for backup."""
        return bytes(self._key)

    def close(self) -> None:
        """Close the file and forget the key; closing twice does nothing.

        Raises:
            Fault: A unit of work of this thread is still open.
        """
        with self._lock:
            if self._busy:
                raise Fault(f"The store was closed inside {self._busy}.")
            self._closed = True
            with suppress(DeskError):
                # A check under way reads the file that is about to be let go of.
                self.prove()
            self._forget()
            # The best Python can do; a full lock ends the process.
            self._key[:] = bytes(len(self._key))
            self.chain_key = b""
            self.known.clear()
            self.on_change.clear()

    @contextmanager
    def _read(self, who: str) -> Iterator[Session]:
        with (
            self._alone(who),
            self._told(),
            UnitSession(self._engine, self, self._raw, writable=False) as session,
        ):
            yield session
            if session.new or session.deleted or session.dirty:
                raise Fault(f"{who} changed rows inside Store.reading.")

    @contextmanager
    def _write(self, label: str | None, group: str, who: str) -> Iterator[Session]:
        self.ready()
        with (
            self._alone(label or who),
            self._told(),
            UnitSession(self._engine, self, self._raw, writable=True, label=label) as session,
        ):
            before = self._total_changes(session)
            yield session
            change = self._finish(session, group, before)
        self._announce(change)

    def _finish(self, session: UnitSession, group: str, before: int) -> Change | None:
        """Flush, keep what was done for undo, audit and index, and commit."""
        session.flush()
        written = self._raw.total_changes - before - session.own_writes
        change = None
        if session.label is not None:
            if not session.capture.rows() <= written <= session.capture.flushed:
                raise Fault(f"{session.label!r} wrote rows that undo does not know of.")
            change = changes.record(session, session.label, group)
        elif session.capture.steps:
            index.refresh(session, session.capture.steps)
        tables = {step.table for step in session.capture.steps} | session.stated
        if written > session.capture.flushed and not session.stated:
            tables.add(UNKNOWN_TABLE)
        self._commit(session, before, tables)
        if change is not None:
            self._labels = None
        return change

    def _commit(self, session: UnitSession, before: int, tables: Iterable[str]) -> None:
        if self._raw.total_changes == before:
            # At most a table was made; what nobody wrote makes no generation.
            session.finish()
            return
        now = self.clock.now()
        self._raw.execute(
            "UPDATE desk SET generation = generation + 1, written_at = ?", (moment_text(now),)
        )
        session.finish()
        self.generation += 1
        self._written.update(dict.fromkeys(tables, self.generation))
        self.saved_at = now.astimezone(UTC)

    def _total_changes(self, session: UnitSession) -> int:
        # Begins the transaction: the units of work that fail at BEGIN fail before their first line.
        session.connection()
        return int(self._raw.total_changes)

    def _groups(self) -> tuple[Group | None, Group | None]:
        known = self._labels
        if known is not None:
            # A window that shows the name of the next Undo must not wait for an import to end.
            return known
        with self._lock:
            self._labels = changes.undoable(self._raw), changes.redoable(self._raw)
            return self._labels

    def _step_back(self, which: int, step: Callable[[UnitSession, Group], Change]) -> Change:
        self.ready()
        with self._alone("Redo" if which else "Undo"), self._told():
            group = self._groups()[which]
            if group is None:
                raise CannotUndo.nothing(redo=bool(which))
            with UnitSession(self._engine, self, self._raw, writable=True) as session:
                before = self._total_changes(session)
                change = step(session, group)
                try:
                    self._commit(session, before, {table for table, _key in change.touched})
                except IntegrityError:
                    raise CannotUndo.depended_on(group.label, redo=bool(which)) from None
            self._labels = None
        self._announce(change)
        return change

    @contextmanager
    def _alone(self, who: str) -> Iterator[None]:
        """Wait for the other threads, and refuse a unit of work inside another."""
        with self._lock:
            if self._busy:
                raise Fault(f"{who} was begun inside {self._busy}: one unit of work at a time.")
            if self._closed:
                raise Fault(f"{who} was begun after the store was closed.")
            self._busy = who
            try:
                yield
            finally:
                self._busy = ""
                if self._raw.in_transaction:
                    # A COMMIT that a foreign key refuses leaves its transaction open, and
                    # SQLAlchemy takes it for ended.
                    self._raw.execute("ROLLBACK")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what the disk did in our words; the driver's own may hold case data."""
        try:
            yield
        except DBAPIError as error:
            words = said(error.orig, self.saved_at) if error.orig else None
            if words is None:
                raise
            raise words from None
        except Exception as error:
            words = said(error, self.saved_at)
            if words is None:
                raise
            raise words from None

    def _announce(self, change: Change | None) -> None:
        if change is None:
            return
        self.last_change = change
        for listener in tuple(self.on_change):
            listener(change)


def _caller(frame: FrameType | None) -> str:
    """Return the function that asked for a unit of work, for the Fault that names it."""
    asking = frame.f_back if frame else None
    if asking is None:
        return "a unit of work"
    return f"{asking.f_globals.get('__name__', '?')}.{asking.f_code.co_qualname}"


__all__ = ["Change", "Store"]
