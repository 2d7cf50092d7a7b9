"""What earlier panels asked for and what became of it, as a panel goes through it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from prevent_desk.actions.model.records import Action, Source, State
from prevent_desk.actions.model.standing import Standing, stands
from prevent_desk.actions.service import Actions
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.panels.tables import MeetingTable
from prevent_desk.store.session import Store


class Earlier:
    """Reads the actions of earlier panels, and notes that they are carried on."""

    def __init__(self, store: Store, clock: Clock, actions: Actions) -> None:
        """Serve the meetings of one store."""
        self._store, self._clock, self._actions = store, clock, actions

    def of(self, meeting_id: int, begun: datetime | None = None) -> list[Action]:
        """Return what earlier panels asked for and was open when a meeting began, by number.

        Args:
            meeting_id: The meeting that goes through it.
            begun: When that began; without it when it is to begin.
        """
        with self._store.reading() as session:
            meeting = session.get_one(MeetingTable, meeting_id)
            begun = begun or meeting.began or meeting.starts
            earlier = set(
                session.scalars(
                    select(MeetingTable.id).where(
                        MeetingTable.starts < begun, MeetingTable.id != meeting_id
                    )
                )
            )
        return [
            one
            for one in self._actions.open_on(Source.PANEL, begun.date())
            if one.source_id in earlier
        ]

    def standing(self, meeting_id: int) -> list[Standing]:
        """Return the same, and where each stands today."""
        today, days = self._clock.today(), self._actions.working_days()
        return [stands(one, today, days) for one in self.of(meeting_id)]

    def carry(self, meeting_id: int, action_id: int) -> None:
        """Note that a panel looked at an action and carried it on.

        Raises:
            Refused: It is closed, or was carried on to this panel before.
        """
        with self._store.reading() as session:
            to = f"Panel {say_short(session.get_one(MeetingTable, meeting_id).starts.date())}"
        action = self._actions.one(action_id)
        if action.state is not State.OPEN:
            raise Refused(f"Action {action.number} is closed.", next_step="Open it again first.")
        if any(line.kind == "carried" and line.now == to for line in action.lines):
            raise Refused(f"Action {action.number} was carried on to this panel before.")
        with self._store.writing(f"carrying on of action {action.number}") as session:
            self._actions.carry(session, [action_id], to)
