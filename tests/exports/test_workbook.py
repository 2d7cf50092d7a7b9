"""The workbook kit: every text a text, rows tall enough, equal bytes, nothing of its maker."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from prevent_desk.core.errors import Fault, Refused
from prevent_desk.exports.workbook import arial, looks, packing
from prevent_desk.exports.workbook.book import MOST_POINTS, Book, Furniture, Mark, points_for
from prevent_desk.exports.workbook.text import MOST_CHARACTERS, clean
from prevent_desk.plan.model.workbook import rejoined
from prevent_desk.readers import workbook as reader

MADE = datetime(2025, 12, 3, 9, 0, tzinfo=UTC)

HOSTILE = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","y")', "+1+1", "-1+1", "@SUM(A1)",
    "\t=1+1", "#N/A", "#REF!", "=\n1", " =1+1", "'=1+1", "\r=1", "＝1+1", "_x000D_", "_x0041_",
    "_x005F_x000D_", "<f>1+1</f>", "]]>", "&amp;", "&", "<", "\u202e=1+1", "00123", "1-2", "1e5",
    "TRUE", "31/12/2015", "http://x.example", "mailto:a@b.example", "\x00\x01", "\ud800", "\ufffe",
    "a\nb", "  two  ", "\N{GRINNING FACE}", "{=1}", "%", "!A1",
)  # fmt: skip


def made(*texts: str) -> bytes:
    book = Book()
    sheet = book.sheet("Texts", [40])
    for text in texts:
        sheet.row([text], looks.CELL)
    return book.packed("Texts", MADE)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_no_hostile_text_becomes_a_formula_a_link_or_anything_but_itself() -> None:
    data = made(*HOSTILE)
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert not re.search(r"<(\w+:)?f[ />]", sheet)
    assert sheet.count('t="inlineStr"') == len(HOSTILE)
    assert "<hyperlink" not in sheet.lower()
    read = reader.read(data).grids[0]
    found = [read.text(row, 1) for row in range(1, len(HOSTILE) + 1)]
    assert found == [clean(text)[0] for text in HOSTILE]


def test_random_hostile_texts_stay_texts(campaign: int) -> None:
    random = Random(8)
    letters = "=+-@\t\n'\"#<>&;{}[]|!_x0D%$€ßж中\u202e\u200f\x07ABC 123"
    texts = [
        "".join(random.choices(letters, k=random.randint(1, 40))) for _ in range(400 * campaign)
    ]
    data = made(*texts)
    assert not re.search(r"<(\w+:)?f[ />]", part(data, "xl/worksheets/sheet1.xml"))
    book = load_workbook(io.BytesIO(data))
    assert {cell.data_type for row in book["Texts"] for cell in row} <= {"s", "n"}
    read = reader.read(data).grids[0]
    for row, text in enumerate(texts, 1):
        kept = clean(text)[0]
        assert read.text(row, 1) == (kept if kept.strip() else "")


def test_what_looks_like_a_command_is_marked_so_that_editing_keeps_it_a_text() -> None:
    book = load_workbook(io.BytesIO(made("=1+1", "-5", "plain")))
    assert [cell.quotePrefix for (cell,) in book["Texts"]] == [True, True, False]
    assert {cell.number_format for (cell,) in book["Texts"]} == {"@"}


def test_a_planted_formula_a_link_a_maker_and_a_strange_part_do_not_leave() -> None:
    good = made("text")
    faults = {
        "PD-323": ("xl/worksheets/sheet1.xml", "</row>", "<c r='B1'><f>1+1</f></c></row>"),
        "PD-324": (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            "<Relationship Id='x' Target='http://x' TargetMode='External'/></Relationships>",
        ),
        "PD-325": ("docProps/core.xml", "</cp:coreProperties>",
                   "<dc:creator>Somebody</dc:creator></cp:coreProperties>"),
    }  # fmt: skip
    packing.check(good)
    for code, (name, old, new) in faults.items():
        with pytest.raises(Fault) as fault:
            packing.check(changed(good, name, old, new))
        assert fault.value.code == code
    with pytest.raises(Fault) as fault:
        packing.check(changed(good, "xl/vbaProject.bin", "", ""))
    assert fault.value.code == "PD-322"


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            text = before.read(each)
            if each == name:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            after.writestr(each, text)
        if name not in before.namelist():
            after.writestr(name, b"")
    return out.getvalue()


def test_a_text_that_no_cell_holds_is_refused_and_not_cut() -> None:
    with pytest.raises(Refused, match="40,000 characters"):
        made("x" * 40_000)
    assert len(reader.read(made("y" * MOST_CHARACTERS)).grids[0].text(1, 1)) == MOST_CHARACTERS


def test_equal_books_have_equal_bytes_and_say_nothing_of_who_or_where() -> None:
    data = made("one", "two")
    assert data == made("one", "two")
    core = part(data, "docProps/core.xml")
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2025-12-03T09:00:00Z"}
    assert "<AppVersion>" not in part(data, "docProps/app.xml")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 12, 3, 9, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {0}


def test_nothing_is_written_to_disk_while_a_book_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "there is no such folder"))
    assert made("kept in memory")


def test_every_font_is_named_and_no_row_is_kept_from_growing() -> None:
    data = made("one")
    styles = part(data, "xl/styles.xml")
    assert styles.count("<font>") == styles.count('<name val="Arial"') >= 2
    assert "Calibri" not in styles
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "customHeight" not in sheet
    assert ' ht="' in sheet


def test_rows_are_tall_enough_for_their_words_and_never_taller_than_excel_shows() -> None:
    book = Book()
    sheet = book.sheet("Texts", [20, 20])
    sheet.row(["short", ""], looks.CELL)
    sheet.row(["word " * 60, "x"], looks.CELL)
    sheet.row(["word " * 5000, "x"], looks.CELL)
    rows = part(book.packed("Texts", MADE), "xl/worksheets/sheet1.xml")
    heights = [float(height) for height in re.findall(r' ht="([\d.]+)"', rows)]
    assert heights[0] == points_for(1, 10)
    # 20 characters of Arial's digits hold about 22 letters: three or four words a line.
    assert points_for(15, 10) <= heights[1] <= points_for(22, 10)
    assert heights[2] == MOST_POINTS


def test_a_page_says_its_marking_and_its_number_with_every_sign_as_itself() -> None:
    book = Book()
    sheet = book.sheet("Texts", [40])
    sheet.row(["Heading"], looks.HEADER)
    sheet.freeze(1, 0)
    sheet.page(Furniture("R&D &P", "2015 plan & more", "Practice", "x" * 400))
    found = load_workbook(io.BytesIO(book.packed("Texts", MADE)))["Texts"]
    assert "R&&D &&P" in found.oddHeader.center.text
    assert "R&&D &&P" in found.oddFooter.center.text
    assert found.oddHeader.left.text.endswith("2015 plan && more")
    assert found.oddFooter.right.text.endswith("Page &P of &N")
    assert found.page_setup.orientation == "landscape"
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (1, 0)
    assert found.print_title_rows == "$1:$1"
    for side in ("oddHeader", "oddFooter"):
        raw = part(book.packed("Texts", MADE), "xl/worksheets/sheet1.xml")
        said = re.search(rf"<{side}>(.*?)</{side}>", raw)
        assert said
        assert len(html.unescape(said[1])) <= 255


def test_a_marked_stretch_is_bold_and_the_text_is_whole() -> None:
    book = Book()
    sheet = book.sheet("Texts", [40])
    text = "Consult with Community Groups on  risk "
    sheet.row([text], looks.CELL, marks={0: [Mark(13, 29)]})
    read = reader.read(book.packed("Texts", MADE)).grids[0].rows[1][1]
    assert (read.text, read.bold) == (text, "Community Groups")


def test_pieces_of_a_long_text_fit_and_make_the_text_again(campaign: int) -> None:
    random = Random(4)
    words = ["a", "bb", "seven", "Mississippi", "–", "…", "x" * 90, "ünder", "中文字", ""]
    room = arial.room(24, 10)
    for _, most in product(range(60 * campaign), (2, 5, 30)):
        count = random.randint(1, 300)
        text = "".join(
            random.choice(words) + random.choices((" ", "\n", ""), (12, 2, 1))[0]
            for _ in range(count)
        )
        pieces = arial.pieces(text, room, most)
        assert all(lines == arial.lines(piece, room) <= most for piece, lines in pieces)
        if "…" not in text:
            assert rejoined([piece for piece, _ in pieces]) == text


def test_a_line_breaks_at_words_and_a_word_too_long_is_cut() -> None:
    room = arial.room(10, 10)
    assert arial.lines("", room) == 1
    assert arial.lines("one two", room) == 1
    assert arial.lines("one\n\ntwo", room) == 3
    assert arial.lines("W" * 60, room) >= 7
    assert arial.lines("i" * 20, room) == 1
    starts = arial.breaks("alpha beta gamma delta", room)
    assert ["alpha beta gamma delta"[start:].split()[0] for start in starts][:2] == [
        "alpha",
        "gamma",
    ]


@pytest.mark.parametrize("words", ["a,b", "x" * 300])
def test_words_that_no_inline_list_holds_are_painted_all_the_same(words: str) -> None:
    book = Book()
    sheet = book.sheet("Texts", [40])
    sheet.row([words], looks.CELL)
    sheet.choices(0, (1, 1), [(words, looks.TINTS["red"])], asked="Choose")
    found = load_workbook(io.BytesIO(book.packed("Texts", MADE)))["Texts"]
    assert found.data_validations.dataValidation == []
    assert len(found.conditional_formatting) == 1
