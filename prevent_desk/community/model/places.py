"""Which two places are one: by distance where both are known, by street otherwise.

Distances go along the great circle of a sphere of 6,371 km (within 0.6 % anywhere, less than two
metres in 300). No map is needed, and none is fetched.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from rapidfuzz.distance import DamerauLevenshtein

RADIUS_M = 6_371_000.0
"""Of the earth, in metres."""
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
    return 2 * RADIUS_M * asin(min(1.0, sqrt(half)))


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


@dataclass(frozen=True, slots=True)
class StreetKey:
    """What a place told in words is known by; equal keys are of one street.

    Attributes:
        name: Its words without the kind: "goswell"; empty where nothing is told.
        kind: "road", or empty where it was told without it.
        is_street: Whether a street was told, not only something beside it.
    """

    name: str
    kind: str
    is_street: bool

    def is_same(self, other: StreetKey) -> bool:
        """Return whether it is the same street as another.

        A slip of the pen is forgiven, and a street told without its kind ("Goswell"); where both
        wards are known and differ, a street of the same name still is one street.
        """
        if self.is_street is not other.is_street or not (self.name or self.kind):
            return False
        if self.kind and other.kind and self.kind != other.kind:
            return False
        if not self.name or not other.name:
            return self == other
        return _is_alike(self.name, other.name)


def street_key(spot: Spot) -> StreetKey:
    """Return what a place is known by where its coordinate is not."""
    words = street_words(spot.street) or street_words(spot.place)
    kind = words[-1] if words and words[-1] in _STREET_WORDS else ""
    name = words[:-1] if kind else words
    return StreetKey(" ".join(name), kind, bool(spot.street.strip()))


def is_same_street(one: Spot, other: Spot) -> bool:
    """Return whether two places are of the same street, or without streets told alike."""
    return street_key(one).is_same(street_key(other))


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
