"""The criteria library worked with mouse and keyboard, over a real encrypted store."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.library.choose_dialog import ChooseDialog
from prevent_desk.plan.ui.library.entry_dialog import EntryDialog
from prevent_desk.plan.ui.library.gather_dialog import GatherDialog
from prevent_desk.plan.ui.library.pick_dialog import PickDialog
from prevent_desk.plan.ui.library.tick_list import State, Tick, TickList
from prevent_desk.plan.ui.library.view import LibraryView
from tests.plan.library.conftest import ADVICE, BRIEFINGS
from tests.plan.library.rooms import Work, at_work
from tests.plan.page_room import large_plan

CRITERIA = next(n for n, column in enumerate(COLUMNS) if column.key == "criteria")


def test_an_empty_library_says_what_the_plan_repeats_and_gathers_it(work: Work) -> None:
    view = work.library_view()
    empty = view.form.empty_state
    assert view.form.stack.currentWidget() is empty
    assert "Gather repeated criteria (10 found)" in _words(empty)

    def gather(dialog: QDialog) -> None:
        assert isinstance(dialog, GatherDialog)
        assert dialog.gather_button.text() == "Gather 42 criteria"
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    work.during(empty.first_clicked.emit, gather)
    assert work.desk.said[-1] == "42 criteria gathered"
    assert view.form.stack.currentWidget() is view.form.work_page
    assert view.model.rowCount() == 10
    work.desk.undo()
    work.settle()
    assert view.form.stack.currentWidget() is empty


def test_gathering_does_only_what_is_ticked_and_near_words_are_never_ticked_beforehand(
    work: Work,
) -> None:
    view = work.library_view()

    def gather(dialog: QDialog) -> None:
        assert isinstance(dialog, GatherDialog)
        near = [tick for tick in dialog.list.ticks() if tick.group.startswith("Nearly")]
        assert near
        assert all(tick.state == State.Unchecked for tick in near)
        QTest.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton)
        assert not dialog.gather_button.isEnabled()
        place = next(t.key for t in near if t.title == "Quick comms - public reassurance –")
        dialog.list.go_to(place)
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        assert dialog.preview_label.text() == (
            "Now: Quick comms - public reassurance –\nThen: Quick comms - public reassurance"
        )
        dialog.gather_button.click()

    work.during(view.gather, gather)
    entries = work.services.library.entries()
    assert [(one.text, one.actions) for one in entries] == [("Quick comms - public reassurance", 4)]


def test_a_hint_of_one_action_offers_what_that_action_repeats(work: Work) -> None:
    def gather(dialog: QDialog) -> None:
        assert isinstance(dialog, GatherDialog)
        ticked = [tick.title for tick in dialog.list.ticks() if tick.state == State.Checked]
        assert ticked == [
            "Develop avenues for accessing community intelligence.",
            "Provide appropriate updates and briefings.",
            ADVICE,
        ]
        dialog.gather_button.click()

    work.during(lambda: work.room.go_to({"view": "library", "action": work.id("O2-01")}), gather)
    assert len(work.services.library.entries()) == 3


def test_words_changed_in_the_pane_change_every_action_and_the_grid(work: Work) -> None:
    work.gather_all()
    view = work.library_view()
    _choose(view, BRIEFINGS)
    view.pane.text_edit.setPlainText("Brief each partner once a quarter")
    QTest.keyClick(view.pane.text_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    assert work.desk.said[-1] == "Criterion changed in 7 actions"
    assert "Brief each partner once a quarter" in work.detail("O1-01").row.criteria
    row = work.room.grid.view.model_.action(
        work.room.grid.view.model_.place_of(work.id("O1-01")) or 0
    )
    assert row is not None
    assert "Brief each partner once a quarter" in row.criteria
    work.desk.undo()
    assert BRIEFINGS in work.detail("O1-01").row.criteria


def test_words_being_typed_outlive_another_choice_and_esc_takes_them_back(work: Work) -> None:
    work.gather_all()
    view = work.library_view()
    _choose(view, BRIEFINGS)
    view.pane.text_edit.setPlainText("Half a thou")
    _choose(view, ADVICE)
    assert view.pane.text_edit.toPlainText() == ADVICE
    _choose(view, BRIEFINGS)
    assert view.pane.text_edit.toPlainText() == "Half a thou"
    QTest.keyClick(view.pane, Qt.Key.Key_Escape)
    assert view.pane.text_edit.toPlainText() == BRIEFINGS
    _choose(view, ADVICE)
    _choose(view, BRIEFINGS)
    assert view.pane.text_edit.toPlainText() == BRIEFINGS


def test_a_use_opens_its_action_in_the_grid(work: Work) -> None:
    work.gather_all()
    view = work.library_view()
    _choose(view, ADVICE)
    uses = view.pane.uses
    uses.setFocus()
    uses.setCurrentIndex(uses.model().index(1, 0))
    QTest.keyClick(uses, Qt.Key.Key_Return)
    assert work.room.position()["view"] == "grid"
    action = work.room.grid.view.current_action()
    assert action is not None
    assert action.ref == "O2-02"


def test_search_narrows_says_when_nothing_fits_and_esc_clears(work: Work) -> None:
    work.gather_all()
    view = work.library_view()
    view.form.search_box.setText("brief prov")
    assert [one.text for one in view.model.rows()] == [BRIEFINGS]
    assert view.shown_count() == "1 of 10 criteria"
    view.form.search_box.setText("no such thing")
    nothing = view._nothing
    assert nothing.isVisible()
    assert "Nothing has “no such thing”" in nothing.accessibleName()
    QTest.keyClick(view.form.search_box, Qt.Key.Key_Escape)
    assert view.model.rowCount() == 10
    assert not nothing.isVisible()


def test_a_new_criterion_is_refused_at_its_field_when_it_is_there_already(work: Work) -> None:
    work.gather_all()
    view = work.library_view()

    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, EntryDialog)
        dialog.text_edit.setPlainText(BRIEFINGS.upper())
        dialog.unit_edit.setText("briefings")
        QTest.keyClick(dialog.unit_edit, Qt.Key.Key_Return)
        assert "already" in dialog.text_field.error()
        dialog.text_edit.setPlainText("Visit every school")
        QTest.keyClick(dialog.unit_edit, Qt.Key.Key_Return)

    work.during(view.new_entry, add)
    current = view.current()
    assert current is not None
    assert (current.text, current.unit) == ("Visit every school", "briefings")


def test_two_entries_are_merged_by_keyboard(work: Work) -> None:
    work.gather_all()
    view = work.library_view()
    _choose(view, BRIEFINGS)

    def pick(dialog: QDialog) -> None:
        assert isinstance(dialog, PickDialog)
        QTest.keyClicks(dialog.search_box, "participants")
        QTest.keyClick(dialog.search_box, Qt.Key.Key_Return)

    work.during(view.merge, pick)
    assert work.desk.said[-1] == "Two criteria merged"
    assert "Feedback from participants." not in [one.text for one in view.model.rows()]
    current = view.current()
    assert current is not None
    assert current.text == BRIEFINGS


def test_order_and_removal_by_keys(work: Work) -> None:
    work.gather_all()
    view = work.library_view()
    second = view.model.record(1)
    _choose(view, second.text)
    view.table.setFocus()
    QTest.keyClick(
        view.table,
        Qt.Key.Key_Up,
        Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert view.model.record(0) == second
    QTest.keyClick(view.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    assert second.text not in [one.text for one in view.model.rows()]
    assert work.desk.said[-1].startswith("Criterion removed from the library; its words stay in 9")


def test_the_tick_list_opens_from_the_criteria_cell_and_ticks_by_keyboard(work: Work) -> None:
    work.gather_all()
    grid = work.room.grid
    work.room.go_to({"view": "grid", "action": work.id("O3-04")})
    grid.view.setCurrentIndex(grid.view.currentIndex().siblingAtColumn(CRITERIA))
    grid.view.setFocus()

    def tick(dialog: QDialog) -> None:
        assert isinstance(dialog, ChooseDialog)
        assert not dialog.keep_button.isEnabled()
        QTest.keyClicks(dialog.search_box, "briefings")
        QTest.keyClick(dialog.search_box, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        assert dialog.footer_note.text() == "1 to add"
        QTest.keyClick(dialog.search_box, Qt.Key.Key_Return)

    work.during(
        lambda: QTest.keyClick(grid.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        tick,
    )
    assert BRIEFINGS in work.detail("O3-04").row.criteria
    assert work.desk.said[-1] == "Success criteria of O3-04 changed"
    assert any("Choose criteria" in one.text() for one in grid.menus.context().actions())


def test_a_criterion_not_in_the_library_is_put_there_from_the_tick_list(work: Work) -> None:
    rows = work.services.plans.rows([work.id("O3-04"), work.id("O3-03")])
    dialog = ChooseDialog(work.services.library, rows)
    work.qtbot.addWidget(dialog)
    assert "The library is empty" in dialog.empty_label.text()
    QTest.keyClicks(dialog.search_box, "Publish guidance")
    assert dialog.add_button.text() == "Put “Publish guidance” in the library and tick it"
    dialog.add_button.click()
    added, removed = dialog.kept
    assert [work.services.library.entry(key).text for key in added] == [  # type: ignore[union-attr]
        "Publish guidance"
    ]
    assert removed == []


def test_ticks_of_several_actions_say_where_only_some_have_it(work: Work) -> None:
    work.gather_all()
    rows = work.services.plans.rows([work.id("O2-01"), work.id("O3-04")])
    dialog = ChooseDialog(work.services.library, rows)
    work.qtbot.addWidget(dialog)
    tick = next(one for one in dialog.list.ticks() if one.title == ADVICE)
    assert tick.state == State.PartiallyChecked
    dialog.list.go_to(tick.key)
    dialog.list.turn()
    assert dialog.kept == ([tick.key], [])


def test_words_typed_over_the_librarys_are_told_in_the_toast(work: Work) -> None:
    work.gather_all()
    grid = work.room.grid
    work.room.go_to({"view": "grid", "action": work.id("O2-01")})
    grid.view.setCurrentIndex(grid.view.currentIndex().siblingAtColumn(CRITERIA))
    grid.editing.begin()
    box = grid.editing.editor()
    assert box is not None
    box.put(box.text().replace(ADVICE, "Provide advice and support to managers"))
    grid.editing.finish()
    assert work.desk.said[-1] == (
        "Success criteria of O2-01 changed; one criterion is now its own, no longer the library's"
    )


def test_a_tick_list_is_a_sound_model(qtbot: QtBot) -> None:
    ticks = TickList("Criteria")
    qtbot.addWidget(ticks)
    tester = QAbstractItemModelTester(
        ticks.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    ticks.set_ticks([Tick(n, f"Criterion {n}", group="One" if n < 3 else "Two") for n in range(6)])
    assert ticks.search("criterion 4") == 1
    ticks.turn()
    assert ticks.search("") == 6
    assert [one.key for one in ticks.ticks() if one.state == State.Checked] == [4]
    assert tester.model() is ticks.model()


@pytest.mark.parametrize("key", ["library", "evidence"])
def test_each_view_fits_the_smallest_window_and_names_what_is_on_it(work: Work, key: str) -> None:
    work.room.go_to({"view": key})
    view = work.room.view().widget()
    hint = view.minimumSizeHint()
    assert hint.width() <= 1204
    assert hint.height() <= 560
    for widget in view.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            text = widget.property("text")
            assert widget.accessibleName() or text or widget.focusProxy(), widget


def test_a_large_plan_is_gathered_beside_the_window_and_can_be_cancelled(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with at_work(tmp_path, qtbot, large_plan(250)) as work:
        view = work.library_view()
        before = work.services.library.entries()

        def cancel(dialog: QDialog) -> None:
            assert isinstance(dialog, GatherDialog)
            dialog.gather()
            dialog.card.cancelled.emit()
            qtbot.waitUntil(lambda: dialog.list.isEnabled())
            dialog.reject()

        work.during(view.gather, cancel)
        assert work.services.library.entries() == before == []


def _choose(view: LibraryView, text: str) -> None:
    row = view.model.row_of(lambda one: one.text == text)
    view.table.setCurrentIndex(view.model.index(row, 0))
    QApplication.processEvents()


def _words(widget: QWidget) -> str:
    return " ".join(str(one.property("text") or "") for one in widget.findChildren(QWidget))


def test_an_empty_view_offers_its_first_step_to_the_keyboard(work: Work) -> None:
    library = work.library_view()
    assert library.form.empty_state.isAncestorOf(work.room.window().focusWidget())
    evidence = work.evidence_view()
    assert evidence.form.empty_state.isAncestorOf(work.room.window().focusWidget())
