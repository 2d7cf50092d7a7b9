"""An action changed where it is met: what, by whom, by when, and its words for sharing."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from prevent_desk.actions.model.records import Action
from prevent_desk.actions.model.standing import owed_by
from prevent_desk.actions.service.actions import Change
from prevent_desk.actions.ui.around import Around
from prevent_desk.actions.ui.due_edit import DueEdit
from prevent_desk.actions.ui.owner_edit import OwnerEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField


def _no_hint(_words: str) -> str:
    return ""


class ChangeDialog(Dialog):
    """Changes one action without leaving what is on the screen; all of it is one Undo."""

    def __init__(
        self,
        around: Around,
        action: Action,
        parent: QWidget,
        *,
        wrong_to_share: Callable[[str], str] = _no_hint,
    ) -> None:
        """Make it.

        Args:
            around: What the screens of actions have around them.
            action: The action, open.
            parent: It opens over its window.
            wrong_to_share: Tells in words what is wrong with words for sharing; empty for nothing.
        """
        title = f"Change action {action.number}"
        asked = " · ".join(one for one in (action.source_words, action.case_ref) if one)
        super().__init__(title, f"Asked for at {asked}." if asked else "", parent.window())
        self._around, self._action, self._wrong = around, action, wrong_to_share
        self.words_edit = TextEdit(lines=2, most_lines=6)
        self.words_edit.setPlainText(action.words)
        self.owner_edit = OwnerEdit()
        self.owner_edit.set_choices(around.contacts.organisations.all())
        self.owner_edit.set_owner(action.owner)
        self.due_edit = DueEdit(around.clock.today, around.days)
        self.due_edit.set_day(action.due)
        self.shared_edit = TextEdit(lines=1, most_lines=3)
        self.shared_edit.setPlainText(action.shared_words)
        self.words_field = FormField("&What is to be done", self.words_edit)
        self.shared_field = FormField(
            "Words for &sharing",
            self.shared_edit,
            hint="Without names: for reminders and the shared window.",
            optional=True,
        )
        for field in (
            self.words_field,
            FormField("B&y whom", self.owner_edit),
            FormField("D&ue", self.due_edit, optional=True),
            self.shared_field,
        ):
            self.body.addWidget(field)
        self.add_cancel()
        self.verb = self.add_verb("Change action", accepts=False)
        self.verb.clicked.connect(self.change)
        self.shared_edit.textChanged.connect(self._look)
        self.words_edit.finished.connect(self.change)
        self.shared_edit.finished.connect(self.change)
        self.words_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def change(self) -> None:
        """Write what is different, or say what is missing."""
        if not self.due_edit.take():
            self.due_edit.setFocus()
            return
        words = self.words_edit.toPlainText().strip()
        if not words:
            self.words_field.set_error("Write what is to be done.")
            self.words_edit.setFocus()
            return
        change = self._different(words)
        if change == Change():
            self.accept()
            return
        actions, key, group = self._around.actions, self._action.id, uuid4().hex

        def act() -> bool:
            actions.change(key, change, group=group)
            return True

        if self._around.acts.do(act, False, said=f"Action {self._action.number} changed"):
            self.accept()

    def _different(self, words: str) -> Change:
        action, due = self._action, self.due_edit.day()
        shared = " ".join(self.shared_edit.toPlainText().split())
        other_owner = " ".join(self.owner_edit.currentText().split()) != owed_by(action)
        return Change(
            words=words if words != action.words else None,
            shared_words=shared if shared != action.shared_words else None,
            owner=self.owner_edit.owner() if other_owner else None,
            due=due if due != action.due else None,
            no_due=due is None and action.due is not None,
        )

    def _look(self) -> None:
        self.shared_field.set_error(self._wrong(self.shared_edit.toPlainText()))
