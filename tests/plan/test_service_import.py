"""Plans taken in from files: previewed, matched, never emptied, and one act to undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.plan.model.draft import DraftAction, DraftActivity, DraftObjective, PlanDraft
from prevent_desk.plan.model.legend import RAG_LEGEND
from prevent_desk.plan.model.records import Field, Measure
from prevent_desk.plan.source import source_plan
from tests.plan.desks import Desk, as_draft


def test_a_new_plan_is_previewed_as_it_is_then_made(empty_desk: Desk) -> None:
    preview = empty_desk.plans.preview_import(source_plan(), None)
    assert (preview.objectives, preview.activities, preview.actions, preview.criteria) == (
        3,
        1,
        14,
        102,
    )
    assert not preview.changes_nothing
    assert len(preview.new_actions) == 14
    assert empty_desk.plans.plans() == []
    empty_desk.plan_id = empty_desk.plans.import_plan(source_plan(), None)
    assert len(empty_desk.refs()) == 14
    assert empty_desk.store.undo_label() == "import of Prevent Delivery Plan 2015/2016"
    empty_desk.store.undo()
    assert empty_desk.plans.plans() == []


def test_a_plan_taken_in_again_changes_nothing(desk: Desk) -> None:
    work_in(desk)
    before = desk.everything()
    undo = desk.store.undo_label()
    draft = as_draft(before[0])
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert preview.changes_nothing
    assert (preview.same, preview.missing, preview.unplaced, preview.notes) == (14, (), (), ())
    assert desk.plans.import_plan(draft, desk.plan_id) == desk.plan_id
    assert desk.everything() == before
    assert desk.store.undo_label() == undo


def test_the_plan_as_first_printed_takes_nothing_away_from_later_work(desk: Desk) -> None:
    work_in(desk)
    before = desk.everything()
    preview = desk.plans.preview_import(source_plan(), desk.plan_id)
    assert [(change.ref, change.field) for change in preview.changes] == []
    desk.plans.import_plan(source_plan(), desk.plan_id)
    assert desk.everything() == before


def test_changed_cells_are_told_and_taken_in(desk: Desk) -> None:
    draft = source_plan()
    third = draft.actions()[2]
    third.leads, third.progress, third.timescale = ["COLP"], "Red", "2016/17"
    third.comments += "\n20 Nov 2015 – COLP: Two firms visited."
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert [
        (c.ref, c.field, c.before, c.after)
        for c in preview.changes
        if c.field is not Field.COMMENTS
    ] == [
        ("O1-03", Field.LEADS, "ALL", "COLP"),
        ("O1-03", Field.TIMESCALE, "2015-2016", "2016/17"),
        ("O1-03", Field.PROGRESS, "Not set", "Behind"),
    ]
    assert preview.changes[-1].after.endswith("20 Nov 2015 – COLP: Two firms visited.")
    assert preview.same == 13
    before = desk.everything()
    desk.plans.import_plan(draft, desk.plan_id)
    found = desk.detail("O1-03")
    assert (found.row.leads, found.row.progress, found.row.reason) == (("COLP",), "behind", "")
    assert found.history[0].reason == "Imported from “Appendix 3 V1.6/5/15”"
    assert (found.updates[-1].on, found.updates[-1].by) == (date(2015, 11, 20), "COLP")
    assert desk.plans.preview_import(draft, desk.plan_id).changes_nothing
    desk.store.undo()
    assert desk.everything() == before


def test_what_a_file_leaves_empty_is_kept_and_said(desk: Desk) -> None:
    draft = source_plan()
    for action in draft.actions()[:2]:
        action.leads, action.criteria, action.title = [], [], ""
    for action in draft.actions():
        action.resources = []  # a file without that column says nothing of it
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert preview.changes_nothing
    assert preview.notes == (
        "Empty in the file, kept in the plan: lead of O1-01, success criteria of O1-01, "
        "lead of O1-02, success criteria of O1-02.",
    )


def test_a_lead_read_from_a_merged_cell_does_not_overwrite_one_that_was_set(desk: Desk) -> None:
    desk.plans.set_field([desk.id("O1-02")], Field.LEADS, "Faith Forum")
    draft = source_plan()
    draft.actions()[1].leads_inferred = True
    assert desk.plans.preview_import(draft, desk.plan_id).changes_nothing


def test_missing_rows_are_told_and_stay(desk: Desk) -> None:
    draft = source_plan()
    del draft.objectives[0].activities[0].actions[2]
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert [row.ref for row in preview.missing] == ["O1-03"]
    assert preview.changes_nothing
    assert "O1-03" in desk.refs()


def test_new_rows_go_under_their_heading_with_a_free_reference(desk: Desk) -> None:
    draft = source_plan()
    rows = draft.objectives[1].activities[0].actions
    rows.insert(0, DraftAction("row 20", text="Visit every library. Leave leaflets."))
    rows.append(DraftAction("row 25", ref="O1-01", text="Write to all schools"))
    desk.plans.import_plan(draft, desk.plan_id)
    assert desk.refs()[6:12] == ["O2-01", "O2-02", "O2-03", "O2-04", "O2-05", "O2-06"]
    assert desk.row("O2-05").title == "Visit every library"
    assert desk.row("O2-06").title == "Write to all schools"
    assert desk.plans.preview_import(draft, desk.plan_id).changes_nothing


def test_a_made_reference_is_none_that_a_later_row_brings(empty_desk: Desk) -> None:
    rows = [DraftAction("1", text="One"), DraftAction("2", ref="O1-01", text="Two")]
    draft = PlanDraft(objectives=[DraftObjective("1", activities=[DraftActivity(actions=rows)])])
    empty_desk.plan_id = empty_desk.plans.import_plan(draft, None)
    assert empty_desk.refs() == ["O1-02", "O1-01"]


def test_rows_that_stand_twice_are_told_and_taken_once(desk: Desk) -> None:
    draft = source_plan()
    rows = draft.objectives[0].activities[0].actions
    rows.append(replace(rows[0], place="row 30"))
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert [(left.place, left.why) for left in preview.unplaced] == [
        ("row 30", "The same action stands in O1-01 already.")
    ]
    assert preview.changes_nothing


def test_what_does_not_fit_is_told_and_left_out(desk: Desk) -> None:
    draft = source_plan()
    draft.actions()[0].progress = "amber"
    draft.actions()[1].timescale = "x" * 500
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert [(left.place, left.text[:5]) for left in preview.unplaced] == [
        ("O1-01", "amber"),
        ("O1-02", "xxxxx"),
    ]
    assert preview.unplaced[0].why == "“amber” is not in this plan's key. Left out."
    assert preview.changes_nothing


def test_the_words_of_headings_and_of_the_plan_itself_are_told_and_taken_in(desk: Desk) -> None:
    draft = source_plan()
    draft.version = "V1.7/7/15"
    draft.preamble.append("One more statement.")
    draft.objectives[0].text = "Other words for the first objective"
    draft.objectives[1].heading = "Objective Two: PEOPLE"
    draft.objectives[1].title = "PEOPLE"
    draft.objectives[2].activities[0].heading = "Visits"
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert [change.name for change in preview.head_changes] == ["version", "preamble"]
    assert [(c.kind, c.name, c.after) for c in preview.heading_changes] == [
        ("objective", "text", "Other words for the first objective"),
        ("objective", "heading", "Objective Two: PEOPLE"),
        ("objective", "title", "PEOPLE"),
        ("activity", "heading", "Visits"),
    ]
    before = desk.everything()
    desk.plans.import_plan(draft, desk.plan_id)
    sheet = desk.plans.sheet(desk.plan_id)
    assert sheet.head.version == "V1.7/7/15"
    assert sheet.head.preamble[-1] == "One more statement."
    assert sheet.objectives[1].title == "PEOPLE"
    assert sheet.activities[2].heading == "Visits"
    assert desk.plans.preview_import(draft, desk.plan_id).changes_nothing
    desk.store.undo()
    assert desk.everything() == before


def test_a_new_objective_is_made_with_its_rows(desk: Desk) -> None:
    draft = source_plan()
    rows = [DraftAction("row 40", text="Meet parents")]
    draft.objectives.append(
        DraftObjective(
            "4", "FAMILIES", "Objective Four: FAMILIES", activities=[DraftActivity(actions=rows)]
        )
    )
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert preview.new_objectives == ("Objective Four: FAMILIES",)
    desk.plans.import_plan(draft, desk.plan_id)
    assert desk.refs()[-1] == "O4-01"


def test_another_key_of_progress_is_told_and_the_plans_own_is_used(desk: Desk) -> None:
    draft = source_plan()
    draft.legend = RAG_LEGEND
    draft.actions()[0].progress = "On target"
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert preview.notes == (
        "The file has another key of progress; its words are read by the plan's own.",
    )
    assert preview.changes[0].after == "On target"


def test_rows_under_another_objective_are_told_and_stay(desk: Desk) -> None:
    draft = source_plan()
    rows = [objective.activities[0].actions for objective in draft.objectives]
    rows[1].append(rows[0].pop())
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert preview.notes == (
        "1 row stands under another objective in the file; nothing is moved in the plan.",
    )
    assert preview.changes_nothing


def test_an_import_into_a_plan_that_is_gone_is_refused(desk: Desk) -> None:
    desk.plans.remove_plan(desk.plan_id)
    with pytest.raises(Refused, match="no longer there"):
        desk.plans.import_plan(source_plan(), desk.plan_id)


def test_progress_is_reported_to_the_end(empty_desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    draft = many(120)
    empty_desk.plans.import_plan(draft, None, lambda done, of, what: told.append((done, of)))
    assert told == [(done, 240) for done in (50, 100, 120, 170, 220, 240)]


def test_a_cancelled_import_leaves_nothing_behind(desk: Desk) -> None:
    before = desk.everything()
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 60

    for into in (None, desk.plan_id):
        asked = 0
        with pytest.raises(Stopped):
            desk.plans.import_plan(many(120), into, stopped=stopped)
    assert desk.everything() == before
    assert desk.store.undo_label() is None


EDITS: list[Callable[[Desk, str], None]] = [
    lambda desk, text: desk.plans.set_field([desk.id("O1-03")], Field.TEXT, text),
    lambda desk, text: desk.plans.set_field([desk.id("O1-03")], Field.LEADS, text),
    lambda desk, text: desk.plans.set_field([desk.id("O1-03")], Field.CRITERIA, text),
    lambda desk, text: desk.plans.set_field([desk.id("O1-03")], Field.COMMENTS, text),
    lambda desk, text: desk.plans.set_field([desk.id("O1-03")], Field.RESOURCES, text),
    lambda desk, text: desk.plans.set_field([desk.id("O1-03")], Field.TITLE, text),
    lambda desk, text: desk.plans.set_field([desk.id("O1-03")], Field.TIMESCALE, text),
    lambda desk, text: desk.plans.edit_head(
        replace(desk.plans.head(desk.plan_id), preamble=(text,), version=text)
    ),
]

WORDS = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            ["", "•", "- a", "12 Aug 2015: b", "12 Aug 2015 – C:  d", ", ", "É;e", "=1"]
        ),
        max_size=4,
    ).map("\n".join),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=40,
)
@given(st.lists(st.tuples(st.sampled_from(range(len(EDITS))), WORDS), max_size=4))
def test_whatever_is_typed_a_plan_taken_out_and_in_again_is_the_same(
    desk: Desk, typed: list[tuple[int, str]]
) -> None:
    for which, text in typed:
        EDITS[which](desk, text)
    before = desk.plans.contents(desk.plan_id)
    preview = desk.plans.preview_import(as_draft(before), desk.plan_id)
    assert preview.changes_nothing
    assert preview.same == 14
    assert preview.unplaced == ()


CELLS = st.lists(
    st.tuples(st.integers(0, 13), st.sampled_from(["text", "comments", "timescale", "ref"]), WORDS),
    max_size=6,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=40,
)
@given(CELLS, st.sets(st.integers(0, 13)), st.permutations(range(6)))
def test_whatever_a_file_says_taking_it_in_twice_is_taking_it_in_once(
    desk: Desk, changed: list[tuple[int, str, str]], dropped: set[int], order: list[int]
) -> None:
    draft = source_plan()
    rows = draft.actions()
    for at, name, text in changed:
        setattr(rows[at], name, text)
    first = draft.objectives[0].activities[0]
    first.actions = [first.actions[at] for at in order if at not in dropped]
    desk.plans.import_plan(draft, desk.plan_id)
    once = desk.everything()
    assert desk.plans.preview_import(draft, desk.plan_id).changes_nothing
    desk.plans.import_plan(draft, desk.plan_id)
    assert desk.everything() == once
    while desk.store.undo_label():
        desk.store.undo()
    assert desk.plans.counts(desk.plan_id).total == 14


def work_in(desk: Desk) -> None:
    """Do a bit of everything to the plan."""
    plans = desk.plans
    plans.set_progress([desk.id("O1-03"), desk.id("O2-01")], "behind", "No answer yet.")
    plans.add_update(
        desk.id("O1-03"), "Chased twice.\nNext: ask the chair.", "COLP", date(2015, 11, 3)
    )
    plans.add_update(desk.id("O2-01"), "Room found.", "", date(2015, 11, 20))
    plans.set_measure(desk.detail("O2-01").criteria[0].id, Measure("workshops", "xxx", "0"))
    plans.set_field([desk.id("O2-01")], Field.DUE, "31/3/2016")


def many(count: int) -> PlanDraft:
    """Return a plan of so many different actions."""
    rows = [
        DraftAction(f"row {at}", text=f"Action number {at} of many", criteria=["One", "Two"])
        for at in range(count)
    ]
    return PlanDraft(
        "Many", objectives=[DraftObjective("1", activities=[DraftActivity(actions=rows)])]
    )
