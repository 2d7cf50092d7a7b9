"""Evidence at the inspector and on its page: kept, linked, shown without a file, copied out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu
from reportlab.pdfgen import canvas

from prevent_desk.exports import preview
from prevent_desk.plan.model.library.evidence import Sort, Target
from prevent_desk.plan.model.records import Measure
from prevent_desk.plan.ui.inspector_fields import MeasuresPart
from prevent_desk.plan.ui.library.evidence_dialog import EvidenceDialog
from prevent_desk.plan.ui.library.evidence_part import EvidencePart, PieceRow
from prevent_desk.plan.ui.library.pick_dialog import PickDialog
from prevent_desk.store import audit
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.widgets.dialog import Dialog
from tests.plan.library.conftest import ADVICE
from tests.plan.library.rooms import Work


def test_an_action_without_evidence_says_so(work: Work) -> None:
    part = work.part("O2-01")
    assert "No evidence linked yet" in _words(part)
    assert part.link_button.text() == "Link record"


def test_a_dropped_file_is_kept_for_the_action_and_stays_where_it_was(
    work: Work, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere" / "Minutes of Aldgate school.txt"
    path.parent.mkdir()
    path.write_bytes(b"Nine came.")
    part = work.part("O2-01")
    _drop(part, [path, path.parent])
    work.settle()
    assert [piece.title for piece in part.pieces()] == ["Minutes of Aldgate school.txt"]
    assert path.read_bytes() == b"Nine came."
    assert work.desk.said[-1] == (
        "“Minutes of Aldgate school.txt” kept in the vault; the original stays where it is"
    )
    work.desk.undo()
    assert part.pieces() == []


def test_files_dropped_together_are_one_undo(work: Work, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        path.write_text(path.name)
    part = work.part("O2-01")
    _drop(part, paths)
    work.settle()
    assert len(part.pieces()) == 3
    work.desk.undo()
    assert part.pieces() == []


def test_a_file_too_large_is_refused_before_it_is_read_whole(work: Work, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(3 * 2**30)
    part = work.part("O2-01")
    told: list[str] = []

    def read(dialog: QDialog) -> None:
        told.append(_words(dialog))
        dialog.reject()

    work.during(
        lambda: part.acts.add_files([path], [Target(work.id("O2-01"))]),
        read,
    )
    assert "“film.mp4” is 3221.2 MB; a file kept in the desk may have 20 MB." in told[0]


def test_a_note_is_written_for_a_criterion_and_its_number_counts(work: Work) -> None:
    part = work.part("O2-01")
    criterion = work.detail("O2-01").criteria[0]
    work.services.plans.set_measure(criterion.id, Measure("workshops", "10", "1"))

    def write(dialog: QDialog) -> None:
        assert isinstance(dialog, EvidenceDialog)
        dialog.title_edit.setText("Workshops in May")
        dialog.number_edit.setText("four")
        QTest.keyClick(dialog.title_edit, Qt.Key.Key_Return)
        assert dialog.number_field.error() == "A whole number in digits: 12"
        dialog.number_edit.setText("4")
        dialog.criterion_combo.setCurrentIndex(1)
        QTest.keyClick(dialog.title_edit, Qt.Key.Key_Return)

    work.during(part.add_note, write)
    (piece,) = part.pieces()
    assert (piece.title, piece.number) == ("Workshops in May", 4)
    measures = work.room.findChild(MeasuresPart)
    assert measures is not None
    editor = measures.editors[criterion.id]
    assert editor.actual_edit.text() == "4"
    assert editor.actual_edit.isReadOnly()
    assert editor.source_label.text() == "4 from 1 record; typed before: 1"
    editor.target_edit.setText("12")
    editor.target_edit.editingFinished.emit()
    assert work.detail("O2-01").criteria[0].measure == Measure("workshops", "12", "1")
    part.acts.unlink(piece, piece.links[0].id)
    assert editor.actual_edit.text() == "1"
    assert not editor.actual_edit.isReadOnly()


def test_an_update_is_linked_by_typing_its_words(work: Work) -> None:
    work.services.plans.add_update(work.id("O1-03"), "Hosted a seminar at Guildhall", "", None)
    part = work.part("O2-01")

    def pick(dialog: QDialog) -> None:
        assert isinstance(dialog, PickDialog)
        QTest.keyClicks(dialog.search_box, "guildhall")
        QTest.keyClick(dialog.search_box, Qt.Key.Key_Return)

    work.during(lambda: part.acts.link_record(Target(work.id("O2-01"))), pick)
    (piece,) = part.pieces()
    assert piece.sort is Sort.RECORD
    part.acts.open(piece)
    action = work.room.grid.view.current_action()
    assert action is not None
    assert action.ref == "O1-03"


def test_evidence_kept_already_is_offered_to_a_second_action(work: Work) -> None:
    target = Target(work.id("O1-01"))
    work.services.evidence.add_note("Seen at Guildhall", "", None, [target])
    part = work.part("O2-01")

    def pick(dialog: QDialog) -> None:
        assert isinstance(dialog, PickDialog)
        QTest.keyClicks(dialog.search_box, "seen guildhall")
        dialog.take_button.click()

    work.during(lambda: part.acts.link_record(Target(work.id("O2-01"))), pick)
    assert [piece.title for piece in part.pieces()] == ["Seen at Guildhall"]
    assert "also in 1 other action" in _words(part)


def test_the_menu_of_a_piece_turns_what_it_is_evidence_for(work: Work) -> None:
    target = Target(work.id("O2-01"))
    work.services.evidence.add_note("Seen", "", None, [target], 2)
    part = work.part("O2-01")
    part.reload()
    menu = part.menu(part.pieces()[0])
    serves = next(one.menu() for one in menu.actions() if one.text() == "Evidence for")
    assert isinstance(serves, QMenu)
    ticks = {one.text(): one.isChecked() for one in serves.actions()}
    assert ticks["The whole action"]
    assert not ticks[ADVICE]
    next(one for one in serves.actions() if one.text() == ADVICE).trigger()
    criterion = next(one for one in work.detail("O2-01").criteria if one.text == ADVICE)
    assert criterion.counted is not None
    assert criterion.counted.total == 2
    assert "Unlink from the whole action" in [
        one.text() for one in part.menu(part.pieces()[0]).actions()
    ]


def test_enter_opens_a_text_file_without_a_file_on_disk(work: Work, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    work.services.evidence.add_file("talks.csv", "Café,12\n".encode(), [Target(work.id("O2-01"))])
    part = work.part("O2-01")
    part.reload()
    row = next(iter(part.findChildren(PieceRow)))
    shown: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, FileDialog)
        work.qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.text)
        shown.append(dialog.text.toPlainText())
        dialog.reject()

    work.during(lambda: QTest.keyClick(row, Qt.Key.Key_Return), look)
    assert shown == ["Café,12\n"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_picture_is_shown_by_what_it_is_whatever_its_name(work: Work) -> None:
    dialog = _dialog(work, "flyer.txt", _png(900, 500))
    assert dialog.stack.currentWidget() is dialog.picture
    assert dialog.picture.picture().width() > 100


def test_a_pdf_is_drawn_in_a_child_and_its_pages_turn(work: Work) -> None:
    dialog = _dialog(work, "minutes.pdf", _pdf(3))
    work.qtbot.waitUntil(lambda: dialog.page_label.text() == "Page 1 of 3", timeout=20_000)
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    work.qtbot.waitUntil(lambda: dialog.page_label.text() == "Page 2 of 3", timeout=20_000)
    assert not dialog.picture.picture().isNull()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.docx", b"PK\x03\x04" + bytes(2000)),
        ("odd.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        ("noise.txt", bytes(range(256)) * 40),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>\0"),
    ],
)
def test_what_cannot_be_shown_offers_a_copy_instead(work: Work, name: str, content: bytes) -> None:
    dialog = _dialog(work, name, content)
    assert dialog.stack.currentWidget() is dialog.waiting
    assert "Save a copy" in dialog.waiting.accessibleName()


def test_a_broken_pdf_is_told_in_a_sentence(work: Work) -> None:
    dialog = _dialog(work, "minutes.pdf", b"%PDF-1.7 and then nothing of the kind")
    work.qtbot.waitUntil(
        lambda: "This PDF cannot be shown here." in dialog.waiting.accessibleName(),
        timeout=20_000,
    )


def test_an_enormous_picture_is_not_unpacked(work: Work) -> None:
    # 30,000 by 30,000 pixels in a few hundred bytes.
    small = _png(10, 10)
    huge = (30_000).to_bytes(4, "big")
    dialog = _dialog(work, "bomb.png", small[:16] + huge + huge + small[24:])
    assert dialog.stack.currentWidget() is dialog.waiting


def test_a_copy_is_written_only_after_it_is_said_that_it_leaves_the_vault(
    work: Work, tmp_path: Path
) -> None:
    content = b"Nine came."
    work.services.evidence.add_file("talks.txt", content, [Target(work.id("O2-01"))])
    part = work.part("O2-01")
    part.reload()
    place = tmp_path / "out.txt"
    part.acts.choose_place = lambda _name: place
    records = audit.records(work.store)
    said: list[str] = []

    def refuse(dialog: QDialog) -> None:
        said.append(_words(dialog))
        dialog.reject()

    work.during(lambda: part.acts.save_copy(part.pieces()[0]), refuse)
    assert "The copy is not encrypted" in said[0]
    assert not place.exists()
    work.during(lambda: part.acts.save_copy(part.pieces()[0]), _press)
    work.qtbot.waitUntil(lambda: "Copy saved outside the vault" in work.desk.said[-1])
    assert place.read_bytes() == content
    new = [one for one in audit.records(work.store) if one not in records]
    assert "evidence copied out" in [one.action for one in new]
    assert "talks.txt" not in str(new)


def test_all_evidence_stands_on_a_page_of_its_own_and_leads_to_its_actions(work: Work) -> None:
    view = work.evidence_view()
    assert view.form.stack.currentWidget() is view.form.empty_state
    evidence = work.services.evidence
    key = evidence.add_note("Seen at Guildhall", "Twelve came", None, [Target(work.id("O3-01"))], 3)
    evidence.add_file("talks.txt", b"words")
    view.reload()
    assert view.model.rowCount() == 2
    work.room.go_to({"view": "evidence", "evidence": key})
    current = view.current()
    assert current is not None
    assert current.id == key
    view.pane.went.emit(current.links[0])
    action = work.room.grid.view.current_action()
    assert action is not None
    assert action.ref == "O3-01"


def test_a_piece_is_removed_by_key_and_brought_back(work: Work) -> None:
    work.services.evidence.add_note("Seen", "", None, [Target(work.id("O3-01"))])
    view = work.evidence_view()
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert view.model.rowCount() == 0
    work.desk.undo()
    assert [one.title for one in view.model.rows()] == ["Seen"]


def _drop(part: EvidencePart, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.MoveAction | Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    part.dropEvent(event)
    assert event.isAccepted()
    assert event.dropAction() == Qt.DropAction.CopyAction


def _dialog(work: Work, name: str, content: bytes) -> FileDialog:
    key = work.services.evidence.add_file(name, content)
    piece = work.services.evidence.piece(key)
    assert piece is not None
    assert piece.file is not None
    dialog = FileDialog(piece.title, piece.file.size, preview.drawn)
    work.qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_content(content)
    QApplication.processEvents()
    return dialog


def _png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#4F43A8"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _pdf(pages: int) -> bytes:
    made = io.BytesIO()
    paper = canvas.Canvas(made)
    for number in range(pages):
        paper.drawString(100, 700, f"Page {number + 1}")
        paper.showPage()
    paper.save()
    return made.getvalue()


def _press(dialog: QDialog) -> None:
    assert isinstance(dialog, Dialog)
    dialog.accept()


def _words(widget: object) -> str:
    assert hasattr(widget, "findChildren")
    return " ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())
