"""Who is behind a cell of the matrix or a figure over it, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from prevent_desk.core.dates import say_short
from prevent_desk.logbook.model.query import Query
from prevent_desk.training.model import people_filters
from prevent_desk.training.model.coverage import Held, Matrix, Scope, Standing
from prevent_desk.training.ui.around import PAGE, Around
from prevent_desk.training.ui.matrix import acts, figures
from prevent_desk.training.ui.matrix.asking import Asking
from prevent_desk.training.ui.matrix.grid import MatrixTable
from prevent_desk.training.ui.reminding import LETTERS
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.page import Command

AT_ONCE = 2_000
"""What is asked of more people is worked out beside the window."""
OPEN = (Standing.LAPSED, Standing.UNKNOWN, Standing.DUE)


class BehindCells(QObject):
    """Reads and shows people behind the current cell of a matrix.

    Attributes:
        matrix: What is on show; None until it was worked out.
    """

    def __init__(self, around: Around, table: MatrixTable, asking: Asking, owner: QObject) -> None:
        super().__init__(owner)
        self.matrix: Matrix | None = None
        self._around, self._table, self._asking = around, table, asking
        self._job: Job[list[Held]] | None = None

    # What is behind

    def scope(self) -> Scope:
        """Return what the current cell is about; the whole row in the first column."""
        row, course = self._table.department(), self._table.course_id()
        courses = frozenset({course}) if course else self._asking.scope().courses
        return Scope(frozenset({row.department_id}) if row else frozenset(), courses)

    def title(self) -> str:
        """Return what the current cell is called: "Housing × Awareness"."""
        row, course = self._table.department(), self._table.course_id()
        if row is None or self.matrix is None:
            return ""
        title = next((one.title for one in self.matrix.courses if one.id == course), "")
        return f"{row.name} × {title}" if title else row.name

    def people(self) -> list[Held]:
        """Return those behind the cell who are not simply current."""
        return self._around.services.coverage.held(self._asking.as_of(), self.scope(), OPEN)

    def notes(self) -> list[str]:
        """Return what is to be known of the matrix on show, in sentences."""
        matrix, services = self.matrix, self._around.services
        notes = []
        today = self._around.clock.today()
        if matrix is not None and matrix.as_of > today:
            notes.append(f"As of {say_short(matrix.as_of)}, if nobody takes a course until then.")
        elif matrix is not None and matrix.as_of < today:
            notes.append(
                f"As of {say_short(matrix.as_of)}, by what is recorded now and who is here."
            )
        if matrix is not None and matrix.listed is not None:
            doubles = len(services.people.possible_duplicates())
            waiting = {0: "", 1: "; 1 possible duplicate waits for you"}.get(
                doubles, f"; {doubles:,} possible duplicates wait for you"
            )
            notes.append(f"Matched to the staff list by staff number{waiting}.")
        return notes

    # What can be done

    def open_list(self, standing: Standing | None) -> None:
        """Show the people behind the cell; all that are not simply current where none is said."""
        row, course = self._table.department(), self._table.course_id()
        if row is None:
            return
        wanted = (standing,) if standing is not None else OPEN
        day = self._asking.as_of()
        if day == self._around.clock.today() and course:
            # By their filters, which go on telling the truth when somebody is trained.
            query = Query(sort="name", descending=False)
            place = frozenset({str(row.department_id or "")})
            query = query.choosing(people_filters.DEPARTMENT, place)
            codes = frozenset(people_filters.code(course, one) for one in wanted)
            query = query.choosing(people_filters.TRAINED, codes)
            self._around.open_view(PAGE, {"tab": "people", "query": query.to_json()})
            return
        scope = self.scope()
        self._read(day, scope, wanted, self._show)

    def open_figure(self, key: str) -> None:
        """Show the people a figure over the matrix counts, each by their worst course."""
        if self.matrix is None:
            return
        worst = list(Standing) if key == figures.SCOPE else [Standing(key)]
        if key == Standing.CURRENT.value:
            worst = [Standing.CURRENT, Standing.DUE]

        def show(held: Sequence[Held]) -> None:
            people: dict[int, Standing] = {}
            order = tuple(Standing)
            for one in held:
                before = people.get(one.learner_id, Standing.CURRENT)
                people[one.learner_id] = max(before, one.standing, key=order.index)
            self._show_ids({number for number, standing in people.items() if standing in worst})

        self._read(self.matrix.as_of, self._asking.scope(), tuple(Standing), show)

    def remind(self) -> None:
        """Draft reminders to those behind the cell."""
        acts.remind(self._around, self.people(), self._asking.as_of())

    def take_list(self) -> None:
        """Take those behind the cell out as letters or a list."""
        acts.take_list(self._around, self.people(), self._asking.as_of(), self.title())

    def commands(self) -> list[Command]:
        """Return what can be done with the people behind the cell: its menu, and the palette."""
        around, asking = self._around, self._asking
        return [
            Command("Show who is behind this cell", partial(self.open_list, None), "users",
                    "Enter"),
            Command("Draft reminders for this cell", self.remind, "mail"),
            Command("Draft a list for the department",
                    lambda: acts.remind_departments(around, self.people(), asking.as_of()),
                    "mail"),
            Command("Take out a list for this cell", self.take_list, "printer",
                    words="word excel"),
            Command("Take out letters for this cell",
                    lambda: acts.take_list(around, self.people(), asking.as_of(), self.title(),
                                           LETTERS), "file-text"),
        ]  # fmt: skip

    def drop(self) -> None:
        """Leave what is being read: nobody waits for it any longer."""
        if self._job is not None:
            self._job.forget()
            self._job = None

    # Inside

    def _read(
        self,
        day: date,
        scope: Scope,
        wanted: Sequence[Standing],
        done: Callable[[list[Held]], object],
    ) -> None:
        """Read people, and show them; of many beside the window."""
        self.drop()
        services = self._around.services
        if services.people.how_many() <= AT_ONCE:
            done(services.coverage.held(day, scope, wanted))
            return

        def work(_report: Report, _stopped: Stopped) -> list[Held]:
            return services.coverage.held(day, scope, wanted)

        def ended(held: list[Held]) -> None:
            self._job = None
            done(held)

        self._job = jobs.run(work, self, done=ended, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        messages.show_failure(self._table.window(), error)

    def _show(self, held: Sequence[Held]) -> None:
        self._show_ids({one.learner_id for one in held})

    def _show_ids(self, ids: set[int]) -> None:
        self._around.open_view(PAGE, {"tab": "people", "ids": sorted(ids)})
