"""The minutes: meetings left, their words in the middle, approval, seal and papers right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_date
from prevent_desk.panels.model import minutes
from prevent_desk.panels.model.minutes import MinutesDraft
from prevent_desk.panels.model.records import MeetingState
from prevent_desk.panels.service.minutes import Held
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.minutes.acts import MinutesActs
from prevent_desk.panels.ui.minutes.held_list import HeldList
from prevent_desk.panels.ui.minutes.reading_pane import ReadingPane
from prevent_desk.panels.ui.minutes.side_pane import SidePane
from prevent_desk.panels.ui.minutes.told import Told, told_of
from prevent_desk.ui import messages, theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.read_beside import ReadBeside
from prevent_desk.ui.side_place import SidePlace
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel, Rule

VIEW = "minutes"
_LINK = "Open at the desk"
_LEFT_PX, _LEFT_LEAST_PX, _MIDDLE_LEAST_PX = 250, 236, 380
_STATES = {
    MeetingState.LIVE: ("Live", "radio", "blue"),
    MeetingState.HELD: ("Draft", "file-pen", "amber"),
    MeetingState.APPROVED: ("Sealed", "lock", "green"),
}


class MinutesView(QWidget):
    """Satisfies `prevent_desk.ui.page.Page`; positions: {"meeting": 3, "record": True}."""

    title = "Minutes"
    icon = "file-text"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._around = around
        self._held: Held | None = None
        self._visit = 0
        self._is_stale = False
        self._told_for: tuple[int, int] | None = None
        store = around.services.store
        self._telling: ReadBeside[Told] = ReadBeside(
            self, self._tell, lambda: store.is_open, self._not_told
        )
        self.list = HeldList()
        self.reading = ReadingPane(framed=True)
        self.side = SidePane(self._save_text)
        self._lay()
        self.place = SidePlace(
            self, self._splitter, self._middle, self.side, around.desk, kept_as="panels/minutes"
        )
        buttons = self.seal_button, self.side.record_button
        self.acts = MinutesActs(around, self, lambda: self._held, self.flush, buttons)
        self.list.current_changed.connect(self._chosen)
        self.list.opened.connect(lambda _held: self.reading.setFocus())
        self.reading.place_wanted.connect(self._go_to_desk)
        self.side.place_wanted.connect(self._go_to_desk)
        self.side.case_wanted.connect(self._open_case)
        self.side.add_wanted.connect(self.acts.add)
        self.side.record_wanted.connect(self.acts.record)
        self.side.template_wanted.connect(self.acts.choose_template)
        self.side.kept_wanted.connect(self.acts.show_kept)
        self.seal_button.clicked.connect(self.acts.seal)
        self.out_button.clicked.connect(self.acts.take_out)
        self.side_button.clicked.connect(self.place.toggle)
        shortcut = QShortcut(QKeySequence("F4"), self, self.place.toggle)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.list)
        self._read()

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return the view, and the day of the meeting; never a name."""
        found = [Command(self.title, partial(self._around.open_view, VIEW, {}))]
        if self._held is not None:
            day = self._held.meeting.starts
            found.append(Command(f"{day.day} {day:%B}", lambda: None))
        return found

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the minutes on show."""
        side = "Hide what belongs to the minutes" if self.place.is_shown() else "Show approval"
        found = [
            Command(side, self.place.toggle, "panel-right", "F4", "side pane seal"),
            Command("Choose the Word template of minutes", self.acts.choose_template, "file-pen"),
        ]
        if self._held is None:
            return found
        found.append(
            Command("Take the minutes out", self.acts.take_out, "download", "", "pdf word")
        )
        if self._held.sealed is not None:
            found.append(Command("Add to the minutes", self.acts.add, "plus", "", "addendum"))
        elif self._held.meeting.state is MeetingState.HELD:
            found.append(Command("Approve and seal the minutes", self.acts.seal, "stamp"))
        found.append(Command("Record the decisions", self.acts.record, "check-check", "", "cases"))
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does here: an addendum, where the minutes are sealed."""
        return self.acts.add if self._held is not None and self._held.sealed is not None else None

    def position(self) -> dict[str, Any]:
        """Return which minutes are on show."""
        return {"meeting": self._held.meeting.id} if self._held is not None else {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show the minutes of a meeting; its decisions are recorded where that is asked for."""
        meeting_id = position.get("meeting")
        if isinstance(meeting_id, int):
            self._select(meeting_id)
            if position.get("record") and self._shows(meeting_id):
                self.acts.record()

    def flush(self) -> None:
        """Keep what is being typed."""
        self.side.flush()
        self._visit += 1

    def reload(self) -> None:
        """Show the store as it is now; out of sight only once it is in sight again.

        A draft is told from everything a meeting has: done at every line of a desk that is typed
        at, it would be felt.
        """
        if self.isVisible() or not self.window().isVisible():
            self._read()
        else:
            self._is_stale = True

    def _read(self) -> None:
        self._is_stale = False
        held = self._around.services.minutes.all()
        before = self._held.meeting.id if self._held is not None else None
        self.list.show_held(held)
        self._held = next((one for one in held if one.meeting.id == before), None)
        if self._held is None and held:
            self._select(held[0].meeting.id)
        self._pages.setCurrentWidget(self._splitter if held else self.empty)
        self._show()

    def shown_count(self) -> str:
        """Return how many minutes there are."""
        count = len(self.list.held)
        return f"{count} {'meeting' if count == 1 else 'meetings'} with minutes"

    # Acts

    # Inside

    def _chosen(self, held: Held | None) -> None:
        if held is not None and (self._held is None or held.meeting.id != self._held.meeting.id):
            self.flush()
            self._held = held
            self._show()

    def _select(self, meeting_id: int) -> None:
        found = [one for one in self.list.held if one.meeting.id == meeting_id]
        if found:
            self.flush()
            self._held = found[0]
            self.list.go_to_key(meeting_id)
            self._show()

    def _shows(self, meeting_id: int) -> bool:
        return self._held is not None and self._held.meeting.id == meeting_id

    def _show(self) -> None:
        held = self._held
        self.place.set_subject(on=held is not None)
        for button in (self.out_button, self.side_button):
            button.setVisible(held is not None)
        is_draft = held is not None and held.meeting.state is MeetingState.HELD
        self.seal_button.setVisible(is_draft)
        self.chip.setVisible(held is not None)
        if held is None:
            self._say_title(self.title)
            self._around.desk.page_changed()
            return
        meeting = held.meeting
        self._say_title(f"Minutes, {say_date(meeting.starts.date())}")
        self.chip.show_state(*_STATES[meeting.state])
        self._gather(held)
        self._around.desk.page_changed()

    def _fit_title(self) -> None:
        self._say_title(self.title_label.text())

    def _say_title(self, words: str) -> None:
        """Give the title the room of its words and no more: the chip stands beside it."""
        self.title_label.setText(words)
        wide = theme.metrics("h1").horizontalAdvance(words)
        self.title_label.setMaximumWidth(wide + 4)

    def _gather(self, held: Held) -> None:
        """Read all that was recorded of a meeting beside the window; what comes too late is left.

        A long panel is hundreds of lines over five rooms: the window answers while they are told.
        """
        wanted = held.meeting.id, self._around.services.store.generation
        if self._told_for == wanted:
            # Opening and choosing both ask; what is under way or on show already is the answer.
            return
        services = self._around.services
        if self._told_for is None or self._told_for[0] != held.meeting.id:
            # The words of another meeting must not stand under this one's title meanwhile.
            self.reading.show_minutes(minutes.title(held.meeting), "Reading what was recorded…", ())
            self.side.show_nothing()
        self._told_for = wanted
        self._telling.ask(partial(told_of, services, held))

    def _tell(self, told: Told) -> None:
        """Show what was told; a field that is typed in stays as it is."""
        held, title = told.held, minutes.title(told.held.meeting)
        if held.sealed is not None:
            self.reading.show_minutes(title, "Approved by the chair and sealed", told.sections)
            self.side.show_sealed(held.sealed, told.problems, told.outcomes)
        elif told.draft is not None:
            self._show_draft(title, told.draft)
            self.side.show_draft(told.draft, told.outcomes)
            self.side.show_texts(told.texts)
        self._around.desk.page_changed()

    def _not_told(self) -> None:
        self._told_for = None
        if self._held is not None:
            title = minutes.title(self._held.meeting)
            self.reading.show_minutes(title, "What was recorded could not be read.", ())

    def _show_draft(self, title: str, draft: MinutesDraft) -> None:
        names = [one.found for one in draft.named]
        status = "Draft, as it will read. Its words are changed at the desk."
        self.reading.show_minutes(title, status, draft.sections, names, link=_LINK)

    def _save_text(self, key: str, words: str) -> None:
        held = self._held
        if held is None or held.sealed is not None:
            return
        group = f"minutes-{held.meeting.id}-{key}-{self._visit}"
        service = self._around.services.minutes
        service.set_text(held.meeting.id, key, words, group=group)
        self._around.desk.saved()
        self._gather(held)

    def _go_to_desk(self, item_id: int | None, place: str) -> None:
        held = self._held
        if held is None:
            return
        if held.sealed is not None:
            messages.tell(self, "These minutes are sealed.", "Add an addendum instead.")
            return
        position: dict[str, Any] = {"meeting": held.meeting.id}
        if item_id is not None:
            position["item"] = item_id
        if place:
            position["place"] = place
        if item_id is None and place == "next_on":
            self._around.open_view("meetings", {"meeting": held.meeting.id})
            return
        self._around.open_view("desk", position)

    def _open_case(self, episode_id: int, tab: str) -> None:
        position = {"view": "desk", "episode": episode_id, "tab": tab}
        self._around.desk.open_page("Referrals", position)

    def _lay(self) -> None:
        self.title_label = ElidedLabel(self.title, "h1")
        self.chip = Chip()
        self.out_button = Button("&Take out…", "download")
        self.seal_button = Button("Approve and &seal…", "stamp", "primary")
        self.side_button = Button("", "panel-right")
        self.side_button.setAccessibleName("Show or hide what belongs to the minutes")
        self.side_button.setToolTip("F4")
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 14, 10)
        head.setSpacing(8)
        # The chip stands by the title, whose words have the room first.
        head.addWidget(self.title_label, 1000)
        head.addWidget(self.chip)
        head.addStretch(1)
        for widget in (self.out_button, self.seal_button, self.side_button):
            head.addWidget(widget)
        self._middle = QWidget()
        self._middle.setProperty("pane", "canvas")
        self._middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(self._middle)
        inside.setContentsMargins(12, 12, 12, 0)
        inside.addWidget(self.reading)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for place, pane in enumerate((self.list, self._middle, self.side)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(place, 1 if pane is self._middle else 0)
        self._set_least()
        self._splitter.setSizes([theme.px(_LEFT_PX), theme.px(700), theme.px(310)])
        theme.changed.connect(self._set_least)
        theme.changed.connect(self._fit_title)
        self.empty = EmptyState(
            "file-text",
            self.tr("No minutes yet"),
            self.tr("When a panel was held, its minutes are drafted here from the notes."),
            first=self.tr("Show the panels"),
        )
        self.empty.first_clicked.connect(partial(self._around.open_view, "meetings", {}))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._pages, 1)

    def _set_least(self) -> None:
        self.list.setMinimumWidth(theme.px(_LEFT_LEAST_PX))
        self._middle.setMinimumWidth(theme.px(_MIDDLE_LEAST_PX))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while it was out of sight."""
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        self.list.setFocus(event.reason())
