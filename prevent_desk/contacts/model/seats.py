"""Whom an agency sends: how a seat stands on a day, and who is asked to a panel.

Each agency names a lead and a deputy who can decide; the partnership asks every partner to confirm
them (domain notes, 2.4). Nothing here knows the database or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from prevent_desk.contacts.model.records import (
    Absence,
    Contact,
    Holding,
    Organisation,
    PanelSeats,
    Seat,
    SeatKind,
)
from prevent_desk.core.dates import add_months, say_short

CONFIRM_MONTHS = 12
"""After so many months a name has to be confirmed."""

CONFIRM_SOURCE = (
    "Ours: the partnership asks every partner to confirm a named Channel representative "
    "(domain notes, 2.3 and 2.4); no law says how often."
)


class Stand(StrEnum):
    """How a seat stands, as lists colour it."""

    VACANT = "vacant"
    CHECK = "check"
    AWAY = "away"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Filling:
    """A name to be put into a seat, by one line of the yearly check or of an import."""

    organisation_id: int
    kind: SeatKind
    contact_id: int
    since: date


def confirm_before(today: date, months: int = CONFIRM_MONTHS) -> date:
    """Return the day a confirmation must not be older than."""
    return add_months(today, -months)


def stand(seat: Seat, today: date, months: int = CONFIRM_MONTHS) -> Stand:
    """Return how a seat stands: vacant before unconfirmed before away before verified."""
    if seat.holder is None:
        return Stand.VACANT
    verified = seat.holder.verified
    if verified is None or verified < confirm_before(today, months):
        return Stand.CHECK
    return Stand.AWAY if seat.absence is not None else Stand.VERIFIED


def days_vacant(seat: Seat, today: date) -> int:
    """Return for how many days nobody has held a seat; 0 where somebody does."""
    return max(0, (today - seat.vacant_since).days) if seat.vacant_since else 0


def is_away(absence: Absence, on: date) -> bool:
    """Return whether an absence covers a day; both its ends count."""
    return absence.first <= on and (absence.last is None or on <= absence.last)


def absence_on(absences: Iterable[Absence], on: date) -> Absence | None:
    """Return the absence of a day; where several overlap, the one that ends last.

    Who covers is told of whichever of them says so.
    """
    away = sorted(
        (one for one in absences if is_away(one, on)), key=lambda one: one.last or date.max
    )
    if not away:
        return None
    cover = next((one.cover for one in reversed(away) if one.cover is not None), None)
    return replace(away[-1], cover=cover)


def holder_on(holdings: Iterable[Holding], on: date) -> Holding | None:
    """Return who held a seat on a day; the newest where two overlap."""
    held = [one for one in holdings if one.since <= on and (one.until is None or on < one.until)]
    return max(held, key=lambda one: (one.since, one.id), default=None)


def as_on(
    seat: Seat, holdings: Sequence[Holding], absences: Sequence[Absence], on: date
) -> Seat | None:
    """Return a seat as it stood on a day; None where it was not wanted then.

    Args:
        seat: Its own parts.
        holdings: Everybody who ever held it.
        absences: Of these people.
        on: The day.
    """
    holder = holder_on(holdings, on)
    if seat.opened > on or (seat.closed is not None and seat.closed <= on):
        return None
    past = sorted(
        (one for one in holdings if one.until is not None and one.until <= on),
        key=lambda one: (one.until or on, one.id), reverse=True,
    )  # fmt: skip
    vacant = None
    if holder is None:
        vacant = max([seat.opened, *(one.until for one in past if one.until)])
    mine = [one for one in absences if holder and one.contact_id == holder.contact.id]
    return Seat(
        seat.id, seat.organisation_id, seat.kind, seat.opened, seat.closed, holder, vacant,
        absence_on(mine, on), tuple(past), seat.note,
    )  # fmt: skip


def one_of(seats: Sequence[Seat]) -> Seat:
    """Return one seat for the same duty of organisations that turned out to be one.

    Args:
        seats: The surviving organisation's own first. The first that is held stands; everybody who
            held any of them before stays told.
    """
    shown = next((seat for seat in seats if seat.holder is not None), seats[0])
    if len(seats) == 1:
        return shown
    others = [seat for seat in seats if seat is not shown]
    past = [*shown.past, *(one for seat in others for one in seat.past)]
    past.sort(key=lambda one: (one.until or date.max, one.id), reverse=True)
    vacant = shown.vacant_since
    if vacant is not None:
        vacant = max(seat.vacant_since or vacant for seat in seats)
    return Seat(
        shown.id, seats[0].organisation_id, shown.kind, min(seat.opened for seat in seats),
        shown.closed, shown.holder, vacant, shown.absence, tuple(past), shown.note,
    )  # fmt: skip


def asked(
    organisation: Organisation, lead: Seat | None, deputy: Seat | None, away: frozenset[int]
) -> PanelSeats:
    """Return whom to ask of an organisation: the lead, who covers for them, or the deputy.

    Args:
        organisation: The agency.
        lead: Its lead's seat on the day of the panel; None where it has none.
        deputy: Its deputy's seat; the same.
        away: Contacts that are away that day: who covers may be away too.
    """
    why: list[str] = []
    for seat, role, name in ((lead, "lead", "lead"), (deputy, "deputy", "deputy")):
        if seat is None or seat.holder is None:
            why.append(_vacant(seat, name))
            continue
        if seat.absence is None:
            return PanelSeats(organisation, lead, deputy, seat.holder.contact, role, _said(why))
        why.append(_away(seat.holder.contact, seat.absence))
        cover = seat.absence.cover
        if cover is not None and cover.id not in away:
            is_deputy = deputy and deputy.holder and deputy.holder.contact.id == cover.id
            why.append(f"{cover.name} covers.")
            part = "deputy" if is_deputy else role
            return PanelSeats(organisation, lead, deputy, cover, part, _said(why))
    return PanelSeats(organisation, lead, deputy, None, "", _said(why))


def _vacant(seat: Seat | None, name: str) -> str:
    if seat is None or seat.vacant_since is None:
        return f"No {name} is named."
    return f"The {name}’s seat has been vacant since {say_short(seat.vacant_since)}."


def _away(contact: Contact, absence: Absence) -> str:
    if absence.last is None:
        return f"{contact.name} is away; nobody knows until when."
    return f"{contact.name} is away until {say_short(absence.last)}."


def _said(why: Sequence[str]) -> str:
    return " ".join(why)
