"""Quick phrases: words said at every panel, typed by a few letters after a semicolon.

A desk has its own list; this is what a new one begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

SETTING = "panels/phrases"
MOST = 60
_TYPED = re.compile(r"(?:^|(?<=\s)|(?<=[(“\"]));([A-Za-z]{0,12})$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, and the letters they are typed by; letters are kept in lower case."""

    letters: str
    words: str


SHIPPED = (
    Phrase("nk", "Not known to this service."),
    Phrase("knh", "Known to this service; history to be shared before the next panel."),
    Phrase("nc", "No change since the last panel."),
    Phrase("ni", "No new information."),
    Phrase("nip", "No indication of planning or of access to means."),
    Phrase("noi", "No open involvement; closed to this service."),
    Phrase("con", "Consent to be asked by"),
    Phrase("cng", "Consent was asked for and not given."),
    Phrase("mh", "A mental-health view is wanted before the panel decides."),
    Phrase("hsc", "A referral to a health or social-care provider was considered."),
    Phrase("ag", "Agreed by all present."),
    Phrase("dv", "Deferred until the view is in."),
    Phrase("ret", "To report back at the next panel."),
    Phrase("rev", "Review at the next panel, sooner if anything changes."),
    Phrase("sp", "Safeguarding plan in place; lead agency as before."),
    Phrase("ref", "The referrer is to be told the outcome by"),
)


def from_setting(kept: Any) -> tuple[Phrase, ...]:  # noqa: ANN401 - a JSON value
    """Return the phrases of a desk; those shipped where it has none of its own."""
    if not isinstance(kept, list):
        return SHIPPED
    return tuple(
        Phrase(str(one[0]), str(one[1])) for one in kept if isinstance(one, list) and len(one) == 2
    )


def to_setting(phrases: Iterable[Phrase]) -> list[list[str]]:
    """Return phrases as a setting keeps them; what says nothing is left out."""
    return [
        [one.letters.strip().lower(), one.words.strip()]
        for one in phrases
        if one.letters.strip() and one.words.strip()
    ][:MOST]


def typed_letters(before: str) -> str | None:
    """Return the letters after a semicolon that ends the words before the cursor; None: none."""
    match = _TYPED.search(before)
    return match[1].lower() if match else None


def matching(phrases: Sequence[Phrase], letters: str) -> list[Phrase]:
    """Return the phrases letters may mean: by their own letters first, then by a word's start."""
    low = letters.lower()
    own = [one for one in phrases if one.letters.startswith(low)]
    own.sort(key=lambda one: (one.letters != low, one.letters))
    if not low:
        return own
    worded = [
        one
        for one in phrases
        if one not in own and any(w.startswith(low) for w in one.words.lower().split())
    ]
    return own + worded


def problem(phrases: Sequence[Phrase]) -> str:
    """Return what is wrong with an edited list, in one sentence; empty where nothing is."""
    seen: set[str] = set()
    for one in phrases:
        letters = one.letters.strip().lower()
        if not letters and not one.words.strip():
            continue
        if not letters or not one.words.strip():
            return "Each phrase needs its letters and its words."
        if not re.fullmatch(r"[a-z]{1,12}", letters):
            return f"“{one.letters.strip()}” cannot be typed: use 1 to 12 letters from a to z."
        if letters in seen:
            return f"Two phrases are typed by “{letters}”."
        seen.add(letters)
    return ""
