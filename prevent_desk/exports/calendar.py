"""What is on on some day as a calendar file (.ics, RFC 5545): panels, stalls, regular groups.

Hours are written as the clocks in London show them, with the rules of that zone in the file: they
stay right when the clocks change between the making of the file and the day, and where a reader's
computer stands elsewhere. What has no hour lies on whole days. Without an organiser's address the
file is published: it is put into the reader's calendar as it is. With one it is a request, which
their program answers to that address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
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


Moment = datetime | date
"""A moment, or a whole day."""


class Method(Enum):
    """What a calendar program is to do with the file."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What calendars keep of it.

    Attributes:
        uid: Stays the same when its time changes; `sequence` or `stamped` goes up then.
        starts, ends: As the clocks in London show them, without a zone; where both are days only,
            it lies on whole days, the last of them the one before `ends`.
        stamped: The moment the file is made, UTC.
        organiser: Name and address of who calls it; None publishes it to no one in particular.
        attendees: Name and address of those asked by this very file.
        repeats: The rule by which it comes again, as RFC 5545 writes it: "FREQ=WEEKLY"; or empty.
        left_out: When it does not come, of those the rule leads to; as `starts` is written.
        instead_of: When the rule has it that this one takes the place of, under the rule's `uid`.
    """

    uid: str
    sequence: int
    starts: Moment
    ends: Moment
    stamped: datetime
    summary: str
    description: str = ""
    location: str = ""
    link: str = ""
    organiser: tuple[str, str] | None = None
    attendees: Sequence[tuple[str, str]] = ()
    is_cancelled: bool = False
    repeats: str = ""
    left_out: Sequence[Moment] = ()
    instead_of: Moment | None = None

    @property
    def method(self) -> Method:
        """What a calendar program is to do with it."""
        if self.is_cancelled:
            return Method.CANCEL
        return Method.REQUEST if self.organiser and self.attendees else Method.PUBLISH


def write(*entries: CalendarEntry) -> bytes:
    """Return the bytes of the .ics file; the same entries give the same bytes.

    Raises:
        ValueError: There is none, or a calendar program is not to do the same with all.
    """
    methods = {entry.method for entry in entries}
    if len(methods) != 1:
        message = "A calendar file holds entries of one method."
        raise ValueError(message)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Prevent Desk//Calendar//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{methods.pop().value}",
        *_ZONE_LINES,
        *(line for entry in entries for line in _event(entry)),
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) for line in lines).encode()


def _event(entry: CalendarEntry) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{entry.stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART{_moment(entry.starts)}",
        f"DTEND{_moment(entry.ends)}",
    ]
    if entry.instead_of is not None:
        lines.append(f"RECURRENCE-ID{_moment(entry.instead_of)}")
    if entry.repeats:
        lines.append(f"RRULE:{entry.repeats}")
        lines += [f"EXDATE{_moment(one)}" for one in entry.left_out]
    lines.append(f"SUMMARY:{_text(entry.summary)}")
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
    is_timed = isinstance(entry.starts, datetime)
    lines += [
        f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        f"TRANSP:{'OPAQUE' if is_timed else 'TRANSPARENT'}",
    ]
    if is_timed and not entry.is_cancelled:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(entry.summary)}",
            f"TRIGGER:{_DEFAULT_ALARM}",
            "END:VALARM",
        ]
    return [*lines, "END:VEVENT"]


def _moment(moment: Moment) -> str:
    """Return a moment as a property's value with what it needs before it."""
    if isinstance(moment, datetime):
        return f";TZID={ZONE}:{moment:%Y%m%dT%H%M%S}"
    return f";VALUE=DATE:{moment:%Y%m%d}"


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
