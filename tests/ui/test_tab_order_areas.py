"""Tab goes through what scrolls as a whole, out of sight or not, and through panes one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from prevent_desk.ui import tab_order
from prevent_desk.ui.widgets.dialog import Dialog


def test_fields_scrolled_out_of_sight_come_before_what_stands_below_their_area(
    qtbot: QtBot,
) -> None:
    window, inside, area = QWidget(), QWidget(), QScrollArea()
    fields = [QLineEdit(f"field {number}") for number in range(8)]
    inner = QVBoxLayout(inside)
    for field in fields:
        inner.addWidget(field)
    area.setWidget(inside)
    area.setFixedHeight(60)
    above, below = QLineEdit("above"), QLineEdit("below")
    column = QVBoxLayout(window)
    for widget in (above, area, below):
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    stops = [one for one in tab_order.stops(window) if isinstance(one, QLineEdit)]
    assert [one.text() for one in stops] == [
        "above", *(f"field {number}" for number in range(8)), "below",
    ]  # fmt: skip


def column(*words: str) -> QWidget:
    pane = QWidget()
    layout = QVBoxLayout(pane)
    for word in words:
        layout.addWidget(QLineEdit(word))
    return pane


def words_of(root: QWidget) -> list[str]:
    return [one.text() for one in tab_order.stops(root) if isinstance(one, QLineEdit)]


def test_panes_of_a_splitter_are_gone_through_one_after_the_other(qtbot: QtBot) -> None:
    split = QSplitter(Qt.Orientation.Horizontal)
    names = QListWidget()
    for pane in (column("first", "second"), names, column("third", "fourth")):
        split.addWidget(pane)
    window = QWidget()
    QVBoxLayout(window).addWidget(split)
    qtbot.addWidget(window)
    window.show()
    assert words_of(window) == ["first", "second", "third", "fourth"]
    assert tab_order.stops(window)[2] is names


def test_panes_of_a_row_are_gone_through_one_after_the_other_where_it_says_so(
    qtbot: QtBot,
) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    row.addWidget(column("first", "second"))
    row.addWidget(column("third", "fourth"))
    qtbot.addWidget(window)
    window.show()
    assert words_of(window) == ["first", "third", "second", "fourth"]
    tab_order.pane_by_pane(window)
    assert words_of(window) == ["first", "second", "third", "fourth"]


def test_fields_made_late_are_reached_in_a_dialog_where_they_stand(qtbot: QtBot) -> None:
    dialog = Dialog("Question")
    above, late, below = QLineEdit("above"), QLineEdit("late"), QLineEdit("below")
    dialog.body.addWidget(above)
    dialog.body.addWidget(below)
    cancel = dialog.add_cancel()
    dialog.body.insertWidget(1, late)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    above.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())
    assert seen == [late, below, cancel, above]
    QTest.keyClick(above, Qt.Key.Key_Backtab)
    assert dialog.focusWidget() is cancel


def test_a_dialog_begins_in_its_first_field_and_not_on_the_frame_around_it(qtbot: QtBot) -> None:
    dialog, area, inside = Dialog("Question"), QScrollArea(), column("first", "second")
    area.setWidget(inside)
    dialog.body.addWidget(area)
    dialog.add_verb("Save")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    focused = dialog.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "first"
