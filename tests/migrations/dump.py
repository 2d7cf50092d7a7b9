"""Write migrations/schema.sql anew, after every migration: `python -m tests.migrations.dump`."""

from __future__ import annotations

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool

from prevent_desk import paths
from prevent_desk.store import schema
from prevent_desk.store.upgrade import migrate


def memory_engine() -> Engine:
    """Return an engine over an empty database in memory, with transactions as in the store."""
    raw = driver.connect(":memory:", isolation_level=None, check_same_thread=False)
    engine = create_engine("sqlite://", creator=lambda: raw, module=driver, poolclass=StaticPool)

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "begin", begin)
    return engine


def from_migrations() -> str:
    """Return the text that schema.sql must have: what all migrations make of an empty database."""
    engine = memory_engine()
    with engine.begin() as connection:
        migrate(connection)
    with engine.connect() as connection:
        text = schema.dump(connection.connection.driver_connection, schema.revisions()[-1])
    engine.dispose()
    return text


if __name__ == "__main__":
    (paths.migrations() / "schema.sql").write_text(from_migrations(), encoding="utf-8")
