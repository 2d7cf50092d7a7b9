"""Who declared an interest in a point goes out when it begins, and comes back in after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.panels.tables import DeclarationTable, ItemTable, PresenceTable

_DECLARED = "Declared an interest"


def make_way(session: Session, meeting_id: int, item_id: int | None, at: datetime) -> None:
    """Let those out who declared an interest in a point that begins, and the others back in.

    Called by whatever opens the next point, within its own unit of work: `Agenda.go_to`.

    Args:
        session: Of the act that opens the point.
        meeting_id: The meeting.
        item_id: The point that begins; None where none does.
        at: Local time.
    """
    declared = select(DeclarationTable).where(
        DeclarationTable.meeting_id == meeting_id, DeclarationTable.left_room
    )
    rows = session.scalars(declared).all()
    out = {row.invite_id for row in rows if row.item_id == item_id and item_id is not None}
    for invite_id in sorted({row.invite_id for row in rows}):
        times = times_of(session, invite_id)
        last = times[-1] if times else None
        if last is None:
            continue
        if invite_id in out and last.went is None:
            last.went, last.why = max(at, last.came), f"{_DECLARED} in {_called(session, item_id)}"
        elif invite_id not in out and last.went is not None and last.why.startswith(_DECLARED):
            session.add(
                PresenceTable(
                    meeting_id=meeting_id, invite_id=invite_id, came=max(at, last.went), went=None,
                    why="",
                )
            )  # fmt: skip
    session.flush()


def times_of(session: Session, invite_id: int) -> Sequence[PresenceTable]:
    """Return when somebody was in the room, oldest first."""
    query = select(PresenceTable).where(PresenceTable.invite_id == invite_id)
    return session.scalars(query.order_by(PresenceTable.came, PresenceTable.id)).all()


def _called(session: Session, item_id: int | None) -> str:
    row = session.get(ItemTable, item_id) if item_id is not None else None
    if row is None:
        return "a case"
    return f"Case {row.letter}" if row.letter else row.title
