"""How a return and each of its differences are put into words, glyphs and tones.

Plain functions over the records: the list at the left, the table, its control and screen readers
say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.cells import WORDS
from prevent_desk.plan.model.legend import NOT_SET, Legend
from prevent_desk.plan.model.partners.records import (
    Decision,
    Difference,
    Keep,
    Kind,
    RegisterLine,
    State,
)
from prevent_desk.plan.model.records import Field

NOTHING = "–"
"""How an empty cell is shown."""

WHOLE_ROW = "Whole row"


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of difference or a state is shown.

    Attributes:
        words: On the chip of a row.
        counted: In the count above the table: "{} they changed".
    """

    words: str
    icon: str
    tone: str
    counted: str = ""


KINDS: Mapping[Kind, Look] = {
    Kind.THEIRS: Look("They changed", "arrow-down-left", "blue", "they changed"),
    Kind.MINE: Look("I changed", "pencil", "grey", "I changed"),
    Kind.BOTH: Look("Both changed", "git-compare", "amber", "both changed"),
    Kind.FIX: Look("Needs a fix", "circle-alert", "red", "need a fix"),
    Kind.MISSING: Look("They deleted", "trash-2", "grey", "deleted"),
    Kind.ADDED: Look("They added", "plus", "blue", "added"),
    Kind.COPIED: Look("Row twice", "copy", "amber", "twice"),
    Kind.NOT_THEIRS: Look("Not theirs", "lock", "grey", "not theirs"),
    Kind.GONE: Look("Removed here since", "x", "grey", "removed here"),
}

STATES: Mapping[State, Look] = {
    State.WAITING: Look("No return yet", "clock", "amber"),
    State.OVERDUE: Look("No return", "alarm-clock", "red"),
    State.RETURNED: Look("Returned", "circle-dot", "text2"),
    State.BLANK: Look("Returned, nothing changed", "circle-dot", "text2"),
    State.MERGED: Look("Merged", "circle-check", "green"),
}

KEEPS: Mapping[Keep, str] = {
    Keep.THEIRS: "Theirs",
    Keep.MINE: "Mine",
    Keep.BOTH: "Both",
    Keep.ADD: "Add row",
    Keep.LEAVE_OUT: "Leave out",
    Keep.KEEP_ROW: "Keep row",
    Keep.REMOVE: "Remove",
}

_DONE: Mapping[Keep, str] = {
    Keep.THEIRS: "Accepted by you",
    Keep.MINE: "Yours kept",
    Keep.BOTH: "Both kept",
    Keep.ADD: "Added by you",
    Keep.LEAVE_OUT: "Left out by you",
    Keep.KEEP_ROW: "Kept by you",
    Keep.REMOVE: "Removed by you",
}

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def day(on: date, today: date) -> str:
    """Return a day without its year while that is this year's: "20 Nov"."""
    said = say_short(on)
    return said.rsplit(" ", 1)[0] if on.year == today.year else said


def moment(at: datetime, today: date) -> str:
    """Return when something was done, by the clock on the wall: "14:01", "20 Nov 14:01"."""
    local = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()
    clock = f"{local:%H:%M}"
    return clock if local.date() == today else f"{day(local.date(), today)} {clock}"


def many(count: int, one: str, more: str = "") -> str:
    """Return "1 cell" or "18 cells"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


# The register


def state_line(line: RegisterLine, today: date) -> str:
    """Return an agency's second line: "18 changed cells · 7 to decide"."""
    if line.state is State.MERGED:
        return f"Merged {day(line.merged, today)}" if line.merged else "Merged"
    if line.state is State.RETURNED:
        to_decide = f" · {line.to_decide:,} to decide" if line.to_decide else ""
        return f"{many(line.changed, 'changed cell')}{to_decide}"
    if line.state is State.BLANK:
        return "Returned, nothing changed"
    return " · ".join(("No return", *_waiting(line, today)))


def _waiting(line: RegisterLine, today: date) -> list[str]:
    send = line.send
    parts = []
    if send.due is not None and send.due < today:
        parts.append(f"{many((today - send.due).days, 'day')} over")
    if send.chased:
        parts.append(f"chased {day(send.chased[-1], today)}")
    elif not parts and send.due is not None:
        parts.append("due today" if send.due == today else f"due {day(send.due, today)}")
    return parts


def state_look(line: RegisterLine) -> Look:
    """Return the glyph and ink of an agency's line; one with something to decide is under work."""
    if line.state is State.RETURNED and line.to_decide:
        return Look("To decide", "git-merge", "accenttext")
    look = STATES[line.state]
    if line.state is State.OVERDUE and line.send.chased:
        return Look(look.words, "clock", "amber")
    return look


def sent_line(lines: Sequence[RegisterLine], today: date) -> str:
    """Return the line under "Returns": "V1.7 sent 3 Nov, due 21 Nov"."""
    if not lines:
        return "No workbook sent yet"
    newest = max((line.send for line in lines), key=lambda send: (send.sent, send.id))
    # In a narrow column the line is broken before "due" and not inside the date.
    due = f", due {day(newest.due, today)}".replace(" ", "\u00a0") if newest.due else ""
    due = due.replace(",\u00a0", ", ")
    return f"{newest.stamp} sent {day(newest.sent, today)}{due}"


def is_owing(line: RegisterLine) -> bool:
    """Return whether nothing came back from this agency."""
    return line.return_id is None and line.state in {State.WAITING, State.OVERDUE}


# A difference


def where(difference: Difference) -> str:
    """Return the row's name: "O1-03 City Businesses"."""
    return f"{difference.ref} {difference.title}".strip() or "New row"


def cell(difference: Difference) -> str:
    """Return which cell it is: "Success criteria", or "Whole row"."""
    if difference.field is None:
        return WHOLE_ROW
    return WORDS[difference.field].capitalize()


def they_say(difference: Difference) -> str:
    """Return the words of the column "They say"."""
    if difference.kind is Kind.MISSING:
        return "Row is missing in their file"
    if difference.kind is Kind.FIX:
        return f"“{difference.theirs}”"
    return difference.theirs or NOTHING


def mine_now(difference: Difference) -> str:
    """Return the words of the column "Mine now"."""
    if difference.kind is Kind.GONE:
        return "Row was removed here"
    if difference.kind is Kind.ADDED:
        return difference.mine or NOTHING
    if difference.field is None and difference.mine == difference.sent:
        return "Unchanged"
    return difference.mine or NOTHING


def standing(difference: Difference, decision: Decision | None) -> Keep | None:
    """Return what is kept as things stand; None where that waits for a decision.

    A row that is missing in a return stays unless it is removed by hand.
    """
    if decision is not None:
        return decision.keep
    return Keep.KEEP_ROW if difference.kind is Kind.MISSING else None


def value_of(difference: Difference, decision: Decision | None) -> str:
    """Return the text a decision writes; for `Keep.BOTH` the one being edited with F2."""
    if decision is not None and decision.text is not None:
        return decision.text
    keep = standing(difference, decision)
    if keep is Keep.BOTH or keep is None:
        return difference.both
    return difference.theirs if keep in {Keep.THEIRS, Keep.ADD} else difference.mine


def hint(
    difference: Difference,
    decision: Decision | None,
    legend: Legend,
    today: date,
) -> str:
    """Return the sentence under the control: who decided and when, else what helps to decide.

    Args:
        difference: The difference.
        decision: What was decided, or None.
        legend: The plan's key, for a word that is not in it.
        today: The day of the desk.
    """
    if decision is not None:
        return _decided(difference, decision, today)
    if not difference.choices:
        return _NO_CHOICE.get(difference.kind, "Yours stays.")
    return _asked(difference, legend)


def _decided(difference: Difference, decision: Decision, today: date) -> str:
    is_written = not difference.choices
    at = moment(decision.at, today)
    if decision.keep is Keep.BOTH and decision.text is None and not is_written:
        if difference.field is Field.COMMENTS:
            return "Both: every update, in order of date. Edit with F2."
        return "Both: their text, then yours. Edit with F2."
    if decision.keep is Keep.REMOVE and not is_written:
        return f"Will be removed, decided {at}"
    word = _DONE[decision.keep]
    if decision.keep is Keep.BOTH and decision.text is not None:
        word = "Both, edited by you"
    elif difference.kind is Kind.FIX and decision.keep is Keep.THEIRS:
        word = "Fixed by you"
    in_plan = is_written and decision.keep in _WRITES
    return f"{word} {at}. In the plan." if in_plan else f"{word} {at}"


_WRITES = frozenset({Keep.THEIRS, Keep.BOTH, Keep.ADD})


_NO_CHOICE: Mapping[Kind, str] = {
    Kind.MINE: "They left it as it was. Yours stays.",
    Kind.NOT_THEIRS: "This cell was locked in their file. Yours stays.",
    Kind.GONE: "You removed the row since. Their words stay in the return.",
}


def _asked(difference: Difference, legend: Legend) -> str:
    kind = difference.kind
    if kind is Kind.FIX:
        if difference.field is Field.PROGRESS:
            return f"Your key has {', '.join(stage.word for stage in legend)}."
        if difference.field in {Field.START, Field.DUE}:
            return "Type the date they mean, or keep yours with M."
        return "Type what they mean, or keep yours with M."
    if kind is Kind.BOTH:
        if two_numbers(difference):
            return "Two different numbers. Ask, or choose."
        return "Both changed it. Choose one, or keep both."
    return _HELP.get(kind, "")


_HELP: Mapping[Kind, str] = {
    Kind.MISSING: "Rows are never removed by a return alone.",
    Kind.ADDED: "A row of their own. Add it to the plan, or leave it out.",
    Kind.COPIED: "The row is in their file twice. Choose whose words count.",
    Kind.NOT_THEIRS: "This cell was locked in their file. Take it only if you mean to.",
    Kind.GONE: "You removed the row since.",
}


def two_numbers(difference: Difference) -> bool:
    """Return whether theirs and mine differ in their numbers only."""
    theirs, mine = difference.theirs, difference.mine
    if _NUMBER.findall(theirs) == _NUMBER.findall(mine):
        return False
    return _NUMBER.sub("#", theirs) == _NUMBER.sub("#", mine)


def spoken(difference: Difference, decision: Decision | None, help_words: str) -> str:
    """Return what is kept of a difference, as screen readers say it."""
    keep = standing(difference, decision)
    words = KEEPS[keep] if keep else "not decided"
    if decision is not None and decision.text is not None:
        words = f"{words}: {decision.text}"
    return f"Keep, {words}. {help_words}".strip()


def is_open(difference: Difference, decisions: Mapping[str, Decision]) -> bool:
    """Return whether a difference waits for a decision."""
    return difference.is_to_decide and difference.key not in decisions


def counts(differences: Iterable[Difference]) -> dict[Kind, int]:
    """Return how many differences there are of each kind, in the order of the chips."""
    found = dict.fromkeys(KINDS, 0)
    for difference in differences:
        found[difference.kind] += 1
    return {kind: count for kind, count in found.items() if count}


def progress_words(legend: Legend) -> list[str]:
    """Return what may stand in a progress cell, in the key's order."""
    return [stage.word for stage in legend] + [NOT_SET]
