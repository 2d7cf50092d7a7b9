"""What is asked of somebody who is to be trained, new or known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.contacts.model.people import is_address
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.training.model.people import Learner, NewLearner
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo, TextEdit


class PersonDialog(EntryDialog):
    """Asks what a staff list would say; only the name is needed.

    Attributes:
        made: The number of who was entered or changed.
    """

    def __init__(
        self, around: Around, person: Learner | None = None, parent: QWidget | None = None
    ) -> None:
        key = f"training/person/{person.id if person else 0}"
        super().__init__("A person to be trained", around.desk, key, parent or around.owner)
        self.say(
            person.name if person else "Who is it?",
            "People of staff lists; the role says which courses they need. Nobody of a referral "
            "belongs here.",
        )
        self._around, self._person = around, person
        self.made = person.id if person else 0
        services, now = around.services, person or Learner(0, "")
        self.name_edit, self.number_edit = QLineEdit(now.name), QLineEdit(now.staff_no)
        self.put(
            self.field("name", "&Name", self.name_edit),
            self.field("number", "&Staff number", self.number_edit, optional=True),
        )
        departments = [(one.id, one.name) for one in services.departments.all()]
        roles = [(one.id, one.title) for one in services.roles.all()]
        self.department_box = _box("None", departments, now.department_id)
        self.role_box = _box("None", roles, now.role_id)
        self.put(
            self.field("department", "&Department", self.department_box),
            self.field("role", "&Role", self.role_box),
        )
        places = [(one.id, one.called) for one in services.contacts.organisations.all()]
        self.place_box = _box("The council", places, now.organisation_id)
        self.email_edit = QLineEdit(now.email)
        self.put(
            self.field("place", "E&mployer", self.place_box),
            self.field("email", "&E-mail", self.email_edit, optional=True),
        )
        self.started_edit = DateEdit(around.clock.today)
        self.started_edit.set_day(now.started)
        self.put(self.field("started", "S&tarted", self.started_edit, optional=True))
        self.note_edit = TextEdit(now.note, lines=2)
        self.put(self.field("note", "N&ote", self.note_edit, optional=True))
        self.write = self._write
        self.end("&Keep" if person else "&Add person")
        self.name_edit.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Say what is missing or wrong."""
        email = self.email_edit.text().strip()
        return {
            "name": "" if self.name_edit.text().strip() else "They need a name.",
            "email": "" if not email or is_address(email) else "That is no e-mail address.",
        }

    def _write(self) -> None:
        told: dict[str, Any] = {
            "name": self.name_edit.text(),
            "staff_no": self.number_edit.text(),
            "department_id": self.department_box.currentData(),
            "role_id": self.role_box.currentData(),
            "organisation_id": self.place_box.currentData(),
            "email": self.email_edit.text(),
            "started": self.started_edit.day(),
            "note": self.note_edit.toPlainText(),
        }
        people, now = self._around.services.people, self._person
        if now is None:
            self.made = people.add(NewLearner(**told))
            return
        changed = {name: value for name, value in told.items() if value != getattr(now, name)}
        if changed:
            people.change(now.id, **changed)


def _box(none: str, values: list[tuple[int, str]], chosen: int | None) -> Combo:
    box = Combo()
    box.addItem(none, None)
    for value, words in values:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
    return box
