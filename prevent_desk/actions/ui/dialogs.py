"""The questions about one action: a new one, how it was closed, why not, a note.

What is typed in them outlives a lock and Esc; it is there when they are opened for the same again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.actions.model.records import Action, NewAction, Source
from prevent_desk.actions.ui.around import Around
from prevent_desk.actions.ui.due_edit import DueEdit
from prevent_desk.actions.ui.owner_edit import OwnerEdit
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField


class NewDialog(DraftedDialog):
    """Writes an action down by hand.

    Attributes:
        made: The action's key; None until it was added.
    """

    def __init__(
        self,
        around: Around,
        parent: QWidget,
        *,
        asked: NewAction | None = None,
    ) -> None:
        self._around, self._asked = around, asked or NewAction("", source=Source.HAND)
        # What asks for it has no number of its own in every log, but words.
        asker = f"{self._asked.source.value}/{self._asked.source_id}/{self._asked.source_words}"
        super().__init__(
            "New action", around.desk, f"actions/new/{asker}", parent,
            told="What somebody is to do, by whom and by when.",
        )  # fmt: skip
        self.made: int | None = None
        self.words_edit = TextEdit(lines=2, most_lines=6)
        self.owner_edit = OwnerEdit()
        self.owner_edit.set_choices(around.contacts.organisations.all())
        self.due_edit = DueEdit(around.clock.today, around.days)
        self.shared_edit = TextEdit(lines=1, most_lines=3)
        self.words_field = FormField("&What is to be done", self.words_edit)
        self.due_field = FormField("D&ue", self.due_edit, optional=True)
        shared = FormField(
            "Words for &sharing",
            self.shared_edit,
            hint="Without names: for reminders and the shared window.",
            optional=True,
        )
        owner = FormField("B&y whom", self.owner_edit)
        for field in (self.words_field, owner, self.due_field, shared):
            self.put(field)
        self.finish("Add action", {
            "words": self.words_edit, "owner": self.owner_edit, "due": self.due_edit.edit,
            "shared": self.shared_edit,
        })  # fmt: skip
        self.write = self._make
        self.accepted.connect(partial(around.acts.told, "Action added"))
        self.words_edit.setFocus()

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

    def _make(self) -> None:
        asked = self._asked
        self.made = self._around.actions.make(NewAction(
            self.words_edit.toPlainText().strip(), self.owner_edit.owner(), self.due_edit.day(), "",
            asked.source, asked.source_id, asked.source_words, asked.case_ref,
            " ".join(self.shared_edit.toPlainText().split()),
        ))  # fmt: skip


class CloseDialog(DraftedDialog):
    """Asks how an action was done, or why it is no longer wanted."""

    def __init__(self, around: Around, action: Action, parent: QWidget, *, done: bool) -> None:
        title = f"Action {action.number}: done" if done else f"Action {action.number}: drop it"
        told = (
            "What shows that it was done: words, or a file kept with it."
            if done
            else "It stays in the list of closed actions, with the reason."
        )
        kept_as = f"actions/{'done' if done else 'drop'}/{action.id}"
        super().__init__(title, around.desk, kept_as, parent, told=told)
        self._around, self._action, self._done = around, action, done
        self.words_edit = TextEdit(lines=3, most_lines=8)
        label = "&What was done" if done else "&Why it is no longer wanted"
        self.words_field = FormField(label, self.words_edit)
        self.on_edit = DateEdit(around.clock.today)
        self.on_edit.set_day(around.clock.today())
        self.on_field = FormField("&On", self.on_edit)
        self.on_edit.refused.connect(self.on_field.set_error)
        self.put(self.words_field)
        self.put(self.on_field)
        self.finish(
            "Close as done" if done else "Drop", {"words": self.words_edit, "on": self.on_edit}
        )
        self.write = self._close
        said = f"Action {action.number} {'done' if done else 'dropped'}"
        self.accepted.connect(partial(around.acts.told, said))
        self.words_edit.setFocus()

    def is_ready(self) -> bool:
        """Say what is missing."""
        if not self.on_edit.take():
            self.on_edit.setFocus()
            return False
        words = self.words_edit.toPlainText().strip()
        if not words and not (self._done and self._action.evidence):
            self.words_field.set_error(
                "Say what was done, or add a file first." if self._done else "Say why."
            )
            self.words_edit.setFocus()
            return False
        return True

    def _close(self) -> None:
        actions = self._around.actions
        close = actions.done if self._done else actions.drop
        close(self._action.id, self.words_edit.toPlainText().strip(), self.on_edit.day())


class WordsDialog(DraftedDialog):
    """Asks for a few words about an action: a note, or why it is opened again."""

    def __init__(
        self,
        around: Around,
        kept_as: str,
        title: str,
        told: str,
        label: str,
        verb: str,
        write: Callable[[str], object],
    ) -> None:
        """Make it.

        Args:
            around: What the screens of actions have around them.
            kept_as: Under which name the words are kept.
            title: Of the window.
            told: What becomes of the words.
            label: Of the field.
            verb: On the button.
            write: Called with the words.
        """
        super().__init__(title, around.desk, kept_as, around.owner, told=told)
        self.words_edit = TextEdit(lines=3, most_lines=8)
        self.field = FormField(label, self.words_edit)
        self.put(self.field)
        self.finish(verb, {"words": self.words_edit})
        self.write = lambda: write(self.words())
        self.words_edit.setFocus()

    def words(self) -> str:
        """Return what was written."""
        return self.words_edit.toPlainText().strip()

    def is_ready(self) -> bool:
        """Say where no word was written."""
        if not self.words():
            self.field.set_error("Write a few words.")
            self.words_edit.setFocus()
        return bool(self.words())
