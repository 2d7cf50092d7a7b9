"""The plan worked in the grid by keyboard alone, over a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from prevent_desk.plan.model.records import ActionRow
from prevent_desk.plan.service import Plans
from prevent_desk.plan.ui.columns import ACTION, BY_KEY, LEAD, PROGRESS, REF, TIME
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.ui import messages
from tests.plan.page_room import DeskStandIn, new_store, page_over, source_plan, store_with_the_plan

# The offscreen platform says so of every popup; no screen does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Room:
    """The page on screen, and what a person does and sees there."""

    def __init__(self, page: PlanPage, desk: DeskStandIn, plans: Plans, bot: QtBot) -> None:
        self.page, self.desk, self.plans, self._bot = page, desk, plans, bot
        self.plan_id = plans.plans()[0].id

    def at(self, row: int, column: int) -> None:
        """Put the cursor on a cell of the row-th action."""
        sheet = self.page.sheet()
        assert sheet is not None
        assert self.page.view.go_to_action(sheet.rows[row].id, column)
        self.page.view.setFocus()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key wherever the cursor is."""
        self._bot.keyClick(QGuiApplication.focusObject(), key, modifiers)

    def type(self, text: str) -> None:
        """Type words wherever the cursor is."""
        for letter in text:
            self._bot.keyClicks(QGuiApplication.focusObject(), letter)

    def stored(self, row: int) -> ActionRow:
        """Return the row-th action as it is stored."""
        return self.plans.sheet(self.plan_id).rows[row]

    def shown(self, row: int) -> ActionRow | None:
        """Return the same action as the grid shows it."""
        place = self.page.view.model_.place_of(self.stored(row).id)
        return None if place is None else self.page.view.model_.action(place)

    def cell(self) -> tuple[str, int]:
        """Return reference and column of the cursor."""
        action = self.page.view.current_action()
        return (action.ref if action else "", self.page.view.currentIndex().column())


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """What was told in a dialog; a test that expects none fails on the first."""
    told: list[BaseException] = []
    monkeypatch.setattr(messages, "show_failure", lambda _parent, error: told.append(error))
    yield told
    assert not told


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot, refusals: list[BaseException]) -> Iterator[Room]:
    store = store_with_the_plan(tmp_path)
    page, desk, plans = page_over(store)
    qtbot.addWidget(page, before_close_func=PlanPage.flush)
    page.resize(1290, 626)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield Room(page, desk, plans, qtbot)
    store.close()


def test_typing_replaces_a_cell_and_enter_goes_down(room: Room) -> None:
    room.at(0, TIME)
    room.type("May")
    room.key(Qt.Key.Key_Return)
    assert room.stored(0).timescale == "May"
    assert room.shown(0) == room.stored(0)
    assert room.cell() == ("O1-02", TIME)


def test_enter_passes_over_headings(room: Room) -> None:
    room.at(5, TIME)
    room.key(Qt.Key.Key_Return)
    assert room.cell() == ("O2-01", TIME)


def test_f2_keeps_the_words_and_tab_goes_right(room: Room) -> None:
    room.at(0, TIME)
    room.key(Qt.Key.Key_F2)
    room.type(" and on")
    room.key(Qt.Key.Key_Tab)
    assert room.stored(0).timescale == "2015-2016 and on"
    assert room.cell() == ("O1-01", PROGRESS)


def test_escape_leaves_a_cell_as_it_was(room: Room) -> None:
    before = room.stored(0)
    room.at(0, TIME)
    room.type("never")
    room.key(Qt.Key.Key_Escape)
    assert room.stored(0) == before
    assert not room.page.editing.is_open()
    assert room.page.view.hasFocus()


def test_leaving_a_cell_keeps_it(room: Room) -> None:
    room.at(0, TIME)
    room.type("June")
    room.page.view.header.editors["action"].setFocus()
    assert room.stored(0).timescale == "June"


def test_title_and_text_are_one_cell_and_one_undo(room: Room) -> None:
    room.at(0, ACTION)
    room.type("Neighbours")
    room.key(Qt.Key.Key_Return, ALT)
    room.type("Meet them.")
    room.key(Qt.Key.Key_Return)
    assert (room.stored(0).title, room.stored(0).text) == ("Neighbours", "Meet them.")
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.stored(0).title == "Community Groups"
    assert room.stored(0).text != "Meet them."
    assert room.shown(0) == room.stored(0)


def test_undo_and_redo_take_back_and_do_again(room: Room) -> None:
    room.at(0, TIME)
    room.type("May")
    room.key(Qt.Key.Key_Return)
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.stored(0).timescale == "2015-2016"
    room.key(Qt.Key.Key_Y, CONTROL)
    assert room.shown(0) == room.stored(0)
    assert room.stored(0).timescale == "May"


def test_a_refused_value_keeps_its_editor_open_with_the_reason(room: Room) -> None:
    room.at(1, REF)
    room.type("o1-01")
    room.key(Qt.Key.Key_Return)
    editor = room.page.editing.editor()
    assert editor is not None
    assert "O1-01" in editor.note.text().upper()
    assert not editor.note.isHidden()
    assert room.stored(1).ref == "O1-02"
    room.key(Qt.Key.Key_Backspace)
    assert editor.note.isHidden()
    room.key(Qt.Key.Key_Escape)
    assert room.stored(1).ref == "O1-02"


def test_a_date_that_is_none_is_refused_in_words(room: Room) -> None:
    room.page.showing.show_column("due", shown=True)
    room.at(0, BY_KEY["due"])
    room.type("31 nov")
    room.key(Qt.Key.Key_Return)
    editor = room.page.editing.editor()
    assert editor is not None
    assert "30 days" in editor.note.text()
    for _ in range(6):
        room.key(Qt.Key.Key_Backspace)
    room.type("30 nov")
    assert editor.note.text() == "Mon 30 Nov 2015, in 5 days"
    room.key(Qt.Key.Key_Return)
    assert str(room.stored(0).due) == "2015-11-30"


def test_control_semicolon_puts_today(room: Room) -> None:
    room.page.showing.show_column("due", shown=True)
    room.at(0, BY_KEY["due"])
    room.key(Qt.Key.Key_Semicolon, CONTROL)
    assert str(room.stored(0).due) == "2015-11-25"


@pytest.mark.parametrize(("number", "code"), [(1, "behind"), (2, "ongoing"), (3, "on_target")])
def test_alt_and_a_number_declares_progress(room: Room, number: int, code: str) -> None:
    room.at(0, ACTION)
    room.key(Qt.Key(Qt.Key.Key_0 + number), ALT)
    assert room.stored(0).progress == code
    assert room.shown(0) == room.stored(0)


def test_alt_zero_takes_progress_away_again(room: Room) -> None:
    room.at(0, ACTION)
    room.key(Qt.Key.Key_1, ALT)
    room.key(Qt.Key.Key_0, ALT)
    assert room.stored(0).progress is None
    assert room.desk.said[-1] == "O1-01 changed from Behind to Not set"


def test_a_number_that_the_key_does_not_have_changes_nothing(room: Room) -> None:
    room.at(0, ACTION)
    room.key(Qt.Key.Key_7, ALT)
    assert room.stored(0).progress is None


def test_a_first_letter_in_the_progress_column_chooses_where_it_is_the_only_one(
    room: Room,
) -> None:
    room.at(0, PROGRESS)
    room.type("b")
    assert room.stored(0).progress == "behind"


def test_a_letter_of_two_stages_opens_the_list(room: Room, qtbot: QtBot) -> None:
    room.at(0, PROGRESS)
    room.type("o")
    menu = QGuiApplication.focusObject()
    lists = [one for one in room.page.view.findChildren(QMenu) if one.isVisible()]
    assert len(lists) == 1
    assert lists[0].activeAction().text().startswith("Ongoing")
    qtbot.keyClick(lists[0], Qt.Key.Key_Down)
    qtbot.keyClick(lists[0], Qt.Key.Key_Return)
    assert room.stored(0).progress == "on_target"
    assert menu is not None


def test_many_rows_take_one_progress_with_one_undo(room: Room) -> None:
    room.at(0, ACTION)
    for _ in range(3):
        room.key(Qt.Key.Key_Down, SHIFT)
    room.key(Qt.Key.Key_1, ALT)
    assert [room.stored(n).progress for n in range(5)] == ["behind"] * 4 + [None]
    room.key(Qt.Key.Key_Z, CONTROL)
    assert [room.stored(n).progress for n in range(5)] == [None] * 5


def test_control_enter_writes_into_all_chosen_rows(room: Room) -> None:
    room.at(0, TIME)
    room.key(Qt.Key.Key_Down, SHIFT)
    room.key(Qt.Key.Key_Down, SHIFT)
    room.type("2017")
    room.key(Qt.Key.Key_Return, CONTROL)
    assert [room.stored(n).timescale for n in range(4)] == ["2017"] * 3 + ["2015-2016"]
    room.key(Qt.Key.Key_Z, CONTROL)
    assert {room.stored(n).timescale for n in range(4)} == {"2015-2016"}


def test_fill_down_takes_the_cell_above_or_the_top_of_the_chosen(room: Room) -> None:
    room.at(0, TIME)
    room.type("May")
    room.key(Qt.Key.Key_Return)
    room.key(Qt.Key.Key_D, CONTROL)
    assert room.stored(1).timescale == "May"
    room.key(Qt.Key.Key_Down, SHIFT)
    room.key(Qt.Key.Key_Down, SHIFT)
    room.key(Qt.Key.Key_D, CONTROL)
    assert [room.stored(n).timescale for n in range(5)] == ["May"] * 4 + ["2015-2016"]


def test_delete_clears_the_chosen_cells(room: Room) -> None:
    room.at(0, LEAD)
    room.key(Qt.Key.Key_Down, SHIFT)
    room.key(Qt.Key.Key_Delete)
    assert room.stored(0).leads == room.stored(1).leads == ()
    assert room.stored(2).leads != ()
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.stored(0).leads == ("ALL",)


def test_a_cell_is_copied_as_its_own_text(room: Room) -> None:
    room.at(6, BY_KEY["criteria"])
    room.key(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "\n".join(room.stored(6).criteria)


def test_cells_copied_here_are_pasted_cell_by_cell(room: Room) -> None:
    wanted = [room.stored(n).criteria for n in (6, 7)]
    room.at(6, BY_KEY["criteria"])
    room.key(Qt.Key.Key_Down, SHIFT)
    room.key(Qt.Key.Key_C, CONTROL)
    room.at(0, BY_KEY["criteria"])
    room.key(Qt.Key.Key_V, CONTROL)
    assert [room.stored(n).criteria for n in (0, 1)] == wanted
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.stored(0).criteria[0].startswith("Monitor at risk")


def test_cells_of_a_spreadsheet_are_pasted_to_the_right_and_down(room: Room) -> None:
    QGuiApplication.clipboard().setText("May\tBehind\nJune\tGreen\n")
    room.at(0, TIME)
    room.key(Qt.Key.Key_V, CONTROL)
    assert [(room.stored(n).timescale, room.stored(n).progress) for n in (0, 1)] == [
        ("May", "behind"),
        ("June", "on_target"),
    ]


@pytest.mark.parametrize("text", ["a\tb\tc\td\te\tf\tg\th", "\t".join("x" * 9) + "\n1"])
def test_what_does_not_fit_is_refused_in_one_sentence_and_changes_nothing(
    room: Room, text: str, refusals: list[BaseException]
) -> None:
    before = room.plans.sheet(room.plan_id)
    QGuiApplication.clipboard().setText(text)
    room.at(0, TIME)
    room.key(Qt.Key.Key_V, CONTROL)
    assert len(refusals) == 1
    refusals.clear()
    assert room.plans.sheet(room.plan_id) == before


def test_a_new_action_stands_below_and_its_title_is_typed_at_once(room: Room) -> None:
    room.at(1, ACTION)
    room.key(Qt.Key.Key_Insert)
    room.type("Libraries")
    room.key(Qt.Key.Key_Return)
    assert [room.stored(n).title for n in (1, 2, 3)] == [
        "Faith based groups",
        "Libraries",
        "City Businesses",
    ]
    assert room.page.shown_count() == "15 of 15 actions shown"


def test_rows_move_and_the_cursor_moves_with_them(room: Room) -> None:
    room.at(1, ACTION)
    room.key(Qt.Key.Key_Up, ALT | SHIFT)
    assert [room.stored(n).ref for n in (0, 1)] == ["O1-02", "O1-01"]
    assert room.cell() == ("O1-02", ACTION)
    room.key(Qt.Key.Key_Down, ALT | SHIFT)
    assert [room.stored(n).ref for n in (0, 1)] == ["O1-01", "O1-02"]


def test_a_row_is_removed_without_a_question_and_comes_back_whole(room: Room) -> None:
    before = room.plans.contents(room.plan_id)
    room.at(3, ACTION)
    room.key(Qt.Key.Key_Delete, CONTROL)
    assert room.page.shown_count() == "13 of 13 actions shown"
    assert room.desk.said[-1] == "O1-04 removed"
    assert room.cell() == ("O1-05", ACTION)
    room.key(Qt.Key.Key_Z, CONTROL)
    assert room.plans.contents(room.plan_id) == before


def test_words_being_typed_outlive_a_lock(tmp_path: Path, qtbot: QtBot) -> None:
    store = new_store(tmp_path)
    page, _, plans = page_over(store)
    plans.import_plan(source_plan(), None)
    page.reload()
    qtbot.addWidget(page)
    page.resize(1290, 626)
    with qtbot.waitActive(page):
        page.show()
    first = Room(page, page_over(store)[1], plans, qtbot)
    first.at(4, BY_KEY["comments"])
    first.type("Half a sent")
    page.flush()
    position = page.position()
    page.hide()

    again, _, _ = page_over(store)
    qtbot.addWidget(again)
    again.resize(1290, 626)
    with qtbot.waitActive(again):
        again.show()
    again.go_to(position)
    second = Room(again, first.desk, plans, qtbot)
    editor = again.editing.editor()
    assert editor is not None
    assert editor.text() == "Half a sent"
    assert second.cell()[0] == "O1-05"
    assert "Half a sent" not in second.stored(4).comments
    again.editing.editor().box.setFocus()
    second.type("ence")
    second.key(Qt.Key.Key_Return)
    assert "Half a sentence" in second.stored(4).comments
    assert again.editing.editor() is None
    assert not [key for key in first.desk.drafts() if key.startswith("plan/cell/")]
    page.editing.give_up()
    store.close()
