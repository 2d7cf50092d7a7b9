"""A form as a PDF: filled by other programs, checked by other programs, looked at as a whole."""

from __future__ import annotations

import io
import random
from datetime import UTC, date, datetime
from functools import cache

import pikepdf
import pytest
from pypdf import PdfReader

from prevent_desk.core import form_fields
from prevent_desk.core.questionnaire import Kind, Questionnaire
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.pdf.check import check
from prevent_desk.exports.pdf.form import write_blank
from prevent_desk.readers import asking
from prevent_desk.readers.refusals import About
from prevent_desk.referrals.service.forms import PAF, REFERRAL, SCREENING, VAF, Forms
from tests.exports.filling import by_pdfium, by_pypdf
from tests.exports.form_values import everything
from tests.exports.reading import flat, pdfua_report, run_poppler, structure_text

FORMS = Forms()
LISTS = FORMS.vocabularies()
TODAY = date(2026, 11, 22)
PAPER = FormPaper(
    "OFFICIAL-SENSITIVE when completed",
    datetime(2026, 11, 22, 10, tzinfo=UTC),
    office="City of London Corporation",
)
CODES = (REFERRAL, VAF, PAF, SCREENING)


@cache
def blank(code: str = REFERRAL, *, fillable: bool = True) -> bytes:
    return write_blank(FORMS.form(code), LISTS, PAPER, fillable=fillable).pdf


def read_back(pdf: bytes) -> dict[str, str]:
    answer = asking.ask_of(
        pdf, "form.pdf", "prevent_desk.readers.form_pdf:in_child", about=About.FORM
    )
    fields: dict[str, str] = answer["fields"]
    return fields


def placed(form: Questionnaire, pdf: bytes) -> form_fields.Placed:
    return form_fields.place(form, read_back(pdf), LISTS, TODAY)


@pytest.mark.parametrize("code", CODES)
def test_every_question_of_every_form_comes_back_from_pypdf_as_it_was_typed(code: str) -> None:
    form = FORMS.form(code).without("desk")
    answers, fields = everything(form, LISTS, TODAY)
    found = placed(form, by_pypdf(blank(code), fields))
    assert found.answers == answers
    assert found.unplaced == {}
    assert found.findings == []


@pytest.mark.parametrize("code", CODES)
def test_every_question_of_every_form_comes_back_from_the_browsers_engine(code: str) -> None:
    form = FORMS.form(code).without("desk")
    answers, fields = everything(form, LISTS, TODAY)
    found = placed(form, by_pdfium(blank(code), fields))
    assert found.answers == answers
    assert found.unplaced == {}
    assert found.findings == []


def test_ten_thousand_characters_come_back_from_both() -> None:
    text = "\n".join(f"{n}: ż ó ł ễ Ω “words” (of) [a] witness" for n in range(300))[:10_000]
    assert len(text) == 10_000
    for fill in (by_pypdf, by_pdfium):
        assert placed(FORMS.form(REFERRAL), fill(blank(), {"concern": text})).answers == {
            "concern": text
        }


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("fillable", [True, False])
def test_a_form_has_no_finding(code: str, fillable: bool) -> None:
    pdf = blank(code, fillable=fillable)
    assert pdfua_report(pdf).findings == ()
    assert check(pdf).problems == []


def test_a_filled_form_keeps_its_tags_and_its_fonts() -> None:
    fields = everything(FORMS.form(REFERRAL).without("desk"), LISTS, TODAY)[1]
    pdf = by_pypdf(blank(), fields)
    assert pdfua_report(pdf).findings == ()
    assert fonts(pdf) == {"yes"}


def test_every_font_is_embedded() -> None:
    for fillable in (True, False):
        assert fonts(blank(fillable=fillable)) == {"yes"}


def fonts(pdf: bytes) -> set[str]:
    lines = run_poppler("pdffonts", pdf).splitlines()[2:]
    return {line.split()[-5] for line in lines}


def test_a_reader_aloud_hears_every_question_hint_and_prompt_in_order() -> None:
    said = structure_text(blank())
    at = 0
    for section in FORMS.form(REFERRAL).without("desk").sections:
        for text in (section.title, section.hint):
            assert flat(text) in said
        for question in section.questions:
            found = said.find(flat(question.text), at)
            assert found >= 0, question.key
            at = found
            for prompt in question.prompts:
                assert flat(prompt) in said


def test_what_is_for_the_desk_alone_is_not_on_the_form() -> None:
    names = PdfReader(io.BytesIO(blank())).get_fields() or {}
    assert not [name for name in names if name.startswith(("received", "medium", "promised"))]
    assert "For the desk" not in structure_text(blank())


def test_the_form_says_what_may_not_be_put_into_it_and_how_to_stay_anonymous() -> None:
    said = structure_text(blank())
    assert "Do not put SECRET here" in said
    assert "I want to remain anonymous" in said
    assert "call 999" in said
    assert said.count("OFFICIAL-SENSITIVE when completed") == 0  # furniture is not read aloud
    pages = run_poppler("pdftotext", blank(), "-layout", after=("-",)).split("\f")[:-1]
    assert all(page.count("OFFICIAL-SENSITIVE when completed") >= 2 for page in pages)


def test_every_field_says_in_words_what_it_asks() -> None:
    with pikepdf.open(io.BytesIO(blank())) as document:
        for page in document.pages:
            for widget in page.Annots:
                assert str(widget.TU).strip()


def test_fields_follow_one_another_as_the_questions_do() -> None:
    names = list(PdfReader(io.BytesIO(blank())).get_fields() or {})
    keys = [question.key for question in FORMS.form(REFERRAL).without("desk").questions()]
    asked = [name.partition("-")[0] for name in names if not name.startswith("form-")]
    assert list(dict.fromkeys(asked)) == keys


def test_a_blank_form_is_the_same_bytes_each_time_and_says_nothing_of_its_maker() -> None:
    pdf = write_blank(FORMS.form(REFERRAL), LISTS, PAPER, fillable=True).pdf
    assert pdf == blank()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert set(document.docinfo.keys()) == {"/Title", "/CreationDate", "/ModDate"}
        assert "/JavaScript" not in document.Root.get("/Names", pikepdf.Dictionary())


def test_a_form_for_the_pen_has_no_fields_but_every_question() -> None:
    pdf = blank(fillable=False)
    assert not PdfReader(io.BytesIO(pdf)).get_fields()
    said = structure_text(pdf)
    for question in FORMS.form(REFERRAL).without("desk").questions():
        assert flat(question.text) in said


def test_whatever_is_typed_comes_back(campaign: int) -> None:
    chance = random.Random(20261122)
    form = FORMS.form(REFERRAL).without("desk")
    for _ in range(4 * campaign):
        answers = {
            question.key: _anything(chance, lines=question.kind is Kind.LONG)
            for question in form.questions()
            if question.kind in {Kind.LINE, Kind.LONG} and chance.random() < 0.6
        }
        found = placed(form, by_pypdf(blank(), answers))
        assert found.answers == answers
        assert found.unplaced == {}


_STRETCHES = ((0x20, 0x7E), (0xA1, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x5D0, 0x5EA),
              (0x621, 0x64A), (0x1E00, 0x1EFF), (0x2010, 0x2040), (0x4E00, 0x4E40),
              (0x1F600, 0x1F620))  # fmt: skip


def _anything(chance: random.Random, *, lines: bool) -> str:
    """Return a text of letters of many scripts, as a form keeps it: no blanks around it."""
    text = ""
    while not text.strip():
        marks = []
        for _ in range(chance.randint(1, 80)):
            low, high = chance.choice(_STRETCHES)
            marks.append(chr(chance.randint(low, high)))
            if lines and chance.random() < 0.05:
                marks.append("\n")
        text = "".join(one for one in marks if one == "\n" or one.isprintable()).strip()
    return text
