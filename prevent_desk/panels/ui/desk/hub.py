"""What the parts of the desk know of one another: which meeting, which point, and what changed.

A part listens here and tells here; none knows another. What one part writes is told by its own
signal, so that a kept line never reads the room, the agenda and every other view again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from prevent_desk.core.errors import DeskError
from prevent_desk.panels.model.records import Item, ItemState, Meeting, MeetingState
from prevent_desk.panels.ui.around import Around
from prevent_desk.ui import messages

Answer = TypeVar("Answer")
Failed = TypeVar("Failed")


class Hub(QObject):
    """The meeting on the desk, and the point of its agenda that is on show.

    Attributes:
        around: Services, shell and clock.
        meeting_id: The meeting on the desk; None where there is none.
        item_id: The point on show; None while the agenda is empty.

    Signals:
        leaving: Another point, view or lock is about to come: keep what is typed now.
        meeting_changed: Another meeting, or another state of it.
        item_changed: Another point is on show, or what it is has changed; its key.
        lines_changed: Lines of the notes were written.
        room_changed: Somebody came, went or declared an interest.
        decision_changed: The decision of a point was written; the point's key.
        actions_changed: An action was made or changed.
        agenda_changed: Points came, went, moved, or are in another state.
        entry_wanted: The keyboard belongs into the entry line.
        decision_said: A line of a decision was kept for a case; the point's key.
        action_wanted: An action of the notes shall be changed; its key among all that is owed.
        decision_wanted: The decision card of the point on show shall open (Ctrl+D).
        room_wanted: The box for initials shall have the keyboard (F8).
        quick_wanted: The quick action shall have it (Ctrl+Shift+A).
        place_wanted: A place a check names shall be opened: the point's key and "decision",
            "rationale", "action", "room", "consent", "health", "teller", "private" or "lines"; or
            a part of a decision as `model.deciding.PLACES` names it.
        share_wanted: The shared window shall be shown, or closed where it is.
        share_changed: Whether the shared window is on show.
        finish_wanted: The meeting shall be finished: its checks come first.
    """

    leaving = Signal()
    meeting_changed = Signal()
    item_changed = Signal(int)
    lines_changed = Signal()
    room_changed = Signal()
    decision_changed = Signal(int)
    actions_changed = Signal()
    agenda_changed = Signal()
    entry_wanted = Signal()
    decision_said = Signal(int)
    action_wanted = Signal(int)
    decision_wanted = Signal()
    room_wanted = Signal()
    quick_wanted = Signal()
    place_wanted = Signal(int, str)
    share_wanted = Signal()
    share_changed = Signal(bool)
    finish_wanted = Signal()

    def __init__(self, around: Around, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.meeting_id: int | None = None
        self.item_id: int | None = None
        self._meeting: Meeting | None = None
        self._items: list[Item] = []

    # What is on the desk

    def meeting(self) -> Meeting | None:
        """Return the meeting on the desk, as it was read last."""
        return self._meeting

    def is_live(self) -> bool:
        """Return whether the meeting runs now."""
        return self._meeting is not None and self._meeting.state is MeetingState.LIVE

    def is_sealed(self) -> bool:
        """Return whether notes can no longer be changed: minutes approved, meeting cancelled."""
        ended = {MeetingState.APPROVED, MeetingState.CANCELLED}
        return self._meeting is None or self._meeting.state in ended

    def can_read(self) -> bool:
        """Return whether the store is open: what comes later by a timer asks this first.

        A lock writes what is typed, which tells of itself, and closes the store at once.
        """
        return self.around.services.store.is_open

    def items(self) -> list[Item]:
        """Return the agenda, in its order, as it was read last."""
        return self._items

    def item(self) -> Item | None:
        """Return the point on show."""
        return next((one for one in self._items if one.id == self.item_id), None)

    def now(self) -> Item | None:
        """Return the point the meeting is at; None before it began and after it ended."""
        return next((one for one in self._items if one.state is ItemState.NOW), None)

    # Going

    def open(self, meeting_id: int | None, item_id: int | None = None) -> None:
        """Put a meeting on the desk: at a point, else where it was left, else where it is at."""
        if self.meeting_id is not None:
            self.leaving.emit()
        self.meeting_id = meeting_id
        self.item_id = None
        self._read()
        self.item_id = self._start(item_id)
        # Who listens to the point reads its lines, decision and actions with it.
        self._tell_of_meeting()

    def go_to(self, item_id: int) -> None:
        """Show a point; the meeting's clock stays where it is (`take_up` moves it too)."""
        if item_id == self.item_id or not any(one.id == item_id for one in self._items):
            return
        self.leaving.emit()
        self.item_id = item_id
        self.item_changed.emit(item_id)
        self.around.desk.page_changed()

    def take_up(self, item_id: int) -> None:
        """Go on to a point: while the meeting runs its clock goes there as well."""
        now = self.now()
        if self.is_live() and (now is None or now.id != item_id):
            self.leaving.emit()
            agenda = self.around.services.agenda
            if not self.done(lambda: agenda.go_to(item_id)):
                return
            self.read_agenda()
        self.go_to(item_id)

    def step(self, by: int) -> None:
        """Take up the next point (1), or the one before (-1), passing over dropped ones."""
        there = [one.id for one in self._items if one.state is not ItemState.DROPPED]
        if self.item_id not in there:
            wanted = there[:1]
        else:
            place = there.index(self.item_id) + by
            wanted = there[place : place + 1] if place >= 0 else []
        if wanted:
            self.take_up(wanted[0])

    def focus_entry(self) -> None:
        """Put the keyboard into the entry line of the notes."""
        self.entry_wanted.emit()

    # Acting

    def do(
        self, act: Callable[[], Answer], failed: Failed, *, said: str = "", undo: bool = True
    ) -> Answer | Failed:
        """Do something at a service; a refusal is shown in words and answered with `failed`.

        Tells nobody: whoever calls it emits the signal of what it wrote.

        Args:
            act: Calls a service.
            failed: What is answered where it was refused.
            said: What the toast tells when it is done; empty for none. Names no person.
            undo: Whether the toast offers Undo.
        """
        try:
            answer = act()
        except DeskError as error:
            messages.show_failure(self.around.owner.window(), error)
            return failed
        self.around.desk.saved()
        if said:
            self.around.desk.toast(said, undo=undo)
        return answer

    def done(self, act: Callable[[], object], *, said: str = "", undo: bool = True) -> bool:
        """Do something that answers nothing, as `do`; return whether it was done."""

        def acted() -> bool:
            act()
            return True

        return self.do(acted, failed=False, said=said, undo=undo)

    # Reading again

    def read_agenda(self) -> None:
        """Read meeting and agenda again, and tell; the point on show stays."""
        before = self._meeting
        self._read()
        if self.item() is None:
            self.item_id = self._start(None)
        if self._meeting != before:
            self.meeting_changed.emit()
        self.agenda_changed.emit()

    def reload(self) -> None:
        """Show the store as it is now, everywhere on the desk."""
        if self.meeting_id is None:
            return
        self._read()
        if self.item() is None:
            self.item_id = self._start(None)
        self._tell_all()

    def _read(self) -> None:
        services = self.around.services
        self._meeting = None
        self._items = []
        if self.meeting_id is None:
            return
        try:
            self._meeting = services.meetings.one(self.meeting_id)
        except DeskError:
            # Undo took it away, or a place kept in the way back names one that is gone.
            self.meeting_id = None
            return
        self._items = services.agenda.of(self.meeting_id)

    def _start(self, item_id: int | None) -> int | None:
        meeting, now = self._meeting, self.now()
        kept: dict[str, Any] = meeting.place if meeting else {}
        there = {one.id for one in self._items}
        wished = (item_id, kept.get("item"), now.id if now else None)
        first = self._items[0].id if self._items else None
        return next((one for one in wished if one in there), first)

    def _tell_of_meeting(self) -> None:
        self.meeting_changed.emit()
        self.agenda_changed.emit()
        self.item_changed.emit(self.item_id or 0)
        self.room_changed.emit()
        self.around.desk.page_changed()

    def _tell_all(self) -> None:
        self._tell_of_meeting()
        self.lines_changed.emit()
        self.decision_changed.emit(self.item_id or 0)
        self.actions_changed.emit()
