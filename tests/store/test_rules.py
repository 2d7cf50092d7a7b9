"""Rules of this room that only a search of its text, or of every table, can hold."""

from __future__ import annotations

import ast
import importlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

import prevent_desk
from prevent_desk import paths
from prevent_desk.store.base import Base
from tests.store.every_table import METADATA

PACKAGE = Path(prevent_desk.__file__).parent
BANNED_SQL = re.compile(
    r"\bATTACH\b|\bKEY\s*=?\s*(''|\"\")|sqlcipher_export|\bVACUUM\s+INTO\b", re.IGNORECASE
)
BANNED_NAMES = {"eval", "exec", "pickle", "marshal", "shelve", "tempfile", "load_extension"}
DRIVERS = {"sqlite3", "sqlcipher3", "_sqlite3", "apsw", "pysqlite3"}


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (file.as_posix(), ast.parse(file.read_text(encoding="utf-8")))
        for folder in (PACKAGE, paths.migrations())
        for file in sorted(folder.rglob("*.py"))
    )


def banned_sql(tree: ast.Module) -> list[str]:
    """Return the texts of a module, docstrings apart, that hold banned SQL."""
    docs = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and node not in docs
        and isinstance(node.value, str)
        and BANNED_SQL.search(node.value)
    ]


def names_in(tree: ast.Module) -> set[str]:
    """Return every name that a module uses or imports, without its dots."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            modules = [alias.name for alias in node.names]
            modules.append(getattr(node, "module", None) or "")
            found.update(module.split(".")[0] for module in modules)
    return found


def test_only_the_engine_knows_a_database_driver() -> None:
    assert [name for name, tree in sources() if names_in(tree) & DRIVERS] == [
        (PACKAGE / "store" / "engine.py").as_posix()
    ]


def test_no_statement_attaches_exports_or_has_an_empty_key() -> None:
    assert [(name, text) for name, tree in sources() for text in banned_sql(tree)] == []


def test_the_store_and_the_vault_evaluate_and_unpickle_nothing() -> None:
    rooms = ("/store/", "/vault/", "/migrations/")
    # A dialog's own `exec`; for Python's in a screen see tests/architecture/test_one_road.py.
    found = {
        name: sorted(names_in(tree) & BANNED_NAMES - ({"exec"} if "/ui/" in name else set()))
        for name, tree in sources()
        if any(room in name for room in rooms)
    }
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "raw.execute(\"ATTACH 'x' AS y\")",
        "raw.execute(\"attach database ? as y key ''\")",
        "raw.execute(\"PRAGMA key=''\")",
        'raw.execute(f"SELECT sqlcipher_export({name})")',
    ],
)
def test_a_planted_statement_is_found(planted: str) -> None:
    assert banned_sql(ast.parse(planted))


def test_a_planted_driver_is_found() -> None:
    assert names_in(ast.parse("def late():\n    from sqlcipher3 import dbapi2")) & DRIVERS
    assert names_in(ast.parse("import sqlite3 as s")) & DRIVERS
    assert names_in(ast.parse("import pickle")) & BANNED_NAMES


def test_no_foreign_key_deletes_by_itself() -> None:
    """It would write rows that undo does not know of."""
    acting = [
        str(key.parent)
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.ondelete or key.onupdate
    ]
    assert acting == []


def test_every_constraint_has_a_name() -> None:
    """A batch migration drops one without, and only warns."""
    nameless = [
        (table.name, type(constraint).__name__)
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []


def test_every_searchable_class_has_one_number_for_its_key() -> None:
    for mapper in Base.registry.mappers:
        if mapper.class_.search_entry is not Base.search_entry:
            assert len(mapper.primary_key) == 1, mapper
        if mapper.class_.search_owner:
            (key,) = mapper.local_table.columns[mapper.class_.search_owner].foreign_keys
            assert key.column.primary_key, mapper


def test_the_words_for_rows_are_words() -> None:
    for table in METADATA.tables.values():
        assert isinstance(table.info.get("words", ""), str)


def test_every_room_with_tables_is_looked_at() -> None:
    modules = [file for file in PACKAGE.rglob("tables.py") if file.parent.name != "store"]
    for file in modules:
        name = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
        if "ui" not in file.parts and find_spec(name):
            room = importlib.import_module(name)
            tables = [v.__tablename__ for v in vars(room).values() if hasattr(v, "__tablename__")]
            assert set(tables) <= set(METADATA.tables), name
