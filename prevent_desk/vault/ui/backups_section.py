"""The backups of an open desk: take one, see what is in it, restore it; how the desk fares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QTableView, QVBoxLayout, QWidget

from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import IconLabel, WrapLabel
from prevent_desk.ui.widgets.progress_card import ProgressCard
from prevent_desk.vault.desk import OpenDesk
from prevent_desk.vault.facts import BackupFacts, BackupInfo, CheckReport
from prevent_desk.vault.ui import backup_columns
from prevent_desk.vault.ui.folder_edit import ChooseFolder, FolderEdit, ask_folder
from prevent_desk.vault.ui.restore_page import restored_name


class _BackupsForm(Form):
    """forms/vault/backups_section.ui."""

    ui = "vault/backups_section.ui"
    backup_button: Button
    elsewhere_button: Button
    check_button: Button
    progress_card: ProgressCard
    report_card: QFrame
    report_list: QWidget
    list_label: QLabel
    backup_table: QTableView
    look_button: Button
    restore_button: Button
    facts_card: QFrame
    facts_title: QLabel
    facts_label: WrapLabel
    beside_label: WrapLabel


class BackupsSection(QWidget):
    """Everything here is done beside the window, and says how it went.

    Attributes:
        choose_folder: Asks for a folder; replaced in tests.

    Signals:
        backed_up: A backup was taken into the desk's own folder; carries its `BackupInfo`.
    """

    title = "Backups"
    icon = "hard-drive"
    backed_up = Signal(object)

    def __init__(self, opened: OpenDesk, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._desk = opened, desk
        self.choose_folder: ChooseFolder = ask_folder
        self._job: Job[CheckReport] | None = None
        self.form = form = _BackupsForm(self)
        self.model = backup_columns.set_up(form.backup_table, self.tr("Backups, newest first"))
        form.backup_table.setMinimumHeight(theme.px(150))
        form.list_label.setBuddy(form.backup_table)
        for hidden in (form.progress_card, form.report_card, form.facts_card):
            hidden.hide()
        form.backup_button.clicked.connect(self.back_up)
        form.elsewhere_button.clicked.connect(self.back_up_elsewhere)
        form.check_button.clicked.connect(self.check)
        form.look_button.clicked.connect(self.look_into)
        form.restore_button.clicked.connect(self.restore)
        form.backup_table.doubleClicked.connect(lambda _index: self.look_into())
        form.backup_table.selectionModel().currentChanged.connect(
            lambda _now, _before: form.facts_card.hide()
        )
        form.progress_card.cancelled.connect(self._stop_check)

    def refresh(self) -> None:
        """List the backups as they are now."""
        jobs.run(lambda _report, _stopped: self._opened.backups(), self, self._list)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return [
            Command(self.tr("Back up to another place…"), self.back_up_elsewhere, "folder-open"),
            Command(self.tr("Check the whole desk"), self.check, "shield-check", words="verify"),
            Command(self.tr("Look into this backup"), self.look_into, "scan-eye"),
            Command(self.tr("Restore this backup to a new folder…"), self.restore, "rotate-ccw"),
        ]

    def chosen(self) -> BackupInfo | None:
        """Return the backup under the cursor."""
        row = self.form.backup_table.currentIndex().row()
        return self.model.record(row) if row >= 0 else None

    def back_up(self) -> None:
        """Take a backup into the desk's own folder."""

        def done(made: BackupInfo) -> None:
            self.backed_up.emit(made)
            self._desk.toast(self.tr("Backed up, opened and checked"), icon="hard-drive")
            self.refresh()

        self._do(self._opened.backup, done)

    def back_up_elsewhere(self) -> None:
        """Take a backup into a second place, such as a stick or the office's own disk."""
        chosen = self.choose_folder(self, self.tr("Second place for backups"), str(Path.home()))
        if not chosen:
            return
        place = Path(chosen)

        def done(_made: object) -> None:
            said = self.tr("Backed up to “{0}”, opened and checked").format(place.name)
            self._desk.toast(said, icon="hard-drive")

        self._do(lambda: self._opened.backup(place), done)

    def check(self) -> None:
        """Check file, audit trail, keys and the newest backup."""
        card = self.form.progress_card
        self.form.report_card.hide()
        card.start(self.tr("Checking the desk"), self.tr("Nothing is changed by it."))
        self._job = jobs.run(
            self._checked, self, self._report, self._check_failed, card.report, card.finish
        )

    def look_into(self) -> None:
        """Open the chosen backup and tell what is in it."""
        backup = self.chosen()
        if backup is not None:
            self._do(lambda: self._opened.look_into(backup), self._show_facts)

    def restore(self) -> None:
        """Make a desk of the chosen backup in a new folder, once it is seen what is in it."""
        backup = self.chosen()
        if backup is not None:
            self._do(lambda: self._opened.look_into(backup), self._ask_restore)

    def _ask_restore(self, facts: BackupFacts) -> None:
        dialog = RestoreDialog(facts, self._opened.folder, self.choose_folder, self)
        folder = dialog.folder_edit.folder() if dialog.exec() else None
        if folder is None:
            return

        def done(_facts: object) -> None:
            said = self.tr("Restored to “{0}”; this desk stays as it is").format(folder.name)
            self._desk.toast(said, icon="rotate-ccw")

        self._do(lambda: self._opened.restore_to(facts.backup, folder), done)

    def _checked(self, report: Report, _stopped: Stopped) -> CheckReport:
        return self._opened.check(report)

    def _list(self, found: list[BackupInfo]) -> None:
        form = self.form
        self.model.set_rows(found)
        if found:
            form.backup_table.setCurrentIndex(self.model.index(0, 0))
        form.look_button.setEnabled(bool(found))
        form.restore_button.setEnabled(bool(found))

    def _show_facts(self, facts: BackupFacts) -> None:
        form = self.form
        when = backup_columns.when(facts.backup)
        form.facts_title.setText(self.tr("Whole, and as it was on {0}").format(when))
        form.facts_label.setText(backup_columns.say_facts(facts))
        form.beside_label.setText(backup_columns.say_beside(facts))
        form.facts_card.show()

    def _report(self, report: CheckReport) -> None:
        form = self.form
        form.progress_card.finish()
        layout = form.report_list.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - as in the form
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for line in report.lines:
            layout.addWidget(
                IconLabel(
                    f"{line.name}: {line.text}",
                    "circle-check" if line.ok else "triangle-alert",
                    ink="green" if line.ok else "red",
                )
            )
        form.report_card.show()

    def _check_failed(self, error: BaseException) -> None:
        self.form.progress_card.finish()
        messages.show_failure(self, error)

    def _stop_check(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _do(self, act: Callable[[], object], done: Callable[..., object]) -> None:
        form = self.form
        buttons = (form.backup_button, form.elsewhere_button, form.look_button, form.restore_button)
        for button in buttons:
            button.setEnabled(False)

        def free() -> None:
            for button in buttons[:2]:
                button.setEnabled(True)
            for button in buttons[2:]:
                button.setEnabled(self.model.rowCount() > 0)

        def ended(answer: object) -> None:
            free()
            done(answer)

        def failed(error: BaseException) -> None:
            free()
            messages.show_failure(self, error)

        jobs.run(lambda _report, _stopped: act(), self, ended, failed)


class RestoreDialog(Dialog):
    """Shows what is in a backup and asks for the new folder."""

    def __init__(
        self, facts: BackupFacts, folder: Path, choose_folder: ChooseFolder, parent: QWidget
    ) -> None:
        super().__init__(
            self.tr("Restore the backup of {0}?").format(backup_columns.when(facts.backup)),
            self.tr("It becomes a desk of its own in a new folder. This desk stays as it is."),
            parent.window(),
            width=520,
        )
        self.body.addWidget(WrapLabel(backup_columns.say_facts(facts), "body"))
        self.body.addWidget(WrapLabel(backup_columns.say_beside(facts), "small"))
        self.folder_edit = FolderEdit(choose_folder, self.tr("Where the new folder goes"))
        self.folder_edit.set_folder(restored_name(folder))
        self.folder_edit.name_in = lambda parent: restored_name(parent / folder.name)
        self.field = FormField(self.tr("New &folder"), self.folder_edit)
        self.body.addWidget(self.field)
        self.add_cancel()
        self.verb = self.add_verb(self.tr("&Restore"), accepts=False)
        self.verb.clicked.connect(self._accept)

    def _accept(self) -> None:
        if self.folder_edit.folder() is None:
            self.field.set_error(self.tr("Name the folder with its whole path."))
        else:
            self.accept()
