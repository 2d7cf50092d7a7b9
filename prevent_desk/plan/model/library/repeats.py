"""Criteria that say the same in several actions, and those that nearly do.

In the 2015/16 plan the same criteria recur in most rows, with here a capital, there a full stop
more. The same words are offered to be kept once; words that are only alike are shown apart, for
"to be monitored" and "not to be monitored" are alike too.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BULLET = re.compile(r"^(?:[•◦▪·●‣]\s*|[-–—]\s+)+")
_END = " \t;.,"
_ALIKE = 0.86
"""Least likeness of criteria that are offered as alike: one word of eight may be another."""

_MOST_COMPARED = 60_000
"""Pairs compared by likeness at the most (1 s)."""

_SHARED = 3
"""By how many of its rarest words a criterion looks for others like it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion as it stands in an action."""

    id: int
    action_id: int
    text: str
    unit: str | None = None
    library_id: int | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same words in several actions.

    Attributes:
        text: The words to keep: the entry's where there is one, else those used most.
        unit: What it counts, where all that are counted count the same; else None.
        lines: The criteria, in the plan's order, those that point to the entry already left out.
        entry_id: The library's entry with these words, or None.
        variants: Other spellings among the lines; gathering changes them to `text`.
        actions: In how many actions of the plan the words stand, those gathered already included.
    """

    text: str
    unit: str | None
    lines: tuple[Line, ...]
    entry_id: int | None
    variants: tuple[str, ...]
    actions: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Words that are nearly those of another; never gathered unless chosen.

    Attributes:
        kept: The words that would be kept.
        other: The words that would give way.
        likeness: 0 to 1.
    """

    kept: Repeat
    other: Repeat
    likeness: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a plan says more than once."""

    same: tuple[Repeat, ...]
    alike: tuple[Alike, ...]


def same_words(text: str) -> str:
    """Return what two criteria have in common that say the same: no bullet, case, or end mark."""
    plain = " ".join(text.split())
    return _BULLET.sub("", plain).rstrip(_END).casefold()


def repeats(lines: Iterable[Line], entries: Sequence[tuple[int, str]] = ()) -> tuple[Repeat, ...]:
    """Return what stands in two actions or more, or in the library too; used most first.

    Args:
        lines: The criteria of one plan, in its order.
        entries: The library: key and words of each.
    """
    return tuple(
        sorted(
            (one for one in _groups(lines, entries) if _is_repeat(one)),
            key=lambda one: -one.actions,
        )
    )


def find(lines: Sequence[Line], entries: Sequence[tuple[int, str]] = ()) -> Found:
    """Return what says the same, and what nearly does."""
    groups = _groups(lines, entries)
    same = sorted((one for one in groups if _is_repeat(one)), key=lambda one: -one.actions)
    return Found(tuple(same), _alike(groups))


def _is_repeat(group: Repeat) -> bool:
    return bool(group.lines) and (group.actions > 1 or group.entry_id is not None)


def _groups(lines: Iterable[Line], entries: Sequence[tuple[int, str]]) -> list[Repeat]:
    """Return the plan's criteria by their words, in the plan's order."""
    by_words: dict[str, tuple[int, str]] = {}
    for key, text in entries:
        by_words.setdefault(same_words(text), (key, text))
    found: dict[str, list[Line]] = {}
    for line in lines:
        if words := same_words(line.text):
            found.setdefault(words, []).append(line)
    return [_group(some, by_words.get(words)) for words, some in found.items()]


def _group(lines: Sequence[Line], entry: tuple[int, str] | None) -> Repeat:
    # A criterion that points to another entry with the same words is that entry's.
    free = tuple(line for line in lines if line.library_id is None)
    counted = Counter(line.text for line in lines)
    text = entry[1] if entry else counted.most_common(1)[0][0]
    units = {line.unit for line in free if line.unit}
    return Repeat(
        text,
        next(iter(units)) if len(units) == 1 else None,
        free,
        entry[0] if entry else None,
        tuple(sorted({line.text for line in free} - {text})),
        len({line.action_id for line in lines}),
    )


def _alike(groups: Sequence[Repeat]) -> tuple[Alike, ...]:
    """Return pairs that are nearly the same, likest first; each text gives way at most once."""
    words = [re.findall(r"\w+", same_words(one.text)) for one in groups]
    found = []
    for one, other in _candidates(words):
        likeness = _likeness(words[one], words[other])
        if likeness >= _ALIKE:
            kept, less = sorted(
                (groups[one], groups[other]),
                key=lambda each: (each.entry_id is None, -each.actions),
            )
            if less.lines:
                found.append(Alike(kept, less, likeness))
    found.sort(key=lambda pair: -pair.likeness)
    gone: set[str] = set()
    kept_once = []
    for pair in found:
        if pair.other.text not in gone and pair.kept.text not in gone:
            gone.add(pair.other.text)
            kept_once.append(pair)
    return tuple(kept_once)


def _candidates(words: Sequence[Sequence[str]]) -> Iterable[tuple[int, int]]:
    """Yield pairs that share a rare word: comparing all with all is 12 million at 5,000."""
    how_many = Counter(word for some in words for word in set(some))
    by_word: dict[str, list[int]] = {}
    seen: set[tuple[int, int]] = set()
    for at, some in enumerate(words):
        for word in sorted(set(some), key=lambda each: (how_many[each], each))[:_SHARED]:
            others = by_word.setdefault(word, [])
            for other in others:
                pair = (other, at)
                if pair not in seen:
                    if len(seen) >= _MOST_COMPARED:
                        return
                    seen.add(pair)
                    yield pair
            others.append(at)


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike two texts are by their letters, with the same words in the same order.

    Letters, not words: most differences are an ending ("leads", "lead") or a typing error.
    """
    a, b = " ".join(one), " ".join(other)
    if not a or not b or min(len(a), len(b)) / max(len(a), len(b)) < _ALIKE / 2:
        return 0.0
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()
