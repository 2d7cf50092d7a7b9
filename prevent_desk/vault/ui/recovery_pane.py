"""A new recovery key: shown once, printed, and two of its groups typed back from the paper."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from prevent_desk.ui.forms import Form, register
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.vault import recovery
from prevent_desk.vault.ui.key_groups import KeyGroups
from prevent_desk.vault.ui.recovery_sheet import PrintSheet, print_sheet

register(KeyGroups)


class _RecoveryForm(Form):
    """forms/vault/recovery_pane.ui."""

    ui = "vault/recovery_pane.ui"
    recovery_groups: KeyGroups
    print_button: Button
    printed_label: WrapLabel
    sealed_check: QCheckBox


class RecoveryPane(QWidget):
    """Shows a new key and prints it.

    Attributes:
        key: The new key.
        desk_name: As printed on the sheet.
        today: As printed on the sheet.
        print_sheet: Prints it; replaced in tests.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form = _RecoveryForm(self)
        self.key = recovery.generate()
        self.desk_name = ""
        self.today: date | None = None
        self.print_sheet: PrintSheet = print_sheet
        form.recovery_groups.show_key(self.key)
        form.print_button.clicked.connect(self.print)
        self.setFocusProxy(form.print_button)

    def print(self) -> None:
        """Send two sheets to a printer."""
        assert self.today is not None  # noqa: S101 - whoever shows the pane says the day first
        sent = self.print_sheet(self, self.key, self.desk_name, self.today)
        self.form.printed_label.setText(
            self.tr("Sent to the printer. Compare it with the screen before you seal it.")
            if sent
            else self.tr("Not printed. You can copy the seven groups by hand.")
        )

    def is_settled(self) -> bool:
        """Tell whether the user says it is on paper."""
        return self.form.sealed_check.isChecked()


class _TypedForm(Form):
    """forms/vault/typed_pane.ui."""

    ui = "vault/typed_pane.ui"
    first_field: FormField
    second_field: FormField


class TypedPane(QWidget):
    """Two groups of a key, drawn by chance, typed back from the sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form = _TypedForm(self)
        self.groups = recovery.groups_to_type_back(2)
        self.edits = (QLineEdit(), QLineEdit())
        self._fields = (form.first_field, form.second_field)
        for number, edit, field in zip(self.groups, self.edits, self._fields, strict=True):
            edit.setMaxLength(8)
            field.setProperty("label", self.tr("Group &{0}").format(number))
            field.set_editor(edit)
        self.setFocusProxy(self.edits[0])

    def is_settled(self, key: str) -> bool:
        """Tell whether both are groups of this key; the first wrong one gets the cursor."""
        wrong = [
            (number, edit, field)
            for number, edit, field in zip(self.groups, self.edits, self._fields, strict=True)
            if not recovery.group_matches(key, number, edit.text())
        ]
        for number, _edit, field in wrong:
            field.set_error(self.tr("Not as on the sheet: look at group {0}.").format(number))
        if wrong:
            wrong[0][1].setFocus()
        return not wrong
