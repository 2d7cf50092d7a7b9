"""One log on a page of tabs: filters, kept views, list or calendar, what is chosen at the right.

```python
class SessionsTab(LogTab[Session]):
    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        face = LogFace(
            [LogColumn("Session", _title, sort="title"), LogColumn("Day", _day, sort=""), ...],
            "Filter sessions", "No session yet", "Sessions are logged here.", "graduation-cap",
            "&Log session",
        )
        super().__init__(around.services.sessions.log, around, face, parent)
        self.pane = SessionPane(around)
        self.begin(self.pane)

    def add(self) -> None:
        dialog = SessionDialog(self._around)
        if dialog.exec():
            self.reach(dialog.made)

    def open_record(self, record: Session) -> None: ...      # Enter, double click
    def show_record(self, record: Session | None) -> None:   # fills the pane
        self.pane.show_session(record)
    def record_commands(self, record: Session) -> list[Command]: ...
```
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar, Generic

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.log_source import LogSource, Record
from prevent_desk.logbook.service.saved_views import SavedViews
from prevent_desk.logbook.ui.around import LogAround
from prevent_desk.logbook.ui.calendar import CalendarView
from prevent_desk.logbook.ui.export_dialog import LogExportDialog
from prevent_desk.logbook.ui.face import LogFace
from prevent_desk.logbook.ui.filters import CALENDAR, LIST, LogFilters
from prevent_desk.logbook.ui.telling import Telling, Told
from prevent_desk.logbook.ui.views_button import ViewsButton
from prevent_desk.ui import icons, theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.two_lines import LongTable

_FOLLOW_MS = 80


class LogTab(QWidget, Generic[Record]):
    """Satisfies `ui.tabs_page.Tab`.

    A position: `{"record": 3}`, `{"query": {...}}` (of `Query.to_json`: exactly its records),
    `{"ids": [3, 7]}`, `{"calendar": "2025-12-03"}`, or several of them.

    Attributes:
        source: The log.
        query: What is asked of it now.
        filters, table, calendar, empty: Its parts.
        views: The button of views kept by name.
        new_button, out_button: In the page's head.
    """

    changed = Signal()
    first: ClassVar[Query] = Query()
    """What is asked at first, where no view is chosen for that."""

    def __init__(
        self,
        source: LogSource[Record],
        around: LogAround,
        face: LogFace[Record],
        parent: QWidget | None = None,
    ) -> None:
        """Make it, empty; a subclass makes its pane and calls `begin`."""
        super().__init__(parent)
        self.source, self.face = source, face
        self.query = Query()
        self._log_around = around
        self._pane: QWidget | None = None
        self._every = self._found = 0
        self._day_before: tuple[Query, date] | None = None
        self._chosen_in_calendar: Record | None = None
        self._telling = Telling(source, self._show_told, self)
        today = around.clock.today
        self.filters = LogFilters(
            face.placeholder, source.filters(), today, has_days=source.has_days
        )
        self.table: LongTable[Record] = LongTable(face.columns, source.noun.many.capitalize())
        self.calendar = CalendarView(source.noun, today, around.working_days, self._days)
        self.empty = EmptyState()
        self.views = ViewsButton(
            SavedViews(around.desk, source.key), around.desk, self.filters.query, self.ask
        )
        self.filters.put(self.views)
        self.filters.put_month(self.calendar.head)
        self.new_button = Button(face.new, face.new_icon, kind="primary")
        self.out_button = Button("Take &out", "file-output")
        self._stack = QStackedWidget()
        for view in (self.table, self.calendar, self.empty):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._show_pane)
        self._wire()

    # What a subclass says

    def add(self) -> None:
        """Make a new entry (the filled button, Ctrl+N); `reach` shows it."""
        raise NotImplementedError

    def open_record(self, record: Record) -> None:
        """Do what Enter and a double click do: usually open the entry's form."""
        raise NotImplementedError

    def show_record(self, record: Record | None) -> None:
        """Show a record in the pane; None where there is none."""

    def record_commands(self, record: Record) -> Sequence[Command]:
        """Return what can be done with a record: its menu, and the palette."""
        return ()

    def more_commands(self) -> Sequence[Command]:
        """Return what else can be done here."""
        return ()

    def more_buttons(self) -> Sequence[Button]:
        """Return further buttons of the head, before the two there are; always the same ones."""
        return ()

    # For a subclass

    def begin(self, pane: QWidget | None = None) -> None:
        """Show the log for the first time, `pane` at the right; called last in `__init__`."""
        self._pane = pane
        views = self.views.views
        self.query = views.find(views.default()) or self.first
        self.filters.show_query(self.query)
        self._show()

    def current(self) -> Record | None:
        """Return the record that is chosen, in list or calendar."""
        if self._stack.currentWidget() is self.calendar:
            return self._chosen_in_calendar
        return self.table.current() if self._stack.currentWidget() is self.table else None

    def reach(self, record_id: int | None) -> None:
        """Choose a record, taking filters off where they hide it."""
        record = self.source.one(record_id) if record_id is not None else None
        if record is None:
            return
        if self.is_calendar():
            self.calendar.show_day(self.source.entry(record).first)
            if record.id not in {one.id for one in self.calendar.grid.entries()}:
                self._take(self.query.cleared())
            self.calendar.grid.choose(record.id)
            self._choose_in_calendar(record.id)
        elif not self._go_to_row_of(record.id):
            self._take(self.query.cleared())
            self._go_to_row_of(record.id)
        self._follow.stop()
        self._show_pane()

    def ask(self, query: Query) -> None:
        """Ask the log for something else, and show it."""
        self._day_before = None
        self._take(query)

    def is_calendar(self) -> bool:
        """Return whether the calendar is on show."""
        return self.source.has_days and self.filters.view.value() == CALENDAR

    def show_as(self, view: str) -> None:
        """Show the list or the calendar (LIST, CALENDAR)."""
        if not self.source.has_days or view == self.filters.view.value():
            return
        record = self.current()
        self.filters.show_view(view)
        self._day_before = None
        self._show()
        if record is not None:
            self.reach(record.id)
        self._tell_anew()
        self._view().setFocus()

    def export(self) -> None:
        """Take what is listed out as a workbook."""
        self.filters.take()
        LogExportDialog(self._log_around, self.source, self.query, self.window()).exec()

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane."""
        return self._pane

    def has_subject(self) -> bool:
        """Return whether any record is on show."""
        return self._found > 0

    def buttons(self) -> Sequence[Button]:
        """Return its buttons in the page's head."""
        return (*self.more_buttons(), self.out_button, self.new_button)

    def count(self) -> int:
        """Return how many records there are."""
        return self._every

    def shown_count(self) -> str:
        """Return "24 of 20,000 sessions"."""
        every = self.source.noun.counted(self._every)
        return every if self._found == self._every else f"{self._found:,} of {every}"

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        source, record = self.source, self.current()
        found = list(self.record_commands(record)) if record is not None else []
        found.append(
            Command(self.face.new.replace("&", ""), self.add, self.face.new_icon, "Ctrl+N", "add")
        )
        found += self.more_commands()
        if self._found:
            found.append(
                Command(f"Take {source.noun.many} out as Excel", self.export, "file-spreadsheet")
            )
        if source.has_days:
            other = LIST if self.is_calendar() else CALENDAR
            shown = f"Show {source.noun.many} as a {other}"
            found.append(Command(shown, partial(self.show_as, other), "calendar", "Alt+C"))
        if not self.query.is_whole:
            found.append(Command("Clear the filters", self.filters.clear, "funnel-x", "Esc"))
        found.append(Command("Keep this view", self.views.keep, "bookmark"))
        for name in self.views.views.names():
            kept = self.views.views.find(name) or Query()
            found.append(Command(f"Show view “{name}”", partial(self.ask, kept), "bookmark"))
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does."""
        return self.add

    def filter_here(self) -> None:
        """Put the keyboard into the filter."""
        self.filters.box.setFocus()
        self.filters.box.selectAll()

    def position(self) -> dict[str, Any]:
        """Return what is asked and chosen."""
        record = self.current()
        found: dict[str, Any] = {"query": self.query.to_json()}
        if record is not None:
            found["record"] = record.id
        if self.is_calendar():
            found["calendar"] = self.calendar.grid.day().isoformat()
        return found

    def go_to(self, position: dict[str, Any]) -> None:
        """Ask and choose; what is not named stays as it is."""
        if "query" in position or "ids" in position:
            ids = position.get("ids")
            query = Query.from_json(position.get("query"))
            if isinstance(ids, list):
                query = replace(query, ids=frozenset(one for one in ids if isinstance(one, int)))
            # A figure opens records: a list, unless the position itself was in the calendar.
            if "calendar" not in position:
                self.filters.show_view(LIST)
            self.ask(query)
        day = _day(position.get("calendar"))
        if day is not None and self.source.has_days:
            self.show_as(CALENDAR)
            self.calendar.show_day(day)
        record = position.get("record")
        if isinstance(record, int):
            self.reach(record)

    def flush(self) -> None:
        """Leave what was put off: the store may be closed now. Words are typed in dialogs only."""
        self.filters.take()
        if self._follow.isActive():
            self._follow.stop()
            self._show_pane()
        self._telling.drop()

    def reload(self) -> None:
        """Show the store as it is now."""
        self.filters.show_filters(self.source.filters())
        self._show()
        self._show_pane()
        self._tell_anew()

    # Inside

    def _wire(self) -> None:
        self.filters.asked.connect(self.ask)
        self.filters.view_chosen.connect(self._view_chosen)
        self.filters.counts_wanted.connect(self._tell)
        self.filters.moved.connect(self._move)
        self.filters.entered.connect(lambda: self._view().setFocus())
        self.table.current_changed.connect(lambda _record: self._follow.start())
        self.table.opened.connect(lambda record, _column: self.open_record(record))
        self.table.menu_asked.connect(self._show_menu)
        self.table.stepped_back.connect(self._step_back)
        self.table.sort_asked.connect(self._sort)
        if any(one.sort is not None for one in self.face.columns):
            self.table.horizontalHeader().setSectionsClickable(True)
        grid = self.calendar.grid
        grid.record_chosen.connect(self._choose_in_calendar)
        grid.record_opened.connect(self._open_id)
        grid.day_opened.connect(self._open_day)
        grid.stepped_back.connect(self.filters.step_back)
        self.empty.first_clicked.connect(self._fill_empty)
        self.new_button.clicked.connect(lambda: self.add())
        self.out_button.clicked.connect(lambda: self.export())
        if self.source.has_days:
            QShortcut(QKeySequence("Alt+C"), self).activated.connect(self._turn)

    def _take(self, query: Query) -> None:
        self.query = query
        self.filters.show_query(query)
        self._show()
        self._show_pane()
        self._tell_anew()

    def _show(self) -> None:
        query, before = self.query, self.table.current()
        self._every = self.source.count(Query())
        self._found = self._every if query.is_whole else self.source.count(query)
        self.table.show_list(partial(self.source.page, query), self._found)
        self._show_sort()
        if self._found and not (before is not None and self._go_to_row_of(before.id)):
            self.table.go_to_row(0)
        if self.is_calendar():
            self.calendar.reload()
        self._choose_view()
        self.filters.say_count(self._count_words())
        self.views.show_name()
        # Over a log without any entry there is nothing to filter, and the one filled button is that
        # of the empty state.
        self.filters.setVisible(self._every > 0)
        self.new_button.set_kind("primary" if self._every else "secondary")
        self.out_button.setEnabled(self._found > 0)
        self.changed.emit()

    def _view(self) -> QWidget:
        """Return what is on show: list, calendar, or that there is nothing."""
        return self._stack.currentWidget() or self.table

    def _choose_view(self) -> None:
        if self.is_calendar() and self._every:
            self._stack.setCurrentWidget(self.calendar)
        elif self._found:
            self._stack.setCurrentWidget(self.table)
        else:
            self._say_empty()
            self._stack.setCurrentWidget(self.empty)

    def _count_words(self) -> str:
        noun = self.source.noun
        if self._found == self._every:
            return noun.counted(self._every)
        return f"{self._found:,} of {noun.counted(self._every)}"

    def _say_empty(self) -> None:
        if self._every:
            told = self.query.told(self.source.filters())
            self.empty.set_filtered(f"No {self.source.noun.one} fits", told)
            return
        face = self.face
        self.empty.show_text(face.empty_title, face.empty_text, icon=face.icon)
        self.empty.set_buttons(face.new.replace("&", ""), face.new_icon)

    def _fill_empty(self) -> None:
        if self._every:
            self.filters.clear()
        else:
            self.add()

    def _tell(self) -> None:
        self._telling.tell(self.query)

    def _tell_anew(self) -> None:
        """Tell what the list comes to; last, for list and pane would wait for what it reads."""
        self._telling.drop()
        if self.isVisible():
            self._tell()

    def _show_told(self, told: Told) -> None:
        self.filters.say_totals(told.totals)
        self.filters.show_late(told.late)
        self.filters.show_counts(told.counts)

    def _go_to_row_of(self, record_id: int) -> bool:
        """Make a record the current row; False where the list does not hold it."""
        first = min(self._found, self.table.rows.PAGE)
        for row in range(first):
            if self.table.rows.record(row).id == record_id:
                self.table.go_to_row(row)
                return True
        place = self.source.place(self.query, record_id) if self._found > first else None
        if place is not None:
            self.table.go_to_row(place)
        return place is not None

    def _show_pane(self) -> None:
        self._follow.stop()
        self.show_record(self.current())
        self.changed.emit()

    def _move(self, steps: int) -> None:
        if self._stack.currentWidget() is self.table:
            self.table.move_by(steps)

    def _sort(self, column: int) -> None:
        key = self.face.columns[column].sort
        if key is None:
            return
        # Days and moments begin with the newest, words with A.
        first_down = key in {"", "recorded"}
        down = not self.query.descending if key == self.query.sort else first_down
        self.ask(replace(self.query, sort=key, descending=down))

    def _show_sort(self) -> None:
        keys = [one.sort for one in self.face.columns]
        place = keys.index(self.query.sort) if self.query.sort in keys else -1
        self.table.show_sort(place, descending=self.query.descending)

    def _step_back(self) -> None:
        if self._day_before is not None:
            query, day = self._day_before
            self._day_before = None
            self.filters.show_view(CALENDAR)
            self._take(query)
            self.calendar.show_day(day)
            self.calendar.setFocus()
        else:
            self.filters.step_back()

    # The calendar

    def _days(self, first: date, last: date) -> Sequence[Any]:
        return self.source.days(self.query, first, last)

    def _turn(self) -> None:
        self.show_as(LIST if self.is_calendar() else CALENDAR)

    def _view_chosen(self, view: str) -> None:
        # The segment shows the choice already; what is on show follows it here.
        self.filters.view.set_value(LIST if view == CALENDAR else CALENDAR)
        self.show_as(view)

    def _choose_in_calendar(self, record_id: int | None) -> None:
        self._chosen_in_calendar = self.source.one(record_id) if record_id is not None else None
        self._follow.start()

    def _open_id(self, record_id: int) -> None:
        record = self.source.one(record_id)
        if record is not None:
            self.open_record(record)

    def _open_day(self, day: date) -> None:
        """List the records of a day; Esc comes back to the calendar."""
        ids = frozenset(one.id for one in self.calendar.grid.of_day(day))
        if not ids:
            return
        before = self.query, day
        self.filters.show_view(LIST)
        self._take(replace(self.query, first=None, last=None, late=False, ids=ids))
        self._day_before = before
        self.table.setFocus()

    def _show_menu(self, record: Record, _column: int, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in self.record_commands(record):
            run = command.run
            picture = icons.icon(command.icon, "text2", theme.px(16))
            menu.addAction(picture, command.title).triggered.connect(
                lambda _on=False, run=run: run()
            )
        if menu.actions():
            menu.popup(place)

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing while nobody looks."""
        super().hideEvent(event)
        self._follow.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Show at the right what is chosen, and tell what the list comes to."""
        super().showEvent(event)
        self._follow.start()
        # After the first picture: what is told beside the list must not hold it up.
        QTimer.singleShot(0, self, self._tell_shown)

    def _tell_shown(self) -> None:
        if self.isVisible():
            self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what is on show."""
        super().focusInEvent(event)
        self._view().setFocus(event.reason())


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
