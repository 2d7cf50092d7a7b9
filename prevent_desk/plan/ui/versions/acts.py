"""What is done with versions from the grid: freeze one, compare, copy the plan forward."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.versions.forward_dialog import ForwardDialog
from prevent_desk.plan.ui.versions.freeze_dialog import FreezeDialog
from prevent_desk.ui.page import Command

VIEW = "versions"
"""The key of the view that compares."""


def commands(around: Around) -> Sequence[Command]:
    """Return what can be done with the plan on show, for its menu and palette."""
    if around.sheet() is None:
        return ()
    return (
        Command("Freeze version…", partial(freeze, around), "stamp", "", "stamp agree keep"),
        Command("Compare versions", partial(compare, around), "git-compare", "", "compare"),
        Command(
            "Copy plan forward…",
            partial(copy_forward, around),
            "copy",
            "",
            "next year new plan lineage",
        ),
    )


def freeze(around: Around) -> int | None:
    """Freeze the plan on show; return the version's number, None where it was not frozen."""
    sheet = around.sheet()
    # What is being typed belongs to the version too.
    if sheet is None or not around.finish():
        return None
    services = around.services
    head = services.plans.head(sheet.head.id)
    dialog = FreezeDialog(services.versions, services.plans, head, around.clock, around.owner)
    dialog.exec()
    if dialog.made is None:
        return None
    stamp = " ".join(dialog.stamp_edit.text().split())
    around.desk.saved()
    around.acts.plan_changed.emit()
    around.acts.tell(f"{stamp} frozen", icon="stamp")
    return dialog.made


def compare(around: Around) -> None:
    """Show the versions of the plan on show, the newest beside the working copy."""
    if around.finish():
        around.open_view(VIEW, {})


def copy_forward(around: Around) -> None:
    """Copy the plan on show into a new year, and show the new plan."""
    sheet = around.sheet()
    if sheet is None or not around.finish():
        return
    dialog = ForwardDialog(around.services.versions, sheet.head, around.owner)
    dialog.exec()
    if dialog.made is None:
        return
    name = around.services.plans.head(dialog.made).name
    around.desk.saved()
    around.acts.plan_changed.emit()
    around.open_view("grid", {"plan": dialog.made})
    around.acts.tell(f"{name} made")
