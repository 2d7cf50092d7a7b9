"""The tab of the matrix: who is trained, department by course, as of any day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.training.model.coverage import Matrix
from prevent_desk.training.ui.around import PAGE, Around
from prevent_desk.training.ui.importing import acts as importing
from prevent_desk.training.ui.matrix import acts, figures
from prevent_desk.training.ui.matrix.asking import Asking
from prevent_desk.training.ui.matrix.behind import AT_ONCE, BehindCells
from prevent_desk.training.ui.matrix.figures import Figures
from prevent_desk.training.ui.matrix.grid import MatrixTable
from prevent_desk.training.ui.matrix.pane import Behind, CellActs, CellPane
from prevent_desk.ui import icons, jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import Rule

_FOLLOW_MS = 80


class MatrixTab(QWidget):
    """Satisfies `ui.tabs_page.Tab`.

    A position: `{"department": 3, "course": 1, "as_of": "2025-12-31"}` for a cell, with
    `"departments"` and `"courses"` for what is filtered by.
    """

    changed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._matrix: Matrix | None = None
        self._job: Job[Matrix] | None = None
        self._wanted_cell: tuple[int, int] | None = None
        self.figures = Figures()
        self.asking = Asking(around.clock.today)
        self.table = MatrixTable()
        self.pane = CellPane()
        self.behind = BehindCells(around, self.table, self.asking, self)
        self.empty = EmptyState()
        self.statement_button = Button("&Statement", "file-check")
        self.import_button = Button("&Import list", "file-input")
        self.log_button = Button("&Log session", "plus", kind="primary")
        self._full = QWidget()
        inside = QVBoxLayout(self._full)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.figures)
        inside.addWidget(self.asking)
        inside.addWidget(Rule())
        inside.addWidget(self.table, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack, 1)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._show_pane)
        self._wire()
        self.reload()

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane of the cell."""
        return self.pane

    def has_subject(self) -> bool:
        """Return whether there is a matrix."""
        return self._stack.currentWidget() is self._full

    def buttons(self) -> Sequence[Button]:
        """Return its buttons in the page's head."""
        return (self.statement_button, self.import_button, self.log_button)

    def count(self) -> int:
        """Return no number: the matrix says its own."""
        return 0

    def shown_count(self) -> str:
        """Return "6 departments, 4 courses"."""
        matrix = self._matrix
        if matrix is None or not self.has_subject():
            return ""
        rows, courses = len(matrix.rows), len(matrix.courses)
        return (
            f"{rows:,} {'department' if rows == 1 else 'departments'}, "
            f"{courses} {'course' if courses == 1 else 'courses'}"
        )

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        around = self._around
        found = [
            Command("Log a training session", partial(acts.log_session, around), "plus", "Ctrl+N"),
            *importing.commands(around),
            Command("Training target", partial(acts.set_goal, around), "target", words="per cent"),
        ]
        if self.has_subject():
            found.append(
                Command(
                    "Take out a training statement",
                    self.take_statement,
                    "file-check",
                    words="audit evidence",
                )
            )
            found += self.behind.commands()
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: log a session."""
        return partial(acts.log_session, self._around)

    def filter_here(self) -> None:
        """Put the keyboard on the departments."""
        self.asking.department_box.setFocus()

    def position(self) -> dict[str, Any]:
        """Return the cell and what is asked for."""
        row, scope, day = self.table.department(), self.asking.scope(), self.asking.as_of()
        found: dict[str, Any] = {}
        if row is not None:
            found |= {"department": row.department_id, "course": self.table.course_id()}
        if scope.departments:
            found["departments"] = min(scope.departments)
        if scope.courses:
            found["courses"] = min(scope.courses)
        if day != self._around.clock.today():
            found["as_of"] = day.isoformat()
        return found

    def go_to(self, position: dict[str, Any]) -> None:
        """Ask and choose a cell; what is not named is asked for as a whole."""
        if not position:
            return
        self.asking.ask(
            _number(position.get("departments")),
            _number(position.get("courses")),
            _day(position.get("as_of")),
        )
        department = _number(position.get("department"))
        if department is not None:
            self._wanted_cell = department, _number(position.get("course")) or 0
        self._read()

    def flush(self) -> None:
        """Leave what was put off: the store may be closed now. Words are typed in dialogs only."""
        self._follow.stop()
        self._drop_job()
        self.behind.drop()

    def reload(self) -> None:
        """Show the store as it is now."""
        services = self._around.services
        self.asking.offer(services.departments.all(), services.courses.all())
        self._read()

    # Acts

    def take_statement(self) -> None:
        """Take the matrix on show out as a statement."""
        if self._matrix is not None:
            acts.take_statement(self._around, self._matrix)

    # Inside

    def _wire(self) -> None:
        around = self._around
        self.asking.changed.connect(self._read)
        self.asking.apart_wanted.connect(self._show_apart)
        self.figures.opened.connect(self.behind.open_figure)
        self.table.cell_chosen.connect(lambda: self._follow.start())
        self.table.opened.connect(lambda: self.behind.open_list(None))
        self.table.menu_asked.connect(self._menu)
        self.table.stepped_back.connect(self.asking.step_back)
        self.statement_button.clicked.connect(lambda _on=False: self.take_statement())
        self.import_button.clicked.connect(lambda _on=False: acts.import_list(around))
        self.log_button.clicked.connect(lambda _on=False: acts.log_session(around))
        self.empty.first_clicked.connect(self._fill_first)
        self.empty.second_clicked.connect(self._fill_second)

    def _read(self) -> None:
        """Work the matrix out; of many people beside the window."""
        self._drop_job()
        services = self._around.services
        day, scope = self.asking.as_of(), self.asking.scope()
        if services.people.how_many() <= AT_ONCE:
            self._show(services.coverage.matrix(day, scope))
            return

        def work(_report: Report, _stopped: Stopped) -> Matrix:
            # The pane says how many wait; kept from then on.
            services.people.possible_duplicates()
            return services.coverage.matrix(day, scope)

        self._job = jobs.run(work, self, done=self._worked_out, failed=self._failed)

    def _worked_out(self, matrix: Matrix) -> None:
        self._job = None
        self._show(matrix)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        messages.show_failure(self.window(), error)

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.forget()
            self._job = None

    def _show(self, matrix: Matrix) -> None:
        self._matrix = self.behind.matrix = matrix
        goal = self._around.services.coverage.goal()
        self.figures.show_told(figures.told(matrix, goal))
        head_counts = matrix.head_counts
        self.asking.say_apart(head_counts.short, head_counts.brief, head_counts.words)
        self.table.show_matrix(matrix, goal)
        if self._wanted_cell is not None:
            self.table.go_to(*self._wanted_cell)
            self._wanted_cell = None
        is_filled = bool(matrix.rows) and bool(matrix.courses)
        self._stack.setCurrentWidget(self._full if is_filled else self.empty)
        self.statement_button.setEnabled(is_filled)
        # One filled button on a page: where nobody needs a course, that of the empty state.
        scope = self.asking.scope()
        is_new = not (is_filled or scope.departments or scope.courses)
        self.log_button.set_kind("secondary" if is_new else "primary")
        if not is_filled:
            self._say_empty()
        self._follow.stop()
        self._show_pane()

    def _say_empty(self) -> None:
        services = self._around.services
        scope = self.asking.scope()
        if scope.departments or scope.courses:
            told = [
                box.currentText()
                for box in (self.asking.department_box, self.asking.course_box)
                if box.value() is not None
            ]
            self.empty.set_filtered("Nobody is in scope", ", ".join(told))
            return
        if not services.courses.all():
            self.empty.show_text(
                "No course yet",
                "The catalogue has the usual courses, how long each counts and who needs it.",
                icon="graduation-cap",
            )
            self.empty.set_buttons("Bring in the catalogue", "list-plus", "Import list")
        else:
            self.empty.show_text(
                "Nobody needs a course yet",
                "Bring in a staff list, and say on Courses who needs which.",
                icon="graduation-cap",
            )
            self.empty.set_buttons("Import list", "file-input", "Show courses")

    def _fill_first(self) -> None:
        scope = self.asking.scope()
        if scope.departments or scope.courses:
            while self.asking.step_back():
                pass
        elif not self._around.services.courses.all():
            acts.bring_in_catalogue(self._around)
        else:
            acts.import_list(self._around)

    def _fill_second(self) -> None:
        if not self._around.services.courses.all():
            acts.import_list(self._around)
        else:
            self._around.open_view(PAGE, {"tab": "courses"})

    def _show_pane(self) -> None:
        row, matrix = self.table.department(), self._matrix
        if row is None or matrix is None or not self.has_subject():
            self.pane.show_nothing()
            self.changed.emit()
            return
        course = self.table.course_id()
        counts = matrix.cell(row.department_id, course) if course else row.worst
        behind = self.behind
        people = behind.people() if counts.required else []
        told = Behind(behind.title(), counts, matrix.as_of, people, behind.notes())
        open_person = partial(acts.open_person, self._around)
        self.pane.show_behind(
            told, CellActs(behind.open_list, open_person, behind.remind, behind.take_list)
        )
        self.changed.emit()

    def _show_apart(self) -> None:
        if self._matrix is not None:
            ids = list(self._matrix.head_counts.ids)
            self._around.open_view(PAGE, {"tab": "log", "ids": ids})

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in self.behind.commands():
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
        """Hand the focus on to the matrix."""
        super().focusInEvent(event)
        (self.table if self.has_subject() else self.empty).setFocus(event.reason())


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
