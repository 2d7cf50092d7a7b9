"""A partner's row read as a sighting; all that is wrong with it is said at once, in words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from prevent_desk.community.model.places import parse_coordinate, street_words
from prevent_desk.community.model.report_parts import KIND_WORDS, Part, plain
from prevent_desk.community.model.report_rows import ReportRow
from prevent_desk.community.model.sightings import MOST_ITEMS, CameFrom, NewSighting, Police
from prevent_desk.contacts.model.people import is_address
from prevent_desk.core.dates import parse_date, say_short
from prevent_desk.core.errors import Refused
from prevent_desk.core.vocabulary import Vocabularies

LONGEST = {Part.WORDS: 4_000, Part.TENSION: 2_000, Part.PLACE: 300, Part.STREET: 120}
_LONGEST_OTHER = 120
_OLD_YEARS = 2
_YES = {"yes", "y", "true", "x", "1", "✓"}
_TIME = re.compile(
    r"(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(am|pm)?|(\d{1,2})\s*(am|pm)|(\d{2})(\d{2})"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A row read as a sighting."""

    new: NewSighting | None
    wrong: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    organisation: str = ""


def told(row: ReportRow, came: CameFrom, lists: Vocabularies, today: date) -> Told:
    """Return what a row tells; everything that is wrong with it at once."""
    if row.wrong:
        return Told(None, (row.wrong,))
    return _Reading(row, came, lists, today).told()


class _Reading:
    """One row, being read."""

    def __init__(self, row: ReportRow, came: CameFrom, lists: Vocabularies, today: date) -> None:
        self._parts = {part: _tidy(text, part) for part, text in row.parts.items()}
        self._came, self._lists, self._today = came, lists, today
        self._wrong: list[str] = []
        self._odd: list[str] = list(row.notes)

    def told(self) -> Told:
        """Return the sighting, or what is wrong."""
        place, words = self._text(Part.PLACE), self._text(Part.WORDS)
        seen = self._day(Part.SEEN, "seen")
        removed, removed_at = self._removed(seen)
        ward, place = self._ward(place)
        theme, words = self._theme(words)
        north, east = self._coordinate()
        kind, items = self._kind(), self._items()
        if seen is None and not self._parts.get(Part.SEEN):
            self._wrong.append("The day it was seen is missing.")
        if not any((self._text(Part.STREET), place, ward, words)) and north is None:
            self._wrong.append("Nothing says where it was or what it was.")
        email = self._text(Part.EMAIL)
        if email and not is_address(email):
            self._odd.append(f"“{email[:60]}” is no e-mail address and is left out.")
            email = ""
        if self._wrong or seen is None:
            return Told(None, tuple(self._wrong), tuple(self._odd))
        new = NewSighting(
            kind, seen, theme, self._text(Part.STREET), ward, place, north, east,
            self._time(Part.SEEN_AT), items, words, None, self._text(Part.FINDER), email, removed,
            removed_at, self._text(Part.REMOVED_BY), self._police(), None,
            self._text(Part.TENSION), self._came,
        )  # fmt: skip
        organisation = self._text(Part.ORGANISATION)
        return Told(replace(new, source_key=key_of(new)), (), tuple(self._odd), organisation)

    def _text(self, part: Part) -> str:
        return self._parts.get(part, "")

    def _kind(self) -> str:
        typed = self._text(Part.KIND)
        found = self._lists["sighting_kind"].code_of(typed) or KIND_WORDS.get(plain(typed))
        if found is None:
            labels = ", ".join(term.label for term in self._lists["sighting_kind"].terms)
            self._wrong.append(
                f"“{typed[:40]}” is none of {labels}." if typed else "What was seen is missing."
            )
        return found or ""

    def _items(self) -> int:
        typed = self._text(Part.ITEMS)
        if not typed:
            return 1
        match = re.fullmatch(r"(?:x\s*)?(\d{1,4})(?:\.0+)?", typed.casefold())
        number = int(match[1]) if match else 0
        if not 1 <= number <= MOST_ITEMS:
            self._wrong.append(f"“{typed[:40]}” is no number of items.")
            return 1
        return number

    def _day(self, part: Part, words: str) -> date | None:
        typed = self._text(part)
        if not typed:
            return None
        try:
            # A time beside the day, as some programs save it.
            day = parse_date(re.sub(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$", "", typed),
                             self._today)  # fmt: skip
        except Refused as refused:
            self._wrong.append(f"The day it was {words}: {refused.what}")
            return None
        if day > self._today:
            self._wrong.append(f"It cannot have been {words} on {say_short(day)}, a day to come.")
            return None
        if day.year < self._today.year - _OLD_YEARS:
            self._odd.append(f"It was {words} long ago, on {say_short(day)}.")
        return day

    def _removed(self, seen: date | None) -> tuple[date | None, str]:
        typed = self._text(Part.REMOVED)
        if typed.casefold() in _YES:
            # Some partners only say that it is gone.
            self._odd.append("It was removed on a day that is not told; the day seen is taken.")
            return seen, self._time(Part.REMOVED_AT)
        if typed.casefold() in {"no", "n", "not yet", "still there"}:
            return None, ""
        day = self._day(Part.REMOVED, "removed")
        if day is not None and seen is not None and day < seen:
            self._wrong.append("It was removed before it was seen.")
        return day, self._time(Part.REMOVED_AT) if day is not None else ""

    def _time(self, part: Part) -> str:
        typed = self._text(part)
        found = parse_time(typed)
        if typed and not found:
            self._odd.append(f"“{typed[:20]}” is no time of day and is left out.")
        return found

    def _ward(self, place: str) -> tuple[str, str]:
        typed = self._text(Part.WARD)
        code = self._lists["ward"].code_of(re.sub(r"\s+ward$", "", typed, flags=re.IGNORECASE))
        if typed and code is None:
            self._odd.append(f"“{typed[:40]}” is no ward known here; it stands with the place.")
            place = ", ".join(filter(None, (place, typed)))
        return code or "", place

    def _theme(self, words: str) -> tuple[str, str]:
        typed = self._text(Part.THEME)
        code = self._lists["sighting_theme"].code_of(typed)
        if typed and code is None:
            self._odd.append(f"“{typed[:40]}” is no theme known here; it stands with the words.")
            words = "\n".join(filter(None, (words, f"Theme as told: {typed}")))
            return "other", words
        return code or "", words

    def _coordinate(self) -> tuple[float | None, float | None]:
        typed = self._text(Part.COORDINATE)
        found = parse_coordinate(typed)
        if typed and found is None:
            self._odd.append(f"“{typed[:40]}” is no coordinate and is left out.")
        return found if found is not None else (None, None)

    def _police(self) -> Police:
        # What a partner did not report is for the officer to decide, not for a file.
        return Police.YES if self._text(Part.POLICE).casefold() in _YES else Police.TO_DO


def parse_time(text: str) -> str:
    """Return a time of day as it is kept, "07:50"; empty where it is none."""
    match = _TIME.fullmatch(text.strip().casefold())
    if match is None:
        return ""
    hour = int(match[1] or match[4] or match[6])
    minute = int(match[2] or match[7] or 0)
    half = match[3] or match[5]
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def key_of(new: NewSighting) -> str:
    """Return what tells a report from itself when it comes twice, however it was written."""
    told_of = (
        new.kind, new.seen.isoformat(), new.seen_at, " ".join(street_words(new.street)),
        plain(new.place), plain(new.words), str(new.items),
    )  # fmt: skip
    return hashlib.sha256("\n".join(told_of).encode()).hexdigest()[:32]


def _tidy(text: str, part: Part) -> str:
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign)[0] != "C")
    if part not in {Part.WORDS, Part.TENSION}:
        kept = " ".join(kept.split())
    return kept.strip()[: LONGEST.get(part, _LONGEST_OTHER)]
