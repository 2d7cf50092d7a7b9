"""A meeting as a calendar file (.ics, RFC 5545), with no name of anybody a case is about.

Hours are written as the clocks in London show them, with the rules of that zone in the file: they
stay right when the clocks change between the invitation and the panel, and where a reader's
computer stands elsewhere. Without an organiser's address the file is published: it is put into the
reader's calendar as it is. With one it is a request, which their program answers to that address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from prevent_desk.exports.mail import one_line

ZONE = "Europe/London"

# In force since 1996 (Directive 2000/84/EC, kept in UK law by SI 2002/262): the last Sundays of
# March and October, both at 01:00 UTC.
_ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "TZNAME:BST",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "DTSTART:19960331T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:GMT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_MOST_OCTETS = 75
_DEFAULT_ALARM = "-PT15M"


class Method(Enum):
    """What a calendar program is to do with the file."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A meeting as calendars keep it.

    Attributes:
        uid: Stays the same when its time changes; `sequence` goes up then.
        starts, ends: As the clocks in London show them, without a zone.
        stamped: The moment the file is made, UTC.
        organiser: Name and address of who calls it; None publishes it to no one in particular.
        attendees: Name and address of those asked by this very file.
    """

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    stamped: datetime
    summary: str
    description: str = ""
    location: str = ""
    link: str = ""
    organiser: tuple[str, str] | None = None
    attendees: Sequence[tuple[str, str]] = ()
    is_cancelled: bool = False

    @property
    def method(self) -> Method:
        """What a calendar program is to do with it."""
        if self.is_cancelled:
            return Method.CANCEL
        return Method.REQUEST if self.organiser and self.attendees else Method.PUBLISH


def write(entry: CalendarEntry) -> bytes:
    """Return the bytes of the .ics file; the same entry gives the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Prevent Desk//Panels//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{entry.method.value}",
        *_ZONE_LINES,
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{entry.stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={ZONE}:{entry.starts:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={ZONE}:{entry.ends:%Y%m%dT%H%M%S}",
        f"SUMMARY:{_text(entry.summary)}",
    ]
    if entry.description:
        lines.append(f"DESCRIPTION:{_text(entry.description)}")
    if place := ", ".join(part for part in (entry.location, entry.link) if part):
        lines.append(f"LOCATION:{_text(place)}")
    if entry.link:
        lines.append(f"URL:{one_line(entry.link)}")
    if entry.organiser is not None:
        lines.append(f"ORGANIZER{_named(entry.organiser[0])}:mailto:{one_line(entry.organiser[1])}")
    if entry.method is not Method.PUBLISH:
        lines += [_attendee(name, address) for name, address in entry.attendees if address]
    lines += [
        f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
    ]
    if not entry.is_cancelled:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(entry.summary)}",
            f"TRIGGER:{_DEFAULT_ALARM}",
            "END:VALARM",
        ]
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return "".join(_folded(line) for line in lines).encode()


def _attendee(name: str, address: str) -> str:
    return (
        f"ATTENDEE{_named(name)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
        f":mailto:{one_line(address)}"
    )


def _named(name: str) -> str:
    # A parameter cannot hold a quotation mark, however it is written (RFC 5545, 3.2).
    shown = one_line(name).replace('"', "'")
    return f';CN="{shown}"' if shown else ""


def _text(words: str) -> str:
    """Return words as a TEXT value: what means something to the format is escaped."""
    plain = "".join(sign for sign in words if sign == "\n" or sign.isprintable())
    for sign, told in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, told)
    return plain


def _folded(line: str) -> str:
    """Return a line in pieces of 75 octets at most; no letter is cut in two."""
    pieces: list[str] = []
    piece, used = "", 0
    for sign in line:
        size = len(sign.encode())
        # A piece that goes on begins with a blank, which counts.
        if used + size > _MOST_OCTETS - bool(pieces):
            pieces.append(piece)
            piece, used = "", 0
        piece += sign
        used += size
    pieces.append(piece)
    return "\r\n ".join(pieces) + "\r\n"
