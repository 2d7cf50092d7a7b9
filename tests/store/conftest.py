"""A real encrypted store in a folder of its own, and the means to look at its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.store.engine import create_store, open_store
from prevent_desk.store.session import Store
from tests import ready
from tests.store.shelf import put_up

NOW = datetime(2026, 11, 22, 9, 31, tzinfo=UTC)
VAULT_ID = "desk-of-the-tests"
KEY = hashlib.sha256(b"the key of these tests, the same in every process of a run").digest()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder / "vault.pdv"


@pytest.fixture
def store(path: Path, clock: SetClock) -> Iterator[Store]:
    """An open store with the shelf's tables, empty."""
    ready.folder(empty_shelf, path.parent)
    opened = again(path, clock)
    yield opened
    opened.close()


def empty_shelf(folder: Path) -> None:
    """Make a store with the shelf's tables and nothing on it."""
    made = create_store(folder / "vault.pdv", KEY, VAULT_ID, SetClock(NOW), "coordinator")
    put_up(made)
    made.close()


@pytest.fixture
def closed(store: Store, path: Path) -> Path:
    """The path of a store with something in it, closed."""
    fill(store, 30)
    store.close()
    return path


def again(path: Path, clock: SetClock, *, key: bytes = KEY, vault_id: str = VAULT_ID) -> Store:
    """Open a store without waiting for anyone."""
    return open_store(path, key, vault_id, clock, "coordinator", patience_s=0)


def fill(store: Store, books: int) -> None:
    """Put a shelf of books in, with notes."""
    from tests.store.shelf import Book, Note, Shelf

    with store.writing("a shelf of books") as session:
        shelf = Shelf(name="Plans")
        shelf.books = [
            Book(
                place=place,
                title=f"Book {place} of the zanzibar series",
                notes=[Note(text=f"note {n} on book {place}: " + "words " * 20) for n in range(3)],
            )
            for place in range(books)
        ]
        session.add(shelf)


def fingerprints(folder: Path) -> dict[str, str]:
    """Return the digest of every file of a folder; not while a store of this process is open."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.iterdir())
        if file.is_file()
    }
