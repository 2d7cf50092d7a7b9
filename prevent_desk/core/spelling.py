"""Which words are English as this office writes it, and what a slip may have been meant for.

The word lists are files of their own, one word a line (`resources/spelling`). Names of people and
places stand in it only where the dictionary has them, so whoever asks says which more are right.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LETTERS = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_WORD = re.compile(_LETTERS)
_TOKEN = re.compile(rf"\S*(?:[\d@/\\_]|\w\.\w)\S*|(?P<word>{_LETTERS})")
"""What holds a figure or such a sign is no word to be spelt: references, times, addresses."""
_CUT = 2
"""At most so many slips of the finger lie between a word and what is offered for it."""


def words_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a text that can be right or wrong, each with its place."""
    for match in _TOKEN.finditer(text):
        word = match["word"]
        if word and len(word) > 1 and not (word.isupper() and len(word) < 7):
            yield match.start(), word


class Spelling:
    """A word list that answers.

    Attributes:
        more: Words that are right here as well, in lower case: names of the room, the desk's own.
    """

    def __init__(self, words: Collection[str]) -> None:
        self._words = frozenset(words)
        self._choices: list[str] = []
        self.more: frozenset[str] = frozenset()

    def is_right(self, word: str) -> bool:
        """Return whether a word is known, as written or with a small first letter."""
        plain = word.replace("’", "'")
        if plain in self._words or plain.lower() in self.more:
            return True
        if plain[:1].isupper() and (plain.lower() in self._words or plain.isupper()):
            return plain.lower() in self._words or plain.capitalize() in self._words
        bare = plain.removesuffix("'s").removesuffix("'")
        return bare != plain and self.is_right(bare)

    def suggestions(self, word: str, most: int = 5) -> list[str]:
        """Return what a word may have been meant for, the likeliest first."""
        plain = word.replace("’", "'").lower()
        if not self._choices:
            self._choices = sorted(self._words)
        cut = 1 if len(plain) < 4 else _CUT
        found = process.extract(
            plain, self._choices, scorer=OSA.distance, score_cutoff=cut, limit=60
        )
        ranked = sorted(found, key=lambda one: (one[1], *_unlike(plain, one[0])))
        return [_as(word, one[0]) for one in ranked[:most]]


def read(folder: Path) -> Spelling:
    """Read the word lists of a folder; some 100 ms, so beside the window.

    Raises:
        OSError: A list is not there.
    """
    words = gzip.decompress((folder / "en_GB.txt.gz").read_bytes()).decode("utf-8")
    own = (folder / "desk.txt").read_text("utf-8")
    return Spelling([*words.split(), *own.split()])


def known(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of names and agencies, to be taken as right."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def _unlike(typed: str, offered: str) -> tuple[bool, bool, bool, int, str]:
    """Return how little a word is like what was typed, first things first.

    The first letter is seldom wrong, letters that changed places or were doubled are the commonest
    slip, and a name is seldom meant.
    """
    low = offered.lower()
    return (
        offered[:1].isupper(),
        low[:1] != typed[:1],
        sorted(set(low)) != sorted(set(typed)),
        abs(len(low) - len(typed)),
        low,
    )


def _as(typed: str, offered: str) -> str:
    if typed[:1].isupper() and not typed.isupper():
        return offered[:1].upper() + offered[1:]
    return offered.upper() if typed.isupper() and len(typed) > 1 else offered
