"""What a row of a file tells of a contact: which column holds what, and what its texts mean.

Nothing here knows who is there already.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from prevent_desk.contacts.model.people import is_address


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
    "company name|partner|org|organization name|organization 1 name",
    Part.SECTOR: "sector|type of organisation|organisation type",
    Part.POST: "post|job title|role|position|title of post|jobtitle|job role|designation|"
    "organization title|organization 1 title",
    Part.DEPARTMENT: "department|team|dept|section|unit|directorate|"
    "organization department|organization 1 department",
    Part.EMAIL: "e mail|email|mail|e mail address|email address|e mails|emails|other e mails|"
    "e mail 1|e mail 2|email 2|email 1|e mail 1 value|e mail 2 value|e mail 3 value|"
    "e mail 2 address|e mail 3 address|"
    "other emails|work email|business email|secondary email|email address 2|primary email",
    Part.PHONE: "telephone|phone|tel|mobile|phone number|telephone number|business phone|"
    "mobile phone|other telephones|home phone|company main phone|business phone 2|work phone|"
    "direct line|contact number|mob|landline|phone 1 value|phone 2 value|phone 3 value",
    Part.ADDRESS: "address|postal address|business street|work address|business address|"
    "address 1 formatted",
    Part.TOPICS: "topics|topic|categories|tags|interests",
    Part.NOTE: "note|notes|comments|remarks|comment",
}
_GUESSES = {said: part for part, words in _SAID.items() for said in words.split("|")}

_MANY = frozenset({Part.EMAIL, Part.PHONE, Part.TOPICS})
_GUARDED = ("=", "+", "-", "@", "\t")
_BETWEEN = re.compile(r"[;\n]+|\s:::\s")
"""Google puts three colons between several numbers of one kind."""
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
        part = _GUESSES.get(plain(heading))
        if part is not None and part not in _MANY and part in found:
            part = None
        found.append(part)
    return found


def heading_score(cells: Iterable[str]) -> int:
    """Return how many cells of a row read like headings."""
    return sum(plain(cell) in _GUESSES for cell in cells)


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


def _spoken(name: str) -> str:
    """Return a name as it is spoken: "Barrow, Kim" is "Kim Barrow"."""
    words = flat(name)
    if words.count(",") == 1:
        family, given = (part.strip() for part in words.split(","))
        return f"{given} {family}".strip()
    return words


def _unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from reading a formula."""
    text = cell.strip()
    bare = text[1:].lstrip(" \n\"'\N{NO-BREAK SPACE}")
    return text[1:] if text.startswith("'") and bare.startswith(_GUARDED) else text


def flat(text: str) -> str:
    """Return a text on one line, without blanks it does not need."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Return a text as names are compared: without accents, capitals and signs."""
    folded = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    kept = "".join(sign if sign.isalnum() else " " for sign in folded
                   if not unicodedata.combining(sign) and sign != "'")  # fmt: skip
    return " ".join(kept.split())
