"""Documents of the register: each with its versions, and how it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from prevent_desk.core.clock import local

REVIEW_SOON = timedelta(days=60)
"""From when on a review is said to be due; ours, as the matrix of training has it."""


class State(StrEnum):
    """What a version is."""

    DRAFT = "draft"
    AGREED = "agreed"


class Standing(StrEnum):
    """How a document stands on a day, worst first."""

    LATE = "late"
    """Its review is past."""
    DRAFT = "draft"
    """No version of it was ever agreed."""
    SOON = "soon"
    """Its review is due within 60 days."""
    NO_REVIEW = "no_review"
    """It is in force, and nobody said when to look at it again."""
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version as it is entered.

    Attributes:
        agreed: The day; None for a draft. `agreed_by`: where: "Safer City Partnership board".
        review: When it is to be looked at again; None where none was set.
        changes: What is new in it.
        file_name, content: The file; empty where there is none.
    """

    version: str
    agreed: date | None = None
    agreed_by: str = ""
    review: date | None = None
    changes: str = ""
    file_name: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document as it is entered.

    Attributes:
        kind: A code of the vocabulary "document_kind".
        owner_id: The organisation whose it is; `owner`: as typed; both empty: this team's.
    """

    kind: str
    title: str
    owner_id: int | None = None
    owner: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is kept.

    Attributes:
        at: When it was entered; of one that was a draft first, when it was said to be agreed.
    """

    id: int
    version: str
    state: State
    agreed: date | None
    agreed_by: str
    review: date | None
    changes: str
    file_id: int | None
    file_name: str
    file_size: int
    at: datetime
    by: str

    @property
    def words(self) -> str:
        """What lists call it: "Version 2.1"."""
        return f"Version {self.version}" if self.version else "No version number"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the register.

    Attributes:
        owner: The organisation's name or what was typed; empty: this team's.
        versions: Newest first.
    """

    id: int
    kind: str
    title: str
    owner_id: int | None
    owner: str
    note: str
    ended: date | None
    at: datetime
    by: str
    versions: tuple[Version, ...] = ()

    @property
    def in_force(self) -> Version | None:
        """The version agreed last; None where none was."""
        agreed = [one for one in self.versions if one.agreed is not None]
        return max(agreed, key=lambda one: (one.agreed, one.id), default=None)

    @property
    def draft(self) -> Version | None:
        """The newest draft that the version in force did not overtake; None where there is none.

        One agreed before a draft was entered did not, whichever of the two was entered first.
        """
        now = self.in_force
        drafts = [
            one
            for one in self.versions
            if one.state is State.DRAFT
            and (now is None or one.id > now.id or _is_before(now.agreed, one.at))
        ]
        return drafts[0] if drafts else None

    @property
    def review(self) -> date | None:
        """When the version in force is to be looked at again."""
        return self.in_force.review if self.in_force else None

    def standing(self, today: date) -> Standing:
        """Return how it stands on a day."""
        return standing(self.ended, self.in_force is not None, self.review, today)


def standing(ended: date | None, is_agreed: bool, review: date | None, today: date) -> Standing:
    """Return how a document stands on a day; `review` is that of the version in force."""
    if ended is not None:
        return Standing.WITHDRAWN
    if not is_agreed:
        return Standing.DRAFT
    if review is None:
        return Standing.NO_REVIEW
    if review < today:
        return Standing.LATE
    return Standing.SOON if review - today <= REVIEW_SOON else Standing.IN_FORCE


def _is_before(day: date | None, moment: datetime) -> bool:
    """Return whether a day was over when something was written down (UTC)."""
    return day is not None and day < local(moment).date()
