"""Whom a panel asks, how notes name them, and what is to be thought of for somebody's home area."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prevent_desk.contacts.model.records import Contact, Organisation, PanelSeats
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.panels.model.records import Attendee, Role

ANSWERS = {
    "": "No answer yet",
    "coming": "Coming",
    "apology": "Apology",
    "sent_deputy": "Sends a deputy",
}
"""What somebody answered, by the code of `Attendee.answer`."""

CITY = "city_of_london"
"""The home area that is this desk's own; a code of "home_area"."""

NOWHERE = frozenset({"scotland", "northern_ireland", "abroad", "no_fixed", "not_known"})
"""Home areas without a council and force that a Channel panel could ask."""

_AREA = "area_"
"""What codes of "home_area" begin with that are a police area outside London."""

_TITLES = frozenset(
    (
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "sir", "dame", "lord",
        "lady", "cllr", "pc", "dc", "ds", "di", "dci", "dsu", "supt", "insp", "sgt",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody an agency would be asked by: its lead, or the deputy where the lead is away.

    Attributes:
        why: In words where it is not the lead, or nobody: "P. Ndlovu is away until 4 Dec."
        contact_id: None where nobody of the agency can come; it cannot be asked then.
        is_asked: They are on the list already.
    """

    organisation_id: int | None
    agency: str
    name: str = ""
    role: Role = Role.LEAD
    email: str = ""
    initials: str = ""
    contact_id: int | None = None
    stands_for: str = ""
    statute: str = ""
    why: str = ""
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody asked beside the members: typed, or known among the contacts.

    Attributes:
        item_id: The one case they come for; None for all of the meeting.
    """

    name: str
    agency: str
    email: str = ""
    organisation_id: int | None = None
    contact_id: int | None = None
    item_id: int | None = None
    role: Role = Role.GUEST


@dataclass(frozen=True, slots=True)
class HomePrompt:
    """Somebody of a case lives elsewhere: transfer, or ask the council and force of that area.

    Attributes:
        home: The home area in words. `council`, `force`: who speaks for it, in words.
        missing: Which of them nobody is asked of.
        offered: Organisations of the contacts that speak for the area and are not asked yet.
    """

    item_id: int
    called: str
    home: str
    council: str
    force: str
    missing: tuple[str, ...]
    offered: tuple[Organisation, ...] = ()

    @property
    def words(self) -> str:
        """The prompt, in one sentence; no name of anybody."""
        whom = " and ".join(self.missing)
        return f"{self.called}: lives in {self.home}. Transfer, or invite {whom}?"


def proposal(seats: PanelSeats, asked: Iterable[Attendee]) -> Proposal:
    """Return whom an agency is asked by, as its seats stand on the day."""
    place, who = seats.organisation, seats.invited
    there = any(_same(one, place.id, who) for one in asked)
    if who is None:
        return Proposal(
            place.id, place.called, statute=place.statute, why=seats.why, is_asked=there
        )
    is_lead = seats.as_role == Role.LEAD.value
    lead = seats.lead.holder.contact.name if seats.lead and seats.lead.holder else ""
    return Proposal(
        organisation_id=place.id,
        agency=place.called,
        name=who.name,
        role=Role.LEAD if is_lead else Role.DEPUTY,
        email=who.email,
        initials=who.initials,
        contact_id=who.id,
        stands_for="" if is_lead else lead,
        statute=place.statute,
        why=seats.why,
        is_asked=there,
    )


def initials_of(name: str, told: str, taken: Iterable[str]) -> str:
    """Return how notes name a speaker: "RC"; no two in a meeting have the same.

    Args:
        name: "DS R. Cole".
        told: As the contact has them; empty: made from the name.
        taken: Those of others in the meeting.
    """
    used = {one.upper() for one in taken}
    words = [one for one in re.split(r"[^\w'’]+", name) if one]
    own = [one for one in words if one.casefold() not in _TITLES] or words
    first = told.strip().upper() or "".join(one[0] for one in own).upper()[:3] or "?"
    if first not in used:
        return first
    for sign in own[-1][1:].upper() if own else "":
        if sign.isalpha() and first + sign not in used:
            return first + sign
    number = 2
    while f"{first}{number}" in used:
        number += 1
    return f"{first}{number}"


def home_prompts(
    homes: Mapping[int, tuple[str, Sequence[str]]],
    asked: Iterable[Attendee],
    organisations: Iterable[Organisation],
    areas: Vocabulary,
) -> list[HomePrompt]:
    """Return what to think of for people who live outside this area; nothing once they are asked.

    Args:
        homes: By point of the agenda: how it is called, and its people's home areas.
        asked: Everybody asked; guests of one case count for that case alone.
        organisations: All that are known.
        areas: The list "home_area".
    """
    known, there = list(organisations), list(asked)
    found = []
    for item_id, (called, codes) in homes.items():
        for area in dict.fromkeys(code for code in codes if code and code != CITY):
            if area in NOWHERE:
                continue
            council, force = bodies_of(area, areas)
            speaking = [one for one in known if area in one.areas]
            wanted = {"council": council, "police": force}
            heard = {
                one.statute for one in there if area in one.areas and one.item_id in {None, item_id}
            }
            missing = tuple(name for kind, name in wanted.items() if name and kind not in heard)
            if missing:
                ids = {one.organisation_id for one in there if one.item_id in {None, item_id}}
                offered = tuple(one for one in speaking if one.id not in ids)
                found.append(
                    HomePrompt(item_id, called, areas.label(area), council, force, missing, offered)
                )
    return found


def bodies_of(area: str, areas: Vocabulary) -> tuple[str, str]:
    """Return the council and the force of a home area, in words; an empty one is not known."""
    label = areas.label(area)
    if area.startswith(_AREA):
        return "the council there", f"{label} Police"
    if any(term.code == area and term.group == "London" for term in areas.terms):
        return label, "the MPS"
    return f"the council of {label}", "the force there"


def unanswered(attendees: Iterable[Attendee]) -> list[Attendee]:
    """Return those asked who have not answered."""
    return [one for one in attendees if one.asked is not None and not one.answer]


def to_tell(attendees: Iterable[Attendee], sequence: int) -> list[Attendee]:
    """Return those who were not told the time as it is now, and did not send an apology."""
    return [
        one
        for one in attendees
        if one.answer != "apology" and (one.told is None or one.told < sequence)
    ]


def tally(attendees: Sequence[Attendee]) -> str:
    """Return how far the answers are in: "7 of 9 answered · 1 apology"."""
    if not attendees:
        return "Nobody asked yet"
    answered = sum(bool(one.answer) for one in attendees)
    parts = [f"{answered} of {len(attendees)} answered"]
    if apologies := sum(one.answer == "apology" for one in attendees):
        parts.append("1 apology" if apologies == 1 else f"{apologies} apologies")
    return "  ·  ".join(parts)


def _same(one: Attendee, organisation_id: int, who: Contact | None) -> bool:
    if one.role is Role.GUEST:
        return False
    if who is not None and one.contact_id == who.id:
        return True
    return one.organisation_id == organisation_id
