"""Returned feedback forms taken in: each said what it would do, good ones in one act, one Undo."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from prevent_desk.core.errors import Refused
from prevent_desk.store import audit
from prevent_desk.store.session import Store
from prevent_desk.training.model.feedback_returns import FORM, ROW, Given, GivenLine, compare
from prevent_desk.training.model.sessions import State
from prevent_desk.training.service.feedback import Feedbacks
from prevent_desk.training.service.import_steps import refuse_stale
from prevent_desk.training.service.sessions import Sessions
from prevent_desk.training.tables import SessionFeedbackTable, TrainingSessionTable


class FeedbackReturns:
    """Says what returned forms would do, and takes in what was chosen."""

    def __init__(self, store: Store, feedback: Feedbacks, sessions: Sessions) -> None:
        self._store, self._feedback, self._sessions = store, feedback, sessions

    def preview(self, session_id: int, given: Sequence[Given]) -> list[GivenLine]:
        """Return what each form would do, in their order; nothing is written.

        Args:
            session_id: The session they are taken in at; a form made for another goes there.
            given: As read.
        """
        table = SessionFeedbackTable
        held = select(TrainingSessionTable.id).where(
            TrainingSessionTable.state != State.CANCELLED.value
        )
        query = (
            select(table.session_id, table.source, table.answers)
            .where(table.source.in_([FORM, ROW]))
            .order_by(table.id)
        )
        with self._store.reading() as session:
            there = set(session.scalars(held))
            kept: dict[int, list[tuple[str, dict[str, object]]]] = {}
            for owner, source, answers in session.execute(query):
                kept.setdefault(owner, []).append((source, answers))
        named = {int(one.mark.partition("-")[2]) for one in given if _is_marked(one)}
        called = {}
        for number in sorted({session_id, *named} & there):
            one = self._sessions.one(number)
            called[number] = f"{one.called}, {one.when}"
        return compare(given, session_id, called, kept)  # type: ignore[arg-type] # JSON as kept

    def take_in(self, session_id: int, given: Sequence[Given], chosen: Sequence[GivenLine]) -> int:
        """Take in the forms that were chosen, in one act; return how many.

        Args:
            session_id: As it was previewed.
            given: As it was previewed.
            chosen: Of the preview's lines; those that would do nothing are passed over.

        Raises:
            Refused: Nothing is chosen, or the desk changed since the preview.
        """
        lines = [line for line in chosen if line.can_be_taken]
        if not lines:
            raise Refused("Nothing is chosen.", next_step="Tick the forms to take in.")
        refuse_stale(lines, self.preview(session_id, given))
        together: dict[tuple[int, str, str], list[GivenLine]] = {}
        for line in lines:
            key = (line.session_id, line.given.source, line.given.version)
            together.setdefault(key, []).append(line)
        count = f"{len(lines):,} feedback form{'' if len(lines) == 1 else 's'}"
        with self._store.writing(f"import of {count}") as session:
            for (owner, source, version), part in together.items():
                answers = [line.given.answers for line in part]
                self._feedback.add_in(session, owner, answers, source, version)
            audit.note(session, "imported", "feedback", session_id, {"new": len(lines)})
        return len(lines)


def _is_marked(one: Given) -> bool:
    return one.mark.startswith("session-") and one.mark.partition("-")[2].isdecimal()
