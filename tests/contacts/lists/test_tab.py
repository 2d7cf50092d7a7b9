"""The tab of lists and its dialogs, played by keys and clicks over a real store."""

from __future__ import annotations

import csv
import email
import io
import threading
from collections.abc import Sequence
from email.policy import default
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.contacts.model.directory import Form, Listed
from prevent_desk.contacts.model.lists import FORUM, Rule
from prevent_desk.contacts.model.records import Contact
from prevent_desk.contacts.ui import beside
from prevent_desk.contacts.ui.exporting.take_out_dialog import TakeOutContactsDialog
from prevent_desk.contacts.ui.importing.import_dialog import ImportDialog
from prevent_desk.contacts.ui.lists import acts
from prevent_desk.contacts.ui.lists.draft_dialog import DraftDialog
from prevent_desk.contacts.ui.lists.list_dialog import ListDialog
from prevent_desk.contacts.ui.lists.members_dialog import MembersDialog
from prevent_desk.contacts.ui.lists.tab import ListsTab
from prevent_desk.contacts.ui.room import ContactRoom
from prevent_desk.ui import clipboard
from tests.contacts.desks import LEAD, TODAY, Desk
from tests.plan.page_room import DeskStandIn
from tests.readers.good import locked


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ContactRoom:
    """The room over a desk with two leads that can be written to."""
    for name, sector, domain in (("Probation", "criminal_justice", "probation.example"),
                                 ("Barts", "health", "barts.example")):  # fmt: skip
        place = desk.agency(name, sector, domains=(domain,))
        person = desk.person(f"Lead of {name}", place, emails=(f"lead@{domain}",))
        desk.contacts.seats.fill(place, LEAD, person, TODAY)
    made = ContactRoom(desk.contacts, DeskStandIn(desk.store), desk.clock)
    qtbot.addWidget(made)
    made.show()
    made.go_to({"view": "contacts", "tab": "lists"})
    return made


def tab(room: ContactRoom) -> ListsTab:
    view: Any = room.view()
    found = view.tab()
    assert isinstance(found, ListsTab)
    return found


def stand_in(room: ContactRoom) -> DeskStandIn:
    assert isinstance(room.desk, DeskStandIn)
    return room.desk


def shown(dialog: QDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.show()


def test_the_empty_tab_makes_the_forum_with_one_key(room: ContactRoom, qtbot: QtBot) -> None:
    lists = tab(room)
    lists.empty.first_clicked.emit()
    assert lists.table.rows.rowCount() == 1
    words = [one.text() for one in lists.pane.findChildren(QWidget) if hasattr(one, "text")]
    assert FORUM in words
    assert "2 people" in words


def test_of_many_contacts_the_lists_stand_there_before_they_are_counted(
    room: ContactRoom, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "AT_ONCE", 1)
    desk.contacts.lists.add_forum()
    lists = ListsTab(room.around)
    qtbot.addWidget(lists)
    row = lists.table.current()
    assert row is not None
    assert lists.table.cell(row, 1).first == "Counting"
    assert acts.copy(room.around, row), "an act asks who belongs, and not what is on show"
    lists.show()
    qtbot.waitUntil(lambda: not lists.reading.is_reading)
    row = lists.table.current()
    assert row is not None
    assert lists.table.cell(row, 1).first == "2 people"


def test_addresses_are_copied_for_a_minute_and_noted_with_their_export(
    room: ContactRoom, desk: Desk
) -> None:
    number = acts.add_forum(room.around)
    assert acts.copy(room.around, desk.contacts.lists.shown(number))
    text = QGuiApplication.clipboard().text()
    assert sorted(text.split("; ")) == ["lead@barts.example", "lead@probation.example"]
    assert clipboard.watch().timer.interval() == 60_000
    used = desk.contacts.lists.one(number).last
    assert used is not None
    assert len(used.members) == 2
    assert stand_in(room).setting("export/number") == 1
    clipboard.clear()


def test_a_draft_to_the_list_is_saved_with_bcc_and_its_words_come_back_after_esc(
    room: ContactRoom, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    belonging = desk.contacts.lists.shown(acts.add_forum(room.around))
    first = DraftDialog(room.around, belonging)
    shown(first, qtbot)
    QTest.keyClicks(first.subject_edit, "Forum dates")
    first.reject()
    dialog = DraftDialog(room.around, belonging)
    shown(dialog, qtbot)
    opened: list[Path] = []
    dialog.open_file = opened.append
    dialog.folder_line.folder = tmp_path
    assert dialog.subject_edit.text() == "Forum dates"
    dialog.verb_button.click()
    (path,) = opened
    read = email.message_from_bytes(path.read_bytes(), policy=default)
    assert "Forum dates" in read["Subject"]
    assert {one.addr_spec for one in read["Bcc"].addresses} == {
        "lead@barts.example", "lead@probation.example",
    }  # fmt: skip


def test_ticks_of_a_rule_count_people_and_are_kept_until_the_list_is_made(
    room: ContactRoom, desk: Desk, qtbot: QtBot
) -> None:
    first = ListDialog(room.around)
    shown(first, qtbot)
    first.rules_edit.cards[0].sectors["health"].click()
    assert first.rules_edit.cards[0].count.text() == "1 person"
    first.reject()
    dialog = ListDialog(room.around)
    shown(dialog, qtbot)
    assert dialog.rules_edit.rules() == (Rule(sectors=("health",)),)
    dialog.verb_button.click()
    assert dialog.name_field.error()
    QTest.keyClicks(dialog.name_edit, "Health leads")
    dialog.verb_button.click()
    assert [one.contact.name for one in desk.contacts.lists.shown(dialog.made).members] == [
        "Lead of Barts"
    ]


def test_a_rule_without_a_tick_is_refused_beside_it(room: ContactRoom, qtbot: QtBot) -> None:
    dialog = ListDialog(room.around)
    shown(dialog, qtbot)
    QTest.keyClicks(dialog.name_edit, "Everybody")
    dialog.verb_button.click()
    assert "says nothing" in dialog.rules_field.error()
    assert not dialog.made


def test_somebody_is_left_out_and_put_back_in_the_list_of_people(
    room: ContactRoom, desk: Desk, qtbot: QtBot
) -> None:
    number = acts.add_forum(room.around)
    dialog = MembersDialog(room.around, number)
    shown(dialog, qtbot)
    QTest.keyClicks(dialog.reason_edit, "asked to be")
    dialog.out_button.click()
    assert desk.contacts.lists.shown(number).left_out[0].pick.reason == "asked to be"
    assert dialog.in_button.isEnabled()
    dialog.rules_button.click()
    assert len(desk.contacts.lists.shown(number).members) == 2


def test_a_file_of_contacts_is_shown_first_and_taken_in_by_the_last_button(
    room: ContactRoom, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(
        "Name,Company,E-mail,Shoe\nAda Lund,Barts,ada@barts.example,6\n,,x@y.z,\n", "utf-8"
    )
    dialog = ImportDialog(room.around, path)
    shown(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.file is not None)
    assert dialog.columns.mapped()[-1] is None
    dialog.next_button.click()
    qtbot.waitUntil(lambda: bool(dialog.lines()))
    assert [line.words for line in dialog.lines()] == ["New", "It has no name."]
    before = len(desk.contacts.people.all())
    dialog.model.tick([0, 1], on=True)
    assert dialog.next_button.text() == "Take 1 row in"
    dialog.next_button.click()
    qtbot.waitUntil(lambda: dialog.taken is not None and not dialog.isVisible())
    assert len(desk.contacts.people.all()) == before + 1
    stand_in(room).undo()
    assert len(desk.contacts.people.all()) == before


def test_cancel_leaves_everything_as_it_was(
    room: ContactRoom, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("Name,E-mail\nAda Lund,ada@barts.example\n", "utf-8")
    label = desk.store.undo_label()
    dialog = ImportDialog(room.around, path)
    shown(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.file is not None)
    dialog.next_button.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert desk.store.undo_label() == label


def test_rows_being_taken_in_can_be_stopped_and_leave_nothing(
    room: ContactRoom, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "staff.csv"
    rows = "".join(f"New{number} Person,n{number}@x.example\n" for number in range(3))
    path.write_text(f"Name,E-mail\n{rows}", "utf-8")
    label, before = desk.store.undo_label(), desk.contacts.people.all()
    dialog = ImportDialog(room.around, path)
    shown(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.file is not None)
    dialog.next_button.click()
    qtbot.waitUntil(lambda: len(dialog.lines()) == 3)
    with desk.store.reading():
        # The store is held meanwhile, so the first row cannot be in before Esc.
        dialog.next_button.click()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.banner.isVisible())
    assert dialog.isVisible(), "what became of them is told"
    assert (desk.store.undo_label(), desk.contacts.people.all()) == (label, before)
    dialog.next_button.click()
    qtbot.waitUntil(lambda: dialog.taken is not None and not dialog.isVisible())
    assert len(desk.contacts.people.all()) == len(before) + 3


def test_a_workbook_under_a_password_asks_for_it_and_opens(
    room: ContactRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "staff.xlsx"
    work = openpyxl.Workbook()
    for row in (("Name", "E-mail"), ("Ada Lund", "ada@x.example")):
        work.worksheets[0].append(row)
    work.save(path)
    path.write_bytes(locked(path.read_bytes(), "Winter-Wharf"))
    dialog = ImportDialog(room.around, path)
    shown(dialog, qtbot)
    edit = dialog.password_edit
    qtbot.waitUntil(edit.isVisible)
    QTest.keyClicks(edit.line, "winter-wharf")
    QTest.keyClick(edit.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.password_field.error()))
    QTest.keyClicks(edit.line, "Winter-Wharf")
    QTest.keyClick(edit.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.file is not None)
    assert dialog.file is not None
    assert [row.cells[0] for row in dialog.file.rows] == ["Ada Lund"]
    assert not edit.text(), "it is kept no longer than it takes"


def test_a_broken_file_is_told_in_the_dialog(
    room: ContactRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 no zip")
    dialog = ImportDialog(room.around, path)
    shown(dialog, qtbot)
    qtbot.waitUntil(lambda: not dialog.next_button.isVisible())
    assert not dialog.banner.isHidden()


def test_a_list_taken_out_as_csv_is_kept_as_a_use_of_it(
    room: ContactRoom, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    number = acts.add_forum(room.around)
    dialog = TakeOutContactsDialog(room.around, of=desk.contacts.lists.shown(number), form=Form.CSV)
    shown(dialog, qtbot)
    dialog._folder = tmp_path
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert dialog.saved is not None
    assert b"lead@barts.example" in dialog.saved.read_bytes()
    assert dialog.saved.name.startswith("list-official-sensitive")
    last = desk.contacts.lists.one(number).last
    assert last is not None
    assert last.how.value == "csv"


def test_everybody_is_read_beside_the_window_and_the_file_holds_who_was_on_show(
    room: ContactRoom, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []
    listed = desk.contacts.directories.listed

    def watched(contacts: Sequence[Contact] | None = None) -> list[Listed]:
        threads.append(threading.current_thread())
        return listed(contacts)

    monkeypatch.setattr(desk.contacts.directories, "listed", watched)
    dialog = TakeOutContactsDialog(room.around, form=Form.CSV)
    shown(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog._prepared is not None)
    dialog._folder = tmp_path
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)

    assert threads
    assert threading.main_thread() not in threads
    assert dialog.saved is not None
    lines = list(csv.DictReader(io.StringIO(dialog.saved.read_text("utf-8-sig"))))
    assert sorted(line["Name"] for line in lines) == ["Lead of Barts", "Lead of Probation"]
    assert dialog.sheet.table.model().rowCount() == len(lines)


def test_a_desk_without_contacts_says_that_nobody_is_there_to_take_out(
    desk: Desk, qtbot: QtBot
) -> None:
    room = ContactRoom(desk.contacts, DeskStandIn(desk.store), desk.clock)
    qtbot.addWidget(room)
    dialog = TakeOutContactsDialog(room.around)
    shown(dialog, qtbot)
    assert "Nobody is there yet" in dialog.form.told_banner.text()


def test_the_name_of_a_csv_follows_its_marking_until_it_is_typed(
    room: ContactRoom, desk: Desk, qtbot: QtBot
) -> None:
    number = acts.add_forum(room.around)
    dialog = TakeOutContactsDialog(room.around, of=desk.contacts.lists.shown(number), form=Form.CSV)
    shown(dialog, qtbot)

    dialog.marking_combo.setEditText("OFFICIAL")
    assert dialog.name_edit.text().startswith("list-official-PD")
    dialog.name_edit.setText("forum.csv")
    dialog.marking_combo.setEditText("OFFICIAL-SENSITIVE")
    assert dialog.name_edit.text() == "forum.csv"


def test_every_tab_opens_and_says_what_it_is_empty_of(room: ContactRoom, qtbot: QtBot) -> None:
    for key in ("coverage", "agreements", "seats", "people", "lists"):
        room.go_to({"view": "contacts", "tab": key})
        assert room.position()["tab"] == key
        assert room.shown_count()
