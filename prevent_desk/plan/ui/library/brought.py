"""What the library and evidence bring to the grid: commands, and the tick list of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from prevent_desk.plan.model.records import ActionRow
from prevent_desk.plan.ui.acts import name
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.library.choose_dialog import choose
from prevent_desk.ui.page import Command


def commands(around: Around) -> Sequence[Command]:
    """Return the ways to the library and to evidence."""
    return (
        Command("Criteria library", partial(around.open_view, "library", {}), "list-checks"),
        Command("Evidence", partial(around.open_view, "evidence", {}), "file-check"),
    )


def at_cell(around: Around, column: str, rows: Sequence[ActionRow]) -> Sequence[Command]:
    """Return what can be done with the cell under the cursor, for the chosen actions."""
    if column != "criteria" or not rows:
        return ()
    what = name(rows[0]) if len(rows) == 1 else f"{len(rows)} actions"
    return (
        Command(
            f"Choose criteria of {what} from the library…",
            partial(choose_for, around, rows),
            "list-checks",
            "Alt+Down",
        ),
    )


def choose_for(around: Around, rows: Sequence[ActionRow]) -> None:
    """Open the tick list for actions."""
    if not around.finish():
        return
    what = name(rows[0]) if len(rows) == 1 else f"{len(rows)} actions"

    def written(ids: Sequence[int], act: object) -> None:
        if callable(act):
            around.acts.change_rows(ids, act, f"Success criteria of {what} changed")

    choose(around.services.library, rows, around.owner, written)
