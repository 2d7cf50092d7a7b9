"""Filters, order, folds, columns, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from prevent_desk.plan.ui.columns import ACTION, BY_KEY, COLUMNS, REF
from prevent_desk.plan.ui.export_dialog import ExportDialog
from prevent_desk.plan.ui.grid_sizes import RowHeight
from prevent_desk.plan.ui.grid_view import TOAST_ROOM_PX
from prevent_desk.plan.ui.import_dialog import ImportDialog
from prevent_desk.plan.ui.lines import ActionLine, Sort
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.store.session import Store
from prevent_desk.ui import theme
from tests.plan.page_room import large_plan, new_store, page_over, source_plan, store_with_the_plan

# The offscreen platform says so of every popup; no screen does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = store_with_the_plan(tmp_path)
    yield made
    made.close()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Store]:
    """A store without a plan."""
    made = new_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(store: Store, qtbot: QtBot) -> PlanPage:
    made, _, _ = page_over(store)
    qtbot.addWidget(made, before_close_func=PlanPage.flush)
    made.resize(1290, 626)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def refs(page: PlanPage) -> list[str]:
    return [line.row.ref for line in page.view.model_.lines if isinstance(line, ActionLine)]


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(QGuiApplication.focusObject(), key, modifiers)


def test_the_model_keeps_qts_rules_through_filters_folds_and_edits(page: PlanPage) -> None:
    tester = QAbstractItemModelTester(
        page.view.model_, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    page.showing.show_filters(page.showing.filters.with_text("action", "training"))
    page.showing.clear()
    page.showing.fold_all(folded=True)
    page.showing.fold_all(folded=False)
    page.view.go_to_action(page.sheet().rows[0].id)
    page.editing.set_progress_number(1)
    page.showing.order(Sort("lead", flat=True))
    assert tester.model() is page.view.model_


def test_filters_take_effect_on_each_key_and_say_how_many_are_shown(
    page: PlanPage, qtbot: QtBot
) -> None:
    page.view.go_to_action(page.sheet().rows[0].id, ACTION)
    page.view.setFocus()
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = QGuiApplication.focusObject()
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "training")
    wanted = [
        row.ref for row in page.sheet().rows if "training" in f"{row.title} {row.text}".lower()
    ]
    assert refs(page) == wanted
    assert page.shown_count() == f"{len(wanted)} of 14 actions shown"
    assert page.head.form.shown_label.text() == f"{len(wanted)} of 14 shown"
    assert box.property("active") is True


def test_a_heading_without_a_match_is_not_shown(page: PlanPage) -> None:
    page.showing.show_filters(page.showing.filters.with_text("ref", "O3"))
    assert len(page.view.model_.headings) == 1
    assert refs(page) == ["O3-01", "O3-02", "O3-03", "O3-04"]


def test_a_match_is_shown_though_its_heading_is_folded(page: PlanPage) -> None:
    page.showing.fold_all(folded=True)
    assert refs(page) == []
    page.showing.show_filters(page.showing.filters.with_text("ref", "O2-04"))
    assert refs(page) == ["O2-04"]
    page.showing.clear()
    assert refs(page) == []


def test_values_are_picked_by_keyboard(page: PlanPage, qtbot: QtBot) -> None:
    picker = page.view.header.editors["lead"]
    picker.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    popup = picker.popup
    assert popup is not None
    for _ in range(popup.list.model().rowCount() - 1):
        qtbot.keyClick(popup.list, Qt.Key.Key_Down)
    qtbot.keyClick(popup.list, Qt.Key.Key_Space)
    qtbot.keyClick(popup.list, Qt.Key.Key_Return)
    assert page.showing.filters.values == {"lead": frozenset({"No lead"})}
    assert refs(page) == [row.ref for row in page.sheet().rows if not row.leads]
    assert "No lead" in picker.accessibleName()


def test_escape_clears_the_last_filter_then_all(page: PlanPage, qtbot: QtBot) -> None:
    for key, text in (("ref", "O"), ("action", "a"), ("criteria", "e")):
        page.showing.show_filters(page.showing.filters.with_text(key, text))
    page.view.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.showing.filters.order == ("ref", "action")
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.showing.filters
    assert page.view.header.editors["ref"].text() == ""


def test_escape_in_a_filter_clears_that_one(page: PlanPage, qtbot: QtBot) -> None:
    page.showing.show_filters(page.showing.filters.with_text("ref", "O"))
    page.showing.show_filters(page.showing.filters.with_text("action", "a"))
    page.view.header.editors["ref"].setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.showing.filters.order == ("action",)


def test_filters_that_nothing_fits_are_named_and_can_be_cleared(page: PlanPage) -> None:
    page.showing.show_filters(page.showing.filters.with_text("action", "zebra"))
    assert not page.no_rows.isHidden()
    assert "zebra" in page.no_rows.accessibleName()
    assert "14 actions exist" in page.no_rows.accessibleName()
    page.no_rows.first_clicked.emit()
    assert page.no_rows.isHidden()
    assert len(refs(page)) == 14


def test_an_edited_row_stays_though_it_no_longer_fits(page: PlanPage) -> None:
    page.showing.show_filters(page.showing.filters.with_values("progress", frozenset({"Not set"})))
    page.view.go_to_action(page.sheet().rows[0].id)
    page.editing.set_progress_number(1)
    assert refs(page)[0] == "O1-01"
    assert len(refs(page)) == 14


def test_a_count_in_the_header_filters_and_takes_its_filter_back(page: PlanPage) -> None:
    page.view.go_to_action(page.sheet().rows[2].id)
    page.editing.set_progress_number(1)
    page.head.legend.pressed.emit("Behind")
    assert refs(page) == ["O1-03"]
    page.head.legend.pressed.emit("Behind")
    assert len(refs(page)) == 14


def test_header_bar_headings_and_service_count_the_same(page: PlanPage) -> None:
    for place, number in ((0, 1), (1, 2), (6, 1), (7, 3)):
        page.view.go_to_action(page.sheet().rows[place].id)
        page.editing.set_progress_number(number)
    counts = page.acts.plans.counts(page.sheet().head.id)
    assert page.showing.counts() == counts
    headings = [line.counts for line in page.view.model_.lines if hasattr(line, "counts")]
    assert sum(one.total for one in headings) == counts.total == 14
    for place, (stage, number) in enumerate(counts.by_stage):
        assert sum(one.by_stage[place][1] for one in headings) == number
        assert f"{number} {stage.word.lower()}" in page.head.form.plan_bar.accessibleName()


def test_a_title_sorts_up_then_down_then_as_the_plan_stands(page: PlanPage) -> None:
    page.view.header.sort_asked.emit("action")
    up = refs(page)
    assert up[:2] == ["O1-03", "O1-06"]
    page.view.header.sort_asked.emit("action")
    assert refs(page)[:6] == up[:6][::-1]
    page.view.header.sort_asked.emit("action")
    assert refs(page) == [row.ref for row in page.sheet().rows]


def test_sorting_without_headings_goes_over_the_whole_plan(page: PlanPage) -> None:
    page.showing.order(Sort("action", flat=True))
    titles = [line.row.title.casefold() for line in page.view.model_.lines]
    assert titles == sorted(titles)
    assert page.view.strip.isHidden()


def test_left_goes_to_the_heading_and_folds_it(page: PlanPage, qtbot: QtBot) -> None:
    page.view.go_to_action(page.sheet().rows[6].id, REF)
    page.view.setFocus()
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Left)
    assert "O2-01" not in refs(page)
    assert page.view.current_line().folded
    press(qtbot, Qt.Key.Key_Right)
    assert "O2-01" in refs(page)


def test_the_group_of_the_top_row_stays_in_sight(page: PlanPage) -> None:
    assert page.view.strip.isHidden()
    page.view.verticalScrollBar().setValue(200)
    assert not page.view.strip.isHidden()
    assert page.view.strip.toolTip() == "Go to Objective One: IDEOLOGIES"


def test_a_row_reached_by_keys_is_never_under_the_strip(page: PlanPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    page.view.go_to_action(page.sheet().rows[13].id)
    for _ in range(9):
        press(qtbot, Qt.Key.Key_Up)
        top = page.view.rowViewportPosition(page.view.currentIndex().row())
        on_heading = page.view.current_action() is None
        assert top >= (0 if on_heading else page.view.strip.height() - 1)


def test_a_row_reached_by_keys_is_never_under_a_toast(page: PlanPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    page.view.go_to_action(page.sheet().rows[0].id)
    area = page.view.viewport().height()
    for _ in range(12):
        press(qtbot, Qt.Key.Key_Down)
        row = page.view.currentIndex().row()
        below = page.view.rowViewportPosition(row) + page.view.rowHeight(row)
        assert below <= area - TOAST_ROOM_PX


def test_the_first_column_stays_when_the_others_scroll(page: PlanPage) -> None:
    page.view.widths = {"action": 600, "criteria": 700}
    page.view.show_columns([column.key for column in COLUMNS])
    assert page.view.frozen.isHidden()
    page.view.horizontalScrollBar().setValue(300)
    assert not page.view.frozen.isHidden()
    assert page.view.frozen.width() == page.view.columnWidth(0)
    row = page.view.currentIndex().row()
    assert page.view.frozen.rowHeight(row) == page.view.rowHeight(row)
    page.view.setCurrentIndex(page.view.model_.index(row, 0))
    assert page.view.horizontalScrollBar().value() == 300
    page.view.setCurrentIndex(page.view.model_.index(row, 1))
    assert page.view.columnViewportPosition(1) >= page.view.columnWidth(0)


@pytest.mark.parametrize("height", list(RowHeight))
def test_full_rows_show_all_their_text_and_others_are_even(
    page: PlanPage, height: RowHeight
) -> None:
    page.showing.set_height(height)
    heights = {
        page.view.rowHeight(place)
        for place, line in enumerate(page.view.model_.lines)
        if isinstance(line, ActionLine)
    }
    if height is RowHeight.FULL:
        assert min(heights) > theme.px(80)
        assert len(heights) > 5
    else:
        assert heights == {theme.px(32 if height is RowHeight.COMPACT else 80)}


def test_a_row_is_as_high_as_what_stands_there_now(page: PlanPage) -> None:
    page.showing.set_height(RowHeight.FULL)
    page.showing.set_height(RowHeight.MEDIUM)
    page.showing.order(Sort("ref", flat=True))
    heights = {page.view.rowHeight(row) for row in range(len(page.view.model_.lines))}
    assert heights == {theme.px(80)}


def test_columns_widths_heights_and_folds_are_remembered(
    page: PlanPage, store: Store, qtbot: QtBot
) -> None:
    page.showing.show_column("due", shown=True)
    page.showing.show_column("lead", shown=False)
    page.showing.set_height(RowHeight.COMPACT)
    page.view.header.resizeSection(BY_KEY["time"], 150)
    page.view.go_to_action(page.sheet().rows[8].id)
    page.view.fold_asked.emit(f"o{page.sheet().objectives[0].id}", True)
    page.flush()
    again, _, _ = page_over(store)
    qtbot.addWidget(again)
    again.resize(1290, 626)
    again.show()
    shown = [COLUMNS[number].key for number in again.view.shown_columns()]
    assert "due" in shown
    assert "lead" not in shown
    assert again.view.columnWidth(BY_KEY["time"]) == 150
    assert again.showing.height() is RowHeight.COMPACT
    assert refs(again)[0] == "O2-01"
    again.flush()


def test_the_place_is_gone_back_to(page: PlanPage, store: Store, qtbot: QtBot) -> None:
    page.view.go_to_action(page.sheet().rows[9].id, BY_KEY["comments"])
    page.view.verticalScrollBar().setValue(400)
    position = page.position()
    again, _, _ = page_over(store)
    qtbot.addWidget(again)
    again.resize(1290, 626)
    again.show()
    again.go_to(position)
    assert again.position() == position
    assert again.view.current_action().ref == "O2-04"
    again.flush()


def test_going_where_nothing_is_any_more_is_passed_over(page: PlanPage) -> None:
    before = page.position()
    page.go_to({"plan": 99, "line": "n1", "column": "ref"})
    page.go_to({"action": 4711})
    page.go_to({"line": "n999", "column": "nothing", "top": "o99", "offset": "x"})
    assert page.position()["plan"] == before["plan"]


def test_an_action_is_gone_to_whatever_hides_it(page: PlanPage) -> None:
    wanted = page.sheet().rows[7]
    page.showing.fold_all(folded=True)
    page.showing.show_filters(page.showing.filters.with_text("ref", "O3"))
    page.go_to({"action": wanted.id})
    assert page.view.current_action() == wanted


def test_every_cell_is_one_sentence_for_a_screen_reader(page: PlanPage) -> None:
    page.view.go_to_action(page.sheet().rows[2].id)
    page.editing.set_progress_number(2)
    page.editing.set_progress_number(1)
    model = page.view.model_
    row = model.place_of(page.sheet().rows[2].id)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(row, BY_KEY["progress"]).data(role) == "Progress, Behind, was Ongoing"
    assert model.index(row, BY_KEY["lead"]).data(role) == "Lead, ALL"
    assert model.index(0, 0).data(role).startswith("Objective One: IDEOLOGIES, 1 behind")


def test_a_page_without_plans_offers_to_bring_one_in(bare: Store, qtbot: QtBot) -> None:
    empty, _, _ = page_over(bare)
    qtbot.addWidget(empty)
    empty.show()
    assert empty.shown_count() == ""
    assert empty.empty.isVisible()
    assert {command.title for command in empty.commands()} == {"Import a plan", "New plan"}


@pytest.mark.parametrize("percent", [100, 150])
def test_the_page_fits_the_smallest_window(page: PlanPage, percent: int, qapp: object) -> None:
    theme.install(qapp, scheme="light", text_percent=percent)
    try:
        hint = page.minimumSizeHint()
        assert hint.width() <= 1280 - 76
        assert hint.height() <= 640 - 46 - 26
    finally:
        theme.install(qapp, scheme="light", text_percent=100)


def test_a_large_plan_is_all_there_and_measured_as_it_comes_in_sight(
    bare: Store, qtbot: QtBot
) -> None:
    page, _, plans = page_over(bare)
    qtbot.addWidget(page)
    plans.import_plan(large_plan(700), None)
    page.reload()
    page.resize(1290, 626)
    page.show()
    assert page.shown_count() == "700 of 700 actions shown"
    page.showing.show_filters(page.showing.filters.with_text("ref", "o3-00"))
    assert page.showing.fitting == 10
    page.showing.clear()
    page.showing.set_height(RowHeight.FULL)
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    in_sight = page.view.rowAt(page.view.viewport().height() // 2)
    assert page.view.rowHeight(in_sight) > theme.px(80)
    page.flush()


def test_an_imported_plan_is_shown_and_one_undo_takes_it_back(
    page: PlanPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def brings_another_plan(dialog: ImportDialog) -> int:
        draft = source_plan()
        draft.title = "Plan of the county"
        dialog.imported.emit(page.acts.plans.import_plan(draft, None))
        return 1

    before = page.sheet().head.id
    monkeypatch.setattr(ImportDialog, "exec", brings_another_plan)
    offered: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        page.plan_acts._desk,
        "toast",
        lambda text, *, undo=False, icon="": offered.append((text, undo)),
    )
    page.plan_acts.import_plan()
    assert [(text.endswith(" imported"), undo) for text, undo in offered] == [(True, True)]
    assert page.sheet().head.title == "Plan of the county"
    assert "county" in page.head.form.title_label.text()
    page.acts.undo()
    assert page.sheet().head.id == before


def test_export_opens_with_the_kind_that_was_asked_for(
    page: PlanPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: asked.append(dialog.windowTitle()))
    page.plan_acts.export_workbook()
    page.plan_acts.export_summary()
    assert len(asked) == 2
    words = [action.text() for action in page.menus.export_menu().actions()]
    assert words == [
        "Excel action plan…", "PDF summary for the board…", "", "Print as shown…\tCtrl+P",
    ]  # fmt: skip
