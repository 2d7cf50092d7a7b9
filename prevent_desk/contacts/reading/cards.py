"""vCards 2.1, 3.0 and 4.0 to rows (RFC 2426, RFC 6350; Outlook still writes 2.1).

Own work, in the limited child: what is needed is ten properties as text, and vobject refuses whole
files for one odd line. Nothing a card points to is opened.
"""

from __future__ import annotations

import quopri
import re
from typing import Any

from prevent_desk.contacts.model.directory import MARKED
from prevent_desk.contacts.model.import_rows import Part
from prevent_desk.readers import refusals
from prevent_desk.readers.refusals import refusal

MOST_CARDS, MOST_LINES, MOST_TEXT = 20_000, 400_000, 5_000
_BEGIN = re.compile(r"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_LINE = re.compile(
    r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)"  # perhaps a group, and the property
    r'((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*)'  # what is said about it
    r":(.*)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([\\,;:nN])")
_PREF = re.compile(r"PREF=\"?(\d{1,3})")
_SCHEME = re.compile(r"^(?:tel|mailto):", re.IGNORECASE)
_EXTENSION = re.compile(r";ext=([\d-]+)", re.IGNORECASE)
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
"""Of 4.0, and Apple's for 3.0."""
_KEPT = (
    "FN", "N", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "ADR", "CATEGORIES", "NOTE", *_KINDS,
)  # fmt: skip
_PARTS = (
    Part.NAME, Part.GIVEN, Part.FAMILY, Part.ORGANISATION, Part.DEPARTMENT, Part.POST, Part.EMAIL,
    Part.PHONE, Part.ADDRESS, Part.TOPICS, Part.NOTE,
)  # fmt: skip


def looks_like_cards(text: str) -> bool:
    """Return whether a text begins like vCards."""
    return _BEGIN.match(text.lstrip("\ufeff \r\n\t")) is not None


def told(text: str, notes: list[str]) -> dict[str, Any]:
    """Return the cards a text holds; one that is cut short is said to be, and passed over.

    Raises:
        Refused: There are more than are read, or none whole.
    """
    rows: list[list[Any]] = []
    broken: list[list[str]] = []
    number, card, is_open = 0, dict[str, list[tuple[str, str]]](), False
    for line in _unfolded(text):
        upper = line.strip().upper()
        if upper == "BEGIN:VCARD":
            if is_open:
                broken.append([f"Card {number}", "It is cut short."])
            number, card, is_open = number + 1, {}, True
            if number > MOST_CARDS:
                raise refusal(refusals.TOO_LARGE)
        elif upper == "END:VCARD" and is_open:
            if _is_group(card):
                broken.append([f"Card {number}", "It is a group, not a person."])
            else:
                rows.append([f"Card {number}", _cells(card)])
            is_open = False
        elif is_open and (match := _LINE.fullmatch(line)) and match[1].upper() in _KEPT:
            card.setdefault(match[1].upper(), []).append((match[2].upper(), match[3]))
    if is_open:
        broken.append([f"Card {number}", "It is cut short."])
    if not rows and not broken:
        raise refusal(refusals.NO_CONTACTS)
    headings = [part.value for part in _PARTS]
    return {"cards": True, "headings": headings, "rows": rows, "notes": notes, "broken": broken}


def _unfolded(text: str) -> list[str]:
    """Return the lines as they were before they were folded, of either kind of folding."""
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(plain) > MOST_LINES:
        raise refusal(refusals.TOO_LARGE)
    lines: list[list[str]] = []
    softly = False
    for line in plain:
        if softly and lines:
            lines[-1].append(line)
        elif line[:1] in {" ", "\t"} and lines:
            lines[-1].append(line[1:])
        else:
            lines.append([line])
        # vCard 2.1 breaks quoted-printable lines by a sign at their end.
        head = lines[-1][0].upper()
        softly = line.endswith("=") and "QUOTED-PRINTABLE" in head.split(":", 1)[0]
    return ["\n".join(pieces) if _is_quoted(pieces[0]) else "".join(pieces) for pieces in lines]


def _is_quoted(head: str) -> bool:
    return "QUOTED-PRINTABLE" in head.upper().split(":", 1)[0]


def _is_group(card: dict[str, list[tuple[str, str]]]) -> bool:
    kinds = [_text(*one).casefold() for name in _KINDS for one in card.get(name, ())]
    return "group" in kinds


def _cells(card: dict[str, list[tuple[str, str]]]) -> list[str]:
    def first(name: str) -> str:
        return next((_text(*one) for one in card.get(name, ()) if _text(*one)), "")

    def every(name: str) -> str:
        ordered = sorted(card.get(name, ()), key=lambda one: _preferred(one[0]))
        return "\n".join(_way(_text(*one)) for one in ordered)

    name = _parts(*card["N"][0]) if "N" in card else []
    family, given = [*name, "", ""][:2]
    org = _parts(*card["ORG"][0]) if "ORG" in card else []
    company, *units = org or [""]
    address = _parts(*card["ADR"][0]) if "ADR" in card else []
    topics = [piece for one in card.get("CATEGORIES", ()) for piece in _parts(*one, sign=",")]
    cells = [
        first("FN"), given, family, company, ", ".join(unit for unit in units if unit),
        first("TITLE") or first("ROLE"), every("EMAIL"), every("TEL"),
        "\n".join(part for part in address if part), ";".join(topics), _unmarked(first("NOTE")),
    ]  # fmt: skip
    return [cell[:MOST_TEXT] for cell in cells]


def _preferred(about: str) -> int:
    """Return 1 for what is to be used first; 4.0 counts to 100, the older ones only say so."""
    found = _PREF.search(about)
    return int(found[1]) if found else 1 if "PREF" in about else 101


def _way(text: str) -> str:
    """Return an address or number without the scheme of a URI; its extension in words."""
    plain = _SCHEME.sub("", text)
    return _EXTENSION.sub(r" ext. \1", plain) if plain != text else plain


def _unmarked(note: str) -> str:
    """Return a note without the marking our own cards begin it with."""
    first, _line, rest = note.partition("\n")
    return rest if first.startswith(MARKED) else note


def _text(about: str, value: str) -> str:
    return _unescaped(_plain(about, value)).strip()


def _parts(about: str, value: str, sign: str = ";") -> list[str]:
    plain = _plain(about, value)
    pieces = re.split(rf"(?<!\\)((?:\\\\)*){re.escape(sign)}", plain)
    # Escaped backslashes before a sign belong to the part before it.
    joined = [
        piece + (pieces[place + 1] if place + 1 < len(pieces) else "")
        for place, piece in enumerate(pieces)
        if place % 2 == 0
    ]
    return [_unescaped(piece).strip() for piece in joined]


def _plain(about: str, value: str) -> str:
    if "QUOTED-PRINTABLE" not in about:
        return value
    charset = re.search(r"CHARSET=\"?([A-Z0-9_-]+)", about)
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        text = raw.decode(charset[1] if charset else "utf-8")
    except (UnicodeDecodeError, LookupError):
        text = raw.decode("cp1252", "replace")
    # Outlook writes the end of a line as =0D=0A.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)
