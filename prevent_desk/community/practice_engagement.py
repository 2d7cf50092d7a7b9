"""Engagement and enquiries of the practice desk: half a year before today, and what is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from prevent_desk.actions.service import Actions
from prevent_desk.community import service
from prevent_desk.community.model.enquiries import About, NewEnquiry
from prevent_desk.community.model.events import Mode, NewEvent
from prevent_desk.community.model.series import Every
from prevent_desk.community.service import CommunityServices
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import Clock
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How
from prevent_desk.logbook.model.parties import Party
from prevent_desk.store.session import Store

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Told:
    """An event, days before today (negative: ahead).

    Attributes:
        reach: "120", "~120", or empty for not known.
        times: "2", "~12".
        partners: Names of agencies as lists call them, or words.
    """

    ago: int
    kind: str
    title: str
    venue: str = ""
    ward: str = ""
    reach: str = ""
    times: str = "1"
    days: int = 1
    starts: str = ""
    partners: tuple[str, ...] = ()
    summary: str = ""
    topics: tuple[str, ...] = ()
    is_virtual: bool = False


_EVENTS = (
    _Told(2, "stall", "", "Artizan Library", "portsoken", "~45", starts="10:00",
          partners=("Victim Support",), summary="Two asked about online gaming; leaflets given."),
    _Told(5, "meeting", "Schools safeguarding leads", "Guildhall", "bassishaw", "14",
          starts="14:00", partners=("Schools forum",), topics=("referrals", "filtering"),
          summary="Want a one-page reminder of Notice, Check, Share."),
    _Told(8, "stall", "Freshers’ fair", "Middlesex Street campus", "portsoken", "~210", days=2,
          partners=("Students’ union",), topics=("ACT Early",)),
    _Told(12, "campaign", "ACT Early, autumn posters", "", "", "~600", times="1", days=14,
          topics=("ACT Early",), partners=("City Police Prevent",)),
    _Told(15, "meeting", "", "Mansell Street Estate office", "portsoken", "", starts="11:30",
          partners=("Housing",), summary="Events on the estate in the new year."),
    _Told(19, "visit", "", "St Bartholomew’s Hospital", "farringdon_within", "6",
          partners=("Barts Health",)),
    _Told(23, "stall", "", "Barbican Library", "aldersgate", "62", times="2",
          partners=("Victim Support", "Fire brigade")),
    _Told(27, "meeting", "Church watchers’ group", "St Botolph’s", "aldgate", "18",
          starts="18:00", topics=("graffiti", "stickers")),
    _Told(33, "event", "Interfaith walk", "St Paul’s churchyard", "castle_baynard", "~80",
          starts="13:00"),
    _Told(38, "stall", "Street festival", "Chancery Lane", "farringdon_without", "~300", days=3),
    _Told(44, "meeting", "Higher education coordinators", "", "", "9", is_virtual=True,
          starts="10:00", partners=("Guildhall School",)),
    _Told(51, "stall", "Office lobbies, one drive", "", "bishopsgate", "~150", times="~12",
          partners=("City Police Prevent",)),
    _Told(58, "meeting", "Vulnerability working group", "Guildhall", "bassishaw", "11"),
    _Told(66, "visit", "", "Golden Lane Estate", "cripplegate", "", starts="16:00"),
    _Told(74, "stall", "Residents’ meeting", "Beaufort House", "portsoken", "40", times="2"),
    _Told(90, "meeting", "Mobile networking group", "Wood Street", "cheap", "7"),
    _Told(104, "event", "Eid meal", "Guildhall", "bassishaw", "~120"),
    _Told(120, "campaign", "Hate crime awareness week", "", "", "~400", days=7),
    _Told(-4, "meeting", "Prevent board, pre-meeting", "Guildhall", "bassishaw", "",
          starts="09:30", partners=("City Police Prevent",)),
    _Told(-9, "stall", "", "Shoe Lane Library", "castle_baynard", "", starts="11:00"),
    _Told(-16, "event", "Winter fair", "Golden Lane Estate", "cripplegate", "", days=2),
)  # fmt: skip


def fill_practice(store: Store, clock: Clock) -> None:
    """Fill an empty log of engagement, its series, and the enquiries; nothing can be undone."""
    contacts = contact_service.build(store, clock)
    community = service.build(store, clock, contacts, Actions(store, clock, contacts))
    named = {one.called: Party(one.called, one.id) for one in contacts.organisations.all()}
    today = clock.today()
    # One unit for all of them: each by itself would be 60.
    with store.writing("engagement") as session:
        for told in _EVENTS:
            community.events.add_in(session, _event(told, today, named))
        weekly = community.events.add_in(session, _weekly(today))
        forum = community.events.add_in(session, _forum(today))
        session.flush()
        first, second = weekly.id, forum.id
    _what_comes_again(community, first, second, today)
    _enquiries(community, today, named)


def _event(told: _Told, today: date, named: Mapping[str, Party]) -> NewEvent:
    parties = tuple(named.get(name, Party(name)) for name in told.partners)
    return NewEvent(
        told.kind, _worked(today - told.ago * _DAY, today), told.title, starts=told.starts,
        times=_count(told.times), days=told.days,
        mode=Mode.VIRTUAL if told.is_virtual else Mode.IN_PERSON, venue=told.venue,
        ward=told.ward, reach=_count(told.reach), topics=told.topics, summary=told.summary,
        parties=parties,
    )  # fmt: skip


def _worked(day: date, today: date) -> date:
    """Return a day of the week: of a weekend the Friday before, or the Monday after where ahead."""
    over = day.weekday() - 4
    if over <= 0:
        return day
    return day - over * _DAY if day <= today else day + (3 - over) * _DAY


def _count(text: str) -> Count:
    if not text:
        return NOT_KNOWN
    how = How.ESTIMATED if text.startswith("~") else How.COUNTED
    return Count(int(text.lstrip("~")), how)


def _weekly(today: date) -> NewEvent:
    """Return the first of a group that meets every week, and was last entered a month ago."""
    first = today - timedelta(days=today.weekday() + 5) - 10 * _WEEK
    return NewEvent(
        "network", first, "Women’s network", starts="10:30", venue="Portsoken community centre",
        ward="portsoken", reach=Count(15, How.ESTIMATED), parties=(Party("Women’s network"),),
    )  # fmt: skip


def _forum(today: date) -> NewEvent:
    return NewEvent(
        "forum", today - 8 * _WEEK, "London Prevent Network", starts="10:00", minutes=90,
        mode=Mode.VIRTUAL, reach=Count(33, How.COUNTED),
        topics=("sector news", "online harms"),
    )  # fmt: skip


def _what_comes_again(community: CommunityServices, weekly: int, forum: int, today: date) -> None:
    regular, events = community.regular, community.events
    group = regular.start(weekly, Every.WEEK)
    missed = regular.one(group).missed
    entered = regular.proposal(group, missed[0])
    events.add(
        replace(
            entered, last=missed[5], times=Count(6, How.COUNTED), days=1,
            reach=Count(90, How.ESTIMATED),
        )
    )  # fmt: skip
    network = regular.start(forum, Every.MONTH)
    for day in regular.one(network).missed:
        events.add(replace(regular.proposal(network, day), reach=Count(31, How.COUNTED)))
    regular.plan_next(network)


def _enquiries(community: CommunityServices, today: date, named: Mapping[str, Party]) -> None:
    enquiries = community.enquiries

    def on(ago: int) -> date:
        return _worked(today - ago * _DAY, today)

    school = named.get("Guildhall School", Party("Guildhall School"))
    enquiries.add(
        NewEnquiry(
            on(2), About.SPEAKER, school, "email", "Lecture theatre",
            "Evening talk on faith and politics", on(-12),
            "An author the union invited; one co-speaker not named yet",
            "Posts of the author that drew complaints at another university.",
        )
    )  # fmt: skip
    waiting = enquiries.add(
        NewEnquiry(
            on(9), About.VENUE, Party("Livery hall, bookings"), "phone",
            "Livery hall", "Charity dinner", on(-20), "",
            "The charity is new and gives no registration number.",
        )
    )  # fmt: skip
    enquiries.advise(
        waiting,
        "Ask for the registration number and the trustees; look the charity up in the public "
        "register; agree terms of hire in writing before the deposit is taken.",
        on(7),
    )
    held = enquiries.add(
        NewEnquiry(
            on(40), About.BOTH, Party("Community centre, manager"), "email",
            "Portsoken community centre", "Youth debate", on(18), "Two speakers",
        )
    )  # fmt: skip
    enquiries.advise(held, "Nothing known of either; keep somebody present.", on(38))
    enquiries.decide(
        held, "conditions", on(35), by="The centre’s manager",
        reasons="Terms signed; a member of staff present throughout.",
        follow_on=on(11),
    )  # fmt: skip
    closed = enquiries.add(
        NewEnquiry(
            on(75), About.VENUE, Party("Housing"), "email", "Residents’ hall",
            "Film night", on(60),
        )
    )  # fmt: skip
    enquiries.advise(closed, "The film is rated and well known; no concern.", on(74))
    enquiries.decide(closed, "no_concern", on(73), by="The estate’s manager")
