"""“Actions from last time” at the desk: what earlier panels asked for, gone through by keys."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.actions.model.records import NewAction, Owner, Source, State
from prevent_desk.actions.ui.change_dialog import ChangeDialog
from prevent_desk.actions.ui.dialogs import CloseDialog
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.records import LineKind
from prevent_desk.panels.tables import MeetingTable
from tests.panels.desk_room import DeskRoom
from tests.panels.desks import Desk
from tests.referrals.dialogs import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


def earlier_panel(desk: Desk) -> int:
    """Enter the panel of 12 November, held and over."""
    starts = datetime.combine(date(2025, 11, 12), time(10))
    with desk.store.writing(None) as session:
        row = MeetingTable(
            series_id=None, title="Channel Panel", starts=starts, ends=starts + timedelta(hours=2),
            mode="virtual", venue="", link="", marking="OFFICIAL-SENSITIVE", chair="A. Marsh",
            note_taker="", state="held", called=None, began=starts,
            finished=starts + timedelta(hours=2), read_out=None, cancelled="", left_open="",
            rule={}, place={}, next_on=None, uid="panel-0@prevent-desk.example", sequence=0,
            note="", at=starts,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id


@pytest.fixture
def owed(desk: Desk) -> dict[str, int]:
    """Three actions of an earlier panel: one late, one with a later day, one closed before."""
    panel, actions = earlier_panel(desk), desk.services.actions
    found = {}
    for name, words, due in (
        ("late", "Ask CAMHS for a view", date(2025, 11, 19)),
        ("later", "Name one trusted adult", date(2025, 12, 10)),
        ("closed", "Fresh check", date(2025, 11, 19)),
    ):
        found[name] = actions.make(
            NewAction(
                words, Owner(desk.told.organisations["barts"], "panel_lead"), due,
                source=Source.PANEL, source_id=panel, source_words="Panel 12 Nov 2025",
            )
        )  # fmt: skip
    actions.done(found["closed"], "Nothing new", date(2025, 11, 20))
    return found


@pytest.fixture
def room(desk: Desk, owed: dict[str, int], qtbot: QtBot) -> DeskRoom:
    desk.begin(item=1)
    found = DeskRoom(desk, qtbot)
    found.view.middle.earlier.list.setFocus()
    return found


def shown(room: DeskRoom) -> list[int]:
    return [one.action.id for one in room.view.middle.earlier.list.rows.records()]


def test_the_point_lists_what_was_open_when_the_panel_began(
    room: DeskRoom, owed: dict[str, int]
) -> None:
    assert room.view.middle.earlier.isVisible()
    assert shown(room) == [owed["late"], owed["later"]]

    room.hub.go_to(room.desk.told.cases[2])
    room.settle()

    assert not room.view.middle.earlier.isVisible()


def test_one_key_closes_an_action_as_done_and_it_stays_in_sight(
    room: DeskRoom, owed: dict[str, int]
) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CloseDialog)
        dialog.words_edit.setPlainText("Seen on 24 November")
        dialog.do()

    in_dialog(lambda: room.press(Key.Key_D), answer)

    assert room.desk.services.actions.one(owed["late"]).state is State.DONE
    assert set(shown(room)) == {owed["late"], owed["later"]}


def test_one_key_carries_an_action_on_once_and_undo_takes_it_back(
    room: DeskRoom, owed: dict[str, int]
) -> None:
    actions = room.desk.services.actions
    room.press(Key.Key_C)

    (line,) = [one for one in actions.one(owed["late"]).lines if one.kind == "carried"]
    assert line.now == "Panel 26 Nov 2025"
    with pytest.raises(Refused, match="carried on to this panel before"):
        room.desk.services.earlier.carry(room.desk.told.meeting, owed["late"])

    room.desk.store.undo()
    assert actions.one(owed["late"]).carried == 0


def test_an_action_of_the_notes_is_changed_over_them_and_undone_as_one(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.begin()
    line = desk.services.lines.add(
        desk.told.cases[2], LineKind.ACTION, "Name one trusted adult.",
        speaker_id=desk.told.invites["school"], due=date(2025, 12, 3),
    )  # fmt: skip
    room = DeskRoom(desk, qtbot)
    (made,) = desk.services.actions.of_source(Source.PANEL, desk.told.meeting)
    room.view.middle.notes.view.go_to_line(line)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ChangeDialog)
        dialog.words_edit.setPlainText("Name two trusted adults")
        dialog.due_edit.edit.setText("10 dec")
        dialog.shared_edit.setPlainText("Two adults for Kris Hallam")
        assert dialog.shared_field.error()
        dialog.shared_edit.setPlainText("Two adults for Case C")
        assert not dialog.shared_field.error()
        dialog.do()

    in_dialog(lambda: room.press(Key.Key_Return), answer)

    changed = desk.services.actions.one(made.id)
    assert (changed.words, changed.due) == ("Name two trusted adults", date(2025, 12, 10))
    assert changed.shared_words == "Two adults for Case C"
    assert changed.owner.organisation_id == made.owner.organisation_id
    assert "Actions" not in [name for name, _position in room.shell.went]
    desk.store.undo()
    back = desk.services.actions.one(made.id)
    assert (back.words, back.due) == (made.words, made.due)
    room.room.flush()
