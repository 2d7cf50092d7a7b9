"""Since when somebody is gone."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.training.model.people import Learner
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.widgets.date_edit import DateEdit


class LeaveDialog(EntryDialog):
    """Asks from which day on somebody is in no count; what they completed stays."""

    def __init__(self, around: Around, person: Learner, parent: QWidget | None = None) -> None:
        key = f"training/leave/{person.id}"
        super().__init__("Somebody left", around.desk, key, parent or around.owner, width=460)
        self.say(
            f"Since when is {person.name} gone?",
            "From that day on they are in no count. What they completed stays.",
        )
        self.day_edit = DateEdit(around.clock.today, is_past=True)
        self.day_edit.set_day(around.clock.today())
        self.put(self.field("day", "&Left on", self.day_edit))
        self.write = lambda: around.services.people.leave(
            [person.id], self.day_edit.day() or around.clock.today()
        )
        self.end("They &left")
        self.day_edit.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Say that a day is needed."""
        return {"day": "" if self.day_edit.day() else "Since which day?"}
