"""Rows of panels as records; inside somebody's unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.records import Organisation
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.records import (
    Attendee,
    Item,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Mode,
    Role,
    Series,
    Span,
)
from prevent_desk.panels.tables import (
    InviteTable,
    ItemTable,
    MeetingTable,
    PresenceTable,
    SeriesTable,
    SpanTable,
)


def meeting_row(session: Session, meeting_id: int) -> MeetingTable:
    """Return a meeting's row.

    Raises:
        Refused: It is no longer there.
    """
    row = session.get(MeetingTable, meeting_id)
    if row is None:
        raise Refused("That panel is no longer there.", next_step="Undo may bring it back.")
    return row


def item_row(session: Session, item_id: int) -> ItemTable:
    """Return the row of a point of an agenda.

    Raises:
        Refused: It is no longer there.
    """
    row = session.get(ItemTable, item_id)
    if row is None:
        raise Refused(
            "That point of the agenda is no longer there.", next_step="Undo may bring it back."
        )
    return row


def invite_row(session: Session, invite_id: int) -> InviteTable:
    """Return the row of somebody asked.

    Raises:
        Refused: It is no longer there.
    """
    row = session.get(InviteTable, invite_id)
    if row is None:
        raise Refused("That invitation is no longer there.", next_step="Undo may bring it back.")
    return row


def series(row: SeriesTable) -> Series:
    """Return a series."""
    return Series(
        row.id, row.name, dict(row.rule), row.starts, row.minutes, Mode(row.mode), row.venue,
        row.link, tuple(row.members), row.note, row.ended,
    )  # fmt: skip


def meeting(row: MeetingTable) -> Meeting:
    """Return a meeting."""
    return Meeting(
        id=row.id, title=row.title, starts=row.starts, ends=row.ends, mode=Mode(row.mode),
        state=MeetingState(row.state), series_id=row.series_id, venue=row.venue, link=row.link,
        marking=row.marking, chair=row.chair, note_taker=row.note_taker, called=row.called,
        began=row.began, finished=row.finished, read_out=row.read_out, cancelled=row.cancelled,
        left_open=row.left_open, rule=dict(row.rule), place=dict(row.place),
        next_on=row.next_on, uid=row.uid, sequence=row.sequence, note=row.note,
    )  # fmt: skip


def spans_of(session: Session, meeting_id: int) -> dict[int, list[Span]]:
    """Return the times each point of a meeting was talked about, oldest first."""
    found: dict[int, list[Span]] = {}
    query = select(SpanTable).where(SpanTable.meeting_id == meeting_id).order_by(SpanTable.began)
    for row in session.scalars(query):
        found.setdefault(row.item_id, []).append(Span(row.began, row.ended, id=row.id))
    return found


def item(row: ItemTable, ref: str, spans: Iterable[Span] = ()) -> Item:
    """Return a point of an agenda, with its case's reference and the time spent on it."""
    seconds = sum((one.ended - one.began).total_seconds() for one in spans if one.ended)
    since = next((one.began for one in spans if one.ended is None), None)
    return Item(
        row.id, row.meeting_id, row.place, ItemKind(row.kind), row.title, ItemState(row.state),
        row.letter, row.episode_id, ref, row.purpose, row.planned, row.shared_words, row.note,
        int(seconds), since,
    )  # fmt: skip


def with_ref(one: Item, refs: Mapping[int, str]) -> Item:
    """Return a point with its case's reference."""
    return replace(one, ref=refs.get(one.episode_id or 0, ""))


def presence_of(session: Session, meeting_id: int) -> dict[int, list[Span]]:
    """Return when each of a meeting was in the room, oldest first."""
    found: dict[int, list[Span]] = {}
    query = select(PresenceTable).where(PresenceTable.meeting_id == meeting_id)
    for row in session.scalars(query.order_by(PresenceTable.came, PresenceTable.id)):
        found.setdefault(row.invite_id, []).append(Span(row.came, row.went, row.why, row.id))
    return found


def attendee(
    row: InviteTable | Row[Any],
    organisations: Mapping[int, Organisation],
    times: Sequence[Span] = (),
) -> Attendee:
    """Return somebody asked, with what the law and their area make of their organisation."""
    known = organisations.get(row.organisation_id or 0)
    return Attendee(
        id=row.id, meeting_id=row.meeting_id, agency=row.agency, name=row.name,
        initials=row.initials, role=Role(row.role),
        # Of merged organisations there is one: the same agency at all its meetings.
        organisation_id=known.id if known else row.organisation_id,
        contact_id=row.contact_id, statute=known.statute if known else "",
        areas=known.areas if known else (), email=row.email, item_id=row.item_id,
        stands_for=row.stands_for, asked=row.asked, answer=row.answer, words=row.words,
        times=tuple(times), answered=row.answered, told=row.told,
    )  # fmt: skip


def attendees_of(
    session: Session, meeting_id: int, organisations: Mapping[int, Organisation]
) -> list[Attendee]:
    """Return everybody asked to a meeting, in the order they were asked."""
    times = presence_of(session, meeting_id)
    query = select(InviteTable).where(InviteTable.meeting_id == meeting_id)
    return [
        attendee(row, organisations, times.get(row.id, ()))
        for row in session.scalars(query.order_by(InviteTable.id))
    ]


def begun_or_planned(row: MeetingTable) -> bool:
    """Return whether a meeting's agenda and room are still open."""
    return row.state in {MeetingState.PLANNED, MeetingState.LIVE}


def refuse_unless_open(row: MeetingTable) -> None:
    """Refuse to change a meeting that is over.

    Raises:
        Refused: It was held, its minutes are approved, or it was cancelled.
    """
    if not begun_or_planned(row):
        done = "was cancelled" if row.state == MeetingState.CANCELLED else "was held"
        raise Refused(
            f"{row.title} {done}.",
            why="What it was stays as it is.",
            next_step="Open the meeting again, or plan another.",
        )
