"""What cells would hold, and which texts do not fit, before anything is written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.model.spreadsheet.days import no_such_day
from prevent_desk.plan.model.spreadsheet.judging import Judged, Wanted, judge, words_of
from prevent_desk.plan.model.spreadsheet.laying import lay
from prevent_desk.plan.model.spreadsheet.replacing import Sought, hits, replaced, shown
from tests.plan.desks import Desk

TODAY = date(2015, 11, 25)
CELL = (Field.TITLE, Field.TEXT)


def judged(desk: Desk, *wanted: tuple[str, tuple[Field, ...], str]) -> list[Judged]:
    """Judge texts for actions of the plan of 2015/16, by reference."""
    sheet = desk.plans.sheet(desk.plan_id)
    asked = [Wanted(desk.id(ref), fields, text) for ref, fields, text in wanted]
    return judge(asked, sheet.rows, sheet.head, TODAY)


@pytest.mark.parametrize(
    ("field", "text", "after"),
    [
        (Field.PROGRESS, "green", "On target"),
        (Field.PROGRESS, "", "Not set"),
        (Field.DUE, "17 nov", "Tue 17 Nov 2015"),
        (Field.LEADS, "ALL\nProbation;ALL", "ALL, Probation"),
        (Field.CRITERIA, "• one\n\n• two", "one\ntwo"),
        (Field.REF, " O1 - 1 ", "O1 - 1"),
    ],
)
def test_a_text_is_judged_by_what_the_cell_would_hold(
    desk: Desk, field: Field, text: str, after: str
) -> None:
    (one,) = judged(desk, ("O1-01", (field,), text))
    assert (one.after, one.wrong, one.doubt) == (after, "", "")


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        (Field.PROGRESS, "amber", "not in this plan's key"),
        (Field.DUE, "31/2/2016", "February 2016 has 29 days"),
        (Field.DUE, "soon", "not one date"),
        (Field.REF, "o1-02", "reference of two actions"),
        (Field.REF, "x" * 41, "41 characters"),
    ],
)
def test_what_does_not_fit_is_told_in_words(desk: Desk, field: Field, text: str, why: str) -> None:
    (one,) = judged(desk, ("O1-01", (field,), text))
    assert why in one.wrong


def test_cells_are_judged_beside_one_another(desk: Desk) -> None:
    swapped = judged(desk, ("O1-01", (Field.REF,), "O1-02"), ("O1-02", (Field.REF,), "O1-01"))
    assert not any(one.wrong for one in swapped)
    days = judged(desk, ("O1-01", (Field.START,), "1/3/2016"), ("O1-01", (Field.DUE,), "1/2/2016"))
    assert all("before the start" in one.wrong for one in days)


def test_a_day_that_is_none_is_a_doubt_and_no_refusal(desk: Desk) -> None:
    (one,) = judged(desk, ("O1-01", (Field.TIMESCALE,), "31/2"))
    assert (one.wrong, one.doubt) == ("", "February 2015 has 28 days.")


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("31/2", True), ("by 31 June", True), ("30.2.2016", True), ("31st of April 2016", True),
        ("2015/16", False), ("15/16", False), ("2015-2016", False), ("Ongoing", False),
        ("28/2", False), ("by 30 June", False), ("quarter 4", False), ("", False),
        ("31 members", False), ("1/2 of schools", False),
    ],
)  # fmt: skip
def test_only_words_that_look_like_a_day_are_doubted(text: str, doubtful: bool) -> None:
    assert bool(no_such_day(text, TODAY)) is doubtful


def test_every_cell_of_the_plan_fits_where_it_stands_and_changes_nothing(desk: Desk) -> None:
    sheet = desk.plans.sheet(desk.plan_id)
    fields: list[tuple[Field, ...]] = [
        CELL,
        *((f,) for f in Field if f not in {*CELL, Field.ACTUALS}),
    ]
    asked = [
        Wanted(row.id, some, words_of(row, some, sheet.head.legend))
        for row in sheet.rows
        for some in fields
    ]
    for one in judge(asked, sheet.rows, sheet.head, TODAY):
        assert not one.wrong
        assert not one.changes, one


def test_what_is_judged_to_fit_is_written_as_judged(desk: Desk) -> None:
    sheet = desk.plans.sheet(desk.plan_id)
    asked = [("O1-01", CELL, "Title\nText\nmore"), ("O1-01", (Field.LEADS,), "A; B"),
             ("O1-02", (Field.CRITERIA,), "- one\n- two"), ("O1-02", (Field.START,), "1 jan"),
             ("O1-03", (Field.PROGRESS,), "blue"),
             ("O1-03", (Field.RESOURCES,), "x\n\ny")]  # fmt: skip
    found = judged(desk, *asked)
    assert not any(one.wrong for one in found)
    desk.plans.set_cells([cell for one in found for cell in one.wanted.writes()])
    for one in found:
        row = next(r for r in desk.plans.sheet(desk.plan_id).rows if r.id == one.wanted.action_id)
        assert words_of(row, one.wanted.fields, sheet.head.legend) == one.after


def test_a_block_is_laid_from_the_corner_and_repeated_over_whole_multiples() -> None:
    laid = lay([["a", "b"]], (5, 3), (2, 2))
    assert laid.cells == ((0, 0, "a"), (0, 1, "b"), (1, 0, "a"), (1, 1, "b"))
    assert lay([["a", "b"]], (5, 3), (1, 3)).cells == ((0, 0, "a"), (0, 1, "b"))
    assert lay([["a"], ["b"], ["c"]], (2, 1)).over == (("c",),)


def test_a_block_too_wide_is_refused() -> None:
    with pytest.raises(Refused, match="3 columns wide; 2 are left"):
        lay([["a", "b", "c"]], (5, 2))


@given(st.lists(st.lists(st.sampled_from("ab"), min_size=2, max_size=2), min_size=1, max_size=6),
       st.integers(1, 6), st.integers(1, 6))  # fmt: skip
def test_no_row_of_a_block_is_lost(table: list[list[str]], room: int, chosen: int) -> None:
    laid = lay(table, (room, 2), (min(chosen, room), 1))
    rows = {row for row, _, _ in laid.cells}
    assert rows == set(range(min(room, max(len(table), len(rows)))))
    assert len(laid.over) == max(0, len(table) - room)


TEXT = st.text("abcAB .-x\n", max_size=30)


@given(TEXT, st.text("abAB.", min_size=1, max_size=3), TEXT, st.booleans(), st.booleans())
def test_replacing_every_place_is_what_a_pattern_would_do(
    text: str, words: str, by: str, match_case: bool, whole: bool
) -> None:
    sought = Sought(words, match_case, whole)
    found = hits(text, sought)
    pattern = sought.pattern()
    assert pattern is not None
    assert replaced(text, found, by) == pattern.sub(lambda _found: by, text)
    assert all(
        shown(text, hit).found == text[hit.start : hit.end].replace("\n", " ") for hit in found
    )


def test_whole_words_stand_by_themselves() -> None:
    assert len(hits("xxx, xxxx (xxx)", Sought("xxx", whole=True))) == 2
    assert len(hits("(xxx) a(xxx)b", Sought("(xxx)", whole=True))) == 1
    assert hits("Prevent prevent", Sought("prevent", match_case=True))[0].start == 8
