"""A photo seen large inside the window; a copy is taken out only where somebody says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from prevent_desk.community.service.photos import NAME
from prevent_desk.community.ui.around import Around
from prevent_desk.core.kept_file import name_for_copy
from prevent_desk.exports import files, preview
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.jobs import Report, Stopped

ChoosePlace = Callable[[str], Path | None]


def show_photo(
    around: Around,
    parent: QWidget,
    file_id: int,
    *,
    sighting_id: int = 0,
    title: str = "Photo of a sighting",
    choose_place: ChoosePlace | None = None,
) -> None:
    """Show a kept photo; nothing of it touches the disk.

    Args:
        around: Services and shell.
        parent: It opens over its window.
        file_id: The kept file.
        sighting_id: Whose photo it is; 0 while the sighting is not recorded yet.
        title: What it is called.
        choose_place: Asks where a copy goes; replaced in tests.
    """
    content = around.services.photos.content(file_id)
    if content is None:
        return
    dialog = FileDialog(title, len(content), preview.drawn, parent.window())
    dialog.copy_button.setVisible(sighting_id > 0)
    dialog.copy_asked.connect(
        partial(_copy, around, dialog, sighting_id, file_id, content, choose_place or _ask_place)
    )
    dialog.show_content(content)
    dialog.exec()


def _copy(
    around: Around,
    dialog: FileDialog,
    sighting_id: int,
    file_id: int,
    content: bytes,
    choose_place: ChoosePlace,
) -> None:
    if not messages.ask(
        dialog,
        "Save a copy outside the vault?",
        "The copy is not encrypted, and stays there until you delete it. It holds the picture "
        "alone: no place, time or camera. The desk notes that a copy was made.",
        "Save a copy",
    ):
        return
    path = choose_place(name_for_copy(NAME))
    if path is None:
        return

    def work(_report: Report, _stopped: Stopped) -> Path:
        files.save(path, content)
        around.services.sightings.note_copied(sighting_id, file_id)
        return path

    def done(saved: Path) -> None:
        around.desk.toast(f"Saved {saved.name}", icon="file-check")

    jobs.run(work, dialog, done=done, failed=lambda error: messages.show_failure(dialog, error))


def _ask_place(name: str) -> Path | None:
    chosen, _filter = QFileDialog.getSaveFileName(None, "Save a copy", name, "JPEG (*.jpg)")
    return Path(chosen) if chosen else None
