"""What a decision asks, what it lacks, and how the store keeps it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from prevent_desk.core.errors import Fault, Refused
from prevent_desk.panels.model import deciding
from prevent_desk.panels.model.deciding import PLACES, CaseFacts, asked, lacks, vote_faults
from prevent_desk.panels.model.finish_checks import ActionFacts, Facts, findings
from prevent_desk.panels.model.quorum import Verdict
from prevent_desk.panels.model.records import Decision, Item, ItemKind, ItemState
from prevent_desk.readers import shipped
from tests.panels.desks import Desk

NEW = CaseFacts()
EMPTY = Decision(5, "PD-2025-003")
ADOPTED = replace(
    EMPTY, code="adopt", rationale="A group of nine, no planning", how="unanimous",
    asker="School", asked_how="Home visit by 5 Dec", next_review=date(2025, 12, 24),
    teller="School", told_what="That it is looked after",
)  # fmt: skip


def parts(decision: Decision, facts: CaseFacts = NEW) -> list[str]:
    return [part for part, _words in lacks(decision, facts)]


def test_a_whole_adoption_lacks_nothing() -> None:
    assert parts(ADOPTED) == []


@pytest.mark.parametrize(
    "missing",
    ["rationale", "how", "asker", "asked_how", "teller", "told_what"],
)
def test_each_part_of_an_adoption_is_missed(missing: str) -> None:
    empty: dict[str, Any] = {missing: ""}
    assert missing in parts(replace(ADOPTED, **empty))


def test_a_code_is_the_first_thing_and_the_only_one_asked_for() -> None:
    assert parts(EMPTY) == ["code"]


def test_consent_is_not_asked_for_twice() -> None:
    given = CaseFacts(consent=True)
    bare = replace(ADOPTED, asker="", asked_how="")
    assert parts(bare, given) == []
    assert "asker" not in asked(bare, given)


def test_without_support_the_health_or_social_care_question_is_asked() -> None:
    refused = replace(ADOPTED, code="not_adopt")
    assert parts(refused) == ["health_asked"]
    assert parts(replace(refused, health_asked="no")) == []
    assert parts(replace(refused, health_asked="yes")) == ["health_outcome"]


def test_a_deferral_says_what_it_awaits() -> None:
    deferred = replace(ADOPTED, code="defer")
    assert parts(deferred) == ["needed"]
    assert parts(replace(deferred, needed="A view of CAMHS")) == []


def test_the_pattern_is_asked_from_the_second_referral_on() -> None:
    assert parts(ADOPTED, CaseFacts(times=1)) == []
    assert parts(ADOPTED, CaseFacts(times=2)) == ["pattern"]


def test_support_without_a_whole_plan_is_told_in_the_plans_own_words() -> None:
    facts = CaseFacts(plan_lacks=("Nature of the support.", "Who gives it."))
    assert lacks(ADOPTED, facts) == [("plan_changes", "nature of the support, and 1 more")]


def test_nobody_tells_the_referrer_only_for_a_reason() -> None:
    nobody = replace(ADOPTED, teller="nobody", told_what="")
    assert lacks(nobody, NEW) == [("told_what", "why is the referrer not told?")]


@pytest.mark.parametrize(
    ("how", "votes_for", "against", "good"),
    [
        ("unanimous", None, None, True),
        ("majority", 6, 1, True),
        ("majority", 4, 4, False),
        ("majority", 3, 4, False),
        ("majority", None, 1, False),
        ("chair", 4, 4, True),
        ("chair", 5, 3, False),
    ],
)
def test_votes_carry_a_majority_or_leave_it_to_the_chair(
    how: str, votes_for: int | None, against: int | None, good: bool
) -> None:
    decision = replace(ADOPTED, how=how, votes_for=votes_for, votes_against=against)
    assert (not vote_faults(decision)) is good


def test_each_code_is_a_term_of_its_list() -> None:
    lists = shipped.vocabularies()
    for purpose in ("new", "consent", "review", "exit", "6m", "12m"):
        name, codes = deciding.codes(purpose)
        known = {term.code for term in lists[name].terms}
        assert set(codes) <= known


def test_every_part_asked_has_a_place_to_be_mended_at() -> None:
    for purpose in ("new", "review", "6m"):
        for code in ("adopt", "defer", "not_adopt", "continue", "exit"):
            one = replace(EMPTY, code=code, how="chair", health_asked="yes", teller="x")
            assert set(asked(one, CaseFacts(purpose, times=3))) <= set(PLACES)


# The checks before finishing


def point(kind: ItemKind = ItemKind.CASE, state: ItemState = ItemState.DONE, key: int = 5) -> Item:
    return Item(key, 1, 3, kind, "Exit reviews", state, "C", 3, "PD-2025-003", "new")


def test_a_finished_meeting_with_everything_said_has_no_findings() -> None:
    facts = Facts([point()], 8, decisions={5: ADOPTED}, seconds={5: 700})
    assert findings(facts) == []


def test_nobody_present_comes_first() -> None:
    facts = Facts([point()], 0, decisions={5: ADOPTED}, seconds={5: 700})
    assert [one.place for one in findings(facts)] == ["room"]


def test_a_case_without_decision_and_one_without_reasons_each_say_where() -> None:
    bare = replace(ADOPTED, item_id=6, rationale="")
    facts = Facts([point(), point(key=6)], 8, decisions={6: bare}, seconds={5: 60, 6: 60})
    assert [(one.item_id, one.place) for one in findings(facts)] == [
        (5, "decision"),
        (6, "rationale"),
    ]


def test_a_case_put_off_unheard_needs_no_decision_but_one_forgotten_is_told() -> None:
    items = [point(state=ItemState.DEFERRED), point(state=ItemState.WAITING, key=6)]
    found = findings(Facts(items, 8))
    assert [(one.item_id, one.place) for one in found] == [(6, "agenda")]


def test_a_case_without_quorum_leads_to_the_room() -> None:
    verdict = Verdict(False, "the police is missing", ("the police",))
    facts = Facts([point()], 8, decisions={5: ADOPTED}, seconds={5: 700}, verdicts={5: verdict})
    (found,) = findings(facts)
    assert (found.place, found.words) == ("room", "Case C: no quorum without the police")


def test_an_action_without_owner_or_day_leads_to_it() -> None:
    actions = [ActionFacts(12, 21, has_owner=False, has_due=False), ActionFacts(13, 22, True, True)]
    (found,) = findings(Facts([], 8, actions=actions))
    assert (found.place, found.words) == ("action:12", "Action 21 has no owner and no date")


# As the store keeps it


def test_a_visit_is_one_undo_and_its_label_names_the_case_by_reference(desk: Desk) -> None:
    decisions, case = desk.services.decisions, desk.told.cases[2]
    for typed in ("A", "A gr", "A group of nine"):
        decisions.set(case, "visit.1", rationale=typed)
    decisions.set(case, "visit.1", code="adopt")
    assert desk.store.undo_label() == "decision on PD-2025-003"
    desk.store.undo()
    assert decisions.of_item(case) == Decision(case, "PD-2025-003", desk.told.episodes[2])


def test_an_empty_decision_is_not_listed_and_order_is_that_of_the_agenda(desk: Desk) -> None:
    decisions, cases = desk.services.decisions, desk.told.cases
    decisions.set(cases[3], code="defer")
    decisions.set(cases[1], code="adopt")
    decisions.set(cases[0], words="")
    assert [one.item_id for one in decisions.of_meeting(desk.told.meeting)] == [cases[1], cases[3]]
    assert [one.code for one in decisions.of_episode(desk.told.episodes[3])] == ["defer"]


def test_sealed_minutes_take_no_other_decision(desk: Desk) -> None:
    desk.set_meeting(state="approved")
    with pytest.raises(Refused):
        desk.services.decisions.set(desk.told.cases[0], code="adopt")


def test_a_part_there_is_not_is_our_own_fault(desk: Desk) -> None:
    with pytest.raises(Fault):
        desk.services.decisions.set(desk.told.cases[0], verdict="guilty")


def test_finishing_with_checks_open_asks_why_and_keeps_it(desk: Desk) -> None:
    services, told = desk.services, desk.told
    services.meetings.begin(told.meeting)
    with pytest.raises(Refused):
        services.finishing.finish(told.meeting)
    services.finishing.finish(told.meeting, "The police were called away")
    kept = services.meetings.one(told.meeting)
    assert kept.left_open.startswith("The police were called away\n")
    assert "Case A: not talked about" in kept.left_open
    assert kept.finished is not None
    desk.store.undo()
    assert services.meetings.one(told.meeting).left_open == ""
