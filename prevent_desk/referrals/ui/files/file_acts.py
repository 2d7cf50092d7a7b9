"""What is done with the files of a referral: keep, show, say what they are, take a copy out."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from prevent_desk.core.clock import local
from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import check_file, name_for_copy
from prevent_desk.exports import files, preview
from prevent_desk.referrals.model.kept_files import EpisodeFile
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.reading import received
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.files.file_dialog import EditDialog
from prevent_desk.referrals.ui.files.incoming import Incoming, incoming, takes
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.jobs import Report, Stopped

_FOLDER = "referrals/files/folder"


@dataclass
class _Kept:
    """What became of files that were brought.

    Attributes:
        number: Files kept, attachments among them.
        forms: Filled forms, which are looked at before anything of them is taken.
        refused: What could not be kept, and why.
    """

    number: int = 0
    forms: tuple[Path, ...] = ()
    refused: tuple[Refused, ...] = ()


class FileActs(QObject):
    """Does what buttons, menus, drops and Ctrl+V ask; a refusal is always shown in words.

    Attributes:
        choose_files: Asks for files to keep; replaced in tests.
        choose_place: Asks where a copy goes, given a name; replaced in tests.
    """

    def __init__(self, around: Around, owner: QWidget) -> None:
        super().__init__(owner)
        self._around, self._owner = around, owner
        self._files = around.services.files
        self.choose_files: Callable[[], list[Path]] = self._ask_files
        self.choose_place: Callable[[str], Path | None] = self._ask_place

    # Keeping

    def add_chosen(self, episode: Episode) -> None:
        """Ask for files and keep them with a referral."""
        self.add(episode, [Incoming(path.name, path) for path in self.choose_files()])

    def paste(self, episode: Episode) -> bool:
        """Keep what is on the clipboard; False where it is nothing that can be kept."""
        # Of an empty clipboard there is none, whatever the stubs say.
        mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if mime is None or not takes(mime):
            return False
        self.take(episode, mime)
        return True

    def take(self, episode: Episode, mime: QMimeData) -> None:
        """Keep what was dropped or pasted."""
        self.add(episode, incoming(mime, local(self._around.clock.now())))

    def add(self, episode: Episode, brought: Sequence[Incoming]) -> None:
        """Keep files with a referral, beside the window; the originals stay where they are.

        A message becomes a line of the timeline as well, with its attachments as files of their
        own. A filled form is shown first, in the view that takes forms in.
        """
        if not brought:
            return
        group = secrets.token_hex(8) if len(brought) > 1 else ""

        def work(report: Report, stopped: Stopped) -> _Kept:
            kept = _Kept()
            for done, one in enumerate(brought):
                report(done, len(brought), "Keeping files")
                if stopped():
                    break
                try:
                    self._keep(episode, one, group, kept, stopped)
                except Refused as refused:
                    kept.refused += (refused,)
            return kept

        jobs.run(work, self, done=partial(self._kept, episode), failed=self._failed)

    def _keep(
        self, episode: Episode, one: Incoming, group: str, kept: _Kept, stopped: Stopped
    ) -> None:
        services = self._around.services
        content = one.read()
        check_file(one.name, len(content))
        arrived = received.receive_bytes(
            content, one.name, services.forms, self._around.clock.today(), stopped=stopped
        )
        if arrived.form is not None and one.path is not None:
            kept.forms += (one.path,)
        elif arrived.mail is not None or arrived.form is not None:
            _name, address = arrived.mail.sender_parts() if arrived.mail else ("", "")
            is_theirs = arrived.form is not None or self._is_referrers(episode, address)
            kept.number += services.arrivals.add_to(episode.id, arrived, is_referrers=is_theirs)
        else:
            # Who is not to be named may be in any file: until somebody has looked, it counts so.
            self._files.add(
                episode.id, one.name, content, is_referrers=episode.is_anonymous, group=group
            )
            kept.number += 1

    def _is_referrers(self, episode: Episode, address: str) -> bool:
        known = self._around.services.episodes.referrer(episode.id).email.strip().casefold()
        return episode.is_anonymous or (bool(known) and known == address.strip().casefold())

    def _kept(self, episode: Episode, kept: _Kept) -> None:
        acts, desk = self._around.acts, self._around.desk
        if kept.number:
            desk.saved()
            acts.changed.emit()
            files_said = "A file" if kept.number == 1 else f"{kept.number} files"
            apart = "; marked as showing who told" if episode.is_anonymous else ""
            desk.toast(f"{files_said} kept with {episode.ref}{apart}", undo=True)
        for refused in kept.refused:
            messages.show_failure(self._owner, refused)
        if kept.forms:
            names = [str(path) for path in kept.forms]
            self._around.open_view("receiving", {"episode": episode.id, "files": names})

    # One file

    def open(self, file: EpisodeFile) -> None:
        """Show a file inside the window, without a file on disk."""
        dialog = FileDialog(file.title, file.file.size, preview.drawn, self._owner)
        dialog.copy_asked.connect(lambda: self.save_copy(file))

        def work(_report: Report, _stopped: Stopped) -> tuple[bytes, str]:
            return self._files.content(file.file.id), self._files.words(file.file.id)

        jobs.run(
            work, dialog, done=lambda told: dialog.show_content(*told), failed=dialog.show_failure
        )
        dialog.exec()

    def save_copy(self, file: EpisodeFile) -> None:
        """Write a copy where the user says; asked first, for it leaves the vault."""
        warning = " It shows who the referrer is." if file.is_referrers else ""
        if not messages.ask(
            self._owner,
            "Save a copy outside the vault?",
            f"The copy is not encrypted, and stays there until you delete it.{warning} The desk "
            "notes that a copy was made.",
            "Save a copy",
        ):
            return
        path = self.choose_place(name_for_copy(file.file.name))
        if path is None:
            return

        def work(_report: Report, _stopped: Stopped) -> Path:
            files.save(path, self._files.content(file.file.id))
            self._files.note_taken_out(file.id)
            return path

        jobs.run(work, self, done=self._copied, failed=self._failed)

    def read_in(self, file: EpisodeFile) -> None:
        """Show what a kept form or mail says, to be taken into the record or a new referral."""
        self._around.open_view("receiving", {"episode": file.episode_id, "kept": file.id})

    def edit(self, file: EpisodeFile) -> None:
        """Ask what a file is, and whether it shows who the referrer is."""
        dialog = EditDialog(file, self._owner)
        if dialog.exec():
            said = dialog.said()
            self._change(file, said.title, said.kind, said.note, is_referrers=said.is_referrers)

    def set_referrers(self, file: EpisodeFile, *, on: bool) -> None:
        """Say whether a file shows who the referrer is."""
        self._change(file, file.title, file.kind, file.note, is_referrers=on)

    def remove(self, file: EpisodeFile) -> None:
        """Take a file out of its referral; the toast's Undo brings it back."""
        self._around.acts.do(lambda: self._files.remove(file.id), None, said="File removed")

    # Inside

    def _change(
        self, file: EpisodeFile, title: str, kind: str, note: str, *, is_referrers: bool
    ) -> None:
        self._around.acts.do(
            lambda: self._files.edit(file.id, title, kind, note, is_referrers=is_referrers),
            None,
            said="File changed",
        )

    def _copied(self, path: Path) -> None:
        self._around.desk.remember(_FOLDER, str(path.parent))
        self._around.desk.toast(f"Copy saved outside the vault: {path.name}", icon="file-check")

    def _failed(self, error: BaseException) -> None:
        self._around.acts.changed.emit()
        messages.show_failure(self._owner, error)

    def _ask_files(self) -> list[Path]:
        names, _ = QFileDialog.getOpenFileNames(self._owner, "Keep files", self._folder())
        if names:
            self._around.desk.remember(_FOLDER, str(Path(names[0]).parent))
        return [Path(name) for name in names]

    def _ask_place(self, name: str) -> Path | None:
        place = str(Path(self._folder()) / name)
        found, _ = QFileDialog.getSaveFileName(self._owner, "Save a copy", place)
        return Path(found) if found else None

    def _folder(self) -> str:
        kept = self._around.desk.setting(_FOLDER, "")
        return kept if isinstance(kept, str) and kept and Path(kept).is_dir() else str(Path.home())
