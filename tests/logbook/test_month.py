"""Where the records of a month lie in its weeks."""

from __future__ import annotations

from datetime import date, timedelta

from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.month import fitting, lay, month_of, on_day

NOVEMBER = month_of(date(2025, 11, 25))


def entry(number: int, first: date, days: int = 1) -> DayEntry:
    return DayEntry(number, first, first + timedelta(days=days - 1), f"Record {number}")


def test_a_month_is_shown_in_whole_weeks_from_monday() -> None:
    assert (NOVEMBER.monday, NOVEMBER.weeks) == (date(2025, 10, 27), 5)
    assert month_of(date(2027, 2, 10)).weeks == 4
    assert month_of(date(2025, 3, 1)).weeks == 6
    assert NOVEMBER.cell(date(2025, 11, 30)) == (4, 6)
    assert NOVEMBER.cell(date(2025, 12, 1)) is None


def test_a_record_over_a_weekend_lies_in_two_weeks_and_says_that_it_goes_on() -> None:
    bars = lay(NOVEMBER, [entry(1, date(2025, 11, 7), 4)])
    assert [(bar.week, bar.left, bar.right, bar.begins, bar.ends) for bar in bars] == [
        (1, 4, 6, True, False),
        (2, 0, 0, False, True),
    ]


def test_what_begins_before_the_month_and_ends_after_it_fills_every_week() -> None:
    bars = lay(NOVEMBER, [entry(1, date(2025, 9, 1), 200)])
    assert len(bars) == 5
    assert not any(bar.begins or bar.ends for bar in bars)
    assert lay(NOVEMBER, [entry(1, date(2025, 12, 20))]) == []


def test_no_two_records_lie_in_one_place() -> None:
    first = date(2025, 11, 3)
    entries = [entry(n, first + timedelta(days=n % 9), 1 + n % 4) for n in range(40)]
    taken: set[tuple[int, int, int]] = set()
    for bar in lay(NOVEMBER, entries):
        for column in range(bar.left, bar.right + 1):
            place = (bar.week, column, bar.lane)
            assert place not in taken
            taken.add(place)


def test_what_does_not_fit_is_counted_on_each_of_its_days() -> None:
    day = date(2025, 11, 4)
    bars = lay(NOVEMBER, [entry(1, day, 2), *(entry(n, day) for n in range(2, 6))])
    kept, more = fitting(bars, lanes=3)
    assert [bar.entry.id for bar in kept] == [1, 2]
    assert more == {(1, 1): 3}
    assert fitting(bars, lanes=5) == (bars, {})


def test_every_record_is_shown_or_counted_on_each_of_its_days() -> None:
    first = date(2025, 11, 3)
    entries = [entry(n, first + timedelta(days=n % 9), 1 + n % 4) for n in range(40)]
    kept, more = fitting(lay(NOVEMBER, entries), lanes=3)
    for place in range(14):
        day = first + timedelta(days=place)
        cell = NOVEMBER.cell(day)
        assert cell is not None
        week, column = cell
        shown = sum(bar.week == week and bar.left <= column <= bar.right for bar in kept)
        assert shown + more.get(cell, 0) == len(on_day(entries, day))
