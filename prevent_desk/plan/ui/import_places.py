"""Where an import may go: into the plan that is open, or into a new one."""

from __future__ import annotations

from collections.abc import Mapping

from prevent_desk.plan.model.compare import ImportPreview
from prevent_desk.ui.widgets.segmented import Choice, Segmented

NEW, OPEN = "new", "open"
_LONGEST_NAME = 34


def offer(choice: Segmented, previews: Mapping[str, ImportPreview]) -> None:
    """Offer the open plan beside a new one, and first where most rows are its own."""
    into = previews.get(OPEN)
    choice.setVisible(into is not None)
    if into is None or into.into is None:
        choice.set_choices([Choice(NEW, choice.tr("As a &new plan"))])
        choice.set_value(NEW)
        return
    name = f"{into.into.title}".strip() or choice.tr("the plan")
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME - 1].rstrip() + "…"
    safe = name.replace("&", "&&")
    choice.set_choices(
        [
            Choice(OPEN, choice.tr("In&to “{0}”").format(safe), "replace"),
            Choice(NEW, choice.tr("As a &new plan"), "file-plus"),
        ]
    )
    known = into.actions - len(into.new_actions)
    choice.set_value(OPEN if known * 2 >= into.actions else NEW)
