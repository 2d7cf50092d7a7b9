"""Menus and keys of the page: what can be done to the row under the cursor, and to the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from prevent_desk.plan.model.records import ActionRow
from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.lines import ActionLine
from prevent_desk.plan.ui.spreadsheet import replacing
from prevent_desk.ui import icons
from prevent_desk.ui.page import Command

if TYPE_CHECKING:
    from prevent_desk.plan.ui.page import PlanPage

NEW, REMOVE, UP, DOWN = "Ins", "Ctrl+Del", "Alt+Shift+Up", "Alt+Shift+Down"
"""Keys beyond Excel's own; moving is Word's, for Alt+Down opens a cell's list (DESIGN 5)."""


class PlanMenus:
    """Builds menus as they open, so that each names what it would do now.

    Attributes:
        brought: What other subjects can do with the plan on show; see `views.BROUGHT`.
        at_cell: What they can do with the cell under the cursor; see `views.AT_CELL`.
    """

    def __init__(self, page: PlanPage) -> None:
        self._page = page
        self.brought: list[Callable[[], Sequence[Command]]] = []
        self.at_cell: list[Callable[[str, Sequence[ActionRow]], Sequence[Command]]] = []

    def bind(self) -> None:
        """Connect buttons, context menu and keys."""
        page, form = self._page, self._page.head.form
        page.view.menu_asked.connect(self.open_context)
        page.view.header.menu_asked.connect(self._open_header)
        page.view.on_key = self.on_key
        page.view.opened.connect(self._opened)
        form.new_button.clicked.connect(page.new_action)
        form.export_button.clicked.connect(self._open_export)
        form.more_button.clicked.connect(self._open_more)
        form.pane_button.clicked.connect(page.toggle_pane)
        form.new_button.setToolTip(f"New action below this one ({NEW})")
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+F", page.focus_filter),
            (replacing.KEYS, page.find_and_replace),
            ("Ctrl+P", page.print_plan),
            ("F4", page.toggle_pane),
            ("F6", page.pane.next),
            ("Shift+F6", page.pane.previous),
            *(
                (f"Alt+{number}", lambda number=number: page.editing.set_progress_number(number))
                for number in range(10)
            ),
            ("Alt+`", lambda: page.editing.set_progress_number(0)),
        )
        for keys, act in acts:
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def on_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks of the row; then what it asks of the cell."""
        page = self._page
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
        both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        acts: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {
            (Qt.Key.Key_Insert, none): page.new_action,
            (Qt.Key.Key_Delete, control): page.structure.remove,
            (Qt.Key.Key_Up, both): lambda: page.structure.move(-1),
            (Qt.Key.Key_Down, both): lambda: page.structure.move(1),
        }
        if at_cell := self.commands_at_cell():
            # The list of a cell (DESIGN 5) that is another subject's.
            acts[(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)] = at_cell[0].run
        if page.view.current_action() is None:
            acts[(Qt.Key.Key_F2, none)] = page.structure.rename
        act = acts.get((event.key(), pressed))
        if act is not None:
            act()
            return True
        return page.editing.on_key(event)

    def context(self) -> QMenu:
        """Return the menu of the current line."""
        menu = QMenu(self._page)
        line = self._page.view.current_line()
        if isinstance(line, ActionLine):
            self._for_cells(menu)
        elif line is not None:
            self._add(
                menu,
                "Open" if line.folded else "Fold",
                "chevron-down" if line.folded else "chevron-right",
                "Right" if line.folded else "Left",
                lambda: self._page.view.fold(folded=not line.folded),
            )
            self._add(menu, "Edit heading…", "pencil", "F2", self._page.structure.rename)
            menu.addSeparator()
        self._for_rows(menu)
        return menu

    def open_context(self, at: QPoint) -> None:
        """Open the menu of the current line at a global position."""
        if self._page.editing.finish():
            self._pop_up(self.context(), at)

    def export_menu(self) -> QMenu:
        """Return the menu of papers the plan can be taken out as."""
        menu = QMenu(self._page)
        acts = self._page.plan_acts
        self._add(menu, "Excel action plan…", "file-spreadsheet", "", acts.export_workbook)
        self._add(menu, "PDF summary for the board…", "file-text", "", acts.export_summary)
        menu.addSeparator()
        self._add(menu, "Print as shown…", "printer", "Ctrl+P", self._page.print_plan)
        return menu

    def more_menu(self) -> QMenu:
        """Return the menu of plans, and of what is done to a plan as a whole."""
        page, menu = self._page, QMenu(self._page)
        sheet = page.sheet()
        for head in page.acts.plans.plans():
            words = head.title if head.years in head.title else f"{head.title} {head.years}"
            action = QAction(words.strip().replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(sheet is not None and sheet.head.id == head.id)
            action.triggered.connect(lambda _on=False, number=head.id: page.open_plan(number))
            menu.addAction(action)
        menu.addSeparator()
        self._add(menu, "New plan…", "file-plus", "", page.plan_acts.new_plan)
        self._add(menu, "Import a plan…", "file-input", "", page.plan_acts.import_plan)
        if sheet is not None:
            self._add(menu, "Title, preamble and key…", "file-pen", "", page.plan_acts.edit_plan)
            menu.addSeparator()
            self._add(menu, "New objective…", "list-plus", "", page.structure.add_objective)
            self._add(menu, "Find and replace…", "replace", replacing.KEYS, page.find_and_replace)
            sort = menu.addMenu("Sort")
            page.head.sort_menu(sort)
            menu.addSeparator()
            for one in self.commands_brought():
                self._add(menu, one.title, one.icon, one.shortcut, one.run)
            menu.addSeparator()
            self._add(menu, "Remove this plan", "trash-2", "", page.plan_acts.remove_plan)
        return menu

    def commands_at_cell(self) -> list[Command]:
        """Return what other subjects can do with the current cell and the chosen actions."""
        view = self._page.view
        rows = view.chosen_actions()
        if not rows:
            return []
        column = COLUMNS[max(0, view.currentIndex().column())].key
        return [one for bring in self.at_cell for one in bring(column, rows)]

    def commands_brought(self) -> list[Command]:
        """Return what other subjects can do with the plan on show, now."""
        return [one for bring in self.brought for one in bring()]

    def _for_cells(self, menu: QMenu) -> None:
        page = self._page
        head, rows = page.view.model_.head, page.view.chosen_actions()
        self._add(menu, "Edit cell", "pencil", "F2", page.editing.begin)
        if head is not None:
            progress = menu.addMenu(icons.icon("contrast"), "Progress")
            page.editing.fill_progress_menu(progress, rows, head)
        for one in self.commands_at_cell():
            self._add(menu, one.title.replace("&", "&&"), one.icon, one.shortcut, one.run)
        menu.addSeparator()
        self._add(menu, "Copy", "copy", "Ctrl+C", page.editing.cells.copy)
        self._add(menu, "Paste", "clipboard-paste", "Ctrl+V", page.editing.cells.paste)
        self._add(menu, "Fill down", "arrow-down", "Ctrl+D", page.editing.cells.fill_down)
        self._add(menu, "Fill right", "chevron-right", "Ctrl+R", page.editing.cells.fill_right)
        menu.addSeparator()

    def _for_rows(self, menu: QMenu) -> None:
        page, structure = self._page, self._page.structure
        on_action = page.view.current_action() is not None
        where = "below" if on_action else "here"
        self._add(menu, f"New action {where}", "plus", NEW, page.new_action)
        self._add(menu, "New activity heading…", "list-plus", "", structure.add_activity)
        self._add(menu, "New objective…", "list-plus", "", structure.add_objective)
        menu.addSeparator()
        self._add(menu, "Move up", "move-up", UP, lambda: structure.move(-1))
        self._add(menu, "Move down", "move-down", DOWN, lambda: structure.move(1))
        menu.addSeparator()
        number = len(page.view.chosen_actions())
        what = "heading and all below it" if not on_action else "action"
        words = f"Remove {number} actions" if on_action and number > 1 else f"Remove {what}"
        self._add(menu, words, "trash-2", REMOVE, structure.remove)

    def _add(
        self, menu: QMenu, words: str, icon: str, keys: str, act: Callable[[], object]
    ) -> None:
        action = QAction(icons.icon(icon), f"{words}\t{keys}" if keys else words, menu)
        action.triggered.connect(lambda _on=False: act())
        menu.addAction(action)

    def _opened(self) -> None:
        line = self._page.view.current_line()
        if line is not None and not isinstance(line, ActionLine):
            self._page.view.fold(folded=not line.folded)

    def _open_header(self, at: QPoint) -> None:
        menu = self._page.head.columns_menu(parent=self._page)
        self._page.head.sort_menu(menu.addMenu("Sort"))
        self._pop_up(menu, at)

    def _open_export(self) -> None:
        button = self._page.head.form.export_button
        self._pop_up(self.export_menu(), button.mapToGlobal(button.rect().bottomLeft()))

    def _open_more(self) -> None:
        button = self._page.head.form.more_button
        menu = self.more_menu()
        corner = button.mapToGlobal(button.rect().bottomRight())
        self._pop_up(menu, corner - QPoint(menu.sizeHint().width(), 0))

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
