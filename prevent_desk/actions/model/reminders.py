"""The words of a reminder to one agency: what it owes, since when, by when. Names nobody of a case.

A reminder leaves the desk by e-mail, so it speaks of actions by number and the words typed for
sharing; what was minuted stands in the minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.actions.model.records import Action
from prevent_desk.actions.model.standing import Group, Standing, owed_by
from prevent_desk.core.dates import say_date

PRACTICE = "This is a practice message. All people in it are invented."


@dataclass(frozen=True, slots=True)
class Debt:
    """What one owner owes.

    Attributes:
        owner: As lists say it.
        contact, email: Whom to write to; empty where nobody is known.
    """

    owner: str
    contact: str
    email: str
    owed: tuple[Standing, ...]

    @property
    def late(self) -> int:
        """How many are over their day."""
        return sum(one.group is Group.LATE for one in self.owed)


@dataclass(frozen=True, slots=True)
class Message:
    """A draft's subject and text."""

    subject: str
    text: str


def debts(standings: Sequence[Standing]) -> list[Debt]:
    """Return what each owner owes, those with most overdue first; what nobody owes is left out."""
    found: dict[tuple[str, str], list[Standing]] = {}
    for one in standings:
        owner = owed_by(one.action)
        if owner and one.group is not Group.CLOSED:
            found.setdefault((owner, one.action.owner.email), []).append(one)
    made = [
        Debt(owner, next((one.action.owner.contact for one in owed), ""), email, tuple(owed))
        for (owner, email), owed in found.items()
    ]
    return sorted(made, key=lambda debt: (-debt.late, debt.owner.casefold()))


def reminder(debt: Debt, marking: str, today: date, *, practice: bool = False) -> Message:
    """Return the message to one owner.

    Args:
        debt: What they owe.
        marking: In subject and text.
        today: The day of the message.
        practice: The desk holds invented people.
    """
    count = len(debt.owed)
    actions = "1 action" if count == 1 else f"{count} actions"
    dear = f"Dear {debt.contact}," if debt.contact else "Dear colleague,"
    lines = [_line(one.action, today) for one in debt.owed]
    parts = [
        marking,
        dear,
        f"{debt.owner} has {actions} open with the Channel panel and the Prevent team:",
        "\n".join(lines),
        "Please tell me what has been done, or by when it will be. If an action is not yours any "
        "more, please say whose it is.",
        PRACTICE if practice else "",
    ]
    subject = f"{marking} – {actions} open with {debt.owner}"
    return Message(subject, "\n\n".join(part for part in parts if part) + "\n")


def _line(action: Action, today: date) -> str:
    words = action.shared_words or "see the minutes"
    asked = f", asked for at {action.source_words}" if action.source_words else ""
    if action.due is None:
        due = "no day set"
    elif action.due < today:
        due = f"was due {say_date(action.due)}"
    else:
        due = f"due {say_date(action.due)}"
    return f"– Action {action.number}: {words} ({due}{asked})"
