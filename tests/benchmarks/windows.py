"""The real plan page, on an open desk, in a window that is painted without a screen."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from prevent_desk.app.shell import Shell
from prevent_desk.app.start import make_application
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.ui import theme
from tests.benchmarks.desks import desk_with


def shell_with(place: Path, actions: int) -> tuple[QApplication, Shell]:
    """Return a shell that shows a plan of so many actions, painted and settled."""
    # As the program runs: short turns for threads, a collector that looks at new things only.
    sys.setswitchinterval(0.001)
    kept = UserSettings(place / "settings.ini")
    app = make_application()
    theme.install(app, scheme="light")
    services, _ = desk_with(place / "desk", actions)
    shell = Shell(services, kept)
    shell.resize(1366, 698)
    shell.show()
    settle(app)
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    return app, shell


def settle(app: QApplication, rounds: int = 200) -> None:
    """Let everything that is waiting happen."""
    for _ in range(rounds):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
