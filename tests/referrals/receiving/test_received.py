"""What comes in is told apart, placed, and never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.referrals.model import receiving
from prevent_desk.referrals.model.receiving import Arrived, Kind
from prevent_desk.referrals.reading import received
from prevent_desk.referrals.reading.received import receive_bytes
from prevent_desk.referrals.service.forms import REFERRAL, Forms
from tests.exports.filling import by_pypdf
from tests.referrals.desks import Desk
from tests.referrals.receiving.rooms import FORMS, blank, blank_word, filled, mail

TODAY = date(2025, 11, 25)


def arrive(data: bytes, name: str = "file.pdf") -> Arrived:
    return receive_bytes(data, name, FORMS, TODAY)


def test_a_filled_form_brings_its_answers_and_itself() -> None:
    arrived = arrive(filled())
    assert arrived.kind is Kind.FORM
    assert arrived.answers["given_name"] == "Kris"
    assert arrived.answers["gender"] == "male"
    assert arrived.answers["noticed"] == "2025-11-03"
    assert arrived.answers["household"] == [
        {"name": "Ewa Hallam", "relation": "Mother"},
        {"name": "Żaneta Hallam", "relation": "Sister"},
    ]
    [file] = arrived.files
    assert file.data == filled()
    assert file.is_referrers, "the form names who filled it"
    assert (arrived.findings, arrived.unplaced, arrived.notes, arrived.problem) == ((), (), (), "")


def test_what_a_file_is_its_bytes_say_and_not_its_name() -> None:
    assert arrive(filled(), "form.eml").kind is Kind.FORM
    assert arrive(blank_word(), "form.pdf").kind is Kind.FORM


def test_an_unknown_choice_and_a_strange_field_are_told_and_kept() -> None:
    pdf = by_pypdf(blank(), {"concern_type": "Anarchist", "noticed": "before Easter"})
    arrived = arrive(pdf)
    assert [finding.key for finding in arrived.findings] == ["concern_type", "noticed"]
    assert [(one.where, one.text) for one in arrived.unplaced] == [("Type of concern", "Anarchist")]
    given = receiving.prefill(arrived, FORMS.form(REFERRAL))
    assert "Type of concern: Anarchist" in str(given.answers["other_information"])


def test_a_mail_is_words_a_sender_and_files() -> None:
    arrived = arrive(mail(attached=(("photo.pdf", b"%PDF-1.4 x"),)), "note.eml")
    assert arrived.kind is Kind.MAIL
    assert arrived.mail is not None
    assert arrived.mail.sender_parts() == ("Nuala Brennock", "n.brennock@school.example")
    assert [(file.name, file.is_referrers) for file in arrived.files] == [
        ("note.eml", True), ("photo.pdf", False),
    ]  # fmt: skip
    given = receiving.prefill(arrived, FORMS.form(REFERRAL))
    assert given.answers == {
        "concern": "A worry about a student\n\nDear colleague,\n\n"
        "I am worried about one of our students.",
        "identified_name": "Nuala Brennock",
        "identified_email": "n.brennock@school.example",
        "medium": "email",
    }


def test_a_form_inside_a_mail_is_read_as_the_form() -> None:
    arrived = arrive(mail(attached=(("form.pdf", filled()), ("x.pdf", b"%PDF-1.4 x"))), "note.eml")
    assert arrived.kind is Kind.FORM
    assert arrived.answers["family_name"] == "Hallam"
    assert arrived.mail is not None
    assert "“form.pdf” was read" in arrived.notes[0]
    assert [(f.name, f.kind, f.is_referrers) for f in arrived.files] == [
        ("note.eml", "mail", True), ("form.pdf", "form", True), ("x.pdf", "other", False),
    ]  # fmt: skip
    given = receiving.prefill(arrived, FORMS.form(REFERRAL))
    assert str(given.answers["concern"]).startswith("On Monday"), "the form's words, not the mail's"
    assert given.answers["identified_name"] == "Nuala Brennock"
    assert given.answers["medium"] == "form"


def test_two_forms_in_a_mail_are_not_mixed_up() -> None:
    other = by_pypdf(blank(), {"given_name": "Zofia"})
    arrived = arrive(mail(attached=(("a.pdf", filled()), ("b.pdf", other))), "note.eml")
    assert arrived.answers["given_name"] == "Kris"
    assert any("1 more filled form" in note for note in arrived.notes)


@pytest.mark.parametrize(
    ("data", "name", "sign"),
    [
        (b"%PDF-1.7 nothing", "letter.pdf", "damaged"),
        (b"PK\x03\x04 nothing", "letter.docx", "damaged"),
        (b"Hello, this is no mail", "note.eml", "no e-mail"),
        (b"\xd0\xcf\x11\xe0 message", "note.msg", "Outlook"),
        (b"", "empty.pdf", "is empty"),
    ],
)
def test_what_cannot_be_read_can_be_kept_and_why_is_told(data: bytes, name: str, sign: str) -> None:
    arrived = arrive(data, name)
    assert arrived.kind is Kind.FILE
    assert sign in arrived.problem
    assert [file.data for file in arrived.files] == ([data] if data else [])


def test_a_picture_is_a_file_and_no_problem() -> None:
    arrived = arrive(b"\x89PNG....", "photo.png")
    assert arrived.kind is Kind.FILE
    assert arrived.problem == ""


def test_a_blank_form_for_the_pen_is_told_as_flat() -> None:
    from prevent_desk.exports.pdf.form import write_blank
    from tests.referrals.receiving.rooms import PAPER

    pen = write_blank(FORMS.form(REFERRAL), FORMS.vocabularies(), PAPER, fillable=False).pdf
    assert "printed, scanned or flattened" in arrive(pen).problem


class _Later(Forms):
    """Forms of a later program, which has a newer referral form besides the one of today."""

    def form(self, code: str, version: str | None = None) -> Questionnaire:
        found = super().form(code, "2024" if version in {None, "2031"} else version)
        return found if version == "2024" else replace(found, version="2031")

    def versions(self, code: str) -> list[str]:
        return [*super().versions(code), "2031"]


def test_an_older_version_is_placed_by_its_own_questions_and_told() -> None:
    arrived = receive_bytes(filled(), "form.pdf", _Later(), TODAY)
    assert arrived.form is not None
    assert arrived.form.version == "2024"
    assert "the newest is that of 2031" in arrived.notes[0]


def test_a_version_that_is_not_known_here_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Forms, "knows", lambda *_: False)
    assert "a version that is not known here" in arrive(filled()).problem


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        received.receive(tmp_path / "gone.pdf", FORMS, TODAY)


def test_the_preview_shows_every_answer_under_its_section() -> None:
    arrived = arrive(filled())
    shown = receiving.preview(arrived, FORMS.vocabularies())
    assert [section.letter for section in shown] == ["A", "B", "C", "E", "H", "I"]
    lines = {line.question.key: line.said for section in shown for line in section.lines}
    assert set(lines) == set(arrived.answers)
    assert lines["home_area"] == "Hackney"
    assert lines["household"] == "Ewa Hallam, Mother\nŻaneta Hallam, Sister"
    assert receiving.said_of(arrived) == "26 answers in 6 sections"


def test_the_preview_says_what_differs_from_the_record() -> None:
    arrived = arrive(filled())
    before = {"given_name": "Chris", "family_name": "Hallam"}
    shown = receiving.preview(arrived, FORMS.vocabularies(), before)
    differs = {line.question.key: line.before for s in shown for line in s.lines if line.before}
    assert differs == {"given_name": "Chris"}


# Into the desk


def test_a_form_becomes_a_draft_with_every_answer_and_its_file(desk: Desk) -> None:
    arrivals, intake = desk.services.arrivals, desk.services.intake
    arrived = arrive(filled())
    draft = arrivals.begin(arrived)
    kept = intake.draft(draft.key)
    assert kept is not None
    assert {**kept.people[0], **kept.answers} == {**arrived.answers, "medium": "form"}
    assert kept.source == "form"
    assert [file.is_referrers for file in kept.files] == [True]
    assert desk.services.files.content(kept.files[0].file_id) == filled()


def test_a_draft_recorded_keeps_the_referrer_apart_and_the_answers_in_place(desk: Desk) -> None:
    draft = desk.services.arrivals.begin(arrive(filled()))
    made = desk.services.intake.record(replace(draft, danger="no"))
    episode = desk.services.episodes.episode(made)
    assert episode.subjects[0].name == "Kris Hallam"
    assert episode.answers["concern"] == arrive(filled()).answers["concern"]
    assert not [key for key in episode.answers if key.startswith("identified")]
    assert "Brennock" not in str(episode.answers)


def test_what_was_typed_stays_when_a_form_is_poured_over_it(desk: Desk) -> None:
    arrivals, intake = desk.services.arrivals, desk.services.intake
    typed = replace(
        intake.begin(), people=({"given_name": "Chris"},), answers={"concern": "As told by phone"}
    )
    poured = arrivals.poured(typed, arrive(filled()))
    assert poured.people[0]["given_name"] == "Chris"
    assert poured.people[0]["family_name"] == "Hallam"
    assert poured.answers["concern"] == "As told by phone"
    assert poured.answers["urgency"] == "days"


def test_a_mail_poured_over_typed_words_is_added_under_them_once(desk: Desk) -> None:
    arrivals, intake = desk.services.arrivals, desk.services.intake
    typed = replace(intake.begin(), answers={"concern": "As told by phone"})
    arrived = arrive(mail(), "note.eml")
    poured = arrivals.poured(typed, arrived)
    said = str(poured.answers["concern"])
    assert said.startswith("As told by phone\n\nA worry about a student")
    again = arrivals.poured(poured, arrived)
    assert again.answers["concern"] == said
    assert len(again.files) == 1


def test_a_mail_kept_with_a_referral_is_a_line_and_a_file_and_one_undo(desk: Desk) -> None:
    episode = desk.add()
    before = len(desk.services.timeline.lines(episode))
    arrived = arrive(mail(attached=(("photo.png", b"\x89PNG x"),)), "note.eml")
    assert desk.services.arrivals.add_to(episode, arrived, is_referrers=True) == 2
    files = desk.services.files.of(episode)
    assert {(file.title, file.kind, file.is_referrers) for file in files} == {
        ("note.eml", "mail", True), ("photo.png", "photo", False),
    }  # fmt: skip
    mails = [one for one in desk.services.timeline.lines(episode) if one.kind == "mail"]
    assert len(mails) == 1
    assert f"{mails[0].on:%d %b %H:%M}" == "24 Nov 16:40"
    assert mails[0].is_referrers
    assert desk.store.undo_label() == "keeping a message with PD-2025-001"
    desk.store.undo()
    assert desk.services.files.of(episode) == ()
    assert len(desk.services.timeline.lines(episode)) == before


def test_a_form_kept_with_a_referral_changes_no_answer_and_tells_what_is_new(desk: Desk) -> None:
    episode = desk.add(answers={"postcode": "EC1Y 0RT"})
    arrived = arrive(filled())
    desk.services.arrivals.add_to(episode, arrived, is_referrers=True)
    assert desk.services.episodes.episode(episode).answers == {"postcode": "EC1Y 0RT"}
    [note] = [one for one in desk.services.timeline.lines(episode) if one.kind == "note"]
    assert "Describe your concern: On Monday" in note.body
    assert "EC1Y" not in note.body
    assert "Brennock" not in note.body, "who filled it stands in the file alone"


def test_no_label_of_undo_names_anybody(desk: Desk) -> None:
    episode = desk.add()
    for data, name in ((filled(), "Kris Hallam.pdf"), (mail(), "Hallam.eml")):
        desk.services.arrivals.add_to(episode, arrive(data, name), is_referrers=True)
        assert "Hallam" not in (desk.store.undo_label() or "")
