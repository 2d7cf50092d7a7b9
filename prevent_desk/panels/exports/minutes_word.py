"""Minutes as a Word document in the office's template; the template was looked at when it was kept.

The template's own styles are used. Those it lacks are added plain, so that headings are headings
and tables have lines whatever Word left out of the file.
"""

from __future__ import annotations

import io
import re
from datetime import UTC
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from prevent_desk.core.dates import say_date
from prevent_desk.exports.pdf.made import Made
from prevent_desk.panels.exports.word_template import TAG, said, texts_of
from prevent_desk.panels.model.template_tags import BODY
from prevent_desk.referrals.model.papers.content import Facts, Grid, Heading, Paper, Part, Words
from prevent_desk.workers.child import Report

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML may hold; Word would call the file damaged."""
_SIZES = {"Heading 1": 18, "Heading 2": 13, "Heading 3": 11}
_BOUND_15 = "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def write(paper: Paper, template: bytes, report: Report | None = None) -> Made:
    """Return the document; what it could not hold is said in its warnings."""
    return _Writer(paper, template).written(report)


def write_in_child(payload: tuple[Paper, bytes], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`); `Made.unpacked` reads its answer."""
    return write(*payload, report).packed()


class _Writer:
    """One document under way."""

    def __init__(self, paper: Paper, template: bytes) -> None:
        self._paper, self._replaced = paper, 0
        self._document: Any = docx.Document(io.BytesIO(template))
        anchor = self._anchor()
        own = [one for root in self._roots() for one in root.iter(qn("w:p")) if one is not anchor]
        self._own: list[Any] = own
        self._room = self._room_at(anchor)

    def written(self, report: Report | None) -> Made:
        """Fill every tag and return the file."""
        self._add_styles()
        anchor = self._anchor()
        for number, block in enumerate(self._paper.blocks, 1):
            self._say(block, anchor)
            if report is not None:
                report(number, len(self._paper.blocks), "Section")
        if next(anchor.iter(qn("w:sectPr")), None) is None:
            anchor.getparent().remove(anchor)
        else:
            # The measures of its section stand in it.
            _empty(anchor)
        for paragraph in self._own:
            self._fill(paragraph)
        self._properties()
        out = io.BytesIO()
        self._document.save(out)
        count = self._replaced
        told = f"{count} {'sign' if count == 1 else 'signs'} that Word cannot hold became □."
        return Made(out.getvalue(), (told,) if count else ())

    # The template

    def _anchor(self) -> Any:  # noqa: ANN401 - lxml's element
        body = self._document.element.body
        return next(one for one in body.iter(qn("w:p")) if BODY in TAG.findall(said(one)))

    def _roots(self) -> list[Any]:
        part = self._document.part
        margins = [
            rel.target_part.element
            for rel in part.rels.values()
            if not rel.is_external and rel.reltype.endswith(("/header", "/footer"))
        ]
        return [*margins, self._document.element.body]

    def _room_at(self, anchor: Any) -> int:  # noqa: ANN401 - lxml's element
        """Return how wide the text is where the minutes come to stand; of A4 where it is not said.

        A section's measures stand at its end, and what stands in no section is none of Word's.
        """
        parts = list(self._document.element.body.iter(qn("w:p"), qn("w:sectPr")))
        after = parts[parts.index(anchor) :]
        place = next((one for one in after if one.tag == qn("w:sectPr")), None)
        known = [one for one in self._document.sections if one._sectPr is place]  # noqa: SLF001
        section: Any = known[0] if known else self._document.sections[-1]
        wide = section.page_width or Mm(210)
        return int(wide - (section.left_margin or Mm(20)) - (section.right_margin or Mm(20)))

    def _fill(self, paragraph: Any) -> None:  # noqa: ANN401 - lxml's element
        if not TAG.search(said(paragraph)):
            return
        texts = texts_of(paragraph)
        filled = TAG.sub(lambda match: self._value(match[1]), said(paragraph))
        # Word spreads a tag over runs as it likes; the first run's look is the paragraph's.
        first, *rest = [one for one in texts if one.text] or texts
        first.text = filled
        first.set(qn("xml:space"), "preserve")
        for one in rest:
            one.text = ""
        for box in paragraph.iterancestors(qn("w:sdt")):
            # Word fills a bound box anew from elsewhere when the document is opened, and lets
            # what stands in one that shows its prompt be typed over.
            for bound in list(box.iter(qn("w:dataBinding"), _BOUND_15, qn("w:showingPlcHdr"))):
                bound.getparent().remove(bound)

    def _value(self, tag: str) -> str:
        paper = self._paper
        return self._clean(
            {
                "marking": paper.marking,
                "title": paper.title,
                "kind": paper.overline,
                "status": paper.subtitle,
                "notice": paper.notice,
                "export": paper.export_id,
                "date": say_date(paper.current_to),
            }.get(tag, "")
        )

    def _add_styles(self) -> None:
        styles = self._document.styles
        known = {style.name for style in styles}
        for level, (name, size) in enumerate(_SIZES.items()):
            if name in known:
                continue
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.font.size, style.font.bold = Pt(size), True
            style.paragraph_format.keep_with_next = True
            outline = OxmlElement("w:outlineLvl")
            outline.set(qn("w:val"), str(level))
            style.element.get_or_add_pPr().append(outline)

    # The words

    def _say(self, block: Part, anchor: Any) -> None:  # noqa: ANN401 - lxml's element
        if isinstance(block, Heading):
            paragraph = self._document.add_paragraph(style=f"Heading {block.level}")
            paragraph.add_run(self._clean(block.text))
            self._put(paragraph._p, anchor)  # noqa: SLF001 - the library has no other way
        elif isinstance(block, Words):
            for line in block.text.splitlines():
                paragraph = self._document.add_paragraph()
                run = paragraph.add_run(self._clean(line))
                run.italic = block.is_support or None
                self._put(paragraph._p, anchor)  # noqa: SLF001
        elif isinstance(block, Facts):
            self._table((), block.rows, (2, 5), anchor)
        elif isinstance(block, Grid):
            self._table(block.headings, block.rows, block.shares, anchor)

    def _table(
        self,
        headings: tuple[str, ...],
        rows: tuple[tuple[str, ...], ...],
        shares: tuple[float, ...],
        anchor: Any,  # noqa: ANN401 - lxml's element
    ) -> None:
        table = self._document.add_table(rows=0, cols=len(shares))
        table.autofit = False
        _rule(table)
        widths = [int(self._room * share / sum(shares)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        if headings:
            row = table.add_row()
            _repeat(row)
            self._fill_row(row, headings, widths, range(len(headings)))
        for texts in rows:
            self._fill_row(table.add_row(), texts, widths, () if headings else (0,))
        self._put(table._tbl, anchor)  # noqa: SLF001
        after = self._document.add_paragraph()
        after.paragraph_format.space_after = Pt(2)
        self._put(after._p, anchor)  # noqa: SLF001

    def _fill_row(self, row: Any, texts: tuple[str, ...], widths: list[int], bold: Any) -> None:  # noqa: ANN401
        for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
            cell.width = width
            for number, line in enumerate(self._clean(text).splitlines() or [""]):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(1)
                paragraph.add_run(line).bold = place in bold or None

    def _put(self, element: Any, anchor: Any) -> None:  # noqa: ANN401 - lxml's elements
        anchor.addprevious(element)

    def _properties(self) -> None:
        about = self._document.core_properties
        made = self._paper.made_at.astimezone(UTC).replace(tzinfo=None)
        about.title, about.language = self._clean(self._paper.title), "en-GB"
        about.author = about.last_modified_by = "Prevent Desk"
        about.comments = about.keywords = about.subject = about.category = ""
        about.created = about.modified = made

    def _clean(self, text: str) -> str:
        kept, count = _NOT_XML.subn("□", text)
        self._replaced += count
        return kept


def _empty(paragraph: Any) -> None:  # noqa: ANN401 - lxml's element
    for text in texts_of(paragraph):
        text.text = ""


def _rule(table: Any) -> None:  # noqa: ANN401 - python-docx has no types
    """Give a table thin lines of its own: the template need not have a style that does."""
    borders = OxmlElement("w:tblBorders")
    for edge in _EDGES:
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "8A93A1")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - the library has no other way


def _repeat(row: Any) -> None:  # noqa: ANN401 - python-docx has no types
    """Let a heading row stand on every page; a screen reader knows it by that."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - the library has no other way
