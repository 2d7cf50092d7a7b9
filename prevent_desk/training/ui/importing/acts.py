"""How lists come in, from wherever it is asked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.importing.done_dialog import DoneImportDialog
from prevent_desk.training.ui.importing.staff_dialog import StaffImportDialog
from prevent_desk.ui.page import Command


def take_staff_in(around: Around, path: Path | None = None) -> bool:
    """Take a staff list in; return whether anything was."""
    dialog = StaffImportDialog(around)
    if path is not None:
        dialog.open_file(path)
    return bool(dialog.exec())


def take_completions_in(around: Around, path: Path | None = None) -> bool:
    """Take completions in; return whether any were."""
    dialog = DoneImportDialog(around)
    if path is not None:
        dialog.open_file(path)
    return bool(dialog.exec())


def commands(around: Around) -> list[Command]:
    """Return both for the palette."""
    return [
        Command("Take a staff list in", partial(take_staff_in, around), "file-input",
                words="import HR list csv excel people"),
        Command("Take completions in", partial(take_completions_in, around), "file-input",
                words="import e-learning csv excel"),
    ]  # fmt: skip
