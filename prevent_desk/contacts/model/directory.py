"""What is told of contacts in a file: which columns, and what stands in them.

The same headings are read back by an import, so a file taken out here comes in unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.contacts.model.records import Contact


class Form(StrEnum):
    """The kinds of file contacts are taken out as."""

    WORKBOOK = ".xlsx"
    CSV = ".csv"
    CARDS = ".vcf"


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in a file.

    Attributes:
        organisation: The organisation's full name.
        sector: What its sector is called.
        seats: "Panel lead, Probation"; several on lines of their own.
    """

    contact: Contact
    organisation: str
    sector: str = ""
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its heading, what stands in it, and how wide it is in a workbook (characters)."""

    heading: str
    text: Callable[[Listed], str]
    width: float = 20


def _rest(values: Sequence[str]) -> str:
    return "; ".join(values[1:])


NAME = Field("Name", lambda one: one.contact.name, 26)
GIVEN = Field("Given name", lambda one: one.contact.given, 16)
FAMILY = Field("Family name", lambda one: one.contact.family, 18)
ORGANISATION = Field("Organisation", lambda one: one.organisation, 34)
SECTOR = Field("Sector", lambda one: one.sector, 20)
POST = Field("Post", lambda one: one.contact.role, 28)
DEPARTMENT = Field("Department", lambda one: one.contact.department, 22)
EMAIL = Field("E-mail", lambda one: one.contact.email, 34)
MORE_EMAILS = Field("Other e-mails", lambda one: _rest(one.contact.emails), 28)
PHONE = Field("Telephone", lambda one: one.contact.phone, 18)
MORE_PHONES = Field("Other telephones", lambda one: _rest(one.contact.phones), 18)
ADDRESS = Field("Address", lambda one: one.contact.address, 34)
TOPICS = Field("Topics", lambda one: "; ".join(one.contact.topics), 22)
SEATS = Field("Seats", lambda one: "; ".join(one.seats), 34)
NOTE = Field("Note", lambda one: one.contact.note, 40)

EVERYTHING = (
    NAME, GIVEN, FAMILY, ORGANISATION, SECTOR, POST, DEPARTMENT, EMAIL, MORE_EMAILS, PHONE,
    MORE_PHONES, ADDRESS, TOPICS, SEATS,
)  # fmt: skip
"""Of contacts as a whole; their notes only where they are asked for."""

MERGE = (NAME, GIVEN, FAMILY, POST, ORGANISATION, EMAIL, PHONE, ADDRESS, SEATS)
"""Of a list: what letters and badges are merged from."""

FIELDS: Mapping[str, Field] = {one.heading: one for one in (*EVERYTHING, NOTE)}


MARKED = "Marking: "
"""Before the marking in the note of a card: the one place of a vCard that people see."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Contacts as they are taken out.

    Attributes:
        title: What it is: "Contacts", or the list's name.
        headings: Of `FIELDS`, from the left.
        with_notes: vCards carry the notes.
    """

    title: str
    rows: tuple[Listed, ...]
    headings: tuple[str, ...]
    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    practice: bool
    with_notes: bool = False

    def fields(self) -> list[Field]:
        """Return its columns."""
        return [FIELDS[heading] for heading in self.headings]
