"""Logs over real encrypted stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from sqlalchemy import Engine, event

from prevent_desk.store.session import Store
from tests import ready
from tests.logbook import logs


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store without events."""
    yield from _open(ready.empty_store(tmp_path, logs.clock()))


@pytest.fixture
def few(tmp_path: Path) -> Iterator[Store]:
    """An open store with two dozen events of one year."""
    yield from _open(ready.store(tmp_path, logs.clock(), logs.fill_few).store)


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Store]:
    """An open store with more events than four pages hold."""
    yield from _open(ready.store(tmp_path, logs.clock(), logs.fill_many).store)


def _open(store: Store) -> Iterator[Store]:
    yield store
    # Windows closed by the test are gone before the store: no timer of theirs asks it any more.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    store.close()


@pytest.fixture
def statements() -> Iterator[Callable[[], list[str]]]:
    """Return what is asked of any store from now on, in the words of SQL."""
    asked: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield lambda: list(asked)
    event.remove(Engine, "before_cursor_execute", note)
