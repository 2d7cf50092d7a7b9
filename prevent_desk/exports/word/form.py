"""Any form as a Word document, for those whose computer has no way to fill a PDF.

A table of questions and answers for each section. Each row carries its field's name in hidden
words, so that what comes back can be placed whatever the program did to the looks
(`readers.form_docx` reads it).
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor

from prevent_desk.core import form_fields
from prevent_desk.core.form_fields import ROWS_OFFERED, part
from prevent_desk.core.questionnaire import Kind, Question, Questionnaire, Section
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.exports.form_paper import FormPaper

_INK, _SOFT, _ACCENT = RGBColor(0x17, 0x1E, 0x29), RGBColor(0x46, 0x51, 0x62), "453A98"
_LEFT, _RIGHT = Cm(6.2), Cm(11.2)
_IN_SIGHT = 14
"""Most choices that stand beside their boxes; of a longer list the words are written."""
_TALL = {Kind.LONG: Cm(2.4)}
_PROMPTED = Cm(6)


def write_blank(form: Questionnaire, vocabularies: Vocabularies, paper: FormPaper) -> bytes:
    """Return a form to be filled in Word; its sections "about the desk" are left out."""
    return _Blank(form.without("desk"), vocabularies, paper).write()


class _Blank:
    """A form being written."""

    def __init__(self, form: Questionnaire, lists: Vocabularies, paper: FormPaper) -> None:
        self._form, self._lists, self._paper = form, lists, paper
        self._day: date = paper.made_at.date()
        self._document: Any = Document()

    def write(self) -> bytes:
        """Return the document's bytes."""
        self._set_up()
        self._say(self._paper.office, size=10, bold=True, colour=_ACCENT)
        self._document.add_heading(self._form.title, 1)
        self._hide(
            self._document.add_paragraph(),
            f"{form_fields.CODE}={self._form.code}",
            f"{form_fields.VERSION}={self._form.version}",
        )
        self._say(self._form.hint)
        to = f"to {self._paper.send_to}" if self._paper.send_to else "back the way it came to you"
        self._say(
            f"Write in the right-hand column and cross the boxes ({_BOX} becomes {_CROSS})."
            f" Save it and send it {to}, by a way your organisation allows. Leave out what you do"
            " not know: no answer is compulsory."
        )
        if any(section.about == "referrer" for section in self._form.sections):
            self._say("If anybody is in danger now, call 999 first.", bold=True)
        self._say(
            "Do not put SECRET here: nothing marked above OFFICIAL-SENSITIVE may be written.",
            bold=True,
        )
        for letter, section in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", self._form.sections, strict=False):
            self._write_section(letter, section)
        self._say(self._form.source, size=8, colour="5A6575")
        return _packed(self._document, self._form.title, self._paper)

    def _set_up(self) -> None:
        page = self._document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(1.8)
        page.top_margin = page.bottom_margin = Cm(2)
        for name, size in (("Normal", 10), ("Heading 1", 20), ("Heading 2", 13)):
            style = self._document.styles[name]
            style.font.name, style.font.size = "Arial", Pt(size)
            style.font.color.rgb = _INK
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{kind}"), None)
            fonts.set(qn("w:cs"), "Arial")
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        self._document.styles["Normal"].element.get_or_add_rPr().append(language)
        marks = (page.header.paragraphs[0], page.footer.paragraphs[0])
        for paragraph in marks:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(self._paper.marking)
            run.bold, run.font.size = True, Pt(9)
        if self._paper.notice:
            marks[0].add_run(f"   {self._paper.notice}").font.size = Pt(9)

    def _say(self, text: str, *, size: float = 10, bold: bool = False, colour: str = "") -> None:
        if not text:
            return
        run = self._document.add_paragraph().add_run(_clean(text))
        run.bold, run.font.size = bold, Pt(size)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)

    def _hide(self, paragraph: Any, *names: str) -> None:  # noqa: ANN401 - python-docx's own
        for name in names:
            run = paragraph.add_run(f"[[{name}]]")
            run.font.hidden = True
            run.font.size = Pt(1)

    # Sections

    def _write_section(self, letter: str, section: Section) -> None:
        self._document.add_heading(f"{letter}  {section.title}", 2)
        self._say(section.hint)
        if section.hint:
            self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        table: Any = None
        for question in section.questions:
            if question.kind is Kind.ROWS:
                self._write_rows(question)
                table = None
                continue
            if table is None:
                table = self._table(2)
            self._write_question(table, question)

    def _table(self, columns: int) -> Any:  # noqa: ANN401 - python-docx's own
        # Two tables right after one another would become one.
        between = self._document.add_paragraph().paragraph_format
        between.space_after, between.line_spacing = Pt(0), Pt(3)
        between.keep_with_next = True
        table = self._document.add_table(rows=0, cols=columns)
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        widths = (_LEFT, _RIGHT) if columns == 2 else [(_LEFT + _RIGHT) // columns] * columns
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        _loosen(table)
        return table

    def _write_question(self, table: Any, question: Question) -> None:  # noqa: ANN401
        terms = form_fields.choices(question, self._lists, self._day)
        hint = question.hint
        if len(terms) > _IN_SIGHT:
            hint = f"{hint}. Write it in words" if hint else "Write it in words"
        is_parted = question.kind in {Kind.YES_NO_MORE, Kind.FACTOR}
        offered = [term.label for term in terms] if 0 < len(terms) <= _IN_SIGHT else []
        name = f"{part(question)}={_TICKS}" if offered else part(question)
        self._row(table, name, question.text, "" if is_parted else hint, question, offered)
        if is_parted:
            asked = hint or "In your words"
            self._row(table, part(question, "evidence"), "", asked, question, [])
        if question.kind is Kind.FACTOR:
            self._row(table, part(question, "source"), "", "Source", None, [])
            self._row(table, part(question, "on"), "", "Date", None, [])

    def _row(
        self,
        table: Any,  # noqa: ANN401 - python-docx's own
        name: str,
        text: str,
        hint: str,
        question: Question | None,
        offered: list[str],
    ) -> None:
        row = table.add_row()
        left, right = row.cells
        left.width, right.width = _LEFT, _RIGHT
        paragraph = left.paragraphs[0]
        paragraph.add_run(_clean(text)).bold = True
        self._hide(paragraph, name)
        if hint:
            under = left.add_paragraph() if text else paragraph
            _soft(under.add_run(_clean(hint)))
        for prompt in question.prompts if question is not None and text else ():
            _soft(left.add_paragraph(style="List Bullet").add_run(_clean(prompt)))
        _keep_whole(row)
        if offered:
            # A box stays with its first word; long ones stand a line each.
            options = [f"{_BOX}\u00a0{_clean(one)}" for one in offered]
            short = len(options) <= 4 and max(map(len, options)) <= 22
            right.paragraphs[0].add_run(("    " if short else "\n").join(options))
        elif question is not None:
            row.height = _PROMPTED if question.prompts else _TALL.get(question.kind, Cm(0.9))

    def _write_rows(self, question: Question) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.add_run(_clean(question.text)).bold = True
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = True
        table = self._table(len(question.columns))
        head = table.add_row()
        for cell, column in zip(head.cells, question.columns, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(_clean(column.text)).bold = True
            self._hide(paragraph, part(question, "*", column.key))
        repeated = OxmlElement("w:tblHeader")
        head._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx has no other way
        _keep_whole(head)
        for _ in range(ROWS_OFFERED):
            row = table.add_row()
            row.height = Cm(0.9)
            _keep_whole(row)


_BOX, _CROSS, _TICKS = "☐", "☒", "ticks"


def _keep_whole(row: Any) -> None:  # noqa: ANN401 - python-docx's own
    """Keep a row from being cut over pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no other way


def _loosen(table: Any) -> None:  # noqa: ANN401 - python-docx's own
    """Give a table thin grey lines and room around its words."""
    settings = table._tbl.tblPr  # noqa: SLF001 - python-docx has no other way
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "858D9B")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    for side in ("top", "left", "bottom", "right"):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), "70" if side in {"top", "bottom"} else "100")
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    settings.append(borders)
    settings.append(margins)


def _soft(run: Any) -> None:  # noqa: ANN401 - python-docx's own
    run.font.size, run.font.color.rgb = Pt(8.5), _SOFT


def _clean(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char == "\n")


def _packed(document: Any, title: str, paper: FormPaper) -> bytes:  # noqa: ANN401
    """Return the bytes: nothing in them says who made it, on what machine, or by what program."""
    about = document.core_properties
    about.title, about.language = title, "en-GB"
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = paper.made_at.replace(tzinfo=None, microsecond=0)
    about.revision = 1
    made, still = BytesIO(), BytesIO()
    document.save(made)
    moment = about.created.timetuple()[:6]
    with ZipFile(made) as source, ZipFile(still, "w", ZIP_DEFLATED) as target:
        for given in source.infolist():
            if given.filename == "docProps/thumbnail.jpeg":
                continue
            entry = ZipInfo(given.filename, moment)
            entry.create_system = 0
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, _without_thumbnail(given.filename, source.read(given)))
    return still.getvalue()


def _without_thumbnail(name: str, content: bytes) -> bytes:
    """Take the template's picture out of the list of parts."""
    if name != "_rels/.rels":
        return content
    start = content.find(b"<Relationship ")
    pieces = content[start:].split(b"<Relationship ")
    kept = [piece for piece in pieces if b"thumbnail" not in piece]
    tail = b"" if content.rstrip().endswith(kept[-1].strip()) else b"</Relationships>"
    return content[:start] + b"<Relationship ".join(kept) + tail
