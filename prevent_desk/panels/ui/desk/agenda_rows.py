"""What the agenda says of each point: its glyph, its title and one line below; names nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from prevent_desk.actions.model.records import Action, State
from prevent_desk.core.dates import say_date
from prevent_desk.panels.model import deciding
from prevent_desk.panels.model.records import Decision, Item, ItemKind, ItemState, Meeting
from prevent_desk.referrals.model.people import ordinal

PURPOSES = {
    "new": "New",
    "consent": "Consent asked",
    "review": "Review",
    "exit": "Exit review",
    "6m": "6-month review",
    "12m": "12-month review",
}
DECIDED = {
    deciding.ADOPT: "support offered",
    deciding.DEFER: "deferred",
    deciding.NOT_ADOPT: "not adopted",
    deciding.CONTINUE: "continue support",
    deciding.CHANGE: "support changed",
    deciding.EXIT: "support ends",
    deciding.CLOSED: "nothing more is due",
    deciding.REOPEN: "concern again",
}
GLYPHS = {
    ItemState.WAITING: ("circle", "text3"),
    ItemState.NOW: ("circle-play", "accent"),
    ItemState.DONE: ("circle-check", "green"),
    ItemState.DEFERRED: ("circle-pause", "amber"),
    ItemState.DROPPED: ("circle-dashed", "text3"),
}
SPOKEN = {
    ItemState.WAITING: "to come",
    ItemState.NOW: "now",
    ItemState.DONE: "done",
    ItemState.DEFERRED: "put off",
    ItemState.DROPPED: "not needed",
}


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One point as the pane shows it."""

    item: Item
    title: str
    told: str
    icon: str
    ink: str

    @property
    def spoken(self) -> str:
        """All of it as one sentence for screen readers."""
        state = SPOKEN[self.item.state]
        return ", ".join(part for part in (self.title, state, self.told) if part)


@dataclass(frozen=True, slots=True)
class Known:
    """What the lines are made of beside the points themselves.

    Attributes:
        times: Which referral of its person each case is, by point.
        earlier: Actions of meetings before this one, open and closed.
        made: How many actions this meeting asked for.
    """

    meeting: Meeting
    decisions: Mapping[int, Decision]
    times: Mapping[int, int]
    earlier: Sequence[Action] = ()
    made: int = 0


def rows(items: Sequence[Item], known: Known, now: datetime) -> list[AgendaRow]:
    """Return the agenda as it stands."""
    return [_row(item, known, now) for item in items]


def minutes_on(item: Item, now: datetime) -> int:
    """Return how many minutes a point was talked about, the present ones included."""
    running = (now - item.since).total_seconds() if item.since else 0
    return int(item.seconds + max(0, running)) // 60


def _row(item: Item, known: Known, now: datetime) -> AgendaRow:
    decision = known.decisions.get(item.id)
    icon, ink = GLYPHS[item.state]
    if item.state is ItemState.DONE and decision and decision.code == deciding.DEFER:
        icon, ink = GLYPHS[ItemState.DEFERRED]
    if item.kind is ItemKind.CASE:
        title = f"{item.called} · {item.ref}" if item.ref else item.called
        return AgendaRow(item, title, _case(item, decision, known, now), icon, ink)
    return AgendaRow(item, item.title, _other(item, known, now), icon, ink)


def _case(item: Item, decision: Decision | None, known: Known, now: datetime) -> str:
    if item.state is ItemState.DROPPED:
        return "Not needed"
    begun = decision is not None and bool(decision.code)
    if item.state is ItemState.DEFERRED and not begun:
        return "Put off to another panel"
    parts = [PURPOSES.get(item.purpose, "New")]
    number = known.times.get(item.id, 1)
    if number > 1 and item.purpose in {"", "new"}:
        parts.append(f"{ordinal(number).lower()} referral")
    if decision is not None and begun:
        told = DECIDED.get(decision.code, decision.code)
        if decision.code == deciding.DEFER and decision.needed.strip():
            return f"Deferred: {_short(decision.needed)}"
        parts.append(told)
    if item.state is ItemState.NOW:
        parts.append(f"{minutes_on(item, now)} min")
    return " · ".join(parts)


def _other(item: Item, known: Known, now: datetime) -> str:
    if item.state is ItemState.DROPPED:
        return "Not needed"
    if item.kind is ItemKind.OPENING:
        read = known.meeting.read_out
        return f"Read {read:%H:%M}" if read else "Statement not read yet"
    if item.kind is ItemKind.ACTIONS:
        closed = sum(one.state is not State.OPEN for one in known.earlier)
        return f"{closed} of {len(known.earlier)} closed" if known.earlier else "None open"
    if item.kind is ItemKind.CLOSE:
        ahead = known.meeting.next_on
        return f"Next {say_date(ahead.date())}" if ahead else "No next date yet"
    return f"{minutes_on(item, now)} min" if item.state is ItemState.NOW else ""


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told[:1].lower() + told[1:] if not told[:2].isupper() else told
