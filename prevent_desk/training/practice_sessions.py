"""Sessions, trainers and feedback of the practice desk: a year and a half, and what is planned.

Everything is invented. Who attended by name did so in courses that nobody is required to take, so
that who is trained stays what the staff of the practice desk says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle, islice

from sqlalchemy.orm import Session

from prevent_desk.actions.service import Actions
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, parse_count
from prevent_desk.logbook.model.parties import Party
from prevent_desk.store.session import Store
from prevent_desk.training import service
from prevent_desk.training.model.people import Learner
from prevent_desk.training.model.sessions import ONE, FileKind, Mode, NewSession, Presence, State
from prevent_desk.training.model.trainers import NewTrainer
from prevent_desk.training.service import TrainingServices

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Heads:
    """A session of people counted by head, days before today.

    Attributes:
        attended: "120", "~60", "?".
    """

    ago: int
    course: str
    body: str
    audience: str
    attended: str
    venue: str = ""
    invited: int | None = None
    cost: int | None = None
    sessions: int = 1


_HEADS = (
    _Heads(6, "wrap", "Aldgate Primary School", "teachers", "42", "School hall", 45, 18000),
    _Heads(13, "awareness", "Broadgate facilities teams", "security", "~25", "Exchange Square"),
    _Heads(19, "wrap", "Portsoken Youth Club", "youth", "11", "Mansell Street"),
    _Heads(27, "wrap", "Volunteer befrienders", "voluntary", "16", "St Botolph’s hall", 20),
    _Heads(34, "wrap", "Guildhall School", "further_education", "38", "Milton Court", 60),
    _Heads(48, "awareness", "Members’ support team", "members", "9", "Committee room 1", 25),
    _Heads(61, "awareness", "Community Security Volunteers", "voluntary", "?", "Bevis Marks"),
    _Heads(75, "wrap", "Supported housing wardens", "housing", "8", "Lilac room", 8),
    _Heads(88, "wrap", "St Botolph’s School", "teachers", "~60", "School hall", None, 24000),
    _Heads(103, "wrap", "Barbican Estate Office", "housing", "14", "Lilac room"),
    _Heads(121, "awareness", "Night-time venue managers", "business", "~30", "Smithfield"),
    _Heads(140, "wrap", "Barts Health", "health", "27", "Robin Brook Centre", 30),
    _Heads(163, "wrap", "Outreach workers", "frontline", "12", "Guildhall, room 3"),
    _Heads(188, "awareness", "Church watchers", "voluntary", "?", "St Mary-le-Bow"),
    _Heads(214, "wrap", "Agency social workers", "safeguarding", "22", "Guildhall, room 3", 24),
    _Heads(251, "awareness", "Middlesex Street campus", "students", "~35", "Lecture room 2"),
    _Heads(290, "wrap", "City Academy governors", "teachers", "13", "Online"),
    _Heads(333, "wrap", "Hospital chaplains", "health", "~48", "Great Hall"),
)
"""Of courses the matrix asks for: it states them apart, about 410 people."""
_ELSEWHERE = (
    _Heads(41, "product", "Lime Street Insurance Group", "business", "16", "Client floor", 20),
    _Heads(
        109, "product", "Cheapside Retail Forum", "business", "~20", "One New Change", sessions=2
    ),
    _Heads(230, "hate_crime", "City Academy, year 9", "pupils", "~120", "School hall", None, 30000),
)
_INSIDE = (
    ("Housing", "recognition"), ("Libraries", "briefing"), ("Youth and play", "scenarios"),
    ("Children’s social care", "recognition"), ("City Police", "police"),
    ("Human resources", "briefing"), ("City Police", "police"), ("Housing", "briefing"),
)  # fmt: skip
_NAMED = 30
_OLDER = 120
_PLANNED = (
    (4, "wrap", "Housing", "", 14),
    (11, "briefing", "", "Aldersgate Hotels", 0),
    (15, "wrap", "Libraries", "", 9),
    (23, "product", "", "Moorgate Law Partners", 0),
    (30, "police", "City Police", "", 18),
    (37, "hate_crime", "", "Aldgate Primary School", 0),
    (52, "channel", "", "Panel leads and deputies", 0),
    (66, "members", "", "Common Council", 0),
)
_WAITING = ((3, "briefing", "Salvation Army headquarters"), (9, "recognition", "Barbican Library"))
_CANCELLED = ((20, "briefing", "Finsbury Circus works"), (97, "product", "Eastcheap Bank"))
_TRAINERS = (
    ("Rosalind Achterberg", "wrap", 700, 395), ("Devan Pillay", "wrap", 900, 41),
    ("Marguerite Osei", "wrap", 1200, -16), ("Tobias Fenwick", "briefing", 300, None),
    ("Samira Haddad", "recognition", 410, None), ("Greg Lanyon", "police", 640, 455),
    ("Ottoline Frye", "product", 520, 210), ("Kwame Asante", "hate_crime", 480, 250),
    ("Ines Caldeira", "scenarios", 350, None),
)  # fmt: skip
_SCALES = ("5", "4", "5", "4", "3", "5", "4", "5", "2", "5", "4")
_USEFUL = (
    "The case study: I would have missed two of the signs.",
    "Whom to ring, and that I may just ask.",
    "That it is not only about one ideology.", "Talking it through with housing colleagues.",
)  # fmt: skip
_BETTER = ("More time for questions.", "Examples from libraries.", "The slides were hard to read.")


def fill_practice(store: Store, clock: Clock) -> None:
    """Fill in sessions, trainers and feedback; courses and staff are there. No undo."""
    # Moved to two days after each session: that is when it was written down.
    moving = SetClock(clock.now())
    contacts = contact_service.build(store, moving)
    actions = Actions(store, moving, contacts)
    _Filling(service.build(store, moving, contacts, actions), moving, clock.today()).fill(store)
    store.close_history()


class _Filling:
    def __init__(self, services: TrainingServices, clock: SetClock, today: date) -> None:
        self._services, self._clock, self._today = services, clock, today
        self._now = clock.now()
        self._session: Session
        self._minutes = {one.id: one.minutes for one in services.courses.all()}
        self._courses = {one.code: one.id for one in services.courses.all()}
        self._departments = {one.name: one.id for one in services.departments.all()}
        self._bodies = {
            one.called: Party(one.called, one.id) for one in services.contacts.organisations.all()
        }
        self._staff: dict[int, list[Learner]] = {}
        for one in services.people.all():
            self._staff.setdefault(one.department_id or 0, []).append(one)
        self._givers: dict[str, list[Party]] = {}
        for name, code, *_ in _TRAINERS:
            self._givers.setdefault(code, []).append(Party(name))

    def fill(self, store: Store) -> None:
        """Enter all of it, in one unit: a hundred take ten times as long."""
        with store.writing("sessions of the practice desk") as session:
            self._session = session
            self._trainers()
            heads = [self._heads(one) for one in (*_HEADS, *_ELSEWHERE)]
            for place in range(_NAMED):
                self._named(place)
            for planned in _PLANNED:
                self._planned(*planned)
            for ago, code, body in _WAITING:
                self._add(replace(self._new(ago, code, body, starts="11:00"), state=State.PLANNED))
            for ago, code, body in _CANCELLED:
                self._add(replace(self._new(ago, code, body), state=State.CANCELLED))
            for place, number in enumerate(heads[:6]):
                self._feedback(number, 7 + place * 3 % 9, place)
        self._services.sessions.files.keep(
            heads[0], "Attendance sheet.txt", b"42 signatures, kept on paper as well.",
            FileKind.REGISTER,
        )  # fmt: skip

    def _trainers(self) -> None:
        trainers = self._services.trainers
        for name, code, ago, left in _TRAINERS:
            until = None if left is None else self._today + left * _DAY
            since = self._today - ago * _DAY
            trainers.add_in(
                self._session, NewTrainer(Party(name), self._courses.get(code), since, until)
            )

    def _heads(self, one: _Heads) -> int:
        attended = parse_count(one.attended)
        new = self._new(
            one.ago, one.course, one.body, audience=one.audience, attended=attended,
            venue=one.venue, invited=one.invited, cost=one.cost,
            sessions=parse_count(str(one.sessions)),
        )  # fmt: skip
        return self._add(new)

    def _named(self, place: int) -> None:
        department, code = _INSIDE[place % len(_INSIDE)]
        number = self._departments.get(department)
        new = self._new(
            16 + place * 15, code, "", department=number, audience=_audience(department),
            venue="Guildhall, room 3" if place % 3 else "",
            starts="10:00" if place % 2 else "14:00",
        )  # fmt: skip
        staff = self._staff.get(number or 0, [])
        size = 4 + place * 5 % 7
        there = list(islice(cycle(staff), place * 11, place * 11 + size)) if staff else []
        states = {
            one.id: Presence.ABSENT if at % 8 == 7 else Presence.ATTENDED
            for at, one in enumerate(there)
        }
        self._add(new, states)

    def _planned(self, days: int, code: str, department: str, body: str, booked: int) -> None:
        number = self._departments.get(department)
        new = self._new(
            -days, code, body, department=number, starts="14:00", venue="Guildhall, room 3",
            audience=_audience(department) if department else "",
            invited=booked + 4 if booked else None,
        )  # fmt: skip
        staff = self._staff.get(number or 0, [])[:booked]
        self._add(new, {one.id: Presence.BOOKED for one in staff})

    def _add(self, new: NewSession, people: Mapping[int, Presence] | None = None) -> int:
        """Enter a session as it would have been: two days after it, or today."""
        written = min(self._now, self._now + (new.first - self._today) + 2 * _DAY)
        self._clock.moment = written
        number = self._services.sessions.add_in(self._session, new, people)
        self._clock.moment = self._now
        return number

    def _new(
        self,
        ago: int,
        code: str,
        body: str,
        *,
        department: int | None = None,
        audience: str = "",
        attended: Count = NOT_KNOWN,
        venue: str = "",
        starts: str = "",
        invited: int | None = None,
        cost: int | None = None,
        sessions: Count = ONE,
    ) -> NewSession:
        course = self._courses.get(code)
        minutes = self._minutes.get(course or 0)
        givers = self._givers.get(code, [])
        # Of several the last one lapsed: she gave the older ones.
        giver = givers[-1 if ago > _OLDER else ago % max(1, len(givers) - 1)] if givers else None
        return NewSession(
            _working(self._today - ago * _DAY, ahead=ago < 0), course_id=course,
            whose=self._bodies.get(body, Party(body)) if body else None,
            department_id=department, audience=audience, venue=venue, starts=starts,
            mode=Mode.VIRTUAL if venue == "Online" else Mode.VENUE, minutes=minutes,
            invited=invited, cost_pence=cost, facilitators=(giver,) if giver is not None else (),
            attended=attended, sessions=sessions,
        )  # fmt: skip

    def _feedback(self, session_id: int, forms: int, offset: int) -> None:
        scales = cycle(_SCALES[offset:] + _SCALES[:offset])
        told = []
        for place in range(forms):
            answers: dict[str, str] = {
                "overall": next(scales), "trainer": next(scales),
                "length": ("right", "right", "short", "right")[place % 4],
                "know_before": ("2", "3", "1", "4")[place % 4], "know_after": next(scales),
                "notice": next(scales), "contact": "no" if place % 9 == 8 else "yes",
            }  # fmt: skip
            if place < len(_USEFUL):
                answers["useful"] = _USEFUL[(place + offset) % len(_USEFUL)]
            if place < 2:
                answers["better"] = _BETTER[(place + offset) % len(_BETTER)]
            told.append(answers)
        self._services.feedback.add_in(self._session, session_id, told, "paper")


def _audience(department: str) -> str:
    return {
        "Housing": "housing", "Youth and play": "youth", "City Police": "police",
        "Children’s social care": "safeguarding",
    }.get(department, "frontline")  # fmt: skip


def _working(day: date, *, ahead: bool) -> date:
    """Return the day, or the working day next to it on its own side of today."""
    days = WorkingDays()
    while not days.is_worked(day):
        day += _DAY if ahead else -_DAY
    return day
