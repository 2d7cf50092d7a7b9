"""The questions about one action: a new one, how it was closed, why not, a note."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.actions.model.records import Action, NewAction, Source
from prevent_desk.actions.ui.around import Around
from prevent_desk.actions.ui.due_edit import DueEdit
from prevent_desk.actions.ui.owner_edit import OwnerEdit
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField

_NEW = "actions/new"


class NewDialog(Dialog):
    """Writes an action down by hand; what is typed is kept until it is added.

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
        super().__init__("New action", "What somebody is to do, by whom and by when.", parent)
        self._around, self._asked = around, asked or NewAction("", source=Source.HAND)
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
            self.body.addWidget(field)
        self.add_cancel()
        add = self.add_verb("Add action", accepts=False)
        add.clicked.connect(self.add)
        draft = around.desk.draft(_NEW)
        if draft and asked is None:
            self.words_edit.setPlainText(draft[0])
        self.words_edit.textChanged.connect(self._keep)
        self.words_edit.setFocus()

    def add(self) -> None:
        """Add it, or say what is missing."""
        if not self.due_edit.take():
            self.due_edit.setFocus()
            return
        words = self.words_edit.toPlainText().strip()
        if not words:
            self.words_field.set_error("Write what is to be done.")
            self.words_edit.setFocus()
            return
        asked = self._asked
        new = NewAction(
            words, self.owner_edit.owner(), self.due_edit.day(), "", asked.source,
            asked.source_id, asked.source_words, asked.case_ref,
            " ".join(self.shared_edit.toPlainText().split()),
        )  # fmt: skip
        made = self._around.acts.do(
            lambda: self._around.actions.make(new), None, said="Action added"
        )
        if made is not None:
            self.made = made
            self._around.desk.keep_draft(_NEW, "")
            self.accept()

    def _keep(self) -> None:
        self._around.desk.keep_draft(_NEW, self.words_edit.toPlainText())


class CloseDialog(Dialog):
    """Asks how an action was done, or why it is no longer wanted."""

    def __init__(self, around: Around, action: Action, parent: QWidget, *, done: bool) -> None:
        title = f"Action {action.number}: done" if done else f"Action {action.number}: drop it"
        told = (
            "What shows that it was done: words, or a file kept with it."
            if done
            else "It stays in the list of closed actions, with the reason."
        )
        super().__init__(title, told, parent)
        self._around, self._action, self._done = around, action, done
        self.words_edit = TextEdit(lines=3, most_lines=8)
        label = "&What was done" if done else "&Why it is no longer wanted"
        self.words_field = FormField(label, self.words_edit)
        self.on_edit = DateEdit(around.clock.today)
        self.on_edit.set_day(around.clock.today())
        self.on_field = FormField("&On", self.on_edit)
        self.on_edit.refused.connect(self.on_field.set_error)
        self.body.addWidget(self.words_field)
        self.body.addWidget(self.on_field)
        self.add_cancel()
        self.verb = self.add_verb("Close as done" if done else "Drop", accepts=False)
        self.verb.clicked.connect(self.close_it)
        self.words_edit.setFocus()

    def close_it(self) -> None:
        """Close it, or say what is missing."""
        words = self.words_edit.toPlainText().strip()
        if not self.on_edit.take():
            self.on_edit.setFocus()
            return
        if not words and not (self._done and self._action.evidence):
            self.words_field.set_error(
                "Say what was done, or add a file first." if self._done else "Say why."
            )
            self.words_edit.setFocus()
            return
        actions, day = self._around.actions, self.on_edit.day()

        def act() -> bool:
            if self._done:
                actions.done(self._action.id, words, day)
            else:
                actions.drop(self._action.id, words, day)
            return True

        said = f"Action {self._action.number} {'done' if self._done else 'dropped'}"
        if self._around.acts.do(act, False, said=said):
            self.accept()


class WordsDialog(Dialog):
    """Asks for a few words about an action: a note, or why it is opened again."""

    def __init__(self, title: str, told: str, label: str, verb: str, parent: QWidget) -> None:
        super().__init__(title, told, parent)
        self.words_edit = TextEdit(lines=3, most_lines=8)
        self.field = FormField(label, self.words_edit)
        self.body.addWidget(self.field)
        self.add_cancel()
        self.add_verb(verb, accepts=False).clicked.connect(self._take)
        self.words_edit.setFocus()

    def words(self) -> str:
        """Return what was written."""
        return self.words_edit.toPlainText().strip()

    def _take(self) -> None:
        if self.words():
            self.accept()
        else:
            self.field.set_error("Write a few words.")
            self.words_edit.setFocus()
