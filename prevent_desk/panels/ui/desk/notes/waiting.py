"""Lines the disk did not take: they stay on the screen, in order, and are tried again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.notes import Typed

RETRY_MS = 2000


def is_of_the_disk(error: Refused) -> bool:
    """Return whether something was refused by the disk and not by a rule."""
    return error.code.startswith("PD-1")


class Waiting(QObject):
    """Keeps lines through a function that may refuse, the oldest first.

    Signals:
        changed: A line began to wait, or was kept.
    """

    changed = Signal()

    def __init__(self, keep: Callable[[Typed], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._lines: list[Typed] = []
        self._again = QTimer(self, interval=RETRY_MS)
        self._again.timeout.connect(self.try_again)

    def lines(self, item_id: int | None = None) -> list[Typed]:
        """Return what waits, of one point or of all."""
        return [one for one in self._lines if item_id in {None, one.item_id}]

    def add(self, typed: Typed) -> None:
        """Let a line wait."""
        self._lines.append(typed)
        self._again.start()
        self.changed.emit()

    def try_again(self) -> None:
        """Keep what waits, in order, as far as it goes."""
        before = len(self._lines)
        while self._lines:
            try:
                self._keep(self._lines[0])
            except Refused:
                # The disk still, or a rule by now: the words stay on the screen either way.
                break
            del self._lines[0]
        if not self._lines:
            self._again.stop()
        if len(self._lines) != before:
            self.changed.emit()
