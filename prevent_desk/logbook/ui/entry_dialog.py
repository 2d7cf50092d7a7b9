"""The form of an entry: fields in two columns, what is typed kept until it is done, one verb.

```python
class SessionDialog(EntryDialog):
    def __init__(self, around, session=None, parent=None):
        super().__init__("Log session", around.desk, "training/session/new", parent)
        self.day = DateEdit(around.clock.today, is_past=True)
        self.attended = CountEdit()
        day = self.field("day", "&Day", self.day)
        self.put(day, self.field("attended", "&Attended", self.attended))
        self.end("&Log session")
        self.write = lambda: service.add(self.new())

    def wrong(self):
        return {"day": "" if self.day.day() else "On which day was it?"}
```
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog, Field, Keeping
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Segmented

WIDTH = 620


class EntryDialog(DraftedDialog):
    """The frame of every log's dialog.

    Ctrl+Enter saves from any field. The first field that is wrong gets the keyboard and says so in
    one sentence; all others that are wrong say so too.

    Attributes:
        write: Does the act; a refusal of it is shown in words and the dialog stays open.
        fields: Every field by its name, in order.
    """

    def __init__(
        self,
        title: str,
        desk: Desk,
        kept_as: str,
        parent: QWidget | None = None,
        *,
        width: int = WIDTH,
    ) -> None:
        """Make it.

        Args:
            title: Of the window: no name of a person.
            desk: Keeps the words.
            kept_as: Under which name: "training/session/new", "training/session/12".
            parent: It opens over its window.
            width: In px at a text of 100 %.
        """
        super().__init__(title, desk, kept_as, parent, width=width)
        self.fields: dict[str, FormField] = {}
        self._editors: dict[str, Field] = {}
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    # What a subclass says

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong, by the name of its field; "" or no name where all is well.

        What dates, counts and periods refuse is said already.
        """
        return {}

    # For a subclass

    def field(
        self, name: str, label: str, editor: Field, *, hint: str = "", optional: bool = False
    ) -> FormField:
        """Return an editor with its label, known by a name; `put` lays it."""
        found = FormField(label, editor, hint=hint, optional=optional)
        refused = getattr(editor, "refused", None)
        if refused is not None:
            refused.connect(found.set_error)
        # A line of words clears its own error; these are chosen from.
        if isinstance(editor, Segmented):
            editor.chosen.connect(lambda _value: found.clear_error())
        elif isinstance(editor, Keeping):
            editor.edited.connect(found.clear_error)
        self.fields[name], self._editors[name] = found, editor
        return found

    def end(self, verb: str) -> Button:
        """Add the buttons and bring back what was typed before; called when all fields are laid."""
        button = self.finish(verb, self._editors)
        button.setToolTip("Ctrl+Enter")
        return button

    def save(self) -> None:
        """Do it, as the filled button does."""
        if self.verb_button.isEnabled():
            self.verb_button.click()

    def is_ready(self) -> bool:
        """Read every field; put the keyboard into the first that is wrong."""
        refused = [name for name, editor in self._editors.items() if not _taken(editor)]
        for name, words in self.wrong().items():
            # An editor that refuses without saying why leaves the words to the subclass.
            if words and not (name in refused and self.fields[name].error()):
                self.fields[name].set_error(words)
                refused.append(name)
        first = next((name for name in self.fields if name in refused), "")
        if first:
            self.fields[first].setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(self.fields[first])
        return not first


def _taken(editor: Field) -> bool:
    """Read what is typed into an editor that reads on leaving; False where it refuses."""
    take = getattr(editor, "take", None)
    return bool(take()) if take is not None else True
