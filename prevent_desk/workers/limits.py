"""How a child is held to a little memory and time; each system's own way in one place.

POSIX: the child limits itself before it reads a byte of the file. Windows: a job object, so that
the child cannot outlive or outgrow its parent. The Windows part could not be run where this was
written.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use.

    Attributes:
        memory_bytes: Of address space (POSIX) or committed memory (Windows).
        seconds: Of wall time; the same number of processor seconds.
        answer_bytes: Of one answer.
    """

    memory_bytes: int = 600 * 2**20
    seconds: float = 20.0
    answer_bytes: int = 64 * 2**20

    def kept(self) -> dict[str, float]:
        """Return the limits the child sets itself, as plain values."""
        return {"memory_bytes": self.memory_bytes, "seconds": self.seconds}


_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "shutil.",
    "ctypes.",
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


_LEFT_OUT = "numpy"
"""Which openpyxl and others load wherever it is installed: no work of a child needs it, it costs a
tenth of a second, and a child that may not open programs cannot load it."""


def leave_out() -> None:
    """Load nothing into this process that its work does without."""
    sys.modules.setdefault(_LEFT_OUT, None)  # type: ignore[arg-type]


def forbid_the_world() -> None:
    """Let this process read files and nothing else, for good: no network, program, or written file.

    The interpreter tells of each such step before it is taken. It is no cage for machine code, but
    a parser that is talked into fetching or writing something gets no further.
    """

    def refuse(event: str, details: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(details[2], int) and details[2] & _WRITES
        if writes or event.startswith(_FORBIDDEN):
            raise PermissionError(event)

    leave_out()
    sys.addaudithook(refuse)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _CREATE_NO_WINDOW = 0x08000000
    _JOB_MEMORY = 0x00000100
    _ONE_PROCESS = 0x00000008
    _KILL_ON_CLOSE = 0x00002000
    _EXTENDED = 9

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", _Basic),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def start_options() -> dict[str, Any]:
        """Return how a child is started: without a console window of its own."""
        return {"creationflags": _CREATE_NO_WINDOW}

    @contextlib.contextmanager
    def held(child: subprocess.Popen[bytes], limits: Limits | None) -> Iterator[None]:
        """Keep a child inside a job that ends with the block; limited where limits are given.

        The child waits for its order before it does anything, so it is in the job by then.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        try:
            rules = _Extended()
            rules.Basic.LimitFlags = _KILL_ON_CLOSE
            if limits is not None:
                rules.Basic.LimitFlags |= _JOB_MEMORY | _ONE_PROCESS
                rules.Basic.ActiveProcessLimit = 1
                rules.ProcessMemoryLimit = limits.memory_bytes
            kernel.SetInformationJobObject(
                wintypes.HANDLE(job), _EXTENDED, ctypes.byref(rules), ctypes.sizeof(rules)
            )
            handle = wintypes.HANDLE(int(child._handle))  # noqa: SLF001 - Popen's own, undocumented
            kernel.AssignProcessToJobObject(wintypes.HANDLE(job), handle)
            yield
        finally:
            kernel.CloseHandle(wintypes.HANDLE(job))

    def limit_self(memory_bytes: int, seconds: float) -> None:
        """Windows limits the child from outside; see `held`."""

    def allow_seconds(seconds: float) -> None:
        """Windows limits the child from outside: its parent ends it when a file's time is over."""

else:
    import resource

    def start_options() -> dict[str, Any]:
        """Return how a child is started: with no open files of ours but its pipes."""
        return {"close_fds": True}

    @contextlib.contextmanager
    def held(child: subprocess.Popen[bytes], limits: Limits | None) -> Iterator[None]:
        """On POSIX the child holds itself; see `limit_self`."""
        yield

    def limit_self(memory_bytes: int, seconds: float) -> None:
        """Limit this process for good: memory, processor time, no core file, no file written."""
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        whole = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    def allow_seconds(seconds: float) -> None:
        """Allow this process so much processor time from now on, within what it has in all."""
        spent = resource.getrusage(resource.RUSAGE_SELF)
        whole = int(spent.ru_utime + spent.ru_stime + seconds) + 1
        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (min(whole, hard), hard))
