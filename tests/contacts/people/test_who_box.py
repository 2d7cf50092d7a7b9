"""Somebody chosen by name: from thousands as from three."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from prevent_desk.contacts.model.records import Contact
from prevent_desk.contacts.ui.people.who_edit import WhoBox

_PEOPLE = (
    Contact(1, "Ola Brandt", organisation_id=7, organisation="Probation"),
    Contact(2, "Kim Barrow", organisation_id=8, organisation="Barts Health"),
    Contact(3, "Ola Brandt", organisation_id=8, organisation="Barts Health"),
    Contact(4, "Sam Lund"),
)


@pytest.fixture
def box(qtbot: QtBot) -> WhoBox:
    made = WhoBox("Who")
    qtbot.addWidget(made)
    made.show_people(_PEOPLE, 8)
    return made


def shown(box: WhoBox) -> list[str]:
    return [box.itemText(row) for row in range(box.count())]


def test_those_of_the_organisation_come_first_and_nobody_is_chosen(box: WhoBox) -> None:
    assert shown(box) == [
        "Kim Barrow – Barts Health", "Ola Brandt – Barts Health", "Ola Brandt – Probation",
        "Sam Lund",
    ]  # fmt: skip
    assert (box.chosen(), box.typed()) == (None, "")


def test_a_name_alone_is_enough_where_one_person_has_it(box: WhoBox) -> None:
    found = {}
    for typed in ("kim barrow", "Sam Lund", "Ola Brandt", "ola brandt – probation", "Kim"):
        box.setEditText(typed)
        found[typed] = box.chosen()
    assert found == {
        "kim barrow": 2, "Sam Lund": 4, "Ola Brandt": None, "ola brandt – probation": 1,
        "Kim": None,
    }  # fmt: skip


def test_somebody_is_chosen_by_number_and_nobody_by_one_that_is_not_there(box: WhoBox) -> None:
    box.choose(3)
    assert (box.chosen(), box.typed()) == (3, "Ola Brandt – Barts Health")
    box.choose(99)
    assert (box.chosen(), box.typed()) == (None, "")


def test_two_with_one_name_at_one_place_are_told_apart_by_the_line_chosen(qtbot: QtBot) -> None:
    box = WhoBox("Who")
    qtbot.addWidget(box)
    box.show_people([Contact(number, "Ola Brandt") for number in (5, 6)])
    box.setEditText("Ola Brandt")
    assert box.chosen() is None
    box.setCurrentIndex(1)
    assert box.chosen() == 6


def test_people_are_offered_all_at_once(box: WhoBox) -> None:
    """Line by line the completer went through all of them for each: 10,000 took half a minute."""
    added, anew = QSignalSpy(box.model().rowsInserted), QSignalSpy(box.model().modelReset)
    box.show_people(_PEOPLE, 7)
    assert (added.count(), anew.count()) == (0, 1)
    assert shown(box)[0] == "Ola Brandt – Probation"
