"""Sessions, reviews and the closing checklist, by keyboard alone."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.closure import Step
from prevent_desk.referrals.model.consent import Outcome, Told
from prevent_desk.referrals.model.reviews import Kind
from prevent_desk.referrals.model.sessions import Result
from prevent_desk.referrals.model.support import Item
from prevent_desk.referrals.ui.support.tab import SupportTab
from prevent_desk.ui.widgets.button import Button
from tests.referrals.desks import Desk
from tests.referrals.support.rooms import EyeRoom, press, tab_of, tab_to, wake, words_of, write
from tests.referrals.tab_room import TabRoom

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def room(qtbot: QtBot, desk: Desk) -> TabRoom:
    received = datetime(2025, 9, 1, 9)  # noqa: DTZ001 - local time, as rows keep it
    made = desk.add(state="adopted", received=received, referrer={"name": "Ama Owusu"})
    plan_id = desk.services.supports.begin(made)
    desk.services.supports.write_item(
        plan_id, Item(kind="mentoring", provider="Northgate", planned=6)
    )
    room = EyeRoom(desk, made, SupportTab)
    qtbot.addWidget(room, before_close_func=lambda _room: room.tab.flush())
    wake(qtbot, room)
    return room


# Sessions


def test_a_session_is_logged_from_the_quick_line_by_keyboard_alone(room: TabRoom) -> None:
    tab = tab_of(room)
    assert tab.section() == "sessions"
    assert tab.warnings == ["No session recorded in 85 days of support"]
    tab.sessions.focus_first()
    write(room, "20 nov")
    tab_to(room, "What came of the session")
    write(room, "He came early.")
    press(room, Qt.Key.Key_Return)
    (one,) = room.desk.services.sessions.of(room.episode_id)
    assert (one.on, one.result, one.words) == (date(2025, 11, 20), Result.HELD, "He came early.")
    assert one.item
    assert "Sessions: planned 6, recorded 1" in words_of(tab.sessions)
    assert tab.warnings == []
    # Ready for the next at once.
    assert room.focusWidget() is tab.sessions.day_edit
    assert tab.sessions.form.words_edit.text() == ""


def test_a_day_to_come_is_refused_in_the_line_itself(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.sessions.focus_first()
    write(room, "tomorrow")
    press(room, Qt.Key.Key_Return)
    assert "26 Nov 2025 is still to come. Log it on the day." in words_of(tab.sessions)
    press(room, Qt.Key.Key_A, control=True)
    write(room, "nonsense")
    press(room, Qt.Key.Key_Return)
    assert "“nonsense” is not one date." in words_of(tab.sessions)
    assert room.desk.services.sessions.of(room.episode_id) == []


def test_words_of_a_session_that_was_not_logged_come_back(qtbot: QtBot, room: TabRoom) -> None:
    tab = tab_of(room)
    tab.sessions.focus_first()
    tab_to(room, "What came of the session")
    write(room, "He came early and talked")
    room.tab.flush()
    again = EyeRoom(room.desk, room.episode_id, SupportTab)
    qtbot.addWidget(again)
    assert tab_of(again).sessions.form.words_edit.text() == "He came early and talked"


def test_one_held_but_not_written_up_is_shown_and_written_up(room: TabRoom) -> None:
    room.desk.services.sessions.log(room.episode_id, "", date(2025, 11, 20))
    room.reload()
    tab = tab_of(room)
    assert "recorded 1, 1 not written up" in words_of(tab.sessions)
    tab_to(room, "Write up…: 20 Nov 2025 · Not of the plan")
    press(room, Qt.Key.Key_Space)
    write(room, "He came early.")
    press(room, Qt.Key.Key_Return, control=True)
    (one,) = room.desk.services.sessions.of(room.episode_id)
    assert (one.words, one.waits_for_record) == ("He came early.", False)


def test_a_wrong_session_is_corrected_beside_itself(room: TabRoom) -> None:
    made = room.desk.services.sessions.log(room.episode_id, "", date(2025, 11, 20), words="x")
    room.reload()
    tab = tab_of(room)
    tab.sessions.correct(tab.sessions._sessions[0])
    view = tab.sessions.entry.view
    assert view is not None
    view.set_answer("result", "error")
    press(room, Qt.Key.Key_Return, control=True)
    assert "recorded 0" in words_of(tab.sessions)
    assert "Corrected later; it no longer counts." in words_of(tab.sessions.rows)
    history = room.desk.services.sessions.of(room.episode_id)
    assert [(one.result, one.corrects) for one in history] == [
        (Result.HELD, None),
        (Result.ERROR, made),
    ]


def test_support_that_goes_on_after_consent_was_withdrawn_is_said_on_every_part(
    room: TabRoom,
) -> None:
    person = room.desk.person_of(room.episode_id)
    told = Told(Outcome.WITHDRAWN, date(2025, 11, 10), given_by="self", what_next="exit")
    room.desk.services.consents.record(room.episode_id, person, told)
    room.desk.services.sessions.log(room.episode_id, "", date(2025, 11, 20), words="x")
    room.reload()
    assert tab_of(room).warnings == [
        "Consent was withdrawn on 10 Nov 2025: support has stopped, but 1 session was held since"
    ]


# Reviews


def test_a_review_is_held_and_written_up_by_keyboard_and_the_next_is_set(room: TabRoom) -> None:
    planned = room.desk.services.reviews.plan(room.episode_id, Kind.REVIEW, date(2025, 11, 20))
    room.reload()
    tab = tab_of(room)
    assert "Review of support was due 20 Nov 2025" in tab.warnings
    tab.show_section("reviews")
    tab.reviews.focus_first()
    press(room, Qt.Key.Key_Space)
    write(room, "21 nov")
    press(room, Qt.Key.Key_Return, control=True)
    assert "Review of support was held 4 days ago and is not written up" in tab.warnings
    tab_to(room, "Write up…: Review of support")
    press(room, Qt.Key.Key_Space)
    write(room, "Support goes on as")
    press(room, Qt.Key.Key_Down)
    press(room, Qt.Key.Key_Return)
    press(room, Qt.Key.Key_Tab)
    assert room.focusWidget().accessibleName() == "Next review"
    tab_to(room, "What was found and decided")
    write(room, "Less isolated.")
    press(room, Qt.Key.Key_Return, control=True)
    found = room.desk.services.reviews.of(room.episode_id)
    assert [(one.id == planned, one.result, one.due) for one in found] == [
        (True, "continue", date(2025, 11, 20)),
        (False, "", date(2026, 2, 21)),
    ]
    assert "Due 21 Feb 2026" in words_of(tab.reviews)


def test_what_a_review_lacks_is_said_at_its_question(room: TabRoom) -> None:
    service = room.desk.services.reviews
    planned = service.plan(room.episode_id, Kind.REVIEW, date(2025, 11, 20))
    service.hold(room.episode_id, planned, Kind.REVIEW, date(2025, 11, 21), "")
    tab = tab_of(room)
    tab.show_section("reviews")
    tab.reviews.open_entry("write", planned)
    tab.reviews.entry.ask()
    view = tab.reviews.entry.view
    assert view is not None
    errors = {key: field.error() for card in view.cards.values()
              for key, field in card.fields.items() if field.error()}  # fmt: skip
    assert set(errors) == {"words", "result"}


def test_a_planned_review_is_moved_and_taken_away(room: TabRoom) -> None:
    service = room.desk.services.reviews
    planned = service.plan(room.episode_id, Kind.REVIEW, date(2025, 11, 20))
    tab = tab_of(room)
    tab.show_section("reviews")
    tab.reviews.open_entry("plan", planned)
    press(room, Qt.Key.Key_A, control=True)
    write(room, "5 dec")
    press(room, Qt.Key.Key_Return, control=True)
    assert service.of(room.episode_id)[0].due == date(2025, 12, 5)
    tab.reviews.drop(service.of(room.episode_id)[0])
    assert service.of(room.episode_id) == []
    assert tab.reviews.form.empty_label.isVisible()


# Closing


def test_the_checklist_is_settled_by_keyboard_alone(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.show_section("closing")
    assert "3 lines to settle before support ends" in words_of(tab.closing)
    tab.closing.focus_first()
    press(room, Qt.Key.Key_Space)
    assert room.focusWidget().accessibleName() == "Reason for leaving"
    write(room, "moved out")
    press(room, Qt.Key.Key_Tab)
    tab_to(room, "Reasons, in full")
    write(room, "They moved to Kent.")
    press(room, Qt.Key.Key_Tab)
    write(room, "Kent goes on with it.")
    press(room, Qt.Key.Key_Tab)
    tab.closing.focus_first()
    assert room.focusWidget().accessibleName() == "Record telling: The referrer is told"
    press(room, Qt.Key.Key_Space)
    press(room, Qt.Key.Key_Return, control=True)
    assert "Nothing stands in the way of ending support" in words_of(tab.closing)
    closing = room.desk.services.closings.closing(room.episode_id)
    assert (closing.exit_reason, closing.onward) == ("moved", "Kent goes on with it.")
    assert "Owusu" not in words_of(tab.closing)


def test_a_line_is_passed_over_with_a_reason_that_stays_on_show(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.show_section("closing")
    line = next(one for one in tab.closing.checklist.lines if one.line.step is Step.ONWARD)
    line.pass_button.click()
    press(room, Qt.Key.Key_Return, control=True)
    view = tab.closing.entry.view
    assert view is not None
    field = view.field("words")
    assert field is not None
    assert field.error() == "An exception takes a reason."
    write(room, "Nobody is left to help.")
    press(room, Qt.Key.Key_Return, control=True)
    assert "Passed over on 25 Nov 2025: Nobody is left to help." in words_of(tab.closing)
    assert "1 line passed over with a reason." in words_of(tab.closing)
    line = next(one for one in tab.closing.checklist.lines if one.line.step is Step.ONWARD)
    line.pass_button.click()
    assert "Passed over" not in words_of(tab.closing)


def test_each_link_opens_its_place(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.show_section("closing")
    links = {one.line.step: one.link_button for one in tab.closing.checklist.lines}
    links[Step.FACTORS].click()
    assert room.opened == [("desk", {"episode": room.episode_id, "tab": "assessment"})]
    links[Step.ONWARD].click()
    assert room.focusWidget().accessibleName() == "Who helps from here on"
    links[Step.REFERRER].click()
    assert tab.closing.entry.isVisible()
    links[Step.REVIEWS].click()
    assert tab.section() == "reviews"


def test_a_record_that_was_not_adopted_asks_for_health_and_social_care(
    qtbot: QtBot, desk: Desk
) -> None:
    made = desk.add(state="panel_decision")
    room = EyeRoom(desk, made, SupportTab)
    qtbot.addWidget(room)
    wake(qtbot, room)
    tab = tab_of(room)
    tab.show_section("closing")
    line = next(one for one in tab.closing.checklist.lines if one.line.step is Step.NO_SUPPORT)
    line.link_button.setFocus()
    press(room, Qt.Key.Key_Space)
    press(room, Qt.Key.Key_Space)
    tab_to(room, "To whom")
    write(room, "GP")
    press(room, Qt.Key.Key_Tab)
    tab_to(room, "What came of it, or why not")
    write(room, "Accepted.")
    press(room, Qt.Key.Key_Return, control=True)
    assert "Referred, GP: Accepted." in words_of(tab.closing)
    tab.flush()


def test_a_closed_record_is_only_read(qtbot: QtBot, desk: Desk) -> None:
    made = desk.add(state="closed")
    room = EyeRoom(desk, made, SupportTab)
    qtbot.addWidget(room)
    room.show_sized()
    tab = tab_of(room)
    assert tab.section() == "closing"
    assert not any(line.link_button.isVisible() for line in tab.closing.checklist.lines)
    assert tab.closing.view is not None
    assert not tab.closing.view.cards


def test_every_button_can_be_named_by_a_screen_reader(room: TabRoom) -> None:
    tab = tab_of(room)
    for name in ("plan", "sessions", "reviews", "closing"):
        tab.show_section(name)
    for button in room.findChildren(Button):
        if button.isVisibleTo(room):
            assert button.accessibleName() or button.text(), button
