"""The grid worked like a spreadsheet, by keyboard and pointer, over a real encrypted store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from prevent_desk.plan.model.records import ActionRow
from prevent_desk.plan.ui.columns import ACTION, BY_KEY, COLUMNS, LEAD, PROGRESS, REF, TIME
from prevent_desk.plan.ui.spreadsheet.cells_model import CELL, WOULD_BE
from prevent_desk.plan.ui.spreadsheet.offers import MOST_AT_ONCE
from prevent_desk.plan.ui.spreadsheet.paste_dialog import PasteDialog
from prevent_desk.plan.ui.spreadsheet.replace_dialog import ReplaceDialog
from prevent_desk.ui import clipboard, jobs
from tests.plan.spreadsheet.conftest import in_dialog, put
from tests.plan.test_page_editing import ALT, CONTROL, NONE, SHIFT, Room

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CRITERIA, COMMENTS = BY_KEY["criteria"], BY_KEY["comments"]


def center(room: Room, row: int, column: int) -> QPoint:
    view = room.page.view
    place = view.model_.place_of(room.stored(row).id)
    assert place is not None
    return view.visualRect(view.model_.index(place, column)).center()


def drag(room: Room, start: QPoint, *points: QPoint) -> None:
    """Press at a point, move over others and let go at the last."""
    port = room.page.view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, NONE, start)
    for point in points:
        at = QPointF(point)
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, port.mapToGlobal(at), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, NONE,
        )  # fmt: skip
        QApplication.sendEvent(port, event)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NONE, points[-1])


def chosen(room: Room) -> list[tuple[str, int]]:
    return [(row.ref, column) for row, column in room.page.view.choice.cells()]


# Choosing


def test_shift_and_arrows_draw_a_block_over_headings_without_widening_it(room: Room) -> None:
    room.at(4, LEAD)
    for _ in range(3):
        room.key(Qt.Key.Key_Down, SHIFT)
    room.key(Qt.Key.Key_Right, SHIFT)
    refs = ("O1-05", "O1-06", "O2-01", "O2-02")
    assert chosen(room) == [(ref, column) for ref in refs for column in (LEAD, CRITERIA)]
    room.key(Qt.Key.Key_Up, SHIFT)
    room.key(Qt.Key.Key_Left, SHIFT)
    assert chosen(room) == [(ref, LEAD) for ref in refs[:3]]


def test_a_block_is_dragged_with_the_pointer(room: Room) -> None:
    drag(room, center(room, 0, LEAD), center(room, 1, CRITERIA), center(room, 2, TIME))
    assert len(chosen(room)) == 9
    drag(room, center(room, 2, TIME), center(room, 1, CRITERIA))
    assert chosen(room) == [(r, c) for r in ("O1-02", "O1-03") for c in (CRITERIA, TIME)]


def test_shift_and_a_click_choose_up_to_the_cell(room: Room) -> None:
    room.at(0, LEAD)
    port = room.page.view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, SHIFT, center(room, 2, CRITERIA))
    assert len(chosen(room)) == 6
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, SHIFT, center(room, 1, LEAD))
    assert chosen(room) == [("O1-01", LEAD), ("O1-02", LEAD)]


def test_everything_shown_is_chosen_and_nothing_that_is_not(room: Room) -> None:
    room.page.showing.show_column("comments", shown=False)
    room.at(0, LEAD)
    room.key(Qt.Key.Key_A, CONTROL)
    columns = room.page.view.shown_columns()
    assert len(chosen(room)) == 14 * len(columns)
    assert COMMENTS not in {column for _, column in chosen(room)}


def test_only_the_chosen_cells_are_cleared(room: Room) -> None:
    room.at(0, LEAD)
    port = room.page.view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, CONTROL, center(room, 1, TIME))
    room.key(Qt.Key.Key_Delete)
    assert (room.stored(0).leads, room.stored(0).timescale) == ((), "2015-2016")
    assert (room.stored(1).leads, room.stored(1).timescale) == (("ALL",), "")


# Copy and paste


def test_a_block_is_copied_for_spreadsheets_and_comes_back_the_same(room: Room) -> None:
    room.at(6, CRITERIA)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        room.key(key, SHIFT)
    room.key(Qt.Key.Key_C, CONTROL)
    held = QGuiApplication.clipboard().mimeData()
    assert held.text().count("\t") == 2
    assert "<table>" in held.html()
    wanted = [(room.stored(n).criteria, room.stored(n).timescale) for n in (6, 7)]
    room.at(0, CRITERIA)
    room.key(Qt.Key.Key_V, CONTROL)
    assert [(room.stored(n).criteria, room.stored(n).timescale) for n in (0, 1)] == wanted
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.stored(0).timescale == "2015-2016"


def test_words_of_a_word_table_go_into_cells_and_not_into_rows(room: Room) -> None:
    html = "<table><tr><td><p>one</p><p>two</p></td><td><p>May</p></td></tr></table>"
    put("one\ntwo\tMay\n", html)
    room.at(0, CRITERIA)
    room.key(Qt.Key.Key_V, CONTROL)
    assert (room.stored(0).criteria, room.stored(0).timescale) == (("one", "two"), "May")
    assert room.stored(1).timescale == "2015-2016"


def test_one_value_goes_into_every_chosen_cell(room: Room) -> None:
    put("Probation")
    room.at(0, LEAD)
    for _ in range(2):
        room.key(Qt.Key.Key_Down, SHIFT)
    room.key(Qt.Key.Key_V, CONTROL)
    assert {room.stored(n).leads for n in range(3)} == {("Probation",)}
    assert room.desk.store.undo_label() == "paste of 3 cells"


def test_nothing_is_written_before_it_was_looked_at_and_one_undo_takes_all_back(
    room: Room,
) -> None:
    before = room.plans.contents(room.plan_id)
    put("May\tBehind\nJune\tamber\nJuly\tGreen\n")
    room.at(0, TIME)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PasteDialog)
        assert room.plans.contents(room.plan_id) == before
        table = dialog.form.cells_table
        assert dialog.cells.rowCount() == 1
        assert "not in this plan's key" in dialog.cells.candidate(0).matter
        assert dialog.verb.text().replace("&", "") == "Paste 5 cells"
        assert dialog.focusWidget() is table
        # By keyboard: F2 opens the plan's own stages.
        QTest.keyClick(table, Qt.Key.Key_F2)
        combo = table.findChild(QComboBox)
        assert combo is not None
        combo.setCurrentText("Ongoing")
        QTest.keyClick(combo, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert dialog.isVisible()
        assert dialog.verb.text().replace("&", "") == "Paste 6 cells"
        dialog.verb.click()

    in_dialog(lambda: room.key(Qt.Key.Key_V, CONTROL), look)
    assert [room.stored(n).progress for n in range(3)] == ["behind", "ongoing", "on_target"]
    assert [room.stored(n).timescale for n in range(3)] == ["May", "June", "July"]
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.plans.contents(room.plan_id) == before


def test_cells_can_be_skipped_by_the_space_bar(room: Room) -> None:
    put("31/2\tBehind\n")
    room.at(0, TIME)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PasteDialog)
        assert dialog.cells.candidate(0).judged.doubt == "February 2015 has 28 days."
        dialog.form.cells_table.setCurrentIndex(dialog.cells.index(0, CELL))
        QTest.keyClick(dialog.form.cells_table, Qt.Key.Key_Space)
        dialog.verb.click()

    in_dialog(lambda: room.key(Qt.Key.Key_V, CONTROL), look)
    assert (room.stored(0).timescale, room.stored(0).progress) == ("2015-2016", "behind")


def test_a_paste_thought_better_of_leaves_everything(room: Room) -> None:
    before = room.plans.contents(room.plan_id)
    put("amber\nGreen\n", "<table><tr><td>amber</td></tr><tr><td>Green</td></tr></table>")
    room.at(0, PROGRESS)
    in_dialog(lambda: room.key(Qt.Key.Key_V, CONTROL), lambda dialog: dialog.reject())
    assert room.plans.contents(room.plan_id) == before


def test_rows_without_a_place_become_actions_where_that_is_wanted(room: Room) -> None:
    put("May\tBehind\nJune\tGreen\nJuly\tBlue\n")
    room.at(13, TIME)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PasteDialog)
        assert dialog.over_choice.value() == "add"
        assert dialog.verb.text().replace("&", "") == "Paste 6 cells"
        dialog.verb.click()

    in_dialog(lambda: room.key(Qt.Key.Key_V, CONTROL), look)
    rows = room.plans.sheet(room.plan_id).rows
    assert [(row.timescale, row.progress) for row in rows[13:]] == [
        ("May", "behind"), ("June", "on_target"), ("July", "ongoing"),
    ]  # fmt: skip
    assert len({row.ref for row in rows}) == 16
    room.key(Qt.Key.Key_Z, CONTROL)
    assert len(room.plans.sheet(room.plan_id).rows) == 14


def test_rows_without_a_place_can_be_left_out(room: Room) -> None:
    put("May\tBehind\nJune\tamber\n")
    room.at(13, TIME)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PasteDialog)
        dialog.over_choice.set_value("stop")
        dialog.over_choice.chosen.emit("stop")
        assert dialog.verb.text().replace("&", "") == "Paste 2 cells"
        dialog.verb.click()

    in_dialog(lambda: room.key(Qt.Key.Key_V, CONTROL), look)
    assert len(room.plans.sheet(room.plan_id).rows) == 14
    assert room.stored(13).timescale == "May"


def test_words_copied_are_off_the_clipboard_when_their_time_is_over(room: Room) -> None:
    room.at(0, LEAD)
    room.key(Qt.Key.Key_C, CONTROL)
    watch = clipboard.watch()
    assert watch.timer.isActive()
    assert watch.timer.interval() == 30_000
    watch.timer.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""
    assert not watch.timer.isActive()
    room.key(Qt.Key.Key_V, CONTROL)
    assert room.desk.said[-1] == "Nothing to paste: copied words are kept for 30 seconds"


def test_windows_is_asked_to_keep_copied_words_out_of_its_history() -> None:
    from PySide6.QtCore import QMimeData

    made = QMimeData()
    clipboard.keep_out(made, "win32")
    names = [name for name in made.formats() if "CanIncludeInClipboardHistory" in name]
    assert names == ['application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"']
    assert made.data(names[0]).data() == bytes(4)


def test_a_large_block_is_shown_at_once_and_what_comes_next_waits_until_it_is_stored(
    room: Room, qtbot: QtBot
) -> None:
    before = room.plans.contents(room.plan_id)
    keys = ("action", "lead", "criteria", "time", "start", "due", "resources", "progress",
            "reason", "comments")  # fmt: skip
    for key in keys:
        room.page.showing.show_column(key, shown=True)
    table = [
        [f"Title {n}", "A, B", f"one {n}", f"week {n}", "1/3/2016", "2/4/2016", f"{n} hours",
         "Green", "why", f"said {n}"]
        for n in range(14)
    ]  # fmt: skip
    text = "\n".join("\t".join(row) for row in table) + "\n"
    wide = text.replace("Title 3\t", '"Title 3\nand text"\t')
    put(wide)
    fields = sum(len(COLUMNS[BY_KEY[key]].fields) for key in keys)
    assert fields * 14 > MOST_AT_ONCE
    room.at(0, ACTION)
    foreseen: list[ActionRow] = []
    room.page.acts.rows_foreseen.connect(foreseen.extend)
    with qtbot.waitSignal(room.page.acts.rows_changed, timeout=20_000):
        room.key(Qt.Key.Key_V, CONTROL)
        assert [row.title for row in foreseen] == [f"Title {n}" for n in range(14)]
        shown = room.page.view.current_action()
        assert shown is not None
        assert shown.timescale == "week 0"
    # The day of a new comment comes with storing it.
    stored = [replace(row, comments="") for row in room.plans.sheet(room.plan_id).rows]
    assert [replace(row, comments="") for row in foreseen] == stored
    assert room.desk.said[-1] == "140 cells pasted"
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.plans.contents(room.plan_id) == before
    # Without a pause: the undo waits for what it shall undo.
    room.at(0, ACTION)
    room.key(Qt.Key.Key_V, CONTROL)
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.plans.contents(room.plan_id) == before
    assert jobs.stop_all()


# Filling


def test_filling_right_and_down_take_the_edge_of_the_block(room: Room) -> None:
    room.page.showing.show_column("start", shown=True)
    room.page.showing.show_column("due", shown=True)
    start, due = BY_KEY["start"], BY_KEY["due"]
    room.at(0, start)
    room.type("1 mar 2016")
    room.key(Qt.Key.Key_Return)
    room.at(0, start)
    room.key(Qt.Key.Key_Right, SHIFT)
    room.key(Qt.Key.Key_R, CONTROL)
    assert room.stored(0).due == room.stored(0).start
    room.key(Qt.Key.Key_Down, SHIFT)
    room.key(Qt.Key.Key_D, CONTROL)
    assert (room.stored(1).start, room.stored(1).due) == (room.stored(0).start, room.stored(0).due)
    assert due in room.page.view.choice.columns()


def test_control_enter_writes_into_every_chosen_cell(room: Room) -> None:
    room.at(0, LEAD)
    for _ in range(2):
        room.key(Qt.Key.Key_Down, SHIFT)
    room.type("Probation")
    room.key(Qt.Key.Key_Return, CONTROL)
    assert [room.stored(n).leads for n in range(4)] == [("Probation",)] * 3 + [("ALL",)]


# Words that are typed


def test_words_that_escape_took_away_come_back_with_control_z(room: Room) -> None:
    before = room.stored(0)
    room.at(0, TIME)
    room.type("by Easter")
    room.key(Qt.Key.Key_Escape)
    assert room.stored(0) == before
    room.key(Qt.Key.Key_Z, CONTROL)
    editor = room.page.editing.editor()
    assert editor is not None
    assert editor.text() == "by Easter"
    room.key(Qt.Key.Key_Return)
    assert room.stored(0).timescale == "by Easter"


def test_after_another_act_control_z_is_about_that_act(room: Room) -> None:
    room.at(0, TIME)
    room.type("never")
    room.key(Qt.Key.Key_Escape)
    room.at(1, PROGRESS)
    room.key(Qt.Key.Key_1, ALT)
    assert room.stored(1).progress == "behind"
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.page.editing.editor() is None
    assert room.stored(1).progress is None


def test_a_day_that_is_none_is_asked_about_once_and_kept_as_words(room: Room) -> None:
    room.at(0, TIME)
    room.type("31/2")
    room.key(Qt.Key.Key_Return)
    editor = room.page.editing.editor()
    assert editor is not None
    assert editor.note.text() == "February 2015 has 28 days. Enter keeps it as words."
    assert room.stored(0).timescale == "2015-2016"
    room.key(Qt.Key.Key_Return)
    assert room.stored(0).timescale == "31/2"
    assert room.desk.said[-1].endswith("kept as words: February 2015 has 28 days.")


def test_the_box_stays_over_its_cell_when_the_columns_move(room: Room) -> None:
    room.at(3, LEAD)
    room.type("Prob")
    editor = room.page.editing.editor()
    assert editor is not None
    view = room.page.view
    for width in (1500, 1250, 1420):
        room.page.resize(width, 626)
        QApplication.processEvents()
        cell = view.visualRect(view.currentIndex())
        assert abs(editor.geometry().left() - (cell.left() - 1)) <= 1
        assert cell.top() - 1 <= editor.geometry().top() <= cell.bottom()
    room.page.showing.show_column("ref", shown=True)
    room.page.showing.show_column("start", shown=True)
    assert editor.geometry().left() == view.visualRect(view.currentIndex()).left() - 1
    room.key(Qt.Key.Key_Escape)


# Find and replace


def test_words_are_replaced_where_they_stay_ticked(room: Room) -> None:
    before = room.plans.contents(room.plan_id)
    room.at(0, ACTION)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ReplaceDialog)
        dialog.find_edit.setText("xxx")
        dialog.by_edit.setText("12")
        dialog.look()
        assert [one.where for one in dialog.hits.hits()] == ["O2-01 · Success criteria"]
        dialog.find_edit.setText("2015-2016")
        dialog.by_edit.setText("2016-2017")
        dialog.look()
        assert dialog.hits.rowCount() > 2
        table = dialog.form.hits_table
        table.setCurrentIndex(dialog.hits.index(0, 0))
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Space)
        assert room.plans.contents(room.plan_id) == before
        dialog.verb.click()

    in_dialog(lambda: room.key(Qt.Key.Key_F, CONTROL | SHIFT), answer)
    assert [room.stored(n).timescale for n in (0, 1)] == ["2015-2016", "2016-2017"]
    label = room.desk.store.undo_label()
    assert label is not None
    assert label.startswith("replacement in ")
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.plans.contents(room.plan_id) == before


def test_a_replacement_that_does_not_fit_cannot_be_ticked(room: Room) -> None:
    room.at(0, PROGRESS)
    room.key(Qt.Key.Key_1, ALT)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ReplaceDialog)
        dialog.find_edit.setText("Behind")
        dialog.by_edit.setText("Late")
        dialog.look()
        wrong = [one for one in dialog.hits.hits() if one.wrong]
        assert [one.where for one in wrong] == ["O1-01 · Progress"]
        assert not wrong[0].taken
        dialog.hits.take_all(on=True)
        assert not dialog.verb.isEnabled()

    in_dialog(room.page.find_and_replace, answer)
    assert room.stored(0).progress == "behind"


def test_a_place_found_is_gone_to(room: Room) -> None:
    room.page.showing.show_filters(room.page.showing.filters.with_text("ref", "O1"))
    room.at(0, ACTION)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ReplaceDialog)
        dialog.rows_combo.setCurrentIndex(dialog.rows_combo.count() - 1)
        dialog.find_edit.setText("xxx")
        dialog.look()
        dialog.go_button.click()

    in_dialog(room.page.find_and_replace, answer)
    assert room.cell() == ("O2-01", CRITERIA)


# Everything by keyboard alone


def test_rows_are_removed_moved_and_brought_back_by_keys(room: Room) -> None:
    before = room.plans.contents(room.plan_id)
    room.at(2, REF)
    room.key(Qt.Key.Key_Down, ALT | SHIFT)
    assert [room.stored(n).ref for n in (2, 3)] == ["O1-04", "O1-03"]
    room.key(Qt.Key.Key_Delete, CONTROL)
    assert "O1-03" not in {row.ref for row in room.plans.sheet(room.plan_id).rows}
    room.key(Qt.Key.Key_Z, CONTROL)
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.plans.contents(room.plan_id) == before


def test_a_filter_is_typed_and_left_by_keys(room: Room) -> None:
    room.at(0, ACTION)
    room.key(Qt.Key.Key_F, CONTROL)
    room.type("training")
    assert 0 < room.page.showing.fitting < 14
    room.key(Qt.Key.Key_Down)
    assert room.page.view.hasFocus()
    room.key(Qt.Key.Key_Escape)
    assert room.page.showing.fitting == 14


def test_a_picker_of_values_is_opened_ticked_and_closed_by_keys(room: Room) -> None:
    room.at(0, LEAD)
    room.key(Qt.Key.Key_F, CONTROL)
    room.key(Qt.Key.Key_Down)
    picker = room.page.view.header.editors["lead"]
    popup = getattr(picker, "popup", None)
    assert popup is not None
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    assert room.page.showing.filters.order == ("lead",)
    popup.close()
    assert room.page.showing.fitting < 14


def test_headings_are_folded_and_opened_by_keys(room: Room) -> None:
    room.at(0, REF)
    room.key(Qt.Key.Key_Left)
    room.key(Qt.Key.Key_Left)
    shown = room.page.view.model_.actions_shown()
    assert shown < 14
    room.key(Qt.Key.Key_Right)
    assert room.page.view.model_.actions_shown() == 14


def test_every_act_of_the_grid_has_a_command_without_the_pointer(room: Room) -> None:
    room.at(0, ACTION)
    titles = [command.title for command in room.page.commands()]
    for words in (
        "Sort by Progress", "Order of the plan", "Fold all objectives", "Move up", "Move down",
        "Remove O1-01", "Find and replace", "Fill right", "View: Save as a new view…",
        "Print the plan as it is shown",
    ):  # fmt: skip
        assert words in titles
    by_title = {command.title: command for command in room.page.commands()}
    by_title["Sort by Progress"].run()
    assert room.page.showing.sort.key == "progress"
    by_title["Order of the plan"].run()
    assert room.page.showing.sort.key is None


def test_a_line_edit_takes_the_keys_of_a_correction(room: Room) -> None:
    put("12/1/2016\n99/99\n", "<table><tr><td>12/1/2016</td></tr><tr><td>99/99</td></tr></table>")
    room.page.showing.show_column("due", shown=True)
    room.at(0, BY_KEY["due"])

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PasteDialog)
        table = dialog.form.cells_table
        table.setCurrentIndex(dialog.cells.index(0, WOULD_BE))
        QTest.keyClick(table, Qt.Key.Key_F2)
        line = table.findChild(QLineEdit)
        assert line is not None
        line.setText("13/1/2016")
        QTest.keyClick(line, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert dialog.isVisible()
        dialog.verb.click()

    in_dialog(lambda: room.key(Qt.Key.Key_V, CONTROL), look)
    days = [room.stored(n).due for n in (0, 1)]
    assert [day.isoformat() for day in days if day] == ["2016-01-12", "2016-01-13"]
