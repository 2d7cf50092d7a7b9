"""What was seen where, as screens and papers get it; no record of a person is ever made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from prevent_desk.core.dates import say_short
from prevent_desk.core.kept_file import KeptFile
from prevent_desk.logbook.model.nouns import Noun

SIGHTING = Noun("sighting", "sightings")
ITEMS = Noun("item", "items")

KIND_ICONS = {
    "sticker": "sticky-note", "graffiti": "spray-can", "leaflet": "file-text", "online": "globe",
    "comment": "message-square", "tension": "triangle-alert", "other": "circle",
}  # fmt: skip
"""Which icon stands for which kind."""

MOST_ITEMS = 1_000
"""More than this of one thing in one place is a slip of the keyboard."""


class Police(StrEnum):
    """Whether it was passed to police as intelligence."""

    YES = "yes"
    NO = "no"
    TO_DO = "to_do"

    @property
    def words(self) -> str:
        """As screens and workbooks say it."""
        return {"yes": "Passed to police", "no": "Not for police", "to_do": "To pass to police"}[
            self.value
        ]


class CameFrom(StrEnum):
    """How a sighting came to the desk."""

    TYPED = "typed"
    PDF = "pdf"
    WORKBOOK = "workbook"
    MAIL = "mail"

    @property
    def words(self) -> str:
        """As screens and workbooks say it."""
        return {
            "typed": "Typed", "pdf": "Fillable PDF", "workbook": "Workbook", "mail": "E-mail"
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of a sighting: a picture alone, nothing of the camera.

    Attributes:
        file: As it is kept in the vault.
    """

    id: int
    file: KeptFile
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sighting.

    Attributes:
        number: As it is called: 14.
        kind, theme, ward: Codes of "sighting_kind", "sighting_theme", "ward"; theme and ward may be
            empty.
        street: "Goswell Road"; `place`: what was said of it besides.
        latitude, longitude: WGS 84, degrees; both or neither.
        seen: The day; `seen_at`: the time of day, "07:50", or empty.
        items: How many: two stickers are one sighting.
        organisation: What lists call the partner that found it; empty where it is none.
        finder: Who found it, as a post or a team: "Fire-safety visitor".
        reporter_email: Where whoever reported it can be told what became of it.
        removed: The day it was taken away; None while it is there, or nobody knows.
        tension: What it may mean for the community, for the monthly summary.
        feedback_on: The day whoever reported it was told what became of it.
        for_profile: The day it was put forward for the local profile (CTLP).
        at: When it was recorded (UTC).
    """

    id: int
    number: int
    kind: str
    theme: str
    street: str
    ward: str
    place: str
    latitude: float | None
    longitude: float | None
    seen: date
    seen_at: str
    items: int
    words: str
    organisation_id: int | None
    organisation: str
    finder: str
    reporter_email: str
    removed: date | None
    removed_at: str
    removed_by: str
    police: Police
    police_on: date | None
    tension: str
    feedback_on: date | None
    feedback: str
    for_profile: date | None
    source: CameFrom
    at: datetime
    photos: tuple[Photo, ...] = ()

    @property
    def called(self) -> str:
        """What it is called: "Sighting 14"."""
        return f"Sighting {self.number}"

    @property
    def where(self) -> str:
        """Where it was, in a line."""
        return ", ".join(part for part in (self.street, self.place) if part) or "No place told"

    @property
    def when(self) -> str:
        """The day and the time of day it was seen: "22 Nov 2026, 07:50"."""
        return ", ".join(part for part in (say_short(self.seen), self.seen_at) if part)

    @property
    def reported_by(self) -> str:
        """Who found it: "Fire-safety visitor, London Fire Brigade"."""
        return ", ".join(part for part in (self.finder, self.organisation) if part)


@dataclass(frozen=True, slots=True)
class NewSighting:
    """A sighting as it is recorded, or what one is to be; parts as of `Sighting`.

    Attributes:
        source_key: What tells a report from itself when it comes twice; empty for a typed one.
        photos: Kept files, and a note for each.
    """

    kind: str
    seen: date
    theme: str = ""
    street: str = ""
    ward: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    seen_at: str = ""
    items: int = 1
    words: str = ""
    organisation_id: int | None = None
    finder: str = ""
    reporter_email: str = ""
    removed: date | None = None
    removed_at: str = ""
    removed_by: str = ""
    police: Police = Police.NO
    police_on: date | None = None
    tension: str = ""
    source: CameFrom = CameFrom.TYPED
    source_key: str = ""
    photos: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, one: Sighting) -> NewSighting:
        """Return what a recorded sighting is, to be changed in parts."""
        kept: Mapping[str, Any] = {
            part.name: getattr(one, part.name)
            for part in fields(cls)
            if part.name not in {"photos", "source_key"}
        }
        return cls(**kept, photos=tuple((photo.file.id, photo.note) for photo in one.photos))


@dataclass(frozen=True, slots=True)
class CatchAll:
    """How much of what was seen lately is only "Other": a list that fits no longer.

    Attributes:
        ids: The sightings that are "Other" in kind or theme.
        of: How many there were in all.
    """

    ids: tuple[int, ...]
    of: int
    days: int
    kinds: int = 0
    themes: int = 0
    share: int = 0
    words: str = field(default="")


CATCH_ALL_LEAST = 8
"""Fewer sightings than this say nothing about the lists."""


def catch_all(seen: list[tuple[int, str, str]], share_percent: int, days: int) -> CatchAll | None:
    """Return how much of some sightings is "Other"; None where that is not too much.

    Args:
        seen: Key, kind and theme of each of the last `days` days.
        share_percent: From which share on it is too much.
        days: How many days they are of.
    """
    if len(seen) < CATCH_ALL_LEAST:
        return None
    other_kind = {key for key, kind, _theme in seen if kind == "other"}
    other_theme = {key for key, _kind, theme in seen if theme == "other"}
    kinds = len(other_kind) if len(other_kind) * 100 >= share_percent * len(seen) else 0
    themes = len(other_theme) if len(other_theme) * 100 >= share_percent * len(seen) else 0
    if not kinds and not themes:
        return None
    ids = (other_kind if kinds else set()) | (other_theme if themes else set())
    lists = [f"{kinds} are of kind “Other”"] if kinds else []
    if themes:
        lists.append(f"{themes} are of theme “Other”")
    words = (
        f"Of the {len(seen)} sightings of the last {days} days {' and '.join(lists)}: "
        "a kind or a theme may be missing, or hide a trend."
    )
    return CatchAll(tuple(sorted(ids)), len(seen), days, kinds, themes, share_percent, words)
