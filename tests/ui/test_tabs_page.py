"""Any page of tabs: which one is on show, what stands at its right, keys, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.store.session import Store
from prevent_desk.ui.page import Command
from prevent_desk.ui.tabs_page import TabKind, TabsPage
from prevent_desk.ui.widgets.button import Button
from tests.plan.page_room import DeskStandIn, new_store

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@dataclass
class Around:
    """What the tabs of the tests have around them."""

    made: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


class PlainTab(QWidget):
    """A tab with a line in its middle and, where it has a pane, another at its right."""

    changed = Signal()

    def __init__(self, around: Around, parent: QWidget, *, key: str, has_pane: bool) -> None:
        super().__init__(parent)
        self.key, self.number, self.flushed, self.place = key, 3, 0, {}
        around.made.append(key)
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)
        self.setFocusProxy(self.line)
        self.button = Button(f"New {key}", kind="primary")
        self.pane: QWidget | None = None
        if has_pane:
            self.pane = QWidget()
            self.inside = QLineEdit()
            QVBoxLayout(self.pane).addWidget(self.inside)

    place: dict[str, Any]

    def widget(self) -> QWidget:
        return self

    def side(self) -> QWidget | None:
        return self.pane

    def has_subject(self) -> bool:
        return self.number > 0

    def buttons(self) -> Sequence[Button]:
        return (self.button,)

    def count(self) -> int:
        return self.number

    def shown_count(self) -> str:
        return f"{self.number} of {self.key}"

    def commands(self) -> Sequence[Command]:
        return [Command(f"New {self.key}", lambda: None)]

    def primary_new(self) -> Callable[[], object] | None:
        return self.button.click

    def filter_here(self) -> None:
        self.line.selectAll()
        self.line.setText("filter")

    def position(self) -> dict[str, Any]:
        return dict(self.place)

    def go_to(self, position: dict[str, Any]) -> None:
        self.place = position

    def flush(self) -> None:
        self.flushed += 1

    def reload(self) -> None:
        self.number += 1


def first(around: Around, parent: QWidget) -> PlainTab:
    return PlainTab(around, parent, key="first", has_pane=True)


def second(around: Around, parent: QWidget) -> PlainTab:
    return PlainTab(around, parent, key="second", has_pane=False)


class TwoTabs(TabsPage):
    """A page with two tabs."""

    title, icon = "Logs", "list"

    def __init__(self, desk: DeskStandIn) -> None:
        super().__init__(desk, "logs")
        self.around = Around()
        self.begin(
            [
                TabKind("first", "Agency seats", first),
                TabKind("second", "CTLP", second, lambda around: len(around.made)),
            ],
            self.around,
        )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskStandIn]:
    store: Store = new_store(tmp_path)
    yield DeskStandIn(store)
    store.close()


@pytest.fixture
def page(desk: DeskStandIn, qtbot: QtBot) -> TwoTabs:
    page = TwoTabs(desk)
    qtbot.addWidget(page)
    page.resize(1290, 626)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    return page


def tab_of(page: TwoTabs) -> PlainTab:
    tab = page.tab()
    assert isinstance(tab, PlainTab)
    return tab


def press(page: TwoTabs, key: Qt.Key, *, control: bool = False) -> None:
    target = page.window().focusWidget()
    assert target is not None
    QTest.keyClick(target, key, CTRL if control else Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def test_a_tab_is_made_when_it_is_first_opened_and_counted_before(page: TwoTabs) -> None:
    assert page.around.made == ["first"]
    assert page.bar._tabs["second"].count == 1
    page.go_to({"tab": "second"})
    page.go_to({"tab": "first"})
    page.go_to({"tab": "second"})
    assert page.around.made == ["first", "second"]
    tab_of(page).changed.emit()
    assert page.bar._tabs["second"].count == 3


def test_the_buttons_and_the_pane_are_those_of_the_tab_on_show(page: TwoTabs) -> None:
    shown = tab_of(page)
    assert shown.button.isVisible()
    assert page.place.is_shown()
    page.go_to({"tab": "second"})
    assert not shown.button.isVisible()
    assert tab_of(page).button.isVisible()
    assert not page.place.is_shown()


def test_ctrl_page_down_and_up_go_through_the_tabs_and_keep_what_was_typed(page: TwoTabs) -> None:
    left = tab_of(page)
    press(page, KEY.Key_PageDown, control=True)
    assert page.bar.tab() == "second"
    assert left.flushed == 1
    assert tab_of(page).line.hasFocus()
    press(page, KEY.Key_PageDown, control=True)
    assert page.bar.tab() == "second"
    press(page, KEY.Key_PageUp, control=True)
    assert page.bar.tab() == "first"


@pytest.mark.parametrize("by_mouse", [True, False])
def test_a_tab_nobody_opened_yet_is_shown_by_a_click_or_an_arrow_and_what_was_typed_is_kept(
    page: TwoTabs, by_mouse: bool
) -> None:
    left = tab_of(page)
    if by_mouse:
        QTest.mouseClick(page.bar._tabs["second"], Qt.MouseButton.LeftButton)
    else:
        page.bar.focus_tab()
        press(page, KEY.Key_Right)
    assert left.flushed == 1
    assert tab_of(page) is not left
    assert tab_of(page).widget().isVisible()
    assert tab_of(page).button.isVisible()
    assert page.position()["tab"] == page.bar.tab() == "second"


def test_the_tab_left_last_is_the_one_the_page_opens_with(
    page: TwoTabs, desk: DeskStandIn, qtbot: QtBot
) -> None:
    press(page, KEY.Key_PageDown, control=True)
    again = TwoTabs(desk)
    qtbot.addWidget(again)
    assert again.bar.tab() == "second"


def test_f4_hides_the_pane_and_f6_goes_into_it_and_back(page: TwoTabs) -> None:
    press(page, KEY.Key_F4)
    assert not page.place.is_shown()
    press(page, KEY.Key_F6)
    assert page.place.is_shown()
    assert tab_of(page).inside.hasFocus()
    press(page, KEY.Key_Escape)
    assert tab_of(page).line.hasFocus()
    press(page, KEY.Key_F6)
    press(page, KEY.Key_F6)
    assert tab_of(page).line.hasFocus()


def test_in_a_narrow_window_the_pane_is_a_drawer_that_escape_closes(page: TwoTabs) -> None:
    page.resize(1000, 600)
    assert not page.place.is_shown()
    press(page, KEY.Key_F4)
    assert page.place.is_shown()
    press(page, KEY.Key_Escape)
    assert not page.place.is_shown()


def test_ctrl_f_filters_in_the_tab_on_show(page: TwoTabs) -> None:
    press(page, KEY.Key_F, control=True)
    assert tab_of(page).line.text() == "filter"


def test_a_position_is_the_tab_and_what_is_chosen_in_it(page: TwoTabs) -> None:
    page.go_to({"tab": "second", "record": 3})
    assert page.position() == {"tab": "second", "record": 3}
    page.go_to({"record": 4})
    assert page.position() == {"tab": "second", "record": 4}
    page.go_to({"tab": "nowhere"})
    assert page.bar.tab() == "second"


def test_the_ways_to_other_tabs_are_commands_that_the_desk_can_come_back_from(
    page: TwoTabs, desk: DeskStandIn
) -> None:
    way = next(one for one in page.commands() if one.title == "Show CTLP")
    way.run()
    assert desk.went == [("Logs", {"tab": "second"})]
    page.go_to({"tab": "second"})
    assert "Show agency seats" in [one.title for one in page.commands()]


def test_everything_is_read_again_and_counted_when_the_store_changed(page: TwoTabs) -> None:
    page.reload()
    assert page.bar._tabs["first"].count == 4
    assert page.shown_count() == "4 of first"


def test_a_tab_nobody_looks_at_is_read_when_it_is_shown_and_only_counted_before(
    page: TwoTabs,
) -> None:
    hidden = tab_of(page)
    page.go_to({"tab": "second"})
    page.reload()
    page.reload()
    assert hidden.number == 3
    assert tab_of(page).number == 5
    page.go_to({"tab": "first"})
    assert hidden.number == 4
    assert page.bar._tabs["second"].count == 5
    page.reload()
    # Not what it held when it was read last: what there is by now.
    assert page.bar._tabs["second"].count == len(page.around.made)
    page.go_to({"tab": "first"})
    assert hidden.number == 5


def test_a_tab_that_tells_of_a_change_is_counted_anew_unless_the_store_is_closed(
    page: TwoTabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = tab_of(page)
    tab.number = 0
    tab.changed.emit()
    assert page.bar._tabs["first"].count == 0
    assert not page.place.is_shown()
    monkeypatch.setattr(page, "is_open", lambda: False)
    tab.number = 9
    tab.changed.emit()
    assert page.bar._tabs["first"].count == 0
