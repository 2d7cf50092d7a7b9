"""Drafts of reminders, saved beside the window: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prevent_desk.exports import files, mail
from prevent_desk.plan.model.partners.packs import file_name
from prevent_desk.plan.model.partners.records import Send
from prevent_desk.plan.model.partners.sending_messages import Message, reminder
from prevent_desk.plan.model.records import PlanHead
from prevent_desk.plan.service.partners import Register
from prevent_desk.ui.jobs import Report, Stopped, Work


@dataclass(frozen=True, slots=True)
class Reminders:
    """What the dialog asks for.

    Attributes:
        sends: Those to remind, with contact and e-mail as they stand now.
    """

    head: PlanHead
    sends: tuple[Send, ...]
    marking: str
    on: date
    practice: bool
    folder: Path

    def message(self, send: Send) -> Message:
        """Return the reminder to one of them."""
        return reminder(send, self.head, self.marking, self.on, practice=self.practice)


def make(register: Register, wanted: Reminders) -> Work[list[Path]]:
    """Return the work of drafting reminders and noting them; for `ui.jobs`."""

    def work(report: Report, stopped: Stopped) -> list[Path]:
        report(0, 0, "Saving")
        saved = files.save_all(wanted.folder, _drafts(wanted), stopped)
        try:
            register.note_chased([send.id for send in wanted.sends], wanted.on)
        except BaseException:
            files.remove(saved)
            raise
        return saved

    return work


def _drafts(wanted: Reminders) -> Sequence[tuple[str, bytes]]:
    found = []
    for send in wanted.sends:
        message = wanted.message(send)
        to = (send.contact, send.email) if send.email else None
        name = file_name(send.agency, "reminder", send.pack, ".eml")
        found.append((name, mail.draft(to, message.subject, message.text)))
    return found
