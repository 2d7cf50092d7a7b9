"""What one action lacks, looked at by itself.

An action that its plan calls completed lacks neither lead, date, number nor update any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.expected import differs, expect, number
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


def look(
    facts: Facts, legend: Legend, checks: Checks, today: date, dated_since: date | None
) -> tuple[Hint, ...]:
    """Return what an action lacks, in the order of `Kind`.

    Args:
        facts: The action.
        legend: Its plan's key of progress.
        checks: The days without an update that are too many.
        today: The day.
        dated_since: The first day of anything heard in the whole plan: from then on an action
            without a dated update is one that nothing is heard of. None where nothing has a day.
    """
    row = facts.row
    declared = next((stage for stage in legend if stage.code == row.progress), None)
    found: list[Hint] = []
    is_open = declared is None or declared.meaning is not Meaning.COMPLETED
    if is_open:
        if not row.leads:
            found.append(_hint(Kind.LEAD, row, "No lead named", field=Field.LEADS))
        if row.due is None and not row.timescale.strip():
            found.append(_hint(Kind.DATE, row, "No date set", field=Field.TIMESCALE))
        found += _targets(facts)
    found += _placeholders(facts, is_open=is_open)
    if is_open:
        if declared is not None:
            found += _expected(facts, declared, legend, today)
        found += _unheard(facts, checks, today, dated_since)
    return tuple(found)


def agencies(row: ActionRow) -> tuple[str, ...]:
    """Return the leads of an action that can be written to: not "ALL", and no placeholder."""
    return tuple(name for name in row.leads if name.casefold() != ALL and not _is_placeholder(name))


def short(text: str) -> str:
    """Return a text as one line of at most 48 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"


def _targets(facts: Facts) -> Iterator[Hint]:
    for point in facts.points:
        said = _lacks_number(point)
        if said:
            target = point.measure.target if point.measure else ""
            yield _hint(
                Kind.TARGET, facts.row, said, f"{point.text}\n{target}", Field.CRITERIA, point.text
            )


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
    texts = (
        (Field.TITLE, row.title),
        (Field.TEXT, row.text),
        (Field.LEADS, "\n".join(row.leads)),
        (Field.TIMESCALE, row.timescale),
        (Field.RESOURCES, row.resources),
        (Field.REASON, row.reason),
        (Field.COMMENTS, row.comments),
    )
    # One look at all of it: in nearly every action there is none.
    if placeholders.find("\n".join((*row.criteria, *(text for _, text in texts)))) is None:
        return
    for point in facts.points:
        found = placeholders.find(point.text)
        # Its target says so already, and is the place to put it right.
        is_said = is_open and point.measure is not None and _lacks_number(point)
        if found is not None and not is_said:
            said = f"{_SAYS[Field.CRITERIA]} “{found[0]}”"
            yield _hint(Kind.PLACEHOLDER, row, said, found[1], Field.CRITERIA, point.text)
    for field, text in texts:
        found = placeholders.find(text)
        if found is not None:
            said = f"{_SAYS[field]} “{found[0]}”"
            yield _hint(Kind.PLACEHOLDER, row, said, found[1], field)


def _expected(facts: Facts, declared: Stage, legend: Legend, today: date) -> Iterator[Hint]:
    row = facts.row
    criteria = tuple(
        Criterion(0, point.text, point.measure, counted=point.counted)
        for point in facts.points
        if point.measure
    )
    expected = expect(ActionDetail(row, criteria, (), ()), legend, today)
    if expected.stage is not None and differs(row.progress, expected):
        said = f"Declared {declared.word}; dates and measures say {expected.stage.word}"
        about = f"{declared.code} {expected.stage.code}"
        yield _hint(Kind.EXPECTED, row, said, about, Field.PROGRESS)


def _unheard(facts: Facts, checks: Checks, today: date, dated_since: date | None) -> Iterator[Hint]:
    row, since = facts.row, facts.heard or dated_since
    if since is None or (today - since).days <= checks.days:
        return
    start = _period(row.timescale, row.start, row.due).start
    if start is not None and (today - start).days <= checks.days:
        # Not begun, or only just: nothing is late to be told.
        return
    if facts.heard is None:
        said = f"No dated update; others have one since {say_short(since)}"
        yield _hint(Kind.STALE, row, said, "", Field.COMMENTS)
    else:
        said = f"No update for {(today - since).days:,} days, since {say_short(since)}"
        yield _hint(Kind.STALE, row, said, since.isoformat(), Field.COMMENTS)


def _hint(
    kind: Kind,
    row: ActionRow,
    sentence: str,
    about: str = "",
    field: Field | None = None,
    criterion: str = "",
) -> Hint:
    key = f"{kind}:{row.id}"
    if criterion:
        key = f"{key}:{criterion}"
    elif kind is Kind.PLACEHOLDER:
        key = f"{key}:{field}"
    return Hint(kind, key, about, sentence, row.id, None, field, criterion)


@lru_cache(maxsize=1024)
def _is_placeholder(text: str) -> bool:
    return placeholders.find(text) is not None
