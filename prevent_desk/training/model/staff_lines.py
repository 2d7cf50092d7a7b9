"""What each row of a staff list would change here.

Somebody is known again by staff number, else by e-mail address, else, where they have no number
here, by their name. A list adds and changes; who does not stand on it is offered as gone, never
taken as gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prevent_desk.contacts.model import naming
from prevent_desk.core.dates import say_short
from prevent_desk.training.model.importing import Kind, change_words, plain
from prevent_desk.training.model.matching import Everybody, is_doubtful, number_key
from prevent_desk.training.model.people import Learner
from prevent_desk.training.model.staff_list import PART_WORDS, Part, StaffTold

_STRAY = 0.5
"""A list on which less than this share of the people here stand is of some of them only."""


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
