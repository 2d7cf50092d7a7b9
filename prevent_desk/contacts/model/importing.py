"""What a file of contacts would change: rows to people, people to those known.

An import adds and changes; it never empties or removes. Nothing here knows the database.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from prevent_desk.contacts.model import naming
from prevent_desk.contacts.model.import_rows import PART_WORDS, Part, Told, flat, plain
from prevent_desk.contacts.model.records import Contact, Organisation


class Kind(StrEnum):
    """What a row of a file is to the desk."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """What one row would do.

    Attributes:
        known: Who it is of those there; None where it is somebody new.
        parts: What would stand in the place of what is there, named as in `Contacts.change`; an
            organisation stands apart in `told`.
        adds: What would be added: e-mails, telephones, topics, a note. Added and not put in their
            place, for several rows may tell of one person.
        words: What it would do, or why nothing can be done, in words.
        doubtful: Taken only where somebody says so.
        moves: They would be at another organisation.
    """

    told: Told
    kind: Kind
    known: Contact | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    adds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    doubtful: bool = False
    moves: bool = False


@dataclass(frozen=True, slots=True)
class There:
    """Who and what is there when a file is compared.

    Attributes:
        contacts: Each once.
        people_names: Further names of contacts by number: as they were entered before a merge.
        organisations: By every name they are known by, as `plain` has it.
    """

    contacts: Sequence[Contact]
    people_names: Mapping[int, Sequence[str]]
    organisations: Mapping[str, Organisation]


def by_names(
    organisations: Iterable[Organisation], apart: Mapping[int, Iterable[Organisation]]
) -> dict[str, Organisation]:
    """Return organisations by their names, short names, and names before a merge.

    Args:
        organisations: Each once; of two with one name the first is meant.
        apart: What was merged into each, as it was entered.
    """
    found: dict[str, Organisation] = {}
    for one in organisations:
        for same in (one, *apart.get(one.id, ())):
            for name in (plain(same.name), plain(same.short)):
                if name:
                    found.setdefault(name, one)
    return found


def compare(rows: Iterable[Told], there: There) -> Iterator[Line]:
    """Give what each row would do, in the file's order.

    Somebody is known again by an e-mail address together with a name that may be the same, else by
    the same name at the same organisation. A row like one before it in the file does nothing; one
    that looks like somebody new of the file waits for a word.
    """
    index, fresh = _Known(there), _Fresh()
    seen: dict[Told, str] = {}
    for one in rows:
        if one.wrong:
            yield Line(one, Kind.WRONG, words=one.wrong)
            continue
        said = replace(one, place="")
        if said in seen:
            words = f"Stands in the file twice: the same as {seen[said].lower()}."
            yield Line(one, Kind.SAME, words=words)
            continue
        seen[said] = one.place
        line = index.line(one)
        yield fresh.line(line) if line.kind is Kind.NEW else line


class _Fresh:
    """Those who are new of the file, so that nobody is entered twice by two rows of it."""

    def __init__(self) -> None:
        self._by_mail: dict[str, Told] = {}
        self._by_name: dict[str, list[Told]] = defaultdict(list)

    def line(self, line: Line) -> Line:
        """Return a row of somebody new, in doubt where another row looks like the same person."""
        one = line.told
        same = [self._by_mail[mail.casefold()] for mail in one.emails
                if mail.casefold() in self._by_mail]  # fmt: skip
        same = [each for each in same if _may_be_one(one.name, each.name)]
        same += [each for each in self._by_name[plain(one.name)] if _at_one_place(one, each)]
        self._by_name[plain(one.name)].append(one)
        for mail in one.emails:
            self._by_mail.setdefault(mail.casefold(), one)
        if not same:
            return line
        words = f"Looks like {same[0].place.lower()} of the file. Tick it if it is somebody else"
        return replace(line, words=words, doubtful=True)


class _Known:
    """Those who are there, to be found by address and by name."""

    def __init__(self, there: There) -> None:
        self._by_mail: dict[str, list[Contact]] = defaultdict(list)
        self._by_name: dict[str, list[Contact]] = defaultdict(list)
        self._organisations = there.organisations
        for one in there.contacts:
            for email in one.emails:
                self._by_mail[email.casefold()].append(one)
            for name in {plain(name) for name in (one.name, *there.people_names.get(one.id, ()))}:
                self._by_name[name].append(one)

    def line(self, one: Told) -> Line:
        """Return what a row would do."""
        by_mail = {
            each.id: each
            for email in one.emails
            for each in self._by_mail.get(email.casefold(), ())
        }
        by_name = self._by_name.get(plain(one.name), ())
        same = [
            each for each in by_mail.values() if each in by_name or _may_be_one(one.name, each.name)
        ]
        if not same:
            same = [each for each in by_name if self._fits(one, each)]
        if len(same) > 1:
            words = "Two contacts fit it. Merge them, or correct the row."
            return Line(one, Kind.WRONG, words=words)
        if not same:
            return self._new(one, list(by_mail.values()), by_name)
        return self._known(one, same[0])

    def _new(self, one: Told, shared: Sequence[Contact], namesakes: Sequence[Contact]) -> Line:
        words = ["New"]
        if shared:
            words = [f"Has the address of {shared[0].name}. Tick it if it is somebody else"]
        elif namesakes:
            place = namesakes[0].organisation or "no organisation"
            words = [f"New; somebody of that name is at {place}"]
        if one.odd:
            words.append(one.odd)
        return Line(one, Kind.NEW, words=". ".join(words), doubtful=bool(shared))

    def _known(self, one: Told, known: Contact) -> Line:
        parts: dict[str, str] = {}
        adds: dict[str, tuple[str, ...]] = {}
        changes: list[str] = []
        for part in (Part.POST, Part.DEPARTMENT, Part.ADDRESS):
            now, then = getattr(known, part.value), getattr(one, part.value)
            if then and flat(then) != flat(now):
                parts[part.value] = then
                changes.append(_change(PART_WORDS[part], now, then))
        for part in (Part.EMAIL, Part.PHONE, Part.TOPICS):
            more = further(part, getattr(known, part.value), getattr(one, part.value))
            if more:
                adds[part.value] = more
                changes.append(f"{PART_WORDS[part]} added: {', '.join(more)}")
        if one.note and one.note not in known.note:
            adds[Part.NOTE.value] = (one.note,)
            changes.append("Note added")
        moves = bool(one.organisation) and not self._is_at(one.organisation, known)
        if moves:
            changes.append(_change("Organisation", known.organisation, one.organisation))
        if one.odd:
            changes.append(one.odd)
        if not parts and not adds and not moves:
            left = "; left before" if known.left is not None else ""
            return Line(one, Kind.SAME, known, words=f"Nothing new{left}")
        return Line(one, Kind.CHANGED, known, parts, adds, ". ".join(changes), moves=moves)

    def _fits(self, one: Told, known: Contact) -> bool:
        if not one.organisation or known.organisation_id is None:
            # A name alone is enough only where nothing speaks against it.
            return not (one.emails and known.emails)
        return self._is_at(one.organisation, known)

    def _is_at(self, organisation: str, known: Contact) -> bool:
        meant = self._organisations.get(plain(organisation))
        return meant is not None and meant.id == known.organisation_id


def organisation_of(name: str, organisations: Sequence[Organisation]) -> Organisation | None:
    """Return the organisation some words mean: its name, or what lists call it."""
    return by_names(organisations, {}).get(plain(name)) if plain(name) else None


def counts(lines: Iterable[Line]) -> dict[Kind, int]:
    """Return how many rows of each kind there are."""
    found = dict.fromkeys(Kind, 0)
    for line in lines:
        found[line.kind] += 1
    return found


def _at_one_place(one: Told, other: Told) -> bool:
    here, there = plain(one.organisation), plain(other.organisation)
    return here == there or not here or not there


def _may_be_one(told_name: str, known: str) -> bool:
    """Return whether two names may be one person's: the family name, and the given's beginning."""
    if plain(told_name) == plain(known):
        return True
    (given, family), (other_given, other_family) = naming.parts(told_name), naming.parts(known)
    if plain(family) != plain(other_family):
        return False
    first, second = plain(given), plain(other_given)
    if not first or not second:
        return True
    short = min(len(first), len(second)) == 1
    return first[0] == second[0] if short else first.split()[0] == second.split()[0]


def further(part: Part, now: Sequence[str], then: Sequence[str]) -> tuple[str, ...]:
    """Return what of some texts is not there yet; a telephone however it is written."""
    key = _digits if part is Part.PHONE else str.casefold
    known = {key(one) for one in now}
    return tuple(one for one in then if key(one) not in known)


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    # 020 7946 0101 and +44 20 7946 0101 are one line.
    return digits.removeprefix("0044").removeprefix("44").removeprefix("0") or phone.casefold()


def _change(words: str, now: str, then: str) -> str:
    before, after = flat(now), flat(then)
    return f"{words}: {before} → {after}" if before else f"{words}: {after}"
