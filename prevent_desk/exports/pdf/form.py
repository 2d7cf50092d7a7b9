"""Any form on paper, blank: to be filled on a screen or by a pen.

What is drawn is the definition (`core.questionnaire`) and nothing else; what the fields are called
is `core.form_fields`, so that what comes back can be placed.
"""

from __future__ import annotations

from dataclasses import replace

from prevent_desk.core import form_fields
from prevent_desk.core.form_fields import ROWS_OFFERED, part
from prevent_desk.core.questionnaire import Kind, Question, Questionnaire
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.pdf.blocks import OVERLINE, SMALL, Look
from prevent_desk.exports.pdf.document import Document
from prevent_desk.exports.pdf.fields import Field
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.form_blocks import Asked, Beside, Kept, SectionHead, Stack
from prevent_desk.exports.pdf.form_parts import (
    Cell,
    Option,
    Options,
    Piece,
    Prompt,
    Prompts,
    RowsTable,
    TextBox,
    Words,
)
from prevent_desk.exports.pdf.furniture import Furniture
from prevent_desk.exports.pdf.layout import Run
from prevent_desk.exports.pdf.made import Made
from prevent_desk.exports.pdf.theme import ACCENT, ACCENT_INK, INK, INK_2, SUNKEN
from prevent_desk.exports.pdf.tree import Node

_LINE, _PEN_LINE = 21.0, 27.0
_SOME_LINES, _MORE_LINES, _MANY_LINES = 58.0, 84.0, 190.0
_MANY_PROMPTS = 4
"""More things to think of than this call for the most room."""
_PEN_TIMES = 1.25
"""How much more room handwriting gets."""

_IN_SIGHT = 7
"""Most choices that all stand in sight on a screen; more are a list that opens."""
_BY_PEN = 14
"""The same on a form for the pen; more are written into a box."""

_NOTE = Look(size=9, leading=14, fill=SUNKEN, edge=ACCENT, padding=10, after=12)


def write_blank(
    form: Questionnaire, vocabularies: Vocabularies, paper: FormPaper, *, fillable: bool
) -> Made:
    """Return a form to be filled.

    Args:
        form: Its sections "about the desk" are left out: they are not for who fills it.
        vocabularies: Every list; a list offers what may be chosen on the day of `paper.made_at`.
        paper: Marking and office.
        fillable: On a screen; else by pen.
    """
    return _Blank(form.without("desk"), vocabularies, paper, fillable).write()


def _begin(form: Questionnaire, paper: FormPaper) -> Document:
    footer = f"{form.title}, form {form.version}"
    document = Document(form.title, Furniture(paper.marking, form.title, paper.notice, footer))
    if paper.office:
        document.paragraph(paper.office, OVERLINE)
    document.heading(1, form.title)
    return document


def _end(document: Document, form: Questionnaire) -> None:
    if form.source:
        document.paragraph(form.source, SMALL)


def _letters() -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class _Blank:
    """A form to be filled, being written."""

    def __init__(
        self, form: Questionnaire, lists: Vocabularies, paper: FormPaper, fillable: bool
    ) -> None:
        self._form, self._lists, self._paper = form, lists, paper
        self._fillable = fillable
        self._day = paper.made_at.date()
        self._document = _begin(form, paper)
        self._root: Node | None = None
        self._narrow: Question | None = None

    def write(self) -> Made:
        """Return the paper."""
        document = self._document
        if self._paper.filled_by:
            document.paragraph(f"For {self._paper.filled_by}", Look(size=10, leading=15, after=4))
        if self._form.hint:
            document.paragraph(self._form.hint, Look(size=10, leading=15, colour=INK_2, after=10))
        self._say_instructions()
        document.notice_here()
        for letter, section in zip(_letters(), self._form.sections, strict=False):
            self._head(letter, section.title)
            if section.hint:
                document.paragraph(section.hint, Look(size=9, leading=13, colour=INK_2, after=8))
            for question in section.questions:
                self._ask(question)
            self._flush()
        _end(document, self._form)
        if self._fillable:
            document.block(self._kept)
        return document.finish(self._paper.made_at)

    def _head(self, letter: str, title: str) -> None:
        said = self._document.printable(title)
        self._document.block(
            lambda root: SectionHead(letter, said, Node("H2", root), f"section-{letter}")
        )

    def _say_instructions(self) -> None:
        how = (
            "Fill it in on your screen with any PDF program, save it, and send the file"
            if self._fillable
            else "Write clearly, use more paper where a box is too small, and send it"
        )
        to = f"to {self._paper.send_to}" if self._paper.send_to else "back the way it came to you"
        lines = (
            ("In danger now? ", self._danger()),
            ("How to fill it in. ", f"{how} {to}, by a way your organisation allows."),
            ("Leave out what you do not know. ", "No answer is compulsory."),
            ("You may stay anonymous. ", self._anonymity()),
            ("Do not put SECRET here. ", "Nothing marked above OFFICIAL-SENSITIVE may be written."),
        )
        runs: list[Run] = []
        for lead, text in lines:
            if text:
                runs += [
                    Run("\n" if runs else "", Face.REGULAR, INK),
                    Run(lead, Face.SEMIBOLD, ACCENT_INK),
                    Run(text, Face.REGULAR, INK),
                ]
        self._document.paragraph(runs, _NOTE)

    def _danger(self) -> str:
        """Return whom to call first; nothing on a form that is no first word of anything."""
        is_first = any(section.about == "referrer" for section in self._form.sections)
        return "If anybody may be hurt soon, call 999 first." if is_first else ""

    def _anonymity(self) -> str:
        """Return where anonymity is asked for; nothing where the form is not about a referrer."""
        for letter, section in zip(_letters(), self._form.sections, strict=False):
            if any(question.fills == "referrer.anonymous" for question in section.questions):
                return f"Say so in part {letter}, and leave your name out."
        return ""

    # Questions, one or two in a row

    def _ask(self, question: Question) -> None:
        if question.prompts or not self._is_narrow(question):
            self._flush()
            self._document.block(lambda root: Asked(self._piece(root, question)))
            return
        if self._narrow is None:
            self._narrow = question
            return
        first, self._narrow = self._narrow, None
        self._document.block(
            lambda root: Asked(Beside((self._piece(root, first), self._piece(root, question))))
        )

    def _flush(self) -> None:
        question, self._narrow = self._narrow, None
        if question is not None:
            self._document.block(lambda root: Asked(self._piece(root, question), half=True))

    def _is_narrow(self, question: Question) -> bool:
        return not question.wide and question.kind not in {
            Kind.ROWS,
            Kind.FACTOR,
            Kind.YES_NO_MORE,
            Kind.CHOICES,
        }

    # One question

    def _piece(self, root: Node, question: Question) -> Piece:
        if question.kind is Kind.ROWS:
            return self._rows(root, question)
        if question.kind in {Kind.YES_NO_MORE, Kind.FACTOR}:
            return self._parts(root, question)
        terms = form_fields.choices(question, self._lists, self._day)
        in_sight = _IN_SIGHT if self._fillable else _BY_PEN
        if question.kind is Kind.CHOICES or (terms and len(terms) <= in_sight):
            return self._options(root, question)
        labels = tuple(self._document.printable(term.label) for term in terms)
        words = self._words(root, question)
        if question.prompts:
            prompts = self._prompts(root, question)
            empty = Words("", "", Node("P", root), Node("P", root))
            return Stack((words, prompts, self._box(root, question, empty, labels)))
        return self._box(root, question, words, labels)

    def _box(
        self, root: Node, question: Question, words: Words, labels: tuple[str, ...]
    ) -> TextBox:
        return TextBox(
            words,
            Node("Form", root),
            self._field(question),
            self._high(question),
            lines=question.kind is Kind.LONG,
            choices=labels if self._fillable else (),
        )

    def _prompts(self, root: Node, question: Question) -> Prompts:
        parent = Node("L", root, ordered=False)
        prompts = []
        for text in question.prompts:
            item = Node("LI", parent)
            bullet = Node("Lbl", item)
            body = Node("P", Node("LBody", item))
            prompts.append(Prompt(self._document.printable(text), bullet, body))
        return Prompts(tuple(prompts))

    def _high(self, question: Question) -> float:
        if question.kind is not Kind.LONG:
            return _LINE if self._fillable else _PEN_LINE
        lines = _SOME_LINES
        if question.prompts:
            lines = _MANY_LINES if len(question.prompts) > _MANY_PROMPTS else _MORE_LINES
        return lines if self._fillable else lines * _PEN_TIMES

    def _words(self, root: Node, question: Question) -> Words:
        printable = self._document.printable
        text = printable(question.text)
        return Words(text, printable(question.hint), Node("P", root), Node("P", root))

    def _options(self, root: Node, question: Question) -> Options:
        words = self._words(root, question)
        many = question.kind is Kind.CHOICES
        options = []
        for term in form_fields.choices(question, self._lists, self._day):
            line = Node("P", root)
            label = self._document.printable(term.label)
            own = self._field(question, term.code, spoken=label) if many else None
            options.append(Option(label, term.code, line, Node("Form", line), own))
        group = None if many else self._field(question)
        return Options(words, tuple(options), group, many)

    def _parts(self, root: Node, question: Question) -> Piece:
        options = self._options(root, question)
        asked = self._document.printable(question.hint)
        evidence = TextBox(
            Words("", asked or "In your words", Node("P", root), Node("P", root)),
            Node("Form", root),
            self._field(question, "evidence", spoken=asked or "In your words"),
            _SOME_LINES * (0.7 if self._fillable else 1),
            lines=True,
        )
        bare = replace(options.words, hint="")
        pieces: list[Piece] = [replace(options, words=bare), evidence]
        if question.kind is Kind.FACTOR:
            pieces.append(
                Beside(
                    tuple(
                        TextBox(
                            Words("", label, Node("P", root), Node("P", root)),
                            Node("Form", root),
                            self._field(question, key, spoken=label),
                            _LINE if self._fillable else _PEN_LINE,
                        )
                        for key, label in (("source", "Source"), ("on", "Date"))
                    )
                )
            )
        return Stack(tuple(pieces))

    def _rows(self, root: Node, question: Question) -> RowsTable:
        words = self._words(root, question)
        table = Node("Table", root)
        head = Node("TR", table)
        printable = self._document.printable
        heads = tuple(
            (printable(column.text), Node("TH", head, scope="Column"))
            for column in question.columns
        )
        rows = tuple(
            self._row(Node("TR", table), question, number) for number in range(1, ROWS_OFFERED + 1)
        )
        shares = tuple(2.0 if index == 0 else 1.0 for index in range(len(question.columns)))
        return RowsTable(words, heads, rows, shares, _LINE if self._fillable else _PEN_LINE)

    def _row(self, row: Node, question: Question, number: int) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                Node("Form", Node("TD", row)),
                self._field(question, number, column.key, spoken=f"row {number}, {column.text}"),
            )
            for column in question.columns
        )

    def _field(self, question: Question, *parts: object, spoken: str = "") -> Field | None:
        if not self._fillable:
            return None
        printable = self._document.printable
        asked = [question.text, spoken or question.hint]
        return Field(part(question, *parts), printable(". ".join(one for one in asked if one)))

    def _kept(self, root: Node) -> Kept:
        said = (
            (form_fields.CODE, "Which form this is", self._form.code),
            (form_fields.VERSION, "Version of this form", self._form.version),
            *(
                [(form_fields.MARK, "Which copy this is", mark)]
                if (mark := self._paper.mark)
                else []
            ),
        )
        return Kept(
            [(Node("Form", root), Field(name, spoken), value) for name, spoken, value in said]
        )
