"""The list of referrals as it is used: by keyboard, with real windows over a real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.listing import Filter, Line, Sort, Which
from prevent_desk.referrals.ui.list.line_list import said
from prevent_desk.referrals.ui.list.pane import ReferralList
from prevent_desk.referrals.ui.list.saved_views import _NameDialog
from prevent_desk.referrals.ui.record.pane import Record
from prevent_desk.ui import jobs
from prevent_desk.ui.widgets.chip import ChipButton
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog
from tests.referrals.rooms import Room

Key = Qt.Key


def at(month: int, day: int) -> datetime:
    return datetime(2025, month, day, 9, 31)  # noqa: DTZ001 - local time, as records have it


@pytest.fixture
def six(desk: Desk) -> Desk:
    desk.add("Tomasz", "Wilk", state="consent_pending", received=at(10, 30), sector="health")
    desk.add("Amira", "Khalid", state="panel_scheduled", received=at(11, 6), sector="police")
    desk.add("Daniel", "Osei-Boateng", state="screening", received=at(11, 12), sector="health")
    desk.add("Kris", "Hallam", state="passed_to_police", received=at(11, 18))
    desk.add("Ewa", "Nowak", state="closed", received=at(3, 1))
    desk.add("Nia", "Boateng", state="advice_only", received=at(5, 1))
    return desk


@pytest.fixture
def room(six: Desk, qtbot: QtBot) -> Room:
    found = Room(six, qtbot)
    found.open("desk")
    return found


def the_list(room: Room) -> ReferralList:
    found = room.find(ReferralList)
    assert isinstance(found, ReferralList)
    return found


def shown(room: Room) -> list[str]:
    pane = the_list(room)
    model = pane.model
    rows = [model.record(row) for row in range(model.rowCount())]
    return [row.names if isinstance(row, Line) else row.title for row in rows]


def record_opens(room: Room, episode: int) -> None:
    """Wait until a record is on show and has made its tabs, one after another."""
    room.qtbot.waitUntil(lambda: room.room.position().get("episode") == episode)
    record = room.find(Record)
    room.qtbot.waitUntil(lambda: len(record._tabs) == len(record._kinds))


def test_open_ones_are_shown_newest_first_with_their_count(room: Room) -> None:
    assert shown(room) == ["Kris Hallam", "Daniel Osei-Boateng", "Amira Khalid", "Tomasz Wilk"]
    pane = the_list(room)
    assert pane.form.count_label.text() == "4 of 4"
    assert pane.shown_count() == "4 of 4 referrals shown"


def test_going_down_opens_the_record_and_tells_of_the_row(room: Room) -> None:
    pane = the_list(room)
    pane.setFocus()
    room.press(Key.Key_Down)
    room.press(Key.Key_Down)
    assert pane.chosen() == 3
    record_opens(room, 3)


def test_words_filter_while_they_are_typed_and_esc_brings_all_back(room: Room) -> None:
    pane = the_list(room)
    pane.setFocus()
    room.press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert room.focused() is pane.form.filter_box
    room.type("boat")
    room.settle()
    assert shown(room) == ["Daniel Osei-Boateng"]
    assert pane.form.count_label.text() == "1 of 4"
    assert pane.form.foot_button.text() == "Others hold these words: look in all"
    room.press(Key.Key_Return)
    assert pane.chosen() == 3
    record_opens(room, 3)
    pane.focus_filter()
    room.press(Key.Key_Escape)
    room.settle()
    assert len(shown(room)) == 4


def test_the_way_to_what_is_closed_is_one_press(room: Room) -> None:
    pane = the_list(room)
    pane.focus_filter()
    room.type("boat")
    room.settle()
    pane.form.foot_button.setFocus()
    room.press(Key.Key_Space)
    room.settle()
    assert shown(room) == ["Daniel Osei-Boateng", "Nia Boateng"]
    assert pane.which.value() == Which.ALL


def test_a_single_letter_does_not_filter(room: Room) -> None:
    pane = the_list(room)
    pane.focus_filter()
    room.type("b")
    room.settle()
    assert len(shown(room)) == 4


def test_a_late_answer_to_what_is_no_longer_asked_is_dropped(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two searches: the first is held back until the second has been asked for."""
    held: list[Callable[[], None]] = []
    real = jobs.run

    def late(work, owner, done=None, failed=None, **more):  # type: ignore[no-untyped-def]
        def keep(answer: object) -> None:
            held.append(lambda: done(answer))

        return real(work, owner, keep, failed, **more)

    pane = the_list(room)
    monkeypatch.setattr(jobs, "run", late)
    pane.form.filter_box.setText("wilk")
    room.qtbot.waitUntil(lambda: len(held) == 1)
    pane.form.filter_box.setText("hallam")
    pane.form.filter_box.setText("khalid")
    monkeypatch.setattr(jobs, "run", real)
    held.pop()()
    room.settle()
    assert shown(room) == ["Amira Khalid"]
    assert not pane._finding.is_looking()


def test_filters_stand_as_chips_and_esc_takes_the_newest_off(room: Room) -> None:
    pane = the_list(room)
    pane.open_filters()
    assert room.focused() is pane.panel.form.due_picker
    pane.panel.form.sector_picker.setFocus()
    room.type("Health")
    pane.panel.form.sector_picker.activated.emit(pane.panel.form.sector_picker.currentIndex())
    pane.panel.form.state_picker.setFocus()
    room.type("Screening")
    pane.panel.form.state_picker.activated.emit(pane.panel.form.state_picker.currentIndex())
    room.settle()
    chips = [one.text() for one in pane.findChildren(ChipButton) if one.isVisible()]
    assert chips == ["Screening", "Health"]
    assert shown(room) == ["Daniel Osei-Boateng"]
    pane.setFocus()
    room.press(Key.Key_Escape)
    room.press(Key.Key_Escape)
    room.settle()
    assert pane.filter() == Filter()
    assert pane.form.more_button.isChecked()
    room.press(Key.Key_Escape)
    assert not pane.form.more_button.isChecked()


def test_a_chip_takes_its_own_filter_off(room: Room) -> None:
    pane = the_list(room)
    pane.take(Filter(sector="health", due="late"))
    chip = next(one for one in pane.findChildren(ChipButton) if one.text() == "Late")
    chip.setFocus()
    room.press(Key.Key_Space)
    assert pane.filter() == Filter(sector="health")


def test_a_filter_only_ended_ones_can_pass_looks_at_all(room: Room) -> None:
    pane = the_list(room)
    pane.take(Filter(kind="advice"))
    assert (pane.filter().which, shown(room)) == (Which.ALL, ["Nia Boateng"])


def test_nothing_fits_names_the_filters_and_clears_them_by_one_key(room: Room) -> None:
    pane = the_list(room)
    pane.take(Filter(text="zanzibar", sector="health"))
    room.settle()
    state = pane.form.empty_state
    assert state.accessibleName() == "No open referral fits. “zanzibar”, Health"
    state.setFocus()
    room.press(Key.Key_Return)
    room.settle()
    assert len(shown(room)) == 4


def test_an_empty_desk_says_how_a_list_begins(desk: Desk, qtbot: QtBot) -> None:
    room = Room(desk, qtbot)
    pane = the_list(room)
    assert pane.form.empty_state.accessibleName() == (
        "Nothing is open. A call, a form or an e-mail begins one (Ctrl+N)."
    )
    assert pane.form.count_label.text() == ""
    pane.take(Filter(which=Which.CLOSED))
    assert pane.form.empty_state.accessibleName() == "Nothing is closed yet."


def test_choosing_a_referral_takes_off_what_hides_it(room: Room) -> None:
    pane = the_list(room)
    pane.take(Filter(text="khalid"))
    room.settle()
    pane.choose(5)
    assert pane.filter() == Filter(which=Which.CLOSED)
    assert shown(room) == ["Nia Boateng", "Ewa Nowak"]
    assert pane.form.list.currentIndex().row() == 1


def test_reading_again_keeps_row_filter_and_place(room: Room) -> None:
    for number in range(40):
        room.desk.add("Row", f"Number{number:02}", received=at(10, 1))
    pane = the_list(room)
    pane.reload()
    pane.choose(20)
    bar = pane.form.list.verticalScrollBar()
    bar.setValue(700)
    told: list[int] = []
    pane.on_chosen = told.append
    pane.reload()
    assert (bar.value(), pane.chosen(), told) == (700, 20, [])


def test_drafts_stand_on_top_and_open_the_intake(room: Room) -> None:
    intake = room.desk.services.intake
    draft = intake.begin()
    intake.keep(replace(draft, danger="no"))
    pane = the_list(room)
    pane.reload()
    assert len(shown(room)) == 5
    pane.setFocus()
    room.press(Key.Key_Home)
    room.press(Key.Key_Return)
    assert room.shell.went[-1][1] == {"view": "intake", "draft": draft.key}


def test_a_draft_typed_on_elsewhere_stands_as_it_is_when_the_list_comes_back(
    room: Room, qtbot: QtBot
) -> None:
    """The list said "No name yet" of somebody whose name had just been typed."""
    intake = room.desk.services.intake
    draft = intake.begin()
    intake.keep(replace(draft, danger="no"))
    pane = the_list(room)
    pane.reload()
    qtbot.waitUntil(lambda: len(pane._drafts) == 1)
    before = pane._drafts
    pane.hide()
    intake.keep(replace(draft, danger="yes"))
    pane.show()
    qtbot.waitUntil(lambda: pane._drafts == intake.drafts())
    assert pane._drafts != before


def test_a_view_is_kept_by_name_and_comes_back(room: Room) -> None:
    pane = the_list(room)
    wanted = Filter(sector="health", sort=Sort.OLDEST)
    pane.take(wanted)

    def name_it(dialog: QDialog) -> None:
        assert isinstance(dialog, _NameDialog)
        dialog.name_edit.setText("Late or due today")
        dialog.take()
        assert dialog.isVisible()
        dialog.name_edit.setText("Health, oldest")
        dialog.take()

    keep = next(one for one in pane.commands() if one.title.startswith("Keep this view"))
    in_dialog(keep.run, name_it)
    assert pane.views.names()[0] == "Health, oldest"
    pane.clear()
    back = next(one for one in pane.commands() if one.title == "List: Health, oldest")
    back.run()
    assert pane.filter() == wanted
    pane.panel.form.view_button.click()
    assert not pane.views.is_own("Health, oldest")


def test_filters_are_part_of_the_place_one_comes_back_to(room: Room) -> None:
    pane = the_list(room)
    pane.take(Filter(sector="health", sort=Sort.OLDEST))
    place = room.room.position()
    pane.take(Filter())
    room.room.go_to(place)
    assert pane.filter() == Filter(sector="health", sort=Sort.OLDEST)


def test_a_row_is_heard_as_one_sentence(room: Room) -> None:
    pane = the_list(room)
    row = pane.model.record(0)
    assert said(row) == (
        "Kris Hallam, PD-2025-004, Passed to police, Education, received 18 Nov 2025, "
        "Police first assessment: Due today 17:00"
    )


def test_the_model_keeps_qts_rules(room: Room, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(the_list(room).model)  # type: ignore[no-untyped-call]


def test_the_pane_asks_for_no_more_than_its_column(room: Room) -> None:
    pane = the_list(room)
    pane.take(Filter(sector="health", due="today"))
    pane.open_filters()
    room.settle()
    assert pane.minimumSizeHint().width() <= 285
    assert pane.minimumSizeHint().height() <= 560
