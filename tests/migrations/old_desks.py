"""Desks of earlier revisions, with rows in every table, made by the migrations themselves."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, Table, insert
from sqlalchemy.engine import Connection

from prevent_desk import paths
from prevent_desk.store import engine
from prevent_desk.store.upgrade import migrate
from tests.store.conftest import KEY, VAULT_ID

STORE_TABLES: dict[str, dict[str, Any]] = {
    "desk": {"id": 1, "vault_id": VAULT_ID, "generation": 3},
    "change": {"kind": "do", "state": "done", "row_steps": b""},
    "setting": {},
    "draft": {},
    "audit_detail": {},
}
"""Rows of the store's own tables that must have certain values; those left out are filled."""

FILLED_ELSEWHERE = {"alembic_version", "audit", "search_entry", "audit_detail", "change"}
"""Their rows must fit together; the tests write them through the store."""

MOMENT = "2025-01-02T03:04:05.000000+00:00"


def make(path: Path, revision: str) -> None:
    """Make a desk of a revision, with two rows in every table of a feature."""
    scripts = sorted((paths.migrations() / "versions").glob("*.py"))
    path.write_bytes(_made(revision, tuple(script.read_text("utf-8") for script in scripts)))


@cache
def _made(revision: str, _scripts: tuple[str, ...]) -> bytes:
    """Return the file of such a desk, which is made once as long as the migrations are the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vault.pdv"
        _make(path, revision)
        return path.read_bytes()


def _make(path: Path, revision: str) -> None:
    raw = engine.connect(path, KEY, "rwc")
    raw.execute(f"PRAGMA application_id={engine.APPLICATION_ID}")
    sa_engine = engine._engine(raw)
    with sa_engine.begin() as connection:
        migrate(connection, revision)
    with sa_engine.begin() as connection:
        fill(connection)
    sa_engine.dispose()


def fill(connection: Connection) -> None:
    """Put rows in every table, parents first; values follow from column and row."""
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _: not name.startswith("search_index"))
    for table in metadata.sorted_tables:
        if table.name in FILLED_ELSEWHERE:
            continue
        for number in (1,) if table.name == "desk" else (1, 2):
            connection.execute(insert(table).values(_row(table, number)))


def _row(table: Table, number: int) -> dict[str, Any]:
    fixed: dict[str, Any] = STORE_TABLES.get(table.name, {})
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.name in fixed:
            row[column.name] = fixed[column.name]
        elif (column.primary_key and column.type.python_type is int) or column.foreign_keys:
            row[column.name] = number
        else:
            row[column.name] = _value(table.name, column.name, column.type.python_type, number)
    return row


def _value(table: str, column: str, kind: type, number: int) -> Any:
    from datetime import date, datetime

    if column.endswith("_at") or column == "at":
        return datetime.fromisoformat(MOMENT) if kind is datetime else MOMENT
    values: dict[type, Any] = {
        int: number,
        float: number / 2,
        bytes: bytes([number]),
        bool: True,
        date: date(2025, 1, number),
        datetime: datetime.fromisoformat(MOMENT),
        dict: {"n": number},
        list: [number],
    }
    return values.get(kind, f"{table}.{column} {number}")


def content(sa_engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, by column."""
    with sa_engine.connect() as connection:
        return content_of(connection)


def content_of(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, by column, as SQLite holds them."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).scalars()
    found = {}
    for name in names.all():
        if name.startswith(("sqlite_", "search_index")) or name == "alembic_version":
            continue
        rows = connection.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY 1').mappings()
        found[name] = [dict(row) for row in rows]
    return found
