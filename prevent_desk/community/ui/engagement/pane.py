"""The event at the right of the log: when, where, how many, with whom, what came of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from prevent_desk.community.model.events import Event, State
from prevent_desk.community.service.event_log import REACHED, STATES
from prevent_desk.community.service.events import KIND
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.engagement import acts
from prevent_desk.community.ui.owed import owed_entry, recorded_words
from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.core.dates import say_date
from prevent_desk.core.kept_file import say_size
from prevent_desk.logbook.model.counted import How
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.service.plan_links import PlanTarget
from prevent_desk.logbook.ui.record_files import RecordFiles
from prevent_desk.ui.widgets.empty_state import EmptyState

STATE_LOOKS = {
    State.HELD: ("circle-check", "green"),
    State.PLANNED: ("calendar-clock", "blue"),
    State.CANCELLED: ("calendar-x", "grey"),
}

_HOW = {How.COUNTED: "Counted", How.ESTIMATED: "An estimate", How.UNKNOWN: ""}


class EventPane(Pane):
    """Shows one event, and what can be done with it.

    Attributes:
        files: Keeps and shows its files.

    Signals:
        logged: Another event was logged from here; carries its key.
    """

    logged = Signal(int)

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__("The event", parent)
        self._around = around
        events = around.services.events
        self.files = RecordFiles(around, events.keep_files, events.file, events.note_taken_out)
        self.event_shown: Event | None = None

    def show_event(self, event: Event | None) -> None:
        """Show an event; None shows that none is chosen."""
        self.event_shown = event
        self.begin()
        if event is None:
            self.add(EmptyState("calendar", "Nothing chosen"))
            self.done()
            return
        self._head(event)
        self._facts(event)
        self._with(event)
        for title, words in (
            ("What came of it", event.summary), ("Note", event.note),
            ("Why it was cancelled", event.cancelled),
        ):  # fmt: skip
            if words:
                self.section(title, [Entry(words)])
        self._counts(event)
        self._follow_up(event)
        self._files(event)
        self._regular(event)
        self.words(recorded_words(self._around, event.recorded_on, event.by), "meta")
        self.done()

    # Inside

    def _head(self, event: Event) -> None:
        is_open = event.is_open(self._around.clock.today())
        icon, tone = STATE_LOOKS[event.state]
        words = "Was it held?" if is_open else STATES[event.state]
        chips = [(words, "circle-question-mark" if is_open else icon, "amber" if is_open else tone)]
        if event.series_id is not None:
            chips.append(("Regular", "repeat-2", "grey"))
        self.head(event.kind_words, event.title, chips, self._acts_of(event))

    def _acts_of(self, event: Event) -> list[Act]:
        around, today = self._around, self._around.clock.today()
        found = []
        if event.state is State.PLANNED and event.first <= today:
            found.append(Act("It was held", partial(acts.held, around, event), "circle-check"))
        found.append(Act("Change", partial(acts.change, around, event), "pencil"))
        if event.state is State.PLANNED:
            found.append(Act("Call off", partial(acts.cancel, around, event), "calendar-x"))
        if event.state is State.PLANNED and event.last >= today:
            found.append(
                Act(
                    "Calendar file",
                    partial(acts.take_to_calendar, around, event),
                    "calendar-arrow-down",
                )
            )
        if event.state is State.CANCELLED:
            found.append(Act("It is on", partial(acts.reinstate, around, event), "rotate-ccw"))
        found.append(Act("Again", partial(self._again, event), "calendar-plus"))
        found.append(Act("Remove", partial(acts.remove, around, event), "trash-2"))
        return found

    def _facts(self, event: Event) -> None:
        facts = [Entry(event.day_words, _length(event), "calendar")]
        if event.place:
            facts.append(Entry(event.venue or event.ward_words, _ward(event), "map-pin"))
        if event.quantity_words:
            how = _HOW[event.times.how] if event.times.number != 1 else ""
            facts.append(Entry(event.quantity_words, how, "layout-list"))
        if event.state is State.HELD:
            reach = event.reach
            said = reach.said(REACHED)
            facts.append(Entry(said[0].upper() + said[1:], _HOW[reach.how], "users"))
        if event.mode.value != "in_person":
            facts.append(Entry(event.mode.words, "", "monitor"))
        if event.topics:
            facts.append(Entry(", ".join(event.topics), "", "tag"))
        self.section("When and where", facts)

    def _with(self, event: Event) -> None:
        if event.parties:
            entries = [self._party(party) for party in event.parties]
            self.section("With", entries)

    def _party(self, party: Party) -> Entry:
        found: list[Act] = []
        if party.organisation_id is not None:
            found.append(Act("Show", partial(self._open_organisation, party.organisation_id)))
        return Entry(party.words, "", party.icon, "", found)

    def _counts(self, event: Event) -> None:
        targets = self._around.services.plan.of(KIND, event.id)
        entries = [
            Entry(
                one.ref or one.title, one.criterion or one.title, "target", "",
                [Act("Open", partial(self._open_target, one))],
            )
            for one in targets
        ]  # fmt: skip
        if entries:
            self.section("Counts towards", entries)

    def _follow_up(self, event: Event) -> None:
        entries = [owed_entry(one) for one in self._around.services.events.asked_for(event.id)]
        add = Act("Add action", partial(acts.follow_up, self._around, event), "list-plus")
        self.section("Follow-up", entries, add)
        if not entries:
            self.words("Nothing is asked for.")

    def _files(self, event: Event) -> None:
        entries = [
            Entry(
                one.name, say_size(one.size), "file", "",
                [
                    Act("Open", partial(self.files.open, one)),
                    Act("Take off", partial(self._take_off, event.id, one.id)),
                ],
            )
            for one in event.files
        ]  # fmt: skip
        self.section("Files", entries, Act("Add file", partial(self.files.ask, event.id)))
        if not entries:
            self.words("None is kept: a flyer, a tally, a photo of the stall.")

    def _regular(self, event: Event) -> None:
        if event.series_id is None:
            act = Act("It comes again", partial(acts.make_regular, self._around, event))
            self.section("Regular", [], act)
            return
        series = self._around.services.regular.one(event.series_id)
        ahead = f"Next {say_date(series.next.day)}" if series.next is not None else "It has ended"
        self.section(
            "Regular", [Entry(series.rule, ahead, "repeat-2")],
            Act("Change", partial(acts.change_regular, self._around, series)),
        )  # fmt: skip

    def _again(self, event: Event) -> None:
        made = acts.again(self._around, event)
        if made is not None:
            self.logged.emit(made)

    def _take_off(self, event_id: int, row_id: int) -> None:
        self._around.acts.do(
            lambda: self._around.services.events.take_file_off(event_id, row_id), None,
            said="The file is taken off",
        )  # fmt: skip

    def _open_organisation(self, organisation_id: int) -> None:
        self._around.desk.open_page("Contacts", {"tab": "seats", "organisation": organisation_id})

    def _open_target(self, target: PlanTarget) -> None:
        page, position = self._around.services.plan.open(target)
        self._around.desk.open_page(page, position)


def _length(event: Event) -> str:
    return f"{event.minutes} minutes" if event.minutes else ""


def _ward(event: Event) -> str:
    return f"Ward: {event.ward_words}" if event.venue and event.ward_words else ""
