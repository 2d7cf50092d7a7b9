"""What went wrong, for whoever mends it: kind and place, never a word of a case (SECURITY 3.9)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from prevent_desk.core.clock import Clock

_MOST_BYTES = 200_000


def log_to(file: Path, clock: Clock) -> Callable[[str], None]:
    """Return what `ui.faults` calls with each line: it goes to the file and to standard error."""

    def note(line: str) -> None:
        # A log that cannot be written is no reason to trouble anybody.
        with suppress(OSError):
            begin_anew = file.exists() and file.stat().st_size > _MOST_BYTES
            with file.open("w" if begin_anew else "a", encoding="utf-8") as log:
                log.write(f"{clock.now():%Y-%m-%dT%H:%M:%SZ} {line}\n")
        if sys.stderr is not None:
            sys.stderr.write(f"prevent-desk: {line}\n")

    return note
