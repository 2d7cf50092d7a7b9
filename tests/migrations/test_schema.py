"""Models, migrations and schema.sql say the same; new desks and upgraded ones are alike."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlalchemy.engine import Connection

from prevent_desk import paths
from prevent_desk.store import schema
from prevent_desk.store.upgrade import migrate
from tests.migrations import dump
from tests.store.every_table import METADATA

VERSIONS = sorted((paths.migrations() / "versions").glob("*.py"))


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = dump.memory_engine()
    yield made
    made.dispose()


@pytest.fixture
def migrated(engine: Engine) -> Engine:
    with engine.begin() as connection:
        migrate(connection)
    return engine


def ours(name: str | None, kind: str, *_: object) -> bool:
    """Return whether the models speak of a table: not of alembic's and the full-text index's."""
    skipped = kind == "table" and str(name).startswith(("search_index", "alembic_version"))
    return not skipped


def plainly(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()


def shape(engine: Engine) -> dict[str, Any]:
    """Return all that an inspector tells of every table of ours."""
    found = {}
    look = inspect(engine)
    for table in sorted(look.get_table_names()):
        if not ours(table, "table"):
            continue
        found[table] = {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"], c["default"], c["primary_key"])
                for c in look.get_columns(table)
            ],
            "key": look.get_pk_constraint(table),
            "foreign": sorted(look.get_foreign_keys(table), key=str),
            "unique": sorted(look.get_unique_constraints(table), key=str),
            "checks": sorted(
                (c["name"], plainly(c["sqltext"])) for c in look.get_check_constraints(table)
            ),
            "indexes": sorted(
                (
                    i["name"],
                    tuple(i["column_names"]),
                    i["unique"],
                    plainly(str(i.get("dialect_options", {}).get("sqlite_where"))),
                )
                for i in look.get_indexes(table)
            ),
            "options": look.get_table_options(table),
        }
    return found


def test_models_equal_the_newest_revision(migrated: Engine) -> None:
    other = dump.memory_engine()
    METADATA.create_all(other)
    assert shape(migrated) == shape(other)
    other.dispose()


def test_alembic_finds_nothing_left_to_migrate(migrated: Engine) -> None:
    with migrated.begin() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": ours, "compare_type": True}
        )
        assert compare_metadata(context, METADATA) == []


def test_a_column_without_a_migration_is_found(engine: Engine) -> None:
    """The planted fault of the two tests above."""
    with engine.begin() as connection:
        migrate(connection)
        connection.exec_driver_sql("ALTER TABLE setting ADD COLUMN planted TEXT")
    other = dump.memory_engine()
    METADATA.create_all(other)
    assert shape(engine) != shape(other)
    other.dispose()


def test_schema_sql_is_the_dump_of_the_migrations() -> None:
    written = (paths.migrations() / "schema.sql").read_text(encoding="utf-8")
    assert written == dump.from_migrations(), "run: python -m tests.migrations.dump"


def test_a_desk_made_from_schema_sql_dumps_the_same(engine: Engine) -> None:
    revision, statements = schema.shipped_schema()
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.executescript(statements)
        assert schema.dump(raw, revision) == statements
    assert revision == schema.revisions()[-1]


def test_every_revision_goes_back_and_forth(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    def down(connection: Connection, to: str) -> None:
        config = Config()
        config.set_main_option("script_location", str(paths.migrations()))
        config.attributes["connection"] = connection
        command.downgrade(config, to)

    known = schema.revisions()
    for before, revision in zip(("base", *known), known, strict=False):
        with engine.begin() as connection:
            migrate(connection, revision)
        there = shape(engine)
        with engine.begin() as connection:
            down(connection, before)
        with engine.begin() as connection:
            migrate(connection, revision)
        assert shape(engine) == there
    with engine.begin() as connection:
        down(connection, "base")
    assert shape(engine) == {}


def test_revisions_are_one_line_named_after_their_files() -> None:
    known = schema.revisions()
    assert known == tuple(f"{number:04}" for number in range(1, len(known) + 1))
    for file, (before, revision) in zip(
        VERSIONS, zip((None, *known), known, strict=False), strict=True
    ):
        said = {
            target.id: ast.literal_eval(node.value)
            for node in ast.parse(file.read_text(encoding="utf-8")).body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name) and target.id in {"revision", "down_revision"}
        }
        assert said == {"revision": revision, "down_revision": before}
        assert file.name.startswith(revision + "_")


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_a_migration_says_why_and_has_a_way_back(file: Any) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert ast.get_docstring(tree)
    assert {"upgrade", "downgrade"} <= functions
