"""Keep what is in this process's memory out of dumps and away from other programs."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Do what this system allows; called once, before the first key is in memory.

    Nothing here is a promise against someone who administers the machine (SECURITY, 2), and no step
    that the system refuses stops the program.
    """
    if sys.platform == "win32":
        from prevent_desk.vault import windows

        with suppress(OSError, AttributeError):
            windows.harden()
    else:
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            # Not dumpable: no core, and no other process of this user may read its memory.
            with suppress(OSError, AttributeError):
                ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
