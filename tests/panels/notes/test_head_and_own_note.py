"""The case head names nobody; the officer's own note is kept apart and never leaves."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from prevent_desk.panels.model.case_words import called, earlier_words, initials
from prevent_desk.panels.model.notes import PANEL
from prevent_desk.referrals.model.checks import Asking, Reply
from prevent_desk.referrals.model.people import Contact, Times
from prevent_desk.referrals.model.records import Person
from prevent_desk.referrals.model.states import State
from prevent_desk.ui.widgets.chip import Chip
from tests.panels.desks import CASES, NOW
from tests.panels.rooms import Room

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_case_is_called_by_letter_reference_initials_age_and_home(room: Room) -> None:
    head = room.view().middle.head
    assert head.title.text() == "Case C"
    assert head.about.text() == "PD-2025-003 · K.H., 17 · lives in Hackney"


def test_no_text_of_the_middle_holds_a_name_of_a_case(room: Room) -> None:
    names = {part for given, family, _ in CASES for part in (given, family)}
    for item in room.desk.told.cases:
        room.view().hub.go_to(item)
        texts = [one.text() for one in room.view().middle.findChildren(QLabel)] + [
            one.accessibleName() for one in room.view().middle.findChildren(QWidget)
        ]
        assert not [text for text in texts if any(name in text for name in names)]


def test_who_knows_the_person_is_read_from_their_record(room: Room) -> None:
    checks, episode = room.desk.services.referrals.checks, room.desk.told.episodes[2]
    ids = checks.ask(
        episode,
        Asking(("police_prevent", "nhs_trust", "probation"), date(2025, 11, 20), None, "Known?"),
    )
    checks.reply(ids[0], Reply("known", date(2025, 11, 21), "A. Desk", "Seen twice."))
    checks.reply(ids[1], Reply("not_known", date(2025, 11, 21)))
    room.view().middle.head.show_item()
    room.settle()
    shown = [one.text() for one in room.view().middle.head.known.findChildren(Chip)
             if one.isVisibleTo(room.room)]  # fmt: skip
    assert shown == ["City Police Prevent yes", "Barts Health no", "Probation waiting"]


def test_initials_and_ages_are_said_as_far_as_they_are_known() -> None:
    on = NOW.date()
    assert initials(Person(1, 1, given="Mary Jane", family="O’Hara")) == "M.J.O."
    assert initials(Person(1, 1, label="the older brother")) == "name not known"
    about = Person(1, 1, given="K", born_year=2008, is_approximate=True)
    assert called(about, "", on) == "K., about 17 · home area not known"


def test_earlier_referrals_are_told_oldest_first_with_the_question() -> None:
    earlier = tuple(
        Contact(n, f"PD-{n}", 1, "subject", State.CLOSED, date(year, 1, 1),
                NOW.replace(year=year), outcome_words=words, to=to)
        for n, (year, words, to) in enumerate(
            [(2024, "No further action", ""), (2022, "Signposted", "school")]
        )
    )  # fmt: skip
    assert earlier_words(Times(3, earlier)) == (
        "Third referral. Earlier: signposted to school (2022), no further action (2024). "
        "The panel is asked to comment on the pattern."
    )
    assert earlier_words(Times(1)) == ""


def test_the_own_note_opens_by_a_key_is_kept_and_closes_by_another(room: Room) -> None:
    middle, told = room.view().middle, room.desk.told
    room.press(Qt.Key.Key_J, CONTROL)
    assert room.focused() is middle.private.box
    room.type("Ring the school quietly")
    room.press(Qt.Key.Key_Escape)
    assert not middle.private.isVisible()
    assert room.focused() is middle.entry.editor.box
    lines = room.desk.services.lines
    assert lines.private(told.meeting, told.cases[2]) == "Ring the school quietly"
    room.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    room.press(Qt.Key.Key_J, CONTROL)
    assert middle.private.words() == ""
    room.press(Qt.Key.Key_J, CONTROL)
    assert lines.of_item(told.cases[2]) == []


def test_a_visit_to_the_own_note_is_one_undo(room: Room) -> None:
    middle, told = room.view().middle, room.desk.told
    room.press(Qt.Key.Key_J, CONTROL)
    for words in ("Ring", " the", " school"):
        room.type(words)
        middle.private.flush()
    room.press(Qt.Key.Key_Escape)
    assert room.desk.store.undo_label() == "private working note"
    room.shell.undo()
    assert room.desk.services.lines.private(told.meeting, told.cases[2]) == ""


def test_the_desk_reopens_at_the_case_it_was_left_at(room: Room) -> None:
    room.view().hub.go_to(room.desk.told.cases[4])
    room.room.flush()
    again = Room(room.desk)
    again.show()
    again.open("desk", meeting=room.desk.told.meeting)
    assert again.view().hub.item_id == room.desk.told.cases[4]
    assert again.view().middle.entry.typed().speaker.name == PANEL
    again.end()
