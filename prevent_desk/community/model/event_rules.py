"""What an event may be, and what follows from the rest of it; refused in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from prevent_desk.community.model.events import (
    MOST_DAYS,
    MOST_TIMES,
    NewEvent,
    State,
    proposed_title,
)
from prevent_desk.core.dates import say_date
from prevent_desk.core.errors import Refused
from prevent_desk.core.times import read_time
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.model.parties import Party


def checked(new: NewEvent, kinds: Vocabulary, today: date) -> NewEvent:
    """Return an event with what follows from the rest filled in: last day, days, title, state.

    Raises:
        Refused: A part of it cannot be; the words say which.
    """
    if new.kind not in {term.code for term in kinds.terms}:
        raise Refused("What kind of engagement it was is missing.")
    refuse_times(new.times)
    last, days = _days(new)
    state = new.state or (State.PLANNED if new.first > today else State.HELD)
    if state is State.HELD and new.first > today:
        raise Refused(
            f"{say_date(new.first)} is still to come.", next_step="Plan it, or change the day."
        )
    title = new.title.strip() or proposed_title(kinds.label(new.kind), new.venue, new.parties)
    topics = dict.fromkeys(topic.strip() for topic in new.topics if topic.strip())
    return replace(
        new, title=title, last=last, days=days, starts=checked_time(new.starts),
        venue=new.venue.strip(), topics=tuple(topics), summary=new.summary.strip(),
        note=new.note.strip(), parties=distinct(new.parties), state=state,
    )  # fmt: skip


def state_after(was: State, new: NewEvent, today: date) -> State:
    """Return where an event stands once its form was changed.

    One moved to a day to come is planned again; of a planned one with people reached somebody was
    there.
    """
    if was is State.CANCELLED:
        return was
    if new.first > today:
        return State.PLANNED
    return State.HELD if new.reach.number is not None else was


def checked_time(text: str) -> str:
    """Return a time of day as the store keeps it: "9.30" becomes "09:30".

    Raises:
        Refused: It is none.
    """
    if not text.strip():
        return ""
    found = read_time(text)
    if found is None:
        raise Refused(f"“{text.strip()}” is not a time of day.", next_step="Try “14:00”.")
    return f"{found:%H:%M}"


def refuse_times(times: Count) -> None:
    """Refuse how many there were, where nobody says or it cannot be.

    Raises:
        Refused: It is not known, less than one, or a slip of the keyboard.
    """
    if times.number is None or times.how is How.UNKNOWN:
        raise Refused("How many there were is missing.", next_step="Say “1”, or “about 12”.")
    if not 1 <= times.number <= MOST_TIMES:
        raise Refused(
            f"“{times.number}” cannot be how many there were.",
            next_step=f"Say 1 to {MOST_TIMES:,}.",
        )


def distinct(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Return each who took part once, in their order."""
    found: dict[tuple[int | None, int | None, str], Party] = {}
    for one in parties:
        told = "" if is_known(one) else one.words.strip().casefold()
        if told or is_known(one):
            found.setdefault((one.organisation_id, one.contact_id, told), one)
    return tuple(found.values())


def is_known(party: Party) -> bool:
    """Return whether one who took part is among the contacts."""
    return party.organisation_id is not None or party.contact_id is not None


def _days(new: NewEvent) -> tuple[date, int]:
    """Return the last day, and on how many days each was; the one follows from the other."""
    last = new.last or new.first
    if last < new.first:
        raise Refused("It ends before it begins.", next_step="Look at the two days again.")
    length = 1 + (last - new.first) // timedelta(days=1)
    if length > MOST_DAYS:
        raise Refused("It lasts longer than a year.", next_step="Enter a part of it for each year.")
    days = new.days if new.days is not None else length
    if not 1 <= days <= MOST_DAYS:
        raise Refused(f"“{days}” days cannot be.", next_step=f"Say 1 to {MOST_DAYS}.")
    if 1 < length < days:
        raise Refused(
            f"From first to last there are {length} days, not {days}.",
            next_step="Look at the days again.",
        )
    return (new.first + timedelta(days=days - 1) if length == 1 else last), days
