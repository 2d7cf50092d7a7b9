"""Which steps there are, what each needs, and what one that is taken writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from prevent_desk.core.questionnaire import Answer
from prevent_desk.referrals.model import moves
from prevent_desk.referrals.model.facts import Fact, KnownFacts, Missing
from prevent_desk.referrals.model.moves import Step, Told
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import ENDED, State
from prevent_desk.referrals.model.ways import WAYS
from tests.referrals.moving.answers import LISTS, NOW, episode, later, moved, told

NOTHING_MISSING = KnownFacts()


def step(before: Episode, now: State, facts: KnownFacts = NOTHING_MISSING) -> Step:
    found = moves.step_to(before, facts, now)
    assert found is not None, f"no step from {before.state} to {now}"
    return found


def go(before: Episode, now: State, **details: Answer) -> Episode:
    """Take a step with everything it asks; `details` answer otherwise."""
    one = step(before, now)
    said = told(one, later(before), given=details)
    assert moves.judge(one, before, said, NOW, LISTS) == []
    return moved(before, one, said)


def lacking(fact: Fact, *, may_pass: bool = True) -> KnownFacts:
    return KnownFacts({fact: [Missing(fact, "Something is missing.", "support", may_pass)]})


def keys(one: Step) -> set[str]:
    return {ask.key for ask in one.asks}


def wrong(one: Step, before: Episode, said: Told) -> set[str]:
    return {finding.key for finding in moves.judge(one, before, said, NOW, LISTS)}


# The order of things


def test_what_was_received_goes_to_the_police_first() -> None:
    first, *rest = moves.possible(episode(), NOTHING_MISSING)
    assert first.now is State.PASSED_TO_POLICE
    assert first.is_usual
    assert not any(one.is_usual for one in rest)


def test_a_case_goes_the_whole_way_from_receipt_to_closing() -> None:
    case = episode()
    for now in (
        State.PASSED_TO_POLICE, State.SCREENING, State.INFORMATION_GATHERING,
        State.PANEL_SCHEDULED, State.PANEL_DECISION, State.CONSENT_PENDING, State.ADOPTED,
        State.IN_REVIEW, State.ADOPTED, State.EXITED, State.POST_EXIT_6M, State.POST_EXIT_12M,
        State.CLOSED,
    ):  # fmt: skip
        case = go(case, now)
    assert case.state is State.CLOSED
    assert case.outcome == "completed"


def test_nothing_leads_out_of_what_is_closed_or_anonymised() -> None:
    for state in (State.CLOSED, State.ANONYMISED):
        assert moves.possible(episode(state), NOTHING_MISSING) == []


def test_anonymising_is_no_step_of_a_referral() -> None:
    assert all(way.now is not State.ANONYMISED for ways in WAYS.values() for way in ways)


@pytest.mark.parametrize("state", sorted(ENDED - {State.TRANSFERRED_OUT}))
def test_what_has_ended_is_never_opened_again(state: State) -> None:
    after = {one.now for one in moves.possible(episode(state), NOTHING_MISSING)}
    assert after <= {state, State.CLOSED}


@pytest.mark.parametrize("state", [State.POST_EXIT_6M, State.POST_EXIT_12M])
def test_only_a_review_after_exit_takes_a_case_back_to_the_panel(state: State) -> None:
    assert step(episode(state), State.PANEL_SCHEDULED).title.startswith("Re-open")


@pytest.mark.parametrize(
    "state", [one for one in State if one.is_open and one is not State.IMMEDIATE_RISK]
)
def test_immediate_danger_can_be_recorded_at_any_time(state: State) -> None:
    assert step(episode(state), State.IMMEDIATE_RISK).missing == ()


@pytest.mark.parametrize(
    "state", [one for one in State if one.is_open and one is not State.TRANSFERRED_OUT]
)
def test_whoever_moves_away_can_be_transferred_from_anywhere(state: State) -> None:
    assert step(episode(state), State.TRANSFERRED_OUT).is_allowed


# What is asked


def test_the_danger_question_is_asked_before_a_referral_leaves_receipt() -> None:
    unasked = episode(danger="", medium="", sector="")
    assert {"danger", "medium", "sector"} <= keys(step(unasked, State.PASSED_TO_POLICE))
    assert "danger" not in keys(step(episode(), State.PASSED_TO_POLICE))


def test_nobody_is_held_up_by_questions_while_somebody_is_in_danger() -> None:
    assert "sector" not in keys(step(episode(sector=""), State.IMMEDIATE_RISK))


@pytest.mark.parametrize(
    ("born", "required"),
    [(date(2008, 5, 12), True), (date(1990, 1, 1), None), (None, False)],
    ids=["child", "adult", "age not known"],
)
def test_a_childs_referral_goes_to_mash_too(born: date | None, required: bool | None) -> None:
    asked = {ask.key: ask for ask in step(episode(born=born), State.PASSED_TO_POLICE).asks}
    assert (asked["mash"].required if "mash" in asked else None) is required


def test_of_a_copy_to_mash_that_was_not_sent_the_reason_is_asked() -> None:
    before = episode()
    one = step(before, State.PASSED_TO_POLICE)
    said = {"to_whom": "City Police", "mash": "no"}
    assert wrong(one, before, Told(NOW, "First step", said)) == {"mash_why"}
    assert wrong(one, before, Told(NOW, "First step", {**said, "mash": "yes"})) == {"mash_on"}


def test_reasonable_grounds_are_text_and_say_whose_decision_they_are() -> None:
    before = episode(State.SCREENING)
    one = step(before, State.INFORMATION_GATHERING)
    assert {"grounds", "grounds_by"} <= wrong(one, before, Told(NOW, "Yes", {}))


def test_votes_are_asked_only_of_a_decision_that_was_not_unanimous() -> None:
    before = episode(State.PANEL_SCHEDULED)
    one = step(before, State.PANEL_DECISION)
    said = dict(told(one).details) | {"how_decided": "unanimous"}
    said.pop("votes", None)
    assert wrong(one, before, Told(NOW, "Why", said)) == set()
    assert wrong(one, before, Told(NOW, "Why", said | {"how_decided": "majority"})) == {"votes"}


def test_every_step_takes_a_reason() -> None:
    before = episode()
    for one in moves.possible(before, NOTHING_MISSING):
        said = replace(told(one), reason="  ")
        assert wrong(one, before, said) == {moves.REASON}


def test_a_step_is_neither_to_come_nor_before_the_one_before() -> None:
    before = episode()
    one = step(before, State.PASSED_TO_POLICE)
    for on in (NOW + timedelta(minutes=1), before.received - timedelta(minutes=1)):
        assert wrong(one, before, told(one, on)) == {moves.ON}
    assert wrong(one, before, told(one, before.received)) == set()


def test_an_answer_that_is_in_no_list_is_refused() -> None:
    before = episode(State.SCREENING)
    one = step(before, State.NOT_ADOPTED_NFA)
    assert wrong(one, before, Told(NOW, "No concern", {"why": "bored"})) == {"why"}


# What is needed of others


def test_what_is_missing_is_passed_over_only_with_a_reason_of_its_own() -> None:
    before = episode(State.SCREENING)
    one = step(before, State.NOT_ADOPTED_NFA, lacking(Fact.PATTERN))
    assert one.is_allowed
    assert one.needs_exception
    said = replace(told(one), exception="")
    assert wrong(one, before, said) == {moves.EXCEPTION}
    assert wrong(one, before, replace(said, exception="Duplicate of PD-2025-030")) == set()


def test_nobody_is_adopted_without_consent_or_a_complete_plan_whatever_the_reason() -> None:
    before = episode(State.CONSENT_PENDING)
    for fact in (Fact.CONSENT, Fact.PLAN):
        one = step(before, State.ADOPTED, lacking(fact, may_pass=False))
        assert not one.is_allowed
        assert wrong(one, before, told(one, exception="Never mind")) == {moves.EXCEPTION}


@pytest.mark.parametrize(
    ("was", "now", "needs"),
    [
        (State.SCREENING, State.INFORMATION_GATHERING, {Fact.EARLIER}),
        (State.INFORMATION_GATHERING, State.PANEL_SCHEDULED, {Fact.PATTERN, Fact.CHECKS}),
        (State.SCREENING, State.SCHOOL_OWNED, {Fact.EARLIER, Fact.PATTERN, Fact.NO_SUPPORT}),
        (State.RECEIVED, State.NOT_ADOPTED_NFA, {Fact.POLICE_FIRST}),
        (State.CONSENT_PENDING, State.POLICE_LED, {Fact.REFUSAL, Fact.NO_SUPPORT}),
        (State.CONSENT_PENDING, State.EXITED, {Fact.REFUSAL, Fact.NO_SUPPORT}),
        (State.IN_REVIEW, State.ADOPTED, {Fact.REVIEW}),
        (State.ADOPTED, State.EXITED, {Fact.CLOSURE}),
        (State.NOT_ADOPTED_SIGNPOSTED, State.CLOSED, {Fact.CLOSURE}),
    ],
)
def test_a_step_needs_what_others_must_have_said(was: State, now: State, needs: set[Fact]) -> None:
    for fact in needs:
        assert [one.fact for one in step(episode(was), now, lacking(fact)).missing] == [fact]


def test_passing_to_the_police_never_waits_for_anything_else() -> None:
    everything = KnownFacts({fact: [Missing(fact, "Missing.")] for fact in Fact})
    assert step(episode(), State.PASSED_TO_POLICE, everything).missing == ()


# Ways out of a panel


def decided(decision: str) -> Episode:
    case = go(episode(State.PANEL_SCHEDULED), State.PANEL_DECISION, decision=decision)
    assert case.state is State.PANEL_DECISION
    return case


def test_what_follows_a_panel_is_what_it_decided() -> None:
    away = {State.IMMEDIATE_RISK, State.TRANSFERRED_OUT}
    after = {
        decision: {one.now for one in moves.possible(decided(decision), NOTHING_MISSING)} - away
        for decision in ("adopt", "defer", "not_adopt")
    }
    assert after["adopt"] == {State.CONSENT_PENDING}
    assert after["defer"] == {State.INFORMATION_GATHERING, State.PANEL_SCHEDULED}
    assert after["not_adopt"] == {
        State.NOT_ADOPTED_SIGNPOSTED, State.NOT_ADOPTED_NFA, State.SCHOOL_OWNED,
        State.INTELLIGENCE_ONLY, State.POLICE_LED,
    }  # fmt: skip


def test_a_panel_that_defers_says_what_is_needed() -> None:
    before = episode(State.PANEL_SCHEDULED)
    one = step(before, State.PANEL_DECISION)
    said = dict(told(one).details) | {"decision": "defer"}
    assert wrong(one, before, Told(NOW, "A mental-health view", said)) == {"information"}


def test_a_second_panel_is_what_counts() -> None:
    case = go(decided("defer"), State.PANEL_SCHEDULED)
    case = go(case, State.PANEL_DECISION, decision="adopt")
    assert step(case, State.CONSENT_PENDING).is_usual
    assert moves.step_to(case, NOTHING_MISSING, State.INFORMATION_GATHERING) is None


# There and back


def test_a_danger_that_is_over_goes_back_to_where_the_referral_stood() -> None:
    case = go(episode(State.ADOPTED, outcome="adopted"), State.IMMEDIATE_RISK)
    assert (case.danger, case.handed_over[:5]) == ("yes", "Words")
    back = go(case, State.ADOPTED)
    assert (back.state, back.outcome) == (State.ADOPTED, "adopted")


def test_from_a_danger_at_receipt_the_way_leads_on_to_the_police() -> None:
    case = go(episode(), State.IMMEDIATE_RISK)
    ways = [one.now for one in moves.possible(case, NOTHING_MISSING)]
    assert ways[0] is State.PASSED_TO_POLICE
    assert State.RECEIVED not in ways


def test_a_transfer_that_was_not_accepted_comes_back_and_one_that_was_does_not() -> None:
    case = go(episode(State.SCREENING), State.TRANSFERRED_OUT, answer="waiting")
    assert case.outcome == "transferred_council"
    refused = go(case, State.TRANSFERRED_OUT, answer="refused")
    assert go(refused, State.SCREENING).state is State.SCREENING
    accepted = go(case, State.TRANSFERRED_OUT, answer="accepted", accepted_on="2025-11-24")
    assert accepted.responsible_area == "city_of_london"  # the first of the list of areas
    assert moves.step_to(accepted, NOTHING_MISSING, State.SCREENING) is None


def test_a_transfer_to_a_force_and_one_to_a_council_are_told_apart() -> None:
    case = episode(State.SCREENING)
    assert go(case, State.TRANSFERRED_OUT, transfer_to="force").outcome == "transferred_force"
    assert go(case, State.TRANSFERRED_OUT, transfer_to="both").outcome == "transferred_council"


def test_whether_a_signpost_was_taken_up_can_be_told_later() -> None:
    case = go(episode(State.SCREENING), State.NOT_ADOPTED_SIGNPOSTED, taken_up="waiting")
    case = go(case, State.NOT_ADOPTED_SIGNPOSTED, taken_up="declined")
    assert (case.state, case.outcome) == (State.NOT_ADOPTED_SIGNPOSTED, "signposted")
    assert moves.last_details(case, case.state)["taken_up"] == "declined"


# What a step writes


def test_a_reference_of_the_police_is_kept_where_the_police_have_it() -> None:
    assert go(episode(), State.PASSED_TO_POLICE, reference="CoLP/22").police_ref == "CoLP/22"


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("concern_reduced", "completed"),
        ("consent_withdrawn", "consent_withdrawn"),
        ("moved", "ended_otherwise"),
        ("other_process", "other_process"),
    ],
)
def test_the_outcome_after_adoption_follows_the_reason_for_leaving(
    reason: str, outcome: str
) -> None:
    case = go(episode(State.ADOPTED), State.EXITED, exit_reason=reason)
    assert case.outcome == outcome
    assert go(case, State.CLOSED).outcome == outcome


def test_the_day_of_a_state_is_the_day_it_took_effect() -> None:
    before = episode()
    one = step(before, State.PASSED_TO_POLICE)
    said = told(one, datetime.fromisoformat("2025-11-18T09:50"))
    assert moves.effects(before, one, said)["state_on"] == date(2025, 11, 18)
