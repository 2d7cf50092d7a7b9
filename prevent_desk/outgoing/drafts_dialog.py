"""Drafts messages to several receivers at once: tick them, read each message, save the drafts.

The frame of every dialog of that kind. Nothing is sent: the drafts are .eml files that open in the
mail program. Whom it lists, what a message says and what is noted afterwards is a subclass's.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.marking import MARKINGS, wrong_marking
from prevent_desk.exports import files, mail
from prevent_desk.exports.mail import Attached
from prevent_desk.ui import forms, jobs, messages, theme
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Job, Report, Stopped, Work
from prevent_desk.ui.page import Desk
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.folder_line import FolderLine, remembered_folder
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.marking_combo import marking_combo

_WIDTH, _HEIGHT, _CAPTION = 860, 640, 40
_MARKING, _DESK_MARKING = "export/marking", "desk/marking"

forms.register(TickTable)

Record = TypeVar("Record")


Attach = Callable[[Report, Stopped], Sequence[tuple[Attached, ...]]]
"""Makes the files that go with drafts: for each draft, in their order."""


@dataclass(frozen=True, slots=True)
class DraftMessage:
    """One draft.

    Attributes:
        to: The receiver's name, which may be empty, and address; None leaves it to be filled in.
        file_name: With its ending; never a person's name.
    """

    to: tuple[str, str] | None
    subject: str
    text: str
    file_name: str
    attached: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Nothing:
    """What the dialog says where there is nobody to write to."""

    title: str
    text: str
    icon: str = "circle-check"


class DraftsForm(Form):
    """forms/outgoing/drafts_dialog.ui."""

    ui = "outgoing/drafts_dialog.ui"
    told_banner: Banner
    pages: QStackedWidget
    choose_page: QWidget
    waiting_table: TickTable
    message_text: QPlainTextEdit
    marking_field: FormField
    folder_field: FormField
    empty_page: QWidget
    empty_state: EmptyState


class DraftsDialog(Dialog, Generic[Record]):
    """Lists receivers, shows the message to the current one, saves a draft for each ticked.

    Attributes:
        made: Whether drafts were made.
        open_folder: Opens a folder; replaced in tests.
    """

    def __init__(
        self, title: str, consequence: str, desk: Desk, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            title, consequence, parent.window() if parent is not None else None, width=_WIDTH
        )
        self.made = False
        self.open_folder: Callable[[Path], object] = _open
        self._desk, self._clock = desk, clock
        self._job: Job[list[Path]] | None = None

    # What a subclass says

    @abstractmethod
    def message(self, record: Record) -> DraftMessage:
        """Return the draft to one of them."""

    @abstractmethod
    def note(self, records: Sequence[Record]) -> None:
        """Note that they were written to, when the drafts are saved; called beside the window.

        What it raises takes the drafts away again.
        """

    @abstractmethod
    def done_words(self, count: int) -> str:
        """Return what the toast says: "2 drafts of reminders made"."""

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are; empty for nothing."""
        return ""

    def attachments(self, records: Sequence[Record]) -> Attach:
        """Return what makes the files that go with the drafts, run beside the window.

        Called in the window; what it returns is not, and gets `report` and `stopped`. It answers
        with the files of each record in their order. None go with a draft, unless it says so.
        """
        return lambda _report, _stopped: [()] * len(records)

    # What it gives a subclass

    def begin(
        self,
        columns: Sequence[Column[Record]],
        records: Sequence[Record],
        is_ticked: Callable[[Record], bool],
        name: str,
        nothing: Nothing,
    ) -> None:
        """Build it; called once, when the subclass has what its messages need.

        Args:
            columns: Of the table of receivers.
            records: The receivers.
            is_ticked: Whom to tick at first; where it is nobody, everybody is.
            name: Of the table, for screen readers.
            nothing: What is said where there is nobody.
        """
        self._build(columns, records, is_ticked, name)
        if not records:
            self.form.empty_state.show_text(nothing.title, nothing.text, icon=nothing.icon)
            self.form.pages.setCurrentWidget(self.form.empty_page)
            self.make_button.hide()
            self.cancel_button.setText("Close")
            self.cancel_button.setFocus()

    def marking(self) -> str:
        """Return the marking that is chosen."""
        return " ".join(self.marking_combo.currentText().split())

    # Inside

    def _build(
        self,
        columns: Sequence[Column[Record]],
        records: Sequence[Record],
        is_ticked: Callable[[Record], bool],
        name: str,
    ) -> None:
        holder = QWidget()
        self.form = form = DraftsForm(holder)
        self.body.addWidget(holder, 1)
        self.model: TickModel[Record] = TickModel(columns, self)
        form.waiting_table.set_up(self.model, name)
        self.model.show_records(records, is_ticked)
        if records and not self.model.chosen():
            self.model.tick(range(len(records)), on=True)
        last = self._desk.setting(_MARKING) or self._desk.setting(_DESK_MARKING, MARKINGS[0])
        self.marking_combo = marking_combo(str(last))
        form.marking_field.set_editor(self.marking_combo)
        self.folder_line = FolderLine(remembered_folder(self._desk))
        form.folder_field.set_editor(self.folder_line)
        form.message_text.setAccessibleName("The draft message")
        form.told_banner.hide()
        self.open_button = Button("&Open folder", "folder-open")
        self.open_button.hide()
        self.add_beside(self.open_button)
        self.cancel_button = self.add_cancel()
        self.make_button = self.add_verb("Make drafts", accepts=False)
        self.model.ticked.connect(self.choice_changed)
        self.marking_combo.currentTextChanged.connect(self._marking_changed)
        form.waiting_table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.make_button.clicked.connect(self.make)
        self.open_button.clicked.connect(lambda: self.open_folder(self.folder_line.folder))
        if records:
            form.waiting_table.setCurrentIndex(self.model.index(0, 0))
            form.waiting_table.setFocus()
        self.choice_changed()

    def choice_changed(self) -> None:
        """Say how many drafts it will be, and show the message as it reads now."""
        count = len(self.model.chosen())
        words = "1 draft" if count == 1 else f"{count} drafts"
        self.make_button.setText(f"Make {words}" if count else "Make drafts")
        self.make_button.setEnabled(count > 0 and self._job is None)
        self._show_message()

    def _marking_changed(self, text: str) -> None:
        self.form.marking_field.set_error(wrong_marking(text))
        self._show_message()

    def _row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_message()

    def _show_message(self) -> None:
        number = self.form.waiting_table.currentIndex().row()
        if number < 0:
            return
        message = self.message(self.model.record(number))
        to = f"To: {message.to[1] if message.to else '(to be filled in)'}"
        self.form.message_text.setPlainText(f"{to}\nSubject: {message.subject}\n\n{message.text}")

    def make(self) -> None:
        """Save the drafts that are ticked, and note that they were made."""
        if self._job is not None or not self.model.chosen():
            return
        if wrong := wrong_marking(self.marking_combo.currentText()):
            self.form.marking_field.set_error(wrong)
            self.marking_combo.setFocus()
            return
        self.folder_line.remember(self._desk)
        self.make_button.setEnabled(False)
        self._job = jobs.run(
            self._work(), self, done=self._saved, failed=self._failed, progress=self._say_step
        )

    def _work(self) -> Work[list[Path]]:
        records = list(self.model.chosen())
        # Written down here: fields of the dialog are not read from another thread.
        drafts = [self.message(record) for record in records]
        folder, note, attach = self.folder_line.folder, self.note, self.attachments(records)

        def work(report: Report, stopped: Stopped) -> list[Path]:
            further = attach(report, stopped)
            report(0, 0, "Saving")
            made = [
                (
                    one.file_name,
                    mail.draft(one.to, one.subject, one.text, (*one.attached, *files_of_it)),
                )
                for one, files_of_it in zip(drafts, further, strict=True)
            ]
            saved = files.save_all(folder, made, stopped)
            try:
                note(records)
            except BaseException:
                files.remove(saved)
                raise
            return saved

        return work

    def _say_step(self, done: int, of: int, what: str) -> None:
        self.make_button.setText(f"{what} {done + 1} of {of}" if of else what)

    def _saved(self, saved: list[Path]) -> None:
        self._job = None
        self.made = True
        count = len(saved)
        drafts = "1 draft" if count == 1 else f"{count} drafts"
        told = f"{drafts} saved in {self.folder_line.folder}. {self.saved_words()}".strip()
        self.form.told_banner.show_text(told, "green", icon="circle-check")
        self.form.choose_page.setEnabled(False)
        self.make_button.hide()
        self.cancel_button.setText("Close")
        self.open_button.show()
        self.open_button.setFocus()
        self._desk.saved()
        self._desk.toast(self.done_words(count), undo=True, icon="mail")

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.choice_changed()
        messages.show_failure(self, error)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for the list and a message."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
