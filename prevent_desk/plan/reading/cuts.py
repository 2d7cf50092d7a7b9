"""Rows that a page cut in two: is this row the rest of the one above it, and how do the words meet?

The source plan has both kinds (DOMAIN 6): first cells empty, and sentences that go on, such as
"Reduce sensationalism by" on one page and "being factual." on the next, in a table without heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from prevent_desk.plan.reading.words import plain

_CONTINUED = re.compile(
    r"^\s*[(\[]?\s*(?:continued|cont['’.]?d?)\b\.?\s*[)\]]?\s*[:–—-]?\s*|"
    r"\s*[(\[]\s*(?:continued|cont['’.]?d?)\.?\s*[)\]]\s*$",
    re.IGNORECASE,
)
_ENDS = tuple(".:;!?)”’\"'…")
_WAITING = frozenset(
    {"a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "that",
     "the", "to", "with", "will", "who", "which"}
)  # fmt: skip
"""No sentence ends with these."""
_LONG = ("text", "criteria", "comments")
_SHORTEST_REPEATED = 12

Pieces = Mapping[str, Sequence[str]]


def runs_on(before: str, after: str) -> bool:
    """Whether a sentence at the end of one text goes on at the beginning of another."""
    last, first = before.rstrip(), after.lstrip()
    if not last or not first or last.endswith(_ENDS):
        return False
    if last.endswith(",") or last.split()[-1].casefold() in _WAITING:
        return first[0].isalnum()
    # Where lines begin small anyhow, a small letter says nothing.
    begins = [line.strip()[:1] for line in last.split("\n") if line.strip()]
    return first[0].islower() and not begins[-1].islower()


def joined(before: str, after: str) -> str:
    """Return two pieces whose sentence runs on as one text."""
    gap = "" if before.rstrip().endswith(("-", "/")) else " "
    return f"{before.rstrip()}{gap}{after.lstrip()}"


def without_mark(text: str) -> str:
    """Return a text without "(continued)" before or behind it."""
    return _CONTINUED.sub("", text)


def is_rest(said: Mapping[str, str], pieces: Pieces, *, cut: bool, document: bool) -> bool:
    """Whether a row with words in its action cell is the rest of the action above.

    Args:
        said: The row's cells, by field.
        pieces: What is known of the action above, by field.
        cut: A page lies between the two: a repeated heading, or the end of a table.
        document: It stands in a Word document, where a row may also be parted by hand.
    """
    if not (cut or document):
        return False
    text = said.get("text", "")
    above = pieces.get("text", ())
    if said.get("ref", "").strip() or not above:
        return False
    bare = without_mark(text)
    if not bare.strip():
        return True
    if plain(bare) == plain(above[0]):
        marked = bare != text
        return marked or (len(text) >= _SHORTEST_REPEATED and _same_or_empty(said, pieces, "leads"))
    if bare != text and cut:
        return True
    alone = not said.get("timescale", "").strip()
    if not cut:
        return alone and not said.get("leads", "").strip() and runs_on(above[-1], text)
    return runs_on(above[-1], text) or (
        alone and any(runs_on(_last(pieces, name), said.get(name, "")) for name in _LONG)
    )


def _same_or_empty(said: Mapping[str, str], pieces: Pieces, name: str) -> bool:
    words = plain(said.get(name, ""))
    return not words or words == plain((pieces.get(name) or [""])[0])


def _last(pieces: Pieces, name: str) -> str:
    found = pieces.get(name) or [""]
    return found[-1]
