"""What screens of contacts say of sectors, seats and days."""

from __future__ import annotations

from datetime import date

from prevent_desk.contacts.model.records import Absence, Contact, SeatKind
from prevent_desk.contacts.service.seats import kind_words
from prevent_desk.core.dates import say_short
from prevent_desk.readers import shipped

__all__ = ["away_words", "counted", "days_words", "kind_words", "sector_words", "sectors", "where"]


def sector_words(code: str) -> str:
    """Return what a sector is called; "No sector" for none."""
    return shipped.vocabularies()["agency_group"].label(code) if code else "No sector"


def sectors() -> list[tuple[str, str]]:
    """Return the sectors: codes and words, in their order."""
    return [(term.code, term.label) for term in shipped.vocabularies()["agency_group"].terms]


def seat_kinds() -> list[tuple[SeatKind, str]]:
    """Return the kinds of seats and what they are called."""
    return [(kind, kind_words(kind)) for kind in SeatKind]


def counted(number: int, one: str, many: str) -> str:
    """Return "1 vacancy", "3 vacancies"."""
    return f"{number:,} {one if number == 1 else many}"


def days_words(days: int) -> str:
    """Return "1 day", "22 days"."""
    return counted(days, "day", "days")


def away_words(absence: Absence, today: date) -> str:
    """Return "Away until 4 Dec 2025", with who covers."""
    if absence.first > today:
        words = f"Away from {say_short(absence.first)}"
        if absence.last is not None:
            words += f" to {say_short(absence.last)}"
    elif absence.last is None:
        words = "Away, nobody knows until when"
    else:
        words = f"Away until {say_short(absence.last)}"
    return f"{words}; {absence.cover.name} covers" if absence.cover else words


def where(contact: Contact) -> str:
    """Return what somebody is, and where."""
    return ", ".join(part for part in (contact.role, contact.organisation) if part)
