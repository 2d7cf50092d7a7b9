"""Who was asked, who signed, and how each agency stands."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.contacts.model.agreements import NewAgreement, Stand
from prevent_desk.core.errors import Refused
from tests.contacts.desks import TODAY, Desk


def agree(desk: Desk, *places: int, review: date | None = None) -> int:
    new = NewAgreement("Tier 1", "2.1", review=review, organisations=places)
    return desk.contacts.agreements.add(new)


def sign(desk: Desk, agreement: int, place: int, on: date = date(2025, 1, 20)) -> None:
    agreements = desk.contacts.agreements
    party = next(one for one in agreements.one(agreement).parties if one.organisation_id == place)
    agreements.sign(party.id, on, "A. Head")


def words(desk: Desk) -> dict[str, str]:
    places = desk.contacts.organisations.by_id()
    return {places[number].called: one.words
            for number, one in desk.contacts.agreements.standings().items()}  # fmt: skip


def test_without_any_agreement_nobody_is_said_to_lack_one(desk: Desk) -> None:
    desk.agency()
    assert words(desk) == {}


def test_an_agency_is_signed_or_not_or_was_never_asked(desk: Desk) -> None:
    probation, police = desk.agency(), desk.agency("City Police", "police")
    desk.agency("Barts", "health")
    desk.agency("A charity", "voluntary", is_on_panel=False)
    agreement = agree(desk, probation, police)
    sign(desk, agreement, police)
    assert words(desk) == {
        "Probation": "Not signed", "City Police": "Signed 2025", "Barts": "Not asked",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (date(2025, 10, 31), "Review was 31 Oct"),
        (date(2024, 10, 31), "Review was 31 Oct 2024"),
        (TODAY, "Signed 2025"),
        (None, "Signed 2025"),
    ],
)
def test_a_review_is_in_time_on_its_day_and_late_after(
    desk: Desk, review: date | None, said: str
) -> None:
    police = desk.agency("City Police", "police")
    sign(desk, agree(desk, police, review=review), police)
    assert words(desk) == {"City Police": said}


def test_of_several_agreements_the_worst_is_told(desk: Desk) -> None:
    police = desk.agency("City Police", "police")
    sign(desk, agree(desk, police), police)
    second = agree(desk, police)
    assert words(desk) == {"City Police": "Not signed"}
    assert desk.contacts.agreements.standings()[police].agreement_id == second
    desk.contacts.agreements.end(second, TODAY)
    assert words(desk) == {"City Police": "Signed 2025"}


def test_agencies_that_turned_out_to_be_one_signed_where_either_did(desk: Desk) -> None:
    police, twice = desk.agency("City Police", "police"), desk.agency("CoLP", "police")
    agreement = agree(desk, police, twice)
    sign(desk, agreement, twice)
    desk.contacts.merging.merge_organisations(police, twice)
    assert desk.contacts.agreements.standings()[police].stand is Stand.SIGNED
    assert len(desk.contacts.agreements.one(agreement).parties) == 1


def test_a_signature_needs_a_name_and_a_day_that_has_come(desk: Desk) -> None:
    police = desk.agency("City Police", "police")
    agreement = agree(desk, police)
    party = desk.contacts.agreements.one(agreement).parties[0].id
    with pytest.raises(Refused):
        desk.contacts.agreements.sign(party, TODAY, "  ")
    with pytest.raises(Refused):
        sign(desk, agreement, police, date(2025, 12, 1))
    assert words(desk) == {"City Police": "Not signed"}


def test_each_act_is_one_undo_told_without_who_signed(desk: Desk) -> None:
    police = desk.agency("City Police", "police")
    agreement = agree(desk, police)
    sign(desk, agreement, police)
    assert desk.store.undo_label() == "signature of City Police"
    desk.store.undo()
    assert words(desk) == {"City Police": "Not signed"}


def test_the_paper_is_kept_inside_the_vault_and_comes_back_whole(desk: Desk) -> None:
    agreement = agree(desk)
    desk.contacts.agreements.keep_paper(agreement, "signed.pdf", b"%PDF-1.7 signed")
    assert desk.contacts.agreements.paper(agreement) == ("signed.pdf", b"%PDF-1.7 signed")
    desk.store.undo()
    assert desk.contacts.agreements.paper(agreement) is None


def test_who_was_asked_before_stays_as_they_are(desk: Desk) -> None:
    police, probation = desk.agency("City Police", "police"), desk.agency()
    agreement = agree(desk, police)
    sign(desk, agreement, police)
    desk.contacts.agreements.ask(agreement, [police, probation])
    assert words(desk) == {"City Police": "Signed 2025", "Probation": "Not signed"}
