"""What follows a change of state: a plan is kept, reviews are set, reasons are taken over.

Called in the unit of work of that change, so that one Undo takes all of it back.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.questionnaire import Answer, as_date
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.support import ASKS
from prevent_desk.referrals.service.closing import closing_of, closing_row
from prevent_desk.referrals.service.reviews import Hand, set_after
from prevent_desk.referrals.tables import MoveTable, SupportPlanTable

_TAKEN_OVER = {"exit_reason": "exit_reason", "closing": "reasons", "retention": "retention"}
"""Answers of a step that are the closing record's too, and the field each becomes."""


def on_move(session: Session, move: MoveTable) -> None:
    """Keep the plan as it was adopted, set reviews, and take answers over after a change of state.

    Args:
        session: The unit of work of the change.
        move: The row it made.
    """
    set_after(
        session,
        move.episode_id,
        State(move.now),
        move.on.date(),
        Hand(move.at, move.by),
        next_review=as_date(move.details.get("next_review")),
    )
    if State(move.now) is State.ADOPTED:
        _approve(session, move, as_date(move.details.get("approved_on")))
    taken = {
        field: str(move.details[key]).strip()
        for key, field in _TAKEN_OVER.items()
        if str(move.details.get(key, "")).strip()
    }
    if taken:
        row = closing_row(session, move.episode_id, move.at, move.by)
        for field, words in taken.items():
            setattr(row, field, words)


def begun(session: Session, episode_id: int, now: State) -> dict[str, Answer]:
    """Return what a step asks and support knows already: the plan's panel, reasons, retention."""
    found: dict[str, Answer] = {}
    if now is State.ADOPTED:
        on = session.scalar(
            select(SupportPlanTable.approved_on)
            .where(SupportPlanTable.episode_id == episode_id)
            .order_by(SupportPlanTable.approved_on.desc())
        )
        found = {"approved_on": on.isoformat()} if on is not None else {}
    elif now in {State.EXITED, State.CLOSED}:
        known = closing_of(session, episode_id)
        found = {key: getattr(known, field) for key, field in _TAKEN_OVER.items()}
    return {key: answer for key, answer in found.items() if answer}


def _approve(session: Session, move: MoveTable, on: date | None) -> None:
    """Keep the first version as it stands: it is what the panel adopted the case on."""
    rows = list(
        session.scalars(
            select(SupportPlanTable)
            .where(SupportPlanTable.episode_id == move.episode_id)
            .order_by(SupportPlanTable.number)
        )
    )
    if on is None or any(row.approved_on is not None for row in rows):
        return
    for row in rows[-1:]:
        if all(getattr(row, ask.field).strip() for ask in ASKS):
            row.approved_on, row.approved_by = on, str(move.details.get("chair", "")).strip()
