"""Sightings on real widgets: the form, photos, reports read in, the digest, answers, the pane."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.actions.ui.dialogs import NewDialog
from prevent_desk.community.model.report_lines import Kind
from prevent_desk.community.model.sightings import Police
from prevent_desk.community.ui.sightings import acts
from prevent_desk.community.ui.sightings.blank_dialog import BlankDialog, Shape
from prevent_desk.community.ui.sightings.dialog import SightingDialog
from prevent_desk.community.ui.sightings.feedback_dialog import FeedbackDialog
from prevent_desk.community.ui.sightings.reports_dialog import ReportsDialog
from prevent_desk.community.ui.sightings.small_dialogs import RemovedDialog, TensionDialog
from prevent_desk.logbook.model.query import Query
from tests.community.engagement.rooms import keys, press, said
from tests.community.photos import camera_photo
from tests.community.sightings.desks import TODAY
from tests.community.sightings.rooms import Room
from tests.referrals.dialogs import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = (
    "Day seen,What was seen,How many,Street,Found by\n"
    "20/11/2026,Sticker,2,Goswell Rd,Street warden\n"
    "31/11/2026,Sticker,1,Fleet Street,Street warden\n"
    "20/11/2026,Sticker,2,Goswell Road,Street warden\n"
)


def test_a_sighting_is_logged_by_keys_alone(room: Room) -> None:
    def log(dialog: QDialog) -> None:
        assert isinstance(dialog, SightingDialog)
        # Without a window manager nobody gives a new window the keyboard.
        dialog.activateWindow()
        QApplication.processEvents()
        assert dialog.kind.hasFocus()
        for words in ("Gr", "\t", "2", "\t\t", "7.50", "\t", "Goswell Road"):
            for sign in words:
                focused = QApplication.focusWidget()
                assert focused is not None
                QTest.keyClick(focused, Qt.Key.Key_Tab) if sign == "\t" else keys(sign, focused)
        keys(Qt.Key.Key_Return, dialog.street, CONTROL)

    in_dialog(room.tab.add, log)
    one = room.tab.current()
    assert one is not None
    assert (one.kind, one.items, one.seen, one.seen_at) == ("graffiti", 2, TODAY, "07:50")
    assert (one.street, one.police) == ("Goswell Road", Police.TO_DO)
    assert room.shell.said[-1] == "Sighting logged"


def test_the_form_says_the_repeat_while_it_is_typed(room: Room, qtbot: QtBot) -> None:
    for ago in (29, 16, 9, 3):
        room.desk.seen(ago)
    dialog = SightingDialog(room.around)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.repeats.isVisible()
    dialog.street.setText("Goswel Rd")
    qtbot.waitUntil(dialog.repeats.isVisible)
    assert dialog.repeats.title.text() == "The fifth within 300 m in 30 days:"


def test_words_that_name_somebody_are_warned_of_and_still_kept(room: Room, qtbot: QtBot) -> None:
    dialog = SightingDialog(room.around)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.words.setPlainText("Peter Marlowe put it up")
    assert dialog.words_warning.isVisible()
    assert "referral" in dialog.words_warning.text()
    dialog.words.setPlainText("A round sticker")
    assert not dialog.words_warning.isVisible()


def test_what_is_typed_is_there_again_with_its_photos(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(camera_photo())
    dialog = SightingDialog(room.around)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.street.setText("Goswell Road")
    dialog.photos.add([path])
    room.settle()
    dialog.reject()
    again = SightingDialog(room.around)
    qtbot.addWidget(again)
    assert again.street.text() == "Goswell Road"
    assert len(again.photos.photos()) == 1


def test_what_the_camera_knew_is_offered_and_taken_over_by_a_click(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(camera_photo())
    dialog = SightingDialog(room.around)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.photos.add([path])
    room.settle()
    assert "51.52317, -0.09875" in dialog.camera_banner.text()
    assert dialog.photos.told.text().startswith("Taken out of the file: the place it was taken")
    assert dialog.coordinate.text() == ""
    dialog.camera_banner.link_clicked.emit()
    assert (dialog.coordinate.text(), dialog.time.text()) == ("51.52317, -0.09875", "07:50")


def test_a_photo_that_cannot_be_read_is_said_beside_its_field(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "IMG_1.HEIC"
    path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    dialog = SightingDialog(room.around)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.photos.add([path])
    room.settle()
    assert "HEIC, which cannot be read here" in dialog.fields["photos"].error()
    assert dialog.photos.photos() == ()


def test_every_wrong_field_says_so_and_the_first_has_the_keyboard(room: Room, qtbot: QtBot) -> None:
    dialog = SightingDialog(room.around)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.items.setText("many")
    dialog.day.setText("31 feb")
    dialog.time.setText("late")
    dialog.coordinate.setText("here")
    dialog.email.setText("wardens")
    dialog.activateWindow()
    QApplication.processEvents()
    dialog.save()
    wrong = {name for name, field in dialog.fields.items() if field.error()}
    assert wrong == {"items", "day", "time", "coordinate", "email"}
    assert dialog.items.hasFocus()
    assert dialog.isVisible()
    assert room.desk.services.sightings.how_many() == 0


def test_the_pane_says_the_fifth_and_lists_all_of_them(room: Room) -> None:
    for ago in (29, 16, 9, 3):
        room.desk.seen(ago)
    room.desk.seen(2, "Fleet Street")
    fifth = room.desk.seen(0)
    room.room.reload()
    room.tab.reach(fifth.id)
    words = said(room.tab.pane)
    assert "The fifth within 300 m in 30 days." in words
    assert "Same street, 3 days before" in words
    press(room.tab.pane, "List all of them")
    _page, position = room.shell.went[-1]
    room.room.go_to(position)
    assert room.tab.shown_count() == "5 of 6 sightings"


def test_it_is_removed_passed_on_and_noted_each_by_one_undo(room: Room) -> None:
    one = room.desk.seen(1)
    room.room.reload()
    room.tab.reach(one.id)

    def removed(dialog: QDialog) -> None:
        assert isinstance(dialog, RemovedDialog)
        dialog.time.setText("8.10")
        dialog.by.setText("Cleansing")
        dialog.save()

    in_dialog(lambda: press(room.tab.pane, "Removed"), removed)
    assert "Removed 22 Nov 2026 at 08:10 by Cleansing" in said(room.tab.pane)
    press(room.tab.pane, "Passed on")
    assert room.desk.services.sightings.one(one.id).police is Police.YES

    def tension(dialog: QDialog) -> None:
        assert isinstance(dialog, TensionDialog)
        dialog.words.setPlainText("Neighbours asked")
        dialog.save()

    in_dialog(lambda: press(room.tab.pane, "Note"), tension)
    press(room.tab.pane, "To the CTLP")
    assert room.desk.services.sightings.one(one.id).for_profile == TODAY
    for _act in range(4):
        room.shell.undo()
    assert room.desk.services.sightings.one(one.id) == one


def test_an_action_is_asked_for_with_its_number(room: Room) -> None:
    one = room.desk.seen()
    room.room.reload()
    room.tab.reach(one.id)

    def ask(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDialog)
        dialog.words_edit.setPlainText("Ask cleansing for a second round")
        dialog.do()

    in_dialog(lambda: press(room.tab.pane, "Action"), ask)
    (action,) = room.desk.services.actions.all()
    assert (action.source_words, action.source_id) == ("Sighting 1", one.id)


def test_rows_are_read_in_one_put_right_and_all_taken_back_by_one_undo(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "wardens.csv"
    path.write_text(ROWS)
    dialog = ReportsDialog(room.around, path)
    qtbot.addWidget(dialog)
    dialog.show()
    room.settle()
    assert [line.kind for line in dialog.lines()] == [Kind.NEW, Kind.WRONG, Kind.KNOWN]
    assert dialog.take_button.text() == "&Take in 1 sighting"
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    assert "November 2026 has 30 days" in dialog.words_label.text()

    def mend(inner: QDialog) -> None:
        assert isinstance(inner, SightingDialog)
        assert inner.street.text() == "Fleet Street"
        inner.day.setText("21/11/2026")
        inner.save()

    in_dialog(dialog.mend, mend)
    room.settle()
    assert dialog.take_button.text() == "&Take in 2 sightings"
    dialog.model.tick([2], on=True)
    assert len(dialog.chosen()) == 2, "what came before is never taken in again"
    dialog.take_in()
    room.settle()
    assert dialog.taken is not None
    assert room.desk.services.sightings.how_many() == 2
    assert room.desk.store.undo_label() == "import of 2 sightings"
    room.shell.undo()
    assert room.desk.services.sightings.how_many() == 0


def test_a_file_that_is_no_report_is_said_in_the_dialog(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "other.csv"
    path.write_text("one,two\n1,2\n")
    dialog = ReportsDialog(room.around, path)
    qtbot.addWidget(dialog)
    dialog.show()
    room.settle()
    assert "holds no sightings" in dialog.banner.text()
    assert not dialog.take_button.isVisible()


def test_a_photo_dropped_on_the_list_begins_a_sighting(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(camera_photo())

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, SightingDialog)
        room.settle()
        assert len(dialog.photos.photos()) == 1

    in_dialog(lambda: room.tab.take_files([path]), look)


def test_the_answer_is_a_draft_and_a_note_and_names_nobody_else(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    room.desk.seen(3, finder="Somebody else")
    one = room.desk.seen(0, "12 Goswell Road", reporter_email="v@fire.example", removed=TODAY)
    dialog = FeedbackDialog(room.around, one)
    qtbot.addWidget(dialog)
    dialog.folder.folder = tmp_path
    dialog.show()
    dialog.save()
    (path,) = tmp_path.glob("*.eml")
    draft = message_from_bytes(path.read_bytes(), policy=default)
    body = draft.get_body()
    assert body is not None
    words = body.get_content()
    assert draft["To"] == "v@fire.example"
    for told in ("in Goswell Road", "removed the same day", "not the only one there of late"):
        assert told in words
    for hidden in ("12 Goswell", "Somebody else"):
        assert hidden not in words
    assert room.desk.services.sightings.one(one.id).feedback_on == TODAY
    assert room.desk.store.undo_label() == "feedback on sighting 2"


@pytest.mark.parametrize("shape", [Shape.FILLABLE, Shape.BOOK])
def test_the_blank_report_is_seen_saved_and_read_back(
    room: Room, qtbot: QtBot, tmp_path: Path, shape: Shape
) -> None:
    dialog = BlankDialog(room.around)
    qtbot.addWidget(dialog)
    dialog._folder = tmp_path
    dialog.shape_choice.set_value(shape.name)
    dialog._shape_chosen()
    dialog.partner_box.set_value(room.desk.brigade)
    dialog.show()
    dialog._prepare()
    room.settle()
    dialog.save()
    room.settle()
    assert dialog.saved is not None
    if shape is Shape.FILLABLE:
        fields = PdfReader(dialog.saved).get_fields() or {}
        assert {"kind", "street", "police", "email"} <= set(fields)
    else:
        sheet = load_workbook(dialog.saved)["Sightings"]
        assert [sheet["P3"].value, sheet["P4"].value] == ["Organisation", "LFB"]


def test_a_list_that_fits_no_longer_is_told_over_it_and_opened(room: Room) -> None:
    for number in range(8):
        room.desk.seen(1, f"Lane {number}", kind="other" if number < 3 else "sticker")
    room.room.reload()
    assert room.tab.banner.isVisible()
    assert "3 are of kind “Other”" in room.tab.banner.text()
    room.tab.banner.link_clicked.emit()
    assert room.tab.shown_count() == "3 of 8 sightings"


def test_everything_can_be_done_from_the_palette(room: Room) -> None:
    one = room.desk.seen()
    room.room.reload()
    room.tab.reach(one.id)
    titles = [command.title for command in room.tab.commands()]
    for wanted in (
        "Change sighting 1", "Note removal of sighting 1", "Passed to police: sighting 1",
        "Answer who reported sighting 1", "Put sighting 1 forward for the CTLP",
        "Read a partner’s report in", "Take out a blank report form", "Make the monthly digest",
        "Take sighting 1 out of the log",
    ):  # fmt: skip
        assert wanted in titles


def test_removing_from_the_log_is_asked_and_undone(room: Room) -> None:
    one = room.desk.seen()
    room.room.reload()
    room.tab.reach(one.id)
    in_dialog(lambda: acts.remove(room.around, one), lambda dialog: dialog.accept())
    assert room.desk.services.sightings.how_many() == 0
    room.shell.undo()
    assert room.tab.source.count(Query()) == 1
