"""A recorded form is read as given, added to without losing a word, and hides who told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.tables import EntryTable
from prevent_desk.referrals.ui.referral_tab.tab import ReferralTab
from prevent_desk.store import audit
from tests.referrals.desks import Desk
from tests.referrals.tab_room import TabRoom

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PEOPLE = ({"given_name": "Kris", "family_name": "Hallam", "birth": "12.05.2008"},)
ANSWERS = {
    "concern": "He spoke of a list.",
    "concern_type": "left_wing",
    "anonymous": "yes",
    "identified_name": "Ama Owusu",
    "promised": "Nobody hears of the call.",
}


def record(desk: Desk, **more: str) -> int:
    told = {**ANSWERS, **more}
    draft = replace(desk.services.intake.begin(), danger="no", people=PEOPLE, answers=told)
    return desk.services.intake.record(draft)


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> TabRoom:
    made = TabRoom(desk, record(desk), ReferralTab)
    qtbot.addWidget(made, before_close_func=lambda _room: made.tab.flush())
    made.show_sized()
    return made


def tab_of(room: TabRoom) -> ReferralTab:
    assert isinstance(room.tab, ReferralTab)
    return room.tab


def words_in(room: TabRoom) -> str:
    QApplication.processEvents()
    labels = room.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(room))


def test_answers_are_read_in_words_and_who_told_is_hidden(room: TabRoom) -> None:
    shown = words_in(room)
    assert "He spoke of a list." in shown
    assert "12.05.2008" in shown
    assert "They asked not to be named." in shown
    assert "Ama" not in shown
    assert "Nobody hears" not in shown


def test_showing_who_told_is_written_into_the_audit_trail(room: TabRoom) -> None:
    before = len(audit.records(room.desk.store))
    tab_of(room).show_referrer()
    assert "Ama Owusu" in words_in(room)
    assert "Nobody hears of the call." in words_in(room)
    (newest, *_rest) = audit.records(room.desk.store)
    assert len(audit.records(room.desk.store)) == before + 1
    assert newest.action == "referrer looked at"
    assert "Ama" not in str(newest)


def test_another_referral_hides_who_told_again(room: TabRoom) -> None:
    tab_of(room).show_referrer()
    other = record(room.desk)
    tab_of(room).show_episode(room.desk.services.episodes.episode(other))
    assert "Ama" not in words_in(room)
    tab_of(room).show_episode(room.desk.services.episodes.episode(room.episode_id))
    assert "Ama" not in words_in(room)


def test_an_addition_leaves_the_first_wording_in_the_timeline(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.add_to("concern")
    assert tab.entry.view is not None
    tab.entry.view.set_answer("concern", "He spoke of a list, and showed it.", tell=True)
    tab.entry.ask()
    episode = room.desk.services.episodes.episode(room.episode_id)
    assert episode.answers["concern"] == "He spoke of a list, and showed it."
    with room.desk.store.reading() as session:
        (entry,) = session.query(EntryTable).filter_by(episode_id=room.episode_id).all()
        assert entry.title == "Added to the form"
        assert "Before: He spoke of a list." in entry.body
        assert not entry.is_referrers
    assert "and showed it" in words_in(room)
    assert room.desk.store.undo_label() == "an addition to the form of PD-2025-001"
    room.shell.undo()
    assert "and showed it" not in words_in(room)


def test_a_corrected_name_keeps_the_old_one_beside_it(desk: Desk) -> None:
    made = record(desk)
    told = {**PEOPLE[0], "given_name": "Krystof"}
    changes = desk.services.additions.add(made, told, list(PEOPLE[0]))
    assert [change.key for change in changes] == ["given_name"]
    episode = desk.services.episodes.episode(made)
    assert episode.names == "Krystof Hallam"
    assert episode.subjects[0].aliases == ("Kris Hallam",)
    assert episode.subjects[0].born == date(2008, 5, 12)
    assert desk.services.additions.add(made, told, list(PEOPLE[0])) == []


def test_what_is_added_about_who_told_stays_apart(desk: Desk) -> None:
    made = record(desk)
    desk.services.additions.add(made, {"identified_phone": "07700900999"}, ["identified_phone"])
    assert desk.services.episodes.referrer(made).phone == "07700900999"
    assert "07700900999" not in repr(desk.services.episodes.episode(made))
    with desk.store.reading() as session:
        (entry,) = session.query(EntryTable).filter_by(episode_id=made).all()
        assert entry.is_referrers


def test_feedback_is_logged_with_its_day_and_asks_for_words(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.log_feedback()
    tab.entry.ask()
    assert room.desk.services.episodes.referrer(room.episode_id).told_on is None
    assert tab.entry.view is not None
    field = tab.entry.view.field("told")
    assert field is not None
    assert "Say what they were told" in field.error()
    field.setFocus()
    QTest.keyClicks(field.edit.typed_into(), "Support was offered.")
    QTest.keyClick(field.edit.typed_into(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    told = room.desk.services.episodes.referrer(room.episode_id)
    assert (told.told_on, told.told) == (date(2025, 11, 25), "Support was offered.")


def test_a_half_typed_addition_comes_back(room: TabRoom) -> None:
    tab = tab_of(room)
    tab.add_to("other")
    assert tab.entry.view is not None
    tab.entry.view.set_answer("other_information", "Half a", tell=True)
    tab.flush()
    again = TabRoom(room.desk, room.episode_id, ReferralTab)
    assert tab_of(again).entry.view is not None
    assert tab_of(again).entry.answers() == {"other_information": "Half a"}
    again.deleteLater()
