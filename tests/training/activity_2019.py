"""What the team did from May to July 2019, as the report to the partnership printed it.

Source: `003_prevent_section_2019.txt` of the public papers. Bodies are those it lists; people are
left out. Days are ours, spread over the three months: the report gives none but that of the profile
meeting. What it gives as a total beyond its list is one entry: "24 in total", "19 meetings",
"approx. 30 stalls".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from prevent_desk.community.model.events import NewEvent
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.period import Period
from prevent_desk.training.model.sessions import NewSession

PERIOD = Period(date(2019, 5, 1), date(2019, 7, 31))
_FIRST = date(2019, 5, 2)

_TEACHERS = (("City of London Girls School", 120), ("St Paul's Cathedral School", 60))
_OTHERS = (
    ("City of London Boys School", "teachers"),
    ("Mansell Street youth workers", "youth"),
    ("Barbican Centre youth workers", "youth"),
    ("Golden Lane youth workers", "youth"),
    ("COL tenant liaison officers", "housing"),
    ("Aviva", "business"),
    ("Salesforce", "business"),
    ("British Academy of Jewellery", "further_education"),
    ("Ward Security team", "security"),
    ("Virgin Active gym", "business"),
    ("Sir Robert McAlpine", "business"),
)
_INSIDE = ("Induction days", "Apprentice welcome days", "Outreach workers")
_MEETINGS = (
    "Councillor for Portsoken ward",
    "Counter Terrorism Local Profile",
    "Muslim Police Association",
    "Higher education Prevent coordinators",
    "City of London church watchers group",
    "YMCA",
    "Prevent poetry writer",
    "Vulnerability Working Group",
    "Exchange Square",
    "Head of Police training",
)
_STALLS = (
    "Salvation Army headquarters",
    "Bart's hospital",
    "Fresher's fair Coventry University",
    "200 Aldersgate St",
    "Guildhall School of music and drama",
    "Savills Fenchurch St",
    "Sir Robert McAlpine",
    "Artisan Library",
    "Deutsche Bank",
    "Golden Lane estate",
    "INTO university Middlesex St",
    "Standard Chartered Bank",
    "Lloyds banking group",
)


def counted(number: int) -> Count:
    """Return a number that was counted."""
    return Count(number, How.COUNTED)


def about(number: int) -> Count:
    """Return a number that the report calls approximate."""
    return Count(number, How.ESTIMATED)


def sessions(awareness: int, package: int) -> list[NewSession]:
    """Return the sessions, under the keys of their two courses.

    Thirteen bodies are listed of "24 in total"; how many came is printed of two. Sessions for own
    staff are told without any number. "Over 200 people" were trained with the practical package, in
    nobody says how many sessions.
    """
    day = _days()
    listed = [
        NewSession(
            next(day), course_id=awareness, whose=Party(body), audience="teachers",
            attended=counted(heads),
        )
        for body, heads in _TEACHERS
    ]  # fmt: skip
    listed += [
        NewSession(next(day), course_id=awareness, whose=Party(body), audience=audience)
        for body, audience in _OTHERS
    ]
    return [
        *listed,
        NewSession(
            next(day), course_id=awareness, title="Further sessions of the report",
            sessions=counted(24 - len(listed)), audience="mixed",
        ),
        *(
            NewSession(next(day), title=words, sessions=NOT_KNOWN, audience="new_starters")
            for words in _INSIDE
        ),
        NewSession(
            date(2019, 7, 31), course_id=package, sessions=NOT_KNOWN, audience="police",
            attended=about(200),
        ),
    ]  # fmt: skip


def events() -> list[NewEvent]:
    """Return meetings and stalls: "x 2" is a quantity, "x 3 days" are days, 14 are "approx."."""
    day = _days()
    meetings = [NewEvent("meeting", next(day), body) for body in _MEETINGS]
    stalls = [NewEvent("stall", next(day), place, venue=place) for place in _STALLS]
    return [
        *meetings,
        NewEvent("meeting", next(day), "Further meetings", times=counted(19 - len(meetings))),
        *stalls,
        NewEvent("stall", next(day), "Residents' meeting", venue="Beaufort House",
                 times=counted(2)),
        NewEvent("stall", date(2019, 7, 5), "Street festival", last=date(2019, 7, 7),
                 venue="Chancery Lane"),
        NewEvent("stall", date(2019, 7, 31), "Further stalls", times=about(14)),
    ]  # fmt: skip


def _days() -> Iterator[date]:
    day = _FIRST
    while True:
        yield day
        day += timedelta(days=3 if day.weekday() != 4 else 4)
        if day > date(2019, 7, 30):
            day = _FIRST
