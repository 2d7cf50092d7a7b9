"""One window per desk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.vault import lockfile
from prevent_desk.vault.lockfile import FolderLock
from prevent_desk.vault.model import AlreadyOpen

HOLDER = """
import sys
from pathlib import Path
from prevent_desk.core.clock import SystemClock
from prevent_desk.vault.lockfile import FolderLock
held = FolderLock.take(Path(sys.argv[1]), SystemClock())
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.lock"


def test_a_held_lock_says_machine_and_time_and_no_name(path: Path, clock: SetClock) -> None:
    held = FolderLock.take(path, clock)
    record = json.loads(path.read_bytes())
    assert set(record) == {"machine", "since"}
    held.release()
    assert path.read_bytes() == b""


def test_a_lock_held_in_this_process_refuses_the_second(path: Path, clock: SetClock) -> None:
    held = FolderLock.take(path, clock)
    for attempt in (FolderLock.take, lockfile.refuse_if_held):
        with pytest.raises(AlreadyOpen, match="open in another window since"):
            attempt(path, clock)
    held.release()
    held.release()
    FolderLock.take(path, clock).release()


def test_a_lock_is_never_taken_away_by_age(path: Path, clock: SetClock) -> None:
    held = FolderLock.take(path, clock)
    started = clock.now().astimezone()
    clock.move(timedelta(days=40))
    words = f"since {started:%H:%M} on {started.day} Nov 2026"
    with pytest.raises(AlreadyOpen, match=words):
        FolderLock.take(path, clock)
    held.release()


def test_another_machine_is_named(
    path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lockfile.platform, "node", lambda: "LAPTOP-22")
    held = FolderLock.take(path, clock)
    monkeypatch.setattr(lockfile.platform, "node", lambda: "LAPTOP-7")
    with pytest.raises(AlreadyOpen, match="another window on LAPTOP-22 since"):
        lockfile.refuse_if_held(path, clock)
    held.release()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"since": 5}', b"\xff" * 90, b"null"])
def test_what_the_lock_file_says_is_a_courtesy(path: Path, clock: SetClock, text: bytes) -> None:
    held = FolderLock.take(path, clock)
    path.write_bytes(text)
    with pytest.raises(AlreadyOpen, match=r"open in another window\."):
        lockfile.refuse_if_held(path, clock)
    held.release()


def test_a_lock_of_a_killed_process_is_free(path: Path, clock: SetClock) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(AlreadyOpen):
            FolderLock.take(path, clock)
        with pytest.raises(AlreadyOpen):
            lockfile.refuse_if_held(path, clock)
    finally:
        os.kill(holder.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        holder.communicate()
    assert path.read_bytes(), "what it said is still there"
    lockfile.refuse_if_held(path, clock)
    FolderLock.take(path, clock).release()


def test_looking_at_the_lock_makes_no_file(path: Path, clock: SetClock) -> None:
    lockfile.refuse_if_held(path, clock)
    assert not path.exists()
