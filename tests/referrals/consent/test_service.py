"""Consent over a real store: added to, never changed; stopped support; files that show it."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.consent import Outcome, Told
from prevent_desk.store import search
from tests.referrals.desks import Desk

GIVEN = Told(
    Outcome.GIVEN, date(2025, 11, 20), given_by="parent", relationship="mother",
    scope="Mentoring at Northgate",
)  # fmt: skip


def child(desk: Desk) -> tuple[int, int]:
    made = desk.add(person={"born": date(2008, 5, 12)}, state="consent_pending")
    return made, desk.person_of(made)


def test_a_correction_adds_a_row_and_leaves_the_first_as_it_was(desk: Desk) -> None:
    episode, person = child(desk)
    consents = desk.services.consents
    first = consents.record(episode, person, GIVEN)
    told = Told(Outcome.REFUSED, date(2025, 11, 20), given_by="parent", what_next="panel")
    consents.record(episode, person, told, corrects=first)
    (standing,) = consents.standings(episode)
    assert [one.told.outcome for one in standing.history] == [Outcome.GIVEN, Outcome.REFUSED]
    assert standing.history[0].told == GIVEN
    assert standing.position.outcome is Outcome.REFUSED
    with pytest.raises(Refused, match="corrected already"):
        consents.record(episode, person, GIVEN, corrects=first)


def test_one_act_is_one_undo_and_its_label_names_nobody(desk: Desk) -> None:
    episode, person = child(desk)
    desk.services.consents.record(episode, person, GIVEN)
    assert desk.store.undo_label() == "consent in PD-2025-001"
    desk.store.undo()
    assert desk.services.consents.standings(episode)[0].history == ()


def test_what_is_incomplete_is_refused_in_words_and_writes_nothing(desk: Desk) -> None:
    episode, person = child(desk)
    with pytest.raises(Refused) as refused:
        desk.services.consents.record(episode, person, Told(Outcome.GIVEN, date(2025, 11, 20)))
    assert refused.value.why == "Say who answered."
    assert desk.services.consents.missing(episode) == [
        "Consent: not yet asked: a parent is asked (17)"
    ]


def test_consent_opens_the_way_to_adoption_and_its_withdrawal_closes_it(desk: Desk) -> None:
    episode, person = child(desk)
    consents = desk.services.consents
    assert not consents.consent_given(episode)
    consents.record(episode, person, GIVEN)
    assert consents.consent_given(episode)
    told = Told(Outcome.WITHDRAWN, date(2025, 11, 24), given_by="parent", what_next="panel")
    consents.record(episode, person, told)
    assert not consents.consent_given(episode)
    assert consents.withdrawn_on(episode) == date(2025, 11, 24)


def test_a_file_that_shows_consent_is_one_of_the_referrals_files(desk: Desk) -> None:
    episode, person = child(desk)
    consents = desk.services.consents
    kept = consents.keep_evidence("C:\\scans\\signed form.pdf", b"%PDF-1.7 signed")
    consents.record(episode, person, GIVEN, file_id=kept)
    (standing,) = consents.standings(episode)
    assert standing.history[0].file_name == "signed form.pdf"
    assert consents.evidence(kept) == ("signed form.pdf", b"%PDF-1.7 signed")
    assert [one.title for one in desk.services.files.of(episode)] == ["signed form.pdf"]
    desk.store.undo()
    assert not desk.services.files.of(episode)


def test_the_file_stays_with_a_correction(desk: Desk) -> None:
    episode, person = child(desk)
    consents = desk.services.consents
    kept = consents.keep_evidence("form.pdf", b"%PDF-1.7 signed")
    first = consents.record(episode, person, GIVEN, file_id=kept)
    consents.record(episode, person, GIVEN, corrects=first)
    assert consents.standings(episode)[0].history[1].file_id == kept
    assert len(desk.services.files.of(episode)) == 1


def test_a_file_without_anything_in_it_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="is empty"):
        desk.services.consents.keep_evidence("form.pdf", b"")


def test_a_referral_is_found_by_what_was_agreed(desk: Desk) -> None:
    episode, person = child(desk)
    desk.services.consents.record(episode, person, GIVEN)
    with desk.store.reading() as session:
        hits = search.find(session, "Northgate")
    assert [(hit.kind, hit.object_id) for hit in hits] == [("referral", episode)]
