"""An invitation as files: the calendar entry of one person asked, and the draft it goes with."""

from __future__ import annotations

import re
from datetime import datetime

from prevent_desk.exports.calendar import CalendarEntry, write
from prevent_desk.exports.mail import Attached
from prevent_desk.panels.model.invitation import where
from prevent_desk.panels.model.records import Attendee, Meeting

_LONGEST = 40

ORGANISER = "panels/organiser"
"""The setting with the name and address of whoever calls panels: {"name": "", "email": ""}."""

SUMMARY = "Channel panel"
"""What calendars show: they lie open on other desks, so nothing else of it stands there."""


def entry(
    meeting: Meeting,
    stamped: datetime,
    organiser: tuple[str, str] | None = None,
    to: Attendee | None = None,
) -> CalendarEntry:
    """Return a meeting as a calendar keeps it.

    Args:
        meeting: The meeting; its own title is not used, for it may have been typed.
        stamped: This moment, with its zone.
        organiser: Name and address of who calls it; None publishes the file.
        to: Who is asked by it; None for nobody in particular.
    """
    asked = ((to.name, to.email),) if to is not None and to.email else ()
    return CalendarEntry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts=meeting.starts,
        ends=meeting.ends,
        stamped=stamped,
        summary=SUMMARY,
        description="Agenda and papers come by mail. Cases are named by reference only.",
        location=where(meeting),
        link=meeting.link,
        organiser=organiser,
        attendees=asked,
        is_cancelled=bool(meeting.cancelled),
    )


def attached(entry_: CalendarEntry) -> Attached:
    """Return the calendar file as it goes with a draft."""
    name = "panel-cancelled.ics" if entry_.is_cancelled else "panel.ics"
    return Attached(name, write(entry_), {"method": entry_.method.value, "charset": "utf-8"})


def file_name(meeting: Meeting, to: Attendee) -> str:
    """Return a draft's name: the day, the agency; never a person's."""
    agency = "-".join(re.findall(r"[a-z0-9]+", to.agency.lower()))[:_LONGEST].strip("-")
    kind = "cancelled" if meeting.cancelled else "invitation"
    # Several may come of one agency, and no two drafts may have one name.
    return f"panel-{meeting.starts:%Y-%m-%d}-{kind}-{agency or 'guest'}-{to.id}.eml"
