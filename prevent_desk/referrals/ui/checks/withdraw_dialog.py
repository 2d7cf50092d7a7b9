"""Asks why an agency is no longer asked."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.referrals.model.checks import Check
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField


class WithdrawDialog(Dialog):
    """A reason, in one line; `reason` holds it once accepted."""

    def __init__(self, check: Check, parent: QWidget) -> None:
        super().__init__("Withdraw the question?", parent=parent.window())
        self.say(
            "Withdraw the question?",
            f"{check.name} is no longer waited for. The question stays on record.",
        )
        self.reason_edit = QLineEdit()
        self.reason_field = FormField(
            "&Reason", self.reason_edit, hint="Kept with the record. One line is enough."
        )
        self.body.addWidget(self.reason_field)
        self.add_cancel()
        self.withdraw_button = self.add_verb("&Withdraw", accepts=False)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.reason_edit.setFocus()

    @property
    def reason(self) -> str:
        """The reason as typed."""
        return self.reason_edit.text().strip()

    def withdraw(self) -> None:
        """Accept, unless the reason is missing."""
        if not self.reason:
            self.reason_field.set_error("Withdrawing needs a reason.")
            self.reason_edit.setFocus()
            return
        self.accept()
