"""The locked screens: unlock, what stops it, first run, a new desk, restoring a backup."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from prevent_desk.app.user_settings import UserSettings
from prevent_desk.app.window import DeskWindow
from prevent_desk.core.clock import SystemClock
from prevent_desk.core.errors import DeskError
from prevent_desk.store.errors import EndsEarly
from prevent_desk.vault.look import look
from prevent_desk.vault.model import AlreadyOpen, OlderThanKnown, Role, WrongSecret
from prevent_desk.vault.service import LIGHT, create_desk
from prevent_desk.vault.ui.locked import LockedScreens
from prevent_desk.vault.ui.new_desk_page import NewDeskPage
from prevent_desk.vault.ui.restore_page import RestorePage
from tests.pictures.camera import Camera

PHRASE = "lantern orbit velvet walnut cricket"
DEPUTY = "marble otter thunder pickle sofa"


def new_window(place: Path, folder: Path | None) -> DeskWindow:
    kept = UserSettings(place / "settings.ini")
    return DeskWindow(kept, SystemClock(), folder, lambda _folder, _geometry: None)


def locked_screens(camera: Camera, place: Path) -> None:
    folder = place / "Prevent-Desk"
    desk = create_desk(
        folder,
        passphrase=PHRASE,
        recovery_key="0000 0000 0000 0000 0000 0000 0000",
        practice=False,
        clock=SystemClock(),
        cost=LIGHT,
    )
    desk.add_slot(Role.DEPUTY, "", DEPUTY)
    desk.close()
    window = new_window(place, folder)
    window.show()
    screens = window.locked
    camera.take("01_unlock", window)
    screens.unlock_page.secret.set_text("fifteen letters")
    screens.unlock_page.secret.caps_notice.show()
    screens.unlock_page.refused(_wrong())
    camera.take("01_unlock_wrong", window)
    screens.show_folder(folder)
    screens.unlock_page.form.recovery_button.click()
    camera.take("01_unlock_sheet", window)
    for name, problem in _problems().items():
        screens.show_stopped(look(folder), problem)
        camera.take(f"01_stopped_{name}", window)
    screens.show_folder(None)
    camera.take("01_first_run", window)
    _new_desk(camera, window, screens)
    screens.show_folder(folder)
    screens.show_restore()
    camera.settle()
    page = window.findChild(RestorePage)
    camera.take("01_restore", window)
    page.secret.set_text(PHRASE)
    page.look_into()
    camera.take("01_restore_facts", window)
    window.close()


def _new_desk(camera: Camera, window: DeskWindow, screens: LockedScreens) -> None:
    screens.show_new_desk()
    page = window.findChild(NewDeskPage)
    page.folder_edit.set_folder(Path.home() / "Documents" / "Prevent-Desk-of-the-pictures")
    camera.take("01_new_desk_1_place", window)
    page.next()
    camera.take("01_new_desk_2_words", window)
    phrase = page.form.phrase_pane
    phrase.phrase_edit.set_text(phrase.made)
    page.next()
    camera.take("01_new_desk_3_recovery", window)
    page.form.recovery_pane.form.sealed_check.setChecked(True)
    page.next()
    camera.take("01_new_desk_4_check", window)


def _wrong() -> WrongSecret:
    return WrongSecret(
        "That passphrase does not open the Officer key. The file itself is fine.",
        failed=2,
        wait=timedelta(seconds=2),
        next_step="Check Caps Lock, or choose the Deputy key or the recovery sheet.",
    )


def _problems() -> dict[str, DeskError]:
    return {
        "damaged": EndsEarly(18_200_000, 24_000_000),
        "open": AlreadyOpen(
            "This desk is open in another window since 09:12.",
            next_step="Go to that window, or close it there.",
            code="PD-108",
        ),
        "older": OlderThanKnown(
            "This desk file is older than the one that was last closed here.",
            why="It ends with record 311 of the audit trail; 402 were written.",
            next_step="Put the newest file back, or open this one if it was put here on purpose.",
            code="PD-145",
        ),
    }
