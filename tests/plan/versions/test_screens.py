"""Versions on screen: by mouse and by keyboard, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.model.versions.compare import What
from prevent_desk.plan.ui.columns import BY_KEY
from prevent_desk.plan.ui.export_dialog import ExportDialog
from prevent_desk.plan.ui.versions import acts
from prevent_desk.plan.ui.versions.change_model import CHANGE_ROLE
from prevent_desk.plan.ui.versions.forward_dialog import ForwardDialog
from prevent_desk.plan.ui.versions.freeze_dialog import FreezeDialog
from prevent_desk.ui import theme
from tests.plan.page_room import large_plan, new_store, store_with_the_plan
from tests.plan.versions.room import Room, room_over

TODAY = date(2015, 11, 25)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    store = store_with_the_plan(tmp_path)
    yield room_over(store, qtbot, None)
    store.close()


@pytest.fixture
def changed(room: Room) -> Room:
    """A room with one version, and a plan that went on since: six changes."""
    services = room.services
    services.versions.freeze(room.plan_id, "V1.7/11/15", TODAY, "Prevent Board")
    plans = services.plans
    plans.set_progress([room.id("O1-03")], "behind", "No answer.")
    plans.set_field([room.id("O1-01"), room.id("O1-02")], Field.LEADS, "Housing")
    plans.set_field([room.id("O1-04")], Field.TEXT, "Educational establishments\nAll new.")
    plans.remove_actions([room.id("O1-06")])
    plans.add_action(plans.sheet(room.plan_id).activities[0].id)
    room.room.reload()
    return room


def names(room: Room) -> list[str]:
    return [change.name[:5] for change in room.view.table.model_.changes()]


def test_before_a_version_is_frozen_the_view_says_so_and_offers_it(room: Room) -> None:
    view = room.open_versions()
    assert view.form.stack.currentWidget() is view.empty
    assert view.empty.accessibleName().startswith("No version frozen yet.")
    room.in_dialog(
        FreezeDialog,
        view.empty.first_clicked.emit,
        lambda dialog: QTest.keyClick(dialog.stamp_edit, Qt.Key.Key_Return),
    )
    assert [one.stamp for one in room.services.versions.versions()] == ["V1.7/11/15"]
    assert view.form.stack.currentWidget() is view.same
    assert view.same.accessibleName().startswith("Nothing has changed since V1.7/11/15")
    assert room.desk.said == ["V1.7/11/15 frozen"]


def freeze_as_v2(dialog: FreezeDialog) -> None:
    dialog.stamp_edit.setText("V2")
    dialog.freeze_button.click()


def test_the_head_says_after_which_version_one_works(room: Room) -> None:
    chip = room.room.grid.head.form.version_chip
    assert chip.text() == "Working copy after V1.6/5/15"
    room.in_dialog(
        FreezeDialog,
        room.room.grid.head.form.freeze_button.click,
        freeze_as_v2,
    )
    assert chip.text() == "Working copy after V2"
    room.desk.undo()
    assert chip.text() == "Working copy after V1.6/5/15"
    assert room.services.versions.versions() == []


def test_the_dialog_says_what_was_frozen_last_and_how_much_has_changed_since(
    changed: Room,
) -> None:
    said: list[str] = []

    def look(dialog: FreezeDialog) -> None:
        changed.rest()
        said.append(dialog.form.last_label.text())
        assert dialog.stamp_edit.text() == "V1.8/11/15"
        dialog.reject()

    changed.in_dialog(FreezeDialog, lambda: acts.freeze(changed.room.around), look)
    assert said == [
        "Frozen last: V1.7/11/15, as at 25 Nov 2015, agreed by Prevent Board. "
        "1 added, 1 removed, 3 changed cells and 1 change of progress since."
    ]
    assert len(changed.services.versions.versions()) == 1


def test_what_is_refused_is_said_and_nothing_typed_is_lost(changed: Room) -> None:
    def refused(dialog: FreezeDialog) -> None:
        dialog.stamp_edit.setText("V1.7/11/15")
        dialog.agreed_edit.setText("The board")
        dialog.freeze()
        changed.rest()
        assert dialog.isVisible()
        assert "frozen already" in dialog.form.told_banner.text()
        assert dialog.agreed_edit.text() == "The board"
        dialog.stamp_edit.setText("")
        dialog.freeze()
        assert "needs a stamp" in dialog.form.stamp_field.error()
        dialog.stamp_edit.setText("V1.8")
        dialog.day_edit.setText("31/2/2015")
        dialog.freeze()
        assert dialog.form.day_field.error()
        dialog.day_edit.setText("1 dec 2015")
        dialog.freeze()
        changed.rest()
        assert "still to come" in dialog.form.told_banner.text()
        dialog.reject()

    changed.in_dialog(FreezeDialog, lambda: acts.freeze(changed.room.around), refused)
    assert len(changed.services.versions.versions()) == 1


def test_a_cell_being_typed_is_in_the_version(room: Room) -> None:
    grid = room.room.grid
    grid.view.go_to_action(room.id("O1-01"))
    grid.view.setCurrentIndex(grid.view.currentIndex().siblingAtColumn(BY_KEY["time"]))
    QTest.keyClicks(grid.view, "S")
    editor = grid.editing.editor()
    assert editor is not None
    QTest.keyClicks(editor.box, "oon")
    room.in_dialog(
        FreezeDialog,
        grid.head.form.freeze_button.click,
        lambda dialog: dialog.freeze_button.click(),
    )
    (version,) = room.services.versions.versions()
    assert room.services.versions.contents(version.id).actions[0].row.timescale == "Soon"


def test_the_newest_version_is_compared_with_the_working_copy(changed: Room) -> None:
    view = changed.open_versions()
    assert view.form.before_combo.currentText() == "V1.7/11/15"
    assert view.form.after_combo.currentText() == "Working copy"
    assert view.list.chosen() is not None
    assert sorted(names(changed)) == ["O1-01", "O1-02", "O1-03", "O1-04", "O1-06", "O1-06"]
    assert view.shown_count() == "6 of 6 changes shown"
    shown = {what: chip.text() for what, chip in view.chips.items() if chip.isVisible()}
    assert shown == {
        What.ADDED: "1 added",
        What.REMOVED: "1 removed",
        What.WORDS: "3 changed cells",
        What.PROGRESS: "1 change of progress",
    }


def test_chips_filter_and_can_be_taken_off_again(changed: Room) -> None:
    view = changed.open_versions()
    view.chips[What.PROGRESS].click()
    assert names(changed) == ["O1-03"]
    assert view.shown_count() == "1 of 6 changes shown"
    view.chips[What.ADDED].click()
    assert len(names(changed)) == 2
    view.clear_filters()
    assert len(names(changed)) == 6


def test_a_kind_that_is_gone_filters_no_more(changed: Room) -> None:
    view = changed.open_versions()
    view.chips[What.PROGRESS].click()
    changed.services.plans.set_progress([changed.id("O1-03")], None)
    changed.room.reload()
    changed.rest()
    assert not view.chips[What.PROGRESS].isChecked()
    assert len(names(changed)) == 5


def test_keys_go_from_change_to_change_and_open_the_action(changed: Room) -> None:
    view = changed.open_versions()
    table = view.table
    table.setFocus()
    assert table.currentIndex().row() == 0
    next_one, before = Qt.Key.Key_J, Qt.Key.Key_K
    for key, row in ((next_one, 1), (next_one, 2), (before, 1), (before, 0), (before, 0)):
        QTest.keyClick(table, key)
        assert table.currentIndex().row() == row
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.currentIndex().row() == 5
    wanted = names(changed).index("O1-04")
    table.go(wanted)
    QTest.keyClick(table, Qt.Key.Key_Return)
    grid = changed.room.grid
    assert changed.room.view() is grid
    current = grid.view.current_action()
    assert current is not None
    assert current.ref == "O1-04"


def test_what_was_removed_opens_nothing_and_says_why(changed: Room) -> None:
    view = changed.open_versions()
    view.table.go(next(n for n, c in enumerate(view.table.model_.changes()) if c.what == "removed"))
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert changed.desk.said[-1] == "O1-06 Communication Campaigns is no longer in the plan"
    assert changed.room.view() is view


def test_long_cells_show_all_their_lines_when_asked(room: Room) -> None:
    room.services.versions.freeze(room.plan_id, "V2", TODAY)
    text = "\n".join(f"Line {n}" for n in range(40))
    room.services.plans.set_field([room.id("O1-01")], Field.RESOURCES, text)
    view = room.open_versions()
    closed = view.table.rowHeight(0)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert view.table.rowHeight(0) > 2 * closed
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert view.table.rowHeight(0) == closed


def test_two_versions_are_compared_by_list_and_by_boxes(changed: Room) -> None:
    changed.services.versions.freeze(changed.plan_id, "V1.8/11/15", TODAY)
    changed.services.plans.set_field([changed.id("O2-01")], Field.LEADS, "Housing")
    view = changed.open_versions()
    assert names(changed) == ["O2-01"]
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    changed.rest()
    assert view.form.before_combo.currentText() == "V1.7/11/15"
    assert len(names(changed)) == 7
    box = view.form.after_combo
    box.setCurrentIndex(box.findText("V1.8/11/15"))
    box.activated.emit(box.currentIndex())
    changed.rest()
    assert len(names(changed)) == 6
    assert view.table.model_.headerData(2, Qt.Orientation.Horizontal) == "In V1.8/11/15"


def test_the_place_is_kept_through_a_reload_and_through_the_way_back(changed: Room) -> None:
    view = changed.open_versions()
    view.table.go(names(changed).index("O1-04"))
    changed.services.plans.set_field([changed.id("O2-01")], Field.LEADS, "Housing")
    changed.services.plans.set_field([changed.id("O1-01")], Field.TIMESCALE, "Soon")
    changed.room.reload()
    changed.rest()
    current = view.table.current()
    assert current is not None
    assert current.name.startswith("O1-04")
    place = changed.room.position()
    changed.room.go_to({"view": "grid"})
    changed.room.go_to(place)
    changed.rest()
    assert changed.room.position() == place


def test_a_plan_that_is_removed_leaves_an_empty_view_and_undo_fills_it(changed: Room) -> None:
    view = changed.open_versions()
    changed.services.plans.remove_plan(changed.plan_id)
    changed.room.reload()
    changed.rest()
    assert view.form.stack.currentWidget() is view.no_plan
    changed.desk.undo()
    changed.room.go_to({"view": "versions"})
    changed.rest()
    assert len(names(changed)) == 6


def test_a_version_opens_the_export_as_it_stood(
    changed: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def note(dialog: ExportDialog) -> int:
        wanted = dialog.wanted()
        asked.append((wanted.kind, wanted.version, wanted.against))
        return 0

    monkeypatch.setattr(ExportDialog, "exec", note)
    view = changed.open_versions()
    menu = view.export_menu()
    for action in menu.actions():
        if not action.isSeparator():
            action.trigger()
    number = changed.services.versions.versions()[0].id
    assert asked == [
        (Kind.ACTION_PLAN, None, None),
        (Kind.SUMMARY, None, None),
        (Kind.ACTION_PLAN, number, None),
        (Kind.SUMMARY, number, None),
        (Kind.CHANGES, None, number),
    ]


def test_the_export_tells_changes_since_a_version_or_since_a_day(changed: Room) -> None:
    def look(dialog: ExportDialog) -> None:
        fields = dialog.versions
        assert [fields.copy_combo.itemText(n) for n in range(2)] == [
            "Working copy",
            "V1.7/11/15 (25 Nov 2015)",
        ]
        fields.against_combo.setCurrentIndex(1)
        fields.against_combo.activated.emit(1)
        assert dialog.wanted().against is not None
        dialog.since_edit.setText("1 nov 2015")
        dialog.since_edit.take()
        assert dialog.wanted().against is None
        assert dialog.wanted().since == date(2015, 11, 1)
        fields.against_combo.setCurrentIndex(1)
        fields.against_combo.activated.emit(1)
        assert dialog.wanted().since is None
        fields.copy_combo.setCurrentIndex(1)
        fields.copy_combo.activated.emit(1)
        # Nothing was frozen before the only version.
        assert dialog.wanted().against is None
        assert dialog.fields.health_check.isEnabled() is False
        dialog.reject()

    changed.in_dialog(ExportDialog, changed.room.grid.plan_acts.export_summary, look)


def test_a_plan_is_copied_forward_and_shown(changed: Room) -> None:
    changed.in_dialog(
        ForwardDialog,
        lambda: acts.copy_forward(changed.room.around),
        lambda dialog: QTest.keyClick(dialog.title_edit, Qt.Key.Key_Return),
    )
    sheet = changed.room.grid.sheet()
    assert sheet is not None
    assert sheet.head.name == "Prevent Delivery Plan 2016/2017"
    assert len(sheet.rows) == 14
    assert not changed.room.grid.head.form.version_chip.isVisible()
    changed.desk.undo()
    assert len(changed.services.plans.plans()) == 1


def test_menu_and_palette_offer_what_can_be_done(room: Room) -> None:
    titles = [command.title for command in room.room.commands()]
    for title in ("Freeze version…", "Compare versions", "Copy plan forward…"):
        assert titles.count(title) == 1, title
    words = [action.text().split("\t")[0] for action in room.room.grid.menus.more_menu().actions()]
    for title in ("Freeze version…", "Compare versions", "Copy plan forward…", "Import a plan…"):
        assert words.count(title) == 1, title


def test_changes_are_spoken_whole(changed: Room) -> None:
    view = changed.open_versions()
    model = view.table.model_
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    row = names(changed).index("O1-03")
    said = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "O1-03 City Businesses, Progress, Progress; was: Not set; now: Behind"
    assert model.index(row, 2).data(CHANGE_ROLE) is model.change(row)
    model.show_kinds([What.WORDS])
    model.show_kinds([])


def test_many_changes_are_rows_and_not_widgets(qtbot: QtBot, tmp_path: Path) -> None:
    store = new_store(tmp_path)
    room = room_over(store, qtbot, large_plan(150))
    rows = room.services.plans.sheet(room.plan_id).rows
    room.services.versions.freeze(room.plan_id, "V2", TODAY)
    room.services.plans.set_field([row.id for row in rows], Field.TIMESCALE, "Next year")
    room.room.reload()
    view = room.open_versions()
    assert view.table.model_.rowCount() == 150
    few = len(view.findChildren(QWidget))
    bar = view.table.verticalScrollBar()
    for part in range(0, 101, 10):
        bar.setValue(bar.maximum() * part // 100)
        QApplication.processEvents()
    assert len(view.findChildren(QWidget)) == few
    view.table.go(149)
    rect = view.table.visualRect(view.table.model_.index(149, 0))
    assert view.table.viewport().rect().contains(rect.center())
    store.close()


def test_rows_follow_the_size_of_text(changed: Room) -> None:
    view = changed.open_versions()
    before = view.table.rowHeight(0)
    theme.set_text_percent(150)
    QApplication.processEvents()
    try:
        assert view.table.rowHeight(0) > before
    finally:
        theme.set_text_percent(100)


@pytest.mark.parametrize("width", [1204, 1130, 1290])
def test_the_title_row_never_cuts_a_button(room: Room, width: int) -> None:
    room.room.resize(width, 620)
    QApplication.processEvents()
    form = room.room.grid.head.form
    for button in (form.send_button, form.returns_button, form.export_button, form.freeze_button):
        assert button.width() >= button.sizeHint().width()
    right = form.more_button.mapTo(room.room, form.more_button.rect().topRight()).x()
    assert right < width
