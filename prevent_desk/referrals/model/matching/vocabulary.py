"""Every word of every name once: how alike a typed word is to each, and how rare each is.

A typed word is held against the whole vocabulary (20,000 words for 50,000 people), so that no key
can hide a person: what is alike in no way foreseen is still found by its letters.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler

from prevent_desk.referrals.model.matching.letters import Floats, Letters
from prevent_desk.referrals.model.matching.sounds import fold, skeleton
from prevent_desk.referrals.model.matching.tables import tables

EXACT, SPELLING, SOUND, SHORT_FORM, PREFIX, INITIAL = 1.0, 0.97, 0.955, 0.90, 0.88, 0.62
_GLUED_ON, _TYPED_PREFIX, _NEAR_PREFIX = 0.93, 0.94, 0.86
_LEAST = 0.72
_OVER_JARO, _UNDER_EDITS = 0.03, 0.08  # the one rates short words high, the other low

_LIKENESS = (0.72, 0.80, 0.86, 0.90, 0.955, 0.97, 1.0)
_AGREEMENT = (0.25, 0.40, 0.60, 0.75, 0.85, 0.90, 1.0)

_WORLD = 20_000
"""People not in the store who are reckoned with: in a small store every name is rare."""
_OF_TABLES, _OF_NOBODY = (
    2.0,
    0.5,
)  # per 10,000: a name that some table knows, and one that none does
_RAREST, _COMMONEST = 12.0, 2.0

_FRONT = ("al", "el", "o", "mc", "abd", "de", "da", "fitz")
_CACHED = 48


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed word, held against the vocabulary.

    Attributes:
        likeness: To each word, 0 to 1; 0 below what is worth a look.
        bits: What agreeing with each word weighs.
        rarity: Bits of the typed word itself.
    """

    word: str
    likeness: Floats
    bits: Floats
    rarity: float


class Vocabulary:
    """The words of all names; place 0 is no word."""

    def __init__(self) -> None:
        self.words: list[str] = [""]
        self._letters, self._fold_letters = Letters(), Letters()
        self._letters.extend([""])
        self._fold_letters.extend([""])
        self._fold_place: dict[str, int] = {"": 0}
        self._fold_of = np.zeros(1024, np.intp)
        self._place: dict[str, int] = {"": 0}
        self._sorted: list[str] = []
        self._by_fold: dict[str, list[int]] = {}
        self._by_skeleton: dict[str, list[int]] = {}
        self._by_first: dict[str, list[int]] = {}
        self._kin: list[tuple[int, ...]] = [()]
        self._count = np.zeros(1024, np.float64)
        self._spread = np.zeros(1024, np.float64)
        self._beforehand = np.ones(1024, np.float64)
        self._people = 0
        self._whole: set[int] = set()
        self._likeness: OrderedDict[tuple[str, bool], Floats] = OrderedDict()

    def __len__(self) -> int:
        return len(self.words)

    def place(self, word: str) -> int | None:
        """Return the place of a word; None when nobody bears it."""
        return self._place.get(word)

    def count(self, place: int) -> int:
        """Return how many people bear a word."""
        return int(self._count[place])

    def is_word(self, place: int) -> bool:
        """Say whether it was told as a word, and not only as two neighbours."""
        return place in self._whole

    def take(self, words: Iterable[str], *, glued: bool = False) -> None:
        """Take in words, those not known yet; nobody bears them until they are counted.

        Args:
            words: As `names.parts` gives them.
            glued: They are neighbours written as one.
        """
        words = list(words)
        new = [word for word in dict.fromkeys(words) if word not in self._place]
        for word in new:
            self._enter(word)
        self._letters.extend(new)
        self._fold_letters.extend(list(self._fold_place)[len(self._fold_letters) :])
        if len(new) > 1000:
            self._sorted = sorted(self.words[1:])
        else:
            for word in new:
                insort(self._sorted, word)
        if new:
            self._likeness.clear()
        if not glued:
            self._whole.update(self._place[word] for word in words)

    def bear(self, counts: Mapping[int, int], people: int) -> None:
        """Count bearers, by the words' places, and people; less than 0 when they go."""
        for place, more in counts.items():
            self._count[place] += more
            self._spread[place] += more
            for kin in self._kin[place]:
                self._spread[kin] += more
        self._people += people

    def rarity(self) -> Floats:
        """Return the bits of every word: how seldom a stranger bears it, in any spelling."""
        size = len(self.words)
        bearers = self._spread[:size] + self._beforehand[:size]
        bits = np.log2((self._people + _WORLD) / bearers)
        return np.clip(bits, _COMMONEST, _RAREST).astype(np.float32)

    def typed(self, word: str, *, unfinished: bool = False) -> Typed:
        """Hold a typed word against all.

        Args:
            word: As `names.parts` gives it.
            unfinished: It may be the beginning of a longer one.
        """
        likeness = self._like(word, unfinished)
        rare = self.rarity()
        own = self._own_rarity(word, rare)
        agreed = np.interp(likeness, _LIKENESS, _AGREEMENT, left=0.0).astype(np.float32)
        agreed[likeness < _LEAST] = 0.0
        bits = agreed * np.minimum(rare, np.float32(own))
        single = (likeness > 0) & (likeness == np.float32(INITIAL))
        bits[single] = np.minimum(2.5, 0.4 * rare[single])
        return Typed(word, likeness, bits, own)

    def exactly(self, word: str) -> list[tuple[int, float]]:
        """Return the places of a word and of those that sound the same, with their likeness."""
        found = dict.fromkeys(self._by_fold.get(fold(word), ()), SOUND)
        for other in tables().spellings.get(word, ()):
            if (place := self._place.get(other)) is not None:
                found[place] = SPELLING
        if (place := self._place.get(word)) is not None:
            found[place] = EXACT
        return list(found.items())

    def parted(self, word: str) -> tuple[str, str] | None:
        """Return a word as two that are borne, where it is borne by few; the commonest two."""
        if len(word) < 5 or self._count[self._place.get(word, 0)] > 1:
            return None
        best, most = None, 0.0
        for at in range(2, len(word) - 1):
            one, other = self._place.get(word[:at], 0), self._place.get(word[at:], 0)
            if one and other and (found := min(self._count[one], self._count[other])) > most:
                best, most = (word[:at], word[at:]), found
        return best

    def forget(self) -> None:
        """Forget what was typed."""
        self._likeness.clear()

    def _enter(self, word: str) -> None:
        place = len(self.words)
        if place >= len(self._count):
            self._grow()
        folded = fold(word)
        of_fold = self._by_fold.setdefault(folded, [])
        named = (self._place.get(other) for other in tables().spellings.get(word, ()))
        kin = set(of_fold) | {one for one in named if one is not None}
        self.words.append(word)
        if folded not in self._fold_place:
            self._fold_place[folded] = len(self._fold_place)
        self._fold_of[place] = self._fold_place[folded]
        self._place[word] = place
        self._kin.append(tuple(kin))
        for one in kin:
            self._kin[one] = (*self._kin[one], place)
        if kin and self._people:
            self._spread[place] = self._count[list(kin)].sum()
        self._beforehand[place] = _WORLD / 10_000 * _per_10000(word)
        of_fold.append(place)
        self._by_skeleton.setdefault(skeleton(word), []).append(place)
        self._by_first.setdefault(word[0], []).append(place)

    def _grow(self) -> None:
        more = len(self._count)
        self._fold_of = np.concatenate([self._fold_of, np.zeros(more, np.intp)])
        self._count = np.concatenate([self._count, np.zeros(more)])
        self._spread = np.concatenate([self._spread, np.zeros(more)])
        self._beforehand = np.concatenate([self._beforehand, np.ones(more)])

    def _own_rarity(self, word: str, rare: Floats) -> float:
        places = [place for place, _ in self.exactly(word)]
        if places:
            return float(rare[places].min())
        borne = _WORLD / 10_000 * _per_10000(word)
        bits = np.log2((self._people + _WORLD) / borne)
        return float(np.clip(bits, _COMMONEST, _RAREST))

    def _like(self, word: str, unfinished: bool) -> Floats:
        key = (word, unfinished)
        found = self._likeness.get(key)
        if found is None:
            found = self._likeness[key] = self._compare(word, unfinished)
            if len(self._likeness) > _CACHED:
                self._likeness.popitem(last=False)
        else:
            self._likeness.move_to_end(key)
        return found

    def _compare(self, word: str, unfinished: bool) -> Floats:
        size = len(self.words)
        if len(word) <= 2:
            like = np.zeros(size, np.float32)
        else:
            like = self._by_letters(word)
            self._by_consonants(word, like)
        for longer in self._beginnings(word):
            _raise(like, longer, _TYPED_PREFIX if unfinished else PREFIX)
        if unfinished and len(word) >= 4:
            self._near_beginnings(word, like)
        self._known_forms(word, like)
        if len(word) == 1:
            places = self._by_first.get(word, [])
            like[places] = np.maximum(like[places], np.float32(INITIAL))
        elif (place := self._place.get(word[0])) is not None:
            _raise(like, place, INITIAL)
        for alike, known in self.exactly(word):
            _raise(like, alike, known)
        like[0] = 0.0
        return like

    def _by_letters(self, word: str) -> Floats:
        like = np.zeros(len(self.words), np.float32)
        places, jaro = self._letters.by_jaro(word, _LEAST + _OVER_JARO)
        like[places] = jaro - np.float32(_OVER_JARO)
        places, edits = self._fold_letters.by_edits(fold(word), _LEAST - _UNDER_EDITS)
        of_fold = np.zeros(len(self._fold_letters), np.float32)
        of_fold[places] = edits + np.float32(_UNDER_EDITS)
        np.maximum(like, of_fold[self._fold_of[: len(self.words)]], out=like)
        like[like < _LEAST] = 0.0
        # Letters alone never weigh as much as a known spelling.
        return np.minimum(like, np.float32(0.95), out=like)

    def _by_consonants(self, word: str, like: Floats) -> None:
        bones = skeleton(word)
        if len(bones) < 2:
            return
        for place in self._by_skeleton.get(bones, ()):
            alike = JaroWinkler.similarity(word, self.words[place])
            _raise(like, place, 0.70 + 0.22 * alike)

    def _beginnings(self, word: str) -> list[int]:
        """Return the places of longer words that begin with a word, and of whole beginnings."""
        if len(word) < 3:
            return []
        found = []
        at = bisect_left(self._sorted, word)
        while at < len(self._sorted) and self._sorted[at].startswith(word):
            found.append(self._place[self._sorted[at]])
            at += 1
        for length in range(3, len(word)):
            if (place := self._place.get(word[:length])) is not None:
                found.append(place)
        return found

    def _near_beginnings(self, word: str, like: Floats) -> None:
        """Raise longer words whose beginning is one edit from a word."""
        for place in self._letters.may_begin(word).tolist():
            other = self.words[place]
            if len(other) > len(word) and OSA.distance(word, other[: len(word)]) == 1:
                _raise(like, place, _NEAR_PREFIX)

    def _known_forms(self, word: str, like: Floats) -> None:
        short = tables().short_forms
        for other in self._spellings_of(word):
            for form in short.get(other, ()):
                if (place := self._place.get(form)) is not None:
                    _raise(like, place, SHORT_FORM)
        for front in _FRONT:
            longer = self._place.get(front + word) if len(word) > 2 else None
            rest = word[len(front) :] if word.startswith(front) else ""
            shorter = self._place.get(rest) if len(rest) > 3 else None
            for near in (longer, shorter):
                if near is not None:
                    _raise(like, near, _GLUED_ON)

    def _spellings_of(self, word: str) -> set[str]:
        return {word, *tables().spellings.get(word, ())}


def _per_10000(word: str) -> float:
    known = tables()
    found = known.common.get(word)
    if found is None:
        others = [known.common.get(one, 0.0) for one in known.spellings.get(word, ())]
        found = max(others, default=0.0)
    if found:
        return found
    return _OF_TABLES if word in known.spellings or word in known.short_forms else _OF_NOBODY


def _raise(like: Floats, place: int, to: float) -> None:
    if like[place] < to:
        like[place] = to
