"""What can be done with a contact, wherever they are shown."""

from __future__ import annotations

from prevent_desk.contacts.model.records import Absence, Contact
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.merge_dialog import Choice, MergeDialog
from prevent_desk.contacts.ui.people.person_dialog import PersonDialog
from prevent_desk.contacts.ui.seats.acts import run
from prevent_desk.contacts.ui.seats.dialogs import AbsenceDialog, LeaveDialog
from prevent_desk.contacts.ui.words import kind_words, where


def add(around: Around, organisation_id: int | None = None) -> int:
    """Ask for a new contact and enter them; return their number, 0 where nobody was entered."""
    dialog = PersonDialog(around, organisation_id=organisation_id)
    return dialog.made if run(around, dialog, "The contact is entered") else 0


def change(around: Around, person: Contact) -> None:
    """Ask what is different of a contact."""
    run(around, PersonDialog(around, person), "The contact is changed")


def away(around: Around, person: Contact, absence: Absence | None = None) -> None:
    """Ask when a contact is away and who covers."""
    run(around, AbsenceDialog(around, person, absence), "The absence is noted")


def not_away(around: Around, absence: Absence) -> None:
    """Take an absence away."""
    around.acts.do(
        lambda: around.services.absences.remove(absence.id), None, said="The absence is taken away"
    )


def leave(around: Around, person: Contact) -> None:
    """Ask since when a contact is gone; their seats are vacant."""
    held = [
        f"{kind_words(seat.kind)}, {place.called}"
        for place, seat in around.services.seats.of_contact(person.id)
    ]
    run(around, LeaveDialog(around, person, held), "The contact has left")


def come_back(around: Around, person: Contact) -> None:
    """Say that a contact is there again."""
    around.acts.do(
        lambda: around.services.people.come_back(person.id), None, said="They are there again"
    )


def merge(around: Around, person: Contact, other_id: int | None = None) -> None:
    """Ask who else a contact is, show both side by side, and merge them."""
    merging = around.services.merging
    others = [
        Choice(one.id, one.name, where(one))
        for one in around.services.people.all(left=True)
        if one.id != person.id
    ]
    dialog = MergeDialog(
        Choice(person.id, person.name, where(person)), others, merging.preview_contacts,
        merging.merge_contacts, around.owner, other_id=other_id, asks="Who",
    )  # fmt: skip
    if dialog.exec():
        around.acts.changed.emit()
        around.desk.toast("The two contacts are one", undo=True)


def unmerge(around: Around, contact_id: int) -> None:
    """Take a merged contact apart again."""
    around.acts.do(
        lambda: around.services.merging.unmerge_contact(contact_id),
        None,
        said="The contact stands on their own again",
    )
