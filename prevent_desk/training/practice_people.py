"""The staff of the practice desk: 547 invented people, six departments, what they completed when.

Days are counted back from today, so that the same people are current, due and lapsed on any day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import add_months
from prevent_desk.store.session import Store
from prevent_desk.training.model.completions import Known
from prevent_desk.training.model.departments import NewDepartment
from prevent_desk.training.model.people import NewLearner
from prevent_desk.training.service.completions import Completions
from prevent_desk.training.service.courses import Courses
from prevent_desk.training.service.departments import Departments
from prevent_desk.training.service.people import row_of
from prevent_desk.training.service.roles import Roles
from prevent_desk.training.tables import CourseNeedTable, CourseTable, LearnerTable, StaffRoleTable

AWARENESS, REFERRALS, WRAP, CHANNEL = "awareness", "referrals", "wrap", "channel"
FORCE = "City of London Police"
LISTED_DAYS = 22
"""Days since the staff list of the practice desk."""
_LEAD, _MANAGER, _PANEL = "Safeguarding lead", "Manager", "Panel lead or deputy"


@dataclass(frozen=True, slots=True)
class _Plan:
    """How many of who need a course are current, due soon, lapsed; the rest has no record."""

    calm: int
    due: int = 0
    lapsed: int = 0


@dataclass(frozen=True, slots=True)
class _Department:
    """A department as the practice desk has it.

    Attributes:
        leads: How many of its people are safeguarding leads or managers.
        panel: How many sit on the panel.
        whole: Courses the whole department needs, beside awareness.
        starters: How many came within the last weeks: they stand at the end.
    """

    name: str
    people: int
    usual: str
    leads: int
    panel: int
    whole: tuple[str, ...]
    courses: Mapping[str, _Plan]
    starters: int = 0
    is_force: bool = False


_DEPARTMENTS = (
    _Department(
        "Housing", 86, "Housing officer", 30, 0, (WRAP,),
        {AWARENESS: _Plan(54, 7, 12), REFERRALS: _Plan(21, 1, 5), WRAP: _Plan(56, 2, 6)}, 5,
    ),
    _Department(
        "Libraries", 41, "Library assistant", 12, 0, (WRAP,),
        {AWARENESS: _Plan(36, 1, 1), REFERRALS: _Plan(5, 1, 6), WRAP: _Plan(33, 0, 8)}, 2,
    ),
    _Department(
        "Youth and play", 59, "Youth worker", 21, 0, (WRAP,),
        {AWARENESS: _Plan(39, 4, 10), REFERRALS: _Plan(19, 0, 2), WRAP: _Plan(40, 1, 10)}, 2,
    ),
    _Department(
        "Human resources", 24, "Personnel adviser", 0, 0, (WRAP,),
        {AWARENESS: _Plan(24), WRAP: _Plan(24)},
    ),
    _Department(
        "Children’s social care", 74, "Social worker", 14, 5, (WRAP, REFERRALS),
        {AWARENESS: _Plan(68, 2, 3), REFERRALS: _Plan(64, 2, 4), WRAP: _Plan(68, 1, 4),
         CHANNEL: _Plan(4, 0, 1)},
    ),
    _Department(
        "City Police", 263, "Police officer", 30, 6, (),
        {AWARENESS: _Plan(195, 8, 22), REFERRALS: _Plan(23, 2, 3), CHANNEL: _Plan(6)},
        is_force=True,
    ),
)  # fmt: skip

_FIRST_OVER = (("Olivia Bright", 41), ("Imran Chowdhury", 33), ("Patrick Dunne", 20),
               ("Ngozi Ezeh", 12))  # fmt: skip
"""Those of Housing whose awareness lapsed first, and by how many days."""

_GIVEN = (
    "Amara", "Ben", "Carla", "Dev", "Ellen", "Farid", "Grace", "Hugo", "Ines", "Jonah", "Keira",
    "Liam", "Maya", "Nadia", "Oscar", "Priya", "Quentin", "Rosa", "Samir", "Tara", "Umar", "Vera",
    "Will", "Xenia", "Yusuf", "Zoe", "Asha", "Bruno", "Chloe", "Dmitri", "Esther", "Finn", "Greta",
    "Haruto", "Isla", "Joel", "Kofi", "Leila", "Marek", "Nell",
)  # fmt: skip
_FAMILY = (
    "Abbot", "Achebe", "Barlow", "Bashir", "Calder", "Cohen", "Dacosta", "Dhillon", "Eastwood",
    "Eze", "Fairley", "Farouk", "Garside", "Ghosh", "Hartnell", "Hossain", "Ibbotson", "Iqbal",
    "Jessop", "Joshi", "Kearney", "Kumar", "Larkin", "Lindqvist", "Marlowe", "Mensah", "Naylor",
    "Novak", "Oakes", "Okafor", "Palmer", "Petrov", "Quigley", "Quraishi", "Rowntree", "Rossi",
    "Sandhu", "Sewell", "Tindall", "Tran", "Underhill", "Usman", "Vance", "Varga", "Wexford",
    "Wojcik", "Yardley", "Yilmaz", "Zaman", "Zielinska",
)  # fmt: skip


def fill_practice(store: Store, clock: Clock) -> None:
    """Fill a practice desk with courses, departments and their people; nothing can be undone."""
    organisations = Organisations(store, clock)
    force = next((one.id for one in organisations.all() if one.name == FORCE), None)
    Courses(store, clock).bring_in_catalogue()
    with store.writing("staff of the departments") as session:
        _Filling(store, clock, session, force, organisations).fill()
    store.close_history()


class _Filling:
    """Enters departments, people and what they completed, within one unit of work."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        session: Session,
        force: int | None,
        organisations: Organisations,
    ) -> None:
        self._session, self._force, self._today = session, force, clock.today()
        self._at = clock.now().astimezone(UTC).replace(tzinfo=None)
        self._departments = Departments(store, clock, organisations)
        self._roles = Roles(store, clock)
        self._completions = Completions(store, clock)
        rows = session.scalars(select(CourseTable)).all()
        self._courses = {row.code: row for row in rows}
        self._role_ids: dict[str, int] = {}
        self._number = 0

    def fill(self) -> None:
        """Enter all of it."""
        self._needs_anew()
        for one in _DEPARTMENTS:
            self._department(one)
        self._session.flush()

    def _needs_anew(self) -> None:
        """Let departments need the workshop as a whole, instead of roles."""
        wrap = self._courses[WRAP].id
        needs = select(CourseNeedTable).where(CourseNeedTable.course_id == wrap)
        for need in self._session.scalars(needs).all():
            self._session.delete(need)
        self._session.flush()

    def _department(self, one: _Department) -> None:
        place = self._force if one.is_force else None
        number = self._departments.add_in(self._session, NewDepartment(one.name, place))
        for code in one.whole:
            self._session.add(
                CourseNeedTable(
                    course_id=self._courses[code].id, role_id=None, department_id=number,
                    note="", at=self._at,
                )
            )  # fmt: skip
        rows = [self._person(one, number, place, at) for at in range(one.people)]
        # All at once: each by itself would take ten times as long.
        self._session.add_all(rows)
        self._session.flush()
        people = [row.id for row in rows]
        for code, plan in one.courses.items():
            self._complete(people, one, code, plan)

    def _person(self, one: _Department, number: int, place: int | None, at: int) -> LearnerTable:
        self._number += 1
        name = self._name(one, at)
        mailbox = ".".join(name.casefold().replace("’", "").split())
        came = 400 + (self._number * 37) % 3000
        if at >= one.people - one.starters:
            came = 12 + (at % 5) * 9
        # Two rows came in without a number: each is somebody who stands there already.
        no_number = one.name == "Libraries" and at in {7, 8}
        return row_of(
            NewLearner(
                name, "" if no_number else f"{'P' if one.is_force else 'S'}{10400 + self._number}",
                place, f"{mailbox}@{'police' if one.is_force else 'council'}.example", number,
                self._role(one, at), self._today - timedelta(days=came), source="HR list.xlsx",
                listed=self._today - timedelta(days=LISTED_DAYS),
            ),
            self._at,
        )  # fmt: skip

    def _name(self, one: _Department, at: int) -> str:
        if one.name == "Housing" and at < len(_FIRST_OVER):
            return _FIRST_OVER[at][0]
        place = self._number
        if one.name == "Libraries" and at in {7, 8}:
            place = self._number - 4
        given, turn = place % len(_GIVEN), place // len(_GIVEN)
        return f"{_GIVEN[given]} {_FAMILY[(place * 11 + turn) % len(_FAMILY)]}"

    def _role(self, one: _Department, at: int) -> int:
        """Return a role: leads and panel members come first, so that some of them lapsed too."""
        title = one.usual
        if at < one.panel:
            title = _PANEL
        elif at < one.leads:
            title = _LEAD if at % 3 == 0 else _MANAGER
        found = self._role_ids.get(title)
        if found is None:
            known = select(StaffRoleTable.id).where(StaffRoleTable.title == title)
            found = self._session.scalar(known) or self._roles.add_in(self._session, title)
            self._role_ids[title] = found
        return found

    def _complete(self, people: list[int], one: _Department, code: str, plan: _Plan) -> None:
        who = people
        if code == CHANNEL:
            who = people[: one.panel]
        elif code not in one.whole and code != AWARENESS:
            who = people[: one.leads]
        course = self._courses[code]
        for at, learner in enumerate(who):
            if at < plan.lapsed:
                days = -self._over(one, code, at)
            elif at < plan.lapsed + plan.due:
                days = 9 + at * 5 % 45
            elif at < plan.lapsed + plan.due + plan.calm:
                days = 70 + at * 53 % 250
            else:
                continue
            on = add_months(self._today + timedelta(days=days), -(course.refresh_months or 24))
            is_session = code == WRAP
            self._session.add(
                self._completions.row_of(
                    learner, course.id, on, Known.TOLD if is_session else Known.CERTIFICATE,
                    certificate="" if is_session else f"HO-{on:%y%m}-{learner:04d}",
                    source="register of 2023" if is_session else "certificate sent in",
                )
            )  # fmt: skip

    def _over(self, one: _Department, code: str, at: int) -> int:
        if one.name == "Housing" and code == AWARENESS and at < len(_FIRST_OVER):
            return _FIRST_OVER[at][1]
        return 3 + at * 13 % 90 if one.name != "Housing" else 3 + at
