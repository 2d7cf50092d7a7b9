"""The figures of a period beside those of another: in words, as text, as a workbook."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from openpyxl import load_workbook

from prevent_desk.logbook.model.counted import Tally
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.nouns import PEOPLE, Noun
from prevent_desk.logbook.model.period import ALL, By, Period
from prevent_desk.reports.exports import book
from prevent_desk.reports.model.reported import (
    Beside,
    Line,
    Report,
    ReportSheet,
    Section,
    as_text,
)
from tests.logbook.logs import NOW

SESSIONS = Noun("session", "sessions")
PERIOD = Period(date(2019, 5, 1), date(2019, 7, 31))


def figure(value: int | Tally, key: str = "sessions", **more: Any) -> Figure:
    number = value if isinstance(value, int) else value.records
    return Figure(key, SESSIONS, value, tuple(range(number)), **more)


def line(now: int | Tally, before: int | Tally | None = None) -> Line:
    other = figure(before) if before is not None else None
    return Line("Training", figure(now), other)


def report(*lines: Line, other: Period | None = None) -> Report:
    return Report(PERIOD, By.EVENT, other, [Section("Training", lines)], NOW)


def test_a_difference_is_told_in_numbers_and_in_percent_only_from_ten_on() -> None:
    assert line(24, 19).compared == "19 before, 5 more (26%)"
    assert line(9, 19).compared == "19 before, 10 fewer"
    assert line(24, 9).compared == "9 before, 15 more"
    assert line(24, 24).compared == "24 before, the same"
    assert line(24, 0).compared == "0 before, 24 more"
    assert line(24).compared == ""


def test_a_difference_of_estimates_is_about_and_of_what_is_not_known_is_none() -> None:
    assert line(Tally(estimated=30, records=3), 19).compared == "19 before, about 11 more (58%)"
    assert line(Tally(unknown=3, records=3), 19).compared == "19 before"
    assert line(19, Tally(unknown=3, records=3)).compared == "not known before"


def test_the_other_period_is_the_one_before_or_a_year_before() -> None:
    assert Beside.BEFORE.of(PERIOD) == Period(date(2019, 2, 1), date(2019, 4, 30))
    assert Beside.YEAR.of(PERIOD) == Period(date(2018, 5, 1), date(2018, 7, 31))
    assert Beside.NOTHING.of(PERIOD) is None
    assert Beside.BEFORE.of(ALL) is None


def test_a_record_that_came_late_is_counted_once_however_many_figures_hold_it() -> None:
    one, other = figure(5, late=(1, 2)), figure(9, "people", late=(2, 3))
    told = report(Line("Training", one), Line("Training", other))
    assert told.late == 3
    assert told.late_line == "3 of these were recorded after 31 Jul 2019."


def test_a_report_as_text_is_honest_and_leaves_out_what_says_nothing() -> None:
    tally = Tally(180, 230, 6, 24)
    trained = Figure("people", PEOPLE, tally, tuple(range(24)), late=(3,), of=SESSIONS)
    told = report(line(24, 19), Line("Training", trained), line(0), other=Beside.BEFORE.of(PERIOD))
    assert as_text(told) == (
        "1 May to 31 Jul 2019, counted by day of event\n"
        "Compared with 1 Feb to 30 Apr 2019\n"
        "\n"
        "Training\n"
        "- 24 sessions; 19 before, 5 more (26%)\n"
        "- about 410 people (180 counted, 230 estimated; 6 sessions not known)\n"
        "\n"
        "1 of these was recorded after 31 Jul 2019.\n"
        "\n"
        "Figures as at Tue 25 Nov 2025, 14:02."
    )


def test_the_workbook_says_period_comparison_late_entries_and_what_each_number_is_made_of() -> None:
    tally = Tally(180, 230, 6, 24)
    trained = Figure("people", PEOPLE, tally, tuple(range(24)), late=(3,), of=SESSIONS)
    told = report(line(24, 19), Line("Training", trained), other=Beside.BEFORE.of(PERIOD))
    sheet = ReportSheet(told, "OFFICIAL", "PD-E-0001", NOW.date(), NOW, practice=False)
    page = load_workbook(io.BytesIO(book.write(sheet))).worksheets[0]
    rows = [[cell for cell in row if cell] for row in page.iter_rows(values_only=True)]
    assert rows == [
        ["Figures of a period"],
        ["OFFICIAL"],
        ["1 May to 31 Jul 2019, counted by day of event"],
        ["Compared with 1 Feb to 30 Apr 2019"],
        ["1 of these was recorded after 31 Jul 2019."],
        ["Figures as at Tue 25 Nov 2025, 14:02"],
        ["Figure", "Number", "Made of", "Recorded late", "Compared"],
        ["Training"],
        ["Sessions", "24", "19 before, 5 more (26%)"],
        ["People", "about 410", "180 counted, 230 estimated; 6 sessions not known", "1"],
    ]
    assert book.write(sheet) == book.write(sheet)
