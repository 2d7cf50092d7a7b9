"""The tab of product copies through its window: added, lent, reported on, reviewed, chased."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.contacts.model.people import NewContact
from prevent_desk.logbook.model.query import Query
from prevent_desk.training import practice_copies
from prevent_desk.training.model.copies import NewCopies, NewLoan, State, Trial, usual_review
from prevent_desk.training.ui.copies.chase_dialog import ChaseDialog
from prevent_desk.training.ui.copies.dialogs import LoanDialog, NewCopiesDialog, ReachedDialog
from prevent_desk.training.ui.copies.review_dialog import ReviewDialog
from prevent_desk.training.ui.copies.tab import CopiesTab
from prevent_desk.ui import jobs
from tests.exports.filling import by_pypdf
from tests.training.desks import TODAY, Desk
from tests.training.rooms import Room

Answer = Callable[[QDialog], object]


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Iterator[Room]:
    yield Room(desk, qtbot)
    jobs.stop_all()


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[type[QDialog], Answer], None]:
    """Let a dialog that is waited for be filled in instead."""

    def answer_with(kind: type[QDialog], fill: Answer) -> None:
        def run(dialog: QDialog) -> int:
            dialog.show()
            fill(dialog)
            return dialog.result()

        monkeypatch.setattr(kind, "exec", run)

    return answer_with


def tab_of(room: Room) -> CopiesTab:
    return room.tab("copies", CopiesTab)


def test_copies_are_added_lent_and_reported_on_by_keys(
    room: Room, desk: Desk, answer: Callable[[type[QDialog], Answer], None]
) -> None:
    tab = tab_of(room)
    assert "No copy yet" in tab.empty.accessibleName() or tab.count() == 0

    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, NewCopiesDialog)
        QTest.keyClicks(dialog.numbers_edit, "15-17")
        QTest.keyClick(dialog.numbers_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    answer(NewCopiesDialog, add)
    new = tab.primary_new()
    assert new is not None
    new()
    assert [one.number for one in desk.training.copies.here()] == [15, 16, 17]

    def lend(dialog: QDialog) -> None:
        assert isinstance(dialog, LoanDialog)
        assert dialog.numbers_edit.text() == "15"
        dialog.numbers_edit.setText("15, 17")
        QTest.keyClicks(dialog.holder_edit.line, "Lombard Facilities")
        QTest.keyClicks(dialog.trainer_edit.line, "K. Amadi")
        dialog.save()

    answer(LoanDialog, lend)
    tab.reach(next(one.id for one in desk.training.copies.here() if one.number == 15))
    tab.lend_button.click()
    loans = desk.training.copies.loans()
    assert [(one.number, one.holder, one.trainer) for one in loans] == [
        (15, "Lombard Facilities", "K. Amadi"), (17, "Lombard Facilities", "K. Amadi"),
    ]  # fmt: skip
    assert loans[0].review == usual_review(TODAY)
    assert room.shell.said[-1] == "2 copies lent"

    def reached(dialog: QDialog) -> None:
        assert isinstance(dialog, ReachedDialog)
        QTest.keyClicks(dialog.count_edit, "about 40")
        dialog.save()

    answer(ReachedDialog, reached)
    tab.reach(loans[0].copy_id)
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert desk.training.copies.one(loans[0].copy_id).reached.words() == "about 40"


def test_a_loan_that_lacks_something_says_so_beside_its_field(
    room: Room, desk: Desk, qtbot: QtBot
) -> None:
    desk.training.copies.add(NewCopies(15, 2))
    dialog = LoanDialog(tab_of(room)._around)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.numbers_edit.setText("15, 20")
    dialog.save()
    assert dialog.fields["numbers"].error() == "Copy 20 is not here."
    assert dialog.fields["holder"].error() == "Who gets it?"
    assert desk.training.copies.loans() == []


def test_what_is_typed_into_a_review_is_there_again_and_then_kept(
    room: Room, desk: Desk, qtbot: QtBot
) -> None:
    copies = desk.training.copies
    out = date(2025, 4, 1)
    (loan_id,) = copies.lend(
        copies.add(NewCopies(1)), NewLoan(out, holder="Lombard", review=usual_review(out))
    )
    around = tab_of(room)._around
    loan = copies.loans()[0]
    first = ReviewDialog(around, loan)
    qtbot.addWidget(first)
    first.show()
    first.form_edit.view.set_answers({"used": "yes", "better": "A shorter film"})
    first.form_edit.edited.emit()
    first.reject()
    second = ReviewDialog(around, loan)
    qtbot.addWidget(second)
    second.show()
    assert second.form_edit.view.answers()["better"] == "A shorter film"
    second.save()
    kept = next(one for one in copies.loans() if one.id == loan_id)
    assert kept.trial(TODAY) is Trial.REVIEWED
    assert kept.answers == {"used": "yes", "better": "A shorter film"}


def test_messages_to_holders_are_saved_and_each_copy_keeps_a_line(
    room: Room, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    copies = desk.training.copies
    body = desk.body("Lombard Street Facilities", "business")
    person = desk.contacts.people.add(
        NewContact("Kim Barrow", body, emails=("kim@lombard.example",))
    )
    out = date(2025, 4, 1)
    copies.lend(copies.add(NewCopies(14, 2)),
                NewLoan(out, body, person, review=usual_review(out)))  # fmt: skip
    dialog = ChaseDialog(tab_of(room)._around)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.folder_line.folder = tmp_path
    dialog.make_button.click()
    qtbot.waitUntil(lambda: dialog.made, timeout=10_000)
    (path,) = tmp_path.glob("*.eml")
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert "Copies 14, 15 of the Prevent for Business kit" in message["Subject"]
    assert "kim@lombard.example" in message["To"]
    assert "Barrow" not in path.name
    assert [one.last_asked for one in copies.chase_list()] == [TODAY, TODAY]
    assert desk.store.undo_label() == "reminders about 2 copies"


def test_the_practice_kits_stand_in_list_calendar_and_pane(room: Room, desk: Desk) -> None:
    practice_copies.fill_practice(desk.store, desk.clock)
    tab = tab_of(room)
    tab.reload()
    assert tab.count() == 24
    by_number = {one.number: one for one in desk.training.copies.log.everything(Query())}
    assert by_number[2].state is State.RECALLED
    assert by_number[11].state_words == "Lost"
    for copy in by_number.values():
        tab.reach(copy.id)
        assert tab.pane.copy == copy
    tab.show_as("calendar")
    tab.calendar.show_day(TODAY)
    days = desk.training.copies.log.days(Query(), date(2025, 11, 1), date(2025, 11, 30))
    assert [one.words for one in days] == [
        "Copy 8 review: Moorgate Cleaning Services", "Copy 9 review: Queenhithe Catering",
    ]  # fmt: skip
    assert {one.id for one in tab.calendar.grid.entries()} >= {one.id for one in days}


def test_search_leads_to_the_copy(room: Room, desk: Desk) -> None:
    practice_copies.fill_practice(desk.store, desk.clock)
    copy = next(one for one in desk.training.copies.log.everything(Query()) if one.number == 7)
    room.room.go_to({"tab": "copies", "copy": copy.id})
    assert tab_of(room).current() == copy


def test_a_draft_carries_the_form_and_what_comes_back_fills_the_review(
    room: Room, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    copies = desk.training.copies
    out = date(2025, 4, 1)
    copies.lend(copies.add(NewCopies(14)), NewLoan(out, holder="Lombard", review=usual_review(out)))
    around = tab_of(room)._around
    chase = ChaseDialog(around)
    qtbot.addWidget(chase)
    chase.show()
    chase.folder_line.folder = tmp_path
    chase.make_button.click()
    qtbot.waitUntil(lambda: chase.made, timeout=20_000)
    (mail,) = tmp_path.glob("*.eml")
    message = message_from_bytes(mail.read_bytes(), policy=policy.default)
    (form,) = message.iter_attachments()
    assert form.get_filename() == "kit-review-copy-14.pdf"
    blank = tmp_path / "blank.pdf"
    blank.write_bytes(form.get_content())
    filled = tmp_path / "filled.pdf"
    told = {"used": "yes", "people": "40", "better": "A shorter film", "parts-films": "Yes"}
    filled.write_bytes(by_pypdf(blank.read_bytes(), told))

    review = ReviewDialog(around, copies.loans()[0])
    qtbot.addWidget(review)
    review.show()
    review.read_form(blank)
    qtbot.waitUntil(lambda: bool(review.banner.text()), timeout=20_000)
    assert "is a blank form" in review.banner.text()
    review.read_form(filled)
    qtbot.waitUntil(lambda: "stand below" in review.banner.text(), timeout=20_000)
    assert review.form_edit.view.answers() == {
        "used": "yes", "people": "40", "parts": ["films"], "better": "A shorter film",
    }  # fmt: skip
    review.save()
    kept = copies.loans()[0]
    assert (kept.reviewed, kept.reached.words()) == (TODAY, "about 40")
    desk.store.undo()
    assert (copies.loans()[0].reviewed, copies.loans()[0].lines[1:]) == (None, ())
