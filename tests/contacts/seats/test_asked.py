"""Whom a panel asks: leads, who covers for them, deputies; and why it is not the lead."""

from __future__ import annotations

from datetime import date

from tests.contacts.desks import DEPUTY, LEAD, Desk

PANEL = date(2025, 12, 3)


def asked(desk: Desk, *more: int) -> list[tuple[str, str, str, str]]:
    return [
        (
            one.organisation.called,
            one.invited.name if one.invited else "",
            one.as_role,
            one.why,
        )
        for one in desk.contacts.seats.for_panel(PANEL, more)
    ]


def test_the_lead_is_asked_and_council_and_police_come_first(desk: Desk) -> None:
    for name, statute in (("Barts Health", ""), ("City Police", "police"), ("CST", "council")):
        agency = desk.agency(name, "police", statute=statute)
        desk.fill(agency, LEAD, f"Lead of {name}", date(2024, 1, 1))
    assert [(one[0], one[2], one[3]) for one in asked(desk)] == [
        ("CST", "lead", ""), ("City Police", "lead", ""), ("Barts Health", "lead", "")
    ]  # fmt: skip


def test_the_deputy_is_asked_while_the_lead_is_away_and_the_reason_says_until_when(
    desk: Desk,
) -> None:
    agency = desk.agency()
    desk.fill(agency, LEAD, "Pia Ndlovu", date(2024, 1, 1))
    desk.fill(agency, DEPUTY, "Kim Barrow", date(2024, 1, 1))
    lead = desk.holder(agency, LEAD).id
    desk.contacts.absences.add(lead, date(2025, 12, 1), date(2025, 12, 4))
    assert asked(desk) == [
        ("Probation", "Kim Barrow", "deputy", "Pia Ndlovu is away until 4 Dec 2025.")
    ]


def test_who_covers_is_asked_before_the_deputy_unless_away_too(desk: Desk) -> None:
    agency = desk.agency()
    desk.fill(agency, LEAD, "Pia Ndlovu", date(2024, 1, 1))
    desk.fill(agency, DEPUTY, "Kim Barrow", date(2024, 1, 1))
    cover = desk.person("Ada Cover", agency)
    lead = desk.holder(agency, LEAD).id
    desk.contacts.absences.add(lead, date(2025, 12, 1), date(2025, 12, 4), cover)
    assert asked(desk)[0][1:3] == ("Ada Cover", "lead")

    desk.contacts.absences.add(cover, PANEL, PANEL)
    assert asked(desk)[0][1:3] == ("Kim Barrow", "deputy")


def test_who_covered_and_left_is_not_asked(desk: Desk) -> None:
    agency = desk.agency()
    desk.fill(agency, LEAD, "Pia Ndlovu", date(2024, 1, 1))
    desk.fill(agency, DEPUTY, "Kim Barrow", date(2024, 1, 1))
    cover = desk.person("Ada Cover", agency)
    desk.contacts.absences.add(
        desk.holder(agency, LEAD).id, date(2025, 12, 1), date(2025, 12, 4), cover
    )
    desk.contacts.people.leave(cover, date(2025, 11, 20), "Retired", "")
    assert asked(desk)[0][1:3] == ("Kim Barrow", "deputy")


def test_an_absence_that_goes_on_leaves_the_cover_of_the_one_before_it(desk: Desk) -> None:
    agency = desk.agency()
    desk.fill(agency, LEAD, "Pia Ndlovu", date(2024, 1, 1))
    cover = desk.person("Ada Cover", agency)
    lead = desk.holder(agency, LEAD).id
    desk.contacts.absences.add(lead, date(2025, 12, 1), date(2025, 12, 4), cover)
    desk.contacts.absences.add(lead, PANEL, date(2025, 12, 9))
    assert asked(desk)[0][1:] == (
        "Ada Cover", "lead", "Pia Ndlovu is away until 9 Dec 2025. Ada Cover covers.",
    )  # fmt: skip


def test_an_agency_with_nobody_is_listed_with_the_reason(desk: Desk) -> None:
    agency = desk.agency()
    held = desk.fill(agency, LEAD, "Pia Ndlovu", date(2024, 1, 1))
    desk.contacts.seats.vacate(held, date(2025, 11, 3), "Left", "")
    ((_, invited, role, why),) = asked(desk)
    assert (invited, role) == ("", "")
    assert why == (
        "The lead’s seat has been vacant since 3 Nov 2025. "
        "The deputy’s seat has been vacant since 25 Nov 2025."
    )


def test_others_are_asked_when_they_are_named(desk: Desk) -> None:
    school = desk.agency("Aldgate School", "education", is_on_panel=False)
    assert asked(desk) == []
    assert [one[0] for one in asked(desk, school)] == ["Aldgate School"]
