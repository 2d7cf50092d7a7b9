"""The tab “Panel” of a record: the panels a case was at, what they decided and why, the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.panels.model import case_panels
from prevent_desk.panels.model.agenda import ASKED_IN
from prevent_desk.panels.model.case_panels import AtPanel
from prevent_desk.panels.model.records import MeetingState
from prevent_desk.panels.service import PanelServices
from prevent_desk.panels.ui.minutes.reading_pane import ReadingPane
from prevent_desk.panels.ui.record.agenda_dialog import AgendaDialog
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.ui.around import Around, Tab, TabKind
from prevent_desk.ui import messages
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel

KEY = "panel"
_OPEN = frozenset({MeetingState.PLANNED, MeetingState.LIVE})


def kind(services: PanelServices) -> TabKind:
    """Return the tab, for the record that gets it."""

    def make(around: Around, parent: QWidget) -> Tab:
        return PanelTab(around, services, parent)

    return TabKind(KEY, "Panel", make)


class PanelTab(QWidget):
    """Satisfies `prevent_desk.referrals.ui.around.Tab`."""

    def __init__(self, around: Around, services: PanelServices, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._services = around, services
        self._episode: Episode | None = None
        self._panels: list[AtPanel] = []
        self.summary_label = ElidedLabel("", "support")
        self.put_button = Button("Put on an a&genda…", "list-plus", small=True)
        self.reading = ReadingPane()
        self.reading.setAccessibleName(self.tr("Panels this case was at"))
        self.empty_state = EmptyState(
            "gavel",
            self.tr("No panel has talked about this referral"),
            self.tr("What panels note and decide of it stands here, with their reasons."),
            first=self.tr("Put on an agenda…"),
            first_icon="list-plus",
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.reading)
        self.pages.addWidget(self.empty_state)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.addWidget(self.summary_label, 1)
        head.addWidget(self.put_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        self.put_button.clicked.connect(self.put_on)
        self.empty_state.first_clicked.connect(self.put_on)
        self.reading.place_wanted.connect(self._open)

    # What the record asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def show_episode(self, episode: Episode) -> None:
        """Show the panels a referral was at, newest first."""
        self._episode = episode
        self._panels = self._services.agenda.of_case(episode.id)
        items = {item.id for _meeting, item in self._panels}
        decisions = {
            line.item_id: line
            for line in (self._services.registers.decisions() if items else [])
            if line.item_id in items
        }
        sections = case_panels.told(self._panels, decisions, self._services.lines.of_item)
        self.reading.show_minutes(f"Panels of {episode.ref}", "", sections, link="Open it")
        self.pages.setCurrentWidget(self.reading if sections else self.empty_state)
        self.put_button.setVisible(bool(sections))
        self.summary_label.setText(case_panels.summary(self._panels, decisions))

    def badge(self, episode: Episode) -> int:
        """Return at how many panels it was, where at any."""
        return len(self._services.agenda.of_case(episode.id))

    def flush(self) -> None:
        """Nothing is typed in the tab itself."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done with panels of the referral now."""
        if self._episode is None:
            return ()
        title = f"Put {self._episode.ref} on an agenda"
        return (Command(title, self.put_on, "list-plus", "", "panel meeting"),)

    # Acts

    def put_on(self) -> None:
        """Ask for a panel and put the referral on its agenda."""
        episode = self._episode
        if episode is None:
            return
        there = {meeting.id for meeting, _item in self._panels}
        meetings = [
            one
            for one in self._services.meetings.all(cancelled=False)
            if one.state in _OPEN and one.id not in there
        ]
        if not meetings:
            messages.tell(self, "No panel is planned.", "Plan one under Panels, then put it on.")
            return
        meetings.sort(key=lambda one: one.starts)
        purpose = ASKED_IN.get(episode.state, "new")
        agenda = self._services.agenda

        def put(meeting_id: int, wanted: str, passed: str) -> int:
            return agenda.add_case(meeting_id, episode.id, wanted, passed=passed)

        if AgendaDialog(episode.ref, meetings, purpose, put, self).exec():
            said = f"{episode.ref} is on the agenda"
            self._around.acts.do(lambda: None, None, said=said)

    # Inside

    def _open(self, item_id: int | None, _place: str) -> None:
        found = [meeting for meeting, item in self._panels if item.id == item_id]
        if not found:
            return
        meeting = found[0]
        views = {MeetingState.PLANNED: "meetings", MeetingState.LIVE: "desk"}
        position: dict[str, Any] = {
            "view": views.get(meeting.state, "minutes"), "meeting": meeting.id,
        }  # fmt: skip
        if meeting.state is MeetingState.LIVE:
            position["item"] = item_id
        self._around.desk.open_page("Panels", position)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what is shown."""
        super().focusInEvent(event)
        shown = self.reading if self._panels else self.empty_state
        shown.setFocus(event.reason())
