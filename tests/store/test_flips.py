"""One bit changed anywhere in the file is noticed when it is opened."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import DeskError
from prevent_desk.store import engine, first_page
from prevent_desk.store.raw import RawConnection
from tests.store.conftest import again

PAGE = first_page.PAGE
REGIONS = {
    "salt": (0, 16),
    "first page": (16, PAGE - 80),
    "first IV": (PAGE - 80, PAGE - 64),
    "first HMAC": (PAGE - 64, PAGE),
    "page": (PAGE, 2 * PAGE - 80),
    "IV": (2 * PAGE - 80, 2 * PAGE - 64),
    "HMAC": (2 * PAGE - 64, 2 * PAGE),
    "last page": (-PAGE, -80),
    "last HMAC": (-64, 0),
}


def places(size: int, campaign: int) -> list[tuple[str, int]]:
    """Return named bytes of every region, and some of everywhere."""
    chance = random.Random(5)
    found = []
    for name, (start, end) in REGIONS.items():
        low, high = (start, end) if start >= 0 else (size + start, size + end)
        picked = {low, high - 1, *(chance.randrange(low, high) for _ in range(6 * campaign))}
        found += [(name, place) for place in sorted(picked)]
    return found + [("anywhere", chance.randrange(size)) for _ in range(60 * campaign)]


def unnoticed(path: Path, clock: SetClock, campaign: int) -> list[str]:
    """Flip one bit at a time; return the regions where the store opened as if nothing were."""
    whole = path.read_bytes()
    chance = random.Random(6)
    missed = []
    for name, place in places(len(whole), campaign):
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        try:
            again(path, clock).close()
            missed.append(f"{name} at {place}")
        except DeskError:
            assert path.read_bytes() == bytes(changed)
    path.write_bytes(whole)
    again(path, clock).close()
    return missed


def test_every_flip_is_noticed(closed: Path, clock: SetClock, campaign: int) -> None:
    assert unnoticed(closed, clock, campaign) == []


def test_a_check_that_skips_pages_is_caught(
    closed: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: an opening that looks at the first page only."""

    def lazy(raw: RawConnection) -> None:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()

    monkeypatch.setattr(engine, "check_pages", lazy)
    missed = unnoticed(closed, clock, 1)
    assert missed
    assert not any(name.startswith(("salt", "first")) for name in missed)


def test_an_ordinary_database_notices_hardly_any(tmp_path: Path) -> None:
    """The control: the same flips in a plain file open without a word."""
    path = tmp_path / "plain.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE book(title)")
    plain.executemany("INSERT INTO book VALUES (?)", [("x" * 200,)] * 200)
    plain.commit()
    plain.close()
    content = bytearray(path.read_bytes())
    content[3 * PAGE + 1000] ^= 4
    path.write_bytes(content)
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    plain.close()
