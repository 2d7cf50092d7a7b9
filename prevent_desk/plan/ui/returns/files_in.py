"""Files that come in: asked for or dropped, read beside the window, each answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from prevent_desk.plan.service.returns import Returns
from prevent_desk.plan.ui.returns.arrived import ArrivedPane
from prevent_desk.plan.ui.returns.receiving import Answer, receive_all, receive_one
from prevent_desk.plan.ui.returns.said import many
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.jobs import Job, Work
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.progress_card import ProgressCard

_FOLDER = "returns/folder"
_FILES = "Workbooks (*.xlsx *.xlsm *.ods *.xls *.csv);;All files (*)"


class FilesIn(QObject):
    """Takes files in, one after the other; one that is refused does not stop the others.

    Signals:
        taken: Returns are in the register: what was `Received`, at least one.

    Attributes:
        choose: Asks for files, given where to begin; none for Cancel. Replaced in tests.
    """

    taken = Signal(object)

    def __init__(
        self, returns: Returns, desk: Desk, card: ProgressCard, arrived: ArrivedPane, page: QWidget
    ) -> None:
        super().__init__(page)
        self.choose: Callable[[str], list[str]] = self._ask
        self._returns, self._desk, self._page = returns, desk, page
        self._card, self._arrived = card, arrived
        self._job: Job[Any] | None = None
        card.cancelled.connect(self._cancel)
        arrived.opened.connect(self.open_with)

    @property
    def is_busy(self) -> bool:
        """Whether files are being read."""
        return self._job is not None

    def ask(self) -> None:
        """Ask for files and take them in."""
        start = self._desk.setting(_FOLDER, "")
        names = self.choose(start if isinstance(start, str) else "")
        self.take([Path(name) for name in names])

    def take(self, paths: Sequence[Path]) -> None:
        """Take files in."""
        if not paths or self.is_busy:
            return
        self._desk.remember(_FOLDER, str(paths[0].parent))
        answers: list[Answer] = []
        work = receive_all(self._returns, list(paths), answers)
        self._start(f"Bringing in {many(len(paths), 'return')}", work, answers)

    def take_dropped(self, dropped: QMimeData) -> None:
        """Take in what was dropped on the page."""
        self.take([Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()])

    def open_with(self, path: object, password: str) -> None:
        """Take in a file under a password."""
        if isinstance(path, Path) and not self.is_busy:
            answers: list[Answer] = []
            work = receive_one(self._returns, path, password, answers)
            self._start(f"Opening {path.name}", work, answers)

    def _start(self, title: str, work: Work[None], answers: list[Answer]) -> None:
        def ended(_answer: object = None) -> None:
            self._job = None
            self._card.finish()
            self._answer(answers)

        def failed(error: BaseException) -> None:
            ended()
            messages.show_failure(self._page, error)

        def cancelled() -> None:
            ended()
            kept = sum(received.return_id is not None for _path, received in answers)
            self._desk.toast(f"Stopped. {many(kept, 'return')} taken in.", icon="info")

        self._card.cancel_button.show()
        self._card.start(title, "Cancel keeps what was taken in so far. Nothing is written yet.")
        self._job = jobs.run(work, self, ended, failed, self._card.report, cancelled)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _answer(self, answers: Sequence[Answer]) -> None:
        self._arrived.show_answers(answers)
        taken = [received for _path, received in answers if received.return_id is not None]
        if not taken:
            return
        self._desk.saved()
        one = f"The return of {taken[0].agency} is in"
        words = one if len(taken) == 1 else f"{many(len(taken), 'return')} are in"
        self._desk.toast(words, icon="file-input")
        self.taken.emit(taken)

    def _ask(self, start: str) -> list[str]:
        names, _kind = QFileDialog.getOpenFileNames(self._page, "Bring in returns", start, _FILES)
        return list(names)
