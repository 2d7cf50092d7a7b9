"""What the plan says several times: counted beside the window, told on a button, gathered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from prevent_desk.plan.model.library.repeats import Found
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.library.gather_dialog import GatherDialog
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState


class Gathering(QObject):
    """Keeps a button's count of repeats true, and opens the dialog behind it.

    Signals:
        gathered: Criteria were gathered: the actions changed, and how many criteria.
        failed: The plan could not be looked at.
    """

    gathered = Signal(object, int)
    failed = Signal(object)

    def __init__(self, around: Around, button: Button, empty: EmptyState, owner: QWidget) -> None:
        super().__init__(owner)
        self._around, self._library = around, around.services.library
        self._button, self._empty, self._owner = button, empty, owner
        self._found: Found | None = None
        self._asked_for = 0

    def has_repeats(self) -> bool:
        """Return whether some words are known to stand more than once."""
        return bool(self._found and self._found.same)

    def ask(self, of: int | None = None) -> None:
        """Show what the plan repeats, or one action of it, and gather what is ticked."""
        sheet = self._around.sheet()
        if sheet is None:
            return
        plan_id = sheet.head.id
        self._button.setEnabled(False)
        jobs.run(
            lambda _report, _stopped: self._library.repeats(plan_id),
            self,
            done=partial(self._open, of),
            failed=self.failed.emit,
        )

    def count(self) -> None:
        """Count anew, beside the window."""
        sheet = self._around.sheet()
        self._asked_for += 1
        asked = self._asked_for
        self._tell(None)
        if sheet is None:
            return
        plan_id = sheet.head.id

        def take(found: Found) -> None:
            if asked == self._asked_for:
                self._tell(found)

        jobs.run(lambda _report, _stopped: self._library.repeats(plan_id), self, done=take)

    def tell_again(self) -> None:
        """Show on the button what is known."""
        self._tell(self._found)

    def _tell(self, found: Found | None) -> None:
        self._found = found
        number = len(found.same) if found else 0
        more = f" ({number:,} found)" if found else ""
        self._button.setText(f"&Gather repeated criteria{more}")
        self._button.setEnabled(bool(found and (found.same or found.alike)))
        if number:
            self._empty.set_buttons(
                f"Gather repeated criteria{more}", "list-checks", "New criterion", "plus"
            )
        else:
            self._empty.set_buttons("New criterion", "plus")

    def _open(self, of: int | None, found: Found) -> None:
        self._tell(found)
        if not found.same and not found.alike:
            messages.tell(
                self._owner, "Nothing to gather", "No criterion of this plan stands twice."
            )
            return
        dialog = GatherDialog(self._library, found, self._owner, of=of)
        dialog.gathered.connect(self.gathered)
        dialog.exec()
