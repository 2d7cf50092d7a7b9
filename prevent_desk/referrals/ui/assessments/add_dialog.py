"""Words added to a finished assessment."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField


class AddDialog(Dialog):
    """Takes the words; `words` holds them once accepted. What is typed is kept until then."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__(
            "Add to the assessment",
            "A finished assessment is never changed. What you add stands below it, with its day.",
            parent.window(),
        )
        self._desk, self._key = desk, key
        self.words_edit = TextEdit(lines=4, most_lines=10)
        self.words_field = FormField("&Words", self.words_edit)
        self.body.addWidget(self.words_field)
        self.add_cancel()
        self.add_button = self.add_verb("&Add", accepts=False)
        self.add_button.clicked.connect(self.add)
        self.words_edit.finished.connect(self.add)
        kept = desk.draft(key)
        self.words_edit.setPlainText(kept[0] if kept else "")
        self._autosave = Autosave(self._keep, self)
        self._autosave.watch(self.words_edit)
        self.words_edit.setFocus()

    @property
    def words(self) -> str:
        """The words as typed."""
        return self.words_edit.toPlainText().strip()

    def add(self) -> None:
        """Accept, unless there is nothing."""
        if not self.words:
            self.words_field.set_error("Type what is to be added.")
            self.words_edit.setFocus()
            return
        self.accept()

    def forget(self) -> None:
        """Forget the draft: the words are in the record."""
        self._autosave.forget()
        self._desk.keep_draft(self._key, "")

    def done(self, result: int) -> None:
        """Close; what is typed is kept for the next time, until `forget`."""
        self._autosave.flush()
        super().done(result)

    def _keep(self) -> None:
        cursor = self.words_edit.textCursor().position()
        self._desk.keep_draft(self._key, self.words_edit.toPlainText(), cursor)
