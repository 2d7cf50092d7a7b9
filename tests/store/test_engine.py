"""Each way in which a vault file does not open has its own words, and changes nothing."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import DeskError, Fault
from prevent_desk.store import backup, engine, first_page
from prevent_desk.store.errors import (
    AlreadyThere,
    EndsEarly,
    FileEmpty,
    FileMissing,
    FileReadOnly,
    NewerThanProgram,
    NotThisDesk,
    OpenElsewhere,
    OtherDesk,
    PagesDamaged,
)
from prevent_desk.store.session import Store
from tests.store.conftest import KEY, VAULT_ID, again, fill, fingerprints
from tests.store.shelf import rows

PAGE = first_page.PAGE


def refused(path: Path, clock: SetClock, kind: type[DeskError], **changed: object) -> DeskError:
    """Open a file that must not open, see that nothing changed, and return what was said."""
    before = fingerprints(path.parent)
    with pytest.raises(kind) as caught:
        again(path, clock, **changed).close()  # type: ignore[arg-type]
    assert type(caught.value) is kind
    assert fingerprints(path.parent) == before
    assert caught.value.code.startswith("PD-1")
    return caught.value


def test_a_new_store_opens_again_with_what_was_put_in(
    store: Store, path: Path, clock: SetClock
) -> None:
    fill(store, 3)
    before = rows(store)
    store.close()
    opened = again(path, clock)
    assert rows(opened) == before
    assert len(before["t_book"]) == 3
    opened.close()


def test_neither_making_nor_opening_a_desk_waits_for_alembic(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from prevent_desk.core.clock import SystemClock\n"
        "from prevent_desk.store.engine import create_store, open_store\n"
        "at, key = Path(sys.argv[1]), bytes(32)\n"
        "create_store(at, key, 'v', SystemClock(), 'coordinator').close()\n"
        "open_store(at, key, 'v', SystemClock(), 'coordinator').close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "v.pdv")], check=True)


def test_a_taken_name_is_refused(closed: Path, clock: SetClock) -> None:
    before = fingerprints(closed.parent)
    with pytest.raises(AlreadyThere):
        engine.create_store(closed, KEY, VAULT_ID, clock, "coordinator")
    assert fingerprints(closed.parent) == before


def test_a_missing_file_is_missing_and_is_not_made(path: Path, clock: SetClock) -> None:
    refused(path, clock, FileMissing)
    assert not path.exists()


def test_a_file_of_no_bytes_is_no_new_desk(path: Path, clock: SetClock) -> None:
    path.touch()
    refused(path, clock, FileEmpty)


def test_sqlite_alone_would_open_a_file_of_no_bytes_as_a_new_desk(path: Path) -> None:
    """The control: why the check above is ours to make."""
    path.touch()
    raw = driver.connect(str(path))
    raw.execute(f"""PRAGMA key="x'{KEY.hex()}'\"""")
    assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    raw.close()


def test_another_key_opens_nothing(closed: Path, clock: SetClock) -> None:
    said = refused(closed, clock, NotThisDesk, key=secrets.token_bytes(32))
    assert "do" in said.sentence()


def test_a_key_of_another_length_is_our_own_mistake(closed: Path, clock: SetClock) -> None:
    with pytest.raises(Fault):
        engine.connect(closed, KEY + b"salt salt salt s", "rw")


@pytest.mark.parametrize("content", [b"x" * 9000, b"PK\x03\x04" + bytes(20000), bytes(8192)])
def test_a_file_of_another_kind_is_not_this_desk(
    path: Path, clock: SetClock, content: bytes
) -> None:
    path.write_bytes(content)
    refused(path, clock, NotThisDesk)


def test_an_ordinary_sqlite_file_is_not_this_desk(path: Path, clock: SetClock) -> None:
    plain = sqlite3.connect(path)
    plain.executescript("CREATE TABLE desk(id); INSERT INTO desk VALUES (1);")
    plain.close()
    refused(path, clock, NotThisDesk)


def test_an_encrypted_file_that_is_no_desk_is_not_this_desk(path: Path, clock: SetClock) -> None:
    raw = engine.connect(path, KEY, "rwc")
    raw.execute("CREATE TABLE something(id)")
    raw.close()
    refused(path, clock, NotThisDesk)


def test_ordinary_sqlite_cannot_open_the_desk(closed: Path) -> None:
    plain = sqlite3.connect(f"file:{closed}?mode=ro", uri=True)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master").fetchone()
    plain.close()
    assert not closed.read_bytes().startswith(b"SQLite format 3")


def test_a_file_cut_short_says_how_short(closed: Path, clock: SetClock) -> None:
    whole = closed.stat().st_size
    os.truncate(closed, whole - 5 * PAGE)
    said = refused(closed, clock, EndsEarly)
    assert isinstance(said, EndsEarly)
    assert (said.size, said.whole) == (whole - 5 * PAGE, whole)
    assert f"({(whole - 5 * PAGE) / 1e6:.1f} of {whole / 1e6:.1f} MB)" in said.sentence()
    assert said.sentence().endswith("(PD-104)")


@pytest.mark.parametrize("cut", [1, 511, PAGE - 1, PAGE, PAGE + 1, 10 * PAGE])
def test_every_cut_is_an_early_end(closed: Path, clock: SetClock, cut: int) -> None:
    os.truncate(closed, closed.stat().st_size - cut)
    refused(closed, clock, EndsEarly)


@pytest.mark.parametrize("left", [1, 16, 100, PAGE - 1])
def test_less_than_a_page_is_an_early_end(closed: Path, clock: SetClock, left: int) -> None:
    os.truncate(closed, left)
    refused(closed, clock, EndsEarly)


def test_a_damaged_page_is_counted(closed: Path, clock: SetClock) -> None:
    with closed.open("r+b") as file:
        for page in (3, 7):
            file.seek(page * PAGE + 50)
            file.write(b"\x00\x01\x02")
    said = refused(closed, clock, PagesDamaged)
    assert "2 of its pages" in said.sentence()


def test_a_damaged_first_page_is_not_this_desk(closed: Path, clock: SetClock) -> None:
    with closed.open("r+b") as file:
        file.seek(1000)
        file.write(b"\x00\x01\x02")
    refused(closed, clock, NotThisDesk)


def test_two_swapped_pages_are_damage(closed: Path, clock: SetClock) -> None:
    content = bytearray(closed.read_bytes())
    third, fifth = slice(2 * PAGE, 3 * PAGE), slice(4 * PAGE, 5 * PAGE)
    content[third], content[fifth] = content[fifth], content[third]
    closed.write_bytes(content)
    said = refused(closed, clock, PagesDamaged)
    assert isinstance(said, PagesDamaged)
    assert said.pages == 2


def test_bytes_at_the_end_are_damage(closed: Path, clock: SetClock) -> None:
    with closed.open("ab") as file:
        file.write(b"x" * PAGE)
    refused(closed, clock, PagesDamaged)


def test_another_desks_file_is_told_from_a_damaged_one(closed: Path, clock: SetClock) -> None:
    refused(closed, clock, OtherDesk, vault_id="another")


def test_a_newer_desk_is_left_alone(closed: Path, clock: SetClock) -> None:
    raw = engine.connect(closed, KEY, "rw")
    raw.execute("UPDATE alembic_version SET version_num = '9001'")
    raw.close()
    refused(closed, clock, NewerThanProgram)


def test_a_second_opening_in_this_program_is_refused(
    store: Store, path: Path, clock: SetClock
) -> None:
    fill(store, 1)
    with pytest.raises(OpenElsewhere):
        again(path, clock)
    with pytest.raises(OpenElsewhere):
        backup.sha256(path)
    fill_in_child = (
        "import sys; from pathlib import Path\n"
        "from prevent_desk.store.errors import OpenElsewhere\n"
        "from prevent_desk.core.clock import SystemClock\n"
        "from prevent_desk.store.engine import open_store\n"
        "try: open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3],"
        " SystemClock(), 'deputy', patience_s=0)\n"
        "except OpenElsewhere as said: print(said.code)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", fill_in_child, str(path), KEY.hex(), VAULT_ID],
        check=True,
        capture_output=True,
        text=True,
    )
    assert asked.stdout.strip() == "PD-108"
    assert asked.stderr == ""
    fill(store, 1)


def test_a_closed_desk_can_be_opened_elsewhere(closed: Path, clock: SetClock) -> None:
    again(closed, clock).close()
    again(closed, clock).close()


def test_a_read_only_file_says_so(closed: Path, clock: SetClock, tmp_path: Path) -> None:
    """Root may write anywhere, so a child without its rights tries."""
    if os.name == "nt" or os.geteuid() != 0:
        closed.chmod(0o444)
        refused(closed, clock, FileReadOnly)
        return
    for folder in closed.parents:
        if folder.stat().st_uid == 0 and "pytest" in str(folder):
            folder.chmod(0o755)
    closed.chmod(0o444)
    before = fingerprints(closed.parent)
    said = _open_without_rights(closed)
    assert said == "PD-109"
    assert fingerprints(closed.parent) == before


def _open_without_rights(path: Path) -> str:
    """Open in a fork that has given up root; return the code of what was said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgid(65534)
            os.setuid(65534)
            again(path, SetClock(datetime(2026, 11, 22, tzinfo=UTC)))
            os.write(writing, b"opened")
        except DeskError as error:
            os.write(writing, error.code.encode())
        except BaseException as error:  # noqa: BLE001 - the parent shows it
            os.write(writing, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode()


def test_a_wrong_key_does_not_touch_what_a_crash_left(
    store: Store, path: Path, clock: SetClock, tmp_path: Path
) -> None:
    """SQLite would play the journal back before it knew whether the key fits."""
    crashed = leave_hot_journal(store, path, tmp_path / "crashed")
    refused(crashed, clock, NotThisDesk, key=secrets.token_bytes(32))
    opened = again(crashed, clock)
    assert len(rows(opened)["t_book"]) == 20
    opened.close()


def test_sqlite_alone_would_play_the_journal_back_under_a_wrong_key(
    store: Store, path: Path, tmp_path: Path
) -> None:
    """The control of the test above."""
    crashed = leave_hot_journal(store, path, tmp_path / "crashed")
    before = fingerprints(crashed.parent)
    with pytest.raises(DeskError):
        engine.connect(crashed, secrets.token_bytes(32), "rw")
    assert fingerprints(crashed.parent) != before


def leave_hot_journal(store: Store, path: Path, folder: Path) -> Path:
    """Copy a desk as a power cut in mid-commit leaves it: some pages new, the journal whole."""
    fill(store, 20)
    store.close()
    folder.mkdir()
    raw = engine.connect(path, KEY, "rw")
    # Spilling writes pages into the file before COMMIT; the product switches it off.
    raw.execute("PRAGMA cache_spill=1")
    raw.execute("PRAGMA cache_size=5")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE t_book SET title = title || hex(randomblob(2000))")
    for name in (path.name, path.name + "-journal"):
        subprocess.run(["cp", str(path.parent / name), str(folder / name)], check=True)
    raw.execute("ROLLBACK")
    raw.close()
    assert (folder / (path.name + "-journal")).stat().st_size > 1000
    return folder / path.name


def test_every_setting_is_read_back(
    path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, ("locking_mode", "NORMAL", "x")))
    with pytest.raises(Fault, match="locking_mode"):
        engine.create_store(path, KEY, VAULT_ID, clock, "coordinator")
    assert list(path.parent.iterdir()) == []


def test_the_program_locks_and_wipes_what_it_decrypts_in_memory(
    closed: Path, clock: SetClock
) -> None:
    script = (
        "import sys; from pathlib import Path; from prevent_desk.store import engine;"
        "raw = engine.connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), 'rw');"
        "print(*raw.execute('PRAGMA cipher_memory_security').fetchone()); raw.close()"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(closed), KEY.hex()],
        check=True,
        capture_output=True,
        text=True,
    )
    # As the product reads it: this run may have switched its own off (`tests/conftest.py`).
    assert said.stdout.split() == ["1"]


def test_an_attempt_that_broke_off_does_not_stand_in_the_way(path: Path, clock: SetClock) -> None:
    path.with_name(path.name + ".new").write_bytes(b"half a desk")
    engine.create_store(path, KEY, VAULT_ID, clock, "coordinator").close()
    assert sorted(file.name for file in path.parent.iterdir() if file.stat().st_size) == [path.name]


def test_a_copy_under_another_name_opens(closed: Path, clock: SetClock, tmp_path: Path) -> None:
    odd = tmp_path / "a ?#% ü name.pdv"
    shutil.copyfile(closed, odd)
    again(odd, clock).close()
