"""A staff list as a file: who stands on it, and what each row would change here.

Somebody is known again by staff number, else by e-mail address, else, where they have no number
here, by their name. A list adds and changes; who does not stand on it is offered as gone, never
taken as gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from prevent_desk.contacts.model import naming
from prevent_desk.contacts.model.people import is_address
from prevent_desk.core.dates import say_short
from prevent_desk.training.model.importing import (
    FileRow,
    Kind,
    Told,
    Unreadable,
    cells_of,
    change_words,
    plain,
    quoted,
    refuse_days,
)
from prevent_desk.training.model.matching import (
    Everybody,
    is_doubtful,
    name_told,
    number_key,
)
from prevent_desk.training.model.people import Learner, clean_number

_LONGEST = 200
_LONGEST_NUMBER = 40
_STRAY = 0.5
"""A list on which less than this share of the people here stand is of some of them only."""


class Part(StrEnum):
    """What a column may tell."""

    NUMBER = "number"
    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    EMAIL = "email"
    DEPARTMENT = "department"
    ROLE = "role"
    STARTED = "started"
    LEFT = "left"


PART_WORDS = {
    Part.NUMBER: "Staff number",
    Part.NAME: "Name",
    Part.GIVEN: "Given name",
    Part.FAMILY: "Family name",
    Part.EMAIL: "E-mail",
    Part.DEPARTMENT: "Department",
    Part.ROLE: "Role",
    Part.STARTED: "Started",
    Part.LEFT: "Left",
}

_SAID = {
    Part.NUMBER: "staff number|staff no|staff id|staffno|staff ref|employee number|employee no|"
    "employee id|employee ref|emp no|emp id|emp number|payroll number|payroll no|payroll ref|"
    "payroll|personnel number|pers no|personal number|number|no|id|person number|assignment number|"
    "worker id|user id|userid|employee code|staff code|person id|hr id|pay number|pay ref",
    Part.NAME: "name|full name|employee name|staff name|display name|employee|staff member|person|"
    "worker|learner|learner name|user full name|preferred name",
    Part.GIVEN: "given name|first name|forename|firstname|forenames|known as|given|user first name",
    Part.FAMILY: "family name|last name|surname|lastname|family|user last name",
    Part.EMAIL: "e mail|email|mail|e mail address|email address|work email|work e mail|user email|"
    "business email|primary email|user principal name|upn",
    Part.DEPARTMENT: "department|dept|directorate|service|service area|division|team|section|unit|"
    "organisation unit|org unit|cost centre name|business unit|department name|school",
    Part.ROLE: "role|job title|post|post title|position|title of post|jobtitle|job role|job|"
    "position title|designation|occupation",
    Part.STARTED: "started|start date|date started|hire date|date of joining|joined|join date|"
    "continuous service date|service start date|start|commenced|date commenced|employment start",
    Part.LEFT: "left|leaving date|end date|date left|leaver date|termination date|leave date|"
    "last day|employment end|date of leaving",
}
GUESSES = {said: part for part, words in _SAID.items() for said in words.split("|")}


def guess(headings: Sequence[str]) -> list[str | None]:
    """Return what each column seems to tell; each thing by one column only, the first."""
    found: list[str | None] = []
    for heading in headings:
        part = GUESSES.get(plain(heading))
        found.append(None if part is None or part in found else part.value)
    return found


def heading_score(cells: Iterable[str]) -> int:
    """Return how many cells of a row read like headings."""
    return len({GUESSES[key] for cell in cells if (key := plain(cell)) in GUESSES})


def what_is_missing(mapped: Iterable[str | None]) -> str:
    """Return what the columns must tell and do not, as a sentence; empty where all is well."""
    chosen = set(mapped)
    if not chosen & {Part.NAME, Part.GIVEN, Part.FAMILY}:
        return "Say which column holds the names."
    if Part.NUMBER not in chosen and Part.EMAIL not in chosen:
        return "Say which column holds the staff numbers, or at least the e-mail addresses."
    return ""


@dataclass(frozen=True, slots=True)
class StaffTold(Told):
    """Somebody as a row tells of them.

    Attributes:
        wrong: Why the row cannot be read; empty where it can.
        odd: Of what it says, what was left out, in words.
    """

    department: str = ""
    role: str = ""
    started: date | None = None
    left: date | None = None
    wrong: str = ""
    odd: str = ""


def told(place: int, row: FileRow, mapped: Sequence[str | None], today: date) -> StaffTold | None:
    """Return what a row tells; None for one that says nothing.

    Args:
        place: Which row of the file it is, from 0.
        row: Its cells.
        mapped: What each column tells.
        today: Days after it cannot have been.
    """
    if row.broken:
        return StaffTold(place, row.place, wrong=row.broken)
    cells = cells_of(row, mapped)
    if not cells.texts and not cells.formulas:
        return None
    try:
        number = clean_number(cells.text(Part.NUMBER, "staff number"))
        name, given, family = name_told(
            cells.text(Part.NAME, "name"),
            cells.text(Part.GIVEN, "given name"),
            cells.text(Part.FAMILY, "family name"),
        )
        _refuse_wrong(number, name)
        email = cells.text(Part.EMAIL, "e-mail address")
        odd = ""
        if email and not is_address(email):
            email, odd = "", f"{quoted(email)} is no e-mail address and is left out"
        if not number and not email:
            raise Unreadable("It has neither a staff number nor an e-mail address.")
        started = cells.day(Part.STARTED, "start", today)
        left = cells.day(Part.LEFT, "last day", today)
        if started is not None:
            _refuse_far(started, "start", today)
        if left is not None:
            _refuse_far(left, "last day", today)
        if started and left and left < started:
            raise Unreadable(
                f"They would have left ({say_short(left)}) before they started "
                f"({say_short(started)})."
            )
        return StaffTold(
            place, row.place, number, name, given, family, email,
            cells.text(Part.DEPARTMENT, "department")[:_LONGEST],
            cells.text(Part.ROLE, "role")[:_LONGEST], started, left, odd=odd,
        )  # fmt: skip
    except Unreadable as error:
        return StaffTold(
            place, row.place, clean_number(cells.texts.get(Part.NUMBER, ""))[:_LONGEST_NUMBER],
            cells.texts.get(Part.NAME, "")[:_LONGEST], wrong=str(error),
        )  # fmt: skip


def _refuse_wrong(number: str, name: str) -> None:
    if not name:
        raise Unreadable("It has no name.")
    if is_address(name):
        raise Unreadable("An e-mail address stands where the name should.")
    if not any(sign.isalpha() for sign in name):
        raise Unreadable("What stands for the name has no letters.")
    if len(name) > _LONGEST:
        raise Unreadable("The name is longer than 200 letters.")
    if len(number) > _LONGEST_NUMBER:
        raise Unreadable("The staff number is longer than 40 signs.")
    if number and not any(sign.isalnum() for sign in number):
        raise Unreadable(f"{quoted(number)} is no staff number.")


def _refuse_far(day: date, called: str, today: date) -> None:
    """Let people start or leave within a year; a list says so ahead."""
    refuse_days(min(day, today), called, today, oldest=75)
    if (day - today).days > 366:
        raise Unreadable(f"The {called} is more than a year ahead: {say_short(day)}.")


@dataclass(frozen=True, slots=True)
class StaffLine:
    """What one row would do.

    Attributes:
        known: Who it is of those here; None where it is somebody new.
        parts: What would be different of them, as columns of the learner; department and role
            stand apart in `told`, by their words.
        words: What it would do, or why nothing can be done, in words.
        doubtful: Taken only where somebody says so.
        moves, retitled: Their department, their role, would be another.
    """

    told: StaffTold
    kind: Kind
    known: Learner | None = None
    parts: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    doubtful: bool = False
    moves: bool = False
    retitled: bool = False

    @property
    def key(self) -> int:
        """What it is known by while it is looked at: its place in the file."""
        return self.told.row

    @property
    def can_be_taken(self) -> bool:
        """Whether it would do anything."""
        return self.kind in {Kind.NEW, Kind.CHANGED}


@dataclass(frozen=True, slots=True)
class StaffPreview:
    """What a list would do, in the file's order, and who does not stand on it.

    Attributes:
        left: People here from an earlier list who do not stand on this one.
        departments, roles: Those that would be made, by their words.
        is_stray: So few of those here stand on it that it is hardly the whole list.
    """

    lines: tuple[StaffLine, ...]
    left: tuple[Learner, ...] = ()
    departments: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    is_stray: bool = False


def compare(
    rows: Iterable[StaffTold],
    people: Sequence[Learner],
    departments: Iterable[str],
    roles: Iterable[str],
    also: Iterable[tuple[str, Learner]] = (),
) -> StaffPreview:
    """Return what each row would do.

    Args:
        rows: As told, in the file's order.
        people: Everybody of the employer, those who left too.
        departments: Names of its departments.
        roles: Titles of the roles there are.
        also: Numbers of rows that were merged, with whom they stand for.
    """
    everybody = Everybody(people, also)
    listed = list(rows)
    twice = _numbers_of_two(listed)
    seen: dict[tuple[str, ...], StaffTold] = {}
    taken: dict[int, StaffTold] = {}
    lines: list[StaffLine] = []
    for one in listed:
        if one.wrong:
            lines.append(StaffLine(one, Kind.WRONG, words=one.wrong))
            continue
        if words := twice.get(one.row):
            lines.append(StaffLine(one, Kind.WRONG, words=words))
            continue
        key = (number_key(one.number),) if one.number else ("", one.email.casefold())
        if first := seen.get(key):
            words = f"Stands in the list twice; {first.place.lower()} counts."
            lines.append(StaffLine(one, Kind.SAME, words=words))
            continue
        seen[key] = one
        line = _line(one, everybody)
        if line.known is not None:
            if first := taken.get(line.known.id):
                words = (
                    f"Seems to be {line.known.name}, whom {first.place.lower()} speaks of already."
                )
                lines.append(StaffLine(one, Kind.WRONG, words=words))
                continue
            taken[line.known.id] = one
        lines.append(line)
    return StaffPreview(
        tuple(lines), _left(lines, people, set(taken)),
        is_stray=_is_stray(people, set(taken)),
        departments=_made((line.told.department for line in lines if line.can_be_taken),
                          departments),
        roles=_made((line.told.role for line in lines if line.can_be_taken), roles),
    )  # fmt: skip


def _numbers_of_two(rows: Sequence[StaffTold]) -> dict[int, str]:
    """Return what is wrong with rows whose number stands for two people, by their place."""
    by_number: dict[str, list[StaffTold]] = defaultdict(list)
    for one in rows:
        if one.number and not one.wrong:
            by_number[number_key(one.number)].append(one)
    found: dict[int, str] = {}
    for group in by_number.values():
        names = {plain(one.name) for one in group}
        if len(group) < 2 or len(names) < 2 or not _differ(group):
            continue
        who = " and ".join(f"{one.name} ({one.place.lower()})" for one in group[:3])
        for one in group:
            found[one.row] = f"Two people have number {one.number}: {who}."
    return found


def _differ(group: Sequence[StaffTold]) -> bool:
    """Return whether any two names have words of their own: a middle name more is no other."""
    words = [set(plain(one.name).split()) for one in group]
    return any(not (words[0] <= one or one <= words[0]) for one in words[1:])


def _line(one: StaffTold, everybody: Everybody) -> StaffLine:
    numbered = everybody.by_number(one.number)
    if len(numbered) > 1:
        words = f"{len(numbered)} people here have number {one.number}. Merge them, then try again."
        return StaffLine(one, Kind.WRONG, words=words)
    if numbered:
        doubtful = is_doubtful(one.name, numbered[0].name)
        return _known(one, numbered[0], doubtful=doubtful)
    # Somebody here with another number is somebody else, whatever their address.
    mailed = [
        who for who in everybody.by_email(one.email)
        if not one.number or not who.staff_no
    ]  # fmt: skip
    if len(mailed) == 1:
        return _known(one, mailed[0], doubtful=is_doubtful(one.name, mailed[0].name))
    named = [who for who in everybody.by_name(one.name) if not who.staff_no or not one.number]
    if len(named) == 1:
        return _known(one, named[0], doubtful=True)
    told = [f"Number {one.number}" if one.number else one.email, one.role]
    if one.started:
        told.append(f"started {say_short(one.started)}")
    if one.left:
        told.append(f"left {say_short(one.left)}")
    said = ", ".join(filter(None, told))
    return StaffLine(one, Kind.NEW, words=". ".join(filter(None, (said, one.odd))))


def _known(one: StaffTold, known: Learner, *, doubtful: bool) -> StaffLine:
    parts: dict[str, Any] = {}
    changes: list[str] = []

    def differs(column: str, words: str, then: str) -> None:
        now = getattr(known, column)
        if then and then != now:
            parts[column] = then
            changes.append(change_words(words, now, then))

    if one.number and number_key(one.number) != number_key(known.staff_no):
        differs("staff_no", PART_WORDS[Part.NUMBER], one.number)
    if plain(one.name) != plain(known.name):
        differs("name", PART_WORDS[Part.NAME], one.name)
        given, family = naming.parts(one.name)
        parts |= {"given": one.given or given, "family": one.family or family}
    if one.email.casefold() != known.email.casefold():
        differs("email", PART_WORDS[Part.EMAIL], one.email)
    moves = bool(one.department) and plain(one.department) != plain(known.department)
    if moves:
        changes.append(change_words("Department", known.department, one.department))
    retitled = bool(one.role) and plain(one.role) != plain(known.role)
    if retitled:
        changes.append(change_words("Role", known.role, one.role))
    if one.started is not None and one.started != known.started:
        parts["started"] = one.started
        before = say_short(known.started) if known.started else ""
        changes.append(change_words("Started", before, say_short(one.started)))
    changes += _leaving(one, known, parts)
    if one.odd:
        changes.append(one.odd)
    if not parts and not moves and not retitled:
        return StaffLine(one, Kind.SAME, known, words=one.odd or "Nothing new")
    why = ""
    if doubtful:
        why = (
            f"Number {known.staff_no} is {known.name} here; tick it if they are the same. "
            if one.number and number_key(one.number) == number_key(known.staff_no)
            else f"Seems to be {known.name}, who has no number here; tick it if they are the same. "
            if not known.staff_no
            else f"Seems to be {known.name}; tick it if they are the same. "
        )
    return StaffLine(
        one, Kind.CHANGED, known, parts, f"{why}{'. '.join(changes)}", doubtful, moves, retitled
    )


def _leaving(one: StaffTold, known: Learner, parts: dict[str, Any]) -> list[str]:
    if one.left is not None and one.left != known.left:
        parts["left"] = one.left
        return [change_words("Left", "", say_short(one.left))]
    if one.left is None and known.left is not None:
        parts["left"] = None
        return [f"Is back: had left {say_short(known.left)}"]
    return []


def _left(
    lines: Sequence[StaffLine], people: Sequence[Learner], taken: set[int]
) -> tuple[Learner, ...]:
    """Return who came by a list, is here, and does not stand on this one."""
    if not any(line.can_be_taken or line.kind is Kind.SAME for line in lines):
        return ()
    gone = [
        one for one in people
        if one.left is None and one.listed is not None and one.id not in taken
    ]  # fmt: skip
    return tuple(sorted(gone, key=lambda one: (one.department, one.listed_name, one.id)))


def _is_stray(people: Sequence[Learner], taken: set[int]) -> bool:
    here = [one.id for one in people if one.left is None and one.listed is not None]
    return bool(here) and sum(one in taken for one in here) < _STRAY * len(here)


def _made(told_words: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the words that name nothing yet, each once, by its first spelling."""
    there = {plain(one) for one in known}
    made: dict[str, str] = {}
    for words in told_words:
        if words and plain(words) not in there:
            made.setdefault(plain(words), words)
    return tuple(sorted(made.values(), key=str.casefold))
