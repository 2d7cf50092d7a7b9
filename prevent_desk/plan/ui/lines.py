"""Which lines the grid shows, in what order: groups and actions in one flat list.

A flat list that is made anew on each filter key costs 2 ms at 5,000 actions; a recursive proxy
over a tree took up to 16 s (a trial of ours). Folding leaves lines out instead of hiding rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prevent_desk.plan.model.counts import Counts, count
from prevent_desk.plan.model.records import ActionRow, Activity, Objective, PlanHead, PlanSheet
from prevent_desk.plan.ui.columns import (
    COLUMNS,
    Column,
    cell_text,
    filter_values,
    sort_key,
)


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective's heading, with the progress of all its actions that are shown."""

    objective: Objective
    counts: Counts
    folded: bool

    @property
    def fold_key(self) -> str:
        """Its name in the remembered folds."""
        return f"o{self.objective.id}"


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """A numbered activity heading inside an objective."""

    activity: Activity
    objective: Objective
    count: int
    folded: bool

    @property
    def fold_key(self) -> str:
        """Its name in the remembered folds."""
        return f"a{self.activity.id}"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action."""

    row: ActionRow
    activity: Activity
    objective: Objective


Line = ObjectiveLine | ActivityLine | ActionLine


@dataclass(frozen=True, slots=True)
class Filters:
    """What the filter row asks for, by column key, in the order in which it was asked."""

    texts: dict[str, str] = field(default_factory=dict)
    values: dict[str, frozenset[str]] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.order)

    def with_text(self, key: str, text: str) -> Filters:
        """Return these filters with a column's text changed; blank text takes the filter away."""
        texts = {name: kept for name, kept in self.texts.items() if name != key}
        if text.strip():
            texts[key] = text
        return Filters(texts, self.values, self._ordered(key, on=bool(text.strip())))

    def with_values(self, key: str, chosen: frozenset[str]) -> Filters:
        """Return these filters with a column's values changed; none takes the filter away."""
        values = {name: kept for name, kept in self.values.items() if name != key}
        if chosen:
            values[key] = chosen
        return Filters(self.texts, values, self._ordered(key, on=bool(chosen)))

    def without(self, key: str) -> Filters:
        """Return these filters with one column's taken away."""
        return self.with_text(key, "").with_values(key, frozenset())

    def said(self) -> str:
        """Return the filters in words: "Lead: Probation · Progress: Behind"."""
        headings = {column.key: column.heading for column in COLUMNS}
        parts = []
        for key in self.order:
            wanted = f"“{self.texts[key]}”" if key in self.texts else None
            parts.append(f"{headings[key]}: {wanted or ', '.join(sorted(self.values[key]))}")
        return " · ".join(parts)

    def _ordered(self, key: str, *, on: bool) -> tuple[str, ...]:
        rest = tuple(name for name in self.order if name != key)
        return (*rest, key) if on else rest


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column actions stand; None is the plan's own order.

    Attributes:
        flat: Sort over the whole plan, without headings.
    """

    key: str | None = None
    descending: bool = False
    flat: bool = False


class SheetIndex:
    """A plan's rows made ready to be filtered: one casefolded text a cell, made on first use."""

    def __init__(self, sheet: PlanSheet) -> None:
        self.sheet = sheet
        self._hay: dict[str, list[str]] = {}
        self._values: dict[str, list[tuple[str, ...]]] = {}

    def matching(self, filters: Filters) -> list[ActionRow]:
        """Return the actions that fit every filter, in the plan's order."""
        keep: list[int] | range = range(len(self.sheet.rows))
        for key, text in filters.texts.items():
            words, hay = text.casefold().split(), self._texts(key)
            for word in words:
                keep = [place for place in keep if word in hay[place]]
        for key, chosen in filters.values.items():
            values = self._chosen(key)
            keep = [place for place in keep if not chosen.isdisjoint(values[place])]
        return [self.sheet.rows[place] for place in keep]

    def _texts(self, key: str) -> list[str]:
        if key not in self._hay:
            column, head = column_of(key), self.sheet.head
            self._hay[key] = [cell_text(row, column, head).casefold() for row in self.sheet.rows]
        return self._hay[key]

    def _chosen(self, key: str) -> list[tuple[str, ...]]:
        if key not in self._values:
            column, head = column_of(key), self.sheet.head
            self._values[key] = [filter_values(row, column, head) for row in self.sheet.rows]
        return self._values[key]


def column_of(key: str) -> Column:
    """Return the column of a key."""
    return next(column for column in COLUMNS if column.key == key)


def build(
    sheet: PlanSheet,
    rows: Sequence[ActionRow],
    *,
    sort: Sort,
    folded: frozenset[str],
    filtered: bool,
) -> list[Line]:
    """Return the grid's lines for the actions that fit.

    While a filter is on, headings without a fitting action are left out and folds are opened: a
    match must never be hidden.
    """
    activities = {activity.id: activity for activity in sheet.activities}
    objectives = {objective.id: objective for objective in sheet.objectives}
    ordered = _sorted(rows, sheet.head, sort)
    if sort.flat and sort.key:
        return [_action_line(row, activities, objectives) for row in ordered]
    by_activity: dict[int, list[ActionRow]] = {}
    for row in ordered:
        by_activity.setdefault(row.activity_id, []).append(row)
    lines: list[Line] = []
    closed = frozenset() if filtered else folded
    for objective in sheet.objectives:
        own = [activity for activity in sheet.activities if activity.objective_id == objective.id]
        shown = [row for activity in own for row in by_activity.get(activity.id, ())]
        if filtered and not shown:
            continue
        counts = count(shown, sheet.head.legend)
        heading = ObjectiveLine(objective, counts, f"o{objective.id}" in closed)
        lines.append(heading)
        if heading.folded:
            continue
        for activity in own:
            lines.extend(_activity(activity, objective, by_activity, closed, filtered=filtered))
    return lines


def _activity(
    activity: Activity,
    objective: Objective,
    by_activity: dict[int, list[ActionRow]],
    closed: frozenset[str],
    *,
    filtered: bool,
) -> list[Line]:
    rows = by_activity.get(activity.id, [])
    if filtered and not rows:
        return []
    lines: list[Line] = []
    if activity.heading or activity.number:
        is_folded = f"a{activity.id}" in closed
        lines.append(ActivityLine(activity, objective, len(rows), is_folded))
        if is_folded:
            return lines
    lines.extend(ActionLine(row, activity, objective) for row in rows)
    return lines


def _action_line(
    row: ActionRow, activities: dict[int, Activity], objectives: dict[int, Objective]
) -> ActionLine:
    activity = activities[row.activity_id]
    return ActionLine(row, activity, objectives[activity.objective_id])


def _sorted(rows: Sequence[ActionRow], head: PlanHead, sort: Sort) -> Sequence[ActionRow]:
    if sort.key is None:
        return rows
    column = column_of(sort.key)
    by_key = sorted(rows, key=lambda row: sort_key(row, column, head), reverse=sort.descending)
    if not sort.descending:
        return by_key
    # An empty cell stands last whichever way the column runs.
    empty = [row for row in by_key if sort_key(row, column, head)[0]]
    return [row for row in by_key if not sort_key(row, column, head)[0]] + empty[::-1]
