"""A filled form or an e-mail dropped onto a referral that is being told: poured into its draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.referrals.model.intake import Draft
from prevent_desk.referrals.model.receiving import Arrived, Kind, said_of
from prevent_desk.referrals.reading import received
from prevent_desk.referrals.ui.around import Around
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.jobs import Report, Stopped

_READABLE = frozenset({".pdf", ".docx", ".eml"})


class Pouring(QObject):
    """Reads files beside the window, one after the other, and adds what they say to a draft.

    What was typed stays as it was typed; a file that is no form and no mail goes the way of any
    file.

    Args:
        around: Services, shell and clock.
        draft: Returns the draft as everything stands on the screen.
        show: Shows a draft and keeps it.
        keep: Keeps files with the draft that are nothing but files.
    """

    def __init__(
        self,
        around: Around,
        owner: QWidget,
        *,
        draft: Callable[[], Draft],
        show: Callable[[Draft], object],
        keep: Callable[[Sequence[Path]], object],
    ) -> None:
        super().__init__(owner)
        self._around, self._owner = around, owner
        self._draft, self._show, self._keep = draft, show, keep
        self._waiting: list[Path] = []
        self._is_reading = False

    def take(self, paths: Sequence[Path]) -> None:
        """Take files of any kind."""
        readable = [path for path in paths if path.suffix.lower() in _READABLE]
        others = [path for path in paths if path not in readable]
        if others:
            self._keep(others)
        self._waiting += readable
        if not self._is_reading:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        path = self._waiting.pop(0)
        self._is_reading = True
        forms, today = self._around.services.forms, self._around.clock.today()

        def work(report: Report, stopped: Stopped) -> Arrived:
            return received.receive(path, forms, today, report=report, stopped=stopped)

        def ended() -> None:
            self._is_reading = False
            self._next()

        def done(arrived: Arrived) -> None:
            if arrived.kind is Kind.FILE:
                self._keep([path])
            else:
                self._pour(arrived)
            ended()

        def failed(error: BaseException) -> None:
            ended()
            messages.show_failure(self._owner.window(), error)

        jobs.run(work, self, done=done, failed=failed, cancelled=ended)

    def _pour(self, arrived: Arrived) -> None:
        try:
            self._show(self._around.services.arrivals.poured(self._draft(), arrived))
        except DeskError as error:
            messages.show_failure(self._owner.window(), error)
            return
        told = said_of(arrived)
        looks = len({finding.key for finding in arrived.findings}) + len(arrived.unplaced)
        more = f", {looks} to look at" if looks else ""
        self._around.desk.toast(f"Placed: {told}{more}", icon="file-input")
