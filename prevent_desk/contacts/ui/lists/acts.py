"""What can be done with a list, wherever it is shown."""

from __future__ import annotations

from prevent_desk.contacts.model.directory import Form
from prevent_desk.contacts.model.lists import Belonging, ContactList, UseKind
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.exporting.take_out_dialog import TakeOutContactsDialog
from prevent_desk.contacts.ui.lists.draft_dialog import DraftDialog
from prevent_desk.contacts.ui.lists.list_dialog import ListDialog
from prevent_desk.contacts.ui.lists.members_dialog import MembersDialog
from prevent_desk.contacts.ui.seats.acts import run
from prevent_desk.contacts.ui.words import counted
from prevent_desk.outgoing.records import export_id
from prevent_desk.ui import clipboard, messages

KEPT_MS = 60_000
"""How long copied addresses stay on the clipboard: long enough to start a message."""

_NUMBER = "export/number"


def add(around: Around) -> int:
    """Ask for a new list and make it; return its number, 0 where none was made."""
    dialog = ListDialog(around)
    return dialog.made if run(around, dialog, "The list is made") else 0


def add_forum(around: Around) -> int:
    """Make the list most desks need first; return its number, 0 where it was refused."""
    return around.acts.do(around.services.lists.add_forum, 0, said="The forum’s list is made")


def change(around: Around, one: ContactList) -> None:
    """Ask what a list is called and who belongs."""
    run(around, ListDialog(around, one), "The list is changed")


def members(around: Around, one: ContactList, only: str = "") -> None:
    """Show everybody on a list, and put people on it or keep them off it by hand."""
    MembersDialog(around, one.id, only).exec()


def remove(around: Around, one: ContactList) -> None:
    """Take a list away; Undo brings it back with its uses."""
    around.acts.do(
        lambda: around.services.lists.remove(one.id), None, said=f"“{one.name}” is taken away"
    )


def copy(around: Around, shown: Belonging) -> bool:
    """Put a list's addresses on the clipboard for the Bcc line; False where there are none."""
    shown = _now(around, shown)
    addresses = shown.addresses()
    if not addresses:
        _say_nobody(around)
        return False
    number = next_export(around)
    used = around.acts.do(
        lambda: around.services.lists.used(
            shown.kept.id, UseKind.COPIED, shown.as_used(), export_id(number)
        ),
        0,
    )
    if not used:
        return False
    around.desk.remember(_NUMBER, number)
    clipboard.put_text("; ".join(address for _name, address in addresses), KEPT_MS)
    count = counted(len(addresses), "address", "addresses")
    around.desk.toast(f"{count} copied for 60 seconds", icon="copy")
    return True


def draft(around: Around, shown: Belonging) -> None:
    """Ask for subject and words, and save a draft to the list."""
    shown = _now(around, shown)
    if not shown.addresses():
        _say_nobody(around)
        return
    DraftDialog(around, shown).exec()


def take_out(around: Around, shown: Belonging, form: Form) -> None:
    """Take a list out as CSV, or as the workbook a mail merge reads."""
    TakeOutContactsDialog(around, of=_now(around, shown), form=form).exec()


def next_export(around: Around) -> int:
    """Return the number of the next file or copy that leaves the desk."""
    return int(around.desk.setting(_NUMBER, 0)) + 1


def _now(around: Around, shown: Belonging) -> Belonging:
    """Return a list as it is at this moment: what is on show may still be counted anew."""
    return around.services.lists.shown(shown.kept.id)


def _say_nobody(around: Around) -> None:
    messages.tell(
        around.owner.window(),
        "Nobody on the list has an address.",
        "Give its people e-mail addresses, or change who belongs.",
    )
