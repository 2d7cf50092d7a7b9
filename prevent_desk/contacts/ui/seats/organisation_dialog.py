"""What is asked of an organisation, new or known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from prevent_desk.contacts.model.people import NewOrganisation
from prevent_desk.contacts.model.records import Organisation
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.contacts.ui.words import sectors
from prevent_desk.readers import shipped
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField

_WIDTH = 660
_STATUTE = (("", "Neither"), ("council", "The council"), ("police", "The police"))


class OrganisationDialog(DraftedDialog):
    """Asks what is known of an organisation; only its name is needed."""

    def __init__(
        self, around: Around, place: Organisation | None = None, parent: QWidget | None = None
    ) -> None:
        key = f"contacts/organisation/{place.id if place else 0}"
        super().__init__("An organisation", around.desk, key, parent or around.owner, width=_WIDTH)
        self.say(
            place.called if place else "Which organisation?",
            "" if place else "Only the name is needed; the rest can come later.",
        )
        self._around, self._place = around, place
        now = place or Organisation(0, "", "", "")
        self.made = place.id if place else 0
        self.name_edit, self.short_edit = QLineEdit(now.name), QLineEdit(now.short)
        self.name_field = FormField("&Name", self.name_edit)
        self.put(
            self.name_field,
            FormField("&Called in lists", self.short_edit, hint="", optional=True),
        )
        self.sector_box = _choice(sectors(), now.sector, "Not said")
        agencies = [(term.code, term.label) for term in shipped.vocabularies()["agency"].terms]
        self.agency_box = _choice(agencies, now.agency, "None")
        self.put(
            FormField("&Sector", self.sector_box),
            FormField("Asked in chec&ks as", self.agency_box, optional=True),
        )
        self.panel_box = QCheckBox("Asked to Channel &panels: it has a lead and a deputy")
        self.panel_box.setChecked(now.is_on_panel)
        self.statute_box = _choice(_STATUTE, now.statute)
        self.put(FormField("By &law on the panel", self.statute_box, optional=True))
        self.put(self.panel_box)
        self.phone_edit, self.email_edit = QLineEdit(now.phone), QLineEdit(now.email)
        self.put(
            FormField("&Telephone", self.phone_edit, optional=True),
            FormField("&E-mail", self.email_edit, optional=True),
        )
        self.website_edit = QLineEdit(now.website)
        self.domains_edit = QLineEdit(", ".join(now.domains))
        self.put(
            FormField("&Website", self.website_edit, optional=True),
            FormField("&Its mail comes from", self.domains_edit, optional=True),
        )
        self.domains_edit.setPlaceholderText("barts.example, nhs.example")
        self.address_edit = TextEdit(now.address, lines=1, most_lines=4)
        self._areas = shipped.vocabularies()["home_area"]
        self.areas_edit = TextEdit(
            "\n".join(self._areas.label(code) for code in now.areas), lines=1, most_lines=5
        )
        self.areas_field = FormField(
            "Home areas it speaks &for", self.areas_edit, hint="One a line: Hackney.", optional=True
        )
        self.put(FormField("A&ddress", self.address_edit, optional=True))
        self.put(self.areas_field)
        self.note_edit = TextEdit(now.note, lines=2)
        self.put(FormField("N&ote", self.note_edit, optional=True))
        self.write = self._write
        self.finish(
            "Keep" if place else "Add organisation",
            {
                "name": self.name_edit, "short": self.short_edit, "sector": self.sector_box,
                "agency": self.agency_box, "statute": self.statute_box, "panel": self.panel_box,
                "phone": self.phone_edit, "email": self.email_edit, "website": self.website_edit,
                "domains": self.domains_edit, "address": self.address_edit,
                "areas": self.areas_edit, "note": self.note_edit,
            },
        )  # fmt: skip
        self.name_edit.setFocus()

    def is_ready(self) -> bool:
        """Say beside the fields what is missing or unknown."""
        if not self.name_edit.text().strip():
            self.name_field.set_error("It needs a name.")
            self.name_edit.setFocus()
            return False
        unknown = [words for words in _lines(self.areas_edit) if self._areas.code_of(words) is None]
        if unknown:
            self.areas_field.set_error(f"“{unknown[0]}” is no home area of the list.")
            self.areas_edit.setFocus()
            return False
        return True

    def _write(self) -> None:
        told: dict[str, Any] = {
            "name": self.name_edit.text(),
            "short": self.short_edit.text(),
            "sector": _code(self.sector_box),
            "agency": _code(self.agency_box),
            "statute": _code(self.statute_box),
            "is_on_panel": self.panel_box.isChecked(),
            "phone": self.phone_edit.text(),
            "email": self.email_edit.text(),
            "website": self.website_edit.text(),
            "domains": tuple(self.domains_edit.text().replace(";", ",").split(",")),
            "address": self.address_edit.toPlainText(),
            "areas": tuple(
                code
                for words in _lines(self.areas_edit)
                if (code := self._areas.code_of(words)) is not None
            ),
            "note": self.note_edit.toPlainText(),
        }
        organisations = self._around.services.organisations
        if self._place is None:
            self.made = organisations.add(NewOrganisation(**told))
        else:
            organisations.change(self._place.id, **told)


def _choice(terms: Sequence[tuple[str, str]], value: str, nothing: str = "") -> Combo:
    box = Combo()
    if nothing:
        box.addItem(nothing, "")
    for code, words in terms:
        box.addItem(words, code)
    if value and box.findData(value) < 0:
        box.addItem(value, value)
    box.setCurrentIndex(max(0, box.findData(value)))
    return box


def _code(box: Combo) -> str:
    return str(box.currentData() or "")


def _lines(edit: TextEdit) -> list[str]:
    return [line.strip() for line in edit.toPlainText().splitlines() if line.strip()]
