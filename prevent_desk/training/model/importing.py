"""A list that came in as a file: its rows as texts, and what they say once columns are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from prevent_desk.core.dates import parse_date, say_short
from prevent_desk.core.errors import Refused

FIRST_SERIAL, LAST_SERIAL = 20_000, 60_000
"""Numbers that Excel would show as days of 1954 to 2064."""
_SERIAL_ZERO = date(1899, 12, 30)
_LONGEST_QUOTE = 60
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"})
_GUARDED = ("=", "+", "-", "@", "\t")
_TIME = re.compile(r"(?<=\d)(?:t|\s+)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:am|pm)?"
                   r"\s*(?:z|utc|gmt|bst|[+-]\d{2}:?\d{2})?$")  # fmt: skip
_WRITTEN = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}|[a-z]")
_SIGNS = re.compile(r"[\W_]+")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file.

    Attributes:
        place: What a person looks for to find it: "Row 4".
        cells: By column, as many as there are headings.
        formulas: Columns (from 0) whose formula has no result in the file.
        broken: Why the row cannot be read at all; empty where it can.
    """

    place: str
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()
    broken: str = ""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file as read: nothing of it is in the desk.

    Attributes:
        headings: Of its columns, as they stand there.
        notes: What a person should know of the reading, in sentences.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[FileRow, ...]
    notes: tuple[str, ...] = ()


class Kind(StrEnum):
    """What a row of a file is to the desk."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    UNMATCHED = "unmatched"
    PASSED = "passed"
    WRONG = "wrong"


def counts(kinds: Iterable[Kind]) -> dict[Kind, int]:
    """Return how many rows of each kind there are."""
    found = dict.fromkeys(Kind, 0)
    for kind in kinds:
        found[kind] += 1
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """Who a row speaks of.

    Attributes:
        row: Its place among the rows of the file, from 0.
        number: The staff number without blanks; or empty.
    """

    row: int
    place: str
    number: str = ""
    name: str = ""
    given: str = ""
    family: str = ""
    email: str = ""


class Unreadable(Exception):
    """A row cannot be taken in; its words say why."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One row by what its columns tell.

    Attributes:
        texts: What stands there, by part; tidied.
        formulas: Parts that are a formula without a result.
    """

    texts: Mapping[str, str]
    formulas: frozenset[str] = field(default_factory=frozenset)

    def text(self, part: str, called: str) -> str:
        """Return a text.

        Raises:
            Unreadable: It is a formula without a result, a formula typed as a text, or what a
                failed formula leaves behind.
        """
        if part in self.formulas:
            raise Unreadable(
                f"The {called} is a formula, and the file does not hold what it comes to."
            )
        text = self.texts.get(part, "")
        if text.upper() in _ERRORS:
            raise Unreadable(f"The {called} is “{text}”: a formula that failed.")
        if text.startswith("=") or (text.startswith(("@", "+")) and len(text) > 1):
            raise Unreadable(f"The {called} reads like a formula: {quoted(text)}.")
        return text

    def day(self, part: str, called: str, today: date) -> date | None:
        """Return a day; None where nothing stands there.

        Raises:
            Unreadable: It is not one day; the words say why.
        """
        text = self.text(part, called)
        return day_of(text, called, today) if text else None


def cells_of(row: FileRow, mapped: Sequence[str | None]) -> Cells:
    """Return a row by what its columns tell; of several that tell one thing the first filled."""
    texts: dict[str, str] = {}
    formulas: set[str] = set()
    for column, (cell, part) in enumerate(zip(row.cells, mapped, strict=False)):
        if part is None or part in texts:
            continue
        if column in row.formulas:
            formulas.add(part)
        elif text := unguarded(cell):
            texts[part] = text
    return Cells(texts, frozenset(formulas))


def day_of(text: str, called: str, today: date) -> date:
    """Read a day as lists hold it: day first, ISO, with a time behind it, a number of Excel's.

    Raises:
        Unreadable: It is none; the words say why, and what would be one.
    """
    typed = " ".join(text.lower().split())
    plain = _TIME.sub("", typed)
    if match := _COMPACT.fullmatch(plain):
        plain = "-".join(match.groups())
    if plain.isdigit() and FIRST_SERIAL <= int(plain) <= LAST_SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(plain))
    # "today" and "12 nov" mean another day with every reading.
    if not _WRITTEN.search(plain) or not any(sign.isdigit() for sign in plain):
        raise Unreadable(f"{quoted(text)} is not a day ({called}).")
    if any(sign.isalpha() for sign in plain):
        # "14-Jan-19", as databases write it.
        plain = plain.replace("-", " ")
    try:
        return parse_date(plain, today)
    except Refused:
        match = _MONTH_FIRST.fullmatch(plain)
        if match and int(match[1]) <= _MONTHS < int(match[2]):
            raise Unreadable(
                f"{quoted(text)} is not a day ({called}): days come first here, then the month."
            ) from None
        raise Unreadable(f"{quoted(text)} is not a day ({called}).") from None


def refuse_days(day: date, called: str, today: date, oldest: int = 60) -> None:
    """Refuse a day that cannot be: ahead of today, or many years ago.

    Raises:
        Unreadable: It cannot be.
    """
    if day > today:
        raise Unreadable(f"The {called} is ahead: {say_short(day)}.")
    if day.year < today.year - oldest:
        raise Unreadable(f"The {called} is too long ago: {say_short(day)}.")


def unguarded(cell: str) -> str:
    """Return a cell tidied, without the apostrophe that keeps spreadsheets from a formula."""
    text = " ".join(cell.split())
    if text.startswith("'") and text[1:].lstrip(" \"'").startswith(_GUARDED):
        return text[1:]
    return text


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Return words as they are compared: without case, accents and signs."""
    folded = text.casefold()
    if not folded.isascii():
        marked = unicodedata.normalize("NFKD", folded.replace("’", "'"))
        folded = "".join(sign for sign in marked if not unicodedata.combining(sign))
    return _SIGNS.sub(" ", folded.replace("'", "")).strip()


def quoted(text: str) -> str:
    """Return some words in quotation marks, cut where they are long."""
    short = text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
    return f"“{short}”"


def change_words(what: str, before: str, after: str) -> str:
    """Return a change as the preview says it: "Department: Housing → Libraries"."""
    return f"{what}: {before} → {after}" if before else f"{what}: {after}"
