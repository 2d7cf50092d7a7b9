"""A training session: when, for whom, who gave it, how many came and how sure that number is.

What is kept follows the domain notes: section 9 (its fields) and 7.2 (what is reported of it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.core.dates import say_date, say_span
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.model.parties import Party

SESSION = Noun("session", "sessions")
ONE = Count(1, How.COUNTED)
MOST_DAYS = 366
"""A session ends within a year of its first day; what takes longer is several."""
_MOST_MINUTES = 60 * 100


class State(StrEnum):
    """Whether a session was held."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Mode(StrEnum):
    """Where people sat."""

    VENUE = "venue"
    VIRTUAL = "virtual"
    BOTH = "both"


class Presence(StrEnum):
    """What is known of somebody at a session."""

    BOOKED = "booked"
    ATTENDED = "attended"
    ABSENT = "absent"


class FileKind(StrEnum):
    """What a file of a session is."""

    REGISTER = "register"
    CERTIFICATE = "certificate"
    MATERIAL = "material"
    OTHER = "other"


STATE_WORDS = {State.PLANNED: "Planned", State.HELD: "Held", State.CANCELLED: "Cancelled"}
MODE_WORDS = {Mode.VENUE: "At a venue", Mode.VIRTUAL: "Virtual", Mode.BOTH: "Both"}
PRESENCE_WORDS = {
    Presence.BOOKED: "Booked",
    Presence.ATTENDED: "Attended",
    Presence.ABSENT: "Absent",
}
FILE_WORDS = {
    FileKind.REGISTER: "Attendance sheet",
    FileKind.CERTIFICATE: "Certificate",
    FileKind.MATERIAL: "Material",
    FileKind.OTHER: "Other",
}


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session as it is entered.

    Attributes:
        last: The last of its days; None: its first is its only one.
        starts: Time of day, "14:00"; or empty.
        title: Its own words where the course's title is not enough.
        sessions: How many sessions it stands for: "x 2", or not known where only people were told.
        whose: The organisation whose people they were, or words for one that is no contact's.
        department_id: Of one's own people.
        audience: A code of the vocabulary "audience".
        state: None: held where its last day is today or before, else planned.
    """

    first: date
    last: date | None = None
    starts: str = ""
    minutes: int | None = None
    course_id: int | None = None
    title: str = ""
    sessions: Count = ONE
    mode: Mode = Mode.VENUE
    venue: str = ""
    whose: Party | None = None
    department_id: int | None = None
    audience: str = ""
    invited: int | None = None
    attended: Count = NOT_KNOWN
    cost_pence: int | None = None
    materials: str = ""
    note: str = ""
    facilitators: tuple[Party, ...] = ()
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody known by name at a session.

    Attributes:
        department: Its name, or empty.
        completed: Whether their completion of the session's course is recorded.
    """

    learner_id: int
    name: str
    staff_no: str
    department: str
    state: Presence
    completed: bool = False


@dataclass(frozen=True, slots=True)
class SessionFile:
    """A file of a session."""

    id: int
    file_id: int
    name: str
    size: int
    kind: FileKind
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrainingSession:
    """A session as it stands.

    Attributes:
        course: The course's title, or empty.
        whose: The organisation as it is called now.
        department: Its name, or empty.
        audience_words: The audience as people read it.
        attended: Heads, those known by name included.
        at: When it was written down (UTC).
        named: How many known by name attended.
        booked: How many known by name are booked, and neither came nor stayed away so far.
        absent: How many known by name stayed away.
        files, feedback: How many there are.
        score: What the feedback says overall, of 5; None while too few answered.
    """

    id: int
    first: date
    last: date
    starts: str
    minutes: int | None
    course_id: int | None
    course: str
    title: str
    sessions: Count
    mode: Mode
    venue: str
    whose: Party | None
    department_id: int | None
    department: str
    audience: str
    audience_words: str
    invited: int | None
    attended: Count
    cost_pence: int | None
    materials: str
    note: str
    facilitators: tuple[Party, ...]
    state: State
    cancelled: str
    at: datetime
    by: str
    named: int = 0
    booked: int = 0
    absent: int = 0
    files: int = 0
    feedback: int = 0
    score: float | None = None

    @property
    def called(self) -> str:
        """What it is called: its own words, else the course's."""
        return self.title or self.course or "Training session"

    @property
    def for_whom(self) -> str:
        """Whose people they were, in a line: "Housing, City council"; empty where not said."""
        whose = self.whose.words if self.whose is not None else ""
        return ", ".join(part for part in (self.department, whose) if part)

    @property
    def when(self) -> str:
        """Its days and time: "Tue 3 Jun 2025, 14:00"."""
        days = say_date(self.first) if self.first == self.last else say_span(self.first, self.last)
        return f"{days}, {self.starts}" if self.starts else days

    @property
    def where(self) -> str:
        """Its venue, or that it was virtual."""
        if self.mode is Mode.VENUE:
            return self.venue
        said = "Virtual" if self.mode is Mode.VIRTUAL else "Venue and virtual"
        return f"{said}, {self.venue}" if self.venue else said

    @property
    def head_count(self) -> Count:
        """How many came that are not known by name: never added to those who are."""
        if self.attended.number is None:
            return NOT_KNOWN
        return Count(max(0, self.attended.number - self.named), self.attended.how)

    def waits(self, today: date) -> bool:
        """Return whether its days have passed and nobody said how it went."""
        return self.state is State.PLANNED and self.last < today


def to_new(one: TrainingSession) -> NewSession:
    """Return a session as it would be entered."""
    return NewSession(
        first=one.first, last=one.last, starts=one.starts, minutes=one.minutes,
        course_id=one.course_id, title=one.title, sessions=one.sessions, mode=one.mode,
        venue=one.venue, whose=one.whose, department_id=one.department_id, audience=one.audience,
        invited=one.invited, attended=one.attended, cost_pence=one.cost_pence,
        materials=one.materials, note=one.note, facilitators=one.facilitators, state=one.state,
    )  # fmt: skip


def repeated(one: TrainingSession, first: date) -> NewSession:
    """Return a session as it is given again from a day on: who came and what it cost is open."""
    return NewSession(
        first=first, last=first + (one.last - one.first), starts=one.starts, minutes=one.minutes,
        course_id=one.course_id, title=one.title, mode=one.mode, venue=one.venue, whose=one.whose,
        department_id=one.department_id, audience=one.audience, materials=one.materials,
        facilitators=one.facilitators,
    )  # fmt: skip


def tidied(new: NewSession, today: date) -> NewSession:
    """Return a session as it is kept: texts without blanks around, its last day, its state.

    Raises:
        Refused: It says neither a course nor anything else it is about, it ends before it begins or
            takes more than a year, or a day lies ahead of a session that was held.
    """
    last = new.last or new.first
    whose = new.whose if new.whose is not None and _says(new.whose) else None
    if new.course_id is None and not new.title.strip() and whose is None:
        raise Refused(
            "This session says neither a course nor whose it was.",
            next_step="Choose a course, or say for whom it was.",
        )
    if last < new.first:
        raise Refused("The last day lies before the first.", next_step="Choose a later last day.")
    if (last - new.first).days >= MOST_DAYS:
        raise Refused(
            "A session takes less than a year.", next_step="Enter several, one for each part."
        )
    state = new.state or (State.HELD if last <= today else State.PLANNED)
    if state is State.HELD and new.first > today:
        raise Refused(
            f"{say_date(new.first)} lies ahead: it cannot have been held.",
            next_step="Say that it is planned, or another day.",
        )
    if new.sessions.number == 0:
        raise Refused("A record of no sessions says nothing.", next_step="Say 1, or “?”.")
    return NewSession(
        first=new.first, last=last, starts=new.starts.strip(), minutes=new.minutes,
        course_id=new.course_id, title=new.title.strip(), sessions=new.sessions, mode=new.mode,
        venue=new.venue.strip(), whose=whose, department_id=new.department_id,
        audience=new.audience, invited=new.invited, attended=new.attended,
        cost_pence=new.cost_pence, materials=new.materials.strip(), note=new.note.strip(),
        facilitators=tuple(one for one in new.facilitators if _says(one)), state=state,
    )  # fmt: skip


def with_names(attended: Count, before: int, after: int) -> Count:
    """Return how many came, once the number known by name has changed.

    A number that was only made of names follows them, and it is never less than those who are known
    to have been there. Heads told apart from names stay as told.

    Args:
        attended: As it was told so far.
        before: How many known by name attended so far.
        after: How many known by name attend now.
    """
    from_names = attended.number is None or (
        before > 0 and attended.how is How.COUNTED and attended.number == before
    )
    if from_names:
        return Count(after, How.COUNTED) if after else NOT_KNOWN
    if attended.number is not None and attended.number < after:
        return Count(after, How.COUNTED)
    return attended


_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|min|mins|minutes?)?")
_HOURS = re.compile(
    r"(\d{1,3}(?:\.\d{1,2})?)\s*(?:h|hrs?|hours?)\s*(?:(\d{1,2})\s*(?:m|min|mins|minutes?)?)?"
)


def parse_minutes(text: str) -> int | None:
    """Read how long something takes: "90", "90 min", "1h30", "1.5 hours"; None for nothing.

    Raises:
        Refused: It is no length of time.
    """
    typed = text.strip().lower()
    if not typed:
        return None
    minutes = 0
    if found := _MINUTES.fullmatch(typed):
        minutes = int(found[1])
    elif found := _HOURS.fullmatch(typed):
        minutes = round(float(found[1]) * 60) + int(found[2] or 0)
    if not 0 < minutes <= _MOST_MINUTES:
        raise Refused(f"“{text.strip()}” is not a length of time.", next_step="Try “90” or “1h30”.")
    return minutes


def say_minutes(minutes: int | None) -> str:
    """Return a length of time: "45 min", "1 h 30 min", "2 h"; empty where not known."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "")
                    if part)  # fmt: skip


def _says(party: Party) -> bool:
    return bool(
        party.organisation_id is not None or party.contact_id is not None or party.words.strip()
    )
