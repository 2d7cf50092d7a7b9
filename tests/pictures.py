"""`python -m tests.pictures OUTDIR`: every screen of the program as a picture, to be looked at.

Real windows over a practice desk and a desk made for it, offscreen, at the two sizes of client area
that DESIGN section 0 names, light and dark. Nothing is compared: eyes do that, beside the pictures
of the design.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from prevent_desk.app.demo import new_practice_desk
from prevent_desk.app.shell import Shell
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.app.window import DeskWindow
from prevent_desk.core.clock import SystemClock
from prevent_desk.core.errors import DeskError
from prevent_desk.plan.practice import fill_practice
from prevent_desk.store.errors import EndsEarly
from prevent_desk.ui import jobs, theme
from prevent_desk.vault.look import look
from prevent_desk.vault.model import AlreadyOpen, OlderThanKnown, Role, WrongSecret
from prevent_desk.vault.service import LIGHT, create_desk
from prevent_desk.vault.ui.locked import LockedScreens
from prevent_desk.vault.ui.new_desk_page import NewDeskPage
from prevent_desk.vault.ui.restore_page import RestorePage

SIZES = ((1366, 698), (1280, 640))
PHRASE = "lantern orbit velvet walnut cricket"
DEPUTY = "marble otter thunder pickle sofa"


class Camera:
    """Takes pictures of a window at every size, light and dark."""

    def __init__(self, app: QApplication, out: Path) -> None:
        self._app, self._out = app, out
        self.taken: list[Path] = []
        out.mkdir(parents=True, exist_ok=True)

    def settle(self) -> None:
        """Let layouts, jobs and timers that are due come to rest."""
        until = QDeadlineTimer(5000)
        self._app.processEvents()
        while jobs.running() and not until.hasExpired():
            self._app.processEvents()
        for _round in range(3):
            self._app.processEvents()

    def take(self, name: str, window: QWidget, over: QDialog | None = None) -> None:
        """Take a window as it is, with a dialog over it where there is one."""
        for scheme in ("light", "dark"):
            theme.set_scheme(scheme)
            for width, height in SIZES:
                window.resize(width, height)
                self.settle()
                picture = window.grab()
                if over is not None:
                    place = window.rect().center() - over.rect().center()
                    over.render(picture, place)
                path = self._out / f"{name}_{width}x{height}_{scheme}.png"
                picture.save(str(path))
                self.taken.append(path)
        theme.set_scheme("light")

    def take_dialog(self, name: str, window: QWidget, opens: Callable[[], object]) -> None:
        """Take a dialog that is opened by a call which waits for its end."""
        found: list[QDialog] = []

        def look_at_it() -> None:
            dialog = self._app.activeModalWidget()
            if isinstance(dialog, QDialog):
                found.append(dialog)
                self.take(name, window, dialog)
                dialog.reject()

        QTimer.singleShot(0, look_at_it)
        opens()
        self.settle()
        if not found:
            raise AssertionError(f"no dialog came up for {name}")


def main(out: Path) -> int:
    """Take them all and return the exit status."""
    app = QApplication.instance() or QApplication(["prevent-desk"])
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")
    camera = Camera(app, out)
    with tempfile.TemporaryDirectory() as place:
        locked_screens(camera, Path(place))
        open_desk(camera, Path(place))
        jobs.stop_all()
    for path in camera.taken:
        print(path)
    return 0


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


def open_desk(camera: Camera, place: Path) -> None:
    clock = SystemClock()
    desk = new_practice_desk(place / "practice-desk", clock)
    fill_practice(desk.store, clock)
    window = new_window(place, desk.folder)
    window.show()
    window.gate.opened.emit(desk)
    camera.settle()
    shell = window.shell
    assert isinstance(shell, Shell)
    camera.take("03_plan", window)
    shell.toast("O2-01 changed from Ongoing to Behind", undo=True)
    camera.take("03_plan_toast", window)
    camera.take_dialog("11_palette", window, shell.search)
    camera.take_dialog("11_palette_typed", window, lambda: shell.search("behind"))
    camera.take_dialog("11_keys", window, shell.show_keys)
    shell.open_page("Settings")
    for title in ("Keys", "Backups", "Audit trail", "Lock", "Markings", "Appearance"):
        shell.page().go_to({"section": title})
        camera.take(f"12_settings_{title.split()[0].lower()}", window)
    _settings_at_work(camera, window, shell)
    window.covers.lay()
    camera.take("13_cover", window)
    window.covers.lift()
    theme.set_text_percent(150)
    shell.open_page("Plan")
    camera.take("03_plan_text150", window)
    theme.set_text_percent(100)
    desk.close(backup=False)
    window.deleteLater()


def _settings_at_work(camera: Camera, window: DeskWindow, shell: Shell) -> None:
    page = shell.page()
    page.go_to({"section": "Backups"})
    page.backups.back_up()
    camera.settle()
    page.backups.look_into()
    page.backups.check()
    camera.settle()
    camera.take("12_settings_backups_looked", window)
    page.go_to({"section": "Audit trail"})
    page.audit.verify()
    camera.settle()
    camera.take("12_settings_audit_verified", window)
    page.go_to({"section": "Keys"})
    camera.take_dialog("12_settings_add_key", window, page.keys.add)


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


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
