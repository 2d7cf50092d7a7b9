"""What can be done from the matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from prevent_desk.training.model import papers
from prevent_desk.training.model.coverage import Held, Matrix
from prevent_desk.training.ui.around import PAGE, Around
from prevent_desk.training.ui.importing import acts as importing
from prevent_desk.training.ui.log.acts import SessionActs
from prevent_desk.training.ui.matrix.goal_dialog import GoalDialog
from prevent_desk.training.ui.paper_dialog import Kind, PaperDialog, Shape
from prevent_desk.training.ui.reminding import (
    LIST_WORD,
    DepartmentDraftsDialog,
    RemindersDialog,
    list_dialog,
)
from prevent_desk.workers import child


def log_session(around: Around) -> None:
    """Log a training session, and show it in the log."""
    SessionActs(around, lambda made: show(around, "log", record=made)).log()


def import_list(around: Around) -> None:
    """Take a staff list in."""
    importing.take_staff_in(around)


def bring_in_catalogue(around: Around) -> None:
    """Bring in the courses of the catalogue."""
    around.acts.do(
        around.services.courses.bring_in_catalogue, 0, said="The catalogue is brought in"
    )


def set_goal(around: Around) -> None:
    """Ask what is aimed at."""
    if GoalDialog(around).exec():
        around.acts.changed.emit()


def open_person(around: Around, learner_id: int) -> None:
    """Show somebody among the people."""
    show(around, "people", record=learner_id)


def remind(around: Around, held: Sequence[Held], as_of: date) -> None:
    """Draft reminders to people."""
    dialog = RemindersDialog(around, held, as_of)
    dialog.exec()
    if dialog.made:
        around.acts.changed.emit()


def remind_departments(around: Around, held: Sequence[Held], as_of: date) -> None:
    """Draft lists for whoever manages the departments."""
    dialog = DepartmentDraftsDialog(around, held, as_of)
    dialog.exec()
    if dialog.made:
        around.acts.changed.emit()


def take_list(
    around: Around, held: Sequence[Held], as_of: date, title: str, chosen: str = LIST_WORD
) -> None:
    """Take people out as a list or as letters."""
    list_dialog(around, title, held, as_of, chosen=chosen).exec()


def take_statement(around: Around, matrix: Matrix) -> None:
    """Take the statement of who is trained out."""
    statement_dialog(around, matrix).exec()


def statement_dialog(
    around: Around, matrix: Matrix, make: Callable[..., bytes] = child.run
) -> PaperDialog:
    """Return the dialog that takes a matrix out as the statement, as it is on show."""
    goal = around.services.coverage.goal()
    kinds = (
        Kind("pdf", "PDF", Shape.PDF, "training statement",
             lambda making: papers.statement(matrix, goal, making)),
        Kind("word", "Word", Shape.WORD, "training statement",
             lambda making: papers.statement(matrix, goal, making)),
        Kind("excel", "Excel, a row for each department and course", Shape.EXCEL,
             "training statement", None,
             lambda making: papers.statement_sheet(matrix, goal, making)),
    )  # fmt: skip
    rows, courses = len(matrix.rows), len(matrix.courses)
    about = (
        f"{rows} {'department' if rows == 1 else 'departments'} and "
        f"{courses} {'course' if courses == 1 else 'courses'}, as filtered. It names nobody."
    )
    everybody = range(matrix.people.required)
    return PaperDialog(
        around, "Take the training statement out", about, kinds, everybody, lambda _key: None,
        make=make,
    )  # fmt: skip


def show(around: Around, tab: str, **position: object) -> None:
    """Show a tab of the page at a position."""
    around.open_view(PAGE, {"tab": tab, **position})
