"""How spellings are made alike: by sound with vowels kept (`fold`), and by consonants (`skeleton`).

The rules are those of no one language: each makes alike what people who hear a name write for the
same sound. They stand in `resources/matching/folds.csv`, in order, each with its reason.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache

from prevent_desk import paths

_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy]+")


@cache
def _rules() -> tuple[tuple[re.Pattern[str] | str, str], ...]:
    path = paths.resources() / "matching" / "folds.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["spelt"], row["as"]) for row in csv.DictReader(file)]
    return tuple((spelt if spelt.isalpha() else re.compile(spelt), to) for spelt, to in rows)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word as it sounds to somebody who does not know the language; vowels kept."""
    for spelt, to in _rules():
        if isinstance(spelt, str):
            if spelt in word:
                word = word.replace(spelt, to)
        else:
            word = spelt.sub(to, word)
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
