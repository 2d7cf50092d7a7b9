"""The comments column: updates joined as printed, and found again word for word."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prevent_desk.plan.model.cells import one_line, tidy
from prevent_desk.plan.model.joined import Kept, join, merge, reread
from prevent_desk.plan.model.records import Update

TODAY = date(2015, 11, 25)
AUGUST = date(2015, 8, 12)

KNOWN = [
    Update(1, "Contact made,"),
    Update(2, "Both schools have met.\nMinutes follow.", AUGUST, "Education"),
    Update(3, "Leaflets are out.", None, "Public Health"),
]
PRINTED = (
    "Contact made,\n12 Aug 2015 – Education: Both schools have met.\nMinutes follow.\n"
    "Public Health: Leaflets are out."
)


def kept(*updates: Update) -> list[Kept]:
    return [Kept(update.id, update.on, update.by, update.text) for update in updates]


def test_updates_are_printed_with_day_and_author_where_known() -> None:
    assert join(KNOWN) == PRINTED


def test_what_was_printed_is_found_again() -> None:
    assert reread(PRINTED, KNOWN, TODAY) == kept(*KNOWN)


def test_a_new_line_at_the_end_is_a_new_update_of_today() -> None:
    assert reread(f"{PRINTED}\nRoom booked.", KNOWN, TODAY) == [
        *kept(*KNOWN),
        Kept(None, TODAY, "", "Room booked."),
    ]


def test_a_new_line_may_say_its_own_day_and_author() -> None:
    found = reread(f"{PRINTED}\n3 Nov 2015 – COLP: Two officers trained.", KNOWN, TODAY)
    assert found[-1] == Kept(None, date(2015, 11, 3), "COLP", "Two officers trained.")


def test_a_line_between_two_updates_is_new_and_they_stay() -> None:
    lines = PRINTED.split("\n")
    found = reread("\n".join([lines[0], "Squeezed in.", *lines[1:]]), KNOWN, TODAY)
    assert found == [*kept(KNOWN[0]), Kept(None, TODAY, "", "Squeezed in."), *kept(*KNOWN[1:])]


def test_a_mended_word_keeps_day_and_author() -> None:
    found = reread(PRINTED.replace("Leaflets are out", "Leaflets were out"), KNOWN, TODAY)
    assert found[-1] == Kept(3, None, "Public Health", "Leaflets were out.")


def test_other_words_in_its_place_do_not_take_over_its_day_and_author() -> None:
    found = reread(PRINTED.replace("Public Health: Leaflets are out.", "Stopped."), KNOWN, TODAY)
    assert found == [*kept(*KNOWN[:2]), Kept(None, TODAY, "", "Stopped.")]


def test_updates_moved_in_the_cell_are_still_themselves() -> None:
    moved = [KNOWN[2], KNOWN[0], KNOWN[1]]
    assert reread(join(moved), KNOWN, TODAY) == kept(*moved)


def test_an_emptied_cell_has_no_updates() -> None:
    assert reread("  \n", KNOWN, TODAY) == []


@pytest.mark.parametrize("text", ["31 Feb 2015: no such day", "12 Aug 2015:no blank"])
def test_what_only_looks_like_a_day_is_words(text: str) -> None:
    assert reread(text, [], None) == [Kept(None, None, "", text)]


LINES = st.sampled_from(
    ["Contact made,", "12 Aug 2015: a", "12 Aug 2015 – B: c", "B: d", "e – f: g", "h", "- i", "5"]
)
WORDS = st.one_of(LINES, st.text(max_size=20))
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join).map(tidy).filter(bool)
UPDATES = st.lists(
    st.builds(
        Update,
        st.just(0),
        TEXTS,
        st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
        st.text(max_size=10).map(one_line),
    ),
    max_size=6,
).map(lambda some: [Update(at, u.text, u.on, u.by) for at, u in enumerate(some)])


@given(UPDATES)
@example([Update(0, "x"), Update(1, "x\ny"), Update(2, "y"), Update(3, "x")])
def test_any_updates_come_back_from_their_column_as_they_were(updates: list[Update]) -> None:
    assert reread(join(updates), updates, TODAY) == kept(*updates)


@given(UPDATES)
def test_a_column_read_as_new_is_printed_with_the_same_words(updates: list[Update]) -> None:
    read = reread(join(updates), [], None)
    printed = join([Update(0, one.text, one.on, one.by) for one in read])
    assert printed.split() == join(updates).split()


COLUMNS = st.lists(WORDS, max_size=6).map("\n".join).map(tidy)


@given(COLUMNS, COLUMNS)
def test_merging_loses_no_line_that_arrives_and_merging_again_changes_nothing(
    own: str, other: str
) -> None:
    merged = merge(own, other)
    lines = [" ".join(line.split()) for line in merged.split("\n")]
    assert all(" ".join(line.split()) in lines for line in other.split("\n") if line.strip())
    assert merge(merged, other) == merged
    assert merge(own, own) == own


def test_merging_keeps_what_the_other_copy_has_not_yet_got() -> None:
    assert merge("one\nwritten here", "one\nadded there") == "one\nadded there\nwritten here"
    assert merge("", "a\nb") == "a\nb"
    assert merge("a\nb", "") == "a\nb"
    assert merge("Both workshops are beoked for May.", "Both workshops are booked for May.") == (
        "Both workshops are booked for May."
    )
