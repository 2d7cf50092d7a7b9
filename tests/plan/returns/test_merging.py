"""Two people's changes to one cell kept together, and comments read back as updates."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.plan.model.partners import merging_comments
from prevent_desk.plan.model.partners.merging_lines import both, can_be_both
from prevent_desk.plan.model.records import Field, Update

DAY = date(2015, 11, 25)


@pytest.mark.parametrize(
    ("sent", "theirs", "mine", "expected"),
    [
        ("", "theirs", "mine", "theirs / mine"),
        ("2015", "2016", "2016", "2016"),
        ("2015", "2016", "2017", "2016 / 2017"),
    ],
)
def test_short_cells_stand_beside_one_another(
    sent: str, theirs: str, mine: str, expected: str
) -> None:
    assert both(Field.TIMESCALE, sent, theirs, mine) == expected


@pytest.mark.parametrize(
    ("sent", "theirs", "mine", "expected"),
    [
        (
            "a b c|d",
            "a b c|d|new of theirs",
            "a b c|d|my new one",
            "a b c|d|new of theirs|my new one",
        ),
        ("hold xxx talks|d", "hold 8 talks|d", "hold 12 talks|d", "hold 8 talks|hold 12 talks|d"),
        ("hold xxx talks|d", "hold 8 talks|d", "hold xxx talks|d", "hold 8 talks|d"),
        ("one|two|three", "one|three", "one|two|three|four", "one|two|three|four"),
        ("one|two|three", "three|two|one", "one|two|three", "three|two|one"),
        ("", "theirs", "mine", "theirs|mine"),
        ("one", "", "one|two", "one|two"),
        ("one|two", "the same new", "one|two|the same new", "one|two|the same new"),
    ],
)
def test_lists_are_joined_line_by_line(sent: str, theirs: str, mine: str, expected: str) -> None:
    made = both(Field.CRITERIA, *(text.replace("|", "\n") for text in (sent, theirs, mine)))
    assert made.split("\n") == expected.split("|")


def test_a_day_or_a_status_cannot_be_two() -> None:
    assert not can_be_both(Field.DUE)
    assert not can_be_both(Field.PROGRESS)


def said(sent: str, theirs: str, update: str = "", here: tuple[Update, ...] = ()) -> list[str]:
    found = merging_comments.read(sent, theirs, update, here, "Police", DAY)
    return [f"{one.by} {one.on:%d/%m}: {one.text}" for one in found.added]


def test_new_lines_are_updates_of_the_partner_on_the_day_of_the_return() -> None:
    assert said("old", "old\nfirst\nsecond") == ["Police 25/11: first\nsecond"]


def test_a_line_that_names_its_day_or_author_keeps_them() -> None:
    assert said("", "3 Nov 2015: met\n4 Nov 2015 – Barts: called") == [
        "Police 03/11: met",
        "Barts 04/11: called",
    ]


def test_words_written_behind_a_line_are_an_update_of_their_own() -> None:
    assert said("Safeguarding leads?", "Safeguarding leads? 12 recorded") == [
        "Police 25/11: 12 recorded"
    ]


def test_a_line_written_over_is_told_whole_under_the_partners_name() -> None:
    old = "12 Aug 2015 – Education: both schools have met"
    assert said(old, "12 Aug 2015 – Education: both schools have met twice now, in May") == [
        "Police 25/11: twice now, in May"
    ]
    assert said(old, "12 Aug 2015 – Education: all schools have met") == [
        "Police 25/11: all schools have met"
    ]


def test_lines_in_another_order_say_nothing_new() -> None:
    found = merging_comments.read("one\ntwo\nthree", "three\none\ntwo", "", (), "Police", DAY)
    assert found == merging_comments.Said()


def test_what_is_here_already_is_not_said_twice() -> None:
    here = (Update(4, "Met them.", DAY, "Police"),)
    assert said("", "", "Met them.", here) == []
    assert said("25 Nov 2015 – Police: Met them.", "", "Met them.", here) == [
        "Police 25/11: Met them."
    ]


def test_an_update_of_an_earlier_day_goes_before_a_later_one() -> None:
    here = (Update(1, "undated"), Update(2, "later", date(2015, 12, 1)))
    added = Update(merging_comments.NEW, "theirs", DAY, "Police")
    assert [one.text for one in merging_comments.with_added(here, [added])] == [
        "undated",
        "theirs",
        "later",
    ]


def test_lines_taken_out_leave_the_rest_of_an_update() -> None:
    here = (Update(1, "one\ntwo", DAY, "Barts"), Update(2, "three"))
    left = merging_comments.without(here, ["two", "three"])
    assert left == [Update(1, "one", DAY, "Barts")]
