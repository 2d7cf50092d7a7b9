"""How the summary says numbers, days and lists: plain English, singular and plural right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.figures import StageCount
from prevent_desk.plan.model.records import ActionDetail, Update


def count_of(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 action", "1,200 actions", "no actions"."""
    if count == 0:
        return f"no {many or one + 's'}"
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def stage_phrase(count: StageCount) -> str:
    """Return "3 behind" in the plan's own word; "7 not set" for those without a stage."""
    return f"{count.count:,} {count.word[:1].lower()}{count.word[1:]}"


def days_away(days: int) -> str:
    """Return how far off a day is: "today", "in 3 days", "1 day over"."""
    if days == 0:
        return "today"
    if days < 0:
        return f"{count_of(-days, 'day')} over"
    return f"in {count_of(days, 'day')}"


def said_by(update: Update) -> str:
    """Return who said an update when, as far as it is known: "3 Nov 2025 – Housing"."""
    day = say_short(update.on) if update.on else ""
    return " – ".join(part for part in (day, update.by) if part)


def name_of(action: ActionDetail) -> str:
    """Return an action as people call it: its reference and title, or the start of its text."""
    row = action.row
    title = row.title or shortened(row.text)
    return " ".join(part for part in (row.ref, title) if part) or "Action without a name"


def shortened(text: str, most: int = 60) -> str:
    """Return the first words of a text, whole ones where it has any, with "…" where it goes on."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    cut = flat[: most + 1].rsplit(" ", 1)[0]
    return (cut if len(cut) <= most else flat[:most]) + "…"


def leads_of(action: ActionDetail) -> str:
    """Return an action's leads, or that it has none."""
    return ", ".join(action.row.leads) or "No lead named"


def due_phrase(due: date, today: date) -> str:
    """Return a due day with how far off it is: "Due 3 Dec 2025 (in 8 days)"."""
    days = (due - today).days
    if days < 0:
        return f"Was due {say_short(due)} ({days_away(days)})"
    return f"Due {say_short(due)} ({days_away(days)})"
