"""An examination kept true by what changed alone says what a new one would say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from prevent_desk.plan.model.health.hints import Aside, Checks, Kind, Point
from prevent_desk.plan.model.legend import RAG_LEGEND
from prevent_desk.plan.model.records import Activity, Objective
from tests.plan.health.facts import TODAY, examined, facts, head, said, whole

LONG_AGO = TODAY - timedelta(days=200)


def test_the_first_dated_update_of_a_plan_makes_the_silent_ones_stale() -> None:
    plan = examined(facts(whole(1)), facts(whole(2)))
    plan.take([facts(whole(1), heard=LONG_AGO)])
    assert said(plan.of_action(2)) == ["No dated update; others have one since 9 May 2015"]


def test_when_the_only_dated_update_goes_nothing_is_stale_any_more() -> None:
    plan = examined(facts(whole(1), heard=LONG_AGO), facts(whole(2)))
    plan.drop([1])
    assert plan.hints() == []


def test_a_second_update_of_the_first_day_keeps_it() -> None:
    old = facts(whole(1), heard=LONG_AGO)
    plan = examined(old, facts(whole(2), heard=LONG_AGO), facts(whole(3)))
    plan.drop([1])
    assert [hint.kind for hint in plan.of_action(3)] == [Kind.STALE]


def test_another_key_of_progress_is_held_against_every_action() -> None:
    late = whole(progress="on_target", timescale="", due=date(2015, 11, 1))
    plan = examined(facts(late))
    assert [hint.kind for hint in plan.hints()] == [Kind.EXPECTED]
    only_behind = tuple(stage for stage in RAG_LEGEND if stage.code == "behind")
    plan.show_headings(head(only_behind), [_objective()], [Activity(1, 1, "", "")])
    assert plan.hints() == []


def test_another_key_of_progress_counts_anew_what_goes_well() -> None:
    plan = examined(facts(whole(progress="completed")), checks=Checks())
    assert [hint.kind for hint in plan.hints()] == [Kind.OBJECTIVE]
    plan.show_headings(head(RAG_LEGEND), [_objective()], [Activity(1, 1, "", "")])
    assert plan.hints() == []


def test_a_heading_that_moves_takes_its_actions_along() -> None:
    plan = examined(facts(whole(timescale="Ongoing")), checks=Checks())
    other = replace(_objective(), id=2, heading="Objective Two")
    plan.show_headings(head(), [_objective(), other], [Activity(1, 2, "", "")])
    assert [hint.objective_id for hint in plan.hints()] == [2]
    assert plan.objectives_of() == {1: 2}


def test_the_last_other_row_with_a_criterion_stops_being_a_repeat_when_one_goes() -> None:
    shared = Point("Feedback")
    plan = examined(facts(whole(1), shared), facts(whole(2), shared))
    plan.drop([2])
    assert plan.hints() == []
    plan.take([facts(whole(3), shared)])
    plan.order([1, 3])
    assert [hint.action_id for hint in plan.hints()] == [1, 3]


def test_a_third_row_with_a_criterion_is_counted_where_it_stood_before() -> None:
    shared = Point("Feedback")
    plan = examined(facts(whole(1), shared), facts(whole(2), shared))
    plan.take([facts(whole(3), shared)])
    assert said(plan.of_action(1)) == ["1 criterion also stands in 2 other rows"]


def test_hints_stand_in_the_order_of_the_plan_and_follow_it() -> None:
    plan = examined(facts(whole(1, leads=())), facts(whole(2, leads=())))
    plan.order([2, 1])
    assert [hint.action_id for hint in plan.hints()] == [2, 1]


def test_an_agency_is_opened_where_the_plan_names_it_first() -> None:
    plan = examined(facts(whole(1, leads=("NHS",))), facts(whole(2, leads=("nhs",))))
    assert said(plan.hints()) == ["No e-mail address for NHS"]
    plan.order([2, 1])
    assert [(hint.action_id, hint.agency) for hint in plan.hints()] == [(2, "nhs")]
    plan.take([facts(whole(2))])
    assert [(hint.action_id, hint.agency) for hint in plan.hints()] == [(1, "NHS")]


def test_another_day_is_looked_at_anew_and_the_same_is_not() -> None:
    plan = examined(facts(whole(1, timescale="Ongoing"), heard=TODAY))
    plan.be_on(TODAY + timedelta(days=91))
    assert [hint.kind for hint in plan.hints()] == [Kind.STALE]
    plan.be_on(TODAY)
    assert plan.hints() == []


def test_what_was_set_aside_is_counted_apart_and_only_while_it_would_stand() -> None:
    aside = Aside(1, "lead:1", "", "The board.", "you", datetime(2015, 11, 25, tzinfo=UTC))
    gone = replace(aside, id=2, key="lead:7")
    plan = examined(facts(whole(1, leads=())), facts(whole(2, leads=())), asides=[aside, gone])
    assert (plan.counts().total, plan.counts().aside) == (1, 1)
    assert [kept.id for _, kept in plan.aside()] == [1]
    plan.take([facts(whole(1))])
    assert (plan.counts().total, plan.counts().aside) == (1, 0)


def test_counts_are_said_in_one_and_in_many() -> None:
    assert examined(facts(whole(1, leads=()))).counts().said == "1 health hint"
    assert examined(facts(whole(1))).counts().said == "0 health hints"


def _objective() -> Objective:
    return Objective(1, "1", "Ideas", "Objective One: IDEAS", "", "")
