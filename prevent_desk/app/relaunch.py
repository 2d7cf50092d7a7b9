"""Ends this process and starts it anew, locked: only so does the system take the memory back."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def relaunch(desk: Path, geometry: str) -> None:
    """Start the program anew with the same desk, locked, and end this process at once.

    Called when the store is closed and everything is kept. Handed on are the desk's folder and
    where the window stood, nothing else.
    """
    # Imported here: the first screen must not wait for what only a lock needs.
    import subprocess

    if getattr(sys, "frozen", False):
        command = [sys.executable]
    else:
        command = [sys.executable, "-m", "prevent_desk"]
    command += ["--desk", str(desk), "--geometry", geometry]
    subprocess.Popen(  # noqa: S603 - our own program, no shell
        command, stdin=subprocess.DEVNULL, close_fds=True, start_new_session=True
    )
    os._exit(0)
