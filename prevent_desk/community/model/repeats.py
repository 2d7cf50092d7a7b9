"""What else was seen at a place, and where more than one thing was: repeats, by the desk's rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import cos, floor, pi, radians

from prevent_desk.community.model.places import (
    RADIUS_M,
    Rule,
    Spot,
    StreetKey,
    metres_between,
    street_key,
    without_number,
)
from prevent_desk.core.dates import say_short

_DEGREE_M = 2 * pi * RADIUS_M / 360
_FARTHEST_NORTH, _FARTHEST_EAST = 62.0, 179.0
_NARROWEST = cos(radians(_FARTHEST_NORTH))
"""A degree of longitude beside one of latitude, in the far north of Shetland."""


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


def repeats(one: Seen, others: Iterable[Seen], rule: Rule) -> Repeat:
    """Return what else was seen at a place within the days of the rule, before it and after.

    Args:
        one: The sighting; an id of 0 for one not yet recorded, which is the last of its day.
        others: Candidates; itself may be among them.
        rule: How near counts.
    """
    found: list[Near] = []
    told = street_key(one.spot)
    for other in others:
        days = (one.seen - other.seen).days
        if other.id == one.id or abs(days) >= rule.days:
            continue
        metres = metres_between(one.spot, other.spot)
        if metres is not None:
            if metres <= rule.metres:
                found.append(Near(other, round(metres), days))
        elif told.is_same(street_key(other.spot)):
            found.append(Near(other, None, days))
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
    index = _Index(rule)
    for one in sorted(seen, key=_moment):
        place = index.first_near(one.spot)
        if place is None:
            index.add(one.spot, len(groups))
            groups.append([one])
        else:
            groups[place].append(one)
    found = [_hotspot(group) for group in groups if len(group) >= least]
    return sorted(found, key=lambda one: (-len(one.seen), -one.items, one.name.casefold()))


class _Index:
    """Finds the first of many places that one is near to, without looking at each of them.

    Measured ones lie in squares as wide as the rule's distance; the others are known by their
    streets, and how alike two streets are is worked out once.
    """

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._squares: dict[tuple[int, int] | None, list[tuple[int, Spot]]] = defaultdict(list)
        self._alike: dict[StreetKey, list[StreetKey]] = {}
        self._first: dict[StreetKey, int] = {}
        self._first_told: dict[StreetKey, int] = {}

    def add(self, spot: Spot, place: int) -> None:
        """Note where a place comes among the others; later ones have higher numbers."""
        key = self._known(spot)
        self._first.setdefault(key, place)
        if spot.latitude is None or spot.longitude is None:
            self._first_told.setdefault(key, place)
        else:
            self._squares[self._square(spot.latitude, spot.longitude)].append((place, spot))

    def first_near(self, spot: Spot) -> int | None:
        """Return the first place it is near to, as `how_near` says it; None for none."""
        firsts = self._first_told if spot.is_measured else self._first
        found = [firsts[key] for key in self._alike[self._known(spot)] if key in firsts]
        if spot.latitude is not None and spot.longitude is not None:
            for square in self._beside(spot.latitude, spot.longitude):
                for place, other in self._squares.get(square, ()):
                    if (metres_between(spot, other) or 0) <= self._rule.metres:
                        found.append(place)
                        break
        return min(found, default=None)

    def _known(self, spot: Spot) -> StreetKey:
        """Return the key of a place, once it is known which others are of the same street."""
        key = street_key(spot)
        if key not in self._alike:
            same = [other for other in self._alike if key.is_same(other)]
            for other in same:
                self._alike[other].append(key)
            self._alike[key] = [*same, key] if key.is_same(key) else same
        return key

    def _square(self, latitude: float, longitude: float) -> tuple[int, int] | None:
        """Return the square a place lies in; None for one that is nowhere near this country."""
        if abs(latitude) > _FARTHEST_NORTH or abs(longitude) > _FARTHEST_EAST:
            return None
        wide = max(self._rule.metres, 1) * 1.001 / _DEGREE_M
        return floor(latitude / wide), floor(longitude * _NARROWEST / wide)

    def _beside(self, latitude: float, longitude: float) -> Iterable[tuple[int, int] | None]:
        """Return the squares in which something may be near to a place."""
        square = self._square(latitude, longitude)
        if square is None:
            return list(self._squares)
        north, east = square
        around = product((north - 1, north, north + 1), (east - 1, east, east + 1))
        return [*around, None]


def _hotspot(group: Sequence[Seen]) -> Hotspot:
    names = [without_number(one.spot.street) or one.spot.place for one in group]
    named = [name for name in names if name]
    name = max(named, key=lambda one: (named.count(one), len(one))) if named else "Unnamed place"
    ward = next((one.spot.ward for one in group if one.spot.ward), "")
    return Hotspot(name, ward, tuple(sorted(group, key=_moment, reverse=True)))
