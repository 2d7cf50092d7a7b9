"""The agencies of the practice desk: invented people in their seats, on days before today.

Two seats are vacant, somebody is away with cover, one name was not confirmed for over a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from prevent_desk.contacts import service
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.contacts.practice_lists import fill_lists
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.store.session import Store

LEAD, DEPUTY = SeatKind.PANEL_LEAD, SeatKind.PANEL_DEPUTY


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody in a seat.

    Attributes:
        since, confirmed: Days before today.
        mailbox: The part of the address before the @.
    """

    name: str
    role: str
    mailbox: str
    since: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class _Agency:
    new: NewOrganisation
    lead: _Person | None
    deputy: _Person | None
    topics: tuple[str, ...] = ()


def fill_practice(store: Store, clock: Clock) -> None:
    """Fill an empty practice desk with agencies; nothing of it can be undone."""
    services = service.build(store, clock)
    today = clock.today()
    # One unit for all of them: each by itself would be 70.
    with store.writing("agencies") as session:
        numbers = {one.new.name: _enter(services, session, one, today) for one in _AGENCIES}
        _forum(services, session, numbers)
    _further_seats(services, numbers, today)
    _vacancies(services, numbers, today)
    lead = services.seats.holders()[numbers["Children’s Social Care"], LEAD.value]
    services.absences.add(
        lead.id, today + timedelta(days=1), today + timedelta(days=9), None, "Annual leave"
    )
    away = services.seats.holders()[numbers["Barts Health NHS Trust"], LEAD.value]
    cover = services.people.add(
        NewContact(
            "Dr T. Aoki", numbers["Barts Health NHS Trust"], role="Named doctor, safeguarding",
            emails=("t.aoki@barts.example",), phones=("020 7946 0142",), source="typed",
        )
    )  # fmt: skip
    services.absences.add(
        away.id, today - timedelta(days=2), today + timedelta(days=5), cover, "Conference"
    )
    fill_lists(store, clock)
    store.close_history()


def _enter(services: ContactServices, session: Session, agency: _Agency, today: date) -> int:
    number = services.organisations.add_in(session, agency.new)
    domain = agency.new.domains[0]
    asked = max((one.since for one in (agency.lead, agency.deputy) if one), default=600)
    for kind, person in ((LEAD, agency.lead), (DEPUTY, agency.deputy)):
        services.seats.open_in(session, number, kind, today - timedelta(days=asked))
        if person is None:
            continue
        services.seats.fill_in(
            session,
            number,
            kind,
            NewContact(
                person.name, number, role=person.role,
                emails=(f"{person.mailbox}@{domain}",), phones=(agency.new.phone,),
                topics=agency.topics, source="typed",
            ),
            today - timedelta(days=person.since),
            today - timedelta(days=person.confirmed),
            "mail",
        )  # fmt: skip
    return number


def _vacancies(services: ContactServices, numbers: dict[str, int], today: date) -> None:
    """Let two people go: one with a handover, one without."""
    probation = services.seats.of(numbers["Probation Service, City and Hackney"])
    for seat in probation:
        if seat.kind is LEAD and seat.holder is not None:
            services.people.leave(
                seat.holder.contact.id, today - timedelta(days=22), "Moved to another region",
                "Two open actions told to the deputy’s line manager; no successor named yet.",
            )  # fmt: skip
    adult = services.seats.of(numbers["Adult Social Care"])
    for seat in adult:
        if seat.kind is DEPUTY and seat.holder is not None:
            services.seats.vacate(
                seat.holder.id, today - timedelta(days=84), "New duties in the same team", ""
            )


def _further_seats(services: ContactServices, numbers: dict[str, int], today: date) -> None:
    """Let leads hold the other duties an agency may fill."""
    held = services.seats.holders()
    for name, kind in (
        ("City of London Corporation, Community Safety Team", SeatKind.PREVENT_LEAD),
        ("City of London Corporation, Community Safety Team", SeatKind.PLAN_LEAD),
        ("City of London Police, Prevent team", SeatKind.PLAN_LEAD),
        ("Schools forum", SeatKind.SAFEGUARDING_LEAD),
        ("Guildhall School", SeatKind.SAFEGUARDING_LEAD),
    ):
        person = held[numbers[name], LEAD.value]
        services.seats.fill(
            numbers[name], kind, person.id, today - timedelta(days=300),
            today - timedelta(days=20), "mail",
        )  # fmt: skip


def _forum(services: ContactServices, session: Session, numbers: dict[str, int]) -> None:
    """Enter who comes to the forum and sits on no panel."""
    for new in _OTHERS:
        numbers[new.name] = services.organisations.add_in(session, new)
    for name, role, place, email, topics in _PEOPLE:
        services.people.add_in(
            session,
            NewContact(
                name, numbers[place], role=role, emails=(email,), topics=topics, source="typed"
            ),
        )


_AGENCIES = (
    _Agency(
        NewOrganisation(
            "City of London Corporation, Community Safety Team", "local_government",
            "Corporation CST", statute="council", is_on_panel=True, areas=("city_of_london",),
            domains=("cityoflondon.example",), phone="020 7946 0101",
        ),
        _Person("A. Marsh", "Head of community safety, panel chair", "a.marsh", 900, 22),
        _Person("S. Okafor", "Community safety manager, deputy chair", "s.okafor", 500, 22),
    ),
    _Agency(
        NewOrganisation(
            "City of London Police, Prevent team", "police", "City Police Prevent",
            agency="police_prevent", statute="police", is_on_panel=True,
            areas=("city_of_london",), domains=("police.example",), phone="020 7946 0112",
        ),
        _Person("DS R. Cole", "Prevent sergeant", "r.cole", 640, 44),
        _Person("DC M. Lyle", "Prevent officer", "m.lyle", 410, 44),
    ),
    _Agency(
        NewOrganisation(
            "Children’s Social Care", "local_government", "Children’s Social Care",
            agency="childrens_social_care", is_on_panel=True,
            domains=("cityoflondon.example",), phone="020 7946 0120",
        ),
        _Person("K. Barrow", "Head of safeguarding", "k.barrow", 800, 85),
        _Person("P. Ndlovu", "Team manager", "p.ndlovu", 300, 85),
    ),
    _Agency(
        NewOrganisation(
            "Adult Social Care", "local_government", agency="adult_social_care",
            is_on_panel=True, domains=("cityoflondon.example",), phone="020 7946 0125",
        ),
        _Person("M. Reid", "Safeguarding adults lead", "m.reid", 1200, 386),
        _Person("J. Amato", "Senior social worker", "j.amato", 700, 240),
    ),
    _Agency(
        NewOrganisation(
            "Education and Early Help", "local_government", agency="early_help",
            is_on_panel=True, domains=("cityoflondon.example",), phone="020 7946 0128",
        ),
        _Person("R. Castellan", "Education safeguarding manager", "r.castellan", 420, 96),
        _Person("T. Wray", "Early help co-ordinator", "t.wray", 210, 96),
        ("schools",),
    ),
    _Agency(
        NewOrganisation(
            "Housing and Homelessness", "local_government", "Housing", agency="housing",
            is_on_panel=True, domains=("cityoflondon.example",), phone="020 7946 0130",
        ),
        _Person("F. Lindqvist", "Housing manager", "f.lindqvist", 560, 130),
        _Person("G. Osei", "Rough sleeping co-ordinator", "g.osei", 330, 130),
    ),
    _Agency(
        NewOrganisation(
            "Barts Health NHS Trust", "health", "Barts Health", agency="nhs_trust",
            is_on_panel=True, domains=("barts.example",), phone="020 7946 0140",
        ),
        _Person("Dr L. Shah", "Prevent lead of the trust", "l.shah", 450, 97),
        _Person("N. Pereira", "Safeguarding nurse", "n.pereira", 160, 97),
    ),
    _Agency(
        NewOrganisation(
            "East London mental health trust", "health", "Mental health trust",
            agency="mental_health", is_on_panel=True, domains=("elmh.example",),
            phone="020 7946 0150",
        ),
        _Person("C. Boyle", "Clinical lead, vulnerability team", "c.boyle", 720, 176),
        _Person("I. Novak", "Community psychiatric nurse", "i.novak", 880, 320),
    ),
    _Agency(
        NewOrganisation(
            "Probation Service, City and Hackney", "criminal_justice", "Probation",
            agency="probation", is_on_panel=True, areas=("hackney", "city_of_london"),
            domains=("probation.example",), phone="020 7946 0160",
        ),
        _Person("O. Brandt", "Senior probation officer", "o.brandt", 640, 200),
        _Person("H. Quist", "Probation officer", "h.quist", 400, 60),
    ),
    _Agency(
        NewOrganisation(
            "Youth Justice Service", "criminal_justice", "Youth justice",
            agency="youth_justice", is_on_panel=True, domains=("yjs.example",),
            phone="020 7946 0165",
        ),
        _Person("D. Petrova", "Team manager", "d.petrova", 380, 75),
        _Person("L. Mbeki", "Case manager", "l.mbeki", 190, 75),
    ),
    _Agency(
        NewOrganisation(
            "Schools forum", "education", agency="school", is_on_panel=True,
            domains=("schoolsforum.example",), phone="020 7946 0170",
        ),
        _Person("J. Whitlock", "Chair, designated safeguarding lead", "j.whitlock", 510, 71),
        _Person("H. Bright", "Deputy head", "h.bright", 320, 71),
        ("schools",),
    ),
    _Agency(
        NewOrganisation(
            "Guildhall School", "education", agency="college", is_on_panel=True,
            domains=("guildhall.example",), phone="020 7946 0175",
        ),
        _Person("E. Sato", "Student services, safeguarding lead", "e.sato", 270, 71),
        _Person("B. Lund", "Student welfare officer", "b.lund", 90, 71),
        ("schools", "venue hire"),
    ),
)  # fmt: skip

_OTHERS = (
    NewOrganisation(
        "Aldgate Community Centre", "voluntary", domains=("aldgatecentre.example",),
        phone="020 7946 0180",
    ),
    NewOrganisation(
        "City faiths network", "faith", domains=("cityfaiths.example",), phone="020 7946 0184"
    ),
    NewOrganisation(
        "Broad Street hotels group", "business", domains=("broadstreet.example",),
        phone="020 7946 0188",
    ),
)  # fmt: skip

_PEOPLE = (
    ("W. Idris", "Centre manager", "Aldgate Community Centre", "w.idris@aldgatecentre.example",
     ("venue hire",)),
    ("Rev J. Holm", "Convenor", "City faiths network", "j.holm@cityfaiths.example",
     ("faith",)),
    ("Z. Farouk", "Secretary", "City faiths network", "zfarouk.cityfaiths@gmail.com",
     ("faith",)),
    ("V. Tran", "Head of security", "Broad Street hotels group", "v.tran@broadstreet.example",
     ("venue hire", "training")),
    ("Y. Bello", "Events", "Aldgate Community Centre", "y.bello@aldgatecentre.example",
     ("venue hire",)),
)  # fmt: skip
