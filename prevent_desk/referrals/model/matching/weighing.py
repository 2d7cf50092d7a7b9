"""How well a typed name and a stored one agree: which word stands for which, and what it weighs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prevent_desk.referrals.model.matching.names import Parts, parts
from prevent_desk.referrals.model.matching.vocabulary import Typed, Vocabulary

LIGHT = 0.35
"""Of its weight, what a particle has."""

MISSING, MISSING_OF_MANY = -3.0, -1.8
"""A typed word that the stored name has not; less when three or more were typed."""

FIRST_EXTRA, EXTRA = -0.5, -0.6
"""A word of the stored name that was not typed: a middle name, at first."""

_JOINING = frozenset("odm")
"""O Brien, D Souza, M Bappe; other single letters are initials."""

IN_ORDER = 1.5
"""Two words or more agree, in the same order: where fathers' and grandfathers' names are common
first names, the order is what tells one person from another."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A typed word and what it stands for.

    Attributes:
        typed: Place of the typed word.
        first, last: Places of the stored words; equal but where several were written as one.
        likeness: 0 to 1.
        bits: What it weighs.
    """

    typed: int
    first: int
    last: int
    likeness: float
    bits: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a typed name and a stored one agree.

    Attributes:
        bits: The evidence, summed.
        typed: The words typed, as compared: "ulaziz" may have joined its neighbour.
        stored: The stored name in parts.
        pairs: In the order typed.
    """

    bits: float
    typed: TypedName
    stored: Parts
    pairs: tuple[Pair, ...]

    @property
    def in_order(self) -> bool:
        """Say whether the words that agree stand in the same order in both."""
        places = [pair.first for pair in self.pairs]
        return places == sorted(places)

    def missing(self) -> list[int]:
        """Return the places of typed words without a partner, particles aside."""
        met = {pair.typed for pair in self.pairs}
        light = self.typed.light
        return [at for at in range(len(self.typed.words)) if at not in met and not light[at]]

    def extra(self) -> list[int]:
        """Return the places of stored words without a partner, particles aside."""
        met = {at for pair in self.pairs for at in range(pair.first, pair.last + 1)}
        light = self.stored.light
        return [at for at in range(len(self.stored.words)) if at not in met and not light[at]]


@dataclass(frozen=True, slots=True)
class TypedName:
    """One way of reading a typed name.

    Attributes:
        text: As typed.
    """

    text: str
    words: tuple[Typed, ...]
    light: tuple[bool, ...]

    @property
    def penalty(self) -> float:
        """What a word without a partner costs."""
        heavy = len(self.light) - sum(self.light)
        return MISSING_OF_MANY if heavy >= 3 else MISSING


def readings_of(name: str, vocabulary: Vocabulary, *, unfinished: bool) -> list[TypedName]:
    """Return the ways a typed name can be read: as typed, neighbours joined, a word parted.

    Args:
        name: As typed.
        vocabulary: Whose words it is held against.
        unfinished: The last word may be the beginning of a longer one.
    """
    whole = parts(name)
    seen: dict[tuple[str, bool], Typed] = {}

    def typed(words: Sequence[str], light: Sequence[bool], *, growing: bool) -> TypedName:
        last = len(words) - 1
        for at, word in enumerate(words):
            key = word, growing and at == last
            if key not in seen:
                seen[key] = vocabulary.typed(word, unfinished=key[1])
        found = (seen[word, growing and at == last] for at, word in enumerate(words))
        return TypedName(name, tuple(found), tuple(light))

    found = [typed(whole.words, whole.light, growing=unfinished)]
    for words, light in _other_ways(whole, vocabulary):
        found.append(typed(words, light, growing=False))
    return found


def _other_ways(whole: Parts, vocabulary: Vocabulary) -> Iterator[tuple[list[str], list[bool]]]:
    words, light = list(whole.words), list(whole.light)
    for at in range(len(words) - 1):
        joined = words[at] + words[at + 1]
        if min(len(words[at]), len(words[at + 1])) == 1 and words[at] not in _JOINING:
            continue
        if any(vocabulary.is_word(place) for place, _ in vocabulary.exactly(joined)):
            yield [*words[:at], joined, *words[at + 2 :]], [*light[:at], False, *light[at + 2 :]]
    for at, word in enumerate(words):
        if two := vocabulary.parted(word):
            yield [*words[:at], *two, *words[at + 1 :]], [*light[:at], False, *light[at:]]


def agree(typed: TypedName, stored: Parts, vocabulary: Vocabulary) -> Agreement:
    """Return the best way in which the words of two names stand for one another."""
    edges = [_edges(word, light, stored, vocabulary) for word, light in _each(typed)]
    costs = [0.0 if light else typed.penalty for light in typed.light]
    bits, chosen = _best(edges, costs)
    pairs = tuple(
        Pair(at, edge.first, edge.last, edge.likeness, edge.bits)
        for at, edge in enumerate(chosen)
        if edge is not None
    )
    found = Agreement(bits, typed, stored, pairs)
    extra = len(found.extra())
    bits += FIRST_EXTRA * min(extra, 1) + EXTRA * max(0, extra - 1)
    if len(pairs) >= 2 and found.in_order:
        bits += IN_ORDER
    return Agreement(bits, typed, stored, pairs)


@dataclass(frozen=True, slots=True)
class _Edge:
    first: int
    last: int
    likeness: float
    bits: float

    @property
    def mask(self) -> int:
        return (1 << (self.last + 1)) - (1 << self.first)


def _each(typed: TypedName) -> Iterator[tuple[Typed, bool]]:
    return zip(typed.words, typed.light, strict=True)


def _edges(word: Typed, light: bool, stored: Parts, vocabulary: Vocabulary) -> list[_Edge]:
    found = []
    for at, other in enumerate(stored.words):
        place = vocabulary.place(other)
        if place is not None and (bits := float(word.bits[place])) > 0:
            weight = LIGHT if light or stored.light[at] else 1.0
            found.append(_Edge(at, at, float(word.likeness[place]), bits * weight))
    for other, first, last in stored.glued:
        place = vocabulary.place(other)
        if place is not None and (bits := float(word.bits[place])) > 0:
            found.append(_Edge(first, last, float(word.likeness[place]), bits))
    return found


def _best(edges: list[list[_Edge]], costs: list[float]) -> tuple[float, tuple[_Edge | None, ...]]:
    """Return the heaviest choice of an edge or none for each typed word.

    No stored word is taken twice. What is best from a word on depends only on what is taken, so
    each of those is worked out once: "Ali Ali Ali Ali" has no more work than another name.
    """
    known: dict[tuple[int, int], tuple[float, tuple[_Edge | None, ...]]] = {}

    def onward(at: int, taken: int) -> tuple[float, tuple[_Edge | None, ...]]:
        if at == len(edges):
            return 0.0, ()
        if (at, taken) in known:
            return known[at, taken]
        rest, chosen = onward(at + 1, taken)
        best, answer = rest + costs[at], (None, *chosen)
        for edge in edges[at]:
            if not edge.mask & taken:
                rest, chosen = onward(at + 1, taken | edge.mask)
                if edge.bits + rest > best:
                    best, answer = edge.bits + rest, (edge, *chosen)
        known[at, taken] = best, answer
        return best, answer

    return onward(0, 0)
