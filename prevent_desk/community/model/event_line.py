"""An event typed in one line: "stall tue Artizan Library x3 about 120 with Victim Support".

The parts stand in any order; what is none of them is the place. The form shows what was understood
in its fields and reads it back in words, so that nothing is taken over unseen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prevent_desk.community.model.events import (
    MOST_DAYS,
    MOST_TIMES,
    Mode,
    quantity_words,
    span_words,
)
from prevent_desk.core.dates import add_months, parse_date
from prevent_desk.core.errors import Refused
from prevent_desk.core.times import read_time
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How, parse_count
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.model.parties import Party

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAYS = (
    "mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|"
    "sun(?:day)?"
)
_ABOUT = r"(?:about|around|approx(?:imately|\.)?|circa|c\.|roughly|some|nearly|over|at least|~)"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_HALF_A_YEAR = timedelta(days=183)
_PEOPLE_REACHED = Noun("person reached", "people reached")

_KINDS = {
    "meeting": "meetings?|mtgs?", "stall": "stalls?|stands?", "campaign": "campaigns?",
    "forum": "forums?|fora", "network": "networks?", "visit": "visits?",
    "event": "community events?|events?",
}  # fmt: skip
_MANY = {
    "meeting": "meetings|mtgs", "stall": "stalls|stands", "campaign": "campaigns",
    "forum": "forums|fora", "network": "networks", "visit": "visits",
    "event": "community events|events",
}  # fmt: skip
"""Of "about 120 stall" the number is people, of "about 12 stalls" it is not."""
_WITHOUT_PLACE = frozenset({"meeting", "forum", "network"})
"""Kinds where a known organisation alone is whom one met, not where."""
_NAMED = frozenset({"campaign", "forum", "network"})
"""Kinds that go by a name, not by a place: "campaign ACT Early"."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the line may name.

    Attributes:
        kinds: Words of the kinds by their codes.
        venues: Places typed before.
        partners: Who can be named, by the words they go by in lower case.
    """

    kinds: Mapping[str, str]
    venues: Sequence[str] = ()
    partners: Mapping[str, Party] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What was understood of a line; None and empty for what it does not say."""

    kind: str = ""
    first: date | None = None
    last: date | None = None
    starts: str = ""
    times: Count | None = None
    days: int | None = None
    reach: Count | None = None
    mode: Mode | None = None
    title: str = ""
    venue: str = ""
    parties: tuple[Party, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was understood."""
        return self == Line()

    def said(self, kinds: Mapping[str, str]) -> str:
        """Return it read back: "Stall · Tue 4 Jun 2019 · Artizan Library · about 120 people …"."""
        parts = [kinds.get(self.kind, "")]
        if self.first is not None:
            day = span_words(self.first, self.last or self.first)
            parts.append(f"{day}, {self.starts}" if self.starts else day)
        else:
            parts.append(self.starts)
        parts += [self.title, self.venue]
        parts.append(quantity_words(self.kind, self.times or Count(1, How.COUNTED), self.days or 1))
        if self.reach is not None:
            parts.append(self.reach.said(_PEOPLE_REACHED))
        if self.mode is not None:
            parts.append(self.mode.words)
        if self.parties:
            parts.append("with " + ", ".join(party.words for party in self.parties))
        return "  ·  ".join(part for part in parts if part)


def read_line(text: str, today: date, known: Known) -> Line:
    """Read a line; never refuses: what it is not sure of stays in the place's words."""
    reader = _Reader(" ".join(text.split()))
    kind, times, days = _quantity(reader)
    first, last = _days(reader, today)
    starts = _time(reader)
    reach = _reach(reader)
    mode = Mode.VIRTUAL if reader.take(r"\b(?:virtual|online|on ?teams|via teams)\b") else None
    kind = kind or _kind(reader)
    title, venue, parties = _place(reader.rest, kind, known)
    return Line(kind, first, last, starts, times, days, reach, mode, title, venue, parties)


def read_day(text: str, today: date) -> date:
    """Read a day of a log: a weekday is the last such day, a day without year the nearest.

    "tue" is last Tuesday, or today; "next tue" lies ahead; all else is as `parse_date` reads it.

    Raises:
        Refused: It is not one date.
    """
    typed = " ".join(text.lower().split())
    if found := re.fullmatch(rf"(?:last |on )?({_WEEKDAYS})", typed):
        behind = (today.weekday() - _weekday(found[1])) % 7
        return today - timedelta(days=(behind or 7) if typed.startswith("last ") else behind)
    day = parse_date(typed, today)
    if re.search(r"\d", typed) and not re.search(
        r"\d{4}|\d[/.-]\d{1,2}[/.-]\d|^in |[a-z] \d\d$", typed
    ):
        while day - today > _HALF_A_YEAR:
            day = add_months(day, -12)
        while today - day > _HALF_A_YEAR:
            day = add_months(day, 12)
    return day


class _Reader:
    """A line from which parts are taken one after the other."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, pattern: str) -> re.Match[str] | None:
        """Take the first match out of the line."""
        found = re.search(pattern, self.rest, re.IGNORECASE)
        if found is not None:
            self.rest = f"{self.rest[: found.start()].rstrip()} {self.rest[found.end() :].lstrip()}"
        return found


def _quantity(reader: _Reader) -> tuple[str, Count | None, int | None]:
    """Take "x3", "x 3 days", "3 days", "about 12 stalls"."""
    kind, times, days = "", None, None
    if found := reader.take(r"\b(?:x ?|for )?(\d{1,3}) ?days?\b|\bx ?(\d{1,3}) ?days?\b"):
        number = int(found[1] or found[2])
        days = number if 1 <= number <= MOST_DAYS else None
    for code, words in _MANY.items():
        if found := reader.take(rf"({_ABOUT} ?)?\b({_NUMBER}) ?(?:x ?)?(?:{words})\b"):
            times, kind = _times(found[2], is_about=bool(found[1])), code
            break
    if times is None and (found := reader.take(r"(?:\bx ?|×\s?)(\d{1,4})\b")):
        times = _times(found[1], is_about=False)
    return kind, times, days


def _times(text: str, *, is_about: bool) -> Count | None:
    number = int(text.replace(",", ""))
    if not 1 <= number <= MOST_TIMES:
        return None
    return Count(number, How.ESTIMATED if is_about else How.COUNTED)


def _days(reader: _Reader, today: date) -> tuple[date | None, date | None]:
    """Take a day, or two with "to" between them."""
    year = r"(?: \d{4})?"
    one = rf"\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\b{year}"
    to = r" ?(?:-|–|to|until) ?"
    if found := reader.take(
        rf"\b(\d{{1,2}})(?:st|nd|rd|th)?{to}(\d{{1,2}}(?:st|nd|rd|th)? ({_MONTHS})\b{year})"
    ):
        last = _day(found[2], today)
        if last is not None and 1 <= int(found[1]) <= last.day:
            return last.replace(day=int(found[1])), last
    if found := reader.take(rf"\b({one}){to}({one})"):
        last, first = _day(found[2], today), _day(found[1], today)
        if first is not None and last is not None and first > last:
            first = add_months(first, -12)
        return first, last
    for pattern in (
        rf"\b{one}", r"\b\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?\b", r"\b\d{4}-\d{2}-\d{2}\b",
        rf"\b(?:last |next |this )?(?:{_WEEKDAYS})\b", r"\b(?:today|yesterday|tomorrow)\b",
    ):  # fmt: skip
        before = reader.rest
        if found := reader.take(pattern):
            day = _day(found[0], today)
            if day is not None:
                # Of "tue 4 jun" the weekday is only said besides.
                reader.take(rf"\b(?:{_WEEKDAYS})\b")
                return day, None
            reader.rest = before
    return None, None


def _day(text: str, today: date) -> date | None:
    try:
        return read_day(_tidy_weekday(text), today)
    except Refused:
        return None


def _tidy_weekday(text: str) -> str:
    """Return "tues", "thurs" as `parse_date` knows them."""
    return re.sub(
        rf"\b({_WEEKDAYS})\b", lambda found: _DAYS[_weekday(found[1])][:3], text, flags=re.I
    )


def _weekday(text: str) -> int:
    return next(place for place, name in enumerate(_DAYS) if name.startswith(text[:3].lower()))


def _time(reader: _Reader) -> str:
    found = reader.take(r"\b(?:at )?(\d{1,2}:\d{2}(?: ?[ap]m)?|\d{1,2}(?:\.\d{2})? ?[ap]m)\b")
    time = read_time(found[1]) if found is not None else None
    return f"{time:%H:%M}" if time is not None else ""


def _reach(reader: _Reader) -> Count | None:
    people = r"(?:people|persons|contacts|residents|students|staff|reached|spoken to|attended)"
    if reader.take(rf"\b(?:not counted|number not known)\b|\? ?{people}\b"):
        return NOT_KNOWN
    found = (
        reader.take(rf"\breached ({_ABOUT} ?)?({_NUMBER})(\+?)(?: {people})?")
        or reader.take(rf"({_ABOUT} ?)?\b({_NUMBER})(\+?) ?{people}\b")
        or reader.take(rf"({_ABOUT} ?)\b({_NUMBER})(\+?)")
        or reader.take(rf"()\b({_NUMBER})(\+)")
    )
    if found is None:
        return None
    try:
        return parse_count(f"{'about ' if found[1] or found[3] else ''}{found[2]}")
    except Refused:
        return None


def _kind(reader: _Reader) -> str:
    """Take the kind that is named first: of "visit to the Schools forum" it is the visit."""
    found = [
        (at.start(), code)
        for code, words in _KINDS.items()
        if (at := re.search(rf"\b(?:{words})\b", reader.rest, re.IGNORECASE))
    ]
    if not found:
        return ""
    code = min(found)[1]
    reader.take(rf"\b(?:{_KINDS[code]})\b(?: (?:at|to|in)\b)?")
    return code


def _place(text: str, kind: str, known: Known) -> tuple[str, str, tuple[Party, ...]]:
    """Return the title, the place and who took part, from what is left of a line."""
    partners = known.partners or {}
    told, _with, after = _split(text, r"\bwith\b|\bw/")
    names, _at, behind = _split(after, r"\bat\b|@")
    parties = [
        partners.get(name.casefold(), Party(name))
        for part in re.split(r",|;|&| and (?=[A-Z])", names)
        if (name := _tidy(part))
    ]
    title = ""
    if kind in _NAMED:
        title, _at, place = _split(told, r"\bat\b|@")
        told, title = place, _tidy(title)
    venue = _tidy(f"{told} {behind}")
    met = partners.get((venue or title).casefold())
    if met is not None and met not in parties:
        parties.insert(0, met)
        if kind in _WITHOUT_PLACE:
            venue = ""
    same = {one.casefold(): one for one in reversed(known.venues)}
    return title, same.get(venue.casefold(), venue), tuple(parties)


def _split(text: str, pattern: str) -> tuple[str, str, str]:
    found = re.search(pattern, text, re.IGNORECASE)
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def _tidy(text: str) -> str:
    words = " ".join(text.split()).strip(" ,.;:-–@")
    words = re.sub(r"^(?:at|in|on|to|the)\b(?: |$)", "", words, flags=re.IGNORECASE).strip(
        " ,.;:-–"
    )
    return re.sub(r"(?: (?:at|in|on|to|for|of))$", "", words, flags=re.IGNORECASE).strip(" ,")
