"""The secrets of the desk under test, and how its folder is compared byte by byte."""

from __future__ import annotations

from pathlib import Path

PASSPHRASE = "eastbound safely gigabyte sift grain"
DEPUTY = "unbutton discount silenced flattered moss"
ANOTHER = "kelp tidings outbound ferret plank"
RECOVERY = "014D 2PF2 DBSQ QG04 926D 25AS KQNZ"


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def flip(path: Path, bit: int) -> None:
    """Turn one bit of a file round, counted from its start."""
    raw = bytearray(path.read_bytes())
    raw[bit // 8] ^= 1 << bit % 8
    path.write_bytes(raw)
