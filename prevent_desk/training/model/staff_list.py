"""A staff list as a file: what its columns tell, and who stands on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prevent_desk.contacts.model.people import is_address
from prevent_desk.core.dates import say_short
from prevent_desk.training.model.importing import (
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
_LONGEST_NUMBER = 40


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
