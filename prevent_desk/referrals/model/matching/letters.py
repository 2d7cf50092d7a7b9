"""Many words held against one by their letters, those that cannot be alike left out beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

_LETTERS = 26
_HEAD = 4


class Letters:
    """Words in order, and how often each has each letter.

    Two words share at most so many letters, and no measure of likeness can be higher than these
    allow; so what is left out could not have been found. A tenth remains, and is measured.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self._counts = np.zeros((_LETTERS, 1024), np.uint8)
        self._heads = np.zeros((_HEAD, 1024), np.uint8)
        self._lengths = np.zeros(1024, np.float32)

    def __len__(self) -> int:
        return len(self.words)

    def extend(self, words: Sequence[str]) -> None:
        """Take in words of small Latin letters."""
        at, size = len(self.words), len(self.words) + len(words)
        while size > self._lengths.size:
            self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)], axis=1)
            self._heads = np.concatenate([self._heads, np.zeros_like(self._heads)], axis=1)
            self._lengths = np.concatenate([self._lengths, np.zeros_like(self._lengths)])
        self.words += words
        lengths = np.fromiter(map(len, words), np.intp, len(words))
        self._lengths[at:size] = lengths
        letters = np.frombuffer("".join(words).encode("ascii"), np.uint8).astype(np.intp) - 97
        owner = np.repeat(np.arange(len(words)), lengths)
        counts = np.bincount(letters * len(words) + owner, minlength=_LETTERS * len(words))
        heads = "".join(word[:_HEAD].ljust(_HEAD) for word in words).encode("ascii")
        self._heads[:, at:size] = np.frombuffer(heads, np.uint8).reshape(-1, _HEAD).T
        self._counts[:, at:size] = counts.reshape(_LETTERS, len(words))

    def by_jaro(self, word: str, least: float) -> tuple[Places, Floats]:
        """Return the places of words alike by Jaro and Winkler's measure, and how alike."""
        shared, lengths = self._shared(word), self._lengths[: len(self.words)]
        most = (shared / len(word) + shared / np.maximum(lengths, 1) + 1) / 3
        # Each letter of an equal beginning, up to four, adds a tenth of what is missing.
        most += self._beginning(word) * np.float32(0.1) * (1 - most)
        return self._measured(word, most, JaroWinkler.similarity, least)

    def by_edits(self, word: str, least: float) -> tuple[Places, Floats]:
        """Return the places of words alike by edits, neighbours changed about as one."""
        shared, lengths = self._shared(word), self._lengths[: len(self.words)]
        most = shared / np.maximum(lengths, len(word))
        return self._measured(word, most, OSA.normalized_similarity, least)

    def may_begin(self, word: str) -> Places:
        """Return the places of words that may begin with a word but for one edit in four letters.

        One edit leaves, of four letters, three in place or moved by one.
        """
        heads, size = self._heads[:, : len(self.words)], len(self.words)
        kept = np.zeros(size, np.uint8)
        for at, letter in enumerate(word[:_HEAD]):
            near = np.zeros(size, bool)
            for place in range(max(0, at - 1), min(_HEAD, at + 2)):
                near |= heads[place] == ord(letter)
            kept += near
        return np.flatnonzero(kept >= min(_HEAD, len(word)) - 1)

    def _beginning(self, word: str) -> Floats:
        """Return how many first letters are equal, up to four."""
        size = len(self.words)
        equal = np.ones(size, bool)
        length = np.zeros(size, np.float32)
        for at, letter in enumerate(word[:_HEAD]):
            equal &= self._heads[at, :size] == ord(letter)
            length += equal
        return length

    def _shared(self, word: str) -> Floats:
        shared = np.zeros(len(self.words), np.float32)
        for letter in set(word):
            mine = self._counts[ord(letter) - 97, : len(self.words)]
            shared += np.minimum(mine, np.uint8(word.count(letter)))
        return shared

    def _measured(
        self,
        word: str,
        most: npt.NDArray[Any],
        scorer: Any,  # noqa: ANN401 - as rapidfuzz has it
        least: float,
    ) -> tuple[Places, Floats]:
        places = np.flatnonzero(most >= least - 1e-4)
        some = [self.words[place] for place in places.tolist()]
        if not some:
            return places, np.zeros(0, np.float32)
        alike = cdist([word], some, scorer=scorer, score_cutoff=least, dtype=np.float32)[0]
        return places, alike
