"""How sessions are said in cells, chips and lines."""

from __future__ import annotations

from datetime import date

from prevent_desk.core.dates import say_date, say_span
from prevent_desk.logbook.model.counted import How
from prevent_desk.training.model.sessions import STATE_WORDS, State, TrainingSession
from prevent_desk.ui.widgets.two_lines import Cell

_KNOWN = {How.COUNTED: "counted", How.ESTIMATED: "estimated", How.UNKNOWN: ""}
_CHIPS = {
    State.PLANNED: ("calendar-clock", "blue"),
    State.HELD: ("circle-check", "green"),
    State.CANCELLED: ("calendar-x", "grey"),
}


def state_chip(one: TrainingSession, today: date) -> tuple[str, str, str]:
    """Return words, icon and tone of where a session stands."""
    if one.waits(today):
        return "Say how it went", "circle-alert", "amber"
    return (STATE_WORDS[one.state], *_CHIPS[one.state])


def title_cell(one: TrainingSession) -> Cell:
    """Return what it was and for whom."""
    times = "" if one.sessions.number == 1 else f"{_times(one)}, "
    return Cell(one.called, f"{times}{one.for_whom}".strip(", "), strong=True)


def day_cell(one: TrainingSession) -> Cell:
    """Return when and where it was."""
    days = say_date(one.first) if one.first == one.last else say_span(one.first, one.last)
    return Cell(days, ", ".join(part for part in (one.starts, one.where) if part))


def attended_cell(one: TrainingSession) -> Cell:
    """Return how many came, and how that is known."""
    if one.state is State.CANCELLED:
        return Cell("")
    if one.state is State.PLANNED:
        booked = f"{one.booked:,} booked" if one.booked else ""
        invited = f"{one.invited:,} invited" if one.invited is not None else ""
        return Cell(booked or invited, invited if booked else "")
    known = f"{one.named:,} by name" if one.named else _KNOWN[one.attended.how]
    return Cell(one.attended.words, known)


def audience_cell(one: TrainingSession) -> Cell:
    """Return whom it was for, and who gave it."""
    givers = ", ".join(giver.words for giver in one.facilitators)
    return Cell(one.audience_words or ("Not said" if givers else ""), givers)


def _times(one: TrainingSession) -> str:
    if one.sessions.number is None:
        return "sessions not counted"
    return f"{one.sessions.words} sessions"
