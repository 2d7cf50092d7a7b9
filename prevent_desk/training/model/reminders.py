"""Who is to be reminded of which courses, and what a message or a letter says to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.training.model.coverage import Held, Standing
from prevent_desk.training.model.people import listed_name

PRACTICE = "This comes from a practice desk: all people in it are invented."


@dataclass(frozen=True, slots=True)
class Reminded:
    """Somebody and what they lack.

    Attributes:
        lines: The courses, worst first.
        last: When they were last reminded of any of them; None: never.
    """

    learner_id: int
    name: str
    given: str
    family: str
    email: str
    staff_no: str
    department: str
    lines: tuple[Held, ...]

    @property
    def listed_name(self) -> str:
        """The family name first."""
        return listed_name(self.name, self.given, self.family)

    @property
    def last(self) -> date | None:
        """When they were last reminded of any of these courses; None: never."""
        return max((one.reminded for one in self.lines if one.reminded), default=None)

    def words(self, as_of: date) -> str:
        """Return what they lack in one line."""
        return "; ".join(f"{one.course}: {one.words(as_of)}" for one in self.lines)


@dataclass(frozen=True, slots=True)
class DepartmentList:
    """A department and those of it who are to be reminded, for whoever manages them."""

    department_id: int
    department: str
    people: tuple[Reminded, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a draft holds it."""

    subject: str
    text: str


def by_person(held: Iterable[Held]) -> list[Reminded]:
    """Return people with everything they lack, those most overdue first."""
    people: dict[int, list[Held]] = {}
    for one in held:
        if one.standing.is_open:
            people.setdefault(one.learner_id, []).append(one)
    return [
        Reminded(
            own[0].learner_id, own[0].name, own[0].given, own[0].family, own[0].email,
            own[0].staff_no, own[0].department, tuple(own),
        )
        for own in people.values()
    ]  # fmt: skip


def by_department(held: Iterable[Held]) -> list[DepartmentList]:
    """Return departments with those of them who lack something, by name."""
    ordered = sorted(held, key=lambda one: (one.department.casefold(), one.department_id))
    found = []
    for (number, name), own in groupby(ordered, key=lambda o: (o.department_id, o.department)):
        people = sorted(by_person(own), key=lambda one: one.listed_name.casefold())
        if people:
            found.append(DepartmentList(number, name or "No department", tuple(people)))
    return found


def to_person(one: Reminded, marking: str, *, practice: bool = False) -> Message:
    """Return the message that reminds one person of what they lack."""
    courses = "\n".join(f"  - {line.course}: {course_words(line)}" for line in one.lines)
    parts = [
        marking,
        f"Dear {one.name},",
        "Our register of Prevent training says of you:",
        courses,
        *closing(one.lines),
        PRACTICE if practice else "",
    ]
    return Message(f"{marking} – Prevent training: what is due", _joined(parts))


def to_department(
    one: DepartmentList, as_of: date, marking: str, *, practice: bool = False
) -> Message:
    """Return the message that tells who manages a department whom to remind."""
    lines = "\n".join(f"  - {who.listed_name}: {who.words(as_of)}" for who in one.people)
    count = len(one.people)
    whom = "one person" if count == 1 else f"{count:,} people"
    parts = [
        marking,
        f"{one.department}: Prevent training as of {say_date(as_of)}.",
        f"These are open, for {whom} of the department:",
        lines,
        "The e-learning site keeps a certificate for a short time only: whoever has taken a course "
        "already, please have them send it to me. Who has left, please tell me.",
        PRACTICE if practice else "",
    ]
    return Message(f"{marking} – Prevent training in {one.department}", _joined(parts))


def course_words(one: Held) -> str:
    """Return what is said of a course to the person themself."""
    if one.standing is Standing.UNKNOWN or one.until is None:
        return "we have no record that you took it."
    if one.standing is Standing.LAPSED:
        return f"it lapsed on {say_short(one.until)}."
    return f"it counts until {say_short(one.until)}."


def closing(lines: Sequence[Held]) -> list[str]:
    """Return what is asked of somebody, a paragraph each."""
    if all(one.standing is Standing.DUE for one in lines):
        first = "Please take it again before that day."
    elif len(lines) == 1:
        first = "Please take the course within the next four weeks."
    else:
        first = "Please take these courses within the next four weeks."
    return [
        first,
        "If you have taken one already, please send me the certificate: the site keeps it for a "
        "short time only, and your copy is the evidence.",
    ]


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
