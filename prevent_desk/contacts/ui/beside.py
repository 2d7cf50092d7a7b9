"""Lists over thousands of contacts: what takes no time at once, the rest beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.service import ContactServices
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.jobs import Job

Answer = TypeVar("Answer")

AT_ONCE = 1_000
"""So many contacts are read before one sees that they are not there yet."""


class Beside(Generic[Answer]):
    """Reads a list whole: at once where there are few contacts, else after its beginning is shown.

    A list that nobody looks at is not read beside the window before it is shown again.
    """

    def __init__(
        self,
        owner: QWidget,
        services: ContactServices,
        first: Callable[[], Answer],
        whole: Callable[[jobs.Stopped], Answer],
        show: Callable[[Answer], object],
    ) -> None:
        """Make it; nothing is read yet.

        Args:
            owner: Shows the list.
            services: Of contacts.
            first: Reads its beginning, in no time.
            whole: Reads all of it; asked on another thread where there are many contacts.
            show: Shows either, on the window's thread.
        """
        self._owner, self._services = owner, services
        self._first, self._whole, self._show = first, whole, show
        self._job: Job[Answer] | None = None
        self._begun, self._stale = False, False

    @property
    def is_reading(self) -> bool:
        """Whether what is on show is about to change."""
        return self._job is not None or self._stale

    @property
    def is_running(self) -> bool:
        """Whether it is being read this moment: whoever asks the store has to wait for it."""
        return self._job is not None

    def read(self) -> None:
        """Read the list as it is now."""
        self.drop()
        if self._services.people.how_many_entered() <= AT_ONCE:
            self._begun = True
            self._show(self._whole(lambda: False))
            return
        if not self._begun:
            self._begun = True
            self._show(self._first())
        self._stale = True
        if self._owner.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Read what was put off while nobody looked; called when the list is shown."""
        if not self._stale or self._job is not None or not self._services.store.is_open:
            return
        self._stale = False
        self._job = jobs.run(
            lambda _report, stopped: self._whole(stopped), self._owner, done=self._done,
            failed=self._failed,
        )  # fmt: skip

    def drop(self) -> None:
        """Hear no more of what is being read."""
        if self._job is not None:
            self._job.forget()
            self._job = None

    def _done(self, answer: Answer) -> None:
        self._job = None
        self._show(answer)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        messages.show_failure(self._owner.window(), error)
