"""One road out for each kind of thing: what a module may touch, read from its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "prevent_desk"
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a module's syntax tree; 800 modules take long to read once for each rule."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> frozenset[str]:
    return frozenset(imports(tree_of(path)))


@cache
def calls_of(path: Path) -> frozenset[str]:
    return frozenset(calls(tree_of(path)))


def users(wanted: set[str]) -> set[str]:
    """Return the modules that import any of the wanted modules, or something out of them."""
    return {
        name_of(path)
        for path in MODULES
        if any(
            found == name or found.startswith(name + ".")
            for found in imports_of(path)
            for name in wanted
        )
    }


def callers(wanted: set[str]) -> set[str]:
    """Return the modules that call any of the wanted names, as written."""
    return {name_of(path) for path in MODULES if wanted & calls_of(path)}


def test_only_the_engine_opens_databases() -> None:
    assert users({"sqlcipher3"}) <= {"store/engine.py"}
    assert not users({"sqlite3"})


def test_only_the_clock_reads_the_time_of_day() -> None:
    readers = callers(
        {"datetime.now", "date.today", "datetime.utcnow", "time.time", "datetime.today"}
    )
    assert readers == {"core/clock.py"}


def test_only_the_child_and_the_relaunch_start_processes() -> None:
    starts = {
        f"subprocess.{name}" for name in ("Popen", "run", "call", "check_call", "check_output")
    }
    assert callers(starts | {"os.system", "os.popen"}) <= {"workers/child.py", "app/relaunch.py"}
    assert not users({"multiprocessing"})


def test_only_jobs_and_the_start_begin_threads() -> None:
    starters = callers({"threading.Thread", "Thread", "QThread", "QThreadPool.globalInstance"})
    of_workers = {"workers/child.py", "workers/several.py", "workers/beside.py"}
    assert starters <= of_workers | {"ui/jobs.py"}


def test_nothing_reaches_for_a_network() -> None:
    network = {"socket", "urllib.request", "http.client", "http.server", "ftplib", "smtplib"}
    assert not users(network | {"requests", "httpx", "PySide6.QtNetwork", "webbrowser"})


def test_nothing_runs_text_as_code() -> None:
    assert not callers({"eval", "exec"})
    # Records go to our own child as pickle; nothing from outside is ever read that way.
    assert users({"pickle"}) <= {"workers/child.py", "workers/serve.py"}


def test_no_star_imports_of_qt() -> None:
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
                assert all(alias.name != "*" for alias in node.names), name_of(path)


def test_no_widget_has_a_style_sheet_of_its_own() -> None:
    sheets = {
        name_of(path)
        for path in MODULES
        if any(call.endswith(".setStyleSheet") for call in calls_of(path))
    }
    assert sheets <= {"ui/theme.py"}


def test_migrations_do_not_import_the_program() -> None:
    for path in (ROOT / "migrations" / "versions").glob("*.py"):
        found = imports_of(path)
        assert not any(name.startswith("prevent_desk") for name in found), path.name


@pytest.mark.parametrize("screen", [p for p in MODULES if "/ui/" in p.as_posix()], ids=name_of)
def test_a_screen_knows_no_database(screen: Path) -> None:
    found = imports_of(screen)
    assert not any(name.split(".")[0] in {"sqlalchemy", "alembic"} for name in found)
    kept = {name for name in found if name.endswith(".tables") or ".tables." in name}
    assert all(name.startswith("prevent_desk.ui.tables") for name in kept)


def test_the_lint_sees_a_planted_fault() -> None:
    tree = ast.parse("def late():\n    from sqlcipher3 import dbapi2\n    return datetime.now()\n")
    assert "sqlcipher3" in set(imports(tree))
    assert "datetime.now" in set(calls(tree))
