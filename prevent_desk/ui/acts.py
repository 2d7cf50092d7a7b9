"""What screens do: one act, one undo, one sentence that tells of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.ui import messages
from prevent_desk.ui.page import Desk

Answer = TypeVar("Answer")
Failed = TypeVar("Failed")


class Acts(QObject):
    """Calls services for the screens, shows refusals in words, and tells that something changed.

    Signals:
        changed: Something was written; what is on show is read again.
    """

    changed = Signal()

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner

    def do(
        self, act: Callable[[], Answer], failed: Failed, *, said: str = "", undo: bool = True
    ) -> Answer | Failed:
        """Do something; a refusal is shown in words and answered with `failed`.

        Args:
            act: Calls a service.
            failed: What is answered where it was refused.
            said: What the toast tells when it is done; empty for none. Names no person.
            undo: Whether the toast offers Undo.
        """
        try:
            answer = act()
        except DeskError as error:
            messages.show_failure(self._owner.window(), error)
            return failed
        self.told(said, undo=undo)
        return answer

    def told(self, said: str, *, undo: bool = True) -> None:
        """Tell of something that was done; no toast where nothing is said."""
        self._desk.saved()
        self.changed.emit()
        if said:
            self._desk.toast(said, undo=undo)

    def by_dialog(self, dialog: QDialog, said: str) -> bool:
        """Show a dialog that writes by itself; where it did, tell of it with its Undo."""
        if not dialog.exec():
            return False
        self.told(said)
        return True
