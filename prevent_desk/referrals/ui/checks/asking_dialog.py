"""What asking and reminding have in common: one act, with drafts or without, then done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.referrals.model.check_messages import Message
from prevent_desk.referrals.ui.checks import drafting
from prevent_desk.referrals.ui.checks.messages_part import MessagesPart
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog

_HEIGHT, _CAPTION = 590, 40


class AskingDialog(Dialog):
    """Records what is asked; where drafts are wanted, saves them first, all or none.

    Attributes:
        done_words: What was done, in words; empty until it was.
        open_folder: Opens a folder; replaced in tests.
    """

    drafts: MessagesPart
    told_banner: Banner
    entry: QWidget

    def __init__(self, title: str, consequence: str, parent: QWidget, width: int) -> None:
        super().__init__(title, consequence, parent.window(), width=width)
        self.done_words = ""
        self.open_folder: Callable[[Path], object] = drafting.open_folder
        self._job: Job[list[Path]] | None = None

    def hold(self, fields: QWidget) -> None:
        """Put the fields in; on a small screen at large text they scroll above the buttons."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setProperty("k", "plain")
        fields.setProperty("pane", "surface")
        area.setWidget(fields)
        self.body.addWidget(area, 1)

    def add_buttons(self, verb: str) -> None:
        """Add Cancel, the verb, and the way to the folder once drafts are there."""
        self.open_button = Button("&Open folder", "folder-open")
        self.open_button.hide()
        self.add_beside(self.open_button)
        self.cancel_button = self.add_cancel()
        self.act_button = self.add_verb(verb, accepts=False)
        self.act_button.clicked.connect(self.act)
        self.open_button.clicked.connect(lambda: self.open_folder(self.drafts.folder))

    @property
    def is_busy(self) -> bool:
        """Whether drafts are being saved."""
        return self._job is not None

    def act(self) -> None:
        """Do it, unless something is missing."""
        raise NotImplementedError

    def carry_out(
        self, note: Callable[[], object], done: str, drafts: Sequence[tuple[str, Message]]
    ) -> None:
        """Record by `note`; with drafts, they are saved beside the window first.

        Args:
            note: One act at the service.
            done: What is told of it.
            drafts: Each a file's name without ending, and the message; none where not wanted.
        """
        self.drafts.remember()
        if not drafts:
            try:
                note()
            except DeskError as error:
                messages.show_failure(self, error)
                return
            self.done_words = done
            self.accept()
            return
        self.act_button.setEnabled(False)
        work = drafting.saving(self.drafts.folder, drafts, note)
        self._job = jobs.run(
            work, self, done=lambda saved: self._saved(saved, done), failed=self._failed
        )

    def _saved(self, saved: list[Path], done: str) -> None:
        self._job = None
        self.done_words = done
        count = "1 draft is" if len(saved) == 1 else f"{len(saved)} drafts are"
        told = f"{done}. {count} in {self.drafts.folder}: you send them yourself."
        self.told_banner.show_text(told, "green", icon="circle-check")
        self.entry.setEnabled(False)
        self.act_button.hide()
        self.cancel_button.setText("Close")
        self.open_button.show()
        self.open_button.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.act_button.setEnabled(True)
        messages.show_failure(self, error)

    def reject(self) -> None:
        """Close; not while drafts are being saved."""
        if not self.is_busy:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for the list and a message, and no larger than its window."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        window = self.parentWidget()
        if window is not None:
            room = min(room, window.height())
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))
