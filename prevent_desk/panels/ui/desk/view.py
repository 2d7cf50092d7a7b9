"""The panel desk: agenda left, case and live notes in the middle, the room right.

`parts.py` says what stands in the panes; `hub.py` is what the parts know of one another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.panels.model.records import MeetingState
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.desk import parts
from prevent_desk.panels.ui.desk.finish_checks import Finisher
from prevent_desk.panels.ui.desk.header import Header
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.middle import Middle
from prevent_desk.panels.ui.desk.sharing import WARNING, SharedView
from prevent_desk.ui import tab_order
from prevent_desk.ui.page import Command
from prevent_desk.ui.pane_widths import PaneWidths
from prevent_desk.ui.side_place import SidePlace
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import Rule

_LEFT_PX, _LEFT_LEAST_PX = 226, 190
_RIGHT_PX = 305
_MIDDLE_LEAST_PX = 380


class DeskView(QWidget):
    """One meeting while it runs; satisfies `prevent_desk.ui.page.Page`."""

    title = "Panel desk"
    icon = "gavel"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.hub = Hub(around, self)
        self.header = Header(self.hub)
        self.left = _column(self.hub, parts.LEFT)
        self.middle = Middle(self.hub)
        self.right = _column(self.hub, parts.RIGHT)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for place, pane in enumerate((self.left, self.middle, self.right)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(place, 1 if pane is self.middle else 0)
        self._empty = EmptyState(
            "gavel",
            self.tr("No meeting is on the desk"),
            self.tr("Open a panel and begin it: its notes are written here."),
            first=self.tr("Show the panels"),
        )
        self._empty.first_clicked.connect(lambda: around.open_view("meetings", {}))
        self._lay()
        self.place = SidePlace(
            self, self._splitter, self.middle, self.right, around.desk,
            kept_as="panels/room", width_px=_RIGHT_PX,
        )  # fmt: skip
        self.header.side.clicked.connect(self._toggle_side)
        self.place.laid.connect(self._offer_side)
        self._offer_side()
        self.shared = SharedView(self.hub, self)
        self.finisher = Finisher(self.hub, self)
        self.hub.meeting_changed.connect(self._show)
        self._bind()
        self._widths = PaneWidths(
            self._splitter, self.place, around.desk, kept_as="panels/desk_widths",
            left_px=_LEFT_PX,
            least_px=((self.left, _LEFT_LEAST_PX), (self.middle, _MIDDLE_LEAST_PX)),
        )  # fmt: skip
        self._show()

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return the day of the meeting; never a name."""
        meeting = self.hub.meeting()
        if meeting is None:
            return ()
        place = {"meeting": meeting.id}
        words = f"{meeting.starts.day} {meeting.starts:%B}"
        return (Command(words, lambda: self._around.open_view("desk", place)),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done at the desk now."""
        hub = self.hub
        if hub.meeting() is None:
            return ()
        side = "Hide the room" if self.place.is_shown() else "Show the room"
        found = [
            Command("Go to the next point of the agenda", lambda: self._step(1), "", "Alt+Down"),
            Command("Go to the point before", lambda: self._step(-1), "", "Alt+Up"),
            Command("Note who came or left", hub.room_wanted.emit, "users", "F8", "attendance"),
            Command("Quick action", hub.quick_wanted.emit, "list-plus", "Ctrl+Shift+A"),
            Command("Decide the case", hub.decision_wanted.emit, "gavel", "Ctrl+D", "decision"),
            Command("Write a line", hub.focus_entry, "notebook-pen", "", "note entry"),
            Command(side, self.place.toggle, "panel-right", "F4", "side pane attendance"),
            *self.middle.commands(),
        ]
        if hub.is_live():
            meeting = hub.meeting()
            if meeting is not None and meeting.read_out is None:
                words = "Note that the statement was read"
                found.append(Command(words, self._statement_read, "shield", "", "confidentiality"))
            found.append(Command("Show or close the shared window", hub.share_wanted.emit))
            found.append(Command("Finish the meeting", hub.finish_wanted.emit, "stamp"))
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does here: a new line."""
        return self.hub.focus_entry if self.hub.meeting() is not None else None

    def position(self) -> dict[str, Any]:
        """Return the meeting and the point on show."""
        if self.hub.meeting_id is None:
            return {}
        return {"meeting": self.hub.meeting_id, "item": self.hub.item_id}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a meeting, at a point and a place of it where they are named.

        Without a meeting: the one that runs, where none is on the desk yet.
        """
        meeting_id, item_id = position.get("meeting"), position.get("item")
        wanted = item_id if isinstance(item_id, int) else None
        if not isinstance(meeting_id, int):
            meeting_id = self.hub.meeting_id or self._running()
        if meeting_id != self.hub.meeting_id or self.hub.meeting() is None:
            self.hub.open(meeting_id, wanted)
        elif wanted is not None:
            self.hub.go_to(wanted)
        if self.isAncestorOf(self.window().focusWidget()) or self.hasFocus():
            self.hub.focus_entry()
        place = position.get("place")
        if isinstance(place, str) and self.hub.item_id is not None:
            self.hub.place_wanted.emit(self.hub.item_id, place)

    def flush(self) -> None:
        """Keep what is being typed, and where it is."""
        self.hub.leaving.emit()
        self._widths.remember()

    def reload(self) -> None:
        """Show the store as it is now."""
        self.hub.reload()

    def shown_count(self) -> str:
        """Return how many lines the point on show has; while a meeting looks on, the warning."""
        return WARNING if self.shared.is_on() else self.middle.shown_count()

    # Inside

    def _lay(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Rule())
        column.addWidget(self._splitter, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        own = QVBoxLayout(self)
        own.setContentsMargins(0, 0, 0, 0)
        own.addWidget(self._stack)

    def _bind(self) -> None:
        for keys, act in (
            ("F4", self._toggle_side),
            ("F6", lambda: self._next_pane(1)),
            ("Shift+F6", lambda: self._next_pane(-1)),
            ("Alt+Down", lambda: self._step(1)),
            ("Alt+Up", lambda: self._step(-1)),
            ("Ctrl+D", self.hub.decision_wanted.emit),
            ("F8", partial(self._at_side, self.hub.room_wanted)),
            ("Ctrl+Shift+A", partial(self._at_side, self.hub.quick_wanted)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape = QShortcut(QKeySequence("Esc"), self.right, self._leave_side)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _show(self) -> None:
        there = self.hub.meeting() is not None
        self._stack.setCurrentIndex(1 if there else 0)
        self.place.set_subject(on=there)

    def _running(self) -> int | None:
        meetings = self._around.services.meetings.all()
        live = [one.id for one in meetings if one.state is MeetingState.LIVE]
        return live[0] if live else None

    # Panes

    def _toggle_side(self) -> None:
        held = self.right.isAncestorOf(self.window().focusWidget())
        self.place.toggle()
        if held and not self.place.is_shown():
            self.hub.focus_entry()

    def _offer_side(self) -> None:
        """Offer the room by a button where it is not always in sight."""
        self.header.offer_side(on=self.place.is_drawer() or not self.place.is_shown())

    def _at_side(self, wanted: SignalInstance) -> None:
        if self.hub.meeting() is not None:
            self.place.show()
            wanted.emit()

    def _leave_side(self) -> None:
        self.place.close_drawer()
        self.hub.focus_entry()

    def _statement_read(self) -> None:
        hub = self.hub
        meetings, meeting_id = self._around.services.meetings, hub.meeting_id
        if meeting_id is not None and hub.done(lambda: meetings.read_statement(meeting_id)):
            hub.read_agenda()

    def _step(self, by: int) -> None:
        """Go on in the agenda and to the entry line.

        What is said of the next case must not be typed into what was open for the one before.
        """
        self.hub.step(by)
        if not self.left.isAncestorOf(self.window().focusWidget()):
            self.hub.focus_entry()

    def _next_pane(self, by: int) -> None:
        focused = self.window().focusWidget()
        panes = [self.left, self.middle, self.right]
        now = next((n for n, pane in enumerate(panes) if pane.isAncestorOf(focused)), 0)
        wanted = panes[(now + by) % len(panes)]
        if wanted is self.middle:
            self.hub.focus_entry()
            return
        if wanted is self.right:
            self.place.show()
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focusNextPrevChild(self, on: bool) -> bool:
        """Go through one pane after the other by Tab: agenda, notes with the decision, the room.

        Line by line over all three, Tab would jump out of a decision in the middle of writing.
        """
        if self.hub.meeting() is None:
            return super().focusNextPrevChild(on)
        panes = self.place.in_order(self.header, self.left, self.middle)
        return tab_order.go(panes, forward=on)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on: to the entry line, or to what an empty desk offers."""
        super().focusInEvent(event)
        if self.hub.meeting() is None:
            self._empty.setFocus(event.reason())
        else:
            self.hub.focus_entry()


def _column(hub: Hub, made: Sequence[tuple[parts.Part, int]]) -> QWidget:
    """Return a pane with its parts one under another; the first has its keyboard."""
    pane = QWidget()
    pane.setProperty("pane", "surface")
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for number, (make, share) in enumerate(made):
        if number:
            column.addWidget(Rule())
        part = make(hub)
        column.addWidget(part, share)
        if number == 0:
            pane.setFocusProxy(part)
    return pane
