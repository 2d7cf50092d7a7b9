"""How spellings are made alike: by sound with vowels kept (`fold`), and by consonants (`skeleton`).

The rules are those of no one language: each makes alike what people who hear a name write for the
same sound. They stand in `resources/matching/folds.csv`, in order, each with its reason.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from prevent_desk import paths

_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy]+")


_NOT_LITERAL = re.compile(r"\(\?[^)]*\)|\[[^]]*\]|[^a-z]")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule; `needs` stands in every word it changes, and is looked for first: most have it not.

    Attributes:
        spelt: None where `needs` is all there is to it.
    """

    needs: str
    spelt: re.Pattern[str] | None
    to: str


@cache
def _rules() -> tuple[_Rule, ...]:
    path = paths.resources() / "matching" / "folds.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["spelt"], row["as"]) for row in csv.DictReader(file)]
    return tuple(_rule(spelt, to) for spelt, to in rows)


def _rule(spelt: str, to: str) -> _Rule:
    if spelt.isalpha():
        return _Rule(spelt, None, to)
    needs = max(_NOT_LITERAL.sub(" ", spelt).split(), key=len, default="")
    return _Rule(needs, re.compile(spelt), to)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word as it sounds to somebody who does not know the language; vowels kept."""
    for rule in _rules():
        if rule.needs in word:
            if rule.spelt is None:
                word = word.replace(rule.needs, rule.to)
            else:
                word = rule.spelt.sub(rule.to, word)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the consonants of a word as they sound, after its first sound; empty when few."""
    folded = fold(word)
    if not folded:
        return ""
    first = "a" if folded[0] in "aeiouy" else folded[0]
    rest = _VOWELS.sub("", folded[1:]).replace("h", "").replace("w", "v")
    return _DOUBLED.sub(r"\1", first + rest)
