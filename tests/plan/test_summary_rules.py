"""What a plan amounts to: counts, what is behind, what changed, what falls due."""

from __future__ import annotations

from datetime import date

from prevent_desk.plan.model.changes_since import changes_since
from prevent_desk.plan.model.figures import (
    count_by_objective,
    count_stages,
    in_trouble,
    latest_update,
    open_and_due,
    without_due_day,
)
from prevent_desk.plan.model.legend import RAG_LEGEND
from prevent_desk.plan.model.records import Update
from tests.plan.summary_sample import TODAY, action, plan, source_plan, step


def test_every_stage_of_the_key_is_counted_even_where_nobody_stands_there() -> None:
    contents = plan(action(1, progress="behind"), action(2, progress="behind"), action(3))
    counts = count_stages(contents.head, contents.actions)
    assert [(count.word, count.count) for count in counts] == [
        ("Behind", 2),
        ("Ongoing", 0),
        ("On target", 0),
        ("Not set", 1),
    ]


def test_a_stage_of_another_plans_key_counts_as_not_set() -> None:
    contents = plan(action(1, progress="at_risk"))
    assert [count.count for count in count_stages(contents.head, contents.actions)] == [0, 0, 0, 1]


def test_the_counts_of_the_objectives_add_up_to_the_plan() -> None:
    contents = source_plan()
    parts = count_by_objective(contents)
    assert [part.total for part in parts] == [6, 4, 4]
    whole = count_stages(contents.head, contents.actions)
    for column, count in enumerate(whole):
        assert sum(part.counts[column].count for part in parts) == count.count


def test_an_objective_without_actions_is_counted_as_none() -> None:
    contents = plan(action(1, activity=2))
    assert [part.total for part in count_by_objective(contents)] == [0, 1]


def test_what_is_behind_stands_before_what_is_at_risk() -> None:
    contents = plan(
        action(1, progress="at_risk"), action(2, progress="behind"), action(3), legend=RAG_LEGEND
    )
    assert [trouble.action.row.id for trouble in in_trouble(contents)] == [2, 1]


def test_an_action_is_behind_since_the_step_that_made_it_so() -> None:
    newest = step(2, date(2015, 11, 3), "ongoing", "behind")
    contents = plan(
        action(1, progress="behind", history=(newest, step(1, date(2015, 5, 1), None, "ongoing"))),
        action(2, progress="behind"),
    )
    assert [trouble.since for trouble in in_trouble(contents)] == [date(2015, 11, 3), None]


def test_the_latest_update_is_the_newest_dated_one() -> None:
    newer, older = Update(1, "newer", date(2015, 11, 3)), Update(2, "older", date(2015, 1, 1))
    assert latest_update(action(1, updates=(newer, older, Update(3, "undated")))) == newer
    assert latest_update(action(1, updates=(Update(3, "a"), Update(4, "b")))) == Update(4, "b")
    assert latest_update(action(1)) is None


def test_due_actions_stand_soonest_first_and_completed_ones_not_at_all() -> None:
    contents = plan(
        action(1, due=date(2015, 12, 1)),
        action(2, due=date(2015, 11, 24)),
        action(3, due=date(2015, 11, 25), progress="completed"),
        action(4),
        action(5, progress="completed"),
        legend=RAG_LEGEND,
    )
    found = open_and_due(contents, TODAY)
    assert [(due.action.row.id, due.days) for due in found] == [(2, -1), (1, 6)]
    assert without_due_day(contents) == 1


def test_a_change_on_the_day_itself_is_a_change_since_it() -> None:
    since = date(2015, 9, 1)
    contents = plan(
        action(1, progress="behind", history=(step(1, since, "ongoing", "behind"),)),
        action(2, progress="behind", history=(step(2, date(2015, 8, 31), None, "behind"),)),
    )
    assert [moved.action.row.id for moved in changes_since(contents, since).moved] == [1]


def test_several_steps_are_one_move_from_first_to_last() -> None:
    history = (
        step(3, date(2015, 11, 3), "behind", "on_target", "caught up"),
        step(2, date(2015, 10, 1), "ongoing", "behind"),
        step(1, date(2015, 5, 1), None, "ongoing"),
    )
    contents = plan(action(1, progress="on_target", history=history))
    [moved] = changes_since(contents, date(2015, 9, 1)).moved
    assert (moved.before, moved.after) == ("ongoing", "on_target")
    assert moved.last.reason == "caught up"
    assert len(moved.steps) == 2
    assert not moved.is_back


def test_an_action_moved_there_and_back_is_still_a_change() -> None:
    history = (
        step(2, date(2015, 11, 3), "behind", "ongoing"),
        step(1, date(2015, 10, 1), "ongoing", "behind"),
    )
    [moved] = changes_since(plan(action(1, history=history)), date(2015, 9, 1)).moved
    assert moved.is_back


def test_updates_without_a_date_are_not_known_to_be_new() -> None:
    updates = (Update(1, "old", date(2015, 1, 1)), Update(2, "new", date(2015, 10, 1)))
    contents = plan(action(1, updates=(*updates, Update(3, "undated"))), action(2))
    [reported] = changes_since(contents, date(2015, 9, 1)).reported
    assert [update.text for update in reported.updates] == ["new"]


def test_nothing_changed_is_false() -> None:
    assert not changes_since(plan(action(1)), date(2015, 9, 1))
