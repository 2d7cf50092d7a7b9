"""The point “Actions from last time”: gone through action by action with single keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from prevent_desk.actions.model.records import State
from prevent_desk.actions.model.standing import Standing
from prevent_desk.actions.ui.action_list import ActionList
from prevent_desk.panels.model.records import ItemKind
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.once import Once
from prevent_desk.panels.ui.desk.owed_here import OwedHere
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.labels import ElidedLabel, Rule

_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class EarlierList(ActionList):
    """Actions whose keys are letters: D done, C carried on, X dropped; Enter changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Actions of earlier panels")
        self.acts: dict[int, Callable[[int], object]] = {}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the letters of the list."""
        current, act = self.current(), self.acts.get(event.key())
        if act is not None and current is not None and event.modifiers() in _BARE:
            act(current.action.id)
            return
        super().keyPressEvent(event)


class EarlierPane(QWidget):
    """Shows the actions of earlier panels while that point of the agenda is on show."""

    def __init__(self, hub: Hub, owed: OwedHere, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._owed = hub, owed
        self._standing: list[Standing] = []
        self.list = EarlierList()
        self.list.acts = {
            Qt.Key.Key_D: owed.close,
            Qt.Key.Key_C: owed.carry,
            Qt.Key.Key_X: partial(owed.close, done=False),
        }
        self.keys = ElidedLabel("D done  ·  C carried on  ·  X drop  ·  Enter change", "meta")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 0, 14, 6)
        foot.addWidget(self.keys)
        column.addLayout(foot)
        column.addWidget(Rule())
        self.setFocusProxy(self.list)
        self.list.opened.connect(lambda one: owed.change(one.action.id))
        self.list.stepped_back.connect(hub.focus_entry)
        self.list.menu_asked.connect(self._menu)
        self._once = Once(self.read, hub, self)
        hub.item_changed.connect(lambda _item: self._once.now())
        hub.meeting_changed.connect(self._once.ask)
        hub.actions_changed.connect(self._once.ask)
        self.hide()

    def read(self) -> None:
        """Show the store as it is now; at another point of the agenda nothing."""
        item, meeting_id = self._hub.item(), self._hub.meeting_id
        here = item is not None and item.kind is ItemKind.ACTIONS and meeting_id is not None
        earlier = self._hub.around.services.earlier
        self._standing = earlier.standing(meeting_id) if here and meeting_id is not None else []
        self.list.show_actions(self._standing)
        self.setVisible(bool(self._standing))
        self.list.setEnabled(not self._hub.is_sealed())
        self.keys.setVisible(not self._hub.is_sealed())

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the current action of the list."""
        current = self.list.current() if not self.isHidden() else None
        if current is None or current.action.state is not State.OPEN:
            return ()
        return [Command(words, run, icon, key) for words, run, icon, key in self._acts(current)]

    # Inside

    def _acts(self, one: Standing) -> list[tuple[str, Callable[[], object], str, str]]:
        number, key, owed = one.action.number, one.action.id, self._owed
        return [
            (f"Action {number}: done", partial(owed.close, key), "check", "D"),
            (f"Action {number}: carried on", partial(owed.carry, key), "arrow-right", "C"),
            (f"Action {number}: drop", partial(owed.close, key, done=False), "x", "X"),
            (f"Change action {number}", partial(owed.change, key), "pencil", "Enter"),
        ]

    def _menu(self, one: Standing, place: QPoint) -> None:
        if self._hub.is_sealed() or one.action.state is not State.OPEN:
            return
        menu = QMenu(self)
        for words, run, _icon, key in self._acts(one):
            menu.addAction(f"{words}\t{key}").triggered.connect(lambda _on=False, run=run: run())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
