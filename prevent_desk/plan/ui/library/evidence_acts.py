"""What the screens do with evidence: keep, link, show, take a copy out; each act with its words."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import MOST_BYTES, name_for_copy, too_large
from prevent_desk.exports import files, preview
from prevent_desk.plan.model.library.evidence import (
    Piece,
    Sort,
    Target,
)
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.library.evidence_dialog import EvidenceDialog, GivenEvidence
from prevent_desk.plan.ui.library.pick_dialog import PickDialog
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.result_list import Entry

_FOLDER = "plan/evidence_folder"
_SHOWN_TITLE = 40


class EvidenceActs(QObject):
    """Does what buttons, menus and drops ask; a refusal is always shown in words.

    Signals:
        changed: Evidence is other than before; whoever shows some reads it again.

    Attributes:
        choose_files: Asks for files to keep; replaced in tests.
        choose_place: Asks where a copy goes, given a name; replaced in tests.
    """

    changed = Signal()

    def __init__(self, around: Around, owner: QWidget) -> None:
        super().__init__(owner)
        self._around, self._owner = around, owner
        self._evidence = around.services.evidence
        self.choose_files: Callable[[], list[Path]] = self._ask_files
        self.choose_place: Callable[[str], Path | None] = self._ask_place

    # Keeping and linking

    def add_chosen_files(self, targets: Sequence[Target]) -> None:
        """Ask for files and keep them as evidence."""
        paths = self.choose_files()
        if paths:
            self.add_files(paths, targets)

    def add_files(self, paths: Sequence[Path], targets: Sequence[Target]) -> None:
        """Keep files in the vault, as one act; the files themselves stay where they are."""
        group = secrets.token_hex(8) if len(paths) > 1 else ""

        def work(report: Report, stopped: Stopped) -> int:
            for done, path in enumerate(paths):
                report(done, len(paths), "Keeping files")
                if stopped():
                    break
                self._evidence.add_file(path.name, _read(path), targets, group=group)
            return len(paths)

        jobs.run(work, self, done=partial(self._files_kept, paths), failed=self._failed)

    def add_note(self, targets: Sequence[Target], criteria: Sequence[tuple[int, str]] = ()) -> None:
        """Ask for a note and keep it; `criteria` of the target's action may be chosen in it."""
        dialog = EvidenceDialog(self._around.clock.today, None, criteria, self._owner)

        def write(given: GivenEvidence) -> None:
            places = [
                Target(one.action_id, given.criterion_id or one.criterion_id) for one in targets
            ]
            self._evidence.add_note(given.title, given.note, given.on, places, given.number)

        dialog.write = write
        if dialog.exec():
            self._done("Note kept as evidence", [one.action_id for one in targets])

    def link_record(self, target: Target) -> None:
        """Offer the desk's records, and evidence kept already, and link what is picked."""
        entries: list[Entry] = []
        for words, facts in self._evidence.offered(target.action_id):
            entries += [
                Entry(fact.title, fact.record, words, fact.icon, fact.detail, key=fact.record)
                for fact in facts
            ]
        here = {piece.id for piece in self._evidence.of_action(target.action_id)}
        entries += [
            Entry(one.title, one.id, "Files and notes kept already", one.icon, key=str(one.id))
            for one in self._evidence.all()
            if one.sort is not Sort.RECORD and one.id not in here
        ]
        dialog = PickDialog(
            "Link which record?",
            "It stays where it is; one record may be evidence for many actions.",
            "Link",
            entries,
            nothing="There is no update, version, file or note yet that could be linked.",
            parent=self._owner,
        )
        if not dialog.exec():
            return
        picked, targets = dialog.picked, [target]
        if isinstance(picked, str):
            self._do(lambda: self._evidence.link_record(picked, targets), "Record linked", targets)
        elif isinstance(picked, int):
            self._do(lambda: self._evidence.link(picked, targets), "Evidence linked", targets)

    def link(self, piece: Piece, target: Target) -> None:
        """Let a piece serve a further action or criterion."""
        self._do(lambda: self._evidence.link(piece.id, [target]), "Evidence linked", [target])

    def unlink(self, piece: Piece, link_id: int) -> None:
        """Let a piece no longer serve there."""
        link = next((one for one in piece.links if one.id == link_id), None)
        if link is None:
            return
        last = len(piece.links) == 1 and piece.sort is not Sort.RECORD
        stays = "; it stays in the list of evidence" if last else ""
        where = [Target(link.action_id, link.criterion_id)]
        self._do(lambda: self._evidence.unlink(link_id), f"Evidence unlinked{stays}", where)

    def edit(self, piece: Piece) -> None:
        """Ask what shall be said of a piece, and what it counts."""
        dialog = EvidenceDialog(self._around.clock.today, piece, (), self._owner)

        def write(given: GivenEvidence) -> None:
            self._evidence.edit(piece.id, given.title, given.note, given.on, given.number)

        dialog.write = write
        if dialog.exec():
            self._done("Evidence changed", [link.action_id for link in piece.links])

    def remove(self, piece: Piece) -> None:
        """Take a piece out of the desk; the toast's Undo brings it back with its links."""
        served = [Target(link.action_id) for link in piece.links]
        self._do(lambda: self._evidence.remove(piece.id), f"“{_short(piece)}” removed", served)

    # Showing

    def open(self, piece: Piece) -> None:
        """Show a piece: a file without a file on disk, a note to be read, a record where it is."""
        if piece.file is not None:
            dialog = FileDialog(piece.title, piece.file.size, preview.drawn, self._owner)
            dialog.copy_asked.connect(lambda: self.save_copy(piece))
            file_id = piece.file.id
            jobs.run(
                lambda _report, _stopped: self._evidence.content(file_id),
                dialog,
                done=dialog.show_content,
                failed=dialog.show_failure,
            )
            dialog.exec()
        elif piece.fact is not None and piece.fact.page:
            self._around.desk.open_page(piece.fact.page, piece.fact.position)
        elif piece.is_lost:
            messages.tell(
                self._owner,
                "That record is no longer in the desk.",
                "Undo brings it back. Until then the evidence is only its title.",
            )
        else:
            self.edit(piece)

    def save_copy(self, piece: Piece) -> None:
        """Write a copy of a file where the user says; asked first, for it leaves the vault."""
        file = piece.file
        if file is None or not messages.ask(
            self._owner,
            "Save a copy outside the vault?",
            "The copy is not encrypted, and stays there until you delete it. The desk notes that "
            "a copy was made.",
            "Save a copy",
        ):
            return
        path = self.choose_place(name_for_copy(file.name))
        if path is None:
            return

        def work(_report: Report, _stopped: Stopped) -> Path:
            files.save(path, self._evidence.content(file.id))
            self._evidence.note_taken_out(piece.id)
            return path

        jobs.run(work, self, done=self._copied, failed=self._failed)

    # Inside

    def _do(self, act: Callable[[], object], said: str, targets: Sequence[Target]) -> None:
        ids = [target.action_id for target in targets]
        if self._around.acts.change_rows(ids, act):
            self._around.acts.tell(said)
            self.changed.emit()

    def _done(self, said: str, action_ids: Sequence[int]) -> None:
        self._around.desk.saved()
        if action_ids:
            self._around.acts.rows_changed.emit(list(dict.fromkeys(action_ids)))
        self._around.acts.tell(said)
        self.changed.emit()

    def _files_kept(self, paths: Sequence[Path], number: int) -> None:
        what = f"“{_cut(paths[0].name)}”" if number == 1 else f"{number} files"
        self._around.desk.saved()
        self._around.acts.tell(f"{what} kept in the vault; the original stays where it is")
        self.changed.emit()

    def _copied(self, path: Path) -> None:
        self._around.desk.remember(_FOLDER, str(path.parent))
        self._around.desk.toast(f"Copy saved outside the vault: {path.name}", icon="file-check")

    def _failed(self, error: BaseException) -> None:
        self.changed.emit()
        messages.show_failure(self._owner, error)

    def _ask_files(self) -> list[Path]:
        names, _ = QFileDialog.getOpenFileNames(
            self._owner, "Keep files as evidence", self._folder()
        )
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


def _read(path: Path) -> bytes:
    """Return a file's bytes; never more of them than can be kept."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise too_large(path.name, path.stat().st_size)
            return content
    except OSError as error:
        raise Refused(
            f"“{path.name}” could not be read.",
            why=f"The system says: {error.strerror or error}.",
            next_step="Check that it is still there and not open elsewhere.",
        ) from error


def _short(piece: Piece) -> str:
    return _cut(piece.title)


def _cut(title: str) -> str:
    return title if len(title) <= _SHOWN_TITLE else f"{title[: _SHOWN_TITLE - 2]}…"
