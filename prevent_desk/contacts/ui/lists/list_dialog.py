"""What is asked of a list, new or known: its name, what it is for, and its rules."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.contacts.model.lists import ContactList, Rule, belonging, rule_of
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.contacts.ui.lists.rules_edit import RulesEdit
from prevent_desk.contacts.ui.words import counted
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

_WIDTH = 720


class ListDialog(DraftedDialog):
    """Asks who belongs; the count of people follows every tick."""

    def __init__(
        self, around: Around, known: ContactList | None = None, parent: QWidget | None = None
    ) -> None:
        key = f"contacts/list/{known.id if known else 0}"
        super().__init__("A list", around.desk, key, parent or around.owner, width=_WIDTH)
        self.say(
            known.name if known else "Who is the list for?",
            "Whoever meets one of the rules belongs, today and whenever it is used.",
        )
        self._around, self._known = around, known
        self._everybody = around.services.lists.everybody()
        self.made = known.id if known else 0
        self.name_edit = QLineEdit(known.name if known else "")
        self.purpose_edit = QLineEdit(known.purpose if known else "")
        # Long words are read from their beginning.
        self.purpose_edit.setCursorPosition(0)
        self.name_field = FormField("&Name", self.name_edit)
        self.put(self.name_field, FormField("&What it is for", self.purpose_edit, optional=True))
        self.total_label = WrapLabel("", "support")
        self.rules_edit = RulesEdit(known.rules if known else (Rule(),), self._counts)
        self.rules_field = FormField("Rules", self.rules_edit)
        self.put(self.rules_field)
        self.put(self.total_label)
        # The rules are kept while they are chosen as the words of a field that is not shown.
        self._kept = QLineEdit(self._as_text(), self)
        self._kept.hide()
        self.rules_edit.changed.connect(self._follow)
        self.rules_edit.grew.connect(self.fit)
        self.write = self._write
        self.finish(
            "Keep" if known else "Make list",
            {"name": self.name_edit, "purpose": self.purpose_edit, "rules": self._kept},
        )
        self._kept.textChanged.connect(self._bring_back)
        self._bring_back(self._kept.text())
        self._say_total()
        self.name_edit.setFocus()

    def is_ready(self) -> bool:
        """Say beside the fields what is missing."""
        if not self.name_edit.text().strip():
            self.name_field.set_error("The list needs a name.")
            self.name_edit.setFocus()
            return False
        if any(rule.is_empty for rule in self.rules_edit.rules()):
            self.rules_field.set_error(
                "A rule says nothing. Tick a seat, a sector or a topic, or take the rule away."
            )
            return False
        return True

    # Inside

    def _write(self) -> None:
        lists, rules = self._around.services.lists, self.rules_edit.rules()
        name, purpose = self.name_edit.text(), self.purpose_edit.text()
        if self._known is None:
            self.made = lists.add(name, rules, purpose)
            return
        lists.change(self._known.id, name=name, purpose=purpose, rules=rules)

    def _counts(self, rules: Sequence[Rule]) -> Sequence[int]:
        picks = self._known.picks if self._known else ()
        shown = belonging(ContactList(0, "", "", tuple(rules), picks), self._everybody)
        self._people = len(shown.members)
        return shown.counts

    def _follow(self) -> None:
        self.rules_field.clear_error()
        self._say_total()
        self._kept.setText(self._as_text())
        # Only what a person types into a line is kept by itself.
        self._kept.textEdited.emit(self._kept.text())

    def _say_total(self) -> None:
        by_hand = " with those picked by hand" if self._known and self._known.picks else ""
        people = counted(self._people, "person", "people")
        self.total_label.setText(f"{people} on the list{by_hand}.")

    def _as_text(self) -> str:
        return json.dumps([rule.as_kept() for rule in self.rules_edit.rules()])

    def _bring_back(self, text: str) -> None:
        if text != self._as_text():
            self.rules_edit.show_rules([rule_of(one) for one in json.loads(text)])
            self._say_total()
