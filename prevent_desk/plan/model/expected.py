"""What progress an action's dates and measures would lead one to expect, and why.

Declared progress is what a lead says; this is what the records say. Both are shown, never merged:
a board that sees a colour asks why (PEERS, section 3.4). The thresholds are ours; what they were
held against is said in the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.legend import Legend, Meaning, Stage
from prevent_desk.plan.model.records import ActionDetail, Criterion, Measure
from prevent_desk.plan.model.timescale import Period, period

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?", re.ASCII)

_BEHIND_BY = 0.15
"""Measures that lag the share of time gone by more than this are behind."""

_AT_RISK_BY = 0.05
"""By more than this they are at risk, in a key that has such a stage."""

_MOST_SAID = 3
"""Of more measures than these only the sum is said."""

_NEAREST: dict[Meaning, tuple[Meaning, ...]] = {
    Meaning.NOT_STARTED: (Meaning.NOT_STARTED, Meaning.ONGOING, Meaning.ON_TARGET),
    Meaning.ONGOING: (Meaning.ONGOING, Meaning.ON_TARGET),
    Meaning.ON_TARGET: (Meaning.ON_TARGET, Meaning.ONGOING),
    Meaning.COMPLETED: (Meaning.COMPLETED, Meaning.ON_TARGET),
    Meaning.AT_RISK: (Meaning.AT_RISK, Meaning.ONGOING),
    Meaning.BEHIND: (Meaning.BEHIND, Meaning.AT_RISK),
}
"""For each meaning the stages that may stand for it, in a key that lacks its own."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The stage to be expected, and the reason in sentences.

    `stage` is None where there is nothing to work from, or the plan's key has no such stage.
    """

    stage: Stage | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Measured:
    """What the measures of an action come to.

    Attributes:
        share: The mean share reached, each measure at most 1; None where none can be reckoned.
        is_whole: Every measure could be reckoned, so that 1 means done.
        said: In sentences.
    """

    share: float | None
    is_whole: bool
    said: str


def number(text: str) -> float | None:
    """Return the first number in a target or an actual; None for words such as "xxx"."""
    match = _NUMBER.search(text)
    return float(match[0].replace(",", "")) if match else None


def expect(action: ActionDetail, legend: Legend, today: date) -> Expected:
    """Return what the dates and measures of an action lead one to expect on a day."""
    declared = next((stage for stage in legend if stage.code == action.row.progress), None)
    if declared is not None and declared.meaning is Meaning.COMPLETED:
        return Expected(declared, "Declared as completed.")
    runs = period(action.row.timescale, action.row.start, action.row.due)
    measured = _measured(action.criteria)
    meaning = _meaning(measured, runs, today)
    if meaning is None:
        lacking = "No due date to hold it against." if measured.said else ""
        nothing = "" if measured.said else "No due date and no measure to work from."
        return Expected(None, _sentences(measured.said, lacking, nothing))
    reason = _sentences(measured.said, _dates(runs, today), _gone(measured, runs, today))
    stage = _stage(legend, meaning, declared)
    if stage is None:
        reason = _sentences(reason, "This plan's key has no stage for it.")
    return Expected(stage, reason)


def differs(declared: str | None, expected: Expected) -> bool:
    """Say whether a declared stage is another than the expected one; never when either is open."""
    return declared is not None and expected.stage is not None and declared != expected.stage.code


def _meaning(measured: _Measured, runs: Period, today: date) -> Meaning | None:
    share = measured.share
    if share is not None and share >= 1 and measured.is_whole:
        return Meaning.COMPLETED
    if runs.due is not None and today > runs.due:
        return Meaning.BEHIND
    if runs.start is not None and today < runs.start:
        return Meaning.NOT_STARTED
    gone = _share_gone(runs, today)
    if gone is None or share is None:
        return Meaning.ONGOING if runs.due or runs.start else None
    if share + _BEHIND_BY < gone:
        return Meaning.BEHIND
    return Meaning.AT_RISK if share + _AT_RISK_BY < gone else Meaning.ON_TARGET


def _stage(legend: Legend, meaning: Meaning, declared: Stage | None) -> Stage | None:
    """Return the key's stage of a meaning, or the nearest that says no more than is known."""
    for wanted in _NEAREST[meaning]:
        # A key may have two words for one meaning; then the declared one is not another.
        if declared is not None and declared.meaning is wanted:
            return declared
        for stage in legend:
            if stage.meaning is wanted:
                return stage
    return None


def _measured(criteria: Sequence[Criterion]) -> _Measured:
    worked_out = (criterion.worked_out for criterion in criteria)
    measures = [measure for measure in worked_out if measure and (measure.target or measure.actual)]
    shares = [_share(measure) for measure in measures]
    known = [share for share in shares if share is not None]
    if len(measures) > _MOST_SAID:
        met = sum(share >= 1 for share in known)
        said = f"{met} of {len(measures)} measures met."
    else:
        said = " ".join(_say(measure) for measure in measures)
    mean = sum(known) / len(known) if known else None
    return _Measured(mean, len(known) == len(measures), said)


def _share(measure: Measure) -> float | None:
    """Return how much of a measure is reached, 0 to 1; None where that cannot be reckoned."""
    target, actual = number(measure.target), number(measure.actual)
    if target is None:
        # Nothing done is nothing of any target, also of one that still says "xxx".
        return 0.0 if measure.target and actual == 0 else None
    if actual is None:
        return 0.0 if target > 0 else None
    if target == 0:
        return 1.0 if actual == 0 else 0.0
    return min(1.0, actual / target)


def _say(measure: Measure) -> str:
    unit = f" {measure.unit}" if measure.unit else ""
    if number(measure.target) is None:
        done = f"{measure.actual}{unit} recorded" if measure.actual else ""
        if not measure.target:
            return f"{done}, without a target."
        return f"Target “{measure.target}” is not a number{'; ' if done else ''}{done}."
    if number(measure.actual) is None:
        return f"Nothing recorded yet of {measure.target}{unit}."
    return f"{measure.actual} of {measure.target}{unit}."


def _dates(runs: Period, today: date) -> str:
    if runs.due is not None and today > runs.due:
        said = f"Due {say_short(runs.due)}, {_days((today - runs.due).days)} ago"
    elif runs.start is not None and today < runs.start:
        said = f"Starts {say_short(runs.start)}"
    elif runs.due is not None:
        left = (runs.due - today).days
        said = f"Due {say_short(runs.due)}, {f'{_days(left)} left' if left else 'today'}"
    elif runs.start is not None:
        said = f"Running since {say_short(runs.start)}"
    else:
        return ""
    return f"{said} ({runs.said})." if runs.said else f"{said}."


def _gone(measured: _Measured, runs: Period, today: date) -> str:
    """Say how much of the time has gone, where measures were held against it."""
    gone = _share_gone(runs, today)
    if measured.share is None or gone is None or not 0 <= gone < 1:
        return ""
    return f"{gone:.0%} of the time has gone."


def _share_gone(runs: Period, today: date) -> float | None:
    if runs.start is None or runs.due is None:
        return None
    return (today - runs.start).days / max(1, (runs.due - runs.start).days)


def _days(count: int) -> str:
    return f"{count:,} day{'' if count == 1 else 's'}"


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)
