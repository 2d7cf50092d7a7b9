"""Engagement on real widgets: one line and a key, fields, what comes again, files, follow-up."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.actions.ui.dialogs import NewDialog
from prevent_desk.community.model.events import State
from prevent_desk.community.model.series import Every
from prevent_desk.community.ui.engagement.dialogs import CancelDialog, HeldDialog, RegularDialog
from prevent_desk.community.ui.engagement.event_dialog import EventDialog
from prevent_desk.community.ui.engagement.regular import RegularList
from prevent_desk.logbook.model.query import Query
from tests.community.engagement.desks import TODAY, Desk, about, counted
from tests.community.engagement.rooms import Room, keys, press, said
from tests.referrals.dialogs import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL = Qt.KeyboardModifier.ControlModifier
DAY = timedelta(days=1)


def test_one_line_and_ctrl_enter_log_a_stall(desk: Desk, qtbot: QtBot) -> None:
    desk.partner("Victim Support")
    room = Room(desk, qtbot)
    tab = room.engagement()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, EventDialog)
        assert dialog.focusWidget() is dialog.line_edit
        keys("stall mon Artizan Library x3 about 120 with Victim Support, LFB", dialog.line_edit)
        assert "about 120 people reached" in dialog.said.text()
        assert dialog.day_edit.text() == "Mon 24 Nov 2025"
        assert dialog.times_edit.text() == "3"
        keys(Qt.Key.Key_Return, dialog.line_edit, CTRL)

    in_dialog(tab.add, answer)
    event = tab.current()
    assert event is not None
    assert (event.kind, event.venue, event.times, event.reach) == (
        "stall", "Artizan Library", counted(3), about(120)
    )  # fmt: skip
    assert [party.organisation_id is None for party in event.parties] == [False, True]
    assert "About 120 people reached" in said(tab.pane)
    assert "Recorded 25 Nov 2025 by you" in said(tab.pane)
    assert room.shell.said == ["Logged"]
    room.shell.undo()
    assert tab.current() is None
    assert tab.count() == 0


def test_what_the_line_no_longer_says_goes_as_it_came(desk: Desk, qtbot: QtBot) -> None:
    room = Room(desk, qtbot)
    dialog = EventDialog(room.page().around)
    qtbot.addWidget(dialog)
    dialog.show()
    keys("stall x3", dialog.line_edit)
    dialog.summary_edit.setPlainText("Rain")
    for _each in range(3):
        keys(Qt.Key.Key_Backspace, dialog.line_edit)
    assert dialog.times_edit.text() == "1"
    assert dialog.kind_edit.currentData() == "stall"
    dialog.line_edit.selectAll()
    keys("meeting", dialog.line_edit)
    assert dialog.kind_edit.currentData() == "meeting"
    assert dialog.summary_edit.toPlainText() == "Rain"


def test_words_left_in_the_form_are_there_again(desk: Desk, qtbot: QtBot) -> None:
    tab = Room(desk, qtbot).engagement()

    def leave(dialog: QDialog) -> None:
        assert isinstance(dialog, EventDialog)
        keys("stall City about 40", dialog.line_edit)
        dialog.summary_edit.setPlainText("Half a sentence")
        dialog.reject()

    def find(dialog: QDialog) -> None:
        assert isinstance(dialog, EventDialog)
        assert dialog.line_edit.text() == "stall City about 40"
        assert dialog.summary_edit.toPlainText() == "Half a sentence"
        assert dialog.reach_edit.text() == "about 40"
        dialog.verb_button.click()

    in_dialog(tab.add, leave)
    in_dialog(tab.add, find)
    event = tab.current()
    assert event is not None
    assert (event.summary, event.venue, event.reach) == ("Half a sentence", "City", about(40))


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("first", "31 feb", "28 days"),
        ("first", "", "On which day"),
        ("reach", "many", "not a number of people"),
        ("times", "lots", "not how many"),
        ("times", "?", "not how many"),
        ("days", "two", "not a number of days"),
        ("last", "1 jan 2020", "before its first day"),
        ("starts", "26:00", "not a time of day"),
        ("minutes", "-3", "not a number of minutes"),
    ],
)
def test_a_wrong_field_gets_the_keyboard_and_one_sentence(
    desk: Desk, qtbot: QtBot, field: str, typed: str, words: str
) -> None:
    dialog = EventDialog(Room(desk, qtbot).page().around)
    qtbot.addWidget(dialog)
    dialog.show()
    edit = dialog.fields[field].editor
    assert edit is not None
    edit.setText(typed)  # type: ignore[attr-defined]
    dialog.verb_button.click()
    assert words in dialog.fields[field].error()
    assert dialog.isVisible()
    assert dialog.fields[field].isVisible()
    assert dialog.made is None


def test_every_letter_of_the_form_reaches_one_field(desk: Desk, qtbot: QtBot) -> None:
    dialog = EventDialog(Room(desk, qtbot).page().around)
    qtbot.addWidget(dialog)
    labels = [str(one.label) for one in dialog.fields.values()] + [dialog.verb_button.text()]
    letters = [text[text.index("&") + 1].upper() for text in labels if "&" in text]
    assert len(letters) == len(set(letters)), letters


def test_the_empty_title_shows_what_lists_would_call_it(desk: Desk, qtbot: QtBot) -> None:
    dialog = EventDialog(Room(desk, qtbot).page().around)
    qtbot.addWidget(dialog)
    keys("stall at Guildhall", dialog.line_edit)
    assert dialog.title_edit.placeholderText() == "Stall, Guildhall"


def test_the_ward_last_noted_of_a_place_is_filled_in(desk: Desk, qtbot: QtBot) -> None:
    desk.log(venue="Artizan Library", ward="portsoken")
    dialog = EventDialog(Room(desk, qtbot).page().around)
    qtbot.addWidget(dialog)
    keys("stall artizan library", dialog.line_edit)
    assert dialog.ward_edit.value() == "portsoken"


def test_enter_opens_the_form_and_a_title_that_was_proposed_follows_its_place(
    desk: Desk, qtbot: QtBot
) -> None:
    key = desk.log(venue="Artizan Library", days=2, starts="10:00", note="Key at the desk")
    room = Room(desk, qtbot)
    tab = room.engagement(event=key)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, EventDialog)
        assert dialog.fields["note"].isVisible()
        assert dialog.last_edit.text() == "Wed 26 Nov 2025"
        dialog.venue_edit.setText("Guildhall")
        dialog.verb_button.click()

    in_dialog(lambda: keys(Qt.Key.Key_Return, tab.table), answer)
    event = desk.community.events.one(key)
    assert (event.title, event.days, event.note) == ("Stall, Guildhall", 2, "Key at the desk")
    assert desk.store.undo_label() == "change of stall of 25 Nov 2025"


def test_a_planned_event_of_a_day_gone_by_asks_whether_it_was_held(
    desk: Desk, qtbot: QtBot
) -> None:
    key = desk.log(first=TODAY + DAY, times=counted(2))
    desk.clock.moment += 3 * DAY
    tab = Room(desk, qtbot).engagement(event=key)
    assert "Was it held?" in said(tab.pane)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, HeldDialog)
        keys("about 60", dialog.reach_edit)
        keys(Qt.Key.Key_Return, dialog.reach_edit, CTRL)

    in_dialog(lambda: keys(Qt.Key.Key_Return, tab.table), answer)
    event = desk.community.events.one(key)
    assert (event.state, event.reach, event.times) == (State.HELD, about(60), counted(2))


def test_planned_events_gone_by_are_told_over_the_list_and_listed(desk: Desk, qtbot: QtBot) -> None:
    open_ = [desk.log(first=TODAY + DAY), desk.log("meeting", first=TODAY + DAY)]
    desk.log()
    tab = Room(desk, qtbot).engagement()
    assert not tab.banner.isVisible()
    desk.clock.moment += 3 * DAY
    tab.reload()
    assert desk.community.needing() == 2
    assert tab.banner.text() == "2 planned events are past: were they held?"
    tab.banner.link_clicked.emit()
    assert tab.shown_count() == "2 of 3 events"
    desk.community.events.hold(open_[0], counted(5))
    tab.reload()
    assert tab.banner.text() == "A planned event is past: was it held?"


def test_an_event_is_cancelled_with_its_reason_and_put_back(desk: Desk, qtbot: QtBot) -> None:
    key = desk.log(first=TODAY + DAY)
    room = Room(desk, qtbot)
    tab = room.engagement(event=key)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CancelDialog)
        keys("Storm", dialog.why_edit)
        dialog.verb_button.click()

    in_dialog(lambda: press(tab.pane, "Call off"), answer)
    assert "Storm" in said(tab.pane)
    press(tab.pane, "It is on")
    assert desk.community.events.one(key).state is State.PLANNED
    press(tab.pane, "Remove")
    assert tab.count() == 0
    room.shell.undo()
    assert tab.count() == 1


def test_the_same_again_is_a_new_event(desk: Desk, qtbot: QtBot) -> None:
    key = desk.log(first=TODAY - 7 * DAY, venue="Guildhall", reach=counted(9))
    tab = Room(desk, qtbot).engagement(event=key)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, EventDialog)
        assert dialog.venue_edit.text() == "Guildhall"
        assert dialog.reach_edit.text() == ""
        dialog.verb_button.click()

    in_dialog(lambda: press(tab.pane, "Again"), answer)
    event = tab.current()
    assert event is not None
    assert (event.id == key, event.first, event.venue) == (False, TODAY, "Guildhall")


def test_an_action_that_follows_is_asked_for_and_shown(desk: Desk, qtbot: QtBot) -> None:
    key = desk.log()
    tab = Room(desk, qtbot).engagement(event=key)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDialog)
        keys("Send leaflets to the library", dialog.words_edit)
        dialog.do()

    in_dialog(lambda: press(tab.pane, "Add action"), answer)
    assert "Send leaflets to the library" in said(tab.pane)
    made = desk.actions.all()[0]
    assert made.source_words == f"Engagement {key}"


def test_a_file_is_kept_and_one_too_odd_is_said(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    key = desk.log()
    tab = Room(desk, qtbot).engagement(event=key)
    tally, empty = tmp_path / "tally.txt", tmp_path / "empty.txt"
    tally.write_text("|||| ||||")
    empty.write_text("")
    tab.pane.files.choose = lambda: (tally, empty)
    in_dialog(lambda: press(tab.pane, "Add file"), QDialog.accept)
    assert "tally.txt" in said(tab.pane)
    assert "empty.txt" not in said(tab.pane)
    press(tab.pane, "Take off")
    assert "tally.txt" not in said(tab.pane)
    desk.store.undo()
    assert len(desk.community.events.one(key).files) == 1


# What comes again


def test_an_event_comes_again_and_what_was_missed_is_logged_as_one(
    desk: Desk, qtbot: QtBot
) -> None:
    key = desk.log("network", date(2025, 10, 21), title="Women’s network", reach=about(15))
    room = Room(desk, qtbot)
    tab = room.engagement(event=key)

    def weekly(dialog: QDialog) -> None:
        assert isinstance(dialog, RegularDialog)
        assert "Every week on Tuesday" in dialog.rule_label.text()
        dialog.verb_button.click()

    in_dialog(lambda: press(tab.pane, "It comes again"), weekly)
    assert tab.regular_button.text() == "Re&gular (1)"

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, EventDialog)
        assert (dialog.times_edit.text(), dialog.days_edit.text()) == ("4", "1")
        keys("about 60", dialog.reach_edit)
        dialog.verb_button.click()

    def log_all(dialog: QDialog) -> None:
        assert isinstance(dialog, RegularList)
        button = next(one for one in dialog.buttons if one.text().startswith("Log all 4"))
        in_dialog(button.click, fill)
        assert not [one for one in dialog.buttons if one.text().startswith("Log all")]
        plan = next(one for one in dialog.buttons if one.text() == "Plan the next")
        plan.click()
        assert dialog.focusWidget() is not None
        dialog.reject()

    in_dialog(tab.show_regular, log_all)
    assert tab.regular_button.text() == "Re&gular"
    totals = desk.community.events.log.totals(Query())
    assert totals == "about 75 people reached · 5 network meetings"
    planned = tab.current()
    assert planned is not None
    assert (planned.state, planned.first) == (State.PLANNED, TODAY)


def test_a_series_is_changed_and_ended_from_the_list(desk: Desk, qtbot: QtBot) -> None:
    series = desk.community.regular.start(desk.log("forum"), Every.WEEK)
    dialog = RegularList(Room(desk, qtbot).page().around)
    qtbot.addWidget(dialog)
    dialog.show()

    def change(asked: QDialog) -> None:
        assert isinstance(asked, RegularDialog)
        asked.title_edit.setText("")
        asked.verb_button.click()
        assert "title" in asked.fields["title"].error()
        asked.title_edit.setText("London Prevent Network")
        asked.every_edit.setCurrentIndex(asked.every_edit.findData("month"))
        asked.verb_button.click()

    button = {one.text(): one for one in dialog.buttons}
    in_dialog(button["Change"].click, change)
    assert desk.community.regular.one(series).rule == "Every month on the fourth Tuesday"
    {one.text(): one for one in dialog.buttons}["End"].setFocus()
    {one.text(): one for one in dialog.buttons}["End"].click()
    assert [one.text() for one in dialog.buttons] == ["Let it go on"]
    assert dialog.focusWidget() is dialog.buttons[0]


def test_nothing_comes_again_yet_says_how_it_would(desk: Desk, qtbot: QtBot) -> None:
    dialog = RegularList(Room(desk, qtbot).page().around)
    qtbot.addWidget(dialog)
    assert dialog.buttons == []
    assert dialog.close_button.isEnabled()


# List, calendar, search


def test_a_figure_opens_exactly_its_records(desk: Desk, qtbot: QtBot) -> None:
    stall = desk.log()
    desk.log("meeting")
    position = Query(chosen={"kind": frozenset({"stall"})}).to_json()
    tab = Room(desk, qtbot).engagement(query=position)
    assert tab.shown_count() == "1 of 2 events"
    shown = tab.current()
    assert shown is not None
    assert shown.id == stall


def test_the_calendar_opens_an_event_by_keys(desk: Desk, qtbot: QtBot) -> None:
    key = desk.log(venue="Guildhall")
    tab = Room(desk, qtbot).engagement()
    tab.show_as("calendar")
    tab.reach(key)
    shown = tab.current()
    assert shown is not None
    assert shown.id == key
    assert "Guildhall" in said(tab.pane)


def test_a_new_event_is_of_the_day_chosen_in_the_calendar(desk: Desk, qtbot: QtBot) -> None:
    desk.log()
    tab = Room(desk, qtbot).engagement()
    tab.show_as("calendar")
    tab.calendar.show_day(TODAY + 9 * DAY)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, EventDialog)
        assert dialog.day_edit.day() == TODAY + 9 * DAY
        keys("stall at Guildhall", dialog.line_edit)
        assert dialog.day_edit.day() == TODAY + 9 * DAY
        dialog.verb_button.click()

    in_dialog(tab.add, answer)
    event = tab.current()
    assert event is not None
    assert (event.first, event.state) == (TODAY + 9 * DAY, State.PLANNED)


def test_every_command_of_an_event_has_a_verb_and_an_icon(desk: Desk, qtbot: QtBot) -> None:
    key = desk.log(first=TODAY + DAY)
    tab = Room(desk, qtbot).engagement(event=key)
    commands = tab.commands()
    assert {"Log engagement", "Call the event off", "Let it come again"} <= {
        one.title for one in commands
    }
    assert all(one.icon for one in commands)
    assert [one.title for one in commands if one.by_verb] == ["Remove the event"]
