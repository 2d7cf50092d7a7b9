"""A disk that takes nothing: lines stay on the screen in order, marked, until it takes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt

from prevent_desk.store.session import Store
from prevent_desk.ui import messages
from prevent_desk.ui.spelling import dictionary
from tests.panels.rooms import Room

LONG = "No room for these words. " * 700
"""More than the free pages of the file hold."""


@contextmanager
def full(store: Store) -> Iterator[None]:
    """Let the file not grow by a single page."""
    with store.exclusively("limit") as raw:
        # What other tests left free within the file would take the words.
        raw.execute("VACUUM")
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count={pages}")
    try:
        yield
    finally:
        with store.exclusively("limit") as raw:
            raw.execute("PRAGMA max_page_count=1073741823")


def words(room: Room) -> list[str]:
    found = room.desk.services.lines.of_item(room.desk.told.cases[2])
    return [one.words[:10].strip() for one in found]


def test_lines_the_disk_refuses_wait_on_the_screen_in_order(room: Room) -> None:
    notes, box = room.view().middle.notes, room.view().middle.entry.editor.box
    room.line("Before.")
    with full(room.desk.store):
        box.show_words(f"One. {LONG}")
        room.press(Qt.Key.Key_Return)
        box.show_words(f"Two. {LONG}")
        room.press(Qt.Key.Key_Return)
        shown = notes.view.notes.rows()
        assert [row.is_kept for row in shown] == [True, False, False]
        assert shown[1].sub is not None
        assert shown[1].sub.chip is not None
        assert shown[1].sub.chip[0] == "Kept on screen only"
        notes.waiting.try_again()
        assert words(room) == ["Before."]
        assert room.view().middle.entry.typed().words == ""
    notes.waiting.try_again()
    assert words(room) == ["Before.", "One. No ro", "Two. No ro"]
    assert all(row.is_kept for row in notes.view.notes.rows())


def test_half_typed_words_the_disk_refuses_stay_and_say_so(room: Room) -> None:
    entry = room.view().middle.entry
    dictionary().switch(on=False)
    with full(room.desk.store):
        entry.editor.box.insertPlainText(LONG)
        entry.flush()
        assert entry.state.isVisible()
        assert entry.state.text() == "Kept on screen only"
        assert entry.autosave.is_pending
    entry.flush()
    assert not entry.state.isVisible()
    kept = room.desk.services.half_typed.of(room.desk.told.meeting, room.desk.told.cases[2])
    assert kept is not None
    assert kept.words == LONG
    dictionary().switch(on=True)


def test_a_rule_that_refuses_a_line_leaves_the_words_where_they_were_typed(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(messages, "show_failure", lambda _over, error: told.append(error.what))
    room.type("Too late")
    room.desk.set_meeting(state="approved")
    room.press(Qt.Key.Key_Return)
    room.desk.set_meeting(state="live")
    assert told == ["The minutes of this meeting are sealed."]
    assert room.view().middle.entry.typed().words == "Too late"
