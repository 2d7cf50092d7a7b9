"""Process start to the first screen painted, beside a bare window.

Both run from bytecode, as an installation does: a checkout under PYTHONDONTWRITEBYTECODE would
compile every module of ours at each start, and none of Qt's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.figures import Figure, side_by_side

_BARE = """
import os
from PySide6.QtWidgets import QApplication, QWidget
class Bare(QWidget):
    def paintEvent(self, event):
        os._exit(0)
app = QApplication([])
window = Bare()
window.resize(1366, 698)
window.show()
app.exec()
"""

# Begins as `command_line` does where no command is given.
_OURS = """
import gc, os, sys
gc.disable()
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from prevent_desk.app import start
from prevent_desk.app.user_settings import UserSettings
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is self.screen:
            watched.removeEventFilter(self)
            watched.event(event)
            os._exit(0)
        return False
kept = UserSettings(Path(sys.argv[1]) / "settings.ini")
app = start.make_application()
window = start.make_window(app, Path(sys.argv[2]), "", kept)
watch = Watch()
watch.screen = window.locked
window.locked.installEventFilter(watch)
window.show()
app.exec()
"""


def measure() -> list[Figure]:
    """Compare the least of several starts of each, taken turn about."""
    from prevent_desk.app.demo import new_practice_desk
    from prevent_desk.core.clock import SystemClock

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "desk"
        new_practice_desk(folder, SystemClock()).close()
        compiled = Path(place) / "bytecode"
        ours, bare = side_by_side(
            lambda: _run(compiled, _OURS, place, str(folder)),
            lambda: _run(compiled, _BARE),
            rounds=15,
        )
    what = "process start to unlock screen painted"
    return [Figure("start", what, ours, "a bare PySide6 window", bare, 1.5)]


def _run(compiled: Path, program: str, *arguments: str) -> None:
    settings = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
    settings.setdefault("QT_QPA_PLATFORM", "offscreen")
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-c", program, *arguments], env=settings, check=True)
