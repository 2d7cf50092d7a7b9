"""Drafts reminders to those who owe actions, one message for each owner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from prevent_desk.actions.model.reminders import Debt, debts, reminder
from prevent_desk.actions.model.standing import Standing
from prevent_desk.actions.ui.around import Around
from prevent_desk.core.dates import say_short
from prevent_desk.outgoing.drafts_dialog import DraftMessage, DraftsDialog, Nothing
from prevent_desk.ui.tables import Column

_LONGEST_NAME = 40


class RemindDialog(DraftsDialog[Debt]):
    """Lists who owes what; those with something overdue are ticked."""

    def __init__(
        self, around: Around, standings: Sequence[Standing], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Draft reminders",
            "One message for each that owes something. You send them yourself.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._actions, self._today = around.actions, around.clock.today()
        self.begin(
            _COLUMNS,
            debts(standings),
            lambda debt: debt.late > 0,
            "Those who owe actions",
            Nothing("Nobody owes anything", "Actions without an owner are not reminded of."),
        )

    def message(self, record: Debt) -> DraftMessage:
        """Return the reminder to one owner."""
        told = reminder(record, self.marking(), self._today, practice=self._desk.is_practice())
        to = (record.contact, record.email) if record.email else None
        words = "-".join(re.findall(r"[a-z0-9]+", record.owner.lower()))[:_LONGEST_NAME]
        name = f"{words.strip('-') or 'owner'}-actions-{self._today.isoformat()}.eml"
        return DraftMessage(to, told.subject, told.text, name)

    def note(self, records: Sequence[Debt]) -> None:
        """Note the reminder with each action."""
        owed = [one.action.id for debt in records for one in debt.owed]
        self._actions.chased(owed, "Draft of a reminder made")

    def done_words(self, count: int) -> str:
        """Return what the toast says."""
        return f"{'1 draft' if count == 1 else f'{count} drafts'} of reminders made"

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are."""
        return "Each action has a line that it was reminded of."


def _last(debt: Debt) -> str:
    chased = [one.action.chased for one in debt.owed if one.action.chased]
    return say_short(max(chased)) if chased else ""


_COLUMNS: list[Column[Debt]] = [
    Column("Who", lambda debt: debt.owner, tooltip=lambda debt: debt.owner),
    Column("Open", lambda debt: f"{len(debt.owed):,}", "right"),
    Column(
        "Late",
        lambda debt: f"{debt.late:,}" if debt.late else "",
        "right",
        tone=lambda debt: "red" if debt.late else "text",
    ),
    Column("Reminded", _last),
    Column("E-mail", lambda debt: debt.email or "–", tooltip=lambda debt: debt.email),
]
