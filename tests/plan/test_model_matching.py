"""Which row of a file is which action: by words, by reference, by likeness, each row once."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.plan.model.draft import DraftAction
from prevent_desk.plan.model.matching import match, same_lines
from prevent_desk.plan.model.records import ActionRow
from prevent_desk.plan.source import source_plan
from tests.plan.actions import row

DRAFTS = source_plan().actions()
ROWS = [row(draft.ref, id=at, text=draft.text) for at, draft in enumerate(DRAFTS)]


def draft(ref: str, text: str) -> DraftAction:
    return DraftAction(place=f"row of {ref}", ref=ref, text=text)


def copies() -> list[DraftAction]:
    return [draft(one.ref, one.text) for one in DRAFTS]


def ids(rows: tuple[ActionRow | None, ...]) -> list[int | None]:
    return [one.id if one else None for one in rows]


def test_every_row_is_found_by_its_reference_and_words() -> None:
    found = match(copies(), ROWS)
    assert ids(found.pairs) == list(range(14))
    assert (found.missing, found.repeats, found.refs_disagree) == ((), {}, False)


def test_rows_without_references_are_found_by_their_words_in_any_order() -> None:
    drafts = [draft("", one.text) for one in DRAFTS]
    order = list(range(14))
    random.Random(5).shuffle(order)
    assert ids(match([drafts[at] for at in order], ROWS).pairs) == order


def test_references_beside_other_rows_are_not_believed() -> None:
    """Someone sorted all columns but the first."""
    drafts = copies()
    order = [13, *range(13)]
    sorted_ = [draft(drafts[at].ref, drafts[order[at]].text) for at in range(14)]
    found = match(sorted_, ROWS)
    assert ids(found.pairs) == order
    assert found.refs_disagree


def test_a_mended_row_among_rows_much_like_it_is_found_by_its_reference() -> None:
    drafts = copies()
    drafts[1].text = drafts[0].text.replace("Community", "Faith based")
    assert ids(match(drafts, ROWS).pairs) == list(range(14))


def test_between_two_mended_rows_much_alike_the_reference_decides() -> None:
    drafts = copies()
    drafts[0].text = DRAFTS[1].text + " Twice a year."
    drafts[1].text = DRAFTS[0].text + " Once a year."
    assert ids(match(drafts, ROWS).pairs) == list(range(14))


def test_a_row_written_anew_keeps_its_reference_where_its_words_are_nowhere_else() -> None:
    drafts = copies()
    drafts[4].text = "Something quite different now stands in this row of the plan, all of it new"
    assert ids(match(drafts, ROWS).pairs) == list(range(14))


def test_a_row_with_a_reference_of_its_own_is_new_however_like_another_it_is() -> None:
    drafts = copies()
    extra = draft("O1-07", drafts[0].text.replace("Community Groups", "Sports Clubs"))
    found = match([*drafts[1:], extra], ROWS)
    assert ids(found.pairs) == [*range(1, 14), None]
    assert [one.ref for one in found.missing] == ["O1-01"]


def test_a_row_that_stands_twice_is_told_and_taken_once() -> None:
    drafts = copies()
    found = match([*drafts, draft("o1-03", drafts[2].text)], ROWS)
    assert found.repeats == {14: 2}
    assert found.pairs[14] is None


def test_a_copied_row_with_other_words_is_a_new_row() -> None:
    drafts = copies()
    found = match([*drafts, draft("O1-03", drafts[2].text + " And with charities.")], ROWS)
    assert found.repeats == {}
    assert ids(found.pairs) == [*range(14), None]


def test_rows_the_file_lacks_are_missing() -> None:
    found = match(copies()[3:], ROWS)
    assert [one.ref for one in found.missing] == ["O1-01", "O1-02", "O1-03"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "A", "B", "C"]), st.sampled_from(["", "x", "x y", "z"])),
        max_size=7,
    ),
    st.lists(st.sampled_from(["", "x", "x y", "z"]), max_size=5),
)
def test_no_row_and_no_action_is_ever_matched_twice(
    file: list[tuple[str, str]], texts: list[str]
) -> None:
    rows = [row("ABCDE"[at], id=at, text=text) for at, text in enumerate(texts)]
    found = match([draft(*one) for one in file], rows)
    paired = [one for one in ids(found.pairs) if one is not None]
    assert len(set(paired)) == len(paired)
    assert {*paired, *(one.id for one in found.missing)} == {one.id for one in rows}
    assert not any(found.pairs[at] for at in found.repeats)


def test_lines_that_stand_elsewhere_are_still_themselves() -> None:
    assert same_lines(["a", "b", "c"], ["c", "a", "b"]) == [2, 0, 1]
    assert same_lines(["a", "a"], ["a"]) == [0]
    assert same_lines(["a"], ["a", "a"]) == [0, None]


def test_a_mended_line_is_itself_and_another_line_is_not() -> None:
    old = ["Hold xxx training workshops for staff", "Provide advice"]
    assert same_lines(old, ["Hold 12 training workshops for staff", "Provide advice"]) == [0, 1]
    assert same_lines(old, ["Something quite unlike it", "Provide advice"]) == [None, 1]
