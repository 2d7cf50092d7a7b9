"""The tab “Actions” of a record: what is owed in this referral, open and closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.actions.model.records import NewAction, Source
from prevent_desk.actions.model.standing import Group, Standing, stands
from prevent_desk.actions.service import Actions
from prevent_desk.actions.ui.action_list import ActionList
from prevent_desk.actions.ui.around import Around as ActionsAround
from prevent_desk.actions.ui.dialogs import CloseDialog, NewDialog
from prevent_desk.contacts.service import ContactServices
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.ui.around import Around, Tab, TabKind
from prevent_desk.ui import icons, theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel

KEY = "actions"


def kind(actions: Actions, contacts: ContactServices) -> TabKind:
    """Return the tab, for the record that gets it."""

    def make(around: Around, parent: QWidget) -> Tab:
        return OwedTab(around, actions, contacts, parent)

    return TabKind(KEY, "Actions", make)


class OwedTab(QWidget):
    """Satisfies `prevent_desk.referrals.ui.around.Tab`."""

    def __init__(
        self, around: Around, actions: Actions, contacts: ContactServices, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._around = ActionsAround(
            actions, contacts, around.desk, around.clock, around.acts, actions.working_days,
            around.owner,
        )  # fmt: skip
        self._episode: Episode | None = None
        self.summary_label = ElidedLabel("", "support")
        self.new_button = Button("Ne&w action", "plus", small=True)
        self.list = ActionList()
        self.empty_state = EmptyState(
            "list-checks",
            self.tr("Nobody owes anything in this referral"),
            self.tr("Panels ask for actions; others are written here by hand."),
            first=self.tr("New action"),
            first_icon="plus",
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty_state)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.addWidget(self.summary_label, 1)
        head.addWidget(self.new_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        self.new_button.clicked.connect(self.new_action)
        self.empty_state.first_clicked.connect(self.new_action)
        self.list.opened.connect(self._open)
        self.list.menu_asked.connect(self._show_menu)

    # What the record asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def show_episode(self, episode: Episode) -> None:
        """Show what is owed in a referral, keeping the current row."""
        self._episode = episode
        today, days = self._around.clock.today(), self._actions.working_days()
        found = [stands(one, today, days) for one in self._actions.of_case(episode.ref)]
        self.list.show_actions(found)
        self.pages.setCurrentWidget(self.list if found else self.empty_state)
        self.new_button.setVisible(bool(found))
        still = sum(one.group is not Group.CLOSED for one in found)
        closed = len(found) - still
        parts = [f"{still} open", f"{closed} closed" if closed else ""]
        self.summary_label.setText("  ·  ".join(part for part in parts if part) if found else "")

    def badge(self, episode: Episode) -> int:
        """Return how many are open."""
        return self._actions.open_of_case(episode.ref)

    def flush(self) -> None:
        """Nothing is typed in the tab itself; the dialog keeps its own words."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the actions now."""
        if self._episode is None:
            return ()
        new = f"New action for {self._episode.ref}"
        found = [Command(new, self.new_action, "list-plus", "", "owe task")]
        current = self.list.current()
        return [*found, *self._row_commands(current)] if current else found

    # Acts

    def new_action(self) -> None:
        """Write an action of this referral by hand."""
        if self._episode is None:
            return
        asked = NewAction(
            "", source=Source.REFERRAL, source_id=self._episode.id,
            source_words=self._episode.ref, case_ref=self._episode.ref,
        )  # fmt: skip
        NewDialog(self._around, self.window(), asked=asked).exec()

    def _open(self, one: Standing) -> None:
        self._around.desk.open_page("Actions", {"action": one.action.id, "which": "all"})

    def _row_commands(self, one: Standing) -> list[Command]:
        number = one.action.number
        found = [Command(f"Open action {number}", partial(self._open, one), "list-checks", "Enter")]
        if one.group is not Group.CLOSED:
            found += [
                Command(f"Close action {number} as done", partial(self._close, one), "check"),
                Command(f"Drop action {number}", partial(self._close, one, done=False), "x"),
            ]
        return found

    def _close(self, one: Standing, *, done: bool = True) -> None:
        CloseDialog(self._around, one.action, self.window(), done=done).exec()

    def _show_menu(self, one: Standing, place: QPoint) -> None:
        menu = QMenu(self)
        for command in self._row_commands(one):
            picture = icons.icon(command.icon, "text2", theme.px(16))
            run: Callable[[], object] = command.run
            menu.addAction(picture, command.title).triggered.connect(
                lambda _on=False, run=run: run()
            )
        menu.popup(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        shown = self.list if self.list.rows.rowCount() else self.empty_state
        shown.setFocus(event.reason())
