"""Where the password of files that were chosen is typed, below the list of what they would do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit

_NOT_TYPED = "Type the password that came with the form."
_LETTERS = "Capital and small letters are not the same."


class FilePasswordField(FormField):
    """A hidden line and a button that opens the files with it.

    A dialog that holds one is "private": what is typed here may be shown, and a lock must not
    keep it.

    Attributes:
        edit: Where it is typed.

    Signals:
        opened: The files are to be opened with a password, which is handed over.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__("Pass&word of these forms")
        self.edit = PassphraseEdit()
        self.open_button = Button("O&pen them", "lock-open")
        typed = QWidget()
        row = QHBoxLayout(typed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.open_button)
        typed.setFocusProxy(self.edit.line)
        self.set_editor(typed)
        self.add_beside(self.edit.caps_notice)
        self.open_button.clicked.connect(self._submit)
        self.edit.submitted.connect(self._submit)

    def show_locked(self, still: int, were: int, counted: str) -> None:
        """Follow what is locked: gone where nothing is, and said where it stayed so.

        Args:
            still: How many files are locked now.
            were: How many were when the password was typed; 0 where none was.
            counted: The number of those locked now, with what they are called.
        """
        self.setVisible(still > 0)
        if still and were:
            one = still == were == 1
            which = "It does" if one else f"{counted} {'does' if still == 1 else 'do'}"
            self.ask(f"{which} not open with this one. {_LETTERS}")
        else:
            # Kept no longer than it takes to open them.
            self.edit.clear()
            self.clear_error()

    def ask(self, wrong: str) -> None:
        """Say what is wrong with what is typed, and let it be typed over."""
        self.set_error(wrong)
        self.edit.line.selectAll()
        self.edit.setFocus()

    def _submit(self) -> None:
        password = self.edit.text()
        if not password:
            self.ask(_NOT_TYPED)
            return
        self.clear_error()
        self.opened.emit(password)
