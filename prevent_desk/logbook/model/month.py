"""A month as weeks from Monday on, and where its records lie in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prevent_desk.core.dates import add_months
from prevent_desk.logbook.model.days import DayEntry

_DAY = timedelta(days=1)
DAYS = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of one record within one week.

    Attributes:
        week: Which week of the month, from 0.
        left, right: Columns, Monday is 0; both included.
        lane: Which line under the day's number, from 0.
        begins, ends: Whether the record begins, and ends, within this week.
    """

    entry: DayEntry
    week: int
    left: int
    right: int
    lane: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month's weeks.

    Attributes:
        first: The first of the month.
        monday: The first day shown.
        weeks: How many weeks are shown: 4, 5 or 6.
    """

    first: date
    monday: date
    weeks: int

    @property
    def last_shown(self) -> date:
        """The Sunday of the last week."""
        return self.monday + _DAY * (self.weeks * DAYS - 1)

    def day(self, week: int, column: int) -> date:
        """Return the day of a cell."""
        return self.monday + _DAY * (week * DAYS + column)

    def cell(self, day: date) -> tuple[int, int] | None:
        """Return week and column of a day; None where it is not shown."""
        place = (day - self.monday).days
        return divmod(place, DAYS) if 0 <= place < self.weeks * DAYS else None

    def holds(self, day: date) -> bool:
        """Return whether a day is of the month itself."""
        return (day.year, day.month) == (self.first.year, self.first.month)


def month_of(day: date) -> Month:
    """Return the month a day is in."""
    first = day.replace(day=1)
    last = add_months(first, 1) - _DAY
    monday = first - _DAY * first.weekday()
    return Month(first, monday, ((last - monday).days + DAYS) // DAYS)


def lay(month: Month, entries: Sequence[DayEntry]) -> list[Bar]:
    """Return the bars of all records, each in the first lane that is free on all its days.

    What began earlier lies higher; of one day, what lasts longer, then by number.
    """
    order = sorted(entries, key=lambda one: (one.first, -(one.last - one.first).days, one.id))
    found: list[Bar] = []
    taken: dict[tuple[int, int], set[int]] = {}
    for entry in order:
        first, last = max(entry.first, month.monday), min(entry.last, month.last_shown)
        if first > last:
            continue
        for week in range((first - month.monday).days // DAYS, month.weeks):
            left = max((first - month.day(week, 0)).days, 0)
            right = min((last - month.day(week, 0)).days, DAYS - 1)
            if right < left:
                break
            cells = [taken.setdefault((week, column), set()) for column in range(left, right + 1)]
            lane = next(lane for lane in range(len(order) + 1) if all(lane not in c for c in cells))
            for cell in cells:
                cell.add(lane)
            found.append(
                Bar(
                    entry, week, left, right, lane,
                    entry.first >= month.day(week, left), entry.last <= month.day(week, right),
                )
            )  # fmt: skip
    return found


def on_day(entries: Sequence[DayEntry], day: date) -> list[DayEntry]:
    """Return the records of a day, in their order."""
    return [one for one in entries if one.first <= day <= one.last]


def fitting(bars: Sequence[Bar], lanes: int) -> tuple[list[Bar], dict[tuple[int, int], int]]:
    """Return the bars that fit into so many lanes, and how many more there are on each day.

    A day with more than fits gives its last lane to "+3 more"; a bar that would need it there goes
    from all of its days.
    """
    deepest: dict[tuple[int, int], int] = {}
    for bar in bars:
        for column in range(bar.left, bar.right + 1):
            cell = bar.week, column
            deepest[cell] = max(deepest.get(cell, 0), bar.lane + 1)
    kept: list[Bar] = []
    more: dict[tuple[int, int], int] = {}
    for bar in bars:
        cells = [(bar.week, column) for column in range(bar.left, bar.right + 1)]
        room = min(lanes if deepest[cell] <= lanes else lanes - 1 for cell in cells)
        if bar.lane < room:
            kept.append(bar)
            continue
        for cell in cells:
            more[cell] = more.get(cell, 0) + 1
    return kept, more
