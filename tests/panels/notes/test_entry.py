"""The entry line by keyboard alone: kinds, speakers, days, phrases, drafts, snapshots."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from prevent_desk.actions.model.records import Source
from prevent_desk.panels.model.records import LineKind, NoteLine
from prevent_desk.panels.ui.desk.due_line import DueLine
from prevent_desk.panels.ui.desk.entry.bar import EntryBar
from prevent_desk.panels.ui.desk.looks import ORDER
from tests.panels.rooms import Room

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def entry(room: Room) -> EntryBar:
    return room.view().middle.entry


def lines(room: Room) -> list[NoteLine]:
    return room.desk.services.lines.of_item(room.desk.told.cases[2])


def test_the_keyboard_is_in_the_entry_line_when_the_desk_opens(room: Room) -> None:
    assert room.focused() is entry(room).editor.box


def test_enter_keeps_a_line_and_makes_room_for_the_next(room: Room) -> None:
    room.line("Attendance fell.")
    (kept,) = lines(room)
    assert (kept.words, kept.kind, kept.speaker) == (
        "Attendance fell.", LineKind.INFORMATION, "Panel"
    )  # fmt: skip
    assert entry(room).typed().words == ""
    assert [row.words for row in room.view().middle.notes.view.notes.rows()] == ["Attendance fell."]


def test_a_whole_line_is_told_by_its_first_letters(room: Room) -> None:
    room.line("/c rc Manifesto shared in a closed group.")
    (kept,) = lines(room)
    assert (kept.kind, kept.speaker, kept.words) == (
        LineKind.CONCERN, "City Police Prevent", "Manifesto shared in a closed group."
    )  # fmt: skip


def test_who_speaks_stays_for_the_next_line_and_what_it_is_does_not(room: Room) -> None:
    room.line("/c rc One.")
    room.line("Two.")
    assert [(one.kind.value, one.initials) for one in lines(room)] == [
        ("concern", "RC"), ("information", "RC")
    ]  # fmt: skip


def test_a_decision_is_the_panels_and_whoever_spoke_goes_on(room: Room) -> None:
    room.line("rc One.")
    room.line("/d Offer support.")
    room.line("Three.")
    assert [one.speaker for one in lines(room)] == [
        "City Police Prevent", "Panel", "City Police Prevent"
    ]  # fmt: skip


def test_backspace_puts_back_what_was_taken_for_a_kind_or_a_speaker(room: Room) -> None:
    room.type("/d ")
    room.press(Qt.Key.Key_Backspace)
    room.line("is the shell's mark")
    room.type("rc ")
    room.press(Qt.Key.Key_Backspace)
    room.line("is a church")
    assert [(one.words, one.kind.value, one.speaker) for one in lines(room)] == [
        ("/d is the shell's mark", "information", "Panel"),
        ("rc is a church", "information", "Panel"),
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(1, 7))
def test_alt_and_a_figure_choose_the_kind(room: Room, number: int) -> None:
    room.press(getattr(Qt.Key, f"Key_{number}"), ALT)
    room.line("Words.")
    assert lines(room)[0].kind is ORDER[number - 1]


def test_shift_enter_breaks_a_line_without_keeping_it(room: Room) -> None:
    room.type("One")
    room.press(Qt.Key.Key_Return, SHIFT)
    room.line("two")
    assert [one.words for one in lines(room)] == ["One\ntwo"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_ctrl_space_chooses_a_speaker_by_a_name_and_comes_back(room: Room) -> None:
    room.type("Sleep and mood.")
    room.press(Qt.Key.Key_Space, CONTROL)
    room.type("barts")
    room.press(Qt.Key.Key_Return)
    assert room.focused() is entry(room).editor.box
    room.press(Qt.Key.Key_Return)
    assert (lines(room)[0].speaker, lines(room)[0].words) == ("Barts Health", "Sleep and mood.")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_speaker_nobody_in_the_room_is_stays_as_typed(room: Room) -> None:
    room.press(Qt.Key.Key_Space, CONTROL)
    room.type("GP letter")
    room.press(Qt.Key.Key_Return)
    room.line("Iron tablets since May.")
    assert lines(room)[0].speaker == "GP letter"


def test_the_day_of_an_action_is_read_back_and_kept(room: Room) -> None:
    room.type("/a hb Name one adult by wed 3 dec")
    assert entry(room).editor.day.text() == "Wed 3 Dec 2025 · 5 working days"
    room.press(Qt.Key.Key_Return)
    (made,) = room.desk.services.actions.of_source(Source.PANEL, room.desk.told.meeting)
    assert (f"{made.due:%d %m %Y}", made.due_told) == ("03 12 2025", "wed 3 dec")
    sub = room.view().middle.notes.view.notes.rows()[0].sub
    assert sub is not None
    assert sub.link == f"Action {made.number}"
    assert sub.words == "H. Bright  ·  due Wed 3 Dec  ·  5 working days"


def test_a_weekday_that_is_not_the_dates_own_is_said(room: Room) -> None:
    room.type("/a hb Name one adult by tue 3 dec")
    told = entry(room).editor.day.text()
    assert told == "Wed 3 Dec 2025, not a Tuesday · 5 working days"
    due = room.view().right.findChildren(DueLine)[0]
    due.setText("tue 3 dec")
    assert due.told() == "Wed 3 Dec, not a Tuesday · 5 working days"
    due.clear()


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\r\nOne.\r\nTwo.\r\n", "One.\nTwo."),
        ("A\x00ttend\x07ance\x1b[31m\tfell", "Attendance[31m fell"),
        ("he \u202eyas\u202c \u200fs\u2066o\u2069", "he yas so"),
        ("Fine 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️", "Fine 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️"),
        ("قالت لا", "قالت لا"),
        ("=cmd|' /C calc'!A0 <b>x</b>", "=cmd|' /C calc'!A0 <b>x</b>"),
    ],
)
def test_what_is_pasted_is_kept_without_signs_nobody_sees(
    room: Room, pasted: str, kept: str
) -> None:
    QGuiApplication.clipboard().setText(pasted)
    room.press(Qt.Key.Key_V, CONTROL)
    assert entry(room).typed().words == kept
    room.press(Qt.Key.Key_Return)
    assert [one.words for one in lines(room)] == [kept]


def test_a_paste_of_100_kb_is_kept_whole_and_typed_after(room: Room) -> None:
    long = "Attendance fell since September. " * 3_100
    QGuiApplication.clipboard().setText(long)
    room.press(Qt.Key.Key_V, CONTROL)
    room.type("End")
    assert entry(room).typed().words == long + "End"
    room.press(Qt.Key.Key_Return)
    assert [one.words for one in lines(room)] == [long + "End"]
    room.line("The next one.")
    assert [one.words for one in lines(room)] == [long + "End", "The next one."]


def test_a_semicolon_brings_a_phrase_and_enter_takes_it_first(room: Room) -> None:
    room.type("Barts: ;nk")
    room.press(Qt.Key.Key_Return)
    assert entry(room).typed().words == "Barts: Not known to this service. "
    room.press(Qt.Key.Key_Return)
    assert lines(room)[0].words == "Barts: Not known to this service."


def test_an_empty_line_is_not_kept(room: Room) -> None:
    room.type("   ")
    room.press(Qt.Key.Key_Return)
    assert lines(room) == []


def test_undo_in_an_empty_line_belongs_to_the_desk(room: Room) -> None:
    room.line("One.")
    assert not entry(room).editor.box.document().isUndoAvailable()
    room.shell.undo()
    assert lines(room) == []
    assert room.view().middle.notes.view.notes.rows() == []


def test_half_typed_words_stay_with_their_case(room: Room) -> None:
    room.type("/r rc Half a")
    room.press(Qt.Key.Key_Down, ALT)
    assert entry(room).typed().words == ""
    room.line("Of case D.")
    room.press(Qt.Key.Key_Up, ALT)
    typed = entry(room).typed()
    assert (typed.words, typed.kind, typed.speaker.initials) == ("Half a", LineKind.RISK, "RC")
    assert [one.words for one in room.desk.services.lines.of_item(room.desk.told.cases[3])] == [
        "Of case D."
    ]


def test_half_typed_words_come_back_with_the_cursor_after_a_lock(room: Room) -> None:
    room.type("/c Half a word")
    # As 400 ms after the last key; the cursor is moved when the words are kept already.
    entry(room).flush()
    for _ in range(4):
        room.press(Qt.Key.Key_Left)
    room.room.flush()
    again = Room(room.desk)
    again.show()
    again.open("desk", meeting=room.desk.told.meeting)
    typed = entry(again).typed()
    assert (typed.words, typed.kind, typed.cursor) == ("Half a word", LineKind.CONCERN, 7)
    assert again.view().hub.item_id == room.desk.told.cases[2]
    again.end()


def test_a_draft_of_a_line_that_was_kept_is_not_offered_again(room: Room) -> None:
    room.type("Kept just before the end")
    typed = entry(room).typed()
    room.press(Qt.Key.Key_Return)
    # As if the program was ended between the two.
    room.desk.services.half_typed.keep(room.desk.told.meeting, typed)
    again = Room(room.desk)
    again.show()
    again.open_desk()
    assert entry(again).typed().words == ""
    again.end()


def test_a_wrong_paste_is_undone_by_the_words_of_a_minute_ago(room: Room) -> None:
    room.type("Mother is worried and has rung")
    entry(room).snapshot()
    room.press(Qt.Key.Key_A, CONTROL)
    QGuiApplication.clipboard().setText("wrong words\n")
    room.press(Qt.Key.Key_V, CONTROL)
    room.desk.pass_time(seconds=61)
    entry(room).snapshot()
    room.desk.pass_time(seconds=10)
    entry(room).snapshot()
    told = room.desk.services.half_typed.snapshots(room.desk.told.meeting)
    assert [one.words for one in told] == ["wrong words", "Mother is worried and has rung"]


def test_snapshots_are_kept_for_a_day(room: Room) -> None:
    half_typed, meeting = room.desk.services.half_typed, room.desk.told.meeting
    assert half_typed.snapshot(meeting, "line", 5, "old")
    room.desk.pass_time(hours=25)
    assert half_typed.snapshot(meeting, "line", 5, "new")
    assert [one.words for one in half_typed.snapshots(meeting)] == ["new"]


@pytest.mark.parametrize(("held", "typed"), [(ALT, "said "), (ALT | CONTROL, "said é")])
def test_alt_and_a_letter_without_a_shortcut_types_nothing_but_altgr_does(
    room: Room, held: Qt.KeyboardModifier, typed: str
) -> None:
    room.type("said ")
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_E, held, "é")
    QGuiApplication.sendEvent(entry(room).editor.box, event)
    assert entry(room).typed().words == typed
