"""The sheet that a partner fills in, and beside it the texts that no row of Excel can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from prevent_desk.exports.workbook import arial, looks
from prevent_desk.exports.workbook.book import Book, Furniture, Sheet, lines_at_most, points_for
from prevent_desk.exports.workbook.looks import TINTS, Look
from prevent_desk.plan.exports import partner_book_help
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.partners import sending_columns as columns
from prevent_desk.plan.model.partners.packs import Pack
from prevent_desk.plan.model.partners.records import SentRow
from prevent_desk.plan.model.records import Field, PlanContents
from prevent_desk.workers.child import Report

HEADER_ROW = 4
EMPTY_ROWS = 5
"""Open rows below the actions, for actions that the partner proposes."""

PLAIN = Look(wraps=False)

_WIDTHS = {
    columns.REF: (14, 18),
    columns.OBJECTIVE: (15, 24),
    "Action": (34, 56),
    "Lead": (14, 20),
    "Success criteria": (32, 56),
    "Counted so far": (12, 20),
    "Timescale": (12, 16),
    "Due": (12, 12),
    "Resources": (14, 24),
    "Progress": (13, 13),
    "Reason": (16, 30),
    "Comments/progress": (44, 76),
    columns.UPDATE: (34, 34),
}
"""How wide a column is in characters, and how wide long texts may make it."""

_STEP = 6
_REPORT_EVERY = 100
_LAST = len(columns.COLUMNS) - 1
_PROGRESS = next(n for n, one in enumerate(columns.COLUMNS) if one.field is Field.PROGRESS)

_OPEN = Look(ruled=True, opens=True)
_LOCKED = Look(ruled=True, fill=looks.PALE)
_MARK = Look(size=9, colour=looks.QUIET, fill=looks.PALE, ruled=True)
_STATUS = replace(looks.STATUS, opens=True)
_LONG_WIDTHS = (16, 22, 110)


@dataclass(frozen=True, slots=True)
class LongText:
    """A text that is taller than a row of Excel can be; it stands whole on a sheet of its own."""

    mark: str
    heading: str
    text: str


def say(
    book: Book, pack: Pack, furniture: Furniture, facts: Sequence[str], report: Report | None
) -> list[LongText]:
    """Write the sheet; return what its rows cannot show whole."""
    above = _objectives(pack.contents)
    rows = [
        _texts(row, above[action.row.activity_id])
        for row, action in zip(pack.rows, pack.contents.actions, strict=True)
    ]
    widths = [_width(column, [row[n] for row in rows]) for n, column in enumerate(columns.COLUMNS)]
    sheet = book.sheet(columns.PLAN_SHEET, widths)
    _say_top(sheet, pack, furniture, facts)
    long_texts = _say_rows(sheet, rows, widths, report)
    for _ in range(EMPTY_ROWS):
        sheet.row([""] * (_LAST + 1), [_empty(column) for column in columns.COLUMNS], points=30)
    _finish(sheet, pack, furniture)
    return long_texts


def say_long(book: Book, pack: Pack, furniture: Furniture, texts: Sequence[LongText]) -> None:
    """Write the sheet of the texts that no row can show; none where there are none."""
    if not texts:
        return
    sheet = book.sheet(columns.LONG_SHEET, _LONG_WIDTHS)
    whole = [(0, len(_LONG_WIDTHS) - 1)]
    sheet.row([f"{pack.marking} · {columns.LONG_SHEET}", "", ""], looks.TITLE, spans=whole)
    said = "To be read: these are longer than a row of Excel can show. Answer on the first sheet."
    sheet.row([said, "", ""], looks.SUBTITLE, spans=whole)
    sheet.row([columns.REF, "Column", "Text"], looks.HEADER, points=30)
    room, most = arial.room(_LONG_WIDTHS[-1], 10), lines_at_most(10)
    for one in texts:
        for number, (piece, _) in enumerate(arial.pieces(one.text, room, most)):
            heading = f"{one.heading}, continued" if number else one.heading
            sheet.row([one.mark, heading, piece], [_MARK, _LOCKED, _LOCKED])
    sheet.freeze(3, 1)
    sheet.page(furniture)
    sheet.protect()


def _say_top(sheet: Sheet, pack: Pack, furniture: Furniture, facts: Sequence[str]) -> None:
    whole = [(0, _LAST)]
    # The marking stands in a cell too: headers of printed pages are lost when a sheet is copied.
    sheet.row(_across(f"{pack.marking} · {furniture.left}"), looks.TITLE, spans=whole)
    sheet.row(_across("   ·   ".join(facts)), looks.SUBTITLE, spans=whole)
    told = "White cells are yours to fill in; grey ones are locked. Choose Progress from its list."
    sheet.row(_across(told), looks.SUBTITLE, spans=whole, points=20)
    sheet.row([column.heading for column in columns.COLUMNS], looks.HEADER, points=30)


def _say_rows(
    sheet: Sheet,
    rows: Sequence[tuple[str, ...]],
    widths: Sequence[float],
    report: Report | None,
) -> list[LongText]:
    headings = [column.heading for column in columns.COLUMNS]
    each = [_look(column) for column in columns.COLUMNS]
    rooms = [arial.room(width, 10) for width in widths]
    most = lines_at_most(10)
    found: list[LongText] = []
    for number, texts in enumerate(rows, 1):
        tall = [arial.lines(text, room) for text, room in zip(texts, rooms, strict=True)]
        sheet.row(texts, each, points=points_for(min(most, max(tall)), 10))
        found += [
            LongText(texts[0], headings[n], texts[n])
            for n, count in enumerate(tall)
            if count > most
        ]
        if report and number % _REPORT_EVERY == 0:
            report(number, len(rows), "Writing action")
    return found


def _finish(sheet: Sheet, pack: Pack, furniture: Furniture) -> None:
    sheet.freeze(HEADER_ROW, 1)
    legend = pack.contents.head.legend
    words = [*((stage.word, TINTS[stage.tone]) for stage in legend), (NOT_SET, TINTS["grey"])]
    sheet.choices(
        _PROGRESS,
        (HEADER_ROW + 1, sheet.at),
        words,
        asked=f"Choose {', '.join(word for word, _ in words[:-1])} or {NOT_SET}.",
        listed_at=partner_book_help.words_at(len(words)),
    )
    sheet.page(furniture, large=True)
    sheet.protect()


def _look(column: columns.Column) -> Look:
    if column.heading == columns.REF:
        return _MARK
    if column.field is Field.PROGRESS:
        return _STATUS
    return _OPEN if column.is_open else _LOCKED


def _empty(column: columns.Column) -> Look:
    """Return the look of a cell in the rows for proposals: all are open but the mark's."""
    return _MARK if column.heading == columns.REF else replace(_look(column), fill="", opens=True)


def _texts(row: SentRow, objective: str) -> tuple[str, ...]:
    given = {columns.REF: row.mark, columns.OBJECTIVE: objective}
    return tuple(
        row.cells[column.field] if column.field else given.get(column.heading, "")
        for column in columns.COLUMNS
    )


def _objectives(contents: PlanContents) -> dict[int, str]:
    """Return what stands above the rows of each activity: its objective, and its own heading."""
    named = {one.id: one.heading or one.title for one in contents.objectives}
    return {
        one.id: "\n".join(part for part in (named[one.objective_id], one.heading) if part)
        for one in contents.activities
    }


def _width(column: columns.Column, texts: Sequence[str]) -> float:
    """Return a column's width: a wider one, within its limit, where a text is too tall."""
    width, limit = (float(given) for given in _WIDTHS[column.heading])
    most = lines_at_most(10)
    # Only a text this long, or of this many lines, can be too tall: the rest need no measuring.
    fewest = most * width * 0.5
    tall = [text for text in texts if len(text) > fewest or text.count("\n") >= most]
    while width < limit and any(arial.lines(text, arial.room(width, 10)) > most for text in tall):
        width = min(limit, width + _STEP)
    return width


def _across(text: str) -> list[str]:
    return [text, *[""] * _LAST]
