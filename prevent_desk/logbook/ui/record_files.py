"""Files of a log's record: kept inside the vault, shown without a file on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.core.kept_file import check_file, file_name, name_for_copy
from prevent_desk.exports import files, preview
from prevent_desk.logbook.ui.around import LogAround
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.jobs import Report, Stopped


class Held(Protocol):
    """A file as a record holds it."""

    @property
    def file_id(self) -> int:
        """Of its bytes."""
        ...

    @property
    def name(self) -> str:
        """As it was kept."""
        ...

    @property
    def size(self) -> int:
        """Bytes."""
        ...


File = TypeVar("File", bound=Held)


class RecordFiles(QObject, Generic[File]):
    """Keeps files with records of one log, and shows them.

    Attributes:
        choose: Asks which files; replaced in tests.
        choose_place: Asks where a copy goes, given a name; replaced in tests.
    """

    def __init__(
        self,
        around: LogAround,
        keep: Callable[[int, Sequence[tuple[str, bytes]]], object],
        read: Callable[[int], bytes | None],
        note_taken_out: Callable[[File], object],
    ) -> None:
        """Make it.

        Args:
            around: Of the log.
            keep: Keeps names and bytes with a record, as one act.
            read: Returns a file's bytes by its key.
            note_taken_out: Notes that a copy left the vault.
        """
        super().__init__(around.owner)
        self._around, self._keep, self._read = around, keep, read
        self._note_taken_out = note_taken_out
        self.choose: Callable[[], Sequence[Path]] = self._ask_files
        self.choose_place: Callable[[str], Path | None] = self._ask_place

    def ask(self, record_id: int) -> None:
        """Ask for files and keep them with a record."""
        self.add(record_id, self.choose())

    def add(self, record_id: int, paths: Sequence[Path]) -> None:
        """Keep files; what cannot be kept is said, and the others are, all as one act."""
        contents = []
        for path in paths:
            try:
                check_file(path.name, path.stat().st_size)
                contents.append((file_name(path.name), path.read_bytes()))
            except OSError as error:
                refused = Refused(f"“{path.name}” cannot be read.", why=error.strerror or "")
                messages.show_failure(self._around.owner.window(), refused)
            except DeskError as error:
                messages.show_failure(self._around.owner.window(), error)
        if contents:
            said = "The file is kept" if len(contents) == 1 else f"{len(contents)} files are kept"
            self._around.acts.do(lambda: self._keep(record_id, contents), None, said=said)

    def open(self, one: File) -> None:
        """Show a file."""
        content = self._read(one.file_id)
        if content is None:
            return
        dialog = FileDialog(one.name, one.size, preview.drawn, self._around.owner.window())

        def work(_report: Report, _stopped: Stopped) -> bytes:
            return content

        dialog.copy_asked.connect(partial(self._save_copy, one, content))
        jobs.run(work, dialog, done=dialog.show_content, failed=dialog.show_failure)
        dialog.exec()

    def _save_copy(self, one: File, content: bytes) -> None:
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
            self._note_taken_out(one)
            return path

        jobs.run(work, self, done=self._copied, failed=partial(messages.show_failure, window))

    def _copied(self, path: Path) -> None:
        self._around.desk.toast(f"Saved {path.name}", icon="file-check")

    def _ask_files(self) -> Sequence[Path]:
        found, _kind = QFileDialog.getOpenFileNames(
            self._around.owner.window(), "Files to keep", str(Path.home())
        )
        return [Path(one) for one in found]

    def _ask_place(self, name: str) -> Path | None:
        place, _kind = QFileDialog.getSaveFileName(
            self._around.owner.window(), "Save a copy", str(Path.home() / name)
        )
        return Path(place) if place else None
