"""What is due of all referrals, in groups: late, today, the next seven days, later, stopped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from typing import Protocol, TypeVar

from prevent_desk.core.dates import say_date
from prevent_desk.referrals.model.clock import Clock, Standing

_WEEK = timedelta(days=7)


class Group(Enum):
    """A part of the list, in its order; the value is its key."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    STOPPED = "stopped"

    def title(self, today: date) -> str:
        """Return the heading: "Today – Tue 25 Nov 2025"."""
        return {
            Group.LATE: "Overdue",
            Group.TODAY: f"Today – {say_date(today)}",
            Group.WEEK: "Next 7 days",
            Group.LATER: "Later",
            Group.STOPPED: "Stopped",
        }[self]

    @property
    def tone(self) -> str:
        """The tone of its heading."""
        return {Group.LATE: "red", Group.TODAY: "amber"}.get(self, "grey")


class Timed(Protocol):
    """Something with a clock."""

    @property
    def clock(self) -> Clock:
        """Its clock."""
        ...


One = TypeVar("One", bound=Timed)


def group_of(clock: Clock, today: date) -> Group:
    """Return where a clock belongs."""
    if clock.state is Standing.OVER:
        return Group.LATE
    if clock.state is Standing.TODAY:
        return Group.TODAY
    if clock.is_stopped:
        return Group.STOPPED
    near = clock.due_on is not None and clock.due_on <= today + _WEEK
    return Group.WEEK if near else Group.LATER


def grouped(found: Iterable[One], today: date) -> dict[Group, list[One]]:
    """Return what is due by group, in their order; empty groups are there too."""
    groups: dict[Group, list[One]] = {group: [] for group in Group}
    for one in found:
        groups[group_of(one.clock, today)].append(one)
    return groups


def summary(groups: dict[Group, list[One]]) -> str:
    """Return the counts in one line: "2 late · 1 today · 5 in the next 7 days"."""
    words = {
        Group.LATE: "late",
        Group.TODAY: "today",
        Group.WEEK: "in the next 7 days",
        Group.LATER: "later",
        Group.STOPPED: "stopped",
    }
    return "  ·  ".join(f"{len(found):,} {words[key]}" for key, found in groups.items() if found)
