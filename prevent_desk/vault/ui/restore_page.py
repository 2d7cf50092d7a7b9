"""A desk made of a backup while the one it came from cannot be opened: list, look, restore."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QTableView, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.vault.facts import BackupFacts, BackupInfo
from prevent_desk.vault.model import Role
from prevent_desk.vault.ui import backup_columns
from prevent_desk.vault.ui.folder_edit import ChooseFolder, FolderEdit
from prevent_desk.vault.ui.gate import Gate
from prevent_desk.vault.ui.new_desk_page import free_name


class _RestoreForm(Form):
    """forms/vault/restore_page.ui."""

    ui = "vault/restore_page.ui"
    lead_label: WrapLabel
    list_label: QLabel
    backup_table: QTableView
    key_choice: Segmented
    secret_field: FormField
    facts_card: QFrame
    facts_title: QLabel
    facts_label: WrapLabel
    folder_field: FormField
    error_pane: QWidget
    error_glyph: Glyph
    error_label: WrapLabel
    cancel_button: Button
    look_button: Button
    restore_button: Button


class RestorePage(QWidget):
    """First shows what is in a backup, then makes a desk of it in a new folder.

    Signals:
        left: It was cancelled.
        restored: A desk was made; carries its folder.
    """

    left = Signal()
    restored = Signal(object)

    def __init__(
        self,
        gate: Gate,
        folder: Path,
        choose_folder: ChooseFolder,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._gate, self._folder = gate, folder
        self.facts: BackupFacts | None = None
        self.form = form = _RestoreForm(self)
        self.model = backup_columns.set_up(form.backup_table, self.tr("Backups, newest first"))
        form.backup_table.setMinimumHeight(130)
        form.list_label.setBuddy(form.backup_table)
        form.error_glyph.show_icon("circle-alert", "red")
        form.key_choice.set_choices(
            [
                Choice(Role.COORDINATOR.value, self.tr("Officer"), "user"),
                Choice(Role.DEPUTY.value, self.tr("Deputy"), "users"),
                Choice(Role.RECOVERY.value, self.tr("Recovery sheet"), "file-lock"),
            ]
        )
        form.key_choice.setAccessibleName(self.tr("Whose key"))
        form.key_choice.set_value(Role.COORDINATOR.value)
        self.secret = PassphraseEdit()
        form.secret_field.set_editor(self.secret)
        form.secret_field.add_beside(self.secret.caps_notice)
        self.folder_edit = FolderEdit(choose_folder, self.tr("Where the new folder goes"))
        self.folder_edit.set_folder(restored_name(folder))
        self.folder_edit.name_in = lambda parent: restored_name(parent / folder.name)
        form.folder_field.set_editor(self.folder_edit)
        self._connect()
        self._show_facts(None)
        self._say("")
        gate.backups(folder, self._show_backups, self._failed)

    def begin(self) -> None:
        """Put the cursor into the list."""
        self.form.backup_table.setFocus()

    def chosen(self) -> BackupInfo | None:
        """Return the backup under the cursor."""
        row = self.form.backup_table.currentIndex().row()
        return self.model.record(row) if row >= 0 else None

    def look_into(self) -> None:
        """Open the chosen backup and show what is in it."""
        backup = self.chosen()
        if backup is None:
            self._say(self.tr("Choose a backup first."))
            return
        if not self.secret.text().strip():
            self.form.secret_field.set_error(self.tr("Type the passphrase of that time first."))
            self.secret.setFocus()
            return
        self._set_busy(busy=True)
        self._gate.look_into(backup, self._role(), self.secret.text(), self._looked, self._failed)

    def restore(self) -> None:
        """Make a desk of the backup that was looked into."""
        backup = self.chosen()
        if backup is None or self.facts is None:
            return
        folder = self.folder_edit.folder()
        if folder is None:
            self.form.folder_field.set_error(self.tr("Name the folder with its whole path."))
            return
        self._set_busy(busy=True)
        self._gate.restore(
            backup,
            self._role(),
            self.secret.text(),
            folder,
            lambda _facts: self.restored.emit(folder),
            self._failed,
        )

    def _connect(self) -> None:
        form = self.form
        form.backup_table.selectionModel().currentChanged.connect(
            lambda _now, _before: self._show_facts(None)
        )
        form.key_choice.chosen.connect(self._key_chosen)
        self.secret.edited.connect(lambda _text: self._show_facts(None))
        form.cancel_button.clicked.connect(self.left)
        form.look_button.clicked.connect(self.look_into)
        form.restore_button.clicked.connect(self.restore)

    def _role(self) -> Role:
        return Role(self.form.key_choice.value())

    def _key_chosen(self, value: str) -> None:
        sheet = value == Role.RECOVERY.value
        self.form.secret_field.setProperty(
            "label", self.tr("Recovery &key") if sheet else self.tr("&Passphrase")
        )
        self.secret.clear()
        self.secret.set_shown(sheet)
        self.secret.setFocus()
        self._show_facts(None)

    def _show_backups(self, found: list[BackupInfo]) -> None:
        self.model.set_rows(found)
        if found:
            self.form.backup_table.setCurrentIndex(self.model.index(0, 0))
        else:
            self.form.look_button.setEnabled(False)
            self._say(self.tr("There is no backup in this folder. Open a folder that has one."))

    def _looked(self, facts: BackupFacts) -> None:
        self._set_busy(busy=False)
        self._show_facts(facts)
        self.form.restore_button.setFocus()

    def _show_facts(self, facts: BackupFacts | None) -> None:
        form = self.form
        self.facts = facts
        form.facts_card.setVisible(facts is not None)
        form.folder_field.setVisible(facts is not None)
        form.restore_button.setVisible(facts is not None)
        form.look_button.setVisible(facts is None)
        if facts is not None:
            when = backup_columns.when(facts.backup)
            form.facts_title.setText(self.tr("Whole, and as it was on {0}").format(when))
            form.facts_label.setText(backup_columns.say_facts(facts))
        form.secret_field.clear_error()
        self._say("")

    def _failed(self, error: BaseException) -> None:
        self._set_busy(busy=False)
        if not isinstance(error, DeskError):
            from prevent_desk.ui import messages

            messages.show_failure(self, error)
        elif error.code in {"PD-120", "PD-121", "PD-123"}:
            self.form.secret_field.set_error(error.sentence())
            self.secret.setFocus()
        else:
            self._say(error.sentence())

    def _say(self, words: str) -> None:
        self.form.error_label.setText(words)
        self.form.error_pane.setVisible(bool(words))

    def _set_busy(self, *, busy: bool) -> None:
        form = self.form
        for part in (form.backup_table, form.key_choice, form.secret_field, form.folder_field):
            part.setEnabled(not busy)
        for button in (form.look_button, form.restore_button, form.cancel_button):
            button.setEnabled(not busy)
        form.look_button.setText(self.tr("Looking…") if busy else self.tr("&Look into it"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, leave with Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.form.look_button.isEnabled():
                (self.look_into if self.facts is None else self.restore)()
        elif event.key() == Qt.Key.Key_Escape and self.form.cancel_button.isEnabled():
            self.left.emit()
        else:
            super().keyPressEvent(event)


def restored_name(folder: Path) -> Path:
    """Return a free name for a desk made of a backup: "Prevent-Desk-restored"."""
    return free_name(folder.with_name(f"{folder.name}-restored"))
