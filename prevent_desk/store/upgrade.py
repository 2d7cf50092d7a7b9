"""Bring an earlier desk's tables up to this program, in one transaction or not at all."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from prevent_desk import paths
from prevent_desk.core.errors import Fault
from prevent_desk.store import audit, changes, index
from prevent_desk.store.errors import UpgradeFailed, said
from prevent_desk.store.facts import count_rows, identity_of
from prevent_desk.store.raw import RawConnection
from prevent_desk.store.session import Store
from prevent_desk.store.unit import UnitSession, moment_text


def upgrade(store: Store) -> None:
    """Run the migrations that the file lacks, check every link and every count, and commit.

    The caller has taken a verified backup. What was done before can be read but no longer undone:
    its rows are those of the earlier tables.

    Raises:
        UpgradeFailed: A migration broke off or lost rows; the file is as it was.
        DiskFull: Likewise; so with the other failures of the disk.
    """
    with store.exclusively("upgrade") as raw:
        # SQLite ignores this inside a transaction, and batch changes would then empty child tables.
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with UnitSession(store.sa_engine, store, raw, writable=True) as session:
                _migrate(store, session)
        except Exception as error:
            words = said(getattr(error, "orig", None) or error)
            raise (words or UpgradeFailed()) from error
        finally:
            raw.execute("PRAGMA foreign_keys=ON")
        store.was_upgraded(identity_of(raw))


def migrate(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to a revision on a connection, inside its transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def load_all() -> list[str]:
    """Import every migration, as an upgrade would, and return their revisions, newest first."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    return config


def _migrate(store: Store, session: UnitSession) -> None:
    connection = session.connection()
    raw = session.raw
    before = count_rows(raw)
    migrate(connection)
    _check(raw, before)
    changes.close_history(raw)
    index.rebuild(session)
    _, revision, _, _ = identity_of(raw)
    step = f"{store.revision} to {revision}"
    audit.append(store, raw, "desk brought up to this version", "revision", step, b"")
    raw.execute(
        "UPDATE desk SET generation = generation + 1, written_at = ?",
        (moment_text(store.clock.now()),),
    )
    session.finish()


def _check(raw: RawConnection, before: dict[str, int]) -> None:
    if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise Fault("A migration left rows that point at nothing.")
    after = count_rows(raw)
    for table, count in before.items():
        if after.get(table, 0) < count:
            raise Fault(f"A migration lost rows of {table}.")
