"""Finding words in cells and putting others in their place, hit by hit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_AROUND = 36
"""Characters shown on either side of a hit."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for.

    Attributes:
        whole: Only where the words stand by themselves.
    """

    words: str
    match_case: bool = False
    whole: bool = False

    def pattern(self) -> re.Pattern[str] | None:
        """Return the pattern that finds it; None when there is nothing to look for."""
        if not self.words:
            return None
        found = re.escape(self.words)
        if self.whole:
            # Not \b: it finds no edge beside a mark, as in "(xxx)" looked for with its brackets.
            found = rf"(?<!\w){found}(?!\w)"
        return re.compile(found, 0 if self.match_case else re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in a text where the words stand."""

    start: int
    end: int


def hits(text: str, sought: Sought) -> tuple[Hit, ...]:
    """Return every place where the words stand, from the left, none over another."""
    pattern = sought.pattern()
    if pattern is None:
        return ()
    return tuple(Hit(*found.span()) for found in pattern.finditer(text))


def replaced(text: str, chosen: Iterable[Hit], by: str) -> str:
    """Return a text with other words at the chosen places."""
    for hit in sorted(chosen, key=lambda one: one.start, reverse=True):
        text = text[: hit.start] + by + text[hit.end :]
    return text


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit in its surroundings, on one line: what stands before it, it, and what comes after."""

    before: str
    found: str
    after: str


def shown(text: str, hit: Hit, around: int = _AROUND) -> Shown:
    """Return a hit with some words around it, cut at words where it is cut."""
    front, back = text[: hit.start], text[hit.end :]
    return Shown(_tail(front, around), _flat(text[hit.start : hit.end]), _head(back, around))


def said(number: int, cells: int) -> str:
    """Return "12 places in 9 cells"."""
    places = "1 place" if number == 1 else f"{number:,} places"
    return f"{places} in {'1 cell' if cells == 1 else f'{cells:,} cells'}"


def by_cell(found: Sequence[tuple[int, Hit]]) -> dict[int, list[Hit]]:
    """Return hits put together by the number of their cell."""
    together: dict[int, list[Hit]] = {}
    for cell, hit in found:
        together.setdefault(cell, []).append(hit)
    return together


def _tail(text: str, most: int) -> str:
    if len(text) <= most:
        return _flat(text)
    cut = text[-most:]
    return "…" + _flat(cut[cut.find(" ") + 1 :] if " " in cut else cut)


def _head(text: str, most: int) -> str:
    if len(text) <= most:
        return _flat(text)
    cut = text[:most]
    return _flat(cut[: cut.rfind(" ")] if " " in cut else cut) + "…"


def _flat(text: str) -> str:
    return re.sub(r"\s", " ", text)
