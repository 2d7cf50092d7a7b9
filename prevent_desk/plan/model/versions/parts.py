"""What is compared of a plan, and how each of it is called and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.joined import say_update
from prevent_desk.plan.model.legend import NOT_SET, Stage
from prevent_desk.plan.model.records import ActionDetail, Criterion, PlanContents, PlanHead
from prevent_desk.plan.model.versions.lists import Known

Item = TypeVar("Item")

_SHORT = 60
"""Characters of a text that stand for an action without a title."""


def action_name(action: ActionDetail) -> str:
    """Return an action as people call it: "O2-01 Generic training"."""
    row = action.row
    title = row.title or " ".join(row.text.split())[:_SHORT]
    return " ".join(part for part in (row.ref, title) if part) or "Action without words"


def progress_words(action: ActionDetail, stage: Stage | None) -> str:
    """Return the word of a stage in its own plan's key; a code the key no longer has, as it is."""
    return stage.word if stage else (action.row.progress or NOT_SET)


def said_criterion(criterion: Criterion) -> str:
    """Return a criterion with its measure: "Workshops held (3 of 8 workshops)"."""
    measure = criterion.worked_out
    if measure is None:
        return criterion.text
    counted = f"{measure.actual or '0'} of {measure.target or '?'}"
    return f"{criterion.text} ({' '.join(part for part in (counted, measure.unit) if part)})"


def whole(action: ActionDetail, head: PlanHead) -> str:
    """Return all that a row says, a cell a line or more."""
    row = action.row
    cells = (
        ("Lead", ", ".join(row.leads)),
        ("Success criteria", "; ".join(said_criterion(one) for one in action.criteria)),
        ("Time", row.timescale),
        ("Start", _day(row.start)),
        ("Due", _day(row.due)),
        ("Resources", row.resources.replace("\n", "; ")),
        ("Progress", progress_words(action, head.stage(row.progress)) if row.progress else ""),
        ("Reason", row.reason),
        ("Comments", row.comments),
    )
    words = " ".join(part for part in (row.ref, action_words(action)) if part)
    return "\n".join([words, *(f"{part}: {text}" for part, text in cells if text)])


def action_words(action: ActionDetail) -> str:
    """Return title and text; the title once, for most texts begin with it."""
    title, text = action.row.title, action.row.text
    if not title or text.casefold().startswith(title.casefold()):
        return text
    return f"{title}\n{text}" if text else title


def changed_cells(
    was: ActionDetail, now: ActionDetail, *, with_reason: bool
) -> Iterator[tuple[str, str, str]]:
    """Return each cell of one text that differs: its name, as it was, as it is."""
    old, new = was.row, now.row
    if old.ref != new.ref:
        yield "Ref", old.ref, new.ref
    if old.title != new.title or old.text != new.text:
        before, after = action_words(was), action_words(now)
        if before != after:
            yield "Action", before, after
        else:
            yield "Title", old.title, new.title
    if old.leads != new.leads:
        yield "Lead", ", ".join(old.leads), ", ".join(new.leads)
    for part, before, after in (
        ("Time", old.timescale, new.timescale),
        ("Resources", old.resources, new.resources),
    ):
        if before != after:
            yield part, before, after
    if with_reason and old.reason != new.reason:
        yield "Reason", old.reason, new.reason
    for part, day, other in (("Start", old.start, new.start), ("Due", old.due, new.due)):
        if day != other:
            yield part, _day(day), _day(other)


def changed_lists(
    was: ActionDetail, now: ActionDetail
) -> Iterator[tuple[str, list[Known], list[Known]]]:
    """Return each cell that is a list and differs: its name, its lines as they were and are."""
    if was.criteria != now.criteria:
        before, after = _criteria(was), _criteria(now)
        if _texts(before) != _texts(after):
            yield "Success criteria", before, after
    if was.updates != now.updates:
        before, after = _updates(was), _updates(now)
        if _texts(before) != _texts(after):
            yield "Comments / progress", before, after


def plan_parts(head: PlanHead) -> list[tuple[str, str]]:
    """Return what is said of a plan in one text each, with its name."""
    return [("Title", head.title), ("Years", head.years), ("Papers", head.label)]


def plan_lists(
    before: PlanHead, after: PlanHead
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """Return what is said of two plans in lists, with its name."""
    yield "Preamble", before.preamble, after.preamble
    yield "Strategic objectives", before.strategic_objectives, after.strategic_objectives
    keys = [[stage.key for stage in head.legend] for head in (before, after)]
    yield "Key to progress", keys[0], keys[1]


class Outline:
    """A plan's headings and rows by where they stand."""

    def __init__(self, contents: PlanContents) -> None:
        self._objectives = {objective.id: objective for objective in contents.objectives}
        self._activities = {activity.id: activity for activity in contents.activities}
        self._below: dict[int, list[int]] = {key: [] for key in self._objectives}
        self._rows: dict[int, list[ActionDetail]] = {key: [] for key in self._activities}
        for activity in contents.activities:
            self._below[activity.objective_id].append(activity.id)
        for action in contents.actions:
            self._rows[action.row.activity_id].append(action)

    def activities_of(self, objective: int) -> list[int]:
        """Return the activities under an objective, in order."""
        return self._below[objective]

    def actions_of(self, activity: int) -> list[ActionDetail]:
        """Return the rows under an activity, in order."""
        return self._rows[activity]

    def objective_name(self, objective: int) -> str:
        """Return an objective as its plan heads it."""
        found = self._objectives[objective]
        return found.heading or f"Objective {found.number}: {found.title}".strip(": ")

    def activity_name(self, activity: int) -> str:
        """Return an activity's number and heading; empty for one that only holds rows."""
        found = self._activities[activity]
        if not found.heading:
            return ""
        return f"{found.number}) {found.heading}" if found.number else found.heading

    def objective_parts(self, objective: int) -> list[tuple[str, str]]:
        """Return an objective's statements, each with its name."""
        found = self._objectives[objective]
        return [
            ("Heading", self.objective_name(objective)),
            ("Number", found.number),
            ("Short name", found.title),
            ("Aim", found.text),
            ("Introduction", found.introduction),
        ]

    def activity_parts(self, activity: int) -> list[tuple[str, str]]:
        """Return an activity's statements, each with its name."""
        return [("Heading", self.activity_name(activity))]

    def objective_words(self, objective: int) -> str:
        """Return all that stands over an objective's rows."""
        found = self._objectives[objective]
        words = (self.objective_name(objective), found.text, found.introduction)
        return "\n".join(text for text in words if text)

    def objective_place(self, objective: int) -> str:
        """Return behind which objective it stands."""
        return _behind(list(self._objectives), objective, self.objective_name)

    def activity_place(self, activity: int) -> str:
        """Return under which objective it stands, and behind which activity of it."""
        above = self._activities[activity].objective_id
        stands = _behind(self._below[above], activity, self.activity_name)
        return f"{self.objective_name(above)} › {stands}"

    def action_place(self, action: ActionDetail) -> str:
        """Return under which headings it stands, and behind which row."""
        activity = self._activities[action.row.activity_id]
        rows = self._rows[activity.id]
        stands = _behind(rows, action, lambda row: row.row.ref or action_name(row))
        over = (self.objective_name(activity.objective_id), self.activity_name(activity.id))
        return " › ".join(part for part in (*over, stands) if part)


def _behind(order: Sequence[Item], item: Item, name: Callable[[Item], str]) -> str:
    at = order.index(item)
    return f"after {name(order[at - 1]) or 'the one without a heading'}" if at else "first"


def _criteria(action: ActionDetail) -> list[Known]:
    return [Known(one.id, said_criterion(one)) for one in action.criteria]


def _updates(action: ActionDetail) -> list[Known]:
    return [Known(one.id, say_update(one)) for one in action.updates]


def _texts(lines: Sequence[Known]) -> list[str]:
    return [line.text for line in lines]


def _day(day: date | None) -> str:
    return say_short(day) if day else ""
