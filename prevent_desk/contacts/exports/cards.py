"""Contacts as vCards 3.0 (RFC 2426), which Outlook, telephones and every address book read.

UTF-8, lines of at most 75 octets folded between characters, CRLF. A text becomes one value
whatever it holds: no line of it can become a property of its own. The marking stands first in the
note of each card; our own import leaves it out again.
"""

from __future__ import annotations

import unicodedata

from prevent_desk.contacts.model.directory import MARKED, Directory, Listed
from prevent_desk.workers.child import Report

_MOST_OCTETS = 75


def write(directory: Directory, report: Report | None = None) -> bytes:
    """Return the file's bytes: a card for each contact, in their order."""
    cards: list[str] = []
    for number, one in enumerate(directory.rows, 1):
        cards += _card(one, directory.marking, with_notes=directory.with_notes)
        if report is not None:
            report(number, len(directory.rows), "Contact")
    return "".join(f"{line}\r\n" for line in cards).encode()


def write_in_child(payload: tuple[Directory], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the file's bytes as they are."""
    return write(*payload, report)


def _card(one: Listed, marking: str, *, with_notes: bool) -> list[str]:
    person = one.contact
    lines = ["BEGIN:VCARD", "VERSION:3.0"]

    def put(name: str, *values: str, between: str = ";") -> None:
        if any(value.strip() for value in values):
            lines.extend(folded(f"{name}:{between.join(map(escaped, values))}"))

    # Both are compulsory, even where a part is empty.
    lines.extend(folded(f"FN:{escaped(person.name)}"))
    family = person.family or ("" if person.given else person.name)
    lines.extend(folded(f"N:{escaped(family)};{escaped(person.given)};;;"))
    put(
        "ORG", *([one.organisation, person.department] if person.department else [one.organisation])
    )
    put("TITLE", person.role)
    for place, email in enumerate(person.emails):
        put(f"EMAIL;TYPE=INTERNET{',PREF' if place == 0 else ''}", email)
    for place, phone in enumerate(person.phones):
        put(f"TEL;TYPE=WORK,VOICE{',PREF' if place == 0 else ''}", phone)
    if person.address.strip():
        lines.extend(folded(f"ADR;TYPE=WORK:;;{escaped(person.address)};;;;"))
    put("CATEGORIES", *person.topics, between=",")
    # A card has no head or foot: its note begins with the marking, for a card goes on alone.
    marked = f"{MARKED}{marking}" if marking else ""
    note = person.note if with_notes and person.note.strip() else ""
    put("NOTE", "\n".join(part for part in (marked, note) if part))
    lines.append("END:VCARD")
    return lines


def escaped(text: str) -> str:
    """Return a text as one value: backslash, comma, semicolon and line ends escaped."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join(
        sign for sign in plain if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    for sign in ("\\", ",", ";"):
        kept = kept.replace(sign, f"\\{sign}")
    return kept.replace("\n", "\\n")


def folded(line: str) -> list[str]:
    """Return a line in pieces of at most 75 octets, none cut within a character."""
    pieces: list[str] = []
    piece, octets = "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > _MOST_OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += sign
        octets += size
    pieces.append(piece)
    return pieces
