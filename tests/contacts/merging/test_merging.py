"""Merging moves nothing: both are read as one, and taking apart brings both back as they were."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from tests.contacts.desks import DEPUTY, LEAD, TODAY, Desk


def test_a_merged_contact_is_read_as_the_one_that_stays_wherever_they_stand(desk: Desk) -> None:
    probation = desk.agency()
    kept = desk.person("Kim Barrow", probation, emails=("kim@prob.example",))
    other = desk.person("K. Barrow", probation, emails=("k.b@prob.example",), role="Manager")
    desk.contacts.seats.fill(probation, LEAD, other, date(2024, 1, 8))

    desk.contacts.merging.merge_contacts(kept, other)

    assert desk.holder(probation, LEAD).name == "Kim Barrow"
    assert [one.id for one in desk.contacts.people.all()] == [kept]
    assert desk.contacts.people.one(other).emails == ("kim@prob.example", "k.b@prob.example")
    assert desk.contacts.people.one(other).role == "Manager"


def test_taking_apart_brings_both_back_exactly(desk: Desk) -> None:
    probation = desk.agency()
    kept = desk.person("Kim Barrow", probation, emails=("kim@prob.example",))
    other = desk.person("K. Barrow", probation, emails=("k.b@prob.example",))
    desk.contacts.seats.fill(probation, LEAD, other, date(2024, 1, 8))
    before = desk.contacts.people.by_id(), desk.contacts.seats.all()

    desk.contacts.merging.merge_contacts(kept, other)
    assert [one.id for one in desk.contacts.merging.merged_contacts(kept)] == [other]
    desk.contacts.merging.unmerge_contact(other)

    assert (desk.contacts.people.by_id(), desk.contacts.seats.all()) == before


def test_undo_takes_a_merge_back(desk: Desk) -> None:
    kept, other = desk.person("Kim Barrow"), desk.person("K. Barrow")
    desk.contacts.merging.merge_contacts(kept, other)
    assert desk.store.undo_label() == "merge of two contacts"
    desk.store.undo()
    assert len(desk.contacts.people.all()) == 2


def test_seats_of_a_merged_organisation_are_shown_with_the_one_that_stays(desk: Desk) -> None:
    kept, other = desk.agency("Probation Service"), desk.agency("London Probation")
    desk.fill(kept, LEAD, "Kim Barrow", date(2024, 1, 8))
    desk.fill(other, LEAD, "Ola Brandt", date(2024, 1, 8))
    desk.fill(other, DEPUTY, "Pia Ndlovu", date(2024, 1, 8))
    preview = desk.contacts.merging.preview_organisations(kept, other)
    assert preview.follows == (
        "2 contacts of the other are shown with it.",
        "Panel lead: Kim Barrow is shown; Ola Brandt is not, until the seat is vacant or the "
        "merge is taken back.",
        "Panel deputy: Pia Ndlovu is shown with it.",
    )

    desk.contacts.merging.merge_organisations(kept, other)

    ((place, seats),) = desk.contacts.seats.all()
    assert place.name == "Probation Service"
    assert [seat.holder.contact.name for seat in seats if seat.holder] == [
        "Kim Barrow", "Pia Ndlovu"
    ]  # fmt: skip
    assert len(desk.contacts.people.of(kept)) == 3
    held = desk.contacts.seats.holders()
    assert held[other, "panel_deputy"].name == held[kept, "panel_deputy"].name == "Pia Ndlovu"


def test_a_merge_of_a_merge_leads_to_the_one_that_stays(desk: Desk) -> None:
    a, b, c = desk.person("Kim"), desk.person("Kim B"), desk.person("Kim Barrow")
    desk.contacts.merging.merge_contacts(b, a)
    desk.contacts.merging.merge_contacts(c, b)
    assert desk.contacts.people.one(a).name == "Kim Barrow"
    with pytest.raises(Refused, match="one already"):
        desk.contacts.merging.merge_contacts(a, c)


def test_contacts_with_one_address_or_one_name_look_alike(desk: Desk) -> None:
    probation = desk.agency()
    desk.person("Kim Barrow", probation, emails=("KIM@prob.example",))
    desk.person("DS K. Barrow", None, emails=("kim@prob.example",))
    desk.person("Ola Brandt", probation)
    desk.person("Brandt, Ola", probation)
    assert [(one.one.name, one.other.name, one.why) for one in desk.contacts.merging.alike()] == [
        ("Kim Barrow", "DS K. Barrow", "The same e-mail address"),
        ("Ola Brandt", "Brandt, Ola", "The same name in one organisation"),
    ]


def test_the_end_of_an_organisation_closes_seats_of_what_was_merged_into_it(desk: Desk) -> None:
    kept, other = desk.agency("Barts Health", "health"), desk.agency("Royal London", "health")
    desk.fill(other, LEAD, "Dr L. Shah", date(2025, 1, 6))
    desk.contacts.merging.merge_organisations(kept, other)
    desk.contacts.organisations.end(kept, TODAY, "Closed")
    desk.contacts.organisations.revive(kept)
    assert desk.contacts.seats.of(kept) == [], "its seats stay closed"
