"""What a file of contacts would change: columns to fields, rows to people, people to those known.

An import adds and changes; it never empties or removes. Nothing here knows the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from prevent_desk.contacts.model import naming
from prevent_desk.contacts.model.people import is_address
from prevent_desk.contacts.model.records import Contact, Organisation


class Part(StrEnum):
    """What a column may tell of a contact."""

    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    ORGANISATION = "organisation"
    SECTOR = "sector"
    POST = "role"
    DEPARTMENT = "department"
    EMAIL = "emails"
    PHONE = "phones"
    ADDRESS = "address"
    TOPICS = "topics"
    NOTE = "note"


PART_WORDS = {
    Part.NAME: "Name",
    Part.GIVEN: "Given name",
    Part.FAMILY: "Family name",
    Part.ORGANISATION: "Organisation",
    Part.SECTOR: "Sector of the organisation",
    Part.POST: "Post",
    Part.DEPARTMENT: "Department",
    Part.EMAIL: "E-mail",
    Part.PHONE: "Telephone",
    Part.ADDRESS: "Address",
    Part.TOPICS: "Topics",
    Part.NOTE: "Note",
}

_SAID = {
    Part.NAME: "name|full name|contact|contact name|display name|person|who|lead|lead name",
    Part.GIVEN: "given name|first name|forename|firstname|given|christian name",
    Part.FAMILY: "family name|last name|surname|lastname|family",
    Part.ORGANISATION: "organisation|organization|company|agency|employer|school|organisation name|"
    "company name|partner|org",
    Part.SECTOR: "sector|type of organisation|organisation type",
    Part.POST: "post|job title|role|position|title of post|jobtitle|job role|designation",
    Part.DEPARTMENT: "department|team|dept|section|unit|directorate",
    Part.EMAIL: "e mail|email|mail|e mail address|email address|e mails|emails|other e mails|"
    "e mail 1|e mail 2|email 2|email 1|e mail 1 value|e mail 2 address|e mail 3 address|"
    "other emails|work email|business email|secondary email|email address 2|primary email",
    Part.PHONE: "telephone|phone|tel|mobile|phone number|telephone number|business phone|"
    "mobile phone|other telephones|home phone|company main phone|business phone 2|work phone|"
    "direct line|contact number|mob|landline|phone 1 value",
    Part.ADDRESS: "address|postal address|business street|work address|business address",
    Part.TOPICS: "topics|topic|categories|tags|interests",
    Part.NOTE: "note|notes|comments|remarks|comment",
}
_GUESSES = {said: part for part, words in _SAID.items() for said in words.split("|")}

_MANY = frozenset({Part.EMAIL, Part.PHONE, Part.TOPICS})
_GUARDED = ("=", "+", "-", "@", "\t")
_BETWEEN = re.compile(r"[;\n]+")
_BETWEEN_MAILS = re.compile(r"[;,\s]+")
_WRAPPED = re.compile(
    r"(?:.*<)?\s*(?:mailto:)?([^<>\s]+@[^<>\s]+?)\s*>?", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file, or a card.

    Attributes:
        place: What a person looks for to find it: "Row 4", "Card 2".
        cells: By column, as many as there are headings.
    """

    place: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactFile:
    """A file as read: nothing of it is in the desk.

    Attributes:
        headings: Of its columns; of vCards the parts themselves.
        is_cards: Its columns are known and need no mapping.
        notes: What a person should know of the reading, in sentences.
        broken: Places that could not be read at all, and why.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[FileRow, ...]
    is_cards: bool = False
    notes: tuple[str, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()


Mapped = Sequence[Part | None]
"""What each column tells; None for one that is passed over."""


def guess(headings: Sequence[str]) -> list[Part | None]:
    """Return what each column seems to tell; parts of one value are taken once, by the first."""
    found: list[Part | None] = []
    for heading in headings:
        part = _GUESSES.get(_plain(heading))
        if part is not None and part not in _MANY and part in found:
            part = None
        found.append(part)
    return found


def heading_score(cells: Iterable[str]) -> int:
    """Return how many cells of a row read like headings."""
    return sum(_plain(cell) in _GUESSES for cell in cells)


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody as a file tells of them.

    Attributes:
        wrong: Why the row cannot be read; empty where it can.
        odd: Of what it says, what was left out, in words.
    """

    place: str
    name: str = ""
    given: str = ""
    family: str = ""
    organisation: str = ""
    sector: str = ""
    role: str = ""
    department: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    topics: tuple[str, ...] = ()
    note: str = ""
    wrong: str = ""
    odd: str = ""


def told(row: FileRow, mapped: Mapped) -> Told | None:
    """Return what a row tells; None for one that says nothing."""
    said: dict[Part, list[str]] = defaultdict(list)
    for cell, part in zip(row.cells, mapped, strict=False):
        text = _unguarded(cell)
        if part is not None and text:
            said[part].append(text)
    if not said:
        return None
    one = {part: " ".join(said[part]) for part in Part if part not in _MANY and said[part]}
    if Part.ADDRESS in one:
        one[Part.ADDRESS] = "\n".join(said[Part.ADDRESS])
    given, family = one.get(Part.GIVEN, ""), one.get(Part.FAMILY, "")
    name = _spoken(one.get(Part.NAME, "")) or " ".join(part for part in (given, family) if part)
    emails, odd = _mails(said[Part.EMAIL])
    wrong = ""
    if not name:
        wrong = "It has no name."
    elif is_address(name):
        wrong = "An e-mail address stands where the name should."
    elif not any(sign.isalpha() for sign in name):
        wrong = "What stands for the name has no letters."
    return Told(
        row.place, name, given, family, one.get(Part.ORGANISATION, ""), one.get(Part.SECTOR, ""),
        one.get(Part.POST, ""), one.get(Part.DEPARTMENT, ""), emails,
        _several(said[Part.PHONE]), one.get(Part.ADDRESS, ""),
        _several(said[Part.TOPICS], commas=True), one.get(Part.NOTE, ""), wrong, odd,
    )  # fmt: skip


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
        parts: What would be different of them, as `Contacts.change` takes it; an organisation
            stands apart in `told`.
        words: What it would do, or why nothing can be done, in words.
        doubtful: Taken only where somebody says so.
        moves: They would be at another organisation.
    """

    told: Told
    kind: Kind
    known: Contact | None = None
    parts: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    doubtful: bool = False
    moves: bool = False


def compare(
    rows: Iterable[Told], contacts: Sequence[Contact], organisations: Sequence[Organisation]
) -> list[Line]:
    """Return what each row would do, in the file's order.

    Somebody is known again by an e-mail address together with a name that may be the same, else by
    the same name at the same organisation. A row like one before it in the file does nothing.
    """
    index = _Known(contacts, organisations)
    lines: list[Line] = []
    seen: dict[tuple[str, str, tuple[str, ...]], str] = {}
    for one in rows:
        if one.wrong:
            lines.append(Line(one, Kind.WRONG, words=one.wrong))
            continue
        key = (_plain(one.name), _plain(one.organisation), tuple(map(str.casefold, one.emails)))
        if key in seen:
            words = f"Stands in the file twice: the same as {seen[key].lower()}."
            lines.append(Line(one, Kind.SAME, words=words))
            continue
        seen[key] = one.place
        lines.append(index.line(one))
    return lines


class _Known:
    """Those who are there, to be found by address and by name."""

    def __init__(self, contacts: Sequence[Contact], organisations: Sequence[Organisation]) -> None:
        self._by_mail: dict[str, list[Contact]] = defaultdict(list)
        self._by_name: dict[str, list[Contact]] = defaultdict(list)
        for one in contacts:
            for email in one.emails:
                self._by_mail[email.casefold()].append(one)
            self._by_name[_plain(one.name)].append(one)
        self._names: dict[int, set[str]] = {
            one.id: {_plain(one.name), _plain(one.short)} - {""} for one in organisations
        }

    def line(self, one: Told) -> Line:
        """Return what a row would do."""
        by_mail = {
            each.id: each
            for email in one.emails
            for each in self._by_mail.get(email.casefold(), ())
        }
        same = [each for each in by_mail.values() if _may_be_one(one.name, each.name)]
        if not same:
            same = [
                each for each in self._by_name.get(_plain(one.name), ()) if self._fits(one, each)
            ]
        if len(same) > 1:
            words = "Two contacts fit it. Merge them, or correct the row."
            return Line(one, Kind.WRONG, words=words)
        if not same:
            return self._new(one, list(by_mail.values()))
        return self._known(one, same[0])

    def _new(self, one: Told, shared: Sequence[Contact]) -> Line:
        words = ["New"]
        if shared:
            words = [f"Has the address of {shared[0].name}. Tick it if it is somebody else"]
        elif namesakes := self._by_name.get(_plain(one.name)):
            place = namesakes[0].organisation or "no organisation"
            words = [f"New; somebody of that name is at {place}"]
        if one.odd:
            words.append(one.odd)
        return Line(one, Kind.NEW, words=". ".join(words), doubtful=bool(shared))

    def _known(self, one: Told, known: Contact) -> Line:
        parts: dict[str, Any] = {}
        changes: list[str] = []
        for part in (Part.POST, Part.DEPARTMENT, Part.ADDRESS):
            now, then = getattr(known, part.value), getattr(one, part.value)
            if then and _flat(then) != _flat(now):
                parts[part.value] = then
                changes.append(_change(PART_WORDS[part], now, then))
        for part in (Part.EMAIL, Part.PHONE, Part.TOPICS):
            now = getattr(known, part.value)
            more = _further(now, getattr(one, part.value), phones=part is Part.PHONE)
            if more:
                parts[part.value] = (*now, *more)
                changes.append(f"{PART_WORDS[part]} added: {', '.join(more)}")
        if one.note and one.note not in known.note:
            parts["note"] = "\n".join(filter(None, (known.note, one.note)))
            changes.append("Note added")
        moves = bool(one.organisation) and not self._is_at(one.organisation, known)
        if moves:
            changes.append(_change("Organisation", known.organisation, one.organisation))
        if one.odd:
            changes.append(one.odd)
        if not parts and not moves:
            left = "; left before" if known.left is not None else ""
            return Line(one, Kind.SAME, known, words=f"Nothing new{left}")
        return Line(one, Kind.CHANGED, known, parts, ". ".join(changes), moves=moves)

    def _fits(self, one: Told, known: Contact) -> bool:
        if not one.organisation or known.organisation_id is None:
            # A name alone is enough only where nothing speaks against it.
            return not (one.emails and known.emails)
        return self._is_at(one.organisation, known)

    def _is_at(self, organisation: str, known: Contact) -> bool:
        return _plain(organisation) in self._names.get(known.organisation_id or 0, set())


def organisation_of(name: str, organisations: Sequence[Organisation]) -> Organisation | None:
    """Return the organisation some words mean: its name, or what lists call it."""
    wanted = _plain(name)
    return next(
        (
            one
            for one in organisations
            if wanted and wanted in {_plain(one.name), _plain(one.short)}
        ),
        None,
    )


def counts(lines: Iterable[Line]) -> dict[Kind, int]:
    """Return how many rows of each kind there are."""
    found = dict.fromkeys(Kind, 0)
    for line in lines:
        found[line.kind] += 1
    return found


def _may_be_one(told_name: str, known: str) -> bool:
    """Return whether two names may be one person's: the family name, and the given's beginning."""
    if _plain(told_name) == _plain(known):
        return True
    (given, family), (other_given, other_family) = naming.parts(told_name), naming.parts(known)
    if _plain(family) != _plain(other_family):
        return False
    first, second = _plain(given), _plain(other_given)
    if not first or not second:
        return True
    short = min(len(first), len(second)) == 1
    return first[0] == second[0] if short else first.split()[0] == second.split()[0]


def _mails(texts: Iterable[str]) -> tuple[tuple[str, ...], str]:
    good: dict[str, str] = {}
    bad: list[str] = []
    for text in texts:
        for piece in _BETWEEN_MAILS.split(text):
            match = _WRAPPED.fullmatch(piece)
            email = (match[1] if match else piece).strip(" .'\"")
            if is_address(email):
                good.setdefault(email.casefold(), email)
            elif "@" in piece:
                bad.append(piece[:60])
        if "@" not in text:
            bad.append(text[:60])
    odd = f"“{bad[0]}” is no e-mail address and is left out" if bad else ""
    return tuple(good.values()), odd


def _several(texts: Iterable[str], *, commas: bool = False) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        for piece in _BETWEEN.split(text.replace(",", ";") if commas else text):
            if piece.strip():
                found.setdefault(piece.strip().casefold(), piece.strip())
    return tuple(found.values())


def _further(now: Sequence[str], then: Sequence[str], *, phones: bool) -> tuple[str, ...]:
    key = _digits if phones else str.casefold
    known = {key(one) for one in now}
    return tuple(one for one in then if key(one) not in known)


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    # 020 7946 0101 and +44 20 7946 0101 are one line.
    return digits.removeprefix("0044").removeprefix("44").removeprefix("0") or phone.casefold()


def _change(words: str, now: str, then: str) -> str:
    before, after = _flat(now), _flat(then)
    return f"{words}: {before} → {after}" if before else f"{words}: {after}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _spoken(name: str) -> str:
    """Return a name as it is spoken: "Barrow, Kim" is "Kim Barrow"."""
    flat = _flat(name)
    if flat.count(",") == 1:
        family, given = (part.strip() for part in flat.split(","))
        return f"{given} {family}".strip()
    return flat


def _unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from reading a formula."""
    text = cell.strip()
    bare = text[1:].lstrip(" \n\"'\N{NO-BREAK SPACE}")
    return text[1:] if text.startswith("'") and bare.startswith(_GUARDED) else text


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    kept = "".join(sign if sign.isalnum() else " " for sign in folded
                   if not unicodedata.combining(sign) and sign != "'")  # fmt: skip
    return " ".join(kept.split())
