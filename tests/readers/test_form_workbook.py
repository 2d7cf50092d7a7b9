"""A form as a workbook: written, filled by other programs, and read back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from prevent_desk.core import form_fields, form_rows
from prevent_desk.core.errors import Refused
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.workbook import form as form_book
from prevent_desk.readers import form_workbook, handed, shipped
from tests.plan import libreoffice

NOW = datetime(2025, 6, 3, 9, 0, tzinfo=UTC)
PAPER = FormPaper("OFFICIAL", NOW, "The office", mark="A1B2C3", filled_by="Invented Trust")
FORMS = sorted(shipped.questionnaires())


def blank(code: tuple[str, str]) -> bytes:
    return form_book.write_blank(shipped.questionnaires()[code], shipped.vocabularies(), PAPER)


def fill(data: bytes, answers: dict[str, str]) -> bytes:
    """Type answers beside their numbers, as a person would."""
    book = load_workbook(BytesIO(data))
    sheet = book["Your answers"]
    for row in sheet.iter_rows(min_row=1):
        number = str(row[0].value or "")
        if number in answers:
            row[2].value = answers[number]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def told(data: bytes) -> dict[str, object]:
    found = json.loads(form_workbook.in_child(handed.pack(data, "")))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("code", FORMS)
def test_every_answer_of_every_form_comes_back_under_its_field(code: tuple[str, str]) -> None:
    form = shipped.questionnaires()[code]
    rows = [
        row for one in form_rows.parts(form, shipped.vocabularies(), NOW.date()) for row in one.rows
    ]
    typed = {row.number: row.offered[-1] if row.offered else f"Words {row.number}" for row in rows}
    found = told(fill(blank(code), typed))
    assert (found["code"], found["version"], found["mark"]) == (*code, "A1B2C3")
    assert found["answers"] == typed
    names = form_rows.fields_by_number(form, shipped.vocabularies())
    assert names == {row.number: row.field for row in rows}


def test_answers_are_placed_as_a_form_keeps_them() -> None:
    form = shipped.questionnaires()["pre-screening", "1"]
    names = form_rows.fields_by_number(form, shipped.vocabularies())
    answers = {"A1": "Yes", "A2": "Rang the police at 9"}
    found = told(fill(blank(("pre-screening", "1")), answers))
    fields = {names[number]: text for number, text in found["answers"].items()}  # type: ignore[attr-defined]
    placed = form_fields.place(form, fields, shipped.vocabularies(), date(2025, 6, 3))
    assert placed.answers == {"danger": {"state": "yes", "evidence": "Rang the police at 9"}}
    assert not placed.unplaced
    assert not placed.findings


def test_columns_moved_and_rows_sorted_are_still_known() -> None:
    book = load_workbook(BytesIO(blank(("pre-screening", "1"))))
    sheet = book["Your answers"]
    sheet.protection.sheet = False
    for row in sheet.iter_rows():
        if str(row[0].value) == "A1":
            row[2].value = "No"
    sheet.insert_cols(2)
    sheet.insert_rows(1, 3)
    out = BytesIO()
    book.save(out)
    assert told(out.getvalue())["answers"] == {"A1": "No"}


def test_a_formula_is_told_and_one_without_a_result_is_left_out() -> None:
    filled = fill(blank(("pre-screening", "1")), {"A1": '=HYPERLINK("x")'})
    found = told(filled)
    assert found["answers"] == {}
    assert found["notes"] == [form_workbook.UNKNOWN]


def test_two_sheets_that_answer_differently_are_told() -> None:
    book = load_workbook(BytesIO(fill(blank(("pre-screening", "1")), {"A1": "Yes"})))
    other = book.copy_worksheet(book["Your answers"])
    for row in other.iter_rows():
        if str(row[0].value) == "A1":
            row[2].value = "No"
    out = BytesIO()
    book.save(out)
    found = told(out.getvalue())
    assert found["answers"] == {"A1": "Yes"}
    assert found["notes"] == [form_workbook.TWICE]


def test_a_workbook_that_is_no_form_of_ours_is_refused() -> None:
    from openpyxl import Workbook

    out = BytesIO()
    Workbook().save(out)
    with pytest.raises(Refused) as refused:
        told(out.getvalue())
    assert refused.value.what


@libreoffice.needs_libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_libreoffice_saves_it_again_and_every_answer_is_there(tmp_path: Path, kind: str) -> None:
    typed = {"A1": "Yes", "A2": "Zoë’s words\non two lines", "B1": "Not known"}
    path = tmp_path / "form.xlsx"
    path.write_bytes(fill(blank(("pre-screening", "1")), typed))
    out = tmp_path / "out"
    out.mkdir()
    saved = libreoffice.convert(path, kind, out)
    found = told(saved.read_bytes())
    assert found["mark"] == "A1B2C3"
    assert found["answers"] == typed


def test_only_answers_may_be_typed_and_the_marking_is_on_every_page() -> None:
    book = load_workbook(BytesIO(blank(("referral", "2024"))))
    sheet = book["Your answers"]
    assert sheet.protection.sheet
    open_columns = {
        cell.column for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert open_columns == {3}
    assert "OFFICIAL" in str(sheet.oddHeader.center.text)
    assert any("Invented Trust" in str(row[0].value) for row in sheet.iter_rows(max_row=4))
