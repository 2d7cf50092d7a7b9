"""A dialog whose verb writes beside the window: it can be stopped, and says what was refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from prevent_desk.ui import jobs, messages
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.progress_card import ProgressCard

Write = Callable[[Report, Stopped], int]
"""Writes, and returns the number of what it made."""


class WritingDialog(Dialog):
    """Closes with what was written in `made`; stays open, with the reason, where it was refused.

    Attributes:
        made: The number of what was written; None until it was.
    """

    def __init__(self, title: str, consequence: str, parent: QWidget, *, width: int) -> None:
        super().__init__(title, consequence, parent.window(), width=width)
        self.made: int | None = None
        self._job: Job[int] | None = None

    def put_in(self, fields: QWidget, told: Banner, card: ProgressCard, verb: Button) -> None:
        """Take what is locked while it writes, where it tells, and the button that begins."""
        self._fields, self._told, self._card, self._verb = fields, told, card, verb
        card.hide()
        told.hide()
        card.cancelled.connect(self._cancel)

    def write(self, work: Write, title: str) -> None:
        """Begin to write; nothing else can be pressed until it has ended."""

        def noted(report: Report, stopped: Stopped) -> int:
            self.made = work(report, stopped)
            return self.made

        self._told.show_text("")
        self._fields.setEnabled(False)
        self._verb.setEnabled(False)
        self._card.start(title, "Cancel leaves everything as it is.")
        self._job = jobs.run(
            noted,
            self,
            done=lambda _made: self._ended(),
            failed=self._failed,
            progress=self._card.report,
            cancelled=self._ended,
        )

    def _ended(self) -> None:
        self._rest()
        if self.made is not None:
            self.accept()
        else:
            self._told.show_text("Stopped. Nothing was written.", "blue")

    def _failed(self, error: BaseException) -> None:
        self._rest()
        told = messages.words_for(error)
        code = f" ({told.code})" if told.code else ""
        self._told.show_text(f"{told.title} {told.words}{code}".strip(), "red")

    def _rest(self) -> None:
        self._job = None
        self._card.finish()
        self._fields.setEnabled(True)
        self._verb.setEnabled(True)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _settle(self) -> None:
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that is needed once the fields have their own fonts."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._settle)

    def reject(self) -> None:
        """Close; what is being written is stopped first, and its end awaited."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()
