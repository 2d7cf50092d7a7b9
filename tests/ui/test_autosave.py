"""Typed words are kept soon, often enough, and never twice; time is told by a clock set by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.ui.autosave import LONGEST_MS, MOST_CHARACTERS, QUIET_MS, Autosave


class Typing:
    """An autosave whose clock and timer stand still until they are moved."""

    def __init__(self) -> None:
        self.saves = 0
        self.now = 0
        self.autosave = Autosave(self.save)
        self.autosave.elapsed_ms = lambda: self.now

    def save(self) -> None:
        self.saves += 1

    @property
    def waits_ms(self) -> int | None:
        """How long it will wait for another key; None when it waits for nothing."""
        timer = self.autosave._quiet
        return timer.interval() if timer.isActive() else None

    def key(self, after_ms: int = 0, characters: int = 1) -> None:
        self.now += after_ms
        self.autosave.note(characters)

    def fall_quiet(self) -> None:
        self.autosave._quiet.timeout.emit()


@pytest.fixture
def typing(qtbot: QtBot) -> Typing:
    return Typing()


@pytest.mark.about_time
def test_a_key_is_kept_400_ms_after_it(typing: Typing) -> None:
    typing.key()
    assert typing.waits_ms == QUIET_MS == 400
    assert typing.saves == 0
    typing.fall_quiet()
    assert typing.saves == 1
    assert not typing.autosave.is_pending


@pytest.mark.about_time
def test_typing_without_a_pause_is_kept_within_2_s(typing: Typing) -> None:
    typing.key()
    for _key in range(10):
        typing.key(after_ms=190)
    assert typing.saves == 0
    # 1,900 ms have gone: the wait is cut to what is left of 2 s.
    assert typing.waits_ms == 100
    typing.key(after_ms=LONGEST_MS - 1900)
    assert typing.saves == 1


def test_eighty_characters_are_kept_at_once(typing: Typing) -> None:
    for _key in range(MOST_CHARACTERS - 1):
        typing.key()
    assert typing.saves == 0
    typing.key()
    assert typing.saves == 1


def test_a_pasted_page_is_kept_at_once(typing: Typing) -> None:
    typing.key(characters=500)
    assert typing.saves == 1


def test_flush_keeps_what_is_pending_and_only_that(typing: Typing) -> None:
    typing.autosave.flush()
    assert typing.saves == 0
    typing.key()
    typing.autosave.flush()
    typing.autosave.flush()
    assert typing.saves == 1
    assert typing.waits_ms is None


def test_the_count_of_characters_begins_anew_after_each_save(typing: Typing) -> None:
    typing.key(characters=79)
    typing.autosave.flush()
    typing.key(characters=79)
    assert typing.saves == 1


def test_words_that_were_taken_back_are_not_kept(typing: Typing) -> None:
    typing.key()
    typing.autosave.forget()
    typing.autosave.flush()
    assert typing.saves == 0


def test_words_whose_save_failed_stay_pending(qtbot: QtBot) -> None:
    fails = [True]

    def save() -> None:
        if fails:
            raise OSError("disk full")

    autosave = Autosave(save)
    autosave.note()
    with pytest.raises(OSError, match="disk full"):
        autosave.flush()
    assert autosave.is_pending
    fails.clear()
    autosave.flush()
    assert not autosave.is_pending


def test_an_editor_is_followed_and_kept_on_leaving(qtbot: QtBot) -> None:
    saves: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    notes, other = QPlainTextEdit(), QLineEdit()
    column.addWidget(notes)
    column.addWidget(other)
    window.show()
    window.activateWindow()
    notes.setFocus()
    qtbot.waitUntil(notes.hasFocus)
    autosave = Autosave(lambda: saves.append(notes.toPlainText()), window)
    autosave.watch(notes)
    qtbot.keyClicks(notes, "Rang school")
    assert autosave.is_pending
    other.setFocus()
    qtbot.waitUntil(lambda: saves == ["Rang school"])


def test_what_the_program_fills_in_is_not_typing(qtbot: QtBot) -> None:
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    autosave = Autosave(lambda: None, editor)
    autosave.watch(editor)
    autosave.pause()
    editor.setPlainText("From the store")
    autosave.resume()
    assert not autosave.is_pending
    qtbot.keyClick(editor, Qt.Key.Key_A)
    assert autosave.is_pending
