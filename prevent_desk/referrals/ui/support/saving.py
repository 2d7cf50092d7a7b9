"""Answers written as they are typed: each visit to a field is one undo.

For what is a draft by nature (a support plan before the panel, the record of a case's end) there is
no button that saves.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from prevent_desk.core.questionnaire import Answer
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.questionnaire import FormView

Write = Callable[[str, Answer | None, str], object]
"""Writes an answer: the question's key, the answer, the visit it belongs to."""


class Saving(QObject):
    """Follows a form and writes each answer that a person changes.

    Signals:
        left: A field that was written was left: what shows it elsewhere is read again.
    """

    left = Signal()

    def __init__(self, view: FormView, write: Write) -> None:
        super().__init__(view)
        self._view, self._write = view, write
        self._pending = ""
        self._visit = ""
        self._was_written = False
        self._autosave = Autosave(self._save, self)
        view.answer_changed.connect(self._changed)
        view.typed.connect(lambda characters: self._autosave.note(max(characters, 1)))
        for card in view.cards.values():
            for field in card.fields.values():
                field.edit.left.connect(self._leave)

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not written yet."""
        return self._autosave.is_pending

    def flush(self) -> None:
        """Write what is typed now."""
        self._autosave.flush()

    def _changed(self, key: str) -> None:
        if self._pending and key != self._pending:
            self._autosave.flush()
            self._visit = ""
        self._pending = key
        self._visit = self._visit or f"{key}-{secrets.token_hex(4)}"

    def _save(self) -> None:
        if self._pending:
            self._write(self._pending, self._view.answer(self._pending), self._visit)
            self._was_written = True

    def _leave(self) -> None:
        field = self._view.field(self._pending) if self._pending else None
        here: QWidget | None = self._view.window().focusWidget()
        if field is not None and here is not None and field.isAncestorOf(here):
            return
        self._autosave.flush()
        self._pending = self._visit = ""
        if self._was_written:
            self._was_written = False
            self.left.emit()


class HalfTyped:
    """What cannot be written yet because it is no day or amount, kept among the desk's drafts."""

    def __init__(self, desk: Desk, key: str) -> None:
        self._desk, self._key = desk, key
        kept = desk.draft(key)
        self.answers: dict[str, Answer] = json.loads(kept[0]) if kept else {}

    def keep(self, answers: dict[str, Answer]) -> None:
        """Keep other words in place of those before; none forgets them."""
        if answers != self.answers:
            self.answers = answers
            self._desk.keep_draft(self._key, json.dumps(answers) if answers else "")
