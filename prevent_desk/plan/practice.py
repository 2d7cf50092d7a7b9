"""What the practice desk holds: the real plan's words, with progress, dates and updates invented.

The source leaves every progress cell empty. Here seven actions have progress, so that colours,
history and the board's summary have something to say. Days are set around today: the plan's own
years would put everything ten years late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.core.dates import financial_year
from prevent_desk.plan.model.records import ActionRow, Field, Measure
from prevent_desk.plan.service import Plans
from prevent_desk.plan.source import source_plan
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class _Step:
    """A declared stage, so many days ago, with its reason."""

    days_ago: int
    ref: str
    code: str
    reason: str


_STEPS = (
    _Step(132, "O1-01", "ongoing", "First round of visits to community groups begun."),
    _Step(128, "O1-02", "ongoing", "Six of eleven faith groups met."),
    _Step(126, "O1-03", "ongoing", "Letter to the business crime partnership sent."),
    _Step(120, "O1-04", "ongoing", "Contact with both universities made."),
    _Step(103, "O2-01", "ongoing", "Dates for the first two workshops offered."),
    _Step(61, "O1-06", "ongoing", "Poster drafted; two partners have answered."),
    _Step(48, "O1-04", "on_target", "Speaker guidance agreed and freshers' fair done."),
    _Step(34, "O1-03", "behind", "No reply from the business crime partnership in three months."),
    _Step(20, "O1-05", "behind", "The hospital has not yet named a Prevent lead."),
    _Step(3, "O2-01", "behind", "Both workshops postponed; the room was withdrawn."),
)

_UPDATES = (
    (96, "O1-01", "Community Projects", "Hire agreement of two halls now names the Prevent duty."),
    (48, "O1-04", "Education", "Freshers' fair: 210 leaflets taken, four questions by e-mail."),
    (34, "O1-03", "Community Safety", "Chased twice. Next: ask the chair of the partnership."),
    (20, "O1-05", "Public Health", "New safeguarding manager starts next month; meet her then."),
    (3, "O2-01", "Community Safety", "New room found. Next: hold both workshops next month."),
)

_MEASURES = (
    ("O1-01", 1, Measure("activities", "12", "7")),
    ("O1-03", 1, Measure("activities", "20", "4")),
    ("O1-06", 3, Measure("enquiries", "40", "26")),
    ("O2-01", 0, Measure("workshops", "xxx", "0")),
    ("O2-02", 0, Measure("practitioners", "60", "22")),
)


def fill_practice(store: Store, clock: Clock) -> int:
    """Fill an empty practice desk and return the plan's id; nothing of it can be undone."""
    today = clock.today()
    then = SetClock(_moment(clock, 140))
    plans = Plans(store, then)
    plan_id = plans.import_plan(source_plan(), None)
    rows = {row.ref: row for row in plans.sheet(plan_id).rows}
    _date(plans, rows, today)
    for ref, at, measure in _MEASURES:
        plans.set_measure(plans.detail(rows[ref].id).criteria[at].id, measure)
    for step in _STEPS:
        then.moment = _moment(clock, step.days_ago)
        plans.set_progress([rows[step.ref].id], step.code, step.reason)
    for days_ago, ref, by, text in _UPDATES:
        then.moment = _moment(clock, days_ago)
        plans.add_update(rows[ref].id, text, by, then.today())
    store.close_history()
    return plan_id


def _date(plans: Plans, rows: dict[str, ActionRow], today: date) -> None:
    """Give the actions that name the plan's years this year's dates."""
    first, last = financial_year(today)
    # Three fall due in the coming weeks, so that the summary has something to list.
    soon = {"O1-02": 12, "O1-06": 33, "O2-01": 61}
    for row in rows.values():
        if any(sign.isdigit() for sign in row.timescale):
            due = min(today + timedelta(days=soon[row.ref]), last) if row.ref in soon else last
            plans.set_cells(
                [(row.id, Field.START, first.isoformat()), (row.id, Field.DUE, due.isoformat())]
            )


def _moment(clock: Clock, days_ago: int) -> datetime:
    day = clock.now() - timedelta(days=days_ago)
    return datetime.combine(day.date(), time(13, 30), tzinfo=day.tzinfo)
