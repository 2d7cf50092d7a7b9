"""A new criterion of the library: its words, and what it counts."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.plan.service.library import Library
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField


class EntryDialog(Dialog):
    """Puts a criterion into the library; what cannot be kept is said at its field.

    Attributes:
        made: The new entry's key, once accepted.
    """

    def __init__(self, library: Library, text: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "New criterion",
            "It is kept once, and ticked in the actions it belongs to.",
            parent=parent.window() if parent else None,
            width=560,
        )
        self._library = library
        self.made: int | None = None
        self.text_edit = TextEdit(text, lines=3, most_lines=6)
        self.unit_edit = QLineEdit()
        self.unit_edit.setPlaceholderText("people trained")
        self.text_field = FormField("&Words", self.text_edit)
        self.unit_field = FormField(
            "&Counts",
            self.unit_edit,
            hint="For a criterion that is a number: what is counted.",
            optional=True,
        )
        self.body.addWidget(self.text_field)
        self.body.addWidget(self.unit_field)
        self.add_cancel()
        self.add_verb("Add criterion", accepts=False).clicked.connect(self._add)
        self.text_edit.finished.connect(self._add)
        self.text_edit.setFocus()

    def _add(self) -> None:
        unit = self.unit_edit.text().strip() or None
        try:
            self.made = self._library.add(self.text_edit.toPlainText(), unit)
        except DeskError as error:
            self.text_field.set_error(error.sentence())
            self.text_edit.setFocus()
            return
        self.accept()
