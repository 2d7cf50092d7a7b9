"""Enquiries on real widgets: Enter asks for whatever an enquiry waits for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.community.model.enquiries import NewEnquiry, Stage
from prevent_desk.community.ui.enquiries.dialogs import (
    POINTS,
    AdviceDialog,
    DecisionDialog,
    EnquiryDialog,
    FollowDialog,
)
from tests.community.engagement.desks import TODAY, Desk
from tests.community.engagement.rooms import Room, keys, press, said
from tests.referrals.dialogs import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL = Qt.KeyboardModifier.ControlModifier
DAY = timedelta(days=1)


def ask(desk: Desk, **parts: object) -> int:
    told = {"venue": "Livery hall", "event": "Charity dinner", **parts}
    return desk.community.enquiries.add(NewEnquiry(TODAY - 9 * DAY, **told))  # type: ignore[arg-type]


def test_a_new_enquiry_is_entered_by_keys_and_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.partner("Aldgate Community Centre")
    room = Room(desk, qtbot)
    tab = room.enquiries()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, EnquiryDialog)
        assert dialog.focusWidget() is dialog.asker_edit.line
        keys("aldgate community centre", dialog.asker_edit.line)
        keys(Qt.Key.Key_Return, dialog.asker_edit.line)
        dialog.verb_button.click()
        assert "Fill in the venue" in dialog.fields["venue"].error()
        keys("Livery hall", dialog.venue_edit)
        keys("12 dec", dialog.event_on_edit)
        keys(Qt.Key.Key_Return, dialog.venue_edit, CTRL)

    in_dialog(tab.add, answer)
    enquiry = tab.current()
    assert enquiry is not None
    assert enquiry.asker.organisation_id is not None
    assert "Enquiry 1, venue" in said(tab.pane)
    assert room.shell.said == ["The enquiry is entered"]


def test_enter_leads_an_enquiry_through_all_its_steps(desk: Desk, qtbot: QtBot) -> None:
    key = ask(desk, event_on=TODAY - 3 * DAY)
    tab = Room(desk, qtbot).enquiries(enquiry=key)
    asked: list[type[QDialog]] = []

    def answer(dialog: QDialog) -> None:
        asked.append(type(dialog))
        if isinstance(dialog, AdviceDialog):
            dialog.verb_button.click()
            assert "Write what was advised" in dialog.fields["advice"].error()
            keys("Agree terms.", dialog.advice_edit)
        elif isinstance(dialog, DecisionDialog):
            dialog.verb_button.click()
            assert "What was decided" in dialog.fields["decision"].error()
            dialog.decision_edit.set_value("conditions")
            assert dialog.follow_edit.text() == "Fri 28 Nov 2025"
        elif isinstance(dialog, FollowDialog):
            keys("Quiet.", dialog.words_edit)
        dialog.save()  # type: ignore[attr-defined]

    for stage in (Stage.DECISION, Stage.FOLLOW, Stage.CLOSED):
        in_dialog(lambda: keys(Qt.Key.Key_Return, tab.table), answer)
        assert desk.community.enquiries.one(key).stage is stage
    assert asked == [AdviceDialog, DecisionDialog, FollowDialog]
    assert "Quiet." in said(tab.pane)


def test_points_to_look_into_are_put_once_below_what_is_typed(desk: Desk, qtbot: QtBot) -> None:
    key = ask(desk)
    around = Room(desk, qtbot).page().around
    dialog = AdviceDialog(around, desk.community.enquiries.one(key))
    qtbot.addWidget(dialog)
    dialog.advice_edit.setPlainText(f"First of all:\n- {POINTS[0]}")
    dialog._put_points()
    dialog._put_points()
    lines = dialog.advice_edit.toPlainText().splitlines()
    assert lines[0] == "First of all:"
    assert sorted(lines[1:]) == sorted(f"- {point}" for point in POINTS)


def test_changing_an_enquiry_shows_all_that_was_asked(desk: Desk, qtbot: QtBot) -> None:
    centre = desk.partner("Aldgate Community Centre")
    key = ask(
        desk, asker=centre, medium="email", speakers="Two", concern="Posts", note="Ring back",
        event_on=TODAY, follow_on=TODAY + DAY,
    )  # fmt: skip
    was = desk.community.enquiries.one(key)
    dialog = EnquiryDialog(Room(desk, qtbot).page().around, was)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.verb_button.click()
    assert desk.community.enquiries.one(key) == was


def test_every_letter_of_the_forms_reaches_one_field(desk: Desk, qtbot: QtBot) -> None:
    around = Room(desk, qtbot).page().around
    enquiry = desk.community.enquiries.one(ask(desk))
    for dialog in (
        EnquiryDialog(around), AdviceDialog(around, enquiry), DecisionDialog(around, enquiry),
        FollowDialog(around, enquiry),
    ):  # fmt: skip
        qtbot.addWidget(dialog)
        labels = [str(one.label) for one in dialog.fields.values()] + [dialog.verb_button.text()]
        letters = [text[text.index("&") + 1].upper() for text in labels if "&" in text]
        assert len(letters) == len(set(letters)), (dialog.windowTitle(), letters)


def test_an_enquiry_is_opened_again_and_removed_and_both_come_back(
    desk: Desk, qtbot: QtBot
) -> None:
    key = ask(desk)
    desk.community.enquiries.decide(key, "refused", TODAY)
    room = Room(desk, qtbot)
    tab = room.enquiries(enquiry=key)
    press(tab.pane, "Open again")
    assert desk.community.enquiries.one(key).stage is Stage.ADVICE
    press(tab.pane, "Remove")
    assert tab.count() == 0
    room.shell.undo()
    room.shell.undo()
    assert desk.community.enquiries.one(key).decision == "refused"
