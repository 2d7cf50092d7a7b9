"""Cells as text and as a table, as spreadsheets and word processors write and read them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.plan.model.spreadsheet import html_table, table_text
from tests.plan.libreoffice import SOFFICE, needs_libreoffice

CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x00", exclude_categories=["Cs"]),
    max_size=12,
)
TABLE = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(CELL, min_size=wide, max_size=wide), min_size=1, max_size=5)
)


@given(TABLE)
def test_what_is_written_as_text_is_read_again(table: list[list[str]]) -> None:
    # A last row of one empty cell has nothing to be seen by, in Excel's text either.
    if table[-1] == [""] and len(table) > 1:
        table[-1] = ["x"]
    assert table_text.read(table_text.write(table)) == table


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ('"two\nlines"\tb\n', [["two\nlines", "b"]]),
        ('"said ""yes""\nthen"', [['said "yes"\nthen']]),
        ('"hello" he said\tb', [['"hello" he said', "b"]]),
        ('"open\tb', [['"open', "b"]]),
        ('""\tb', [['""', "b"]]),
        ("a\tb\r\nc\r\n", [["a", "b"], ["c", ""]]),
        ("", [[""]]),
    ],
)
def test_text_is_read_as_excel_writes_it(text: str, table: list[list[str]]) -> None:
    assert table_text.read(text) == table


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--td {x:1}-->
</style></head><body><!--StartFragment--><table border=0><col width=64>
 <tr height=20><td class=xl65 height=20>May</td><td>one<br>
    two</td></tr>
 <tr><td rowspan=2>both</td><td>a &amp; b</td></tr>
 <tr><td>c</td></tr>
</table><!--EndFragment--></body></html>"""

WORD = """<html><body><table class=MsoNormalTable>
 <tr><td><p class=MsoNormal>First<o:p></o:p></p><p class=MsoNormal>Second
 line</p></td><td><p>Lead</p></td></tr>
 <tr><td colspan=2><ul><li>One</li><li>Two</li></ul></td></tr></table></body></html>"""


def test_excels_table_is_read_with_its_breaks_and_merged_cells() -> None:
    assert html_table.read(EXCEL) == [["May", "one\ntwo"], ["both", "a & b"], ["", "c"]]


def test_words_table_keeps_a_cells_paragraphs_together() -> None:
    assert html_table.read(WORD) == [["First\nSecond line", "Lead"], ["One\nTwo", ""]]


def test_a_table_inside_a_cell_is_words_of_that_cell() -> None:
    inner = (
        "<table><tr><td>a<table><tr><td>x</td><td>y</td></tr></table></td><td>b</td></tr></table>"
    )
    assert html_table.read(inner) == [["a\nx\ny", "b"]]


@pytest.mark.parametrize("text", ["", "<table>", "<table><tr><td>", "<td>x", "<p>no table</p>"])
def test_broken_html_is_no_reason_to_fail(text: str) -> None:
    assert html_table.read(text) in ([], [[""]])


@needs_libreoffice
def test_libreoffice_reads_the_table_as_the_cells_it_was(tmp_path: Path) -> None:
    table = [["2015/16", "=1+1", "one\ntwo"], ["<b>&", "007", " é"]]
    page = tmp_path / "cells.html"
    page.write_text(html_table.write(table), "utf-8")
    saved = _as_csv(page, tmp_path)
    read = table_text.read(saved.read_text("utf-8"))
    assert [[cell.strip() for cell in row] for row in read] == [
        [cell.strip() for cell in row] for row in table
    ]


def _as_csv(page: Path, into: Path) -> Path:
    """Have LibreOffice's spreadsheet open a page as it opens a clipboard, and save its cells."""
    subprocess.run(
        [SOFFICE or "", f"-env:UserInstallation={(into / 'profile').as_uri()}", "--headless",
         "--norestore", "--infilter=HTML (StarCalc)", "--convert-to",
         "csv:Text - txt - csv (StarCalc):9,34,76", "--outdir", str(into), str(page)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return into / f"{page.stem}.csv"
