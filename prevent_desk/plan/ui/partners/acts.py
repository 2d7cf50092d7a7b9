"""What is done about partners from the grid: send, remind, keep contacts, look at returns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.partners.chase_dialog import ChaseDialog
from prevent_desk.plan.ui.partners.contacts_dialog import ContactsDialog
from prevent_desk.plan.ui.partners.send_dialog import SendDialog
from prevent_desk.ui.page import Command

RETURNS = "returns"
"""The key of the view of what came back."""


def commands(around: Around) -> Sequence[Command]:
    """Return what can be done about partners, for the menu and the palette."""
    contacts = Command(
        "Partners’ contacts…", partial(contacts_of, around), "users", "", "agency e-mail address"
    )
    if around.sheet() is None:
        return (contacts,)
    return (
        Command(
            "Send to partners…", partial(send, around), "send", "", "workbook excel agency lead"
        ),
        Command("Draft chasers…", partial(chase, around), "mail", "", "remind overdue partners"),
        contacts,
    )


def send(around: Around) -> bool:
    """Make workbooks for the partners of the plan on show; True when they were made."""
    sheet = around.sheet()
    if sheet is None or not around.finish():
        return False
    dialog = SendDialog(around.services, sheet.head.id, around.desk, around.clock, around.owner)
    dialog.exec()
    return dialog.sent is not None


def open_returns(around: Around) -> None:
    """Show what came back."""
    if around.finish():
        around.open_view(RETURNS, {})


def chase(around: Around) -> bool:
    """Draft reminders to the partners that have not answered; True when some were made."""
    sheet = around.sheet()
    if sheet is None or not around.finish():
        return False
    dialog = ChaseDialog(around.services, sheet.head.id, around.desk, around.clock, around.owner)
    dialog.exec()
    return dialog.made


def contacts_of(around: Around, agency: str = "") -> None:
    """Keep contacts of agencies, beginning with one where it is named."""
    if not around.finish():
        return
    sheet = around.sheet()
    plan_id = sheet.head.id if sheet is not None else None
    ContactsDialog(around.services, plan_id, around.desk, around.owner, agency=agency).exec()
