"""The meetings there are, and the sheet of one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.panels.model.records import Meeting
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.meeting_dialog import MeetingDialog
from prevent_desk.panels.ui.meetings.meeting_list import MeetingLine, MeetingList
from prevent_desk.panels.ui.meetings.series_dialog import SeriesDialog
from prevent_desk.panels.ui.meetings.sheet import Sheet
from prevent_desk.ui import theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel

VIEW = "meetings"
_LIST_WIDE = 320


class MeetingsView(QWidget):
    """List at the left, sheet at the right; satisfies `prevent_desk.ui.page.Page`."""

    title = "Panels"
    icon = "gavel"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._count = 0
        self._build()
        self.plan_button.clicked.connect(self.plan)
        self.series_button.clicked.connect(self.series)
        self.empty.first_clicked.connect(self.plan)
        self.empty.second_clicked.connect(self.series)
        self.list.current_changed.connect(self._show)
        self.list.opened.connect(lambda _line: self.sheet.setFocus())
        self.reload()

    def _build(self) -> None:
        self.setProperty("pane", "surface")
        self._title = ElidedLabel(self.title, "h2")
        theme.changed.connect(self._fit_title)
        self._fit_title()
        self.plan_button = Button("&Plan a panel", "plus")
        self.series_button = Button("&Series…", "repeat-2")
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 10, 8)
        head.setSpacing(6)
        head.addWidget(self._title, 1)
        head.addWidget(self.series_button)
        head.addWidget(self.plan_button)
        self.list = MeetingList()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.sheet = Sheet(self._around)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.sheet)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([theme.px(_LIST_WIDE), theme.px(3 * _LIST_WIDE)])
        self.empty = EmptyState(
            "gavel",
            "No panel planned",
            "Plan one for a day, or set up a series that proposes its days.",
            first="Plan a panel",
            first_icon="plus",
            second="Series…",
            second_icon="repeat-2",
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.split)
        self.pages.addWidget(self.empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pages)

    def _fit_title(self) -> None:
        """Keep the title whole beside its buttons: in large text they would take all its room."""
        wide = theme.metrics("h2").horizontalAdvance(self.title)
        self._title.setMinimumWidth(wide + 2)

    # What the room asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return the panel on show."""
        meeting = self.sheet.meeting
        if meeting is None or not self._count:
            return ()
        day = say_date(meeting.starts.date())
        return (Command(day, lambda: self._around.open_view(VIEW, {"meeting": meeting.id})),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here, and with the panel on show."""
        own = [
            Command("Plan a panel", self.plan, "plus", "Ctrl+N", "meeting new call"),
            Command("Set up a series of panels", self.series, "repeat-2", "", "monthly weeks"),
        ]
        return [*own, *(self.sheet.commands() if self._count else ())]

    def primary_new(self) -> Callable[[], object] | None:
        """Return how a panel is planned."""
        return self.plan

    def position(self) -> dict[str, Any]:
        """Return the panel and the part of its sheet on show."""
        meeting = self.sheet.meeting
        if meeting is None or not self._count:
            return {}
        return {"meeting": meeting.id, "part": self.sheet.part()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Go to a panel and a part of its sheet; the next one to come where none is named."""
        wanted = position.get("meeting")
        if isinstance(wanted, int) and not self.list.go_to_key(wanted):
            # Planned somewhere else since the list was read.
            self.reload()
            self.list.go_to_key(wanted)
        if "part" in position:
            self.sheet.show_part(str(position["part"]))
        if isinstance(position.get("item"), int):
            self.sheet.show_item(position["item"])

    def flush(self) -> None:
        """Nothing is typed here that is kept: its dialogs have their own words."""

    def reload(self) -> None:
        """Read the meetings again."""
        services = self._around.services
        meetings = services.meetings.all()
        self._count = len(meetings)
        self.list.show_meetings(meetings, services.agenda.counts())
        self.pages.setCurrentWidget(self.split if meetings else self.empty)
        line = self.list.current()
        if line is not None:
            self.sheet.show_meeting(line.meeting)

    def shown_count(self) -> str:
        """Return how many panels there are."""
        return {0: "", 1: "1 panel"}.get(self._count, f"{self._count:,} panels")

    # Acts

    def plan(self) -> None:
        """Plan a panel."""
        dialog = MeetingDialog(self._around, self._around.services.meetings.add)
        if not dialog.exec() or dialog.told is None:
            return
        self._around.acts.told(f"Panel of {say_short(dialog.told.starts.date())} planned")
        self.list.go_to_key(dialog.made)
        self.sheet.show_part("agenda")
        self.sheet.setFocus()

    def series(self) -> None:
        """Set up or change a series."""
        SeriesDialog(self._around).exec()

    # Inside

    def _show(self, line: MeetingLine | None) -> None:
        if line is not None and not self._same(line.meeting):
            self.sheet.show_meeting(line.meeting)
            self._around.desk.page_changed()

    def _same(self, meeting: Meeting) -> bool:
        return self.sheet.meeting == meeting

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list, or to what is offered instead."""
        super().focusInEvent(event)
        (self.list if self._count else self.empty).setFocus(event.reason())
