"""A day at the desk, through the real window: make, unlock, work, lock, come back, take out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.app import start
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.app.window import DeskWindow
from prevent_desk.core.clock import SystemClock
from prevent_desk.plan.practice import fill_practice
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.ui import theme
from prevent_desk.vault import recovery
from prevent_desk.vault.model import Role
from prevent_desk.vault.service import LIGHT, create_desk
from tests import ready

# A key that the window itself takes is, to Qt's test tools, accepted by no widget.
pytestmark = pytest.mark.qt_log_ignore("Keyboard event not accepted")

PASSPHRASE = "Lantern-heron-41-quayside"


def desk_with_the_plan(folder: Path) -> None:
    """Make a desk that asks for its passphrase, with the practice desk's plan."""
    desk = create_desk(
        folder,
        passphrase=PASSPHRASE,
        recovery_key=recovery.generate(),
        practice=False,
        clock=SystemClock(),
        cost=LIGHT,
    )
    fill_practice(desk.store, SystemClock())
    desk.close()


class Office:
    """One laptop: a desk on its disk, and the windows that were opened on it."""

    def __init__(self, qtbot: QtBot, place: Path) -> None:
        self.qtbot = qtbot
        self.folder = place / "Desk"
        self.kept = UserSettings(place / "settings.ini")
        self.relaunched: list[Path] = []
        self.windows: list[DeskWindow] = []
        ready.folder(desk_with_the_plan, self.folder)

    def window(self) -> DeskWindow:
        """Return a new window with the unlock screen in it."""
        theme.install(start.make_application())
        window = DeskWindow(
            self.kept,
            SystemClock(),
            self.folder,
            lambda folder, _geometry: self.relaunched.append(folder),
        )
        self.qtbot.addWidget(window)
        self.windows.append(window)
        window.resize(1366, 698)
        window.show()
        window.activateWindow()
        return window

    def unlocked(self) -> DeskWindow:
        """Return a window whose desk was opened by typing the passphrase."""
        window = self.window()
        page = window.locked.unlock_page
        self.qtbot.waitUntil(page.secret.line.hasFocus, timeout=20_000)
        with self.qtbot.waitSignal(window.desk_opened, timeout=60_000):
            QTest.keyClicks(page.secret.line, PASSPHRASE)
            QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
        return window

    def lock(self, window: DeskWindow) -> None:
        """Press Ctrl+L and wait until the desk is closed."""
        with self.qtbot.waitSignal(window.desk_closed, timeout=60_000):
            QTest.keyClick(focus(window), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def focus(window: DeskWindow) -> QWidget:
    """Return the widget that has the keyboard."""
    return QApplication.focusWidget() or window


def plan_page(window: DeskWindow) -> PlanPage:
    """Return the plan's page of an open desk."""
    assert window.shell is not None
    page = window.shell.page().widget()
    assert isinstance(page, PlanRoom)
    return page.grid


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    found = Office(qtbot, tmp_path)
    yield found
    for window in found.windows:
        if window.shell is not None and not found.relaunched:
            with qtbot.waitSignal(window.desk_closed, timeout=60_000):
                window.close()


@pytest.mark.about_time
def test_a_wrong_passphrase_says_so_and_the_right_one_opens(office: Office) -> None:
    window = office.window()
    page = window.locked.unlock_page
    office.qtbot.waitUntil(page.secret.line.hasFocus, timeout=20_000)
    QTest.keyClicks(page.secret.line, "not this one")
    QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    office.qtbot.waitUntil(lambda: bool(page.form.secret_field.error()), timeout=60_000)
    assert "does not open the Officer key" in page.form.secret_field.error()
    office.qtbot.waitUntil(page.form.unlock_button.isEnabled, timeout=20_000)
    page.secret.line.clear()
    with office.qtbot.waitSignal(window.desk_opened, timeout=60_000):
        QTest.keyClicks(page.secret.line, PASSPHRASE)
        QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    assert plan_page(window).shown_count() == "14 of 14 actions shown"


def test_words_being_typed_at_a_lock_are_there_after_the_next_unlock(office: Office) -> None:
    window = office.unlocked()
    page = plan_page(window)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    editor = page.editing.editor()
    assert editor is not None
    QTest.keyClicks(focus(window), " half a sentence")
    typed = editor.text()
    office.lock(window)
    assert office.relaunched == [office.folder]
    office.relaunched.clear()

    again = plan_page(office.unlocked())
    office.qtbot.waitUntil(again.editing.is_open, timeout=20_000)
    reopened = again.editing.editor()
    assert reopened is not None
    assert reopened.text() == typed


def test_undo_reaches_over_a_lock_by_name(office: Office) -> None:
    window = office.unlocked()
    page = plan_page(window)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    row = page.view.chosen_actions()[0]
    assert (row.ref, row.progress) == ("O1-01", "behind")
    office.lock(window)
    office.relaunched.clear()

    window = office.unlocked()
    assert window.shell is not None
    titles = [command.title for command in window.shell.own_commands()]
    assert "Undo progress of O1-01" in titles
    window.shell.undo()
    row = plan_page(window).view.chosen_actions()[0]
    assert (row.ref, row.progress) == ("O1-01", "ongoing")


def test_the_deputys_key_opens_the_same_desk(office: Office) -> None:
    window = office.unlocked()
    desk = window._desk
    assert desk is not None
    desk.add_slot(Role.DEPUTY, "", "Harbour-pencil-98-thistle")
    office.lock(window)
    office.relaunched.clear()

    window = office.window()
    page = window.locked.unlock_page
    office.qtbot.waitUntil(page.secret.line.hasFocus, timeout=20_000)
    page.form.deputy_card.click()
    with office.qtbot.waitSignal(window.desk_opened, timeout=60_000):
        QTest.keyClicks(page.secret.line, "Harbour-pencil-98-thistle")
        QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    assert window._desk is not None
    assert window._desk.role is Role.DEPUTY


def test_no_title_ever_holds_a_word_of_a_record(office: Office) -> None:
    window = office.unlocked()
    assert window.windowTitle() == "Prevent Desk – Plan"
    assert window.shell is not None
    window.shell.open_page("Settings")
    assert window.windowTitle() == "Prevent Desk – Settings"
