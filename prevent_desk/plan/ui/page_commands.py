"""What the command palette offers on the plan's page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.ui import stages
from prevent_desk.plan.ui.acts import name
from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.grid_sizes import RowHeight
from prevent_desk.plan.ui.lines import Sort
from prevent_desk.plan.ui.menus import DOWN, NEW, REMOVE, UP
from prevent_desk.plan.ui.spreadsheet import replacing
from prevent_desk.plan.ui.spreadsheet.saved_views import ALL
from prevent_desk.ui.page import Command

if TYPE_CHECKING:
    from prevent_desk.plan.ui.page import PlanPage


def page_commands(page: PlanPage) -> list[Command]:
    """Return what can be done here and now, the acts on the current row first."""
    if page.sheet() is None:
        return _plan_commands(page)
    return [
        *_progress_commands(page),
        *_row_commands(page),
        *page.menus.commands_at_cell(),
        *_view_commands(page),
        *_plan_commands(page),
    ]


def _progress_commands(page: PlanPage) -> list[Command]:
    rows, head = page.view.chosen_actions(), page.view.model_.head
    if not rows or head is None:
        return []
    what = name(rows[0]) if len(rows) == 1 else f"{len(rows)} actions"
    return [
        Command(
            f"Set progress of {what} to {stage.word if stage else NOT_SET}",
            partial(page.editing.set_progress_number, number),
            stages.glyph(stage),
            f"Alt+{number}",
            "status stage rag",
        )
        for number, stage in (*enumerate(head.legend, start=1), (0, None))
    ]


def _row_commands(page: PlanPage) -> list[Command]:
    structure, editing = page.structure, page.editing
    found = [Command("New action", page.new_action, "plus", NEW, "add row insert")]
    if page.view.current_line() is None:
        return found
    found += [
        Command("New activity heading", structure.add_activity, "list-plus", "", "add group"),
        Command("Move up", lambda: structure.move(-1), "move-up", UP, "row heading order"),
        Command("Move down", lambda: structure.move(1), "move-down", DOWN, "row heading order"),
    ]
    rows = page.view.chosen_actions()
    if not rows:
        return [*found, Command("Edit heading", structure.rename, "pencil", "F2", "rename")]
    what = name(rows[0]) if len(rows) == 1 else f"{len(rows)} actions"
    return [
        *found,
        Command(f"Add an update to {name(rows[0])}", page.add_update, "message-square-plus"),
        Command("Fill down", editing.cells.fill_down, "arrow-down", "Ctrl+D", "copy cells"),
        Command("Fill right", editing.cells.fill_right, "chevron-right", "Ctrl+R", "copy cells"),
        Command(f"Remove {what}", structure.remove, "trash-2", REMOVE, "delete row"),
    ]


def _view_commands(page: PlanPage) -> list[Command]:
    showing = page.showing
    found = [
        Command("Filter the plan", page.focus_filter, "funnel", "Ctrl+F", "search find"),
        Command(
            "Find and replace",
            page.find_and_replace,
            "replace",
            replacing.KEYS,
            "change words everywhere ctrl+h",
        ),
        Command("Show or hide the details pane", page.toggle_pane, "panel-right", "F4"),
        Command("Fold all objectives", lambda: showing.fold_all(folded=True), "chevron-right"),
        Command("Open all headings", lambda: showing.fold_all(folded=False), "chevron-down"),
        Command("Order of the plan", lambda: showing.order(Sort()), "list", "", "sort"),
    ]
    found += _saved_view_commands(page)
    if showing.filters:
        found.append(Command("Clear filters", showing.clear, "funnel-x", "Esc"))
    for height in RowHeight:
        found.append(
            Command(
                f"Rows: {height.value}",
                partial(showing.set_height, height),
                "rows-3",
                "",
                "height",
            )
        )
    head = page.view.model_.head
    for stage in (*(head.legend if head else ()), None):
        word = stage.word if stage else NOT_SET
        found.append(
            Command(
                f"Show actions: {word}",
                partial(showing.filter_progress, word, on=True),
                stages.glyph(stage),
                "",
                "filter only progress",
            )
        )
    for column in COLUMNS:
        found.append(
            Command(
                f"Sort by {column.heading}",
                partial(showing.order, Sort(column.key)),
                "arrow-up",
                "",
                "order",
            )
        )
    return found


def _saved_view_commands(page: PlanPage) -> list[Command]:
    views = page.views.views
    found = [
        Command(f"View: {name or ALL}", partial(views.choose, name), "eye", "", "saved filter")
        for name in ("", *views.names())
        if name != views.now
    ]
    return found + [
        Command(f"View: {words.replace('&&', '&').replace('&', '')}", act, icon, "", "saved")
        for words, icon, act, possible in page.views.acts()
        if possible
    ]


def _plan_commands(page: PlanPage) -> list[Command]:
    acts = page.plan_acts
    found = [
        Command(
            "Import a plan", acts.import_plan, "file-input", "", "excel word workbook table read"
        ),
        Command("New plan", acts.new_plan, "file-plus", "", "year create"),
    ]
    if page.sheet() is None:
        return found
    return [
        *found,
        *page.menus.commands_brought(),
        Command(
            "Print the plan as it is shown", page.print_plan, "printer", "Ctrl+P", "paper pages"
        ),
        Command("Export: Excel action plan", acts.export_workbook, "file-spreadsheet", "", "xlsx"),
        Command("Export: PDF summary for the board", acts.export_summary, "file-text", "", "paper"),
        Command(
            "Edit the plan's title, preamble and key", acts.edit_plan, "file-pen", "", "legend"
        ),
        Command(
            "New objective", page.structure.add_objective, "list-plus", "", "add group heading"
        ),
        Command("Remove this plan", acts.remove_plan, "trash-2", "", "delete"),
    ]
