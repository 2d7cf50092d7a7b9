"""A paper of a referral as a Word document, with real headings, tables and its marking.

python-docx's own template names its author and the day it was made; both are taken out.
"""

from __future__ import annotations

import io
import re
from datetime import UTC
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from prevent_desk.core.dates import say_date
from prevent_desk.exports.pdf.made import Made
from prevent_desk.referrals.model.papers.content import (
    Facts,
    Grid,
    Heading,
    NewPage,
    Paper,
    Part,
    Picture,
    Words,
)
from prevent_desk.workers.child import Report

_FONT = "Arial"
"""On every Windows; a font of ours would be replaced on the reader's machine."""
_INK = RGBColor(0x17, 0x1E, 0x29)
_SUPPORT = RGBColor(0x46, 0x51, 0x62)
_SIZES = {1: 18, 2: 13, 3: 11}
_PAGE = (Mm(210), Mm(297))
_SIDE = Mm(18)
_ROOM = Mm(174)
_TALLEST = Mm(85)
"""Of a picture: two with their words stand on a page."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")
"""Characters that no XML may hold; Word would call the file damaged."""


def write(paper: Paper, report: Report | None = None) -> Made:
    """Return the document; what it could not hold is said in its warnings."""
    return _Writer(paper).written(report)


def write_in_child(payload: tuple[Paper], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`); `Made.unpacked` reads its answer."""
    return write(*payload, report).packed()


class _Writer:
    """One document under way."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._replaced = 0
        self._document: Any = docx.Document()

    def written(self, report: Report | None) -> Made:
        """Say everything and return the file."""
        self._prepare()
        paper = self._paper
        self._paragraph(paper.overline, colour=_SUPPORT, bold=True)
        self._heading(1, paper.title)
        self._paragraph(paper.subtitle, colour=_SUPPORT)
        for number, block in enumerate(paper.blocks, 1):
            self._say(block)
            if report is not None:
                report(number, len(paper.blocks), "Section")
        self._properties()
        out = io.BytesIO()
        self._document.save(out)
        count = self._replaced
        said = f"{count} {'sign' if count == 1 else 'signs'} that Word cannot hold became □."
        return Made(out.getvalue(), (said,) if count else ())

    def _prepare(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = _PAGE
        section.left_margin = section.right_margin = _SIDE
        section.top_margin, section.bottom_margin = Mm(24), Mm(22)
        styles = self._document.styles
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
            font = styles[name].font
            font.name, font.color.rgb = _FONT, _INK
            fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for of in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(of), _FONT)
            for of in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
                fonts.attrib.pop(qn(of), None)
        styles["Normal"].font.size = Pt(10)
        for level, size in _SIZES.items():
            styles[f"Heading {level}"].font.size = Pt(size)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        styles["Normal"].element.get_or_add_rPr().append(language)
        paper = self._paper
        head = " · ".join(part for part in (paper.marking, paper.notice, paper.running) if part)
        foot = f"Data current to {say_date(paper.current_to)} · {paper.export_id} · {paper.marking}"
        self._line(section.header.paragraphs[0], head)
        self._line(section.footer.paragraphs[0], foot)
        _page_number(section.footer.add_paragraph())

    def _line(self, paragraph: Any, text: str) -> None:  # noqa: ANN401 - python-docx has no types
        run = paragraph.add_run(self._clean(text))
        run.font.size, run.font.bold = Pt(8), True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _say(self, block: Part) -> None:
        if isinstance(block, Heading):
            self._heading(block.level, block.text)
        elif isinstance(block, Words):
            for line in block.text.splitlines():
                self._paragraph(line, colour=_SUPPORT if block.is_support else _INK)
        elif isinstance(block, Facts):
            self._table((), block.rows, (2, 5))
        elif isinstance(block, Grid):
            self._table(block.headings, block.rows, block.shares)
        elif isinstance(block, Picture):
            self._picture(block)
        elif isinstance(block, NewPage):
            self._document.add_page_break()

    def _picture(self, block: Picture) -> None:
        shape = self._document.add_picture(io.BytesIO(block.content))
        scale = min(_ROOM / shape.width, _TALLEST / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        about = shape._inline.docPr  # noqa: SLF001 - the library has no other way
        about.set("descr", self._clean(block.alt))
        about.set("name", f"Picture {about.get('id')}")

    def _heading(self, level: int, text: str) -> None:
        self._document.add_heading(self._clean(text), level)

    def _paragraph(self, text: str, *, colour: RGBColor = _INK, bold: bool = False) -> None:
        run = self._document.add_paragraph().add_run(self._clean(text))
        run.font.color.rgb, run.font.bold = colour, bold

    def _table(
        self,
        headings: tuple[str, ...],
        rows: tuple[tuple[str, ...], ...],
        shares: tuple[float, ...],
    ) -> None:
        table = self._document.add_table(rows=0, cols=len(shares))
        table.style = "Table Grid"
        table.autofit = False
        widths = [int(_ROOM * share / sum(shares)) for share in shares]
        if headings:
            row = table.add_row()
            _repeat(row)
            self._fill(row, headings, widths, bold=range(len(headings)))
        for texts in rows:
            self._fill(table.add_row(), texts, widths, bold=() if headings else (0,))
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _fill(self, row: Any, texts: tuple[str, ...], widths: list[int], bold: Any) -> None:  # noqa: ANN401
        for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
            cell.width = width
            lines = self._clean(text).splitlines() or [""]
            for number, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(1)
                run = paragraph.add_run(line)
                run.font.size, run.font.bold = Pt(9), place in bold

    def _properties(self) -> None:
        about = self._document.core_properties
        made = self._paper.made_at.astimezone(UTC).replace(tzinfo=None)
        about.title, about.language = self._clean(self._paper.title), "en-GB"
        about.author = about.last_modified_by = "Prevent Desk"
        about.comments = about.keywords = about.subject = ""
        about.created = about.modified = made

    def _clean(self, text: str) -> str:
        kept, count = _NOT_XML.subn("□", text)
        self._replaced += count
        return kept


def _repeat(row: Any) -> None:  # noqa: ANN401 - python-docx has no types
    """Let a heading row stand on every page; a screen reader knows it by that."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - the library has no other way


def _page_number(paragraph: Any) -> None:  # noqa: ANN401 - python-docx has no types
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(8)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001 - the library has no other way
