"""Sightings of the practice desk: five months, with one street where it comes again and again.

Four of them are of Goswell Road within a month, so that the one a fire-safety visitor reports is
the fifth (DOMAIN, section 10, story 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from prevent_desk.actions.service import Actions
from prevent_desk.community import service
from prevent_desk.community.model.sightings import CameFrom, NewSighting, Police
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import Clock
from prevent_desk.store.session import Store

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Told:
    """A sighting, days before today.

    Attributes:
        at: North and east, where known.
        removed: Days after it was seen; None where it is still there.
        partner: What lists call it.
        late: Days after it was seen that it was recorded.
    """

    ago: int
    kind: str
    theme: str
    street: str = ""
    ward: str = ""
    place: str = ""
    seen_at: str = ""
    items: int = 1
    at: tuple[float, float] | None = None
    words: str = ""
    finder: str = ""
    partner: str = ""
    removed: int | None = None
    removed_by: str = "Cleansing"
    police: Police = Police.YES
    tension: str = ""
    source: CameFrom = CameFrom.TYPED
    late: int = 0


_YES, _NO, _TO_DO = Police.YES, Police.NO, Police.TO_DO
_SIGHTINGS = (
    _Told(3, "sticker", "far_right", "Goswell Road", "aldersgate", "Bus shelter", "08:20", 3,
          (51.52231, -0.09842), "Black and white, a web address", "Street warden",
          "Corporation CST", 0, police=_TO_DO),
    _Told(9, "sticker", "far_right", "Goswell Rd", "aldersgate", "Lamp post 14", "", 1,
          (51.52190, -0.09801), "The same web address", "Fire-safety visitor", "", 1),
    _Told(16, "graffiti", "far_right", "Goswell Road", "aldersgate", "Side wall of a shop", "",
          1, None, "A symbol, half a metre high", "Estate manager", "Housing", 2,
          tension="Neighbours asked whether it was meant for the prayer room round the corner."),
    _Told(24, "sticker", "far_right", "Goswell Road", "aldersgate", "Cash machine", "", 2,
          (51.52284, -0.09871), "The same web address", "Street warden", "Corporation CST", 0),
    _Told(5, "leaflet", "conspiracy", "Fleet Street", "castle_baynard", "Under wipers", "12:40",
          20, None, "Printed both sides, no sender", "Parking team", "", 0, "Parking team", _NO),
    _Told(7, "online", "antisemitic", "", "", "Comments under a post about a memorial", "", 6,
          None, "Slogans only; reported to the site", "Communications team", "", 1, "The site",
          source=CameFrom.MAIL,
          tension="Two community groups asked what would be done about it."),
    _Told(11, "sticker", "islamist", "Whitechapel High Street", "portsoken", "Phone box", "", 1,
          None, "A flag and a slogan", "Street warden", "Corporation CST", 0),
    _Told(13, "tension", "overseas", "Middlesex Street", "portsoken", "Market", "", 1, None,
          "Raised voices between two stalls on a Sunday; calmed by the market office",
          "Market officer", "", None, "", _NO,
          tension="Traders expect more people on the coming weekends."),
    _Told(19, "graffiti", "antisemitic", "Bevis Marks", "aldgate", "Hoarding", "06:50", 1, None,
          "Two words, in marker", "Cleansing crew", "Corporation CST", 0),
    _Told(22, "sticker", "left_anarchist", "Moorgate", "coleman_street", "Station exit", "", 4,
          None, "Round, red", "Station staff", "", 3, police=_NO),
    _Told(29, "comment", "anti_muslim", "Guildhall Yard", "bassishaw", "At a public stall", "",
          1, None, "Said to a volunteer, once", "Stall volunteer", "", None, "", _NO),
    _Told(35, "sticker", "far_right", "Old Street", "outside", "Bus stop", "", 2, None,
          "The same web address as in Goswell Road", "Street warden", "", 1, late=31),
    _Told(41, "leaflet", "mixed", "Cheapside", "cheap", "Handed out", "13:10", 40, None,
          "Calls to a meeting; no address", "Security guard", "", None, "", _TO_DO,
          source=CameFrom.PDF),
    _Told(48, "graffiti", "far_right", "Fann Street", "aldersgate", "Stairwell", "", 1, None,
          "A number", "Estate manager", "Housing", 1),
    _Told(55, "online", "incel", "", "", "A forum that names the City", "", 1, None,
          "A thread of eleven posts", "Analyst", "City Police Prevent", None, "", _YES),
    _Told(63, "sticker", "far_right", "Aldersgate Street", "aldersgate", "Bin", "", 1, None, "",
          "Street warden", "Corporation CST", 0, source=CameFrom.WORKBOOK),
    _Told(63, "sticker", "antisemitic", "London Wall", "coleman_street", "Bench", "", 1, None,
          "", "Street warden", "Corporation CST", 0, source=CameFrom.WORKBOOK),
    _Told(70, "other", "other", "Smithfield", "farringdon_without", "Banner on a railing", "",
          1, None, "Covered by the time it was seen again", "Market officer", "", 0, "", _NO),
    _Told(82, "graffiti", "not_known", "Paul’s Walk", "queenhithe", "River wall", "", 3, None,
          "Cannot be read", "Ranger", "", 6, police=_NO),
    _Told(97, "sticker", "anti_muslim", "Aldgate High Street", "aldgate", "Lamp post", "07:30",
          5, None, "", "Street warden", "Corporation CST", 0),
    _Told(112, "leaflet", "islamist", "Leadenhall Street", "lime_street", "In a lobby", "", 12,
          None, "", "Building manager", "", 0, "Building manager"),
    _Told(126, "sticker", "conspiracy", "Fetter Lane", "farringdon_without", "Lift", "", 2, None,
          "", "Building manager", "", 1, "Building manager", _NO),
    _Told(141, "graffiti", "far_right", "Golden Lane", "cripplegate", "Car park", "", 1, None, "",
          "Estate manager", "Housing", 2),
)  # fmt: skip


def fill_practice(store: Store, clock: Clock) -> None:
    """Fill an empty log of sightings; nothing of it can be undone."""
    contacts = contact_service.build(store, clock)
    sightings = service.build(store, clock, contacts, Actions(store, clock, contacts)).sightings
    known = {one.called: one.id for one in contacts.organisations.all()}
    today = clock.today()
    first = sightings.give_numbers(len(_SIGHTINGS))
    in_order = sorted(_SIGHTINGS, key=lambda told: told.late - told.ago)
    with store.writing("sightings") as session:
        for number, told in enumerate(in_order, first):
            seen = today - told.ago * _DAY
            north, east = told.at or (None, None)
            removed = seen + told.removed * _DAY if told.removed is not None else None
            new = NewSighting(
                told.kind, seen, told.theme, told.street, told.ward, told.place, north, east,
                told.seen_at, told.items, told.words, known.get(told.partner),
                told.finder, "", min(removed, today) if removed else None, "",
                told.removed_by if removed else "", told.police,
                seen + _DAY if told.police is Police.YES else None, told.tension, told.source,
            )  # fmt: skip
            row = sightings.put_in(session, new, number)
            # Recorded the day after, or later; not all of them on the day of the practice desk.
            recorded = datetime.combine(seen + max(1, told.late) * _DAY, time(9, 30), UTC)
            row.at = min(recorded, clock.now().astimezone(UTC)).replace(tzinfo=None)
