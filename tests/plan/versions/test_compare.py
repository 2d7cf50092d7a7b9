"""How two copies of a plan differ: every change a person can read is told, and nothing else."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.legend import RAG_LEGEND, SOURCE_LEGEND
from prevent_desk.plan.model.records import Field, Measure, Objective, PlanContents, PlanHead
from prevent_desk.plan.model.versions.compare import What, compare
from prevent_desk.plan.model.versions.places import out_of_order, woven
from prevent_desk.plan.model.versions.records import Forward
from prevent_desk.plan.model.versions.since import since
from prevent_desk.plan.service.versions import Versions
from tests.plan.desks import Desk
from tests.plan.summary_sample import action, plan
from tests.plan.test_service_undo import ACTS
from tests.plan.versions.telling import as_read, counts, of_kind, told


@pytest.fixture
def before(desk: Desk) -> PlanContents:
    return desk.plans.contents(desk.plan_id)


def now(desk: Desk) -> PlanContents:
    return desk.plans.contents(desk.plan_id)


def test_a_plan_beside_itself_has_not_changed(before: PlanContents) -> None:
    comparison = compare(before, before)
    assert not comparison.changes
    assert counts(comparison) == {}


def test_a_row_put_in_and_one_taken_out_are_told_where_they_stand(
    desk: Desk, before: PlanContents
) -> None:
    after = desk.id("O1-02")
    made = desk.plans.add_action(desk.row("O1-02").activity_id, after)
    desk.plans.set_field([made], Field.TITLE, "Parents")
    desk.plans.remove_actions([desk.id("O1-04")])
    comparison = compare(before, now(desk))
    assert counts(comparison) == {"added": 1, "removed": 1}
    assert of_kind(comparison, What.ADDED) == ["O1-07 Parents"]
    assert of_kind(comparison, What.REMOVED) == ["O1-04 Educational establishments"]
    gone = comparison.changes[1]
    assert "Lead: ALL" in gone.before
    assert "Success criteria: " in gone.before
    assert gone.after == ""


def test_one_row_moved_is_one_move_and_no_other_row_has_moved(
    desk: Desk, before: PlanContents
) -> None:
    one = desk.id("O1-06")
    for _ in range(4):
        desk.plans.move_actions([one], -1)
    comparison = compare(before, now(desk))
    assert counts(comparison) == {"moved": 1}
    change = comparison.changes[0]
    assert change.name.startswith("O1-06")
    assert change.before.endswith("› after O1-05")
    assert change.after.endswith("› after O1-01")


def test_a_row_under_another_heading_has_moved_and_is_neither_new_nor_gone(
    desk: Desk, before: PlanContents
) -> None:
    desk.plans.move_actions([desk.id("O2-01")], -1)
    comparison = compare(before, now(desk))
    assert counts(comparison) == {"moved": 1}
    assert "Objective Two" in comparison.changes[0].before
    assert "Objective One" in comparison.changes[0].after


def test_progress_is_told_in_words_with_its_reason_once(desk: Desk, before: PlanContents) -> None:
    desk.plans.set_progress([desk.id("O1-03")], "behind", "No answer.")
    comparison = compare(before, now(desk))
    assert told(comparison) == ["progress O1-03 Progress: [-Not set-]{+Behind+}"]
    change = comparison.changes[0]
    assert change.now is not None
    assert change.now.row.reason == "No answer."
    assert change.stages == (None, SOURCE_LEGEND[0])


def test_a_reason_alone_is_words(desk: Desk, before: PlanContents) -> None:
    desk.plans.set_progress([desk.id("O1-03")], "behind", "No answer.")
    middle = now(desk)
    desk.plans.set_progress([desk.id("O1-03")], "behind", "No answer yet.")
    assert told(compare(middle, now(desk))) == ["words O1-03 Reason: No answer{+ yet+}."]


def test_lists_are_told_line_by_line(desk: Desk, before: PlanContents) -> None:
    row = desk.row("O1-03")
    lines = list(row.criteria)
    lines[0] = lines[0].replace("risk", "most risk")
    desk.plans.set_field([row.id], Field.CRITERIA, "\n".join([*lines[:-1], "A new one"]))
    desk.plans.add_update(row.id, "Twelve leads recorded.", "City Police", date(2015, 9, 20))
    comparison = compare(before, now(desk))
    criteria, comments = comparison.changes
    assert criteria.part == "Success criteria"
    assert [(line.before, line.after) for line in criteria.lines] == [
        (row.criteria[0], lines[0]),
        *((line, line) for line in lines[1:-1]),
        (row.criteria[-1], None),
        (None, "A new one"),
    ]
    assert comments.part == "Comments / progress"
    assert told(comparison)[1].endswith("{+20 Sep 2015 – City Police: Twelve leads recorded.+}")


def test_lines_in_another_order_are_no_new_lines(desk: Desk, before: PlanContents) -> None:
    row = desk.row("O1-03")
    lines = [row.criteria[-1], *row.criteria[:-1]]
    desk.plans.set_field([row.id], Field.CRITERIA, "\n".join(lines))
    (change,) = compare(before, now(desk)).changes
    assert all(line.before == line.after for line in change.lines)
    assert [line.is_moved for line in change.lines] == [True, *[False] * (len(lines) - 1)]


def test_a_measure_is_part_of_its_criterion(desk: Desk, before: PlanContents) -> None:
    desk.plans.set_measure(desk.detail("O2-01").criteria[0].id, Measure("workshops", "8", "3"))
    (line,) = told(compare(before, now(desk)))
    assert "{+ (3 of 8 workshops)+}" in line


def test_headings_and_what_stands_above_the_table_are_told_too(
    desk: Desk, before: PlanContents
) -> None:
    head = before.head
    desk.plans.edit_head(
        replace(head, title="Plan of the City", legend=RAG_LEGEND, version="V9"),
        {"ongoing": "on_target"},
    )
    desk.plans.move_objective(before.objectives[1].id, -1)
    desk.plans.edit_activity(before.activities[0].id, "1", "Engagement")
    desk.plans.add_objective(desk.plan_id, Objective(0, "4", "F", "Objective Four: F", "Aim", ""))
    said = [(c.of, c.what, c.part) for c in compare(before, now(desk)).changes]
    assert said == [
        ("plan", "words", "Title"),
        ("plan", "words", "Key to progress"),
        ("objective", "moved", "Place"),
        ("activity", "words", "Heading"),
        ("objective", "added", ""),
    ]


def test_the_stamp_is_the_name_of_a_copy_and_no_change(before: PlanContents) -> None:
    other = replace(before, head=replace(before.head, version="V2"))
    assert not compare(before, other).changes


def test_a_code_with_another_word_is_a_change_of_the_key_not_of_progress(
    desk: Desk, before: PlanContents
) -> None:
    desk.plans.set_progress([desk.id("O1-03")], "behind")
    middle = now(desk)
    said = replace(SOURCE_LEGEND[0], word="Late")
    other = replace(middle, head=replace(middle.head, legend=(said, *SOURCE_LEGEND[1:])))
    assert [change.part for change in compare(middle, other).changes] == ["Key to progress"]


def test_two_years_are_compared_action_by_action(desk: Desk, versions: Versions) -> None:
    made = versions.copy_forward(desk.plan_id, Forward("Plan 2016/17", "2016/2017"))
    desk.plans.set_field([desk.plans.contents(made).actions[2].row.id], Field.TEXT, "All new.")
    desk.plans.remove_actions([desk.plans.contents(made).actions[0].row.id])
    comparison = compare(desk.plans.contents(desk.plan_id), desk.plans.contents(made))
    assert of_kind(comparison, What.ADDED) == []
    assert of_kind(comparison, What.REMOVED) == ["O1-01 Community Groups"]
    assert of_kind(comparison, What.MOVED) == []
    parts = [(c.name[:5], c.part) for c in comparison.changes if c.what is What.WORDS]
    assert ("O1-03", "Action") in parts
    assert ("O1-02", "Time") in parts


def test_changes_of_one_lead_hold_what_it_lost_and_what_it_got(
    desk: Desk, versions: Versions, before: PlanContents
) -> None:
    made = versions.freeze(desk.plan_id, "V2", date(2015, 11, 25))
    desk.plans.set_field([desk.id("O1-01")], Field.LEADS, "Housing")
    desk.plans.set_field([desk.id("O2-04")], Field.TEXT, "Other words")
    version = versions.versions(desk.plan_id)[0]
    told_to = since(version, versions.contents(made), now(desk), "Housing")
    assert [change.name[:5] for change in told_to.changes] == ["O1-01"]
    assert len(since(version, versions.contents(made), now(desk)).changes) == 2


def test_whatever_was_done_is_told_and_what_was_not_is_not(desk: Desk, campaign: int) -> None:
    """No change that a person can read is passed over; a difference in nothing is none."""
    chance = random.Random(5)
    acts = [name for name in ACTS if name not in {"new plan", "no plan", "import"}]
    first = previous = now(desk)
    for _ in range(40 * campaign):
        name = chance.choice(acts)
        try:
            ACTS[name](desk, now(desk), lambda some: chance.choice(list(some)), "Words of it")
        except (Refused, IndexError):
            continue
        after = now(desk)
        step = compare(previous, after)
        assert (as_read(previous) == as_read(after)) == (not step.changes), name
        previous = after
        comparison, back = compare(first, after), compare(after, first)
        same = as_read(first) == as_read(after)
        assert same == (not comparison.changes), name
        there, again = counts(comparison), counts(back)
        assert there.get("added", 0) == again.get("removed", 0), name
        assert there.get("removed", 0) == again.get("added", 0), name
        assert there.get("moved", 0) == again.get("moved", 0), name
        for change in comparison.changes:
            change.runs()
        if chance.random() < 0.2:
            first = after


def test_the_fewest_moves_turn_one_order_into_the_other() -> None:
    assert out_of_order("abcdef", "abcdef") == set()
    assert out_of_order("abcdef", "fabcde") == {"f"}
    assert out_of_order("abcdef", "acdefb") == {"b"}
    assert out_of_order("abc", "xaybzc") == set()
    assert len(out_of_order("abcdef", "fedcba")) == 5
    assert out_of_order("", "") == set()


def test_what_is_gone_stands_behind_what_it_stood_behind() -> None:
    assert woven("abc", "ac") == list("abc")
    assert woven("xab", "abn") == list("xabn")
    assert woven("abcd", "dca") == ["d", "c", "a", "b"]
    assert woven("", "n") == ["n"]
    assert woven("ab", "") == list("ab")


def test_plans_that_have_nothing_in_common_are_wholly_other() -> None:
    one = plan(action(1, ref="A"))
    other = replace(
        plan(action(2, ref="B")),
        head=PlanHead(2, "Other", "2016", "", "", (), (), SOURCE_LEGEND),
    )
    found = counts(compare(one, other))
    assert found["added"] == 1
    assert found["removed"] == 1


@pytest.mark.parametrize(
    ("field", "value", "part"),
    [
        (Field.REF, "X1", "Ref"),
        (Field.TITLE, "Other title", "Action"),
        (Field.TEXT, "Other text.", "Action"),
        (Field.LEADS, "Housing", "Lead"),
        (Field.CRITERIA, "One", "Success criteria"),
        (Field.TIMESCALE, "Soon", "Time"),
        (Field.START, "1/4/2015", "Start"),
        (Field.DUE, "31/3/2016", "Due"),
        (Field.RESOURCES, "A hall", "Resources"),
        (Field.PROGRESS, "Behind", "Progress"),
        (Field.REASON, "No answer.", "Reason"),
        (Field.COMMENTS, "Chased.", "Comments / progress"),
    ],
)
def test_every_cell_of_a_row_is_told(
    desk: Desk, before: PlanContents, field: Field, value: str, part: str
) -> None:
    desk.plans.set_field([desk.id("O2-04")], field, value)
    assert [change.part for change in compare(before, now(desk)).changes] == [part]
