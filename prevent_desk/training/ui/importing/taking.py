"""The frame of dialogs that take files in: work beside the window, cancelled, awaited, told of."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from prevent_desk.training.ui.around import Around
from prevent_desk.ui import jobs, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.progress_card import ProgressCard

_WIDTH, _HEIGHT, _CAPTION = 980, 640, 60

Taken = TypeVar("Taken")


class TakingDialog(Dialog, Generic[Taken]):
    """Reads, compares and takes in, each as a job; nothing is written before the last.

    Attributes:
        taken: What was taken in; None until it was.
    """

    def __init__(
        self, title: str, consequence: str, around: Around, parent: QWidget | None = None
    ) -> None:
        """Make it; it opens over the window of `parent`, the room's own where there is none."""
        super().__init__(title, consequence, (parent or around.owner).window(), width=_WIDTH)
        self.taken: Taken | None = None
        self._around = around
        self._job: Job[Any] | None = None
        self._is_taking = False
        self.banner, self.progress = Banner(), ProgressCard()
        self.banner.hide()
        self.progress.hide()
        self.progress.cancelled.connect(self._cancel_job)

    # What a subclass says

    @abstractmethod
    def resting(self) -> Sequence[QWidget]:
        """Return what rests while something is under way: pages and buttons."""

    @abstractmethod
    def done_words(self, taken: Taken) -> str:
        """Return what the toast says."""

    @abstractmethod
    def failed(self, error: BaseException) -> None:
        """Say what went wrong; everything may be used again."""

    def stopped(self) -> None:
        """Show what is to be seen after Cancel."""

    # Work

    def start(
        self, title: str, note: str, work: jobs.Work[Any], done: Callable[[Any], object]
    ) -> None:
        """Begin some work; what it makes goes to `done`, in this thread."""
        self.banner.show_text("")
        self.progress.start(title, note)
        for widget in self.resting():
            widget.setEnabled(False)

        def ended(answer: Any) -> None:  # noqa: ANN401 - what the work made
            self._end_job()
            done(answer)

        self._job = jobs.run(
            work, self, done=ended, failed=self._failed, progress=self.progress.report,
            cancelled=self._cancelled,
        )  # fmt: skip

    def take(self, work: Callable[[Report, Stopped], Taken], what: str) -> None:
        """Take something in, and close with a toast; Cancel leaves everything as it was."""

        def taking(report: Report, stopped: Stopped) -> Taken:
            # Kept at once: a Cancel that comes after COMMIT has come too late.
            self.taken = work(report, stopped)
            return self.taken

        self._is_taking = True
        self.start(f"Taking the {what} in", "Cancel leaves everything as it was.", taking,
                   self._was_taken)  # fmt: skip

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    # Inside

    def _end_job(self) -> None:
        self._job, self._is_taking = None, False
        self.progress.finish()
        for widget in self.resting():
            widget.setEnabled(True)

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _cancelled(self) -> None:
        self._end_job()
        if self.taken is not None:
            self._was_taken(self.taken)
            return
        self.banner.show_text("Stopped. Nothing was written.", "blue")
        self.stopped()

    def _failed(self, error: BaseException) -> None:
        self._end_job()
        self.failed(error)

    def _was_taken(self, taken: Taken) -> None:
        desk = self._around.desk
        desk.saved()
        self._around.acts.changed.emit()
        desk.toast(self.done_words(taken), undo=True, icon="file-check")
        self.accept()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for a dozen rows."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(theme.px(_HEIGHT), room))

    def reject(self) -> None:
        """Close; what is being taken in is stopped first, and its end awaited."""
        if self._job is not None and self._is_taking:
            self._job.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close; what is still being read is let go."""
        if self._job is not None:
            self._job.forget()
            self._job = None
        super().done(result)
