"""What a row of the notes shows: the line, and what came of it in a second row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.actions.model.records import Action, State
from prevent_desk.core.dates import say_date
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.panels.model.notes import Typed
from prevent_desk.panels.model.records import Decision, LineKind, NoteLine


@dataclass(frozen=True, slots=True)
class Sub:
    """The second row of a line.

    Attributes:
        icon: In front of it.
        link: Words that lead to what came of the line: "Action 21".
        words: After the link.
        chip: At the end, with its icon and tone: ("needed", "circle-alert", "red").
        act: The link at the right: "Edit".
    """

    icon: str
    words: str
    link: str = ""
    chip: tuple[str, str, str] | None = None
    act: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is painted.

    Attributes:
        key: The line's own; negative for one that is on the screen only.
        first: The first wording, where it was changed.
        struck: Why it does not hold.
        owed_id: The action it became.
    """

    key: int
    kind: LineKind
    time: str
    speaker: str
    words: str
    first: str = ""
    struck: str = ""
    owed_id: int | None = None
    sub: Sub | None = None

    @property
    def is_kept(self) -> bool:
        """Whether it is in the vault."""
        return self.key > 0

    def spoken(self) -> str:
        """Return the whole line as one sentence, for screen readers."""
        parts = [f"{self.time}, {self.kind.value}. {self.speaker}: {self.words}"]
        if self.struck:
            parts.append(f"Struck: {self.struck}")
        elif self.first:
            parts.append("Edited")
        if self.sub is not None:
            parts.append(" ".join(part for part in (self.sub.link, self.sub.words) if part))
            if self.sub.chip is not None:
                parts.append(self.sub.chip[0])
        if not self.is_kept:
            parts.append("Kept on screen only")
        return ". ".join(parts)


def rows(
    lines: Iterable[NoteLine],
    actions: Mapping[int, Action],
    decision: Decision | None,
    today: date,
    days: WorkingDays,
) -> list[Row]:
    """Return the rows of a point.

    Args:
        lines: Its lines, in order.
        actions: What lines became, by key.
        decision: Of its case; None where it is no case, or nothing is decided yet.
        today: From which working days are counted.
        days: The working days of the desk.
    """
    known = list(lines)
    said = _decided(known, decision)
    return [
        row(
            line, actions.get(line.owed_id or 0), decision if line.id == said else None, today, days
        )
        for line in known
    ]


def row(
    line: NoteLine, action: Action | None, decision: Decision | None, today: date, days: WorkingDays
) -> Row:
    """Return one row."""
    sub = None
    if not line.struck and action is not None:
        sub = action_sub(action, today, days)
    elif not line.struck and decision is not None:
        sub = decision_sub(decision)
    return Row(
        line.id, line.kind, f"{line.said:%H:%M}", line.speaker, line.words, line.first,
        line.struck, line.owed_id, sub,
    )  # fmt: skip


def pending(typed: Sequence[Typed]) -> list[Row]:
    """Return the lines that could not be kept yet."""
    return [
        Row(
            -number, one.kind, _hour(one.said), one.speaker.name, one.words.strip(),
            sub=Sub("hard-drive", "The desk tries again until it is kept",
                    chip=("Kept on screen only", "triangle-alert", "amber")),
        )
        for number, one in enumerate(typed, 1)
    ]  # fmt: skip


def action_sub(action: Action, today: date, days: WorkingDays) -> Sub:
    """Return what an action line says of its action."""
    owner = action.owner.told or action.owner.contact or action.owner.name
    parts = [owner or "no owner"]
    chip = None
    if action.state is not State.OPEN:
        parts.append("done" if action.state is State.DONE else "dropped")
    elif action.due is None:
        chip = ("day needed", "calendar", "amber")
    else:
        count = days.between(today, action.due)
        left = "1 working day" if count == 1 else f"{count} working days"
        parts += [f"due {say_date(action.due).rsplit(' ', 1)[0]}"]
        parts += [left] if action.due >= today else ["over"]
    if not owner and chip is None:
        chip = ("owner needed", "user-x", "amber")
    return Sub("circle", "  ·  ".join(parts), f"Action {action.number}", chip, "Edit")


def decision_sub(decision: Decision) -> Sub:
    """Return what a decision line says of the decision."""
    parts = []
    votes = ""
    if decision.votes_for is not None and decision.votes_against is not None:
        votes = f" {decision.votes_for} – {decision.votes_against}"
    how = {
        "unanimous": "Unanimous", "majority": f"Majority{votes}", "chair": f"Chair decided{votes}",
    }.get(decision.how, "")  # fmt: skip
    if how:
        parts.append(how)
    if decision.rationale.strip():
        return Sub("users", "  ·  ".join([*parts, "rationale given"]), act="Open")
    return Sub(
        "users", "  ·  ".join([*parts, "rationale"]), chip=("needed", "circle-alert", "red"),
        act="Open",
    )  # fmt: skip


def _decided(lines: Sequence[NoteLine], decision: Decision | None) -> int | None:
    """Return the line that says the decision: the one it names, else the last such line."""
    if decision is None:
        return None
    said = [one.id for one in lines if one.kind is LineKind.DECISION and not one.struck]
    if decision.line_id in said:
        return decision.line_id
    return said[-1] if said else None


def _hour(said: str) -> str:
    return f"{datetime.fromisoformat(said):%H:%M}" if said else ""
