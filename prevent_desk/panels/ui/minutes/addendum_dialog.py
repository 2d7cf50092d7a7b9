"""Asks for words to be added to sealed minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.panels.model.minutes import Section
from prevent_desk.ui import messages
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField

Write = Callable[[str, str, int | None], object]
"""Adds words, who approved them, and the point of the agenda they belong to."""


class AddendumDialog(Dialog):
    """Keeps what is typed as a draft until it is added."""

    def __init__(
        self,
        desk: Desk,
        draft_key: str,
        sections: Sequence[Section],
        write: Write,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            desk: Keeps the draft.
            draft_key: Its name among the drafts.
            sections: Of the sealed minutes; those of points of the agenda can be chosen.
            write: Adds it; a refusal keeps the dialog open.
            parent: The dialog opens over its window.
        """
        super().__init__("Add to minutes", parent=parent.window() if parent else None, width=520)
        self.say(
            "What is to be added?",
            "The sealed words stay as they are. An addendum is dated today and sealed to them; "
            "names of people of cases are struck out.",
        )
        self._desk, self._key, self._write = desk, draft_key, write
        self.words_edit = TextEdit(lines=4, most_lines=10)
        self.words_field = FormField("&Addendum", self.words_edit)
        self.where_combo: QComboBox = Combo()
        self.where_combo.addItem("The minutes as a whole", None)
        for section in sections:
            if section.item_id is not None:
                self.where_combo.addItem(section.title, section.item_id)
        self.by_edit = QLineEdit()
        self.body.addWidget(self.words_field)
        self.body.addWidget(FormField("&Belongs to", self.where_combo))
        by_field = FormField("A&pproved by", self.by_edit, optional=True)
        self.body.addWidget(by_field)
        kept = desk.draft(draft_key)
        if kept is not None:
            self.words_edit.setPlainText(kept[0])
        self._autosave = Autosave(self._keep, self)
        self._autosave.watch(self.words_edit)
        self.add_cancel()
        self.add_button = self.add_verb("&Add", accepts=False)
        self.add_button.clicked.connect(self.add)
        self.words_edit.finished.connect(self.add)
        self.words_edit.setFocus()

    def add(self) -> None:
        """Add the words and close."""
        words = self.words_edit.toPlainText().strip()
        if not words:
            self.words_field.set_error("Write what is to be added.")
            self.words_edit.setFocus()
            return
        try:
            self._write(words, self.by_edit.text(), self.where_combo.currentData())
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self._autosave.forget()
        self._desk.keep_draft(self._key, "")
        self.accept()

    def done(self, result: int) -> None:
        """Close; what was typed and not added is kept for the next time."""
        self._autosave.flush()
        super().done(result)

    def _keep(self) -> None:
        self._desk.keep_draft(self._key, self.words_edit.toPlainText())
