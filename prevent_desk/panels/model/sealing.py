"""The seal of minutes: the same words always give the same fingerprint.

The content is written as canonical JSON (keys sorted, no spaces, UTF-8, NFC left as it is), and its
SHA-256 is printed on the paper. An addendum's seal is made of the seal before it and its own words,
so that none can be changed, left out or put in between unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Approval:
    """The chair's approval.

    Attributes:
        by: Who approved, as the minutes print it.
        how: "at the next meeting", "by e-mail".
        kept: Words that look like a case person's name and are none, as they stand there: "mark".
    """

    on: date
    by: str
    how: str
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Addendum:
    """Words added to sealed minutes; `item` is what they belong to, as printed, or empty."""

    id: int
    on: date
    words: str
    approved_by: str
    sha256: str
    at: datetime
    by: str
    item_id: int | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Sealed minutes with what was added since; the content is read apart."""

    id: int
    meeting_id: int
    version: int
    approval: Approval
    sha256: str
    at: datetime
    by: str
    pdf_id: int | None
    word_id: int | None
    addenda: tuple[Addendum, ...] = ()

    @property
    def head(self) -> str:
        """The seal the next addendum is chained to."""
        return self.addenda[-1].sha256 if self.addenda else self.sha256


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return plain values as the bytes that are sealed."""
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return told.encode()


def seal(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def chained(before: str, on: date, words: str, approved_by: str, item_id: int | None) -> str:
    """Return the seal of an addendum: of the seal before it and what it says itself."""
    said = {
        "approved_by": approved_by,
        "before": before,
        "item": item_id,
        "on": on.isoformat(),
        "words": words,
    }
    return seal(said)


def broken(sealed: Sealed, content: Mapping[str, Any]) -> list[str]:
    """Return what does not agree with its seal, a sentence each; nothing where all does."""
    found = []
    if seal(content) != sealed.sha256:
        found.append("The words of these minutes are not those that were sealed.")
    before = sealed.sha256
    for number, one in enumerate(sealed.addenda, 1):
        if chained(before, one.on, one.words, one.approved_by, one.item_id) != one.sha256:
            found.append(f"Addendum {number} is not as it was added.")
        before = one.sha256
    return found


def shown(sha256: str) -> str:
    """Return a fingerprint in groups of eight, to be compared by eye."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
