"""Takes something out of the desk: choose, see the very pages, save, open.

What is saved is what was on show: the file is made once, in a child process, and kept in memory
until it is saved or the dialog closes. So a failed or cancelled export leaves nothing on disk. What
is chosen and how it is made is a subclass's.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.kept_file import wrong_with_name
from prevent_desk.core.marking import wrong_marking
from prevent_desk.exports import files
from prevent_desk.outgoing.form import (
    FOLDER,
    TakeOutForm,
    folder_row,
    open_file,
    remembered_folder,
)
from prevent_desk.outgoing.pages_view import PagesView
from prevent_desk.outgoing.passwords import protected
from prevent_desk.outgoing.records import Prepared, export_id, warning
from prevent_desk.ui import clipboard, jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped, Work
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.marking_combo import MARKING, last_marking, marking_combo
from prevent_desk.vault import passphrase

_WIDTH = 980
_CHOICES = 290
_SCROLL_BAR = 14
_HEIGHT = 630
_CAPTION = 40
_PREVIEW_HEIGHT = 140
"""At least, whatever the size of text: progress and banners take their room from it, so that the
dialog never grows over the screen."""
_SETTLE_MS = 250
_NUMBER = "export/number"
_WORDS = 4


class TakeOutDialog(Dialog):
    """The frame of every dialog that takes a file out.

    Attributes:
        saved: Where the file was saved; None until it was.
    """

    def __init__(
        self,
        title: str,
        consequence: str,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        may_protect: bool = False,
    ) -> None:
        """Begin with the folder and the marking used last.

        Args:
            title: The question.
            consequence: One line under it.
            desk: The shell; its settings remember folder, marking and the number of the export.
            clock: Says what day the file speaks of.
            parent: The page.
            may_protect: Whether a password is offered, and set unless it is turned off.
        """
        super().__init__(
            title, consequence, parent.window() if parent is not None else None, width=_WIDTH
        )
        self.saved: Path | None = None
        self.choose_folder: Callable[[str], str] = self._ask_folder
        self.open_file: Callable[[Path], object] = open_file
        self._desk, self._clock = desk, clock
        self._may_protect = may_protect
        self._id = export_id(int(desk.setting(_NUMBER, 0)) + 1)
        self._folder = remembered_folder(desk)
        self._prepared: Prepared | None = None
        self._password = ""
        self._job: Job[Prepared] | None = None
        self._saving = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._prepare)

    # What a subclass says

    @abstractmethod
    def wanted(self) -> Hashable:
        """Return what the fields ask for."""

    @abstractmethod
    def kind_words(self) -> str:
        """Return what the file is called: "plan summary"."""

    @abstractmethod
    def suffix(self) -> str:
        """Return the end of the file's name: ".pdf"."""

    @abstractmethod
    def work(self) -> Work[Prepared]:
        """Return the work of making what the fields ask for now."""

    @abstractmethod
    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that it was taken out."""

    def in_the_way(self) -> str:
        """Return why nothing can be made of the fields as they are; empty where it can."""
        return ""

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Return the widget that shows a file without pages."""
        raise NotImplementedError

    def take_fields(self) -> bool:
        """Take in what is half typed in the subclass's fields; False where it is refused."""
        return True

    # What is chosen

    def marking(self) -> str:
        """Return the marking chosen, tidied."""
        return " ".join(self.marking_combo.currentText().split())

    def path(self) -> Path:
        """Return where it will be saved."""
        name = self.name_edit.text().strip()
        has_suffix = name.lower().endswith(self.suffix())
        return self._folder / (name if has_suffix else f"{name}{self.suffix()}")

    @property
    def has_pages(self) -> bool:
        """Whether the file's name ends as those with pages do."""
        return self.suffix() in {".pdf", ".docx"}

    # Making it

    def build_frame(self) -> TakeOutForm:
        """Build what every such dialog has; called before a subclass fills `own_pane`."""
        holder = QWidget()
        self.form = form = TakeOutForm(holder)
        self.body.addWidget(holder, 1)
        form.choices_pane.setMinimumWidth(theme.px(_CHOICES))
        form.choices_area.setFixedWidth(theme.px(_CHOICES) + _SCROLL_BAR)
        self.marking_combo = marking_combo(last_marking(self._desk))
        form.marking_field.set_editor(self.marking_combo)
        self.name_edit = QLineEdit()
        form.name_field.set_editor(self.name_edit)
        self.folder_label = ElidedLabel(str(self._folder))
        self.folder_button = Button("C&hoose…", "folder-open")
        form.folder_field.set_editor(folder_row(self.folder_label, self.folder_button))
        self.pages = PagesView()
        self.waiting = QLabel()
        for view in (self.waiting, self.pages):
            form.preview_stack.addWidget(view)
        form.preview_stack.setMinimumHeight(_PREVIEW_HEIGHT)
        form.password_check.setVisible(self._may_protect)
        form.password_check.setChecked(self._may_protect)
        form.password_check.setToolTip("AES-256. Shown once, kept nowhere: told by another way.")
        for hidden in (form.password_banner, form.told_banner, form.warning_banner):
            hidden.hide()
        form.progress_card.hide()
        form.pages_bar.hide()
        self.cancel_button = self.add_cancel()
        self.open_button = Button("&Open", "external-link")
        self.copy_button = Button("Cop&y password", "copy")
        for later in (self.open_button, self.copy_button):
            later.hide()
            self.add_beside(later)
        self.save_button = self.add_verb("Save", accepts=False)
        self.marking_combo.currentTextChanged.connect(self._marking_changed)
        self.folder_button.clicked.connect(self._choose_folder)
        self.pages.turn_by(form.previous_button, form.page_label, form.next_button)
        form.progress_card.cancelled.connect(self._cancel_job)
        form.told_banner.link_clicked.connect(self._prepare)
        self.save_button.clicked.connect(self.save)
        self.open_button.clicked.connect(self._open_saved)
        self.copy_button.clicked.connect(lambda: clipboard.put_text(self._password))
        return form

    def begin(self) -> None:
        """Name the file and make it for the first time; called when a subclass is built."""
        self.name_kind()
        self._prepare()

    def name_kind(self) -> None:
        """Give the file the name of its kind, and the button its verb."""
        name = files.suggested_name(self.kind_words(), self._id, self.suffix())
        self.name_edit.setText(name)
        verbs = {
            ".pdf": "&Save PDF", ".docx": "&Save Word file", ".csv": "&Save CSV",
            ".vcf": "&Save vCards", ".ics": "&Save calendar file",
        }  # fmt: skip
        self.save_button.setText(verbs.get(self.suffix(), "&Save workbook"))

    def changed(self, *_: object) -> None:
        """Make the file anew once the choices have settled."""
        self._settle.start()

    def _marking_changed(self, text: str) -> None:
        self.form.marking_field.set_error(wrong_marking(text))
        self._settle.start()

    def _choose_folder(self) -> None:
        chosen = self.choose_folder(str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self.folder_label.setText(chosen)
            self.form.folder_field.clear_error()

    def _ask_folder(self, start: str) -> str:
        return QFileDialog.getExistingDirectory(self, "Folder for the file", start)

    # The preview

    def _prepare(self) -> None:
        """Make the file that the fields ask for; what was being made is thrown away."""
        self._settle.stop()
        self._drop_job()
        if wrong_marking(self.marking()):
            self._saving = False
            return
        self._prepared = None
        if words := self.in_the_way():
            self._end_making()
            self.form.told_banner.show_text(words, "blue")
            return
        self.open_button.hide()
        self.form.told_banner.show_text("")
        self.form.progress_card.start(
            {
                ".pdf": "Making the PDF",
                ".docx": "Making the Word file",
                ".csv": "Making the CSV",
                ".vcf": "Making the vCards",
                ".ics": "Making the calendar file",
            }.get(self.suffix(), "Making the workbook"),
            "Nothing is on disk yet. Cancel leaves nothing behind.",
        )
        self._job = jobs.run(
            self.work(),
            self,
            done=self._made,
            failed=self._failed,
            progress=self.form.progress_card.report,
            cancelled=self._cancelled,
        )

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.forget()
            self._job = None
            self.form.progress_card.finish()

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _made(self, prepared: Prepared) -> None:
        self._job = None
        self.form.progress_card.finish()
        self._prepared = prepared
        self.form.warning_banner.show_text(warning(prepared.warnings), "amber")
        self.form.warning_banner.setToolTip("\n".join(prepared.warnings))
        self.form.pages_bar.setVisible(prepared.pages > 0)
        if prepared.pages:
            self.form.preview_stack.setCurrentWidget(self.pages)
            self.pages.show_pdf(prepared.shown or prepared.data, prepared.pages)
        else:
            self.form.preview_stack.setCurrentWidget(self.show_contents(prepared))
        if self._saving:
            self._saving = False
            self.save()

    def _failed(self, error: BaseException) -> None:
        self._end_making()
        self.form.told_banner.show_text(messages.words_for(error).title, "red", "Try again")
        messages.show_failure(self, error)

    def _cancelled(self) -> None:
        self._end_making()
        self.form.told_banner.show_text("Stopped. Nothing was written.", "blue", "Make it again")

    def _end_making(self) -> None:
        self._job = None
        self._saving = False
        self.save_button.setEnabled(True)
        self.form.progress_card.finish()
        self.form.pages_bar.hide()
        self.form.preview_stack.setCurrentWidget(self.waiting)

    # Saving

    def save(self) -> None:
        """Save the file on show; when it is still being made, as soon as it is."""
        if not self._may_save():
            return
        prepared = self._prepared
        if prepared is None or prepared.wanted != self.wanted():
            self._saving = True
            self.save_button.setEnabled(False)
            if self._job is None or self._settle.isActive():
                self._prepare()
            return
        path = self.path()
        if files.is_taken(path) and not messages.ask(
            self, "Replace the file?", f"{path.name} is in that folder already.", "Replace"
        ):
            self.save_button.setEnabled(True)
            return
        self.save_button.setEnabled(False)
        is_protected = self._may_protect and self.form.password_check.isChecked()
        password = passphrase.generate(_WORDS) if is_protected else ""

        def work(report: Report, stopped: Stopped) -> Path:
            data = prepared.data
            files.save(path, protected(data, path.suffix.lower(), password) if password else data)
            return path

        done = partial(self._file_saved, prepared, password)
        jobs.run(work, self, done=done, failed=self._not_saved)

    def _may_save(self) -> bool:
        if not self.take_fields():
            return False
        if wrong := wrong_marking(self.marking_combo.currentText()):
            self.form.marking_field.set_error(wrong)
            self.marking_combo.setFocus()
            return False
        if not self.name_edit.text().strip():
            return self._refuse_name("The file needs a name.")
        if wrong := wrong_with_name(self.name_edit.text().strip()):
            return self._refuse_name(wrong)
        return True

    def _refuse_name(self, why: str) -> bool:
        self.form.name_field.set_error(why)
        self.name_edit.setFocus()
        return False

    def _file_saved(self, prepared: Prepared, password: str, path: Path) -> None:
        self.saved = path
        self.note_saved(prepared)
        self._desk.remember(_NUMBER, int(self._desk.setting(_NUMBER, 0)) + 1)
        self._desk.remember(FOLDER, str(path.parent))
        self._desk.remember(MARKING, self.marking())
        self.form.told_banner.show_text(f"Saved {path.name}.", "green", icon="circle-check")
        self._password = password
        if password:
            self.form.password_banner.show_text(
                f"Password: {password}\nIt is kept nowhere; tell it by another way.",
                "amber",
                icon="key-round",
            )
            self.form.password_banner.let_be_marked()
        self.copy_button.setVisible(bool(password))
        self.cancel_button.setText("Close")
        self.save_button.hide()
        self._end_choosing()
        self.open_button.show()
        self.open_button.setFocus()
        self._desk.toast(f"Saved {path.name}", icon="file-check")

    def _end_choosing(self) -> None:
        """Let nothing be chosen any more; the password stays to be read and copied."""
        form = self.form
        for over in (
            form.own_pane,
            form.password_check,
            form.marking_field,
            form.name_field,
            form.folder_field,
        ):
            over.setEnabled(False)
        if self._password:
            # Its place is not known before the banner has been laid out.
            QTimer.singleShot(
                0, self, lambda: form.choices_area.ensureWidgetVisible(form.password_banner)
            )

    def _not_saved(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        messages.show_failure(self, error)

    def _open_saved(self) -> None:
        if self.saved is not None:
            self.open_file(self.saved)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for most of a page."""
        super().showEvent(event)
        # Large text asks for more than a small screen has; preview and choices give way.
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(theme.px(_HEIGHT), room))

    def done(self, result: int) -> None:
        """Close; what is still being made is stopped and thrown away."""
        self._settle.stop()
        self._drop_job()
        self._password = ""
        super().done(result)
