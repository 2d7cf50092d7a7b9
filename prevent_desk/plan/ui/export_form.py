"""The form of the dialog that takes a plan out: what can be chosen, and in which words."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.ui.export_making import Plans
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Choice, Segmented


class ExportForm(Form):
    """forms/plan/export_dialog.ui."""

    ui = "plan/export_dialog.ui"
    kind_choice: Segmented
    lead_field: FormField
    copy_field: FormField
    against_field: FormField
    since_field: FormField
    table_check: QCheckBox
    health_check: QCheckBox


def choices(*, with_changes: bool) -> list[Choice]:
    """Return what can be made; changes only where a version was frozen."""
    if not with_changes:
        return [
            Choice(Kind.SUMMARY.name, "P&DF summary", "file-text"),
            Choice(Kind.ACTION_PLAN.name, "&Excel plan", "file-spreadsheet"),
        ]
    return [
        Choice(Kind.SUMMARY.name, "S&ummary"),
        Choice(Kind.ACTION_PLAN.name, "&Excel plan"),
        Choice(Kind.CHANGES.name, "Chan&ges"),
    ]


def own_agencies(plans: Plans, plan_id: int) -> list[tuple[str, str]]:
    """Return the agencies with actions of their own, as a list offers them.

    "ALL" is everybody's already.
    """
    return [(name, name) for name in plans.agencies(plan_id) if name.casefold() != "all"]
