"""Calendar files are read back with icalendar, drafts with the standard library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.exports import mail
from prevent_desk.exports.calendar import CalendarEntry, write
from prevent_desk.panels.exports import invitation
from prevent_desk.panels.model.records import Attendee, Meeting, MeetingState, Mode, Role

_at = datetime.fromisoformat
LONDON = ZoneInfo("Europe/London")
MEETING = Meeting(
    1, "Channel panel about K. Hallam", _at("2025-12-10T10:00"), _at("2025-12-10T11:30"),
    Mode.HYBRID, MeetingState.PLANNED, venue="Guildhall; West Wing, room 3",
    link="https://meet.example/p?a=1,2;b", uid="one@panel.prevent-desk", sequence=3,
)  # fmt: skip
LEAD = Attendee(4, 1, "Barts Health", 'Dr L. "Lou" Shah', "LS", Role.LEAD, email="shah@b.example")
STAMP = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
OFFICER = ("Prevent coordinator", "prevent@city.example")


def _event(data: bytes) -> tuple[icalendar.Calendar, icalendar.Event]:
    read = icalendar.Calendar.from_ical(data)
    assert isinstance(read, icalendar.Calendar)
    return read, read.events[0]


@pytest.mark.parametrize(
    "starts",
    [
        _at("2026-03-27T10:00"), _at("2026-03-30T10:00"), _at("2025-10-24T16:00"),
        _at("2025-10-27T09:00"), _at("2026-07-08T10:00"), _at("2035-03-26T08:30"),
    ],
)  # fmt: skip
def test_the_hours_are_those_of_london_on_both_sides_of_a_change_of_clocks(
    starts: datetime,
) -> None:
    meeting = replace(MEETING, starts=starts, ends=starts + timedelta(minutes=90))
    read, event = _event(write(invitation.entry(meeting, STAMP)))
    wanted = starts.replace(tzinfo=LONDON).astimezone(UTC)
    begins, ends = event.start, event.end
    assert isinstance(begins, datetime)
    assert isinstance(ends, datetime)
    assert begins.astimezone(UTC) == wanted
    assert ends.astimezone(UTC) == wanted + timedelta(minutes=90)
    # A reader that knows no zones goes by the rules in the file itself.
    zone = read.timezones[0].to_tz(lookup_tzid=False)
    assert starts.replace(tzinfo=zone).astimezone(UTC) == wanted


def test_a_calendar_shows_no_title_that_was_typed_and_no_case() -> None:
    data = write(invitation.entry(MEETING, STAMP, OFFICER, LEAD)).decode()
    assert "Hallam" not in data
    assert "SUMMARY:Channel panel\r\n" in data
    assert "PD-" not in data.replace("PRODID", "")


def test_the_same_meeting_keeps_its_mark_while_its_sequence_rises() -> None:
    _, first = _event(write(invitation.entry(MEETING, STAMP)))
    _, later = _event(write(invitation.entry(replace(MEETING, sequence=4), STAMP)))
    assert first["UID"] == later["UID"] == MEETING.uid
    assert (first["SEQUENCE"], later["SEQUENCE"]) == (3, 4)


def test_place_and_link_come_back_as_they_were_typed() -> None:
    _, event = _event(write(invitation.entry(MEETING, STAMP)))
    assert str(event["LOCATION"]) == (
        "In person and virtual, Guildhall; West Wing, room 3, https://meet.example/p?a=1,2;b"
    )


def test_without_an_organiser_it_is_published_to_nobody() -> None:
    read, event = _event(write(invitation.entry(MEETING, STAMP, None, LEAD)))
    assert read["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event


def test_with_an_organiser_it_asks_the_one_it_goes_to() -> None:
    read, event = _event(write(invitation.entry(MEETING, STAMP, OFFICER, LEAD)))
    assert read["METHOD"] == "REQUEST"
    assert str(event["ORGANIZER"]) == "mailto:prevent@city.example"
    assert str(event["ATTENDEE"]) == "mailto:shah@b.example"
    assert event["ATTENDEE"].params["CN"] == "Dr L. 'Lou' Shah"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"


def test_a_cancelled_meeting_takes_itself_out_of_calendars() -> None:
    off = replace(MEETING, cancelled="Nothing to decide", state=MeetingState.CANCELLED)
    read, event = _event(write(invitation.entry(off, STAMP, OFFICER, LEAD)))
    assert read["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"


def test_a_draft_carries_the_file_as_a_calendar() -> None:
    entry = invitation.entry(MEETING, STAMP, OFFICER, LEAD)
    data = mail.draft((LEAD.name, LEAD.email), "Panel", "Words", (invitation.attached(entry),))
    message = message_from_bytes(data, policy=policy.default)
    assert message["X-Unsent"] == "1"
    (part,) = message.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "REQUEST"
    assert part.get_payload(decode=True) == write(entry)


@pytest.mark.parametrize("sign", ["x", "é", "–", "😀"])
def test_a_long_line_is_folded_at_75_octets_without_cutting_a_letter(sign: str) -> None:
    meeting = replace(MEETING, venue=sign * 200)
    data = write(invitation.entry(meeting, STAMP))
    longest = max(len(line) for line in data.split(b"\r\n"))
    assert 75 - len(sign.encode()) < longest <= 75
    _, event = _event(data)
    assert sign * 200 in str(event["LOCATION"])


@given(words=st.text(max_size=300), link=st.text(max_size=60))
def test_whatever_is_typed_stays_one_event_in_lines_that_are_short(words: str, link: str) -> None:
    entry = CalendarEntry(
        "u@x", 0, _at("2025-12-10T10:00"), _at("2025-12-10T11:00"), STAMP, "Panel",
        description=words, location=words, link=link,
    )  # fmt: skip
    data = write(entry)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    read, event = _event(data)
    assert len(read.events) == 1
    assert event["UID"] == "u@x"
