"""Files kept inside the vault, as every room takes them in, shows them, and lets copies out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.core.kept_file import check_file, file_name, name_for_copy
from prevent_desk.exports import files, preview
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.page import Desk


def chosen(owner: QWidget, title: str, kinds: str = "") -> tuple[str, bytes] | None:
    """Ask for a file and read it; None where none was chosen or it cannot be kept.

    Args:
        owner: The dialog opens over its window.
        title: Of the dialog: "The signed paper".
        kinds: As QFileDialog filters names; empty for all.
    """
    name, _kind = QFileDialog.getOpenFileName(owner, title, "", kinds)
    return read(owner, Path(name)) if name else None


def read(owner: QWidget, path: Path) -> tuple[str, bytes] | None:
    """Read a file that is to be kept: its name and bytes; what is wrong with it is said."""
    try:
        check_file(path.name, path.stat().st_size)
        return file_name(path.name), path.read_bytes()
    except OSError as error:
        refused = Refused(f"“{path.name}” cannot be read.", why=error.strerror or "")
        messages.show_failure(owner.window(), refused)
    except DeskError as error:
        messages.show_failure(owner.window(), error)
    return None


Place = Callable[[str], Path | None]
"""Asks where a copy goes, given its name; None for nowhere."""


def show(
    owner: QWidget,
    desk: Desk,
    name: str,
    content: bytes,
    noted: Callable[[], object],
    place: Place | None = None,
) -> None:
    """Show a kept file from memory; a copy leaves the vault only after a question.

    Args:
        owner: The dialog opens over its window.
        desk: Tells that a copy was saved.
        name: Of the file.
        content: Its bytes.
        noted: Notes in the audit trail that a copy was taken out.
        place: Asks where a copy goes; a dialog where it is not given.
    """
    dialog = FileDialog(name, len(content), preview.drawn, owner.window())

    def work(_report: Report, _stopped: Stopped) -> bytes:
        return content

    dialog.copy_asked.connect(partial(save_copy, owner, desk, name, content, noted, place))
    jobs.run(work, dialog, done=dialog.show_content, failed=dialog.show_failure)
    dialog.exec()


def save_copy(
    owner: QWidget,
    desk: Desk,
    name: str,
    content: bytes,
    noted: Callable[[], object],
    place: Place | None = None,
) -> None:
    """Write a copy where the user says; asked first, for it leaves the vault. See `show`."""
    window = owner.window()
    if not messages.ask(
        window,
        "Save a copy outside the vault?",
        "The copy is not encrypted, and stays there until you delete it. The desk notes that a "
        "copy was made.",
        "Save a copy",
    ):
        return
    path = (place or partial(asked_place, window))(name_for_copy(name))
    if path is None:
        return

    def work(_report: Report, _stopped: Stopped) -> Path:
        files.save(path, content)
        noted()
        return path

    def done(saved: Path) -> None:
        desk.toast(f"Saved {saved.name}", icon="file-check")

    jobs.run(work, owner, done=done, failed=partial(messages.show_failure, window))


def asked_place(owner: QWidget, name: str) -> Path | None:
    """Ask where a copy goes, in a dialog that begins at home."""
    chosen_place, _kind = QFileDialog.getSaveFileName(
        owner.window(), "Save a copy", str(Path.home() / name)
    )
    return Path(chosen_place) if chosen_place else None
