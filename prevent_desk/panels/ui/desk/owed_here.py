"""Actions changed, closed and carried on at the desk, without leaving the meeting."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from prevent_desk.actions.model.records import Action, State
from prevent_desk.actions.ui.around import Around
from prevent_desk.actions.ui.change_dialog import ChangeDialog
from prevent_desk.actions.ui.dialogs import CloseDialog
from prevent_desk.panels.model.shared_words import Names
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.share_words_dialog import HOLDS_NAME


class OwedHere(QObject):
    """What can be done with one action of the list of all that is owed."""

    def __init__(self, hub: Hub, owner: QWidget) -> None:
        super().__init__(owner)
        self._hub, self._owner = hub, owner
        hub.action_wanted.connect(self.change)

    def change(self, action_id: int) -> None:
        """Change an action over the notes; a closed one is shown where it can be read."""
        action = self._action(action_id)
        self._hub.leaving.emit()
        if action.state is not State.OPEN:
            self._hub.around.desk.open_page("Actions", {"action": action_id})
            return
        meeting_id, services = self._hub.meeting_id, self._hub.around.services
        names = services.sharing.names_for(meeting_id) if meeting_id is not None else Names()

        def wrong(words: str) -> str:
            return HOLDS_NAME if names.held_by(words) else ""

        around = self._around()
        if ChangeDialog(around, action, self._owner, wrong_to_share=wrong).exec():
            self._tell()

    def close(self, action_id: int, *, done: bool = True) -> None:
        """Ask how an action was done, or why it is dropped."""
        action = self._action(action_id)
        if action.state is not State.OPEN:
            return
        self._hub.leaving.emit()
        if CloseDialog(self._around(), action, self._owner.window(), done=done).exec():
            self._tell()

    def carry(self, action_id: int) -> None:
        """Note that this panel carries an action on."""
        hub, earlier = self._hub, self._hub.around.services.earlier
        if hub.meeting_id is None:
            return
        meeting_id, number = hub.meeting_id, self._action(action_id).number
        if hub.done(lambda: earlier.carry(meeting_id, action_id)):
            hub.around.desk.toast(f"Action {number} carried on.", undo=True)
            self._tell()

    # Inside

    def _action(self, action_id: int) -> Action:
        return self._hub.around.services.actions.one(action_id)

    def _around(self) -> Around:
        around, services = self._hub.around, self._hub.around.services
        return Around(
            services.actions, services.contacts, around.desk, around.clock, around.acts,
            services.actions.working_days, self._owner,
        )  # fmt: skip

    def _tell(self) -> None:
        self._hub.lines_changed.emit()
        self._hub.actions_changed.emit()
