"""Which point of an agenda is talked about: one at a time, with the times it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.panels.model.records import ItemState
from prevent_desk.panels.service import interests
from prevent_desk.panels.tables import ItemTable, PresenceTable, SpanTable


def go_to(session: Session, item: ItemTable, now: datetime) -> None:
    """Talk about a point from a moment on; what was talked about before is done."""
    leave(session, item.meeting_id, now, but=item.id)
    if item.state != ItemState.NOW.value:
        item.state = ItemState.NOW.value
        session.add(SpanTable(meeting_id=item.meeting_id, item_id=item.id, began=now, ended=None))
        interests.make_way(session, item.meeting_id, item.id, now)


def leave(session: Session, meeting_id: int, now: datetime, *, but: int = 0) -> None:
    """Talk about nothing any more, but for one point."""
    open_spans = select(SpanTable).where(
        SpanTable.meeting_id == meeting_id, SpanTable.ended.is_(None), SpanTable.item_id != but
    )
    for span in session.scalars(open_spans):
        # The clock of a machine may be set back while a panel meets.
        span.ended = max(now, span.began)
    under_way = select(ItemTable).where(
        ItemTable.meeting_id == meeting_id,
        ItemTable.state == ItemState.NOW.value,
        ItemTable.id != but,
    )
    for item in session.scalars(under_way):
        item.state = ItemState.DONE.value


def empty_room(session: Session, meeting_id: int, now: datetime) -> None:
    """Let everybody who is in the room go at a moment."""
    query = select(PresenceTable).where(
        PresenceTable.meeting_id == meeting_id, PresenceTable.went.is_(None)
    )
    for row in session.scalars(query):
        row.went = max(now, row.came)
