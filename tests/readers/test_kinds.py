"""Every kind of file comes to the same plain shape, and a password opens what is under one."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from python_calamine import CalamineWorkbook

from prevent_desk.core.errors import Refused
from prevent_desk.plan.reading import read_plan_file
from prevent_desk.readers import guard, handed, opening, refusals
from prevent_desk.readers.grid import Cell, FileKind, Grid, Kind, Merge
from tests.plan.libreoffice import convert, needs_libreoffice
from tests.plan.source_workbook import source_like
from tests.readers import good


def code_of(data: bytes, password: str = "") -> str:
    with pytest.raises(Refused) as refused:
        opening.read(handed.pack(data, password))
    return refused.value.code


def workbook() -> bytes:
    """Return a workbook with one of everything that the shape keeps."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Ours"
    sheet.append(["Text", "two\nlines", 3.5, date(2026, 7, 31), None, "=1+1"])
    sheet.append(["  kept  blanks", None, None, None, "'quoted", "tab\there"])
    sheet.merge_cells("A4:C5")
    sheet["A4"] = "merged"
    sheet.row_dimensions[2].hidden = True
    hidden: Any = book.create_sheet("Kept apart")
    hidden.sheet_state = "hidden"
    hidden["B7"] = "far"
    book.custom_doc_props.append(StringProperty(name="pack", value="7F3K"))
    book.defined_names["pd_pack"] = DefinedName("pd_pack", attr_text='"7F3K"')
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain(grid: Grid) -> dict[tuple[int, int], tuple[str, Kind, bool]]:
    return {
        (row, column): (cell.text, cell.kind, cell.formula)
        for row, cells in grid.rows.items()
        for column, cell in cells.items()
    }


@needs_libreoffice
def test_an_ods_and_an_xlsx_of_the_same_hand_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook())
    into = tmp_path / "saved"
    into.mkdir()
    excel = opening.read(convert(path, "xlsx", into).read_bytes())
    open_document = opening.read(convert(path, "ods", into).read_bytes())
    assert (excel.kind, open_document.kind) == (FileKind.WORKBOOK, FileKind.OPEN_WORKBOOK)
    for one, other in zip(excel.grids, open_document.grids, strict=True):
        assert plain(one) == plain(other)
        assert (one.name, one.hidden) == (other.name, other.hidden)
        assert one.merges == other.merges
        assert one.hidden_rows & one.rows.keys() == other.hidden_rows
    first = open_document.grids[0]
    assert plain(first)[1, 6] == ("2", Kind.NUMBER, True)
    assert first.rows[1][4].day == date(2026, 7, 31)
    assert first.merges == [Merge(4, 1, 5, 3)]
    assert excel.properties["pack"] == open_document.properties["pack"] == "7F3K"
    assert excel.names["pd_pack"] == open_document.names["pd_pack"] == '"7F3K"'


@needs_libreoffice
def test_the_texts_of_an_ods_are_those_that_another_reader_finds() -> None:
    data = good.saved_by_calc("ods")
    ours = opening.read(data).grids[0]
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    rows = theirs.to_python(skip_empty_area=False)
    found = {
        (row, column): f"{value:g}" if isinstance(value, float) else " ".join(str(value).split())
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if str(value).strip()
    }
    assert found == {place: " ".join(text.split()) for place, (text, _, _) in plain(ours).items()}


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_a_plan_is_read_from_ods_and_xls_as_from_xlsx(suffix: str, tmp_path: Path) -> None:
    excel, other = tmp_path / "plan.xlsx", tmp_path / f"plan.{suffix}"
    excel.write_bytes(source_like())
    other.write_bytes(good.saved_by_calc(suffix))
    known, found = read_plan_file(excel), read_plan_file(other)
    assert (found.title, found.preamble, found.legend) == (
        known.title,
        known.preamble,
        known.legend,
    )
    for mine, theirs in zip(found.actions(), known.actions(), strict=True):
        assert (mine.text, mine.criteria, mine.leads, mine.comments, mine.timescale) == (
            (theirs.text, theirs.criteria, theirs.leads, theirs.comments, theirs.timescale)
        )


def test_fields_in_an_ods_cell_are_words_of_it() -> None:
    cell = (
        '<table:table-cell office:value-type="string"><text:p>Met on <text:date>3 May 2016'
        "</text:date>, see <text:sheet-name>Plan</text:sheet-name>.</text:p></table:table-cell>"
    )
    grid = opening.read(good.made_ods(f"<table:table-row>{cell}</table:table-row>")).grids[0]
    assert grid.text(1, 1) == "Met on 3 May 2016, see Plan."


def test_a_comment_beside_an_ods_cell_is_not_taken_for_its_words() -> None:
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>aside</text:p>'
        '</office:annotation><text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>'
        "<text:span>d</text:span> <text:a>e</text:a></text:p></table:table-cell>"
    )
    grid = opening.read(good.made_ods(f"<table:table-row>{cell}</table:table-row>")).grids[0]
    assert grid.rows == {1: {1: Cell("a   b\tc\nd e")}}


def test_rows_said_once_and_meant_a_million_times_are_not_unfolded() -> None:
    word = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
    empty += 'table:number-columns-repeated="16384"/></table:table-row>'
    row = f"<table:table-row>{word}</table:table-row>"
    assert len(opening.read(good.made_ods(empty + row)).grids[0].rows) == 1
    for many in (
        f'<table:table-row table:number-rows-repeated="900000">{word}</table:table-row>',
        "<table:table-row>"
        + word.replace(
            "<table:table-cell", '<table:table-cell table:number-columns-repeated="999999"'
        )
        + "</table:table-row>",
    ):
        assert code_of(good.made_ods(many)) == refusals.TOO_LARGE


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_password_opens_what_is_under_it(kind: str, tmp_path: Path) -> None:
    data = good.locked_xlsx() if kind == "xlsx" else good.locked_docx()
    path = tmp_path / f"plan.{kind}"
    path.write_bytes(data)
    assert len(read_plan_file(path, password=good.PASSWORD).actions()) == 14
    book = opening.read(handed.pack(data, good.PASSWORD))
    assert (book.locked, book.kind.value) == (True, kind)
    for password, code in (("", "PD-311"), ("kestrel-9 Über", "PD-319"), ("\ud800", "PD-319")):
        with pytest.raises(Refused) as refused:
            read_plan_file(path, password=password)
        assert refused.value.code == code
    assert refused.value.what == f"“plan.{kind}” does not open with this password."


def test_what_excel_locks_for_reading_only_opens_without_being_asked() -> None:
    data = good.locked(source_like(), "VelvetSweatshop")
    assert len(opening.read(data).grids) == 1


def test_a_locked_file_that_was_changed_is_damaged_not_read() -> None:
    data = bytearray(good.locked_xlsx())
    data[len(data) // 2] ^= 1
    assert code_of(bytes(data), good.PASSWORD) == refusals.DAMAGED


def test_a_bomb_under_a_password_is_refused_like_any_other() -> None:
    from tests.readers.junk import traps

    for name in ("entities", "swollen part", "macros"):
        data, code = traps(source_like())[name]
        assert code_of(good.locked(data), good.PASSWORD) == code


def test_nothing_of_a_locked_file_or_its_password_reaches_a_disk(tmp_path: Path) -> None:
    """A child that may write nothing opens it all the same: there is no temporary copy."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(good.locked_xlsx())
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from prevent_desk.readers import opening, handed\n"
        "from prevent_desk.workers.limits import forbid_the_world, limit_self\n"
        "data = Path(sys.argv[1]).read_bytes()\n"
        "limit_self(600 * 2**20, 60)\n"
        "forbid_the_world()\n"
        "book = opening.read(handed.pack(data, sys.argv[2]))\n"
        "print(len(book.grids[0].rows))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), good.PASSWORD],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 14


@needs_libreoffice
def test_an_old_workbook_says_what_it_cannot_tell_and_begins_where_it_begins(
    tmp_path: Path,
) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet["C5"], sheet["D6"] = "x", 3
    book.save(tmp_path / "far.xlsx")
    into = tmp_path / "old"
    into.mkdir()
    found = opening.read(convert(tmp_path / "far.xlsx", "xls", into).read_bytes())
    assert found.kind is FileKind.OLD_WORKBOOK
    assert found.grids[0].text(5, 3) == "x"
    assert found.grids[0].text(6, 4) == "3"
    assert found.notes[0].startswith("An .xls does not tell")


def test_a_payload_without_a_password_is_the_file_itself() -> None:
    assert handed.unpack(b"PK\x03\x04 and so on") == (b"PK\x03\x04 and so on", "")
    assert handed.unpack(handed.pack(b"data", "pä ss")) == (b"data", "pä ss")
    for cut in range(12):
        # Whatever stands there, it is taken apart without a failure.
        handed.unpack(handed.pack(b"data", "word")[:cut])
    assert not guard.starts_well(handed.pack(b"data", "word"))
