"""The columns of a partner's workbook: what each holds, and which of them the partner may fill.

Why these are open and the others locked: docs/decisions/0012-partners-workbooks.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model import workbook as words
from prevent_desk.plan.model.legend import NOT_SET, Legend
from prevent_desk.plan.model.records import ActionDetail, Criterion, Field, Measure

PLAN_SHEET = "Your actions"
HELP_SHEET = "How to fill in"
LONG_SHEET = "Long texts"

REF, OBJECTIVE, UPDATE = "Ref", "Objective", "Your update"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the partner's sheet.

    Attributes:
        heading: Its words in the header row; columns are found by them, never by their letter.
        field: What of the action it holds, as `SentRow.cells` has it; None for the row's mark, the
            objective above it and the update that the partner writes.
        is_open: The partner may fill it; the others are locked.
    """

    heading: str
    field: Field | None
    is_open: bool = False


COLUMNS = (
    Column(REF, None),
    Column(OBJECTIVE, None),
    Column("Action", Field.TEXT),
    Column("Lead", Field.LEADS, is_open=True),
    Column("Success criteria", Field.CRITERIA, is_open=True),
    Column("Counted so far", Field.ACTUALS, is_open=True),
    Column("Timescale", Field.TIMESCALE, is_open=True),
    Column("Due", Field.DUE, is_open=True),
    Column("Resources", Field.RESOURCES, is_open=True),
    Column("Progress", Field.PROGRESS, is_open=True),
    Column("Reason", Field.REASON, is_open=True),
    Column("Comments/progress", Field.COMMENTS, is_open=True),
    Column(UPDATE, None, is_open=True),
)

_LONGEST = 32_000
"""Characters of a cell; Excel holds 32,767."""

_LEFT_OUT = "(earlier comments are left out here)"
_BLANK = "__"
_WORDS_OF_CRITERION = 40
_NUMBER = re.compile(r"[\d.,]*\d\s?%?")


def cells_of(detail: ActionDetail, legend: Legend) -> dict[Field, str]:
    """Return an action's cells as a partner's workbook has them.

    Reference and title are among them, though no column of their own shows them. Equal actions
    give equal cells, so what was changed here since is told by calling it again.
    """
    row = detail.row
    word = next((stage.word for stage in legend if stage.code == row.progress), NOT_SET)
    cells = {
        Field.REF: row.ref,
        Field.TITLE: row.title,
        Field.TEXT: row.text or row.title,
        Field.LEADS: "\n".join(row.leads),
        Field.CRITERIA: "\n".join(words.BULLET + one.text for one in detail.criteria),
        Field.ACTUALS: say_actuals(detail.criteria),
        Field.TIMESCALE: row.timescale,
        Field.DUE: say_short(row.due) if row.due else "",
        Field.RESOURCES: row.resources,
        Field.PROGRESS: word,
        Field.REASON: row.reason,
        Field.COMMENTS: _newest(row.comments),
    }
    return {field: text.replace("\r\n", "\n").replace("\r", "\n") for field, text in cells.items()}


def say_actuals(criteria: Sequence[Criterion]) -> str:
    """Return what has been counted, one measure a line: "12 of 40 teachers", "__ of 40 teachers".

    Where there are several, each begins with the words of its criterion.
    """
    counted = [(one, one.measure) for one in criteria if one.measure is not None]
    if len(counted) == 1:
        return _counted(counted[0][1])
    return "\n".join(f"{_begin(one)}: {_counted(measure)}" for one, measure in counted)


def read_actuals(text: str, criteria: Sequence[Criterion]) -> dict[int, str] | None:
    """Return the numbers of a "Counted so far" cell by criterion; None where they cannot be told.

    Each may stand alone ("12") or as it was printed ("12 of 40 teachers"); "__" is none. Lines are
    known by their criterion's words, else by their order where there is one for each measure.
    """
    counted = [(one, one.measure) for one in criteria if one.measure is not None]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) != len(counted):
        return None
    found: dict[int, str] = {}
    for line, (one, measure) in zip(lines, counted, strict=True):
        said = line.removeprefix(f"{_begin(one)}:").strip()
        for tail in (f" of {measure.target or '?'} {measure.unit}", f" of {measure.target or '?'}"):
            said = said.removesuffix(tail.rstrip())
        said = said.removesuffix(measure.unit).strip() if measure.unit else said.strip()
        if said == _BLANK:
            said = ""
        elif said != measure.actual and not _NUMBER.fullmatch(said):
            return None
        found[one.id] = said
    return found


def _counted(measure: Measure) -> str:
    unit = f" {measure.unit}" if measure.unit else ""
    return f"{measure.actual or _BLANK} of {measure.target or '?'}{unit}"


def _begin(criterion: Criterion) -> str:
    text = " ".join(criterion.text.split()).replace(":", "")
    if len(text) <= _WORDS_OF_CRITERION:
        return text
    return text[:_WORDS_OF_CRITERION].rsplit(" ", 1)[0] + "…"


def _newest(comments: str) -> str:
    """Return comments that fit into a cell: where they do not, the newest of them."""
    if len(comments) <= _LONGEST:
        return comments
    kept = comments[-(_LONGEST - len(_LEFT_OUT) - 1) :]
    first_end = kept.find("\n")
    return f"{_LEFT_OUT}\n{kept[first_end + 1 :] if first_end >= 0 else kept}"
