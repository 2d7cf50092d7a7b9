"""Spelling in the entry line: what is underlined, corrections by menu, words of the desk, off."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from prevent_desk.panels.ui.desk.entry import spelling as desk_spelling
from prevent_desk.panels.ui.desk.entry.box import LineBox
from prevent_desk.ui import jobs
from prevent_desk.ui.spelling import Dictionary, dictionary
from tests.panels.rooms import Room


def box_with(room: Room, words: str) -> LineBox:
    """Return the entry line with words in it, once the word list is read."""
    room.settle()
    desk_spelling.take_names(room.view().hub)
    box = room.view().middle.entry.editor.box
    box.show_words(words)
    assert dictionary().is_ready()
    return box


def underlined(box: LineBox) -> list[str]:
    found = []
    block = box.document().begin()
    for shape in block.layout().formats():
        found.append(block.text()[shape.start : shape.start + shape.length])
    return found


def offered(box: LineBox) -> QMenu:
    assert box.spelling is not None
    menu = QMenu(box)
    box.spelling.add_to(menu, box.textCursor())
    return menu


def test_slips_are_underlined_and_names_of_the_room_are_not(room: Room) -> None:
    box = box_with(room, "Ndlovu and Adeyemi recieve PD-2025-031 of Hallam ")
    assert underlined(box) == ["recieve"]


def test_the_menu_corrects_the_word_before_the_cursor(room: Room) -> None:
    box = box_with(room, "The atendance fell ")
    menu = offered(box)
    assert menu.activeAction() is not None
    menu.actions()[0].trigger()
    assert box.words() == "The attendance fell "
    menu.deleteLater()


def test_a_word_said_to_be_right_is_right_from_then_on(room: Room) -> None:
    box = box_with(room, "The zqword fell ")
    menu = offered(box)
    next(one for one in menu.actions() if "is right" in one.text()).trigger()
    assert underlined(box) == []
    assert room.shell.setting(desk_spelling.OWN) == ["zqword"]
    menu.deleteLater()


def test_checking_can_be_switched_off_and_stays_off(room: Room) -> None:
    box = box_with(room, "The atendance fell ")
    desk_spelling.toggle(room.view().hub)
    assert underlined(box) == []
    assert room.shell.setting(desk_spelling.ON) is False
    desk_spelling.toggle(room.view().hub)
    assert underlined(box) == ["atendance"]


def test_a_lock_that_comes_while_the_list_is_read_leaves_it_to_the_next(
    qtbot: QtBot,
) -> None:
    found = Dictionary()
    found.want()
    assert jobs.stop_all()
    assert not found.is_ready()
    found.want()
    qtbot.waitUntil(found.is_ready, timeout=60_000)
