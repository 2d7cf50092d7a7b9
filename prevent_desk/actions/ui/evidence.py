"""Files that show an action was done: kept inside the vault, shown without a file on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from prevent_desk.actions.model.records import Action, Evidence
from prevent_desk.actions.ui.around import Around
from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.core.kept_file import check_file, file_name, name_for_copy
from prevent_desk.exports import files, preview
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.jobs import Report, Stopped


class EvidenceActs(QObject):
    """Keeps files with an action, and shows them.

    Attributes:
        choose_place: Asks where a copy goes, given a name; replaced in tests.
    """

    def __init__(self, around: Around) -> None:
        super().__init__(around.owner)
        self._around = around
        self.choose_place: Callable[[str], Path | None] = self._ask_place

    def add(self, action: Action, paths: Sequence[Path]) -> None:
        """Keep files; what cannot be kept is said, and the others are."""
        for path in paths:
            try:
                check_file(path.name, path.stat().st_size)
                content = path.read_bytes()
            except OSError as error:
                refused = Refused(f"“{path.name}” cannot be read.", why=error.strerror or "")
                messages.show_failure(self._around.owner.window(), refused)
                continue
            except DeskError as error:
                messages.show_failure(self._around.owner.window(), error)
                continue
            name = file_name(path.name)
            kept = partial(self._keep, action, name, content)
            self._around.acts.do(kept, False, said=f"Kept with action {action.number}")

    def open(self, one: Evidence) -> None:
        """Show a file."""
        content = self._around.actions.evidence(one.file_id)
        if content is None:
            return
        dialog = FileDialog(one.name, one.size, preview.drawn, self._around.owner.window())

        def work(_report: Report, _stopped: Stopped) -> bytes:
            return content

        dialog.copy_asked.connect(partial(self._save_copy, one, content))
        jobs.run(work, dialog, done=dialog.show_content, failed=dialog.show_failure)
        dialog.exec()

    def _save_copy(self, one: Evidence, content: bytes) -> None:
        """Write a copy where the user says; asked first, for it leaves the vault."""
        window = self._around.owner.window()
        if not messages.ask(
            window,
            "Save a copy outside the vault?",
            "The copy is not encrypted, and stays there until you delete it. The desk notes that "
            "a copy was made.",
            "Save a copy",
        ):
            return
        path = self.choose_place(name_for_copy(one.name))
        if path is None:
            return

        def work(_report: Report, _stopped: Stopped) -> Path:
            files.save(path, content)
            self._around.actions.note_taken_out(one)
            return path

        jobs.run(work, self, done=self._copied, failed=partial(messages.show_failure, window))

    def _copied(self, path: Path) -> None:
        self._around.desk.toast(f"Saved {path.name}", icon="file-check")

    def _ask_place(self, name: str) -> Path | None:
        place, _kind = QFileDialog.getSaveFileName(
            self._around.owner.window(), "Save a copy", str(Path.home() / name)
        )
        return Path(place) if place else None

    def _keep(self, action: Action, name: str, content: bytes) -> bool:
        self._around.actions.add_evidence(action.id, name, content)
        return True
