"""How contacts come in and go out as files, from wherever it is asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from prevent_desk import paths
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.exporting.take_out_dialog import TakeOutContactsDialog
from prevent_desk.contacts.ui.importing.import_dialog import ImportDialog
from prevent_desk.ui.page import Command

_FILES = "Contacts (*.csv *.xlsx *.ods *.xls *.vcf *.txt);;All files (*)"
_FOLDER = "import/folder"


def take_in(around: Around) -> None:
    """Ask for a file and show what it would change."""
    start = str(around.desk.setting(_FOLDER, "") or paths.documents())
    name, _kind = QFileDialog.getOpenFileName(around.owner, "Take contacts in", start, _FILES)
    if name:
        around.desk.remember(_FOLDER, str(Path(name).parent))
        ImportDialog(around, Path(name)).exec()


def take_out(around: Around) -> None:
    """Take everybody out as a file."""
    TakeOutContactsDialog(around).exec()


def commands(around: Around) -> list[Command]:
    """Return both for the palette."""
    return [
        Command("Take contacts in from a file", lambda: take_in(around), "file-input", "",
                "import csv excel vcard outlook"),
        Command("Take contacts out as a file", lambda: take_out(around), "file-output", "",
                "export csv excel vcard outlook"),
    ]  # fmt: skip
