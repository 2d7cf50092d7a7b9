"""Open the encrypted file: the only module that connects to a database.

The recipe, and the trial behind each of its lines, is SECURITY 3.2: a raw key without salt part,
one file after each commit (TRUNCATE and EXTRA), no spill of unfinished pages, recovery before the
page check, every setting read back.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool

from prevent_desk.core.clock import Clock
from prevent_desk.core.disk import sync_folder
from prevent_desk.core.errors import Fault
from prevent_desk.store import first_page, schema
from prevent_desk.store.errors import (
    AlreadyThere,
    FileReadOnly,
    NewerThanProgram,
    NotSaved,
    NotThisDesk,
    OpenElsewhere,
    OtherDesk,
    PagesDamaged,
    said,
)
from prevent_desk.store.facts import identity_of
from prevent_desk.store.raw import RawConnection
from prevent_desk.store.session import Store
from prevent_desk.store.unit import moment_text
from prevent_desk.workers.beside import Beside

APPLICATION_ID = 0x50444B31
"""Marks the file as ours inside its encrypted header: "PDK1"."""

KEY_BYTES = 32

_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("cache_spill", "OFF", 0),
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("recursive_triggers", "ON", 1),
)
"""Name, value set, value that must read back."""

BEFORE_KEY: tuple[tuple[str, str], ...] = (
    ("cipher_log_level", "NONE"),
    ("cipher_memory_security", "1"),
)
"""What is set before the key is given: a wrong one would print lines to standard error."""

_CIPHER: tuple[tuple[str, object], ...] = (
    ("cipher_page_size", str(first_page.PAGE)),
    ("cipher_use_hmac", "1"),
    ("cipher_hmac_algorithm", "HMAC_SHA512"),
    ("cipher_plaintext_header_size", "0"),
)

_ROWS_AT_ONCE = 50

DriverError: type[Exception] = driver.Error
"""What the driver raises; for the modules of this room that must say it in words."""

Mode = Literal["rw", "rwc", "ro"]

_held: set[tuple[int, int]] = set()
"""Files that this process has open, by device and number; see `first_page.check`."""


def create_store(path: Path, key: bytes, vault_id: str, clock: Clock, actor: str) -> Store:
    """Make a new, empty vault file and open it.

    It is made under another name and gets its own only when it is whole.

    Raises:
        AlreadyThere: The name is taken.
        DiskFull: Nothing is left of the attempt; likewise with the others.
        FileReadOnly: The folder cannot be written.
        NotSaved: The disk did not take it.
    """
    if path.exists():
        raise AlreadyThere
    making = path.with_name(path.name + ".new")
    remove(making)
    try:
        _make(making, key, vault_id, clock)
        making.rename(path)
        sync_folder(path.parent)
    except OSError:
        raise FileReadOnly from None
    finally:
        remove(making)
    store = open_store(path, key, vault_id, clock, actor)
    try:
        store.note("desk made")
    except BaseException:
        store.close()
        raise
    return store


def open_store(
    path: Path,
    key: bytes,
    vault_id: str,
    clock: Clock,
    actor: str,
    *,
    before_upgrade: Callable[[Store], object] | None = None,
    patience_s: float = 1.0,
    check_beside: bool = False,
) -> Store:
    """Open a vault file by its raw 32-byte key, check every page and bring it to this version.

    Args:
        path: The file.
        key: The data key that a slot gave.
        vault_id: The desk that the slot file says it is.
        clock: Tells the moment of every change.
        actor: The role of the slot, for audit and history; never a person's name.
        before_upgrade: Called with the still old store when its tables must change; take the
            verified backup here. Whatever it raises stops the upgrade.
        patience_s: How long to wait for another process to let go of the file.
        check_beside: Return while the pages are still being checked. Whatever is read is sealed
            page by page; nothing is written before all of them are proved (`Store.prove`).

    Raises:
        DeskError: One of `store.errors`, each its own case, with nothing changed on disk.
    """
    refuse_if_held(path)
    first_page.check(path, key)
    raw = connect(path, key, "rw", patience_s)
    place = _place(path)
    _held.add(place)
    try:
        # An upgrade builds on what it reads, so it waits for the check.
        proof = _check_beside(path, key) if check_beside and _is_newest(raw) else None
        if proof is None:
            check_pages(raw)
        identity = _identity(raw, vault_id)
        _refuse_unwritable(raw, path)
        engine = _engine(raw)

        def forget() -> None:
            engine.dispose()
            # The pool knows nothing of a connection that nobody has asked it for yet.
            raw.close()
            _held.discard(place)

        store = Store(raw, engine, path, key, identity, clock, actor, forget, proof)
    except BaseException as error:
        raw.close()
        _held.discard(place)
        _raise_said(error)
        raise
    if store.revision != schema.revisions()[-1]:
        _upgrade(store, before_upgrade)
    return store


def connect(path: Path, key: bytes, mode: Mode, patience_s: float = 0.0) -> RawConnection:
    """Connect with the key and every setting, after recovery; the caller closes it.

    Raises:
        DeskError: It does not open; one of `store.errors`.
    """
    if len(key) != KEY_BYTES:
        raise Fault(f"The data key must have {KEY_BYTES} bytes.")
    raw: RawConnection | None = None
    try:
        raw = driver.connect(
            f"file:{quote(str(path))}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=patience_s,
            check_same_thread=False,
        )
        for name, value in BEFORE_KEY:
            raw.execute(f"PRAGMA {name}={value}")
        # Parameters cannot be bound here. No salt part: with one, 16 bit flips went unnoticed.
        raw.execute(f"""PRAGMA key="x'{key.hex()}'\"""")
        for name, value, _ in _PRAGMAS:
            raw.execute(f"PRAGMA {name}={value}")
        # Runs recovery; the page check reads the file itself and takes a hot journal for damage.
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _read_back(raw)
    except BaseException as error:
        if raw is not None:
            raw.close()
        _raise_said(error)
        raise
    return raw


def check_pages(raw: RawConnection) -> None:
    """Check the seal of every page, as each unlock and each backup does (0.1 s for 57 MB).

    Raises:
        PagesDamaged: With how many.
    """
    failures = raw.execute("PRAGMA cipher_integrity_check").fetchall()
    if failures:
        raise PagesDamaged(len(failures))


def _check_beside(path: Path, key: bytes) -> Callable[[], None] | None:
    """Begin to check the seal of every page over a connection of its own, that only reads.

    Returns:
        What waits for the end; None where the first connection, having put a crash right, lets no
        other in.
    """
    try:
        raw = connect(path, key, "ro")
    except OpenElsewhere:
        return None

    def check() -> None:
        try:
            check_pages(raw)
        finally:
            raw.close()

    return Beside(check).answer


def _is_newest(raw: RawConnection) -> bool:
    """Return whether the tables are those of this program; a file that cannot say so is not."""
    try:
        (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    except (driver.Error, TypeError):
        return False
    return bool(revision == schema.revisions()[-1])


def refuse_foreign(raw: RawConnection) -> None:
    """Refuse a file that opens with the key but is no vault of ours.

    Raises:
        NotThisDesk: It lacks our mark.
    """
    if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotThisDesk


def refuse_if_held(path: Path) -> None:
    """Refuse a file that this process has open as a store.

    Raises:
        OpenElsewhere: It is open; reading it by hand would drop SQLite's lock on POSIX systems.
    """
    if path.exists() and _place(path) in _held:
        raise OpenElsewhere


def remove(path: Path) -> None:
    """Delete an unfinished file and its journal, where they are."""
    for name in (path.name, path.name + "-journal"):
        path.with_name(name).unlink(missing_ok=True)


def _make(path: Path, key: bytes, vault_id: str, clock: Clock) -> None:
    revision, statements = schema.shipped_schema()
    now = moment_text(clock.now())
    raw = connect(path, key, "rwc")
    try:
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.executescript(f"BEGIN IMMEDIATE;\n{statements}\nCOMMIT;")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO alembic_version(version_num) VALUES (?)", (revision,))
        raw.execute(
            "INSERT INTO desk(id, vault_id, created_at, generation, written_at) "
            "VALUES (1, ?, ?, 0, ?)",
            (vault_id, now, now),
        )
        raw.execute("COMMIT")
    except driver.Error as error:
        _raise_said(error)
        raise
    finally:
        raw.close()


def _read_back(raw: RawConnection) -> None:
    """Make sure that every setting was taken; another build of SQLCipher might know fewer."""
    wanted = [(name, value) for name, _, value in _PRAGMAS]
    wanted += [*BEFORE_KEY, *_CIPHER]
    for name, value in wanted:
        row = raw.execute(f"PRAGMA {name}").fetchone()
        if row is None or row[0] != value:
            raise Fault(f"The database does not take the setting {name}.")
    version = raw.execute("PRAGMA cipher_version").fetchone()
    if version is None or not str(version[0]).startswith("4."):
        raise Fault("This is not SQLCipher 4.")


def _identity(raw: RawConnection, vault_id: str) -> tuple[str, str, int, str]:
    """Return what the file says of itself.

    Raises:
        NotThisDesk: Not one of our files at all.
        OtherDesk: One of ours, of another desk.
        NewerThanProgram: Its revision is none that this program knows.
    """
    refuse_foreign(raw)
    identity = identity_of(raw)
    if identity[0] != vault_id:
        raise OtherDesk
    if identity[1] not in schema.revisions():
        raise NewerThanProgram
    return identity


def _refuse_unwritable(raw: RawConnection, path: Path) -> None:
    """Find out now, and not at the first word typed, that nothing can be saved here."""
    if not os.access(path.parent, os.W_OK):
        raise FileReadOnly
    # Takes the write lock and writes nothing; SQLite opens a read-only file without a word.
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("ROLLBACK")


def _engine(raw: RawConnection) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: raw,
        module=driver,
        poolclass=StaticPool,
        # Statements' values are case data; they stay out of logs and messages.
        hide_parameters=True,
    )

    # Rows that go in together go in by one statement: with SQLCipher's locked memory a statement
    # costs more than a row (40,000 rows: 3.2 s by themselves, 1.6 s by fifties).
    engine.dialect.use_insertmanyvalues_wo_returning = True
    engine.dialect.insertmanyvalues_page_size = _ROWS_AT_ONCE

    def begin(connection: Connection) -> None:
        # Without an explicit BEGIN a failed migration leaves half-made tables behind.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "begin", begin)
    return engine


def _upgrade(store: Store, before_upgrade: Callable[[Store], object] | None) -> None:
    # Imported here: alembic takes 0.4 s, and only a desk of an earlier version needs it.
    from prevent_desk.store.upgrade import upgrade

    try:
        if before_upgrade is not None:
            before_upgrade(store)
        upgrade(store)
    except BaseException:
        store.close()
        raise


def _place(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _raise_said(error: BaseException) -> None:
    """Raise a driver's failure in words, without the driver's text; return from any other."""
    if isinstance(error, driver.Error) and (words := said(error)) is not None:
        # Words for what was not saved do not fit a file that cannot be read.
        raise (PagesDamaged(0) if isinstance(words, NotSaved) else words) from None


__all__ = ["connect", "create_store", "open_store"]
