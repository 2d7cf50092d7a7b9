"""Looks for words in files as they lie on the disk, in the ways a text may be written there."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
"""UTF-16 is how Qt holds every text in memory, and so what a dump or a swap file would show."""


def found_in(content: bytes, markers: Iterable[str]) -> list[str]:
    """Return the markers that stand in some bytes, whatever their case."""
    low = content.lower()
    return [mark for mark in markers if any(mark.encode(way) in low for way in _ENCODINGS)]


def hits(places: Iterable[Path], markers: Sequence[str]) -> list[tuple[str, str]]:
    """Return (file, marker) of every marker in a file below these folders, or in a file's name."""
    found = []
    for place in places:
        for file in sorted(place.rglob("*")):
            content = str(file.relative_to(place)).encode("utf-8", "surrogateescape")
            if file.is_file() and not file.is_symlink():
                content += b"\n" + file.read_bytes()
            found += [(file.name, mark) for mark in found_in(content, markers)]
    return found


def words_of_workbook(path: Path) -> bytes:
    """Return every part of a workbook, unpacked."""
    with zipfile.ZipFile(path) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())
