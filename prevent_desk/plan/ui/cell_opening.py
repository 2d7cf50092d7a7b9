"""A cell of the current action opened from elsewhere, wherever it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_desk.plan.ui.columns import COLUMNS

if TYPE_CHECKING:
    from prevent_desk.plan.ui.page import PlanPage

UPDATE = "update"
"""Stands for a new entry in the comments, where else the name of a field stands."""


def open_cell(page: PlanPage, field: str, criterion: str = "") -> None:
    """Open a cell of the current action for typing.

    Args:
        page: The plan's page.
        field: A `Field` by its value, or `UPDATE`; another name opens nothing.
        criterion: The words of a success criterion: the target of its measure is opened.
    """
    if field == UPDATE:
        page.add_update()
        return
    if criterion:
        if page.inspector.isHidden():
            page.toggle_pane()
        page.inspector.show_now(page.view.chosen_actions()[:1], page.plan_head())
        page.inspector.begin_target(criterion)
        return
    row = page.view.current_action()
    for number, column in enumerate(COLUMNS):
        if field in {one.value for one in column.fields} and row is not None:
            if page.view.isColumnHidden(number):
                page.showing.show_column(column.key, shown=True)
            page.view.go_to_action(row.id, number)
            page.editing.begin()
