"""Earlier contacts beside a record: reasons, three equal ways, decisions that stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.earlier import reasons_kept, reasons_told, waiting
from prevent_desk.referrals.model.matching import Band, Match, Reason, Result
from prevent_desk.referrals.model.people import LinkKind
from prevent_desk.referrals.ui.earlier import EarlierPane, MatchCard
from prevent_desk.referrals.ui.earlier.deciding import NotSameDialog, RelativeDialog
from prevent_desk.ui.widgets.labels import WrapLabel
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog
from tests.referrals.rooms import Room

BORN = date(2008, 5, 12)


@pytest.fixture
def kris(desk: Desk) -> tuple[int, int]:
    """An earlier referral of Chris Hallem, and the one of Kris Hallam that is on show."""
    earlier = desk.add(
        "Chris", "Hallem", state="not_adopted_signposted",
        received=datetime.fromisoformat("2022-03-09 10:00"),
        person={"born": BORN}, details={"to": ["education"]},
    )  # fmt: skip
    return earlier, desk.add("Kris", "Hallam", state="screening", person={"born": BORN})


def pane_of(room: Room, episode_id: int) -> EarlierPane:
    """Show a record and return the pane beside it."""
    room.open("desk", episode=episode_id)
    found: EarlierPane = room.find(EarlierPane)
    return found


def cards(pane: EarlierPane) -> list[MatchCard]:
    """Return the cards on show."""
    return [card for shown in pane.lists for card in shown.cards()]


def words(card: MatchCard) -> list[str]:
    """Return everything a card says."""
    return [one.text() for one in card.findChildren(WrapLabel)]


def test_an_earlier_contact_is_shown_with_what_became_of_it_and_why(
    desk: Desk, qtbot: QtBot, kris: tuple[int, int]
) -> None:
    room = Room(desk, qtbot)
    (card,) = cards(pane_of(room, kris[1]))
    assert card.card.name == "Chris Hallem"
    assert card.card.band is Band.STRONG
    assert "PD-2022-001 – signposted to education, 9 Mar 2022" in words(card)
    assert any("date of birth" in one.casefold() for one in words(card))
    assert [one.text() for one in card.buttons.values()] == [
        "Same person", "Not the same…", "Relative",
    ]  # fmt: skip
    # None is nudged: no button is filled, and none is the default of anything.
    kinds = {one.property("k") for one in card.buttons.values()}
    assert kinds == {None}
    assert desk.services.earlier.undecided(kris[1]) == 1


def test_same_person_is_linked_with_its_reasons_and_taken_back(
    desk: Desk, qtbot: QtBot, kris: tuple[int, int]
) -> None:
    room = Room(desk, qtbot)
    pane = pane_of(room, kris[1])
    (card,) = cards(pane)
    room.act(card.buttons[LinkKind.SAME].click)
    (linked,) = cards(pane)
    assert linked.decided_label.text() == "You linked it, 25 Nov 2025"
    assert [one.kind for one in linked.card.reasons] == [one.kind for one in card.card.reasons]
    assert desk.services.people.times(kris[1]).number == 2
    assert desk.services.earlier.undecided(kris[1]) == 0
    assert linked.undo_button is not None
    room.act(linked.undo_button.click)
    (open_again,) = cards(pane)
    assert open_again.card.decision is None
    assert desk.services.people.times(kris[1]).number == 1


def test_undo_of_the_desk_takes_a_decision_back_on_screen(
    desk: Desk, qtbot: QtBot, kris: tuple[int, int]
) -> None:
    room = Room(desk, qtbot)
    pane = pane_of(room, kris[1])
    room.act(cards(pane)[0].buttons[LinkKind.SAME].click)
    room.act(room.shell.undo)
    assert cards(pane)[0].card.decision is None


def test_not_the_same_asks_why_and_is_remembered(
    desk: Desk, qtbot: QtBot, kris: tuple[int, int]
) -> None:
    room = Room(desk, qtbot)
    pane = pane_of(room, kris[1])

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, NotSameDialog)
        dialog.keep_button.click()
        assert dialog.isVisible()
        assert dialog.reason_field.error() == "Say in a few words how you know."
        dialog.reason_edit.setPlainText("The school knows both boys.")
        dialog.keep_button.click()

    in_dialog(cards(pane)[0].buttons[LinkKind.NOT_SAME].click, answer)
    room.settle()
    (card,) = cards(pane)
    assert card.decided_label.text() == (
        "You said not the same, 25 Nov 2025: The school knows both boys."
    )
    assert desk.services.earlier.undecided(kris[1]) == 0
    # Nor is it offered at the other record.
    (other,) = cards(pane_of(room, kris[0]))
    assert other.card.decision is not None


def test_a_relative_is_recorded_with_the_relation(
    desk: Desk, qtbot: QtBot, kris: tuple[int, int]
) -> None:
    room = Room(desk, qtbot)
    pane = pane_of(room, kris[1])

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RelativeDialog)
        dialog.keep_button.click()
        assert dialog.isVisible()
        dialog.relation_box.setCurrentIndex(dialog.relation_box.findData("parent"))
        dialog.keep_button.click()

    in_dialog(cards(pane)[0].buttons[LinkKind.RELATIVE].click, answer)
    room.settle()
    (card,) = cards(pane)
    assert card.decided_label.text() == "You recorded a relative, parent, 25 Nov 2025"
    (other,) = cards(pane_of(room, kris[0]))
    assert "child" in other.decided_label.text()


def test_a_card_is_decided_by_keyboard_alone_and_the_keyboard_stays(
    desk: Desk, qtbot: QtBot, kris: tuple[int, int]
) -> None:
    room = Room(desk, qtbot)
    pane = pane_of(room, kris[1])
    same = cards(pane)[0].buttons[LinkKind.SAME]
    same.setFocus(Qt.FocusReason.TabFocusReason)
    room.press(Qt.Key.Key_Right)
    assert cards(pane)[0].buttons[LinkKind.NOT_SAME].hasFocus()
    room.press(Qt.Key.Key_Left)
    room.press(Qt.Key.Key_Return)
    room.settle()
    undo = cards(pane)[0].undo_button
    assert undo is not None
    assert undo.hasFocus()


def test_a_family_shows_contacts_under_each_name(desk: Desk, qtbot: QtBot) -> None:
    desk.add("Chris", "Hallem", person={"born": BORN})
    made = desk.add("Kris", "Hallam", person={"born": BORN})
    people = desk.services.people
    sam = people.person(desk.person_of(made))
    people.add(made, sam.__class__(0, 0, given="Ottilie", family="Zwingenberger"), "subject")
    room = Room(desk, qtbot)
    pane = pane_of(room, made)
    assert len(pane.lists) == 2
    assert [len(one.cards()) for one in pane.lists] == [1, 0]
    said = [one.text() for one in pane.findChildren(WrapLabel)]
    assert "No earlier contact was found." in said


def test_it_says_how_many_were_compared_whatever_became_of_them(desk: Desk, qtbot: QtBot) -> None:
    for state in ("closed", "transferred_out", "not_adopted_nfa"):
        desk.add("Tomasz", "Wilk", state=state)
    room = Room(desk, qtbot)
    pane = pane_of(room, desk.add("Ottilie", "Zwingenberger"))
    said = [one.text() for one in pane.findChildren(WrapLabel)]
    assert "4 people compared, incl. closed, refused and transferred." in said


def test_further_matches_are_one_press_away(desk: Desk, qtbot: QtBot) -> None:
    for number in range(9):
        desk.add("Kris", "Hallam", received=datetime(2024, 1, 1 + number, 9))  # noqa: DTZ001
    room = Room(desk, qtbot)
    pane = pane_of(room, desk.add("Kris", "Hallam"))
    (shown,) = pane.lists
    first = len(shown.cards())
    assert first < 9
    shown.more_button.click()
    assert len(shown.cards()) == 9


def test_the_comment_on_the_pattern_is_kept_while_typing_and_undone_by_visit(
    desk: Desk, qtbot: QtBot, kris: tuple[int, int]
) -> None:
    people = desk.services.people
    third = desk.add("Kris", "Hallam")
    for one in kris:
        people.link(desk.person_of(third), desk.person_of(one), LinkKind.SAME)
    room = Room(desk, qtbot)
    pane = pane_of(room, third)
    assert pane.needed_row.isVisible()
    assert "third referral" in pane.needed_label.text()
    pane.pattern_edit.setFocus()
    room.type("Each time after the holidays.")
    pane.flush()
    assert not people.needs_pattern(third)
    assert pane.needed_row.isHidden()
    room.type(" Each time the school.")
    pane.flush()
    assert desk.services.episodes.episode(third).pattern.endswith("the school.")
    room.act(room.shell.undo)
    assert desk.services.episodes.episode(third).pattern == ""
    assert pane.pattern_edit.toPlainText() == ""


def test_at_a_second_referral_the_comment_is_offered_and_not_asked_for(
    desk: Desk, qtbot: QtBot, kris: tuple[int, int]
) -> None:
    second = desk.add("Kris", "Hallam")
    desk.services.people.link(desk.person_of(second), desk.person_of(kris[0]), LinkKind.SAME)
    room = Room(desk, qtbot)
    pane = pane_of(room, second)
    assert pane.pattern_edit.isVisible()
    assert pane.needed_row.isHidden()
    room.act(lambda: room.open("desk", episode=kris[1]))
    assert not pane.pattern_edit.isVisible()


def test_what_is_not_kept_yet_goes_to_its_own_record(
    desk: Desk, qtbot: QtBot, kris: tuple[int, int]
) -> None:
    third = desk.add("Kris", "Hallam")
    for one in kris:
        desk.services.people.link(desk.person_of(third), desk.person_of(one), LinkKind.SAME)
    room = Room(desk, qtbot)
    pane = pane_of(room, third)
    pane.pattern_edit.setFocus()
    room.type("A")
    pane.show_episode(kris[0])
    room.settle()
    assert desk.services.episodes.episode(third).pattern == "A"
    assert desk.services.episodes.episode(kris[0]).pattern == ""


def match(number: int, band: Band) -> Match:
    return Match(number, number, "Kris Hallam", 1.0, band, ())


def test_a_common_name_asks_for_the_strong_ones_only() -> None:
    shown = tuple(match(one, Band.POSSIBLE) for one in range(4))
    more = (match(8, Band.STRONG), match(9, Band.POSSIBLE))
    assert waiting(Result(shown, more)) == 5
    assert waiting(Result(shown, more), decided=[0, 8]) == 3
    assert waiting(Result(shown, more, tied="12 people fit as well: one more field?")) == 1


def test_reasons_are_kept_with_the_way_they_pointed() -> None:
    told = (
        Reason("Same house", "for"),
        Reason("Phone differs", "part"),
        Reason("Older", "against"),
    )
    assert reasons_told(reasons_kept(told)) == told
    assert reasons_told(["Same house"]) == (Reason("Same house", "for"),)


def test_nobody_of_the_same_referral_is_offered_as_an_earlier_contact(desk: Desk) -> None:
    people = desk.services.people
    made = desk.add("Kris", "Hallam", person={"address": "4 Goswell Place"})
    kris = people.person(desk.person_of(made))
    people.add(made, replace(kris, given="Kristopher"), "sibling")
    earlier = desk.add("Kristopher", "Hallam", person={"address": "4 Goswell Place"})
    (told,) = desk.services.earlier.of(made)
    assert [card.head_id for card in told.open] == [desk.person_of(earlier)]
