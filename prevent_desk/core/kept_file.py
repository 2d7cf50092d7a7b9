"""What may be kept in the vault as a file, under which name, and how its size is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from prevent_desk.core.errors import Refused

MOST_BYTES = 20 * 2**20
"""The largest file that is kept."""

MOST_OF_NAME = 150
"""The longest name a file keeps; its ending stays."""

_NO_NAME = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\s*(?:\.|$)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file kept in the vault, without its bytes.

    Attributes:
        size: Of bytes.
        at: When it was first kept (UTC).
    """

    id: int
    name: str
    size: int
    sha256: str
    at: datetime


def file_name(name: str) -> str:
    """Return a file's name as it is kept: without folders, signs that hide, or 300 letters."""
    plain = _CONTROL.sub("", re.split(r"[\\/]", name)[-1]).strip()
    if len(plain) > MOST_OF_NAME:
        stem, dot, ending = plain.rpartition(".")
        ending = dot + ending if dot and len(ending) <= 12 else ""
        plain = (stem if ending else plain)[: MOST_OF_NAME - len(ending)].rstrip() + ending
    return plain if plain.strip(". ") else "file"


def name_for_copy(name: str) -> str:
    """Return a kept name as any system takes it: without drives, streams or names of devices.

    "C:x" would leave the folder on Windows, "a.pdf:b" hide in a file, and "con" is none there.
    """
    plain = _NO_NAME.sub("-", file_name(name)).rstrip(". ") or "file"
    return f"_{plain}" if _DEVICE.match(plain) else plain


def wrong_with_name(name: str) -> str:
    """Return in a sentence why a name typed for a file is none on every system; "" where it is one.

    Windows would write "a: b.pdf" into a hidden part of a file "a", and "nul.pdf" nowhere at all.
    """
    found = sorted({*_CONTROL.findall(name), *re.findall(r'[<>:"|?*\\/]', name)})
    if found:
        signs = " ".join(sign for sign in found if sign.isprintable()) or "hidden signs"
        return f"A file name cannot hold {signs}. Leave that out."
    if not name.strip(". "):
        return "The file needs a name."
    if name != name.rstrip(". "):
        return "A file name cannot end with a dot or a space."
    if _DEVICE.match(name):
        return (
            f"Windows keeps the name “{name.split('.')[0].strip()}” for a device. Choose another."
        )
    return ""


def say_size(size: int) -> str:
    """Return a size in words: "340 kB", "1.2 MB"."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{max(1, round(size / 1000))} kB" if size else "empty"


def check_file(name: str, size: int) -> None:
    """Refuse a file that cannot be kept.

    Raises:
        Refused: It is too large, or there is nothing in it.
    """
    if size > MOST_BYTES:
        raise too_large(name, size)
    if not size:
        raise Refused(f"“{file_name(name)}” is empty.", next_step="Choose a file that is not.")


def too_large(name: str, size: int) -> Refused:
    """Return the words for a file that is too large."""
    return Refused(
        f"“{file_name(name)}” is {say_size(size)}; a file kept in the desk may have 20 MB.",
        next_step="Keep a smaller copy of it, or a note that says where it is.",
    )
