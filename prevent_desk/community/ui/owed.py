"""What panes of records share: who wrote them down, and the actions they asked for."""

from __future__ import annotations

from datetime import date

from prevent_desk.actions.model.records import Action, State
from prevent_desk.actions.ui.around import Around as ActionsAround
from prevent_desk.community.ui.around import Around
from prevent_desk.contacts.ui.pane_parts import Entry
from prevent_desk.core.dates import say_short


def owed_entry(action: Action) -> Entry:
    """Return an action as a pane shows it: its words, who owes it, by when."""
    due = f"due {say_short(action.due)}" if action.due else "no day set"
    told = {State.DONE: "done", State.DROPPED: "dropped"}.get(action.state, due)
    who = action.owner.name or action.owner.told or "nobody yet"
    icon, tone = ("circle", "") if action.state is State.OPEN else ("circle-check", "green")
    return Entry(f"{action.number}  {action.words}", f"{who}, {told}", icon, tone)


def recorded_words(around: Around, on: date, by: str) -> str:
    """Return when a record was written down, and by whom: "Recorded 4 Jun 2019 by you"."""
    who = "you" if by == around.services.by() else f"the {by}"
    return f"Recorded {say_short(on)} by {who}"


def actions_around(around: Around) -> ActionsAround:
    """Return what the screens of actions want around them."""
    services = around.services
    return ActionsAround(
        services.actions, services.contacts, around.desk, around.clock, around.acts,
        services.actions.working_days, around.owner,
    )  # fmt: skip
