"""Returns as other programs save them, and what becomes of broken ones."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from prevent_desk.community.model.profile_returns import Doing, Return, guess
from prevent_desk.community.reading import profile_returns as reading
from prevent_desk.core.questionnaire import Answer
from tests.community.profile.conftest import TODAY, Desk
from tests.exports import filling
from tests.plan import libreoffice

TYPED = {"A1": "Invented Hospital Trust", "B1": "Yes", "B2": "Leaflets in the foyer",
         "B3": "Extreme right-wing; Conspiracy", "B4": "More", "C1": "Yes"}  # fmt: skip
FIELDS = {"organisation": "Invented Hospital Trust", "noticed-evidence": "Leaflets in the foyer",
          "gaps": "Nobody looks at the car park"}  # fmt: skip
SAID: dict[str, Answer] = {
    "organisation": "Invented Hospital Trust",
    "noticed": {"state": "yes", "evidence": "Leaflets in the foyer"},
    "themes": ["far_right", "conspiracy"],
    "trend": "more",
    "whom": "yes",
}


def typed_into(book: bytes, answers: dict[str, str]) -> bytes:
    """Type answers beside their numbers, as a person would."""
    loaded = load_workbook(BytesIO(book))
    for row in loaded["Your answers"].iter_rows():
        if str(row[0].value) in answers:
            row[2].value = answers[str(row[0].value)]
    out = BytesIO()
    loaded.save(out)
    return out.getvalue()


def one(data: bytes, name: str) -> Return:
    (found,) = reading.read_bytes(data, name, TODAY)
    return found


@libreoffice.needs_libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_saved_by_libreoffice_is_taken_in(desk: Desk, tmp_path: Path, kind: str) -> None:
    (forms,) = desk.forms(desk.of(desk.trust))
    path = tmp_path / "return.xlsx"
    path.write_bytes(typed_into(forms.workbook, TYPED))
    out = tmp_path / "out"
    out.mkdir()
    saved = libreoffice.convert(path, kind, out)
    found = one(saved.read_bytes(), saved.name)
    assert (found.problem, found.answers) == ("", SAID)
    (line,) = desk.services.profile_returns.preview(desk.campaign, [found])
    assert (line.doing, line.stakeholder) == (Doing.NEW, desk.of(desk.trust))
    assert desk.services.profile_returns.take([line]) == 1
    kept = desk.of(desk.trust)
    assert (kept.returned, kept.answers, kept.file_name) == (TODAY, SAID, saved.name)


@pytest.mark.parametrize("fill", [filling.by_pypdf, filling.by_pdfium])
def test_a_pdf_filled_by_another_program_is_taken_in(desk: Desk, fill: object) -> None:
    (forms,) = desk.forms(desk.of(desk.trust))
    assert callable(fill)
    found = one(fill(forms.pdf, FIELDS), "return.pdf")
    assert found.problem == ""
    assert found.mark == desk.of(desk.trust).mark
    assert found.answers["gaps"] == "Nobody looks at the car park"
    (line,) = desk.services.profile_returns.preview(desk.campaign, [found])
    desk.services.profile_returns.take([line])
    assert desk.of(desk.trust).answers["organisation"] == "Invented Hospital Trust"


def test_forms_attached_to_a_mail_are_taken_in(desk: Desk) -> None:
    trust, estates = desk.forms(desk.of(desk.trust), desk.of(desk.estates))
    message = EmailMessage()
    message["From"], message["Subject"] = "a@x.example", "Our returns"
    message.set_content("Both of ours.")
    for name, data in (
        ("trust.xlsx", typed_into(trust.workbook, TYPED)),
        ("estates.xlsx", typed_into(estates.workbook, {"B1": "No"})),
        ("logo.png", b"\x89PNG\r\n"),
    ):
        message.add_attachment(data, maintype="application", subtype="x", filename=name)
    found = reading.read_bytes(message.as_bytes(), "returns.eml", TODAY)
    lines = desk.services.profile_returns.preview(desk.campaign, found)
    assert [line.doing for line in lines] == [Doing.NEW, Doing.NEW]
    assert desk.services.profile_returns.take(lines) == 2
    desk.store.undo()
    assert desk.of(desk.trust).returned is None
    assert desk.of(desk.estates).returned is None


def test_the_same_file_again_changes_nothing_and_a_later_one_says_so(desk: Desk) -> None:
    (forms,) = desk.forms(desk.of(desk.trust))
    first = one(typed_into(forms.workbook, TYPED), "return.xlsx")
    service = desk.services.profile_returns
    service.take(service.preview(desk.campaign, [first]))
    (again,) = service.preview(desk.campaign, [first])
    assert (again.doing, again.can) == (Doing.SAME, False)
    later = one(typed_into(forms.workbook, {**TYPED, "B4": "Less"}), "return 2.xlsx")
    (line,) = service.preview(desk.campaign, [later])
    assert (line.doing, line.can) == (Doing.AGAIN, True)


def test_a_return_that_lost_its_mark_is_known_by_its_organisation_or_asked_about(
    desk: Desk,
) -> None:
    (forms,) = desk.forms(desk.of(desk.trust))
    found = one(typed_into(forms.workbook, TYPED), "return.xlsx")
    lost = Return(found.name, "", found.form, found.answers, (), found.content)
    service = desk.services.profile_returns
    assert service.preview(desk.campaign, [lost])[0].stakeholder == desk.of(desk.trust)
    strange = {**found.answers, "organisation": "Somebody else"}
    lost = Return(found.name, "", found.form, strange, (), found.content)
    (line,) = service.preview(desk.campaign, [lost])
    assert (line.doing, line.can) == (Doing.WHOSE, False)
    assert "Somebody else" in line.why
    (line,) = service.preview(desk.campaign, [lost], {0: desk.of(desk.estates).id})
    assert (line.can, line.stakeholder) == (True, desk.of(desk.estates))


def test_two_files_of_one_stakeholder_are_told(desk: Desk) -> None:
    (forms,) = desk.forms(desk.of(desk.trust))
    lot = [
        one(typed_into(forms.workbook, TYPED), "a.xlsx"),
        one(typed_into(forms.workbook, {"B1": "No"}), "b.xlsx"),
    ]
    first, second = desk.services.profile_returns.preview(desk.campaign, lot)
    assert first.doing is Doing.NEW
    assert "Another file of this lot" in second.why


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.pdf"),
        (b"%PDF-1.7 broken", "broken.pdf"),
        (b"PK\x03\x04broken", "broken.xlsx"),
        (b"just words", "words.txt"),
        (b"\xd0\xcf\x11\xe0", "mail.msg"),
        (b"MZ\x90", "program.exe"),
    ],
)
def test_junk_is_one_clear_sentence_and_never_an_error(desk: Desk, data: bytes, name: str) -> None:
    found = one(data, name)
    assert found.problem
    (line,) = desk.services.profile_returns.preview(desk.campaign, [found])
    assert (line.doing, line.can) == (Doing.REFUSED, False)


def test_a_blank_form_is_refused_by_name(desk: Desk) -> None:
    (forms,) = desk.forms(desk.of(desk.trust))
    for data, name in ((forms.pdf, "blank.pdf"), (forms.workbook, "blank.xlsx")):
        assert "nothing is filled in" in one(data, name).problem


def test_every_copy_has_a_mark_of_its_own_and_names_its_receiver(desk: Desk) -> None:
    stakeholders = desk.services.profiles.stakeholders(desk.campaign)
    marks = {one.mark for one in stakeholders}
    assert len(marks) == len(stakeholders)
    for forms, stakeholder in zip(desk.forms(*stakeholders), stakeholders, strict=True):
        sheet = load_workbook(BytesIO(forms.workbook))["Your answers"]
        said = " ".join(str(row[0].value or "") for row in sheet.iter_rows(max_row=6))
        assert f"For {stakeholder.name}" in said


def test_an_organisation_is_guessed_only_where_it_is_one(desk: Desk) -> None:
    known = desk.services.profiles.stakeholders(desk.campaign)
    assert guess(known, "The invented hospital trust.") == desk.of(desk.trust)
    assert guess(known, "Estates, North") is None
    assert guess(known, "") is None
