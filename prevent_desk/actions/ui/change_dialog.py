"""An action changed where it is met: what, by whom, by when, and its words for sharing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from prevent_desk.actions.model.records import Action
from prevent_desk.actions.model.standing import owed_by
from prevent_desk.actions.service.actions import Change
from prevent_desk.actions.ui.around import Around
from prevent_desk.actions.ui.due_edit import DueEdit
from prevent_desk.actions.ui.owner_edit import OwnerEdit
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField


def _no_hint(_words: str) -> str:
    return ""


class ChangeDialog(DraftedDialog):
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
        super().__init__(
            title, around.desk, f"actions/change/{action.id}", parent,
            told=f"Asked for at {asked}." if asked else "",
        )  # fmt: skip
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
            self.put(field)
        self.finish("Change action", {
            "words": self.words_edit, "owner": self.owner_edit, "due": self.due_edit.edit,
            "shared": self.shared_edit,
        })  # fmt: skip
        self.write = self._change
        self.shared_edit.textChanged.connect(self._look)
        self.words_edit.finished.connect(self.do)
        self.shared_edit.finished.connect(self.do)
        self.words_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def is_ready(self) -> bool:
        """Say what is missing."""
        if not self.due_edit.take():
            self.due_edit.setFocus()
            return False
        if not self.words_edit.toPlainText().strip():
            self.words_field.set_error("Write what is to be done.")
            self.words_edit.setFocus()
            return False
        return True

    def _change(self) -> None:
        """Write what is different, and tell of it; nothing where nothing is."""
        change = self._different(self.words_edit.toPlainText().strip())
        if change == Change():
            return
        self._around.actions.change(self._action.id, change, group=uuid4().hex)
        said = f"Action {self._action.number} changed"
        self.accepted.connect(partial(self._around.acts.told, said))

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
