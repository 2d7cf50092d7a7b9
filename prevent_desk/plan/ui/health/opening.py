"""The way from a hint to the very cell, or to the page on which it is put right."""

from __future__ import annotations

from prevent_desk.plan.model.health.hints import Hint, Kind
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.cell_opening import UPDATE
from prevent_desk.plan.ui.partners.acts import contacts_of


def open_hint(around: Around, hint: Hint) -> None:
    """Go where a hint is put right, ready to type."""
    if hint.objective_id is not None:
        around.open_view("grid", {"objective": hint.objective_id})
    elif hint.agency:
        contacts_of(around, hint.agency)
    elif hint.kind is Kind.REPEAT:
        around.open_view("library", {"action": hint.action_id})
    elif hint.field is not None:
        position: dict[str, object] = {"action": hint.action_id, "cell": hint.field.value}
        if hint.kind is Kind.TARGET:
            position["criterion"] = hint.criterion
        elif hint.kind is Kind.STALE:
            position["cell"] = UPDATE
        around.open_view("grid", position)
