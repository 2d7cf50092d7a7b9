"""Which row of a file is which action of the plan, and which line of a cell is which line.

By reference where the words agree, else by the words: people sort some columns only, and every
reference then sits beside another row without any error (recipes, workbooks 1). A row is matched
once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prevent_desk.plan.model.draft import DraftAction
from prevent_desk.plan.model.records import ActionRow

_ALIKE = 0.6
"""Least likeness of two texts that may be the same with other words."""

_REFERENCE = 0.2
"""What a matching reference adds to likeness: rows of the 2015/16 plan are up to 0.9 alike."""

_FEW_WORDS = 6
"""Texts of no more words are compared by their letters: one typing error is half of two words."""

_MOST_COMPARED = 40_000
"""Pairs compared by likeness at the most (2 s): a file of strangers must not take minutes."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The pairs found.

    Attributes:
        pairs: For each row of the file, the action it is; None for a new one.
        repeats: Rows of the file that say again what a row above said, by place: theirs, its.
        missing: Actions that no row of the file is.
        refs_disagree: Several references stood beside the words of other actions.
    """

    pairs: tuple[ActionRow | None, ...]
    repeats: dict[int, int]
    missing: tuple[ActionRow, ...]
    refs_disagree: bool


def match(drafts: Sequence[DraftAction], rows: Sequence[ActionRow]) -> Matched:
    """Pair the rows of a file with the actions of a plan.

    The same words are believed before a reference, and a reference before likeness. A row that has
    a reference of its own, which the plan does not know, is taken for new unless its words are.
    """
    repeats = _repeats(drafts)
    by_ref = {row.ref.casefold(): row for row in rows if row.ref}
    claimed = [by_ref.get(draft.ref.casefold()) if draft.ref else None for draft in drafts]
    pairs: list[ActionRow | None] = [None] * len(drafts)
    free = {row.id: row for row in rows}
    for at, row in enumerate(claimed):
        if row is not None and at not in repeats and row.id in free and _same(drafts[at], row):
            pairs[at] = free.pop(row.id)
    _by_same_words(drafts, pairs, free, repeats)
    misplaced = sum(
        row is not None and pair is not None and pair is not row
        for row, pair in zip(claimed, pairs, strict=True)
    )
    believed = misplaced <= 1
    _by_likeness(drafts, claimed, pairs, free, repeats, _REFERENCE if believed else 0.0)
    if believed:
        _by_reference_alone(claimed, pairs, free, repeats)
    missing = tuple(row for row in rows if row.id in free)
    return Matched(tuple(pairs), repeats, missing, not believed)


def plain(text: str) -> str:
    """Return the first words of a text without case, signs and line ends."""
    return re.sub(r"\W+", " ", text.casefold()).strip()[:300]


def same_lines(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Return for each new line of a cell the place of the old line that it is, or None.

    Lines whose words stand as before first, wherever they stand now; then lines that are alike, in
    their order, as one in which a word was mended.
    """
    places: dict[str, list[int]] = {}
    for at, line in enumerate(old):
        places.setdefault(line, []).append(at)
    found: list[int | None] = [places[line].pop(0) if places.get(line) else None for line in new]
    free = sorted(at for left in places.values() for at in left)
    for place, line in enumerate(new):
        if found[place] is None:
            own = plain(line)
            like = next((at for at in free if alike(own, plain(old[at]))), None)
            if like is not None:
                free.remove(like)
                found[place] = like
    return found


def alike(one: str, other: str, least: float = _ALIKE) -> bool:
    """Say whether two texts, as `plain` gives them, are the same but for some words."""
    return _likeness(one, other) >= least


def _repeats(drafts: Sequence[DraftAction]) -> dict[int, int]:
    """Find rows that stand twice, as after copying a row: one reference, and the same words."""
    first: dict[tuple[str, str], int] = {}
    found: dict[int, int] = {}
    for at, draft in enumerate(drafts):
        if draft.ref:
            words = " ".join(f"{draft.title} {draft.text}".casefold().split())
            above = first.setdefault((draft.ref.casefold(), words), at)
            if above != at:
                found[at] = above
    return found


def _same(draft: DraftAction, row: ActionRow) -> bool:
    own, its = _words(draft), _row_words(row)
    return not own or not its or own == its


def _by_same_words(
    drafts: Sequence[DraftAction],
    pairs: list[ActionRow | None],
    free: dict[int, ActionRow],
    repeats: dict[int, int],
) -> None:
    by_words: dict[str, list[ActionRow]] = {}
    for row in free.values():
        by_words.setdefault(_row_words(row), []).append(row)
    for at in _open(pairs, repeats):
        same = by_words.get(_words(drafts[at]))
        if same:
            pairs[at] = free.pop(same.pop(0).id)


def _by_likeness(
    drafts: Sequence[DraftAction],
    claimed: Sequence[ActionRow | None],
    pairs: list[ActionRow | None],
    free: dict[int, ActionRow],
    repeats: dict[int, int],
    bonus: float,
) -> None:
    waiting = _open(pairs, repeats)
    words = {row.id: _row_words(row) for row in free.values()}
    all_of_them = len(waiting) * len(free) <= _MOST_COMPARED
    scored = []
    for at in waiting:
        row = claimed[at]
        own = _words(drafts[at])
        # A reference the plan does not know is a new row's; see `match`.
        others = words if all_of_them and (row is not None or not drafts[at].ref) else ()
        for key in {*others, *({row.id} & words.keys() if row else ())}:
            likeness = _likeness(own, words[key])
            if likeness >= _ALIKE:
                own_ref = row is not None and row.id == key
                scored.append((likeness + (bonus if own_ref else 0.0), at, key))
    for _, at, key in sorted(scored, key=lambda found: (-found[0], found[1], found[2])):
        if pairs[at] is None and key in free:
            pairs[at] = free.pop(key)


def _by_reference_alone(
    claimed: Sequence[ActionRow | None],
    pairs: list[ActionRow | None],
    free: dict[int, ActionRow],
    repeats: dict[int, int],
) -> None:
    """Pair rows that were written anew: their reference is an action whose words are nowhere."""
    for at in _open(pairs, repeats):
        row = claimed[at]
        if row is not None and row.id in free:
            pairs[at] = free.pop(row.id)


def _open(pairs: Sequence[ActionRow | None], repeats: Iterable[int]) -> list[int]:
    passed = set(repeats)
    return [at for at, row in enumerate(pairs) if row is None and at not in passed]


def _words(draft: DraftAction) -> str:
    return plain(draft.text or draft.title)


def _row_words(row: ActionRow) -> str:
    return plain(row.text or row.title)


def _likeness(one: str, other: str) -> float:
    """Return 0 to 1: how much of two plain texts is the same, in the same order."""
    if not one or not other:
        return 0.0
    a: Sequence[str] = one.split()
    b: Sequence[str] = other.split()
    if min(len(a), len(b)) <= _FEW_WORDS:
        # By letters: a long text is far from a short one by its length alone.
        a, b = one, other
    if 2 * min(len(a), len(b)) < _ALIKE * (len(a) + len(b)):
        return 0.0  # as `real_quick_ratio` says, before anything is built
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()
