"""The dialogs of partners over a real store, by mouse and by keyboard."""

from __future__ import annotations

import email
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from email.policy import default
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.plan.exports import partner_book
from prevent_desk.plan.model.partners import sending_columns as columns
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.ui.partners.chase_dialog import ChaseDialog
from prevent_desk.plan.ui.partners.contacts_dialog import ContactsDialog
from prevent_desk.plan.ui.partners.lead_table import At
from prevent_desk.plan.ui.partners.send_dialog import SendDialog
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.ui import jobs, messages, theme
from tests.plan.page_room import DeskStandIn
from tests.plan.partners_out.sample import DUE, Room

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def desk(room: Room, qapp: QApplication) -> Iterator[DeskStandIn]:
    theme.install(qapp, scheme="light")
    yield DeskStandIn(room.store)
    jobs.stop_all()


@pytest.fixture(autouse=True)
def _nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say yes to every question: a test that closes a dialog cannot wait for an answer."""
    monkeypatch.setattr(messages, "ask", lambda *_, **__: True)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    found = tmp_path / "out"
    found.mkdir()
    return found


def here(_target: str, payload: Any, **_: object) -> bytes:
    """Make the workbooks in this process: a child costs half a second."""
    return partner_book.write_in_child(payload)


def type_text(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    for sign in text:
        qtbot.keyClick(edit, sign)


def show(qtbot: QtBot, dialog: QWidget) -> None:
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def idle(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not jobs.running(), timeout=30_000)
    QApplication.processEvents()


def sending(qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path, make: Any = here) -> SendDialog:
    dialog = SendDialog(room.services, room.plan_id, desk, room.clock, make=make)
    qtbot.addWidget(dialog)
    dialog.folder_line.folder = out
    show(qtbot, dialog)
    idle(qtbot)
    return dialog


def type_into(qtbot: QtBot, dialog: SendDialog, row: int, at: At, text: str) -> None:
    table = dialog.form.leads_table
    table.setFocus()
    table.setCurrentIndex(dialog.model.index(row, at))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChildren(QLineEdit)[-1]
    editor.setText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    # The editor hands its words over when the key has been dealt with.
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not jobs.running(), "Enter in a cell makes no workbooks"


def test_every_agency_is_offered_and_chosen_with_what_it_gets(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    dialog = sending(qtbot, room, desk, out)
    assert dialog.send_button.text() == "Make 7 workbooks"
    assert dialog.form.all_check.text() == "The 6 actions of A&LL for everyone"
    assert "7 actions name no lead" in dialog.form.note_label.text()
    assert "6 agencies have no e-mail" in dialog.form.note_label.text()
    assert dialog.form.preview_label.text() == "City and Hackney Safeguarding Adults gets 7 actions"
    dialog.form.all_check.click()
    assert dialog.form.preview_label.text() == "City and Hackney Safeguarding Adults gets 1 action"
    assert list(out.iterdir()) == []


def test_the_message_is_seen_before_it_is_made(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    dialog = sending(qtbot, room, desk, out)
    dialog.due_edit.set_day(DUE)
    dialog.form.leads_table.setCurrentIndex(dialog.model.index(5, 0))
    dialog.form.preview_choice.setFocus()
    dialog.form.preview_choice.set_value("message")
    dialog.form.preview_choice.chosen.emit("message")
    said = dialog.form.message_text.toPlainText()
    assert said.startswith("To: seat@health.example\nSubject: OFFICIAL-SENSITIVE – Prevent")
    assert "Dear Sam Okafor," in said
    assert "by Fri 11 Dec 2015" in said
    assert "password" not in said
    dialog.form.password_check.click()
    assert "I will tell you it by phone" in dialog.form.message_text.toPlainText()
    dialog.form.draft_check.click()
    assert dialog.form.message_text.toPlainText() == "No draft is made."
    assert not dialog.form.attach_check.isEnabled()


def test_by_keyboard_alone_one_agency_is_sent_its_workbook_and_draft(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    dialog = sending(qtbot, room, desk, out)
    table = dialog.form.leads_table
    assert table.hasFocus() or dialog.focusWidget() is table
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert not dialog.send_button.isEnabled()
    table.setCurrentIndex(dialog.model.index(3, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert [row.lead.agency.name for row in dialog.model.chosen()] == ["Health"]
    assert dialog.send_button.text() == "Make 1 workbook"
    dialog.due_edit.setFocus()
    dialog.due_edit.setText("11/12/2015")
    qtbot.keyClick(dialog.due_edit, Qt.Key.Key_Return)
    idle(qtbot)
    assert dialog.sent is not None
    (send,) = room.services.sending.sends(room.plan_id)
    assert (send.agency, send.due, send.is_encrypted) == ("Health", DUE, False)
    book, draft = sorted(out.iterdir(), key=lambda path: path.suffix, reverse=True)
    assert book.name == send.file_name
    sheet = openpyxl.load_workbook(book)[columns.PLAN_SHEET]
    assert send.pack in str(sheet["A2"].value)
    message = email.message_from_bytes(draft.read_bytes(), policy=default)
    assert str(message["To"]) == "Sam Okafor <seat@health.example>"
    (file,) = message.iter_attachments()  # type: ignore[attr-defined]
    assert file.get_content() == book.read_bytes()
    assert desk.said == ["Sent to Health: in the register"]
    assert room.store.undo_label() == "send to Health"


def test_passwords_are_shown_once_copied_and_asked_for_before_closing(
    qtbot: QtBot,
    room: Room,
    desk: DeskStandIn,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = sending(qtbot, room, desk, out)
    dialog.form.password_check.click()
    dialog.model.tick(range(7), on=False)
    dialog.model.tick([4, 5], on=True)
    dialog.send_button.click()
    idle(qtbot)
    assert dialog.sent is not None
    first, second = (one.password for one in dialog.sent.files)
    assert first != second
    assert dialog.form.password_banner.isVisible()
    dialog.form.sent_table.selectRow(1)
    qtbot.keyClick(dialog.form.sent_table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == second
    dialog.form.sent_table.selectRow(0)
    dialog.copy_button.click()
    assert QApplication.clipboard().text() == first
    assert all(one.is_encrypted for one in room.services.sending.sends(room.plan_id))
    answers = iter([False, True])
    monkeypatch.setattr(messages, "ask", lambda *_, **__: next(answers))
    dialog.cancel_button.click()
    assert dialog.isVisible()
    dialog.cancel_button.click()
    assert not dialog.isVisible()
    model = dialog.form.sent_table.model()
    assert model is not None
    assert model.rowCount() == 0


def test_a_contact_typed_here_is_kept_at_once_and_used(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    dialog = sending(qtbot, room, desk, out)
    type_into(qtbot, dialog, 3, At.EMAIL, "prevent@colp.example")
    type_into(qtbot, dialog, 3, At.CONTACT, "Prevent seat")
    kept = room.services.agencies.named(["COLP"])[0]
    assert kept == Agency("COLP", "Prevent seat", "prevent@colp.example")
    assert room.store.undo_label() == "contact of COLP"
    assert "5 agencies have no e-mail" in dialog.form.note_label.text()
    assert dialog.wanted().wish.agencies[3] == kept


def test_a_wrong_address_is_said_stays_to_be_mended_and_stops_the_sending(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    dialog = sending(qtbot, room, desk, out)
    type_into(qtbot, dialog, 3, At.EMAIL, "prevent at colp")
    assert dialog.model.row(3).email == "prevent at colp"
    dialog.send_button.click()
    idle(qtbot)
    assert "is not an e-mail address" in dialog.form.told_banner.text()
    assert list(out.iterdir()) == []
    assert room.services.agencies.named(["COLP"])[0].email == ""


def test_a_day_that_is_past_or_none_is_not_sent(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    dialog = sending(qtbot, room, desk, out)
    for typed, said in (("1/11/2015", "That day is past."), ("soonish", "soonish")):
        dialog.due_edit.setText(typed)
        dialog.send_button.click()
        assert said in dialog.form.due_field.error()
        assert dialog.sent is None
    assert list(out.iterdir()) == []


def test_what_fails_on_disk_leaves_neither_files_nor_lines(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(messages, "show_failure", lambda _parent, error: shown.append(error))
    dialog = sending(qtbot, room, desk, out)
    dialog.folder_line.folder = out / "gone"
    dialog.send_button.click()
    idle(qtbot)
    assert isinstance(shown[0], Refused)
    assert dialog.send_button.isEnabled()
    dialog.folder_line.folder = out

    def refuse(_written: object) -> list[int]:
        raise Refused("The disk is full.")

    monkeypatch.setattr(type(room.services.sending), "record", lambda _self, w: refuse(w))
    dialog.send_button.click()
    idle(qtbot)
    assert len(shown) == 2
    assert list(out.iterdir()) == []
    assert room.services.sending.sends(room.plan_id) == []


def test_cancel_stops_the_child_and_leaves_nothing(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    def make(_target: str, _payload: object, *, stopped: Any, **_: object) -> bytes:
        started.set()
        assert asked.wait(20)
        assert stopped()
        raise Stopped

    started, asked = threading.Event(), threading.Event()
    dialog = sending(qtbot, room, desk, out, make)
    dialog.send_button.click()
    assert started.wait(20)
    dialog.reject()
    assert dialog.isVisible()
    asked.set()
    idle(qtbot)
    assert dialog.form.told_banner.text() == "Stopped. Nothing was written."
    assert dialog.send_button.isEnabled()
    assert list(out.iterdir()) == []
    assert room.services.sending.sends(room.plan_id) == []


def test_a_plan_without_leads_says_how_to_get_one(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    plan_id = room.services.plans.create_plan("Next year", "2016/17")
    dialog = SendDialog(room.services, plan_id, desk, room.clock)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot)
    assert "No agency leads an action" in dialog.form.empty_state.accessibleName()
    assert not dialog.send_button.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_choices_are_remembered_and_passwords_are_not(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    dialog = sending(qtbot, room, desk, out)
    dialog.form.attach_check.click()
    dialog.form.password_check.click()
    dialog.send_button.click()
    idle(qtbot)
    assert dialog.sent is not None
    held = bytes(room.store.path.read_bytes())
    assert not any(one.password.encode() in held for one in dialog.sent.files)
    again = SendDialog(room.services, room.plan_id, desk, room.clock)
    qtbot.addWidget(again)
    assert not again.form.attach_check.isChecked()
    assert again.form.password_check.isChecked()
    assert again.folder_line.folder == out
    idle(qtbot)


# Reminders


def chasing(qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path) -> ChaseDialog:
    dialog = ChaseDialog(room.services, room.plan_id, desk, room.clock)
    qtbot.addWidget(dialog)
    dialog.folder_line.folder = out
    show(qtbot, dialog)
    return dialog


def test_reminders_are_drafted_for_those_who_are_late_and_noted(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    room.sent("Health")
    room.sent("COLP", due=date(2016, 1, 29))
    room.clock.move(timedelta(days=18))
    dialog = chasing(qtbot, room, desk, out)
    assert [send.agency for send in dialog.model.chosen()] == ["Health"]
    row = dialog.model.row_of(lambda send: send.agency == "Health")
    dialog.form.waiting_table.setCurrentIndex(dialog.model.index(row, 0))
    assert "2 days ago" in dialog.form.message_text.toPlainText()
    dialog.make_button.click()
    idle(qtbot)
    (draft,) = out.iterdir()
    message = email.message_from_bytes(draft.read_bytes(), policy=default)
    assert "Reminder" in message["Subject"]
    assert str(message["To"]) == "Sam Okafor <seat@health.example>"
    assert "health-reminder-" in draft.name
    lines = {one.send.agency: one.send for one in room.services.register.register(room.plan_id)}
    assert lines["Health"].chased == (date(2015, 12, 13),)
    assert lines["COLP"].chased == ()
    assert room.store.undo_label() == "chase Health"
    again = chasing(qtbot, room, desk, out)
    again.form.waiting_table.setCurrentIndex(again.model.index(row, 0))
    assert "I reminded you on Sun 13 Dec 2015." in again.form.message_text.toPlainText()
    again.make_button.click()
    idle(qtbot)
    assert len(list(out.iterdir())) == 2, "the first draft is not replaced"


def test_a_reminder_goes_to_the_seat_of_today(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    room.sent("Health")
    room.services.agencies.keep([Agency("Health", "Priya Shah", "priya@health.example")])
    dialog = chasing(qtbot, room, desk, out)
    said = dialog.form.message_text.toPlainText()
    assert "To: priya@health.example" in said
    assert "Dear Priya Shah," in said


def test_nobody_to_remind_is_said_in_words(
    qtbot: QtBot, room: Room, desk: DeskStandIn, out: Path
) -> None:
    dialog = chasing(qtbot, room, desk, out)
    assert "Nothing has been sent yet" in dialog.form.empty_state.accessibleName()
    assert not dialog.make_button.isVisible()


# Contacts


def contacts(qtbot: QtBot, room: Room, desk: DeskStandIn, agency: str = "") -> ContactsDialog:
    dialog = ContactsDialog(room.services, room.plan_id, desk, agency=agency)
    qtbot.addWidget(dialog)
    show(qtbot, dialog)
    return dialog


def test_contacts_list_the_plan_s_agencies_and_keep_each_field_on_leaving_it(
    qtbot: QtBot, room: Room, desk: DeskStandIn
) -> None:
    dialog = contacts(qtbot, room, desk, "COLP")
    assert dialog.model.rowCount() == 7
    assert dialog.name_edit.text() == "COLP"
    assert dialog.name_edit.isReadOnly()
    dialog.contact_edit.setFocus()
    type_text(qtbot, dialog.contact_edit, "Prevent seat")
    qtbot.keyClick(dialog.contact_edit, Qt.Key.Key_Tab)
    assert room.services.agencies.named(["COLP"])[0].contact == "Prevent seat"
    assert dialog.name_edit.text() == "COLP"
    dialog.email_edit.setFocus()
    type_text(qtbot, dialog.email_edit, "no address")
    dialog.close_button.click()
    assert dialog.isVisible()
    assert "is not an e-mail address" in dialog.form.email_field.error()
    dialog.email_edit.setText("seat@colp.example")
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert room.services.agencies.named(["COLP"])[0].email == "seat@colp.example"


def test_an_agency_is_added_and_its_contact_removed(
    qtbot: QtBot, room: Room, desk: DeskStandIn
) -> None:
    dialog = contacts(qtbot, room, desk)
    dialog.form.add_button.click()
    type_text(qtbot, dialog.name_edit, "Housing")
    type_text(qtbot, dialog.email_edit, "duty@housing.example")
    assert dialog.keep()
    assert dialog.model.rowCount() == 8
    assert room.services.agencies.named(["Housing"])[0].email == "duty@housing.example"
    dialog.form.remove_button.click()
    assert dialog.model.rowCount() == 7
    assert room.store.undo_label() == "remove contact of Housing"
    dialog.form.add_button.click()
    type_text(qtbot, dialog.name_edit, "health")
    type_text(qtbot, dialog.contact_edit, "Someone else")
    assert not dialog.keep()
    assert "in the list" in dialog.form.name_field.error()
    assert room.services.agencies.named(["Health"])[0].contact == "Sam Okafor"


# From the page


def test_the_page_offers_all_of_it_in_header_menu_and_palette(
    qtbot: QtBot, room: Room, desk: DeskStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PlanRoom(room.services, desk, room.clock)
    qtbot.addWidget(page)
    page.resize(1204, 600)
    page.show()
    idle(qtbot)
    opened: list[str] = []
    for dialog in (SendDialog, ChaseDialog, ContactsDialog):
        monkeypatch.setattr(dialog, "exec", lambda self: opened.append(type(self).__name__))
    page.grid.head.form.send_button.click()
    idle(qtbot)
    offered = {command.title: command for command in page.commands()}
    for title in ("Send to partners…", "Draft chasers…", "Partners’ contacts…"):
        offered[title].run()
        idle(qtbot)
    assert opened == ["SendDialog", "SendDialog", "ChaseDialog", "ContactsDialog"]
    assert {"Send to partners…", "Draft chasers…"} <= {
        action.text() for action in page.grid.menus.more_menu().actions()
    }
    page.grid.head.form.returns_button.click()
    assert desk.went[-1][1]["view"] == "returns"


@pytest.mark.parametrize("width", [1204, 1290])
def test_no_button_of_the_header_is_cut_at_the_smallest_window(
    qtbot: QtBot, room: Room, desk: DeskStandIn, width: int
) -> None:
    room.services.plans.set_field([room.row_id("O1-01")], Field.LEADS, "Health")
    page = PlanRoom(room.services, desk, room.clock)
    qtbot.addWidget(page)
    page.resize(width, 600)
    page.show()
    idle(qtbot)
    form = page.grid.head.form
    assert page.width() == width
    for name in ("send", "returns", "export", "freeze", "new", "more"):
        button = getattr(form, f"{name}_button")
        assert button.width() >= button.sizeHint().width(), name
        right = button.mapTo(page, button.rect().topRight()).x()
        assert right < width, name
