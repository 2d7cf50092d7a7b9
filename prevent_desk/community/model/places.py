"""Which sightings are of the same place: by distance where both are known, by street otherwise.

Distances go along the great circle of a sphere of 6,371 km (within 0.6 % anywhere, less than two
metres in 300). No map is needed, and none is fetched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from rapidfuzz.distance import DamerauLevenshtein

from prevent_desk.core.dates import say_short

_RADIUS_M = 6_371_000.0
_LETTERS_TO_A_SLIP = 5
"""One slip is forgiven for so many letters: Goswel, Gosswell, but never Bow for Row."""
_MOST_SLIPS = 2

_KINDS = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "ln": "lane",
    "sq": "square", "pl": "place", "ct": "court", "crt": "court", "yd": "yard", "gdns": "gardens",
    "gdn": "garden", "ter": "terrace", "terr": "terrace", "cres": "crescent", "hse": "house",
    "mkt": "market", "stn": "station", "bldgs": "buildings", "bldg": "building", "wlk": "walk",
    "br": "bridge", "blvd": "boulevard", "cl": "close", "dr": "drive", "gt": "great",
    "pk": "park", "hl": "hill", "upr": "upper", "lwr": "lower",
}  # fmt: skip
_STREET_WORDS = frozenset(_KINDS.values()) | {"row", "hill", "way", "passage", "alley", "wall"}
_BESIDE_WORDS = (
    "outside opposite near by at on in of the junction corner next to behind front between "
    "and number no nos nr opp jct jn cnr ec1 ec2 ec3 ec4 ec1a ec1v ec1y ec2m ec2y ec3a ec4a ec4y "
    "london city"
)
_BESIDE = frozenset(_BESIDE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it was told.

    Attributes:
        latitude, longitude: WGS 84, degrees; None where not known.
    """

    street: str = ""
    place: str = ""
    ward: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def is_measured(self) -> bool:
        """Whether its coordinate is known."""
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting as far as repeats need it."""

    id: int
    number: int
    spot: Spot
    seen: date
    seen_at: str = ""
    items: int = 1
    kind: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Another sighting of the same place.

    Attributes:
        metres: How far it is; None where it is known by its street.
        days: Before the one that is looked at; negative for after it.
    """

    seen: Seen
    metres: int | None
    days: int

    @property
    def how_far(self) -> str:
        """In words: "40 m", "same street"."""
        if self.metres is None:
            return "same street" if self.seen.spot.street else "same place"
        return "same spot" if self.metres < 5 else f"{self.metres:,} m"

    @property
    def how_long(self) -> str:
        """In words: "the same day", "3 days before"."""
        if not self.days:
            return "the same day"
        number = abs(self.days)
        return (
            f"{number} {'day' if number == 1 else 'days'} {'before' if self.days > 0 else 'after'}"
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts as a repeat: a setting of the desk.

    Attributes:
        metres: How far apart two may be.
        days: How long.
    """

    metres: int = 300
    days: int = 30

    @property
    def words(self) -> str:
        """As screens say it: "within 300 m in 30 days"."""
        return f"within {self.metres:,} m in {self.days} days"


@dataclass(frozen=True, slots=True)
class Repeat:
    """What else was seen at a place.

    Attributes:
        ordinal: Which it is of those up to its day: 5 for the fifth.
        near: The others, nearest in time first.
        items: How many things all of them were, its own too.
    """

    ordinal: int
    near: tuple[Near, ...]
    rule: Rule
    items: int

    @property
    def is_repeat(self) -> bool:
        """Whether anything else was seen there."""
        return bool(self.near)

    @property
    def words(self) -> str:
        """In a line: "The fifth within 300 m in 30 days"."""
        if not self.near:
            return f"Nothing else seen {self.rule.words}"
        if self.ordinal == 1:
            later = len(self.near)
            return f"The first; {later} more followed {self.rule.words}"
        return f"The {ordinal_words(self.ordinal)} {self.rule.words}"


_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"
)  # fmt: skip


def ordinal_words(number: int) -> str:
    """Return "fifth" for 5, "21st" for 21."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    teen = 10 <= number % 100 <= 20
    return f"{number:,}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def metres_between(one: Spot, other: Spot) -> float | None:
    """Return the distance of two places in metres; None where either is not measured."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    north, north_other = radians(one.latitude), radians(other.latitude)
    half = (
        sin((north_other - north) / 2) ** 2
        + cos(north) * cos(north_other) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    )
    return 2 * _RADIUS_M * asin(min(1.0, sqrt(half)))


def street_words(text: str) -> tuple[str, ...]:
    """Return the words a street is known by: "opp. 12 Goswell Rd." is goswell, road.

    House numbers, postcodes and words such as "opposite" are left out; "St" before a name is Saint.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’.]", "", plain))
    found: list[str] = []
    for place, word in enumerate(words):
        if (
            word in _BESIDE
            or word.isdigit()
            or re.fullmatch(r"\d+[a-z]?|[a-z]{1,2}\d[a-z\d]?", word)
        ):
            continue
        if word == "st" and place + 1 < len(words) and not found:
            found.append("saint")
        else:
            found.append(_KINDS.get(word, word))
    return tuple(found)


def is_same_street(one: Spot, other: Spot) -> bool:
    """Return whether two places are of the same street, or without streets told alike.

    A slip of the pen is forgiven, and a street told without its kind ("Goswell"); where both wards
    are known and differ, a street of the same name still is one street.
    """
    first = street_words(one.street) or street_words(one.place)
    second = street_words(other.street) or street_words(other.place)
    if not first or not second:
        return False
    if bool(one.street.strip()) is not bool(other.street.strip()):
        return False
    kind, other_kind = first[-1] in _STREET_WORDS, second[-1] in _STREET_WORDS
    if kind and other_kind and first[-1] != second[-1]:
        return False
    name = first[:-1] if kind else first
    other_name = second[:-1] if other_kind else second
    if not name or not other_name:
        return first == second
    return _is_alike(" ".join(name), " ".join(other_name))


def _is_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    slips = min(_MOST_SLIPS, min(len(one), len(other)) // _LETTERS_TO_A_SLIP)
    if not slips or one[0] != other[0]:
        # A first letter is the last to be mistaken, and short names differ by one: Bow, Row.
        return False
    return DamerauLevenshtein.distance(one, other, score_cutoff=slips) <= slips


def how_near(one: Spot, other: Spot, rule: Rule) -> tuple[bool, int | None]:
    """Return whether two places count as one, and how far apart they are where that is known."""
    metres = metres_between(one, other)
    if metres is not None:
        return metres <= rule.metres, round(metres)
    return is_same_street(one, other), None


def repeats(one: Seen, others: Iterable[Seen], rule: Rule) -> Repeat:
    """Return what else was seen at a place within the days of the rule, before it and after.

    Args:
        one: The sighting; an id of 0 for one not yet recorded, which is the last of its day.
        others: Candidates; itself may be among them.
        rule: How near counts.
    """
    found: list[Near] = []
    for other in others:
        days = (one.seen - other.seen).days
        if other.id == one.id or abs(days) >= rule.days:
            continue
        is_near, metres = how_near(one.spot, other.spot, rule)
        if is_near:
            found.append(Near(other, metres, days))
    # Without a time of day, the one that was recorded last is the later.
    mine = (one.seen, one.seen_at or "~", one.number or 10**9)
    before = [near for near in found if _moment(near.seen) < mine]
    found.sort(key=lambda near: (abs(near.days), near.metres or 0, -near.seen.number))
    items = one.items + sum(near.seen.items for near in found)
    return Repeat(len(before) + 1, tuple(found), rule, items)


def _moment(seen: Seen) -> tuple[date, str, int]:
    return seen.seen, seen.seen_at or "~", seen.number


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A place where more than one thing was seen.

    Attributes:
        name: The street as most wrote it.
        seen: All of them, newest first.
    """

    name: str
    ward: str
    seen: tuple[Seen, ...]

    @property
    def items(self) -> int:
        """How many things they were."""
        return sum(one.items for one in self.seen)

    @property
    def words(self) -> str:
        """In a line: "Goswell Road: 5 sightings, 7 items, last 22 Nov 2026"."""
        items = "" if self.items == len(self.seen) else f", {self.items:,} items"
        return (
            f"{self.name}: {len(self.seen)} sightings{items}, last {say_short(self.seen[0].seen)}"
        )


def hotspots(seen: Sequence[Seen], rule: Rule, least: int = 2) -> list[Hotspot]:
    """Return places where at least so many were seen, the one with most first.

    Each sighting is in one place only: that of the earliest one it is near to.
    """
    groups: list[list[Seen]] = []
    for one in sorted(seen, key=_moment):
        for group in groups:
            if how_near(group[0].spot, one.spot, rule)[0]:
                group.append(one)
                break
        else:
            groups.append([one])
    found = [_hotspot(group) for group in groups if len(group) >= least]
    return sorted(found, key=lambda one: (-len(one.seen), -one.items, one.name.casefold()))


def _hotspot(group: Sequence[Seen]) -> Hotspot:
    names = [without_number(one.spot.street) or one.spot.place for one in group]
    named = [name for name in names if name]
    name = max(named, key=lambda one: (named.count(one), len(one))) if named else "Unnamed place"
    ward = next((one.spot.ward for one in group if one.spot.ward), "")
    return Hotspot(name, ward, tuple(sorted(group, key=_moment, reverse=True)))


def without_number(street: str) -> str:
    """Return a street without the number of a house: "opp. 12a Goswell Road" is Goswell Road."""
    text = re.sub(r"^\s*(?:outside|opposite|opp\.?|near|nr\.?|by|at)\s+", "", street, flags=re.I)
    text = re.sub(r"\b(?:no\.?|number|flat|unit)?\s*\d+\s*[a-z]?\b(?:\s*[-–/]\s*\d+[a-z]?)?,?",
                  "", text, flags=re.I)  # fmt: skip
    return " ".join(text.split()).strip(" ,;-")


def parse_coordinate(text: str) -> tuple[float, float] | None:
    """Read "51.5231, -0.0987" or "51.5231 N 0.0987 W"; None where it is empty or no coordinate."""
    found = re.findall(r"([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSEWnsew]?)", text.replace("−", "-"))
    if len(found) != 2 or re.search(r"[A-DF-MO-RT-VX-Za-df-mo-rt-vx-z]", text):
        return None
    values = [-abs(float(n)) if sign.upper() in {"S", "W"} else float(n) for n, sign in found]
    if found[0][1].upper() in {"E", "W"}:
        values.reverse()
    if not (-90 <= values[0] <= 90 and -180 <= values[1] <= 180):
        return None
    return round(values[0], 6), round(values[1], 6)


def say_coordinate(latitude: float | None, longitude: float | None) -> str:
    """Return a coordinate as it is typed and read: "51.52310, -0.09870"; empty for none."""
    if latitude is None or longitude is None:
        return ""
    return f"{latitude:.5f}, {longitude:.5f}"
