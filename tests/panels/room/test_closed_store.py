"""A lock writes what is being typed and closes the store at once: nothing asks it afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from prevent_desk.panels.ui.desk.agenda_pane import AgendaPane
from prevent_desk.panels.ui.desk.decision_card import DecisionCard
from prevent_desk.panels.ui.desk.entry.bar import EntryBar
from prevent_desk.panels.ui.desk.finish_checks import FinishBox
from prevent_desk.panels.ui.desk.once import Once
from tests.panels.desk_room import DeskRoom
from tests.panels.desks import Desk


def timers(room: DeskRoom) -> list[QTimer]:
    return [one for part in room.view.findChildren(Once) for one in part.findChildren(QTimer)]


def open_with_words(desk: Desk, qtbot: QtBot) -> DeskRoom:
    """Return the desk with words typed into a decision, which are not kept yet."""
    desk.services.decisions.set(desk.told.cases[2], code="adopt")
    room = DeskRoom(desk, qtbot)
    qtbot.waitUntil(lambda: not any(one.isActive() for one in timers(room)))
    room.hub.decision_wanted.emit()
    card = room.part(DecisionCard)
    _label, editor = card.fields.rows["rationale"]
    editor.setPlainText("Two factors are weaker.")
    return room


def test_what_waits_at_a_lock_asks_no_closed_store(
    live: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_with_words(live, qtbot)
    room.view.flush()
    assert any(one.isActive() for one in timers(room)), "the words told of themselves"
    with monkeypatch.context() as closed:
        # As if closed: the window itself is closed after the test, and keeps its place then.
        closed.setattr(live.store, "_closed", True)
        # A question to a closed store is a Fault in a slot, which fails the test.
        qtbot.waitUntil(lambda: not any(one.isActive() for one in timers(room)))
        room.part(AgendaPane)._watch.timeout.emit()


def test_no_snapshot_is_taken_of_words_once_the_store_is_closed(
    live: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = DeskRoom(live, qtbot)
    room.hub.focus_entry()
    room.type("Mother is worried")
    room.view.flush()
    with monkeypatch.context() as closed:
        closed.setattr(live.store, "_closed", True)
        room.part(EntryBar)._minute.timeout.emit()
    assert live.services.half_typed.snapshots(live.told.meeting) == []


def test_what_was_written_last_is_seen_on_another_point_too(live: Desk, qtbot: QtBot) -> None:
    room = DeskRoom(live, qtbot)
    qtbot.waitUntil(lambda: not any(one.isActive() for one in timers(room)))
    box, case = room.part(FinishBox), live.told.cases[2]
    before = [one.words for one in box.findings if one.item_id == case]
    live.services.decisions.set(case, code="adopt", rationale="Two factors are weaker.")
    room.hub.decision_changed.emit(case)
    room.hub.go_to(live.told.cases[3])
    qtbot.waitUntil(lambda: [one.words for one in box.findings if one.item_id == case] != before)
