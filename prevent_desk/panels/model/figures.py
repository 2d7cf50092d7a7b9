"""Attendance and figures of panels over a period, for the yearly assurance statement.

Each figure knows the records it counts, so that it can be opened. An agency attended a meeting when
anybody of it was in the room; as what, says the highest of its people who came: the lead before the
deputy before a guest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from prevent_desk.panels.model.presence import agency_key
from prevent_desk.panels.model.records import Attendee, Meeting, Role


class Came(StrEnum):
    """As what an agency was at a meeting."""

    LEAD = "lead"
    DEPUTY = "deputy"
    GUEST = "guest"
    APOLOGY = "apology"
    ABSENT = "absent"

    @property
    def words(self) -> str:
        """As the table's headings have it."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class CaseHeard:
    """A case at a meeting.

    Attributes:
        seconds: How long it was talked about.
        quorum: Whether there was one; None where it was not talked about.
        decision: Its code, with its words; empty where nothing was decided.
        dissenters: Agencies that dissented.
    """

    item_id: int
    ref: str
    seconds: int
    quorum: bool | None
    code: str = ""
    decision: str = ""
    dissenters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingHeard:
    """A meeting that was held, with what is counted of it."""

    meeting: Meeting
    attendees: tuple[Attendee, ...] = ()
    cases: tuple[CaseHeard, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """An agency's attendance; by how it came, the meetings."""

    agency: str
    meetings: dict[Came, tuple[int, ...]] = field(default_factory=dict)

    def count(self, came: Came) -> int:
        """Return at how many meetings it came so."""
        return len(self.meetings.get(came, ()))

    @property
    def asked(self) -> int:
        """At how many meetings it was expected."""
        return sum(self.count(came) for came in Came)

    @property
    def attended(self) -> int:
        """At how many meetings anybody of it was."""
        return sum(self.count(came) for came in (Came.LEAD, Came.DEPUTY, Came.GUEST))

    @property
    def share(self) -> str:
        """How often it attended: "9 of 11"."""
        return f"{self.attended} of {self.asked}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        key: "meetings", "cases" …
        value: As shown: "11", "14 min".
        more: One line beside it.
        meetings, items: The records it counts.
        whole: Of how many it counts some; None where it is no part of others.
    """

    key: str
    title: str
    value: str
    more: str = ""
    meetings: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    whole: int | None = None

    @property
    def count(self) -> int:
        """How many records it counts."""
        return len(self.items or self.meetings)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period."""

    since: date
    until: date
    figures: tuple[Figure, ...]
    agencies: tuple[AgencyFigures, ...]


def figures(heard: Sequence[MeetingHeard], since: date, until: date) -> Figures:
    """Return the figures of the meetings held from one day to another, both included."""
    held = [one for one in heard if since <= one.meeting.starts.date() <= until]
    return Figures(since, until, tuple(_figures(held)), tuple(_agencies(held)))


def _figures(held: Sequence[MeetingHeard]) -> Iterable[Figure]:
    cases = [(one, case) for one in held for case in one.cases]
    referrals = len({case.ref for _one, case in cases})
    yield Figure(
        "meetings", "Meetings held", str(len(held)), "", tuple(one.meeting.id for one in held)
    )
    yield _of_cases(
        "cases", "Cases talked about", cases, f"of {_many(referrals, 'referral', 'referrals')}"
    )
    decided = Counter(case.decision for _one, case in cases if case.code)
    told = ", ".join(f"{words} {count}" for words, count in sorted(decided.items()))
    made = [(one, case) for one, case in cases if case.code]
    yield _of_cases("decisions", "Decisions", made, told, len(cases))
    timed = [(one, case) for one, case in cases if case.seconds]
    mean = round(sum(case.seconds for _one, case in timed) / 60 / len(timed)) if timed else 0
    longest = max((case.seconds for _one, case in timed), default=0)
    yield Figure(
        "time",
        "Time for a case, on average",
        f"{mean} min" if timed else "–",
        f"Longest {round(longest / 60)} min" if timed else "No time was kept",
        items=tuple(case.item_id for _one, case in timed),
    )
    dissent = [(one, case) for one, case in cases if case.dissenters]
    who = Counter(agency for _one, case in dissent for agency in case.dissenters)
    told = ", ".join(f"{agency} {count}" for agency, count in sorted(who.items()))
    yield _of_cases("dissent", "Decisions with dissent", dissent, told, len(made))
    judged = [(one, case) for one, case in cases if case.quorum is not None]
    without = [(one, case) for one, case in judged if not case.quorum]
    of = f"of {_many(len(judged), 'case', 'cases')}"
    yield _of_cases("quorum", "Cases without a quorum", without, of, len(judged))


def _of_cases(
    key: str,
    title: str,
    cases: Sequence[tuple[MeetingHeard, CaseHeard]],
    more: str,
    whole: int | None = None,
) -> Figure:
    meetings = tuple(dict.fromkeys(one.meeting.id for one, _case in cases))
    items = tuple(case.item_id for _one, case in cases)
    return Figure(key, title, str(len(cases)), more, meetings, items, whole)


def _agencies(held: Sequence[MeetingHeard]) -> Iterable[AgencyFigures]:
    names: dict[str, str] = {}
    found: dict[str, dict[Came, list[int]]] = {}
    for one in held:
        of: dict[str, list[Attendee]] = {}
        for attendee in one.attendees:
            if attendee.role is Role.NOTE_TAKER:
                continue
            key = agency_key(attendee)
            names[key] = attendee.agency
            of.setdefault(key, []).append(attendee)
        for key, attendees in of.items():
            came = _came(attendees)
            if came is not None:
                found.setdefault(key, {}).setdefault(came, []).append(one.meeting.id)
    for key in sorted(found, key=lambda key: names[key].casefold()):
        meetings = {came: tuple(ids) for came, ids in found[key].items()}
        yield AgencyFigures(names[key], meetings)


def _came(attendees: Sequence[Attendee]) -> Came | None:
    """Return as what an agency was there; None for one whose only guest did not come."""
    roles = {one.role for one in attendees if one.times}
    if roles & {Role.CHAIR, Role.LEAD}:
        return Came.LEAD
    if Role.DEPUTY in roles:
        return Came.DEPUTY
    if roles:
        return Came.GUEST
    if all(one.role is Role.GUEST for one in attendees):
        return None
    return Came.APOLOGY if any(one.answer == "apology" for one in attendees) else Came.ABSENT


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
