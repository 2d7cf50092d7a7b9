"""The words of an invitation: what it tells a member, a guest for one case, and after a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import say_date
from prevent_desk.panels.model import agenda as points
from prevent_desk.panels.model.meeting import MODE_WORDS, say_when
from prevent_desk.panels.model.records import Attendee, Item, ItemKind, Meeting, Mode, Role

_PRACTICE = "This comes from a practice desk: all people in it are invented."


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one person asked.

    Attributes:
        subject: Never a name; a reference only where it is a guest's own case.
    """

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """What all invitations of one sending say alike.

    Attributes:
        agenda: The points, in their order.
        reply_by: By when an answer is wanted; None for "as soon as you can".
        words: What the officer adds; or empty.
    """

    meeting: Meeting
    agenda: Sequence[Item]
    marking: str
    reply_by: date | None = None
    words: str = ""
    practice: bool = False


def invitation(about: About, to: Attendee) -> Letter:
    """Return the invitation to somebody, or the change where they were told another time."""
    if about.meeting.cancelled:
        return _letter(about, "cancelled", _cancelled(about))
    is_change = to.told is not None and to.told < about.meeting.sequence
    subject = "changed" if is_change else "invitation"
    return _letter(about, subject, _invited(about, to, is_change=is_change))


def where(meeting: Meeting) -> str:
    """Return where it meets, in one line."""
    parts = [MODE_WORDS[meeting.mode], meeting.venue if meeting.mode is not Mode.VIRTUAL else ""]
    return ", ".join(part for part in parts if part)


def agenda_lines(items: Sequence[Item]) -> list[str]:
    """Return the agenda as lines: numbered, cases by letter and reference."""
    return [f"{number}. {_point(item)}" for number, item in enumerate(items, 1)]


def _point(item: Item) -> str:
    if item.kind is ItemKind.CASE:
        purpose = points.PURPOSES.get(item.purpose, "").lower()
        return f"{points.called(item)} ({purpose})" if purpose else points.called(item)
    return item.title


def _letter(about: About, kind: str, parts: list[str]) -> Letter:
    if about.practice:
        parts.append(_PRACTICE)
    day = say_date(about.meeting.starts.date())
    at = f"{about.meeting.starts:%H:%M}"
    words = {
        "invitation": f"Channel panel {day}, {at}: invitation",
        "changed": f"Channel panel: new time or place, {day}, {at}",
        "cancelled": f"Channel panel {day}: cancelled",
    }[kind]
    return Letter(f"{about.marking} – {words}", "\n\n".join(part for part in parts if part) + "\n")


def _invited(about: About, to: Attendee, *, is_change: bool) -> list[str]:
    meeting = about.meeting
    return [
        about.marking,
        f"Dear {to.name}," if to.name else "Dear colleague,",
        _opening(to, is_change=is_change),
        "\n".join(
            line
            for line in (
                f"When: {say_when(meeting)} (London time)",
                f"How: {where(meeting)}",
                f"Link: {meeting.link}" if meeting.link else "",
            )
            if line
        ),
        about.words.strip(),
        _agenda(about, to),
        _wanted(about),
        "Cases are named by reference only. Their papers come separately, protected.",
    ]


def _opening(to: Attendee, *, is_change: bool) -> str:
    if is_change:
        return "The Channel panel you were asked to has a new time or place. This is how it stands."
    if to.role is Role.GUEST and to.item_id is not None:
        return "You are asked to the Channel panel as a guest, for one case."
    if to.role is Role.DEPUTY and to.stands_for:
        return f"You are asked to the Channel panel as deputy of {to.stands_for}, {to.agency}."
    return f"You are asked to the Channel panel for {to.agency}."


def _agenda(about: About, to: Attendee) -> str:
    if to.role is Role.GUEST and to.item_id is not None:
        own = [item for item in about.agenda if item.id == to.item_id]
        return "\n".join(["For you:", *(points.called(item) for item in own)]) if own else ""
    return "\n".join(["Agenda", *agenda_lines(about.agenda)]) if about.agenda else ""


def _wanted(about: About) -> str:
    by = f"by {say_date(about.reply_by)}" if about.reply_by else "as soon as you can"
    return f"Please answer {by} whether you come. If you cannot, please say which deputy does."


def _cancelled(about: About) -> list[str]:
    return [
        about.marking,
        "Dear colleague,",
        f"The Channel panel of {say_when(about.meeting)} is not held.",
        about.words.strip(),
    ]
