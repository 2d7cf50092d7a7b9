"""In the child: what this process writes, what it holds open, what it lets others read.

Light to import, so that a control can plant its faults without a window.
"""

from __future__ import annotations

import ctypes
import os
import stat
import sys
from pathlib import Path
from typing import Any

_PR_GET_DUMPABLE = 3
_ONE_NAME = {"os.mkdir", "os.truncate", "os.remove", "os.rmdir"}


def forgotten_files(desk: Path) -> dict[str, bytes]:
    """Return what stands in ordinary files that this process has open, deleted ones too."""
    found: dict[str, bytes] = {}
    folder = Path("/proc/self/fd")
    for link in folder.iterdir() if folder.is_dir() else ():
        try:
            number, target = int(link.name), str(link.readlink())
            about = os.fstat(number)
            # The test reads the vault's own files by name; opening them here would drop its lock.
            if stat.S_ISREG(about.st_mode) and not target.startswith(str(desk)):
                found[target] = os.pread(number, about.st_size, 0)
        except OSError:
            continue
    return found


class Opened:
    """Every file that Python opened to write, and every name it made, changed or took away."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        sys.addaudithook(self._hear)

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if event in _ONE_NAME or (event == "open" and _writes(given[1], given[2])):
            self._note(given[:1])
        elif event in {"os.rename", "os.link", "os.symlink"}:
            self._note(given[:2])

    def _note(self, names: tuple[Any, ...]) -> None:
        # A number is a file that was opened, and so noted, before.
        self.written.update(
            str(Path(os.fsdecode(name)).absolute())
            for name in names
            if isinstance(name, str | bytes)
        )


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str) and set(mode) & set("wax+"):
        return True
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def allows_a_dump() -> bool:
    """Return whether a crash of this process, or another program, may write its memory down."""
    import resource

    core = resource.getrlimit(resource.RLIMIT_CORE)[0]
    dumpable = sys.platform == "linux" and ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0)
    return bool(core or dumpable)
