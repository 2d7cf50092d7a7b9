"""That people were reminded, and that training was taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store import audit
from prevent_desk.store.session import Store
from prevent_desk.training.model.reminders import Reminded
from prevent_desk.training.tables import ReminderTable


class Reminders:
    """Notes who was reminded of which course, and how."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def note(self, people: Iterable[Reminded], how: str) -> None:
        """Note that people were reminded of all their lines, today.

        Args:
            people: Whom, with the courses they were reminded of.
            how: "draft", "letters" or "list".

        Raises:
            Refused: There is nobody.
        """
        told = list(people)
        if not told:
            raise Refused("Nobody is chosen.", next_step="Tick somebody.")
        count = len(told)
        label = "1 training reminder" if count == 1 else f"{count:,} training reminders"
        today, now = self._clock.today(), self._clock.now().astimezone(UTC).replace(tzinfo=None)
        with self._store.writing(label) as session:
            for person in told:
                for line in person.lines:
                    session.add(
                        ReminderTable(
                            course_id=line.course_id, learner_id=person.learner_id, on=today,
                            how=how, at=now, by=self._store.actor,
                        )
                    )  # fmt: skip

    def note_export(self, kind: str, export_id: str, marking: str, people: Sequence[int]) -> None:
        """Note in the audit trail that a paper of training was taken out."""
        detail = {"export": export_id, "kind": kind, "marking": marking, "people": len(people)}
        with self._store.writing(None) as session:
            audit.note(session, "exported", "training", "", detail)
