"""Drafts of “is this still you?” and reminders: one message to a person for all their seats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.model.rounds import Asked, Round, by_person, question, reminder
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.words import counted, kind_words
from prevent_desk.core.dates import say_short
from prevent_desk.outgoing.drafts_dialog import DraftMessage, DraftsDialog, Nothing
from prevent_desk.ui.tables import Column


class RoundDraftsDialog(DraftsDialog[Asked]):
    """Lists who has not answered; who was never asked, or is late, is ticked."""

    def __init__(self, around: Around, check: Round, parent: QWidget | None = None) -> None:
        super().__init__(
            "Draft messages",
            "A message to each person for all their seats, those not asked yet first. You send "
            "them yourself.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._around, self._check = around, check
        today = around.clock.today()
        # What is to be done stands first: those asked already are no more than reminded.
        waiting = sorted(by_person(check.waiting), key=lambda one: one.asked is not None)
        self.begin(
            _columns(),
            waiting,
            lambda one: one.asked is None or check.due < today,
            "People who have not answered",
            Nothing("Everybody has answered", "There is nobody to ask."),
        )

    def message(self, record: Asked) -> DraftMessage:
        """Return the question to one person, or the reminder where they were asked before."""
        seats = [f"{kind_words(line.kind)}, {line.organisation.name}" for line in record.lines]
        today, practice = self._clock.today(), self._desk.is_practice()
        told = (
            question(record, seats, self._check.due, self.marking(), practice=practice)
            if record.asked is None
            else reminder(record, seats, self._check.due, today, self.marking(), practice=practice)
        )
        to = (record.contact.name, record.contact.email) if record.contact.email else None
        # The number of the seat's line, never a name: file names are read off folders and shares.
        name = f"yearly-check-{record.lines[0].id}.eml"
        return DraftMessage(to, told.subject, told.text, name)

    def note(self, records: Sequence[Asked]) -> None:
        """Note that they were asked, or reminded."""
        lines = [line.id for record in records for line in record.lines]
        self._around.services.rounds.asked(lines, self._clock.today())

    def done_words(self, count: int) -> str:
        """Return what the toast says."""
        return f"{counted(count, 'draft', 'drafts')} of the yearly check made"

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are."""
        return "It is noted who was asked."


def _columns() -> list[Column[Asked]]:
    def day(given: date | None) -> str:
        return say_short(given) if given else ""

    return [
        Column("Person", lambda one: one.contact.name, tooltip=lambda one: one.contact.name),
        Column("Organisation", lambda one: one.contact.organisation),
        Column("Seats", lambda one: str(len(one.lines)), align="right"),
        Column("Asked", lambda one: day(one.asked)),
        Column("Reminded", lambda one: day(one.reminded)),
        Column("E-mail", lambda one: one.contact.email or "–"),
    ]
