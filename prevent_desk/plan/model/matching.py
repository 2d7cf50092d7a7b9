"""Which row of a file is which action of the plan.

By reference where the words agree, else by the words (recipes, workbooks 1): people sort some
columns only, and references then sit beside other rows without any error. A row is matched once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.plan.model.draft import DraftAction
from prevent_desk.plan.model.records import ActionRow

_ALIKE = 0.75
"""Least likeness of two rows' words; true pairs scored 1.00 in trials, others 0.17 to 0.28."""

_MOST_COMPARED = 40_000
"""Pairs compared by likeness at the most: a file of strangers must not take minutes."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The pairs found.

    Attributes:
        pairs: For each row of the file, the action it is; None for a new one.
        missing: Actions that no row of the file is.
        refs_disagree: More than one reference stood beside another action's words, so none was
            believed.
    """

    pairs: tuple[ActionRow | None, ...]
    missing: tuple[ActionRow, ...]
    refs_disagree: bool


def match(drafts: Sequence[DraftAction], rows: Sequence[ActionRow]) -> Matched:
    """Pair the rows of a file with the actions of a plan."""
    by_ref = {row.ref.casefold(): row for row in rows if row.ref}
    claimed = [by_ref.get(draft.ref.casefold()) if draft.ref else None for draft in drafts]
    wrong = sum(
        row is not None and not _agree(draft, row)
        for draft, row in zip(drafts, claimed, strict=True)
    )
    pairs: list[ActionRow | None] = [None] * len(drafts)
    free = {row.id: row for row in rows}
    if wrong <= 1:
        for at, row in enumerate(claimed):
            if row is not None and row.id in free and (wrong == 0 or _agree(drafts[at], row)):
                pairs[at] = free.pop(row.id)
    _by_same_words(drafts, pairs, free)
    _by_likeness(drafts, pairs, free)
    missing = tuple(row for row in rows if row.id in free)
    return Matched(tuple(pairs), missing, wrong > 1)


def plain(text: str) -> str:
    """Return the first words of a text without case, signs and line ends."""
    return re.sub(r"\W+", " ", text.casefold()).strip()[:300]


def _agree(draft: DraftAction, row: ActionRow) -> bool:
    one, other = plain(draft.text or draft.title), plain(row.text or row.title)
    if not one or not other or one == other:
        return True
    return _likeness(one, other) >= _ALIKE


def _by_same_words(
    drafts: Sequence[DraftAction], pairs: list[ActionRow | None], free: dict[int, ActionRow]
) -> None:
    by_words: dict[str, list[ActionRow]] = {}
    for row in free.values():
        by_words.setdefault(plain(row.text or row.title), []).append(row)
    for at, draft in enumerate(drafts):
        same = by_words.get(plain(draft.text or draft.title), [])
        if pairs[at] is None and same:
            pairs[at] = free.pop(same.pop(0).id)


def _by_likeness(
    drafts: Sequence[DraftAction], pairs: list[ActionRow | None], free: dict[int, ActionRow]
) -> None:
    open_at = [at for at, row in enumerate(pairs) if row is None]
    if not open_at or not free or len(open_at) * len(free) > _MOST_COMPARED:
        return
    words = {row.id: plain(row.text or row.title) for row in free.values()}
    scored = []
    for at in open_at:
        own = plain(drafts[at].text or drafts[at].title)
        for key, other in words.items():
            likeness = _likeness(own, other) if own and other else 0.0
            if likeness >= _ALIKE:
                scored.append((likeness, at, key))
    for _, at, key in sorted(scored, key=lambda found: (-found[0], found[1])):
        if pairs[at] is None and key in free:
            pairs[at] = free.pop(key)


def _likeness(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()
