"""A backup is one that was opened and compared; anything less leaves nothing behind."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import DeskError
from prevent_desk.store import audit, backup, engine
from prevent_desk.store.errors import (
    AlreadyThere,
    BackupFailed,
    EndsEarly,
    FileEmpty,
    FileMissing,
    NotThisDesk,
    OpenElsewhere,
    PagesDamaged,
)
from prevent_desk.store.raw import RawConnection
from prevent_desk.store.session import Store
from tests.store.conftest import KEY, VAULT_ID, again, fill, fingerprints
from tests.store.shelf import rows


@pytest.fixture
def to(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "one.pdvb"


def test_a_backup_holds_what_the_store_holds(store: Store, to: Path, clock: SetClock) -> None:
    fill(store, 20)
    written = clock.now()
    clock.move(timedelta(hours=1))
    taken = backup.take(store, to)
    assert [file.name for file in to.parent.iterdir()] == [to.name]
    assert taken.facts == backup.verify(to, KEY) == backup.facts(store)
    assert (taken.path, taken.size, taken.sha256) == (to, to.stat().st_size, backup.sha256(to))
    assert (taken.taken_at, taken.facts.written_at) == (clock.now(), written)
    assert (taken.facts.vault_id, taken.facts.generation) == (VAULT_ID, store.generation)
    assert taken.facts.head == audit.head(store)
    assert taken.facts.rows["t_book"] == 20
    before = rows(store)
    opened = again(to, clock)
    assert rows(opened) == before
    opened.close()


def test_a_backup_is_encrypted_with_a_salt_of_its_own(store: Store, to: Path) -> None:
    fill(store, 5)
    backup.take(store, to)
    store.close()
    assert b"zanzibar" not in to.read_bytes()
    assert to.read_bytes()[:16] != store.path.read_bytes()[:16]
    with pytest.raises(NotThisDesk):
        backup.verify(to, secrets.token_bytes(32))


def test_facts_count_in_the_words_people_use(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, 5)
    words = {"t_shelf": "shelves", "t_book": "books"}
    monkeypatch.setattr(backup, "words_for", words.get)
    assert backup.facts(store).counted() == (("books", 5), ("shelves", 1))


def test_a_taken_name_is_refused(store: Store, to: Path) -> None:
    to.write_bytes(b"yesterday's")
    with pytest.raises(AlreadyThere):
        backup.take(store, to)
    with pytest.raises(AlreadyThere):
        backup.restore(store.path, to, KEY)
    assert to.read_bytes() == b"yesterday's"


def test_a_backup_without_a_folder_to_go_to_says_so(store: Store, to: Path) -> None:
    with pytest.raises((BackupFailed, DeskError)):
        backup.take(store, to.parent / "missing" / "one.pdvb")
    fill(store, 1)


def test_a_copy_that_came_out_otherwise_is_thrown_away(
    store: Store, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, 5)
    whole = backup._copy

    def careless(raw: RawConnection, making: Path, key: bytes) -> None:
        whole(raw, making, key)
        copy = engine.connect(making, key, "rw")
        copy.execute("DELETE FROM t_note WHERE id = 3")
        copy.close()

    monkeypatch.setattr(backup, "_copy", careless)
    with pytest.raises(BackupFailed):
        backup.take(store, to)
    assert list(to.parent.iterdir()) == []


def test_a_copy_with_a_damaged_page_is_thrown_away(
    store: Store, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, 5)
    whole = backup._sync

    def spoil(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(-600, os.SEEK_END)
            file.write(b"?")
        whole(path)

    monkeypatch.setattr(backup, "_sync", spoil)
    with pytest.raises(PagesDamaged):
        backup.take(store, to)
    assert list(to.parent.iterdir()) == []


def test_a_full_disk_leaves_no_backup(store: Store, tmp_path: Path) -> None:
    fill(store, 200)
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=60k", "tmpfs", str(small)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("may not mount a small disk here")
    try:
        with pytest.raises(BackupFailed, match="The backup was not made"):
            backup.take(store, small / "one.pdvb")
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", str(small)], check=True)
    fill(store, 1)


def test_the_open_store_is_not_verified_by_hand(store: Store) -> None:
    with pytest.raises(OpenElsewhere):
        backup.verify(store.path, KEY)


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda path: path.unlink(), FileMissing),
        (lambda path: path.write_bytes(b""), FileEmpty),
        (lambda path: os.truncate(path, path.stat().st_size - 4096), EndsEarly),
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"), PagesDamaged),
        (lambda path: path.write_bytes(b"?" + path.read_bytes()[1:]), NotThisDesk),
    ],
)
def test_a_backup_that_is_not_whole_is_not_verified_nor_restored(
    store: Store, to: Path, spoil: object, kind: type[DeskError]
) -> None:
    fill(store, 5)
    backup.take(store, to)
    spoil(to)  # type: ignore[operator]
    before = fingerprints(to.parent)
    with pytest.raises(kind):
        backup.verify(to, KEY)
    with pytest.raises(kind):
        backup.restore(to, to.parent / "new.pdv", KEY)
    assert fingerprints(to.parent) == before


def test_verifying_changes_nothing(store: Store, to: Path) -> None:
    fill(store, 5)
    backup.take(store, to)
    before = fingerprints(to.parent)
    backup.verify(to, KEY)
    assert fingerprints(to.parent) == before


def test_a_trail_that_was_tampered_with_is_no_backup(store: Store, to: Path) -> None:
    fill(store, 2)
    backup.take(store, to)
    raw = engine.connect(to, KEY, "rw")
    raw.execute("DROP TRIGGER audit_no_update")
    raw.execute("UPDATE audit SET action = 'nothing happened' WHERE seq = 1")
    raw.close()
    with pytest.raises(BackupFailed):
        backup.verify(to, KEY)


def test_a_restored_desk_is_the_desk_of_the_backup(
    store: Store, to: Path, clock: SetClock, tmp_path: Path
) -> None:
    fill(store, 5)
    backup.take(store, to)
    kept = rows(store)
    fill(store, 5)
    new = tmp_path / "new.pdv"
    assert backup.restore(to, new, KEY) == backup.verify(to, KEY)
    assert new.read_bytes() == to.read_bytes()
    opened = again(new, clock)
    assert rows(opened) == kept
    opened.close()


def test_a_backup_killed_half_way_leaves_the_earlier_one_whole(
    closed: Path, to: Path, clock: SetClock, campaign: int
) -> None:
    opened = again(closed, clock)
    fill(opened, 400)
    backup.take(opened, to)
    opened.close()
    earlier = fingerprints(to.parent)[to.name]
    chance = random.Random(7)
    script = (
        "import sys; from pathlib import Path\n"
        "from prevent_desk.core.clock import SystemClock\n"
        "from prevent_desk.store import backup\n"
        "from prevent_desk.store.engine import open_store\n"
        "store = open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3],"
        " SystemClock(), 'coordinator')\n"
        "number = 0\n"
        "while True:\n"
        "    print('begin', flush=True)\n"
        "    backup.take(store, Path(sys.argv[4]) / f'{number}.pdvb')\n"
        "    number += 1\n"
    )
    for _ in range(3 * campaign):
        child = subprocess.Popen(
            [sys.executable, "-c", script, str(closed), KEY.hex(), VAULT_ID, str(to.parent)],
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None
        child.stdout.readline()
        # How far it gets is chance: that is the test. Nothing is timed.
        death = threading.Timer(chance.uniform(0.0, 0.12), child.kill)
        death.start()
        child.communicate()
        death.join()
        assert child.returncode == -signal.SIGKILL
        assert fingerprints(to.parent)[to.name] == earlier
        for named in to.parent.glob("*.pdvb"):
            backup.verify(named, KEY)
            if named != to:
                named.unlink()
    again(closed, clock).close()


def test_a_file_cut_off_is_what_the_name_protects_from(store: Store, to: Path) -> None:
    """The planted fault of the test above: a backup that gets its name before it is whole."""
    fill(store, 50)
    backup.take(store, to)
    cut = to.with_name("cut.pdvb")
    shutil.copyfile(to, cut)
    os.truncate(cut, cut.stat().st_size // 2)
    with pytest.raises(DeskError):
        backup.verify(cut, KEY)
