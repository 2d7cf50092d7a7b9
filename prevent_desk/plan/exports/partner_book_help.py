"""The sheet that tells a partner how to fill the workbook in and send it back."""

from __future__ import annotations

from prevent_desk.core.dates import say_date
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.exports.workbook.looks import TINTS, Look
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.partners import sending_columns as columns
from prevent_desk.plan.model.partners.packs import Pack

_WIDTHS = (22, 26, 80)
_FIRST_WORD = 4
"""The row of the first word of the key: title, line below it, header, words."""


def words_at(count: int) -> str:
    """Return where the words of progress stand, as a rule of another sheet names the place."""
    return f"'{columns.HELP_SHEET}'!$A${_FIRST_WORD}:$A${_FIRST_WORD + count - 1}"


def say(book: Book, pack: Pack, furniture: Furniture) -> None:
    """Write the sheet."""
    sheet = book.sheet(columns.HELP_SHEET, _WIDTHS)
    whole = [(0, len(_WIDTHS) - 1)]
    sheet.row([f"{pack.marking} · {columns.HELP_SHEET}", "", ""], looks.TITLE, spans=whole)
    sheet.row(["The key of progress in this plan", "", ""], looks.SECTION, spans=whole)
    sheet.row(["Choose", "In the plan’s key", "It means"], looks.HEADER, points=30)
    for stage in pack.contents.head.legend:
        tint = TINTS[stage.tone]
        painted = Look(bold=True, colour=tint.text, fill=tint.fill, ruled=True)
        texts = (stage.word, stage.colour_word, f"The action is {stage.meaning.words}.")
        sheet.row(texts, [painted, looks.CELL, looks.CELL])
    grey = TINTS["grey"]
    sheet.row(
        (NOT_SET, "", "Nothing has been said about it yet."),
        [Look(bold=True, colour=grey.text, fill=grey.fill, ruled=True), looks.CELL, looks.CELL],
    )
    sheet.row(["What to do", "", ""], looks.SECTION, spans=whole, points=30)
    for number, (name, words) in enumerate(_steps(pack), 1):
        cells = [f"{number}  {name}", words, ""]
        beside = Look(bold=True, ruled=True)
        sheet.row(cells, [beside, looks.CELL, looks.CELL], spans=[(1, 2)])
    sheet.page(furniture)
    sheet.protect()


def _steps(pack: Pack) -> list[tuple[str, str]]:
    back = f"Save the workbook and send it back by {say_date(pack.due)}" if pack.due else (
        "Save the workbook and send it back"
    )  # fmt: skip
    return [
        (
            "Fill in",
            f"On the sheet “{columns.PLAN_SHEET}” the white cells are yours. Change what has "
            "changed, and leave the rest as it is.",
        ),
        (
            "Progress",
            "Choose a word from the list in the cell; its colour follows. Say why in Reason, "
            "above all where an action is behind.",
        ),
        (
            columns.UPDATE,
            "Write what was done since. It is added to the comments with your agency’s name and "
            "the day; nothing that stands there is lost.",
        ),
        (
            "Counted so far",
            "Where a criterion is counted, put your number in front: “12 of 40 teachers”. “__” is "
            "a number that nobody has given yet.",
        ),
        (
            "Due",
            "One day, such as 31 Mar 2016. What is no day stands in Timescale.",
        ),
        (
            "New actions",
            "Propose them in the empty rows below the others. To leave one out, say so in your "
            "update: a row that is missing removes nothing.",
        ),
        (
            "Sort and filter",
            "The arrows in the header filter. To sort, first choose Review, Unprotect Sheet (there "
            "is no password), and sort all columns together.",
        ),
        (
            "Send back",
            f"{back}, in any form of Excel or LibreOffice. Leave Ref and the pack’s number as they "
            "are: by them your answers are found. If nothing has changed, send it back as it is.",
        ),
    ]
