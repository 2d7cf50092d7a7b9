"""The two copies of the key file as they lie in the folder, read without any key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prevent_desk.core.errors import Damaged, DeskError
from prevent_desk.vault import files, slotfile
from prevent_desk.vault.files import Layout
from prevent_desk.vault.slotfile import KeyFileDamaged, NewerFormat, SlotFile


def read(folder: Path) -> tuple[list[SlotFile], list[DeskError]]:
    """Return the copies that read well, newest first, and what is wrong with the others.

    Raises:
        Damaged: No copy can be read; the words say whether they are missing or damaged.
        NewerFormat: A later version of the program wrote them.
    """
    layout = Layout(folder)
    good: list[SlotFile] = []
    wrong: list[DeskError] = []
    missing = 0
    for path in (layout.keyslots, layout.keyslots_copy):
        raw = files.read_small(path)
        missing += raw is None
        try:
            good.append(slotfile.parse(raw or b""))
        except (NewerFormat, KeyFileDamaged) as error:
            wrong.append(error)
    if not good:
        raise _unreadable(wrong, missing)
    return sorted(good, key=lambda file: -file.revision), wrong


def unreadable() -> Damaged:
    """Return the words for a key file that is damaged in both copies."""
    return Damaged(
        "The key file is damaged in both copies.",
        why="It is not what Prevent Desk wrote there; the desk file itself was not touched.",
        next_step="Restore the newest backup: each carries its own copy of the keys.",
        code="PD-125",
    )


def _unreadable(wrong: Sequence[DeskError], missing: int) -> DeskError:
    newer = next((error for error in wrong if isinstance(error, NewerFormat)), None)
    if newer:
        return newer
    if missing == len(wrong):
        return Damaged(
            "The key file is missing, in both copies.",
            why="Without it no passphrase can open the desk file.",
            next_step="Put keyslots.json back beside it, or restore the newest backup.",
            code="PD-129",
        )
    return unreadable()
