"""The tab "Engagement": the log as a list and a calendar, the event chosen at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.community.model.events import Event, State
from prevent_desk.community.service.event_log import STATES
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.engagement import acts
from prevent_desk.community.ui.engagement.pane import STATE_LOOKS, EventPane
from prevent_desk.community.ui.engagement.regular import RegularList
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.face import LogColumn, LogFace
from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.two_lines import Cell

KEY = "engagement"


class EngagementTab(LogTab[Event]):
    """Meetings, stalls, campaigns, forums, networks."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        self._around = around
        face = LogFace(
            [
                LogColumn("What", _what, sort="title"),
                LogColumn("Day", _day, sort=""),
                LogColumn("Reached", _reached, sort="reach"),
                LogColumn("With", _with),
                LogColumn("State", self._state),
            ],
            "Filter engagement",
            "Nothing is logged yet",
            "Meetings, stalls, campaigns, forums: one line each, “stall tue Artizan Library "
            "about 120”.",
            "users",
            "&Log engagement",
        )
        super().__init__(around.services.events.log, around, face, parent)
        self.regular_button = Button("Re&gular", "repeat-2")
        self.regular_button.clicked.connect(self.show_regular)
        # In words it would crowd the other tabs out of a small window.
        self.calendar_button = IconButton(
            "calendar-arrow-down", "Calendar file (.ics) of the planned events listed",
            kind="secondary",
        )  # fmt: skip
        self.calendar_button.clicked.connect(lambda: self.take_to_calendar())
        self.banner = Banner()
        self.banner.link_clicked.connect(self._list_open)
        self._banner_place = QWidget()
        inside = QVBoxLayout(self._banner_place)
        inside.setContentsMargins(14, 8, 14, 0)
        inside.addWidget(self.banner)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self._banner_place)
        self.pane = EventPane(around)
        self.pane.logged.connect(self.reach)
        self.begin(self.pane)
        self._say_needed()

    # Of a log

    def add(self) -> None:
        """Ask for a new event, on the day chosen in the calendar, and show it."""
        day = self.calendar.grid.day() if self.is_calendar() else None
        self.reach(acts.add(self._around, on=day))

    def open_record(self, record: Event) -> None:
        """Open the form of an event; of a planned one gone by, whether it was held."""
        if record.is_open(self._around.clock.today()):
            acts.held(self._around, record)
        else:
            acts.change(self._around, record)

    def show_record(self, record: Event | None) -> None:
        """Show an event at the right."""
        self.pane.show_event(record)

    def record_commands(self, record: Event) -> Sequence[Command]:
        """Return what can be done with an event."""
        around, today = self._around, self._around.clock.today()
        found = []
        if record.state is State.PLANNED and record.first <= today:
            found.append(Command("It was held", partial(acts.held, around, record), "circle-check"))
        found.append(
            Command("Change the event", partial(acts.change, around, record), "pencil", "Enter")
        )
        found.append(
            Command(
                "Log the same again", partial(self._again, record), "calendar-plus", words="repeat"
            )
        )
        if record.series_id is None:
            found.append(
                Command(
                    "Let it come again", partial(acts.make_regular, around, record), "repeat-2",
                    words="regular series weekly monthly",
                )
            )  # fmt: skip
        found.append(
            Command(
                "Add an action to the event", partial(acts.follow_up, around, record), "list-plus",
                words="follow-up",
            )
        )  # fmt: skip
        found.append(
            Command(
                "Keep a file with the event", partial(self.pane.files.ask, record.id), "file-plus"
            )
        )
        if record.state is State.CANCELLED:
            found.append(
                Command("It is on after all", partial(acts.reinstate, around, record), "rotate-ccw")
            )
        elif record.state is State.PLANNED:
            found.append(
                Command("Call the event off", partial(acts.cancel, around, record), "calendar-x")
            )
            if record.last >= today:
                found.append(
                    Command(
                        "Take the event out as a calendar file",
                        partial(acts.take_to_calendar, around, record), "calendar-arrow-down",
                        words="ics outlook",
                    )
                )  # fmt: skip
        found.append(
            Command(
                "Remove the event", partial(acts.remove, around, record), "trash-2", by_verb=True
            )
        )
        return found

    def more_commands(self) -> Sequence[Command]:
        """Return what else can be done here."""
        return (
            Command("Show regular engagement", self.show_regular, "repeat-2"),
            Command(
                "Take planned events out as a calendar file", self.take_to_calendar,
                "calendar-arrow-down", words="ics outlook",
            ),
        )  # fmt: skip

    def more_buttons(self) -> Sequence[Button]:
        """Return the buttons of what comes again, and of a calendar file."""
        return (self.regular_button, self.calendar_button)

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose an event; search names it by its kind."""
        event = position.get("event")
        super().go_to({"record": event, **position} if isinstance(event, int) else position)

    def reload(self) -> None:
        """Show the store as it is now."""
        super().reload()
        self._say_needed()

    # Its own

    def show_regular(self) -> None:
        """Show what comes again: what was missed, what is next."""
        dialog = RegularList(self._around)
        dialog.exec()
        self.reach(dialog.made)

    def take_to_calendar(self) -> None:
        """Take the planned events among what is listed out as a calendar file."""
        self.filters.take()
        acts.take_listed_to_calendar(self._around, self.query)

    def _again(self, record: Event) -> None:
        self.reach(acts.again(self._around, record))

    def _list_open(self) -> None:
        self.go_to({"ids": self._around.services.events.open_ids()})
        self.table.setFocus()

    def _say_needed(self) -> None:
        """Say which planned events nobody told of, and what was missed of what comes again."""
        open_ = len(self._around.services.events.open_ids())
        what = "A planned event is past: was it held?"
        if open_ > 1:
            what = f"{open_} planned events are past: were they held?"
        self.banner.show_text(what if open_ else "", "amber", "List it" if open_ == 1 else "List")
        self._banner_place.setVisible(open_ > 0)
        missed = self._around.services.regular.needing()
        self.regular_button.setText(f"Re&gular ({missed})" if missed else "Re&gular")
        self.regular_button.setToolTip(
            f"{missed} with days that are not entered" if missed else "What comes again"
        )

    def _state(self, event: Event) -> Cell:
        if event.is_open(self._around.clock.today()):
            return Cell("Was it held?", "", "circle-question-mark", "amber", chip=True)
        icon, tone = STATE_LOOKS[event.state]
        return Cell(STATES[event.state], "", icon, tone, chip=True)


def count(around: Around) -> int:
    """Return how many events there are."""
    return around.services.events.log.count(Query())


def _what(event: Event) -> Cell:
    title = event.title.casefold()
    told = (
        "" if title.startswith(event.kind_words.casefold()) else event.kind_words,
        event.quantity_words,
        event.venue if event.venue.casefold() not in title else "",
        event.ward_words,
    )
    return Cell(
        event.title, "  ·  ".join(part for part in told if part), event.icon, strong=True
    )  # fmt: skip


def _day(event: Event) -> Cell:
    days, _comma, time = event.day_words.partition(", ")
    return Cell(days, time)


def _reached(event: Event) -> Cell:
    if event.state is not State.HELD:
        return Cell("")
    how = {"counted": "counted", "estimated": "estimated"}.get(event.reach.how.value, "")
    return Cell(event.reach.words, how)


def _with(event: Event) -> Cell:
    names = [party.words for party in event.parties]
    if len(names) > 2:
        return Cell(names[0], f"and {len(names) - 1} more")
    return Cell(names[0] if names else "", names[1] if len(names) == 2 else "")
