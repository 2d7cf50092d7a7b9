"""Drafts reminders to the partners that have not answered, and notes them in the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.outgoing.drafts_dialog import DraftMessage, DraftsDialog, Nothing
from prevent_desk.plan.model.partners.packs import file_name
from prevent_desk.plan.model.partners.records import Send
from prevent_desk.plan.model.partners.sending_messages import reminder
from prevent_desk.plan.service import PlanServices
from prevent_desk.ui.page import Desk
from prevent_desk.ui.tables import Column


class ChaseDialog(DraftsDialog[Send]):
    """Lists who has not answered; what is overdue is ticked."""

    def __init__(
        self,
        services: PlanServices,
        plan_id: int,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Draft chasers",
            "A draft message for each agency that has not answered. You send them yourself.",
            desk,
            clock,
            parent,
        )
        self._services = services
        self._head = services.plans.head(plan_id)
        self._today = today = clock.today()
        waiting = self._with_contacts(services.register.waiting(plan_id))
        self.begin(
            _columns(today),
            waiting,
            lambda send: _is_late(send, today) or send.due is None,
            "Agencies that have not answered",
            _nobody(has_sent=bool(services.sending.sends(plan_id))),
        )

    def message(self, record: Send) -> DraftMessage:
        """Return the reminder to one agency."""
        told = reminder(
            record, self._head, self.marking(), self._today, practice=self._desk.is_practice()
        )
        to = (record.contact, record.email) if record.email else None
        name = file_name(record.agency, "reminder", record.pack, ".eml")
        return DraftMessage(to, told.subject, told.text, name)

    def note(self, records: Sequence[Send]) -> None:
        """Enter the reminders in the register."""
        self._services.register.note_chased([send.id for send in records], self._today)

    def done_words(self, count: int) -> str:
        """Return what the toast says."""
        return f"{'1 draft' if count == 1 else f'{count} drafts'} of reminders made"

    def saved_words(self) -> str:
        """Return what the banner says after where the drafts are."""
        return "The reminders are in the register."

    def _with_contacts(self, waiting: list[Send]) -> list[Send]:
        """Return the sendings with whom to write to today; the agency may have another seat."""
        known = self._services.agencies.named([send.agency for send in waiting])
        return [
            replace(send, contact=now.contact or send.contact, email=now.email or send.email)
            for send, now in zip(waiting, known, strict=True)
        ]


def _nobody(*, has_sent: bool) -> Nothing:
    if has_sent:
        return Nothing("Everybody has answered", "There is nobody to remind.")
    return Nothing(
        "Nothing has been sent yet",
        "Reminders are for agencies that were sent a workbook.",
        "send",
    )


def _is_late(send: Send, today: date) -> bool:
    return send.due is not None and send.due < today


def _columns(today: date) -> list[Column[Send]]:
    def due(send: Send) -> str:
        if send.due is None:
            return "No day"
        late = (today - send.due).days
        if late <= 0:
            return say_short(send.due)
        return f"{late} day{'' if late == 1 else 's'} over"

    return [
        Column("Agency", lambda send: send.agency, tooltip=lambda send: send.agency),
        Column("Sent", lambda send: say_short(send.sent)),
        Column("Due", due, tone=lambda send: "red" if _is_late(send, today) else "text"),
        Column("Reminded", lambda send: say_short(send.chased[-1]) if send.chased else ""),
        Column("E-mail", lambda send: send.email or "–", tooltip=lambda send: send.email),
    ]
