"""Takes planned engagement out as a calendar file: one event, what is listed, what comes again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.community.exports import event_calendar
from prevent_desk.community.exports.event_calendar import Coming, Stamp
from prevent_desk.community.model.events import Event
from prevent_desk.community.model.series import Series
from prevent_desk.community.ui.around import Around
from prevent_desk.core.dates import say_date
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.exports.calendar import CalendarEntry
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.model.query import Query
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.widgets.labels import WrapLabel

_NOTHING = "No planned event is listed that lies ahead. Plan one first, or clear the filters."
_SATURDAY = 5
_PLANNED = Noun("planned event", "planned events")


@dataclass(frozen=True, slots=True)
class Made:
    """What a file holds.

    Attributes:
        lines: What a calendar will show of it.
        counted: In words: "14 planned events".
        number: How many, for the audit trail.
    """

    entries: tuple[CalendarEntry, ...]
    lines: tuple[Coming, ...]
    counted: str
    number: int


Gather = Callable[[Stamp], Made]
"""Reads what is taken out; asked beside the window."""


class CalendarDialog(TakeOutDialog):
    """Shows what a calendar will show, and saves the file."""

    def __init__(
        self,
        around: Around,
        about: str,
        gather: Gather,
        parent: QWidget | None = None,
        *,
        in_the_way: str = "",
    ) -> None:
        """Begin.

        Args:
            around: Services, shell and clock.
            about: What is taken out, in a sentence.
            gather: Reads it.
            parent: The room itself where none is given.
            in_the_way: Why nothing can be taken out; empty where something can.
        """
        super().__init__(
            "Take out a calendar file",
            "For Outlook and other calendars, where others may see it: title, place and time only.",
            around.desk,
            around.clock,
            parent or around.owner,
        )
        self._around, self._gather, self._in_the_way = around, gather, in_the_way
        form = self.build_frame()
        form.marking_field.setProperty("hint", "In each entry’s description.")
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(WrapLabel(about, "body"))
        column.addWidget(
            WrapLabel(
                "Taken out again after a change and opened once more, it takes the place of what "
                "the calendar has of it. Who comes, notes and topics stay here.",
                "support",
            )
        )
        self.sheet = SheetView("What the calendar will show")
        form.preview_stack.addWidget(self.sheet)
        self.begin()

    def wanted(self) -> str:
        """Return what the fields ask for."""
        return self.marking()

    def kind_words(self) -> str:
        """Return what the file is called."""
        return "engagement calendar"

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".ics"

    def in_the_way(self) -> str:
        """Return why nothing can be taken out; empty where something can."""
        return self._in_the_way

    def work(self) -> Work[Prepared]:
        """Return the work of reading what is planned, and of writing it down."""
        wanted, gather = self.wanted(), self._gather
        stamp = Stamp(self._clock.now(), wanted, self._desk.is_practice())

        def work(_report: Report, _stopped: Stopped) -> Prepared:
            made = gather(stamp)
            return Prepared(wanted, event_calendar.write(made.entries), (), 0, made)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that it was taken out."""
        if isinstance(prepared.contents, Made):
            number = prepared.contents.number
            self._around.services.events.note_calendar(self._id, self.marking(), number)

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show the days, as a calendar will."""
        made = prepared.contents
        if isinstance(made, Made):
            days = self._around.working_days()
            columns: list[Column[Coming]] = [
                Column("Day", lambda one: one.day_words or _day(one, days)),
                Column("Time", lambda one: one.time),
                Column("What", lambda one: one.title),
                Column("Where", lambda one: one.place),
            ]
            self.sheet.show_rows(made.counted, columns, made.lines)
        return self.sheet


def of_event(around: Around, event: Event) -> CalendarDialog:
    """Return the dialog that takes one planned event out."""

    def gather(stamp: Stamp) -> Made:
        return _of_events([around.services.events.one(event.id)], stamp)

    return CalendarDialog(around, f"{event.title}, {event.day_words}.", gather)


def of_listed(around: Around, query: Query) -> CalendarDialog:
    """Return the dialog that takes the planned events out of what is listed."""

    def gather(stamp: Stamp) -> Made:
        return _of_events(around.services.events.to_come(query), stamp)

    none = "" if around.services.events.ids_to_come(query) else _NOTHING
    return CalendarDialog(
        around, "The planned events among what is listed, from today on.", gather, in_the_way=none
    )


def of_series(around: Around, series: Series) -> CalendarDialog:
    """Return the dialog that takes out what comes again."""

    def gather(stamp: Stamp) -> Made:
        coming = around.services.regular.ahead(series.id)
        terms = around.services.lists_of_terms()["ward"]
        ward = terms.label(coming.usual.ward) if coming.usual.ward else ""
        entries = tuple(event_calendar.of_series(coming, ward, stamp))
        return Made(
            entries, tuple(event_calendar.lines_of_series(coming)),
            f"{series.rule}, without end; the next days", len(entries),
        )  # fmt: skip

    rule = f"{series.rule[0].lower()}{series.rule[1:]}"
    about = f"{series.title}: {rule}, with the days that are planned otherwise or called off."
    return CalendarDialog(around, about, gather)


def _of_events(events: Sequence[Event], stamp: Stamp) -> Made:
    return Made(
        tuple(event_calendar.of_event(one, stamp) for one in events),
        tuple(event_calendar.lines_of(events)), _PLANNED.counted(len(events)), len(events),
    )  # fmt: skip


def _day(line: Coming, days: WorkingDays) -> str:
    """Return a day, and why it may not take place: a bank holiday."""
    why = days.why_closed(line.day) if line.day.weekday() < _SATURDAY else ""
    return f"{say_date(line.day)} ({why})" if why else say_date(line.day)
