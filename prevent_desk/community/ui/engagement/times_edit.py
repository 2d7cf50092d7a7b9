"""How many an entry stands for: "1", "3", "about 12"; never unknown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.community.model.events import ONCE
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import parse_count
from prevent_desk.logbook.ui.count_edit import CountEdit


class TimesEdit(CountEdit):
    """Reads how many there were; an empty line is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("1, about 12"))
        self.setToolTip(
            self.tr("More than one: stalls of one drive, weekly meetings in one entry.")
        )
        self.set_count(ONCE)

    def take(self) -> bool:
        """Read what is typed; False when it is refused."""
        typed = self.text().strip()
        if not typed:
            self.set_count(ONCE)
            return True
        try:
            is_number = bool(parse_count(typed).number)
        except Refused:
            is_number = False
        if not is_number:
            self.refused.emit(f"“{typed}” is not how many there were. Try “2” or “about 12”.")
            return False
        return super().take()
