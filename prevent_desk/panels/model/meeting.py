"""A meeting as it is planned, and how people speak of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from prevent_desk.core.dates import say_date
from prevent_desk.core.errors import Refused
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.panels.model.records import Meeting, MeetingState, Mode

MODE_WORDS = {
    Mode.VIRTUAL: "Virtual",
    Mode.IN_PERSON: "In person",
    Mode.HYBRID: "In person and virtual",
}

STATE_WORDS = {
    MeetingState.PLANNED: "Planned",
    MeetingState.LIVE: "Under way",
    MeetingState.HELD: "Held",
    MeetingState.APPROVED: "Minutes approved",
    MeetingState.CANCELLED: "Cancelled",
}

CALLED_WORDS = "Called out"
"""What a planned meeting is from the call-out on."""

LONGEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting to be planned; moments are local time. See `Meeting`."""

    starts: datetime
    ends: datetime
    title: str = ""
    mode: Mode = Mode.VIRTUAL
    venue: str = ""
    link: str = ""
    marking: str = ""
    chair: str = ""
    note_taker: str = ""
    series_id: int | None = None
    note: str = ""


def wrong_time(starts: datetime, ends: datetime) -> str:
    """Return what is wrong with the hours of a meeting, as a sentence; or nothing."""
    if ends <= starts:
        return "The panel ends before it begins."
    if ends - starts > LONGEST:
        return "A panel lasts 12 hours at most."
    return ""


def title_on(day: date) -> str:
    """Return what a panel is called that nobody named: "Channel panel 10 Dec 2025"."""
    return f"Channel panel {say_date(day)[4:]}"


def say_when(meeting: Meeting) -> str:
    """Return when it is, in words: "Wed 10 Dec 2025, 10:00 to 11:30"."""
    return f"{say_date(meeting.starts.date())}, {meeting.starts:%H:%M} to {meeting.ends:%H:%M}"


def say_place(meeting: Meeting) -> str:
    """Return how and where it meets: "Virtual", "In person, Guildhall"."""
    words = MODE_WORDS[meeting.mode]
    return f"{words}, {meeting.venue}" if meeting.venue else words


def say_state(meeting: Meeting) -> str:
    """Return where it stands, in words."""
    if meeting.state is MeetingState.PLANNED and meeting.called is not None:
        return CALLED_WORDS
    return STATE_WORDS[meeting.state]


def is_coming(meeting: Meeting) -> bool:
    """Return whether it is still to be held."""
    return meeting.state in {MeetingState.PLANNED, MeetingState.LIVE}


def may_change(meeting: Meeting) -> bool:
    """Return whether its time, place and agenda are still open."""
    return meeting.state is MeetingState.PLANNED


def parse_time(text: str) -> time:
    """Read a time of day: "10", "10:30", "10.30", "2pm", "14:00".

    Raises:
        Refused: It is none; the words name what would be.
    """
    told = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", text.strip().lower())
    if told is not None:
        hour, minute = int(told[1]), int(told[2] or 0)
        if told[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if told[3] == "pm" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise Refused(f"“{text.strip()}” is not a time of day.", next_step="Try “10:00” or “2pm”.")


def say_day(day: date, today: date, days: WorkingDays) -> str:
    """Return what there is to know of a day for a panel: how far off, and whether it is worked."""
    if day < today:
        return "This day has passed."
    if why := days.why_closed(day):
        return f"{say_date(day)} is not worked: {why}."
    if not days.is_worked(day):
        return f"{say_date(day)} is at a weekend."
    left = days.between(today, day)
    if day == today:
        return "Today."
    return "The next working day." if left == 1 else f"In {left} working days."
