"""The first screen of a new installation: make a desk, or open one that exists."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.button import Button


class _FirstRunForm(Form):
    """forms/vault/first_run_page.ui."""

    ui = "vault/first_run_page.ui"
    new_button: Button
    open_button: Button


class FirstRunPage(QWidget):
    """Shown while this user has no desk.

    Signals:
        new_asked: A desk is to be made.
        open_asked: One that exists is to be opened.
    """

    new_asked = Signal()
    open_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = _FirstRunForm(self)
        self.form.new_button.clicked.connect(self.new_asked)
        self.form.open_button.clicked.connect(self.open_asked)

    def begin(self) -> None:
        """Put the focus on the next sensible step."""
        self.form.new_button.setFocus()
