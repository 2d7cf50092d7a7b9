"""Where everything lies in a desk's folder, and how its small files are replaced whole."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from prevent_desk.core.disk import sync_folder
from prevent_desk.core.errors import Refused

_DATABASE = re.compile(r"vault(?:-([1-9]\d{0,5}))?\.pdv")
_LONGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Layout:
    """The names in a desk's folder.

    A desk that was given a new data key has its database in `vault-2.pdv`: the key file says which,
    so that replacing the key file is the one moment at which old becomes new.
    """

    folder: Path

    @property
    def keyslots(self) -> Path:
        """The key file."""
        return self.folder / "keyslots.json"

    @property
    def keyslots_copy(self) -> Path:
        """The key file's second copy."""
        return self.folder / "keyslots.bak"

    @property
    def lock(self) -> Path:
        """Held while the desk is open; empty otherwise."""
        return self.folder / "vault.lock"

    @property
    def readme(self) -> Path:
        """What a finder needs to know; no names."""
        return self.folder / "README-recovery.txt"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.folder / "backups"

    def database(self, number: int = 1) -> Path:
        """The encrypted file under the data key of that number, counted from 1."""
        return self.folder / ("vault.pdv" if number == 1 else f"vault-{number}.pdv")

    def anchor(self, number: int = 1) -> Path:
        """The head of the audit trail, kept outside the database of that number."""
        return self.folder / ("anchor.json" if number == 1 else f"anchor-{number}.json")

    def databases(self) -> list[int]:
        """Return the numbers of the database files that are there, lowest first."""
        found = (_DATABASE.fullmatch(path.name) for path in self.folder.glob("vault*.pdv"))
        return sorted(int(match[1] or 1) for match in found if match)


def read_small(path: Path) -> bytes | None:
    """Return a small file's bytes, at most one more than a mebibyte; None where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST + 1)
    except FileNotFoundError:
        return None


def replace(path: Path, content: bytes) -> None:
    """Put a file in place whole, on the disk and not only in its cache, or leave what was there.

    Raises:
        OSError: As the system says; `refusal` puts it in words.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, to set its mode
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def remove_tree(folder: Path) -> None:
    """Remove a folder that was being made; what cannot be removed stays."""
    # Imported here: it brings three compressors along, and the unlock screen wants none.
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def refusal(error: OSError, what: str) -> Refused:
    """Return the words for a file that could not be written: what did not happen, why, and now."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return Refused(
            what, why="The disk is full.", next_step="Free 20 MB, then try again.", code="PD-130"
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Refused(
            what,
            why="The folder cannot be written to.",
            next_step="Choose a folder of your own, or ask for the right to write there.",
            code="PD-131",
        )
    return Refused(
        what,
        why="The disk did not take it.",
        next_step="Check the drive, then try again.",
        code="PD-132",
    )
