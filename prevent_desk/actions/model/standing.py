"""Where an action stands on a day: late, due, later; how old it is. Pure.

Working days count, as in every deadline of the desk; "soon" is three of them (the clock chip's own
measure, `DESIGN.md` section 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from prevent_desk.actions.model.records import Action, State
from prevent_desk.core.dates import say_short
from prevent_desk.core.working_days import WorkingDays

SOON = 3
"""Working days from which on an open action is soon due."""


class Group(Enum):
    """Groups of the list, in their order."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    NO_DAY = "no_day"
    CLOSED = "closed"

    @property
    def title(self) -> str:
        """The group's heading."""
        return _TITLES[self]

    @property
    def tone(self) -> str:
        """Token of the group's colour."""
        return _TONES.get(self, "grey")

    @property
    def icon(self) -> str:
        """Name of the glyph of its chips."""
        return _ICONS[self]


_TITLES = {
    Group.LATE: "Late",
    Group.TODAY: "Due today",
    Group.SOON: "Due within three working days",
    Group.LATER: "Later",
    Group.NO_DAY: "No day set",
    Group.CLOSED: "Closed",
}
_TONES = {Group.LATE: "red", Group.TODAY: "amber", Group.SOON: "amber", Group.NO_DAY: "amber"}
_ICONS = {
    Group.LATE: "alarm-clock",
    Group.TODAY: "alarm-clock",
    Group.SOON: "clock",
    Group.LATER: "clock",
    Group.NO_DAY: "circle-dashed",
    Group.CLOSED: "circle-check",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an action stands on a day.

    Attributes:
        said: "3 working days over", "Today", "In 2 working days", "Done 3 Dec 2025".
        age: Calendar days since it was asked for, until it was closed.
    """

    action: Action
    group: Group
    said: str
    age: int


def stands(action: Action, today: date, days: WorkingDays) -> Standing:
    """Return where an action stands."""
    age = ((action.closed or today) - action.made).days
    if action.state is not State.OPEN:
        words = "Done" if action.state is State.DONE else "Dropped"
        on = f" {say_short(action.closed)}" if action.closed else ""
        return Standing(action, Group.CLOSED, f"{words}{on}", age)
    if action.due is None:
        return Standing(action, Group.NO_DAY, "No day set", age)
    if action.due == today:
        return Standing(action, Group.TODAY, "Today", age)
    left = days.between(today, action.due)
    if action.due < today:
        # A day that passed over a weekend is over, though no working day has gone by.
        over = -left
        return Standing(action, Group.LATE, f"{_days(over)} over" if over else "Over", age)
    group = Group.SOON if left <= SOON else Group.LATER
    return Standing(action, group, f"In {_days(left)}" if left else say_short(action.due), age)


def _days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count:,} working days"


def aged(days: int) -> str:
    """Return an age in words: "17 days", "new"."""
    if days <= 0:
        return "new"
    return "1 day" if days == 1 else f"{days:,} days"


def grouped(standings: Iterable[Standing]) -> list[tuple[Group, list[Standing]]]:
    """Return them in the groups of the list: the longest overdue first, the newest closed first."""
    groups: dict[Group, list[Standing]] = {group: [] for group in Group}
    for one in standings:
        groups[one.group].append(one)
    for group, found in groups.items():
        if group is Group.CLOSED:
            found.sort(key=lambda one: (one.action.closed or date.min, one.action.number))
            found.reverse()
        else:
            found.sort(key=lambda one: (one.action.due or date.max, one.action.number))
    return [(group, found) for group, found in groups.items() if found]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows.

    Attributes:
        words: Every word has to stand in the action.
        states: Which it shows; open alone by default.
        owner: What lists call the owner; empty for all.
        source: A value of `Source`; empty for all.
        group: One group alone; None for all.
        no_owner: Only what nobody owes yet.
    """

    words: str = ""
    states: tuple[State, ...] = (State.OPEN,)
    owner: str = ""
    source: str = ""
    group: Group | None = None
    no_owner: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is held back but what is closed."""
        return self == Filter(states=self.states)


def shown(standings: Sequence[Standing], wanted: Filter) -> list[Standing]:
    """Return those a filter lets through."""
    words = wanted.words.casefold().split()
    return [one for one in standings if _fits(one, wanted, words)]


def _fits(one: Standing, wanted: Filter, words: Sequence[str]) -> bool:
    action = one.action
    if action.state not in wanted.states:
        return False
    if wanted.owner and owed_by(action) != wanted.owner:
        return False
    if wanted.source and action.source.value != wanted.source:
        return False
    if wanted.group is not None and one.group is not wanted.group:
        return False
    if wanted.no_owner and action.owner.is_known:
        return False
    hay = searchable(action)
    return all(word in hay for word in words)


def owed_by(action: Action) -> str:
    """Return who owes an action, as lists say it; empty where nobody does."""
    return action.owner.name or action.owner.told


def searchable(action: Action) -> str:
    """Return everything a filter's words are looked for in."""
    parts = (
        f"action {action.number}", action.words, owed_by(action), action.owner.contact,
        action.source_words, action.case_ref, action.outcome,
    )  # fmt: skip
    return " ".join(parts).casefold()


def summary(standings: Sequence[Standing]) -> str:
    """Return how many actions stand where: "1 late  ·  5 soon"; empty for none."""
    counts = {group: sum(one.group is group for one in standings) for group in Group}
    told = (
        (counts[Group.LATE], "late"),
        (counts[Group.TODAY], "due today"),
        (counts[Group.SOON], "soon"),
        (counts[Group.LATER], "later"),
        (counts[Group.NO_DAY], "without a day"),
        (counts[Group.CLOSED], "closed"),
    )
    return "  ·  ".join(f"{count:,} {words}" for count, words in told if count)
