"""Who held which seat when: nothing is overwritten, and each act is one Undo."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from tests.contacts.desks import DEPUTY, LEAD, TODAY, Desk


def test_a_seat_tells_who_held_it_on_any_day(desk: Desk) -> None:
    probation = desk.agency()
    first = desk.fill(probation, LEAD, "Ola Brandt", date(2024, 1, 8))
    desk.contacts.seats.vacate(first, date(2025, 3, 1), "New post", "To the deputy")
    desk.fill(probation, LEAD, "Kim Barrow", date(2025, 5, 1))

    assert desk.holder(probation, LEAD, date(2025, 2, 28)).name == "Ola Brandt"
    between = desk.seat(probation, LEAD, date(2025, 4, 1))
    assert between.holder is None
    assert between.vacant_since == date(2025, 3, 1)
    now = desk.seat(probation, LEAD)
    assert desk.holder(probation, LEAD).name == "Kim Barrow"
    assert [(one.contact.name, one.handover) for one in now.past] == [
        ("Ola Brandt", "To the deputy")
    ]


def test_naming_somebody_else_ends_the_one_before_in_the_same_undo(desk: Desk) -> None:
    probation = desk.agency()
    desk.fill(probation, LEAD, "Ola Brandt", date(2024, 1, 8))
    desk.fill(probation, LEAD, "Kim Barrow", date(2025, 5, 1))
    assert desk.seat(probation, LEAD).past[0].until == date(2025, 5, 1)

    desk.store.undo()

    assert desk.holder(probation, LEAD).name == "Ola Brandt"
    assert desk.seat(probation, LEAD).past == ()


def test_an_agency_of_the_panel_is_asked_for_both_seats_from_the_day_it_is_entered(
    desk: Desk,
) -> None:
    probation = desk.agency()
    assert [seat.vacant_since for seat in desk.contacts.seats.of(probation)] == [TODAY, TODAY]


def test_a_seat_nobody_ever_held_is_vacant_since_it_was_asked_for(desk: Desk) -> None:
    school = desk.agency("Aldgate School", "education", is_on_panel=False)
    desk.contacts.seats.open(school, DEPUTY, date(2025, 11, 3))
    assert desk.seat(school, DEPUTY).vacant_since == date(2025, 11, 3)


def test_labels_of_undo_name_no_person(desk: Desk) -> None:
    probation = desk.agency()
    held = desk.fill(probation, LEAD, "Ola Brandt", date(2024, 1, 8))
    desk.contacts.seats.verify(held, TODAY, "mail of 24 Nov")
    assert desk.store.undo_label() == "confirmation of panel lead, Probation"
    desk.contacts.seats.vacate(held, TODAY, "Ola Brandt left", "")
    assert "Brandt" not in str(desk.store.undo_label())


@pytest.mark.parametrize("since", [date(2024, 1, 8), date(2023, 1, 1)])
def test_nobody_is_put_into_a_seat_before_who_holds_it_came(desk: Desk, since: date) -> None:
    probation = desk.agency()
    desk.fill(probation, LEAD, "Ola Brandt", date(2024, 1, 8))
    with pytest.raises(Refused) as refused:
        desk.fill(probation, LEAD, "Kim Barrow", since)
    assert refused.value.why == "Somebody has held it since 8 Jan 2024."


def test_somebody_who_left_leaves_all_their_seats(desk: Desk) -> None:
    probation = desk.agency()
    desk.fill(probation, LEAD, "Ola Brandt", date(2024, 1, 8))
    person = desk.holder(probation, LEAD).id
    desk.contacts.seats.fill(probation, DEPUTY, person, date(2024, 1, 8))

    desk.contacts.people.leave(person, date(2025, 11, 3), "Retired", "Files with the deputy")

    assert [seat.vacant_since for seat in desk.contacts.seats.of(probation)] == [
        date(2025, 11, 3), date(2025, 11, 3)
    ]  # fmt: skip
    desk.store.undo()
    assert desk.contacts.people.one(person).left is None
    assert desk.holder(probation, DEPUTY).id == person


def test_needs_count_vacancies_and_names_older_than_a_year(desk: Desk) -> None:
    probation = desk.agency()
    desk.fill(probation, LEAD, "Ola Brandt", date(2023, 1, 8), verified=date(2024, 11, 24))
    other = desk.agency("Barts Health", "health", is_on_panel=False)
    desk.fill(other, LEAD, "Lin Shah", date(2023, 1, 8), verified=date(2024, 11, 25))

    needed = desk.contacts.seats.needed()

    assert (needed.vacant, needed.unconfirmed) == (1, 1)
