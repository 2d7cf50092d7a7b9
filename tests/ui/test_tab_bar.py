"""Tabs in a row: those without room are in the menu "More", by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.tab_bar import TabBar

TITLES = (
    ("timeline", "Timeline"), ("checks", "Checks"), ("plan", "Support plan"),
    ("files", "Files"), ("panel", "Panel"), ("actions", "Actions"),
)  # fmt: skip


@pytest.fixture
def bar(desk_look: None, qtbot: QtBot) -> Iterator[TabBar]:
    window = QWidget()
    qtbot.addWidget(window)
    made = TabBar(TITLES, parent=window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.show_tab("timeline")
    made.set_badge("actions", 3)
    made.resize(made.minimumSizeHint().width() + theme.px(140), made.sizeHint().height())
    made.show()
    yield made
    theme.set_text_percent(100)


def test_every_tab_is_whole_in_the_row_or_in_the_menu_more(bar: TabBar) -> None:
    for percent in (100, 150):
        theme.set_text_percent(percent)
        for wide in range(bar.minimumSizeHint().width(), bar.sizeHint().width() + 40, 7):
            bar.resize(wide, bar.height())
            row = [tab for tab in bar._tabs.values() if tab.isVisible()]
            bar._menu.aboutToShow.emit()
            menu = [act.text().split(" (")[0] for act in bar._menu.actions()]
            assert sorted([tab.title for tab in row] + menu) == sorted(dict(TITLES).values())
            parts = [*row, *([bar._more] if bar._more.isVisible() else [])]
            assert all(part.width() >= part.sizeHint().width() for part in parts)
            assert max(part.geometry().right() for part in parts) < wide
            assert bool(menu) == bar._more.isVisible()


def test_a_tab_chosen_in_the_menu_comes_into_the_row_and_keeps_the_keyboard(bar: TabBar) -> None:
    told: list[str] = []
    bar.chosen.connect(told.append)
    assert not bar._tabs["actions"].isVisible()
    assert "Actions" in bar._more.accessibleName()
    bar._menu.aboutToShow.emit()
    [act] = [act for act in bar._menu.actions() if act.text() == "Actions (3)"]
    act.trigger()
    assert told == ["actions"]
    assert bar.tab() == "actions"
    assert bar._tabs["actions"].hasFocus()
    assert bar._tabs["timeline"].isVisible()
    assert "Actions" not in bar._more.accessibleName()


def test_left_and_right_go_through_the_tabs_without_room_too(bar: TabBar, qtbot: QtBot) -> None:
    bar.focus_tab()
    for key, _ in TITLES[1:]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        assert bar.tab() == key
        assert bar._tabs[key].isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    assert bar.tab() == "timeline"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert bar._more.hasFocus()
