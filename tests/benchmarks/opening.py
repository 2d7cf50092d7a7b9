"""Correct passphrase to plan painted, key derivation taken out, with 14 and with 5,000 actions."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.desks import desk_with
from tests.benchmarks.figures import Figure

ROUNDS = 7

_OPEN = """
import gc, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from prevent_desk.app import start
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.vault.model import Role
from prevent_desk.vault import kdf
spent = 0.0
real = kdf.derive
def derive(*given, **named):
    global spent
    begun = time.perf_counter()
    try:
        return real(*given, **named)
    finally:
        spent += time.perf_counter() - begun
kdf.derive = derive
kept = UserSettings(Path(sys.argv[1]) / "settings.ini")
app = start.make_application()
window = start.make_window(app, Path(sys.argv[2]), "", kept)
begun = 0.0
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is self.screen:
            watched.removeEventFilter(self)
            watched.event(event)
            print((time.perf_counter() - begun - spent) * 1000, flush=True)
            import os
            os._exit(0)
        return False
watch = Watch()
def opened(desk):
    watch.screen = window.shell.page().grid.view.viewport()
    watch.screen.installEventFilter(watch)
def go():
    global begun
    begun = time.perf_counter()
    window.gate.unlock(Path(sys.argv[2]), Role.COORDINATOR, "", done=lambda: None, failed=print)
window.gate.opened.connect(opened)
window.gate.loaded.connect(go)
window.show()
app.exec()
"""


def measure() -> list[Figure]:
    """Compare the least of several openings of each, in fresh processes, turn about."""
    with tempfile.TemporaryDirectory() as place:
        desks = {}
        for actions in (14, 5000):
            services, _ = desk_with(Path(place) / f"desk-{actions}", actions)
            services.desk.close()
            desks[actions] = Path(place) / f"desk-{actions}"
        took: dict[int, list[float]] = {14: [], 5000: []}
        for _ in range(ROUNDS):
            for actions, folder in desks.items():
                took[actions].append(_open(place, folder))
    small, large = min(took[14]), min(took[5000])
    what = "passphrase to plan painted, without the key, 5,000 actions"
    return [
        Figure("opening", what, large, "0.5 s allowed", 0.0, 500.0),
        Figure("opening", what, large, "the same with 14 actions", small, 1.2),
    ]


def _open(place: str, folder: Path) -> float:
    settings = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, place, str(folder)],
        env=settings, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(done.stdout.splitlines()[-1])
