"""Follows the health of the plan on show, for every screen that tells of it."""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from prevent_desk.core.errors import DeskError
from prevent_desk.plan.model.health.hints import HealthCounts, Hint
from prevent_desk.plan.service.health import HealthReport
from prevent_desk.plan.ui.around import Around
from prevent_desk.ui import jobs

_AFTER_PICTURE_MS, _LARGE = 300, 500


class Watch(QObject):
    """Counts the hints of the plan on show, and counts again whenever the store tells of a change.

    A plan is looked at whole in a job; what an edit changes is so little that it is done at once.
    """

    changed = Signal()
    """Counts and hints are others now, or belong to another plan."""
    _heard = Signal()

    def __init__(self, around: Around, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._health = around, around.services.health
        self._counts: HealthCounts | None = None
        self._plan_id: int | None = None
        self._job: jobs.Job[HealthCounts] | None = None
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.follow)
        # A change may come from a job's thread; the signal brings it to this one.
        self._heard.connect(self._timer.start, Qt.ConnectionType.QueuedConnection)
        listener = self._heard.emit
        self._health.on_change.append(listener)
        self.destroyed.connect(partial(self._health.forget, listener))
        # After the first picture, which nothing of this belongs to; a large plan would hold it up.
        sheet = around.sheet()
        is_large = sheet is not None and len(sheet.rows) > _LARGE
        QTimer.singleShot(_AFTER_PICTURE_MS if is_large else 0, self, self.follow)

    @property
    def counts(self) -> HealthCounts | None:
        """The counts of the plan on show; None until it has been looked at."""
        return self._counts

    def plan_id(self) -> int | None:
        """Return the plan on show."""
        sheet = self._around.sheet()
        return sheet.head.id if sheet else None

    def of_action(self, action_id: int) -> list[Hint]:
        """Return the hints of an action of the plan on show; none until it has been looked at."""
        plan_id = self.plan_id()
        if plan_id is None or not self._health.is_ready(plan_id):
            return []
        return self._health.of_action(plan_id, action_id)

    def report(self) -> HealthReport | None:
        """Return everything about the plan on show; None until it has been looked at."""
        plan_id = self.plan_id()
        if plan_id is None or not self._health.is_ready(plan_id):
            return None
        return self._health.report(plan_id)

    def look_up(self) -> None:
        """Follow to another plan, where another is on show."""
        if self._counts is None or self.plan_id() != self._plan_id:
            self.follow()

    def follow(self) -> None:
        """Count again; another plan may be on show."""
        sheet = self._around.sheet()
        if sheet is None:
            self._take(None, None)
        elif self._health.is_ready(sheet.head.id):
            try:
                self._take(sheet.head.id, self._health.counts(sheet.head.id))
            except DeskError:
                # Removed meanwhile; the grid is about to say so.
                self._take(None, None)
        elif sheet.is_whole and self._job is None:
            if sheet.head.id != self._plan_id:
                self._take(sheet.head.id, None)
            self._look(sheet.head.id)

    def _look(self, plan_id: int) -> None:
        health = self._health
        self._job = jobs.run(
            lambda _report, _stopped: health.counts(plan_id), self, self._looked, self._failed
        )

    def _looked(self, _counts: HealthCounts) -> None:
        self._job = None
        self.follow()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, DeskError):
            sys.excepthook(type(error), error, error.__traceback__)

    def _take(self, plan_id: int | None, counts: HealthCounts | None) -> None:
        self._plan_id, self._counts = plan_id, counts
        self.changed.emit()


def watch_of(around: Around) -> Watch:
    """Return the one watch of a room; whoever asks first has it made."""
    found = around.acts.findChild(Watch)
    return found if found is not None else Watch(around, around.acts)
