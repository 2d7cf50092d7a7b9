"""Filled Word forms: by python-docx, saved again by LibreOffice, and ones that mean harm."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest

from prevent_desk.core import form_fields
from prevent_desk.core.errors import Refused
from prevent_desk.readers import asking
from prevent_desk.readers.form_docx import NAME
from prevent_desk.readers.refusals import About
from prevent_desk.referrals.service.forms import REFERRAL
from tests.exports.form_values import everything
from tests.referrals.receiving.rooms import FORMS, blank_word

TARGET = "prevent_desk.readers.form_docx:in_child"
TODAY = date(2025, 11, 25)
LISTS = FORMS.vocabularies()


def ask(data: bytes) -> dict[str, str]:
    found: dict[str, str] = asking.ask_of(data, "form.docx", TARGET, about=About.FORM)["fields"]
    return found


def fill(values: dict[str, str]) -> bytes:
    """Write answers into the right-hand cells, and crosses into boxes, as a person does."""
    document = docx.Document(io.BytesIO(blank_word()))
    left = dict(values)
    for table in document.tables:
        heads = [_hidden(cell) for cell in table.rows[0].cells]
        for number, row in enumerate(table.rows):
            if any("*" in name for name in heads):
                for name, cell in zip(heads, row.cells, strict=True):
                    if number:
                        _write(cell, left.pop(name.replace("*", str(number)), ""))
                continue
            name = _hidden(row.cells[0])
            if "ticks" in row.cells[0]._tc.xml:
                _tick(row.cells[1], name, left)
            else:
                _write(row.cells[1], left.pop(name, ""))
    assert not left
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _hidden(cell: docx.table._Cell) -> str:
    found = NAME.search(cell._tc.xml)
    return found[1] if found else ""


def _write(cell: docx.table._Cell, text: str) -> None:
    lines = text.split("\n")
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def _tick(cell: docx.table._Cell, name: str, left: dict[str, str]) -> None:
    question = FORMS.form(REFERRAL).question(name)
    assert question is not None
    codes = [left.pop(name)] if name in left else []
    codes += [key.partition("-")[2] for key in list(left) if key.startswith(f"{name}-")
              and not key.endswith("-evidence")]  # fmt: skip
    text = cell.paragraphs[0].text
    for code in codes:
        left.pop(f"{name}-{code}", None)
        term = next(one for one in form_fields.choices(question, LISTS, TODAY) if one.code == code)
        assert f"☐\u00a0{term.label}" in text
        text = text.replace(f"☐\u00a0{term.label}", f"☒\u00a0{term.label}", 1)
    cell.paragraphs[0].text = text


def test_every_question_comes_back_from_word() -> None:
    form = FORMS.form(REFERRAL).without("desk")
    answers, fields = everything(form, LISTS, TODAY, labels=False)
    fields["home_area"] = LISTS["home_area"].label(fields["home_area"])
    placed = form_fields.place(form, ask(fill(fields)), LISTS, TODAY)
    assert placed.answers == answers
    assert placed.unplaced == {}
    assert placed.findings == []


def test_a_form_saved_again_by_libreoffice_keeps_every_answer(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    form = FORMS.form(REFERRAL).without("desk")
    answers, fields = everything(form, LISTS, TODAY, labels=False)
    fields["home_area"] = LISTS["home_area"].label(fields["home_area"])
    (tmp_path / "form.docx").write_bytes(fill(fields))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML",
         "--outdir", str(tmp_path / "out"), str(tmp_path / "form.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = (tmp_path / "out" / "form.docx").read_bytes()
    placed = form_fields.place(form, ask(saved), LISTS, TODAY)
    assert placed.answers == answers
    assert placed.unplaced == {}


def test_a_blank_form_has_no_answers() -> None:
    placed = form_fields.place(FORMS.form(REFERRAL), ask(blank_word()), LISTS, TODAY)
    assert placed.answers == {}
    assert placed.unplaced == {}


def test_words_typed_over_the_boxes_count_as_they_stand() -> None:
    found = ask(fill({"home_area": "Hackney, near the canal"}))
    assert found["home_area"] == "Hackney, near the canal"


def test_a_form_says_nothing_of_its_maker_and_is_the_same_each_time() -> None:
    with zipfile.ZipFile(io.BytesIO(blank_word())) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert len({entry.date_time for entry in archive.infolist()}) == 1
    assert "python-docx" not in core
    assert "<dc:title>Prevent referral</dc:title>" in core


def test_a_document_of_others_is_no_form() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(Refused) as refused:
        ask(stream.getvalue())
    assert "none that this desk sent out" in refused.value.what


def test_a_workbook_is_no_form() -> None:
    import openpyxl

    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with pytest.raises(Refused) as refused:
        ask(stream.getvalue())
    assert "neither a PDF nor a Word document" in refused.value.what


def test_a_form_with_macros_is_not_let_in() -> None:
    stream = io.BytesIO(blank_word())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(Refused) as refused:
        ask(stream.getvalue())
    assert "macros" in refused.value.what


def test_a_damaged_form_is_refused_or_read_and_nothing_else(campaign: int) -> None:
    chance = random.Random(11)
    good = blank_word()
    for _ in range(8 * campaign):
        data = bytearray(good)
        for _flip in range(chance.choice((1, 8, 100))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            ask(bytes(data))
        except Refused as refused:
            assert refused.next_step  # noqa: PT017 - either way it ends well
