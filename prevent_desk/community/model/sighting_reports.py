"""What partners report: rows of texts read as sightings, and what each would do to the log.

A form has one row, a workbook many, a mail one in its own words. Good rows go in; what is wrong
with another is said in words. Nothing here knows the database.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.community.model.photos import CleanPhoto
from prevent_desk.community.model.places import (
    Rule,
    Seen,
    Spot,
    how_near,
    parse_coordinate,
    street_words,
)
from prevent_desk.community.model.sightings import MOST_ITEMS, CameFrom, NewSighting, Police
from prevent_desk.community.model.sightings_named import seems_to_name
from prevent_desk.contacts.model.people import is_address
from prevent_desk.core.dates import parse_date, say_short
from prevent_desk.core.errors import Refused
from prevent_desk.core.vocabulary import Vocabularies


class Part(StrEnum):
    """What a column or a field tells; the same keys as the questions of the form."""

    KIND = "kind"
    ITEMS = "items"
    SEEN = "seen"
    SEEN_AT = "seen_at"
    STREET = "street"
    WARD = "ward"
    PLACE = "place"
    COORDINATE = "coordinate"
    THEME = "theme"
    WORDS = "words"
    REMOVED = "removed"
    REMOVED_AT = "removed_at"
    REMOVED_BY = "removed_by"
    POLICE = "police"
    TENSION = "tension"
    ORGANISATION = "organisation"
    FINDER = "finder"
    EMAIL = "email"


HEADINGS = {
    Part.SEEN: "Day seen",
    Part.SEEN_AT: "Time",
    Part.KIND: "What was seen",
    Part.ITEMS: "How many",
    Part.STREET: "Street",
    Part.WARD: "Ward",
    Part.PLACE: "Where exactly",
    Part.COORDINATE: "Coordinate",
    Part.THEME: "Theme",
    Part.WORDS: "What it says or shows",
    Part.REMOVED: "Day removed",
    Part.REMOVED_AT: "Time removed",
    Part.REMOVED_BY: "Removed by",
    Part.POLICE: "Reported to police",
    Part.TENSION: "What it may mean for the community",
    Part.ORGANISATION: "Organisation",
    Part.FINDER: "Team or post",
    Part.EMAIL: "E-mail",
}
"""The columns of our workbook, in its order."""

_SAID = {
    Part.KIND: "what was seen|kind|type|what|item|incident|incident type|category|type of sighting",
    Part.ITEMS: "how many|items|number|quantity|count|qty|no of items|number of items",
    Part.SEEN: "day seen|day it was seen|date|date seen|seen|seen on|day|date of sighting|when|"
    "date found|found on|date reported",
    Part.SEEN_AT: "time|time seen|at|time found",
    Part.STREET: "street|road|location|address|street name|where|site",
    Part.WARD: "ward|area",
    Part.PLACE: "where exactly|place|exact place|location details|exact location|details of place|"
    "landmark|position",
    Part.COORDINATE: "coordinate|coordinates|lat long|latitude longitude|gps|map reference|lat lon",
    Part.THEME: "theme|ideology|motif",
    Part.WORDS: "what it says or shows|description|details|notes|comments|words|content|wording|"
    "what it said|text",
    Part.REMOVED: "day removed|day it was removed|removed|date removed|removed on|cleaned|"
    "date cleaned|taken down",
    Part.REMOVED_AT: "time removed|removed at",
    Part.REMOVED_BY: "removed by|cleaned by|taken down by",
    Part.POLICE: "reported to police|police|police told|passed to police|police informed",
    Part.TENSION: "what it may mean for the community|tension|community impact|impact|"
    "community tension",
    Part.ORGANISATION: "organisation|organization|agency|partner|company|reported by organisation",
    Part.FINDER: "team or post|finder|found by|reported by|reporter|team|post|who",
    Part.EMAIL: "e mail|email|e mail address|email address|contact",
}
_GUESSES = {said: part for part, words in _SAID.items() for said in words.split("|")}

LONGEST = {Part.WORDS: 4_000, Part.TENSION: 2_000, Part.PLACE: 300, Part.STREET: 120}
_LONGEST_OTHER = 120
_OLD_YEARS = 2

_KINDS = {
    "stickers": "sticker", "sticker s": "sticker", "graffito": "graffiti", "tag": "graffiti",
    "tagging": "graffiti", "leaflets": "leaflet", "flyer": "leaflet", "flyers": "leaflet",
    "poster": "leaflet", "posters": "leaflet", "social media": "online", "web": "online",
    "website": "online", "post": "online", "verbal": "comment", "comments": "comment",
    "community tension": "tension", "tensions": "tension",
}  # fmt: skip
_YES = {"yes", "y", "true", "x", "1", "✓"}
_TIME = re.compile(
    r"(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(am|pm)?|(\d{1,2})\s*(am|pm)|(\d{2})(\d{2})"
)

SAME_WITHIN = Rule(metres=50, days=1)
"""So near and on one day, two reports of one kind may be of one thing."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row as it came.

    Attributes:
        place: What a person looks for to find it: "Row 4", "The form".
        parts: Texts, as typed.
        wrong: Why it could not be read at all; empty where it could.
        notes: What is to be known of its reading, in sentences.
    """

    place: str
    parts: Mapping[Part, str] = field(default_factory=dict)
    wrong: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportMail:
    """The message a report came with; its words are not kept beyond what a row takes of them."""

    sender: str
    email: str
    subject: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report as read: nothing of it is in the desk.

    Attributes:
        photos: Pictures that came with it, written anew already, and what each was called.
        notes: What a person should know of the reading, in sentences.
    """

    name: str
    came: CameFrom
    rows: tuple[ReportRow, ...]
    mail: ReportMail | None = None
    photos: tuple[tuple[str, CleanPhoto], ...] = ()
    notes: tuple[str, ...] = ()


def guess(headings: Sequence[str]) -> list[Part | None]:
    """Return what each column seems to tell; a part is taken once, by the first."""
    found: list[Part | None] = []
    for heading in headings:
        part = _GUESSES.get(_plain(heading))
        found.append(None if part in found else part)
    return found


def heading_score(cells: Iterable[str]) -> int:
    """Return how many cells of a row read like headings."""
    return sum(_plain(cell) in _GUESSES for cell in cells)


class Kind(StrEnum):
    """What a row is to the log."""

    NEW = "new"
    KNOWN = "known"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """What one row would do.

    Attributes:
        new: As it would be recorded; None where it is wrong.
        words: What it would do, or why nothing can be done, in words.
        doubtful: Taken only where somebody says so.
        sighting_id: Which one it is, where it is known.
        organisation: As the row names it, where contacts do not know it.
        parts: The row's texts, to know it by where it cannot be read.
    """

    place: str
    kind: Kind
    new: NewSighting | None
    words: str
    doubtful: bool = False
    sighting_id: int | None = None
    organisation: str = ""
    parts: Mapping[Part, str] = field(default_factory=dict)


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
        found = self._lists["sighting_kind"].code_of(typed) or _KINDS.get(_plain(typed))
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
        _plain(new.place), _plain(new.words), str(new.items),
    )  # fmt: skip
    return hashlib.sha256("\n".join(told_of).encode()).hexdigest()[:32]


def compare(
    rows: Sequence[tuple[ReportRow, Told]],
    known: Mapping[str, tuple[int, int]],
    seen: Sequence[Seen],
) -> list[Line]:
    """Return what each row would do, in the file's order.

    Args:
        rows: As read, and what they tell.
        known: Keys of reports that are in the log: the sighting's key and number.
        seen: The log's sightings of the days the rows are of.
    """
    lines: list[Line] = []
    here: dict[str, str] = {}
    for row, one in rows:
        if one.new is None:
            words = " ".join(one.wrong)
            lines.append(Line(row.place, Kind.WRONG, None, words, parts=row.parts))
            continue
        new = one.new
        if new.source_key in known:
            key, number = known[new.source_key]
            words = f"Came before: it is sighting {number}."
            lines.append(Line(row.place, Kind.KNOWN, new, words, sighting_id=key))
            continue
        if new.source_key in here:
            words = f"Stands in the file twice: the same as {here[new.source_key].lower()}."
            lines.append(Line(row.place, Kind.KNOWN, new, words))
            continue
        here[new.source_key] = row.place
        lines.append(_new_line(row, one, new, seen))
    return lines


def _new_line(row: ReportRow, one: Told, new: NewSighting, seen: Sequence[Seen]) -> Line:
    said = list(one.odd)
    same = _may_be(new, seen)
    if same is not None:
        said.insert(0, f"May be sighting {same.number}: {same.spot.street or 'there'}, that day.")
    free = " ".join((new.words, new.tension, new.finder, new.place))
    named = seems_to_name(free, (new.street, one.organisation))
    if named:
        said.append(f"“{named[0].words}” looks like {named[0].why}: no person is recorded here.")
    return Line(
        row.place, Kind.NEW, new, " ".join(["New.", *said]) if said else "New",
        doubtful=same is not None or bool(named), organisation=one.organisation,
    )  # fmt: skip


def _may_be(new: NewSighting, seen: Sequence[Seen]) -> Seen | None:
    """Return a sighting of the same kind, day and spot that somebody else may have reported."""
    spot = Spot(new.street, new.place, new.ward, new.latitude, new.longitude)
    for other in seen:
        if other.seen == new.seen and other.kind == new.kind:
            is_near, metres = how_near(spot, other.spot, SAME_WITHIN)
            if is_near and (metres is not None or other.seen_at == new.seen_at):
                return other
    return None


def counts(lines: Iterable[Line]) -> dict[Kind, int]:
    """Return how many rows of each kind there are."""
    found = dict.fromkeys(Kind, 0)
    for line in lines:
        found[line.kind] += 1
    return found


_SIGNED = re.compile(
    r"^(?:--\s*$|(?:kind |best |warm |many )?regards|best wishes|yours |thanks[,.!]?$|many thanks"
    r"|thank you[,.!]?$|sent from my|cheers|from: .+|-{3,}|_{5,}|>)",
    re.IGNORECASE,
)
_GREETED = re.compile(r"^(?:hi|hello|dear|good (?:morning|afternoon|evening)|morning)\b.{0,40}$",
                      re.IGNORECASE)  # fmt: skip


def of_mail(text: str, sent: date | None, email: str) -> dict[Part, str]:
    """Return what a message in plain words tells; greeting, signature and quotes are left out."""
    kept: list[str] = []
    for line in text.splitlines():
        if _SIGNED.match(line.strip()):
            break
        if not kept and (not line.strip() or _GREETED.match(line.strip())):
            continue
        kept.append(line)
    words = "\n".join(kept).strip()
    found = {Part.WORDS: words, Part.EMAIL: email}
    plain = f" {_plain(words)} "
    for said, kind in (*((kind, kind) for kind in set(_KINDS.values())), *_KINDS.items()):
        if re.search(rf" {re.escape(said)}s? ", plain) and said not in {"post", "web", "tag"}:
            found[Part.KIND] = kind
            break
    if sent is not None:
        found[Part.SEEN] = sent.isoformat()
    if match := _STREET.search(words):
        found[Part.STREET] = match[0]
    return found


_STREET = re.compile(
    r"\b(?:[A-Z][a-z’']+\s){1,3}(?:Street|Road|Lane|Avenue|Square|Place|Court|Yard|Gardens|Hill|"
    r"Row|Walk|Way|Passage|Alley|Bridge|Wall|Market)\b"
)


def _plain(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.casefold())
    flat = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", flat))


def _tidy(text: str, part: Part) -> str:
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign)[0] != "C")
    if part not in {Part.WORDS, Part.TENSION}:
        kept = " ".join(kept.split())
    return kept.strip()[: LONGEST.get(part, _LONGEST_OTHER)]
