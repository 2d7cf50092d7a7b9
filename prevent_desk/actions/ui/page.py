"""The page of actions: who owes what by when, whichever meeting or record asked for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from prevent_desk.actions.model.records import Action, State
from prevent_desk.actions.model.standing import Filter, Standing, owed_by, shown, summary
from prevent_desk.actions.service import Actions
from prevent_desk.actions.ui.action_pane import WIDTH_PX as PANE_PX
from prevent_desk.actions.ui.action_pane import ActionPane
from prevent_desk.actions.ui.around import Around
from prevent_desk.actions.ui.dialogs import NewDialog
from prevent_desk.actions.ui.export_dialog import ExportDialog
from prevent_desk.actions.ui.form import SOURCES, ActionsForm, fill
from prevent_desk.actions.ui.quick_filters import QuickFilters
from prevent_desk.actions.ui.remind_dialog import RemindDialog
from prevent_desk.actions.ui.row_acts import RowActs
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.ui import theme
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.read_beside import ReadBeside
from prevent_desk.ui.side_place import SidePlace
from prevent_desk.ui.widgets.labels import Rule
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_OPEN, _CLOSED, _ALL = "open", "closed", "all"
_STATES = {
    _OPEN: (State.OPEN,),
    _CLOSED: (State.DONE, State.DROPPED),
    _ALL: tuple(State),
}
_AT_ONCE = 200
"""A list no longer than this is read while one looks, within a blink; longer ones beside it."""


class ActionsPage(QWidget):
    """Satisfies `prevent_desk.ui.page.Page`."""

    title = "Actions"
    icon = "list-checks"

    def __init__(
        self,
        actions: Actions,
        contacts: ContactServices,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("pane", "canvas")
        self.acts = Acts(desk, self)
        self.around = Around(actions, contacts, desk, clock, self.acts, actions.working_days, self)
        self._all: list[Standing] = []
        self._shown: list[Standing] = []
        self.form = ActionsForm(self)
        self.pane = ActionPane(self.around)
        fill(self.form.pane_place, Rule(Qt.Orientation.Vertical), self.pane)
        self.form.splitter.setStretchFactor(0, 1)
        self.place = SidePlace(
            self, self.form.splitter, self.form.middle, self.form.pane_place, desk,
            kept_as="actions/side", width_px=PANE_PX,
        )  # fmt: skip
        self.which = Segmented(
            [Choice(_OPEN, "Open"), Choice(_CLOSED, "Closed"), Choice(_ALL, "All")],
            self.tr("Which actions"),
        )
        self.which.set_value(_OPEN)
        fill(self.form.which_place, self.which)
        self.quick = QuickFilters()
        fill(self.form.quick_place, self.quick)
        self.rows = RowActs(self.around, self._kept_current, self.reach, self.remind)
        self._reading: ReadBeside[list[Standing]] = ReadBeside(
            self, self._came, lambda: contacts.store.is_open
        )
        self._then: Callable[[], object] | None = None
        self.setFocusProxy(self.form.list)
        self._name_pickers()
        self._wire()
        self.reload()

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return nothing: the title says it all."""
        return ()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with actions now."""
        found = [
            Command("New action", self.new_action, "plus", "Ctrl+N", "add owe task"),
            Command("Draft reminders to those who owe actions", self.remind, "mail", "", "chase"),
            Command("Take actions out as Excel", self.export, "file-spreadsheet", "", "export"),
            Command("Show or hide the right pane", self.place.toggle, "panel-right", "F4"),
        ]
        current = self.current()
        return [*self.rows.commands(current), *found] if current else found

    def primary_new(self) -> Callable[[], object] | None:
        """Return how an action is written by hand."""
        return self.new_action

    def position(self) -> dict[str, Any]:
        """Return the current action and what is shown."""
        current = self.current()
        return {
            "action": current.id if current else None,
            "words": self.form.filter_box.text(),
            "which": self.which.value(),
        }

    def go_to(self, position: dict[str, Any]) -> None:
        """Show an action, or what was shown; {"owner": …} shows what one owner owes."""
        action = position.get("action")
        which = position.get("which")
        if which in _STATES:
            self.which.set_value(which)
        self.form.filter_box.setText(str(position.get("words", "")))
        owner = position.get("owner")
        if isinstance(owner, str):
            self._clear()

        def then() -> None:
            if isinstance(owner, str):
                self.form.owner_picker.set_value(owner)
            if isinstance(action, int):
                self.reach(action)

        self._read(then)

    def flush(self) -> None:
        """Write what is being typed."""
        self.pane.flush()

    def reload(self) -> None:
        """Show the store as it is now."""
        self._read()

    def shown_count(self) -> str:
        """Return "6 of 27 actions shown"."""
        every = len(self._all)
        return f"{len(self._shown):,} of {every:,} action{'' if every == 1 else 's'} shown"

    # Acts

    def current(self) -> Action | None:
        """Return the current action."""
        found = self.form.list.current()
        return found.action if found else None

    def new_action(self) -> None:
        """Write an action by hand."""
        self.flush()
        dialog = NewDialog(self.around, self.window(), asked=None)
        if dialog.exec() and dialog.made is not None:
            self.reach(dialog.made)

    def close_current(self, *, done: bool = True) -> None:
        """Ask how the current action was done, or why it is dropped."""
        self.rows.close(done=done)

    def remind(self, only: str = "") -> None:
        """Draft reminders to all who owe something on show, or to one owner."""
        self.flush()
        rows = self._all if only else self._shown
        RemindDialog(
            self.around,
            [one for one in rows if not only or owed_by(one.action) == only],
            self.window(),
        ).exec()
        self.reload()

    def export(self) -> None:
        """Take what is on show out as a workbook."""
        self.flush()
        rows = self.form.list.rows.records()
        ExportDialog(self.around, rows, self._said(), self.window()).exec()

    def reach(self, action_id: int) -> None:
        """Make an action the current one, whatever has to be cleared for it."""
        if self._reading.is_reading:
            self._then = partial(self.reach, action_id)
            return
        if self.form.list.go_to_key(action_id) or not self.around.actions.is_there(action_id):
            return
        state = self.around.actions.one(action_id).state
        self._clear()
        if state not in self._states():
            self.which.set_value(_ALL)
        self._read(partial(self.form.list.go_to_key, action_id))

    # Inside

    def _kept_current(self) -> Action | None:
        """Return the current action once what is typed is kept."""
        self.flush()
        return self.current()

    def _states(self) -> tuple[State, ...]:
        return _STATES[self.which.value() or _OPEN]

    def _read(self, then: Callable[[], object] | None = None) -> None:
        """Read the actions, thousands of them beside the window; then do what needs them."""
        actions, states = self.around.actions, self._states()
        self._then = then or self._then
        if self._reading.is_reading or actions.count(states=states) > _AT_ONCE:
            self._reading.ask(partial(actions.standing, states=states))
        else:
            self._came(actions.standing(states=states))

    def _came(self, found: list[Standing]) -> None:
        """Take in what was read, and show what is wanted of it."""
        self._all = found
        owners = sorted({owed_by(one.action) for one in found} - {""}, key=str.casefold)
        self.form.owner_picker.set_values([(owner, owner) for owner in owners])
        sources = {one.action.source.value for one in found}
        self.form.source_picker.set_values(
            [(code, words) for code, words in SOURCES.items() if code in sources]
        )
        self.quick.show_counts(found)
        self.form.summary_label.setText(summary(found))
        # An empty line under it would push the title off the middle of its buttons.
        self.form.summary_label.setVisible(bool(self.form.summary_label.text()))
        self._show()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _filter(self) -> Filter:
        return Filter(
            self.form.filter_box.text(),
            self._states(),
            str(self.form.owner_picker.value() or ""),
            str(self.form.source_picker.value() or ""),
            self.quick.group(),
            self.quick.no_owner(),
        )

    def _show(self) -> None:
        wanted = self._filter()
        self._shown = shown(self._all, wanted)
        self.form.list.show_actions(self._shown)
        self._show_current(self.form.list.current())
        self._say_count()
        owed = [one.action for one in self._shown if one.action.state is State.OPEN]
        self.form.remind_button.setEnabled(any(owed_by(one) for one in owed))
        self.form.export_button.setEnabled(bool(self._shown))
        self._say_empty(wanted)
        self.around.desk.page_changed()

    def _say_count(self) -> None:
        label = self.form.count_label
        counted = f"{len(self._shown):,} of {len(self._all):,}" if self._all else ""
        label.setText(counted)
        # The box of words gives way to it, not it to the box.
        label.setMinimumWidth(label.fontMetrics().horizontalAdvance(counted) + 2)

    def _show_current(self, standing: Standing | None) -> None:
        """Show the current action whole: the list has it without what became of it."""
        if standing is not None and self.around.actions.is_there(standing.action.id):
            standing = replace(standing, action=self.around.actions.one(standing.action.id))
        self.pane.show_standing(standing)

    def _say_empty(self, wanted: Filter) -> None:
        form = self.form
        form.pages.setCurrentWidget(form.list if self._shown else form.empty_state)
        # With nothing to show beside it a pane would only say so a second time.
        self.place.set_subject(on=bool(self._shown))
        # One filled button on a page: where nothing is owed at all it is that of the empty state.
        is_bare = not self._all and wanted.is_whole
        form.new_button.set_kind("secondary" if is_bare else "primary")
        if self._shown:
            return
        if self._all or not wanted.is_whole:
            form.empty_state.set_filtered("No action fits", self._said())
            return
        form.empty_state.show_text(
            "Nobody owes anything" if self.which.value() == _OPEN else "No action here yet",
            "Actions come from panels and records, or are written by hand.",
            icon="circle-check",
        )
        form.empty_state.set_buttons("New action", "plus")

    def _said(self) -> str:
        wanted = self._filter()
        parts = [f"“{wanted.words.strip()}”"] if wanted.words.strip() else []
        parts += [part for part in (wanted.owner, SOURCES.get(wanted.source, "")) if part]
        parts += [wanted.group.title] if wanted.group else []
        parts += ["Nobody owes it yet"] if wanted.no_owner else []
        return " · ".join(parts)

    def _clear(self) -> None:
        self.form.filter_box.clear()
        self.form.owner_picker.clear_value()
        self.form.source_picker.clear_value()
        self.quick.clear()

    def _first_of_empty(self) -> None:
        if self._filter().is_whole and not self._all:
            self.new_action()
        else:
            self._clear()
            self.reload()

    def step_back(self) -> None:
        """Take the filters off, one by one."""
        if self.form.filter_box.text():
            self.form.filter_box.clear()
        elif not self._filter().is_whole:
            self._clear()
            self.reload()

    # Building

    def _name_pickers(self) -> None:
        self.form.owner_picker.set_any_text("All owners")
        self.form.owner_picker.setAccessibleName("Owner")
        self.form.source_picker.set_any_text("Asked for anywhere")
        self.form.source_picker.setAccessibleName("Asked for by")

    def _wire(self) -> None:
        form = self.form
        self.acts.changed.connect(self.reload)
        theme.changed.connect(self._say_count)
        form.filter_box.textChanged.connect(self._show)
        form.filter_box.moved.connect(form.list.move_by)
        form.filter_box.returnPressed.connect(form.list.setFocus)
        form.owner_picker.currentIndexChanged.connect(lambda _row: self._show())
        form.source_picker.currentIndexChanged.connect(lambda _row: self._show())
        self.which.chosen.connect(self.reload)
        self.quick.changed.connect(self._show)
        form.list.current_changed.connect(self._show_current)
        form.list.opened.connect(lambda _one: self._begin())
        form.list.menu_asked.connect(self.rows.show_menu)
        form.list.stepped_back.connect(self.step_back)
        form.new_button.clicked.connect(self.new_action)
        form.remind_button.clicked.connect(lambda: self.remind())
        form.export_button.clicked.connect(self.export)
        form.empty_state.first_clicked.connect(self._first_of_empty)
        pane = self.pane
        pane.done_asked.connect(self.rows.close)
        pane.drop_asked.connect(partial(self.rows.close, done=False))
        pane.reopen_asked.connect(self.rows.reopen)
        pane.note_asked.connect(self.rows.note)
        pane.remind_asked.connect(self._remind_current)
        pane.evidence_asked.connect(self.rows.add_file)
        pane.evidence_opened.connect(self.rows.evidence.open)
        pane.evidence_removed.connect(self.rows.remove_file)
        for keys, act in (("Ctrl+F", form.filter_box.setFocus), ("F4", self.place.toggle)):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _begin(self) -> None:
        """Put the keyboard into the action on show; in a narrow window its pane comes first."""
        self.place.show()
        self.pane.begin()

    def _remind_current(self) -> None:
        action = self.current()
        if action is not None:
            self.remind(owed_by(action))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Come back from the pane on Esc; a drawer closes."""
        if event.key() == Qt.Key.Key_Escape and self.pane.isAncestorOf(self.window().focusWidget()):
            self.flush()
            self.form.list.setFocus()
            self.place.close_drawer()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        self.form.list.setFocus(event.reason())
