"""What is typed into the forms of training is read as people mean it."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How
from prevent_desk.training.model.sessions import (
    FileKind,
    parse_minutes,
    say_minutes,
    with_names,
)
from prevent_desk.training.ui.log.files import kind_of
from prevent_desk.training.ui.log.small_dialogs import read_days

TODAY = date(2025, 9, 25)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("90", 90), ("45 min", 45), ("1h30", 90), ("1.5 hours", 90), ("2 h", 120), ("", None),
     ("1 h 30 min", 90)],
)  # fmt: skip
def test_lengths_are_read(typed: str, minutes: int | None) -> None:
    assert parse_minutes(typed) == minutes
    assert parse_minutes(say_minutes(minutes)) == minutes


@pytest.mark.parametrize("typed", ["half an hour", "0", "-5", "100000"])
def test_what_is_no_length_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parse_minutes(typed)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("23 & 30 Oct, 3 & 27 Nov",
         [date(2025, 10, 23), date(2025, 10, 30), date(2025, 11, 3), date(2025, 11, 27)]),
        ("30/10/2025", [date(2025, 10, 30)]),
        ("3 nov 2025 and 3 nov 2025", [date(2025, 11, 3)]),
        ("", []),
    ],
)  # fmt: skip
def test_several_days_are_read_as_reports_print_them(typed: str, days: list[date]) -> None:
    assert read_days(typed, TODAY) == days


def test_a_list_with_one_that_is_no_day_is_refused() -> None:
    with pytest.raises(Refused):
        read_days("23 oct, soonish", TODAY)


@pytest.mark.parametrize(
    ("attended", "before", "after", "now"),
    [
        (NOT_KNOWN, 0, 3, Count(3, How.COUNTED)),
        (Count(3, How.COUNTED), 3, 5, Count(5, How.COUNTED)),
        (Count(3, How.COUNTED), 3, 0, NOT_KNOWN),
        (Count(20, How.COUNTED), 3, 5, Count(20, How.COUNTED)),
        (Count(20, How.ESTIMATED), 0, 25, Count(25, How.COUNTED)),
        (Count(20, How.ESTIMATED), 5, 0, Count(20, How.ESTIMATED)),
        (Count(0, How.COUNTED), 0, 0, Count(0, How.COUNTED)),
    ],
)
def test_heads_follow_names_only_where_they_are_made_of_them(
    attended: Count, before: int, after: int, now: Count
) -> None:
    assert with_names(attended, before, after) == now


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Certificate 14.pdf", FileKind.CERTIFICATE),
        ("sign-in sheet.jpg", FileKind.REGISTER),
        ("Slides.pptx", FileKind.MATERIAL),
        ("notes.txt", FileKind.OTHER),
    ],
)
def test_a_file_is_taken_for_what_its_name_says(name: str, kind: FileKind) -> None:
    assert kind_of(name) is kind
