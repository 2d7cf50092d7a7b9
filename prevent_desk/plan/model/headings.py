"""Which objective and activity of a file is which of the plan, and what is new in their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prevent_desk.plan.model import cells
from prevent_desk.plan.model.draft import DraftActivity, DraftObjective, PlanDraft
from prevent_desk.plan.model.matching import plain
from prevent_desk.plan.model.records import ActionRow, Activity, Objective, PlanSheet


@dataclass(frozen=True, slots=True)
class HeadingChange:
    """One statement of an objective or activity that would change.

    Attributes:
        kind: "objective" or "activity".
        id: Which.
        where: Its heading as it stands now.
        name: What of it: "heading", "title", "text", "introduction".
    """

    kind: str
    id: int
    where: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a file beside those of a plan.

    Attributes:
        objectives: For each objective of the file, the plan's; None for a new one.
        activities: For each activity of the file, in its order, the plan's; None for a new one.
        changes: What is new in their words.
        new: The headings of new objectives.
        moved: How many rows stand under another objective than in the plan.
    """

    objectives: tuple[Objective | None, ...]
    activities: tuple[Activity | None, ...]
    changes: tuple[HeadingChange, ...]
    new: tuple[str, ...]
    moved: int


def pair_headings(
    draft: PlanDraft, into: PlanSheet | None, pairs: Sequence[ActionRow | None]
) -> Headings:
    """Pair the headings of a file with a plan's.

    Args:
        draft: The file.
        into: The plan; None where all is new.
        pairs: For each row of the file, the action it is.
    """
    known = into.objectives if into else ()
    objectives = _pair_objectives(draft, known)
    changes: list[HeadingChange] = []
    activities: list[Activity | None] = []
    moved = 0
    rows = iter(pairs)
    for found, objective in zip(draft.objectives, objectives, strict=True):
        own = (
            [a for a in into.activities if objective and a.objective_id == objective.id]
            if into
            else []
        )
        below = [[next(rows) for _ in activity.actions] for activity in found.activities]
        ids = {activity.id for activity in own}
        moved += sum(
            row is not None and row.activity_id not in ids for some in below for row in some
        )
        same = _pair_activities(found.activities, own, below)
        activities += same
        if objective is not None:
            changes += _objective_changes(found, objective)
        for draft_activity, activity in zip(found.activities, same, strict=True):
            if activity is not None:
                changes += _activity_changes(draft_activity, activity)
    new = tuple(
        found.heading or found.title
        for found, objective in zip(draft.objectives, objectives, strict=True)
        if objective is None
    )
    return Headings(tuple(objectives), tuple(activities), tuple(changes), new, moved)


def _pair_objectives(draft: PlanDraft, known: Sequence[Objective]) -> list[Objective | None]:
    """Pair objectives by their words, then those left by number."""
    free = list(known)
    pairs: list[Objective | None] = [None] * len(draft.objectives)
    for by_words in (True, False):
        for at, found in enumerate(draft.objectives):
            if pairs[at] is None:
                same = next((o for o in free if _is_objective(found, o, by_words)), None)
                if same is not None:
                    free.remove(same)
                    pairs[at] = same
    return pairs


def _is_objective(found: DraftObjective, known: Objective, by_words: bool) -> bool:
    if not by_words:
        return bool(found.number) and cells.one_line(found.number) == known.number
    words = {plain(found.heading), plain(found.title)} - {""}
    return bool(words & {plain(known.heading), plain(known.title)})


def _pair_activities(
    found: Sequence[DraftActivity],
    known: Sequence[Activity],
    below: Sequence[Sequence[ActionRow | None]],
) -> list[Activity | None]:
    """Pair activities by heading, then by where most of their rows stand in the plan."""
    free = list(known)
    pairs: list[Activity | None] = []
    for activity in found:
        same = next((a for a in free if plain(a.heading) == plain(activity.heading)), None)
        if same is not None:
            free.remove(same)
        pairs.append(same)
    for at, rows in enumerate(below):
        homes = Counter(row.activity_id for row in rows if row is not None).most_common(1)
        same = next((a for a in free if homes and a.id == homes[0][0]), None)
        if pairs[at] is None and same is not None:
            free.remove(same)
            pairs[at] = same
    return pairs


def _objective_changes(found: DraftObjective, known: Objective) -> Iterator[HeadingChange]:
    stated = [
        ("heading", known.heading, cells.one_line(found.heading)),
        ("title", known.title, cells.one_line(found.title)),
    ]
    if plain(found.heading) == plain(known.heading):
        # A reader takes the title out of the heading; the heading is what was printed.
        stated.pop()
    together = f"{cells.one_line(found.text)} {cells.one_line(found.introduction)}".strip()
    if together != f"{cells.one_line(known.text)} {cells.one_line(known.introduction)}".strip():
        # Where one ends and the other begins is not printed.
        stated.append(("text", known.text, cells.tidy(found.text)))
        stated.append(("introduction", known.introduction, cells.tidy(found.introduction)))
    for name, before, after in stated:
        if after not in ("", before):
            yield HeadingChange("objective", known.id, known.heading, name, before, after)


def _activity_changes(found: DraftActivity, known: Activity) -> Iterator[HeadingChange]:
    heading = cells.one_line(found.heading)
    if heading not in ("", known.heading):
        yield HeadingChange("activity", known.id, known.heading, "heading", known.heading, heading)
