"""Asks for words to be added to sealed minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.panels.model.minutes import Section
from prevent_desk.panels.model.spoken import Named
from prevent_desk.panels.ui.minutes.names_box import NamesBox
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField

Write = Callable[[str, str, int | None, frozenset[str]], object]
"""Adds words, who approved them, the point of the agenda they belong to, and which are no names."""

Find = Callable[[str], Sequence[Named]]
"""Tells where words name people of cases."""

_QUIET_MS = 200


class AddendumDialog(DraftedDialog):
    """Keeps what is typed as a draft until it is added; says what will be struck out of it."""

    def __init__(
        self,
        desk: Desk,
        draft_key: str,
        sections: Sequence[Section],
        write: Write,
        find: Find,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            desk: Keeps the draft.
            draft_key: Its name among the drafts.
            sections: Of the sealed minutes; those of points of the agenda can be chosen.
            write: Adds it; a refusal keeps the dialog open.
            find: Looks for names while it is typed.
            parent: The dialog opens over its window.
        """
        super().__init__("Add to minutes", desk, draft_key, parent, width=520)
        self.say(
            "What is to be added?",
            "The sealed words stay as they are. An addendum is dated today and sealed to them; "
            "names of people of cases are struck out.",
        )
        self._find = find
        self.words_edit = TextEdit(lines=4, most_lines=10)
        self.words_field = FormField("&Addendum", self.words_edit)
        self.names = NamesBox()
        self.where_combo: QComboBox = Combo()
        self.where_combo.addItem("The minutes as a whole", None)
        for section in sections:
            if section.item_id is not None:
                self.where_combo.addItem(section.title, section.item_id)
        self.by_edit = QLineEdit()
        self.put(self.words_field)
        self.put(self.names)
        self.put(FormField("&Belongs to", self.where_combo))
        self.put(FormField("A&pproved by", self.by_edit, optional=True))
        self.write = partial(self._write_by, write)
        self.add_button = self.finish(
            "&Add",
            {
                "words": self.words_edit,
                "names": self.names,
                "where": self.where_combo,
                "by": self.by_edit,
            },
        )
        self.words_edit.finished.connect(self.do)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._look)
        self.words_edit.textChanged.connect(self._quiet.start)
        self._look()
        self.words_edit.setFocus()

    def is_ready(self) -> bool:
        """Return whether there is something to add, and what it strikes out was seen."""
        if not self._words():
            self.words_field.set_error("Write what is to be added.")
            self.words_edit.setFocus()
            return False
        seen = set(self.names.ticks)
        self._look()
        # A name typed last of all is shown before it is struck out for good.
        is_new = not seen >= set(self.names.ticks)
        self.footer_note.setText("Look at the names, then add." if is_new else "")
        return not is_new

    def _write_by(self, write: Write) -> None:
        where = self.where_combo.currentData()
        write(self._words(), self.by_edit.text(), where, self.names.let_stand())

    def _words(self) -> str:
        return self.words_edit.toPlainText().strip()

    def _look(self) -> None:
        """Show which words will be struck out."""
        self._quiet.stop()
        named = self._find(self._words())
        self.names.show_names(named)
        self.fit()
