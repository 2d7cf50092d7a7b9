"""What can be done with a session, as pane, menu and palette offer it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from prevent_desk.core.dates import say_short
from prevent_desk.training.model.sessions import State, TrainingSession
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.log.blank_dialog import BlankFeedbackDialog
from prevent_desk.training.ui.log.feedback_dialogs import FeedbackDialog, FeedbackView
from prevent_desk.training.ui.log.files import FileActs
from prevent_desk.training.ui.log.paper_dialogs import FEEDBACK, SHEET, SessionPaperDialog
from prevent_desk.training.ui.log.returned_dialog import ReturnedDialog
from prevent_desk.training.ui.log.session_dialog import SessionDialog
from prevent_desk.training.ui.log.small_dialogs import (
    CancelDialog,
    HeldDialog,
    PeopleDialog,
    RepeatDialog,
)
from prevent_desk.ui import messages
from prevent_desk.ui.page import Command


class SessionActs:
    """Opens dialogs over the room, and tells what was done.

    Attributes:
        files: Keeps and shows files.
    """

    def __init__(self, around: Around, reach: Callable[[int | None], None]) -> None:
        """Make it; `reach` chooses a session in the list."""
        self._around, self._reach = around, reach
        self.files = FileActs(around)

    def log(self) -> None:
        """Log a session."""
        dialog = SessionDialog(self._around)
        if dialog.exec():
            self._done("Session logged", dialog.made)

    def change(self, one: TrainingSession) -> None:
        """Change a session."""
        dialog = SessionDialog(self._around, one)
        if dialog.exec():
            self._done("Session changed", one.id)

    def people(self, one: TrainingSession) -> None:
        """Say who is known by name at it."""
        if PeopleDialog(self._around, one).exec():
            self._done("People of the session saved", one.id)

    def held(self, one: TrainingSession) -> None:
        """Say how it went."""
        if HeldDialog(self._around, one).exec():
            self._done("Session held", one.id)

    def cancel(self, one: TrainingSession) -> None:
        """Call it off."""
        if CancelDialog(self._around, one).exec():
            self._done("Session cancelled", one.id)

    def repeat(self, one: TrainingSession) -> None:
        """Plan it again on other days."""
        dialog = RepeatDialog(self._around, one)
        if dialog.exec() and dialog.made:
            many = len(dialog.made)
            said = "Session repeated" if many == 1 else f"Session repeated on {many} days"
            self._done(said, dialog.made[0])

    def feedback(self, one: TrainingSession) -> None:
        """Type in feedback forms."""
        dialog = FeedbackDialog(self._around, one)
        dialog.exec()
        if dialog.written:
            self._done("Feedback kept", one.id)

    def blank_feedback(self, one: TrainingSession) -> None:
        """Take blank forms out, to be filled on a screen or printed."""
        BlankFeedbackDialog(self._around, one).exec()

    def returned_feedback(self, one: TrainingSession) -> None:
        """Take returned forms in."""
        if ReturnedDialog(self._around, one).exec():
            self._reach(one.id)

    def all_feedback(self, one: TrainingSession) -> None:
        """Show what all forms say."""
        FeedbackView(self._around, one).exec()
        self._reach(one.id)

    def take_papers(self, one: TrainingSession, chosen: str = SHEET) -> None:
        """Take the attendance sheet, or what the feedback said, out."""
        SessionPaperDialog(self._around, one, chosen=chosen).exec()

    def remove(self, one: TrainingSession) -> None:
        """Take away what was logged by mistake."""
        named = f" {one.named} completions that follow from it go as well." if one.named else ""
        if messages.ask(
            self._around.owner.window(),
            "Take this session away?",
            f"It goes out of the log and every count.{named} Undo brings it back.",
            "Take away",
        ):
            act = partial(self._around.services.sessions.remove, one.id)
            self._around.acts.do(act, None, said="Session taken away")

    def open_target(self, page: str, position: dict[str, object]) -> None:
        """Show what a session counts towards."""
        self._around.desk.open_page(page, position)

    def commands(self, one: TrainingSession) -> list[Command]:
        """Return everything that can be done with a session, the likeliest first."""
        day = say_short(one.first)
        found = [Command("Change this session", partial(self.change, one), "pencil", "Enter")]
        if one.state is State.PLANNED:
            found.insert(0, Command("It was held…", partial(self.held, one), "circle-check"))
        if one.state is not State.CANCELLED:
            found += [
                Command("Who was there…", partial(self.people, one), "users", "", "names register"),
                Command("Type in feedback…", partial(self.feedback, one), "message-square-plus"),
                Command(
                    "Take returned feedback in…",
                    partial(self.returned_feedback, one),
                    "file-input",
                    "",
                    "import forms online",
                ),
                Command(
                    "Blank feedback forms…",
                    partial(self.blank_feedback, one),
                    "file-output",
                    "",
                    "print questionnaire pdf workbook",
                ),
            ]
        if one.feedback:
            found.append(
                Command("Show the feedback", partial(self.all_feedback, one), "chart-column")
            )
            found.append(
                Command("Take the feedback out…", partial(self.take_papers, one, FEEDBACK),
                        "file-output", "", "print")
            )  # fmt: skip
        found += [
            Command("Attendance sheet to print…", partial(self.take_papers, one), "printer", "",
                    "sign register"),
            Command("Repeat on other days…", partial(self.repeat, one), "repeat-2"),
            Command("Add files…", partial(self.files.add_chosen, one), "file-plus", "",
                    "certificate attendance sheet"),
        ]  # fmt: skip
        if one.state is not State.CANCELLED:
            found.append(Command("Cancel session…", partial(self.cancel, one), "calendar-x"))
        found.append(
            Command(f"Take away the session of {day}", partial(self.remove, one), "trash-2",
                    by_verb=True)
        )  # fmt: skip
        return found

    # Inside

    def _done(self, said: str, session_id: int | None) -> None:
        self._around.acts.do(lambda: None, None, said=said)
        self._reach(session_id)
