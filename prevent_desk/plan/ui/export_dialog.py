"""Takes a plan out of the desk: choose, see the very pages, save, open.

What is saved is what was on show: the file is made once, in a child process, and kept in memory
until it is saved or the dialog closes. So a failed or cancelled export leaves nothing on disk.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from prevent_desk.core.clock import Clock
from prevent_desk.core.marking import wrong_marking
from prevent_desk.exports import files
from prevent_desk.plan.exports.kinds import Kind, export_id
from prevent_desk.plan.model.health.hints import HealthCounts
from prevent_desk.plan.ui.export_form import (
    FOLDER,
    ExportForm,
    choices,
    folder_row,
    open_file,
    own_agencies,
    remembered_folder,
    warning,
)
from prevent_desk.plan.ui.export_making import (
    Make,
    Plans,
    Prepared,
    Versions,
    Wanted,
    paper_of,
    prepare,
)
from prevent_desk.plan.ui.export_preview import PagesView, SheetView
from prevent_desk.plan.ui.versions.export_fields import VersionFields
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import ComboPicker
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.marking_combo import MARKING, last_marking, marking_combo
from prevent_desk.workers import child

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
_KINDS = {kind.name: kind for kind in Kind}


class ExportDialog(Dialog):
    """Takes one plan out as the board's PDF summary or the Excel action plan.

    Attributes:
        saved: Where the file was saved; None until it was.
    """

    def __init__(
        self,
        plans: Plans,
        plan_id: int,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        kind: Kind = Kind.SUMMARY,
        make: Make = child.run,
        health: Callable[[int], HealthCounts] | None = None,
        versions: Versions | None = None,
        version: int | None = None,
        against: int | None = None,
    ) -> None:
        """Begin with the choices made last.

        Args:
            plans: The plan's service.
            plan_id: The plan.
            desk: The shell; its settings remember folder, marking and the number of the export.
            clock: Says what day the figures speak of.
            parent: The page.
            kind: What to begin with.
            make: Makes the file; replaced in tests.
            health: Counts what the plan still lacks; without it that is not offered.
            versions: Reads frozen versions; without it they are not offered.
            version: The version to begin with; None for the plan as it is.
            against: The version since which changes are told to begin with.
        """
        super().__init__(
            "Take the plan out",
            "The file is not encrypted: its marking says how it may be handled.",
            parent.window() if parent is not None else None,
            width=_WIDTH,
        )
        self.saved: Path | None = None
        self.choose_folder: Callable[[str], str] = self._ask_folder
        self.open_file: Callable[[Path], object] = open_file
        self._plans, self._plan_id, self._desk, self._clock = plans, plan_id, desk, clock
        self._make, self._health, self._versions = make, health, versions
        self._id = export_id(int(desk.setting(_NUMBER, 0)) + 1)
        self._folder = remembered_folder(desk)
        self._prepared: Prepared | None = None
        self._job: Job[Prepared] | None = None
        self._saving = False
        self._build(kind)
        self.versions.choose(version, against)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._prepare)
        self._connect()
        self._prepare()

    # What is chosen

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        kind = _KINDS[self.form.kind_choice.value()]
        summary = kind is Kind.SUMMARY
        lead = self.lead_combo.value()
        return Wanted(
            kind=kind,
            marking=" ".join(self.marking_combo.currentText().split()),
            lead=str(lead) if lead is not None else None,
            since=self.since_edit.day() if summary else None,
            with_table=summary and self.form.table_check.isChecked(),
            # Counted for the whole plan as it is now, so not said of a part or of a version.
            with_health=self.form.health_check.isEnabled() and self.form.health_check.isChecked(),
            version=self.versions.version(),
            against=self.versions.against(),
        )

    def path(self) -> Path:
        """Return where it will be saved."""
        suffix = self.wanted().kind.suffix
        name = self.name_edit.text().strip()
        return self._folder / (name if name.lower().endswith(suffix) else f"{name}{suffix}")

    # Making it

    def _build(self, kind: Kind) -> None:
        holder = QWidget()
        self.form = form = ExportForm(holder)
        self.body.addWidget(holder, 1)
        form.choices_pane.setMinimumWidth(theme.px(_CHOICES))
        form.choices_area.setFixedWidth(theme.px(_CHOICES) + _SCROLL_BAR)
        known = self._versions.versions(self._plan_id) if self._versions else []
        form.kind_choice.set_choices(choices(with_changes=bool(known)))
        form.kind_choice.setAccessibleName("What to make")
        form.kind_choice.set_value(kind.name)
        self.lead_combo = ComboPicker("Whose actions", "All actions")
        self.lead_combo.set_values(own_agencies(self._plans, self._plan_id))
        form.lead_field.set_editor(self.lead_combo)
        self.since_edit = DateEdit(self._clock.today)
        form.since_field.set_editor(self.since_edit)
        self.versions = VersionFields(
            known, form.copy_field, form.against_field, self._version_chosen
        )
        self.marking_combo = marking_combo(last_marking(self._desk))
        form.marking_field.set_editor(self.marking_combo)
        self.name_edit = QLineEdit()
        form.name_field.set_editor(self.name_edit)
        self.folder_label = ElidedLabel(str(self._folder))
        self.folder_button = Button("C&hoose…", "folder-open")
        form.folder_field.set_editor(folder_row(self.folder_label, self.folder_button))
        self.pages = PagesView()
        self.sheet = SheetView()
        self.waiting = QLabel()
        for view in (self.waiting, self.pages, self.sheet):
            form.preview_stack.addWidget(view)
        form.preview_stack.setMinimumHeight(_PREVIEW_HEIGHT)
        form.health_check.setVisible(self._health is not None)
        form.told_banner.hide()
        form.warning_banner.hide()
        form.progress_card.hide()
        form.pages_bar.hide()
        self.cancel_button = self.add_cancel()
        self.open_button = Button("&Open", "external-link")
        self.open_button.hide()
        self.add_beside(self.open_button)
        self.save_button = self.add_verb("Save", accepts=False)
        self._show_kind()

    def _connect(self) -> None:
        form = self.form
        form.kind_choice.chosen.connect(self._kind_chosen)
        self.lead_combo.picked.connect(self._choices_changed)
        self.since_edit.date_chosen.connect(self._day_chosen)
        self.since_edit.refused.connect(form.since_field.set_error)
        form.table_check.toggled.connect(self._choices_changed)
        form.health_check.toggled.connect(self._choices_changed)
        self.marking_combo.currentTextChanged.connect(self._marking_changed)
        self.folder_button.clicked.connect(self._choose_folder)
        self.pages.turn_by(form.previous_button, form.page_label, form.next_button)
        form.progress_card.cancelled.connect(self._cancel_job)
        form.told_banner.link_clicked.connect(self._prepare)
        self.save_button.clicked.connect(self.save)
        self.open_button.clicked.connect(self._open_saved)

    # Following the choices

    def _kind_chosen(self, _value: str) -> None:
        self._show_kind()
        self._choices_changed()

    def _show_kind(self) -> None:
        kind = self.wanted().kind
        summary = kind is Kind.SUMMARY
        self.versions.show_for(kind)
        self.form.since_field.setVisible(summary)
        self.form.table_check.setVisible(summary)
        self.name_edit.setText(files.suggested_name(kind.words, self._id, kind.suffix))
        self.save_button.setText("&Save PDF" if kind.is_paper else "&Save workbook")

    def _choices_changed(self, *_: object) -> None:
        self.form.since_field.clear_error()
        as_it_is = self.lead_combo.value() is None and self.versions.version() is None
        self.form.health_check.setEnabled(as_it_is)
        self._settle.start()

    def _version_chosen(self) -> None:
        """Changes are told since a version or since a day, never both."""
        if self.versions.against() is not None:
            self.since_edit.set_day(None)
        self._choices_changed()

    def _day_chosen(self, day: object) -> None:
        if day is not None:
            self.versions.clear_against()
        self._choices_changed()

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
        wanted = self.wanted()
        if wrong_marking(wanted.marking):
            self._saving = False
            return
        self._prepared = None
        if wanted.kind is Kind.CHANGES and wanted.against is None:
            self._end_making()
            self.form.told_banner.show_text("No version was frozen before this copy.", "blue")
            return
        self.open_button.hide()
        self.form.told_banner.show_text("")
        self.form.progress_card.start(
            "Making the PDF" if wanted.kind.is_paper else "Making the workbook",
            "Nothing is on disk yet. Cancel leaves nothing behind.",
        )
        paper = paper_of(
            wanted,
            self._clock.today(),
            self._clock.now(),
            self._id,
            practice=self._desk.is_practice(),
        )
        self._job = jobs.run(
            prepare(
                self._plans,
                self._plan_id,
                wanted,
                paper,
                self._make,
                self._health,
                self._versions,
            ),
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
        self.form.pages_bar.setVisible(prepared.wanted.kind.is_paper)
        if prepared.wanted.kind.is_paper:
            self.form.preview_stack.setCurrentWidget(self.pages)
            self.pages.show_pdf(prepared.data, prepared.pages)
        else:
            self.form.preview_stack.setCurrentWidget(self.sheet)
            self.sheet.show_plan(prepared.contents, len(prepared.data))
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
        if path.exists() and not messages.ask(
            self, "Replace the file?", f"{path.name} is in that folder already.", "Replace"
        ):
            self.save_button.setEnabled(True)
            return
        self.save_button.setEnabled(False)

        def work(report: Report, stopped: Stopped) -> Path:
            files.save(path, prepared.data)
            return path

        jobs.run(work, self, done=partial(self._file_saved, prepared), failed=self._not_saved)

    def _may_save(self) -> bool:
        if not self.since_edit.take():
            self.since_edit.setFocus()
            return False
        if wrong := wrong_marking(self.marking_combo.currentText()):
            self.form.marking_field.set_error(wrong)
            self.marking_combo.setFocus()
            return False
        if not self.name_edit.text().strip():
            self.form.name_field.set_error("The file needs a name.")
            self.name_edit.setFocus()
            return False
        return True

    def _file_saved(self, prepared: Prepared, path: Path) -> None:
        self.saved = path
        wanted = prepared.wanted
        self._plans.note_export(
            self._plan_id, wanted.kind.words, self._id, lead=wanted.lead, marking=wanted.marking
        )
        self._desk.remember(_NUMBER, int(self._desk.setting(_NUMBER, 0)) + 1)
        self._desk.remember(FOLDER, str(path.parent))
        self._desk.remember(MARKING, wanted.marking)
        self.form.told_banner.show_text(f"Saved {path.name}.", "green", icon="circle-check")
        self.cancel_button.setText("Close")
        self.save_button.hide()
        self.form.choices_pane.setEnabled(False)
        self.open_button.show()
        self.open_button.setFocus()
        self._desk.toast(f"Saved {path.name}", icon="file-check")

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
        super().done(result)
