"""What progress an action's dates and measures would lead one to expect, and why.

Declared progress is what a lead says; this is what the records say. Both are shown, never merged:
a board that sees a colour asks why (PEERS, section 3.4). The thresholds are ours and are printed
with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.legend import Legend, Meaning, Stage
from prevent_desk.plan.model.records import ActionDetail, Criterion

_NUMBER = re.compile(r"^[^\d-]*?(-?\d+(?:[.,]\d+)*)\s*(%?)")
_FINANCIAL = re.compile(r"\b(20\d\d)\s*/\s*(\d\d)\b(?!\d)")
_CALENDAR = re.compile(r"\b(20\d\d)\s*(?:[-–/]|to)\s*(20\d\d)\b")
_MARGIN = 0.15
"""How far measures may lag behind the share of time gone before "behind" is expected."""


@dataclass(frozen=True, slots=True)
class Period:
    """When an action runs.

    Attributes:
        read_from: The words of the timescale it was read from; empty when the dates were given.
    """

    start: date | None
    due: date | None
    read_from: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """The stage to be expected, and the reason in sentences.

    `stage` is None where there is nothing to work from, or the plan's key has no such stage.
    """

    stage: Stage | None
    reason: str


def number(text: str) -> float | None:
    """Return the number a target or an actual states; None for words such as "xxx"."""
    match = _NUMBER.match(text.strip())
    if match is None:
        return None
    return float(match[1].replace(",", ""))


def period(timescale: str, start: date | None, due: date | None) -> Period:
    """Return the period of an action, read from its timescale where no dates are given.

    "2015/16" is a financial year, 1 April to 31 March; "2015-2016" and "2015/2016" are taken to
    end with the same 31 March, as the plan itself runs by financial years (DOMAIN, section 6).
    """
    if due is not None or start is not None:
        return Period(start, due)
    match = _CALENDAR.search(timescale)
    first, last = (int(match[1]), int(match[2])) if match else (0, 0)
    if not match and (match := _FINANCIAL.search(timescale)):
        first = int(match[1])
        last = first + 1 if (first + 1) % 100 == int(match[2]) else 0
    if match and first < last <= first + 10:
        return Period(date(first, 4, 1), date(last, 3, 31), timescale)
    return Period(None, None)


def expect(action: ActionDetail, legend: Legend, today: date) -> Expected:
    """Return what the dates and measures of an action lead one to expect on a day."""
    row = action.row
    runs = period(row.timescale, row.start, row.due)
    declared = next((stage for stage in legend if stage.code == row.progress), None)
    if declared is not None and declared.meaning is Meaning.COMPLETED:
        return Expected(declared, "Declared as completed.")
    share, words = _measured(action.criteria)
    if share is not None and share >= 1:
        meaning = Meaning.COMPLETED if _stage(legend, Meaning.COMPLETED) else Meaning.ON_TARGET
        return Expected(_stage(legend, meaning), f"{words} {_dates(runs, today)}".strip())
    meaning = _meaning(share, runs, today)
    if meaning is None:
        if words:
            return Expected(None, f"{words} No due date to hold it against.")
        return Expected(None, "No due date and no measure to work from.")
    return Expected(_stage(legend, meaning), f"{_dates(runs, today)} {words}".strip())


def differs(declared: str | None, expected: Expected) -> bool:
    """Say whether a declared stage is another than the expected one; never when either is open."""
    return declared is not None and expected.stage is not None and declared != expected.stage.code


def _meaning(share: float | None, runs: Period, today: date) -> Meaning | None:
    if runs.due is not None and today > runs.due:
        return Meaning.BEHIND
    if runs.start is not None and today < runs.start:
        return Meaning.NOT_STARTED
    if runs.due is None or runs.start is None:
        return Meaning.ONGOING if runs.due or runs.start else None
    if share is None:
        return Meaning.ONGOING
    gone = (today - runs.start).days / max(1, (runs.due - runs.start).days)
    if share + _MARGIN < gone:
        return Meaning.BEHIND
    return Meaning.ON_TARGET if share >= gone else Meaning.ONGOING


def _stage(legend: Legend, meaning: Meaning) -> Stage | None:
    """Return the legend's stage of a meaning, or the nearest that says no more than is known."""
    nearest = {
        Meaning.NOT_STARTED: (Meaning.NOT_STARTED, Meaning.ONGOING, Meaning.ON_TARGET),
        Meaning.ONGOING: (Meaning.ONGOING, Meaning.ON_TARGET),
        Meaning.ON_TARGET: (Meaning.ON_TARGET, Meaning.ONGOING),
        Meaning.COMPLETED: (Meaning.COMPLETED, Meaning.ON_TARGET),
        Meaning.BEHIND: (Meaning.BEHIND,),
        Meaning.AT_RISK: (Meaning.AT_RISK,),
    }[meaning]
    for wanted in nearest:
        for stage in legend:
            if stage.meaning is wanted:
                return stage
    return None


def _measured(criteria: Sequence[Criterion]) -> tuple[float | None, str]:
    """Return the mean share of the measures reached, each at most 1, and what was counted."""
    shares: list[float] = []
    said: list[str] = []
    for criterion in criteria:
        measure = criterion.measure
        if measure is None or not (measure.target or measure.actual):
            continue
        target, actual = number(measure.target), number(measure.actual)
        if target is None:
            if measure.target:
                said.append(f"Target “{measure.target}” is not a number.")
            continue
        unit = f" {measure.unit}" if measure.unit else ""
        if actual is None:
            shares.append(0.0)
            said.append(f"Nothing recorded yet of {measure.target}{unit}.")
            continue
        shares.append(min(1.0, max(0.0, actual / target)) if target > 0 else 1.0)
        said.append(f"{measure.actual} of {measure.target}{unit}.")
    if len(said) > 3:
        met = sum(share >= 1 for share in shares)
        said = [f"{met} of {len(shares)} measures met."]
    return (sum(shares) / len(shares) if shares else None), " ".join(said)


def _dates(runs: Period, today: date) -> str:
    if runs.due is not None and today > runs.due:
        days = (today - runs.due).days
        ended = f"Due {say_short(runs.due)}, {days:,} day{'' if days == 1 else 's'} ago"
    elif runs.start is not None and today < runs.start:
        ended = f"Starts {say_short(runs.start)}"
    elif runs.due is not None:
        days = (runs.due - today).days
        left = f"{days:,} day{'' if days == 1 else 's'} left" if days else "today"
        ended = f"Due {say_short(runs.due)}, {left}"
    elif runs.start is not None:
        ended = f"Running since {say_short(runs.start)}"
    else:
        return ""
    read = f" (from “{runs.read_from}”)" if runs.read_from else ""
    return f"{ended}{read}."
