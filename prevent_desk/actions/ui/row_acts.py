"""What can be done with one action: closed, dropped, opened again, noted on, shown by a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from prevent_desk.actions.model.records import Action, Evidence, State
from prevent_desk.actions.model.standing import Standing, owed_by
from prevent_desk.actions.ui.around import Around
from prevent_desk.actions.ui.dialogs import CloseDialog, WordsDialog
from prevent_desk.actions.ui.evidence import EvidenceActs
from prevent_desk.ui import icons, theme
from prevent_desk.ui.page import Command


class RowActs(QObject):
    """Asks about the current action and does what was answered.

    Attributes:
        choose_files: Asks for files; replaced in tests.
    """

    def __init__(
        self,
        around: Around,
        current: Callable[[], Action | None],
        reach: Callable[[int], object],
        remind: Callable[[str], object],
    ) -> None:
        """Serve the page.

        Args:
            around: Services, shell and clock.
            current: Tells the current action, once what is typed is kept.
            reach: Makes an action the current one.
            remind: Drafts reminders to one owner.
        """
        super().__init__(around.owner)
        self._around, self._current = around, current
        self._reach, self._remind = reach, remind
        self.evidence = EvidenceActs(around)
        self.choose_files: Callable[[], list[Path]] = self._ask_files

    def close(self, *, done: bool = True) -> None:
        """Ask how the current action was done, or why it is dropped."""
        action = self._current()
        if action is not None and action.state is State.OPEN:
            CloseDialog(self._around, action, self._around.owner.window(), done=done).exec()

    def reopen(self) -> None:
        """Ask why a closed action is opened again."""
        action = self._current()
        if action is None or action.state is State.OPEN:
            return
        number, write = action.number, partial(self._around.actions.reopen, action.id)
        dialog = WordsDialog(
            self._around, f"actions/reopen/{action.id}", f"Open action {number} again?",
            "How it was closed stays in its lines.", "&Why", "Open again", write,
        )  # fmt: skip
        if self._around.acts.by_dialog(dialog, f"Action {number} is open again"):
            self._reach(action.id)

    def note(self) -> None:
        """Add a line to the current action."""
        action = self._current()
        if action is None:
            return
        dialog = WordsDialog(
            self._around, f"actions/note/{action.id}", f"Note on action {action.number}",
            "It stands in what became of it.", "&Note", "Add note",
            partial(self._around.actions.note, action.id),
        )  # fmt: skip
        self._around.acts.by_dialog(dialog, "Note added")

    def add_file(self) -> None:
        """Keep files with the current action."""
        action = self._current()
        if action is not None:
            self.evidence.add(action, self.choose_files())

    def remove_file(self, one: Evidence) -> None:
        """Take a file off the current action."""
        action = self._current()
        if action is not None:
            remove = partial(self._around.actions.remove_evidence, action.id, one.id)
            self._do(remove, "File taken off")

    def commands(self, action: Action) -> list[Command]:
        """Return what can be done with an action now."""
        number = action.number
        if action.state is not State.OPEN:
            return [Command(f"Open action {number} again", self.reopen, "rotate-ccw")]
        found = [
            Command(f"Close action {number} as done", self.close, "check"),
            Command(f"Drop action {number}", partial(self.close, done=False), "x"),
            Command(f"Note on action {number}", self.note, "message-square-plus"),
            Command(f"Add a file to action {number}", self.add_file, "file-plus"),
        ]
        owner = owed_by(action)
        if owner:
            found.append(Command(f"Remind {owner}", partial(self._remind, owner), "mail"))
        if action.source_id is not None:
            opens = partial(self._around.open_source, action)
            found.append(Command(f"Open {action.source_words}", opens, "external-link"))
        return found

    def show_menu(self, standing: Standing, place: QPoint) -> None:
        """Show the menu of a row."""
        menu = QMenu(self._around.owner)
        menu.aboutToHide.connect(menu.deleteLater)
        for command in self.commands(standing.action):
            picture = icons.icon(command.icon, "text2", theme.px(16))
            run = command.run
            menu.addAction(picture, command.title).triggered.connect(
                lambda _on=False, run=run: run()
            )
        menu.popup(place)

    # Inside

    def _ask_files(self) -> list[Path]:
        window = self._around.owner.window()
        names, _kind = QFileDialog.getOpenFileNames(window, "Files that show it was done")
        return [Path(name) for name in names]

    def _do(self, act: Callable[[], object], said: str) -> bool:
        def acted() -> bool:
            act()
            return True

        return self._around.acts.do(acted, False, said=said)
