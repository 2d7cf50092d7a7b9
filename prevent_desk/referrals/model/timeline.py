"""One line of time: what a chronology is made of, how it is filtered, ordered and put into text.

Every subject brings lines of its own kind (`service.timeline_sources`); here they are all alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.core.dates import say_date, say_short

DAY_RULES_OVER = 30
"""With more lines than this each new day has a rule of its own."""


class Kind(StrEnum):
    """What a line tells of; the first five are written by hand, and stored by these names."""

    CALL = "call"
    MAIL = "mail"
    NOTE = "note"
    MEETING = "meeting"
    WORKING_NOTE = "working_note"
    RECEIVED = "received"
    MOVE = "move"
    PANEL = "panel"
    LINK = "link"
    PEOPLE = "people"
    FILE = "file"
    CHECK = "check"
    REPLY = "reply"
    ASSESSMENT = "assessment"
    CONSENT = "consent"
    PLAN = "plan"
    SESSION = "session"
    REVIEW = "review"
    CLOCK = "clock"
    NO_SUPPORT = "no_support"
    REFERRER_TOLD = "referrer_told"

    @property
    def words(self) -> str:
        """What people read: "Working note"."""
        return _WORDS[self]


WRITTEN = (Kind.NOTE, Kind.CALL, Kind.MAIL, Kind.MEETING, Kind.WORKING_NOTE)
"""Kinds somebody writes into the timeline.

A working note is the officer's private one: it is not a minute and is treated apart in disclosure.
"""

_WORDS = {
    Kind.CALL: "Call",
    Kind.MAIL: "E-mail or letter",
    Kind.NOTE: "Note",
    Kind.MEETING: "Meeting",
    Kind.WORKING_NOTE: "Working note",
    Kind.RECEIVED: "Receipt",
    Kind.MOVE: "Change of state",
    Kind.PANEL: "Panel",
    Kind.LINK: "Link to an earlier contact",
    Kind.PEOPLE: "People",
    Kind.FILE: "File",
    Kind.CHECK: "Question to an agency",
    Kind.REPLY: "Reply of an agency",
    Kind.ASSESSMENT: "Assessment",
    Kind.CONSENT: "Consent",
    Kind.PLAN: "Support plan",
    Kind.SESSION: "Session",
    Kind.REVIEW: "Review",
    Kind.CLOCK: "Deadline",
    Kind.NO_SUPPORT: "Health or social care considered",
    Kind.REFERRER_TOLD: "Referrer told",
}


class Group(StrEnum):
    """What the timeline can be narrowed to; a line may belong to several."""

    CONTACT = "contact"
    DECISIONS = "decisions"
    PANEL = "panel"
    SUPPORT = "support"
    CHANGES = "changes"


_GROUPS: dict[Kind, frozenset[Group]] = {
    Kind.CALL: frozenset({Group.CONTACT}),
    Kind.MAIL: frozenset({Group.CONTACT}),
    Kind.NOTE: frozenset({Group.CONTACT}),
    Kind.MEETING: frozenset({Group.CONTACT}),
    Kind.WORKING_NOTE: frozenset({Group.CONTACT}),
    Kind.RECEIVED: frozenset({Group.CONTACT, Group.CHANGES}),
    Kind.MOVE: frozenset({Group.DECISIONS, Group.CHANGES}),
    Kind.PANEL: frozenset({Group.DECISIONS, Group.PANEL, Group.CHANGES}),
    Kind.LINK: frozenset({Group.DECISIONS}),
    Kind.PEOPLE: frozenset({Group.CHANGES}),
    Kind.FILE: frozenset({Group.CHANGES}),
    Kind.CHECK: frozenset({Group.CONTACT}),
    Kind.REPLY: frozenset({Group.CONTACT}),
    Kind.ASSESSMENT: frozenset({Group.DECISIONS, Group.SUPPORT}),
    Kind.CONSENT: frozenset({Group.DECISIONS, Group.SUPPORT}),
    Kind.PLAN: frozenset({Group.SUPPORT}),
    Kind.SESSION: frozenset({Group.CONTACT, Group.SUPPORT}),
    Kind.REVIEW: frozenset({Group.DECISIONS, Group.PANEL, Group.SUPPORT}),
    Kind.CLOCK: frozenset({Group.CHANGES}),
    Kind.NO_SUPPORT: frozenset({Group.DECISIONS, Group.SUPPORT}),
    Kind.REFERRER_TOLD: frozenset({Group.CONTACT}),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word under a line's title: "Police: known"."""

    text: str
    tone: str = "grey"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chronology.

    Attributes:
        key: Its own name, the same each time it is read: "entry:12".
        on: When it happened, local time; at midnight where only the day is known (`has_time`).
        at: When it was recorded, local time: "as at" a day shows what was recorded by then.
        who: Whose doing: "you", an agency, a role.
        with_whom: The other side of a call, by agency or role.
        is_referrers: It tells who the referrer is.
        exception: Why a guard was passed over.
        addenda: What was added to it later, oldest first.
        tab: The key of the record's tab where it is looked at; empty for the timeline itself.
        search: Further words it is found by.
    """

    key: str
    kind: Kind
    episode_id: int
    ref: str
    on: datetime
    at: datetime
    who: str
    title: str
    body: str = ""
    has_time: bool = True
    with_whom: str = ""
    tags: tuple[Tag, ...] = ()
    is_referrers: bool = False
    exception: str = ""
    addenda: tuple[Line, ...] = ()
    tab: str = ""

    @property
    def groups(self) -> frozenset[Group]:
        """What it belongs to when the timeline is narrowed."""
        return _GROUPS[self.kind]

    @property
    def when(self) -> str:
        """The moment as people read it: "18 Nov 2025 09:31"."""
        day = say_short(self.on.date())
        return f"{day} {self.on:%H:%M}" if self.has_time else day


@dataclass(frozen=True, slots=True)
class Filters:
    """What of a chronology is wanted.

    Attributes:
        group: One group only; None for all.
        kinds: These kinds only; none for all.
        words: Lines in which all these words occur.
        referrer: Whether lines that tell who the referrer is are wanted where they asked not to be
            named.
        working_notes: Whether the officer's own notes are wanted; never on a paper that leaves.
    """

    group: Group | None = None
    kinds: frozenset[Kind] = frozenset()
    words: str = ""
    referrer: bool = True
    working_notes: bool = True
    oldest_first: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether anything but everything is shown."""
        return bool(self.group or self.kinds or self.words.strip())


ALL = Filters()


def chosen(lines: Iterable[Line], filters: Filters) -> list[Line]:
    """Return the lines that are wanted, in the order wanted."""
    found = [line for line in lines if wants(filters, line)]
    return ordered(found, oldest_first=filters.oldest_first)


def wants(filters: Filters, line: Line) -> bool:
    """Return whether a line is wanted."""
    if filters.group is not None and filters.group not in line.groups:
        return False
    if filters.kinds and line.kind not in filters.kinds:
        return False
    if line.is_referrers and not filters.referrer:
        return False
    if line.kind is Kind.WORKING_NOTE and not filters.working_notes:
        return False
    told = _told(line)
    return all(word in told for word in filters.words.casefold().split())


def ordered(lines: Iterable[Line], *, oldest_first: bool) -> list[Line]:
    """Return lines by when they happened, then by when they were recorded."""
    told = list(lines)
    begun: dict[int, datetime] = {}
    for line in told:
        if line.has_time:
            begun[line.episode_id] = min(line.on, begun.get(line.episode_id, line.on))

    def place(line: Line) -> tuple[datetime, bool, datetime, str]:
        start = begun.get(line.episode_id)
        on = line.on
        # Nobody was asked before the referral came in, though only the day of it is known.
        if not line.has_time and start is not None and start.date() == on.date():
            on = max(on, start)
        return on, not line.has_time, line.at, line.key

    return sorted(told, key=place, reverse=not oldest_first)


def as_at(lines: Iterable[Line], day: date) -> list[Line]:
    """Return what the record held at the end of a day: what was recorded by then, addenda too."""
    return [
        replace(line, addenda=tuple(one for one in line.addenda if one.at.date() <= day))
        for line in lines
        if line.at.date() <= day
    ]


def joined(lines: Sequence[Line], added: Iterable[tuple[str, Line]]) -> list[Line]:
    """Return lines with their addenda in them.

    Args:
        lines: What addenda may belong to.
        added: The key of the line each belongs to, and the addendum. One whose line is not there
            stands by itself.
    """
    of: dict[str, list[Line]] = {}
    loose = []
    keys = {line.key for line in lines}
    for key, line in added:
        if key in keys:
            of.setdefault(key, []).append(line)
        else:
            loose.append(line)
    return [
        replace(line, addenda=tuple(sorted(of[line.key], key=lambda one: (one.at, one.key))))
        if line.key in of
        else line
        for line in (*lines, *loose)
    ]


def days(lines: Sequence[Line]) -> list[str]:
    """Return the day's rule above each line, "" where there is none; all "" in a short timeline."""
    if len(lines) <= DAY_RULES_OVER:
        return [""] * len(lines)
    rules, before = [], None
    for line in lines:
        day = line.on.date()
        rules.append("" if day == before else say_date(day))
        before = day
    return rules


def as_text(lines: Sequence[Line], *, with_refs: bool = False) -> str:
    """Return lines as plain text for the clipboard, a blank line between two."""
    return "\n\n".join(_block(line, with_refs) for line in lines)


def _block(line: Line, with_ref: bool) -> str:
    head = "  ".join(
        part
        for part in (line.when, line.ref if with_ref else "", line.title, f"({line.who})")
        if part
    )
    tags = " · ".join(tag.text for tag in line.tags)
    passed = f"Passed over: {line.exception}" if line.exception else ""
    addenda = [f"Added {one.when} ({one.who}): {one.body}" for one in line.addenda]
    return "\n".join(part for part in (head, tags, line.body, passed, *addenda) if part)


def _told(line: Line) -> str:
    parts = (
        line.title,
        line.body,
        line.who,
        line.with_whom,
        line.ref,
        line.exception,
        *(tag.text for tag in line.tags),
        *(one.body for one in line.addenda),
    )
    return "\n".join(parts).casefold()


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A line somebody writes.

    Attributes:
        on: When it happened, local time.
        adds_to: The key of the entry it adds to, as stored; None for a line of its own.
    """

    kind: Kind
    on: datetime
    body: str
    title: str = ""
    with_whom: str = ""
    is_referrers: bool = False
    adds_to: int | None = field(default=None)
