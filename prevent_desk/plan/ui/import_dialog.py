"""Brings a plan in from a file: choose it, see what it would do, then do it in one act.

Nothing is written before the last step. The file is read in a limited child process; what it
says is compared with the plan beside the window; the import itself is one change, undone by one
Undo, and leaves nothing behind when it is cancelled.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from prevent_desk import paths
from prevent_desk.core.errors import DeskError
from prevent_desk.exports import files
from prevent_desk.plan.model.compare import ImportPreview
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.reading import read_plan_file
from prevent_desk.plan.ui import import_findings, import_places
from prevent_desk.plan.ui.import_form import ImportForm, Plans
from prevent_desk.plan.ui.import_places import NEW, OPEN
from prevent_desk.readers import refusals
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit

_WIDTH, _HEIGHT = 720, 520
_CAPTION = 40
_FOLDER = "import/folder"
_FILE, _CHECK, _IMPORT = range(3)
_KINDS = "*.xlsx *.docx *.ods *.xls"


class ImportDialog(Dialog):
    """Three steps: the file, what it would do, the import.

    Signals:
        imported: The plan that was made or changed, by its id; told once, after COMMIT.

    Attributes:
        choose_file: Asks for a file, given where to begin; "" for none. Replaced in tests.
        choose_place: Asks where to save the list, given a name; likewise.
    """

    imported = Signal(int)

    def __init__(
        self,
        plans: Plans,
        plan_id: int | None,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        read: Callable[..., PlanDraft] = read_plan_file,
    ) -> None:
        """Begin with the choice of a file.

        Args:
            plans: The plan's service.
            plan_id: The plan that is open, which a file may go into; None when there is none.
            desk: The shell; its settings remember the folder.
            parent: The page.
            read: Reads a file; replaced in tests.
        """
        super().__init__(
            "Import a plan",
            "From a workbook or a table in Word. You see what it would do before anything is "
            "written.",
            parent.window() if parent is not None else None,
            width=_WIDTH,
        )
        # A password may be typed here, and shown: a lock must not keep it.
        self.setProperty("private", True)
        self.choose_file: Callable[[str], str] = self._ask_file
        self.choose_place: Callable[[str], str] = self._ask_place
        self._plans, self._plan_id, self._desk, self._read = plans, plan_id, desk, read
        self._path: Path | None = None
        self._draft: PlanDraft | None = None
        self._previews: dict[str, ImportPreview] = {}
        self._job: Job[object] | None = None
        self._written: int | None = None
        self.setAcceptDrops(True)
        self._build()
        self._go(_FILE)

    # The steps

    def open_file(self, path: Path, password: str = "") -> None:
        """Read a file and go on to what it would do; where it is locked, to its password."""
        if self._job is not None:
            return
        self._path, self._draft = path, None
        self._desk.remember(_FOLDER, str(path.parent))
        self.form.told_banner.show_text("")
        self._start(
            f"Reading {path.name}",
            "Nothing is written. Cancel goes back to the choice of a file.",
            lambda report, stopped: self._look(path, password, report, stopped),
            self._looked,
        )

    def unlock(self) -> None:
        """Read the file again, with the password that was typed."""
        field, password = self.form.password_field, self.password_edit.text()
        if self._path is None or self._job is not None:
            return
        if not password:
            field.set_error(self.tr("Type the password that came with the file."))
            self.password_edit.setFocus()
            return
        field.clear_error()
        self.open_file(self._path, password)

    def import_now(self) -> None:
        """Write what is on show, as one act."""
        draft, into = self._draft, self._into()
        if (
            draft is None
            or self.form.steps.current() != _CHECK
            or self._job is not None
            or self.preview().changes_nothing
        ):
            return
        self._written = None
        self.form.told_banner.show_text("")

        def work(report: Report, stopped: Stopped) -> object:
            # Kept at once: a Cancel that comes after COMMIT has come too late.
            self._written = self._plans.import_plan(draft, into, report, stopped)
            return self._written

        self._go(_IMPORT)
        self._start("Importing the plan", "Cancel leaves the plan as it was.", work, self._imported)

    def preview(self) -> ImportPreview:
        """Return what the choice on show would do."""
        return self._previews[self.form.into_choice.value() or NEW]

    # Making it

    def _build(self) -> None:
        holder = QWidget()
        self.form = form = ImportForm(holder)
        self.body.addWidget(holder, 1)
        form.steps.set_steps([self.tr("File"), self.tr("Check"), self.tr("Import")])
        form.file_state.show_text(
            self.tr("Drop the file here, or choose it"),
            self.tr(
                "A workbook (.xlsx, .ods, .xls) or a Word document (.docx) with a table laid out "
                "like a delivery plan: actions with lead, success criteria and timescale."
            ),
            icon="file-spreadsheet",
        )
        form.file_state.set_buttons(self.tr("C&hoose a file…"), "folder-open")
        form.told_banner.hide()
        form.progress_card.hide()
        self.password_edit = PassphraseEdit(self.tr("Password of the file"))
        form.password_field.set_editor(self.password_edit)
        form.password_field.add_beside(self.password_edit.caps_notice)
        self.list_button = Button(self.tr("&Save this list…"), "download")
        self.add_beside(self.list_button)
        self.cancel_button = self.add_cancel()
        self.back_button = self.add_verb(self.tr("&Back"), kind="secondary", accepts=False)
        self.open_button = self.add_verb(self.tr("&Open"), accepts=False)
        self.import_button = self.add_verb(self.tr("&Import"), accepts=False)
        form.file_state.first_clicked.connect(self._choose)
        form.progress_card.cancelled.connect(self._cancel_job)
        form.into_choice.chosen.connect(self._show_preview)
        self.list_button.clicked.connect(self._save_list)
        self.back_button.clicked.connect(self._back)
        self.open_button.clicked.connect(self.unlock)
        self.password_edit.submitted.connect(self.unlock)
        self.import_button.clicked.connect(self.import_now)

    def _go(self, step: int, *, locked: bool = False) -> None:
        form = self.form
        form.steps.set_current(step)
        page = form.lock_page if locked else form.file_page
        form.pages.setCurrentWidget(page if step == _FILE else form.check_page)
        form.check_page.setEnabled(step == _CHECK)
        for button in (self.list_button, self.import_button):
            button.setVisible(step == _CHECK)
        self.open_button.setVisible(locked)
        self.back_button.setVisible(step == _CHECK or locked)
        if locked:
            self.password_edit.setFocus()
            return
        # Kept no longer than it takes to open the file.
        self.password_edit.clear()
        if step == _FILE:
            form.file_state.setFocus()

    def _back(self) -> None:
        self.form.told_banner.show_text("")
        self._go(_FILE)

    def _choose(self) -> None:
        start = str(self._desk.setting(_FOLDER, "") or paths.documents())
        chosen = self.choose_file(start)
        if chosen:
            self.open_file(Path(chosen))

    def _ask_file(self, start: str) -> str:
        found, _ = QFileDialog.getOpenFileName(
            self, self.tr("Plan to import"), start, self.tr("Plans ({0})").format(_KINDS)
        )
        return found

    def _ask_place(self, name: str) -> str:
        found, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the list"), name, self.tr("Text files (*.txt)")
        )
        return found

    # Reading and comparing, beside the window

    def _start(
        self,
        title: str,
        note: str,
        work: jobs.Work[object],
        done: Callable[[object], None],
    ) -> None:
        self.form.progress_card.start(title, note)
        for page in (self.form.file_page, self.form.lock_page):
            page.setEnabled(False)
        self.open_button.setEnabled(False)
        self._job = jobs.run(
            work,
            self,
            done=done,
            failed=self._failed,
            progress=self.form.progress_card.report,
            cancelled=self._cancelled,
        )

    def _look(self, path: Path, password: str, report: Report, stopped: Stopped) -> object:
        draft = self._read(path, password=password, report=report, stopped=stopped)
        previews = {NEW: self._plans.preview_import(draft, None)}
        if self._plan_id is not None and not stopped():
            previews[OPEN] = self._plans.preview_import(draft, self._plan_id)
        return draft, previews

    def _looked(self, answer: object) -> None:
        self._end_job()
        assert isinstance(answer, tuple)  # noqa: S101 - made by `_look`
        self._draft, self._previews = answer
        import_places.offer(self.form.into_choice, self._previews)
        self._go(_CHECK)
        self._show_preview()
        if self.import_button.isEnabled():
            self.import_button.setFocus()

    def _show_preview(self, *_: object) -> None:
        form, preview = self.form, self.preview()
        name = self._path.name if self._path else ""
        title = preview.title or self.tr("without a title")
        form.file_label.setText(f"{name} · {title}")
        form.summary_label.setText(import_findings.summary(preview))
        form.fits_label.setText(import_findings.fits(preview))
        found = import_findings.findings(preview)
        form.findings_list.show_findings(found)
        self.list_button.setEnabled(bool(found))
        self.import_button.setText(import_findings.verb(preview))
        nothing = preview.changes_nothing
        self.import_button.setEnabled(not nothing)
        if nothing:
            self.import_button.setText(self.tr("Nothing to import"))
            form.told_banner.show_text(
                self.tr("All that stands in the file is in the plan already."), "green"
            )
        else:
            form.told_banner.show_text("")

    # How it ends

    def _into(self) -> int | None:
        return self._plan_id if self.form.into_choice.value() == OPEN else None

    def _imported(self, _answer: object) -> None:
        self._end_job()
        plan_id, self._written = self._written, None
        if plan_id is not None:
            self._desk.saved()
            self.imported.emit(plan_id)
            self.accept()

    def _failed(self, error: BaseException) -> None:
        step = self.form.steps.current()
        self._end_job()
        code = error.code if isinstance(error, DeskError) else ""
        if step == _FILE and code in {refusals.PASSWORD, refusals.WRONG_PASSWORD}:
            self._ask_password(wrong=code == refusals.WRONG_PASSWORD)
            return
        told = messages.words_for(error)
        code = f" ({told.code})" if told.code else ""
        self.form.told_banner.show_text(f"{told.title} {told.words}{code}".strip(), "red")
        self._go(_CHECK if step == _IMPORT else _FILE)

    def _ask_password(self, *, wrong: bool) -> None:
        name = self._path.name if self._path else ""
        self.form.lock_label.setText(self.tr("“{0}” is protected by a password").format(name))
        self._go(_FILE, locked=True)
        if wrong:
            self.password_edit.line.selectAll()
        self.form.password_field.set_error(
            self.tr("It does not open with this one. Capital and small letters are not the same.")
            if wrong
            else ""
        )

    def _cancelled(self) -> None:
        if self._written is not None:
            self._imported(self._written)
            return
        step = self.form.steps.current()
        self._end_job()
        self.form.told_banner.show_text(self.tr("Stopped. Nothing was written."), "blue")
        self._go(_CHECK if step == _IMPORT else _FILE)

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end_job(self) -> None:
        self._job = None
        self.form.progress_card.finish()
        for page in (self.form.file_page, self.form.lock_page):
            page.setEnabled(True)
        self.open_button.setEnabled(True)

    def _save_list(self) -> None:
        chosen = self.choose_place("import-list.txt")
        if not chosen:
            return
        path = Path(chosen)
        text = import_findings.as_text(self.preview()).encode("utf-8-sig")

        def work(_report: Report, _stopped: Stopped) -> None:
            files.save(path, text)

        jobs.run(
            work,
            self,
            done=lambda _: self._desk.toast(f"Saved {path.name}", icon="file-check"),
            failed=lambda error: messages.show_failure(self, error),
        )

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file from outside while a file is to be chosen."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def _dropped(self, event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        waiting = self._job is None and self.form.steps.current() == _FILE
        if not waiting or len(urls) != 1 or not urls[0].isLocalFile():
            return None
        return Path(urls[0].toLocalFile())

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for the list, within the screen."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), max(self.height(), min(theme.px(_HEIGHT), room)))

    def reject(self) -> None:
        """Close; an import that is being written is stopped first, and its end awaited."""
        if self._job is not None and self.form.steps.current() == _IMPORT:
            self._job.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close; what is still being read is stopped and forgotten."""
        if self._job is not None:
            self._job.forget()
            self._end_job()
        super().done(result)
