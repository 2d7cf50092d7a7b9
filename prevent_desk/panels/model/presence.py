"""Who was in the room for a case, and for how long of it.

It follows from two things that are kept: the times a point of the agenda was talked about, and the
times people came and went. A point may be taken up twice, somebody may leave and come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from prevent_desk.panels.model.records import Attendee, Role, Span

LATE_AFTER = timedelta(minutes=5)
"""Later than this after the beginning is late; ours."""

AWAY = frozenset({"apology", "sent_deputy"})
"""Answers of people who are not expected themselves."""

MOST = 0.5
"""Who was there for this part of a case counts for its quorum when it is over; ours."""


class Stand(StrEnum):
    """How somebody stands in the room now."""

    EXPECTED = "expected"
    HERE = "here"
    LATE = "late"
    LEFT = "left"
    APOLOGY = "apology"


@dataclass(frozen=True, slots=True)
class AtCase:
    """Somebody and one case.

    Attributes:
        seconds: How long they were there while it was talked about.
        of: How long it was talked about.
        late: It had begun when they came.
        left: They had gone when it ended.
    """

    attendee: Attendee
    seconds: int
    of: int
    late: bool
    left: bool

    @property
    def minutes(self) -> int:
        """Whole minutes they were there, at least one for whoever was there at all."""
        return max(1, round(self.seconds / 60)) if self.seconds else 0

    @property
    def is_whole(self) -> bool:
        """Whether they were there for all of it."""
        return not self.late and not self.left and self.seconds >= self.of


def total(spans: Iterable[Span], now: datetime) -> int:
    """Return how long some times are together, in whole seconds; one that runs ends now."""
    return sum(max(0, _seconds(span.began, span.ended or now)) for span in spans)


def together(ones: Iterable[Span], others: Sequence[Span], now: datetime) -> int:
    """Return for how long both ran at once, in whole seconds."""
    found = 0
    for one in ones:
        for other in others:
            began = max(one.began, other.began)
            ended = min(one.ended or now, other.ended or now)
            found += max(0, _seconds(began, ended))
    return found


def was_there(times: Iterable[Span], moment: datetime) -> bool:
    """Return whether somebody was in the room at a moment; the moment of going counts as gone."""
    return any(one.began <= moment and (one.ended is None or moment < one.ended) for one in times)


def at_case(
    item_id: int, attendees: Iterable[Attendee], spans: Sequence[Span], now: datetime
) -> list[AtCase]:
    """Return who was in the room for a case, in the order of the room; nobody where it had no time.

    A guest of another case is none of them, though the room was not emptied of them in time.

    Args:
        item_id: The case.
        attendees: Of the meeting, with their times.
        spans: The times the case was talked about.
        now: Local time.
    """
    if not spans:
        return []
    ordered = sorted(spans, key=lambda span: span.began)
    began, ended = ordered[0].began, ordered[-1].ended or now
    of = total(ordered, now)
    found = []
    for one in attendees:
        if one.item_id not in {None, item_id}:
            continue
        seconds = together(one.times, ordered, now)
        # A case just begun has no second yet; who is in the room is there for it all the same.
        if not seconds and not (one.is_here and ordered[-1].ended is None):
            continue
        came = min(span.began for span in one.times if (span.ended or now) >= began)
        gone = not one.is_here and max(span.ended or now for span in one.times) < ended
        found.append(AtCase(one, seconds, of, late=came > began, left=gone))
    return found


def deciding(
    item_id: int, attendees: Iterable[Attendee], spans: Sequence[Span], now: datetime
) -> list[Attendee]:
    """Return who counts for a case's quorum: who is here while it runs, who was there for most.

    Note takers do not count; they are not members.
    """
    running = any(span.ended is None for span in spans)
    return [
        one.attendee
        for one in at_case(item_id, attendees, spans, now)
        if one.attendee.role is not Role.NOTE_TAKER
        and (one.attendee.is_here if running else one.seconds >= one.of * MOST)
    ]


def stand(attendee: Attendee, began: datetime | None) -> Stand:
    """Return how somebody stands in the room.

    Args:
        attendee: With their times.
        began: When the meeting began or was to begin, whichever is later; None before it does.
    """
    if attendee.is_here:
        return Stand.LATE if is_late(attendee, began) else Stand.HERE
    if attendee.times:
        return Stand.LEFT
    return Stand.APOLOGY if attendee.answer in AWAY else Stand.EXPECTED


def is_late(attendee: Attendee, began: datetime | None) -> bool:
    """Return whether somebody came late to the meeting; a guest for one case never does."""
    if began is None or not attendee.times or attendee.item_id is not None:
        return False
    return min(span.began for span in attendee.times) > began + LATE_AFTER


def agencies(attendees: Iterable[Attendee]) -> int:
    """Return how many agencies some people are of; one agency may have sent two."""
    return len({agency_key(one) for one in attendees if one.role is not Role.NOTE_TAKER})


def agency_key(attendee: Attendee) -> str:
    """Return what tells one agency from another: its record, or its name as typed."""
    if attendee.organisation_id is not None:
        return f"#{attendee.organisation_id}"
    return attendee.agency.strip().casefold()


def _seconds(began: datetime, ended: datetime) -> int:
    return int((ended - began).total_seconds())
