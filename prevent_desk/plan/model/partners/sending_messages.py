"""The words of the messages to partners: the one a workbook goes with, and the reminder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import say_date
from prevent_desk.plan.model.partners import sending_columns as columns
from prevent_desk.plan.model.partners.records import Agency, Send
from prevent_desk.plan.model.records import PlanHead


@dataclass(frozen=True, slots=True)
class Message:
    """A message to one partner, as a draft holds it."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What the message with a workbook speaks of.

    Attributes:
        count: The actions in the workbook.
        is_encrypted: It opens with a password, which is told by phone and is not in the message.
        is_attached: It goes with the message already; else the words say to attach it.
    """

    head: PlanHead
    agency: Agency
    count: int
    pack: str
    file_name: str
    due: date | None
    marking: str
    is_encrypted: bool
    is_attached: bool
    practice: bool


def first_message(letter: Letter) -> Message:
    """Return the message that a workbook goes with."""
    count = actions(letter.count)
    by = f" by {say_date(letter.due)}" if letter.due else ""
    where = "is attached" if letter.is_attached else f"goes with this ({letter.file_name})"
    parts = [
        letter.marking,
        _dear(letter.agency.contact),
        f"The part of the {_plan(letter.head)} that {letter.agency.name} leads {where}: {count}.",
        f"Please fill in the white cells of the sheet “{columns.PLAN_SHEET}” – progress, what has "
        f"been done, and whatever else has changed – and send the workbook back{by}. The sheet "
        f"“{columns.HELP_SHEET}” says how. If nothing has changed, please send it back as it is.",
        "The workbook opens with a password. I will tell you it by phone; please never send it by "
        "e-mail."
        if letter.is_encrypted
        else "",
        f"Pack {letter.pack}. By this number and the column Ref your answers are found; please "
        "leave them as they are.",
        _PRACTICE if letter.practice else "",
    ]
    answer = f", please answer{by}" if by else ""
    subject = f"{letter.marking} – {letter.head.name}: your {count}{answer}"
    return Message(subject, "\n\n".join(part for part in parts if part) + "\n")


def reminder(
    send: Send, head: PlanHead, marking: str, today: date, *, practice: bool = False
) -> Message:
    """Return the message to a partner that has not answered.

    Args:
        send: What was sent.
        head: Its plan.
        marking: In subject and text.
        today: The day of the reminder.
        practice: The desk holds invented people.
    """
    late = (today - send.due).days if send.due else 0
    if send.due is None:
        asked = "I have not had it back yet."
    elif late > 0:
        days = "1 day" if late == 1 else f"{late} days"
        asked = f"It was due on {say_date(send.due)}, {days} ago, and I have not had it back yet."
    else:
        asked = f"It is due on {say_date(send.due)}, and I have not had it back yet."
    before = f" I reminded you on {say_date(send.chased[-1])}." if send.chased else ""
    parts = [
        marking,
        _dear(send.contact),
        f"On {say_date(send.sent)} I sent you the actions of the {_plan(head)} that {send.agency} "
        f"leads (the workbook {send.file_name}, pack {send.pack}). {asked}{before}",
        "Please send it back as far as it is filled in. If nothing has changed, send it back as it "
        "is; if it did not arrive, tell me and I will send it again.",
        _PRACTICE if practice else "",
    ]
    subject = f"{marking} – Reminder: {head.name}, your answers"
    return Message(subject, "\n\n".join(part for part in parts if part) + "\n")


def actions(number: int) -> str:
    """Return "1 action", "5 actions"."""
    return "1 action" if number == 1 else f"{number} actions"


_PRACTICE = "This comes from a practice desk: all people in it are invented."


def _dear(contact: str) -> str:
    return f"Dear {contact}," if contact else "Dear colleague,"


def _plan(head: PlanHead) -> str:
    return f"{head.name} ({head.version})" if head.version else head.name
