"""From the start of the process to the unlock screen: Qt only, so that it is there at once."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QApplication

from prevent_desk import paths
from prevent_desk.app.log import log_to
from prevent_desk.app.relaunch import relaunch
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.app.window import DeskWindow
from prevent_desk.core.clock import SystemClock
from prevent_desk.ui import faults, theme

_SLICE_S = 0.001


def make_application() -> QApplication:
    """Return the application in its typeface; one for the process."""
    theme.prepare()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Prevent Desk")
    theme.give_face(app)
    return app


def make_window(
    app: QApplication,
    folder: Path | None,
    geometry: str,
    kept: UserSettings,
    *,
    at_once: bool = False,
) -> DeskWindow:
    """Return the window with the unlock screen in it, not shown yet, in the look that was kept."""
    known = kept.get("desk/folder")
    window = DeskWindow(
        kept,
        SystemClock(),
        folder or (Path(known) if known else None),
        relaunch,
        at_once=at_once,
    )
    window.take_geometry(geometry or kept.get("window/geometry"))
    # After the window is built: its widgets meet the style sheet once, all together.
    theme.install(
        app, scheme=kept.get("look/scheme"), text_percent=kept.number("look/text", 100, 200)
    )
    return window


def open_window(folder: Path | None = None, *, geometry: str = "", at_once: bool = False) -> int:
    """Show the window and return the exit status when it is closed.

    Args:
        folder: The desk; the one opened last when not given.
        geometry: Where the window stood before a lock.
        at_once: Open it without being asked, if it is a practice desk.
    """
    # Short work is left in threads: a fifth of the usual slice keeps the window answering.
    sys.setswitchinterval(_SLICE_S)
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    home = paths.user_folder()
    temporary = use_private_temporary_folder(home)
    kept = UserSettings()
    app = make_application()
    faults.install(log_to(home / "app.log", SystemClock()))
    window = make_window(
        app, folder.absolute() if folder else None, geometry, kept, at_once=at_once
    )
    window.painted.connect(_harden)
    window.show()
    status = app.exec()
    empty(temporary)
    return status


def _harden() -> None:
    # Before a key can be in memory, but not before the first screen.
    from prevent_desk.vault.hardening import harden

    harden()


def use_private_temporary_folder(home: Path) -> Path:
    """Send whatever a library puts into temporary files to a folder of this user alone."""
    folder = home / "temporary"
    folder.mkdir(mode=0o700, exist_ok=True)
    empty(folder)
    for name in ("TMPDIR", "TMP", "TEMP"):
        os.environ[name] = str(folder)
    return folder


def empty(folder: Path) -> None:
    """Delete what was left in the temporary folder; what another window still uses stays."""
    for left in folder.iterdir():
        with suppress(OSError):
            left.unlink()
