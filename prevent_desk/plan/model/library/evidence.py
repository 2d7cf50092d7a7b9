"""The records of evidence: what shows that something was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from prevent_desk.core.kept_file import KeptFile


class Sort(StrEnum):
    """What a piece of evidence is."""

    FILE = "file"
    NOTE = "note"
    RECORD = "record"


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
