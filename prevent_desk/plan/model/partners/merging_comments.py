"""What a partner wrote into the comments, as updates with a name and a day.

Comments are a log: what comes back is put beside what is there and never in its place, so a line
that was written over stands on, with the new words below it under the partner's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from prevent_desk.plan.model import joined
from prevent_desk.plan.model.matching import alike, plain
from prevent_desk.plan.model.partners.comparing_cells import settled
from prevent_desk.plan.model.records import Update

NEW = 0
"""The id of an update that is not in the plan yet."""

_MENDED = 0.6
_MOST_COMPARED = 6_000
"""Pairs of lines held against one another at the most, in one cell: what is left over counts as
new, or as taken out, and both are asked. A cell of 3,000 short lines took half a minute."""

_MOST_LINES = 1_000
"""Lines of a cell that are held against those sent one by one; of more, all that were not sent are
new as they stand."""

_DATED = re.compile(r"^(\d{1,2} [A-Z][a-z]{2} \d{4}(?: – [^:\n]{1,80})?: )")


@dataclass(frozen=True, slots=True)
class Said:
    """What a returned row says in its comments.

    Attributes:
        added: Their new words, as updates.
        removed: Lines that were sent and are not there any more, nor in other words.
    """

    added: tuple[Update, ...] = ()
    removed: tuple[str, ...] = ()


def read(
    sent: str,
    theirs: str,
    update: str,
    here: Sequence[Update],
    by: str,
    on: date,
) -> Said:
    """Return what a partner wrote that was neither sent nor is here already.

    Args:
        sent: The comments as sent.
        theirs: The comments as returned.
        update: What stands in the column for a new update.
        here: The updates as they are now.
        by: The partner; a line that names its own day or author keeps them.
        on: The day of the return.
    """
    old, new = _lines(sent), _lines(theirs)
    blocks, removed = _changed(old, new)
    blocks += _parted(_lines(update))
    # What was there when it was sent may be said again: "Nothing new" of another month.
    sent_lines = {_squeezed(line) for line in old}
    since = [
        one
        for one in here
        if not {_squeezed(line) for line in _lines(joined.say_update(one))} <= sent_lines
    ]
    known = {_squeezed(text) for one in since for text in (one.text, joined.say_update(one))}
    added: list[Update] = []
    for block in blocks:
        made = _as_update(block, by, on)
        if not {_squeezed(made.text), _squeezed(block)} & known:
            known.add(_squeezed(made.text))
            added.append(made)
    return Said(tuple(added), tuple(removed))


def say(comments: str, update: str, by: str, on: date) -> str:
    """Return the comments of a returned row as they are shown, its new update below them."""
    parts = [
        settled(comments),
        *(joined.say_update(_as_update(b, by, on)) for b in _parted(_lines(update))),
    ]
    return "\n".join(part for part in parts if part)


def with_added(here: Sequence[Update], added: Iterable[Update]) -> list[Update]:
    """Return updates with others put among them: before the first of a later day, else last."""
    found = list(here)
    for one in added:
        days = [other.on for other in found]
        at = next((n for n, day in enumerate(days) if day and one.on and day > one.on), len(found))
        found.insert(at, one)
    return found


def without(here: Sequence[Update], removed: Sequence[str]) -> list[Update]:
    """Return updates less the lines that were taken out; one without lines is gone."""
    gone = Counter(_squeezed(line) for line in removed)
    found: list[Update] = []
    for update in here:
        kept = []
        for line in joined.say_update(update).split("\n"):
            if gone[_squeezed(line)]:
                gone[_squeezed(line)] -= 1
            else:
                kept.append(line)
        if len(kept) == len(joined.say_update(update).split("\n")):
            found.append(update)
        elif kept:
            left = joined.read_update("\n".join(kept))
            found.append(replace(update, text=left.text, on=left.on, by=left.by))
    return found


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the blocks of lines that are new, and the lines that are gone."""
    a, b = [_squeezed(line) for line in old], [_squeezed(line) for line in new]
    sent, mending = frozenset(a), _Mending()
    spare = Counter(a)
    spare.subtract(b)
    blocks: list[str] = []
    removed: list[str] = []
    if len(b) > _MOST_LINES:
        fresh = [line for line, words in zip(new, b, strict=True) if words not in sent]
        return _parted(fresh), [line for line in old if spare[_squeezed(line)] > 0]
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone = [line for line in old[a1:a2] if spare[_squeezed(line)] > 0]
        fresh = []
        for line, words in zip(new[b1:b2], b[b1:b2], strict=True):
            if spare[words] >= 0 and words in sent:
                continue  # it only stands elsewhere
            fresh.append(_less_what_was_sent(line, gone, mending))
        for line in gone:
            if not any(mending.is_mended(line, other) for other in new[b1:b2]):
                removed.append(line)
        blocks += _parted(fresh)
    return blocks, removed


def _less_what_was_sent(line: str, gone: Sequence[str], mending: _Mending) -> str:
    """Return the words of a line that are theirs: without the beginning of a line that was sent."""
    for old in gone:
        rest = line.removeprefix(old) if line.startswith(old) else ""
        if re.search(r"\w{2}", rest):
            return rest.lstrip(" –-;,.:")
        head = _DATED.match(old)
        if head and line.startswith(head[1]) and mending.is_mended(old, line):
            # Their words in another's entry are not that other's.
            return line[len(head[1]) :]
    return line


class _Mending:
    """Tells which lines are others with some words mended, within a bound of work."""

    def __init__(self) -> None:
        self._left = _MOST_COMPARED
        self._plain: dict[str, str] = {}

    def is_mended(self, old: str, new: str) -> bool:
        """Return whether a line is another but for some words; not where too many were asked."""
        if new.startswith(old):
            return True
        if not self._left:
            return False
        self._left -= 1
        return alike(self._of(old), self._of(new), _MENDED)

    def _of(self, line: str) -> str:
        found = self._plain.get(line)
        if found is None:
            found = self._plain[line] = plain(line)
        return found


def _parted(lines: Sequence[str]) -> list[str]:
    """Return lines that follow one another as one block, each line that names its day its own."""
    blocks: list[str] = []
    for line in lines:
        if not line.strip():
            continue
        if blocks and not _DATED.match(line):
            blocks[-1] += "\n" + line
        else:
            blocks.append(line)
    return blocks


def _as_update(block: str, by: str, on: date) -> Update:
    found = joined.read_update(block)
    return Update(NEW, found.text, found.on or on, found.by or by)


def _lines(text: str) -> list[str]:
    return [line for line in settled(text).split("\n") if line.strip()]


def _squeezed(text: str) -> str:
    return " ".join(text.split())
