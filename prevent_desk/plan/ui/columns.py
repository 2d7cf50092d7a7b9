"""The grid's columns: what each is called, what it says of an action, and how it is filtered.

Order and words are those of the 2015/16 plan's own table (DOMAIN, section 6); columns that the
source does not print are there to choose but not shown at first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prevent_desk.core.dates import say_date
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import ActionRow, Field, PlanHead

NO_LEAD = "No lead"
NO_DATE = "No date"


class Kind(StrEnum):
    """How a cell is painted and which editor it takes."""

    REF = "ref"
    ACTION = "action"
    LEADS = "leads"
    CRITERIA = "criteria"
    TIME = "time"
    DATE = "date"
    PROGRESS = "progress"
    TEXT = "text"


class Filtered(StrEnum):
    """What stands under the column's title: a text box or a picker of values."""

    TEXT = "text"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the grid.

    Attributes:
        key: Its name in remembered settings; never changes.
        fields: What it writes; the action column writes title and text.
        width: First width in px at 100 % text.
        stretch: Its share of room that is left over; 0 keeps its width.
    """

    key: str
    heading: str
    kind: Kind
    fields: tuple[Field, ...]
    filtered: Filtered
    width: int
    stretch: int = 0
    shown: bool = True


COLUMNS: tuple[Column, ...] = (
    Column("ref", "Ref", Kind.REF, (Field.REF,), Filtered.TEXT, 60),
    Column(
        "action", "Action", Kind.ACTION, (Field.TITLE, Field.TEXT), Filtered.TEXT, 214, stretch=3
    ),
    Column("lead", "Lead", Kind.LEADS, (Field.LEADS,), Filtered.VALUES, 90),
    Column("criteria", "Success criteria", Kind.CRITERIA, (Field.CRITERIA,), Filtered.TEXT, 230, 3),
    Column("time", "Time", Kind.TIME, (Field.TIMESCALE,), Filtered.VALUES, 118),
    Column("start", "Start", Kind.DATE, (Field.START,), Filtered.TEXT, 116, shown=False),
    Column("due", "Due", Kind.DATE, (Field.DUE,), Filtered.TEXT, 116, shown=False),
    Column(
        "resources", "Resources", Kind.TEXT, (Field.RESOURCES,), Filtered.TEXT, 140, shown=False
    ),
    Column("progress", "Progress", Kind.PROGRESS, (Field.PROGRESS,), Filtered.VALUES, 114),
    Column("reason", "Reason", Kind.TEXT, (Field.REASON,), Filtered.TEXT, 160, shown=False),
    Column("comments", "Comments / progress", Kind.TEXT, (Field.COMMENTS,), Filtered.TEXT, 172, 2),
)

BY_KEY = {column.key: number for number, column in enumerate(COLUMNS)}
REF, ACTION, LEAD = BY_KEY["ref"], BY_KEY["action"], BY_KEY["lead"]
PROGRESS, TIME = BY_KEY["progress"], BY_KEY["time"]

_TEXTS: dict[str, Callable[[ActionRow], str]] = {
    "ref": lambda row: row.ref,
    "action": lambda row: "\n".join((row.title, row.text)) if row.text else row.title,
    "lead": lambda row: ", ".join(row.leads),
    "criteria": lambda row: "\n".join(row.criteria),
    "time": lambda row: row.timescale,
    "start": lambda row: _day(row.start),
    "due": lambda row: _day(row.due),
    "resources": lambda row: row.resources,
    "reason": lambda row: row.reason,
    "comments": lambda row: row.comments,
}


def cell_text(row: ActionRow, column: Column, head: PlanHead) -> str:
    """Return a cell as plain text: what is copied, filtered and first shown in its editor."""
    if column.key == "progress":
        return stage_word(head, row.progress)
    return _TEXTS[column.key](row)


def stage_word(head: PlanHead, code: str | None) -> str:
    """Return the plan's own word for a stage; the bare code where the key no longer has it."""
    stage = head.stage(code)
    return stage.word if stage else (code or NOT_SET)


def spoken(row: ActionRow, column: Column, head: PlanHead) -> str:
    """Return a cell as one sentence for a screen reader: "Progress, Behind, was Ongoing"."""
    said = cell_text(row, column, head).replace("\n", "; ")
    if column.key == "progress" and row.was != row.progress and has_moved(row):
        said = f"{said}, was {stage_word(head, row.was)}"
    if column.key == "lead":
        said = said or NO_LEAD
    if column.key == "time":
        due = f"due {say_date(row.due)}" if row.due else ""
        said = ", ".join(part for part in (said, due) if part) or NO_DATE
    return f"{column.heading}, {said or 'empty'}"


def has_moved(row: ActionRow) -> bool:
    """Return whether a trend can be told: there was a stage before this one."""
    return row.was is not None and row.was != row.progress


def filter_values(row: ActionRow, column: Column, head: PlanHead) -> tuple[str, ...]:
    """Return the values by which a picker finds an action; an action may have several leads."""
    if column.key == "lead":
        return row.leads or (NO_LEAD,)
    if column.key == "time":
        return (row.timescale,) if row.timescale else (NO_DATE,)
    return (cell_text(row, column, head),)


def sort_key(row: ActionRow, column: Column, head: PlanHead) -> tuple[object, ...]:
    """Return what a column sorts by; empty cells stand last, O1-9 before O1-10."""
    if column.kind is Kind.DATE:
        day = row.start if column.key == "start" else row.due
        return (day is None, day or date.min)
    if column.key == "progress":
        codes = [stage.code for stage in head.legend]
        place = codes.index(row.progress) if row.progress in codes else len(codes)
        return (row.progress is None, place)
    text = cell_text(row, column, head).casefold()
    return (not text, natural(text))


def natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """Return a key that puts O1-9 before O1-10."""
    return tuple(
        (False, int(part), "") if part.isdecimal() and part.isascii() else (True, 0, part)
        for part in re.split(r"(\d+)", text)
        if part
    )


def values_in(rows: Sequence[ActionRow], column: Column, head: PlanHead) -> list[str]:
    """Return the values a picker offers: the key's order for progress, else by name; empty last."""
    found = {value for row in rows for value in filter_values(row, column, head)}
    if column.key == "progress":
        order = [stage.word for stage in head.legend]
        return [word for word in order if word in found] + sorted(found - set(order))
    empty = {NO_LEAD, NO_DATE} & found
    return sorted(found - empty, key=lambda value: natural(value.casefold())) + sorted(empty)


def _day(day: date | None) -> str:
    return say_date(day) if day else ""
