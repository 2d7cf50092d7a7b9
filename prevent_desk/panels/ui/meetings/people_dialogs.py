"""Chooses who is asked: members by their seats, guests, the deputy somebody sends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit

from prevent_desk.contacts.model.records import Contact, Organisation
from prevent_desk.panels.model.inviting import Guest, HomePrompt, Proposal
from prevent_desk.panels.model.records import Attendee, Item, ItemKind, Meeting, Role
from prevent_desk.panels.ui.around import Around
from prevent_desk.ui import theme
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, ComboPicker
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

_WIDTH, _HIGH = 760, 300
_ROLES = {Role.LEAD: "Lead", Role.DEPUTY: "Deputy"}

_COLUMNS: list[Column[Proposal]] = [
    Column("Agency", lambda one: one.agency),
    Column(
        "Who",
        lambda one: one.name or "Nobody can come",
        tone=lambda one: "text" if one.name else "red",
    ),
    Column("As", lambda one: _ROLES.get(one.role, "") if one.name else ""),
    Column("Why", lambda one: one.why, tooltip=lambda one: one.why),
]


class AskDialog(Dialog):
    """Each agency of the panel with its lead, or who stands in; who can come is ticked."""

    def __init__(self, around: Around, meeting: Meeting) -> None:
        super().__init__(
            "Who is asked",
            "The lead of each agency on the day, or the deputy where the lead is away.",
            around.owner.window(),
            width=_WIDTH,
        )
        self._around, self._meeting = around, meeting
        found = around.services.invitations.propose(meeting.id)
        new = [one for one in found if not one.is_asked]
        self.model: TickModel[Proposal] = TickModel(_COLUMNS, self)
        self.table = TickTable()
        self.table.set_up(self.model, "Agencies of the panel")
        self.table.setMinimumHeight(theme.px(_HIGH))
        self.model.show_records(new, lambda one: bool(one.name))
        self.none_label = WrapLabel(_nobody(found), "support")
        self.none_label.setVisible(not new)
        self.table.setVisible(bool(new))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none_label)
        self.add_cancel()
        self.put_button = self.add_verb("Put on the list", accepts=False)
        self.put_button.setEnabled(bool(new))
        self.put_button.clicked.connect(self.put)
        if new:
            self.table.selectRow(0)
            self.table.setFocus()

    def put(self) -> None:
        """Put the ticked ones on the list of those asked."""
        chosen = self.model.chosen()
        act = self._around.services.invitations
        count = len([one for one in chosen if one.name])
        words = "1 agency" if count == 1 else f"{count} agencies"
        if self._around.acts.do(
            lambda: act.ask(self._meeting.id, chosen), None, said=f"On the list: {words}"
        ):
            self.accept()


def _nobody(found: Sequence[Proposal]) -> str:
    if found:
        return "Every agency of the panel is on the list."
    return (
        "No agency is marked as a member of the panel. Contacts says who is: tick “On the panel”."
    )


class GuestDialog(Dialog):
    """A guest for one case or for all of it: typed, or somebody known."""

    def __init__(self, around: Around, meeting: Meeting, prompt: HomePrompt | None = None) -> None:
        super().__init__(
            "Ask a guest",
            prompt.words if prompt else "A guest for one case is told of that case alone.",
            around.owner.window(),
        )
        self._around, self._meeting = around, meeting
        self._organisations = around.services.contacts.organisations.all()
        self._contacts = around.services.contacts.people.all()
        self.agency_combo = _typed([one.called for one in self._organisations])
        self.agency_field = FormField("&Agency", self.agency_combo)
        self.name_combo = _typed([])
        self.name_field = FormField("&Name", self.name_combo)
        self.mail_edit = QLineEdit()
        self.mail_field = FormField("&E-mail", self.mail_edit, optional=True)
        self.case_combo = ComboPicker("For", "All of the panel", filters=False)
        cases = [one for one in around.services.agenda.of(meeting.id) if _is_case(one)]
        self.case_combo.set_values([(one.id, f"{one.called} · {one.ref}") for one in cases])
        self.case_field = FormField("&For", self.case_combo)
        for field in (self.agency_field, self.name_field, self.mail_field, self.case_field):
            self.body.addWidget(field)
        self.add_cancel()
        self.add_button = self.add_verb("Put on the list", accepts=False)
        self.agency_combo.currentTextChanged.connect(self._agency_chosen)
        self.name_combo.currentTextChanged.connect(self._name_chosen)
        self.add_button.clicked.connect(self.add)
        self.agency_combo.setCurrentText("")
        if prompt is not None:
            self.case_combo.set_value(prompt.item_id)
            if prompt.offered:
                self.agency_combo.setCurrentText(prompt.offered[0].called)
            elif prompt.missing:
                self.agency_combo.setCurrentText(prompt.missing[0].removeprefix("the "))
        self._agency_chosen()

    def _organisation(self) -> Organisation | None:
        words = self.agency_combo.currentText().strip().casefold()
        known = self._organisations
        return next((one for one in known if one.called.casefold() == words), None)

    def _contact(self) -> Contact | None:
        words = self.name_combo.currentText().strip().casefold()
        return next((one for one in self._theirs() if one.name.casefold() == words), None)

    def _theirs(self) -> list[Contact]:
        place = self._organisation()
        if place is None:
            return list(self._contacts)
        return [one for one in self._contacts if one.organisation_id == place.id]

    def _agency_chosen(self, *_: object) -> None:
        typed = self.name_combo.currentText()
        self.name_combo.blockSignals(True)
        self.name_combo.clear()
        self.name_combo.addItems([one.name for one in self._theirs()])
        self.name_combo.setCurrentText(typed)
        self.name_combo.blockSignals(False)

    def _name_chosen(self, *_: object) -> None:
        self.name_field.clear_error()
        if (known := self._contact()) is not None:
            self.mail_edit.setText(known.email)
            if not self.agency_combo.currentText().strip():
                self.agency_combo.setCurrentText(known.organisation)

    def add(self) -> None:
        """Put the guest on the list."""
        name = self.name_combo.currentText().strip()
        if not name:
            self.name_field.set_error("Say who is to come.")
            self.name_combo.setFocus()
            return
        place, known = self._organisation(), self._contact()
        item = self.case_combo.value()
        guest = Guest(
            name, self.agency_combo.currentText(), self.mail_edit.text(),
            place.id if place else known.organisation_id if known else None,
            known.id if known else None, item if isinstance(item, int) else None,
        )  # fmt: skip
        act = self._around.services.invitations
        if self._around.acts.do(
            lambda: act.add_guest(self._meeting.id, guest), None, said="On the list: a guest"
        ):
            self.accept()


class DeputyDialog(Dialog):
    """Who comes in somebody's place."""

    def __init__(self, around: Around, attendee: Attendee) -> None:
        super().__init__("Who comes instead", "", around.owner.window())
        self.say("Who comes instead", f"{attendee.name}, {attendee.agency}, sends a deputy.")
        self._around, self._attendee = around, attendee
        known = around.services.contacts.people.all()
        self._theirs = [
            one
            for one in known
            if one.organisation_id == attendee.organisation_id and one.id != attendee.contact_id
        ]
        self.name_combo = _typed([one.name for one in self._theirs])
        self.name_field = FormField("&Name", self.name_combo)
        self.mail_edit = QLineEdit()
        self.mail_field = FormField("&E-mail", self.mail_edit, optional=True)
        for field in (self.name_field, self.mail_field):
            self.body.addWidget(field)
        self.add_cancel()
        self.add_button = self.add_verb("Comes instead", accepts=False)
        self.name_combo.currentTextChanged.connect(self._show_mail)
        self.add_button.clicked.connect(self.add)
        self._begin()

    def _begin(self) -> None:
        """Begin with the deputy of the agency's seat, where there is one."""
        meeting = self._around.services.meetings.one(self._attendee.meeting_id)
        place = self._attendee.organisation_id
        seats = self._around.services.contacts.seats.for_panel(
            meeting.starts.date(), [place] if place else []
        )
        own = next((one for one in seats if one.organisation.id == place), None)
        holder = own.deputy.holder if own and own.deputy else None
        fits = holder is not None and holder.contact.id != self._attendee.contact_id
        self.name_combo.setCurrentText(holder.contact.name if holder and fits else "")
        self._show_mail()

    def _known(self) -> Contact | None:
        words = self.name_combo.currentText().strip().casefold()
        return next((one for one in self._theirs if one.name.casefold() == words), None)

    def _show_mail(self, *_: object) -> None:
        self.name_field.clear_error()
        if (known := self._known()) is not None:
            self.mail_edit.setText(known.email)

    def add(self) -> None:
        """Take in who comes."""
        name, known = self.name_combo.currentText().strip(), self._known()
        if not name:
            self.name_field.set_error("Say who comes.")
            self.name_combo.setFocus()
            return
        deputy = Proposal(
            self._attendee.organisation_id, self._attendee.agency, name, Role.DEPUTY,
            self.mail_edit.text(), known.initials if known else "", known.id if known else None,
        )  # fmt: skip
        act = self._around.services.invitations
        if self._around.acts.do(
            lambda: act.send_deputy(self._attendee.id, deputy), None, said="A deputy comes instead"
        ):
            self.accept()


def _typed(values: Sequence[str]) -> Combo:
    """Return a list one may also type into."""
    combo = Combo()
    combo.setEditable(True)
    combo.addItems(list(values))
    combo.setInsertPolicy(Combo.InsertPolicy.NoInsert)
    return combo


def _is_case(item: Item) -> bool:
    return item.kind is ItemKind.CASE
