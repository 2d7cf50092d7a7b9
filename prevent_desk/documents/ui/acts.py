"""What can be done with a document and its versions."""

from __future__ import annotations

from functools import partial

from prevent_desk.documents.model.records import Document, Version
from prevent_desk.documents.ui.around import Around
from prevent_desk.documents.ui.dialogs import DocumentDialog, VersionDialog
from prevent_desk.outgoing import kept_files


def add(around: Around) -> int:
    """Ask for a new document and enter it; return its number, 0 where none was entered."""
    dialog = DocumentDialog(around)
    return dialog.made if around.acts.by_dialog(dialog, "The document is in the register") else 0


def change(around: Around, one: Document) -> None:
    """Ask what is different of a document."""
    around.acts.by_dialog(DocumentDialog(around, one), "The document is changed")


def add_version(around: Around, one: Document) -> None:
    """Ask for a further version."""
    around.acts.by_dialog(VersionDialog(around, one), "The version is in the register")


def change_version(around: Around, one: Document, version: Version) -> None:
    """Ask what is different of a version."""
    around.acts.by_dialog(VersionDialog(around, one, version), "The version is changed")


def agree(around: Around, one: Document, version: Version) -> None:
    """Ask where and when a draft was agreed."""
    around.acts.by_dialog(
        VersionDialog(around, one, version, agree=True), "The version is in force"
    )


def remove_version(around: Around, version: Version) -> None:
    """Take a draft out of the register."""
    around.acts.do(
        partial(around.services.documents.remove_version, version.id), None,
        said="The draft is out of the register",
    )  # fmt: skip


def withdraw(around: Around, one: Document) -> None:
    """Say that a document is no longer in force, from today."""
    around.acts.do(
        partial(around.services.documents.withdraw, one.id), None, said="The document is withdrawn"
    )


def restore(around: Around, one: Document) -> None:
    """Say that a withdrawn document is in force after all."""
    around.acts.do(
        partial(around.services.documents.restore, one.id), None, said="The document is back"
    )


def show_file(around: Around, version: Version) -> None:
    """Show a version's file from inside the vault."""
    documents = around.services.documents
    found = documents.file(version.id)
    if found is not None:
        noted = partial(documents.note_taken_out, version.id)
        kept_files.show(around.owner, around.desk, *found, noted)
