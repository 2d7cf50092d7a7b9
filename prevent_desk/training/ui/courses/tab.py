"""The tab of courses: how long each counts, who needs it, how many of them are current."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.training.model import needs
from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.coverage import NOBODY, Counts, Goal, Shade
from prevent_desk.training.model.needs import Need
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.courses.acts import CourseActs
from prevent_desk.training.ui.courses.pane import CoursePane
from prevent_desk.ui import icons, theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import Rule
from prevent_desk.ui.widgets.two_lines import Cell, CellColumn, TwoLineTable

KEY = "courses"
_FOLLOW_MS = 80
_LOOKS = {
    Shade.FULL: ("circle-check", "green"),
    Shade.PART: ("triangle-alert", "amber"),
    Shade.HOLE: ("circle-alert", "red"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A course of the list.

    Attributes:
        who: Who needs it, a line each.
        counts: How those who need it stand today.
    """

    course: Course
    needs: tuple[Need, ...]
    who: tuple[str, ...]
    counts: Counts
    goal: Goal

    @property
    def words(self) -> str:
        """Everything it is found by, in lower case."""
        one = self.course
        told = (one.title, one.short, one.kind_words, one.audience, one.basis, *self.who)
        return " ".join(told).casefold()


def how_many_courses(around: Around) -> int:
    """Return how many courses are given."""
    return len(around.services.courses.all())


class CoursesTab(QWidget):
    """Satisfies `ui.tabs_page.Tab`; a position: `{"course": 3}`."""

    changed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._rows: list[Row] = []
        self.acts = CourseActs(around, self._choose)
        self.box = SearchBox("Filter courses", "Ctrl F")
        self.ended_chip = ChipButton(checkable=True)
        self.count_label = QLabel()
        self.count_label.setProperty("t", "support")
        self.table: TwoLineTable[Row] = TwoLineTable(
            [
                CellColumn("Course", _title),
                CellColumn("Counts", _counts_for),
                CellColumn("Needed by", _needed),
                CellColumn("Current", _current),
            ],
            lambda row: row.course.id,
            "Courses",
        )
        self.pane = CoursePane(self.acts)
        self.empty = EmptyState()
        self._head, self._rule = QWidget(), Rule()
        self.departments_button = Button("&Departments…", "building-2")
        self.roles_button = Button("&Roles…", "tag")
        self.new_button = Button("New &course", "plus", kind="primary")
        self._lay_out()
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._show_pane)
        self._wire()
        self.reload()

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane of the course."""
        return self.pane

    def has_subject(self) -> bool:
        """Return whether there is any course."""
        return bool(self._rows)

    def buttons(self) -> Sequence[Button]:
        """Return its buttons in the page's head."""
        return (self.departments_button, self.roles_button, self.new_button)

    def count(self) -> int:
        """Return how many courses are given."""
        return sum(row.course.ended is None for row in self._rows)

    def shown_count(self) -> str:
        """Return "13 courses"."""
        return "1 course" if self.count() == 1 else f"{self.count()} courses"

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [
            Command("New course", self.acts.add, "plus", "Ctrl+N", "add"),
            Command("Departments", self.acts.departments, "building-2", words="heads"),
            Command("Roles of staff", self.acts.roles, "tag"),
            Command("Bring in the catalogue of courses", self.acts.bring_in, "list-plus"),
        ]
        row = self.table.current()
        return found if row is None else [*self.acts.commands(row.course), *found]

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new course."""
        return self.acts.add

    def filter_here(self) -> None:
        """Put the keyboard into the filter."""
        self.box.setFocus()
        self.box.selectAll()

    def position(self) -> dict[str, Any]:
        """Return which course is chosen."""
        row = self.table.current()
        return {"course": row.course.id} if row is not None else {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose a course."""
        wanted = position.get("course")
        if isinstance(wanted, int):
            self._choose(wanted)

    def flush(self) -> None:
        """Leave what was put off: the store may be closed now. Words are typed in dialogs only."""
        self._follow.stop()

    def reload(self) -> None:
        """Show the store as it is now."""
        self._rows = self._read()
        self._show()
        self._show_pane()

    # Inside

    def _lay_out(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(18, 7, 14, 7)
        head.setSpacing(8)
        head.addWidget(self.box)
        head.addWidget(self.ended_chip)
        head.addStretch(1)
        head.addWidget(self.count_label)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._rule)
        column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.box.textChanged.connect(lambda _text: self._show())
        self.box.moved.connect(self.table.move_by)
        self.box.returnPressed.connect(self.table.setFocus)
        self.ended_chip.toggled.connect(lambda _on: self._show())
        self.table.current_changed.connect(lambda _row: self._follow.start())
        self.table.opened.connect(lambda row, _column: self.acts.change(row.course))
        self.table.menu_asked.connect(self._menu)
        self.table.stepped_back.connect(self._step_back)
        self.departments_button.clicked.connect(lambda _on=False: self.acts.departments())
        self.roles_button.clicked.connect(lambda _on=False: self.acts.roles())
        self.new_button.clicked.connect(lambda _on=False: self.acts.add())
        self.empty.first_clicked.connect(self._fill_empty)
        self.empty.second_clicked.connect(self.acts.add)

    def _read(self) -> list[Row]:
        services = self._around.services
        by_course: dict[int, list[Need]] = {}
        for need in services.needs.all():
            by_course.setdefault(need.course_id, []).append(need)
        departments = {one.id: one.name for one in services.departments.all(ended=True)}
        roles = {one.id: one.title for one in services.roles.all(ended=True)}
        matrix, goal = services.coverage.matrix(), services.coverage.goal()
        counts: Mapping[int, Counts] = {
            course.id: total for course, total in zip(matrix.courses, matrix.totals, strict=True)
        }
        found = []
        for course in services.courses.all(ended=True):
            own = tuple(by_course.get(course.id, ()))
            who = tuple(needs.said(own, departments, roles))
            found.append(Row(course, own, who, counts.get(course.id, NOBODY), goal))
        return found

    def _show(self) -> None:
        ended = sum(row.course.ended is not None for row in self._rows)
        self.ended_chip.show_state(f"{ended} no longer given", "archive", "grey")
        self.ended_chip.setVisible(ended > 0)
        asked = self.box.text().casefold().split()
        found = [
            row
            for row in self._rows
            if (row.course.ended is not None) is self.ended_chip.isChecked()
            and all(word in row.words for word in asked)
        ]
        self.count_label.setText(f"{len(found):,} of {self.count():,} shown")
        self.table.show_rows(found)
        self._stack.setCurrentWidget(self.table if found else self.empty)
        # Without any course there is nothing to filter, and the empty state has the filled button.
        for part in (self._head, self._rule):
            part.setVisible(bool(self._rows))
        self.new_button.set_kind("primary" if self._rows else "secondary")
        if not found:
            self._say_empty()
        self.changed.emit()

    def _say_empty(self) -> None:
        if self._rows:
            self.empty.set_filtered("No course fits", self.box.text().strip() or "no longer given")
            return
        self.empty.show_text(
            "No course yet",
            "The catalogue has the usual courses, how long each counts and who needs it.",
            icon="graduation-cap",
        )
        self.empty.set_buttons("Bring in the catalogue", "list-plus", "New course")

    def _fill_empty(self) -> None:
        if self._rows:
            self.box.clear()
            self.ended_chip.setChecked(False)
        else:
            self.acts.bring_in()

    def _step_back(self) -> None:
        if self.ended_chip.isChecked():
            self.ended_chip.setChecked(False)
        else:
            self.box.clear()

    def _choose(self, course_id: int) -> None:
        if not self.table.go_to_key(course_id):
            self.box.clear()
            ended = {row.course.id for row in self._rows if row.course.ended is not None}
            self.ended_chip.setChecked(course_id in ended)
            self.table.go_to_key(course_id)
        self._follow.stop()
        self._show_pane()

    def _show_pane(self) -> None:
        row = self.table.current() if self._stack.currentWidget() is self.table else None
        if row is None:
            self.pane.show_nothing()
        else:
            before = {one.course.id: one.course.title for one in self._rows}
            self.pane.show_course(
                row.course, row.needs, row.who, row.counts, before.get(row.course.needs_id or 0, "")
            )
        self.changed.emit()

    def _menu(self, row: Row, _column: int, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in self.acts.commands(row.course):
            run = command.run
            picture = icons.icon(command.icon, "text2", theme.px(16))
            menu.addAction(picture, command.title).triggered.connect(
                lambda _on=False, run=run: run()
            )
        menu.popup(place)

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing while nobody looks."""
        super().hideEvent(event)
        self._follow.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Show at the right what is chosen now."""
        super().showEvent(event)
        self._follow.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        (self.table if self._stack.currentWidget() is self.table else self.empty).setFocus(
            event.reason()
        )


def _title(row: Row) -> Cell:
    one = row.course
    second = ", ".join(part for part in (one.kind_words, one.length_words) if part)
    if one.ended is not None:
        second = f"No longer given since {say_short(one.ended)}"
    return Cell(one.title, second, strong=True)


def _counts_for(row: Row) -> Cell:
    months = row.course.refresh_months
    return Cell("For good" if months is None else row.course.refresh_words.capitalize())


def _needed(row: Row) -> Cell:
    if not row.who:
        return Cell("Nobody asked", tone="text3")
    more = len(row.who) - 2
    second = row.who[1] if len(row.who) > 1 else ""
    return Cell(row.who[0], f"{second} and {more} more" if more > 0 else second)


def _current(row: Row) -> Cell:
    shade = row.counts.shade(row.goal)
    if shade is Shade.EMPTY:
        return Cell("–", tone="text3")
    icon, tone = _LOOKS[shade]
    share = f" ({row.counts.percent}%)" if row.counts.percent is not None else ""
    return Cell(f"{row.counts.words}{share}", row.counts.gap, icon, tone)
