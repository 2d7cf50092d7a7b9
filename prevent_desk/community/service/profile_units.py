"""Acts on stakeholders of a campaign: one unit each, with a label that names no person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date

from prevent_desk.community.model.profile import LineKind
from prevent_desk.community.service import profile_reading as reading
from prevent_desk.community.service.names import Names
from prevent_desk.community.tables import StakeholderLineTable, StakeholderTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store


class StakeholderUnits:
    """Opens the units, and writes the lines of what became of it."""

    def __init__(self, store: Store, clock: Clock, names: Names) -> None:
        self._store, self._clock, self._names = store, clock, names

    def line(self, kind: LineKind, on: date, words: str) -> StakeholderLineTable:
        """Return a line of what became of asking somebody, to be added to their row."""
        now = self._clock.now().astimezone(UTC).replace(tzinfo=None)
        return StakeholderLineTable(
            kind=kind.value, on=on, words=words, at=now, by=self._store.actor
        )

    @contextmanager
    def writing(self, act: str, stakeholder_id: int) -> Iterator[StakeholderTable]:
        """Open a unit about one stakeholder: "note on North Estates".

        Raises:
            Refused: They are no longer there.
        """
        with self._store.writing(f"{act} {self.label(stakeholder_id)}") as session:
            yield reading.stakeholder_row(session, stakeholder_id)

    @contextmanager
    def many(
        self, act: str, acts: str, stakeholders: Sequence[int]
    ) -> Iterator[list[StakeholderTable]]:
        """Open a unit about several, by number: "return of North Estates", "returns of 14 …".

        Raises:
            Refused: Nobody is named, or somebody is no longer there.
        """
        count = len(stakeholders)
        if not count:
            raise Refused("Nobody is chosen.", next_step="Choose who it is about.")
        label = f"{act} of {self.label(stakeholders[0])}"
        if count > 1:
            label = f"{acts} of {count:,} stakeholders"
        with self._store.writing(label) as session:
            yield reading.stakeholder_rows(session, stakeholders)

    def label(self, stakeholder_id: int) -> str:
        """Return what an act of one stakeholder is called; what was typed may name a person."""
        with self._store.reading() as session:
            row = reading.stakeholder_row(session, stakeholder_id)
            place = self._names.known(session).organisations.get(row.organisation_id or 0)
        return place.called if place is not None else "a stakeholder"
