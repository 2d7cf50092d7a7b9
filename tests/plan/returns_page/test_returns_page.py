"""Returns worked through on their page: brought in, decided, applied, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.plan.model.partners.records import Keep, Kind, State
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.ui.returns.model import Column
from tests.plan.desks import Desk
from tests.plan.returns.partners import office_of
from tests.plan.returns_page.conftest import Room, police, room_over

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_where_nothing_was_sent_the_page_says_so_and_offers_to_send(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    room = room_over(qtbot, office_of(desk), tmp_path)
    assert room.page.state.accessibleName().startswith("No workbook sent yet")
    assert room.page.agencies.isHidden()
    assert [one.title for one in room.page.crumbs()] == ["Returns"]


def test_the_list_says_who_has_answered_and_who_is_owing(room: Room) -> None:
    room.drop(room.save("City Police", police), room.save("Education"))
    states = {line.send.agency: line.state for line in room.page.agencies.lines()}
    assert states["City Police"] is State.RETURNED
    assert states["Education"] is State.BLANK
    assert states["Housing"] is State.WAITING
    assert room.page.agencies.chase_button.text().replace("&", "") == "Draft chasers for 4"
    assert room.page.agencies.sent_label.text().endswith("due\u00a09\u00a0Dec")


def test_a_refused_file_is_listed_with_its_reason_and_the_others_go_on(room: Room) -> None:
    broken = room.folder / "holiday.xlsx"
    broken.write_bytes(b"PK not a workbook")
    missing = room.folder / "gone.xlsx"
    room.drop(broken, missing, room.save("Education", police), room.save("City Police", police))
    sentences = room.page.arrived.sentences()
    assert [one.split(":")[0] for one in sentences] == ["holiday.xlsx", "gone.xlsx"]
    assert all(one.endswith((".", ")")) for one in sentences)
    back = [one.send.agency for one in room.page.agencies.lines() if one.return_id is not None]
    assert sorted(back) == ["City Police", "Education"]
    assert room.page.arrived.isVisible()
    room.page.arrived.put_away()
    assert not room.page.arrived.isVisible()


def test_files_are_dropped_anywhere_on_the_page(room: Room) -> None:
    urls = [QUrl.fromLocalFile(str(room.save(name, police))) for name in ("Education", "Housing")]
    carried = QMimeData()
    carried.setUrls(urls)
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(600, 300), Qt.DropAction.CopyAction, carried, buttons, none)
    QApplication.sendEvent(room.page, entered)
    assert entered.isAccepted()
    dropped = QDropEvent(QPointF(600, 300), Qt.DropAction.CopyAction, carried, buttons, none)
    QApplication.sendEvent(room.page, dropped)
    room.rest()
    back = [one.send.agency for one in room.page.agencies.lines() if one.return_id is not None]
    assert sorted(back) == ["Education", "Housing"]


def test_cancel_keeps_what_was_taken_in_and_says_so(room: Room) -> None:
    paths = [room.save(name, police) for name in ("Education", "Housing", "Probation")]
    reported = room.page.card.report

    def stop_at_the_second(done: int, of: int, what: str) -> None:
        reported(done, of, what)
        if done == 1:
            room.page.card.cancelled.emit()

    room.page.card.report = stop_at_the_second  # type: ignore[method-assign]
    room.drop(*paths)
    back = [one.send.agency for one in room.page.agencies.lines() if one.return_id is not None]
    assert 0 < len(back) < 3
    assert any(said.startswith("Stopped.") for said in room.desk.said)
    assert not room.page.card.isVisible()


def test_a_decision_is_kept_as_it_is_made_and_ctrl_z_takes_it_back(back: Room) -> None:
    found = back.at("O1-01", Field.PROGRESS)
    undo = back.office.store.undo_label()
    back.press("a")
    return_id = back.return_id()
    assert back.office.compare(return_id).decisions[found.key].keep is Keep.THEIRS
    assert "Accepted by you" in back.page.model.hint(back.page.model.row_of(found.key))
    assert back.office.store.undo_label() == undo
    back.press(Qt.Key.Key_Z, control=True)
    assert found.key not in back.office.compare(return_id).decisions
    back.press(Qt.Key.Key_Y, control=True)
    assert back.office.compare(return_id).decisions[found.key].keep is Keep.THEIRS
    back.press(Qt.Key.Key_Backspace)
    assert found.key not in back.office.compare(return_id).decisions


def test_keys_choose_a_side_and_step_through_what_waits(back: Room) -> None:
    found = back.at("O1-03", Kind.BOTH.value)
    for key, keep in (("a", Keep.THEIRS), ("m", Keep.MINE), ("b", Keep.BOTH)):
        back.press(key)
        assert back.page.model.decisions()[found.key].keep is keep
    back.press("j")
    below = back.page.table.current()
    assert below is not None
    assert below.key not in back.page.model.decisions()
    back.press("k")
    assert back.page.table.current() not in {None, found}
    back.page.table.go_to_key(found.key)
    back.press(Qt.Key.Key_Space)
    assert back.page.model.decisions()[found.key].keep is Keep.THEIRS


def test_the_keys_work_from_the_buttons_of_a_row_too(back: Room) -> None:
    found = back.at("O1-03", Kind.BOTH.value)
    back.page.table.keep.begin()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert "Resources: " in focus.accessibleName()
    back.press("m", on=focus)
    assert back.page.model.decisions()[found.key].keep is Keep.MINE
    back.press("j", on=QApplication.focusWidget())
    assert back.page.table.hasFocus()
    assert back.page.table.current() != found


def test_a_word_outside_the_key_can_only_be_told_what_it_means(back: Room) -> None:
    found = back.at("O1-02", Field.PROGRESS)
    assert found.kind is Kind.FIX
    back.press("a")
    assert found.key not in back.page.model.decisions()
    combo = back.page.table.keep.combo
    assert combo.view().isVisible()
    assert [combo.itemText(row) for row in range(3)] == ["Behind", "Ongoing", "On target"]
    QTest.keyClick(combo.view(), Qt.Key.Key_Down)
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)
    back.rest()
    decision = back.page.model.decisions()[found.key]
    assert (decision.keep, decision.text) == (Keep.THEIRS, combo.currentText())
    assert back.page.table.hasFocus()


def test_a_date_that_is_none_says_why_and_stays_until_it_fits(back: Room) -> None:
    found = back.at("O1-04", Field.DUE)
    line = back.page.table.keep.line
    back.press(Qt.Key.Key_F2)
    assert line.hasFocus()
    QTest.keyClicks(line, "31 june")
    QTest.keyClick(line, Qt.Key.Key_Return)
    row = back.page.model.row_of(found.key)
    assert back.page.model.is_refused(row)
    assert "is not one date" in back.page.model.hint(row)
    assert line.text() == "31 june"
    back.page.table.go_to_row(0)
    back.page.table.go_to_key(found.key)
    assert line.text() == "31 june"
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "30 june 2016")
    QTest.keyClick(line, Qt.Key.Key_Return)
    back.rest()
    decision = back.page.model.decisions()[found.key]
    assert decision.keep is Keep.THEIRS
    assert decision.text is not None
    assert "30 Jun 2016" in decision.text
    assert not back.desk.drafts()


def test_both_are_edited_under_the_two_they_are_made_of(back: Room) -> None:
    found = back.at("O1-03", Kind.BOTH.value)
    back.press(Qt.Key.Key_F2)
    editor = back.page.table.editor
    assert editor.isVisible()
    assert editor.text() == found.both
    QTest.keyClicks(editor.box, " and more")
    assert any("and more" in text for text, _at in back.desk.drafts().values())
    QTest.keyClick(editor.box, Qt.Key.Key_Return, CONTROL)
    back.rest()
    decision = back.page.model.decisions()[found.key]
    assert (decision.keep, decision.text) == (Keep.BOTH, f"{found.both} and more")
    assert not back.desk.drafts()
    assert back.page.table.hasFocus()
    back.press(Qt.Key.Key_F2)
    QTest.keyClicks(editor.box, " and less")
    QTest.keyClick(editor.box, Qt.Key.Key_Escape)
    assert back.page.model.decisions()[found.key].text == f"{found.both} and more"


def test_a_lock_keeps_the_words_of_an_open_editor(back: Room) -> None:
    found = back.at("O1-03", Kind.BOTH.value)
    back.press(Qt.Key.Key_F2)
    QTest.keyClicks(back.page.table.editor.box, " half")
    back.plan_room.flush()
    return_id = back.return_id()
    assert back.office.compare(return_id).decisions[found.key].text == f"{found.both} half"


def test_a_missing_row_stays_unless_it_is_removed_by_its_button(back: Room) -> None:
    found = back.at("O1-06", Kind.MISSING.value)
    for key in ("a", "b", Qt.Key.Key_Space):
        back.press(key)
        decision = back.page.model.decisions().get(found.key)
        assert decision is None or decision.keep is Keep.KEEP_ROW
    buttons = back.page.table.keep.segments.findChildren(QAbstractButton)
    remove = next(one for one in buttons if one.isVisible() and one.text() == "Remove")
    remove.click()
    assert back.page.model.decisions()[found.key].keep is Keep.REMOVE


def test_a_press_on_the_picture_of_a_button_chooses_at_once(back: Room) -> None:
    table = back.page.table
    found = back.at("O1-03", Kind.BOTH.value)
    row = back.page.model.row_of(found.key)
    table.go_to_row(0 if row else 1)
    back.rest()
    box = table.visualRect(back.page.model.index(row, Column.KEEP))
    inner = table.painter_.inner(box, Column.KEEP)
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=inner.topLeft() + QPoint(20, 15)
    )
    assert back.page.model.decisions()[found.key].keep is Keep.THEIRS


def test_all_clear_changes_are_taken_and_one_ctrl_z_leaves_them_again(back: Room) -> None:
    waiting = back.page.model.open_count()
    back.page.head.clear_button.click()
    back.rest()
    assert 0 < back.page.model.open_count() < waiting
    clear = [one for one in back.page.model.differences() if one.proposed is not None]
    assert clear
    assert all(one.key in back.page.model.decisions() for one in clear)
    assert not back.page.head.clear_button.isEnabled()
    back.press(Qt.Key.Key_Z, control=True)
    assert back.page.model.open_count() == waiting


def test_apply_writes_what_was_decided_and_one_undo_takes_all_of_it_back(back: Room) -> None:
    desk = back.office.desk
    before = desk.everything()
    back.at("O1-02", Field.PROGRESS)
    back.press("m")
    back.at("O1-04", Field.DUE)
    back.press("m")
    back.at("O1-03", Kind.BOTH.value)
    back.press("b")
    back.page.take_all_clear()
    back.rest()
    assert back.page.model.open_count() == 0
    decided = back.page.model.decided_count()
    assert f"{decided} decisions" in back.page.head.apply_button.text().replace("&", "")
    back.press(Qt.Key.Key_Return, control=True)
    assert desk.row("O1-01").progress == "on_target"
    assert "Met the hospital's lead" in desk.row("O1-05").comments
    assert "O1-06" in desk.refs()
    line = next(one for one in back.page.agencies.lines() if one.send.agency == "City Police")
    assert line.state is State.MERGED
    assert back.office.store.undo_label() == "return of City Police"
    back.desk.undo()
    back.rest()
    assert desk.everything() == before
    line = next(one for one in back.page.agencies.lines() if one.send.agency == "City Police")
    assert line.state is State.RETURNED


def test_after_apply_the_next_agency_with_something_to_decide_is_shown(back: Room) -> None:
    back.drop(back.save("Probation", police))
    back.choose("City Police")
    back.page.take_all_clear()
    back.rest()
    for one in back.page.model.differences():
        if one.key not in back.page.model.decisions() and one.is_to_decide:
            back.page.deciding.decide(one.key, Keep.MINE, None)
    back.page.apply()
    back.rest()
    line = back.page.agencies.current()
    assert line is not None
    assert line.send.agency == "Probation"


def test_a_part_can_be_applied_and_the_rest_waits(back: Room) -> None:
    back.at("O1-01", Field.PROGRESS)
    back.press("a")
    waiting = back.page.model.open_count()
    back.page.apply()
    back.rest()
    assert back.page.model.open_count() == waiting
    assert back.page.head.state_chip.text().startswith("Merged in part")
    line = back.page.agencies.current()
    assert line is not None
    assert line.to_decide == waiting


def test_the_counts_filter_and_what_is_empty_says_why(back: Room) -> None:
    back.page.head.chips[Kind.BOTH].click()
    assert {one.kind for one in back.shown()} == {Kind.BOTH}
    back.press("m")
    assert len(back.shown()) == 1
    back.page.head.filtered.emit(frozenset({Kind.BOTH}), True)
    assert back.shown() == []
    assert "Nothing to show here" in back.page.filtered_state.accessibleName()
    back.page.filtered_state.first_clicked.emit()
    assert len(back.shown()) > 1
    back.page.head.filtered.emit(frozenset(), False)
    assert len(back.shown()) == len(back.page.model.differences())


def test_the_place_in_a_return_can_be_gone_back_to(back: Room) -> None:
    back.page.head.filtered.emit(frozenset({Kind.THEIRS, Kind.BOTH}), False)
    found = back.at("O1-03", Kind.BOTH.value)
    place = back.page.position()
    back.choose("Housing")
    assert back.page.model.comparison() is None
    assert "Nothing has come back from Housing" in back.page.state.accessibleName()
    back.page.go_to(place)
    back.rest()
    assert back.page.table.current() == found
    assert back.page.position() == place
    assert [one.title for one in back.page.crumbs()] == ["Returns", "City Police"]
    back.page.go_to({"send": 99, "difference": "gone", "kinds": ["never"]})
    back.rest()
    assert back.page.agencies.current() is not None


def test_enter_opens_the_row_in_the_plan(back: Room) -> None:
    found = back.at("O1-01", Field.PROGRESS)
    back.press(Qt.Key.Key_Return)
    assert back.desk.went[-1] == ("Plan", {"view": "grid", "action": found.action_id})


def test_esc_goes_from_filter_to_list_to_plan(back: Room) -> None:
    back.page.head.chips[Kind.THEIRS].click()
    back.press(Qt.Key.Key_Escape)
    assert not back.page.model.kinds
    back.press(Qt.Key.Key_Escape)
    assert back.page.agencies.list.hasFocus()
    back.press(Qt.Key.Key_Escape, on=back.page.agencies.list)
    assert back.desk.went[-1] == ("Plan", {"view": "grid"})


def test_a_return_that_changes_nothing_says_so(room: Room) -> None:
    room.drop(room.save("Education"))
    room.choose("Education")
    assert "Education changed nothing" in room.page.state.accessibleName()


def test_a_return_taken_out_is_brought_back_by_undo(back: Room) -> None:
    back.page.discard()
    back.rest()
    assert all(line.return_id is None for line in back.page.agencies.lines())
    back.desk.undo()
    back.rest()
    assert any(line.return_id is not None for line in back.page.agencies.lines())


def test_what_is_changed_in_the_grid_is_seen_when_the_page_comes_back(back: Room) -> None:
    back.plan_room.go_to({"view": "grid"})
    acts = back.plan_room.grid.acts
    acts.write([back.office.desk.row("O1-01")], Field.PROGRESS, "Behind")
    back.plan_room.go_to({"view": "returns"})
    back.rest()
    found = back.at("O1-01", Field.PROGRESS)
    assert found.kind is Kind.BOTH
    assert found.mine == "Behind"


def test_every_cell_is_said_in_a_sentence(back: Room) -> None:
    found = back.at("O1-02", Field.PROGRESS)
    row = back.page.model.row_of(found.key)
    said = [
        str(back.page.model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))
        for column in Column
    ]
    assert said[0].endswith("Progress, Needs a fix")
    assert said[1].startswith("Sent in V1.6/5/15, ")
    assert "“amber” is not in this plan's key." in said[2]
    assert said[4].startswith("Keep, not decided. Your key has")


def test_a_file_under_a_password_asks_for_it(room: Room) -> None:
    msoffcrypto = pytest.importorskip("msoffcrypto.format.ooxml")
    plain = room.save("Education", police)
    locked = room.folder / "locked.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        msoffcrypto.OOXMLFile(source).encrypt("Lantern-heron-41", target)
    room.drop(locked)
    (entry,) = room.page.arrived.entries()
    entry.secret.set_text("wrong one")
    entry.secret.submitted.emit()
    room.rest()
    (entry,) = room.page.arrived.entries()
    entry.secret.set_text("Lantern-heron-41")
    entry.secret.submitted.emit()
    room.rest()
    assert room.page.arrived.entries() == []
    assert [one.send.agency for one in room.page.agencies.lines() if one.return_id] == ["Education"]


def test_tab_goes_from_the_heading_over_the_counts_to_the_row_and_its_buttons(back: Room) -> None:
    back.at("O1-03", Kind.BOTH.value)
    page = back.page
    focus: QWidget | None = page.head.more_button
    page.head.more_button.setFocus()
    seen = []
    for _step in range(len(page.head.chips) + 5):
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append("table" if focus is page.table else focus.accessibleName())
    chips = [chip.accessibleName() for chip in page.head.chips.values()]
    assert seen[: len(chips)] == chips
    assert any(said.startswith("Shown: To decide") for said in seen)
    row = seen.index("table") + 1
    assert seen[row].startswith("O1-03 City Businesses, Resources: ")


def test_the_palette_names_the_row_and_the_keys(back: Room) -> None:
    found = back.at("O1-03", Kind.BOTH.value)
    commands = {one.title: one for one in back.page.commands()}
    assert commands["Keep theirs: O1-03, resources"].shortcut == "A"
    assert commands["Edit both: O1-03, resources"].shortcut == "F2"
    assert commands["Open O1-03, resources in the plan"].shortcut == "Enter"
    commands["Keep mine: O1-03, resources"].run()
    assert back.page.model.decisions()[found.key].keep is Keep.MINE
    commands = {one.title: one for one in back.page.commands()}
    commands["Take the decision back: O1-03, resources"].run()
    assert found.key not in back.page.model.decisions()
