"""The list of people and the person beside it, on real widgets."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.contacts.ui import beside
from prevent_desk.contacts.ui.merge_dialog import MergeDialog
from prevent_desk.contacts.ui.people import rows
from prevent_desk.contacts.ui.people.person_dialog import PersonDialog
from prevent_desk.contacts.ui.people.tab import PeopleTab
from prevent_desk.ui.widgets.labels import WrapLabel
from tests.contacts.desks import LEAD, Desk
from tests.contacts.rooms import Room
from tests.referrals.dialogs import in_dialog


def names(tab: PeopleTab) -> list[str]:
    return [row.person.name for row in tab.table.rows.rows()]


def said(tab: PeopleTab) -> str:
    return "\n".join(one.text() for one in tab.pane.findChildren(WrapLabel))


def press(tab: PeopleTab, words: str) -> None:
    next(one for one in tab.pane.buttons() if one.accessibleName().startswith(words)).click()


def test_people_stand_by_family_name_and_are_found_by_any_word(desk: Desk, qtbot: QtBot) -> None:
    probation = desk.agency()
    desk.person("Kim Barrow", probation, role="Manager", emails=("kim@prob.example",))
    desk.person("Ann Adder", None, topics=("venue hire",))
    room = Room(desk, qtbot)
    tab = room.people()
    assert names(tab) == ["Ann Adder", "Kim Barrow"]
    room.keys("venue", to=tab.filters.box)
    assert names(tab) == ["Ann Adder"]
    tab.filters.clear()
    room.keys("prob.example", to=tab.filters.box)
    assert names(tab) == ["Kim Barrow"]


def test_a_new_contact_is_entered_by_keys_and_shown(desk: Desk, qtbot: QtBot) -> None:
    room = Room(desk, qtbot)
    tab = room.people()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, PersonDialog)
        QTest.keyClicks(dialog.name_edit, "Kim Barrow")
        QTest.keyClicks(dialog.emails_edit, "kim at prob")
        dialog.verb_button.click()
        assert "is not an e-mail address" in dialog.emails_field.error()
        dialog.emails_edit.setPlainText("kim@prob.example")
        QTest.keyClick(dialog.role_edit, Qt.Key.Key_Return)

    new = tab.primary_new()
    assert new is not None
    in_dialog(new, answer)
    assert names(tab) == ["Kim Barrow"]
    assert "kim@prob.example" in said(tab)
    assert room.shell.said == ["The contact is entered"]


def test_a_change_of_one_part_leaves_the_others_of_a_merged_contact_where_they_are(
    desk: Desk, qtbot: QtBot
) -> None:
    kim = desk.person("Kim Barrow", emails=("kim@prob.example",))
    other = desk.person("K. Barrow", emails=("k.b@prob.example",))
    desk.contacts.merging.merge_contacts(kim, other)
    tab = Room(desk, qtbot).people()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, PersonDialog)
        dialog.role_edit.setText("Manager")
        dialog.verb_button.click()

    in_dialog(lambda: press(tab, "Change"), answer)
    desk.contacts.merging.unmerge_contact(other)
    one = desk.contacts.people.one(kim)
    assert (one.role, one.emails) == ("Manager", ("kim@prob.example",))


def test_two_that_look_alike_are_compared_merged_and_taken_apart(desk: Desk, qtbot: QtBot) -> None:
    kim = desk.person("Kim Barrow", emails=("kim@prob.example",), role="Manager")
    desk.person("K. Barrow", emails=("kim@prob.example",), role="Head")
    room = Room(desk, qtbot, tab="people", contact=kim)
    tab = room.people()
    tab.go_to({"contact": kim})
    assert tab.filters.chips["twice"].text() == "2 perhaps twice"
    assert "Perhaps the same person" in said(tab)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, MergeDialog)
        shown = [one.text() for one in dialog.area.findChildren(WrapLabel)]
        assert "Head" in shown
        dialog.swap_button.click()
        shown = [one.text() for one in dialog.area.findChildren(WrapLabel)]
        assert shown[:3] == ["K. Barrow", "Kim Barrow", "Shown as one"]
        dialog.swap_button.click()
        dialog.merge_button.click()

    in_dialog(lambda: press(tab, "Compare"), answer)
    assert names(tab) == ["Kim Barrow"]
    assert "Merged with them" in said(tab)

    press(tab, "Take apart")
    assert names(tab) == ["K. Barrow", "Kim Barrow"]


def test_who_left_is_no_longer_listed_but_can_be_shown(desk: Desk, qtbot: QtBot) -> None:
    probation = desk.agency()
    desk.fill(probation, LEAD, "Ola Brandt", date(2024, 1, 8))
    room = Room(desk, qtbot)
    tab = room.people()
    in_dialog(lambda: press(tab, "Left"), lambda dialog: dialog.verb_button.click())  # type: ignore[attr-defined]
    assert names(tab) == []
    assert desk.seat(probation, LEAD).holder is None
    tab.filters.chips["left"].click()
    assert names(tab) == ["Ola Brandt"]
    qtbot.waitUntil(lambda: tab.pane.person is not None)
    press(tab, "There again")
    tab.filters.clear()
    assert names(tab) == ["Ola Brandt"]


def test_keys_go_between_tabs_list_and_pane(desk: Desk, qtbot: QtBot) -> None:
    desk.person("Kim Barrow", desk.agency())
    room = Room(desk, qtbot, tab="seats")
    page = room.page()
    room.keys(Qt.Key.Key_PageDown, control=True)
    assert page.bar.tab() == "people"
    tab = room.people()
    tab.table.setFocus()
    page.place.show()
    room.keys(Qt.Key.Key_F6)
    assert tab.pane.isAncestorOf(room.room.window().focusWidget())
    room.keys(Qt.Key.Key_Escape)
    assert tab.table.hasFocus()
    room.keys(Qt.Key.Key_F, control=True)
    assert tab.filters.box.hasFocus()


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take two contacts for many, so that their list is read beside the window."""
    monkeypatch.setattr(beside, "AT_ONCE", 2)
    monkeypatch.setattr(rows, "FIRST", 2)


@pytest.mark.usefixtures("few_at_once")
def test_of_many_people_the_first_stand_there_at_once_and_the_others_follow(
    desk: Desk, qtbot: QtBot
) -> None:
    for name in ("Cy Cole", "Bo Byrne", "Di Dunn", "Al Ames"):
        desk.person(name)
    tab = PeopleTab(Room(desk, qtbot).room.around)
    qtbot.addWidget(tab)
    assert names(tab) == ["Al Ames", "Bo Byrne"]
    assert (tab.count(), tab.filters.count_label.text()) == (4, "Reading 4 people")
    tab.show()
    qtbot.waitUntil(lambda: not tab.reading.is_reading)
    assert names(tab) == ["Al Ames", "Bo Byrne", "Cy Cole", "Di Dunn"]
    assert tab.filters.count_label.text() == "4 of 4 shown"


@pytest.mark.usefixtures("few_at_once")
def test_somebody_far_down_is_shown_before_the_list_has_come_to_them(
    desk: Desk, qtbot: QtBot
) -> None:
    for name in ("Al Ames", "Bo Byrne", "Cy Cole"):
        desk.person(name)
    wanted = desk.person("Di Dunn")
    tab = PeopleTab(Room(desk, qtbot).room.around)
    qtbot.addWidget(tab)
    tab.go_to({"contact": wanted})
    assert "Di Dunn" in said(tab)
    tab.filters.box.setText("nobody of that name")
    assert "Reading the list" in "".join(one.text() for one in tab.empty.findChildren(WrapLabel)), (
        "that nobody fits is not known yet"
    )
    tab.filters.clear()
    tab.show()
    qtbot.waitUntil(lambda: not tab.reading.is_reading)
    row = tab.table.current()
    assert row is not None
    assert row.person.id == wanted


@pytest.mark.usefixtures("few_at_once")
def test_what_changes_in_a_long_list_is_read_when_it_is_looked_at(desk: Desk, qtbot: QtBot) -> None:
    for name in ("Al Ames", "Bo Byrne", "Cy Cole"):
        desk.person(name)
    room = Room(desk, qtbot)
    tab = room.people()
    qtbot.waitUntil(lambda: not tab.reading.is_reading)
    room.seats()
    desk.person("Di Dunn")
    tab.reload()
    assert tab.reading.is_reading
    assert not tab.reading.is_running, "nobody looks"
    assert room.people() is tab
    qtbot.waitUntil(lambda: not tab.reading.is_reading)
    assert names(tab)[-1] == "Di Dunn"
