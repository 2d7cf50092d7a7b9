"""How many people came, and how one knows: counted, estimated, or not known.

A sum never hides what it is made of: "about 410 people (180 counted, 230 estimated; 6 sessions not
known)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.nouns import RECORDS, Noun

MOST = 10_000_000
"""More than this is a slip of the keyboard."""


class How(StrEnum):
    """How a number is known."""

    COUNTED = "counted"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Count:
    """A number as it was reported.

    Attributes:
        number: None exactly where `how` is UNKNOWN.
    """

    number: int | None
    how: How

    def __post_init__(self) -> None:
        if (self.number is None) is not (self.how is How.UNKNOWN):
            raise ValueError(self)

    @classmethod
    def of(cls, number: int | None, how: str) -> Count:
        """Return a count as two columns of a table keep it."""
        return NOT_KNOWN if number is None else cls(number, How(how))

    @property
    def words(self) -> str:
        """The number as it is said: "120", "about 120", "not known"."""
        if self.number is None:
            return "not known"
        return f"about {self.number:,}" if self.how is How.ESTIMATED else f"{self.number:,}"

    def said(self, noun: Noun) -> str:
        """Return the number with what it counts: "about 120 people", "number not known"."""
        if self.number is None:
            return "number not known"
        about = "about " if self.how is How.ESTIMATED else ""
        return about + noun.counted(self.number)


NOT_KNOWN = Count(None, How.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Tally:
    """What many counts come to, and what the sum is made of.

    Attributes:
        counted: People of the records that were counted.
        estimated: People of the records that were estimated.
        unknown: How many records have no number.
        records: How many records there are, those without a number too.
    """

    counted: int = 0
    estimated: int = 0
    unknown: int = 0
    records: int = 0

    @classmethod
    def of(cls, counts: Iterable[Count]) -> Tally:
        """Return what counts come to."""
        counted = estimated = unknown = records = 0
        for one in counts:
            records += 1
            if one.number is None:
                unknown += 1
            elif one.how is How.ESTIMATED:
                estimated += one.number
            else:
                counted += one.number
        return cls(counted, estimated, unknown, records)

    def __add__(self, other: Tally) -> Tally:
        """Return two sums as one."""
        return Tally(
            self.counted + other.counted,
            self.estimated + other.estimated,
            self.unknown + other.unknown,
            self.records + other.records,
        )

    @property
    def total(self) -> int:
        """Counted and estimated together."""
        return self.counted + self.estimated

    @property
    def is_about(self) -> bool:
        """Whether any part of the sum was estimated."""
        return self.estimated > 0

    @property
    def is_known(self) -> bool:
        """Whether any record has a number, or there is none at all."""
        return self.unknown < self.records or not self.records

    def words(self, noun: Noun | None = None, of: Noun = RECORDS) -> str:
        """Return the sum and what it is made of.

        Args:
            noun: What is counted: "about 437 people"; the bare number where it is not given.
            of: The records it is summed over: "6 sessions not known".

        Returns:
            "437", "about 437", "about 410 (180 counted, 230 estimated; 6 sessions not known)",
            or "not known" where no record has a number.
        """
        if not self.is_known:
            return "not known" if noun is None else f"number of {noun.many} not known"
        said = f"{self.total:,}" if noun is None else noun.counted(self.total)
        made_of = self.made_of(of)
        about = "about " if self.is_about else ""
        return f"{about}{said} ({made_of})" if made_of else f"{about}{said}"

    def made_of(self, of: Noun = RECORDS) -> str:
        """Return what the sum is made of; empty where the number itself says it all."""
        parts = []
        if self.counted and self.estimated:
            parts.append(f"{self.counted:,} counted, {self.estimated:,} estimated")
        if self.unknown:
            parts.append(f"{of.counted(self.unknown)} not known")
        return "; ".join(parts)


_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_BEFORE = re.compile(
    r"(?:about|around|approximately|approx\.?|circa|c\.?|ca\.?|roughly|some|nearly|almost|est\.?|"
    r"estimated|at least|over|more than|up to|~|≈|>)\s*"
)
_AFTER = re.compile(
    r"\s*(?:\+|ish|or so|or more|approx\.?|approximately|estimated|est\.?|at least)"
)
_PEOPLE = re.compile(r"\s*(?:people|persons|contacts|attended|came|counted)")
_UNKNOWN = frozenset(
    {"", "?", "-", "unknown", "not known", "not counted", "n/k", "nk", "don't know"}
)


def parse_count(text: str) -> Count:
    """Read a number as people report it: "120", "about 120", "c. 120", "~120", "30+", "?".

    An empty text and "?" are not known; "30+" and "over 30" are estimates of 30.

    Raises:
        Refused: It is not one whole number; the words name what would be.
    """
    typed = " ".join(text.lower().replace("’", "'").split())
    if typed in _UNKNOWN:
        return NOT_KNOWN
    rest, how = typed, How.COUNTED
    while found := _BEFORE.match(rest):
        rest, how = rest[found.end() :], How.ESTIMATED
    number = _NUMBER.match(rest)
    if number is None:
        raise _refused(text)
    rest = rest[number.end() :]
    if found := _PEOPLE.match(rest):
        rest = rest[found.end() :]
    while found := _AFTER.match(rest):
        rest, how = rest[found.end() :], How.ESTIMATED
    if found := _PEOPLE.match(rest):
        rest = rest[found.end() :]
    if rest.strip(" ."):
        raise _refused(text)
    value = int(number[0].replace(",", ""))
    if value > MOST:
        raise Refused(
            f"“{text.strip()}” is more than {MOST:,}.", next_step="Look at the number again."
        )
    return Count(value, how)


def _refused(text: str) -> Refused:
    typed = text.strip()
    if span := re.fullmatch(r"(\d+)\s*(?:-|–|to)\s*(\d+)", typed):
        middle = (int(span[1]) + int(span[2])) // 2
        return Refused(f"“{typed}” is two numbers.", next_step=f"Say one: “about {middle}”.")
    if typed.startswith(("-", "−")):
        return Refused(f"“{typed}” is less than nothing.", next_step="Say 0 or more.")
    return Refused(
        f"“{typed}” is not a number of people.", next_step="Try “120”, “about 120” or “?”."
    )
