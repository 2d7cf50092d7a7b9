"""LibreOffice as the partner's program: it sorts, filters, types, saves and prints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from prevent_desk.plan.exports.partner_book_table import HEADER_ROW
from prevent_desk.plan.model.partners import sending
from prevent_desk.plan.model.partners import sending_columns as columns
from prevent_desk.plan.model.partners.packs import Pack
from tests.plan.libreoffice import needs_poppler, printed
from tests.plan.partners_out import office
from tests.plan.partners_out.office import needs_office
from tests.plan.partners_out.sample import book_of, new_room

pytestmark = needs_office

SAVED = ("sorted", "some", "filtered")
PASSWORD = "lantern orbit velvet walnut"


@dataclass(frozen=True)
class Seen:
    """What LibreOffice did to the workbooks, and where it saved them."""

    pack: Pack
    folder: Path
    answers: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """One LibreOffice for all orders: it takes seconds to start."""
    folder = tmp_path_factory.mktemp("office")
    room = new_room(folder)
    pack = room.pack()
    room.store.close()
    plain, locked = folder / "plain.xlsx", folder / "locked.xlsx"
    plain.write_bytes(book_of(pack))
    locked.write_bytes(book_of(pack, PASSWORD))
    count = len(pack.rows)
    last = len(columns.COLUMNS) - 1
    update = last
    sort_all = {"do": "sort", "columns": [0, last], "by": 0, "rows": count}
    sort_some = {"do": "sort", "columns": [2, last], "by": 2, "rows": count, "ascending": True}
    types = {"do": "type", "column": update, "row": HEADER_ROW, "text": "All three schools met."}
    overtypes = {"do": "type", "column": 2, "row": HEADER_ROW, "text": "Something else"}
    narrow = {"do": "filter", "by": 9, "text": "Not set", "last": last, "rows": count}

    def saves(name: str) -> list[str]:
        return [str(folder / f"{name}.{suffix}") for suffix in ("xlsx", "ods")]

    longer = {**types, "text": "\n".join(["A line of a long update"] * 40)}
    orders: dict[str, dict[str, Any]] = {
        "as sent": {"file": plain, "acts": [overtypes, types]},
        "sorted": {"file": plain, "unprotect": True, "acts": [sort_all, types],
                   "save": saves("sorted")},
        "some": {"file": plain, "unprotect": True, "acts": [sort_some], "save": saves("some")},
        "filtered": {"file": plain, "acts": [narrow, types], "save": saves("filtered")},
        "grown": {"file": plain, "acts": [longer]},
        "printed": {"file": plain, "print": str(folder / "plain.pdf")},
        "no password": {"file": locked},
        "wrong password": {"file": locked, "password": PASSWORD + "s"},
        "password": {"file": locked, "password": PASSWORD},
    }  # fmt: skip
    for order in orders.values():
        order["rows"] = count
    # Saved as ods and read again by LibreOffice: the desk's own reader has tests of its own.
    for name in SAVED:
        orders[f"{name}.ods"] = {
            "file": folder / f"{name}.ods", "rows": count,
            "save": [str(folder / f"{name}_again.xlsx")],
        }  # fmt: skip
    answers = office.work(list(orders.values()), folder / "profile")
    return Seen(pack, folder, dict(zip(orders, answers, strict=True)))


def marks_in(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    sheet = book[columns.PLAN_SHEET]
    return [str(row[0].value or "") for row in sheet.iter_rows(min_row=HEADER_ROW + 1)]


def test_locked_cells_take_no_typing_and_open_ones_do(seen: Seen) -> None:
    answer = seen.answers["as sent"]
    assert answer["protected"]
    assert answer["acts"] == [False, True]
    assert answer["headings"] == [column.heading for column in columns.COLUMNS]


@pytest.mark.parametrize("name", SAVED)
def test_ids_and_pack_are_read_after_any_of_it_saved_as_xlsx(seen: Seen, name: str) -> None:
    path = seen.folder / f"{name}.xlsx"
    book: Any = openpyxl.load_workbook(path)
    sheet = book[columns.PLAN_SHEET]
    assert sending.pack_of(str(sheet["A2"].value)) == seen.pack.pack
    assert book.custom_doc_props[sending.PACK_PROPERTY].value == seen.pack.pack
    assert book.defined_names[sending.PACK_NAME].attr_text == f'"{seen.pack.pack}"'
    found = sending.actions_by_mark(seen.pack.rows)
    here = {sending.plain_mark(mark) for mark in marks_in(path)} & set(found)
    assert {found[mark] for mark in here} == {row.action_id for row in seen.pack.rows}


@pytest.mark.parametrize("name", SAVED)
def test_ids_and_pack_are_read_after_any_of_it_saved_as_ods(seen: Seen, name: str) -> None:
    found = sending.actions_by_mark(seen.pack.rows)
    marks = seen.answers[f"{name}.ods"]["column"]
    assert [found[sending.plain_mark(mark)] for mark in marks]
    assert {found[sending.plain_mark(mark)] for mark in marks} == {
        row.action_id for row in seen.pack.rows
    }
    again = openpyxl.load_workbook(seen.folder / f"{name}_again.xlsx")
    assert sending.pack_of(str(again[columns.PLAN_SHEET]["A2"].value)) == seen.pack.pack


def test_a_sort_of_all_columns_takes_the_marks_along(seen: Seen) -> None:
    marks = [row.mark for row in seen.pack.rows]
    assert seen.answers["sorted"]["column"] == sorted(marks, reverse=True)
    assert seen.answers["some"]["column"] == marks


def test_the_hidden_baseline_is_read_after_a_save(seen: Seen) -> None:
    book = openpyxl.load_workbook(seen.folder / "sorted.xlsx")
    rows = [[str(cell.value or "") for cell in row]
            for row in book[sending.BASELINE_SHEET].iter_rows()]  # fmt: skip
    assert sending.read_hidden(rows) == (seen.pack.pack, seen.pack.rows)


def test_a_row_grows_with_what_is_typed_into_it(seen: Seen) -> None:
    assert seen.answers["grown"]["height"][0] > seen.answers["as sent"]["height"][0]


@needs_poppler
def test_every_word_is_printed_with_the_marking_on_every_page(seen: Seen) -> None:
    said = printed(seen.folder / "plain.pdf")
    pages = said.split("\f")[:-1]
    assert all(page.count("OFFICIAL-SENSITIVE") >= 2 for page in pages)
    flat = "".join(said.split())
    for row in seen.pack.rows:
        for text in row.cells.values():
            for word in text.split():
                # A long word may be broken at its hyphens by the end of a line.
                for part in word.replace("/", "- ").replace("-", "- ").split():
                    assert part in flat, (row.mark, part)


def test_a_locked_workbook_opens_with_its_password_and_not_without(seen: Seen) -> None:
    assert not seen.answers["no password"]["opened"]
    assert not seen.answers["wrong password"]["opened"]
    opened = seen.answers["password"]
    assert opened["opened"]
    assert opened["column"] == [row.mark for row in seen.pack.rows]
