"""What can be done with an agreement and its paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from prevent_desk.contacts.model.agreements import Agreement, Party
from prevent_desk.contacts.ui.agreements.dialogs import AgreementDialog, AskDialog, SignDialog
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.seats.acts import run
from prevent_desk.outgoing import kept_files


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
    owner = around.owner
    found = kept_files.read(owner, path) if path else kept_files.chosen(owner, "The signed paper")
    if found is None:
        return
    name, content = found
    around.acts.do(
        lambda: around.services.agreements.keep_paper(one.id, name, content), None,
        said="The paper is kept with the agreement",
    )  # fmt: skip


def show_paper(around: Around, one: Agreement) -> None:
    """Show the paper from inside the vault."""
    agreements = around.services.agreements
    found = agreements.paper(one.id)
    if found is not None:
        noted = partial(agreements.note_taken_out, one.id)
        kept_files.show(around.owner, around.desk, *found, noted)
