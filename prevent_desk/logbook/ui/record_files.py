"""Files of a log's record: kept inside the vault, shown without a file on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from prevent_desk.logbook.ui.around import LogAround
from prevent_desk.outgoing import kept_files


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
        self.choose_place: Callable[[str], Path | None] = partial(
            kept_files.asked_place, around.owner
        )

    def ask(self, record_id: int) -> None:
        """Ask for files and keep them with a record."""
        self.add(record_id, self.choose())

    def add(self, record_id: int, paths: Sequence[Path]) -> None:
        """Keep files; what cannot be kept is said, and the others are, all as one act."""
        contents = []
        for path in paths:
            found = kept_files.read(self._around.owner, path)
            if found is not None:
                contents.append(found)
        if contents:
            said = "The file is kept" if len(contents) == 1 else f"{len(contents)} files are kept"
            self._around.acts.do(lambda: self._keep(record_id, contents), None, said=said)

    def open(self, one: File) -> None:
        """Show a file."""
        content = self._read(one.file_id)
        if content is None:
            return
        kept_files.show(
            self._around.owner, self._around.desk, one.name, content,
            partial(self._note_taken_out, one), self.choose_place,
        )  # fmt: skip

    def _ask_files(self) -> Sequence[Path]:
        found, _kind = QFileDialog.getOpenFileNames(
            self._around.owner.window(), "Files to keep", str(Path.home())
        )
        return [Path(one) for one in found]
