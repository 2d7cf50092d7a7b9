"""What can be done with an organisation, wherever it is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.model.records import Organisation
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.contacts.ui.merge_dialog import Choice, MergeDialog
from prevent_desk.contacts.ui.seats.acts import run
from prevent_desk.contacts.ui.seats.dialogs import DayField
from prevent_desk.contacts.ui.seats.organisation_dialog import OrganisationDialog
from prevent_desk.contacts.ui.words import sector_words
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField


def add(around: Around) -> int:
    """Ask for a new organisation and enter it; return its number, 0 where nothing was entered."""
    dialog = OrganisationDialog(around)
    return dialog.made if run(around, dialog, "The organisation is entered") else 0


def change(around: Around, place: Organisation) -> None:
    """Ask what is different of an organisation."""
    run(around, OrganisationDialog(around, place), "The organisation is changed")


def end(around: Around, place: Organisation) -> None:
    """Ask since when an organisation is no more; its seats are closed."""
    run(around, EndDialog(around, place), "The organisation has ended")


def revive(around: Around, place: Organisation) -> None:
    """Say that an organisation is there after all."""
    around.acts.do(
        lambda: around.services.organisations.revive(place.id), None, said="It is there again"
    )


def merge(around: Around, place: Organisation) -> None:
    """Ask which other organisation is the same, show what would be, and merge them."""
    merging = around.services.merging
    others = [
        Choice(one.id, one.called, sector_words(one.sector))
        for one in around.services.organisations.all(ended=True)
        if one.id != place.id
    ]
    dialog = MergeDialog(
        Choice(place.id, place.called, sector_words(place.sector)), others,
        merging.preview_organisations, merging.merge_organisations, around.owner,
    )  # fmt: skip
    if dialog.exec():
        around.acts.changed.emit()
        around.desk.toast("The two organisations are one", undo=True)


def unmerge(around: Around, organisation_id: int) -> None:
    """Take a merged organisation apart again."""
    around.acts.do(
        lambda: around.services.merging.unmerge_organisation(organisation_id),
        None,
        said="The organisation stands on its own again",
    )


class EndDialog(DraftedDialog):
    """Asks since when an organisation is no more."""

    def __init__(self, around: Around, place: Organisation, parent: QWidget | None = None) -> None:
        super().__init__(
            "An organisation ended", around.desk, f"contacts/end/{place.id}", parent or around.owner
        )
        self.say(f"Is {place.called} no more?", "Its seats are closed. Its history stays.")
        self.day_field = DayField("&Ended on", around, around.clock.today())
        self.reason_edit = TextEdit(lines=1)
        self.put(self.day_field)
        self.put(FormField("&Why, and who took over", self.reason_edit, optional=True))
        self.write = lambda: around.services.organisations.end(
            place.id, self.day_field.sure(), self.reason_edit.toPlainText()
        )
        self.finish("Ended", {"day": self.day_field.edit, "why": self.reason_edit})
        self.day_field.setFocus()

    def is_ready(self) -> bool:
        """Take the day."""
        return self.day_field.take()
