"""What is told beside a list: totals, late entries, how many each filter would leave.

It is read beside the window, after the first picture: nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.log_source import LogSource
from prevent_desk.ui import jobs
from prevent_desk.ui.jobs import Job


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one query."""

    totals: str
    late: int
    counts: Mapping[str, Mapping[str, int]]


class Telling(QObject):
    """Reads it once for a query; what is asked meanwhile takes its place."""

    def __init__(
        self, source: LogSource[Any], show: Callable[[Told], object], parent: QObject
    ) -> None:
        """Make it; `show` is called on the window's thread."""
        super().__init__(parent)
        self._source, self._show = source, show
        self._job: Job[Told] | None = None
        self._told: Query | None = None

    def tell(self, query: Query) -> None:
        """Tell of a query, unless that is done or under way."""
        if query == self._told:
            return
        self.drop()
        self._told = query
        source = self._source

        def work(_report: jobs.Report, _stopped: jobs.Stopped) -> Told:
            late = len(source.late(query)) if not query.period.is_all else 0
            return Told(source.totals(query), late, source.option_counts(query))

        self._job = jobs.run(work, self, done=self._done, failed=self._failed)

    def drop(self) -> None:
        """Hear no more of what is being read, and read it again when it is asked for."""
        if self._job is not None:
            self._job.forget()
            self._job = None
        self._told = None

    def _done(self, told: Told) -> None:
        self._job = None
        self._show(told)

    def _failed(self, error: BaseException) -> None:
        self._job, self._told = None, None
        raise error
