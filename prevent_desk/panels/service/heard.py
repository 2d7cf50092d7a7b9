"""The meetings that were held with all that is counted of them, read in a few passes.

Years of panels are hundreds of meetings: asked one by one for their room, their times and their
verdicts they took minutes of thousands of questions to the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.records import Organisation
from prevent_desk.panels.model import presence, quorum
from prevent_desk.panels.model.figures import CaseHeard, MeetingHeard
from prevent_desk.panels.model.records import Attendee, ItemKind, ItemState, Span
from prevent_desk.panels.model.register import DecisionLine
from prevent_desk.panels.service import reading
from prevent_desk.panels.service.room import order
from prevent_desk.panels.tables import (
    InviteTable,
    ItemTable,
    MeetingTable,
    PresenceTable,
    SpanTable,
)
from prevent_desk.store.base import Base

Spans = Mapping[int, Sequence[Span]]


def read(
    session: Session,
    states: Sequence[str],
    known: Mapping[int, Organisation],
    lines: Mapping[int, DecisionLine],
    refs: Mapping[int, str],
    usual: Mapping[str, Any] | None,
    now: datetime,
) -> list[MeetingHeard]:
    """Return the meetings in some states with what is counted of them, oldest first.

    Args:
        session: Of a reading unit.
        states: Values of `MeetingState`.
        known: Organisations by every number they are known by.
        lines: The decisions, by point of the agenda.
        refs: The references of their referrals.
        usual: The quorum rule of meetings that kept none of their own.
        now: Local time; what still runs ends now.
    """
    wanted = MeetingTable.state.in_(states)
    query = select(MeetingTable).where(wanted).order_by(MeetingTable.starts, MeetingTable.id)
    meetings = [reading.meeting(row) for row in session.scalars(query)]
    attendees = _attendees(session, wanted, known)
    spans = _spans(session, wanted)
    cases = defaultdict(list)
    for row in session.execute(_cases(wanted)):
        cases[row.meeting_id].append(row)
    found = []
    for one in meetings:
        there = sorted(attendees.get(one.id, ()), key=order)
        rule = quorum.rule_of(one.rule or usual)
        heard = [
            _heard(row, refs, lines.get(row.id), spans.get(row.id, ()), there, rule, now)
            for row in cases.get(one.id, ())
        ]
        found.append(MeetingHeard(one, tuple(there), tuple(case for case in heard if case)))
    return found


def _attendees(
    session: Session, wanted: ColumnElement[bool], known: Mapping[int, Organisation]
) -> dict[int, list[Attendee]]:
    times = defaultdict(list)
    query = _of(PresenceTable, wanted).order_by(PresenceTable.came, PresenceTable.id)
    for row in session.execute(query):
        times[row.invite_id].append(Span(row.came, row.went, row.why, row.id))
    found = defaultdict(list)
    for row in session.execute(_of(InviteTable, wanted).order_by(InviteTable.id)):
        one = reading.attendee(row, known, times.get(row.id, ()))
        if one.organisation_id is not None and one.organisation_id != row.organisation_id:
            # Of a merged agency there is one name too: what it is called now.
            one = replace(one, agency=known[one.organisation_id].called)
        found[row.meeting_id].append(one)
    return found


def _spans(session: Session, wanted: ColumnElement[bool]) -> Spans:
    found = defaultdict(list)
    for row in session.execute(_of(SpanTable, wanted).order_by(SpanTable.began)):
        found[row.item_id].append(Span(row.began, row.ended, id=row.id))
    return found


def _cases(wanted: ColumnElement[bool]) -> Select[Any]:
    query = _of(ItemTable, wanted).where(ItemTable.kind == ItemKind.CASE.value)
    return query.order_by(ItemTable.place, ItemTable.id)


def _of(table: type[Base], wanted: ColumnElement[bool]) -> Select[Any]:
    """Return a question for the rows of a table that belong to the meetings that are wanted."""
    columns = table.__table__.c
    return select(*columns).join(MeetingTable, MeetingTable.id == columns.meeting_id).where(wanted)


def _heard(
    row: Any,  # noqa: ANN401 - a selected row, with the columns of its table
    refs: Mapping[int, str],
    line: DecisionLine | None,
    times: Sequence[Span],
    attendees: Sequence[Attendee],
    rule: quorum.Rule,
    now: datetime,
) -> CaseHeard | None:
    """Return a case as it is counted; None for one that was neither talked about nor decided."""
    if not times and (line is None or row.state == ItemState.DROPPED.value):
        return None
    there = presence.deciding(row.id, attendees, times, now)
    seconds = sum((one.ended - one.began).total_seconds() for one in times if one.ended)
    ref = refs.get(row.episode_id or 0, "") or (line.ref if line else f"Case {row.letter}")
    return CaseHeard(
        row.id, ref, int(seconds), quorum.judge(rule, there).met if times else None,
        line.code if line else "", line.decision if line else "", line.dissenters if line else (),
    )  # fmt: skip
