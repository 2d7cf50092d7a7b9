"""Which row of a returned sheet is which action that was sent.

A mark finds a row and the row's words say whether it is the one: after a sort of some columns only
every mark stands beside the wrong words, without an error anywhere (recipe "workbooks", trap 1).
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prevent_desk.plan.model.matching import plain
from prevent_desk.plan.model.partners.comparing_file import SaidRow
from prevent_desk.plan.model.partners.records import SentRow
from prevent_desk.plan.model.partners.sending import actions_by_mark, plain_mark
from prevent_desk.plan.model.records import Field

ALIKE = 0.75
"""Least likeness of a row's words to those that were sent; tried: true rows 1.00, decoys 0.28."""

_MOST_COMPARED = 60_000
"""Pairs held against one another at the most: a sheet of strangers must not take minutes."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sheet beside those that were sent.

    Attributes:
        rows: The row of each action that is there.
        marked: The row that bears an action's mark, where the marks disagree with the words.
        copies: Further rows of an action, with its key.
        added: Rows that are no action that was sent.
        weak: Actions found by their mark alone: their words are others.
        marks_disagree: The marks stand beside the words of other rows, so they were not believed.
    """

    rows: Mapping[int, SaidRow]
    marked: Mapping[int, SaidRow] = field(default_factory=dict)
    copies: tuple[tuple[int, SaidRow], ...] = ()
    added: tuple[SaidRow, ...] = ()
    weak: frozenset[int] = frozenset()
    marks_disagree: bool = False


def rows_of(
    rows: Sequence[SaidRow], sent: Sequence[SentRow], ref: int | None, words: int | None
) -> Rows:
    """Pair the rows of a sheet with those that were sent.

    Args:
        rows: The sheet's.
        sent: What was sent.
        ref: The column of the marks; None where it is gone.
        words: The column of the actions' words; None where it is gone.
    """
    return _Pairing(rows, sent, ref, words).found()


class _Pairing:
    """The pairing under way: places of rows to actions."""

    def __init__(
        self, rows: Sequence[SaidRow], sent: Sequence[SentRow], ref: int | None, words: int | None
    ) -> None:
        self._rows = rows
        self._own = [plain(row.text(words)) for row in rows]
        self._its = {row.action_id: plain(row.cells.get(Field.TEXT, "")) for row in sent}
        by_mark = actions_by_mark(sent)
        self._claimed = [by_mark.get(plain_mark(row.text(ref))) for row in rows]
        self._has_words = words is not None
        self._pairs: dict[int, int] = {}  # place of a row to its action

    def found(self) -> Rows:
        """Return the pairing."""
        believed = [at for at, action in enumerate(self._claimed) if self._agrees(at, action)]
        doubted = [
            at
            for at, action in enumerate(self._claimed)
            if action is not None and not self._agrees(at, action)
        ]
        disagree = self._are_mixed(doubted)
        marked: dict[int, SaidRow] = {}
        weak: set[int] = set()
        if disagree:
            for at, action in enumerate(self._claimed):
                if action is not None:
                    marked.setdefault(action, self._rows[at])
        else:
            for at in believed:
                self._pairs[at] = self._claimed[at] or 0
        self._by_words([at for at in range(len(self._rows)) if at not in self._pairs])
        if not disagree:
            weak = self._by_mark_alone(doubted)
        return self._sorted_out(marked, weak, disagree)

    def _agrees(self, at: int, action: int | None) -> bool:
        if action is None:
            return False
        own, its = self._own[at], self._its[action]
        return not self._has_words or not own or not its or own == its or _alike(own, its) >= ALIKE

    def _are_mixed(self, doubted: Sequence[int]) -> bool:
        """Say whether more than one mark stands beside the words of another action."""
        by_words = {words: action for action, words in self._its.items() if words}
        mixed = 0
        for at in doubted:
            other = by_words.get(self._own[at])
            if other is None:
                other = self._likest(at, self._its)
            mixed += other is not None and other != self._claimed[at]
            if mixed > 1:
                return True
        return False

    def _by_words(self, open_rows: Sequence[int]) -> None:
        """Pair rows by their words: the same first, then the likest, each action once."""
        taken = set(self._pairs.values())
        free: dict[str, list[int]] = {}
        for action, words in self._its.items():
            if action not in taken and words:
                free.setdefault(words, []).append(action)
        waiting = []
        for at in open_rows:
            same = free.get(self._own[at])
            if same and self._own[at]:
                # Where several actions have the same words, the mark says which.
                action = self._claimed[at] if self._claimed[at] in same else same[0]
                same.remove(action or same[0])
                self._pairs[at] = action or 0
            elif self._own[at]:
                waiting.append(at)
        left = {action for actions in free.values() for action in actions}
        if not left or len(waiting) * len(left) > _MOST_COMPARED:
            return
        bags = {action: Counter(self._its[action].split()) for action in left}
        scored = [
            (-score, at, action)
            for at in waiting
            for action, score in self._scores(at, bags)
            if score >= ALIKE
        ]
        for _, at, action in sorted(scored):
            if at not in self._pairs and action in left:
                left.discard(action)
                self._pairs[at] = action

    def _scores(self, at: int, bags: Mapping[int, Counter[str]]) -> list[tuple[int, float]]:
        own = Counter(self._own[at].split())
        size = own.total()
        found = []
        for action, bag in bags.items():
            # No order of words can make two texts more alike than the words they share.
            if 2 * (own & bag).total() >= ALIKE * (size + bag.total()):
                found.append((action, _alike(self._own[at], self._its[action])))
        return found

    def _likest(self, at: int, its: Mapping[int, str]) -> int | None:
        bags = {action: Counter(words.split()) for action, words in its.items()}
        best = max(self._scores(at, bags), key=lambda pair: pair[1], default=None)
        return best[0] if best and best[1] >= ALIKE else None

    def _by_mark_alone(self, doubted: Sequence[int]) -> set[int]:
        """Pair rows whose words were written anew, where no other row is their action."""
        taken = set(self._pairs.values())
        weak: set[int] = set()
        for at in doubted:
            action = self._claimed[at]
            if at not in self._pairs and action is not None and action not in taken:
                self._pairs[at] = action
                taken.add(action)
                weak.add(action)
        return weak

    def _sorted_out(self, marked: dict[int, SaidRow], weak: set[int], disagree: bool) -> Rows:
        places: dict[int, list[int]] = {}
        for at, action in self._pairs.items():
            places.setdefault(action, []).append(at)
        rows: dict[int, SaidRow] = {}
        copies: list[tuple[int, SaidRow]] = []
        for action, at_places in places.items():
            rows[action] = self._rows[min(at_places)]
            copies += [(action, self._rows[at]) for at in sorted(at_places)[1:]]
        added: list[SaidRow] = []
        by_words = {words: action for action, words in self._its.items() if words}
        for at, row in enumerate(self._rows):
            if at in self._pairs:
                continue
            twin = by_words.get(self._own[at])
            if (
                twin is None
                and self._claimed[at] is not None
                and self._agrees(at, self._claimed[at])
            ):
                twin = self._claimed[at]
            if twin is not None and twin in rows:
                copies.append((twin, row))
            else:
                added.append(row)
        return Rows(rows, marked, tuple(copies), tuple(added), frozenset(weak), disagree)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    if matcher.quick_ratio() < ALIKE:
        # A few words with one typing error are alike by their letters only.
        if max(len(one), len(other)) > 60:
            return 0.0
        matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio()
