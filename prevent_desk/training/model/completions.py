"""That somebody completed a course, how it is known, and how long it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Known(StrEnum):
    """How a completion is known."""

    SESSION = "session"
    E_LEARNING = "e_learning"
    CERTIFICATE = "certificate"
    TOLD = "told"


KNOWN_WORDS: Mapping[Known, str] = {
    Known.SESSION: "At a session of ours",
    Known.E_LEARNING: "E-learning",
    Known.CERTIFICATE: "Certificate seen",
    Known.TOLD: "As told",
}


@dataclass(frozen=True, slots=True)
class Completion:
    """A course somebody completed.

    Attributes:
        until: The last day it counts, worked out of certificate and course; None: for good.
        own_until: What the certificate itself says; None where the course's period counts.
        certificate: Its number, as printed.
        file_name: Of the certificate kept inside the vault; empty for none.
        source: Where it came from, in words.
    """

    id: int
    learner_id: int
    course_id: int
    course: str
    on: date
    how: Known
    until: date | None
    own_until: date | None = None
    session_id: int | None = None
    certificate: str = ""
    file_id: int | None = None
    file_name: str = ""
    source: str = ""
    note: str = ""

    @property
    def how_words(self) -> str:
        """How it is known, in words."""
        return KNOWN_WORDS[self.how]
