"""The records of evidence: what shows that something was done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from prevent_desk.core.errors import Refused

MOST_BYTES = 20 * 2**20
"""The largest file that is kept."""

MOST_OF_NAME = 150
"""The longest name a file keeps; its ending stays."""

_NO_NAME = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\s*(?:\.|$)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Sort(StrEnum):
    """What a piece of evidence is."""

    FILE = "file"
    NOTE = "note"
    RECORD = "record"


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


@dataclass(frozen=True, slots=True)
class Fact:
    """What a record of the desk says of itself, as its kind tells it.

    Attributes:
        record: "kind:id".
        title: What it is, in a line: "Update of O1-03".
        detail: More about it, for its list: its first words.
        on: Its day, where it has one.
        number: What it counts towards measures, where it counts.
        icon: Of its kind.
        page: The page that shows it; empty where none does.
        position: Where on the page.
    """

    record: str
    title: str
    detail: str = ""
    on: date | None = None
    number: int | None = None
    icon: str = "link"
    page: str = ""
    position: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Where a piece of evidence serves.

    Attributes:
        criterion_id: The criterion it serves, or None for the action as a whole.
        ref: Of the action.
        title: Of the action.
        criterion: The criterion's words; empty for the action as a whole.
    """

    id: int
    action_id: int
    criterion_id: int | None
    ref: str = ""
    title: str = ""
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence: a file, a note, or a record of the desk.

    Attributes:
        number: What it counts towards the measures it is linked to; None where it counts nothing.
            Of a record without a number of its own here: the record's.
        own_number: The number given here; None where the record's is taken, or there is none.
        file: Of a file.
        fact: Of a record that is still there.
        links: Where it serves; those whose action or criterion is gone are passed over.
    """

    id: int
    sort: Sort
    title: str
    note: str
    on: date | None
    number: int | None
    own_number: int | None
    file: KeptFile | None = None
    record: str = ""
    fact: Fact | None = None
    links: tuple[Link, ...] = ()

    @property
    def icon(self) -> str:
        """The shipped icon of what it is."""
        if self.sort is Sort.FILE:
            return "file-text"
        if self.sort is Sort.NOTE:
            return "type"
        return self.fact.icon if self.fact else "link"

    @property
    def is_lost(self) -> bool:
        """Whether it is a record that is no longer there."""
        return self.sort is Sort.RECORD and self.fact is None


@dataclass(frozen=True, slots=True)
class Target:
    """What a piece of evidence shall serve: an action, or one of its criteria."""

    action_id: int
    criterion_id: int | None = None


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
        f"“{file_name(name)}” is {say_size(size)}; a file kept as evidence may have 20 MB.",
        next_step="Keep a smaller copy of it, or a note that says where it is.",
    )
