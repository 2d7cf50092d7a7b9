"""The screens before a desk is open, over real desks and the real gate."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from prevent_desk.app.gate import DeskGate
from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import DeskError
from prevent_desk.store.errors import NewerThanProgram
from prevent_desk.ui import jobs, theme
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.vault import entering, service
from prevent_desk.vault.look import look
from prevent_desk.vault.model import Role
from prevent_desk.vault.ui import new_desk_page
from prevent_desk.vault.ui.locked import LockedScreens
from prevent_desk.vault.ui.new_desk_page import NewDeskPage
from prevent_desk.vault.ui.phrase_pane import PhrasePane
from prevent_desk.vault.ui.recovery_sheet import draw_sheet
from prevent_desk.vault.ui.restore_page import RestorePage
from tests.vault.conftest import START, Opening
from tests.vault.desks import DEPUTY, PASSPHRASE, RECOVERY, bytes_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LONG_MS = 20_000


class Room:
    """The locked screens on show, and what became of a desk that was opened."""

    def __init__(self, bot: QtBot, clock: SetClock, folder: Path | None) -> None:
        self.bot, self.clock = bot, clock
        self.gate = DeskGate(clock)
        self.opened: list[service.OpenDesk] = []
        self.chosen: list[Path] = []
        self.gate.opened.connect(self.opened.append)
        self.gate.desk_chosen.connect(self.chosen.append)
        self.screens = LockedScreens(self.gate, folder)
        bot.addWidget(self.screens)
        self.screens.resize(1366, 698)
        with bot.waitSignal(self.gate.loaded, timeout=LONG_MS), bot.waitActive(self.screens):
            self.screens.show()
            self.screens.activateWindow()
            self.gate.load()

    @property
    def unlock(self):  # type: ignore[no-untyped-def]
        return self.screens.unlock_page

    def type_secret(self, secret: str) -> None:
        self.bot.keyClicks(self.unlock.secret.line, secret)
        self.bot.keyClick(self.unlock.secret.line, Qt.Key.Key_Return)
        self.settle()

    def settle(self) -> None:
        self.bot.waitUntil(lambda: jobs.running() == 0, timeout=LONG_MS)
        QApplication.processEvents()

    def stopped(self) -> str:
        """Return everything that the stopping screen says."""
        assert self.screens.showing == "stopped"
        state = self.screens._stack.currentWidget().findChild(EmptyState)
        return " ".join(label.text() for label in state.findChildren(QLabel))


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, clock: SetClock, folder: Path) -> Iterator[Room]:
    yield from _room(qapp, qtbot, clock, folder)


@pytest.fixture
def first_run(qapp: QApplication, qtbot: QtBot, clock: SetClock) -> Iterator[Room]:
    yield from _room(qapp, qtbot, clock, None)


def _room(qapp: QApplication, qtbot: QtBot, clock: SetClock, folder: Path | None) -> Iterator[Room]:
    theme.install(qapp, scheme="light")
    found = Room(qtbot, clock, folder)
    yield found
    found.settle()
    for desk in found.opened:
        desk.close(backup=False)


def test_the_unlock_screen_names_roles_and_no_date(room: Room) -> None:
    words = " ".join(label.text() for label in room.unlock.findChildren(QLabel))
    cards = [room.unlock.form.officer_card.text(), room.unlock.form.deputy_card.text()]
    assert cards == ["&Officer", "&Deputy"]
    assert "Desk" in words
    assert str(START.year) not in words


def test_the_right_passphrase_opens_the_desk_and_is_forgotten_here(room: Room) -> None:
    room.type_secret(PASSPHRASE)
    assert room.opened[0].role is Role.COORDINATOR
    assert room.unlock.secret.text() == ""
    assert room.screens._typed == (Role.COORDINATOR, "")


def test_a_wrong_passphrase_is_told_inline_and_touches_nothing(room: Room, folder: Path) -> None:
    before = bytes_of(folder)
    room.type_secret("not the passphrase at all")
    said = room.unlock.form.secret_field.error()
    assert said.startswith("That passphrase does not open the Officer key. The file itself is fine")
    assert room.unlock.secret.line.property("invalid") is True
    assert room.screens.showing == "unlock"
    assert bytes_of(folder) == before


@pytest.mark.about_time
def test_the_next_try_is_put_off_longer_each_time_and_typing_goes_on(room: Room) -> None:
    room.type_secret("wrong one")
    assert not room.unlock.form.unlock_button.isEnabled()
    assert "1 s" in room.unlock.form.wait_label.text()
    room.unlock._second.timeout.emit()
    assert room.unlock.form.unlock_button.isEnabled()
    room.clock.move(timedelta(seconds=2))
    room.type_secret("wrong again")
    assert "2 s" in room.unlock.form.wait_label.text()
    room.type_secret("typed while it waits")
    assert not room.opened


def test_enter_without_a_passphrase_asks_for_one(room: Room) -> None:
    room.type_secret("")
    assert room.unlock.form.secret_field.error() == "Type the passphrase first."


def test_the_deputys_card_and_the_recovery_sheet_open_it_too(room: Room, folder: Path) -> None:
    room.bot.mouseClick(room.unlock.form.deputy_card, Qt.MouseButton.LeftButton)
    room.type_secret(DEPUTY)
    assert room.opened[0].role is Role.DEPUTY
    room.opened.pop().close(backup=False)
    room.screens.show_folder(folder)
    room.bot.mouseClick(room.unlock.form.recovery_button, Qt.MouseButton.LeftButton)
    assert not room.unlock.form.officer_card.isChecked()
    room.type_secret(RECOVERY.replace(" ", "").lower())
    assert room.opened[0].role is Role.RECOVERY


def test_a_mistyped_recovery_key_is_told_in_words(room: Room) -> None:
    room.unlock.form.recovery_button.click()
    room.type_secret("0000 1111")
    assert "28 characters" in room.unlock.form.secret_field.error()


def spoil_keys(folder: Path) -> None:
    for name in ("keyslots.json", "keyslots.bak"):
        (folder / name).write_bytes(b"{}")


PROBLEMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no database": (lambda folder: (folder / "vault.pdv").unlink(), "PD-101"),
    "an empty database": (lambda folder: (folder / "vault.pdv").write_bytes(b""), "PD-102"),
    "a database cut short": (
        lambda folder: (folder / "vault.pdv").write_bytes(
            (folder / "vault.pdv").read_bytes()[:-4096]
        ),
        "PD-104",
    ),
    "both key files spoilt": (spoil_keys, "PD-1"),
    "no folder": (shutil.rmtree, "PD-135"),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_each_problem_stops_with_its_own_words_and_changes_nothing(
    room: Room, folder: Path, case: str
) -> None:
    spoil, code = PROBLEMS[case]
    spoil(folder)
    before = bytes_of(folder) if folder.exists() else {}
    room.screens.show_folder(folder)
    said = room.stopped()
    assert code in said
    assert "Nothing on the disk was changed." in said
    problem = look(folder).problem
    assert problem is not None
    assert problem.what in said
    assert (bytes_of(folder) if folder.exists() else {}) == before


def test_a_page_damaged_inside_stops_after_the_passphrase(room: Room, folder: Path) -> None:
    raw = bytearray((folder / "vault.pdv").read_bytes())
    raw[3 * 4096 + 99] ^= 4
    (folder / "vault.pdv").write_bytes(raw)
    before = bytes_of(folder)
    room.type_secret(PASSPHRASE)
    assert "PD-1" in room.stopped()
    assert "Restore backup of" in room.screens.findChild(EmptyState)._first.text()
    assert bytes_of(folder) == before


def test_a_desk_open_elsewhere_says_since_when(room: Room, folder: Path, clock: SetClock) -> None:
    other = service.unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock)
    room.type_secret(PASSPHRASE)
    assert "open in another window" in room.stopped()
    other.close(backup=False)
    room.screens._stack.currentWidget().findChild(EmptyState)._first.click()
    assert room.screens.showing == "unlock"
    room.type_secret(PASSPHRASE)
    assert room.opened


def test_a_newer_desk_is_told_apart_from_a_damaged_one(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def newer(*_given: object, **_more: object) -> None:
        raise NewerThanProgram

    monkeypatch.setattr(entering, "open_store", newer)
    room.type_secret(PASSPHRASE)
    assert "PD-106" in room.stopped()
    assert "Install the newer version" in room.stopped()


def test_an_older_file_put_back_opens_only_when_it_is_asked_for(
    room: Room, folder: Path, opening: Opening
) -> None:
    old = (folder / "vault.pdv").read_bytes()
    desk = opening()
    desk.store.note("something done")
    desk.close(backup=False)
    (folder / "vault.pdv").write_bytes(old)
    room.type_secret(PASSPHRASE)
    assert "older" in room.stopped()
    assert not room.opened
    state = room.screens._stack.currentWidget().findChild(EmptyState)
    state._second.click()
    room.settle()
    assert room.opened


def test_a_backup_is_looked_into_before_it_becomes_a_desk(room: Room, folder: Path) -> None:
    (folder / "vault.pdv").write_bytes(b"")
    room.screens.show_folder(folder)
    room.screens.show_restore()
    room.settle()
    page = room.screens.findChild(RestorePage)
    assert isinstance(page, RestorePage)
    assert page.model.rowCount() == 1
    assert page.form.restore_button.isHidden()
    page.secret.set_text("wrong")
    page.look_into()
    room.settle()
    assert "does not open" in page.form.secret_field.error()
    room.clock.move(timedelta(minutes=1))
    page.secret.set_text(PASSPHRASE)
    page.look_into()
    room.settle()
    assert page.facts is not None
    assert "as it was on" in page.form.facts_title.text()
    page.folder_edit.set_folder(folder.with_name("Restored"))
    page.restore()
    room.settle()
    assert room.chosen == [folder.with_name("Restored")]
    assert room.screens.showing == "unlock"
    room.clock.move(timedelta(minutes=1))
    room.type_secret(PASSPHRASE)
    assert room.opened[0].folder == folder.with_name("Restored")
    assert (folder / "vault.pdv").read_bytes() == b""


def test_another_folder_is_chosen_and_remembered_only_if_it_holds_a_desk(
    room: Room, folder: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(folder, tmp_path / "Other")
    room.screens.choose_folder = lambda *_given: str(tmp_path)
    room.unlock.form.other_button.click()
    assert room.screens.showing == "stopped"
    assert room.chosen == []
    room.screens.choose_folder = lambda *_given: str(other)
    room.screens.choose_other()
    assert room.screens.showing == "unlock"
    assert room.chosen == [other]


def new_desk(room: Room) -> NewDeskPage:
    room.screens.show_new_desk()
    page = room.screens.findChild(NewDeskPage)
    assert isinstance(page, NewDeskPage)
    return page


def test_a_new_desk_is_not_made_before_the_key_is_typed_back(
    first_run: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "calibrate", lambda: service.LIGHT)
    assert first_run.screens.showing == "first-run"
    page = new_desk(first_run)
    page.folder_edit.set_folder(tmp_path / "New")
    page.next()
    assert page.step() == new_desk_page.PHRASE
    page.next()
    assert "five words above" in page.form.phrase_pane.form.phrase_field.error()
    page.form.phrase_pane.phrase_edit.set_text(page.form.phrase_pane.made)
    page.next()
    assert page.step() == new_desk_page.RECOVERY
    page.next()
    assert page.step() == new_desk_page.RECOVERY
    page.form.recovery_pane.form.sealed_check.setChecked(True)
    page.next()
    assert page.step() == new_desk_page.TYPED
    page.form.typed_pane.edits[0].setText("ZZZZ")
    page.next()
    assert not (tmp_path / "New").exists()
    assert "look at group" in page.form.typed_pane.form.first_field.error()
    groups = page.form.recovery_pane.key.split()
    for number, edit in zip(page.form.typed_pane.groups, page.form.typed_pane.edits, strict=True):
        edit.setText(groups[number - 1])
    page.next()
    first_run.settle()
    assert first_run.opened[0].folder == tmp_path / "New"


def test_a_place_that_is_taken_is_said_at_once(first_run: Room, folder: Path) -> None:
    page = new_desk(first_run)
    page.folder_edit.set_folder(folder)
    page.next()
    assert page.step() == new_desk_page.PLACE
    assert "already is a desk" in page.form.folder_field.error()
    page.folder_edit.set_folder(folder.parent)
    page.next()
    assert "not empty" in page.form.folder_field.error()
    page.folder_edit.line.setText("just a name")
    page.next()
    assert "whole path" in page.form.folder_field.error()


def test_back_loses_nothing(first_run: Room, tmp_path: Path) -> None:
    page = new_desk(first_run)
    page.folder_edit.set_folder(tmp_path / "New")
    page.next()
    page.form.phrase_pane.phrase_edit.set_text("half of it")
    page.back()
    assert page.folder_edit.folder() == tmp_path / "New"
    page.next()
    assert page.form.phrase_pane.secret() == "half of it"


def test_an_own_passphrase_is_judged_and_typed_twice(qapp: QApplication, qtbot: QtBot) -> None:
    pane = PhrasePane()
    qtbot.addWidget(pane)
    pane.show()
    own = pane.form.phrase_choice.findChildren(QAbstractButton)[1]
    qtbot.mouseClick(own, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(pane.phrase_edit.line, "password password")
    qtbot.waitUntil(lambda: bool(pane.form.strength_label.text()), timeout=LONG_MS)
    assert not pane.is_settled()
    assert pane.form.phrase_field.error()
    pane.phrase_edit.set_text("seven violet kettles under 1 roof")
    pane.again_edit.set_text("seven violet kettles under 2 roof")
    assert not pane.is_settled()
    assert "not the same" in pane.form.again_field.error()
    pane.again_edit.set_text("seven violet kettles under 1 roof")
    assert pane.is_settled()


def test_the_sheet_on_paper_holds_every_group(tmp_path: Path, qapp: QApplication) -> None:
    import pypdfium2

    writer = QPdfWriter(str(tmp_path / "sheet.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    assert draw_sheet(writer, RECOVERY, "Desk", START.date())
    del writer
    text = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].get_textpage().get_text_range()
    for group in RECOVERY.split():
        assert group in text
    assert "sealed recovery sheet" in text


def test_every_screen_fits_the_smallest_window(room: Room, folder: Path) -> None:
    room.screens.resize(1280, 640)
    error = DeskError("Something stands in the way.", code="PD-199")
    for show in (
        lambda: room.screens.show_folder(folder),
        room.screens.show_first_run,
        room.screens.show_new_desk,
        lambda: room.screens.show_stopped(look(folder), error),
    ):
        show()
        assert room.screens.minimumSizeHint().width() <= 1280
        assert room.screens.minimumSizeHint().height() <= 640
