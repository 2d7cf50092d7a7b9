"""Dated updates as the comments column prints them, and that column read back as updates.

One update a block of lines, oldest first; in front of its words stand its day and author where
they are known: "12 Aug 2025 – Education: both schools have met." What was printed is found again
word for word, so that a round trip through a spreadsheet changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import parse_date, say_short
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.cells import tidy
from prevent_desk.plan.model.matching import alike, plain
from prevent_desk.plan.model.records import Update

_PREFIX = re.compile(r"^(\d{1,2} [A-Z][a-z]{2} \d{4})(?: – ([^:\n]{1,80}))?: ")


_MENDED = 0.75
"""Least likeness of a line that is an earlier one with other words; else it is a new one."""

_MENDED_ELSEWHERE = 0.9
"""The same where nobody looked at both lines: better one line too many than one lost."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An update as it is to be after an edit of the column; `id` is None for a new one."""

    id: int | None
    on: date | None
    by: str
    text: str


def say_update(update: Update) -> str:
    """Return one update as printed."""
    if update.on is None:
        return f"{update.by}: {update.text}" if update.by else update.text
    who = f" – {update.by}" if update.by else ""
    return f"{say_short(update.on)}{who}: {update.text}"


def join(updates: Iterable[Update]) -> str:
    """Return the comments column of an action."""
    return "\n".join(say_update(update) for update in updates)


def read_update(block: str, today: date | None = None) -> Kept:
    """Return a block of lines as a new update; `today` dates one that says no day itself."""
    match = _PREFIX.match(block)
    if match:
        try:
            day = parse_date(match[1], date(2000, 1, 1))
        except Refused:
            return Kept(None, today, "", block)
        return Kept(None, day, (match[2] or "").strip(), block[match.end() :].strip())
    return Kept(None, today, "", block)


def reread(text: str, known: Sequence[Update], today: date | None) -> list[Kept]:
    """Return the updates of an edited comments column.

    What stands there as it was printed stays as it is, also in another place; of the lines left,
    one that is like a printed one is that update with other words, and any other is a new one.

    Args:
        text: The column as edited.
        known: The updates that were printed.
        today: The day of a new update without one of its own; None leaves it without.
    """
    lines = tidy(text).split("\n") if tidy(text) else []
    if lines == tidy(join(known)).split("\n"):
        return [Kept(update.id, update.on, update.by, update.text) for update in known]
    stands = _find_printed(lines, known)
    gone = [update for update in known if update not in stands.values()]
    found: list[Kept] = []
    gap: list[str] = []
    at = 0
    while at < len(lines):
        update = stands.get(at)
        if update is None:
            gap.append(lines[at])
            at += 1
            continue
        found += _read_gap(gap, gone, today)
        gap = []
        found.append(Kept(update.id, update.on, update.by, update.text))
        at += len(_printed(update))
    return found + _read_gap(gap, gone, today)


def merge(column: str, arrived: str) -> str:
    """Return a comments column with the lines that another copy of it brings along.

    Nothing is lost: a line that the other copy lacks stays, unless that has one so like it that it
    is the same with a few words mended. Merging the same copy again changes nothing.
    """
    own = tidy(column).split("\n") if tidy(column) else []
    free = list(range(len(own)))
    places: list[tuple[str, int | None]] = []
    for line in tidy(arrived).split("\n"):
        if line.strip():
            at = next((n for n in free if _squeeze(own[n]) == _squeeze(line)), None)
            places.append((line, at))
            if at is not None:
                free.remove(at)
    after = -1  # the last own line that the other copy has
    added: dict[int, list[str]] = {}
    for line, at in places:
        if at is not None:
            after = at
            continue
        like = next((n for n in free if alike(plain(own[n]), plain(line), _MENDED_ELSEWHERE)), None)
        if like is not None:
            free.remove(like)
            own[like], after = line, like
        else:
            added.setdefault(after, []).append(line)
    merged = list(added.get(-1, [])) if own else []
    for n, line in enumerate(own):
        merged += [line, *added.get(n, [])]
    return "\n".join(merged if own else added.get(-1, []))


def _squeeze(line: str) -> str:
    return " ".join(line.split())


def _printed(update: Update) -> list[str]:
    return tidy(say_update(update)).split("\n")


def _find_printed(lines: Sequence[str], known: Sequence[Update]) -> dict[int, Update]:
    """Return the first line of every update that stands as it was printed, longest first."""
    stands: dict[int, Update] = {}
    taken = [False] * len(lines)
    for update in sorted(known, key=lambda one: -len(_printed(one))):
        block = _printed(update)
        for at in range(len(lines) - len(block) + 1):
            place = slice(at, at + len(block))
            if not any(taken[place]) and list(lines[place]) == block:
                stands[at] = update
                taken[place] = [True] * len(block)
                break
    return stands


def _read_gap(lines: Sequence[str], gone: list[Update], today: date | None) -> list[Kept]:
    """Return the updates in lines that were not printed so; takes those mended out of `gone`."""
    found: list[Kept] = []
    for block in _blocks(lines):
        new = read_update(block, today)
        own = plain(block)
        old = next((u for u in gone if alike(own, plain(say_update(u)), _MENDED)), None)
        if old is None:
            found.append(new)
            continue
        gone.remove(old)
        if _PREFIX.match(block):
            found.append(Kept(old.id, new.on, new.by, new.text))
        else:
            words = block.removeprefix(f"{old.by}: ") if old.by else block
            found.append(Kept(old.id, old.on, old.by, words))
    return found


def _blocks(lines: Sequence[str]) -> list[str]:
    """Return lines as blocks: a dated line takes the undated ones below it, others stand alone."""
    blocks: list[str] = []
    for line in lines:
        if not line.strip():
            continue
        inside = blocks and _PREFIX.match(blocks[-1]) and not _PREFIX.match(line)
        if inside:
            blocks[-1] += "\n" + line
        else:
            blocks.append(line)
    return blocks
