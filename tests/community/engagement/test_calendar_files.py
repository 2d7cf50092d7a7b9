"""Calendar files of engagement are read back with icalendar, rules worked out with dateutil."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rruleset, rrulestr  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.community.exports import event_calendar
from prevent_desk.community.exports.event_calendar import Stamp
from prevent_desk.community.model.events import State
from prevent_desk.community.model.series import Every, Series, days_from
from prevent_desk.community.model.series_ahead import rule_of
from prevent_desk.community.ui.engagement.calendar_dialog import CalendarDialog
from prevent_desk.community.ui.engagement.regular import RegularList
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.query import Query
from prevent_desk.store import audit
from tests.community.engagement.desks import NOW, TODAY, Desk
from tests.community.engagement.rooms import Room, press
from tests.referrals.dialogs import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LONDON = ZoneInfo("Europe/London")
STAMP = Stamp(NOW, "OFFICIAL")
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """Return a moment of a day, as the clocks on the wall show it."""
    return datetime.combine(day, time(hour, minute))


def read(data: bytes) -> list[icalendar.Event]:
    """Return the events of a file as another program reads it."""
    found = icalendar.Calendar.from_ical(data)
    assert isinstance(found, icalendar.Calendar)
    return found.events


def of(desk: Desk, event_id: int) -> icalendar.Event:
    """Return one event as its file says it."""
    event = desk.community.events.one(event_id)
    return read(event_calendar.write([event_calendar.of_event(event, STAMP)]))[0]


def series_file(desk: Desk, series_id: int) -> list[icalendar.Event]:
    """Return what comes again as its file says it: the rule first."""
    coming = desk.community.regular.ahead(series_id)
    return read(event_calendar.write(event_calendar.of_series(coming, "", STAMP)))


def exdates(rule: icalendar.Event) -> list[Any]:
    """Return when it does not come."""
    gone: Any = rule.get("EXDATE", [])
    return [moment.dt for one in (gone if isinstance(gone, list) else [gone]) for moment in one.dts]


def occasions(events: list[icalendar.Event], until: datetime) -> list[datetime]:
    """Return when a calendar shows what comes again, by the rules of RFC 5545."""
    rule: Any
    rule, *others = events
    start = rule.decoded("DTSTART").replace(tzinfo=None)
    days = rruleset()
    days.rrule(rrulestr(rule["RRULE"].to_ical().decode(), dtstart=start))
    for moment in exdates(rule):
        days.exdate(moment.replace(tzinfo=None))
    for other in others:
        if "RECURRENCE-ID" in other:
            days.exdate(other.decoded("RECURRENCE-ID").replace(tzinfo=None))
        days.rdate(other.decoded("DTSTART").replace(tzinfo=None))
    return list(days.between(start - DAY, until))


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 3, 30), date(2026, 7, 8)])
def test_an_event_stands_at_the_hours_of_london_on_both_sides_of_a_change_of_clocks(
    desk: Desk, day: date
) -> None:
    found = of(desk, desk.log("stall", day, starts="16:00", minutes=90, venue="Artizan Library"))
    begins, ends = found.start, found.end
    assert isinstance(begins, datetime)
    assert isinstance(ends, datetime)
    wanted = datetime(day.year, day.month, day.day, 16, tzinfo=LONDON)
    assert begins.astimezone(UTC) == wanted.astimezone(UTC)
    assert ends - begins == timedelta(minutes=90)
    assert str(found["LOCATION"]) == "Artizan Library"


def test_what_has_no_hour_lies_on_its_days_and_keeps_nobody_busy(desk: Desk) -> None:
    key = desk.log("campaign", TODAY + 3 * DAY, last=TODAY + 5 * DAY, title="ACT Early week")
    found = of(desk, key)
    assert (found.start, found.end) == (TODAY + 3 * DAY, TODAY + 6 * DAY)
    assert str(found["TRANSP"]) == "TRANSPARENT"
    assert not found.walk("VALARM")


def test_three_days_at_two_o_clock_are_three_afternoons(desk: Desk) -> None:
    key = desk.log("stall", TODAY + DAY, last=TODAY + 3 * DAY, starts="14:00", minutes=120)
    found = of(desk, key)
    assert [moment.day for moment in occasions([found], at(date(2026, 1, 1)))] == [26, 27, 28]
    assert found.duration == timedelta(hours=2)


def test_two_of_five_days_lie_over_them_all(desk: Desk) -> None:
    found = of(desk, desk.log("stall", TODAY, last=TODAY + 4 * DAY, days=2, starts="14:00"))
    assert (found.start, found.end) == (TODAY, TODAY + 5 * DAY)


def test_nothing_of_who_comes_or_what_was_noted_goes_in(desk: Desk) -> None:
    place = desk.partner("Portsoken Women’s Network")
    key = desk.log(
        "meeting", TODAY + DAY, title="Planning, spring; part 2",
        parties=(desk.person("Ada Vance", place),), note="She fears her brother.", summary="Secret",
        topics=("grievance",),
    )  # fmt: skip
    entry = event_calendar.of_event(desk.community.events.one(key), STAMP)
    data = event_calendar.write([entry]).decode()
    for words in ("Vance", "Portsoken", "brother", "Secret", "grievance"):
        assert words not in data
    found = read(data.encode())[0]
    assert str(found["SUMMARY"]) == "Planning, spring; part 2"
    assert str(found["CLASS"]) == "PRIVATE"
    assert "OFFICIAL" in str(found["DESCRIPTION"])


def test_taken_out_again_after_a_change_it_takes_the_place_of_the_first(desk: Desk) -> None:
    key = desk.log("stall", TODAY + DAY, venue="Guildhall")
    first = of(desk, key)
    new = replace(desk.community.events.again(key, TODAY + 2 * DAY), venue="Museum")
    desk.community.events.change(key, new)
    second = of(desk, key)
    assert first["UID"] == second["UID"]
    assert second.start == TODAY + 2 * DAY


def test_what_is_listed_is_its_planned_events_from_today_on(desk: Desk) -> None:
    desk.log("stall", TODAY - DAY, state=State.PLANNED)
    desk.log("stall", TODAY - 5 * DAY)
    wanted = [desk.log("stall", TODAY + days * DAY, state=State.PLANNED) for days in (0, 3)]
    desk.community.events.cancel(desk.log("stall", TODAY + DAY), "Rain")
    meeting = desk.log("meeting", TODAY + DAY)
    events = desk.community.events
    query = Query(chosen={"kind": frozenset({"stall"}), "state": frozenset({"held"})})
    assert [one.id for one in events.to_come(query)] == wanted
    assert [one.id for one in events.to_come(Query())] == [wanted[0], meeting, wanted[1]]


@given(
    st.sampled_from(list(Every)), st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.booleans()
)  # fmt: skip
def test_the_rule_leads_to_the_very_days_the_desk_expects(
    every: Every, begun: date, keeps_weekday: bool
) -> None:
    series = Series(1, "Group", "network", "Network", every, keeps_weekday, begun)
    ours = days_from(every, begun, keeps_weekday=keeps_weekday)
    theirs = iter(rrulestr(rule_of(series), dtstart=at(begun)))
    for _one in range(60):
        assert next(theirs).date() == next(ours)


@pytest.fixture
def weekly(desk: Desk) -> int:
    """A weekly group on Tuesdays at half past ten, begun three weeks before today."""
    key = desk.log("network", TODAY - 3 * WEEK, title="Women’s network", starts="10:30", minutes=45)
    return desk.community.regular.start(key, Every.WEEK)


def test_what_comes_again_has_its_days_with_those_moved_and_without_those_called_off(
    desk: Desk, weekly: int
) -> None:
    regular, events = desk.community.regular, desk.community.events
    moved = replace(regular.proposal(weekly, TODAY + WEEK + DAY), starts="11:00", venue="Museum")
    events.add(replace(moved, state=State.PLANNED))
    off = events.add(replace(regular.proposal(weekly, TODAY + 2 * WEEK), state=State.PLANNED))
    events.cancel(off, "Half-term")
    found = series_file(desk, weekly)
    today = at(TODAY, 10, 30)
    assert occasions(found, today + 4 * WEEK + DAY) == [
        today, today + WEEK + DAY + timedelta(minutes=30), today + 3 * WEEK, today + 4 * WEEK
    ]  # fmt: skip
    assert found[1]["UID"] == found[0]["UID"]
    assert str(found[1]["LOCATION"]) == "Museum"
    # The clocks change on 29 March, and the group still meets at half past ten.
    march = [one for one in occasions(found, at(date(2026, 4, 8))) if one >= at(date(2026, 3, 1))]
    assert {one.hour for one in march} == {10}
    assert read_zone(found[0]) == "Europe/London"


def read_zone(event: Any) -> Any:
    """Return the zone its hours are told in."""
    return event["DTSTART"].params["TZID"]


def test_held_already_today_it_begins_with_the_next_and_skipped_with_the_one_after(
    desk: Desk, weekly: int
) -> None:
    regular = desk.community.regular
    desk.community.events.add(regular.proposal(weekly, TODAY))
    today = at(TODAY, 10, 30)
    assert occasions(series_file(desk, weekly), today + 2 * WEEK + DAY) == [
        today + WEEK,
        today + 2 * WEEK,
    ]
    # The first skips what was missed, the second the next one.
    regular.skip(weekly)
    assert occasions(series_file(desk, weekly), today + 2 * WEEK + DAY)[0] == today + 2 * WEEK
    regular.end(weekly)
    with pytest.raises(Refused, match="ended"):
        regular.ahead(weekly)


def test_a_series_without_an_hour_leaves_days_out_as_days(desk: Desk) -> None:
    key = desk.log("forum", TODAY - WEEK, title="Forum")
    series = desk.community.regular.start(key, Every.WEEK)
    off = desk.community.events.add(
        replace(desk.community.regular.proposal(series, TODAY + WEEK), state=State.PLANNED)
    )
    desk.community.events.cancel(off, "Rain")
    rule = series_file(desk, series)[0]
    assert rule.start == TODAY
    assert exdates(rule) == [TODAY + WEEK]


def saved(qtbot: QtBot, folder: Path, calls: Any) -> bytes:
    """Save what a dialog shows into a folder, by its button, and return the file."""
    kept: list[bytes] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CalendarDialog)
        dialog.choose_folder = lambda _start: str(folder)
        dialog.folder_button.click()
        dialog.save_button.click()
        qtbot.waitUntil(lambda: dialog.saved is not None)
        assert dialog.saved is not None
        kept.append(dialog.saved.read_bytes())
        dialog.close()

    in_dialog(calls, answer)
    return kept[0]


def test_a_planned_event_is_saved_from_its_pane_and_noted(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    key = desk.log("stall", TODAY + DAY, title="Stall, Museum", starts="14:00")
    room = Room(desk, qtbot)
    tab = room.engagement(event=key)
    data = saved(qtbot, tmp_path, lambda: press(tab.pane, "Calendar file"))
    assert str(read(data)[0]["SUMMARY"]) == "Stall, Museum"
    newest = audit.records(desk.store)[0]
    assert (newest.action, (newest.detail or {})["events"]) == ("exported", 1)


def test_an_event_that_was_held_has_no_calendar_file(desk: Desk, qtbot: QtBot) -> None:
    key = desk.log("stall", TODAY)
    tab = Room(desk, qtbot).engagement(event=key)
    assert not [one for one in tab.pane.buttons() if one.text() == "Calendar file"]


def test_what_is_listed_and_what_comes_again_are_saved_by_their_buttons(
    desk: Desk, weekly: int, qtbot: QtBot, tmp_path: Path
) -> None:
    for days in (1, 2):
        desk.log("stall", TODAY + days * DAY, title=f"Stall {days}")
    room = Room(desk, qtbot)
    tab = room.engagement()
    data = saved(qtbot, tmp_path, tab.calendar_button.click)
    assert [str(one["SUMMARY"]) for one in read(data)] == ["Stall 1", "Stall 2"]
    listed = RegularList(tab._around)
    button = next(one for one in listed.buttons if one.text() == "Calendar file")
    assert read(saved(qtbot, tmp_path, button.click))[0]["RRULE"].to_ical() == (
        b"FREQ=WEEKLY;BYDAY=TU"
    )  # fmt: skip
    listed.close()


def test_nothing_ahead_is_said_and_nothing_saved(desk: Desk, qtbot: QtBot) -> None:
    desk.log("stall", TODAY - DAY)
    room = Room(desk, qtbot)
    tab = room.engagement()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CalendarDialog)
        banner = dialog.form.told_banner
        qtbot.waitUntil(lambda: "lies ahead" in banner.text())
        dialog.close()

    in_dialog(tab.calendar_button.click, answer)
