"""Good files of every kind, each by another hand than the reader's: openpyxl, python-docx, Calc."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from msoffcrypto.method.ecma376_agile import ECMA376Agile

from tests.plan.libreoffice import convert
from tests.plan.source_workbook import source_like
from tests.plan.word import documents

PASSWORD = "Kestrel-9 Über"
"""With a blank and a letter outside ASCII, as people choose them."""


@cache
def docx() -> bytes:
    """Return the plan as Word tables, cut by pages."""
    return documents.page_by_page()


@cache
def saved_by_calc(suffix: str) -> bytes:
    """Return the plan's workbook as Calc saves it in another form."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        path.write_bytes(source_like())
        return convert(path, suffix, Path(folder)).read_bytes()


@cache
def ods() -> bytes:
    """Return a small .ods made here, for where Calc is not installed."""
    return made_ods(
        "<table:table-row>"
        + "".join(_cell(word) for word in ("ACTION", "LEAD", "SUCCESS CRITERIA", "TIMESCALE"))
        + "</table:table-row><table:table-row>"
        + _cell("Visit schools", "Feedback")
        + _cell("Education")
        + _cell("All visited", "All asked")
        + '<table:table-cell office:value-type="date" office:date-value="2026-07-31">'
        "<text:p>31/07/26</text:p></table:table-cell></table:table-row>"
    )


def made_ods(rows: str, *, before: str = "", after: str = "") -> bytes:
    """Return an .ods with these rows in one sheet."""
    from tests.readers.junk import packed

    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"),
                            ("style", "style"), ("fo", "xsl-fo-compatible"))
    )  # fmt: skip
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>{before}'
        '<office:body><office:spreadsheet><table:table table:name="Plan">'
        f"{rows}</table:table>{after}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b"<manifest/>",
        }
    )


def _cell(*paragraphs: str) -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in paragraphs)
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def locked(data: bytes, password: str = PASSWORD) -> bytes:
    """Return anything under a password, as Excel and Word lock their files."""
    return bytes(ECMA376Agile.encrypt(password, io.BytesIO(data)))


@cache
def locked_xlsx() -> bytes:
    """Return the plan's workbook under `PASSWORD`."""
    return locked(source_like())


@cache
def locked_docx() -> bytes:
    """Return the plan's document under `PASSWORD`."""
    return locked(docx())
