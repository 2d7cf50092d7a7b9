"""Feedback on training sessions: one form a person, without names, summed up by question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answers, Questionnaire, tidy
from prevent_desk.readers import shipped
from prevent_desk.store.keys import filled
from prevent_desk.store.session import Store
from prevent_desk.training.model.feedback import CODE, Feedback, Summary, newest, summarised
from prevent_desk.training.tables import SessionFeedbackTable, TrainingSessionTable


class Feedbacks:
    """Keeps what people said of sessions."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def form(self, version: str = "") -> Questionnaire:
        """Return the form in a version; the newest where none is asked for."""
        forms = shipped.questionnaires()
        return forms.get((CODE, version)) or newest(forms)

    def of(self, session_id: int) -> list[Feedback]:
        """Return the feedback on a session, as it was entered."""
        return self._read([session_id])

    def summary(self, session_ids: Sequence[int]) -> list[Summary]:
        """Return what each question of the newest form was answered, over sessions.

        Answers under an older version count where it asked the same question.
        """
        given = [one.answers for one in self._read(session_ids)]
        return summarised(self.form(), given, shipped.vocabularies())

    def add(self, session_id: int, answers: Answers, source: str = "") -> int:
        """Enter one person's feedback; return its number.

        Raises:
            Refused: Nothing is answered, or the session is no longer there.
        """
        with self._store.writing(self._label("feedback on", session_id)) as session:
            return self.add_in(session, session_id, [answers], source)[0]

    def add_in(
        self,
        session: Session,
        session_id: int,
        forms: Sequence[Answers],
        source: str = "",
        version: str = "",
    ) -> list[int]:
        """Enter the feedback of several within the unit of work of another act.

        Args:
            session: Of that act.
            session_id: The session it is of.
            forms: Each one's answers.
            source: How it came.
            version: Of the form they answered; empty: the newest.
        """
        told, form = [tidy(one) for one in forms], self.form(version)
        if not all(told):
            raise Refused("Nothing is answered.", next_step="Answer at least one question.")
        rows = [
            SessionFeedbackTable(
                form=form.code, version=form.version, answers=one, source=source.strip(),
                at=self._clock.now().astimezone(UTC).replace(tzinfo=None), by=self._store.actor,
            )
            for one in told
        ]  # fmt: skip
        owner = _session(session, session_id)
        owner.feedback.extend(rows)
        session.flush()
        return [row.id for row in rows]

    def change(self, feedback_id: int, answers: Answers) -> None:
        """Correct what was entered from a form.

        Raises:
            Refused: Nothing is answered, or it is no longer there.
        """
        told = tidy(answers)
        if not told:
            raise Refused("Nothing is answered.", next_step="Take this form away instead.")
        with self._store.writing(self._own_label("change of feedback on", feedback_id)) as session:
            _row(session, feedback_id).answers = told

    def remove(self, feedback_id: int) -> None:
        """Take one person's feedback away."""
        with self._store.writing(self._own_label("removal of feedback on", feedback_id)) as session:
            row = _row(session, feedback_id)
            owner = _session(session, row.session_id)
            owner.feedback.remove(row)

    # Inside

    def _read(self, session_ids: Sequence[int]) -> list[Feedback]:
        table = SessionFeedbackTable
        query = select(table).where(table.session_id.in_(filled(session_ids))).order_by(table.id)
        with self._store.reading() as session:
            return [
                Feedback(row.id, row.session_id, row.version, row.answers, row.source, row.at)
                for row in session.scalars(query)
            ]

    def _label(self, act: str, session_id: int) -> str:
        with self._store.reading() as session:
            return f"{act} session {say_short(_session(session, session_id).first)}"

    def _own_label(self, act: str, feedback_id: int) -> str:
        with self._store.reading() as session:
            row = _session(session, _row(session, feedback_id).session_id)
            return f"{act} session {say_short(row.first)}"


def _session(session: Session, session_id: int) -> TrainingSessionTable:
    row = session.get(TrainingSessionTable, session_id)
    if row is None:
        raise Refused("That session is no longer there.", next_step="Undo may bring it back.")
    return row


def _row(session: Session, feedback_id: int) -> SessionFeedbackTable:
    row = session.get(SessionFeedbackTable, feedback_id)
    if row is None:
        raise Refused("That feedback is no longer there.", next_step="Undo may bring it back.")
    return row
