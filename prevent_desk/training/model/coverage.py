"""Who is trained, by department and course: required, current, due soon, lapsed, no record.

A person counts once for a course, by what counts longest. People known by name and head counts of
sessions are never added: whoever sat in a room without a name may be on the staff list as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from prevent_desk.core.dates import add_months, say_short
from prevent_desk.logbook.model.counted import Count, How, Tally
from prevent_desk.logbook.model.nouns import PEOPLE
from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.people import listed_name
from prevent_desk.training.model.sessions import SESSION

DUE_DAYS = 60
"""A course that lapses within so many days is due; it counts as current until then."""
NEW_DAYS = 90
"""Who came within so many days is a new starter."""
LEAST_FOR_PERCENT = 10
"""A share of fewer people than this is told as a number only."""


class Standing(StrEnum):
    """How somebody stands with a course; the order is that of worry."""

    CURRENT = "current"
    DUE = "due"
    UNKNOWN = "unknown"
    LAPSED = "lapsed"

    @property
    def words(self) -> str:
        """As lists say it."""
        return _WORDS[self]

    @property
    def is_open(self) -> bool:
        """Whether something is to be done about it."""
        return self is not Standing.CURRENT


_WORDS = {
    Standing.CURRENT: "current, not due soon",
    Standing.DUE: "current, due within 60 days",
    Standing.LAPSED: "lapsed",
    Standing.UNKNOWN: "no record",
}
ORDER = tuple(Standing)


class Shade(StrEnum):
    """How a cell is shown; the words beside it say the same."""

    FULL = "full"
    PART = "part"
    HOLE = "hole"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Goal:
    """What the office aims at, in per cent of who needs a course.

    Attributes:
        target: Met from here on.
        least: Below it a cell is a hole.
    """

    target: int = 90
    least: int = 70


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stand where.

    Attributes:
        calm: Current and not due soon.
        due: Current, due within 60 days.
        unnamed: How many of the unknown are known by number only, from a department's head count.
    """

    calm: int = 0
    due: int = 0
    lapsed: int = 0
    unknown: int = 0
    unnamed: int = 0

    @property
    def required(self) -> int:
        """How many need it."""
        return self.calm + self.due + self.lapsed + self.unknown

    @property
    def current(self) -> int:
        """How many are current, those due soon included."""
        return self.calm + self.due

    @property
    def percent(self) -> int | None:
        """Current in whole per cent, 100 only where it is all; None of fewer than ten."""
        return self._share if self.required >= LEAST_FOR_PERCENT else None

    @property
    def _share(self) -> int:
        if self.current == self.required:
            return 100
        return min(99, round(self.current * 100 / self.required))

    @property
    def words(self) -> str:
        """The number as a cell says it: "61 of 86", "not required"."""
        return f"{self.current:,} of {self.required:,}" if self.required else "not required"

    def of(self, standing: Standing) -> int:
        """Return how many stand at one place."""
        return {
            Standing.CURRENT: self.calm,
            Standing.DUE: self.due,
            Standing.LAPSED: self.lapsed,
            Standing.UNKNOWN: self.unknown,
        }[standing]

    def shade(self, goal: Goal) -> Shade:
        """Return how it is shown beside what is aimed at."""
        if not self.required:
            return Shade.EMPTY
        # By the number on show: 90 % beside a target of 90 % has met it.
        if self._share >= goal.target:
            return Shade.FULL
        return Shade.PART if self._share >= goal.least else Shade.HOLE

    @property
    def gap(self) -> str:
        """The one thing to say of it: the gap, else what is due, else that all is well.

        Who lapsed comes first, for they are on a list of names; unless far more have no record.
        """
        if not self.required:
            return ""
        if not self.lapsed and not self.unknown:
            return f"{self.due:,} soon" if self.due else "all current"
        if self.unknown > 2 * self.lapsed:
            return f"{self.unknown:,} no record"
        soon = f", {self.due:,} soon" if self.due else ""
        return f"{self.lapsed:,} lapsed{soon}"

    def said(self) -> str:
        """Return all of it as one sentence, for screen readers and tooltips."""
        if not self.required:
            return "not required"
        parts = [f"{self.current:,} of {self.required:,} current"]
        if self.due:
            parts.append(f"{self.due:,} of them due within {DUE_DAYS} days")
        if self.lapsed:
            parts.append(f"{self.lapsed:,} lapsed")
        if self.unknown:
            unnamed = f", {self.unnamed:,} of them not named" if self.unnamed else ""
            parts.append(f"{self.unknown:,} without a record{unnamed}")
        return ", ".join(parts)

    def __add__(self, other: Counts) -> Counts:
        """Return two counts as one."""
        return Counts(
            self.calm + other.calm,
            self.due + other.due,
            self.lapsed + other.lapsed,
            self.unknown + other.unknown,
            self.unnamed + other.unnamed,
        )


NOBODY = Counts()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a matrix is about.

    Attributes:
        departments: Their numbers, 0 for people without one; None: all.
        courses: Their numbers; None: every course that anybody needs.
    """

    departments: frozenset[int] | None = None
    courses: frozenset[int] | None = None

    def has(self, department_id: int | None) -> bool:
        """Return whether a department belongs to it."""
        return self.departments is None or (department_id or 0) in self.departments


NO_SESSIONS = Count(0, How.COUNTED)


@dataclass(frozen=True, slots=True)
class HeadCounts:
    """Sessions whose people, or some of them, are known by number only.

    Attributes:
        sessions: How many sessions.
        people: What their head counts come to, those known by name left out.
        ids: The records.
    """

    sessions: Count = NO_SESSIONS
    people: Tally = field(default_factory=Tally)
    ids: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The whole of it, as the statement says it; empty where there is none."""
        if not self.ids:
            return ""
        return f"{self._counted} {self._are} kept apart: {self.people.words(PEOPLE, SESSION)}"

    @property
    def short(self) -> str:
        """As the matrix says it: "18 head-count sessions (about 410 people) are kept apart"."""
        people = "number not known"
        if self.people.is_known:
            people = ("about " if self.people.is_about else "") + PEOPLE.counted(self.people.total)
        return f"{self._counted} ({people}) {self._are} kept apart" if self.ids else ""

    @property
    def brief(self) -> str:
        """The same where there is little room: "18 head counts apart"."""
        number = self.sessions.number or len(self.ids)
        noun = "head count" if number == 1 else "head counts"
        return f"{number:,} {noun} apart" if self.ids else ""

    @property
    def _counted(self) -> str:
        number = self.sessions.number or len(self.ids)
        about = "about " if self.sessions.how is How.ESTIMATED else ""
        return f"{about}{number:,} head-count {SESSION.one if number == 1 else SESSION.many}"

    @property
    def _are(self) -> str:
        return "is" if (self.sessions.number or len(self.ids)) == 1 else "are"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A department and how it stands with each course.

    Attributes:
        department_id: 0 for people without a department.
        organisation: Whose department it is; empty for the council's own.
        people: How many work there on the day, those known by number only included.
        unnamed: How many of them are known by number only.
        told: The day that number was told; None where the staff list says it.
        cells: One for each course of the matrix.
        worst: Each of its people once, by the worst of the courses they need.
    """

    department_id: int
    name: str
    organisation: str
    people: int
    unnamed: int
    told: date | None
    cells: tuple[Counts, ...]
    worst: Counts


@dataclass(frozen=True, slots=True)
class Matrix:
    """Department by course, as of a day.

    Attributes:
        courses: From the left.
        people: Everybody in scope who needs any of the courses, once, by the worst of them.
        totals: One for each course, over all departments.
        starters: How many of those without a record came within ninety days.
        free: How many people in scope need none of the courses.
        listed: The day of the newest staff list; None where there was none.
        head_counts: Kept apart.
    """

    as_of: date
    courses: tuple[Course, ...]
    rows: tuple[MatrixRow, ...]
    people: Counts
    totals: tuple[Counts, ...]
    starters: int
    free: int
    listed: date | None
    head_counts: HeadCounts

    def cell(self, department_id: int, course_id: int) -> Counts:
        """Return one cell; NOBODY where the matrix has none such."""
        place = next((n for n, one in enumerate(self.courses) if one.id == course_id), None)
        row = next((one for one in self.rows if one.department_id == department_id), None)
        return row.cells[place] if row is not None and place is not None else NOBODY

    def most(self, standing: Standing) -> tuple[str, int]:
        """Return the department with most people at a place, and how many; none is ("", 0)."""
        best = max(self.rows, key=lambda row: row.worst.of(standing), default=None)
        if best is None or not best.worst.of(standing):
            return "", 0
        return best.name, best.worst.of(standing)


@dataclass(frozen=True, slots=True)
class Held:
    """How one person stands with one course.

    Attributes:
        until: The last day it counts or counted; None: for good, or no record.
        started: The day they came; None where not told.
        reminded: When they were last reminded of it; None: never.
    """

    learner_id: int
    name: str
    given: str
    family: str
    email: str
    staff_no: str
    department_id: int
    department: str
    role: str
    course_id: int
    course: str
    standing: Standing
    on: date | None
    until: date | None
    started: date | None = None
    reminded: date | None = None

    @property
    def listed_name(self) -> str:
        """The family name first."""
        return listed_name(self.name, self.given, self.family)

    def days_over(self, as_of: date) -> int:
        """Return whole days past the last day it counted; 0 where it still counts or never did."""
        return max(0, (as_of - self.until).days) if self.until else 0

    def words(self, as_of: date) -> str:
        """Return how they stand in words, days included."""
        if self.standing is Standing.UNKNOWN:
            return "no record"
        if self.until is None:
            return "current, for good"
        if self.standing is Standing.LAPSED:
            over = self.days_over(as_of)
            return "1 day over" if over == 1 else f"{over:,} days over"
        if self.standing is Standing.DUE:
            left = (self.until - as_of).days
            return "due today" if not left else f"due in {left} day{'' if left == 1 else 's'}"
        return f"current until {say_short(self.until)}"


@dataclass(frozen=True, slots=True)
class Limits:
    """From which days on a completion of a course still counts, as of a day.

    Attributes:
        valid_from: A completion on this day or later is current.
        calm_from: One on this day or later is not due soon.
    """

    valid_from: date
    calm_from: date

    @classmethod
    def of(cls, refresh_months: int | None, as_of: date) -> Limits:
        """Return the limits of a period; without one everything counts."""
        if refresh_months is None:
            return cls(date.min, date.min)
        soon = as_of + timedelta(days=DUE_DAYS + 1)
        return cls(_first(refresh_months, as_of), _first(refresh_months, soon))


def standing(until: date | None, as_of: date) -> Standing:
    """Return how a completion stands that counts until a day; None: for good."""
    if until is None:
        return Standing.CURRENT
    if until < as_of:
        return Standing.LAPSED
    return Standing.DUE if (until - as_of).days <= DUE_DAYS else Standing.CURRENT


def quarter_end(day: date) -> date:
    """Return the last day of the quarter of a year that a day lies in."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return add_months(first, 3) - timedelta(days=1)


def _first(months: int, wanted: date) -> date:
    """Return the first day from which so many months reach a wanted day."""
    # Months differ in length, so several days may reach the same one: 28 to 31 August that of
    # February. Four days back is before all of them.
    day = add_months(wanted, -months) - timedelta(days=4)
    while add_months(day, months) < wanted:
        day += timedelta(days=1)
    return day
