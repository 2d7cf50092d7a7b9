"""What is asked of a contact, new or known."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.contacts.model.people import NewContact, is_address
from prevent_desk.contacts.model.records import Contact
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField

_WIDTH = 640


class PersonDialog(DraftedDialog):
    """Asks what is known of somebody one works with; only the name is needed."""

    def __init__(
        self,
        around: Around,
        person: Contact | None = None,
        organisation_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        key = f"contacts/person/{person.id if person else 0}"
        super().__init__("A contact", around.desk, key, parent or around.owner, width=_WIDTH)
        self.say(
            person.name if person else "Who is it?",
            "People you work with. Nobody of a referral belongs here.",
        )
        self._around, self._person = around, person
        self.made = person.id if person else 0
        now = person or Contact(0, "", organisation_id)
        self.name_edit, self.role_edit = QLineEdit(now.name), QLineEdit(now.role)
        self.name_field = FormField("&Name", self.name_edit)
        self.put(self.name_field, FormField("&Post", self.role_edit, optional=True))
        self.place_box = Combo()
        self.place_box.addItem("None", 0)
        for one in around.services.organisations.all(ended=True):
            self.place_box.addItem(one.called, one.id)
        self.place_box.setCurrentIndex(max(0, self.place_box.findData(now.organisation_id or 0)))
        self.department_edit = QLineEdit(now.department)
        self.put(
            FormField("&Organisation", self.place_box),
            FormField("&Department", self.department_edit, optional=True),
        )
        self.emails_edit = TextEdit("\n".join(now.emails), lines=1, most_lines=4)
        self.phones_edit = TextEdit("\n".join(now.phones), lines=1, most_lines=4)
        self.emails_field = FormField(
            "&E-mail", self.emails_edit, hint="One a line; the first is used.", optional=True
        )
        self.put(
            self.emails_field,
            FormField(
                "&Telephone", self.phones_edit, hint="One a line; the first is used.", optional=True
            ),
        )
        self.topics_edit = QLineEdit(", ".join(now.topics))
        self.topics_edit.setPlaceholderText("schools, venue hire")
        self.initials_edit = QLineEdit(now.initials if person else "")
        self.initials_edit.setPlaceholderText("made from the name")
        self.put(
            FormField("&Written to about", self.topics_edit, optional=True),
            FormField("&Initials in notes", self.initials_edit, optional=True),
        )
        self.address_edit = TextEdit(now.address, lines=1, most_lines=4)
        self.note_edit = TextEdit(now.note, lines=2)
        self.put(FormField("&Address", self.address_edit, optional=True))
        self.put(FormField("No&te", self.note_edit, optional=True))
        self.write = self._write
        self.finish(
            "Keep" if person else "Add contact",
            {
                "name": self.name_edit, "post": self.role_edit, "place": self.place_box,
                "department": self.department_edit, "emails": self.emails_edit,
                "phones": self.phones_edit, "topics": self.topics_edit,
                "initials": self.initials_edit, "address": self.address_edit,
                "note": self.note_edit,
            },
        )  # fmt: skip
        if organisation_id is not None and person is None:
            # What was left in it before may speak of another organisation.
            self.place_box.setCurrentIndex(max(0, self.place_box.findData(organisation_id)))
        self.name_edit.setFocus()

    def is_ready(self) -> bool:
        """Say beside the fields what is missing or wrong."""
        if not self.name_edit.text().strip():
            self.name_field.set_error("They need a name.")
            self.name_edit.setFocus()
            return False
        wrong = [email for email in _lines(self.emails_edit) if not is_address(email)]
        if wrong:
            self.emails_field.set_error(f"“{wrong[0]}” is not an e-mail address.")
            self.emails_edit.setFocus()
            return False
        return True

    def _write(self) -> None:
        told: dict[str, Any] = {
            "name": self.name_edit.text(),
            "organisation_id": int(self.place_box.currentData() or 0) or None,
            "role": self.role_edit.text(),
            "department": self.department_edit.text(),
            "emails": _lines(self.emails_edit),
            "phones": _lines(self.phones_edit),
            "topics": tuple(self.topics_edit.text().replace(";", ",").split(",")),
            "initials": self.initials_edit.text(),
            "address": self.address_edit.toPlainText(),
            "note": self.note_edit.toPlainText(),
        }
        people = self._around.services.people
        if self._person is None:
            self.made = people.add(NewContact(**told))
            return
        now = self._person
        shown = {name: getattr(now, name) for name in told}
        changed = {name: value for name, value in told.items() if value != shown[name]}
        if changed:
            people.change(now.id, **changed)


def _lines(edit: TextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in edit.toPlainText().splitlines() if line.strip())
