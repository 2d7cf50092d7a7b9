"""Returns as other programs save them, and what becomes of broken ones."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from prevent_desk.community.model.profile import NewCampaign
from prevent_desk.community.model.profile_returns import Doing, Return, ReturnLine
from prevent_desk.community.reading import profile_returns as reading
from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.core.questionnaire import Answer
from prevent_desk.exports.workbook.locking import locked
from prevent_desk.readers import guard
from prevent_desk.store.attachments import FileTable
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
    (found,) = reading.read_several([(name, data)], TODAY)
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
    assert (line.doing, key_of(line)) == (Doing.NEW, desk.of(desk.trust).id)
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
    found = reading.read_several([("returns.eml", message.as_bytes())], TODAY)
    lines = desk.services.profile_returns.preview(desk.campaign, found)
    assert [line.doing for line in lines] == [Doing.NEW, Doing.NEW]
    assert desk.services.profile_returns.take(lines) == 2
    desk.store.undo()
    assert desk.of(desk.trust).returned is None
    assert desk.of(desk.estates).returned is None


def under_password(pdf: bytes, password: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as paper:
        paper.save(out, encryption=pikepdf.Encryption(user=password, owner="own"))
    return out.getvalue()


def test_returns_under_a_password_are_opened_with_it_and_the_others_stay_as_they_are(
    desk: Desk,
) -> None:
    trust, estates, watch = desk.forms(
        desk.of(desk.trust), desk.of(desk.estates), desk.of(desk.church)
    )
    message = EmailMessage()
    message["From"], message["Subject"] = "a@x.example", "Our return"
    message.set_content("Ours.")
    message.add_attachment(
        locked(typed_into(estates.workbook, {"B1": "No"}), "open it"),
        maintype="application", subtype="x", filename="estates.xlsx",
    )  # fmt: skip
    secret = under_password(filling.by_pypdf(trust.pdf, FIELDS), "open it")
    found = reading.read_several(
        [
            ("watch.xlsx", typed_into(watch.workbook, {"B1": "No"})),
            ("trust.pdf", secret),
            ("estates.eml", message.as_bytes()),
            ("broken.pdf", b"%PDF-1.7 broken"),
        ],
        TODAY,
    )
    service = desk.services.profile_returns
    lines = service.preview(desk.campaign, found)
    kinds = [Doing.NEW, Doing.LOCKED, Doing.LOCKED, Doing.REFUSED]
    assert [line.doing for line in lines] == kinds
    assert [line.can for line in lines] == [True, False, False, False]
    wrong = reading.read_locked(found, "Open it", TODAY)
    assert [line.doing for line in service.preview(desk.campaign, wrong)] == kinds
    opened = reading.read_locked(wrong, "open it", TODAY)
    assert (opened[0], opened[3]) == (found[0], found[3])
    lines = service.preview(desk.campaign, opened)
    assert [line.doing for line in lines] == [Doing.NEW, Doing.NEW, Doing.NEW, Doing.REFUSED]
    assert "asks for its password" in opened[1].notes[-1]
    assert service.take(lines) == 3
    assert desk.of(desk.trust).answers["gaps"] == "Nobody looks at the car park"
    assert desk.of(desk.estates).returned == TODAY


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
    assert key_of(service.preview(desk.campaign, [lost])[0]) == desk.of(desk.trust).id
    strange = {**found.answers, "organisation": "Somebody else"}
    lost = Return(found.name, "", found.form, strange, (), found.content)
    (line,) = service.preview(desk.campaign, [lost])
    assert (line.doing, line.can) == (Doing.WHOSE, False)
    assert "Somebody else" in line.why
    (line,) = service.preview(desk.campaign, [lost], {0: desk.of(desk.estates).id})
    assert (line.can, key_of(line)) == (True, desk.of(desk.estates).id)


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
    def guessed(told: str) -> int:
        file = Return("a.xlsx", "", ("ctlp-return", "1"), {"organisation": told, "whom": "yes"})
        return key_of(desk.services.profile_returns.preview(desk.campaign, [file])[0])

    assert guessed("The invented hospital trust.") == desk.of(desk.trust).id
    assert guessed("Estates, North") == 0
    assert guessed(" ") == 0


def test_an_older_return_is_known_and_takes_the_place_of_a_newer_one_only_when_ticked(
    desk: Desk,
) -> None:
    (forms,) = desk.forms(desk.of(desk.trust))
    older = one(typed_into(forms.workbook, TYPED), "return.xlsx")
    newer = one(typed_into(forms.workbook, {**TYPED, "B4": "Less"}), "return 2.xlsx")
    service = desk.services.profile_returns
    for file in (older, newer):
        service.take(service.preview(desk.campaign, [file]))
    assert desk.of(desk.trust).answers["trend"] == "less"
    (line,) = service.preview(desk.campaign, [older])
    assert (line.doing, line.can) == (Doing.OLDER, True)
    service.take([line])
    assert desk.of(desk.trust).answers["trend"] == "more"
    (line,) = service.preview(desk.campaign, [newer])
    assert line.doing is Doing.OLDER


def test_a_form_of_another_edition_is_refused_and_says_which(desk: Desk) -> None:
    profiles = desk.services.profiles
    later = profiles.add(NewCampaign("2026/27"))
    profiles.ask(later, [desk.trust])
    (forms,) = desk.forms(desk.of(desk.trust))
    file = one(typed_into(forms.workbook, TYPED), "return.xlsx")
    (line,) = desk.services.profile_returns.preview(later, [file])
    assert (line.doing, line.why) == (
        Doing.REFUSED, "It answers CTLP 2025/26, of Invented Hospital Trust.",
    )  # fmt: skip


def test_returns_are_taken_in_all_or_none_and_by_one_undo(desk: Desk) -> None:
    forms = desk.forms(desk.of(desk.trust), desk.of(desk.estates))
    files = [one(typed_into(each.workbook, TYPED), f"{n}.xlsx") for n, each in enumerate(forms)]
    service, store = desk.services.profile_returns, desk.store
    lines = service.preview(desk.campaign, files)
    estates = desk.of(desk.estates).id
    desk.services.profiles.remove(estates)
    with pytest.raises(Refused, match="no longer there"):
        service.take(lines)
    assert desk.of(desk.trust).returned is None
    store.undo()
    generation = store.generation
    assert service.take(lines) == 2
    assert store.undo_label() == "returns of 2 stakeholders"
    store.undo()
    assert [one.returned for one in desk.services.profiles.stakeholders(desk.campaign)] == [
        None
    ] * 3
    assert store.generation > generation


def test_taking_in_that_is_stopped_takes_nothing_and_can_be_done_again(desk: Desk) -> None:
    forms = desk.forms(desk.of(desk.trust), desk.of(desk.estates))
    files = [one(typed_into(each.workbook, TYPED), f"{n}.xlsx") for n, each in enumerate(forms)]
    service = desk.services.profile_returns
    lines = service.preview(desk.campaign, files)
    told: list[int] = []
    with pytest.raises(Stopped):
        service.take(
            lines, report=lambda done, _of, _what: told.append(done), stopped=lambda: bool(told)
        )
    assert desk.of(desk.trust).returned is None
    # The file that was kept before is kept once all the same.
    assert service.take(service.preview(desk.campaign, files)) == 2
    with desk.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(FileTable)) == 2


def test_one_bad_file_among_many_takes_no_other_with_it(desk: Desk) -> None:
    trust, estates = desk.forms(desk.of(desk.trust), desk.of(desk.estates))
    files = [
        ("a.xlsx", typed_into(trust.workbook, TYPED)),
        ("broken.pdf", b"%PDF-1.7 broken"),
        ("empty.pdf", b" "),
        ("b.pdf", filling.by_pypdf(estates.pdf, FIELDS)),
        ("large.xlsx", b"PK\x03\x04" + bytes(guard.MOST_BYTES)),
        ("broken.eml", b"no mail at all"),
    ]
    steps: list[tuple[int, int]] = []
    found = reading.read_several(
        files, TODAY, report=lambda done, of, _what: steps.append((done, of))
    )
    assert [one.name for one in found] == [name for name, _data in files]
    assert [bool(one.problem) for one in found] == [False, True, True, False, True, True]
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4)]


def key_of(line: ReturnLine) -> int:
    return line.stakeholder.id if line.stakeholder is not None else 0
