"""Make a desk's folder whole or not at all: under another name first, then by one rename."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prevent_desk.core.disk import sync_folder
from prevent_desk.core.errors import Refused
from prevent_desk.vault import files, place
from prevent_desk.vault.files import Layout
from prevent_desk.vault.look import holds_a_desk

_README = """\
PREVENT DESK

This folder holds an encrypted desk. Keep all of it together; copy it only while the desk is closed.

  vault.pdv (or vault-2.pdv ...)   everything that was entered, encrypted (AES-256)
  keyslots.json, keyslots.bak      the keys, each locked by a passphrase or the recovery key
  anchor.json                      shows when an older file was put in place of the newest
  backups                          copies that were opened and checked when they were made

To open it: start Prevent Desk on any computer, choose "Open another folder", and choose this one.
With the passphrase lost: choose "Use the sealed recovery sheet" and type the recovery key.
With a file damaged or missing: choose "Restore a backup" and a folder that does not exist yet.

Without a passphrase or the recovery key nobody can read it, its makers included.
If you found this folder: it belongs to a council. Give it to the council's information officer.
"""


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Yield a folder to fill, which gets its real name when the block ends well.

    Raises:
        Refused: The name is taken, the place unfit, or the disk does not take it; nothing is left.
    """
    _refuse_taken(folder)
    place.refuse_unfit(folder)
    making = folder.with_name(f".{folder.name}.making")
    # What a crash has left of an earlier try was never a desk: nobody has been given its keys.
    files.remove_tree(making)
    try:
        making.mkdir(parents=True, mode=0o700)
        Layout(making).backups.mkdir(mode=0o700)
        files.replace(Layout(making).readme, _README.encode("ascii"))
        files.replace(Layout(making).lock, b"")
        yield making
        sync_folder(making)
        if folder.exists():
            # Windows does not rename over a folder, not even an empty one.
            folder.rmdir()
        making.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        files.remove_tree(making)
        raise files.refusal(error, "The desk was not made.") from None
    except BaseException:
        files.remove_tree(making)
        raise


def _refuse_taken(folder: Path) -> None:
    if holds_a_desk(folder):
        raise Refused(
            f"There already is a desk in the folder “{folder.name}”.",
            next_step="Open it, or choose another folder.",
            code="PD-138",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            f"The folder “{folder.name}” is not empty.",
            next_step="Choose a new or an empty folder: a desk keeps its own.",
            code="PD-139",
        )
