"""The agenda of a panel: its standing points, its letters, and which cases are ready for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.panels.model.records import Item, ItemKind
from prevent_desk.referrals.model.states import State

PURPOSES = {
    "new": "New case",
    "consent": "Consent refused or awaited",
    "review": "Review of support",
    "exit": "Exit review",
    "6m": "6-month review",
    "12m": "12-month review",
}
"""What a case is on the agenda for, by the code of `Item.purpose`."""

OPENING_TITLE = "Opening and confidentiality"
ACTIONS_TITLE = "Actions from last time"
EXITS_TITLE = "Exit reviews due"
CLOSE_TITLE = "Close and next date"

STANDING_BEFORE: tuple[tuple[ItemKind, str], ...] = (
    (ItemKind.OPENING, OPENING_TITLE),
    (ItemKind.ACTIONS, ACTIONS_TITLE),
)
STANDING_AFTER: tuple[tuple[ItemKind, str], ...] = (
    (ItemKind.EXIT_REVIEWS, EXITS_TITLE),
    (ItemKind.CLOSE, CLOSE_TITLE),
)
"""Each meeting begins with these; cases stand between them."""

ASKED_IN: dict[State, str] = {
    State.INFORMATION_GATHERING: "new",
    State.TRANSFERRED_IN: "new",
    State.PANEL_SCHEDULED: "new",
    State.PANEL_DECISION: "new",
    State.CONSENT_PENDING: "consent",
    State.ADOPTED: "review",
    State.IN_REVIEW: "review",
    State.EXITED: "6m",
    State.POST_EXIT_6M: "12m",
    State.POST_EXIT_12M: "12m",
}
"""The states in which a case may come before a panel, and what for as a rule."""

GOES_TO_PANEL = frozenset(
    {
        State.INFORMATION_GATHERING,
        State.TRANSFERRED_IN,
        State.PANEL_DECISION,
        State.CONSENT_PENDING,
        State.PANEL_SCHEDULED,
    }
)
"""From these the call-out takes the step "Panel scheduled"; reviews leave the state as it is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that may be put on an agenda.

    Attributes:
        initials: Of the people it is about, for the working window only.
        purpose: What it would be there for, a key of `PURPOSES`.
        why: The reasons in words: "All 8 replies are in", "Review due Fri 5 Dec 2025".
        is_ready: Nothing is awaited any more, or its review is due by the meeting.
        elsewhere: The panel it is called to already, in words; or empty.
    """

    episode_id: int
    ref: str
    initials: str
    state: State
    purpose: str
    why: tuple[str, ...]
    is_ready: bool
    elsewhere: str = ""

    @property
    def words(self) -> str:
        """Everything it may be found by."""
        return " ".join((self.ref, self.initials, self.state.words, PURPOSES[self.purpose]))


def letter(number: int) -> str:
    """Return the letter of a case by its number: A is 0, Z is 25, AA is 26."""
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def letters(kinds: Sequence[ItemKind]) -> list[str]:
    """Return the letter of each point, in the order of the agenda; empty for all but cases."""
    found, count = [], 0
    for kind in kinds:
        is_case = kind is ItemKind.CASE
        found.append(letter(count) if is_case else "")
        count += is_case
    return found


def next_letter(used: Iterable[str]) -> str:
    """Return the letter after the highest in use; for a case that comes in while it meets."""
    numbers = [_number(one) for one in used if one]
    return letter(max(numbers, default=-1) + 1)


def _number(told: str) -> int:
    number = 0
    for sign in told:
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1


def place_for(items: Sequence[Item], kind: ItemKind) -> int:
    """Return the place, from 1, where a new point goes: cases before what closes the agenda."""
    after = {one for one, _title in STANDING_AFTER}
    if kind in after:
        return len(items) + 1
    tail = next((at for at, item in enumerate(items) if item.kind in after), len(items))
    return tail + 1


def may_move(items: Sequence[Item], item_id: int, by: int) -> bool:
    """Return whether a point can go that far up (negative) or down."""
    at = next((at for at, item in enumerate(items) if item.id == item_id), -1)
    return at >= 0 and 0 <= at + by < len(items) and by != 0


def refs(items: Iterable[Item]) -> list[str]:
    """Return the references on an agenda, in its order."""
    return [item.ref for item in items if item.kind is ItemKind.CASE and item.ref]


def called(item: Item) -> str:
    """Return how an agenda on paper names a point: "Case A · PD-2025-014"; never a name."""
    return f"{item.called} · {item.ref}" if item.ref else item.title


def is_due_by(due: date | None, day: date) -> bool:
    """Return whether something is due by the day of a meeting."""
    return due is not None and due <= day
