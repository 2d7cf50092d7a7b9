"""Organisations and people: entered and changed; names taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from prevent_desk.contacts.model import naming
from prevent_desk.contacts.model.people import is_personal
from prevent_desk.contacts.model.records import Contact, Organisation
from prevent_desk.contacts.service import resolved
from prevent_desk.core.errors import Refused
from tests.contacts.desks import DEPUTY, LEAD, TODAY, Desk


@pytest.mark.parametrize(
    ("name", "given", "family", "letters"),
    [
        ("DS R. Cole", "R.", "Cole", "RC"),
        ("Barrow, Kim", "Kim", "Barrow", "KB"),
        ("Dr Lin-Mai O’Shah", "Lin-Mai", "O’Shah", "LO"),
        ("Reception", "", "Reception", "R"),
        ("Ana Maria de la Cruz", "Ana Maria de la", "Cruz", "AMC"),
    ],
)
def test_a_name_is_taken_apart(name: str, given: str, family: str, letters: str) -> None:
    assert naming.parts(name) == (given, family)
    assert naming.initials(name) == letters


def test_initials_that_two_people_have_are_told_apart() -> None:
    assert naming.apart("KB", ["KB", "KB2"]) == "KB3"


def test_another_name_gives_other_name_parts_but_typed_ones_stay(desk: Desk) -> None:
    people = desk.contacts.people
    kim = desk.person("Kim Barrow")
    people.change(kim, name="Kim Barrow-Lund")
    assert people.one(kim).family == "Barrow-Lund"
    people.change(kim, family="Lund")
    people.change(kim, name="Kim B Lund")
    assert people.one(kim).family == "Lund"


def test_a_visit_to_a_form_is_one_undo(desk: Desk) -> None:
    kim = desk.person("Kim Barrow")
    desk.contacts.people.change(kim, group="visit", role="Manager")
    desk.contacts.people.change(kim, group="visit", emails=("kim@prob.example",))
    desk.store.undo()
    one = desk.contacts.people.one(kim)
    assert (one.role, one.emails) == ("", ())


def test_what_is_no_address_is_refused_and_nothing_is_changed(desk: Desk) -> None:
    kim = desk.person("Kim Barrow")
    with pytest.raises(Refused, match="is not an e-mail address"):
        desk.contacts.people.change(kim, role="Manager", emails=("kim at prob",))
    assert desk.contacts.people.one(kim).role == ""


def test_an_organisation_that_ended_closes_its_seats_and_comes_back_with_undo(desk: Desk) -> None:
    agency = desk.agency()
    desk.fill(agency, LEAD, "Kim Barrow", date(2024, 1, 8))
    desk.contacts.seats.open(agency, DEPUTY)
    desk.contacts.organisations.end(agency, TODAY, "Merged into another council")
    assert desk.contacts.organisations.all() == []
    assert desk.contacts.seats.all() == []
    assert desk.contacts.seats.of(agency, date(2025, 1, 1)) != []
    desk.store.undo()
    assert desk.holder(agency, LEAD).name == "Kim Barrow"


def test_the_agency_of_checks_is_found_and_one_on_the_panel_comes_first(desk: Desk) -> None:
    desk.agency("A school", "education", agency="school", is_on_panel=False)
    on_panel = desk.agency("Schools forum", "education", agency="school")
    found = desk.contacts.organisations.for_agency("school")
    assert found is not None
    assert found.id == on_panel
    assert desk.contacts.organisations.for_agency("gp") is None


def test_an_absence_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    kim = desk.person("Kim Barrow")
    with pytest.raises(Refused) as refused:
        desk.contacts.absences.add(kim, date(2025, 12, 4), date(2025, 12, 1))
    assert refused.value.why == "It ends before it begins."


def test_private_addresses_are_told_from_those_of_an_agency() -> None:
    assert is_personal("kim@Gmail.com")
    assert not is_personal("kim@prob.example")
    assert not is_personal("office@btinternet.com", ("btinternet.com",))


def test_contacts_are_found_by_search_and_labels_hold_no_name(desk: Desk) -> None:
    from prevent_desk.store import search

    agency = desk.agency()
    kim = desk.person("Kim Barrow", agency, role="Manager")
    assert "Barrow" not in str(desk.store.undo_label())
    with desk.store.reading() as session:
        found = search.find(session, "barrow manager", 5)
    assert [(hit.kind, hit.object_id) for hit in found] == [("contact", kim)]


def test_a_directory_of_any_size_is_joined_once_a_reading(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined: list[int] = []
    into = resolved._into

    def counted(rows: Mapping[int, Organisation] | Mapping[int, Contact]) -> dict[int, int | None]:
        joined.append(len(rows))
        return into(rows)

    monkeypatch.setattr(resolved, "_into", counted)

    desk.contacts.people.all()

    # Organisations and people: once each, not once for everybody there is.
    assert len(joined) <= 2
