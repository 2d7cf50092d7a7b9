"""What one action lacks, looked at by itself.

An action that its plan calls completed lacks neither lead, date, number nor update any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.expected import Expected, differs, expect, number
from prevent_desk.plan.model.health import placeholders
from prevent_desk.plan.model.health.hints import Checks, Facts, Hint, Kind, Point
from prevent_desk.plan.model.legend import Legend, Meaning, Stage
from prevent_desk.plan.model.records import ActionDetail, ActionRow, Criterion, Field
from prevent_desk.plan.model.timescale import period

ALL = "all"
"""Stands for every partner; it is no agency to write to."""

_TO_COUNT = re.compile(
    r"^\W*numbers?\b|\bnumbers?\s+(?:and\s+type\s+)?of\b|\bhow\s+many\b|"
    r"\b(?:percentage|proportion)\s+of\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)20\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?(?!\d)")
_SHORT = 48
_SAYS = {
    Field.TITLE: "The title still says",
    Field.TEXT: "The action still says",
    Field.LEADS: "The lead still says",
    Field.CRITERIA: "A criterion still says",
    Field.TIMESCALE: "The time still says",
    Field.RESOURCES: "Resources still say",
    Field.REASON: "The reason still says",
    Field.COMMENTS: "Comments still say",
}

_period = lru_cache(maxsize=4096)(period)


class Rules:
    """Looks at actions of one plan on one day."""

    def __init__(
        self, legend: Legend, checks: Checks, today: date, dated_since: date | None
    ) -> None:
        """Say what the actions are held against.

        Args:
            legend: The plan's key of progress.
            checks: The days without an update that are too many.
            today: The day.
            dated_since: The first day of anything heard in the whole plan: from then on an action
                without a dated update is one that nothing is heard of. None where nothing has a
                day.
        """
        self._legend, self._checks, self._today = legend, checks, today
        self._dated_since = dated_since
        self._stages = {stage.code: stage for stage in legend}
        self._by_dates: dict[tuple[object, ...], Stage | None] = {}

    def look(self, facts: Facts) -> list[Hint]:
        """Return what an action lacks, in the order of `Kind`."""
        row = facts.row
        declared = self._stages.get(row.progress or "")
        is_open = declared is None or declared.meaning is not Meaning.COMPLETED
        found: list[Hint] = []
        if is_open:
            if not row.leads:
                found.append(Hint(Kind.LEAD, "", "No lead named", row.id, Field.LEADS))
            if row.due is None and not row.timescale.strip():
                found.append(Hint(Kind.DATE, "", "No date set", row.id, Field.TIMESCALE))
            if facts.points or any(map(_counts_without, row.criteria)):
                found += _targets(facts)
        found += _placeholders(facts, is_open=is_open)
        if is_open:
            if declared is not None:
                found += self._expected(facts, declared)
            found += self._unheard(facts)
        return found

    def _expected(self, facts: Facts, declared: Stage) -> Iterator[Hint]:
        row, expected = facts.row, self._stage_expected(facts)
        if expected is not None and differs(row.progress, Expected(expected, "")):
            said = f"Declared {declared.word}; dates and measures say {expected.word}"
            about = f"{declared.code} {expected.code}"
            yield Hint(Kind.EXPECTED, about, said, row.id, Field.PROGRESS)

    def _stage_expected(self, facts: Facts) -> Stage | None:
        row = facts.row
        criteria = tuple(
            Criterion(0, point.text, point.measure, counted=point.counted)
            for point in facts.points
            if point.measure
        )
        if criteria:
            action = ActionDetail(row, criteria, (), ())
            return expect(action, self._legend, self._today).stage
        # Without measures only these are looked at, and many actions have the same.
        key = (row.progress, row.timescale, row.start, row.due)
        if key not in self._by_dates:
            action = ActionDetail(row, (), (), ())
            self._by_dates[key] = expect(action, self._legend, self._today).stage
        return self._by_dates[key]

    def _unheard(self, facts: Facts) -> Iterator[Hint]:
        row, since, most = facts.row, facts.heard or self._dated_since, self._checks.days
        if since is None or (self._today - since).days <= most:
            return
        start = _period(row.timescale, row.start, row.due).start
        if start is not None and (self._today - start).days <= most:
            # Not begun, or only just: nothing is late to be told.
            return
        if facts.heard is None:
            said = f"No dated update; others have one since {say_short(since)}"
            yield Hint(Kind.STALE, "", said, row.id, Field.COMMENTS)
        else:
            days = (self._today - since).days
            said = f"No update for {days:,} days, since {say_short(since)}"
            yield Hint(Kind.STALE, since.isoformat(), said, row.id, Field.COMMENTS)


def agencies(row: ActionRow) -> tuple[str, ...]:
    """Return the leads of an action that can be written to: not "ALL", and no placeholder."""
    return tuple(name for name in row.leads if name.casefold() != ALL and not _is_placeholder(name))


def short(text: str) -> str:
    """Return a text as one line of at most 48 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"


def _targets(facts: Facts) -> Iterator[Hint]:
    row = facts.row
    for text in row.criteria:
        if not facts.points and not _counts_without(text):
            continue
        point = facts.point(text)
        said = _lacks_number(point)
        if said:
            target = point.measure.target if point.measure else ""
            yield Hint(Kind.TARGET, f"{text}\n{target}", said, row.id, Field.CRITERIA, text)


def _lacks_number(point: Point) -> str:
    """Say what is the matter with a criterion's target; nothing where it can be measured."""
    if point.measure is not None:
        target = point.measure.target
        if number(target) is not None:
            return ""
        if not target:
            return f"“{short(point.text)}” is counted without a target"
        still = _is_placeholder(target)
        return f"Target still says “{target}”" if still else f"Target “{target}” is not a number"
    return f"“{short(point.text)}” names no number" if _counts_without(point.text) else ""


# Remembered by its words: the same criteria stand in nearly every row.
@lru_cache(maxsize=8192)
def _counts_without(text: str) -> bool:
    """Say whether a criterion is about a number and names none; a year is no number."""
    if _TO_COUNT.search(text) is None:
        return False
    return not any(sign.isdigit() for sign in _YEARS.sub("", text))


def _placeholders(facts: Facts, *, is_open: bool) -> Iterator[Hint]:
    row = facts.row
    if any(map(_is_placeholder, row.criteria)):
        yield from _in_criteria(facts, is_open=is_open)
    # One look at all the others: in nearly every action there is none.
    fields = (row.title, row.text, *row.leads, row.timescale, row.resources, row.reason)
    if placeholders.find("\n".join((*fields, row.comments))) is None:
        return
    for field, text in (
        (Field.TITLE, row.title),
        (Field.TEXT, row.text),
        (Field.LEADS, "\n".join(row.leads)),
        (Field.TIMESCALE, row.timescale),
        (Field.RESOURCES, row.resources),
        (Field.REASON, row.reason),
        (Field.COMMENTS, row.comments),
    ):
        found = placeholders.find(text)
        if found is not None:
            said = f"{_SAYS[field]} “{found[0]}”"
            yield Hint(Kind.PLACEHOLDER, found[1], said, row.id, field)


def _in_criteria(facts: Facts, *, is_open: bool) -> Iterator[Hint]:
    row = facts.row
    for text in row.criteria:
        found, point = placeholders.find(text), facts.point(text)
        # Its target says so already, and is the place to put it right.
        is_said = is_open and point.measure is not None and _lacks_number(point)
        if found is not None and not is_said:
            said = f"{_SAYS[Field.CRITERIA]} “{found[0]}”"
            yield Hint(Kind.PLACEHOLDER, found[1], said, row.id, Field.CRITERIA, text)


# Remembered by its words: the same criteria and leads stand in nearly every row.
@lru_cache(maxsize=8192)
def _is_placeholder(text: str) -> bool:
    return placeholders.find(text) is not None
