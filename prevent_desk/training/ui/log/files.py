"""Files of a session (attendance sheets, certificates): kept in the vault, shown without a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from prevent_desk.outgoing import kept_files
from prevent_desk.training.model.sessions import FileKind, SessionFile, TrainingSession
from prevent_desk.training.ui.around import Around

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
        self.choose_place: Callable[[str], Path | None] = partial(
            kept_files.asked_place, around.owner
        )

    def add_chosen(self, session: TrainingSession) -> None:
        """Ask for files and keep them."""
        self.add(session, self.choose_files())

    def add(self, session: TrainingSession, paths: Sequence[Path]) -> None:
        """Keep files; what cannot be kept is said, and the others are."""
        for path in paths:
            found = kept_files.read(self._around.owner, path)
            if found is None:
                continue
            name, content = found
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
        kept_files.show(
            self._around.owner, self._around.desk, one.name, content,
            partial(
                self._around.services.sessions.files.note_taken_out, session.id, one.kind.value
            ),
            self.choose_place,
        )  # fmt: skip

    def drop(self, one: SessionFile) -> None:
        """Take a file off the session."""
        act = partial(self._around.services.sessions.files.drop, one.id)
        self._around.acts.do(act, None, said="File taken off")

    # Inside

    def _ask_files(self) -> Sequence[Path]:
        chosen, _kind = QFileDialog.getOpenFileNames(self._around.owner.window(), "Add files")
        return [Path(one) for one in chosen]
