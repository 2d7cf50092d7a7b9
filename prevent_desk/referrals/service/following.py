"""What follows a change of state in support: reviews are set, the reasons for the end are kept.

Called in the unit of work of that change, so that one Undo takes both back.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from prevent_desk.core.questionnaire import as_date
from prevent_desk.referrals.model.reviews import Intervals
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service.closing import closing_row
from prevent_desk.referrals.service.reviews import Hand, set_after
from prevent_desk.referrals.tables import MoveTable

_TAKEN_OVER = {"exit_reason": "exit_reason", "closing": "reasons", "retention": "retention"}
"""Answers of a step that are the closing record's too, and the field each becomes."""


def on_move(session: Session, move: MoveTable, every: Intervals | None = None) -> None:
    """Set reviews and take answers over after a change of state.

    Args:
        session: The unit of work of the change.
        move: The row it made.
        every: How far reviews lie apart; those of the domain notes where not given.
    """
    set_after(
        session,
        move.episode_id,
        State(move.now),
        move.on.date(),
        Hand(move.at, move.by),
        next_review=as_date(move.details.get("next_review")),
        every=every,
    )
    taken = {
        field: str(move.details[key]).strip()
        for key, field in _TAKEN_OVER.items()
        if str(move.details.get(key, "")).strip()
    }
    if taken:
        row = closing_row(session, move.episode_id, move.at, move.by)
        for field, words in taken.items():
            setattr(row, field, words)
