"""What is in a folder, told without any key and without changing anything.

Standard library only, by way of the rooms it imports: the unlock screen calls this at start.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Damaged, DeskError, Refused
from prevent_desk.store.errors import EndsEarly, FileEmpty, FileMissing
from prevent_desk.vault import anchor, names, slotcopies
from prevent_desk.vault.files import Layout
from prevent_desk.vault.model import DeskFolder

_PAGE: Final = 4096
_PLAIN_SQLITE: Final = b"SQLite format 3\x00"


def look(folder: Path) -> DeskFolder:
    """Tell what desk a folder holds, and what stands in the way of opening it.

    Every problem is one of `DeskFolder.problem`, in its own words; nothing is raised.
    """
    name = folder.name or str(folder)
    try:
        return _look(folder, name)
    except DeskError as problem:
        return DeskFolder(folder, name, problem=problem)
    except OSError:
        unreadable = Refused(
            f"The folder “{name}” cannot be read.",
            next_step="Ask for the right to read it, or choose another folder.",
            code="PD-134",
        )
        return DeskFolder(folder, name, problem=unreadable)


def holds_a_desk(folder: Path) -> bool:
    """Tell whether a folder holds any part of a desk, whole or not."""
    layout = Layout(folder)
    return bool(layout.keyslots.exists() or layout.keyslots_copy.exists() or layout.databases())


def with_newest_backup(problem: DeskError, folder: Path) -> DeskError:
    """Return a problem whose next step names the newest backup, where there is one."""
    if isinstance(problem, Damaged | FileMissing):
        newest = names.newest_backup_day(Layout(folder).backups)
        if newest:
            problem.next_step = f"Restore the backup of {say_short(newest)}."
    return problem


def _look(folder: Path, name: str) -> DeskFolder:
    if not folder.is_dir():
        raise Refused(
            f"There is no folder “{name}”.",
            next_step="It may have been moved or renamed: choose where it is now.",
            code="PD-135",
        )
    layout = Layout(folder)
    if not holds_a_desk(folder):
        raise with_newest_backup(_no_desk(layout, name), folder)
    try:
        copies, wrong = slotcopies.read(folder)
    except DeskError as problem:
        raise with_newest_backup(problem, folder) from None
    file = copies[0]
    notice = (
        "One of the two copies of the key file is damaged. It is mended when the desk is opened."
        if wrong
        else ""
    )
    return DeskFolder(
        folder,
        name,
        slots=tuple(slot.info for slot in file.slots),
        practice=file.practice,
        problem=_database_problem(layout, file.database),
        notice=notice,
    )


def _no_desk(layout: Layout, name: str) -> DeskError:
    if names.newest_backup_day(layout.backups):
        return FileMissing()
    return Refused(
        f"There is no desk in the folder “{name}”.",
        next_step="Choose another folder, or make a new desk.",
        code="PD-136",
    )


def _database_problem(layout: Layout, number: int) -> DeskError | None:
    database = layout.database(number)
    problem = _wrong_with(database, layout.anchor(number))
    return with_newest_backup(problem, layout.folder) if problem else None


def _wrong_with(database: Path, its_anchor: Path) -> DeskError | None:
    if not database.is_file():
        return FileMissing()
    size = database.stat().st_size
    if size == 0:
        return FileEmpty()
    with database.open("rb") as file:
        if file.read(len(_PLAIN_SQLITE)) == _PLAIN_SQLITE:
            return Damaged(
                "The desk file is not encrypted, so it is not one of ours.",
                why="Another program's file has its name.",
                next_step="Put the desk's own file back, or restore a backup.",
                code="PD-137",
            )
    if _is_being_recovered(database):
        # A process died while writing: the file may be any length until it is opened.
        return None
    whole = anchor.closed_size(its_anchor)
    if size < whole or size % _PAGE:
        return EndsEarly(size, whole if whole > size else 0)
    return None


def _is_being_recovered(database: Path) -> bool:
    journal = database.with_name(database.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0
