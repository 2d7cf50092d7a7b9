"""What changed in a text, as whole words put in and taken out, for people to read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(r"(?:\w+(?:[’'.,:/@-]\w+)*|[^\w\s])\s*|^\s+")
"""A word or a sign, each with the white space after it; a text may begin with white space."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")

_MOST_PAIRS = 160_000
"""Words times words that are compared one by one (some 50 ms); above that, lines."""


class Mark(StrEnum):
    """What happened to a stretch of a text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one mark."""

    mark: Mark
    text: str


def runs(before: str, after: str) -> tuple[Run, ...]:
    """Return a text with what was taken out and put in, in reading order.

    Without what is new it is the text before, without what is gone the text after, to the letter.
    Few words that stand unchanged between changes are told as changed with them: so it reads.
    """
    if before == after:
        return (Run(Mark.SAME, after),) if after else ()
    return tuple(_joined(_readable(_marked(before, after))))


def breakable(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs for the screen: a line may end between words taken out and those put in.

    "Funding" struck and "Officer" after it are one long word otherwise, cut anywhere in a narrow
    column.
    """
    found: list[Run] = []
    for run in runs:
        follows = found and Mark.SAME not in (run.mark, found[-1].mark)
        found.append(Run(run.mark, f"\u200b{run.text}") if follows else run)
    return tuple(found)


def passages(runs: Sequence[Run], beside: int = 8) -> tuple[str, str]:
    """Return what changed as it was and as it is, each with so many words beside it.

    For papers, where a whole cell would hide the few words in it that are others. "…" stands for
    what is left out.
    """
    said = {Mark.GONE: "", Mark.NEW: ""}
    for at, run in enumerate(runs):
        if run.mark is not Mark.SAME:
            said[run.mark] += run.text
            continue
        text = _shortened(run.text, beside, first=at == 0, last=at == len(runs) - 1)
        said = {mark: words + text for mark, words in said.items()}
    return said[Mark.GONE].strip(), said[Mark.NEW].strip()


def _shortened(text: str, beside: int, *, first: bool, last: bool) -> str:
    words = _TOKEN.findall(text)
    if len(words) > 1 and words[0].isspace():
        words[:2] = [words[0] + words[1]]
    kept = beside if first or last else 2 * beside
    if len(words) <= kept + 2:
        return text
    before = "" if first else "".join(words[:beside])
    after = "" if last else "".join(words[-beside:])
    return f"{before.rstrip()} … {after}" if before else f"… {after}"


def _marked(before: str, after: str) -> list[Run]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    first = 0
    most = min(len(old), len(new))
    while first < most and old[first] == new[first]:
        first += 1
    last = 0
    while last < most - first and old[-1 - last] == new[-1 - last]:
        last += 1
    same = [Run(Mark.SAME, "".join(old[:first]))]
    end = [Run(Mark.SAME, "".join(old[len(old) - last :]))]
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    if len(old) * len(new) <= _MOST_PAIRS:
        return [*same, *_compared(old, new), *end]
    return [*same, *_by_lines("".join(old), "".join(new)), *end]


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    keys = [word.rstrip() for word in old], [word.rstrip() for word in new]
    matcher = difflib.SequenceMatcher(None, *keys, autojunk=False)
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            yield from _same_words(old[old_from:old_to], new[new_from:new_to])
            continue
        yield Run(Mark.GONE, "".join(old[old_from:old_to]))
        yield Run(Mark.NEW, "".join(new[new_from:new_to]))


def _same_words(old: Iterable[str], new: Iterable[str]) -> Iterator[Run]:
    """Say words that are the same; the white space after one may be another."""
    for was, now in zip(old, new, strict=True):
        if was == now:
            yield Run(Mark.SAME, now)
            continue
        word = now.rstrip()
        yield Run(Mark.SAME, word)
        yield Run(Mark.GONE, was[len(word) :])
        yield Run(Mark.NEW, now[len(word) :])


def _by_lines(before: str, after: str) -> Iterator[Run]:
    old, new = _LINE.findall(before), _LINE.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            yield Run(Mark.SAME, "".join(old[old_from:old_to]))
            continue
        was, now = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        words = _TOKEN.findall(was), _TOKEN.findall(now)
        if len(words[0]) * len(words[1]) <= _MOST_PAIRS:
            yield from _compared(*words)
        else:
            yield Run(Mark.GONE, was)
            yield Run(Mark.NEW, now)


def _readable(found: Sequence[Run]) -> list[Run]:
    """Take short stretches between changes for changed: "the" alone between two is no anchor."""
    said: list[tuple[str, str, str]] = []  # what is gone, what is new, what stands after both
    gone, new = "", ""
    for run in found:
        if not run.text:
            continue
        if run.mark is Mark.GONE:
            gone += run.text
        elif run.mark is Mark.NEW:
            new += run.text
        elif said and not gone and not new:
            said[-1] = (*said[-1][:2], said[-1][2] + run.text)
        else:
            said.append((gone, new, run.text))
            gone, new = "", ""
    if gone or new:
        said.append((gone, new, ""))
    at = 0
    while at + 1 < len(said):
        left, right = said[at], said[at + 1]
        if _reads_better_joined(left, right):
            between = left[2]
            gone, new = left[0] + between + right[0], left[1] + between + right[1]
            said[at : at + 2] = [(gone, new, right[2])]
            at = max(0, at - 1)
        else:
            at += 1
    return [run for change in said for run in _told(*change)]


def _told(gone: str, new: str, same: str) -> tuple[Run, Run, Run]:
    """Say a change and what stands after it; white space that ends both is no part of it."""
    space = gone[len(gone.rstrip()) :]
    if space and space == new[len(new.rstrip()) :]:
        gone, new, same = gone.rstrip(), new.rstrip(), space + same
    return Run(Mark.GONE, gone), Run(Mark.NEW, new), Run(Mark.SAME, same)


def _reads_better_joined(left: tuple[str, str, str], right: tuple[str, str, str]) -> bool:
    """Say whether what stands between two changes is no longer than either of them."""
    before, after = max(map(len, left[:2])), max(map(len, right[:2]))
    between = len(left[2].strip())
    return bool(before and after) and "\n" not in left[2] and between <= min(before, after)


def _joined(found: Iterable[Run]) -> Iterator[Run]:
    mark, text = Mark.SAME, ""
    for run in found:
        if not run.text:
            continue
        if run.mark is not mark and text:
            yield Run(mark, text)
            text = ""
        mark = run.mark
        text += run.text
    if text:
        yield Run(mark, text)
