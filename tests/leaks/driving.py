"""In the child: the real program, worked by a script that waits for what it sees and never sleeps.

A script is a generator. It acts, then yields a question; it goes on once the answer is yes. It is
asked between events, inside the event loops of dialogs too, so a script can fill in a dialog that
the program itself is waiting for.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Generator
from pathlib import Path
from types import GeneratorType
from typing import Any, TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from prevent_desk.app import start
from prevent_desk.app.shell import Shell
from prevent_desk.app.window import DeskWindow
from prevent_desk.plan.ui.cell_editor import CellEditor
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.plan.ui.room import PlanRoom

Script = Generator[Callable[[], object], None, None]
Box = TypeVar("Box", bound=QWidget)

_LONGEST_MS = 30_000
"""A question that is not answered by then never will be; the script's line is told instead."""

CONTROL = Qt.KeyboardModifier.ControlModifier


def order() -> dict[str, Any]:
    """Return what the test wants, from standard input: arguments can be read by everybody."""
    found: dict[str, Any] = json.loads(sys.stdin.readline())
    return found


def say(**words: object) -> None:
    """Tell the test something."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


class Titles(QObject):
    """Every title that any window of the program ever had."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def watch(self) -> None:
        """Begin; the application is there."""
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.WindowTitleChange, QEvent.Type.Show} and isinstance(
            watched, QWidget
        ):
            self.seen.add(watched.windowTitle())
        return False


class Driver(QObject):
    """Asks the script's question between events, and lets it go on."""

    def __init__(self, script: Script) -> None:
        super().__init__()
        self._script = script
        self._question: Callable[[], object] = lambda: True
        self._is_acting = False
        self._asked = QElapsedTimer()
        self._asked.start()
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        if self._is_acting:
            return
        self._is_acting = True
        try:
            if self._question():
                self._question = next(self._script)
                self._asked.start()
            elif self._asked.hasExpired(_LONGEST_MS):
                raise TimeoutError(f"in vain at {_line_of(self._script)}; on top {on_top()}")
        except StopIteration:
            self._timer.stop()
        except BaseException:  # noqa: BLE001 - told, then the child ends
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(3)
        finally:
            self._is_acting = False


def _line_of(script: Script) -> str:
    inner: object = script
    told = ""
    while isinstance(inner, GeneratorType):
        if inner.gi_frame is not None:
            told = f"{inner.gi_code.co_name}:{inner.gi_frame.f_lineno}"
        inner = inner.gi_yieldfrom
    return told


def on_top() -> list[str]:
    top = QApplication.activeModalWidget()
    return [label.text() for label in top.findChildren(QLabel)] if top else []


def run(folder: Path, script: Callable[[DeskWindow], Script]) -> None:
    """Open the real window over a desk, as the program does, and let the script work it."""
    made = start.make_window
    kept: list[object] = []

    def make_window(*given: Any, **more: Any) -> DeskWindow:
        window = made(*given, **more)
        kept.append(Driver(script(window)))
        return window

    start.make_window = make_window
    start.open_window(folder)


def later(act: Callable[[], object]) -> None:
    """Do something that may open a dialog and wait for it."""
    QTimer.singleShot(0, act)


def dialog(kind: type[Box]) -> Box | None:
    """Return the dialog on top when it is of a kind."""
    top = QApplication.activeModalWidget()
    return top if isinstance(top, kind) else None


def a_dialog(kind: type[QDialog] = QDialog) -> Callable[[], bool]:
    """Ask whether a dialog of a kind is on top."""
    return lambda: dialog(kind) is not None


def no_dialog() -> bool:
    """Ask whether no dialog is open."""
    return QApplication.activeModalWidget() is None


def type_into(widget: QWidget, text: str) -> None:
    """Put the cursor into a field and type."""
    widget.setFocus()
    QTest.keyClicks(widget, text)


def focused() -> QWidget:
    """Return the field that keys go to."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the cursor is."""
    QTest.keyClick(focused(), key, modifiers)


def unlock(window: DeskWindow, passphrase: str) -> Script:
    """Type the passphrase on the unlock screen and wait for the plan."""
    page = window.locked.unlock_page
    yield lambda: window.isVisible() and page.form.unlock_button.isEnabled()
    type_into(page.secret.line, passphrase)
    press(Qt.Key.Key_Return)
    yield lambda: window.shell is not None and window.shell.isVisible()


def shell_of(window: DeskWindow) -> Shell:
    """Return the open desk."""
    assert window.shell is not None
    return window.shell


def plan_of(window: DeskWindow) -> PlanPage:
    """Return the plan's grid with all around it."""
    room = shell_of(window).page()
    assert isinstance(room, PlanRoom)
    return room.grid


def go_to_cell(page: PlanPage, row: int, column: int) -> None:
    """Put the cursor on a cell of the row-th action."""
    sheet = page.sheet()
    assert sheet is not None
    assert page.view.go_to_action(sheet.rows[row].id, column)
    page.view.setFocus()


def type_cell(page: PlanPage, row: int, column: int, text: str) -> None:
    """Replace a cell by typing over it; it stays open."""
    go_to_cell(page, row, column)
    QTest.keyClicks(page.view, text[0])
    box = page.editing.editor()
    assert box is not None
    QTest.keyClicks(box.box, text[1:])


def enter(page: PlanPage) -> CellEditor:
    """Press Enter in the open cell, twice where the first takes a name from a list."""
    box = page.editing.editor()
    assert box is not None
    for _ in range(2):
        if page.editing.editor() is box and box.note.isHidden():
            QTest.keyClick(box.box, Qt.Key.Key_Return)
    return box
