"""The yearly check on real widgets: begun, drafted, answered by keys; the drafts read back."""

from __future__ import annotations

import email
import email.policy
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.contacts.ui.round.dialogs import ChangedDialog, LeftDialog
from prevent_desk.contacts.ui.round.drafts_dialog import RoundDraftsDialog
from tests.contacts.desks import DEPUTY, LEAD, TODAY, Desk
from tests.contacts.rooms import Room
from tests.referrals.dialogs import in_dialog


def agency(desk: Desk) -> int:
    """Enter an agency whose lead and deputy hold their seats."""
    probation = desk.agency()
    lead = desk.person("Ola Brandt", probation, emails=("ola@prob.example",))
    desk.contacts.seats.fill(probation, LEAD, lead, date(2024, 1, 8), date(2024, 2, 1))
    desk.fill(probation, DEPUTY, "Hal Quist", date(2024, 1, 8))
    return probation


def test_a_check_is_begun_from_its_empty_page(desk: Desk, qtbot: QtBot) -> None:
    agency(desk)
    view = Room(desk, qtbot).check()
    assert view.empty.isVisible()
    in_dialog(view.empty.first_clicked.emit, lambda dialog: dialog.verb_button.click())  # type: ignore[attr-defined]
    assert view.chip.text() == "0 of 2 answered"
    assert view.due_chip.text() == "Answers by 16 Dec 2025"
    desk.store.undo()
    view.reload()
    assert view.empty.isVisible()


def test_drafts_go_to_each_person_unsent_and_their_file_names_tell_no_name(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    agency(desk)
    desk.contacts.rounds.begin("Yearly check 2025", date(2025, 12, 16))
    view = Room(desk, qtbot).check()
    out = tmp_path / "out"
    out.mkdir()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RoundDraftsDialog)
        dialog.folder_line.folder = out
        dialog.make_button.click()
        qtbot.waitUntil(lambda: dialog.made)

    in_dialog(view.draft, answer)

    found = {path: email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
             for path in sorted(out.iterdir())}  # fmt: skip
    assert len(found) == 2
    assert all("brandt" not in path.name.lower() for path in found)
    told = {str(message["To"] or ""): message for message in found.values()}
    message = told["Ola Brandt <ola@prob.example>"]
    assert message["X-Unsent"] == "1"
    assert "is this still you?" in message["Subject"]
    body = message.get_content()
    assert "Panel lead, Probation" in body
    assert "Tue 16 Dec 2025" in body
    lines = desk.contacts.rounds.all()[0].lines
    assert [line.asked for line in lines] == [TODAY, TODAY]
    desk.store.undo()
    assert [line.asked for line in desk.contacts.rounds.all()[0].lines] == [None, None]


def test_answers_are_taken_by_keys_and_each_is_one_undo(desk: Desk, qtbot: QtBot) -> None:
    probation = agency(desk)
    desk.contacts.rounds.begin("Yearly check 2025", date(2025, 12, 16))
    room = Room(desk, qtbot)
    view = room.check()
    view.table.setFocus()

    room.keys(Qt.Key.Key_Return, control=True)

    held = desk.seat(probation, LEAD).holder
    assert held is not None
    assert held.verified == TODAY
    assert view.table.rows.rowCount() == 1
    assert room.shell.said == ["Confirmed: panel lead, Probation"]

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ChangedDialog)
        QTest.keyClicks(dialog.who_edit.box, "Kim Barrow")
        dialog.verb_button.click()

    in_dialog(view.other_button.click, answer)
    assert desk.holder(probation, DEPUTY).name == "Kim Barrow"
    assert view.empty.isVisible()
    assert view.chip.text() == "2 of 2 answered"

    room.shell.undo()
    assert desk.holder(probation, DEPUTY).name == "Hal Quist"
    room.shell.undo()
    held = desk.seat(probation, LEAD).holder
    assert held is not None
    assert held.verified == date(2024, 2, 1)


def test_left_leaves_the_seat_vacant_with_what_was_handed_over(desk: Desk, qtbot: QtBot) -> None:
    probation = agency(desk)
    desk.contacts.rounds.begin("Yearly check 2025", date(2025, 12, 16))
    view = Room(desk, qtbot).check()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, LeftDialog)
        dialog.day_field.edit.setText("3 nov")
        dialog.handover_edit.setPlainText("Nothing")
        dialog.verb_button.click()

    in_dialog(view.left_button.click, answer)
    seat = desk.seat(probation, LEAD)
    assert (seat.vacant_since, seat.past[0].handover) == (date(2025, 11, 3), "Nothing")
