"""Make the template that is shipped: `python -m tests.panels.minutes.shipped_template`.

It is a Word document like an office's own: plain headings, the marking on every page, tags where
minutes say something. Whoever wants another replaces it in the desk.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from prevent_desk import paths
from prevent_desk.panels.service.templates import SHIPPED

INK, SUPPORT = RGBColor(0x17, 0x1E, 0x29), RGBColor(0x46, 0x51, 0x62)
FONT = "Arial"
SIZES = {"Heading 1": 18, "Heading 2": 13, "Heading 3": 11}


def make() -> bytes:
    """Return the template's bytes."""
    document: Any = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    for name in ("Normal", *SIZES):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = FONT, INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for of in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(of), FONT)
        for of in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(of), None)
    normal = document.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(10), Pt(4)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    for name, size in SIZES.items():
        document.styles[name].font.size = Pt(size)
    margin(section.header.paragraphs[0], "{{marking}}", bold=True)
    margin(section.header.add_paragraph(), "{{notice}}")
    margin(section.footer.paragraphs[0], "{{marking}}", bold=True)
    margin(section.footer.add_paragraph(), "Data current to {{date}}   {{export}}   Page ")
    page_number(section.footer.paragraphs[1])
    kind = document.add_paragraph().add_run("{{kind}}")
    kind.font.color.rgb, kind.bold = SUPPORT, True
    document.add_heading("{{title}}", 1)
    document.add_paragraph().add_run("{{status}}").font.color.rgb = SUPPORT
    document.add_paragraph("{{minutes}}")
    about = document.core_properties
    about.title, about.author, about.comments = "Minutes", "Prevent Desk", ""
    about.last_modified_by, about.language = "Prevent Desk", "en-GB"
    about.created = about.modified = datetime(2025, 1, 1)  # noqa: DTZ001 - Word keeps no zone
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def margin(paragraph: Any, text: str, *, bold: bool = False) -> None:
    """Put a line at the head or the foot of the pages."""
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(8), bold
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def page_number(paragraph: Any) -> None:
    """Put the page's number after what stands there."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(8)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)


if __name__ == "__main__":
    (paths.resources() / "templates" / SHIPPED).write_bytes(make())
