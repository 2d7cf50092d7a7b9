"""The plan of 2015/16 in the desk: every word of it, and the practice desk made of it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from prevent_desk import paths
from prevent_desk.core.clock import SetClock
from prevent_desk.plan.practice import fill_practice
from prevent_desk.plan.source import source_plan
from prevent_desk.store import search
from tests.plan.desks import Desk

KEPT = json.loads((paths.resources() / "plans" / "delivery_plan_2015.json").read_text("utf-8"))


def test_the_desk_keeps_3_objectives_14_actions_and_102_criteria_word_for_word(desk: Desk) -> None:
    contents = desk.plans.contents(desk.plan_id)
    assert [(o.heading, o.title, o.text, o.introduction) for o in contents.objectives] == [
        (o["heading"], o["title"], o["text"], o["introduction"]) for o in KEPT["objectives"]
    ]
    printed = [a for o in KEPT["objectives"] for below in o["activities"] for a in below["actions"]]
    assert len(contents.objectives) == 3
    assert len(contents.actions) == len(printed) == 14
    assert sum(len(action.criteria) for action in contents.actions) == 102
    for action, source in zip(contents.actions, printed, strict=True):
        row = action.row
        assert (row.ref, row.title) == (source["id"], source["title"])
        assert row.text.split("\n") == source["action_points"]
        assert list(row.leads) == source["lead"]
        assert [criterion.text for criterion in action.criteria] == source["success_criteria"]
        assert list(row.criteria) == source["success_criteria"]
        assert row.timescale == source["timescale"]
        assert row.resources.split("\n") == (source["resources"] or [""])
        assert [update.text for update in action.updates] == source["comments_points"]
        assert row.comments.split("\n") == (source["comments_points"] or [""])
        assert row.progress is None


def test_the_cells_say_the_source_whole_where_it_was_cut_into_lines(desk: Desk) -> None:
    for action, source in zip(
        desk.plans.contents(desk.plan_id).actions,
        [a for o in KEPT["objectives"] for below in o["activities"] for a in below["actions"]],
        strict=True,
    ):
        assert " ".join(action.row.text.split()) == " ".join(source["action"].split())
        assert " ".join(action.row.comments.split()) == " ".join(source["comments"].split())


def test_the_head_keeps_preamble_stamp_and_key(desk: Desk) -> None:
    head = desk.plans.head(desk.plan_id)
    assert list(head.preamble) == KEPT["preamble"]
    assert list(head.strategic_objectives) == [o["text"] for o in KEPT["strategic_objectives"]]
    assert (head.version, head.label, head.years) == ("V1.6/5/15", "Appendix 3", "2015/2016")
    assert [stage.key for stage in head.legend] == [
        "Red – behind",
        "Blue – ongoing",
        "Green – on target",
    ]


def test_only_the_first_objective_has_an_activity_heading(desk: Desk) -> None:
    headings = [activity.heading for activity in desk.plans.sheet(desk.plan_id).activities]
    assert headings[0].startswith("Coordinated Community Engagement")
    assert headings[1:] == ["", ""]


@pytest.mark.parametrize(
    "today", [date(2026, 11, 22), date(2026, 3, 30), date(2026, 4, 2), date(2028, 2, 29)]
)
def test_the_practice_desk_adds_to_the_sources_words_and_takes_none_away(
    empty_desk: Desk, today: date
) -> None:
    moment = datetime(today.year, today.month, today.day, 9, 0, tzinfo=UTC)
    empty_desk.plan_id = fill_practice(empty_desk.store, SetClock(moment))
    contents = empty_desk.plans.contents(empty_desk.plan_id)
    assert sum(len(action.criteria) for action in contents.actions) == 102
    for action, draft in zip(contents.actions, source_plan().actions(), strict=True):
        assert list(action.row.criteria) == draft.criteria
        assert action.row.text == draft.text
        assert action.row.timescale == draft.timescale
        assert action.row.comments.startswith(draft.comments)
        days = [update.on for update in action.updates if update.on]
        assert all(day <= today for day in days)
        assert all(step.at <= moment for step in action.history)
        if action.row.start and action.row.due:
            assert action.row.start <= action.row.due


def test_the_practice_desk_stands_as_it_was_drawn(empty_desk: Desk) -> None:
    empty_desk.plan_id = fill_practice(empty_desk.store, empty_desk.clock)
    counts = empty_desk.plans.counts(empty_desk.plan_id)
    assert [(stage.word, number) for stage, number in counts.by_stage] == [
        ("Behind", 3),
        ("Ongoing", 3),
        ("On target", 1),
    ]
    assert (counts.total, counts.not_set) == (14, 7)
    behind = empty_desk.row("O2-01")
    assert (behind.progress, behind.was) == ("behind", "ongoing")
    assert behind.reason
    head = empty_desk.plans.head(empty_desk.plan_id)
    expected = empty_desk.plans.expected(empty_desk.detail("O2-01"), head)
    assert expected.stage == head.stage("behind")
    assert "Target “xxx” is not a number" in expected.reason


def test_a_practice_desk_has_nothing_to_undo_and_can_be_searched(empty_desk: Desk) -> None:
    fill_practice(empty_desk.store, empty_desk.clock)
    assert empty_desk.store.undo_label() is None
    assert empty_desk.store.redo_label() is None
    with empty_desk.store.reading() as session:
        hits = search.find(session, "freshers", 20)
    assert [(hit.kind, hit.title) for hit in hits] == [
        ("action", "O1-04 Educational establishments")
    ]
