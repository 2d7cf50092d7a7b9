"""Takes pictures of real windows at the two sizes of client area DESIGN section 0 names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from prevent_desk.app.window import DeskWindow
from prevent_desk.ui import jobs, theme

SIZES = ((1366, 698), (1280, 640))


class Camera:
    """Takes pictures of a window at every size, light and dark."""

    def __init__(self, app: QApplication, out: Path, only: tuple[str, ...] = ()) -> None:
        self._app, self._out, self._only = app, out, only
        self.taken: list[Path] = []
        out.mkdir(parents=True, exist_ok=True)

    def settle(self) -> None:
        """Let layouts, jobs and timers that are due come to rest, with somebody at the desk."""
        for window in self._app.topLevelWidgets():
            if isinstance(window, DeskWindow) and window.watch is not None:
                # A busy machine takes longer over its pictures than a desk waits for a key.
                window.watch.touch()
        until = QDeadlineTimer(5000)
        self._app.processEvents()
        while jobs.running() and not until.hasExpired():
            self._app.processEvents()
        for _round in range(3):
            self._app.processEvents()

    def take(self, name: str, window: QWidget, over: QDialog | None = None) -> None:
        """Take a window as it is, with a dialog over it where there is one."""
        if self._only and not name.startswith(self._only):
            return
        for scheme in ("light", "dark"):
            theme.set_scheme(scheme)
            for width, height in SIZES:
                window.resize(width, height)
                self.settle()
                if over is not None:
                    # As it opens on that window: no larger than the screen below the bar.
                    over.resize(over.width(), min(over.height(), height))
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
        watch = QTimer(interval=10)
        until = QDeadlineTimer(10_000)

        def look_at_it() -> None:
            dialog = self._app.activeModalWidget()
            if isinstance(dialog, QDialog):
                watch.stop()
                found.append(dialog)
                self.take(name, window, dialog)
                dialog.reject()

        watch.timeout.connect(look_at_it)
        watch.start()
        opens()
        # A dialog that is read for beside the window comes later.
        while not found and not until.hasExpired():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        watch.stop()
        self.settle()
        if not found:
            raise AssertionError(f"no dialog came up for {name}")
