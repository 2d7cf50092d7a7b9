"""What can be done with somebody who is to be trained, wherever they are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog

from prevent_desk.contacts.ui.merge_dialog import Choice, MergeDialog
from prevent_desk.outgoing import kept_files
from prevent_desk.training.model.completions import Completion
from prevent_desk.training.model.people import Learner
from prevent_desk.training.ui.around import PAGE, Around
from prevent_desk.training.ui.people.completion_dialog import CompletionDialog
from prevent_desk.training.ui.people.leave_dialog import LeaveDialog
from prevent_desk.training.ui.people.person_dialog import PersonDialog
from prevent_desk.ui.page import Command


class PersonActs:
    """Opens dialogs over the room, and tells what was done without naming anybody."""

    def __init__(self, around: Around, reach: Callable[[int | None], None]) -> None:
        """Make it; `reach` chooses somebody in the list."""
        self._around, self._reach = around, reach

    def commands(self, person: Learner) -> list[Command]:
        """Return what can be done with somebody: their menu, and the palette."""
        found = [
            Command("Change this person", partial(self.change, person), "pencil", "Enter"),
            Command("Record a completion", partial(self.complete, person), "circle-check"),
            Command("Merge this person with another", partial(self.merge, person), "git-merge"),
        ]
        if person.left is None:
            found.append(Command("This person left", partial(self.leave, person), "user-x"))
        else:
            found.append(
                Command("This person is there again", partial(self.come_back, person), "user-check")
            )
        return found

    def add(self) -> None:
        """Enter somebody."""
        dialog = PersonDialog(self._around)
        if self._done(dialog, "The person is entered"):
            self._reach(dialog.made)

    def change(self, person: Learner) -> None:
        """Ask what is different of somebody."""
        self._done(PersonDialog(self._around, person), "The person is changed")

    def complete(self, person: Learner, course_id: int | None = None) -> None:
        """Record that somebody completed a course."""
        dialog = CompletionDialog(self._around, person.id, course_id=course_id)
        self._done(dialog, "The completion is recorded")

    def correct(self, one: Completion) -> None:
        """Correct a completion."""
        dialog = CompletionDialog(self._around, one.learner_id, one)
        self._done(dialog, "The completion is corrected")

    def remove(self, one: Completion) -> None:
        """Take a completion away."""
        remove = partial(self._around.services.completions.remove, one.id)
        self._around.acts.do(remove, None, said="The completion is taken away")

    def show_session(self, one: Completion) -> None:
        """Show the session a completion follows from."""
        self._around.open_view(PAGE, {"tab": "log", "record": one.session_id})

    def keep_file(self, one: Completion) -> None:
        """Ask for a certificate and keep it."""
        found = kept_files.chosen(self._around.owner, "The certificate")
        if found is not None:
            keep = partial(self._around.services.completions.keep_file, one.id, *found)
            self._around.acts.do(keep, None, said="The certificate is kept")

    def show_file(self, one: Completion) -> None:
        """Show a certificate."""
        completions = self._around.services.completions
        found = completions.file(one.id)
        if found is not None:
            noted = partial(completions.note_taken_out, one.id)
            kept_files.show(self._around.owner, self._around.desk, *found, noted)

    def leave(self, person: Learner) -> None:
        """Ask since when somebody is gone."""
        self._done(LeaveDialog(self._around, person), "The person has left")

    def come_back(self, person: Learner) -> None:
        """Say that somebody is there again."""
        back = partial(self._around.services.people.come_back, person.id)
        self._around.acts.do(back, None, said="They are there again")

    def merge(self, person: Learner, other_id: int | None = None) -> None:
        """Ask who else somebody is, show both side by side, and merge them."""
        people = self._around.services.people
        others = [_choice(one) for one in people.all(left=True) if one.id != person.id]
        dialog = MergeDialog(
            _choice(person), others, people.preview, people.merge, self._around.owner,
            other_id=other_id, asks="Who",
        )  # fmt: skip
        self._done(dialog, "The two people are one")

    def unmerge(self, learner_id: int) -> None:
        """Take a merged person apart again."""
        apart = partial(self._around.services.people.unmerge, learner_id)
        self._around.acts.do(apart, None, said="They stand on their own again")

    def _done(self, dialog: QDialog, said: str) -> bool:
        if not dialog.exec():
            return False
        self._around.desk.saved()
        self._around.acts.changed.emit()
        self._around.desk.toast(said, undo=True)
        return True


def _choice(one: Learner) -> Choice:
    told = (one.staff_no, one.department, "left" if one.left else "")
    return Choice(one.id, one.listed_name, ", ".join(part for part in told if part))
