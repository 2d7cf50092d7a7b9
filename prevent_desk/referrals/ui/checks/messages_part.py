"""The part of a dialog that makes drafts: whether, with the name or not, marking, folder, a look.

The ask and the remind dialog have it alike; each says what a message would be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from prevent_desk.core.marking import wrong_marking
from prevent_desk.referrals.model.check_messages import Message
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.folder_line import FolderLine, remembered_folder
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.marking_combo import MARKING, last_marking, marking_combo


@dataclass(frozen=True, slots=True)
class Parts:
    """The widgets of the form it works with."""

    draft_check: QCheckBox
    draft_fields: QWidget
    name_check: QCheckBox
    marking_field: FormField
    folder_field: FormField
    message_text: QPlainTextEdit


class MessagesPart(QObject):
    """Shows what a message would be, and knows where drafts go.

    Attributes:
        message: Returns the message to the agency on show, or None; asked when anything changes.

    Signals:
        changed: Drafts are wanted or not, or look otherwise.
    """

    changed = Signal()

    def __init__(self, parts: Parts, desk: Desk, person: str, owner: QWidget) -> None:
        """Make it.

        Args:
            parts: The widgets.
            desk: Remembers marking and folder.
            person: Who it is about, as a message would name them; empty where nobody is known.
            owner: The dialog.
        """
        super().__init__(owner)
        self._parts, self._desk, self._person = parts, desk, person
        self.message: Callable[[], Message | None] = lambda: None
        self.marking_combo = marking_combo(last_marking(desk))
        parts.marking_field.set_editor(self.marking_combo)
        self.folder_line = FolderLine(remembered_folder(desk))
        parts.folder_field.set_editor(self.folder_line)
        parts.message_text.setAccessibleName("The draft message")
        parts.message_text.setTabChangesFocus(True)
        parts.draft_check.setChecked(True)
        parts.name_check.setVisible(bool(person))
        parts.name_check.setToolTip(person)
        for box in (parts.draft_check, parts.name_check):
            box.toggled.connect(self.show_message)
        self.marking_combo.currentTextChanged.connect(self.show_message)
        self.show_message()

    @property
    def is_wanted(self) -> bool:
        """Whether drafts are to be made."""
        return self._parts.draft_check.isChecked()

    @property
    def named(self) -> str:
        """Who it is about, where she ticked that the messages say so; else empty."""
        return self._person if self._parts.name_check.isChecked() else ""

    @property
    def marking(self) -> str:
        """The marking of the messages."""
        return " ".join(self.marking_combo.currentText().split())

    @property
    def folder(self) -> Path:
        """Where drafts go."""
        return self.folder_line.folder

    def show_message(self) -> None:
        """Show the message as it would be now."""
        parts = self._parts
        parts.draft_fields.setEnabled(self.is_wanted)
        parts.marking_field.set_error(wrong_marking(self.marking) if self.is_wanted else "")
        message = self.message() if self.is_wanted else None
        text = f"Subject: {message.subject}\n\n{message.text}" if message else ""
        if text != parts.message_text.toPlainText():
            parts.message_text.setPlainText(text)
        self.changed.emit()

    def refuses(self) -> bool:
        """Show what is wrong with the drafts wanted; True where something is."""
        if not self.is_wanted or not (wrong := wrong_marking(self.marking)):
            return False
        self._parts.marking_field.set_error(wrong)
        self.marking_combo.setFocus()
        return True

    def remember(self) -> None:
        """Begin with this marking and folder the next time."""
        self._desk.remember(MARKING, self.marking)
        self.folder_line.remember(self._desk)
