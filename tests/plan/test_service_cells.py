"""Cells written through the service: what is kept, what is refused, what Undo is called."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.records import Field, Measure
from tests.plan.desks import Desk


@pytest.mark.parametrize(
    ("field", "typed", "attribute", "kept"),
    [
        (Field.REF, " O1-99 ", "ref", "O1-99"),
        (Field.TITLE, "Two\nlines", "title", "Two lines"),
        (Field.TEXT, "One\r\ntwo\n", "text", "One\ntwo"),
        (Field.LEADS, "COLC, COLP", "leads", ("COLC", "COLP")),
        (Field.CRITERIA, "• One\n\nTwo", "criteria", ("One", "Two")),
        (Field.TIMESCALE, "2016/17", "timescale", "2016/17"),
        (Field.START, "1/4/2016", "start", date(2016, 4, 1)),
        (Field.DUE, "17 nov 2016", "due", date(2016, 11, 17)),
        (Field.RESOURCES, "Staff time\n• Hall", "resources", "Staff time\nHall"),
        (Field.PROGRESS, "red", "progress", "behind"),
        (Field.REASON, "Nobody answered", "reason", "Nobody answered"),
        (Field.COMMENTS, "Room booked", "comments", "25 Nov 2015: Room booked"),
    ],
)
def test_each_cell_is_kept_as_typed_and_undone_by_name(
    desk: Desk, field: Field, typed: str, attribute: str, kept: object
) -> None:
    before = desk.everything()
    action = desk.id("O1-03")
    desk.plans.set_field([action], field, typed)
    row = desk.plans.detail(action).row
    assert getattr(row, attribute) == kept
    label = desk.store.undo_label()
    assert label is not None
    assert label.endswith(" of O1-03")
    desk.store.undo()
    assert desk.everything() == before


def test_the_row_says_what_its_parts_say(desk: Desk) -> None:
    desk.plans.set_field([desk.id("O1-03")], Field.CRITERIA, "One\nTwo")
    found = desk.detail("O1-03")
    assert found.row.criteria == tuple(criterion.text for criterion in found.criteria)


def test_one_value_goes_into_many_rows_as_one_act(desk: Desk) -> None:
    rows = [row.id for row in desk.plans.sheet(desk.plan_id).rows]
    before = desk.everything()
    desk.plans.set_field(rows, Field.LEADS, "COLP")
    assert {row.leads for row in desk.plans.sheet(desk.plan_id).rows} == {("COLP",)}
    assert desk.store.undo_label() == "lead of 14 actions"
    desk.store.undo()
    assert desk.everything() == before


def test_one_value_that_does_not_fit_leaves_every_row_as_it_was(desk: Desk) -> None:
    before = desk.everything()
    cells = [(desk.id("O1-01"), Field.DUE, "1/12/2015"), (desk.id("O1-02"), Field.DUE, "soonish")]
    with pytest.raises(Refused, match="“soonish” is not one date"):
        desk.plans.set_cells(cells)
    assert desk.everything() == before
    assert desk.store.undo_label() is None


def test_a_cell_written_as_it_was_leaves_nothing_to_undo(desk: Desk) -> None:
    row = desk.row("O1-01")
    desk.plans.set_cells(
        [
            (row.id, Field.TEXT, row.text),
            (row.id, Field.CRITERIA, "\n".join(row.criteria)),
            (row.id, Field.COMMENTS, row.comments),
            (row.id, Field.LEADS, "ALL"),
            (row.id, Field.PROGRESS, ""),
        ]
    )
    assert desk.store.undo_label() is None


def test_a_word_of_another_key_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="“amber” is not in this plan's key"):
        desk.plans.set_field([desk.id("O1-01")], Field.PROGRESS, "amber")
    with pytest.raises(Refused, match="“at_risk” is not in this plan's key"):
        desk.plans.set_progress([desk.id("O1-01")], "at_risk")


def test_a_reference_is_one_actions_only(desk: Desk) -> None:
    with pytest.raises(Refused, match="o1-02 is already another action"):
        desk.plans.set_field([desk.id("O1-01")], Field.REF, "o1-02")
    with pytest.raises(Refused, match="is already another action"):
        desk.plans.set_field([desk.id("O1-01"), desk.id("O1-02")], Field.REF, "X")
    desk.plans.set_field([desk.id("O1-01")], Field.REF, "o1-01")


def test_two_references_may_be_exchanged_in_one_act(desk: Desk) -> None:
    one, two = desk.id("O1-01"), desk.id("O1-02")
    desk.plans.set_cells([(one, Field.REF, "O1-02"), (two, Field.REF, "O1-01")])
    assert (desk.id("O1-01"), desk.id("O1-02")) == (two, one)


def test_nothing_is_due_before_it_starts_but_both_dates_may_move_at_once(desk: Desk) -> None:
    action = desk.id("O1-01")
    desk.plans.set_cells([(action, Field.START, "1/4/2015"), (action, Field.DUE, "31/3/2016")])
    with pytest.raises(Refused, match="before it starts"):
        desk.plans.set_field([action], Field.START, "1/4/2016")
    desk.plans.set_cells([(action, Field.START, "1/4/2016"), (action, Field.DUE, "31/3/2017")])
    assert desk.row("O1-01").due == date(2017, 3, 31)
    desk.plans.set_field([action], Field.DUE, "")
    assert desk.row("O1-01").due is None


def test_every_change_of_progress_is_kept_with_its_reason(desk: Desk) -> None:
    action = desk.id("O2-01")
    desk.plans.set_progress([action], "ongoing", "Dates offered.")
    desk.clock.move(timedelta(days=3))
    desk.plans.set_field([action], Field.PROGRESS, "behind")
    desk.plans.set_field([action], Field.REASON, "Room withdrawn.")
    found = desk.detail("O2-01")
    assert (found.row.progress, found.row.was, found.row.reason) == (
        "behind",
        "ongoing",
        "Room withdrawn.",
    )
    assert [(step.before, step.after, step.reason) for step in found.history] == [
        ("ongoing", "behind", "Room withdrawn."),
        (None, "ongoing", "Dates offered."),
    ]
    assert found.history[0].at == desk.clock.now()
    assert found.history[0].by == "coordinator"


def test_declaring_the_same_again_is_no_step(desk: Desk) -> None:
    desk.plans.set_progress([desk.id("O2-01")], "ongoing", "Begun.")
    desk.plans.set_progress([desk.id("O2-01")], "ongoing", "Begun.")
    desk.plans.set_field([desk.id("O2-01")], Field.PROGRESS, "Blue")
    assert len(desk.detail("O2-01").history) == 1
    assert desk.row("O2-01").reason == "Begun."


def test_acts_of_one_group_undo_together(desk: Desk) -> None:
    action = desk.id("O1-01")
    before = desk.everything()
    for text in ("W", "Wo", "Words"):
        desk.plans.set_field([action], Field.TEXT, text, group="visit 7")
    desk.store.undo()
    assert desk.everything() == before


def test_unchanged_lines_keep_their_measures(desk: Desk) -> None:
    criteria = desk.detail("O2-01").criteria
    workshops = Measure("workshops", "xxx", "2")
    desk.plans.set_measure(criteria[0].id, workshops)
    assert desk.store.undo_label() == "measure of O2-01"
    new = [criteria[2].text, "Quite another line", criteria[0].text.replace("xxx", "12")]
    desk.plans.set_field([desk.id("O2-01")], Field.CRITERIA, "\n".join(new))
    assert [(one.text, one.measure) for one in desk.detail("O2-01").criteria] == [
        (new[0], None),
        (new[1], None),
        (new[2], workshops),
    ]
    desk.plans.set_measure(desk.detail("O2-01").criteria[2].id, None)
    assert desk.detail("O2-01").criteria[2].measure is None


def test_updates_stand_by_their_day_and_in_the_comments_cell(desk: Desk) -> None:
    action = desk.id("O3-01")
    desk.plans.add_update(action, "Third.", "COLP", date(2015, 11, 3))
    first = desk.plans.add_update(action, "First.", "", date(2015, 9, 1))
    desk.plans.add_update(action, "Second.", "Health", date(2015, 10, 2))
    desk.plans.add_update(action, "Undated.", "", None)
    assert desk.row("O3-01").comments == (
        "1 Sep 2015: First.\n2 Oct 2015 – Health: Second.\n3 Nov 2015 – COLP: Third.\nUndated."
    )
    desk.plans.edit_update(first, "Now last.", "COLC", date(2015, 11, 20))
    assert [update.text for update in desk.detail("O3-01").updates] == [
        "Second.",
        "Third.",
        "Undated.",
        "Now last.",
    ]
    desk.plans.remove_update(first)
    assert "Now last." not in desk.row("O3-01").comments
    assert desk.store.undo_label() == "removal of an update of O3-01"


def test_an_update_without_words_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="An update needs words"):
        desk.plans.add_update(desk.id("O3-01"), " \n", "COLP", None)


def test_what_is_gone_is_refused_in_words(desk: Desk) -> None:
    action = desk.id("O1-01")
    update = desk.detail("O1-01").updates[0].id
    desk.plans.remove_actions([action])
    for act in (
        lambda: desk.plans.set_field([action], Field.TEXT, "x"),
        lambda: desk.plans.set_progress([action, desk.id("O1-02")], "behind"),
        lambda: desk.plans.edit_update(update, "x", "", None),
        lambda: desk.plans.detail(action),
        lambda: desk.plans.sheet(999),
    ):
        with pytest.raises(Refused, match="no longer"):
            act()
    assert desk.row("O1-02").progress is None


def test_nothing_chosen_is_no_act(desk: Desk) -> None:
    desk.plans.set_field([], Field.TEXT, "x")
    desk.plans.set_progress([], "behind")
    desk.plans.remove_actions([])
    assert desk.plans.move_actions([], 1) is False
    assert desk.store.undo_label() is None
