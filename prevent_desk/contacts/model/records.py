"""What services of contacts hand out: organisations, people and seats as they stand on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SeatKind(StrEnum):
    """The duties an agency fills; codes of the vocabulary "seat"."""

    PANEL_LEAD = "panel_lead"
    PANEL_DEPUTY = "panel_deputy"
    PLAN_LEAD = "plan_lead"
    PREVENT_LEAD = "prevent_lead"
    SAFEGUARDING_LEAD = "safeguarding_lead"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation; `short` is what lists and rooms call it, the name where it has none.

    Attributes:
        sector: A code of the vocabulary "agency_group".
        agency: A code of the vocabulary "agency", as checks of referrals name it; or empty.
        statute: "council" or "police" where the law wants it on the panel; or empty.
        areas: Home areas it speaks for, codes of the vocabulary "home_area".
        domains: Of its own mail addresses.
    """

    id: int
    name: str
    short: str
    sector: str
    agency: str = ""
    statute: str = ""
    is_on_panel: bool = False
    areas: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    note: str = ""
    ended: date | None = None
    merged_into: int | None = None

    @property
    def called(self) -> str:
        """What lists call it."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Contact:
    """A person one works with.

    Attributes:
        emails, phones: The first is the one to use.
        organisation: What lists call their organisation; empty where they have none.
    """

    id: int
    name: str
    organisation_id: int | None = None
    organisation: str = ""
    sector: str = ""
    given: str = ""
    family: str = ""
    initials: str = ""
    role: str = ""
    department: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    topics: tuple[str, ...] = ()
    note: str = ""
    left: date | None = None
    merged_into: int | None = None
    source: str = ""

    @property
    def email(self) -> str:
        """The address to use, or empty."""
        return self.emails[0] if self.emails else ""

    @property
    def phone(self) -> str:
        """The number to use, or empty."""
        return self.phones[0] if self.phones else ""


@dataclass(frozen=True, slots=True)
class Absence:
    """Days somebody is away, both ends included; `last` is None while nobody knows."""

    id: int
    contact_id: int
    first: date
    last: date | None
    cover: Contact | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody in a seat."""

    id: int
    seat_id: int
    contact: Contact
    since: date
    until: date | None = None
    verified: date | None = None
    verified_how: str = ""
    left_reason: str = ""
    handover: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat as it stands on a day.

    Attributes:
        holder: Who holds it; None where it is vacant.
        vacant_since: The first day nobody held it; None where somebody does.
        absence: The holder is away on that day.
        past: Who held it before, newest first.
    """

    id: int
    organisation_id: int
    kind: SeatKind
    opened: date
    closed: date | None = None
    holder: Holding | None = None
    vacant_since: date | None = None
    absence: Absence | None = None
    past: tuple[Holding, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PanelSeats:
    """Whom to ask of an organisation for a panel on a day.

    Attributes:
        lead, deputy: Holders, also while they are away.
        invited: Who is to be asked: the lead, or who covers while the lead is away, or the deputy;
            None where nobody can come. `as_role` is "lead" or "deputy" accordingly.
        why: In words where it is not the lead: "P. Ndlovu is away until 4 Dec."
    """

    organisation: Organisation
    lead: Seat | None
    deputy: Seat | None
    invited: Contact | None
    as_role: str
    why: str = ""
