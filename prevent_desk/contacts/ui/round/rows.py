"""The rows of the yearly check: the seat, who held it, when they were asked, what came back."""

from __future__ import annotations

from prevent_desk.contacts.model.rounds import Answer, RoundLine
from prevent_desk.contacts.ui.words import kind_words
from prevent_desk.core.dates import say_short
from prevent_desk.ui.widgets.two_lines import Cell

_ANSWERS = {
    Answer.YES: ("Still them", "circle-check", "green"),
    Answer.CHANGED: ("Somebody else", "users", "blue"),
    Answer.LEFT: ("Vacant", "user-x", "red"),
}


def found_by(line: RoundLine) -> str:
    """Return everything a seat is found by, in lower case."""
    name = line.contact.name if line.contact else ""
    told = (line.organisation.name, line.organisation.short, kind_words(line.kind), name)
    return " ".join(told).casefold()


def seat_cell(line: RoundLine) -> Cell:
    """Return which seat it is."""
    return Cell(line.organisation.called, kind_words(line.kind), strong=True)


def person_cell(line: RoundLine) -> Cell:
    """Return who held it when they were asked."""
    if line.contact is None:
        return Cell("Nobody", tone="text3")
    return Cell(line.contact.name, line.contact.email or "No e-mail noted")


def asked_cell(line: RoundLine) -> Cell:
    """Return when they were asked, and reminded last."""
    if line.asked is None:
        return Cell("Not asked yet", tone="text3")
    last = f"Reminded {say_short(line.reminded[-1])}" if line.reminded else ""
    return Cell(say_short(line.asked), last)


def answer_cell(line: RoundLine) -> Cell:
    """Return what came back."""
    if line.answer is Answer.NONE:
        if not line.is_open:
            return Cell("Changed meanwhile", "No answer needed", "info", "")
        return Cell("No answer yet", "", "clock", "amber" if line.asked else "")
    words, icon, tone = _ANSWERS[line.answer]
    when = say_short(line.answered) if line.answered else ""
    return Cell(words, ", ".join(part for part in (when, line.words) if part), icon, tone)
