"""A paper of the kit, read back: tags, text, fonts, properties, pages."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest

from prevent_desk.exports.pdf.chart import Bar, StackedBars, Stretch
from prevent_desk.exports.pdf.check import check
from prevent_desk.exports.pdf.document import Document
from prevent_desk.exports.pdf.furniture import Furniture
from prevent_desk.exports.pdf.layout import Run
from prevent_desk.exports.pdf.made import Made
from prevent_desk.exports.pdf.table import Column, Part
from tests.exports.reading import flat, page_text, pdfua_report, run_poppler, structure_text

MOMENT = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
FURNITURE = Furniture(
    "OFFICIAL-SENSITIVE", "Kit paper", "Practice desk", "Data current to Tue 25 Nov 2025"
)
NAMES = (
    "Zażółć Gęślą-Jaźń",
    "İbrahim Çağlayangöz",
    "Nguyễn Thị Phượng",
    "Αναστασία Παπαδοπούλου",
    "Щербаков Ёлкин",
    "Łukasz Þórður Ọláyínká Mąčiulytė",
)


def paper() -> Document:
    return Document("A paper of the kit", FURNITURE)


def finished(document: Document) -> Made:
    return document.finish(MOMENT)


def whole_paper() -> Document:
    """One of everything, over several pages."""
    document = paper()
    document.heading(1, "A paper of the kit")
    document.notice_here()
    document.paragraph("An opening sentence. " * 12)
    document.heading(2, "Lists")
    document.items(["first thing", "second thing " * 30, "third thing"])
    document.items(["to begin with", "to end with"], numbered=True)
    document.key([("red", "Red – behind"), ("grey", "Not set")])
    document.heading(2, "A chart")
    bars = [
        Bar("Objective One", (Stretch(3, "red", "3 behind"), Stretch(2, "blue", "2 ongoing"))),
        Bar("Objective Two", (Stretch(0, "red", "0 behind"), Stretch(1, "amber", "1 at risk"))),
    ]
    document.figure(lambda node: StackedBars(node, bars), "Three are behind, two are ongoing.")
    document.paragraph(
        [
            Run("Read "),
            Run("the guidance that is long enough for two lines " * 3, link="https://example.org/"),
            Run(" first."),
        ]
    )
    document.turn(landscape=True)
    document.heading(2, "A table")
    document.table(
        [Column("Reference", 2), Column("What", 5), Column("Number", 1, right=True)],
        [
            [
                document.cell(Part(f"R-{row:03}"), Part("its name"), heads=True),
                document.cell(
                    *(Part(f"point {row}.{n} of a list", bullet=True) for n in range(row % 4))
                ),
                document.cell(str(row)),
            ]
            for row in range(90)
        ],
    )
    return document


def test_a_paper_with_one_of_everything_has_no_finding() -> None:
    made = finished(whole_paper())
    report = pdfua_report(made.pdf)
    assert report.findings == ()
    assert [outcome for outcome in report.outcomes if outcome.skipped_reason] == []
    assert check(made.pdf).problems == []


def test_every_element_said_is_in_the_tree_once() -> None:
    tags = check(finished(whole_paper()).pdf).tags
    points = sum(row % 4 for row in range(90))
    lists_in_cells = sum(1 for row in range(90) if row % 4)
    assert tags["H1"] == 1
    assert tags["H2"] == 3
    assert tags["Figure"] == 1
    assert tags["Table"] == 1
    assert tags["TR"] == 91
    # Three columns and ninety rows; headings repeated on later pages do not count.
    assert tags["TH"] == 93
    assert tags["TD"] == 180
    assert tags["L"] == 3 + lists_in_cells
    assert tags["LI"] == 3 + 2 + 2 + points
    assert tags["Lbl"] == 3 + 2 + points


def test_a_screen_reader_gets_every_word_with_blanks_between() -> None:
    said = structure_text(finished(whole_paper()).pdf)
    assert flat("An opening sentence. " * 12) in said
    assert flat("second thing " * 30) in said
    assert "first first" not in said
    assert "point 3.0 of a list" in said
    for row in range(90):
        assert f"R-{row:03}" in said


def test_a_heading_row_stands_on_every_page_but_is_said_once() -> None:
    made = finished(whole_paper())
    pages = page_text(made.pdf).split("\f")
    assert sum("Reference" in page for page in pages) == len(pages) - 2 > 1
    assert structure_text(made.pdf).count("Reference") == 1


def test_page_furniture_is_seen_on_every_page_and_never_said() -> None:
    made = finished(whole_paper())
    pages = page_text(made.pdf).split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert "Practice desk" in page
        assert "Data current to Tue 25 Nov 2025" in page
    assert "OFFICIAL-SENSITIVE" not in structure_text(made.pdf)


def test_all_fonts_are_inter_and_embedded_with_their_letters() -> None:
    document = whole_paper()
    document.paragraph(" ".join(NAMES))
    lines = run_poppler("pdffonts", finished(document).pdf).splitlines()[2:]
    assert lines
    for line in lines:
        assert "+Inter-" in line
        assert re.search(r"\byes yes yes\b", line), line


@pytest.mark.parametrize("name", NAMES)
def test_a_name_reads_back_letter_for_letter(name: str) -> None:
    document = paper()
    document.heading(1, name)
    made = finished(document)
    assert made.warnings == ()
    assert name in structure_text(made.pdf)
    assert name in page_text(made.pdf)


def test_a_name_in_separate_accents_is_composed() -> None:
    document = paper()
    document.heading(1, "Ngu" + "y" + "e\u0302\u0303n")
    assert "Nguyễn" in structure_text(finished(document).pdf)


def test_what_the_font_lacks_is_shown_and_told() -> None:
    document = paper()
    document.heading(1, "Names")
    document.notice_here()
    document.glyphs.place = "action O1-01"
    document.paragraph("Led by 王 and ☐")
    made = finished(document)
    assert len(made.warnings) == 2
    assert "U+738B" in made.warnings[0]
    assert "action O1-01" in made.warnings[0]
    said = structure_text(made.pdf)
    assert "Led by □ and □" in said
    assert "2 characters could not be printed." in said
    assert said.index("could not be printed") < said.index("Led by")
    assert "王" not in said
    assert check(made.pdf).problems == []


def test_invisible_characters_go_without_a_warning() -> None:
    document = paper()
    document.heading(1, "A\u200bB\u00adC\ufeffD\tE\x07")
    made = finished(document)
    assert made.warnings == ()
    assert "ABCD E" in structure_text(made.pdf)


def test_the_same_story_gives_the_same_bytes() -> None:
    assert finished(whole_paper()).pdf == finished(whole_paper()).pdf


def test_the_properties_name_no_one_and_no_machine() -> None:
    with pikepdf.open(io.BytesIO(finished(whole_paper()).pdf)) as document:
        assert set(document.docinfo.keys()) == {"/Title", "/CreationDate", "/ModDate"}
        assert str(document.docinfo.CreationDate) == "D:20251125140200+00'00'"
        assert str(document.docinfo.Title) == "A paper of the kit"
        xmp = document.Root.Metadata.read_bytes().decode()
    assert "creator" not in xmp.lower()
    assert "producer" not in xmp.lower()
    assert "reportlab" not in xmp.lower()


def test_the_file_says_version_title_language_and_order() -> None:
    printed = run_poppler("pdfinfo", finished(whole_paper()).pdf)
    assert re.search(r"PDF version: +1\.7", printed)
    assert re.search(r"Tagged: +yes", printed)
    with pikepdf.open(io.BytesIO(finished(whole_paper()).pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == ["A paper of the kit"]
            assert [item.title for item in outline.root[0].children] == [
                "Lists",
                "A chart",
                "A table",
            ]


def test_a_title_with_a_mark_of_xml_stays_a_title() -> None:
    document = Document("Ports & <borders>", FURNITURE)
    document.heading(1, "Ports & <borders>")
    made = finished(document)
    assert pdfua_report(made.pdf).findings == ()
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert b"Ports &amp; &lt;borders&gt;" in opened.Root.Metadata.read_bytes()


def test_a_row_of_300_lines_is_one_row_and_loses_none() -> None:
    document = paper()
    document.heading(1, "Tall")
    points = [f"criterion number {n}" for n in range(300)]
    document.table(
        [Column("Action", 1), Column("Criteria", 2)],
        [
            [document.cell("A-1 the tall one", heads=True), document.cell("before")],
            [
                document.cell("A-2 the tall one", heads=True),
                document.cell(*(Part(point, bullet=True) for point in points)),
            ],
        ],
    )
    made = finished(document)
    findings = check(made.pdf)
    assert findings.problems == []
    assert findings.tags["TR"] == 3
    assert findings.tags["LI"] == 300
    said = structure_text(made.pdf)
    assert [point for point in points if f"{point} " not in said + " "] == []
    pages = page_text(made.pdf).split("\f")[:-1]
    assert len(pages) > 4
    assert all("continued" in page for page in pages[1:])
    assert "continued" not in said


@pytest.mark.parametrize("length", [40, 400, 9000])
def test_a_word_wider_than_its_column_is_cut_and_not_lost(length: int) -> None:
    word = "Radikalisierungs" * (length // 16)
    document = paper()
    document.heading(1, "Long words")
    document.paragraph(f"Before {word} after")
    document.table(
        [Column("A", 1), Column("B", 6)], [[document.cell(word, heads=True), document.cell("b")]]
    )
    made = finished(document)
    # A page's end between two pieces of the word reads as a blank.
    assert structure_text(made.pdf).replace(" ", "").count(word) == 2
    assert letters_outside_the_margins(made.pdf) == []


def test_no_letter_leaves_the_margins() -> None:
    assert letters_outside_the_margins(finished(whole_paper()).pdf) == []


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for lines in range(30, 60):
        document = paper()
        document.heading(1, "Top")
        for number in range(lines):
            document.paragraph(f"line {number}")
        document.heading(2, "Heading below")
        document.table([Column("Col", 1)], [[document.cell("first row")]])
        pages = page_text(finished(document).pdf).split("\f")
        [page] = [page for page in pages if "Heading below" in page]
        assert "first row" in page


def test_a_link_is_in_the_tree_with_its_address_and_words() -> None:
    made = finished(whole_paper())
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        links = [note for page in document.pages for note in page.obj.get("/Annots", [])]
        assert len(links) >= 2
        assert {str(link.A.URI) for link in links} == {"https://example.org/"}
        assert all(str(link.Contents) for link in links)
    assert check(made.pdf).tags["Link"] == len(links)


def letters_outside_the_margins(pdf: bytes) -> list[str]:
    """Return the letters that stand outside the text's side margins or off the page."""
    outside = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        wide, high = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            left, bottom, right, top = text.get_charbox(index)
            inside = left >= 50 and right <= wide - 50 and bottom >= 20 and top <= high - 20
            if letter.strip() and not inside:
                outside.append(letter)
        text.close()
        page.close()
    document.close()
    return outside


@pytest.mark.parametrize("length", [10, 60, 400])
def test_a_long_marking_is_set_smaller_and_never_cut_or_written_over(length: int) -> None:
    marking = ("RECIPIENT ONLY " * 40)[:length].strip()
    document = Document(
        "A title that is long enough to meet it " * 3, Furniture(marking, "t" * 300)
    )
    document.heading(1, "Marking")
    made = finished(document)
    assert letters_outside_the_margins(made.pdf) == []
    assert flat(page_text(made.pdf)).count(marking) == 2


def test_a_heading_of_a_column_keeps_its_words_whole() -> None:
    document = paper()
    document.heading(1, "Columns")
    headings = ["Objective", "Not started", "Behind", "At risk", "On target", "Completed", "All"]
    shares = [9.0, 1, 1, 1, 1, 1, 1]
    columns = [Column(words, share) for words, share in zip(headings, shares, strict=True)]
    document.table(columns, [[document.cell("cell", heads=True)] * 7])
    shown = page_text(finished(document).pdf)
    assert "Completed" in shown
    assert "Objective" in shown


def test_a_sentence_stays_with_the_table_it_introduces() -> None:
    for lines in range(30, 50):
        document = paper()
        document.heading(1, "Top")
        for number in range(lines):
            document.paragraph(f"line {number}")
        document.paragraph("This introduces the table.")
        document.table([Column("Col", 1)], [[document.cell("first row")]])
        pages = page_text(finished(document).pdf).split("\f")
        [page] = [page for page in pages if "This introduces" in page]
        assert "first row" in page
