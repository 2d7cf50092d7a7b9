"""What can be done with an agreement and its paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from prevent_desk.contacts.model.agreements import Agreement, Party
from prevent_desk.contacts.ui.agreements.dialogs import AgreementDialog, AskDialog, SignDialog
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.seats.acts import run
from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.core.kept_file import check_file, file_name, name_for_copy
from prevent_desk.exports import files, preview
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.file_view import FileDialog
from prevent_desk.ui.jobs import Report, Stopped


def add(around: Around) -> int:
    """Ask for a new agreement and enter it; return its number, 0 where none was entered."""
    dialog = AgreementDialog(around)
    return dialog.made if run(around, dialog, "The agreement is entered") else 0


def change(around: Around, one: Agreement) -> None:
    """Ask what is different of an agreement."""
    run(around, AgreementDialog(around, one), "The agreement is changed")


def ask(around: Around, one: Agreement) -> None:
    """Ask who else is to sign."""
    AskDialog(around, one).exec()


def sign(around: Around, party: Party) -> None:
    """Ask who signed for an organisation."""
    run(around, SignDialog(around, party), "The signature is noted")


def drop(around: Around, party: Party) -> None:
    """Say that an organisation is not to sign after all."""
    around.acts.do(
        lambda: around.services.agreements.drop(party.id), None,
        said=f"{party.organisation} is no longer asked",
    )  # fmt: skip


def end(around: Around, one: Agreement) -> None:
    """Say that an agreement holds no longer, from today."""
    around.acts.do(
        lambda: around.services.agreements.end(one.id, around.clock.today()), None,
        said="The agreement has ended",
    )  # fmt: skip


def keep_paper(around: Around, one: Agreement, path: Path | None = None) -> None:
    """Keep the signed paper inside the vault; asks for the file where none is given."""
    if path is None:
        name, _kind = QFileDialog.getOpenFileName(around.owner, "The signed paper", "")
        if not name:
            return
        path = Path(name)
    window = around.owner.window()
    try:
        check_file(path.name, path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        refused = Refused(f"“{path.name}” cannot be read.", why=error.strerror or "")
        messages.show_failure(window, refused)
        return
    except DeskError as error:
        messages.show_failure(window, error)
        return
    agreements, kept_as = around.services.agreements, file_name(path.name)
    around.acts.do(
        lambda: agreements.keep_paper(one.id, kept_as, content), None,
        said="The paper is kept with the agreement",
    )  # fmt: skip


def show_paper(around: Around, one: Agreement) -> None:
    """Show the paper from inside the vault."""
    found = around.services.agreements.paper(one.id)
    if found is None:
        return
    name, content = found
    dialog = FileDialog(name, len(content), preview.drawn, around.owner.window())

    def work(_report: Report, _stopped: Stopped) -> bytes:
        return content

    dialog.copy_asked.connect(partial(_save_copy, around, one, name, content))
    jobs.run(work, dialog, done=dialog.show_content, failed=dialog.show_failure)
    dialog.exec()


def _save_copy(around: Around, one: Agreement, name: str, content: bytes) -> None:
    """Write a copy where the user says; asked first, for it leaves the vault."""
    window = around.owner.window()
    if not messages.ask(
        window,
        "Save a copy outside the vault?",
        "The copy is not encrypted, and stays there until you delete it. The desk notes that a "
        "copy was made.",
        "Save a copy",
    ):
        return
    start = str(Path.home() / name_for_copy(name))
    place, _kind = QFileDialog.getSaveFileName(window, "Save a copy", start)
    if not place:
        return
    path = Path(place)

    def work(_report: Report, _stopped: Stopped) -> Path:
        files.save(path, content)
        around.services.agreements.note_taken_out(one.id)
        return path

    def done(saved: Path) -> None:
        around.desk.toast(f"Saved {saved.name}", icon="file-check")

    jobs.run(work, around.owner, done=done, failed=partial(messages.show_failure, window))
