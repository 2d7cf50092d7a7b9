"""Whether words typed for sharing hold a name: such words are kept back, whoever typed them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3
"""Shorter parts of names ("Al", "de") stand in too many ordinary words to be told from them."""

_TITLES = frozenset(
    {"mrs", "miss", "prof", "professor", "rev", "sir", "dame", "lord", "lady", "cllr", "supt"}
    | {"insp", "sgt", "the", "and", "von", "van"}
)


@dataclass(frozen=True, slots=True)
class Names:
    """Names as they are looked for: their parts, and initials with their dots."""

    parts: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()

    def held_by(self, words: str) -> bool:
        """Return whether some words hold one of the names, or a part of one."""
        plain = _plain(words)
        if any(part in self.parts for part in _WORD.findall(plain)):
            return True
        close = re.sub(r"\s+", "", plain)
        return any(one in close for one in self.initials)


def names_of(names: Iterable[str]) -> Names:
    """Return what to look for of some names: "Kris Hallam" is kris, hallam and k.h."""
    parts: set[str] = set()
    initials: set[str] = set()
    for name in names:
        found = _WORD.findall(_plain(name))
        parts.update(part for part in found if len(part) >= _LEAST and part not in _TITLES)
        if len(found) > 1:
            initials.add(".".join(part[0] for part in found) + ".")
    return Names(frozenset(parts), frozenset(initials))


def _plain(words: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))
