"""When two cells say the same, and when one says what the plan cannot keep.

A workbook comes back through other programs, which change line ends, blanks and the look of days;
none of that is a difference. What a person changed is one, however small.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from prevent_desk.core.dates import parse_date, say_short
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.legend import NOT_SET, Legend
from prevent_desk.plan.model.partners.comparing_file import SaidCell, Typed
from prevent_desk.plan.model.partners.sending_columns import read_actuals, say_actuals
from prevent_desk.plan.model.records import Criterion, Field

LISTS = frozenset({Field.LEADS, Field.CRITERIA, Field.RESOURCES})
"""Cells that are lists, one entry a line; their bullets are no part of them."""

_LOST = re.compile("[\ufffd\u202a-\u202e\u2066-\u2069\u200b\ufeff]")
# What our workbook replaces in a text, or another program leaves in one, unseen.
_BLANKS = re.compile("[ \t\u00a0\u2007\u202f]+")
_MOST_LINES = 500
"""Lines of a cell at the most; no plan has 50, and lists are compared line with line."""

_SERIALS = range(20_000, 60_000)
"""Bare numbers that may be days: LibreOffice keeps a day typed into a general cell as one."""
_SPREADSHEET_DAY_0 = date(1899, 12, 30)
_ANY_DAY = date(2000, 1, 1)


def settled(text: str) -> str:
    """Return a text without what other programs do to it unseen."""
    text = _LOST.sub("", text)
    lines = (_BLANKS.sub(" ", line).strip() for line in cells.tidy(text).split("\n"))
    return "\n".join(lines).strip("\n")


def shown(field: Field, text: str, legend: Legend, criteria: tuple[Criterion, ...] = ()) -> str:
    """Return a cell as it is shown and compared.

    Lists stand without bullets; days, progress and what is counted are said in one way. What
    cannot be read stays as it was typed.
    """
    words = settled(text)
    if field is Field.LEADS:
        return cells.say_leads(cells.leads(words))
    if field in LISTS:
        return "\n".join(cells.lines(words))
    if field in {Field.DUE, Field.START}:
        day = _day(words)
        return say_short(day) if day else cells.one_line(words)
    if field in {Field.REF, Field.TITLE, Field.TIMESCALE}:
        return cells.one_line(words)
    if field is Field.PROGRESS:
        return _stage(words, legend)
    if field is Field.ACTUALS:
        return _counted(words, criteria)
    return words


def problem_of(
    field: Field, cell: SaidCell, legend: Legend, criteria: tuple[Criterion, ...] = ()
) -> str:
    """Return in one sentence why a changed cell cannot be kept as it is; "" where it can."""
    text = settled(cell.text)
    if cell.typed is Typed.UNKNOWN:
        return "The cell holds a formula without a result."
    if cell.typed is Typed.NUMBER and field in {Field.DUE, Field.START, Field.TIMESCALE}:
        day = _day_of_serial(text)
        if day is not None:
            return f"“{text}” is a bare number; as a day it is {say_short(day)}."
    try:
        kept(field, text, legend, criteria)
    except Refused as refused:
        return refused.what
    return ""


def kept(field: Field, text: str, legend: Legend, criteria: tuple[Criterion, ...] = ()) -> str:
    """Return a cell's text as the plan would keep it.

    Raises:
        Refused: It does not fit; the words say why and what would.
    """
    words = cells.checked(field, settled(text))
    if field is Field.PROGRESS:
        cells.progress(legend, words)
    elif field in {Field.DUE, Field.START} and words:
        if not re.search(r"\d{4}", words):
            # A day without its year depends on when it is read: what partners mean is asked.
            _refuse_yearless(words)
        parse_date(words, _ANY_DAY)
    elif field is Field.ACTUALS and read_actuals(words, criteria) is None:
        raise Refused(
            f"“{cells.one_line(words)[:60]}” cannot be told apart into the numbers asked for.",
            next_step="Type a number for each measure, one a line.",
        )
    if words.count("\n") >= _MOST_LINES:
        raise Refused(
            f"That is {words.count(chr(10)) + 1:,} lines; the {cells.WORDS[field]} holds "
            f"{_MOST_LINES:,}.",
            next_step="Shorten it, or put the rest into an update.",
        )
    return shown(field, words, legend, criteria)


def is_to_be_looked_at(field: Field, cell: SaidCell) -> bool:
    """Say whether a cell fits, yet may not be what was meant.

    What a formula came to was typed by nobody. A day may be month and day the wrong way round: a
    program set to another country takes "3/4/2016" for 4 March, and keeps the day only.
    """
    if cell.typed is Typed.FORMULA:
        return True
    if field not in {Field.DUE, Field.START} or cell.typed is not Typed.DAY:
        return False
    day = _day(settled(cell.text))
    return day is not None and day.day <= 12 and day.day != day.month


def _counted(text: str, criteria: tuple[Criterion, ...]) -> str:
    """Return what was counted as it would be printed: "12" is "12 of 40 teachers"."""
    numbers = read_actuals(text, criteria)
    if numbers is None:
        return text
    return say_actuals(
        [
            replace(one, measure=replace(one.measure, actual=numbers[one.id]))
            if one.measure is not None
            else one
            for one in criteria
        ]
    )


def _stage(text: str, legend: Legend) -> str:
    try:
        code = cells.progress(legend, text)
    except Refused:
        return cells.one_line(text)
    return next((stage.word for stage in legend if stage.code == code), NOT_SET)


def _day(text: str) -> date | None:
    if not re.search(r"\d", text):
        return None
    try:
        return parse_date(text, _ANY_DAY) if re.search(r"\d{4}", text) else None
    except Refused:
        return None


def _day_of_serial(text: str) -> date | None:
    number = text.partition(".")[0]
    if not number.isdigit() or int(number) not in _SERIALS:
        return None
    return _SPREADSHEET_DAY_0 + timedelta(days=int(number))


def _refuse_yearless(words: str) -> None:
    raise Refused(
        f"“{cells.one_line(words)}” is not one date with its year.",
        next_step="Type it as “31 Mar 2016”.",
    )
