"""A sticker on a lamp post, through the real window (DOMAIN, section 10, story 7).

A fire-safety visitor reports two far-right stickers in Goswell Road with a photo, 07:50; cleansing
removed them at 08:10. It is the fifth within 300 m in 30 days; the note on tension is for the
monthly summary; no record of a person is made. Everybody is invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from prevent_desk.community.model.sightings import NewSighting, Police, Sighting
from prevent_desk.community.service import CommunityServices
from prevent_desk.community.ui.page import CommunityPage
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.community.ui.sightings.dialog import SightingDialog
from prevent_desk.community.ui.sightings.digest_dialog import DigestDialog
from prevent_desk.community.ui.sightings.small_dialogs import TensionDialog
from prevent_desk.community.ui.sightings.tab import SightingsTab
from prevent_desk.contacts.tables import ContactTable
from prevent_desk.logbook.model.period import Period
from prevent_desk.referrals.tables import PersonTable
from tests.app.conftest import Starting
from tests.app.program import ALT, CONTROL, LONG_MS, NONE, Program
from tests.community.engagement.rooms import press, said
from tests.community.photos import camera_photo
from tests.referrals.dialogs import in_dialogs
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key
MONTH = (
    (28, "Goswell Rd"), (17, "Goswell Road"), (10, "12 Goswell Road"), (4, "Goswel Road"),
    (6, "Fleet Street"), (31, "Goswell Road"),
)  # fmt: skip


class Officer:
    """The officer at the tab of sightings."""

    def __init__(self, program: Program, bot: QtBot) -> None:
        self.program, self.bot = program, bot
        today = self.today
        # What the month brought already: four in the street, however it was written, and others.
        for ago, street in MONTH:
            self.services.sightings.add(
                NewSighting("sticker", today - timedelta(days=ago), "far_right", street)
            )
        program.key(KEY.Key_8, CONTROL)
        self.settle()
        program.key(KEY.Key_PageDown, CONTROL)
        self.settle()

    @property
    def today(self) -> date:
        return self.program.clock.today()

    @property
    def services(self) -> CommunityServices:
        return self.program.shell._services.community

    @property
    def tab(self) -> SightingsTab:
        room = self.program.shell.page()
        assert isinstance(room, CommunityRoom)
        page = room.findChild(CommunityPage)
        assert page is not None
        tab = page.tab()
        assert isinstance(tab, SightingsTab)
        return tab

    def current(self) -> Sighting:
        found = self.tab.current()
        assert found is not None
        return self.services.sightings.one(found.id)

    def settle(self) -> None:
        self.program.settle()


def people(one: Officer) -> tuple[int, int]:
    with one.services.store.reading() as session:
        subjects = session.scalar(select(func.count(PersonTable.id))) or 0
        return subjects, session.scalar(select(func.count(ContactTable.id))) or 0


def log(one: Officer, photo: Path) -> None:
    """Ctrl+N, what the visitor says from field to field, the photo, Ctrl+Enter."""

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, SightingDialog)
        program = one.program
        program.type("St")
        program.key(KEY.Key_Tab)
        program.type("2")
        program.key(KEY.Key_Tab)
        program.key(KEY.Key_Tab)
        program.type("0750")
        program.key(KEY.Key_Tab)
        program.type("Goswell Road")
        program.key(KEY.Key_Tab)

        # Offscreen, the window of the names that were offered keeps the keyboard when it is gone:
        # from here on keys go to whatever has the focus within the dialog.
        def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
            QTest.keyClick(dialog.focusWidget(), key, held)

        def put(text: str) -> None:
            QTest.keyClicks(dialog.focusWidget(), text)

        put("Ald")
        press(KEY.Key_Tab)
        put("Lamp post by the bus stop")
        one.bot.waitUntil(dialog.repeats.isVisible, timeout=LONG_MS)
        assert dialog.repeats.title.text().startswith("The fifth within 300 m in 30 days")
        press(KEY.Key_H, ALT)
        put("Extreme")
        press(KEY.Key_F, ALT)
        put("Fire-safety visitor")
        dialog.photos.choose_files = lambda: [photo]
        press(KEY.Key_P, ALT)
        one.bot.waitUntil(lambda: bool(dialog.photos.photos()), timeout=LONG_MS)
        assert "no longer in the photo" in dialog.camera_banner.text()
        press(KEY.Key_O, ALT)
        put("today")
        press(KEY.Key_Tab)
        put("0810")
        press(KEY.Key_Tab)
        put("Cleansing")
        press(KEY.Key_Return, CONTROL)

    in_dialogs(lambda: one.program.key(KEY.Key_N, CONTROL), fill)
    one.settle()


def test_a_sticker_on_a_lamp_post(
    start: Starting, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    one = Officer(program, qtbot)
    before = people(one)
    photo = tmp_path / "IMG_0042.jpg"
    photo.write_bytes(camera_photo())
    log(one, photo)
    found = one.current()
    assert (found.kind, found.items, found.theme) == ("sticker", 2, "far_right")
    assert (found.street, found.ward, found.seen, found.seen_at) == (
        "Goswell Road", "aldersgate", one.today, "07:50"
    )  # fmt: skip
    assert (found.removed, found.removed_at, found.removed_by) == (one.today, "08:10", "Cleansing")
    assert (found.finder, found.police, len(found.photos)) == (
        "Fire-safety visitor", Police.TO_DO, 1
    )  # fmt: skip
    assert (found.latitude, found.longitude) == (None, None), "only what is taken over is kept"
    kept = one.services.photos.content(found.photos[0].file.id) or b""
    assert b"SpyCam" not in kept
    assert b"Exif" not in kept
    words = said(one.tab.pane)
    assert "The fifth within 300 m in 30 days." in words
    assert "6 items in all" in words
    press(one.tab.pane, "Passed on")
    assert one.current().police_on == one.today
    tension(one)
    assert people(one) == before, "no record of a person is made"
    found_by_words(one, found.id)
    digest(one, tmp_path)
    take_all_back(one, found.id)


def tension(one: Officer) -> None:
    def note(dialog: QDialog) -> None:
        assert isinstance(dialog, TensionDialog)
        one.program.type("Residents asked the warden twice")
        one.program.key(KEY.Key_Return, CONTROL)

    in_dialogs(lambda: press(one.tab.pane, "Note"), note)
    one.settle()
    assert one.current().tension == "Residents asked the warden twice"


def found_by_words(one: Officer, sighting_id: int) -> None:
    """The palette knows it, and its number of the day is in the figures."""
    found = one.program.shell._searching.find("lamp post")
    assert [record.kind for record in found] == ["Sighting"]
    figures = one.services.sighting_log.figure(
        "sightings", one.services.sighting_log.noun,
        one.tab.query.within(Period(one.today - timedelta(days=29), one.today)),
        page="Community", tab="sightings",
    )  # fmt: skip
    assert figures.number == 6
    assert sighting_id in figures.ids


def digest(one: Officer, tmp_path: Path) -> None:
    dialog = DigestDialog(one.tab._around)
    dialog.period.set_period(Period(one.today - timedelta(days=29), one.today))
    dialog._folder = tmp_path
    dialog.show()
    dialog._prepare()
    one.settle()
    dialog.save()
    one.settle()
    assert dialog.saved is not None
    text = "\n".join(page.extract_text() for page in PdfReader(dialog.saved).pages)
    assert "Goswell Road" in text
    assert "Residents asked the warden twice" in text
    for hidden in ("visitor", "12 Goswell", "IMG_0042"):
        assert hidden not in text
    dialog.close()
    with one.bot.waitActive(one.program.window):
        one.program.window.activateWindow()
    one.tab.table.setFocus()


def take_all_back(one: Officer, sighting_id: int) -> None:
    for label in ("tension of", "police on", "sighting"):
        said_so = one.services.store.undo_label() or ""
        assert said_so.startswith(label)
        assert "visitor" not in said_so
        one.program.key(KEY.Key_Z, CONTROL)
        one.settle()
    assert not one.services.sightings.is_there(sighting_id)
    one.program.key(KEY.Key_Y, CONTROL)
    one.settle()
    assert len(one.services.sightings.one(sighting_id).photos) == 1
