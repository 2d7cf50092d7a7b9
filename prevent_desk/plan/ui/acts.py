"""What the plan's screens do to the plan: one act, one undo, one sentence that tells of it.

Every act goes through `Acts.do`, so that a refusal always reaches the user in words and what
is shown is always what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import ActionRow, Field, Measure, PlanHead
from prevent_desk.plan.service import Plans
from prevent_desk.plan.service.spreadsheet import Spreadsheet, Written
from prevent_desk.plan.ui.columns import stage_word
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.page import Desk

Answer = TypeVar("Answer")
_Stored = tuple[Written, Sequence[ActionRow]]
Failed = TypeVar("Failed")


class Acts(QObject):
    """Calls the service for the page and says what came of it."""

    rows_changed = Signal(object)
    """Cells of these actions (a list of ids) are new; no row came, went or moved."""
    rows_foreseen = Signal(object)
    """Actions as they will be once a large block is stored; shown at once."""
    plan_changed = Signal()
    """Rows or headings are new: everything has to be read again."""

    def __init__(self, plans: Plans, desk: Desk, owner: QWidget, spreadsheet: Spreadsheet) -> None:
        super().__init__(owner)
        self.plans = plans
        self._spreadsheet = spreadsheet
        self._stored: Event | None = None
        self._fresh: Sequence[ActionRow] = ()
        self._desk = desk
        self._owner = owner

    def do(self, act: Callable[[], Answer], failed: Failed) -> Answer | Failed:
        """Do something; a refusal is shown in words and answered with `failed`."""
        self.settle()
        try:
            answer = act()
        except DeskError as error:
            messages.show_failure(self._owner, error)
            return failed
        self._desk.saved()
        return answer

    def tell(self, text: str, *, undo: bool = True, icon: str = "check") -> None:
        """Say what was done, with an Undo."""
        self._desk.toast(text, undo=undo, icon=icon)

    def undo(self) -> None:
        """Undo the newest act."""
        self.settle()
        self._desk.undo()

    def redo(self) -> None:
        """Redo what was undone last."""
        self.settle()
        self._desk.redo()

    def write(self, rows: Sequence[ActionRow], field: Field, value: str) -> bool:
        """Write one value into a field of each action; False where it was refused, and shown."""
        ids = [row.id for row in rows]
        return self._on_rows(ids, lambda: self.plans.set_field(ids, field, value))

    def set_measure(self, action_id: int, criterion_id: int, measure: Measure | None) -> None:
        """Count a criterion, or stop counting it."""
        self._on_rows([action_id], lambda: self.plans.set_measure(criterion_id, measure))

    def add_update(self, action_id: int, text: str, by: str, on: date | None) -> bool:
        """Add an update to an action; False where it was refused."""
        if not self._on_rows([action_id], lambda: self.plans.add_update(action_id, text, by, on)):
            return False
        self.tell("Update added")
        return True

    def edit_update(
        self, action_id: int, update_id: int, text: str, by: str, on: date | None
    ) -> bool:
        """Change an update's words, author or day; False where it was refused."""
        if not self._on_rows([action_id], lambda: self.plans.edit_update(update_id, text, by, on)):
            return False
        self.tell("Update changed")
        return True

    def remove_update(self, action_id: int, update_id: int) -> None:
        """Remove an update."""
        if self._on_rows([action_id], lambda: self.plans.remove_update(update_id)):
            self.tell("Update removed")

    def set_cells(self, cells: Sequence[tuple[int, Field, str]], said: str) -> None:
        """Write many cells of several actions as one act.

        Raises:
            Refused: One of the values does not fit; nothing was changed.
        """
        self.settle()
        detached = self.plans.set_cells(cells)
        self._desk.saved()
        self.rows_changed.emit(list(dict.fromkeys(cell[0] for cell in cells)))
        self.tell(f"{said}{_detached(detached)}")

    def write_block(
        self,
        label: str,
        cells: Sequence[tuple[int, Field, str]],
        said: str,
        *,
        after: int | None = None,
        new_rows: int = 0,
    ) -> tuple[int, ...]:
        """Write a block of cells as one act, below an action with rows of its own where asked.

        Args:
            label: For Undo: "paste of 24 cells".
            cells: As of `set_cells`; -1 is the first new row.
            said: What is told.
            after: The action that new rows follow.
            new_rows: How many are made.

        Returns:
            The new actions.

        Raises:
            Refused: One of the values does not fit; nothing was changed.
        """
        self.settle()
        written = self._spreadsheet.write(label, cells, after, new_rows)
        self._desk.saved()
        if written.made:
            self.plan_changed.emit()
        else:
            self.rows_changed.emit(list(dict.fromkeys(cell[0] for cell in cells)))
        self.tell(f"{said}{_detached(written.detached)}")
        return written.made

    def begin_block(
        self,
        label: str,
        cells: Sequence[tuple[int, Field, str]],
        said: str,
        foreseen: Sequence[ActionRow],
    ) -> None:
        """Show a large block at once and store it beside the window; what comes next waits for it.

        Args:
            label: As of `write_block`, and so are `cells` and `said`.
            cells: All of them judged to fit.
            said: Told once it is stored.
            foreseen: The actions as they will be.
        """
        self.settle()
        self.rows_foreseen.emit(list(foreseen))
        ids = list(dict.fromkeys(cell[0] for cell in cells))
        stored = self._stored = Event()

        def work(_report: jobs.Report, _stopped: jobs.Stopped) -> _Stored:
            try:
                written = self._spreadsheet.write(label, cells)
            finally:
                stored.set()
            # Read here too: the window would wait for whoever else is reading.
            return written, self.plans.rows(ids)

        def failed(error: BaseException) -> None:
            self.rows_changed.emit(ids)
            messages.show_failure(self._owner, error)

        def done(answer: _Stored) -> None:
            written, self._fresh = answer
            self._desk.saved()
            self.rows_changed.emit(ids)
            self._fresh = ()
            # Where something was done since, what is told is about that.
            if self._stored is stored:
                self._stored = None
                self.tell(f"{said}{_detached(written.detached)}")

        jobs.run(work, self, done=done, failed=failed)

    def rows(self, ids: Sequence[int]) -> Sequence[ActionRow]:
        """Return actions as they are stored now; without asking where they were read just now."""
        fresh = {row.id: row for row in self._fresh}
        known = [fresh[key] for key in ids if key in fresh]
        return known if len(known) == len(ids) else self.plans.rows(list(ids))

    def settle(self) -> None:
        """Wait until a block that is being stored is stored; before anything else is done."""
        if self._stored is not None:
            self._stored.wait()
            self._stored = None

    def set_progress(
        self, rows: Sequence[ActionRow], head: PlanHead, code: str | None, reason: str = ""
    ) -> None:
        """Declare progress for each action whose progress is another."""
        changed = [row for row in rows if row.progress != code]
        if not changed:
            return
        ids = [row.id for row in changed]
        if not self._on_rows(ids, lambda: self.plans.set_progress(ids, code, reason)):
            return
        word = stage_word(head, code) if code else NOT_SET
        if len(changed) == 1:
            before = stage_word(head, changed[0].progress)
            self.tell(f"{name(changed[0])} changed from {before} to {word}")
        else:
            self.tell(f"{len(changed)} actions changed to {word}")

    def change_plan(self, act: Callable[[], Answer], said: str = "") -> Answer | None:
        """Do something by which rows or headings come, go or move; None where it was refused."""
        failed = object()
        answer = self.do(act, failed)
        if answer is failed:
            return None
        self.plan_changed.emit()
        if said:
            self.tell(said)
        return answer  # type: ignore[return-value]

    def change_rows(self, ids: Sequence[int], act: Callable[[], object], said: str = "") -> bool:
        """Do something that changes cells of these actions; False where it was refused."""
        if not self._on_rows(ids, act):
            return False
        if said:
            self.tell(said)
        return True

    def _on_rows(self, ids: Sequence[int], act: Callable[[], object]) -> bool:
        failed = object()
        if self.do(act, failed) is failed:
            return False
        self.rows_changed.emit(list(ids))
        return True


def name(row: ActionRow) -> str:
    """Return how an action is spoken of: its reference, else its title."""
    return row.ref or row.title or "Action"


def _detached(number: int) -> str:
    """Return what is said of criteria that let go of the library because they were typed over."""
    if not number:
        return ""
    if number == 1:
        return "; one criterion is now its own, no longer the library's"
    return f"; {number} criteria are now their own, no longer the library's"
