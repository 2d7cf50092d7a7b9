"""The tab “Timeline” by keyboard alone: entries typed, added to, hidden, narrowed, rewound."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.core.clock import local
from prevent_desk.referrals.model.timeline import Kind, NewEntry
from prevent_desk.referrals.ui.timeline.entry_dialog import EntryDialog
from prevent_desk.referrals.ui.timeline.model import LinesModel
from prevent_desk.ui import theme
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog
from tests.referrals.record.rooms import Window, enter, focused, press, write

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def kris(desk: Desk) -> int:
    return desk.add(received=datetime.fromisoformat("2025-11-18T09:31"))


@pytest.fixture
def window(desk: Desk, kris: int, qtbot: QtBot) -> Window:
    window = Window(desk, qtbot)
    window.open(kris)
    return window


def titles(window: Window) -> list[str]:
    return [line.title for line in window.timeline.view.lines.lines()]


def test_an_entry_is_typed_with_kind_and_moment_and_kept_by_enter(
    desk: Desk, kris: int, window: Window
) -> None:
    window.record.begin_entry()
    write("/c yesterday 14:20 Spoke to the deputy head.")
    quick = window.timeline.quick
    assert quick.kind() is Kind.CALL
    assert quick.echo.text() == "Mon 24 Nov 2025, 14:20"
    press(Key.Key_Return)
    line = window.timeline.view.current()
    assert line is not None
    assert (line.kind, line.body) == (Kind.CALL, "Spoke to the deputy head.")
    assert line.on == datetime.fromisoformat("2025-11-24T14:20")
    assert quick.edit.toPlainText() == ""
    assert window.shell.said[-1] == "Call added to PD-2025-001"
    assert window.shell.draft(f"referrals.entry.{kris}") is None
    assert window.record.bar._tabs["timeline"].count in {1, 2}
    window.shell.undo()
    assert titles(window) == ["Referral received by telephone"]


def test_shift_enter_breaks_the_line(desk: Desk, window: Window) -> None:
    window.record.begin_entry()
    write("First")
    press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    write("Second")
    press(Key.Key_Return)
    line = window.timeline.view.current()
    assert line is not None
    assert line.body == "First\nSecond"


def test_what_is_still_to_come_is_said_and_not_kept(desk: Desk, kris: int, window: Window) -> None:
    window.record.begin_entry()
    write("/c tomorrow 9:00 x")
    press(Key.Key_Return)
    assert "still to come" in window.timeline.quick.echo.text()
    assert not window.timeline.quick.add_button.isEnabled()
    assert desk.services.timeline.count(kris) == 1


def test_words_half_typed_come_back_for_their_referral_only(
    desk: Desk, kris: int, window: Window
) -> None:
    other = desk.add("Amira", "Khalid")
    window.record.begin_entry()
    write("Half a sentence about")
    window.open(other)
    assert window.timeline.quick.edit.toPlainText() == ""
    window.open(kris)
    assert window.timeline.quick.edit.toPlainText() == "Half a sentence about"


def test_words_being_typed_are_kept_after_eighty_characters_without_leaving(
    kris: int, window: Window
) -> None:
    window.record.begin_entry()
    write("x" * 81)
    kept = window.shell.draft(f"referrals.entry.{kris}")
    assert kept is not None
    assert len(kept[0]) >= 80


def test_an_entry_is_added_to_from_its_line(desk: Desk, kris: int, window: Window) -> None:
    now = local(desk.clock.now())
    first = desk.services.timeline.add(kris, NewEntry(Kind.CALL, now, "It was the head."))
    window.room.reload()
    window.timeline.show_line(f"entry:{first}")
    window.timeline.add_to()
    assert window.timeline.quick.edit.hasFocus()
    assert window.timeline.quick.echo.text() == "Adds to “Call”, now"
    write("It was the deputy.")
    press(Key.Key_Return)
    line = window.timeline.view.current()
    assert line is not None
    assert [one.body for one in line.addenda] == ["It was the deputy."]


def test_the_whole_entry_is_asked_in_a_dialog_that_keeps_its_draft(
    desk: Desk, kris: int, window: Window
) -> None:
    def half(found: QDialog) -> None:
        assert isinstance(found, EntryDialog)
        enter(found)
        write("She wants to be told.")
        found.view.set_answer("with_whom", "school", tell=True)
        found.reject()

    def whole(found: QDialog) -> None:
        assert isinstance(found, EntryDialog)
        enter(found)
        assert found.view.answer("body") == "She wants to be told."
        found.view.set_answer("kind", "call", tell=True)
        found.add_button.setFocus()
        press(Key.Key_Return)

    in_dialog(window.record.add_entry, half)
    assert desk.services.timeline.count(kris) == 1
    in_dialog(window.record.add_entry, whole)
    assert titles(window)[0] == "Call with school"
    assert window.shell.draft(f"referrals.entry_dialog.{kris}") is None


# Hidden referrers


def anonymous(desk: Desk, qtbot: QtBot) -> Window:
    made = desk.add(referrer={"name": "Ama Owusu", "is_anonymous": True})
    told = NewEntry(Kind.CALL, local(desk.clock.now()), "Ms Owusu rang.", is_referrers=True)
    desk.services.timeline.add(made, told)
    window = Window(desk, qtbot)
    window.open(made)
    return window


def test_a_hidden_referrers_line_is_covered_until_it_is_opened(desk: Desk, qtbot: QtBot) -> None:
    window = anonymous(desk, qtbot)
    lines = window.timeline.view.lines
    (key,) = lines.hidden
    row = lines.row_of(key)
    assert "Owusu" not in lines.data(lines.index(row, 0))
    window.timeline.view.show_line(key)
    window.timeline.view.setFocus()
    press(Key.Key_C, Control)
    assert "Owusu" not in QGuiApplication.clipboard().text()
    press(Key.Key_Space)
    assert window.timeline.view.lines.hidden == frozenset()
    assert "Owusu" in lines.data(lines.index(row, 0))


def test_it_is_covered_again_when_another_referral_was_looked_at(desk: Desk, qtbot: QtBot) -> None:
    window = anonymous(desk, qtbot)
    first = window.record.episode()
    assert first is not None
    (key,) = window.timeline.view.lines.hidden
    window.timeline._name(key)
    window.open(desk.add("Amira", "Khalid"))
    window.open(first.id)
    assert window.timeline.view.lines.hidden == {key}


# Narrowing, rewinding, going through


def filled(desk: Desk, kris: int, window: Window, count: int = 6) -> None:
    start = datetime.fromisoformat("2025-11-18T10:00")
    for number in range(count):
        kind = Kind.CALL if number % 2 else Kind.NOTE
        on = start + timedelta(hours=number)
        desk.services.timeline.add(kris, NewEntry(kind, on, f"Words number {number}"))
    window.room.reload()


def test_the_timeline_is_narrowed_by_kind_and_words_and_esc_shows_all(
    desk: Desk, kris: int, window: Window
) -> None:
    filled(desk, kris, window)
    filters = window.timeline.filters
    filters.groups.set_value("panel")
    filters.changed.emit()
    assert window.timeline.empty.isVisible()
    filters.groups.set_value("contact")
    filters.changed.emit()
    assert len(titles(window)) == 7
    filters.more_button.click()
    filters.words.setFocus()
    write("number 3")
    assert titles(window) == ["Call"]
    assert filters.count.text() == "1 of 7"
    window.timeline.view.setFocus()
    press(Key.Key_Escape)
    assert len(titles(window)) == 7
    assert filters.count.text() == ""


def test_the_order_is_turned_and_remembered(
    desk: Desk, kris: int, window: Window, qtbot: QtBot
) -> None:
    filled(desk, kris, window)
    newest = titles(window)
    window.timeline.filters.order_button.click()
    assert titles(window) == newest[::-1]
    again = Window(desk, qtbot)
    again.open(kris)
    assert titles(again) == newest[::-1]


def test_as_at_a_day_rewinds_what_was_known(desk: Desk, kris: int, window: Window) -> None:
    desk.clock.move(timedelta(days=2))
    filled(desk, kris, window, 2)
    assert len(titles(window)) == 3
    window.timeline.filters.rewind()
    assert focused() is window.timeline.filters.as_at
    write("25 nov")
    press(Key.Key_Return)
    assert len(titles(window)) == 1


def test_all_referrals_of_the_person_are_shown_with_their_references(
    desk: Desk, kris: int, window: Window
) -> None:
    desk.add(person={"head_id": desk.person_of(kris)})
    window.timeline.filters.more_button.click()
    window.timeline.filters.person.click()
    assert len(titles(window)) == 2
    assert window.timeline.view.lines.with_refs


def test_space_shows_every_word_and_enter_opens_the_tab_a_line_tells_of(
    desk: Desk, kris: int, window: Window
) -> None:
    words = "\n".join(f"Line {number}" for number in range(9))
    desk.services.timeline.add(kris, NewEntry(Kind.NOTE, local(desk.clock.now()), words))
    window.room.reload()
    view = window.timeline.view
    view.setFocus()
    press(Key.Key_Home, Control)
    high = view.rowHeight(0)
    press(Key.Key_Space)
    assert view.rowHeight(0) > high
    press(Key.Key_Space)
    assert view.rowHeight(0) == high


def test_a_click_on_more_lines_shows_them_at_once(desk: Desk, kris: int, window: Window) -> None:
    words = "\n".join(f"Line {number}" for number in range(9))
    desk.services.timeline.add(kris, NewEntry(Kind.NOTE, local(desk.clock.now()), words))
    window.room.reload()
    view = window.timeline.view
    view.clearSelection()
    view.setCurrentIndex(view.lines.index(1, 0))
    row = view.visualRect(view.lines.index(0, 0))
    at = QPoint(row.x() + theme.px(80), row.bottom() - theme.px(14))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.rowHeight(0) > row.height()


def test_lines_are_copied_as_text(desk: Desk, kris: int, window: Window) -> None:
    filled(desk, kris, window, 1)
    window.timeline.view.setFocus()
    window.timeline.view.selectAll()
    press(Key.Key_C, Control)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("18 Nov 2025 10:00  Note  (you)\nWords number 0\n\n18 Nov 2025 09:31")


def test_a_thousand_lines_measure_only_what_is_in_sight(
    desk: Desk, kris: int, window: Window
) -> None:
    (line,) = desk.services.timeline.lines(kris)
    many = [
        type(line)(
            f"entry:{number}", Kind.NOTE, kris, "PD-2025-001",
            line.on + timedelta(hours=number), line.at, "you", f"Entry {number}", "Words " * 40,
        )
        for number in range(1000)
    ]  # fmt: skip
    view = window.timeline.view
    view.show_lines(many)
    assert len(view._measured) < 40
    view.scrollToBottom()
    assert len(view._measured) < 80
    assert view.lines.rule(0) == "Tue 18 Nov 2025"


def test_the_model_keeps_qts_rules(desk: Desk, kris: int) -> None:
    model = LinesModel()
    tester = QAbstractItemModelTester(model)
    model.show_lines(desk.services.timeline.lines(kris))
    model.show_lines([])
    assert tester.model() is model


def test_screen_readers_hear_a_whole_line(desk: Desk, kris: int, window: Window) -> None:
    model = window.timeline.view.lines
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == ("18 Nov 2025 09:31, Receipt, Referral received by telephone, you")


def test_the_day_of_the_clock_decides_whether_a_year_is_said(desk: Desk, window: Window) -> None:
    painter = window.timeline.view.painter_
    (line,) = window.timeline.view.lines.lines()
    assert painter.meta(line) == "18 Nov 09:31 · you"
    painter.today = date(2026, 1, 2)
    assert painter.meta(line) == "18 Nov 2025 09:31 · you"
