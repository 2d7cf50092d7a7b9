"""All people in memory, searched at once: `Index`.

A search has two stages: the bits of everybody, roughly and all at once; then those with the most,
exactly and with their reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from prevent_desk.referrals.model.matching import births, households, judging, names
from prevent_desk.referrals.model.matching.columns import SLOTS, Array, Columns
from prevent_desk.referrals.model.matching.judging import Judged, Question
from prevent_desk.referrals.model.matching.names import Parts
from prevent_desk.referrals.model.matching.reasons import reasons, say_tie
from prevent_desk.referrals.model.matching.records import Known, Match, Result, Sought
from prevent_desk.referrals.model.matching.vocabulary import Vocabulary
from prevent_desk.referrals.model.matching.weighing import IN_ORDER, LIGHT, TypedName, readings_of

SHORTLIST, MOST_TIED, TIED_TYPING = 64, 250, 120
"""People weighed exactly: the first; those who roughly tie with the last shown; and of those, while
a word is not whole yet and many begin so."""

LEAST_BITS, WITHIN = 6.0, 12.0
"""What a match needs to be shown: so many bits, and no more than so many below the best."""

TIE = 1.0
_ROUGH_TIE = 2.0

_SPARSE = 0.25
_PARTED = 20_000
_MOST_WAYS = 16


class Index:
    """People to search among. Not safe for threads: its owner sees to that."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._start()
        self.add_all(known)

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, known: Known) -> None:
        """Take in one person row; found by the next search."""
        self.add_all([known])

    def add_all(self, people: Iterable[Known]) -> None:
        """Take in person rows; one already known is replaced."""
        given = {one.id: one for one in people}
        for key in given.keys() & self._rows.keys():
            self.remove(key)
        parted = [[names.parts(name) for name in _names(one)] for one in given.values()]
        bags = [_bag(of_one) for of_one in parted]
        vocabulary = self._vocabulary
        vocabulary.take(word for of_one in parted for name in of_one for word in name.words)
        vocabulary.take((word for bag in bags for word in bag), glued=True)
        counts: Counter[int] = Counter()
        row, at = self._columns.people.size, self._columns.names.size
        self._columns.people.more(len(given))
        self._columns.names.more(sum(map(len, parted)))
        places: list[list[int]] = []
        first_names: list[int] = []
        for of_one, bag in zip(parted, bags, strict=True):
            first_names.append(at + len(places))
            places += [self._slots(name) for name in of_one]
            counts.update(vocabulary.place(word) or 0 for word in bag)
        if places:
            self._columns.names["slots"][:, at:] = np.array(places, np.int32).T
        self._columns.write(row, list(given.values()), first_names)
        for one in given.values():
            self._rows[one.id], self._known[row] = row, one
            self._heads[one.head] += 1
            row += 1
        vocabulary.bear(counts, len(given))

    def replace(self, known: Known) -> None:
        """Take in a row that changed, or a new one."""
        self.add_all([known])

    def remove(self, key: int) -> None:
        """Let a row go; one not known is passed over."""
        row = self._rows.pop(key, None)
        if row is None:
            return
        known = self._known.pop(row)
        self._parted.pop(row, None)
        self._columns.people["alive"][row] = False
        bag = _bag([names.parts(name) for name in _names(known)])
        gone = Counter({self._vocabulary.place(word) or 0: -1 for word in bag})
        self._vocabulary.bear(gone, -1)
        heads = self._heads
        heads[known.head] -= 1
        if not heads[known.head]:
            del heads[known.head]
        size = self._columns.people.size
        if size > 2000 and len(self._rows) < size * (1 - _SPARSE):
            self._rebuild()

    def get(self, key: int) -> Known | None:
        """Return a row as it was taken in."""
        row = self._rows.get(key)
        return None if row is None else self._known[row]

    def forget(self) -> None:
        """Forget what was typed."""
        self._vocabulary.forget()

    def search(self, sought: Sought, skip: Collection[int] = (), most: int = 4) -> Result:
        """Return who may be the one looked for, the likeliest first.

        Args:
            sought: What was typed.
            skip: Rows and heads to leave out, such as the record the search is made for.
            most: How many to show; the rest stands in `more`.
        """
        question = Question.of(sought, self._ways(sought))
        if not self._rows or not (question.ways or sought.has_more_than_a_name):
            return Result(compared=len(self._heads))
        judged, cut = self._judge(question, self._rough(question, skip), most)
        return self._answer(question, judged, most, cut=cut)

    def _start(self) -> None:
        self._columns = Columns()
        self._vocabulary = Vocabulary()
        self._rows: dict[int, int] = {}
        self._known: dict[int, Known] = {}
        self._heads: Counter[int] = Counter()
        self._parted: dict[int, list[tuple[str, Parts]]] = {}

    def _rebuild(self) -> None:
        known = list(self._known.values())
        self._start()
        self.add_all(known)

    def _slots(self, name: Parts) -> list[int]:
        """Return the places of a name's words and joined neighbours, filled up with none."""
        words = [*name.words, *(joined for joined, _, _ in name.glued)][:SLOTS]
        found = [self._vocabulary.place(word) or 0 for word in words]
        return found + [0] * (SLOTS - len(found))

    def _ways(self, sought: Sought) -> list[TypedName]:
        found = []
        for at, name in enumerate(sought.names):
            growing = sought.typing and at == 0
            for reading in names.readings(name):
                found += readings_of(reading, self._vocabulary, unfinished=growing)
        return [way for way in found if way.words][:_MOST_WAYS]

    def _rough(self, question: Question, skip: Collection[int]) -> Array:
        people, sought = self._columns.people, question.sought
        bits = self._rough_names(question.ways)
        if sought.born is not None:
            bits += births.weigh(sought.born, self._columns.births())
        self._add_households(question, bits)
        bits[~people["alive"]] = -np.inf
        if skip:
            left = list(skip)
            bits[np.isin(people["id"], left) | np.isin(people["head"], left)] = -np.inf
        return bits

    def _rough_names(self, ways: Sequence[TypedName]) -> Array:
        people = self._columns.people
        best = np.zeros(people.size, np.float32)
        if not ways:
            return best
        slots = self._columns.names["slots"]
        of_word: dict[int, Array] = {}
        first = True
        for way in ways:
            total = np.zeros(slots.shape[1], np.float32)
            for word, light in zip(way.words, way.light, strict=True):
                if id(word) not in of_word:
                    of_word[id(word)] = _strongest(word.bits, slots)
                found = of_word[id(word)]
                if light:
                    total += found * np.float32(LIGHT)
                else:
                    total += np.where(found > 0, found, np.float32(way.penalty))
            of_people = np.maximum.reduceat(total, people["first_name"])
            best = of_people if first else np.maximum(best, of_people)
            first = False
        return best

    def _add_households(self, question: Question, bits: Array) -> None:
        """Add what phones and addresses weigh; few share one, so each of those is looked at."""
        near: set[int] = set()
        numbers = [one for one in map(households.phone, question.sought.phones) if one]
        for number in numbers:
            near |= self._columns.near_phone(number)
        near |= self._columns.near_home(question.home)
        for row in near & self._known.keys():
            phones, home = judging.household(question, self._known[row])
            found = households.together(phones.bits if phones else 0.0, home.bits if home else 0.0)
            bits[row] += found

    def _judge(self, question: Question, rough: Array, most: int) -> tuple[list[Judged], bool]:
        """Return people weighed, the likeliest first, and whether more tie than were weighed."""
        count = min(SHORTLIST, rough.size)
        rows = np.argpartition(-rough, count - 1)[:count]
        last_shown = np.sort(rough[rows])[-min(most + 1, count)]
        tie = TIED_TYPING if question.sought.typing else MOST_TIED
        tied = np.flatnonzero(rough >= max(last_shown - _ROUGH_TIE, LEAST_BITS))
        if tied.size > count:
            rows = np.union1d(rows, tied[np.argsort(-rough[tied], kind="stable")[:tie]])
        best: dict[int, Judged] = {}
        for row in rows.tolist():
            if rough[row] < LEAST_BITS - IN_ORDER:
                continue
            known = self._known[row]
            one = judging.judge(question, known, self._told(row, known), self._vocabulary)
            before = best.get(known.head)
            if before is None or one.rank > before.rank:
                best[known.head] = one
        judged = sorted(best.values(), key=lambda one: one.rank, reverse=True)
        return judged, tied.size > tie

    def _told(self, row: int, known: Known) -> list[tuple[str, Parts]]:
        """Return the names of a row in parts; kept, for the same people are met again and again."""
        found = self._parted.get(row)
        if found is None:
            if len(self._parted) >= _PARTED:
                self._parted.clear()
            found = self._parted[row] = [(name, names.parts(name)) for name in _names(known)]
        return found

    def _answer(self, question: Question, judged: list[Judged], most: int, *, cut: bool) -> Result:
        compared = len(self._heads)
        if not judged:
            return Result(compared=compared)
        top = judged[0].bits
        worth = [one for one in judged if one.is_worth_a_look(max(LEAST_BITS, top - WITHIN))]
        found = tuple(self._match(question, one) for one in worth)
        level = sum(one.bits >= top - TIE for one in worth)
        tied = say_tie(question.sought, level, most, cut=cut) if level > most else ""
        return Result(found[:most], found[most:], (), compared, tied)

    def _match(self, question: Question, one: Judged) -> Match:
        vocabulary = self._vocabulary
        relative = judging.is_relative(one, vocabulary)
        said = reasons(question, one, vocabulary, relative=relative)
        band = judging.band(one, vocabulary)
        return Match(one.known.head, one.known.id, one.name, one.bits, band, said, relative)


def _names(known: Known) -> list[str]:
    """Return every name of a person; one empty name when there is none."""
    found = [reading for name in known.names for reading in names.readings(name)]
    return list(dict.fromkeys(found)) or [""]


def _bag(parted: list[names.Parts]) -> set[str]:
    words = {word for name in parted for word in name.words}
    return words | {joined for name in parted for joined, _, _ in name.glued}


def _strongest(bits: Array, slots: Array) -> Array:
    """Return the bits of the word of each name that agrees best."""
    found: Array = bits[slots[0]]
    for column in slots[1:]:
        np.maximum(found, bits[column], out=found)
    return found
