"""What panels add to the line of time of a case: when it was talked about, decided, minuted.

The application hands these sources to referrals, which know nothing of panels. Where a decision
became a change of state, that line tells it; here it is not told a second time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from prevent_desk.core.clock import local
from prevent_desk.core.dates import say_short
from prevent_desk.panels.model import deciding
from prevent_desk.panels.model.records import LineKind
from prevent_desk.panels.tables import (
    DecisionTable,
    InviteTable,
    ItemTable,
    LineTable,
    MeetingTable,
    MinutesTable,
    SpanTable,
)
from prevent_desk.referrals.model.timeline import Kind, Line
from prevent_desk.referrals.service.timeline_sources import IDS, Reading, Source

TAB = "panel"
"""The record's tab where all of it is looked at."""

_WORDS = {
    LineKind.INFORMATION: "Information",
    LineKind.CONCERN: "Concern",
    LineKind.DECISION: "Decision",
    LineKind.DISSENT: "Dissent",
    LineKind.ACTION: "Action",
    LineKind.RISK: "Risk",
}


def discussed(reading: Reading) -> Iterator[Line]:
    """Yield a line for each meeting a case was talked about at, with what was noted."""
    query = (
        select(ItemTable, MeetingTable)
        .join(MeetingTable, MeetingTable.id == ItemTable.meeting_id)
        .where(ItemTable.episode_id.in_(reading.ids), MeetingTable.began.is_not(None))
    )
    found = [
        (item, meeting, item.episode_id or 0) for item, meeting in reading.session.execute(query)
    ]
    items = [item.id for item, _meeting, _case in found]
    notes, spans = _notes(reading, items), _spans(reading, items)
    for item, meeting, case in found:
        told, times = notes.get(item.id, []), spans.get(item.id, [])
        if not told and not times:
            continue
        began = min((span.began for span in times), default=told[0][0].said if told else None)
        if began is None:
            continue
        at = max((local(line.at) for line, _speaker in told), default=began)
        seconds = sum((span.ended - span.began).total_seconds() for span in times if span.ended)
        minutes = f", {round(seconds / 60)} min" if seconds >= 60 else ""
        yield Line(
            f"panel:{item.id}",
            Kind.PANEL,
            case,
            reading.refs[case],
            began,
            max(at, began),
            "Panel",
            f"Talked about at the panel of {say_short(meeting.starts.date())}{minutes}",
            "\n".join(_said(line, speaker) for line, speaker in told),
            tab=TAB,
        )


def _notes(reading: Reading, items: list[int]) -> dict[int, list[tuple[LineTable, str]]]:
    query = (
        select(LineTable, InviteTable.agency)
        .outerjoin(InviteTable, InviteTable.id == LineTable.speaker_id)
        .where(LineTable.item_id.in_(items), LineTable.struck == "", LineTable.words != "")
        .order_by(LineTable.said, LineTable.id)
    )
    found: dict[int, list[tuple[LineTable, str]]] = defaultdict(list)
    for line, agency in reading.session.execute(query):
        found[line.item_id].append((line, agency or line.speaker))
    return found


def _spans(reading: Reading, items: list[int]) -> dict[int, list[SpanTable]]:
    found: dict[int, list[SpanTable]] = defaultdict(list)
    query = select(SpanTable).where(SpanTable.item_id.in_(items)).order_by(SpanTable.began)
    for row in reading.session.scalars(query):
        found[row.item_id].append(row)
    return found


def _said(line: LineTable, speaker: str) -> str:
    who = f" · {speaker}" if speaker else ""
    return f"{_WORDS[LineKind(line.kind)]}{who}: {line.words}"


def decided(reading: Reading) -> Iterator[Line]:
    """Yield the decisions that did not become a change of state (yet), and reviews' decisions."""
    query = (
        select(DecisionTable, MeetingTable, ItemTable.purpose)
        .join(MeetingTable, MeetingTable.id == DecisionTable.meeting_id)
        .join(ItemTable, ItemTable.id == DecisionTable.item_id)
        .where(DecisionTable.episode_id.in_(reading.ids), DecisionTable.moved_id.is_(None))
        .where(DecisionTable.code != "", MeetingTable.began.is_not(None))
    )
    for row, meeting, purpose in reading.session.execute(query):
        case = row.episode_id or 0
        decision = reading.label(deciding.codes(purpose)[0], row.code)
        how = reading.label("how_decided", row.how) if row.how else ""
        told = (
            row.words,
            f"Reasons: {row.rationale}" if row.rationale else "",
            f"How it was decided: {how}" if how else "",
            f"Consent: {row.consent}" if row.consent else "",
            f"Next review: {say_short(row.next_review)}" if row.next_review else "",
        )
        at = local(row.at)
        yield Line(
            f"panel-decision:{row.id}",
            Kind.PANEL,
            case,
            reading.refs[case],
            max(at, meeting.starts) if at.date() == meeting.starts.date() else meeting.starts,
            at,
            "Panel",
            f"Panel decided: {decision[:1].lower()}{decision[1:]}",
            "\n".join(part for part in told if part),
            tab=TAB,
        )


def minuted(reading: Reading) -> Iterator[Line]:
    """Yield the sealing of the minutes of meetings a case was at."""
    query = (
        select(MinutesTable, MeetingTable.starts, ItemTable.episode_id)
        .join(MeetingTable, MeetingTable.id == MinutesTable.meeting_id)
        .join(ItemTable, ItemTable.meeting_id == MeetingTable.id)
        .where(ItemTable.episode_id.in_(reading.ids))
    )
    for row, starts, episode_id in reading.session.execute(query):
        at, case = local(row.at), episode_id or 0
        yield Line(
            f"minutes:{row.id}:{case}",
            Kind.PANEL,
            case,
            reading.refs[case],
            at,
            at,
            reading.who(row.by),
            f"Minutes of the panel of {say_short(starts.date())} sealed",
            f"Approved on {say_short(row.approved)}, {row.approved_how}.",
            tab=TAB,
        )


_ITEMS = (
    select(ItemTable.id)
    .join(MeetingTable, MeetingTable.id == ItemTable.meeting_id)
    .where(ItemTable.episode_id.in_(IDS), MeetingTable.began.is_not(None))
)
_DECISIONS = select(DecisionTable.id).where(
    DecisionTable.episode_id.in_(IDS), DecisionTable.moved_id.is_(None)
)
_MINUTES = (
    select(MinutesTable.id)
    .join(ItemTable, ItemTable.meeting_id == MinutesTable.meeting_id)
    .where(ItemTable.episode_id.in_(IDS))
)

SOURCES: tuple[Source, ...] = (
    Source(_ITEMS, discussed),
    Source(_DECISIONS, decided),
    Source(_MINUTES, minuted),
)
"""Every kind of line panels have."""
