"""The criteria library as a page: what is kept once, how often it stands, and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHeaderView, QMenu, QStackedWidget, QTableView, QWidget

from prevent_desk.plan.model.library.entries import LibraryEntry, Use
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.library.entry_dialog import EntryDialog
from prevent_desk.plan.ui.library.entry_pane import WIDTH_PX, EntryPane
from prevent_desk.plan.ui.library.entry_rows import COLUMNS, entry_menu, in_actions
from prevent_desk.plan.ui.library.gathering import Gathering
from prevent_desk.plan.ui.library.nothing_fits import NothingFits
from prevent_desk.plan.ui.library.pick_dialog import PickDialog
from prevent_desk.ui import forms, jobs, messages, theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.tables import RowsModel
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel
from prevent_desk.ui.widgets.result_list import Entry

forms.register(EntryPane)

_NARROW_PX = 560
_SLOW = 50
"""An edit of a criterion in more actions than this is written beside the window."""


class _Form(Form):
    """forms/plan/library_view.ui."""

    ui = "plan/library_view.ui"
    count_chip: Chip
    gather_button: Button
    new_button: Button
    stack: QStackedWidget
    work_page: QWidget
    search_box: SearchBox
    shown_label: ElidedLabel
    entries_table: QTableView
    pane: EntryPane
    empty_state: EmptyState


class LibraryView(QWidget):
    """Lists the library; satisfies `prevent_desk.ui.page.Page`."""

    title = "Criteria library"
    icon = "list-checks"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around, self._library = around, around.services.library
        self._entries: list[LibraryEntry] = []
        self._is_stale = True
        self.form = _Form(self)
        self.model = RowsModel[LibraryEntry](COLUMNS, (), self)
        self.table = self.form.entries_table
        self.pane = self.form.pane
        self.pane.work_for(around.desk)
        self._nothing = NothingFits(self.table, self.form.search_box)
        self._gathering = Gathering(around, self.form.gather_button, self.form.empty_state, self)
        self._dress()
        self._connect()
        self.reload()

    # What the room asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return where one is."""
        return (Command(self.title, lambda: None),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [
            Command("New criterion", self.new_entry, "plus", "", "library add"),
            Command("Gather repeated criteria", self.gather, "list-checks", "", "library repeats"),
            Command("Search the criteria library", self.form.search_box.setFocus, "search"),
        ]
        if self.current() is not None:
            found += [
                Command("Merge this criterion with another", self.merge, "split"),
                Command("Remove this criterion from the library", self.remove, "trash-2"),
            ]
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new criterion."""
        return self.new_entry

    def position(self) -> dict[str, Any]:
        """Return the current entry and what is searched for."""
        entry = self.current()
        return {"entry": entry.id if entry else None, "search": self.form.search_box.text()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Go to an entry.

        {"action": id} opens what can be gathered of what that action repeats.
        """
        if self._is_stale:
            self._read()
        if isinstance(position.get("search"), str):
            self.form.search_box.setText(position["search"])
        entry = position.get("entry")
        if isinstance(entry, int):
            if all(one.id != entry for one in self.model.rows()):
                self.form.search_box.clear()
            self._select(entry)
        action = position.get("action")
        if isinstance(action, int):
            # After the page stands: the dialog would open over the page before.
            QTimer.singleShot(0, self, partial(self.gather, action))

    def flush(self) -> None:
        """Keep what is being typed."""
        self.pane.flush()

    def reload(self) -> None:
        """Show the store as it is now, at once where it is looked at."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def shown_count(self) -> str:
        """Return "9 of 27 criteria shown"."""
        every = len(self._entries)
        return f"{self.model.rowCount():,} of {every:,} {'criterion' if every == 1 else 'criteria'}"

    # Acts

    def current(self) -> LibraryEntry | None:
        """Return the entry that is chosen."""
        row = self.table.currentIndex().row()
        return self.model.record(row) if 0 <= row < self.model.rowCount() else None

    def new_entry(self) -> None:
        """Put a criterion into the library."""
        text = self.form.search_box.text() if not self.model.rowCount() else ""
        dialog = EntryDialog(self._library, text, self)
        if dialog.exec() and dialog.made is not None:
            self.form.search_box.clear()
            self._changed("Criterion added", [])
            self._select(dialog.made)

    def gather(self, of: int | None = None) -> None:
        """Show what the plan repeats, or one action of it, and gather what is ticked."""
        self._gathering.ask(of)

    def merge(self) -> None:
        """Merge another entry into the current one, which keeps its words."""
        kept = self.current()
        if kept is None:
            return
        others = [
            Entry(one.text, one, icon="list-checks", detail=in_actions(one), key=str(one.id))
            for one in self._entries
            if one.id != kept.id
        ]
        dialog = PickDialog(
            "Merge with which criterion?",
            f"Its actions get these words: “{kept.text}”",
            "Merge",
            others,
            nothing="There is no other criterion in the library.",
            parent=self,
        )
        other = dialog.picked if dialog.exec() else None
        if isinstance(other, LibraryEntry):
            changed = self._around.acts.do(lambda: self._library.merge(kept.id, other.id), None)
            if changed is not None:
                self._changed("Two criteria merged", changed)
                self._select(kept.id)

    def remove(self) -> None:
        """Take the current entry out; its words stay in the actions."""
        entry = self.current()
        if entry is None:
            return

        def act() -> bool:
            self._library.remove([entry.id])
            return True

        if self._around.acts.do(act, False):
            stays = f"; its words stay in {in_actions(entry)}" if entry.actions else ""
            self._changed(f"Criterion removed from the library{stays}", [])

    def move_entry(self, step: int) -> None:
        """Move the current entry in the library's order."""
        entry = self.current()
        if entry is None or self.is_sorted():
            return
        if self._around.acts.do(lambda: self._library.move(entry.id, step), False):
            self._read()
            self._select(entry.id)

    def menu(self) -> QMenu:
        """Return the menu of the current entry."""
        return entry_menu(self)

    def is_sorted(self) -> bool:
        """Return whether the list is sorted by a column, so that its own order does not show."""
        return self.table.horizontalHeader().sortIndicatorSection() >= 0

    # Making it

    def _dress(self) -> None:
        table = self.table
        dress(table)
        table.setModel(self.model)
        table.setAccessibleName("Criteria of the library")
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._fit_columns()
        theme.changed.connect(self._fit_columns)
        self.form.empty_state.show_text(
            "No criteria in the library yet",
            "A criterion that stands in several actions is kept once, and changed in one place.",
            icon="list-checks",
        )

    def _fit_columns(self) -> None:
        self.table.setColumnWidth(1, theme.px(170))
        self.table.setColumnWidth(2, theme.px(90))
        # The pane says what the current entry counts where a narrow table has no room for it.
        narrow = self.width() - theme.px(WIDTH_PX) < theme.px(_NARROW_PX)
        self.table.setColumnHidden(1, narrow)

    def _connect(self) -> None:
        form = self.form
        self._gathering.gathered.connect(self._gathered)
        self._gathering.failed.connect(self._failed)
        form.gather_button.clicked.connect(lambda: self.gather())
        form.new_button.clicked.connect(self.new_entry)
        form.empty_state.first_clicked.connect(self._first)
        form.empty_state.second_clicked.connect(self.new_entry)
        form.search_box.textChanged.connect(self._search)
        form.search_box.moved.connect(self._step)
        form.search_box.returnPressed.connect(self.table.setFocus)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _then: self._show())
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda at: self._pop_up(self.table.viewport().mapToGlobal(at))
        )
        self.table.doubleClicked.connect(lambda _index: self.pane.begin())
        self.pane.edited.connect(self._edit)
        self.pane.opened.connect(self._open_use)
        self.pane.more_asked.connect(
            lambda: self._pop_up(
                self.pane.more_button.mapToGlobal(self.pane.more_button.rect().bottomLeft())
            )
        )
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+F", form.search_box.setFocus),
            ("F6", self._next_pane),
            ("Alt+Shift+Up", lambda: self.move_entry(-1)),
            ("Alt+Shift+Down", lambda: self.move_entry(1)),
            ("Ctrl+Del", self.remove),
        )
        for sequence, act in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Showing

    def _read(self) -> None:
        self._is_stale = False
        self._entries = self._library.entries()
        is_empty = not self._entries
        self.form.stack.setCurrentWidget(self.form.empty_state if is_empty else self.form.work_page)
        self.form.count_chip.setVisible(not is_empty)
        number = len(self._entries)
        self.form.count_chip.show_state(f"{number:,} {'criterion' if number == 1 else 'criteria'}")
        self.form.gather_button.setVisible(not is_empty)
        self.form.new_button.setVisible(not is_empty)
        self._search(self.form.search_box.text())
        self._gathering.count()

    def _first(self) -> None:
        if self._gathering.has_repeats():
            self.gather()
        else:
            self.new_entry()

    def _search(self, text: str) -> None:
        before = self.current()
        words = text.casefold().split()
        shown = [
            one
            for one in self._entries
            if all(word in f"{one.text} {one.unit or ''}".casefold() for word in words)
        ]
        self.model.set_rows(shown)
        header = self.table.horizontalHeader()
        if header.sortIndicatorSection() >= 0:
            self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        every = len(self._entries)
        self.form.shown_label.setText(f"{len(shown):,} of {every:,} shown" if words else "")
        self._nothing.show_for(len(shown), len(self._entries))
        if shown:
            self._select(before.id if before else shown[0].id)
        self._show()
        self._around.desk.page_changed()

    def _select(self, entry_id: int) -> None:
        row = max(0, self.model.row_of(lambda one: one.id == entry_id))
        if row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _sorted(self, section: int) -> None:
        if section < 0:
            self._search(self.form.search_box.text())

    def _show(self) -> None:
        entry = self.current()
        self.pane.show_entry(entry, self._library.uses(entry.id) if entry else [])

    def _step(self, steps: int) -> None:
        row = self.table.currentIndex().row() + steps
        row = max(0, min(row, self.model.rowCount() - 1))
        self.table.setCurrentIndex(self.model.index(row, 0))

    def _next_pane(self) -> None:
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and self.pane.isAncestorOf(focused):
            self.form.search_box.setFocus()
        elif focused is self.table:
            self.pane.begin()
        else:
            self.table.setFocus()

    # Doing

    def _edit(self, text: str, unit: str | None) -> None:
        entry = self.current()
        if entry is None:
            return
        if entry.actions <= _SLOW:
            changed = self._around.acts.do(lambda: self._library.edit(entry.id, text, unit), None)
            if changed is not None:
                self._edited(changed)
            return
        self.pane.setEnabled(False)
        jobs.run(
            lambda _report, _stopped: self._library.edit(entry.id, text, unit),
            self,
            done=self._edited,
            failed=self._failed,
        )

    def _edited(self, changed: list[int]) -> None:
        self.pane.written()
        number = len(changed)
        where = "" if not number else f" in {'1 action' if number == 1 else f'{number:,} actions'}"
        self._changed(f"Criterion changed{where}", changed)

    def _gathered(self, changed: list[int], number: int) -> None:
        self._around.desk.saved()
        self._changed(f"{number:,} criteria gathered", changed)

    def _changed(self, said: str, action_ids: Sequence[int]) -> None:
        """Show what an act of the library changed, here and in the grid, and say so."""
        acts = self._around.acts
        if action_ids:
            acts.rows_changed.emit(list(action_ids))
        self._read()
        acts.tell(said)

    def _failed(self, error: BaseException) -> None:
        self.pane.setEnabled(self.current() is not None)
        self._gathering.tell_again()
        messages.show_failure(self, error)

    def _open_use(self, use: Use) -> None:
        self._around.open_view("grid", {"plan": use.plan_id, "action": use.action_id})

    def _pop_up(self, at: QPoint) -> None:
        if self.current() is None:
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while another view was on show."""
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a column out where there is no room for it."""
        super().resizeEvent(event)
        self._fit_columns()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the rows, or to what is offered where there are none."""
        super().focusInEvent(event)
        is_empty = self.form.stack.currentWidget() is self.form.empty_state
        (self.form.empty_state if is_empty else self.table).setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit the current entry on F2 and Enter; leave a search on Esc."""
        if event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.pane.begin()
        elif event.key() == Qt.Key.Key_Escape and self.form.search_box.text():
            self.form.search_box.clear()
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self._around.open_view("grid", {})
        else:
            super().keyPressEvent(event)
