"""The view that takes things in, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.exports.form_orders import Shape
from prevent_desk.referrals.ui.receiving.blank_dialog import BlankDialog
from prevent_desk.referrals.ui.receiving.drops import Drops
from prevent_desk.referrals.ui.receiving.view import ReceivingView
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import WrapLabel
from tests.exports.filling import by_pypdf
from tests.referrals.desks import Desk
from tests.referrals.receiving.rooms import FIELDS, ReceivingRoom, blank, filled, mail, put


@pytest.fixture
def room(qtbot: QtBot, desk: Desk) -> ReceivingRoom:
    made = ReceivingRoom(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def read(qtbot: QtBot, view: ReceivingView, *paths: Path) -> None:
    view.take(list(paths))
    qtbot.waitUntil(lambda: view.arrived() is not None, timeout=20_000)


def words(view: QWidget) -> list[str]:
    return [label.text() for label in view.findChildren(WrapLabel) if label.isVisibleTo(view)]


def test_an_empty_view_says_what_can_be_dropped_and_offers_a_blank_form(
    room: ReceivingRoom,
) -> None:
    form = room.view.form
    assert form.pages.currentWidget() is form.empty_page
    assert "Drop a filled form or an e-mail here" in words(room.view)
    assert not form.choose_button.isVisible(), "the middle has it"


def test_a_form_is_shown_whole_before_it_is_anything(
    qtbot: QtBot, room: ReceivingRoom, tmp_path: Path
) -> None:
    read(qtbot, room.view, put(tmp_path, "form.pdf", filled()))
    shown = words(room.view)
    for text in (
        "Kris",
        "Hallam",
        "14 Bridgewater Court",
        "Ewa Hallam, Mother\nŻaneta Hallam, Sister",
    ):
        assert text in shown
    assert FIELDS["concern"] in shown
    assert "form.pdf · 26 answers in 6 sections" in room.view.form.told_label.text()
    chips = [chip.text() for chip in room.view.findChildren(Chip)]
    assert "Kept apart" in chips
    assert room.desk.services.intake.drafts() == []


def test_begin_makes_a_draft_and_opens_it(
    qtbot: QtBot, room: ReceivingRoom, tmp_path: Path
) -> None:
    read(qtbot, room.view, put(tmp_path, "form.pdf", filled()))
    qtbot.keyClick(room.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [info] = room.desk.services.intake.drafts()
    assert room.opened == [("intake", {"draft": info.key})]
    assert room.view.arrived() is None
    assert "Nothing is recorded yet" in room.shell.said[-1]


def test_leave_keeps_nothing(qtbot: QtBot, room: ReceivingRoom, tmp_path: Path) -> None:
    read(qtbot, room.view, put(tmp_path, "form.pdf", filled()))
    qtbot.mouseClick(room.view.form.leave_button, Qt.MouseButton.LeftButton)
    assert room.desk.services.intake.drafts() == []
    assert room.view.form.pages.currentWidget() is room.view.form.empty_page


def test_several_files_are_looked_at_one_after_the_other(
    qtbot: QtBot, room: ReceivingRoom, tmp_path: Path
) -> None:
    read(
        qtbot, room.view,
        put(tmp_path, "a.eml", mail()), put(tmp_path, "b.pdf", filled()),
    )  # fmt: skip
    assert room.view.shown_count() == "1 more waiting"
    room.view.leave()
    qtbot.waitUntil(lambda: room.view.arrived() is not None, timeout=20_000)
    arrived = room.view.arrived()
    assert arrived is not None
    assert arrived.name == "b.pdf"
    assert room.view.shown_count() == ""


def test_answers_to_look_at_are_told_beside_their_question(
    qtbot: QtBot, room: ReceivingRoom, tmp_path: Path
) -> None:
    pdf = by_pypdf(blank(), {"concern_type": "Anarchist", "birth": "soon"})
    read(qtbot, room.view, put(tmp_path, "form.pdf", pdf))
    assert room.view.form.look_banner.isVisible()
    shown = words(room.view)
    assert any("“Anarchist” is none of the choices" in text for text in shown)
    assert any("“soon” is no date of birth" in text for text in shown)
    assert "Anarchist" in shown, "kept as words"


def test_what_cannot_be_read_is_told_and_can_still_be_kept(
    qtbot: QtBot, room: ReceivingRoom, tmp_path: Path
) -> None:
    read(qtbot, room.view, put(tmp_path, "letter.pdf", b"%PDF-1.7 nothing"))
    assert room.view.form.problem_banner.isVisible()
    room.view.begin()
    [info] = room.desk.services.intake.drafts()
    draft = room.desk.services.intake.draft(info.key)
    assert draft is not None
    assert [file.title for file in draft.files] == ["letter.pdf"]


def test_opened_for_a_referral_it_is_kept_with_that(
    qtbot: QtBot, room: ReceivingRoom, tmp_path: Path
) -> None:
    episode = room.desk.add(answers={"given_name": "Chris"})
    room.view.go_to({"episode": episode, "files": [str(put(tmp_path, "f.pdf", filled()))]})
    qtbot.waitUntil(lambda: room.view.arrived() is not None, timeout=20_000)
    assert "In the referral: Chris" in words(room.view)
    assert room.view.form.add_button.text() == "&Keep with PD-2025-001"
    assert QApplication.focusWidget() is room.view.form.add_button
    qtbot.mouseClick(room.view.form.add_button, Qt.MouseButton.LeftButton)
    assert len(room.desk.services.files.of(episode)) == 1
    assert room.opened == [("desk", {"episode": episode, "tab": "timeline"})]


def test_a_file_dropped_anywhere_in_the_room_opens_here(
    qtbot: QtBot, room: ReceivingRoom, tmp_path: Path
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    asked: list[tuple[str, object]] = []
    drops = Drops(other, lambda key, at: asked.append((key, at)))
    path = put(tmp_path, "form.pdf", filled())
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), actions, dropped, buttons, keys)
    assert drops.eventFilter(other, enter)
    assert asked == []
    drop = QDropEvent(QPointF(5, 5), actions, dropped, buttons, keys)
    assert drops.eventFilter(other, drop)
    assert drop.dropAction() == Qt.DropAction.CopyAction, "the file stays where it was"
    assert asked == [("receiving", {"files": [str(path)]})]


def test_words_dragged_about_are_no_files(qtbot: QtBot, room: ReceivingRoom) -> None:
    dropped = QMimeData()
    dropped.setText("only words")
    other = QWidget()
    qtbot.addWidget(other)
    drops = Drops(other, lambda *_: None)
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, dropped,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    assert not drops.eventFilter(other, drop)


def test_choosing_files_remembers_the_folder(
    qtbot: QtBot, room: ReceivingRoom, tmp_path: Path
) -> None:
    path = put(tmp_path, "note.eml", mail())
    asked: list[str] = []

    def choose(start: str) -> list[str]:
        asked.append(start)
        return [str(path)]

    room.view.choose = choose
    qtbot.keyClick(room.view, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: room.view.arrived() is not None, timeout=20_000)
    room.view.ask()
    assert asked == ["", str(tmp_path)]


def test_what_can_be_done_is_in_the_palette(
    qtbot: QtBot, room: ReceivingRoom, tmp_path: Path
) -> None:
    assert [one.title for one in room.view.commands()] == ["Choose a form or e-mail"]
    read(qtbot, room.view, put(tmp_path, "note.eml", mail()))
    assert "Begin a referral with it" in [one.title for one in room.view.commands()]


@pytest.mark.parametrize("shape", ["FILLABLE", "WORD", "PEN"])
def test_a_blank_form_is_taken_out_by_dialog_and_can_be_taken_in_again(
    qtbot: QtBot, room: ReceivingRoom, tmp_path: Path, shape: str
) -> None:
    dialog = BlankDialog(room.around, room)
    qtbot.addWidget(dialog)
    dialog.show()
    label = next(one.label for one in Shape if one.name == shape)
    segments = dialog.shape_choice.findChildren(QAbstractButton)
    qtbot.mouseClick(
        next(one for one in segments if one.text() == label), Qt.MouseButton.LeftButton
    )
    dialog.choose_folder = lambda _start: str(tmp_path)
    dialog.folder_button.click()
    dialog.office_edit.setText("City of Kestrel")
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None, timeout=30_000)
    assert dialog.saved is not None
    data = dialog.saved.read_bytes()
    assert dialog.saved.suffix == (".docx" if shape == "WORD" else ".pdf")
    dialog.reject()
    read(qtbot, room.view, put(tmp_path, f"again{dialog.saved.suffix}", data))
    arrived = room.view.arrived()
    assert arrived is not None
    assert (arrived.form is not None) == (shape != "PEN")
    assert room.shell.setting("referrals/form/office") == "City of Kestrel"
