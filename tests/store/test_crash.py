"""Killed at any moment while it writes, the store loses nothing that it said was saved."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

from prevent_desk.core.clock import SetClock
from prevent_desk.store import audit
from prevent_desk.store.engine import create_store
from tests.store.conftest import KEY, VAULT_ID, again
from tests.store.shelf import put_up, rows
from tests.store.test_undo import index_is_whole

WRITER = """
import sys
from pathlib import Path
from prevent_desk.core.clock import SystemClock
from prevent_desk.store.engine import open_store
from prevent_desk.store.drafts import Drafts
from tests.store.shelf import Book, Note, Shelf

early = sys.argv[4] == "early"
store = open_store(
    Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3], SystemClock(), "coordinator"
)
number = int(sys.argv[5])
drafts = Drafts(store)
while True:
    number += 1
    with store.writing(f"book {number}") as session:
        shelf = session.get(Shelf, 1) or Shelf(name="only")
        book = Book(place=number, title=f"Book {number}", shelf=shelf)
        book.notes = [Note(text=f"{number} " + "word " * 40) for _ in range(2)]
        session.add(book)
        if early:
            session.flush()
            print(number, flush=True)
    if not early:
        print(number, flush=True)
    if number % 5 == 0:
        drafts.keep("typing", "w" * number)
"""


def kill_while_writing(path: Path, *, early: bool, last: int, wait_s: float) -> int:
    """Let a child write, kill it, and return the last number it said was saved."""
    mode = "early" if early else "late"
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), KEY.hex(), VAULT_ID, mode, str(last)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    # The moment of death is chance; nothing is timed by it.
    death = threading.Timer(wait_s, child.kill)
    death.start()
    said, _ = child.communicate()
    death.join()
    assert child.returncode == -signal.SIGKILL
    # A line that was cut off in the pipe was not said.
    lines = [first, *said.splitlines(keepends=True)]
    return max((int(line) for line in lines if line.endswith("\n")), default=last)


def test_no_saved_change_is_lost_to_a_kill(tmp_path: Path, clock: SetClock, campaign: int) -> None:
    path = tmp_path / "vault.pdv"
    store = create_store(path, KEY, VAULT_ID, clock, "coordinator")
    put_up(store)
    store.close()
    chance = random.Random(2026)
    last = 0
    for _ in range(6 * campaign):
        saved = kill_while_writing(path, early=False, last=last, wait_s=chance.uniform(0, 0.15))
        opened = again(path, clock)
        found = rows(opened)
        places = [row[2] for row in found["t_book"]]
        last = len(places)
        # One more may have landed before it could be said.
        assert saved <= last <= saved + 1
        assert places == list(range(1, last + 1))
        assert len(found["t_note"]) == 2 * last
        assert len(found["search"]) == last
        verdict = audit.verify(opened)
        assert verdict.problems == ()
        assert verdict.records == last + 1
        assert opened.undo_label() == f"book {last}"
        assert index_is_whole(opened)
        opened.close()


def test_a_writer_that_says_saved_too_early_is_caught(tmp_path: Path, clock: SetClock) -> None:
    """The planted fault: the campaign above must see a change that was said but not saved."""
    path = tmp_path / "vault.pdv"
    store = create_store(path, KEY, VAULT_ID, clock, "coordinator")
    put_up(store)
    store.close()
    last = 0
    for _ in range(30):
        said = kill_while_writing(path, early=True, last=last, wait_s=0.0)
        opened = again(path, clock)
        last = len(rows(opened)["t_book"])
        opened.close()
        if said > last:
            return
    raise AssertionError("said but never saved, and not noticed")
