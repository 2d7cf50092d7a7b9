"""The figures of a period, asked of every room that counts something."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Stopped
from prevent_desk.logbook.model.figures import Figure, FigureSource
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.reports.model.reported import Beside, Line, Report, Section
from prevent_desk.store import audit
from prevent_desk.store.session import Store

Told = Callable[[int, int, str], None]
StopAsked = Callable[[], bool]


class Reports:
    """Asks the sources; adds nothing up itself."""

    def __init__(self, store: Store, clock: Clock, sources: Sequence[FigureSource]) -> None:
        """Know who counts.

        Args:
            store: For the audit trail.
            clock: Says what day it is, and when figures were counted.
            sources: In the order of their sections.
        """
        self._store, self.clock, self._sources = store, clock, tuple(sources)

    def titles(self) -> list[str]:
        """Return the sections there are."""
        return [source.title for source in self._sources]

    def is_open(self) -> bool:
        """Return whether the store can still be read."""
        return self._store.is_open

    def report(
        self,
        period: Period,
        by: By = By.EVENT,
        beside: Beside = Beside.NOTHING,
        told: Told | None = None,
        stopped: StopAsked | None = None,
    ) -> Report:
        """Return what a period comes to, beside another where one is asked for.

        Args:
            period: The days that count.
            by: Whether by day of event or by day recorded.
            beside: Which period it is compared with.
            told: Told of sections counted, sections in all.
            stopped: Asked before each section.

        Raises:
            Stopped: It was cancelled.
        """
        as_at, other = self.clock.now(), beside.of(period)
        sections = []
        for done, source in enumerate(self._sources):
            if stopped is not None and stopped():
                raise Stopped
            if told is not None:
                told(done, len(self._sources), source.title)
            before: dict[str, Figure] = {}
            if other is not None:
                before = {one.key: one for one in source.figures(other, by)}
            lines = [
                Line(source.title, one, None if one.of_today else before.get(one.key))
                for one in source.figures(period, by)
            ]
            sections.append(Section(source.title, lines))
        return Report(period, by, other, sections, as_at)

    def note_export(self, export_id: str, marking: str, count: int) -> None:
        """Note in the audit trail that figures were taken out."""
        detail = {"export": export_id, "marking": marking, "figures": count}
        with self._store.writing(None) as session:
            audit.note(session, "exported", "figures of a period", "", detail)
