"""Who is asked, where consent stands in words, what has to be asked next, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from prevent_desk.referrals.model import consent
from prevent_desk.referrals.model.consent import Ask, Consent, Outcome, Told
from prevent_desk.referrals.model.consent_form import (
    answers_of,
    consent_form,
    next_answers,
    told,
)
from prevent_desk.referrals.model.records import Person

TODAY = date(2025, 11, 25)
CHILD = Person(1, 1, given="Kris", born=date(2008, 5, 12))
ADULT = Person(2, 2, given="Daniel", born=date(1990, 1, 1))
UNKNOWN = Person(3, 3, label="Name not known")
GIVEN = Told(
    Outcome.GIVEN,
    date(2025, 11, 20),
    given_by="parent",
    relationship="mother",
    scope="Mentoring",
    child_view="Curious.",
)


def row(told: Told, key: int = 1, corrects: int | None = None, day: int = 20) -> Consent:
    return Consent(key, 1, told, corrects, datetime(2025, 11, day, 9, tzinfo=UTC), "coordinator")


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (CHILD, "Not yet asked: a parent is asked (17)"),
        (ADULT, "Not yet asked: they are asked themselves (35)"),
        (
            UNKNOWN,
            "Not yet asked: whether they are 18 decides who is asked, and no birth is known",
        ),
        (
            Person(4, 4, born_year=2007),
            "Not yet asked: whether they are 18 decides who is asked (about 18)",
        ),
        (Person(5, 5, born_year=2009), "Not yet asked: a parent is asked (about 16)"),
    ],
)
def test_who_is_asked_follows_the_age(person: Person, words: str) -> None:
    assert consent.position([], person, TODAY).words == words


def test_somebody_is_a_child_until_the_day_they_turn_18() -> None:
    assert consent.who_is_asked(CHILD, date(2026, 5, 11)) == "parent"
    assert consent.who_is_asked(CHILD, date(2026, 5, 12)) == "self"
    leap = Person(6, 6, born=date(2008, 2, 29))
    assert consent.eighteenth(leap) == date(2026, 3, 1)
    assert consent.who_is_asked(leap, date(2026, 2, 28)) == "parent"


def test_the_newest_day_counts_and_not_what_was_written_last() -> None:
    given = row(GIVEN, 1)
    late = row(Told(Outcome.REFUSED, date(2025, 11, 3), given_by="parent"), 2, day=24)
    assert consent.position([given, late], CHILD, TODAY).outcome is Outcome.GIVEN


def test_a_correction_stands_in_the_place_of_what_it_corrects() -> None:
    given = row(GIVEN, 1)
    withdrawn = row(Told(Outcome.WITHDRAWN, date(2025, 11, 20), given_by="parent"), 2)
    corrected = row(replace(GIVEN, scope="Careers advice"), 3, corrects=1, day=25)
    now = consent.current([given, withdrawn, corrected])
    assert now is not None
    assert now.told.outcome is Outcome.WITHDRAWN
    assert consent.current([given, corrected]) == corrected


def test_what_was_corrected_no_longer_counts_whatever_its_day() -> None:
    given = row(GIVEN, 1)
    earlier = row(Told(Outcome.REFUSED, date(2025, 11, 3), given_by="parent"), 2, corrects=1)
    assert consent.position([given, earlier], CHILD, TODAY).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("told_once", "words"),
    [
        (
            Told(Outcome.WAITING, asked_on=date(2025, 11, 18), sought_by="school lead"),
            "Asked on 18 Nov 2025 by school lead, no answer yet",
        ),
        (GIVEN, "Given on 20 Nov 2025 by a parent (mother)"),
        (
            Told(Outcome.WITHDRAWN, date(2025, 11, 24), given_by="self"),
            "Withdrawn on 24 Nov 2025 by the person: support stops",
        ),
        (
            Told(Outcome.NO_CONTACT, date(2025, 11, 24), next_attempt=date(2025, 12, 1)),
            "Could not be reached on 24 Nov 2025; next attempt 1 Dec 2025",
        ),
        (Told(Outcome.LAPSED, date(2025, 11, 24)), "Lapsed on 24 Nov 2025: to be asked again"),
    ],
)
def test_the_position_is_said_in_words(told_once: Told, words: str) -> None:
    assert consent.position([row(told_once)], CHILD, TODAY).words == words


def asks(history: list[Consent], person: Person, on: date = TODAY) -> list[Ask]:
    return [one.ask for one in consent.prompts(history, person, on)]


def test_turning_18_is_said_three_months_ahead_and_asks_for_own_consent_from_the_day_on() -> None:
    history = [row(GIVEN)]
    assert asks(history, CHILD, date(2026, 2, 11)) == []
    assert asks(history, CHILD, date(2026, 2, 12)) == [Ask.TURNS_18]
    assert asks(history, CHILD, date(2026, 5, 12)) == [Ask.OWN_CONSENT]
    where = consent.position(history, CHILD, date(2026, 5, 12))
    assert (where.is_given, where.chip) == (False, "Own consent needed")
    own = row(Told(Outcome.GIVEN, date(2026, 5, 13), given_by="self", capacity="yes"), 2)
    assert consent.position([*history, own], CHILD, date(2026, 5, 14)).is_given


def test_a_refusal_with_worries_about_safety_asks_for_social_care_until_they_are_told() -> None:
    refused = Told(
        Outcome.REFUSED, date(2025, 11, 24), given_by="parent", what_next="panel",
        safeguarding="yes",
    )  # fmt: skip
    assert asks([row(refused)], CHILD) == [Ask.SOCIAL_CARE]
    assert asks([row(replace(refused, care_told=TODAY))], CHILD) == []
    assert asks([row(replace(refused, safeguarding="no"))], CHILD) == []
    assert asks([row(replace(refused, given_by="self"))], CHILD) == []


def test_each_thing_left_open_is_asked_by_itself() -> None:
    assert asks([row(replace(GIVEN, child_view=""))], CHILD) == [Ask.CHILD_VIEW]
    own = Told(Outcome.GIVEN, TODAY, given_by="self", scope="x", capacity="not_checked")
    assert asks([row(own)], ADULT) == [Ask.CAPACITY]
    refused = Told(Outcome.REFUSED, TODAY, given_by="self")
    assert asks([row(refused)], ADULT) == [Ask.WHAT_NEXT]
    waiting = Told(Outcome.WAITING, asked_on=date(2025, 11, 18), next_attempt=TODAY)
    assert asks([row(waiting)], ADULT) == [Ask.ATTEMPT]
    assert asks([row(waiting)], ADULT, date(2025, 11, 24)) == []
    assert consent.prompts([row(refused)], ADULT, TODAY, is_open=False) == []


@pytest.mark.parametrize(
    ("entry", "person", "field"),
    [
        (Told(Outcome.WAITING), CHILD, "asked_on"),
        (Told(Outcome.GIVEN, None, given_by="parent", scope="x"), CHILD, "on"),
        (Told(Outcome.GIVEN, date(2025, 11, 26), given_by="parent", scope="x"), CHILD, "on"),
        (replace(GIVEN, asked_on=date(2025, 11, 21)), CHILD, "on"),
        (replace(GIVEN, given_by=""), CHILD, "given_by"),
        (replace(GIVEN, given_by="self"), CHILD, "given_by"),
        (GIVEN, ADULT, "given_by"),
        (replace(GIVEN, given_by="other", relationship=""), ADULT, "relationship"),
        (replace(GIVEN, given_by="self", capacity="no"), ADULT, "capacity"),
        (replace(GIVEN, scope=" "), CHILD, "scope"),
        (Told(Outcome.WITHDRAWN, TODAY, given_by="parent"), CHILD, "what_next"),
        (Told(Outcome.NO_CONTACT), CHILD, "on"),
    ],
)
def test_what_is_missing_or_wrong_is_named_at_its_question(
    entry: Told, person: Person, field: str
) -> None:
    assert list(consent.wrong(entry, person, TODAY)) == [field]


def test_complete_entries_are_taken() -> None:
    assert consent.wrong(GIVEN, CHILD, TODAY) == {}
    assert consent.wrong(replace(GIVEN, given_by="self"), UNKNOWN, TODAY) == {}
    assert consent.wrong(Told(Outcome.NOT_ASKED), CHILD, TODAY) == {}


def test_of_a_family_everybody_who_was_asked_must_agree() -> None:
    other = Person(9, 9, given="Ali", born=date(2012, 1, 1))
    given, refused = [row(GIVEN)], [row(Told(Outcome.REFUSED, TODAY, given_by="parent"), 2)]
    assert consent.missing_for_support([(CHILD, given), (other, [])], TODAY) == []
    assert consent.missing_for_support([(CHILD, given), (other, refused)], TODAY) == [
        "Consent: refused on 25 Nov 2025 by a parent"
    ]
    assert consent.missing_for_support([(CHILD, []), (other, [])], TODAY) == [
        "Consent: not yet asked"
    ]
    assert consent.missing_for_support([(CHILD, [])], TODAY) == [
        "Consent: not yet asked: a parent is asked (17)"
    ]


def test_what_was_told_comes_back_from_its_answers() -> None:
    full = Told(
        Outcome.REFUSED, date(2025, 11, 24), "school lead", date(2025, 11, 20), "in_person",
        "parent", "Ms H.", "mother", "", "", "", "No trust.", "Wants it.", "yes",
        date(2025, 11, 25), "panel", date(2026, 1, 10),
    )  # fmt: skip
    assert told(answers_of(full), consent_form(CHILD, TODAY)) == full


def test_an_answer_begins_with_who_was_asked_and_how() -> None:
    waiting = Told(
        Outcome.WAITING, sought_by="school lead", asked_on=date(2025, 11, 18), method="phone",
        given_by="guardian",
    )  # fmt: skip
    begun = next_answers(waiting, CHILD, TODAY)
    assert begun["sought_by"] == "school lead"
    assert begun["given_by"] == "guardian"
    assert "outcome" not in begun
    assert next_answers(GIVEN, CHILD, TODAY) == {"given_by": "parent"}


def test_answers_that_are_no_longer_asked_are_left_out() -> None:
    answers = {**answers_of(GIVEN), "outcome": "refused", "reason": "No trust."}
    entry = told(answers, consent_form(CHILD, TODAY))
    assert (entry.scope, entry.reason) == ("", "No trust.")
