"""People on staff lists: never anybody of a referral."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from prevent_desk.contacts.model import naming
from prevent_desk.contacts.model.merging import Compared, Preview
from prevent_desk.core.dates import say_short

_SIGNS = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class NewLearner:
    """What is asked of somebody; only a name is needed.

    Attributes:
        staff_no: As their employer numbers them; blanks are taken out.
        organisation_id: Their employer; None: the council itself.
        started: The day they came; None where not told.
        source: Where the row came from, in words: "typed", "HR list.xlsx".
        listed: The day of the staff list they stood on.
    """

    name: str
    staff_no: str = ""
    organisation_id: int | None = None
    email: str = ""
    department_id: int | None = None
    role_id: int | None = None
    started: date | None = None
    contact_id: int | None = None
    note: str = ""
    source: str = "typed"
    listed: date | None = None


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody to be trained; see `NewLearner`.

    Attributes:
        listed_name: "Bright, Olivia": as lists sort them.
        organisation, department, role: As they are called; empty where not known.
        left: The day they were gone.
    """

    id: int
    name: str
    given: str = ""
    family: str = ""
    staff_no: str = ""
    organisation_id: int | None = None
    organisation: str = ""
    email: str = ""
    department_id: int | None = None
    department: str = ""
    role_id: int | None = None
    role: str = ""
    started: date | None = None
    left: date | None = None
    contact_id: int | None = None
    note: str = ""
    source: str = ""
    listed: date | None = None

    @property
    def listed_name(self) -> str:
        """The family name first, as lists sort people."""
        return listed_name(self.name, self.given, self.family)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who look like one person, with the reason in words."""

    one: Learner
    other: Learner
    why: str


def listed_name(name: str, given: str, family: str) -> str:
    """Return a name with the family name first; as it is where that is not known."""
    return f"{family}, {given}" if family and given else name


def clean_number(typed: str) -> str:
    """Return a staff number without blanks."""
    return "".join(typed.split())


def folded(text: str) -> str:
    """Return a text by its bare letters and figures, accents and case aside."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _SIGNS.sub(" ", "".join(s for s in plain if not unicodedata.combining(s))).strip()


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: their words in order of letters."""
    given, family = naming.parts(name)
    return " ".join(sorted(folded(f"{given} {family}" if family else name).split()))


def alike(people: Iterable[Learner]) -> list[Pair]:
    """Return pairs that look like one person: one name, or one address, by name.

    Two with different staff numbers of one employer are two, whatever they are called.
    """
    groups: dict[tuple[str, str], list[Learner]] = defaultdict(list)
    for one in people:
        if key := name_key(one.name):
            groups["name", key].append(one)
        if one.email:
            groups["email", one.email.casefold()].append(one)
    found: dict[tuple[int, int], Pair] = {}
    for (kind, _), members in groups.items():
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                both = min(one.id, other.id), max(one.id, other.id)
                if both in found or one.id == other.id or _are_two(one, other):
                    continue
                found[both] = Pair(one, other, _why(kind, one, other))
    return sorted(found.values(), key=lambda pair: (pair.one.name.casefold(), pair.one.id))


def compare(kept: Learner, other: Learner, courses: int) -> Preview:
    """Return what would be shown of two as one; `courses` is how many the other completed."""
    parts = (
        ("Name", kept.name, other.name),
        ("Staff number", kept.staff_no, other.staff_no),
        ("Employer", kept.organisation, other.organisation),
        ("Department", kept.department, other.department),
        ("Role", kept.role, other.role),
        ("E-mail", kept.email, other.email),
        ("Started", _day(kept.started), _day(other.started)),
    )
    lines = [Compared(head, one, two, one) for head, one, two in parts if one or two]
    follows = []
    if courses:
        one = courses == 1
        told = (
            "1 completion of the other counts"
            if one
            else (f"{courses} completions of the other count")
        )
        follows.append(f"{told} as theirs.")
    if other.note:
        follows.append("The other’s note is kept with the other, and is not shown.")
    return Preview(kept.name, other.name, tuple(lines), tuple(follows))


def _day(day: date | None) -> str:
    return say_short(day) if day else ""


def _are_two(one: Learner, other: Learner) -> bool:
    numbered = bool(one.staff_no and other.staff_no)
    return (
        numbered
        and one.organisation_id == other.organisation_id
        and one.staff_no.casefold() != other.staff_no.casefold()
    )


def _why(kind: str, one: Learner, other: Learner) -> str:
    if kind == "email":
        return "Both have the same address."
    if one.department_id is not None and one.department_id == other.department_id:
        return "Both have the same name and department."
    return "Both have the same name."
