"""No fragment of what was typed is in any file of the folder: while open, while writing, after."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.store import backup
from tests.store.conftest import KEY, VAULT_ID, again, fill

MARKERS = (
    b"zanzibar",
    b"quokka-in-a-draft",
    b"note 1 on book",
    b"a shelf of books",
    b"CREATE TABLE",
)

WRITER = """
import sys
from pathlib import Path
from prevent_desk.core.clock import SystemClock
from prevent_desk.store import search
from prevent_desk.store.drafts import Drafts
from prevent_desk.store.engine import create_store
from tests.store.conftest import fill
from tests.store.shelf import Book, Shelf, put_up

store = create_store(
    Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3], SystemClock(), "coordinator"
)
put_up(store)
fill(store, 100)
Drafts(store).keep("typing", "quokka-in-a-draft")
with store.reading() as session:
    search.find(session, "zanzibar")
with store.exclusively("sorting what does not fit in memory") as raw:
    raw.execute("PRAGMA cache_size=5")
    raw.execute("CREATE TEMP TABLE sorted AS SELECT * FROM t_note ORDER BY text DESC, random()")
store.undo()
print("open", flush=True)
with store.writing("half a change") as session:
    books = [Book(place=n, title="zanzibar " * 50) for n in range(300)]
    session.add(Shelf(name="zanzibar", books=books))
    session.flush()
    print("writing", flush=True)
    sys.stdin.readline()
"""


def hits(folder: Path) -> list[tuple[str, bytes]]:
    """Return which marker is in which file of a folder, their names included."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.name.encode() + b"\n" + file.read_bytes()
            found += [(file.name, mark) for mark in MARKERS if mark in content]
    return found


def open_files(pid: int) -> dict[str, bytes]:
    """Return the content of every ordinary file that a process has open, deleted ones too."""
    found = {}
    for link in Path(f"/proc/{pid}/fd").iterdir():
        if stat.S_ISREG(link.stat().st_mode) and not str(link.readlink()).startswith("/proc"):
            found[str(link.readlink())] = link.read_bytes()
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to see open files")
def test_nothing_typed_is_readable_while_open_nor_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "vault.pdv"
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), KEY.hex(), VAULT_ID],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    assert hits(tmp_path) == []
    assert child.stdout.readline() == "writing\n"
    opened = open_files(child.pid)
    assert str(path) in opened
    assert [name for name, content in opened.items() if any(m in content for m in MARKERS)] == []
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert hits(tmp_path) == []
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) > 50_000


def test_an_ordinary_database_would_show_it(tmp_path: Path) -> None:
    """The control: the search above finds what is there to be found."""
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE book(title)")
    plain.execute("INSERT INTO book VALUES ('of the zanzibar series')")
    plain.commit()
    plain.close()
    assert hits(tmp_path) == [("plain.db", b"zanzibar"), ("plain.db", b"CREATE TABLE")]


def test_backups_and_what_was_deleted_show_nothing(closed: Path, clock: SetClock) -> None:
    opened = again(closed, clock)
    fill(opened, 20)
    backup.take(opened, closed.parent / "one.pdvb")
    opened.undo()
    opened.close()
    assert hits(closed.parent) == []


def test_a_failed_statement_does_not_print_what_was_typed(
    closed: Path, clock: SetClock, capfd: pytest.CaptureFixture[str]
) -> None:
    from sqlalchemy.exc import DBAPIError

    from tests.store.shelf import Book

    opened = again(closed, clock)
    with pytest.raises(DBAPIError) as caught, opened.writing("x") as session:
        session.add(Book(shelf_id=1, place=0, title="zanzibar twice"))
    opened.close()
    assert "zanzibar" not in str(caught.value)
    assert capfd.readouterr() == ("", "")
