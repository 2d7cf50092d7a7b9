"""The tab "Consent" played by keyboard alone, over a real store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.consent import Outcome, Told
from prevent_desk.referrals.tables import EpisodePersonTable
from prevent_desk.referrals.ui.consent.tab import ConsentTab
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from tests.referrals.desks import Desk
from tests.referrals.support.rooms import EyeRoom, press, tab_to, wake, words_of, write
from tests.referrals.tab_room import TabRoom

# The offscreen plugin says so of the list under a field that is typed into.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

GIVEN = Told(
    Outcome.GIVEN, date(2025, 11, 20), given_by="parent", relationship="mother", scope="Mentoring"
)


@pytest.fixture
def room(qtbot: QtBot, desk: Desk) -> TabRoom:
    made = desk.add(person={"born": date(2008, 5, 12)}, state="consent_pending")
    room = EyeRoom(desk, made, ConsentTab)
    qtbot.addWidget(room, before_close_func=lambda _room: room.tab.flush())
    wake(qtbot, room)
    return room


def tab_of(room: TabRoom) -> ConsentTab:
    assert isinstance(room.tab, ConsentTab)
    return room.tab


def test_it_says_that_nobody_was_asked_and_who_would_be(room: TabRoom) -> None:
    assert "Not yet asked: a parent is asked (17)." in words_of(room)
    assert tab_of(room).badge(room.desk.services.episodes.episode(room.episode_id)) == 0


def test_asking_and_the_answer_are_recorded_by_keyboard_alone(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.cards[0].buttons["waiting"].setFocus()
    press(room, Qt.Key.Key_Return)
    write(room, "School lead")
    press(room, Qt.Key.Key_Tab)
    write(room, "18 nov")
    press(room, Qt.Key.Key_Return, control=True)
    assert "Asked on 18 Nov 2025 by School lead, no answer yet." in words_of(room)

    press(room, Qt.Key.Key_Space)
    write(room, "giv")
    press(room, Qt.Key.Key_Tab)
    tab_to(room, "Answered on")
    write(room, "20 nov")
    tab_to(room, "Support agreed to")
    write(room, "Mentoring")
    press(room, Qt.Key.Key_Return, control=True)
    assert "Given on 20 Nov 2025 by a parent." in words_of(room)
    assert room.shell.said[-1] == "Consent recorded: given"
    told = room.desk.services.consents.standings(room.episode_id)[0].history[-1].told
    assert (told.sought_by, told.asked_on) == ("School lead", date(2025, 11, 18))


def test_what_is_missing_is_said_at_its_question_and_the_words_stay(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.open_entry(room.desk.person_of(room.episode_id), "given")
    tab.record()
    view = tab.entry.view
    assert view is not None
    field = view.field("on")
    assert field is not None
    assert field.error() == "Say on which day it was."
    assert tab.entry.isVisible()
    assert not room.desk.services.consents.standings(room.episode_id)[0].history


def test_esc_and_a_crash_lose_nothing_typed(qtbot: QtBot, room: TabRoom) -> None:
    tab = tab_of(room)
    tab.open_entry(room.desk.person_of(room.episode_id), "waiting")
    write(room, "School safeguarding lead")
    press(room, Qt.Key.Key_Escape)
    assert not tab.entry.isVisible()
    # A new window over the same desk, as after a lock.
    again = EyeRoom(room.desk, room.episode_id, ConsentTab)
    qtbot.addWidget(again)
    again.show_sized()
    kept = tab_of(again).entry
    assert kept.isVisible()
    assert kept.answers()["sought_by"] == "School safeguarding lead"
    assert "Brought back" in words_of(kept)
    kept.again_button.click()
    assert "sought_by" not in kept.answers()


def test_a_correction_keeps_the_line_it_corrects_on_show(room: TabRoom) -> None:
    person = room.desk.person_of(room.episode_id)
    room.desk.services.consents.record(room.episode_id, person, GIVEN)
    room.reload()
    tab = tab_of(room)
    (link,) = [one for one in tab.history.rows[0].buttons if one.text() == "Correct…"]
    link.click()
    tab_to(room, "Support agreed to")
    press(room, Qt.Key.Key_A, control=True)
    write(room, "Careers advice")
    press(room, Qt.Key.Key_Return, control=True)
    assert "For: Careers advice." in words_of(tab.cards[0])
    shown = words_of(tab.history)
    assert "For: Mentoring" in shown
    assert "Corrected on 25 Nov 2025; it no longer counts." in shown


def test_a_prompt_opens_the_very_question_it_asks(room: TabRoom) -> None:
    person = room.desk.person_of(room.episode_id)
    room.desk.services.consents.record(room.episode_id, person, GIVEN)
    room.reload()
    tab = tab_of(room)
    assert "The child’s own view is not recorded." in words_of(tab.cards[0])
    tab.cards[0].links[0].click()
    assert room.focusWidget().accessibleName() == "The child’s own view"
    write(room, "Curious, a little proud.")
    press(room, Qt.Key.Key_Return, control=True)
    assert not tab.cards[0].links


def test_undo_takes_it_back_and_the_tab_follows(room: TabRoom) -> None:
    person = room.desk.person_of(room.episode_id)
    tab = tab_of(room)
    room.acts.do(lambda: room.desk.services.consents.record(room.episode_id, person, GIVEN), 0)
    assert "Given on 20 Nov 2025" in words_of(tab.cards[0])
    room.shell.undo()
    assert "Not yet asked" in words_of(tab.cards[0])


def test_a_file_is_attached_and_recorded_with_it(
    qtbot: QtBot, room: TabRoom, tmp_path: Path
) -> None:
    tab = tab_of(room)
    scan = tmp_path / "signed form.txt"
    scan.write_text("I agree.", encoding="utf-8")
    tab.open_entry(room.desk.person_of(room.episode_id), "given")
    tab.evidence_line.choose = lambda: scan
    tab.evidence_line.attach_button.click()
    qtbot.waitUntil(lambda: tab.evidence_line.file_id is not None)
    view = tab.entry.view
    assert view is not None
    for key, answer in {"on": "2025-11-20", "scope": "Mentoring"}.items():
        view.set_answer(key, answer)
    tab.record()
    history = room.desk.services.consents.standings(room.episode_id)[0].history
    assert [one.file_name for one in history] == ["signed form.txt"]
    assert "signed form.txt" in [button.text() for button in tab.history.rows[0].buttons]


def test_of_a_family_each_has_a_card_and_the_history_names_them(room: TabRoom) -> None:
    sibling = room.desk.person_of(room.desk.add("Ali", "Hallam", person={"born": date(2012, 1, 1)}))
    with room.desk.store.writing(None) as session:
        session.add(
            EpisodePersonTable(
                episode_id=room.episode_id,
                person_id=sibling,
                role="subject",
                note="",
            )
        )
    person = room.desk.person_of(room.episode_id)
    room.desk.services.consents.record(room.episode_id, person, GIVEN)
    room.reload()
    tab = tab_of(room)
    assert len(tab.cards) == 2
    assert "Kris Hallam: a parent (mother)" in words_of(tab.history)
    titles = [command.title for command in tab.commands()]
    assert titles == ["Record consent of Kris Hallam", "Record consent of Ali Hallam"]


@pytest.mark.parametrize("percent", [100, 150])
def test_the_tab_fits_a_narrow_record_at_any_text_size(room: TabRoom, percent: int) -> None:
    person = room.desk.person_of(room.episode_id)
    room.desk.services.consents.record(room.episode_id, person, GIVEN)
    theme.set_text_percent(percent)
    try:
        room.reload()
        tab = tab_of(room)
        tab.open_entry(person, "withdrawn")
        assert tab.form.inside.minimumSizeHint().width() <= 600
    finally:
        theme.set_text_percent(100)


def test_every_button_can_be_named_by_a_screen_reader(room: TabRoom) -> None:
    person = room.desk.person_of(room.episode_id)
    room.desk.services.consents.record(room.episode_id, person, GIVEN)
    room.reload()
    tab_of(room).open_entry(person)
    for button in room.findChildren(Button):
        assert button.accessibleName() or button.text(), button
    assert not room.findChildren(QAction)
