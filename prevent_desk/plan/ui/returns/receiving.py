"""Taking in files that partners sent back: one after the other, beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prevent_desk.core.errors import Refused
from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.plan.model.partners.merging import Received
from prevent_desk.plan.service.returns import Returns
from prevent_desk.readers.guard import MOST_BYTES
from prevent_desk.ui.jobs import Report, Stopped, Work

Answer = tuple[Path, Received]
"""A file and what became of it."""


def receive_all(returns: Returns, paths: Sequence[Path], into: list[Answer]) -> Work[None]:
    """Return the work of reading files, each into `into` as it is read; for `ui.jobs`.

    A file that cannot be read does not stop the others. After Cancel `into` holds what was read
    until then; those returns are kept.
    """

    def work(report: Report, stopped: Stopped) -> None:
        for number, path in enumerate(paths):
            report(number, len(paths), f"Reading {path.name}, file")
            if stopped():
                raise StoppedError
            into.append((path, _receive(returns, path, "", stopped)))
        report(len(paths), len(paths), "Comparing")

    return work


def receive_one(returns: Returns, path: Path, password: str, into: list[Answer]) -> Work[None]:
    """Return the work of reading one file under a password; for `ui.jobs`."""

    def work(report: Report, stopped: Stopped) -> None:
        report(0, 0, f"Opening {path.name}")
        into.append((path, _receive(returns, path, password, stopped)))

    return work


def _receive(returns: Returns, path: Path, password: str, stopped: Stopped) -> Received:
    try:
        data = _bytes_of(path)
    except Refused as refusal:
        return Received(path.name, refusal=refusal)
    return returns.receive(path.name, data, password, None, stopped)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Refused("This is a folder, not a file.", next_step="Drop the files in it.")
        if size > MOST_BYTES:
            raise Refused(
                f"This file is larger than a return can be ({size / 2**20:,.0f} MB).",
                next_step="Ask for the workbook that was sent, filled in.",
            )
        return path.read_bytes()
    except OSError as error:
        raise Refused(
            "This file cannot be read.",
            why=f"{error.strerror}." if error.strerror else "",
            next_step="Close it where it is open, or copy it to this computer.",
        ) from error
