"""Which row of a returned sheet is which action that was sent.

A mark finds a row and the row's words say whether it is the one: after a sort of some columns only
every mark stands beside the wrong words, without an error anywhere (recipe "workbooks", trap 1).
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from prevent_desk.plan.model.matching import plain
from prevent_desk.plan.model.partners.comparing_file import SaidRow
from prevent_desk.plan.model.partners.records import SentRow
from prevent_desk.plan.model.partners.sending import actions_by_mark, plain_mark
from prevent_desk.plan.model.records import Field

ALIKE = 0.75
"""Least likeness of a row's words to those that were sent; tried: true rows 1.00, decoys 0.28."""

_SHARED = 0.5
"""Least share of words in common for a closer look; one typing error is half of two words."""

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
        self._of_words = {words: action for action, words in self._its.items() if words}
        self._bags = {action: Counter(its.split()) for action, its in self._its.items()}
        by_mark = actions_by_mark(sent)
        self._claimed = [by_mark.get(plain_mark(row.text(ref))) for row in rows]
        self._compared = 0
        self._pairs: dict[int, int] = {}

    def found(self) -> Rows:
        """Return the pairing."""
        agreeing: dict[int, int] = {}
        doubted: dict[int, int] = {}
        for at, action in enumerate(self._claimed):
            if action is not None:
                (agreeing if self._agrees(at, action) else doubted)[at] = action
        disagree = self._are_mixed(doubted)
        weak: set[int] = set()
        if disagree:
            self._by_words()
        else:
            self._pairs.update(agreeing)
            self._by_words()
            weak = self._by_mark_alone(doubted)
        marked: dict[int, SaidRow] = {}
        for at, action in sorted({**agreeing, **doubted}.items() if disagree else ()):
            marked.setdefault(action, self._rows[at])
        return self._sorted_out(marked, weak, disagree=disagree)

    def _agrees(self, at: int, action: int) -> bool:
        """Say whether a row's words are those of an action, as far as both have any.

        Words to the letter of another action are that one's, however alike the two are: plans say
        "workshops for … staff" of one agency after the other.
        """
        own, its = self._own[at], self._its[action]
        if not own or not its or own == its:
            return True
        return own not in self._of_words and _alike(own, its) >= ALIKE

    def _are_mixed(self, doubted: Mapping[int, int]) -> bool:
        """Say whether more than one mark stands beside the words of another action."""
        mixed = 0
        for at, claimed in doubted.items():
            other = self._of_words.get(self._own[at]) or self._likest(at)
            mixed += other is not None and other != claimed
            if mixed > 1:
                return True
        return False

    def _by_words(self) -> None:
        """Pair open rows by their words: the same first, then the likest, each action once."""
        taken = set(self._pairs.values())
        free: dict[str, list[int]] = {}
        for action, words in self._its.items():
            if action not in taken and words:
                free.setdefault(words, []).append(action)
        waiting = []
        for at in range(len(self._rows)):
            if at in self._pairs or not self._own[at]:
                continue
            same = free.get(self._own[at])
            if same:
                # Where several actions have the same words, the mark says which.
                claimed = self._claimed[at]
                action = claimed if claimed is not None and claimed in same else same[0]
                same.remove(action)
                self._pairs[at] = action
            else:
                waiting.append(at)
        left = {action for actions in free.values() for action in actions}
        scored = [
            (-score, at, action) for at in waiting for action, score in self._scores(at, left)
        ]
        for _, at, action in sorted(scored):
            if at not in self._pairs and action in left:
                left.discard(action)
                self._pairs[at] = action

    def _scores(self, at: int, actions: Iterable[int]) -> list[tuple[int, float]]:
        """Return the actions whose words are like a row's, each with its likeness."""
        own = Counter(self._own[at].split())
        size = own.total()
        found = []
        for action in actions:
            self._compared += 1
            if self._compared > _MOST_COMPARED:
                break
            bag = self._bags[action]
            # No order of words can make two texts more alike than the words they share.
            if 2 * (own & bag).total() >= _SHARED * (size + bag.total()):
                score = _alike(self._own[at], self._its[action])
                if score >= ALIKE:
                    found.append((action, score))
        return found

    def _likest(self, at: int) -> int | None:
        best = max(self._scores(at, self._its), key=lambda pair: pair[1], default=None)
        return best[0] if best else None

    def _by_mark_alone(self, doubted: Mapping[int, int]) -> set[int]:
        """Pair rows whose words were written anew, where no other row is their action."""
        taken = set(self._pairs.values())
        weak: set[int] = set()
        for at, action in doubted.items():
            if at not in self._pairs and action not in taken:
                self._pairs[at] = action
                taken.add(action)
                weak.add(action)
        return weak

    def _sorted_out(self, marked: Mapping[int, SaidRow], weak: set[int], *, disagree: bool) -> Rows:
        rows: dict[int, SaidRow] = {}
        copies: list[tuple[int, SaidRow]] = []
        added: list[SaidRow] = []
        for at, row in enumerate(self._rows):
            action = self._pairs.get(at)
            if action is None:
                # A row that says what another says already is that one's copy.
                claimed = self._claimed[at]
                agrees = claimed is not None and not disagree and self._agrees(at, claimed)
                action = claimed if agrees else self._of_words.get(self._own[at])
                if action is None:
                    added.append(row)
                    continue
            if action in rows:
                copies.append((action, row))
            else:
                rows[action] = row
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
