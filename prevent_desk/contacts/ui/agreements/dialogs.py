"""What is asked of an agreement: itself, who is to sign, who signed."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.contacts.model.agreements import Agreement, NewAgreement, Party
from prevent_desk.contacts.model.records import Organisation
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.contacts.ui.seats.dialogs import DayField
from prevent_desk.contacts.ui.words import counted, sector_words
from prevent_desk.core.errors import DeskError
from prevent_desk.ui import messages, theme
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField

_WIDTH, _HIGH, _CAPTION = 600, 460, 60


class AgreementDialog(DraftedDialog):
    """Asks what an agreement is, and when it has to be looked at again."""

    def __init__(
        self, around: Around, known: Agreement | None = None, parent: QWidget | None = None
    ) -> None:
        key = f"contacts/agreement/{known.id if known else 0}"
        super().__init__("An agreement", around.desk, key, parent or around.owner, width=_WIDTH)
        self.say(
            known.called if known else "Which agreement is it?",
            "Who signed it stays as it is."
            if known
            else "A new agreement is asked of every agency of the panel at first.",
        )
        self._around, self._known = around, known
        self.made = known.id if known else 0
        now = known or Agreement(0, "")
        self.title_edit, self.version_edit = QLineEdit(now.title), QLineEdit(now.version)
        self.title_field = FormField("&Title", self.title_edit)
        self.put(self.title_field)
        self.begun_field = DayField("&Holds from", around, now.begun, optional=True)
        self.review_field = DayField("&Review by", around, now.review, optional=True)
        self.put(FormField("&Version", self.version_edit, optional=True), self.begun_field)
        self.put(self.review_field)
        self.purpose_edit = TextEdit(now.purpose, lines=1)
        self.note_edit = TextEdit(now.note, lines=1)
        self.put(FormField("&What may be shared, and why", self.purpose_edit, optional=True))
        self.put(FormField("No&te", self.note_edit, optional=True))
        self.write = self._write
        self.finish(
            "Keep" if known else "Add agreement",
            {
                "title": self.title_edit, "version": self.version_edit,
                "begun": self.begun_field.edit, "review": self.review_field.edit,
                "purpose": self.purpose_edit, "note": self.note_edit,
            },
        )  # fmt: skip
        self.title_edit.setFocus()

    def is_ready(self) -> bool:
        """Say beside the fields what is missing or wrong."""
        if not self.title_edit.text().strip():
            self.title_field.set_error("The agreement needs a title.")
            self.title_edit.setFocus()
            return False
        return self.begun_field.take(needed=False) and self.review_field.take(needed=False)

    def _write(self) -> None:
        agreements = self._around.services.agreements
        new = NewAgreement(
            self.title_edit.text(), self.version_edit.text(), self.purpose_edit.toPlainText(),
            self.begun_field.day(), self.review_field.day(), self.note_edit.toPlainText(),
            tuple(one.id for one in self._around.services.organisations.all() if one.is_on_panel),
        )  # fmt: skip
        if self._known is None:
            self.made = agreements.add(new)
            return
        agreements.change(
            self._known.id, title=new.title, version=new.version, purpose=new.purpose,
            begun=new.begun, review=new.review, note=new.note,
        )  # fmt: skip


class SignDialog(DraftedDialog):
    """Asks who signed for an organisation, and when."""

    def __init__(self, around: Around, party: Party, parent: QWidget | None = None) -> None:
        super().__init__(
            "A signature", around.desk, f"contacts/sign/{party.id}", parent or around.owner
        )
        self.say(f"Who signed for {party.organisation}?", "Their name stays as it was signed.")
        self._around, self._party = around, party
        self._people = around.services.people.of(party.organisation_id)
        self.who_box = Combo()
        self.who_box.setEditable(True)
        self.who_box.addItems([one.name for one in self._people])
        self.who_box.setCurrentText(party.signatory)
        self.who_field = FormField("&Who signed", self.who_box)
        self.day_field = DayField("&Signed on", around, party.signed or around.clock.today())
        self.note_edit = TextEdit(party.note, lines=1)
        self.put(self.who_field)
        self.put(self.day_field)
        self.put(FormField("No&te", self.note_edit, optional=True))
        self.write = self._write
        self.finish(
            "Note signature",
            {"who": self.who_box, "day": self.day_field.edit, "note": self.note_edit},
        )
        self.who_box.setFocus()

    def is_ready(self) -> bool:
        """Say beside the fields what is missing."""
        if not self.who_box.currentText().strip():
            self.who_field.set_error("Type who signed for them.")
            self.who_box.setFocus()
            return False
        return self.day_field.take()

    def _write(self) -> None:
        name = self.who_box.currentText().strip()
        known = next((one.id for one in self._people if one.name == name), None)
        self._around.services.agreements.sign(
            self._party.id, self.day_field.sure(), name, contact_id=known,
            note=self.note_edit.toPlainText(),
        )  # fmt: skip


class AskDialog(Dialog):
    """Asks which further organisations are to sign."""

    def __init__(self, around: Around, one: Agreement, parent: QWidget | None = None) -> None:
        super().__init__("Who is to sign", "", (parent or around.owner).window(), width=_WIDTH)
        self.say(f"Who else is to sign {one.called}?", "Those asked before are not listed.")
        self._around, self._agreement = around, one
        asked = {party.organisation_id for party in one.parties}
        places = [each for each in around.services.organisations.all() if each.id not in asked]
        self.table = TickTable()
        self.model: TickModel[Organisation] = TickModel(_PLACES, self)
        self.table.set_up(self.model, "Organisations")
        self.model.show_records(places, lambda each: each.is_on_panel)
        self.body.addWidget(self.table, 1)
        self.add_cancel()
        self.ask_button = self.add_verb("Ask", accepts=False)
        self.ask_button.clicked.connect(self._ask)
        self.model.ticked.connect(self._say)
        self._say()
        if places:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def _say(self) -> None:
        count = len(self.model.chosen())
        words = counted(count, "organisation", "organisations")
        self.ask_button.setText(f"Ask {words}" if count else "Ask")
        self.ask_button.setEnabled(count > 0)

    def _ask(self) -> None:
        wanted = [one.id for one in self.model.chosen()]
        try:
            self._around.services.agreements.ask(self._agreement.id, wanted)
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self._around.desk.saved()
        self._around.acts.changed.emit()
        self._around.desk.toast("They are asked to sign", undo=True)
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for a dozen organisations."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(theme.px(_HIGH), room))


_PLACES: list[Column[Organisation]] = [
    Column("Organisation", lambda one: one.called),
    Column("Sector", lambda one: sector_words(one.sector)),
]
