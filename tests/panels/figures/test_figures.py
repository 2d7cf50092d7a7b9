"""Attendance and figures of panels over a period."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import openpyxl

from prevent_desk.panels.exports.register_book import write
from prevent_desk.panels.model.figures import (
    Came,
    CaseHeard,
    Figure,
    Figures,
    MeetingHeard,
    figures,
)
from prevent_desk.panels.model.publishable import exact
from prevent_desk.panels.model.records import Attendee, Meeting, MeetingState, Mode, Role, Span
from prevent_desk.panels.model.register_order import BookOrder
from prevent_desk.panels.tables import DecisionTable
from tests.panels.desks import NOW, Desk
from tests.panels.minutes import meeting

YEAR = date(2025, 4, 1), date(2026, 3, 31)


def figure(told: Figures, key: str) -> Figure:
    return next(one for one in told.figures if one.key == key)


def on(day: date) -> Meeting:
    starts = datetime.combine(day, time(10))
    return Meeting(day.toordinal(), "Panel", starts, starts, Mode.VIRTUAL, MeetingState.HELD)


def from_agency(agency: str, role: Role, *, here: bool = True, answer: str = "") -> Attendee:
    times = (Span(NOW.replace(tzinfo=None), None),) if here else ()
    return Attendee(1, 1, agency, "N", "N", role, answer=answer, times=times)


def test_the_figures_of_a_year_count_what_the_desk_kept(held: Desk) -> None:
    told = held.services.registers.figures(*YEAR)
    values = {one.key: one.value for one in told.figures}
    assert values == {"meetings": "1", "cases": "4", "decisions": "4", "time": "6 min",
                      "dissent": "1", "quorum": "0"}  # fmt: skip
    assert figure(told, "dissent").items == (held.told.cases[2],)
    agencies = {one.agency: one for one in told.agencies}
    assert agencies["Children’s Social Care"].meetings == {Came.DEPUTY: (held.told.meeting,)}
    assert agencies["Probation"].share == "0 of 1"
    assert agencies["Probation"].count(Came.APOLOGY) == 1
    assert agencies["Corporation CST"].count(Came.LEAD) == 1


def test_a_case_nothing_was_decided_of_counts_under_its_own_reference(held: Desk) -> None:
    with held.store.writing(None) as session:
        session.delete(session.query(DecisionTable).filter_by(item_id=held.told.cases[3]).one())
    (heard,) = held.services.registers.meetings()
    refs = {case.item_id: case.ref for case in heard.cases}
    assert refs[held.told.cases[3]] == meeting.ref(held, 3)


def test_agencies_that_were_merged_are_one(held: Desk) -> None:
    keys = held.told.organisations
    held.services.contacts.merging.merge_organisations(keys["barts"], keys["probation"])
    told = held.services.registers.figures(*YEAR)
    assert {one.agency for one in told.agencies} >= {"Barts Health"}
    assert "Probation" not in {one.agency for one in told.agencies}


def test_a_meeting_on_the_first_or_last_day_counts_and_one_beside_it_does_not() -> None:
    days = (date(2025, 3, 31), date(2025, 4, 1), date(2026, 3, 31), date(2026, 4, 1))
    told = figures([MeetingHeard(on(day)) for day in days], *YEAR)
    assert figure(told, "meetings").meetings == (days[1].toordinal(), days[2].toordinal())


def test_an_agency_counts_once_a_meeting_as_the_highest_who_came() -> None:
    came = (
        from_agency("Barts", Role.DEPUTY),
        from_agency("Barts", Role.LEAD),
        from_agency("Health board", Role.LEAD, here=False),
        from_agency("Scribes", Role.NOTE_TAKER),
        from_agency("School", Role.GUEST, here=False),
    )
    told = figures([MeetingHeard(on(date(2025, 5, 1)), came)], *YEAR)
    agencies = {one.agency: one for one in told.agencies}
    assert set(agencies) == {"Barts", "Health board"}
    assert agencies["Barts"].count(Came.LEAD) == 1
    assert agencies["Barts"].asked == 1
    assert agencies["Health board"].count(Came.ABSENT) == 1


def test_a_case_without_a_quorum_is_counted_and_leads_to_its_record() -> None:
    cases = (CaseHeard(7, "PD-1", 600, quorum=False), CaseHeard(8, "PD-2", 300, quorum=True),
             CaseHeard(9, "PD-3", 0, quorum=None))  # fmt: skip
    told = figures([MeetingHeard(on(date(2025, 5, 1)), (), cases)], *YEAR)
    quorum = figure(told, "quorum")
    assert (quorum.value, quorum.more, quorum.items) == ("1", "of 2 cases", (7,))
    assert figure(told, "time").value == "8 min"


def test_a_year_without_panels_has_figures_of_nothing() -> None:
    told = figures([], *YEAR)
    assert [one.value for one in told.figures] == ["0", "0", "0", "–", "0", "0"]


def test_the_workbook_holds_figures_and_attendance(held: Desk) -> None:
    order = BookOrder(
        "Panel figures", "OFFICIAL-SENSITIVE", "PD-E-0002", date(2025, 11, 26), NOW,
        practice=True, period="2025/26", figures=exact(held.services.registers.figures(*YEAR)),
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(write(order)))
    told = {row[0]: row[1] for row in book["Figures"].iter_rows(min_row=4, values_only=True)}
    assert told["Meetings held"] == "1"
    rows = {row[0]: row for row in book["Attendance"].iter_rows(min_row=4, values_only=True)}
    assert rows["Probation"][1] == "0 of 1"
