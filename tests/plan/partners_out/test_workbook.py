"""A partner's workbook, read back by another library: what is in it, and what is not."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.plan.exports import partner_book
from prevent_desk.plan.exports.partner_book_table import EMPTY_ROWS, HEADER_ROW
from prevent_desk.plan.exports.partner_orders import Order, joined, parted
from prevent_desk.plan.model.legend import RAG_LEGEND
from prevent_desk.plan.model.partners import sending
from prevent_desk.plan.model.partners import sending_columns as columns
from prevent_desk.plan.model.partners.packs import Pack
from prevent_desk.plan.model.records import Field, Measure
from tests.plan.partners_out.sample import Room, book_of

NASTY = (
    "=1+1", "=cmd|'/c calc'!A0", "+44 20 7946 0000", "-x", "@SUM(A1)", "\tTab first",
    "_x000D_ typed", "<b>&amp;</b>", "a\u202egnp.exe", "line\nline", "#N/A", "00123", "2015-2016",
)  # fmt: skip


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet_of(data: bytes) -> Any:
    return opened(data)[columns.PLAN_SHEET]


def rows_of(sheet: Any, count: int) -> list[dict[str, str]]:
    headings = [str(cell.value) for cell in sheet[HEADER_ROW]]
    return [
        {name: str(cell.value or "") for name, cell in zip(headings, sheet[number], strict=True)}
        for number in range(HEADER_ROW + 1, HEADER_ROW + 1 + count)
    ]


def test_a_workbook_holds_the_agency_s_actions_and_no_other(room: Room) -> None:
    services = room.services
    services.plans.set_field([room.row_id("O2-01")], Field.LEADS, "Housing")
    services.plans.set_field([room.row_id("O2-02")], Field.LEADS, "Housing, Health")
    pack = room.pack("Housing", with_all=False)
    data = book_of(pack)
    marks = [row[columns.REF] for row in rows_of(sheet_of(data), 2)]
    assert [mark[:5] for mark in marks] == ["O2-01", "O2-02"]
    plan = services.plans.contents(room.plan_id)
    others = [one.row.text for one in plan.actions if "Housing" not in one.row.leads]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8")
    assert all(other[:60] not in everything for other in others if other)


def test_every_cell_is_what_the_baseline_says(room: Room) -> None:
    pack = room.pack()
    data = book_of(pack)
    for row, found in zip(pack.rows, rows_of(sheet_of(data), len(pack.rows)), strict=True):
        assert found[columns.REF] == row.mark
        for column in columns.COLUMNS:
            if column.field is not None:
                assert found[column.heading] == row.cells[column.field], column.heading
        assert found[columns.UPDATE] == ""


def test_title_marking_version_and_pack_can_be_read_without_opening_anything(room: Room) -> None:
    pack = room.pack()
    sheet = sheet_of(book_of(pack))
    assert sheet["A1"].value == "OFFICIAL-SENSITIVE · Prevent Delivery Plan 2015/2016 – Health"
    said = str(sheet["A2"].value)
    assert f"Pack {pack.pack}" in said
    assert "Version V1.6/5/15" in said
    assert "by Fri 11 Dec 2015" in said
    assert sending.pack_of(said) == pack.pack
    assert "OFFICIAL-SENSITIVE" in str(sheet.oddHeader.center.text)


def test_what_they_may_fill_is_open_and_the_rest_is_locked(room: Room) -> None:
    pack = room.pack()
    sheet = sheet_of(book_of(pack))
    assert sheet.protection.sheet
    assert not sheet.protection.password
    # openpyxl says False for what stays allowed.
    assert not sheet.protection.autoFilter
    assert not sheet.protection.formatRows
    assert sheet.protection.deleteRows
    closed = {columns.REF, columns.OBJECTIVE, "Action"}
    for number in range(HEADER_ROW + 1, HEADER_ROW + 1 + len(pack.rows)):
        for column, cell in zip(columns.COLUMNS, sheet[number], strict=True):
            assert cell.protection.locked == (column.heading in closed), cell.coordinate
    for number in range(1, HEADER_ROW + 1):
        assert all(cell.protection.locked for cell in sheet[number])
    below = HEADER_ROW + len(pack.rows)
    for number in range(below + 1, below + 1 + EMPTY_ROWS):
        cells = sheet[number]
        assert cells[0].protection.locked
        assert not any(cell.protection.locked for cell in cells[1:])
    assert sheet.auto_filter.ref == f"A{HEADER_ROW}:M{below + EMPTY_ROWS}"
    assert sheet.freeze_panes == "B5"


def test_progress_is_chosen_from_the_plan_s_own_key(room: Room) -> None:
    room.services.plans.set_progress([room.row_id("O1-01")], "behind")
    pack = room.pack()
    sheet = sheet_of(book_of(pack))
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"Behind,Ongoing,On target,Not set"'
    assert rule.type == "list"
    assert rule.errorStyle == "stop"
    assert str(rule.sqref).startswith("J5:J")
    assert sheet["J5"].value == "Behind"
    assert sheet["J6"].value == "Not set"
    painted = {one.formula[0] for area in sheet.conditional_formatting for one in area.rules}
    assert painted == {'"Behind"', '"Ongoing"', '"On target"', '"Not set"'}


def test_a_key_with_commas_is_listed_on_the_help_sheet(room: Room) -> None:
    pack = room.pack()
    legend = (replace(RAG_LEGEND[0], word="Begun, not done"), *RAG_LEGEND[1:])
    contents = replace(pack.contents, head=replace(pack.contents.head, legend=legend))
    book = opened(book_of(replace(pack, contents=contents)))
    (rule,) = book[columns.PLAN_SHEET].data_validations.dataValidation
    found = re.fullmatch(r"'How to fill in'!\$A\$(\d+):\$A\$(\d+)", rule.formula1)
    assert found is not None
    listed = [
        book[columns.HELP_SHEET][f"A{number}"].value
        for number in range(int(found[1]), int(found[2]) + 1)
    ]
    assert listed == ["Begun, not done", "Behind", "At risk", "On target", "Completed", "Not set"]


def test_the_pack_stands_in_three_places_and_the_baseline_in_a_hidden_sheet(room: Room) -> None:
    pack = room.pack()
    book = opened(book_of(pack))
    assert book.custom_doc_props[sending.PACK_PROPERTY].value == pack.pack
    assert book.defined_names[sending.PACK_NAME].attr_text == f'"{pack.pack}"'
    hidden = book[sending.BASELINE_SHEET]
    assert hidden.sheet_state == "veryHidden"
    table = [[str(cell.value or "") for cell in row] for row in hidden.iter_rows()]
    assert sending.read_hidden(table) == (pack.pack, pack.rows)


def test_nothing_in_it_runs_or_points_outside_or_names_its_maker(room: Room) -> None:
    ids = [row.id for row in room.services.plans.sheet(room.plan_id).rows if "ALL" in row.leads]
    values = [(ids[n % len(ids)], field, text) for n, (field, text) in enumerate(
        (field, text)
        for text in NASTY
        for field in (Field.TEXT, Field.RESOURCES, Field.TIMESCALE, Field.COMMENTS)
    )]  # fmt: skip
    room.services.plans.set_cells([(key, f, t.replace("\n", " ")) for key, f, t in values])
    pack = room.pack()
    data = book_of(pack)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert not re.search(rb"<(?:\w+:)?f[ />]", part), name
            assert b"External" not in part
            assert b"vbaProject" not in part
            if name.startswith("docProps/"):
                assert not re.search(rb"creator>[^<]|lastModifiedBy>[^<]|openpyxl", part)
    sheet = sheet_of(data)
    assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row)
    for row, found in zip(pack.rows, rows_of(sheet, len(pack.rows)), strict=True):
        assert found["Action"] == row.cells[Field.TEXT]


def test_a_text_taller_than_a_row_stands_whole_in_its_cell_and_on_a_sheet_of_its_own(
    room: Room,
) -> None:
    words = "\n".join(f"{n}. Meeting held with the safeguarding leads." for n in range(120))
    room.services.plans.set_field([room.row_id("O1-01")], Field.COMMENTS, words)
    pack = room.pack()
    data = book_of(pack)
    words = pack.rows[0].cells[Field.COMMENTS]
    assert words.endswith("119. Meeting held with the safeguarding leads.")
    (row, *_) = rows_of(sheet_of(data), 1)
    assert row["Comments/progress"] == words
    long = opened(data)[columns.LONG_SHEET]
    pieces = [str(one[2].value) for one in long.iter_rows(min_row=4)]
    assert len(pieces) > 1
    assert "\n".join(pieces) == words
    assert all((height.height or 0) <= 409.5 for height in long.row_dimensions.values())


def test_comments_longer_than_a_cell_keep_their_newest(room: Room) -> None:
    key = room.row_id("O1-01")
    for n in range(3):
        room.services.plans.add_update(key, f"{n} " + "long words " * 1200, "Housing", None)
    pack = room.pack()
    said = pack.rows[0].cells[Field.COMMENTS]
    assert len(said) <= 32_000
    assert said.startswith("(earlier comments are left out here)\n")
    assert said.endswith("long words")
    assert rows_of(sheet_of(book_of(pack)), 1)[0]["Comments/progress"] == said


def test_what_is_counted_can_be_filled_in(room: Room) -> None:
    plans = room.services.plans
    detail = plans.detail(room.row_id("O1-02"))
    plans.set_measure(detail.criteria[0].id, Measure("visits", "20", ""))
    pack = room.pack()
    found = rows_of(sheet_of(book_of(pack)), 2)[1]
    assert found["Counted so far"] == "__ of 20 visits"


def test_the_same_pack_gives_the_same_bytes(room: Room) -> None:
    pack = room.pack()
    assert book_of(pack) == book_of(pack)


def test_many_workbooks_come_out_of_one_child_in_their_order(room: Room) -> None:
    packs = room.services.sending.packs(room.wish())
    said: list[tuple[int, int, str]] = []
    answer = partner_book.write_in_child(
        [Order(one) for one in packs], lambda *told: said.append(told)
    )
    made = parted(answer)
    assert [sheet_of(book)["A2"].value.split("·")[0].strip() for book, _ in made] == [
        f"Pack {one.pack}" for one in packs
    ]
    assert said[-1][1] == sum(len(one.rows) for one in packs)
    assert parted(joined([])) == []


def test_a_practice_desk_says_so_in_every_workbook(room: Room) -> None:
    pack = replace(room.pack(), practice=True)
    sheet = sheet_of(book_of(pack))
    assert "all people are invented" in str(sheet["A2"].value)
    assert "all people are invented" in str(sheet.oddHeader.right.text)


def test_an_action_too_long_for_a_cell_is_refused_with_its_beginning(room: Room) -> None:
    pack: Pack = room.pack()
    row = replace(pack.rows[0], cells={**pack.rows[0].cells, Field.TEXT: "Train all " * 4000})
    with pytest.raises(Refused, match="does not fit into a cell"):
        book_of(replace(pack, rows=(row, *pack.rows[1:])))
