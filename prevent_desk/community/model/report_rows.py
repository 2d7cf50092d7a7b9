"""What partners report as it came: rows of texts, of a form, a workbook or a message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from prevent_desk.community.model.photos import CleanPhoto
from prevent_desk.community.model.report_parts import KIND_WORDS, Part, plain
from prevent_desk.community.model.sightings import CameFrom

_SIGNED = re.compile(
    r"^(?:--\s*$|(?:kind |best |warm |many )?regards|best wishes|yours |thanks[,.!]?$|many thanks"
    r"|thank you[,.!]?$|sent from my|cheers|from: .+|-{3,}|_{5,}|>)",
    re.IGNORECASE,
)
_GREETED = re.compile(r"^(?:hi|hello|dear|good (?:morning|afternoon|evening)|morning)\b.{0,40}$",
                      re.IGNORECASE)  # fmt: skip
_STREET = re.compile(
    r"\b(?:[A-Z][a-z’']+\s){1,3}(?:Street|Road|Lane|Avenue|Square|Place|Court|Yard|Gardens|Hill|"
    r"Row|Walk|Way|Passage|Alley|Bridge|Wall|Market)\b"
)

_AMBIGUOUS = {"post", "web", "tag"}
"""They name a kind alone in a cell; in a message they mean anything."""
_TOLD_IN_WORDS = [
    *((kind, kind) for kind in dict.fromkeys(KIND_WORDS.values())),
    *((said, kind) for said, kind in KIND_WORDS.items() if said not in _AMBIGUOUS),
]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row as it came.

    Attributes:
        place: What a person looks for to find it: "Row 4", "The form".
        parts: Texts, as typed.
        wrong: Why it could not be read at all; empty where it could.
        notes: What is to be known of its reading, in sentences.
    """

    place: str
    parts: Mapping[Part, str] = field(default_factory=dict)
    wrong: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportMail:
    """The message a report came with; its words are not kept beyond what a row takes of them."""

    sender: str
    email: str
    subject: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report as read: nothing of it is in the desk.

    Attributes:
        photos: Pictures that came with it, written anew already, and what each was called.
        notes: What a person should know of the reading, in sentences.
    """

    name: str
    came: CameFrom
    rows: tuple[ReportRow, ...]
    mail: ReportMail | None = None
    photos: tuple[tuple[str, CleanPhoto], ...] = ()
    notes: tuple[str, ...] = ()


def of_mail(text: str, sent: date | None, email: str) -> dict[Part, str]:
    """Return what a message in plain words tells; greeting, signature and quotes are left out."""
    kept: list[str] = []
    for line in text.splitlines():
        if _SIGNED.match(line.strip()):
            break
        if not kept and (not line.strip() or _GREETED.match(line.strip())):
            continue
        kept.append(line)
    words = "\n".join(kept).strip()
    found = {Part.WORDS: words, Part.EMAIL: email}
    told = f" {plain(words)} "
    for said, kind in _TOLD_IN_WORDS:
        if re.search(rf" {re.escape(said)}s? ", told):
            found[Part.KIND] = kind
            break
    if sent is not None:
        found[Part.SEEN] = sent.isoformat()
    if match := _STREET.search(words):
        found[Part.STREET] = match[0]
    return found
