"""How two copies of a plan differ: a frozen version and the working copy, two versions, two years.

What is told is what a person would call one change: a row put in, taken out or moved, a cell with
other words, progress that moved. The stamp of a copy is its name, so it is no change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from prevent_desk.core.word_differences import Mark, Run, runs
from prevent_desk.plan.model.legend import Stage
from prevent_desk.plan.model.records import ActionDetail, PlanContents
from prevent_desk.plan.model.versions import lists, parts, places
from prevent_desk.plan.model.versions.lists import Line
from prevent_desk.plan.model.versions.places import Pairs, out_of_order


class What(StrEnum):
    """What happened."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    WORDS = "words"
    PROGRESS = "progress"


class Of(StrEnum):
    """To what it happened."""

    PLAN = "plan"
    OBJECTIVE = "objective"
    ACTIVITY = "activity"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        name: What it is called as it stands now: "O2-01 Generic training", "Objective Two: …".
        part: Which cell or statement of it: "Success criteria"; empty for all of it.
        before: Its words before, or where it stood; empty for what was put in.
        after: Its words now, or where it stands; empty for what was taken out.
        lines: For cells that are lists, line by line; else empty.
        stages: For progress, the entries of each copy's own key; None is "Not set". The reasons
            given stand in the rows.
        was: The action before, where there was one.
        now: The action now, where there is one.
    """

    what: What
    of: Of
    name: str
    part: str
    before: str
    after: str
    lines: tuple[Line, ...] = ()
    stages: tuple[Stage | None, Stage | None] | None = None
    was: ActionDetail | None = None
    now: ActionDetail | None = None

    def runs(self) -> tuple[Run, ...]:
        """Return its words with what was taken out and put in, whole words, in reading order."""
        if self.lines:
            return lists.runs_of(self.lines)
        if self.what is What.PROGRESS:
            told = (Run(Mark.GONE, self.before), Run(Mark.NEW, self.after))
            return tuple(run for run in told if run.text)
        return runs(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two copies of a plan and how they differ.

    Attributes:
        changes: In the plan's order as it is now; what is gone stands where it stood.
    """

    before: PlanContents
    after: PlanContents
    changes: tuple[Change, ...]

    def counts(self) -> dict[What, int]:
        """Return how many changes there are of each kind, in the order they are told."""
        found = Counter(change.what for change in self.changes)
        return {what: found[what] for what in What}


def compare(before: PlanContents, after: PlanContents) -> Comparison:
    """Return how a copy of a plan differs from an earlier one."""
    return Comparison(before, after, tuple(_Laid(before, after).changes()))


class _Laid:
    """Two copies laid side by side."""

    def __init__(self, before: PlanContents, after: PlanContents) -> None:
        self._before, self._after = before, after
        self._pairs: Pairs = places.pair(before, after)
        self._outlines = parts.Outline(before), parts.Outline(after)

    def changes(self) -> Iterator[Change]:
        yield from self._of_plan()
        old, new = self._outlines
        pairs = self._pairs.objectives
        was_of = {now: was for was, now in pairs.items()}
        order = [pairs.get(each.id, -each.id) for each in self._before.objectives]
        now = [each.id for each in self._after.objectives]
        moved = out_of_order(order, now)
        for key in places.woven(order, now):
            if key < 0:
                yield self._gone(Of.OBJECTIVE, old.objective_words(-key))
                yield from self._below(-key, None)
                continue
            if key not in was_of:
                yield self._new(Of.OBJECTIVE, new.objective_words(key))
            else:
                if key in moved:
                    yield self._moved_heading(Of.OBJECTIVE, was_of[key], key)
                yield from self._words(
                    Of.OBJECTIVE,
                    new.objective_name(key),
                    old.objective_parts(was_of[key]),
                    new.objective_parts(key),
                )
            yield from self._below(was_of.get(key), key)

    def _of_plan(self) -> Iterator[Change]:
        old, new = parts.plan_parts(self._before.head), parts.plan_parts(self._after.head)
        yield from self._words(Of.PLAN, "The plan", old, new)
        for part, was, now in parts.plan_lists(self._before.head, self._after.head):
            if was != now:
                told = tuple(lists.compare(was, now))
                both = "\n".join(was), "\n".join(now)
                yield Change(What.WORDS, Of.PLAN, "The plan", part, *both, lines=told)

    def _below(self, was: int | None, now: int | None) -> Iterator[Change]:
        """Tell what happened to the headings under an objective, and to their rows."""
        old, new = self._outlines
        pairs = self._pairs.activities
        was_of = {now: was for was, now in pairs.items()}
        theirs = old.activities_of(was) if was is not None else []
        mine = new.activities_of(now) if now is not None else []
        # One that went to another objective is told there.
        order = [pairs.get(key, -key) for key in theirs]
        order = [key for key in order if key < 0 or key in set(mine)]
        moved = out_of_order(order, mine)
        for key in places.woven(order, mine):
            if key < 0:
                if words := old.activity_name(-key):
                    yield self._gone(Of.ACTIVITY, words)
                yield from self._rows(-key, None)
                continue
            before = was_of.get(key)
            if before is None:
                if words := new.activity_name(key):
                    yield self._new(Of.ACTIVITY, words)
            else:
                if key in moved or before not in theirs:
                    yield self._moved_heading(Of.ACTIVITY, before, key)
                yield from self._words(
                    Of.ACTIVITY,
                    new.activity_name(key),
                    old.activity_parts(before),
                    new.activity_parts(key),
                )
            yield from self._rows(before, key)

    def _rows(self, was: int | None, now: int | None) -> Iterator[Change]:
        old, new = self._outlines
        pairs = self._pairs.actions
        theirs = old.actions_of(was) if was is not None else []
        mine = new.actions_of(now) if now is not None else []
        order = [_key(action) for action in theirs]
        here = [_key(action) for action in mine]
        stays = set(here)
        moved = out_of_order(order, here)
        gone = {_key(action): action for action in theirs}
        rows = {_key(action): action for action in mine}
        for key in places.woven([k for k in order if k in stays or k not in pairs], here):
            row = rows.get(key)
            if row is None:
                yield self._row_gone(gone[key])
            elif key not in pairs:
                yield self._row_new(row)
            else:
                before = pairs[key][0]
                if key in moved or key not in gone:
                    yield self._row_moved(before, row)
                yield from self._cells(before, row)

    def _cells(self, was: ActionDetail, now: ActionDetail) -> Iterator[Change]:
        """Tell what is new in a row's cells; most rows are equal, and that is found at once."""
        name = parts.action_name(now)
        heads = self._before.head, self._after.head
        moved = False
        if was.row.progress != now.row.progress:
            stages = heads[0].stage(was.row.progress), heads[1].stage(now.row.progress)
            words = parts.progress_words(was, stages[0]), parts.progress_words(now, stages[1])
            moved = words[0] != words[1]
            if moved:
                yield Change(
                    What.PROGRESS,
                    Of.ACTION,
                    name,
                    "Progress",
                    *words,
                    stages=stages,
                    was=was,
                    now=now,
                )
        # A reason is the reason of its progress, and is told with it.
        for part, before, after in parts.changed_cells(was, now, with_reason=not moved):
            yield Change(What.WORDS, Of.ACTION, name, part, before, after, was=was, now=now)
        for part, old, new in parts.changed_lists(was, now):
            both = "\n".join(line.text for line in old), "\n".join(line.text for line in new)
            told = tuple(lists.compare_known(old, new))
            yield Change(What.WORDS, Of.ACTION, name, part, *both, told, was=was, now=now)

    def _words(
        self, of: Of, name: str, before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
    ) -> Iterator[Change]:
        for (part, was), (_, now) in zip(before, after, strict=True):
            if was != now:
                yield Change(What.WORDS, of, name, part, was, now)

    def _moved_heading(self, of: Of, was: int, now: int) -> Change:
        old, new = self._outlines
        if of is Of.OBJECTIVE:
            name, stood = (
                new.objective_name(now),
                (old.objective_place(was), new.objective_place(now)),
            )
        else:
            name, stood = new.activity_name(now), (old.activity_place(was), new.activity_place(now))
        return Change(What.MOVED, of, name, "Place", *stood)

    def _gone(self, of: Of, words: str) -> Change:
        return Change(What.REMOVED, of, words.split("\n", 1)[0], "", words, "")

    def _new(self, of: Of, words: str) -> Change:
        return Change(What.ADDED, of, words.split("\n", 1)[0], "", "", words)

    def _row_gone(self, row: ActionDetail) -> Change:
        words = parts.whole(row, self._before.head)
        return Change(What.REMOVED, Of.ACTION, parts.action_name(row), "", words, "", was=row)

    def _row_new(self, row: ActionDetail) -> Change:
        words = parts.whole(row, self._after.head)
        return Change(What.ADDED, Of.ACTION, parts.action_name(row), "", "", words, now=row)

    def _row_moved(self, was: ActionDetail, now: ActionDetail) -> Change:
        stood = self._outlines[0].action_place(was), self._outlines[1].action_place(now)
        return Change(
            What.MOVED, Of.ACTION, parts.action_name(now), "Place", *stood, was=was, now=now
        )


def _key(action: ActionDetail) -> str:
    """Return what a row is known by; one that nobody gave a lineage is known in its copy only."""
    return action.lineage or f"#{action.row.id}"
