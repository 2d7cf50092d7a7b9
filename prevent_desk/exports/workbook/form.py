"""Any form as a workbook: a row for each answer, choices by a drop-down, the rest locked.

What is written is the definition (`core.questionnaire`); `readers/form_workbook` reads it back by
the numbers of its rows.
"""

from __future__ import annotations

from prevent_desk.core import form_fields, form_rows
from prevent_desk.core.dates import say_date
from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.workbook import looks
from prevent_desk.exports.workbook.book import Book, Furniture, Sheet, points_for
from prevent_desk.exports.workbook.looks import Look, Tint

SHEET, LISTS = "Your answers", "Choices"
NUMBER, QUESTION, ANSWER = "No.", "Question", "Your answer"
_WIDTHS = (6.0, 62.0, 66.0)
_OPEN = Look(ruled=True, opens=True)
_PLAIN = Tint("171E29", "FFFFFF")
_LONG_LINES = 4


def write_blank(form: Questionnaire, lists: Vocabularies, paper: FormPaper) -> bytes:
    """Return the workbook's bytes; the same form at the same moment gives the same bytes."""
    return _Blank(form, lists, paper).write()


class _Blank:
    """A form being written."""

    def __init__(self, form: Questionnaire, lists: Vocabularies, paper: FormPaper) -> None:
        self._form, self._paper = form, paper
        self._parts = form_rows.parts(form, lists, paper.made_at.date())
        self._book = Book()
        self._listed: dict[tuple[str, ...], str] = {}

    def write(self) -> bytes:
        book, paper, title = self._book, self._paper, self._form.title
        sheet = book.sheet(SHEET, _WIDTHS)
        sheet.row([title, "", ""], looks.TITLE, spans=[(0, 2)])
        for words in self._said():
            sheet.row([words, "", ""], looks.SUBTITLE, spans=[(0, 2)])
        header = sheet.row([NUMBER, QUESTION, ANSWER], looks.HEADER)
        offered = self._rows(sheet)
        self._choices(sheet, offered)
        sheet.freeze(header, 0)
        sheet.protect()
        below = f"Form {self._form.version}, made {say_date(paper.made_at.date())}"
        sheet.page(Furniture(paper.marking, title, paper.notice, below))
        for name, text in (
            (form_fields.CODE, self._form.code),
            (form_fields.VERSION, self._form.version),
            (form_fields.MARK, paper.mark),
        ):
            if text:
                book.keep(name, name.replace("-", "_"), text)
        return book.packed(title, paper.made_at)

    def _said(self) -> list[str]:
        paper = self._paper
        to = f"and send it to {paper.send_to}" if paper.send_to else "and send it back"
        said = [
            f"For {paper.filled_by}" if paper.filled_by else "",
            " ".join(self._form.hint.split()),
            f"Type in the right-hand column, save it {to}, by a way your organisation allows.",
            "Leave out what you do not know: no answer is compulsory. Nothing marked above "
            "OFFICIAL-SENSITIVE may be written here.",
        ]
        return [words for words in said if words]

    def _rows(self, sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
        offered = []
        for one in self._parts:
            sheet.row([one.letter, one.title, one.hint], looks.HEADING)
            for row in one.rows:
                words = f"{row.words}\n{row.hint}" if row.hint else row.words
                points = points_for(_LONG_LINES, 10) if row.is_long else None
                at = sheet.row(
                    [row.number, words, ""], [looks.LABEL_RULED, looks.CELL, _OPEN], points=points
                )
                if row.offered:
                    offered.append((at, row.offered))
        return offered

    def _choices(self, sheet: Sheet, offered: list[tuple[int, tuple[str, ...]]]) -> None:
        kinds = list(dict.fromkeys(words for _at, words in offered))
        if not kinds:
            return
        lists = self._book.sheet(LISTS, [30.0] * len(kinds))
        for place in range(max(map(len, kinds))):
            lists.row([one[place] if place < len(one) else "" for one in kinds], looks.CELL)
        for at, words in offered:
            letter = chr(ord("A") + kinds.index(words))
            sheet.choices(
                2,
                (at, at),
                [(word, _PLAIN) for word in words],
                asked="Choose one from the list.",
                listed_at=f"'{LISTS}'!${letter}$1:${letter}${len(words)}",
                title="Not in the list",
            )
