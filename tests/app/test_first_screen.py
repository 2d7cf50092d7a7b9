"""The first screen needs Qt alone; everything heavy loads behind it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from prevent_desk.app.demo import new_practice_desk
from prevent_desk.core.clock import SystemClock

HEAVY = ("sqlalchemy", "alembic", "openpyxl", "reportlab", "sqlcipher3", "cryptography", "pikepdf")

_PROGRAM = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from prevent_desk.app import start
from prevent_desk.app.user_settings import UserSettings
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            watched.event(event)
            print(*sorted(sys.modules), flush=True)
            os._exit(0)
        return False
app = start.make_application()
kept = UserSettings(Path(sys.argv[1]) / "settings.ini")
window = start.make_window(app, Path(sys.argv[2]), "", kept)
watch = Watch()
window.locked.installEventFilter(watch)
window.show()
app.exec()
"""


def test_nothing_heavy_is_loaded_when_the_first_screen_is_painted(tmp_path: Path) -> None:
    new_practice_desk(tmp_path / "desk", SystemClock()).close()
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path), str(tmp_path / "desk")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(done.stdout.split())
    assert "prevent_desk.vault.ui.unlock_page" in loaded
    assert not {name for name in loaded if name.split(".")[0] in HEAVY}
    assert "logging.config" not in loaded


def test_what_loads_behind_it_leaves_the_makers_of_files_to_their_child_processes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, prevent_desk.app.heavy; print(*sorted(sys.modules))"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(done.stdout.split())
    assert "prevent_desk.plan.ui.spreadsheet.print_dialog" in loaded
    assert not {"openpyxl", "reportlab"} & loaded
