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
from prevent_desk.plan.model.records import Update

_PREFIX = re.compile(r"^(\d{1,2} [A-Z][a-z]{2} \d{4})(?: – ([^:\n]{1,80}))?: ")


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

    What stands there as it was printed stays as it is; one known block that was written over, in
    its place, is that update with new words; any other line is a new update.

    Args:
        text: The column as edited.
        known: The updates that were printed.
        today: The day of a new update without one of its own; None leaves it without.
    """
    rest = tidy(text).split("\n") if tidy(text) else []
    found: list[Kept] = []
    waiting: list[Update] = []
    gap: list[str] = []
    for update in known:
        block = tidy(say_update(update)).split("\n")
        at = _find(rest, block)
        if at is None:
            waiting.append(update)
            continue
        found += _fill(waiting, gap + rest[:at], today)
        waiting, gap = [], []
        found.append(Kept(update.id, update.on, update.by, update.text))
        rest = rest[at + len(block) :]
    return found + _fill(waiting, rest, today)


def _find(lines: Sequence[str], block: Sequence[str]) -> int | None:
    size = len(block)
    return next(
        (at for at in range(len(lines) - size + 1) if list(lines[at : at + size]) == list(block)),
        None,
    )


def _fill(gone: Sequence[Update], lines: Sequence[str], today: date | None) -> list[Kept]:
    """Return what stands between two known blocks: rewritten updates first, then new ones."""
    blocks = _blocks(lines)
    made: list[Kept] = []
    for place, block in enumerate(blocks):
        new = read_update(block, today)
        if place < len(gone):
            old = gone[place]
            dated = _PREFIX.match(block) is not None
            text = new.text
            if not dated and old.by and text.startswith(f"{old.by}: "):
                text = text.removeprefix(f"{old.by}: ")
            made.append(
                Kept(old.id, new.on if dated else old.on, new.by if dated else old.by, text)
            )
        else:
            made.append(new)
    return made


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
