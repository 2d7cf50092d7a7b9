"""The way into the practice desk, under the locked screens."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import Glyph


class _PracticeForm(Form):
    """forms/vault/practice_box.ui."""

    ui = "vault/practice_box.ui"
    practice_glyph: Glyph
    practice_button: Button


class PracticeBox(QWidget):
    """Says what the practice desk is, and opens it.

    Signals:
        asked: It is to be opened.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = _PracticeForm(self)
        self.form.practice_glyph.show_icon("flask-conical", "text2")
        self.form.practice_button.clicked.connect(self.asked)
