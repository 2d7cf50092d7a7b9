"""One window per desk: a lock of the operating system on a file in the folder.

The system frees it when the process ends, however it ends; it is never taken away by age. The file
says on which machine and since when, not by whom, and is empty while no one has the desk open.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.vault import files
from prevent_desk.vault.model import AlreadyOpen

_FAR: Final = 1 << 20
"""Windows hides locked bytes from other readers, so a byte far behind the text is locked."""


class FolderLock:
    """The lock on a desk's folder, held until `release`."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path, clock: Clock) -> FolderLock:
        """Take the lock and write down where and since when.

        Raises:
            AlreadyOpen: It is held, by another process or by this one.
            Refused: The folder cannot be written to.
        """
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise files.refusal(error, "The desk was not opened.") from None
        try:
            if not _try_lock(descriptor):
                raise _held(path, clock)
            record = {"machine": platform.node()[:80], "since": clock.now().isoformat()}
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, json.dumps(record).encode("utf-8"))
        except OSError as error:
            os.close(descriptor)
            raise files.refusal(error, "The desk was not opened.") from None
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    def release(self) -> None:
        """Let go. A second call does nothing."""
        if self._descriptor < 0:
            return
        try:
            os.ftruncate(self._descriptor, 0)
        finally:
            _unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = -1


def refuse_if_held(path: Path, clock: Clock) -> None:
    """Refuse when the lock is held; changes nothing, and needs no right to write.

    Raises:
        AlreadyOpen: With the time since when, and the machine where it is another.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return
    try:
        if not _try_lock(descriptor):
            raise _held(path, clock)
        _unlock(descriptor)
    finally:
        os.close(descriptor)


def _held(path: Path, clock: Clock) -> AlreadyOpen:
    since, machine = "", ""
    try:
        record = json.loads(files.read_small(path) or b"{}")
        started = datetime.fromisoformat(str(record["since"])).astimezone()
        day = "" if started.date() == clock.today() else f" on {say_short(started.date())}"
        since = f" since {started:%H:%M}{day}"
        if record["machine"] != platform.node()[:80]:
            machine = f" on {record['machine']}"
    except (OSError, ValueError, KeyError, TypeError):
        pass  # What the file says is a courtesy; the lock itself is the fact.
    return AlreadyOpen(
        f"This desk is open in another window{machine}{since}.",
        next_step="Go to that window, or close it there.",
        code="PD-108",
    )


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    # flock, not lockf: a record lock would be dropped when this process closes any other
    # descriptor of the file, which `refuse_if_held` does.
    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
