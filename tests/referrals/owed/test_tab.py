"""What is owed in one referral, in its record."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.actions.model.records import NewAction, Owner, Source
from prevent_desk.actions.service import Actions
from prevent_desk.actions.ui.dialogs import NewDialog
from prevent_desk.contacts import service as contact_service
from prevent_desk.referrals.ui.owed.tab import OwedTab, kind
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog
from tests.referrals.tab_room import TabRoom


@pytest.fixture
def actions(desk: Desk) -> Actions:
    return Actions(desk.store, desk.clock, contact_service.build(desk.store, desk.clock))


@pytest.fixture
def room(desk: Desk, actions: Actions, qtbot: QtBot) -> TabRoom:
    """The tab of PD-2025-001; another referral has an action of its own."""
    first = desk.add("Kris", "Hallam")
    desk.add("Dana", "Orrin")
    actions.make(NewAction("Elsewhere", case_ref="PD-2025-002"))
    contacts = contact_service.build(desk.store, desk.clock)
    room = TabRoom(desk, first, kind(actions, contacts).make)
    qtbot.addWidget(room)
    room.show_sized()
    return room


def numbers(room: TabRoom) -> list[int]:
    assert isinstance(room.tab, OwedTab)
    return [one.action.number for one in room.tab.list.rows.records()]


def test_a_referral_shows_its_own_actions_and_counts_the_open_ones(
    room: TabRoom, actions: Actions, desk: Desk
) -> None:
    tab = room.tab
    assert isinstance(tab, OwedTab)
    assert tab.empty_state.isVisible()
    late = actions.make(
        NewAction("Ask the school", Owner(told="DSL"), date(2025, 11, 20), case_ref="PD-2025-001")
    )
    done = actions.make(NewAction("Call back", case_ref="PD-2025-001"))
    actions.done(done, "Called")
    room.reload()
    assert numbers(room) == [2, 3]
    assert tab.summary_label.text() == "1 open  ·  1 closed"
    assert tab.badge(desk.services.episodes.episode(1)) == 1
    tab.list.go_to_key(late)
    tab.list.opened.emit(tab.list.current())
    assert room.shell.went[-1] == ("Actions", {"action": late, "which": "all"})


def test_an_action_written_here_belongs_to_the_referral(room: TabRoom, actions: Actions) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDialog)
        dialog.words_edit.setPlainText("Ask the school")
        dialog.do()

    tab = room.tab
    assert isinstance(tab, OwedTab)
    in_dialog(tab.new_action, answer)
    (made,) = actions.of_case("PD-2025-001")
    assert (made.source, made.source_id, made.source_words) == (
        Source.REFERRAL, 1, "PD-2025-001",
    )  # fmt: skip
    assert numbers(room) == [made.number]
