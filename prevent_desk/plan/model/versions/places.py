"""Which action and heading of one copy of a plan is which of another, and what stands elsewhere.

Actions are known by their lineage. Headings have none: within one plan they are known by their
number in the desk; between years by their words, by the actions under them, by their own number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from prevent_desk.plan.model.matching import plain
from prevent_desk.plan.model.records import ActionDetail, Activity, Objective, PlanContents

Heading = TypeVar("Heading", Objective, Activity)
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two copies of a plan laid side by side.

    Attributes:
        actions: The actions of both, by lineage: as before, as after.
        objectives: For each objective before, by id, the one it is after.
        activities: The same of activities.
    """

    actions: dict[str, tuple[ActionDetail, ActionDetail]]
    objectives: dict[int, int]
    activities: dict[int, int]


def pair(before: PlanContents, after: PlanContents) -> Pairs:
    """Find what is the same in both."""
    now = {action.lineage: action for action in after.actions if action.lineage}
    actions = {
        action.lineage: (action, now[action.lineage])
        for action in before.actions
        if action.lineage in now
    }
    homes = Counter(
        (was.row.activity_id, is_now.row.activity_id) for was, is_now in actions.values()
    )
    above = _objective_of(before), _objective_of(after)
    roofs: Counter[tuple[int, int]] = Counter()
    for (was_in, is_in), count in homes.items():
        roofs[above[0][was_in], above[1][is_in]] += count
    if before.head.id == after.head.id:
        return Pairs(
            actions,
            _same_ids(before.objectives, after.objectives),
            _same_ids(before.activities, after.activities),
        )
    objectives = _pair_headings(before.objectives, after.objectives, roofs)
    _pair_by(lambda heading: heading.number, before.objectives, after.objectives, objectives)
    activities: dict[int, int] = {}
    for was, is_now in objectives.items():
        own = [activity for activity in before.activities if activity.objective_id == was]
        its = [activity for activity in after.activities if activity.objective_id == is_now]
        activities |= _pair_headings(own, its, homes)
    return Pairs(actions, objectives, activities)


def out_of_order(before: Sequence[Key], after: Sequence[Key]) -> set[Key]:
    """Return the fewest of those in both whose moving turns one order into the other."""
    place = {key: at for at, key in enumerate(before)}
    kept = [key for key in after if key in place]
    # The longest run that kept its order, by patience sorting.
    tops: list[int] = []
    ends: list[int] = []
    below: list[int] = []
    for at, key in enumerate(kept):
        pile = bisect_left(tops, place[key])
        below.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place[key])
            ends.append(at)
        else:
            tops[pile], ends[pile] = place[key], at
    stayed: set[Key] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        stayed.add(kept[at])
        at = below[at]
    return set(kept) - stayed


def woven(before: Sequence[Key], after: Sequence[Key]) -> list[Key]:
    """Return both as one: the order after, and what is gone behind what it stood behind."""
    behind: dict[Key | None, list[Key]] = {}
    known, last = set(after), None
    for key in before:
        if key in known:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    order = list(behind.get(None, []))
    for key in after:
        order += [key, *behind.get(key, [])]
    return order


def _objective_of(contents: PlanContents) -> dict[int, int]:
    return {activity.id: activity.objective_id for activity in contents.activities}


def _same_ids(before: Sequence[Heading], after: Sequence[Heading]) -> dict[int, int]:
    known = {heading.id for heading in after}
    return {heading.id: heading.id for heading in before if heading.id in known}


def _pair_headings(
    before: Sequence[Heading], after: Sequence[Heading], shared: Counter[tuple[int, int]]
) -> dict[int, int]:
    """Pair headings by their words, then by how many actions they share."""
    pairs: dict[int, int] = {}
    _pair_by(_words, before, after, pairs)
    own, its = {heading.id for heading in before}, {heading.id for heading in after}
    for (was, is_now), _ in shared.most_common():
        if was in own - pairs.keys() and is_now in its - set(pairs.values()):
            pairs[was] = is_now
    return pairs


def _pair_by(
    key: Callable[[Heading], str],
    before: Sequence[Heading],
    after: Sequence[Heading],
    pairs: dict[int, int],
) -> None:
    """Add pairs of those left that a key calls the same; an empty key calls none so."""
    taken = set(pairs.values())
    free = [heading for heading in after if heading.id not in taken]
    for was in before:
        if was.id not in pairs and key(was):
            same = next((heading for heading in free if key(heading) == key(was)), None)
            if same is not None:
                free.remove(same)
                pairs[was.id] = same.id


def _words(heading: Objective | Activity) -> str:
    return plain(heading.heading) or plain(getattr(heading, "title", ""))
