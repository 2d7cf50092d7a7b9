"""From the start of the process to the unlock screen: Qt only, so that it is there at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from prevent_desk.app.relaunch import relaunch
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.app.window import DeskWindow
from prevent_desk.core.clock import SystemClock
from prevent_desk.ui import faults, theme
from prevent_desk.vault.hardening import harden


def make_application(kept: UserSettings) -> QApplication:
    """Return the application with its look; one for the process."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Prevent Desk")
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, False)
    theme.install(
        app, scheme=kept.get("look/scheme"), text_percent=kept.number("look/text", 100, 200)
    )
    return app


def make_window(folder: Path | None, geometry: str, kept: UserSettings) -> DeskWindow:
    """Return the window with the unlock screen in it, not shown yet."""
    known = kept.get("desk/folder")
    window = DeskWindow(kept, SystemClock(), folder or (Path(known) if known else None), relaunch)
    window.take_geometry(geometry or kept.get("window/geometry"))
    return window


def open_window(folder: Path | None = None, *, geometry: str = "") -> int:
    """Show the window and return the exit status when it is closed."""
    # Short work is left in threads: half the usual slice keeps the window answering.
    sys.setswitchinterval(0.001)
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    harden()
    kept = UserSettings()
    app = make_application(kept)
    faults.install()
    window = make_window(folder, geometry, kept)
    window.show()
    return app.exec()
