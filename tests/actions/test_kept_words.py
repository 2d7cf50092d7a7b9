"""What is typed about an action outlives Esc and a lock, and is gone once it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.actions.model.records import NewAction, Source, State
from prevent_desk.actions.ui.around import Around
from prevent_desk.actions.ui.change_dialog import ChangeDialog
from prevent_desk.actions.ui.dialogs import CloseDialog, NewDialog, WordsDialog
from prevent_desk.actions.ui.row_acts import RowActs
from prevent_desk.ui.acts import Acts
from tests.actions.desks import Desk
from tests.plan.page_room import DeskStandIn
from tests.referrals.dialogs import in_dialog


@pytest.fixture
def around(desk: Desk, qtbot: QtBot) -> Around:
    """What the screens have around them, and one open action."""
    desk.ask("Ask for a view on sleep", due=date(2025, 12, 10))
    owner = QWidget()
    qtbot.addWidget(owner)
    shell = DeskStandIn(desk.store)
    return Around(
        desk.actions, desk.contacts, shell, desk.clock, Acts(shell, owner),
        desk.actions.working_days, owner,
    )  # fmt: skip


def test_a_new_action_is_kept_whole_and_for_what_asked_for_it(around: Around, desk: Desk) -> None:
    dialog = NewDialog(around, around.owner)
    dialog.words_edit.setPlainText("Send the form")
    dialog.owner_edit.setEditText("City Police Prevent")
    dialog.due_edit.edit.setText("10 dec")
    dialog.shared_edit.setPlainText("The form")
    dialog.reject()
    asked = NewAction("", source=Source.HAND, source_words="Sighting 14")
    other = NewDialog(around, around.owner, asked=asked)
    assert other.words_edit.toPlainText() == ""
    again = NewDialog(around, around.owner)
    assert again.words_edit.toPlainText() == "Send the form"
    again.do()
    assert again.made is not None
    made = desk.actions.one(again.made)
    assert (made.words, made.owner.name, made.due, made.shared_words) == (
        "Send the form", "City Police Prevent", date(2025, 12, 10), "The form",
    )  # fmt: skip
    assert NewDialog(around, around.owner).words_edit.toPlainText() == ""


def test_how_it_was_done_and_why_not_are_kept_apart(around: Around, desk: Desk) -> None:
    action = desk.actions.one(1)
    done = CloseDialog(around, action, around.owner, done=True)
    done.words_edit.setPlainText("Seen on 24 Nov")
    done.reject()
    drop = CloseDialog(around, action, around.owner, done=False)
    assert drop.words_edit.toPlainText() == ""
    again = CloseDialog(around, action, around.owner, done=True)
    assert again.words_edit.toPlainText() == "Seen on 24 Nov"
    again.do()
    closed = desk.actions.one(1)
    assert (closed.state, closed.outcome) == (State.DONE, "Seen on 24 Nov")


def test_a_change_is_kept_until_it_is_made(around: Around, desk: Desk) -> None:
    action = desk.actions.one(1)
    dialog = ChangeDialog(around, action, around.owner)
    dialog.words_edit.setPlainText("Ask for a view on sleep and school")
    dialog.reject()
    again = ChangeDialog(around, action, around.owner)
    again.do()
    assert desk.actions.one(1).words == "Ask for a view on sleep and school"
    assert desk.store.undo().label
    assert desk.actions.one(1).words == "Ask for a view on sleep"
    assert not again.afresh_button.isHidden()


@pytest.mark.parametrize("is_closed", [False, True])
def test_words_of_a_note_and_of_opening_again_are_kept(
    around: Around, desk: Desk, is_closed: bool
) -> None:
    if is_closed:
        desk.actions.done(1, "Nothing new")
    one = desk.actions.one
    acts = RowActs(around, lambda: one(1), lambda _key: None, lambda _words: None)
    ask: Callable[[], object] = acts.reopen if is_closed else acts.note
    typed: list[str] = []

    def leave(dialog: QDialog) -> None:
        assert isinstance(dialog, WordsDialog)
        dialog.words_edit.setPlainText("She rang back")
        dialog.reject()

    def take_up(dialog: QDialog) -> None:
        assert isinstance(dialog, WordsDialog)
        typed.append(dialog.words_edit.toPlainText())
        dialog.do()

    in_dialog(ask, leave)
    in_dialog(ask, take_up)
    assert typed == ["She rang back"]
    assert "She rang back" in [line.words for line in desk.actions.one(1).lines]
