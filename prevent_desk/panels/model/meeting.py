"""A meeting as it is planned, and how people speak of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from prevent_desk.core.dates import say_date
from prevent_desk.panels.model.records import Meeting, MeetingState, Mode

MODE_WORDS = {
    Mode.VIRTUAL: "By video",
    Mode.IN_PERSON: "In person",
    Mode.HYBRID: "In person and by video",
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
    """Return how and where it meets: "By video", "In person, Guildhall"."""
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
