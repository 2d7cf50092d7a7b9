"""Which papers of referrals there are, and what of them is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """A paper.

    Attributes:
        words: As the file's name and the audit trail say it.
        label: As the dialog offers it.
    """

    RECORD = ("referral record", "Whole record")
    SUMMARY = ("case summary", "Case summary")
    CHRONOLOGY = ("chronology", "Chronology")
    FORM = ("referral form", "Referral form as filled")

    def __init__(self, words: str, label: str) -> None:
        self.words = words
        self.label = label

    @property
    def says_who_told(self) -> bool:
        """It names the referrer, unless they asked not to be named; no other paper does."""
        return self in {Kind.RECORD, Kind.FORM}


class Format(Enum):
    """What file it becomes; `suffix` of its name."""

    PDF = ".pdf"
    WORD = ".docx"

    @property
    def suffix(self) -> str:
        """The end of the file's name."""
        return self.value


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the dialog's fields ask for; equal wishes make equal files.

    Attributes:
        with_names: The people it is about by name; else by reference, their names struck out.
        whole_person: A chronology over all referrals of the person.
        as_at: As the record stood at the end of a day; None for now.
        with_notes: The officer's private working notes; only ever on a record for herself.
    """

    episode_id: int
    kind: Kind
    format: Format
    marking: str
    with_names: bool = False
    whole_person: bool = False
    as_at: date | None = None
    with_notes: bool = False
