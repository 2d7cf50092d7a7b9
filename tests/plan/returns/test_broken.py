"""Broken returns by the thousand: each is refused in a clear sentence, or compared right.

Some are broken as files (bytes, parts, markup), some as tables (cells, rows, columns, sheets). What
is right is told by openpyxl and by rules of this file's own, not by the reader that is tested. With
`--campaign 100` there are 2,000.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

import pytest
from openpyxl.utils import get_column_letter

from prevent_desk.plan.model.partners import comparing_rows
from prevent_desk.plan.model.partners.comparing_file import SaidRow
from prevent_desk.plan.model.partners.records import Kind, SentRow
from prevent_desk.plan.model.partners.sending_columns import COLUMNS, PLAN_SHEET
from prevent_desk.plan.model.records import Field
from tests.plan.returns.dump import everything
from tests.plan.returns.partners import Office, Sheet
from tests.readers.junk import cut, flipped, part_flipped, part_swapped, words

CODE = re.compile(r"PD-3\d\d")
JUNK = (
    "amber", "Behind", "no idea", "31/12/2016", "12 of 3", "• one\n• two", "x" * 900, "-", "=1+1",
    "naïve – “quoted”", "\u202eabc", "line\n\nline", "Not set", 0, 42369, 3.14, True,
)  # fmt: skip
FILES: list[Callable[[bytes, Random], bytes]] = [flipped, cut, part_flipped, part_swapped, words]


def broken_tables(good: bytes, seed: Random, count: int) -> Iterator[tuple[Sheet, bool]]:
    """Yield returns that somebody made a mess of, and whether their cells can be told exactly."""
    for _ in range(count):
        sheet = Sheet(good)
        for other in sheet.book.sheetnames[1:]:
            del sheet.book[other]
        acts = seed.choices([_spoil, _drop, _swap, _empty], k=seed.randint(1, 6))
        is_plain = seed.random() < 0.6
        if not is_plain:
            acts += seed.choices([_copy, _widen, _narrow, _rename, _merge, _second], k=2)
        for act in acts:
            if len(sheet.rows()) > 2:
                act(sheet, seed)
        yield sheet, is_plain


def _spoil(sheet: Sheet, seed: Random) -> None:
    row, column = seed.choice(sheet.rows()), seed.randint(4, len(COLUMNS))
    cell = sheet.sheet.cell(row, column)
    cell.value = seed.choice(JUNK)


def _empty(sheet: Sheet, seed: Random) -> None:
    sheet.sheet.cell(seed.choice(sheet.rows()), seed.randint(4, len(COLUMNS))).value = None


def _drop(sheet: Sheet, seed: Random) -> None:
    sheet.sheet.delete_rows(seed.choice(sheet.rows()))


def _swap(sheet: Sheet, seed: Random) -> None:
    one, other = seed.sample(sheet.rows(), 2)
    for column in range(1, len(COLUMNS) + 1):
        a, b = sheet.sheet.cell(one, column), sheet.sheet.cell(other, column)
        a.value, b.value = b.value, a.value


def _copy(sheet: Sheet, seed: Random) -> None:
    row, target = seed.choice(sheet.rows()), sheet.sheet.max_row + 1
    for column in range(1, len(COLUMNS) + 1):
        sheet.sheet.cell(target, column).value = sheet.sheet.cell(row, column).value


def _widen(sheet: Sheet, seed: Random) -> None:
    sheet.sheet.insert_cols(seed.randint(1, len(COLUMNS)), seed.randint(1, 3))


def _narrow(sheet: Sheet, seed: Random) -> None:
    sheet.sheet.delete_cols(seed.randint(1, len(COLUMNS)), seed.randint(1, 4))


def _rename(sheet: Sheet, seed: Random) -> None:
    column = seed.randint(1, len(COLUMNS))
    sheet.sheet.cell(sheet.header, column).value = seed.choice(["", "Action", "???", "RAG", "Lead"])


def _merge(sheet: Sheet, seed: Random) -> None:
    row, column = seed.choice(sheet.rows()), seed.randint(1, len(COLUMNS) - 1)
    letters = get_column_letter(column), get_column_letter(column + 1)
    sheet.sheet.merge_cells(f"{letters[0]}{row}:{letters[1]}{row + seed.randint(0, 2)}")


def _second(sheet: Sheet, seed: Random) -> None:
    sheet.sheet.title = seed.choice(["Answer", "Sheet1", PLAN_SHEET])
    if seed.random() < 0.5:
        sheet.book.copy_worksheet(sheet.sheet).title = "Backup"


def outcome(office: Office, data: bytes, plain: Sheet | None = None) -> str:
    """Return "compared", a refusal's code, or what was wrong.

    Args:
        office: Who gets it.
        data: The file.
        plain: The same as openpyxl has it, where each cell that differs can be told by it.
    """
    received = office.services.returns.receive("broken.xlsx", data)
    if received.refusal is not None:
        said = received.refusal
        clear = "“broken.xlsx”" in said.what and CODE.fullmatch(said.code) and said.next_step
        return said.code if clear else f"unclear: {said.sentence()}"
    assert received.return_id is not None
    comparison = office.compare(received.return_id)
    keys = [one.key for one in comparison.differences]
    if len(keys) != len(set(keys)):
        return "the same key twice"
    for one in comparison.differences:
        if one.action_id is not None and one.field is not None:
            (row,) = office.desk.plans.rows([one.action_id])
            if one.ref != row.ref or (one.kind is Kind.FIX) is not bool(one.problem):
                return f"not itself: {one}"
    if plain is not None:
        found = {
            (one.ref, one.field or "row")
            for one in comparison.differences
            if one.kind is not Kind.MINE
        }
        expected = differing(office, plain)
        if found != expected:
            return f"found {found - expected}, not {expected - found}"
    return "compared"


def differing(office: Office, sheet: Sheet) -> set[tuple[str, str]]:
    """Return the cells that are not as they were sent, by openpyxl and the plainest of rules."""
    rows = {
        str(row[0].value): [cell.value for cell in row]
        for row in sheet.sheet.iter_rows(min_row=5, max_col=len(COLUMNS))
        if row[0].value
    }
    found: set[tuple[str, str]] = set()
    for sent in office.packs["Housing"].rows:
        ref = sent.cells[Field.REF]
        if sent.mark not in rows:
            found.add((ref, "row"))
            continue
        for column, value in zip(COLUMNS, rows[sent.mark], strict=True):
            of = column.field
            if of is None:
                if column.heading == "Your update" and _lines(value) not in ([], ["=1+1"]):
                    found.add((ref, Field.COMMENTS))
            elif _lines(value) != _lines(sent.cells[of]) and not (
                of is Field.PROGRESS and _lines(value) in ([], ["-"], ["Not set"])
            ):
                found.add((ref, of))
    return found


def _lines(value: object) -> list[str]:
    lines = str("" if value is None else value).replace("\u202e", "").split("\n")
    return [" ".join(line.removeprefix("• ").split()) for line in lines if line.strip()]


def wrong(outcomes: list[str]) -> list[str]:
    return [each for each in outcomes if each != "compared" and not CODE.fullmatch(each)]


def test_broken_returns_are_refused_or_compared_right(office: Office, campaign: int) -> None:
    office.send("Housing")
    good, seed = office.files["Housing"], Random(7)
    before = everything(office.store, without=("plan_return",))
    outcomes = []
    for number in range(12 * campaign):
        outcomes.append(outcome(office, FILES[number % len(FILES)](good, seed)))
    for sheet, is_plain in broken_tables(good, seed, 8 * campaign):
        outcomes.append(outcome(office, sheet.saved(), sheet if is_plain else None))
    assert wrong(outcomes) == []
    assert outcomes.count("compared") >= 8
    assert len(set(outcomes)) >= 3
    assert everything(office.store, without=("plan_return",)) == before


def test_the_same_campaign_catches_rows_matched_by_their_place(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the first row of the file is the first that was sent, and so on."""

    def by_place(
        rows: list[SaidRow], sent: list[SentRow], _ref: int | None, _words: int | None
    ) -> comparing_rows.Rows:
        pairs = {one.action_id: row for one, row in zip(sent, rows, strict=False)}
        return comparing_rows.Rows(pairs)

    monkeypatch.setattr("prevent_desk.plan.model.partners.comparing_sheets.rows_of", by_place)
    office.send("Housing")
    tables = broken_tables(office.files["Housing"], Random(7), 6)
    assert wrong([outcome(office, sheet.saved(), sheet) for sheet, is_plain in tables if is_plain])
