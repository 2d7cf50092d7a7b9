"""Cells that are lists, compared line by line: success criteria, updates, statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prevent_desk.core.word_differences import Mark, Run, runs
from prevent_desk.plan.model.matching import alike, plain
from prevent_desk.plan.model.versions.places import out_of_order


@dataclass(frozen=True, slots=True)
class Known:
    """A line as printed, and the record it was printed from; `id` 0 where there is none."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell.

    Attributes:
        before: As it was; None where it was put in.
        after: As it is; None where it was taken out.
        is_moved: It stands in another place among the lines that are in both.
    """

    before: str | None
    after: str | None
    is_moved: bool = False


def compare(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Compare lines that are known by their words only."""
    return compare_known([Known(0, text) for text in before], [Known(0, text) for text in after])


def compare_known(before: Sequence[Known], after: Sequence[Known]) -> Iterator[Line]:
    """Return the lines of both in the order after, what is gone in front of what came for it.

    The same words are the same line wherever they stand; then the same record is; then what is
    alike, as a line in which words were mended.
    """
    found = _pairs(before, after)
    was_of = dict(zip(found.values(), found.keys(), strict=True))
    moved = out_of_order([found[at] for at in sorted(found)], range(len(after)))
    told = 0
    for at, line in enumerate(after):
        was = was_of.get(at)
        if at not in moved:
            # What is gone stands in front of what came in its place.
            kept = (was_of[n] for n in range(at, len(after)) if n in was_of and n not in moved)
            until = next(kept, len(before))
            yield from _gone(before, found, told, until)
            told = max(told, until)
        if was is None:
            yield Line(None, line.text)
        else:
            yield Line(before[was].text, line.text, is_moved=at in moved)
    yield from _gone(before, found, told, len(before))


def runs_of(lines: Sequence[Line]) -> tuple[Run, ...]:
    """Return lines as one text with what was taken out and put in, one line a line.

    Between lines stands a line end that is said to be the same: it is layout, not words.
    """
    said: list[Run] = []
    for line in lines:
        if said:
            said.append(Run(Mark.SAME, "\n"))
        if line.before is None or line.after is None:
            text = line.before if line.after is None else line.after
            mark = Mark.GONE if line.after is None else Mark.NEW
            said.append(Run(mark, text or ""))
        else:
            said += runs(line.before, line.after)
            if line.is_moved:
                said.append(Run(Mark.NEW, " (moved)"))
    return tuple(said)


def _gone(before: Sequence[Known], found: dict[int, int], start: int, end: int) -> Iterator[Line]:
    for at in range(start, end):
        if at not in found:
            yield Line(before[at].text, None)


def _pairs(before: Sequence[Known], after: Sequence[Known]) -> dict[int, int]:
    """Return for each place before the place after of the same line."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(after):
        places.setdefault(line.text, []).append(at)
    found = {
        at: places[line.text].pop(0) for at, line in enumerate(before) if places.get(line.text)
    }
    free = sorted(at for left in places.values() for at in left)
    by_id = {after[at].id: at for at in free if after[at].id}
    for at, line in enumerate(before):
        if at not in found and line.id in by_id:
            found[at] = by_id.pop(line.id)
            free.remove(found[at])
    for at, line in enumerate(before):
        if at not in found and free:
            own = plain(line.text)
            like = next((place for place in free if alike(own, plain(after[place].text))), None)
            if like is not None:
                free.remove(like)
                found[at] = like
    return found
