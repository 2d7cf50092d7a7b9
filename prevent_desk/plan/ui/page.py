"""The delivery plan as a page: header, grid and inspector, wired to the plan's service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.plan.model.records import ActionRow, PlanHead, PlanSheet
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.acts import Acts
from prevent_desk.plan.ui.cell_opening import open_cell
from prevent_desk.plan.ui.columns import ACTION, COLUMNS
from prevent_desk.plan.ui.editing import Editing
from prevent_desk.plan.ui.grid_place import Place, place_of
from prevent_desk.plan.ui.grid_view import GridView
from prevent_desk.plan.ui.head_bar import HeadBar
from prevent_desk.plan.ui.inspector import Inspector
from prevent_desk.plan.ui.menus import PlanMenus
from prevent_desk.plan.ui.page_commands import page_commands
from prevent_desk.plan.ui.page_pane import PagePane
from prevent_desk.plan.ui.plan_acts import PlanActs
from prevent_desk.plan.ui.showing import Showing
from prevent_desk.plan.ui.spreadsheet.printing import Printing
from prevent_desk.plan.ui.spreadsheet.replacing import Replacing
from prevent_desk.plan.ui.spreadsheet.saved_views import SavedViews
from prevent_desk.plan.ui.spreadsheet.view_box import ViewMenu
from prevent_desk.plan.ui.structure import Structure
from prevent_desk.ui import jobs
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.widgets.empty_state import EmptyState

_ANNOUNCE_MS = 500
_LAST_PLAN = "plan/last"


class PlanPage(QWidget):
    """Works one plan at a time; a view of the plan's room."""

    title = "Plan"
    icon = "layout-list"

    def __init__(
        self, services: PlanServices, desk: Desk, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        plans = services.plans
        self._plans, self._desk, self._clock = plans, desk, clock
        self.setProperty("pane", "surface")
        self.setMinimumSize(0, 0)
        self.acts = Acts(plans, desk, self, services.spreadsheet)
        self.view = GridView(self)
        self.view.painter_.today = clock.today()
        self.showing = Showing(self.view, desk)
        self.editing = Editing(self.view, self.acts, desk, clock)
        self.structure = Structure(self.view, self.showing, self.acts, self)
        self.plan_acts = PlanActs(
            self.acts,
            desk,
            clock,
            self,
            self.sheet,
            self.open_plan,
            services.health.counts,
            services.versions,
        )
        self.head = HeadBar(self.showing)
        self.views = ViewMenu(SavedViews(self.showing, desk), self.head.form.view_box, desk, self)
        self.printing = Printing(self.view, self.showing, self.acts, desk, clock, self)
        self.replacing = Replacing(
            self.view, self.showing, self.acts, self.editing.cells.offers, self
        )
        self.inspector = Inspector(self.acts, desk, clock, plans.expected, self)
        self.menus = PlanMenus(self)
        self._was_entered = False
        self._announce = QTimer(self, singleShot=True, interval=_ANNOUNCE_MS)
        self._announce.timeout.connect(self._say_count)
        self._build()
        self._connect()
        self._open_first()

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return nothing more: the room above names the grid."""
        return ()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        return page_commands(self)

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new action under the current row, or a first plan."""
        return self.new_action if self.sheet() else self.plan_acts.new_plan

    def position(self) -> dict[str, Any]:
        """Return plan, row, column and scroll, in plain JSON values."""
        sheet = self.sheet()
        if sheet is None:
            return {}
        place = self.view.place()
        return {
            "plan": sheet.head.id,
            "line": place.line,
            "column": COLUMNS[place.column].key,
            "top": place.top,
            "offset": place.offset,
            "sideways": place.sideways,
        }

    def go_to(self, position: dict[str, Any]) -> None:
        """Go where `position` says; what no longer exists is passed over in silence.

        Besides what `position` returns, {"action": id} goes to one action whatever hides it, and
        {"objective": id} to one heading. With {"cell": field} beside the action that cell is opened
        for typing; see `cell_opening`.
        """
        plan = position.get("plan")
        sheet = self.sheet()
        if isinstance(plan, int) and (sheet is None or plan != sheet.head.id):
            if plan not in {head.id for head in self._plans.plans()}:
                return
            self.open_plan(plan)
        action = position.get("action")
        if isinstance(action, int):
            self.show_action(action)
            cell = position.get("cell")
            if isinstance(cell, str):
                # When the shell has put the focus into the page.
                open_it = partial(open_cell, self, cell, str(position.get("criterion", "")))
                QTimer.singleShot(0, self, open_it)
            return
        objective = position.get("objective")
        if isinstance(objective, int):
            line = f"o{objective}"
            self.view.go_to(Place(line=line, column=ACTION, top=line))
            return
        self.view.go_to(place_of(position))
        self.editing.resume()

    def show_action(self, action_id: int) -> None:
        """Go to an action of the plan on show, whatever hides it."""
        if self.showing.reveal(action_id):
            self.view.go_to_action(action_id)
            self.view.setFocus()

    def flush(self) -> None:
        """Keep whatever is being typed, and what is remembered of the grid."""
        self.acts.settle()
        self.editing.flush()
        self.inspector.flush()
        self.showing.flush()

    def finish(self) -> bool:
        """Take in what is being typed; False where it was refused, and shown."""
        if not self.editing.finish():
            return False
        self.inspector.commit()
        return True

    def reload(self) -> None:
        """Show the store as it is now, keeping place and selection."""
        sheet = self.sheet()
        heads = self._plans.plans()
        known = {head.id for head in heads}
        if sheet is not None and sheet.head.id in known:
            self._show(self._plans.sheet(sheet.head.id))
        else:
            self._open_first()
        self.inspector.reload()

    def shown_count(self) -> str:
        """Return "14 of 14 actions shown"."""
        sheet = self.sheet()
        if sheet is None:
            return ""
        number = len(sheet.rows)
        return f"{self.showing.fitting} of {number} {'action' if number == 1 else 'actions'} shown"

    # What the parts ask

    def sheet(self) -> PlanSheet | None:
        """Return the plan on show."""
        return self.showing.sheet

    def open_plan(self, plan_id: int) -> None:
        """Show another plan."""
        if not self.editing.finish():
            return
        self._desk.remember(_LAST_PLAN, plan_id)
        self._show(self._plans.sheet(plan_id))
        self.view.go_to(self._start())
        self.inspector.show_now(self.view.chosen_actions(), self.plan_head())

    def new_action(self) -> None:
        """Add an action under the current line and start with its title."""
        if self.editing.finish() and self.structure.add_action() is not None:
            self.editing.begin()

    def add_update(self) -> None:
        """Put the cursor where an update of the current action is typed."""
        if self.editing.finish():
            if self.inspector.isHidden():
                self.toggle_pane()
            self.inspector.show_now(self.view.chosen_actions()[:1], self.plan_head())
            self.inspector.updates.begin_update()

    def find_and_replace(self) -> None:
        """Look for words in the plan and put others in their place."""
        if self.sheet() is not None and self.editing.finish():
            self.showing.ready()
            self.replacing.open()

    def print_plan(self) -> None:
        """Print the plan as it is shown, after a look at its pages."""
        if self.editing.finish():
            self.showing.ready()
            self.printing.open()

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the current column."""
        if self.editing.finish():
            self.view.header.focus_filter(max(0, self.view.currentIndex().column()))

    def toggle_pane(self) -> None:
        """Show or hide the inspector."""
        self.pane.toggle()

    def is_drawer(self) -> bool:
        """Return whether the page is too narrow for grid and inspector side by side."""
        return self.pane.is_drawer()

    def plan_head(self) -> PlanHead | None:
        """Return the head of the plan on show."""
        sheet = self.sheet()
        return sheet.head if sheet else None

    # Making it

    def _build(self) -> None:
        self.empty = EmptyState(
            "layout-list",
            "No delivery plan yet",
            "Bring in the partnership's workbook, or start a new plan.",
            first="Import a plan",
            first_icon="file-input",
            second="New plan",
            second_icon="plus",
        )
        self.no_rows = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._middle = QWidget()
        self._middle.installEventFilter(self)
        self.pane = PagePane(self, self._desk, self._middle)
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self._stack)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.head.put_below(self._middle, self.inspector)
        layout.addWidget(self.head)
        self.no_rows.setParent(self.view)
        self.no_rows.hide()

    def _connect(self) -> None:
        self.acts.rows_changed.connect(self._rows_changed)
        self.acts.rows_foreseen.connect(self.showing.replace_rows)
        self.acts.plan_changed.connect(self.reload)
        self.showing.changed.connect(self._showing_changed)
        self.view.moved.connect(self._moved)
        self.view.header.left_down.connect(self.view.setFocus)
        self.inspector.left.connect(self._left_inspector)
        self.inspector.closed.connect(self.toggle_pane)
        self.inspector.left_by_tab.connect(self._tabbed_out)
        self.empty.first_clicked.connect(self.plan_acts.import_plan)
        self.empty.second_clicked.connect(self.plan_acts.new_plan)
        self.no_rows.first_clicked.connect(self.showing.clear)
        self.editing.agencies = self._plans.agencies
        self.editing.cells.know_rows(self._rows)
        self.editing.ready = self.showing.ready = self._be_whole
        self.menus.bind()

    def _open_first(self) -> None:
        heads = self._plans.plans()
        last = self._desk.setting(_LAST_PLAN)
        head = next((head for head in heads if head.id == last), heads[0] if heads else None)
        if head is None:
            self._show(None)
        else:
            self._show(self._plans.first_sheet(head.id))
            self.view.go_to(self._start())
            # Once the first picture stands, the words of the rows below it.
            QTimer.singleShot(0, self, self._read_on)

    def _read_on(self) -> None:
        sheet = self.sheet()
        if sheet is not None and not sheet.is_whole:
            plan_id = sheet.head.id
            jobs.run(lambda _report, _stopped: self._plans.sheet(plan_id), self, self._take_whole)

    def _take_whole(self, sheet: PlanSheet) -> None:
        now = self.sheet()
        if now is not None and not now.is_whole and now.head.id == sheet.head.id:
            place = self.view.place()
            self._show(sheet)
            self.view.go_to(place)

    def _be_whole(self) -> None:
        """Have every row's words now: a key was pressed before they had come by themselves."""
        sheet = self.sheet()
        if sheet is not None and not sheet.is_whole:
            self._take_whole(self._plans.sheet(sheet.head.id))

    def _start(self) -> Place:
        """Return where a plan opens: its first action, with the headings above in sight."""
        sheet = self.sheet()
        if sheet is None or not sheet.objectives:
            return Place()
        line = f"n{sheet.rows[0].id}" if sheet.rows else ""
        return Place(line=line, column=ACTION, top=f"o{sheet.objectives[0].id}")

    # Following

    def _show(self, sheet: PlanSheet | None) -> None:
        self.view.painter_.today = self._clock.today()
        self.showing.show_sheet(sheet)
        self._stack.setCurrentWidget(self.view if sheet else self.empty)
        self.pane.lay()

    def _rows(self) -> Sequence[ActionRow]:
        sheet = self.sheet()
        return sheet.rows if sheet else ()

    def _rows_changed(self, ids: object) -> None:
        sheet = self.sheet()
        if sheet is None or not isinstance(ids, list):
            return
        self.showing.replace_rows(self.acts.rows(ids))
        if self.inspector.shown_action() in ids:
            self.inspector.reload()
        self._moved()

    def _showing_changed(self) -> None:
        sheet = self.sheet()
        self.head.refresh()
        nothing = sheet is not None and self.showing.fitting == 0
        self.no_rows.setVisible(nothing)
        if nothing and sheet is not None:
            self._say_nothing(sheet)
        self._announce.start()
        self._desk.page_changed()

    def _say_nothing(self, sheet: PlanSheet) -> None:
        filters = self.showing.filters
        if filters:
            number = len(filters.order)
            title = f"Nothing fits {'this filter' if number == 1 else f'these {number} filters'}"
            exist = f"{len(sheet.rows)} actions exist."
            self.no_rows.set_filtered(title, f"{filters.said()}. {exist}")
        else:
            self.no_rows.setVisible(False)
        area = self.view.viewport().geometry()
        self.no_rows.setGeometry(area)

    def _moved(self) -> None:
        self.inspector.follow(self.view.chosen_actions(), self.plan_head())
        self._desk.page_changed()

    def _tabbed_out(self, forward: bool) -> None:
        if forward:
            self.pane.next()
        else:
            self.pane.previous()

    def _left_inspector(self) -> None:
        self.inspector.commit()
        self.pane.close_drawer()
        self.view.setFocus()

    def _say_count(self) -> None:
        if QAccessible.isActive() and self.showing.filters:
            event = QAccessibleAnnouncementEvent(self, self.shown_count())
            QAccessible.updateAccessibility(event)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the empty state in its place."""
        if watched is self._middle and event.type() == QEvent.Type.Resize:
            self.no_rows.setGeometry(self.view.viewport().geometry())
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the cell that is being typed, or was at a crash; else to the rows.

        A lock remembers the place and comes back through `go_to`; a crash remembers none.
        """
        super().focusInEvent(event)
        if self.sheet() is None:
            return
        if not self._was_entered:
            self._was_entered = True
            self.editing.resume()
        (self.editing.editor() or self.view).setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the inspector into a drawer, or back."""
        super().resizeEvent(event)
        self.pane.lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step back on Esc: close the drawer, then take the last filter away, then all."""
        if event.key() == Qt.Key.Key_Escape:
            if not self.pane.close_drawer():
                self.showing.escape()
            return
        super().keyPressEvent(event)
