"""The panels a case was at, as its record tells them: newest first, each with its decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.panels.model.agenda import PURPOSES
from prevent_desk.panels.model.minutes import NOT_RECORDED, Section
from prevent_desk.panels.model.records import (
    Item,
    ItemState,
    LineKind,
    Meeting,
    MeetingState,
    NoteLine,
)
from prevent_desk.panels.model.register import DecisionLine
from prevent_desk.referrals.model.papers.content import Block, Facts, Grid, Heading, Words

AtPanel = tuple[Meeting, Item]

_LINES = {
    LineKind.INFORMATION: "Information",
    LineKind.CONCERN: "Concern",
    LineKind.DECISION: "Decision",
    LineKind.DISSENT: "Dissent",
    LineKind.ACTION: "Action",
    LineKind.RISK: "Risk",
}
_COMING = frozenset({MeetingState.PLANNED, MeetingState.LIVE})


def told(
    panels: Sequence[AtPanel],
    decisions: Mapping[int, DecisionLine],
    lines: Callable[[int], Sequence[NoteLine]],
) -> list[Section]:
    """Return a section for each panel a case was or is to be at.

    Args:
        panels: Newest first.
        decisions: By point of the agenda.
        lines: Reads the notes of a point.
    """
    return [
        _section(meeting, item, decisions.get(item.id), lines(item.id))
        for meeting, item in panels
        if meeting.state is not MeetingState.CANCELLED
    ]


def coming(panels: Sequence[AtPanel]) -> AtPanel | None:
    """Return the next panel a case is on the agenda of; None where it is on none."""
    found = [one for one in panels if one[0].state in _COMING]
    return min(found, key=lambda one: one[0].starts, default=None)


def summary(panels: Sequence[AtPanel], decisions: Mapping[int, DecisionLine]) -> str:
    """Return one line: when it is next before a panel, and the next review a decision set."""
    parts = []
    next_one = coming(panels)
    if next_one is not None:
        parts.append(f"Next: panel of {say_date(next_one[0].starts.date())}")
    last = max(decisions.values(), key=lambda one: one.on, default=None)
    if last is not None and last.next_review is not None:
        parts.append(f"next review {say_short(last.next_review)}")
    held = sum(one[0].state in {MeetingState.HELD, MeetingState.APPROVED} for one in panels)
    if held:
        parts.append(f"{held} {'panel' if held == 1 else 'panels'} held")
    words = "  ·  ".join(parts)
    return words[:1].upper() + words[1:]


def _section(
    meeting: Meeting, item: Item, decision: DecisionLine | None, lines: Sequence[NoteLine]
) -> Section:
    day = say_date(meeting.starts.date())
    heading = f"Panel of {day}"
    purpose = PURPOSES.get(item.purpose, "")
    if meeting.state is MeetingState.PLANNED:
        rows = (("On the agenda for", purpose), ("At", f"{meeting.starts:%H:%M}"))
        facts = Facts(tuple(row for row in rows if row[1]))
        return Section(f"item:{item.id}", heading, (facts,), item.id)
    blocks: list[Block] = []
    if decision is not None:
        blocks.append(Facts(_decision(decision, purpose)))
    elif item.state is ItemState.DEFERRED:
        blocks.append(Words("Put off to another panel; nothing was decided."))
    else:
        blocks.append(Words("Nothing is decided yet."))
    standing = [line for line in lines if not line.struck and line.words.strip()]
    if standing:
        rows_noted = tuple((_LINES[line.kind], line.speaker, line.words) for line in standing)
        blocks += [
            Heading(3, "As noted"),
            Grid(("What", "Said by", "Words"), rows_noted, (1.6, 2.4, 6.0)),
        ]
    return Section(f"item:{item.id}", heading, tuple(blocks), item.id)


def _decision(line: DecisionLine, purpose: str) -> tuple[tuple[str, str], ...]:
    rows = (
        ("For", purpose),
        ("Decision", ". ".join(part for part in (line.decision, line.words) if part)),
        ("Rationale", line.rationale or NOT_RECORDED),
        ("How it was decided", line.how),
        ("Dissent", line.dissent),
        ("What is awaited", line.needed),
        ("Consent", line.consent),
        ("Next review", say_short(line.next_review) if line.next_review else ""),
    )
    return tuple(row for row in rows if row[1])
