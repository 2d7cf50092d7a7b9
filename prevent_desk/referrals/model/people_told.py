"""What all referrals told of one human being: each name, birth and address, and by which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from prevent_desk.core import birth
from prevent_desk.referrals.model.people import Contact, Group, born_of, place_of
from prevent_desk.referrals.model.records import Person


class Kind(StrEnum):
    """What something told is; the value is its heading."""

    NAME = "Names"
    BIRTH = "Date of birth"
    ADDRESS = "Addresses"
    REACHED = "Telephone and e-mail"
    ONLINE = "Online"
    ABOUT = "About them"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was told.

    Attributes:
        words: As told.
        refs: Of the referrals that told it, newest first.
        note: What it is besides: "also known as", "earlier".
    """

    kind: Kind
    words: str
    refs: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a preview: what two human beings were told to be.

    Attributes:
        heading: What is compared.
        one, other: What was told of each, a line each; empty where nothing was.
        differs: Both have something, and nothing of it is alike.
    """

    heading: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    differs: bool = False


@dataclass
class _Facts:
    found: dict[tuple[Kind, str], Fact] = field(default_factory=dict)

    def add(self, kind: Kind, words: str, refs: Sequence[str], note: str = "") -> None:
        """Take in what a referral told; the same words of several are one fact."""
        plain = " ".join(words.split())
        if not plain:
            return
        key = (kind, plain.casefold())
        known = self.found.get(key)
        told = tuple(dict.fromkeys((*(known.refs if known else ()), *refs)))
        # A name somebody has is not merely one they are also known by.
        kept = "" if known is not None and not known.note else note
        self.found[key] = Fact(kind, known.words if known else plain, told, kept)


def facts(group: Group, today: date) -> list[Fact]:
    """Return everything told of a human being, by kind, newest referral first."""
    found = _Facts()
    for person in group.people:
        refs = refs_of(person, group.contacts)
        found.add(Kind.NAME, f"{person.given} {person.family}", refs)
        for alias in person.aliases:
            found.add(Kind.NAME, alias, refs, "also known as")
        found.add(Kind.BIRTH, said_birth(person, today), refs)
        found.add(Kind.ADDRESS, place_of(person), refs)
        for place in person.earlier:
            found.add(Kind.ADDRESS, place, refs, "earlier")
        for way in (*person.phones, *person.emails):
            found.add(Kind.REACHED, way, refs)
        for name in person.online:
            found.add(Kind.ONLINE, name, refs)
        for words in (person.language, person.nationality, person.note):
            found.add(Kind.ABOUT, words, refs)
    order = list(Kind)
    return sorted(found.found.values(), key=lambda fact: (order.index(fact.kind), bool(fact.note)))


def differences(one: Group, other: Group, today: date) -> list[Difference]:
    """Return two human beings side by side, what was told of neither left out."""
    found = []
    for kind in Kind:
        mine = _words(facts(one, today), kind)
        theirs = _words(facts(other, today), kind)
        if mine or theirs:
            alike = {line.casefold() for line in mine} & {line.casefold() for line in theirs}
            found.append(Difference(kind.value, mine, theirs, bool(mine and theirs) and not alike))
    lines = _lines(one.contacts), _lines(other.contacts)
    found.append(Difference("Referrals", *lines))
    return found


def said_birth(person: Person, today: date) -> str:
    """Return when somebody was born in words, with the age of today; else as it was told."""
    born = born_of(person)
    if born is None:
        return person.born_told
    said = birth.say(born, today)
    told = person.born_told.strip()
    return said if not told or born.is_full else f"{said} (told as “{told}”)"


def refs_of(person: Person, contacts: Iterable[Contact]) -> tuple[str, ...]:
    """Return the referrals that told of a person, newest first."""
    return tuple(dict.fromkeys(one.ref for one in contacts if one.person_id == person.id))


def parted(group: Group, sides: Callable[[int], int]) -> dict[int, tuple[str, ...]]:
    """Return which referrals each side keeps when a group is parted, by head.

    Args:
        group: As it is.
        sides: The head that each row will have.
    """
    found: dict[int, dict[str, None]] = {}
    for one in reversed(group.contacts):
        found.setdefault(sides(one.person_id), {})[one.ref] = None
    return {head: tuple(refs) for head, refs in sorted(found.items())}


def _words(told: Iterable[Fact], kind: Kind) -> tuple[str, ...]:
    return tuple(
        f"{fact.words} ({fact.note})" if fact.note else fact.words
        for fact in told
        if fact.kind is kind
    )


def _lines(contacts: Iterable[Contact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.line for one in contacts))
