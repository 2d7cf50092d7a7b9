"""The middle of the desk: case head, notes, decision, own note, entry line."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.notes import Typed
from prevent_desk.panels.model.records import NoteLine
from prevent_desk.panels.ui.desk import parts
from prevent_desk.panels.ui.desk.case_head import CaseHead
from prevent_desk.panels.ui.desk.earlier import EarlierPane
from prevent_desk.panels.ui.desk.entry.bar import EntryBar
from prevent_desk.panels.ui.desk.entry.spelling import take_names, toggle
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.notes.pane import NotesPane
from prevent_desk.panels.ui.desk.once import Once
from prevent_desk.panels.ui.desk.owed_here import OwedHere
from prevent_desk.panels.ui.desk.private_note import PrivateNote
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.labels import Rule


class Middle(QWidget):
    """What is said about one point of the agenda, and where it is written."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = CaseHead(hub)
        self.owed = OwedHere(hub, self)
        self.earlier = EarlierPane(hub, self.owed)
        self.notes = NotesPane(hub)
        self.card = parts.CARD(hub) if parts.CARD is not None else None
        self.private = PrivateNote(hub)
        self.entry = EntryBar(hub)
        self.private.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Rule())
        column.addWidget(self.earlier, 3)
        column.addWidget(self.notes, 2)
        if self.card is not None:
            column.addWidget(self.card)
        column.addWidget(self.private)
        column.addWidget(Rule())
        column.addWidget(self.entry)
        # After the desk was opened and drawn: the names of the room are not needed for that.
        self._names = Once(lambda: take_names(hub), hub, self)
        self._connect()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the notes now."""
        hub, notes = self._hub, self.notes
        note = "Close your own note" if self.private.isVisible() else "Write your own note"
        found = [
            Command(note, self.toggle_private, "lock", "Ctrl+J", "private working note"),
            Command("Check spelling or stop checking", lambda: toggle(hub), "spell-check"),
            Command("Change the quick phrases", self.entry.edit_phrases, "text-quote"),
            Command("Show words kept earlier", self.entry.show_earlier, "history", "", "snapshot"),
        ]
        if not hub.is_sealed():
            found = [
                *self.earlier.commands(),
                Command("Change the last line", notes.edit_last, "pencil", "Ctrl+E"),
                Command("Make an action of the last line", notes.make_action_of_last, "list-plus"),
                *found,
            ]
        item = hub.item()
        if item is not None and item.ref:
            found.append(Command(f"Open the record of {item.ref}", self.head.open_record, "file"))
        return found

    def shown_count(self) -> str:
        """Return how many lines the point on show has."""
        count = sum(not line.struck for line in self.notes.lines())
        item = self._hub.item()
        if item is None:
            return ""
        return f"{count} line{'' if count == 1 else 's'} under {item.called}"

    def toggle_private(self) -> None:
        """Show the officer's own note with the keyboard in it, or close it."""
        on = not self.private.isVisible()
        self.private.flush()
        self.private.setVisible(on)
        self.head.set_private(on=on)
        if on:
            self.private.read()
            self.private.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._hub.focus_entry()

    # Inside

    def _connect(self) -> None:
        hub = self._hub
        self.notes.shown.connect(self._shown)
        self.entry.line_done.connect(self._keep)
        self.entry.list_wanted.connect(self._to_list)
        self.head.private_wanted.connect(self.toggle_private)
        self.private.closed.connect(self.toggle_private)
        hub.leaving.connect(self._leave)
        hub.room_changed.connect(self._names.ask)
        hub.item_changed.connect(lambda _item: self._names.ask())
        hub.meeting_changed.connect(lambda: self.entry.set_sealed(on=hub.is_sealed()))
        hub.place_wanted.connect(self._place_wanted)
        for keys, act in (("Ctrl+J", self.toggle_private), ("Ctrl+E", self.notes.edit_last)):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _shown(self, lines: list[NoteLine]) -> None:
        if self.entry.typed().item_id != (self._hub.item_id or 0):
            self.entry.show_item(lines)

    def _keep(self, typed: Typed) -> None:
        if self.notes.keep(typed):
            self.entry.clear()
            self._hub.around.desk.page_changed()

    def _to_list(self) -> None:
        if not self.notes.view.go_to_last():
            self._hub.focus_entry()

    def _leave(self) -> None:
        """Remember where the desk stands, so that it reopens there."""
        hub = self._hub
        self.notes.waiting.try_again()
        if hub.meeting_id is None or hub.item_id is None:
            return
        typed = self.entry.typed()
        place = {"item": hub.item_id, "cursor": typed.cursor}
        changing = self.notes.changing.line_id()
        if changing is not None:
            place["line"] = changing
        with suppress(Refused):
            hub.around.services.meetings.remember_place(hub.meeting_id, place)

    def _place_wanted(self, _item_id: int, place: str) -> None:
        if place == "private" and not self.private.isVisible():
            self.toggle_private()
        elif place == "lines":
            self._hub.focus_entry()
