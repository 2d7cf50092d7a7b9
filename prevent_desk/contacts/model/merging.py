"""What a merge of two contacts or organisations would show, and which of them look like one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prevent_desk.contacts.model.naming import parts
from prevent_desk.contacts.model.records import Contact, Organisation, Seat


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of both.

    Attributes:
        heading: What it is.
        kept: What the one that stays says.
        other: What the other says.
        shown: What is shown of them when they are one.
    """

    heading: str
    kept: str
    other: str
    shown: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.kept and self.other) and self.kept.casefold() != self.other.casefold()


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be, before anything is done.

    Attributes:
        follows: Each a sentence: what comes along, and what is no longer shown.
    """

    kept: str
    other: str
    lines: tuple[Compared, ...]
    follows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two contacts that look like one person, with the reason in words."""

    one: Contact
    other: Contact
    why: str


def compare_contacts(kept: Contact, other: Contact, held: Sequence[str]) -> Preview:
    """Return what is shown when two contacts are one.

    Args:
        kept: Whose name stays.
        other: Who they are said to be.
        held: Seats of the other, in words.
    """
    first = (
        ("Name", kept.name, other.name),
        ("Organisation", kept.organisation, other.organisation),
        ("Post", kept.role, other.role),
        ("Department", kept.department, other.department),
        ("Address", kept.address, other.address),
    )
    joined = (
        ("E-mail", kept.emails, other.emails),
        ("Telephone", kept.phones, other.phones),
        ("Topics", kept.topics, other.topics),
    )
    lines = [Compared(heading, one, two, one or two) for heading, one, two in first]
    lines += [
        Compared(heading, ", ".join(one), ", ".join(two), ", ".join(_together(one, two)))
        for heading, one, two in joined
    ]
    follows = [f"{words} is shown with them." for words in held]
    if other.note:
        follows.append("The other’s note is kept with the other, and is not shown.")
    return Preview(kept.name, other.name, tuple(_said(lines)), tuple(follows))


def compare_organisations(
    kept: Organisation,
    other: Organisation,
    seats: Sequence[tuple[str, Seat | None, Seat | None]],
    people: int,
) -> Preview:
    """Return what is shown when two organisations are one.

    Args:
        kept: Which name stays.
        other: What it is said to be.
        seats: By kind in words: the one's seat and the other's.
        people: How many contacts the other has.
    """
    lines = [
        Compared("Name", kept.name, other.name, kept.name),
        Compared("Short name", kept.short, other.short, kept.short),
        Compared("Telephone", kept.phone, other.phone, kept.phone),
        Compared("E-mail", kept.email, other.email, kept.email),
        Compared("Address", kept.address, other.address, kept.address),
    ]
    follows = []
    if people:
        follows.append(
            "1 contact of the other is shown with it."
            if people == 1
            else f"{people} contacts of the other are shown with it."
        )
    for words, one, two in seats:
        if two is None or two.holder is None:
            continue
        if one is not None and one.holder is not None:
            follows.append(
                f"{words}: {one.holder.contact.name} is shown; {two.holder.contact.name} is not, "
                "until the seat is vacant or the merge is taken back."
            )
        else:
            follows.append(f"{words}: {two.holder.contact.name} is shown with it.")
    return Preview(kept.called, other.called, tuple(_said(lines)), tuple(follows))


def look_alike(contacts: Iterable[Contact]) -> list[Alike]:
    """Return pairs that share an e-mail address, or a name within one organisation."""
    by_mail: dict[str, list[Contact]] = defaultdict(list)
    by_name: dict[tuple[int | None, str], list[Contact]] = defaultdict(list)
    for one in contacts:
        for email in one.emails:
            by_mail[email.casefold()].append(one)
        by_name[one.organisation_id, _plain(one)].append(one)
    found: dict[tuple[int, int], Alike] = {}
    for same, why in (
        *((group, "The same e-mail address") for group in by_mail.values()),
        *((group, "The same name in one organisation") for group in by_name.values()),
    ):
        first, *others = sorted(same, key=lambda one: one.id)
        for other in others:
            if other.id != first.id:
                found.setdefault((first.id, other.id), Alike(first, other, why))
    return list(found.values())


def _plain(one: Contact) -> str:
    given, family = parts(one.name)
    letters = unicodedata.normalize("NFKD", f"{given} {family}".casefold())
    return re.sub(r"[^a-z0-9]+", " ", letters.encode("ascii", "ignore").decode()).strip()


def _together(one: Sequence[str], two: Sequence[str]) -> list[str]:
    known = {text.casefold() for text in one}
    return [*one, *(text for text in two if text.casefold() not in known)]


def _said(lines: Iterable[Compared]) -> Iterable[Compared]:
    return (line for line in lines if line.kept or line.other)
