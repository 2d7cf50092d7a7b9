"""Who may give which course, since when and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import Tally
from prevent_desk.logbook.model.parties import Party

SOON = timedelta(days=60)
"""As long before its end an accreditation is shown as ending soon."""


NONE_GIVEN = Tally()


class Standing(StrEnum):
    """Where a trainer's accreditation stands."""

    GIVES = "gives"
    SOON = "soon"
    LAPSED = "lapsed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class NewTrainer:
    """A trainer as they are entered.

    Attributes:
        who: A contact, or words.
        course_id: None: any course.
        accredited: None where the course asks for none.
        until: The last day it counts; None: without end.
    """

    who: Party
    course_id: int | None = None
    accredited: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trainer:
    """A trainer as they stand.

    Attributes:
        organisation: What their organisation is called, or empty.
        course: The course's title; empty for any.
        ended: The day they stopped.
        sessions, people: Of the sessions they gave of this course, held ones only.
        last: The last day they gave one; None for never.
        session_ids: Those sessions.
    """

    id: int
    who: Party
    organisation: str
    course_id: int | None
    course: str
    accredited: date | None
    until: date | None
    ended: date | None
    note: str
    sessions: Tally = NONE_GIVEN
    people: Tally = NONE_GIVEN
    last: date | None = None
    session_ids: tuple[int, ...] = ()

    def standing(self, today: date) -> Standing:
        """Return where they stand on a day."""
        if self.ended is not None and self.ended <= today:
            return Standing.ENDED
        if self.until is None:
            return Standing.GIVES
        if self.until < today:
            return Standing.LAPSED
        return Standing.SOON if self.until - today <= SOON else Standing.GIVES

    def said(self, today: date) -> str:
        """Return where they stand, in words."""
        standing = self.standing(today)
        if standing is Standing.ENDED and self.ended is not None:
            return f"stopped {say_short(self.ended)}"
        if self.until is None:
            return "no end"
        if standing is Standing.LAPSED:
            return f"lapsed {say_short(self.until)}"
        return f"until {say_short(self.until)}"


def checked(new: NewTrainer) -> NewTrainer:
    """Return a trainer as they are kept.

    Raises:
        Refused: Nobody is named, or the accreditation ends before it begins.
    """
    if new.who.contact_id is None and not new.who.words.strip():
        raise Refused("Nobody is named.", next_step="Choose a contact, or type a name.")
    if new.accredited is not None and new.until is not None and new.until < new.accredited:
        raise Refused(
            "The accreditation ends before it begins.", next_step="Choose a later last day."
        )
    return new
