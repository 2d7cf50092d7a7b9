"""Both imports through their windows: file, columns, check, one Undo; by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.training.ui.importing.course_words import OUT
from prevent_desk.training.ui.importing.done_dialog import DoneImportDialog
from prevent_desk.training.ui.importing.frame import ListImportDialog
from prevent_desk.training.ui.importing.left_over import TakeOutRowsDialog
from prevent_desk.training.ui.importing.pick_person import PickPersonDialog
from prevent_desk.training.ui.importing.staff_dialog import StaffImportDialog
from prevent_desk.training.ui.room import TrainingRoom
from prevent_desk.ui import jobs
from tests.plan.page_room import DeskStandIn
from tests.training.desks import TODAY, Desk
from tests.training.importing import lists

_LONG_MS = 20_000


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Iterator[TrainingRoom]:
    desk.training.courses.bring_in_catalogue()
    found = TrainingRoom(desk.training, DeskStandIn(desk.store), desk.clock)
    qtbot.addWidget(found)
    found.resize(1290, 626)
    found.show()
    yield found
    jobs.stop_all()


def said(room: TrainingRoom) -> list[str]:
    desk = room.around.desk
    assert isinstance(desk, DeskStandIn)
    return desk.said


def at_columns(qtbot: QtBot, dialog: ListImportDialog, path: Path) -> None:
    dialog.show()
    dialog.open_file(path)
    qtbot.waitUntil(lambda: dialog.file is not None, timeout=_LONG_MS)


def at_check(qtbot: QtBot, dialog: ListImportDialog, path: Path) -> None:
    at_columns(qtbot, dialog, path)
    dialog.next_button.click()
    qtbot.waitUntil(lambda: dialog.steps.current() == 2, timeout=_LONG_MS)


def only(dialog: ListImportDialog, kind: str) -> None:
    """Show rows of one kind, as its list does when one is picked."""
    dialog.lines.only_box.set_value(kind)
    dialog.lines.only_box.picked.emit(kind)


def take(qtbot: QtBot, dialog: ListImportDialog) -> None:
    with qtbot.waitSignal(dialog.accepted, timeout=_LONG_MS):
        dialog.take_button.click()


def test_a_staff_list_goes_in_with_two_clicks_and_out_with_one_undo(
    desk: Desk, room: TrainingRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = StaffImportDialog(room.around)
    at_check(qtbot, dialog, lists.commas(tmp_path / "list.csv", lists.STORY))
    assert dialog.take_button.text() == "Take 4 rows in"
    assert dialog.banner.text() == (
        "2 departments would be made: Housing, Libraries. "
        "2 roles would be made: Housing officer, Librarian."
    )
    take(qtbot, dialog)
    assert said(room) == ["Staff list taken in: 4 new, 2 new departments"]
    assert desk.training.people.how_many() == 4
    room.around.desk.undo()
    assert desk.training.people.how_many() == 0


def test_what_a_column_tells_can_be_changed_and_what_is_missing_is_said(
    room: TrainingRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = StaffImportDialog(room.around)
    text = "Ref,Who,Place\n1001,Amara Ashdown,Housing\n"
    at_columns(qtbot, dialog, lists.commas(tmp_path / "odd.csv", text))
    assert dialog.columns.mapped() == (None, None, None)
    dialog.next_button.click()
    assert dialog.banner.text() == "Say which column holds the names."
    for box, part in zip(dialog.columns.boxes, ("number", "name", "department"), strict=True):
        box.setCurrentIndex(box.findData(part))
    dialog.next_button.click()
    qtbot.waitUntil(lambda: dialog.steps.current() == 2, timeout=_LONG_MS)
    assert [row.kind for row in dialog.lines.rows()] == ["new"]
    dialog.reject()


def test_rows_are_ticked_by_space_and_only_those_that_do_something(
    room: TrainingRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = StaffImportDialog(room.around)
    at_check(qtbot, dialog, lists.commas(tmp_path / "list.csv", lists.STORY))
    table = dialog.lines.table
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert not dialog.lines.chosen()
    assert not dialog.take_button.isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert dialog.take_button.text() == "Take 4 rows in"
    only(dialog, "wrong")
    assert {row.kind for row in dialog.lines.model.rows()} == {"wrong"}
    assert not dialog.lines.all_button.isEnabled()
    assert dialog.take_button.text() == "Take 4 rows in"
    dialog.reject()


def test_who_is_gone_is_ticked_by_hand(
    desk: Desk, room: TrainingRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    first = StaffImportDialog(room.around)
    first_day = TODAY.replace(day=3)
    first.day_edit.set_day(first_day)
    at_check(qtbot, first, lists.commas(tmp_path / "october.csv", lists.STORY))
    take(qtbot, first)
    second = StaffImportDialog(room.around)
    shorter = "\n".join(line for line in lists.STORY.splitlines() if not line.startswith("1010"))
    at_check(qtbot, second, lists.commas(tmp_path / "november.csv", shorter))
    gone = [row for row in second.lines.rows() if row.kind == "left"]
    assert [row.who for row in gone] == ["Kemal Kestle"]
    assert second.take_button.text() == "Note 3 as still there"
    only(second, "left")
    second.lines.all_button.click()
    take(qtbot, second)
    assert said(room)[-1] == "Staff list taken in: 1 left"
    (kemal,) = [one for one in desk.training.people.all(left=True) if one.staff_no == "1010"]
    assert kemal.left == TODAY


def test_a_workbook_under_a_password_asks_for_it(
    room: TrainingRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    from prevent_desk.outgoing.passwords import protected

    plain = lists.workbook(tmp_path / "plain.xlsx", lists.staff(3))
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(protected(plain.read_bytes(), ".xlsx", "correct horse"))
    dialog = StaffImportDialog(room.around)
    dialog.show()
    dialog.open_file(locked)
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=_LONG_MS)
    dialog.password_edit.set_text("wrong")
    dialog.open_button.click()
    qtbot.waitUntil(lambda: bool(dialog.password_field.error()), timeout=_LONG_MS)
    dialog.password_edit.set_text("correct horse")
    dialog.open_button.click()
    qtbot.waitUntil(lambda: dialog.file is not None, timeout=_LONG_MS)
    assert dialog.password_edit.text() == ""
    dialog.reject()


def test_a_file_that_is_none_says_so_and_another_can_be_chosen(
    room: TrainingRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = StaffImportDialog(room.around)
    dialog.show()
    page = tmp_path / "page.html"
    page.write_text("<html>Staff</html>")
    dialog.open_file(page)
    qtbot.waitUntil(lambda: bool(dialog.banner.text()), timeout=_LONG_MS)
    assert "“page.html” is no table." in dialog.banner.text()
    dialog.choose_file = lambda _start: str(lists.commas(tmp_path / "list.csv", lists.STORY))
    dialog.file_state.first_clicked.emit()
    qtbot.waitUntil(lambda: dialog.file is not None, timeout=_LONG_MS)
    dialog.reject()


def test_completions_go_in_and_what_names_of_courses_meant_is_kept(
    desk: Desk, room: TrainingRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    amara = desk.learner("Amara Ashdown", "1001")
    desk.learner("Ben Birch", "1002")
    path = lists.commas(tmp_path / "site.csv", lists.DONE)
    dialog = DoneImportDialog(room.around)
    at_columns(qtbot, dialog, path)
    box = dialog.names.boxes["fire safety"]
    box.setCurrentIndex(box.findData(OUT))
    dialog.next_button.click()
    qtbot.waitUntil(lambda: dialog.steps.current() == 2, timeout=_LONG_MS)
    assert dialog.take_button.text() == "Take 2 completions in"
    take(qtbot, dialog)
    assert said(room) == ["2 completions taken in"]
    assert len(desk.training.completions.of(amara)) == 1
    again = DoneImportDialog(room.around)
    at_columns(qtbot, again, path)
    assert again.names.meant()["fire safety"] is None
    again.reject()


def test_a_row_is_matched_by_hand_and_ticked(
    desk: Desk, room: TrainingRoom, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kemal = desk.learner("Kemal Kestle", "1010")
    dialog = DoneImportDialog(room.around)
    at_check(qtbot, dialog, lists.commas(tmp_path / "site.csv", lists.DONE))

    def choose(picking: PickPersonDialog) -> int:
        picking.pick_button.click()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PickPersonDialog, "exec", choose)
    (row,) = [one for one in dialog.lines.rows() if one.place == "Row 6"]
    dialog.lines.go_to(row.key)
    assert dialog.match_button.isEnabled()
    QTest.keyClick(dialog.lines.table, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any(one.who == "Kemal Kestle" and one.kind == "new" for one in dialog.lines.rows()),
        timeout=_LONG_MS,
    )
    assert "Row 6" in {one.place for one in dialog.lines.chosen()}
    take(qtbot, dialog)
    assert len(desk.training.completions.of(kemal)) == 1


def test_rows_left_over_go_out_with_why_and_come_in_again_corrected(
    desk: Desk, room: TrainingRoom, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = StaffImportDialog(room.around)
    at_check(qtbot, dialog, lists.commas(tmp_path / "list.csv", lists.STORY))
    out = tmp_path / "out"
    out.mkdir()

    def save(taking: TakeOutRowsDialog) -> int:
        taking.form.password_check.setChecked(False)
        taking.choose_folder = lambda _start: str(out)
        taking.folder_button.click()
        taking.save()
        qtbot.waitUntil(lambda: taking.saved is not None, timeout=_LONG_MS)
        taking.done(0)
        return 0

    monkeypatch.setattr(TakeOutRowsDialog, "exec", save)
    dialog.left_button.click()
    dialog.reject()
    (path,) = out.iterdir()
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][-1] == "Why it was left"
    assert rows[0][0] == "Employee No"
    assert len(rows) == 1 + 8
    assert rows[1][0] == "1004"
    assert rows[1][-1] == "“31/11/2022” is not a day (start)."
    # A formula in a name stays a text.
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    sheet.cell(2, 6).value = "30/11/2022"
    mended = tmp_path / "mended.xlsx"
    sheet.parent.save(mended)  # type: ignore[union-attr]
    again = StaffImportDialog(room.around)
    at_check(qtbot, again, mended)
    assert [row.who for row in again.lines.rows() if row.kind == "new"] == ["Dina Dunmore"]
    again.reject()
