"""Contacts in the whole program: opened and found by keys, counted on the rail, one letter each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from prevent_desk.app.palette import Palette
from prevent_desk.contacts.practice import fill_practice
from prevent_desk.contacts.ui.tabs import TABS
from prevent_desk.contacts.ui.view import ContactsView
from prevent_desk.core.clock import SetClock
from prevent_desk.ui.widgets.rail import RailButton
from prevent_desk.vault.service import LIGHT, create_desk
from tests import ready
from tests.app.conftest import Starting
from tests.app.program import CONTROL, NOW, Program
from tests.app.test_alt_letters import letters
from tests.referrals.dialogs import in_dialog
from tests.vault.desks import PASSPHRASE, RECOVERY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def desk_with_agencies(folder: Path) -> None:
    """Make a desk that holds the agencies of the practice desk."""
    desk = create_desk(
        folder, passphrase=PASSPHRASE, recovery_key=RECOVERY, practice=False,
        clock=SetClock(NOW), cost=LIGHT,
    )  # fmt: skip
    fill_practice(desk.store, desk.clock)
    desk.close()


@pytest.fixture
def program(start: Starting, tmp_path: Path) -> Program:
    ready.folder(desk_with_agencies, tmp_path / "Desk")
    made = start(tmp_path / "Desk")
    made.unlock(PASSPHRASE)
    return made


def badge(program: Program) -> str:
    """Return what screen readers hear of the button on the rail."""
    buttons = program.shell.findChildren(RailButton)
    return next(one.accessibleName() for one in buttons if "Contacts" in one.accessibleName())


def test_contacts_open_by_their_key_and_the_rail_counts_what_is_vacant_or_unconfirmed(
    program: Program,
) -> None:
    program.key(Qt.Key.Key_6, CONTROL)
    program.settle()
    assert program.shell.page().title == "Contacts"
    assert "3" in badge(program)
    seats = program.shell._services.contacts.seats
    held = next(
        seat.holder
        for _place, own in seats.all()
        for seat in own
        if seat.holder is not None and seat.holder.contact.name == "M. Reid"
    )
    seats.verify(held.id, program.clock.today(), "by phone")
    QApplication.processEvents()
    assert "2" in badge(program)


def test_a_contact_and_an_agency_are_found_in_the_palette(program: Program) -> None:
    def find(words: str) -> list[str]:
        return [one.title for one in program.shell._searching.find(words)]

    assert "K. Barrow" in find("barrow")
    assert "Adult Social Care" in find("adult social")
    record = next(
        one for one in program.shell._searching.find("barrow") if one.title == "K. Barrow"
    )
    record.go()
    program.settle()
    page = program.shell.page()
    view = page.view()  # type: ignore[attr-defined]
    assert isinstance(view, ContactsView)
    assert view.tab().position() == {"contact": view.tab().position()["contact"]}
    assert program.shell.title().endswith("Contacts")


def test_commands_of_the_page_stand_in_the_palette(program: Program) -> None:
    program.shell.open_page("Contacts")

    def look(dialog: Any) -> None:
        assert isinstance(dialog, Palette)

    in_dialog(lambda: program.key(Qt.Key.Key_K, CONTROL), look)
    titles = [command.title for command in program.shell.page().commands()]
    assert "Fill a seat" in titles
    assert "Yearly check" in titles


def test_no_alt_letter_is_given_twice_on_any_tab_of_contacts(program: Program) -> None:
    places: list[dict[str, Any]] = [{"view": "contacts", "tab": kind.key} for kind in TABS]
    program.shell._services.contacts.rounds.begin(
        "", program.shell._services.contacts.rounds.default_due()
    )
    for place in [*places, {"view": "round"}]:
        program.shell.open_page("Contacts", place)
        program.settle()
        twice = [given for given in letters(program.window).values() if len(given) > 1]
        assert not twice, (place, twice)
