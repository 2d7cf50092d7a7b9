"""How large the text is and which theme is on, changed by key and remembered outside the vault."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from prevent_desk.app.user_settings import UserSettings
from prevent_desk.ui import theme
from prevent_desk.ui.page import Command

_SOON_MS = 150

Tell = Callable[[str, str], object]
"""Says what was done: (words, icon)."""


class Look(QObject):
    """Changes the look of the whole program."""

    def __init__(self, kept: UserSettings, tell: Tell, parent: QObject) -> None:
        super().__init__(parent)
        self._kept, self._tell = kept, tell
        self._wanted = theme.text_percent()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(lambda: theme.set_text_percent(self._wanted))

    def keys(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return the keys that change the size of the text, and what each does."""
        larger, smaller = partial(self.step_text, 1), partial(self.step_text, -1)
        return (
            ("Ctrl++", larger),
            ("Ctrl+=", larger),
            ("Ctrl+-", smaller),
            ("Ctrl+0", partial(self.step_text, 0)),
        )

    def commands(self) -> list[Command]:
        """Return what the palette offers."""
        return [
            Command(self.tr("Larger text"), partial(self.step_text, 1), "zoom-in", "Ctrl++"),
            Command(self.tr("Smaller text"), partial(self.step_text, -1), "zoom-out", "Ctrl+-"),
            Command(self.tr("Light theme"), partial(self._choose, "light"), "sun"),
            Command(self.tr("Dark theme"), partial(self._choose, "dark"), "moon"),
            Command(self.tr("Theme of the system"), partial(self._choose, "system"), "monitor"),
        ]

    def step_text(self, steps: int) -> None:
        """Go so many sizes up or down; 0 is back to 100 %."""
        # Every size lays the whole window out anew: a key pressed three times shall do so once.
        before = self._wanted if self._soon.isActive() else theme.text_percent()
        percent = self._wanted = theme.next_percent(before, steps)
        self._soon.start()
        self._kept.put("look/text", str(percent))
        self._tell(self.tr("Text at {0} %").format(percent), "type")

    def _choose(self, scheme: str) -> None:
        theme.set_scheme(scheme)
        self._kept.put("look/scheme", scheme)
