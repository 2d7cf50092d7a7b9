"""Criteria kept once: gathered, changed in one place, ticked, merged, let go; each undone whole."""

from __future__ import annotations

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.library.entries import Gathering
from prevent_desk.plan.model.records import Field, Measure
from tests.plan.desks import as_draft
from tests.plan.library.conftest import ADVICE, BRIEFINGS, Room


def test_gathering_makes_one_entry_of_what_stands_in_many_actions(room: Room) -> None:
    room.gather_all()
    counts = {one.text: one.actions for one in room.library.entries()}
    assert counts["Develop avenues for accessing community intelligence."] == 11
    assert counts[BRIEFINGS] == 7
    assert room.library.repeats(room.desk.plan_id).same == ()


def test_gathering_writes_other_spellings_as_the_entry_and_says_where(room: Room) -> None:
    assert "Provide advice and support" in room.desk.row("O2-02").criteria
    changed = room.gather_all()
    assert changed == [room.desk.id("O2-02")]
    assert ADVICE in room.desk.row("O2-02").criteria


def test_gathering_is_undone_by_one_undo_to_the_letter(room: Room) -> None:
    before = room.state()
    room.gather_all()
    after = room.state()
    assert room.desk.store.undo_label() == "gathering of 42 criteria"
    room.desk.store.undo()
    assert room.state() == before
    room.desk.store.redo()
    assert room.state() == after


def test_an_entry_changed_in_one_place_changes_in_every_action_with_one_undo(room: Room) -> None:
    room.gather_all()
    before = room.state()
    changed = room.library.edit(room.entry(BRIEFINGS), "Give a briefing each quarter", "briefings")
    assert len(changed) == 7
    for row in room.desk.plans.rows(changed):
        assert "Give a briefing each quarter" in row.criteria
        assert BRIEFINGS not in row.criteria
    assert room.criterion("O1-01", "Give a briefing each quarter").measure == Measure(
        "briefings", "", ""
    )
    room.desk.store.undo()
    assert room.state() == before


def test_a_unit_and_figures_of_an_action_outlive_a_change_of_the_entry(room: Room) -> None:
    room.gather_all()
    own, counted = room.criterion("O1-01", BRIEFINGS), room.criterion("O1-02", BRIEFINGS)
    room.desk.plans.set_measure(own.id, Measure("letters", "5", "2"))
    room.library.edit(room.entry(BRIEFINGS), BRIEFINGS, "briefings")
    room.desk.plans.set_measure(counted.id, Measure("briefings", "4", "1"))
    room.library.edit(room.entry(BRIEFINGS), BRIEFINGS, None)
    assert room.criterion("O1-01", BRIEFINGS).measure == Measure("letters", "5", "2")
    assert room.criterion("O1-02", BRIEFINGS).measure == Measure("briefings", "4", "1")
    assert room.criterion("O1-04", BRIEFINGS).measure is None


def test_ticking_adds_the_words_and_unticking_is_undone_with_measure_and_evidence(
    room: Room,
) -> None:
    room.gather_all()
    entry, action = room.entry(BRIEFINGS), room.desk.id("O3-04")
    room.library.set_ticks([action], [entry])
    criterion = room.criterion("O3-04", BRIEFINGS)
    assert criterion.library_id == entry
    room.desk.plans.set_measure(criterion.id, Measure("briefings", "10", "1"))
    room.evidence.add_note("Two in May", "", None, [room.target("O3-04", BRIEFINGS)], 2)
    before = room.state()
    room.library.set_ticks([action], [], [entry])
    assert BRIEFINGS not in room.desk.row("O3-04").criteria
    room.desk.store.undo()
    assert room.state() == before
    assert room.criterion("O3-04", BRIEFINGS).worked_out == Measure("briefings", "10", "2")


def test_ticking_what_an_action_says_already_adds_no_second_line(room: Room) -> None:
    entry = room.library.add("provide ADVICE and support")
    room.library.set_ticks([room.desk.id("O2-01")], [entry])
    criteria = room.desk.row("O2-01").criteria
    assert criteria.count("provide ADVICE and support") == 1
    assert ADVICE not in criteria


def test_words_typed_over_a_criterion_are_the_actions_own(room: Room) -> None:
    room.gather_all()
    lines = list(room.desk.row("O1-01").criteria)
    at = lines.index(BRIEFINGS)
    lines[at] = "Provide appropriate updates and briefings to schools."
    detached = room.desk.plans.set_cells(
        [(room.desk.id("O1-01"), Field.CRITERIA, "\n".join(lines))]
    )
    assert detached == 1
    assert room.criterion("O1-01", lines[at]).library_id is None
    assert room.criterion("O1-02", BRIEFINGS).library_id == room.entry(BRIEFINGS)
    others = [one.library_id for one in room.desk.detail("O1-01").criteria if one.text != lines[at]]
    assert any(others)


def test_lines_moved_in_a_cell_stay_the_librarys(room: Room) -> None:
    room.gather_all()
    lines = room.desk.row("O1-01").criteria
    turned = "\n".join(reversed(lines))
    assert room.desk.plans.set_cells([(room.desk.id("O1-01"), Field.CRITERIA, turned)]) == 0
    assert room.criterion("O1-01", BRIEFINGS).library_id == room.entry(BRIEFINGS)


def test_an_import_of_the_same_plan_keeps_what_points_to_the_library(room: Room) -> None:
    draft = as_draft(room.desk.everything()[0])
    room.gather_all()
    before = room.library.entries()
    room.desk.plans.import_plan(draft, room.desk.plan_id)
    kept = {one.text: one.actions for one in room.library.entries()}
    told = {one.text: one.actions for one in before}
    # One spelling of the file is other words than the entry's; all other lines are as they were.
    assert kept.pop(ADVICE) == told.pop(ADVICE) - 1
    assert kept == told


def test_an_import_links_no_new_row_by_its_words(room: Room) -> None:
    draft = as_draft(room.desk.everything()[0])
    room.gather_all()
    made = room.desk.plans.import_plan(draft, None)
    assert all(
        one.library_id is None
        for action in room.desk.plans.contents(made).actions
        for one in action.criteria
    )


def test_removing_an_entry_leaves_its_words_in_the_actions(room: Room) -> None:
    room.gather_all()
    before = room.state()
    room.library.remove([room.entry(BRIEFINGS)])
    assert room.criterion("O1-01", BRIEFINGS).library_id is None
    assert BRIEFINGS not in [one.text for one in room.library.entries()]
    room.desk.store.undo()
    assert room.state() == before


def test_merging_two_entries_gives_all_rows_the_kept_words(room: Room) -> None:
    room.gather_all()
    kept, other = room.entry(BRIEFINGS), room.entry("Feedback from participants.")
    with_other = {use.action_id for use in room.library.uses(other)}
    before = room.state()
    room.library.merge(kept, other)
    assert room.library.entry(other) is None
    assert with_other <= {use.action_id for use in room.library.uses(kept)}
    room.desk.store.undo()
    assert room.state() == before


def test_merging_keeps_measure_and_evidence_where_an_action_had_both(room: Room) -> None:
    first, second = room.library.add("Briefings held"), room.library.add("Briefings given")
    action = room.desk.id("O3-04")
    room.library.set_ticks([action], [first, second])
    given = room.criterion("O3-04", "Briefings given")
    room.desk.plans.set_measure(given.id, Measure("briefings", "10", ""))
    piece = room.evidence.add_note("May", "", None, [room.target("O3-04", "Briefings given")], 3)
    room.evidence.link(piece, [room.target("O3-04", "Briefings held")])
    room.library.merge(first, second)
    criterion = room.criterion("O3-04", "Briefings held")
    assert criterion.worked_out == Measure("briefings", "10", "3")
    assert room.desk.row("O3-04").criteria.count("Briefings held") == 1


def test_merging_loses_no_figures_of_an_action_that_counts_both(room: Room) -> None:
    first, second = room.library.add("Briefings held"), room.library.add("Briefings given")
    room.library.set_ticks([room.desk.id("O3-04")], [first, second])
    for text, actual in (("Briefings held", "4"), ("Briefings given", "6")):
        criterion = room.criterion("O3-04", text)
        room.desk.plans.set_measure(criterion.id, Measure("", "10", actual))
    room.library.merge(first, second)
    measures = [
        one.measure.actual
        for one in room.desk.detail("O3-04").criteria
        if one.text == "Briefings held" and one.measure
    ]
    assert measures == ["4", "6"]


def test_a_single_criterion_is_kept_and_joins_the_entry_it_repeats(room: Room) -> None:
    first = room.library.keep(room.criterion("O2-01", ADVICE).id)
    second = room.library.keep(room.criterion("O2-02", "Provide advice and support").id)
    assert first == second
    assert room.library.entry(first).actions == 2  # type: ignore[union-attr]


def test_alike_criteria_are_found_and_joined_only_when_chosen(room: Room) -> None:
    found = room.library.repeats(room.desk.plan_id)
    pair = next(one for one in found.alike if one.kept.text == "Quick comms - public reassurance")
    assert pair.other.text not in [one.text for one in found.same]
    room.gather_all()
    assert pair.other.text in [
        line for row in room.desk.plans.sheet(room.desk.plan_id).rows for line in row.criteria
    ]
    room.library.gather(
        [
            Gathering(
                pair.kept.text,
                None,
                tuple(line.id for line in pair.other.lines),
                room.entry(pair.kept.text),
            )
        ]
    )
    assert room.library.entry(room.entry(pair.kept.text)).actions == 4  # type: ignore[union-attr]


def test_order_follows_moves_and_stops_at_the_edges(room: Room) -> None:
    keys = [room.library.add(text) for text in ("One thing", "Two things", "Three things")]
    assert room.library.move(keys[2], -1)
    assert [one.id for one in room.library.entries()] == [keys[0], keys[2], keys[1]]
    assert not room.library.move(keys[0], -1)
    assert not room.library.move(keys[1], 1)


@pytest.mark.parametrize("text", ["", "  ", " ; . ", "• "])
def test_a_criterion_without_words_is_refused(room: Room, text: str) -> None:
    with pytest.raises(Refused, match="needs words"):
        room.library.add(text)


def test_the_same_words_are_not_kept_twice(room: Room) -> None:
    key = room.library.add("Hold workshops")
    other = room.library.add("Hold seminars")
    with pytest.raises(Refused, match="already"):
        room.library.add("• hold  WORKSHOPS.")
    with pytest.raises(Refused, match="already"):
        room.library.edit(other, "hold workshops;", None)
    room.library.edit(key, "Hold WORKSHOPS", None)


def test_an_entry_removed_meanwhile_is_refused_in_words(room: Room) -> None:
    key = room.library.add("Hold workshops")
    room.library.remove([key])
    with pytest.raises(Refused, match="no longer in the library"):
        room.library.edit(key, "Hold talks", None)


def test_uses_name_plan_and_action_in_the_plans_order(room: Room) -> None:
    room.gather_all()
    uses = room.library.uses(room.entry(BRIEFINGS))
    refs = [use.ref for use in uses]
    assert refs == [ref for ref in room.desk.refs() if ref in refs]
    assert uses[0].plan == "Prevent Delivery Plan 2015/2016"
