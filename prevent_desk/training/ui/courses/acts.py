"""What can be done with courses, and with what says who needs them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog

from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.needs import Need
from prevent_desk.training.ui.around import PAGE, Around
from prevent_desk.training.ui.courses.course_dialog import CourseDialog
from prevent_desk.training.ui.courses.need_dialog import NeedDialog
from prevent_desk.training.ui.courses.structure_dialogs import DepartmentsDialog, RolesDialog
from prevent_desk.ui.page import Command


class CourseActs:
    """Opens dialogs over the room, and tells what was done."""

    def __init__(self, around: Around, choose: Callable[[int], object]) -> None:
        """Make it; `choose` makes a course the current one."""
        self._around, self._choose = around, choose

    def commands(self, course: Course) -> list[Command]:
        """Return what can be done with a course: its menu, and the palette."""
        found = [Command("Change this course", partial(self.change, course), "pencil", "Enter")]
        if course.ended is not None:
            return [
                *found,
                Command("Give this course again", partial(self.resume, course), "rotate-ccw"),
            ]
        return [
            *found,
            Command("Say who needs this course", partial(self.needed_by, course), "users"),
            Command("Show this course in the matrix", partial(self.show, course), "layout-list"),
            Command("End this course", partial(self.end, course), "archive"),
        ]

    def add(self) -> None:
        """Enter a course."""
        dialog = CourseDialog(self._around)
        if self._done(dialog, "The course is entered"):
            self._choose(dialog.made)

    def change(self, course: Course) -> None:
        """Ask what is different of a course."""
        self._done(CourseDialog(self._around, course), "The course is changed")

    def end(self, course: Course) -> None:
        """Say that a course is no longer given."""
        end = partial(self._around.services.courses.end, course.id, self._around.clock.today())
        self._around.acts.do(end, None, said=f"{course.called} is no longer given")

    def resume(self, course: Course) -> None:
        """Say that a course is given again."""
        resume = partial(self._around.services.courses.resume, course.id)
        self._around.acts.do(resume, None, said=f"{course.called} is given again")

    def needed_by(self, course: Course) -> None:
        """Ask who needs a course."""
        self._done(NeedDialog(self._around, course), f"Who needs {course.called} is said")

    def not_needed(self, need: Need) -> None:
        """Say that they do not need it after all."""
        remove = partial(self._around.services.needs.remove, need.id)
        self._around.acts.do(remove, None, said="They do not need it any more")

    def show(self, course: Course) -> None:
        """Show a course alone in the matrix."""
        self._around.open_view(PAGE, {"tab": "matrix", "courses": course.id})

    def bring_in(self) -> None:
        """Bring in the courses of the catalogue that are not there."""
        bring = self._around.services.courses.bring_in_catalogue
        self._around.acts.do(bring, 0, said="The catalogue is brought in")

    def departments(self) -> None:
        """Show the departments."""
        DepartmentsDialog(self._around).exec()

    def roles(self) -> None:
        """Show the roles."""
        RolesDialog(self._around).exec()

    def _done(self, dialog: QDialog, said: str) -> bool:
        if not dialog.exec():
            return False
        self._around.desk.saved()
        self._around.acts.changed.emit()
        self._around.desk.toast(said, undo=True)
        return True
