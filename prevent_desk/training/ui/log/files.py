"""Files of a session (attendance sheets, certificates): kept in the vault, shown without a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.core.kept_file import check_file, file_name, name_for_copy
from prevent_desk.exports import files, preview
from prevent_desk.training.model.sessions import FileKind, SessionFile, TrainingSession
from prevent_desk.training.ui.around import Around
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.jobs import Report, Stopped

_CERTIFICATES = ("certificate", "cert.", "cert ")
_REGISTERS = ("register", "attendance", "sign-in", "sign in", "signin")
_MATERIALS = (".pptx", ".ppt", ".odp", "slides", "handout")


def kind_of(name: str) -> FileKind:
    """Return what a file seems to be, by its name."""
    said = name.casefold()
    if any(word in said for word in _CERTIFICATES):
        return FileKind.CERTIFICATE
    if any(word in said for word in _REGISTERS):
        return FileKind.REGISTER
    if any(word in said for word in _MATERIALS):
        return FileKind.MATERIAL
    return FileKind.OTHER


class FileActs(QObject):
    """Keeps files with a session, and shows them.

    Attributes:
        choose_files: Asks which files; replaced in tests.
        choose_place: Asks where a copy goes, given a name; replaced in tests.
    """

    def __init__(self, around: Around) -> None:
        super().__init__(around.owner)
        self._around = around
        self.choose_files: Callable[[], Sequence[Path]] = self._ask_files
        self.choose_place: Callable[[str], Path | None] = self._ask_place

    def add_chosen(self, session: TrainingSession) -> None:
        """Ask for files and keep them."""
        self.add(session, self.choose_files())

    def add(self, session: TrainingSession, paths: Sequence[Path]) -> None:
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
            act = partial(
                self._around.services.sessions.files.keep, session.id, name, content, kind_of(name)
            )
            self._around.acts.do(act, 0, said="File kept with the session")

    def open(self, session: TrainingSession, one: SessionFile) -> None:
        """Show a file."""
        found = self._around.services.sessions.files.content(one.id)
        if found is None:
            return
        content = found[1]
        dialog = FileDialog(one.name, one.size, preview.drawn, self._around.owner.window())

        def work(_report: Report, _stopped: Stopped) -> bytes:
            return content

        dialog.copy_asked.connect(partial(self._save_copy, session, one, content))
        jobs.run(work, dialog, done=dialog.show_content, failed=dialog.show_failure)
        dialog.exec()

    def drop(self, one: SessionFile) -> None:
        """Take a file off the session."""
        act = partial(self._around.services.sessions.files.drop, one.id)
        self._around.acts.do(act, None, said="File taken off")

    # Inside

    def _save_copy(self, session: TrainingSession, one: SessionFile, content: bytes) -> None:
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
            self._around.services.sessions.files.note_taken_out(session.id, one.kind.value)
            return path

        jobs.run(work, self, done=self._copied, failed=partial(messages.show_failure, window))

    def _copied(self, path: Path) -> None:
        self._around.desk.toast(f"Saved {path.name}", icon="file-check")

    def _ask_files(self) -> Sequence[Path]:
        chosen, _kind = QFileDialog.getOpenFileNames(self._around.owner.window(), "Add files")
        return [Path(one) for one in chosen]

    def _ask_place(self, name: str) -> Path | None:
        place, _kind = QFileDialog.getSaveFileName(
            self._around.owner.window(), "Save a copy", str(Path.home() / name)
        )
        return Path(place) if place else None
