"""Reading for a view beside the window: one at a time, and only the newest question is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from prevent_desk.ui import jobs, messages
from prevent_desk.ui.jobs import Job, Report, Stopped

Answer = TypeVar("Answer")


class ReadBeside(Generic[Answer]):
    """Asks one thing after another of the store, for one view.

    What was asked meanwhile and is wanted no more is not read at all: a key held down over a list
    asks a hundred times, and only the last is waited for.
    """

    def __init__(
        self,
        owner: QWidget,
        done: Callable[[Answer], object],
        is_open: Callable[[], bool],
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Serve a view.

        Args:
            owner: The view; when it goes nothing more is told.
            done: Gets the newest answer.
            is_open: Whether the store is open still: a lock takes it away under what is being read,
                and then there is nobody to tell.
            failed: Called when nothing could be read; the user was told.
        """
        self._owner, self._done = owner, done
        self._is_open, self._failed = is_open, failed
        self._job: Job[Answer] | None = None
        self._next: Callable[[], Answer] | None = None

    @property
    def is_reading(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def ask(self, read: Callable[[], Answer]) -> None:
        """Read something; what was asked before and is not answered yet is forgotten."""
        self._next = read
        if self._job is None:
            self._begin()

    def forget(self) -> None:
        """Want no answer any more."""
        self._next = None
        if self._job is not None:
            self._job.cancel()

    def _begin(self) -> None:
        read, self._next = self._next, None
        if read is None:
            return

        def work(_report: Report, _stopped: Stopped) -> Answer:
            return read()

        self._job = jobs.run(
            work, self._owner, done=self._answered, failed=self._refused, cancelled=self._over
        )

    def _answered(self, answer: Answer) -> None:
        newer = self._next is not None
        self._over()
        if not newer:
            self._done(answer)

    def _refused(self, error: BaseException) -> None:
        newer = self._next is not None
        self._over()
        if newer or not self._is_open():
            return
        self._failed()
        messages.show_failure(self._owner, error)

    def _over(self) -> None:
        self._job = None
        if self._is_open():
            self._begin()
