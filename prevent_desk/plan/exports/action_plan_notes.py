"""The sheet "Legend and notes": the plan's own words about itself, its key, how to use the file."""

from __future__ import annotations

from collections.abc import Sequence

from prevent_desk.core.dates import say_date
from prevent_desk.exports.workbook import arial, looks
from prevent_desk.exports.workbook.book import Book, Furniture, Sheet, lines_at_most
from prevent_desk.exports.workbook.looks import TINTS, Look
from prevent_desk.plan.model import workbook as words
from prevent_desk.plan.model.health.hints import HealthCounts
from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.records import Paper, PlanContents

_WIDTHS = (22, 20, 20, 24, 66)
_LAST = len(_WIDTHS) - 1
_ONE_LINE = 100  # characters that stand in one line of the columns after the first
_NAME_POINTS = 15.0
_BESIDE = Look(bold=True, ruled=True)

_USES = (
    "Type in any white cell of the action plan. Rows may be added and taken out; columns may be "
    "moved. The headings are found by their words.",
    "Progress is chosen from the drop-down list; its colour follows the word.",
    "Leave Ref as it is: by it the row is found again when this workbook is read back.",
    "One success criterion a line. A line that begins “→ Measured” is counted at the desk and is "
    "not read back.",
    "A row marked “continued” carries on the row above it, because Excel shows no taller row.",
)


def say(book: Book, contents: PlanContents, paper: Paper, furniture: Furniture) -> None:
    """Write the sheet."""
    head = contents.head
    sheet = book.sheet(words.NOTES_SHEET, _WIDTHS)
    marking = Look(bold=True, colour=looks.SUPPORT, across="right", down="center")
    title = [words.NOTES_SHEET, *[""] * (_LAST - 1), paper.marking]
    sheet.row(title, [looks.TITLE] * _LAST + [marking], spans=[(0, _LAST - 1)])
    _say_section(sheet, words.ABOUT)
    about = (
        (words.TITLE, head.title),
        (words.YEARS, head.years),
        (words.VERSION, head.version),
        (words.LABEL, head.label),
        ("Kept", paper.frozen),
        ("Data current to", say_date(paper.current_to)),
        ("Actions in this file", paper.lead or "All"),
        ("Export", paper.export_id),
        ("Practice desk", "All people are invented" if paper.practice else ""),
        ("Plan health", _health(paper.health) if paper.health is not None else ""),
    )
    for label, text in about:
        if text:
            _say_words(sheet, label, text)
    if head.preamble:
        _say_section(sheet, words.STATEMENTS)
        for number, text in enumerate(head.preamble, 1):
            _say_words(sheet, f"{words.STATEMENT} {number}", text)
    if head.strategic_objectives:
        _say_section(sheet, words.AIMS)
        for number, text in enumerate(head.strategic_objectives, 1):
            _say_words(sheet, f"{words.AIM_NUMBERED} {number}", text)
    _say_key(sheet, head.legend)
    _say_section(sheet, words.HOW_TO)
    for number, text in enumerate(_uses(book), 1):
        _say_words(sheet, str(number), text)
    _say_names(sheet, contents)
    sheet.page(furniture)


def _health(counts: HealthCounts) -> str:
    if not counts.total:
        return "Nothing is missing"
    return "; ".join([counts.said, *(f"{words}: {count:,}" for words, count in counts.listed)])


def _uses(book: Book) -> Sequence[str]:
    if not book.replaced:
        return _USES
    count = "One character" if book.replaced == 1 else f"{book.replaced} characters"
    return (*_USES, f"{count} that Excel cannot show safely stand here as “\ufffd”.")


def _say_section(sheet: Sheet, name: str) -> None:
    sheet.row([name, *[""] * _LAST], looks.SECTION, spans=[(0, _LAST)], points=30)


def _say_words(sheet: Sheet, label: str, text: str) -> None:
    room = arial.room(sum(_WIDTHS[1:]), 10)
    for number, (piece, _) in enumerate(arial.pieces(text, room, lines_at_most(10))):
        cells = [words.CONTINUED if number else label, piece, *[""] * (_LAST - 1)]
        sheet.row(cells, [_BESIDE, *[looks.CELL] * _LAST], spans=[(1, _LAST)])


def _say_key(sheet: Sheet, legend: Legend) -> None:
    _say_section(sheet, words.KEY)
    sheet.row(words.KEY_COLUMNS, looks.HEADER)
    for stage in legend:
        tint = TINTS[stage.tone]
        painted = Look(bold=True, colour=tint.text, fill=tint.fill, ruled=True)
        meaning = stage.meaning.words
        texts = (stage.word, stage.colour_word, stage.tone.value, meaning, stage.code)
        sheet.row(texts, [painted, *[looks.CELL] * _LAST])


def _say_names(sheet: Sheet, contents: PlanContents) -> None:
    named = [
        *((f"{words.OBJECTIVE} {o.number}".strip(), o.title) for o in contents.objectives),
        *((action.row.ref, action.row.title) for action in contents.actions),
    ]
    if not any(name for _, name in named):
        return
    _say_section(sheet, words.SHORT_NAMES)
    spans = [(1, _LAST)]
    sheet.row([*words.NAME_COLUMNS, *[""] * (_LAST - 1)], looks.HEADER, spans=spans)
    for ref, name in named:
        # The cells beside it are empty, so a name needs no merged cell to be seen whole.
        if ref and name and len(name) <= _ONE_LINE:
            sheet.row([ref, name], looks.ONE_LINE, points=_NAME_POINTS)
        elif ref and name:
            _say_words(sheet, ref, name)
