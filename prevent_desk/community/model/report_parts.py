"""The columns and fields partners report by: what each tells, and what headings it goes by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum


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

KIND_WORDS = {
    "stickers": "sticker", "sticker s": "sticker", "graffito": "graffiti", "tag": "graffiti",
    "tagging": "graffiti", "leaflets": "leaflet", "flyer": "leaflet", "flyers": "leaflet",
    "poster": "leaflet", "posters": "leaflet", "social media": "online", "web": "online",
    "website": "online", "post": "online", "verbal": "comment", "comments": "comment",
    "community tension": "tension", "tensions": "tension",
}  # fmt: skip
"""What partners call kinds besides the words of the list."""


def guess(headings: Sequence[str]) -> list[Part | None]:
    """Return what each column seems to tell; a part is taken once, by the first."""
    found: list[Part | None] = []
    for heading in headings:
        part = _GUESSES.get(plain(heading))
        found.append(None if part in found else part)
    return found


def heading_score(cells: Iterable[str]) -> int:
    """Return how many cells of a row read like headings."""
    return sum(plain(cell) in _GUESSES for cell in cells)


def plain(text: str) -> str:
    """Return words as headings and answers are compared: small letters and figures, no marks."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    flat = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", flat))
