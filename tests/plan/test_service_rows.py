"""Rows, headings and plans through the service: added, moved, removed, described."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.legend import RAG_LEGEND, SOURCE_LEGEND, Legend
from prevent_desk.plan.model.records import Field, Objective
from tests.plan.desks import Desk

GIVEN = Objective(0, "4", "FAMILIES", "Objective Four: FAMILIES", "Text", "Introduction")


def test_a_new_action_gets_the_next_reference_and_its_place(desk: Desk) -> None:
    activity = desk.row("O2-01").activity_id
    desk.plans.add_action(activity, desk.id("O2-01"))
    assert desk.refs()[6:11] == ["O2-01", "O2-05", "O2-02", "O2-03", "O2-04"]
    desk.plans.add_action(activity)
    assert desk.refs()[6] == "O2-06"
    assert desk.store.undo_label() == "new action"


def test_a_thousand_rows_fit_between_two(desk: Desk) -> None:
    activity, after = desk.row("O2-01").activity_id, desk.id("O2-01")
    for _ in range(60):  # each halves the room; 60 halvings are beyond a float's
        desk.plans.add_action(activity, after)
    refs = desk.refs()
    at = refs.index("O2-01")
    assert refs[at + 1 : at + 61] == [f"O2-{number:02d}" for number in range(64, 4, -1)]
    assert refs[at + 61] == "O2-02"


def test_rows_move_one_place_and_across_headings(desk: Desk) -> None:
    assert desk.plans.move_actions([desk.id("O2-01")], 1)
    assert desk.refs()[6:8] == ["O2-02", "O2-01"]
    assert desk.store.undo_label() == "move of O2-01"
    assert desk.plans.move_actions([desk.id("O2-02")], -1)
    assert desk.row("O2-02").activity_id == desk.row("O1-01").activity_id
    assert desk.refs()[5:8] == ["O1-06", "O2-02", "O2-01"]


def test_chosen_rows_move_together_and_stop_at_the_edge(desk: Desk) -> None:
    two = [desk.id("O1-02"), desk.id("O1-01")]
    assert not desk.plans.move_actions(two, -1)
    assert desk.store.undo_label() is None
    assert desk.plans.move_actions(two, 1)
    assert desk.refs()[:3] == ["O1-03", "O1-01", "O1-02"]
    assert desk.store.undo_label() == "move of 2 actions"


def test_a_row_moved_away_and_back_stands_where_it_stood(desk: Desk) -> None:
    before = desk.refs()
    action = desk.id("O1-06")
    steps = 0
    while desk.plans.move_actions([action], 1):
        steps += 1
    assert desk.refs()[-1] == "O1-06"
    for _ in range(steps):
        assert desk.plans.move_actions([action], -1)
    assert desk.refs() == before


def test_removed_rows_come_back_whole(desk: Desk) -> None:
    desk.plans.set_progress([desk.id("O1-03")], "behind", "No answer.")
    before = desk.everything()
    desk.plans.remove_actions([desk.id("O1-03")])
    assert desk.store.undo_label() == "removal of O1-03"
    desk.plans.remove_actions([desk.id("O1-01"), desk.id("O3-04")])
    assert desk.store.undo_label() == "removal of 2 actions"
    assert desk.plans.counts(desk.plan_id).total == 11
    desk.store.undo()
    desk.store.undo()
    assert desk.everything() == before


def test_headings_are_added_described_moved_and_removed(desk: Desk) -> None:
    objective = desk.plans.add_objective(desk.plan_id, GIVEN)
    activity = desk.plans.add_activity(objective, "1", "Groups for parents")
    desk.plans.add_action(activity)
    assert desk.refs()[-1] == "O4-01"
    desk.plans.edit_objective(objective, replace(GIVEN, text="Other\ntext"))
    desk.plans.edit_activity(activity, "2", "Groups")
    assert desk.plans.move_objective(objective, -1)
    sheet = desk.plans.sheet(desk.plan_id)
    assert sheet.objectives[2] == replace(GIVEN, id=objective, text="Other\ntext")
    assert (sheet.activities[2].number, sheet.activities[2].heading) == ("2", "Groups")
    desk.plans.remove_activity(activity)
    desk.plans.remove_objective(objective)
    assert len(desk.plans.sheet(desk.plan_id).objectives) == 3


def test_an_activity_moves_inside_its_objective_only(desk: Desk) -> None:
    first = desk.plans.sheet(desk.plan_id).activities[0]
    second = desk.plans.add_activity(first.objective_id, "2", "Second")
    assert desk.plans.move_activity(second, -1)
    assert not desk.plans.move_activity(second, -1)
    assert [a.id for a in desk.plans.sheet(desk.plan_id).activities[:2]] == [second, first.id]


def test_a_plan_is_made_of_its_headings(empty_desk: Desk) -> None:
    plans = empty_desk.plans
    plan = plans.create_plan("Prevent plan", "2026/27", RAG_LEGEND, ["Ideology", "People"])
    sheet = plans.sheet(plan)
    assert [o.heading for o in sheet.objectives] == [
        "Objective One: Ideology",
        "Objective Two: People",
    ]
    assert len(sheet.activities) == 2
    assert sheet.head.legend == RAG_LEGEND
    plans.add_action(sheet.activities[1].id)
    assert [row.ref for row in plans.sheet(plan).rows] == ["O2-01"]
    assert plans.contents(plan).actions[0].criteria == ()


def test_a_plan_needs_a_title_and_a_key(empty_desk: Desk) -> None:
    with pytest.raises(Refused, match="needs a title"):
        empty_desk.plans.create_plan(" ", "2026/27")
    with pytest.raises(Refused, match="at least one stage"):
        empty_desk.plans.create_plan("Plan", "2026/27", ())
    twice: Legend = (SOURCE_LEGEND[0], replace(SOURCE_LEGEND[1], word="behind"))
    with pytest.raises(Refused, match="same word"):
        empty_desk.plans.create_plan("Plan", "2026/27", twice)
    assert empty_desk.plans.plans() == []


def test_plans_stand_newest_years_first(desk: Desk) -> None:
    newer = desk.plans.create_plan("Prevent plan", "2026/27")
    assert [head.id for head in desk.plans.plans()] == [newer, desk.plan_id]


def test_a_removed_plan_comes_back_whole(desk: Desk) -> None:
    before = desk.everything()
    desk.plans.remove_plan(desk.plan_id)
    assert desk.plans.plans() == []
    assert desk.store.undo_label() == "removal of Prevent Delivery Plan 2015/2016"
    desk.store.undo()
    assert desk.everything() == before


def test_the_head_is_described(desk: Desk) -> None:
    head = desk.plans.head(desk.plan_id)
    given = replace(head, version="V1.7/7/15", preamble=("One.", " ", "Two."))
    desk.plans.edit_head(given)
    found = desk.plans.head(desk.plan_id)
    assert (found.version, found.preamble) == ("V1.7/7/15", ("One.", "Two."))
    desk.store.undo()
    assert desk.plans.head(desk.plan_id) == head


def test_a_stage_in_use_cannot_vanish_unless_its_actions_are_given_another(desk: Desk) -> None:
    desk.plans.set_progress([desk.id("O1-01")], "behind", "No answer.")
    desk.plans.set_progress([desk.id("O1-02")], "ongoing")
    head = desk.plans.head(desk.plan_id)
    rag = replace(head, legend=RAG_LEGEND)
    with pytest.raises(Refused, match="O1-02 still stands at “Ongoing”"):
        desk.plans.edit_head(rag)
    with pytest.raises(Refused, match="“nowhere” is not in the new key"):
        desk.plans.edit_head(rag, {"ongoing": "nowhere"})
    assert desk.plans.head(desk.plan_id) == head
    desk.plans.edit_head(rag, {"ongoing": "on_target"})
    assert (desk.row("O1-01").progress, desk.row("O1-02").progress) == ("behind", "on_target")
    assert desk.row("O1-01").reason == "No answer."
    newest = desk.detail("O1-02").history[0]
    assert (newest.before, newest.after) == ("ongoing", "on_target")
    assert "key of progress" in newest.reason


def test_a_leads_part_of_a_plan_holds_its_rows_those_of_all_and_their_headings(desk: Desk) -> None:
    desk.plans.set_field([desk.id("O3-04")], Field.LEADS, "IT")
    part = desk.plans.contents(desk.plan_id, "it")
    assert [action.row.ref for action in part.actions] == [f"O1-0{n}" for n in range(1, 7)] + [
        "O3-04"
    ]
    assert [objective.number for objective in part.objectives] == ["1", "3"]
    assert "IT" in desk.plans.agencies(desk.plan_id)
    assert desk.plans.agencies() == desk.plans.agencies(desk.plan_id)
