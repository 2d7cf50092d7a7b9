"""Completions of e-learning as a file: who completed what on which day.

Learning sites export either a row for each completion, with the course's name in a column, or a row
for each person with a column of days for each course. Both are read. Rows that are not completed
are passed over, and so are those of courses that nobody here asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prevent_desk.core.dates import say_short
from prevent_desk.training.model import staff_list
from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.importing import (
    Cells,
    FileRow,
    Told,
    Unreadable,
    cells_of,
    plain,
    quoted,
    refuse_days,
)
from prevent_desk.training.model.matching import name_told
from prevent_desk.training.model.people import clean_number

_LONGEST = 200
_DAY_OF = "day of "
_OLDEST = 30


class Part(StrEnum):
    """What a column may tell, besides the days of one course."""

    NUMBER = "number"
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    EMAIL = "email"
    COURSE = "course"
    ON = "on"
    STATUS = "status"
    UNTIL = "until"
    CERTIFICATE = "certificate"


PART_WORDS = {
    Part.NUMBER: "Staff number",
    Part.NAME: "Name",
    Part.GIVEN: "Given name",
    Part.FAMILY: "Family name",
    Part.EMAIL: "E-mail",
    Part.COURSE: "Course",
    Part.ON: "Completed on",
    Part.STATUS: "Whether it is completed",
    Part.UNTIL: "Counts until",
    Part.CERTIFICATE: "Certificate number",
}
_WHO = {
    said: Part(part.value)
    for said, part in staff_list.GUESSES.items()
    if part.value in {"number", "name", "given", "family", "email"}
}
_SAID = {
    Part.COURSE: "course|course name|course title|module|module name|training|learning|title|"
    "training title|learning item|activity|activity name|item title|course full name|"
    "learning title|programme|e learning|elearning",
    Part.ON: "completed|completed on|completion date|date completed|date of completion|"
    "completion|completed date|date|finished|finish date|pass date|date passed|time completed|"
    "last completed|course completed|completion time|achieved|date achieved|award date",
    Part.STATUS: "status|completion status|result|outcome|state|learner status|pass fail|"
    "course status|enrolment status|progress status|complete",
    Part.UNTIL: "expires|expiry|expiry date|expires on|valid until|valid to|renewal date|"
    "due again|certificate expiry|expiration date|refresh due|counts until",
    Part.CERTIFICATE: "certificate|certificate number|certificate no|certificate id|"
    "certificate ref|certificate code|cert no|reference",
}
GUESSES = _WHO | {said: part for part, words in _SAID.items() for said in words.split("|")}

_COMPLETED_SAID = (
    "completed|complete|passed|pass|yes|y|true|1|100|finished|achieved|successful|success|"
    "attended|certified|done|current|valid|in date"
)
_NOT_COMPLETED_SAID = (
    "incomplete|not completed|not complete|in progress|not started|failed|fail|no|n|false|0|"
    "enrolled|assigned|overdue|started|pending|withdrawn|cancelled|not attempted|booked|expired|"
    "registered|absent|did not attend|open|due|not passed"
)
_COMPLETED = frozenset(_COMPLETED_SAID.split("|"))
_NOT_COMPLETED = frozenset(_NOT_COMPLETED_SAID.split("|"))
_COMMON_SAID = (
    "prevent training course e learning elearning the of and for duty module online home office "
    "ho government gov uk level introduction part 1 refresher"
)
_COMMON = frozenset(_COMMON_SAID.split())
"""Words of many courses: they do not tell one from another."""


def course_part(course_id: int) -> str:
    """Return the mapping of a column that holds the days of one course."""
    return f"{_DAY_OF}{course_id}"


def course_of(part: str | None) -> int | None:
    """Return the course whose days a column holds, by its mapping; None for other columns."""
    if part is None or not part.startswith(_DAY_OF):
        return None
    return int(part.removeprefix(_DAY_OF))


def guess(headings: Sequence[str], courses: Sequence[Course]) -> list[str | None]:
    """Return what each column seems to tell.

    A heading that is a course's name holds its days, unless some column names the courses.
    """
    found: list[str | None] = []
    for heading in headings:
        part = GUESSES.get(plain(heading))
        found.append(None if part is None or part in found else part.value)
    if Part.COURSE.value in found:
        return found
    for column, heading in enumerate(headings):
        course = course_named(heading, courses) if found[column] is None else None
        if course is not None and course_part(course.id) not in found:
            found[column] = course_part(course.id)
    return found


def heading_score(cells: Iterable[str]) -> int:
    """Return how many cells of a row read like headings."""
    return len({GUESSES[key] for cell in cells if (key := plain(cell)) in GUESSES})


def what_is_missing(mapped: Sequence[str | None], *, one_course: bool) -> str:
    """Return what the columns must tell and do not, as a sentence; empty where all is well.

    Args:
        mapped: What each column tells.
        one_course: Whether a course was chosen for the whole file.
    """
    chosen = set(mapped)
    if not chosen & {Part.NUMBER, Part.EMAIL, Part.NAME, Part.FAMILY}:
        return "Say which column tells whose completion it is: staff number, e-mail or name."
    if any(course_of(part) is not None for part in mapped):
        return ""
    if Part.ON not in chosen:
        return "Say which column holds the day of completing, or the days of one course."
    if Part.COURSE not in chosen and not one_course:
        return "Say which column names the course, or choose one course for the whole file."
    return ""


def course_named(words: str, courses: Sequence[Course]) -> Course | None:
    """Return the course some words mean, where they mean one only.

    Its title or short name; else the one course all of whose telling words are among them.
    """
    wanted = plain(words)
    if not wanted:
        return None
    open_first = sorted(courses, key=lambda one: one.ended is not None)
    for one in open_first:
        if wanted in {plain(one.title), plain(one.short)}:
            return one
    asked = set(wanted.split())
    fits = [
        (len(telling), one)
        for one in courses
        if one.ended is None
        for telling in (_telling(one.title), _telling(one.short))
        if telling and telling <= asked
    ]
    # Of two that fit, the one with more words: "referrals and Channel" before "Channel".
    most = max((count for count, _one in fits), default=0)
    best = {one.id: one for count, one in fits if count == most}
    return next(iter(best.values())) if len(best) == 1 else None


def _telling(title: str) -> set[str]:
    return set(plain(title).split()) - _COMMON


def course_words(rows: Iterable[FileRow], mapped: Sequence[str | None]) -> list[str]:
    """Return what a file calls its courses, each once, in the order they come."""
    if Part.COURSE.value not in mapped:
        return []
    column = mapped.index(Part.COURSE.value)
    found: dict[str, str] = {}
    for row in rows:
        text = " ".join(row.cells[column].split()) if column < len(row.cells) else ""
        if text:
            found.setdefault(plain(text), text)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class DoneTold(Told):
    """A completion as a row tells of it.

    Attributes:
        course: As the file calls it.
        course_id: Of the course that is meant; None for one that is passed over.
        wrong: Why the row cannot be read; empty where it can.
        passed: Why the row is none that matters: not completed, another course.
    """

    course: str = ""
    course_id: int | None = None
    on: date | None = None
    until: date | None = None
    certificate: str = ""
    wrong: str = ""
    passed: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """Which courses a file speaks of.

    Attributes:
        one: The course of the whole file, where it was chosen.
        by_words: Courses by what the file calls them (`plain`); None for one to be left out.
        titles: What each course is called here, by its id.
    """

    one: int | None
    by_words: Mapping[str, int | None]
    titles: Mapping[int, str]


def told(
    place: int, row: FileRow, mapped: Sequence[str | None], meant: Meant, today: date
) -> list[DoneTold]:
    """Return the completions a row tells of; none for one that says nothing.

    Args:
        place: Which row of the file it is, from 0.
        row: Its cells.
        mapped: What each column tells.
        meant: Which courses its words mean.
        today: Days after it cannot have been.
    """
    if row.broken:
        return [DoneTold(place, row.place, wrong=row.broken)]
    cells = cells_of(row, mapped)
    if not cells.texts and not cells.formulas:
        return []
    try:
        number = clean_number(cells.text(Part.NUMBER, "staff number"))
        name, given, family = name_told(
            cells.text(Part.NAME, "name"),
            cells.text(Part.GIVEN, "given name"),
            cells.text(Part.FAMILY, "family name"),
        )
        email = cells.text(Part.EMAIL, "e-mail address")
        if not number and not email and not name:
            raise Unreadable("It says nobody: no staff number, e-mail address or name.")
    except Unreadable as error:
        return [DoneTold(place, row.place, wrong=str(error))]
    who = DoneTold(place, row.place, number, name[:_LONGEST], given, family, email)
    columns = [part for part in mapped if course_of(part) is not None]
    if not columns:
        return [_one(who, cells, meant, today)]
    found = [_of_column(who, cells, part, meant, today) for part in columns if part is not None]
    return [one for one in found if one is not None]


def _one(who: DoneTold, cells: Cells, meant: Meant, today: date) -> DoneTold:
    """Return the completion of a row that tells of one."""
    called = course = cells.texts.get(Part.COURSE, "")[:_LONGEST]
    try:
        number: int | None
        if meant.one is not None:
            number, called = meant.one, meant.titles.get(meant.one, "")
        elif not course:
            raise Unreadable("It names no course.")
        elif (key := plain(course)) not in meant.by_words:
            raise Unreadable(f"{quoted(course)} is none of the courses here.")
        else:
            number = meant.by_words[key]
        if number is None:
            return _but(who, called, passed=f"{quoted(course)} is left out.")
        if unfinished := _not_completed(cells):
            return _but(who, called, number, passed=unfinished)
        on = cells.day(Part.ON, "day of completing", today)
        if on is None:
            if Part.STATUS in cells.texts:
                raise Unreadable("It is completed, but the day is missing.")
            return _but(who, called, number, passed="Not completed: no day.")
        refuse_days(on, "day of completing", today, _OLDEST)
        until = cells.day(Part.UNTIL, "day it counts until", today)
        if until is not None and until < on:
            raise Unreadable(
                f"It would count until {say_short(until)}, before it was completed "
                f"({say_short(on)})."
            )
        certificate = cells.text(Part.CERTIFICATE, "certificate")[:_LONGEST]
        return _but(who, called, number, on, until, certificate)
    except Unreadable as error:
        return _but(who, called, wrong=str(error))


def _of_column(
    who: DoneTold, cells: Cells, part: str, meant: Meant, today: date
) -> DoneTold | None:
    """Return the completion a column of days tells of; None where its cell is empty."""
    number = course_of(part)
    assert number is not None  # noqa: S101 - asked of such columns only
    title = meant.titles.get(number, "")
    text = plain(cells.texts.get(part, ""))
    if part not in cells.formulas and (not text or text in _NOT_COMPLETED or text in {"na", "n a"}):
        return None
    try:
        if text in _COMPLETED:
            raise Unreadable(f"It says {quoted(cells.texts[part])}, but not when ({title}).")
        on = cells.day(part, title, today)
        if on is None:
            return None
        refuse_days(on, f"day of {title}", today, _OLDEST)
        return _but(who, title, number, on)
    except Unreadable as error:
        return _but(who, title, number, wrong=str(error))


def _but(
    who: DoneTold, course: str, course_id: int | None = None, on: date | None = None,
    until: date | None = None, certificate: str = "", *, wrong: str = "", passed: str = "",
) -> DoneTold:  # fmt: skip
    return DoneTold(
        who.row, who.place, who.number, who.name, who.given, who.family, who.email, course,
        course_id, on, until, certificate, wrong, passed,
    )  # fmt: skip


def _not_completed(cells: Cells) -> str:
    """Return why a row is passed over by its status; empty where it is completed.

    Raises:
        Unreadable: Nobody can tell.
    """
    status = cells.texts.get(Part.STATUS, "")
    if not status:
        return ""
    said = plain(status)
    if said in _COMPLETED or said.startswith(("completed", "passed")):
        return ""
    if said in _NOT_COMPLETED or said.startswith(("not ", "in progress", "fail", "incomplete")):
        return f"Not completed: {quoted(status)}."
    raise Unreadable(f"{quoted(status)} does not say whether it is completed.")
