"""Words for the shared window, typed for that purpose; a name in them is told at once."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.panels.model.records import Item, ItemKind
from prevent_desk.panels.model.shared_words import Names
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField

HOLDS_NAME = "This holds a name, so the shared window will not show it."


class ShareWordsDialog(Dialog):
    """Asks what the shared window says of a point beside its letter."""

    def __init__(self, hub: Hub, item: Item, parent: QWidget) -> None:
        super().__init__(
            "Words for the shared window",
            "Everybody in the meeting reads them. Without words it says what kind of point it is.",
            parent,
        )
        sharing = hub.around.services.sharing
        self._names = sharing.names_for(hub.meeting_id) if hub.meeting_id else Names()
        called = item.called if item.kind is ItemKind.CASE else "this point"
        self.edit = QLineEdit(item.shared_words)
        self.edit.setPlaceholderText("Second panel, plan agreed")
        self.edit.setMaxLength(80)
        self.field = FormField(f"&Shown with {called}", self.edit)
        self.body.addWidget(self.field)
        self.edit.textChanged.connect(self._look)
        self.add_cancel()
        self.add_verb("Keep words")
        self.edit.setFocus()
        self._look()

    def words(self) -> str:
        """Return what was typed."""
        return self.edit.text().strip()

    def _look(self) -> None:
        self.field.set_error(HOLDS_NAME if self._names.held_by(self.words()) else "")
