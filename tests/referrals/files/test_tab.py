"""Files brought to a record: by drop, paste and choice; shown without a file; taken out noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.receiving import Arrived, Kind
from prevent_desk.referrals.reading import received
from prevent_desk.referrals.ui.files.file_dialog import EditDialog
from prevent_desk.referrals.ui.files.incoming import Incoming
from prevent_desk.referrals.ui.files.tab import FilesTab
from prevent_desk.referrals.ui.receiving.view import ReceivingView
from prevent_desk.referrals.ui.record.pane import Record
from prevent_desk.store import audit
from prevent_desk.ui import messages
from prevent_desk.ui.file_view import FileDialog
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog
from tests.referrals.files.test_files import mail, pdf, word
from tests.referrals.rooms import Room

COPY = Qt.DropAction.CopyAction


def tab_of(room: Room, episode_id: int) -> FilesTab:
    """Show a record's files."""
    room.open("desk", episode=episode_id, tab="files")
    found: FilesTab = room.find(FilesTab)
    return found


def drop(room: Room, paths: list[Path]) -> None:
    """Drop files onto the record as the window system does."""
    record: Record = room.find(Record)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    both = COPY | Qt.DropAction.MoveAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), both, mime, left, none)
    QApplication.sendEvent(record, enter)
    assert enter.isAccepted()
    assert record.files.over.isVisible()
    event = QDropEvent(QPointF(5, 5), both, mime, left, none)
    QApplication.sendEvent(record, event)
    # Never moved: the file belongs to whoever dropped it.
    assert event.dropAction() == COPY
    room.settle()
    assert record.files.over.isHidden()


def test_an_empty_tab_offers_its_first_step(desk: Desk, qtbot: QtBot) -> None:
    tab = tab_of(Room(desk, qtbot), desk.add())
    assert tab.form.empty_state.isVisible()
    assert "No file is kept" in tab.form.empty_state.accessibleName()


def test_many_files_dropped_anywhere_on_the_record_are_one_undo(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    made = desk.add()
    room = Room(desk, qtbot)
    tab = tab_of(room, made)
    paths = []
    for number in range(3):
        path = tmp_path / f"note {number}.txt"
        path.write_text(f"words {number}")
        paths.append(path)
    drop(room, paths)
    assert [row.file.title for row in tab.rows()] == ["note 2.txt", "note 1.txt", "note 0.txt"]
    assert all(path.exists() for path in paths)
    room.act(room.shell.undo)
    assert tab.rows() == []


def test_a_dropped_mail_becomes_files_and_a_line_of_the_timeline(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    made = desk.add()
    path = tmp_path / "message.eml"
    path.write_bytes(mail("He keeps a zweihander"))
    room = Room(desk, qtbot)
    tab = tab_of(room, made)
    drop(room, [path])
    (row,) = tab.rows()
    assert (row.file.kind, row.file.is_referrers) == ("mail", False)
    lines = desk.services.timeline.lines(made)
    assert any("About a pupil" in line.title for line in lines)


@pytest.mark.parametrize("anonymous", [True, False], ids=["anonymous", "named"])
def test_a_mail_of_the_referrer_is_marked_as_showing_them(
    desk: Desk, qtbot: QtBot, tmp_path: Path, *, anonymous: bool
) -> None:
    made = desk.add(referrer={"is_anonymous": anonymous, "email": "ama@school.example"})
    path = tmp_path / "message.eml"
    path.write_bytes(mail("zweihander"))
    room = Room(desk, qtbot)
    tab = tab_of(room, made)
    drop(room, [path])
    assert [row.file.is_referrers for row in tab.rows()] == [True]


def test_any_file_counts_as_showing_who_told_where_anonymity_was_asked(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    made = desk.add(referrer={"is_anonymous": True})
    path = tmp_path / "note.txt"
    path.write_text("words of Ama")
    room = Room(desk, qtbot)
    tab = tab_of(room, made)
    drop(room, [path])
    (row,) = tab.rows()
    assert row.file.is_referrers
    tab.acts.set_referrers(row.file, on=False)
    room.settle()
    assert not tab.rows()[0].file.is_referrers


def test_a_filled_form_is_looked_at_first(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = desk.services.forms.form("referral")
    monkeypatch.setattr(
        received, "receive_bytes", lambda *_a, **_k: Arrived("form.pdf", Kind.FORM, form=form)
    )
    made = desk.add()
    path = tmp_path / "form.pdf"
    path.write_bytes(pdf("a form"))
    room = Room(desk, qtbot)
    tab_of(room, made)
    drop(room, [path])
    assert room.shell.went[-1] == (
        "Referrals", {"view": "receiving", "episode": made, "files": [str(path)]},
    )  # fmt: skip
    assert desk.services.files.count(made) == 0


def test_what_is_too_large_is_refused_and_the_others_are_kept(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk.add()
    film, note = tmp_path / "film.mp4", tmp_path / "note.txt"
    with film.open("wb") as file:
        file.truncate(30 * 2**20)
    note.write_text("words")
    room = Room(desk, qtbot)
    tab = tab_of(room, made)
    told: list[str] = []
    monkeypatch.setattr(messages, "show_failure", lambda _over, error: told.append(str(error)))
    episode = desk.services.episodes.episode(made)
    tab.acts.add(episode, [Incoming(path.name, path) for path in (film, note)])
    room.settle()
    assert "“film.mp4” is 31.5 MB; a file kept in the desk may have 20 MB." in told[0]
    assert [row.file.title for row in tab.rows()] == ["note.txt"]


def test_a_picture_a_text_and_nothing_are_pasted(desk: Desk, qtbot: QtBot) -> None:
    made = desk.add()
    room = Room(desk, qtbot)
    tab = tab_of(room, made)
    clipboard = QGuiApplication.clipboard()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("#4F43A8"))
    clipboard.setImage(image)
    room.act(tab.paste)
    clipboard.setText("What the neighbour said")
    room.act(tab.paste)
    clipboard.clear()
    room.act(tab.paste)
    assert [(row.file.title, row.file.kind) for row in tab.rows()] == [
        ("Pasted text 2025-11-25 14.02.txt", "other"),
        ("Picture 2025-11-25 14.02.png", "photo"),
    ]
    assert "nothing on the clipboard" in room.shell.said[-1]


def test_ctrl_v_in_a_field_stays_the_fields_own(desk: Desk, qtbot: QtBot) -> None:
    made = desk.add()
    room = Room(desk, qtbot)
    room.open("desk", episode=made, tab="timeline")
    QGuiApplication.clipboard().setText("a line")
    record: Record = room.find(Record)
    record.begin_entry()
    field = room.focused()
    room.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert room.focused() is field
    assert desk.services.files.count(made) == 0


def test_ctrl_v_on_a_file_row_keeps_what_is_on_the_clipboard(desk: Desk, qtbot: QtBot) -> None:
    made = desk.add()
    desk.services.files.add(made, "note.txt", b"words")
    room = Room(desk, qtbot)
    tab = tab_of(room, made)
    QGuiApplication.clipboard().setText("a second note")
    tab.rows()[0].setFocus()
    room.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert len(tab.rows()) == 2


def test_rows_are_gone_through_opened_and_removed_by_keys(desk: Desk, qtbot: QtBot) -> None:
    made = desk.add()
    for number in range(3):
        desk.services.files.add(made, f"note {number}.txt", f"words {number}".encode())
    room = Room(desk, qtbot)
    tab = tab_of(room, made)
    tab.setFocus()
    room.press(Qt.Key.Key_Down)
    assert tab.rows()[1].hasFocus()
    shown: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, FileDialog)
        room.settle()
        shown.append(dialog.text.toPlainText())

    in_dialog(lambda: room.press(Qt.Key.Key_Return), read)
    assert shown == ["words 1"]
    tab.rows()[1].setFocus()
    room.press(Qt.Key.Key_Delete)
    room.settle()
    assert [row.file.title for row in tab.rows()] == ["note 2.txt", "note 0.txt"]
    assert tab.rows()[1].hasFocus()


def test_a_word_document_is_shown_by_its_words(desk: Desk, qtbot: QtBot) -> None:
    made = desk.add()
    desk.services.files.add(made, "letter.docx", word("He keeps a zweihander"))
    desk.services.files.read_words()
    room = Room(desk, qtbot)
    tab = tab_of(room, made)

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, FileDialog)
        room.settle()
        assert "He keeps a zweihander" in dialog.text.toPlainText()
        assert "Its words only" in dialog.footer_note.text()

    in_dialog(lambda: tab.acts.open(tab.rows()[0].file), read)


def test_what_a_file_is_can_be_said_otherwise(desk: Desk, qtbot: QtBot) -> None:
    made = desk.add()
    desk.services.files.add(made, "scan0001.pdf", pdf("a letter"))
    room = Room(desk, qtbot)
    tab = tab_of(room, made)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, EditDialog)
        dialog.title_edit.setText(" ")
        dialog.keep_button.click()
        assert dialog.isVisible()
        dialog.title_edit.setText("Letter of the school")
        dialog.note_edit.setPlainText("Handed over by the head teacher")
        dialog.referrers_check.setChecked(True)
        dialog.keep_button.click()

    in_dialog(lambda: tab.acts.edit(tab.rows()[0].file), fill)
    room.settle()
    (row,) = tab.rows()
    assert (row.file.title, row.file.is_referrers) == ("Letter of the school", True)
    room.act(room.shell.undo)
    assert tab.rows()[0].file.title == "scan0001.pdf"


def test_a_copy_leaves_the_vault_on_purpose_only_and_is_noted(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    made = desk.add()
    desk.services.files.add(made, "note.txt", b"words", is_referrers=True)
    room = Room(desk, qtbot)
    tab = tab_of(room, made)
    place = tmp_path / "out.txt"
    tab.acts.choose_place = lambda _name: place
    warned: list[str] = []

    def refuse(dialog: QDialog) -> None:
        warned.append(dialog.accessibleDescription())

    in_dialog(lambda: tab.acts.save_copy(tab.rows()[0].file), refuse)
    room.settle()
    assert not place.exists()
    assert "It shows who the referrer is." in warned[0]
    in_dialog(lambda: tab.acts.save_copy(tab.rows()[0].file), QDialog.accept)
    room.settle()
    assert place.read_bytes() == b"words"
    noted = [one for one in audit.records(desk.store) if one.action == "file copied out"]
    assert len(noted) == 1


def test_words_of_new_files_are_read_after_a_while_wherever_they_came_from(
    desk: Desk, qtbot: QtBot
) -> None:
    made = desk.add()
    room = Room(desk, qtbot)
    desk.services.files.add(made, "note.txt", b"zweihander")
    # On a slow machine the room's own reading is under way by now, and this one comes after it.
    room.act(room.room._words.read)
    qtbot.waitUntil(lambda: desk.services.files.of(made)[0].has_words, timeout=20_000)


def test_a_mail_that_is_kept_can_be_read_in_later(desk: Desk, qtbot: QtBot) -> None:
    """Kept as a mere file once, it becomes a line of time: its file stays there once."""
    made = desk.add()
    desk.services.files.add(made, "message.eml", mail("He keeps a zweihander"))
    desk.services.files.add(made, "note.txt", b"words")
    room = Room(desk, qtbot)
    note, kept = (row.file for row in tab_of(room, made).rows())
    if note.file.name == "message.eml":
        note, kept = kept, note
    tab = room.find(FilesTab)
    ways = {action.text(): action for action in tab.menu(kept).actions()}
    assert not any("Read in" in action.text() for action in tab.menu(note).actions())
    room.act(ways["Read in as form or e-mail"].trigger)
    view: ReceivingView = room.find(ReceivingView)
    room.settle()
    assert view.form.add_button.isVisible()
    room.act(view.form.add_button.click)
    lines = desk.services.timeline.lines(made)
    assert any("zweihander" in line.body for line in lines)
    assert [one.file.name for one in desk.services.files.of(made)].count("message.eml") == 1
