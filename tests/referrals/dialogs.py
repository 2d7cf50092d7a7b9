"""Answering a dialog that an act opens and waits for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog


def in_dialog(act: Callable[[], object], answer: Callable[[QDialog], object]) -> None:
    """Do something that opens a dialog, and answer it there; fails where none came up."""
    seen: list[QDialog] = []
    wrong: list[BaseException] = []

    def come() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        seen.append(dialog)
        try:
            answer(dialog)
        except BaseException as error:  # noqa: BLE001 - told once the dialog is closed
            wrong.append(error)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, come)
    home = QApplication.activeWindow()
    act()
    # A screen gives the window below back by itself.
    if home is not None:
        home.activateWindow()
        QApplication.processEvents()
    if wrong:
        raise wrong[0]
    assert seen, "no dialog came up"


def in_dialogs(act: Callable[[], object], *answers: Callable[[QDialog], object]) -> None:
    """Do something that opens dialogs one after the other, and answer each; fails where one lacks.

    A dialog that nobody answers is closed, so that the test fails rather than hangs.
    """
    left = list(answers)
    seen: list[QDialog] = []
    wrong: list[BaseException] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or dialog in seen:
            return
        seen.append(dialog)
        if not left or wrong:
            dialog.reject()
            return
        # Without a window manager nobody gives a new window the keyboard.
        dialog.activateWindow()
        QApplication.processEvents()
        try:
            left.pop(0)(dialog)
        except BaseException as error:  # noqa: BLE001 - told once the dialogs are closed
            wrong.append(error)
            dialog.reject()

    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    home = QApplication.activeWindow()
    try:
        act()
    finally:
        timer.stop()
    if home is not None:
        home.activateWindow()
        QApplication.processEvents()
    if wrong:
        raise wrong[0]
    assert not left, f"{len(left)} dialogs did not come up"
