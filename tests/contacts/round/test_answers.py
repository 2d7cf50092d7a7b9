"""The yearly check: who is asked, what an answer does, who is left; and all of it in one Undo."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from prevent_desk.contacts.model.rounds import Answer, RoundLine, by_person, question, reminder
from prevent_desk.core.errors import Refused
from tests.contacts.desks import DEPUTY, LEAD, TODAY, Desk

DUE = date(2025, 12, 16)


def begun(desk: Desk) -> tuple[int, RoundLine]:
    """Begin a check of one agency with a lead; return the agency and its line."""
    agency = desk.agency()
    desk.fill(agency, LEAD, "Ola Brandt", date(2024, 1, 8), verified=date(2024, 2, 1))
    desk.contacts.rounds.begin("Yearly check 2025", DUE)
    return agency, line(desk)


def line(desk: Desk) -> RoundLine:
    return desk.contacts.rounds.all()[0].lines[0]


def test_everybody_in_a_seat_is_asked_once_for_all_their_seats(desk: Desk) -> None:
    agency = desk.agency()
    desk.fill(agency, LEAD, "Ola Brandt", date(2024, 1, 8))
    desk.contacts.seats.fill(agency, DEPUTY, desk.holder(agency, LEAD).id, date(2024, 1, 8))
    desk.contacts.seats.open(desk.agency("Barts Health", "health"), LEAD)

    desk.contacts.rounds.begin("Yearly check 2025", DUE)

    running = desk.contacts.rounds.running()
    assert running is not None
    (asked,) = by_person(running.lines)
    assert [one.kind for one in asked.lines] == [LEAD, DEPUTY]


def test_only_old_confirmations_are_asked_about_when_that_is_wanted(desk: Desk) -> None:
    agency = desk.agency()
    desk.fill(agency, LEAD, "Ola Brandt", date(2024, 1, 8), verified=date(2025, 9, 1))
    desk.fill(agency, DEPUTY, "Kim Barrow", date(2024, 1, 8), verified=date(2024, 9, 1))
    desk.contacts.rounds.begin("", DUE, unconfirmed_only=True)
    assert [one.kind for one in desk.contacts.rounds.all()[0].lines] == [DEPUTY]


def test_yes_confirms_the_seat_and_says_by_what(desk: Desk) -> None:
    agency, asked = begun(desk)
    desk.contacts.rounds.confirm(asked.id, TODAY, "Yes, still me")
    held = desk.seat(agency, LEAD).holder
    assert held is not None
    assert (held.verified, held.verified_how) == (TODAY, "Yearly check 2025")
    assert line(desk).answer is Answer.YES

    desk.store.undo()

    held = desk.seat(agency, LEAD).holder
    assert held is not None
    assert held.verified == date(2024, 2, 1)
    assert line(desk).is_waiting


def test_a_name_that_changed_is_in_the_seat_and_confirmed(desk: Desk) -> None:
    agency, asked = begun(desk)
    new = desk.person("Kim Barrow", agency)
    desk.contacts.rounds.replace(asked.id, new, date(2025, 10, 1), TODAY, "Kim has it now")
    seat = desk.seat(agency, LEAD)
    assert seat.holder is not None
    assert (seat.holder.contact.name, seat.holder.verified) == ("Kim Barrow", TODAY)
    assert seat.past[0].until == date(2025, 10, 1)


def test_a_seat_that_was_left_is_vacant_with_what_was_handed_over(desk: Desk) -> None:
    agency, asked = begun(desk)
    desk.contacts.rounds.vacate(asked.id, date(2025, 11, 3), "Retired", "Nothing", TODAY)
    seat = desk.seat(agency, LEAD)
    assert seat.vacant_since == date(2025, 11, 3)
    assert seat.past[0].handover == "Nothing"
    assert desk.contacts.rounds.all()[0].waiting == ()


def test_asking_again_is_a_reminder(desk: Desk) -> None:
    _, asked = begun(desk)
    desk.contacts.rounds.asked([asked.id], date(2025, 11, 26))
    desk.contacts.rounds.asked([asked.id], date(2025, 12, 17))
    assert line(desk).asked == date(2025, 11, 26)
    assert line(desk).reminded == (date(2025, 12, 17),)


def test_a_seat_that_changed_meanwhile_takes_no_answer(desk: Desk) -> None:
    agency, asked = begun(desk)
    desk.fill(agency, LEAD, "Kim Barrow", date(2025, 11, 20))
    assert not line(desk).is_waiting
    with pytest.raises(Refused, match="changed since"):
        desk.contacts.rounds.confirm(asked.id)


def test_a_closed_check_takes_no_answer_before_its_closing_is_undone(desk: Desk) -> None:
    _, asked = begun(desk)
    desk.contacts.rounds.end(asked.round_id)
    with pytest.raises(Refused, match="closed"):
        desk.contacts.rounds.confirm(asked.id)
    assert line(desk).answer is Answer.NONE

    desk.store.undo()
    desk.contacts.rounds.confirm(asked.id)

    assert line(desk).answer is Answer.YES


def test_two_records_of_one_person_are_written_to_once_and_a_new_seat_is_not_asked_about(
    desk: Desk,
) -> None:
    first, other = desk.agency(), desk.agency("Barts Health", "health")
    desk.fill(first, LEAD, "Ola Brandt", date(2024, 1, 8))
    desk.fill(other, LEAD, "O. Brandt", date(2024, 1, 8))
    desk.contacts.rounds.begin("", DUE)
    one, two = (found.contact for found in desk.contacts.rounds.all()[0].lines)
    assert one is not None
    assert two is not None
    desk.contacts.merging.merge_contacts(one.id, two.id)
    desk.fill(first, DEPUTY, "Kim Barrow", TODAY)

    (asked,) = by_person(desk.contacts.rounds.all()[0].lines)

    assert len(asked.lines) == 2


@pytest.mark.parametrize(
    ("today", "confirmed", "is_asked"),
    [
        (date(2028, 2, 29), date(2027, 2, 28), False),
        (date(2028, 2, 29), date(2027, 2, 27), True),
        (date(2028, 3, 1), date(2027, 2, 28), True),
        (date(2029, 2, 28), date(2028, 2, 29), False),
        (date(2029, 3, 1), date(2028, 2, 29), True),
        (date(2026, 1, 1), date(2025, 1, 1), False),
        (date(2026, 1, 1), date(2024, 12, 31), True),
    ],
)
def test_twelve_months_are_counted_over_years_and_leap_days(
    desk: Desk, today: date, confirmed: date, is_asked: bool
) -> None:
    desk.clock.moment = datetime.combine(today, time(10), UTC)
    desk.fill(desk.agency(), LEAD, "Ola Brandt", date(2024, 1, 8), verified=confirmed)
    if is_asked:
        desk.contacts.rounds.begin("", today, unconfirmed_only=True)
        assert desk.contacts.rounds.all()[0].title == f"Yearly check {today.year}"
    else:
        with pytest.raises(Refused, match="Nobody"):
            desk.contacts.rounds.begin("", today, unconfirmed_only=True)


def test_a_second_check_waits_for_the_first_to_be_closed(desk: Desk) -> None:
    begun(desk)
    with pytest.raises(Refused, match="under way"):
        desk.contacts.rounds.begin("Another", DUE)
    desk.contacts.rounds.end(desk.contacts.rounds.all()[0].id)
    desk.contacts.rounds.begin("Another", DUE)
    assert len(desk.contacts.rounds.all()) == 2


def test_the_draft_asks_by_name_and_day_and_the_reminder_says_when_it_was_asked(
    desk: Desk,
) -> None:
    _, asked = begun(desk)
    desk.contacts.rounds.asked([asked.id], date(2025, 11, 26))
    (person,) = by_person(desk.contacts.rounds.all()[0].lines)
    first = question(person, ["Panel lead, Probation"], DUE, "OFFICIAL")
    assert first.subject == "OFFICIAL – Prevent: is this still you?"
    assert first.text.startswith("OFFICIAL\n\nDear Ola Brandt,")
    assert "  - Panel lead, Probation" in first.text
    assert "Tue 16 Dec 2025" in first.text
    again = reminder(person, ["Panel lead, Probation"], DUE, date(2025, 12, 17), "OFFICIAL")
    assert "On Wed 26 Nov 2025 I asked" in again.text
