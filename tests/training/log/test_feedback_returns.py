"""Feedback forms handed out and taken in: filled by other programs, many at once, one Undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from prevent_desk.core.errors import Refused
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.pdf.made import Made
from prevent_desk.exports.workbook.locking import locked
from prevent_desk.readers import shipped
from prevent_desk.training.exports.feedback_forms import (
    FeedbackOrder,
    FormShape,
    write_in_child,
)
from prevent_desk.training.model.feedback_returns import Given, Kind, columns_of, mark_of
from prevent_desk.training.model.sessions import NewSession
from prevent_desk.training.reading.feedback_returns import read_files, read_locked
from prevent_desk.training.ui.log.blank_dialog import BlankFeedbackDialog
from prevent_desk.training.ui.log.returned_dialog import ReturnedDialog
from prevent_desk.training.ui.room import TrainingRoom
from prevent_desk.ui import jobs
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit
from tests.exports import filling
from tests.plan import libreoffice
from tests.plan.page_room import DeskStandIn
from tests.training.desks import NOW, TODAY, Desk

_LONG_MS = 20_000
ANSWERS = {"overall": "5", "length": "right", "contact": "yes", "useful": "Whom to ring"}
IN_BOOK = {"A1": "5, very good or fully", "A3": "Right", "B4": "Yes", "C1": "Whom to ring"}
IN_PDF = {"overall": "5", "useful": "Whom to ring"}


def blank(shape: FormShape, session_id: int, at: datetime = NOW) -> bytes:
    paper = FormPaper("OFFICIAL when completed", at, mark=mark_of(session_id), filled_by="Talk")
    forms = shipped.questionnaires()
    order = FeedbackOrder(
        forms["training-feedback", "1"], dict(shipped.vocabularies()), paper, shape.name
    )
    made = write_in_child((order,))
    return Made.unpacked(made).pdf if shape.is_pdf else made


def typed_into(book: bytes, answers: dict[str, str]) -> bytes:
    """Type answers beside their numbers."""
    loaded = load_workbook(BytesIO(book))
    for row in loaded.worksheets[0].iter_rows():
        if str(row[0].value) in answers:
            row[2].value = answers[str(row[0].value)]
    return saved(loaded)


def rows_typed(book: bytes, rows: list[dict[str, object]]) -> bytes:
    """Type a row a person below the questions."""
    loaded = load_workbook(BytesIO(book))
    sheet = loaded.worksheets[0]
    rows_there = enumerate(sheet.iter_rows(), 1)
    at, header = next(one for one in rows_there if one[1][0].value == "The session overall")
    keys = columns_of(shipped.questionnaires()["training-feedback", "1"],
                      [str(cell.value) for cell in header])  # fmt: skip
    for number, told in enumerate(rows, at + 1):
        for key, value in told.items():
            sheet.cell(number, keys.index(key) + 1).value = value  # type: ignore[assignment]
    return saved(loaded)


def saved(book: object) -> bytes:
    out = BytesIO()
    book.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


@pytest.fixture
def talk(desk: Desk) -> int:
    return desk.training.sessions.add(NewSession(TODAY, title="Talk"))


def put(folder: Path, **files: bytes) -> list[Path]:
    paths = []
    for name, data in files.items():
        stem, _, ending = name.rpartition("_")
        path = folder / f"{stem}.{ending}"
        path.write_bytes(data)
        paths.append(path)
    return paths


@pytest.mark.parametrize("fill", [filling.by_pypdf, filling.by_pdfium])
def test_a_pdf_that_another_program_filled_is_taken_in(
    desk: Desk, talk: int, tmp_path: Path, fill: Callable[..., bytes]
) -> None:
    (path,) = put(tmp_path, form_pdf=fill(blank(FormShape.FILLABLE, talk), IN_PDF))
    (one,) = read_files([path], TODAY)
    assert (one.problem, one.mark) == ("", mark_of(talk))
    assert one.answers == {"overall": "5", "useful": "Whom to ring"}


@libreoffice.needs_libreoffice
def test_both_workbooks_saved_by_libreoffice_are_taken_in(
    desk: Desk, talk: int, tmp_path: Path
) -> None:
    one, many = put(
        tmp_path,
        one_xlsx=typed_into(blank(FormShape.BOOK, talk), IN_BOOK),
        many_xlsx=rows_typed(blank(FormShape.ROWS, talk), [
            {"overall": 5, "length": "Right", "contact": "Yes", "useful": "Whom to ring"},
            {"overall": 4, "better": "More time"},
        ]),
    )  # fmt: skip
    out = tmp_path / "out"
    out.mkdir()
    saved_again = [libreoffice.convert(one, "xlsx", out), libreoffice.convert(many, "ods", out)]
    given = read_files(saved_again, TODAY)
    assert [each.problem for each in given] == ["", "", ""]
    assert [each.answers for each in given] == [
        ANSWERS, ANSWERS, {"overall": "4", "better": "More time"},
    ]  # fmt: skip


def test_many_forms_of_two_sessions_come_in_at_once_and_one_undo_takes_them_back(
    desk: Desk, talk: int, tmp_path: Path
) -> None:
    other = desk.training.sessions.add(NewSession(TODAY - timedelta(days=3), title="Workshop"))
    message = EmailMessage()
    message["From"], message["Subject"] = "a@x.example", "Feedback"
    message.set_content("Two of ours.")
    for number, session_id in enumerate((talk, other)):
        data = typed_into(blank(FormShape.BOOK, session_id), {"A1": "4", "C2": f"No. {number}"})
        message.add_attachment(data, maintype="application", subtype="x", filename=f"{number}.xlsx")
    files = put(
        tmp_path,
        a_eml=message.as_bytes(),
        b_pdf=filling.by_pypdf(blank(FormShape.FILLABLE, talk), IN_PDF),
        c_pdf=blank(FormShape.FILLABLE, talk),
        d_csv=b"Timestamp,The session overall,What was most useful?\n1/2/25,5,All\n1/2/25,12,\n",
        e_pdf=b"%PDF-1.4 broken",
    )
    given = read_files(files, TODAY)
    lines = desk.training.feedback_returns.preview(talk, given)
    wanted = [Kind.NEW, Kind.NEW, Kind.NEW, Kind.WRONG, Kind.NEW, Kind.WRONG, Kind.WRONG]
    assert [line.kind for line in lines] == wanted
    assert "Goes to Workshop" in lines[1].words
    assert "blank form" in lines[3].words
    assert "“12” is none of the choices" in lines[5].words
    assert desk.training.feedback_returns.take_in(talk, given, lines) == 4
    assert len(desk.training.feedback.of(talk)) == 3
    assert len(desk.training.feedback.of(other)) == 1
    desk.store.undo()
    assert desk.training.feedback.of(talk) == desk.training.feedback.of(other) == []


def test_a_list_that_grew_comes_in_again_with_its_new_rows_only(
    desk: Desk, talk: int, tmp_path: Path
) -> None:
    service, path = desk.training.feedback_returns, tmp_path / "online.csv"
    head = "The session overall,The length was\n"
    path.write_text(head + "5,Right\n5,Right\n", "utf-8")
    given = read_files([path], TODAY)
    service.take_in(talk, given, service.preview(talk, given))
    path.write_text(head + "5,Right\n5,Right\n5,Right\n3,Too long\n", "utf-8")
    again = read_files([path], TODAY)
    lines = service.preview(talk, again)
    assert [line.kind for line in lines] == [Kind.KNOWN, Kind.KNOWN, Kind.NEW, Kind.NEW]
    service.take_in(talk, again, lines)
    assert len(desk.training.feedback.of(talk)) == 4


def test_equal_forms_of_two_people_are_asked_about_and_the_same_file_is_not_taken_twice(
    desk: Desk, talk: int
) -> None:
    service = desk.training.feedback_returns
    first = Given("a.pdf", version="1", answers={"overall": "5"}, digest="a")
    service.take_in(talk, [first], service.preview(talk, [first]))
    other = Given("b.pdf", version="1", answers={"overall": "5"}, digest="b")
    lines = service.preview(talk, [other, other])
    assert [line.kind for line in lines] == [Kind.DOUBTFUL, Kind.KNOWN]
    assert service.take_in(talk, [other, other], lines) == 1


def test_a_form_of_a_session_that_is_gone_is_refused_in_words(desk: Desk, talk: int) -> None:
    strange = Given("a.pdf", mark=mark_of(999), version="1", answers={"overall": "5"}, digest="a")
    (line,) = desk.training.feedback_returns.preview(talk, [strange])
    assert (line.kind, line.words) == (
        Kind.WRONG, "It was made for a session that is no longer there.",
    )  # fmt: skip


def test_what_was_entered_since_the_preview_refuses_the_whole(desk: Desk, talk: int) -> None:
    service = desk.training.feedback_returns
    one = Given("a.pdf", version="1", answers={"overall": "5"}, digest="a")
    lines = service.preview(talk, [one])
    service.take_in(talk, [one], lines)
    with pytest.raises(Refused, match="changed since the preview"):
        service.take_in(talk, [one], lines)
    assert len(desk.training.feedback.of(talk)) == 1


def by_keys(field: PassphraseEdit, typed: str) -> None:
    QTest.keyClicks(field.line, typed)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def test_forms_under_a_password_are_opened_with_it_and_the_others_stay_as_they_are(
    desk: Desk, talk: int, tmp_path: Path
) -> None:
    pdf = BytesIO()
    with pikepdf.open(BytesIO(filling.by_pypdf(blank(FormShape.FILLABLE, talk), IN_PDF))) as paper:
        paper.save(pdf, encryption=pikepdf.Encryption(user="open it", owner="own"))
    message = EmailMessage()
    message["From"], message["Subject"] = "a@x.example", "Feedback"
    message.set_content("One of ours.")
    many = locked(rows_typed(blank(FormShape.ROWS, talk), [{"overall": 4}, {"overall": 3}]),
                  "open it")  # fmt: skip
    message.add_attachment(many, maintype="application", subtype="x", filename="many.xlsx")
    files = put(
        tmp_path,
        a_csv=b"The session overall,The length was\n2,Right\n",
        b_xlsx=locked(typed_into(blank(FormShape.BOOK, talk), IN_BOOK), "open it"),
        c_pdf=pdf.getvalue(),
        d_eml=message.as_bytes(),
    )
    given = read_files(files, TODAY)
    service = desk.training.feedback_returns
    lines = service.preview(talk, given)
    assert [line.kind for line in lines] == [Kind.NEW, Kind.LOCKED, Kind.LOCKED, Kind.LOCKED]
    assert not any(line.can_be_taken for line in lines[1:])
    wrong = read_locked(given, "Open it", TODAY)
    assert [bool(one.locked) for one in wrong] == [False, True, True, True]
    opened = read_locked(wrong, "open it", TODAY)
    assert opened[0] is given[0]
    assert [one.answers["overall"] for one in opened] == ["2", "5", "5", "4", "3"]
    assert service.take_in(talk, opened, service.preview(talk, opened)) == 5


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Iterator[TrainingRoom]:
    found = TrainingRoom(desk.training, DeskStandIn(desk.store), desk.clock)
    qtbot.addWidget(found)
    found.show()
    yield found
    jobs.stop_all()


def test_forms_are_taken_in_by_keys_with_what_each_would_do_on_show(
    desk: Desk, talk: int, room: TrainingRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "online.csv"
    path.write_text(
        "The session overall,The length was,E-mail\n5,Right,a@x.example\n9,,\n", "utf-8"
    )
    dialog = ReturnedDialog(room.around, desk.training.sessions.one(talk))
    dialog.choose_files = lambda _start: [str(path)]
    with qtbot.waitActive(dialog):
        dialog.show()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(dialog.lines.rows()), timeout=_LONG_MS)
    assert [row.kind for row in dialog.lines.rows()] == ["new", "wrong"]
    assert "E-mail" in dialog.banner.text()
    assert dialog.take_button.text() == "Take 1 feedback form in"
    assert dialog.lines.table.hasFocus()
    dialog.take_button.setFocus()
    QTest.keyClick(dialog.take_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.taken == 1 and not dialog.isVisible(), timeout=_LONG_MS)
    kept = [one.answers for one in desk.training.feedback.of(talk)]
    assert kept == [{"overall": "5", "length": "right"}]


def test_the_password_of_a_form_is_asked_for_and_what_is_ticked_stays(
    desk: Desk, talk: int, room: TrainingRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    book = typed_into(blank(FormShape.BOOK, talk), IN_BOOK)
    files = put(
        tmp_path,
        a_csv=b"The session overall,The length was\n2,Right\n3,Right\n",
        b_xlsx=locked(book, "open it"),
    )
    dialog = ReturnedDialog(room.around, desk.training.sessions.one(talk))
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.open_files(files[1:])
    qtbot.waitUntil(lambda: bool(dialog.lines.rows()), timeout=_LONG_MS)
    assert dialog.password_field.edit.line.hasFocus()
    assert not dialog.take_button.isEnabled()
    dialog.open_files(files)
    qtbot.waitUntil(lambda: len(dialog.lines.rows()) == 3, timeout=_LONG_MS)
    assert dialog.lines.table.hasFocus()
    QTest.keyClick(dialog.lines.table, Qt.Key.Key_Space)
    assert dialog.take_button.text() == "Take 1 feedback form in"
    by_keys(dialog.password_field.edit, "wrong")
    qtbot.waitUntil(lambda: bool(dialog.password_field.error()), timeout=_LONG_MS)
    assert dialog.password_field.edit.line.selectedText() == "wrong"
    assert [row.kind for row in dialog.lines.chosen()] == ["new"]
    by_keys(dialog.password_field.edit, "open it")
    qtbot.waitUntil(lambda: len(dialog.lines.chosen()) == 2, timeout=_LONG_MS)
    assert (dialog.password_field.isVisible(), dialog.password_field.edit.text()) == (False, "")
    assert [row.line.given.answers["overall"] for row in dialog.lines.chosen()] == ["3", "5"]
    dialog.reject()


def test_every_blank_form_is_offered_and_says_whose_it_is(
    desk: Desk, talk: int, room: TrainingRoom, qtbot: QtBot
) -> None:
    made: list[FeedbackOrder] = []

    def make(_target: str, payload: tuple[FeedbackOrder], **_others: object) -> bytes:
        made.append(payload[0])
        return write_in_child(payload)

    def was_made(name: str) -> bool:
        return bool(made) and made[-1].shape == name

    dialog = BlankFeedbackDialog(room.around, desk.training.sessions.one(talk), make=make)
    qtbot.addWidget(dialog)
    dialog.show()
    for place, shape in enumerate(FormShape):
        dialog.shape_box.setCurrentIndex(place)
        qtbot.waitUntil(partial(was_made, shape.name), timeout=_LONG_MS)
    assert {one.paper.mark for one in made} == {mark_of(talk)}
    assert made[-1].paper.filled_by.startswith("Talk, ")
    dialog.reject()
