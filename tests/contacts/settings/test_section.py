"""After how many months a name is to be confirmed is chosen in the settings."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from prevent_desk.contacts.ui.settings_section import ContactsSection
from tests.contacts.desks import Desk
from tests.plan.page_room import DeskStandIn


def test_the_months_chosen_are_kept_and_say_how_many_names_are_to_be_confirmed(
    desk: Desk, qtbot: QtBot
) -> None:
    seats, shell = desk.contacts.seats, DeskStandIn(desk.store)
    section = ContactsSection(seats, shell)
    qtbot.addWidget(section)
    assert section.months.value() == 12

    section.months.setValue(1)

    assert seats.confirm_months() == 1
    count = seats.needed().unconfirmed
    assert section.told.text().startswith(f"{count} name" if count else "No name")
    assert shell.saves == 1

    seats.set_confirm_months(24)
    section.refresh()
    assert section.months.value() == 24
