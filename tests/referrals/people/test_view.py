"""The page of people and the tab of a record, on real widgets, by keys where it counts."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.people import LinkKind
from prevent_desk.referrals.model.people_told import Kind, differences, facts
from prevent_desk.referrals.ui.people.merge_dialog import MergeDialog, PartDialog
from prevent_desk.referrals.ui.people.person_dialog import PersonDialog, RoleDialog
from prevent_desk.referrals.ui.people.pick_dialog import PickDialog
from prevent_desk.referrals.ui.people.tab import PeopleTab
from prevent_desk.referrals.ui.people.view import PeopleView
from prevent_desk.ui.widgets.labels import WrapLabel
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog, in_dialogs
from tests.referrals.rooms import Room

TODAY = date(2025, 11, 25)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def two(desk: Desk) -> tuple[int, int]:
    """An earlier referral of Chris Hallem, and a later one of Kris Hallam."""
    earlier = desk.add(
        "Chris", "Hallem", state="closed", received=datetime.fromisoformat("2022-03-09 10:00"),
        person={"born": date(2008, 5, 12), "address": "4 Goswell Place", "phones": "07700 900123"},
    )  # fmt: skip
    return earlier, desk.add("Kris", "Hallam", person={"born": date(2008, 5, 12)})


def view_of(room: Room, **position: object) -> PeopleView:
    """Show the page of people."""
    room.open("people", **position)
    found: PeopleView = room.find(PeopleView)
    return found


def said(view: PeopleView) -> list[str]:
    """Return what the page of a person says."""
    return [one.text() for one in view.page.findChildren(WrapLabel) if one.isVisible()]


def test_an_empty_desk_says_where_people_come_from(desk: Desk, qtbot: QtBot) -> None:
    view = view_of(Room(desk, qtbot))
    assert view.form.empty_state.isVisible()
    assert "Nobody is recorded yet" in view.form.empty_state.accessibleName()


def test_a_person_is_found_in_spite_of_the_spelling_by_keys(
    desk: Desk, qtbot: QtBot, two: tuple[int, int]
) -> None:
    desk.add("Tomasz", "Wilk")
    room = Room(desk, qtbot)
    view = view_of(room)
    assert view.search.list.count() == 3
    room.press(Qt.Key.Key_F, CTRL)
    room.type("kris halam 2008")
    view.search.search()
    room.settle()
    group = view.page.group()
    assert group is not None
    assert group.name in {"Kris Hallam", "Chris Hallem"}
    room.press(Qt.Key.Key_Down)
    assert view.page.group() != group
    room.press(Qt.Key.Key_Return)
    assert view.page.merge_button is not None
    assert view.page.merge_button.hasFocus()


def test_one_page_tells_everything_and_which_referral_told_it(
    desk: Desk, qtbot: QtBot, two: tuple[int, int]
) -> None:
    people = desk.services.people
    people.link(desk.person_of(two[1]), desk.person_of(two[0]), LinkKind.SAME)
    view = view_of(Room(desk, qtbot), person=desk.person_of(two[1]))
    words = said(view)
    for line in ("Kris Hallam", "Chris Hallem", "4 Goswell Place", "07700 900123"):
        assert line in words
    assert "PD-2025-002, PD-2022-001" in words
    assert "Second referral · received 25 Nov 2025" in words
    assert "First referral · received 9 Mar 2022" in words
    assert len(view.page.contact_buttons) == 2


def test_people_are_merged_with_a_preview_and_parted_again_by_keyboard_alone(
    desk: Desk, qtbot: QtBot, two: tuple[int, int]
) -> None:
    room = Room(desk, qtbot)
    kris, chris = desk.person_of(two[1]), desk.person_of(two[0])
    before = desk.services.people.group(kris)
    view = view_of(room, person=kris)
    assert view.page.merge_button is not None
    view.page.merge_button.setFocus()

    def pick(dialog: QDialog) -> None:
        assert isinstance(dialog, PickDialog)
        room.settle()
        assert dialog.search.list.count() == 1
        room.press(Qt.Key.Key_Return)

    def merge(dialog: QDialog) -> None:
        assert isinstance(dialog, MergeDialog)
        assert {line.heading for line in dialog.lines if line.differs} == {Kind.NAME.value}
        dialog.reason_edit.setFocus()
        room.type("Same school, same mother")
        dialog.merge_button.setFocus()
        room.press(Qt.Key.Key_Return)

    in_dialogs(lambda: room.press(Qt.Key.Key_Return), pick, merge)
    room.settle()
    assert desk.services.people.head_of(kris) == desk.services.people.head_of(chris)
    group = view.page.group()
    assert group is not None
    assert group.referrals == 2

    def part(dialog: QDialog) -> None:
        assert isinstance(dialog, PartDialog)
        words = [one.text() for one in dialog.findChildren(WrapLabel)]
        assert {"Chris Hallem: PD-2022-001", "Kris Hallam: PD-2025-002"} <= set(words)
        dialog.undo_button.setFocus()
        room.press(Qt.Key.Key_Return)

    (undo,) = view.page.undo_buttons.values()
    undo.setFocus()
    in_dialogs(lambda: room.press(Qt.Key.Key_Return), part)
    room.settle()
    after = desk.services.people.group(kris)
    assert (after.people, after.contacts, after.decisions) == (
        before.people, before.contacts, before.decisions,
    )  # fmt: skip
    assert "Links taken back" in said(view)


def test_a_merge_that_contradicts_a_decision_says_so_and_cannot_be_made(
    desk: Desk, qtbot: QtBot, two: tuple[int, int]
) -> None:
    people = desk.services.people
    kris, chris = desk.person_of(two[1]), desk.person_of(two[0])
    people.link(kris, chris, LinkKind.NOT_SAME, "two boys")
    room = Room(desk, qtbot)
    view = view_of(room, person=kris)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, MergeDialog)
        assert not dialog.merge_button.isEnabled()
        assert "contradicts a link" in dialog.banner.text()

    in_dialog(lambda: view.merge_with(chris), look)


def test_a_referral_of_a_person_is_opened_from_the_page(
    desk: Desk, qtbot: QtBot, two: tuple[int, int]
) -> None:
    room = Room(desk, qtbot)
    view = view_of(room, person=desk.person_of(two[0]))
    room.act(view.page.contact_buttons[0].click)
    assert room.shell.went[-1] == ("Referrals", {"view": "desk", "episode": two[0]})


def test_what_was_told_of_two_people_is_laid_side_by_side(desk: Desk, two: tuple[int, int]) -> None:
    people = desk.services.people
    one, other = (people.group(desk.person_of(episode)) for episode in two)
    lines = {line.heading: line for line in differences(one, other, TODAY)}
    assert lines["Names"].differs
    assert not lines["Date of birth"].differs
    assert lines["Addresses"].other == ()
    assert not lines["Addresses"].differs
    told = [fact.words for fact in facts(one, TODAY) if fact.kind is Kind.BIRTH]
    assert told == ["12 May 2008, 17 – child"]


# The tab of a record


def tab_of(room: Room, episode_id: int) -> PeopleTab:
    """Show a record's people."""
    room.open("desk", episode=episode_id, tab="people")
    found: PeopleTab = room.find(PeopleTab)
    return found


def test_a_person_is_added_to_a_record_with_a_role(
    desk: Desk, qtbot: QtBot, two: tuple[int, int]
) -> None:
    room = Room(desk, qtbot)
    tab = tab_of(room, two[1])

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PersonDialog)
        assert dialog.role_box is not None
        dialog.role_box.setCurrentIndex(dialog.role_box.findData("parent"))
        dialog.given_edit.setText("Dana")
        dialog.born_edit.setText("next year")
        dialog.keep_button.click()
        assert dialog.isVisible()
        assert "no date of birth" in dialog.born_field.error()
        dialog.born_edit.setText("about 44")
        dialog.phones_edit.setPlainText("07700 900456\n\n")
        dialog.keep_button.click()

    in_dialog(tab.add_button.click, fill)
    room.settle()
    dana = desk.services.episodes.episode(two[1]).people[1]
    assert (dana.role, dana.person.name, dana.person.phones) == (
        "parent", "Dana", ("07700 900456",),
    )  # fmt: skip
    assert (dana.person.born_year, dana.person.is_approximate, dana.person.born_told) == (
        1981, True, "about 44",
    )  # fmt: skip
    assert len(tab.cards()) == 2


def test_details_are_corrected_and_undone(desk: Desk, qtbot: QtBot, two: tuple[int, int]) -> None:
    room = Room(desk, qtbot)
    tab = tab_of(room, two[1])
    was = desk.services.people.person(desk.person_of(two[1]))

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PersonDialog)
        assert dialog.born_edit.text() == "12/05/2008"
        dialog.family_edit.setText("Hallem")
        dialog.keep_button.click()

    in_dialog(tab.cards()[0].edit_button.click, fill)
    room.settle()
    now = desk.services.people.person(was.id)
    assert (now.family, now.aliases, now.born) == ("Hallem", ("Kris Hallam",), was.born)
    room.act(room.shell.undo)
    assert desk.services.people.person(was.id) == was


def test_a_dialog_of_details_kept_as_it_is_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    made = desk.add(
        person={"born_year": 1986, "is_approximate": True, "born_told": "about 39",
                "gender": "male", "home_area": "hackney", "health": "asthma"},
    )  # fmt: skip
    room = Room(desk, qtbot)
    tab = tab_of(room, made)
    was = desk.services.people.person(desk.person_of(made))

    def keep(dialog: QDialog) -> None:
        assert isinstance(dialog, PersonDialog)
        dialog.keep_button.click()

    in_dialog(tab.cards()[0].edit_button.click, keep)
    assert desk.services.people.person(was.id) == was


def test_one_of_two_gets_a_referral_of_their_own_and_it_is_shown(
    desk: Desk, qtbot: QtBot, two: tuple[int, int]
) -> None:
    people = desk.services.people
    sam = people.add(two[1], people.person(desk.person_of(two[0])), "subject")
    room = Room(desk, qtbot)
    tab = tab_of(room, two[1])
    one = next(one for one in desk.services.episodes.episode(two[1]).people if one.id == sam)

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, RoleDialog)
        dialog.role_box.setCurrentIndex(dialog.role_box.findData("sibling"))
        dialog.keep_button.click()

    in_dialog(lambda: tab.split(one), choose)
    room.settle()
    made = desk.services.episodes.find("PD-2025-003")
    assert room.shell.went[-1] == (
        "Referrals", {"view": "desk", "episode": made, "tab": "people"},
    )  # fmt: skip
