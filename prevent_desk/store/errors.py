"""What can go wrong with the file itself: each case its own class, words and code.

None of these leaves a changed byte on disk. The words follow DESIGN, section 6: what, why, next
step, code last; a caller that knows more (which backup is the newest) may set `next_step` itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from prevent_desk.core.errors import Damaged, DeskError, Fault, Refused

_BACKUP = "Open the newest backup."


class FileMissing(Refused):
    """There is no file where the desk should be."""

    def __init__(self) -> None:
        super().__init__(
            "The desk file is not in this folder.",
            why="It was moved, renamed or deleted.",
            next_step="Put it back, or restore a backup.",
            code="PD-101",
        )


class FileEmpty(Damaged):
    """The file has no bytes; SQLite would open it as a new, empty desk."""

    def __init__(self) -> None:
        super().__init__(
            "The desk file is empty (0 bytes).",
            why="A copy was probably interrupted.",
            next_step=_BACKUP,
            code="PD-102",
        )


class NotThisDesk(Damaged):
    """The first page does not answer to the key: another file, or its first page is damaged."""

    def __init__(self) -> None:
        super().__init__(
            "The desk file does not belong to these keys.",
            why="It is another file, or its first page is damaged.",
            next_step=_BACKUP,
            code="PD-103",
        )


class EndsEarly(Damaged):
    """The file is shorter than it says it is.

    Attributes:
        size: Bytes there.
        whole: Bytes there should be; 0 where even that is not known.
    """

    def __init__(self, size: int, whole: int) -> None:
        of = f"{_megabytes(size)} of {_megabytes(whole)} MB" if whole else f"{size:,} bytes"
        super().__init__(
            "The desk file cannot be opened.",
            why=f"It ends early ({of}): a copy was probably interrupted.",
            next_step=_BACKUP,
            code="PD-104",
        )
        self.size, self.whole = size, whole


class PagesDamaged(Damaged):
    """Pages inside the file are not what was written there.

    Attributes:
        pages: How many fail their check; 0 where the file's structure fails instead.
    """

    def __init__(self, pages: int) -> None:
        part = f"{pages:,} of its pages" if pages != 1 else "One of its pages"
        super().__init__(
            "The desk file is damaged.",
            why=f"{part} changed on the disk."
            if pages
            else "Its structure does not hold together.",
            next_step=_BACKUP,
            code="PD-105",
        )
        self.pages = pages


class NewerThanProgram(Refused):
    """The file was written by a later version of Prevent Desk."""

    def __init__(self) -> None:
        super().__init__(
            "This desk was last opened with a newer Prevent Desk.",
            why="This version cannot read what the newer one keeps.",
            next_step="Install the newer version on this computer.",
            code="PD-106",
        )


class OtherDesk(Damaged):
    """The file opens, but it is another desk's file than the key slots beside it say."""

    def __init__(self) -> None:
        super().__init__(
            "This file belongs to another desk.",
            why="The keys beside it were made for a different one.",
            next_step="Put back this desk's own file, or restore a backup.",
            code="PD-107",
        )


class OpenElsewhere(Refused):
    """Another process, or this one, already has the file open."""

    def __init__(self) -> None:
        super().__init__(
            "This desk is already open in another window.",
            next_step="Go to that window, or close it first.",
            code="PD-108",
        )


class FileReadOnly(Refused):
    """The file or its folder cannot be written."""

    def __init__(self) -> None:
        super().__init__(
            "This desk cannot be written to.",
            why="The file or its folder is read-only.",
            next_step="Copy the folder to a place you can write to, or ask for the right to write.",
            code="PD-109",
        )


class DiskFull(Refused):
    """Nothing more fits on the disk; what was saved before is safe."""

    def __init__(self, saved_at: datetime | None = None) -> None:
        since = f" since {saved_at.astimezone():%H:%M}" if saved_at else ""
        super().__init__(
            f"Not saved{since}: the disk is full.",
            next_step="Free 20 MB, then try again.",
            code="PD-110",
        )


class NotSaved(Refused):
    """The disk did not take the change; what was saved before is safe."""

    def __init__(self, saved_at: datetime | None = None) -> None:
        since = f" since {saved_at.astimezone():%H:%M}" if saved_at else ""
        super().__init__(
            f"Not saved{since}: the disk did not take it.",
            why="The drive may have been unplugged or be failing.",
            next_step="Check the drive, then try again.",
            code="PD-111",
        )


class AlreadyThere(Refused):
    """A file already has the name that a new one was to get."""

    def __init__(self) -> None:
        super().__init__(
            "There is already a file of that name.",
            next_step="Choose another folder.",
            code="PD-112",
        )


class UpgradeFailed(Fault):
    """A migration did not go through; the file is as it was before."""

    def __init__(self) -> None:
        super().__init__(
            "The desk could not be brought up to this version.",
            why="It is unchanged and can still be opened with the version used before.",
            next_step="Go back to that version and report this code.",
            code="PD-113",
        )


class BackupFailed(Damaged):
    """A backup did not come out the same as the desk; it was deleted again."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "The backup was not made.",
            why=why,
            next_step="Try again; if it happens twice, choose another drive.",
            code="PD-114",
        )


class CannotUndo(Refused):
    """What a change touched has changed since, so taking it back would lose the later words."""

    def __init__(self, label: str, why: str, *, redo: bool = False) -> None:
        verb = "redone" if redo else "undone"
        what = f"“{label}” cannot be {verb}." if label else f"There is nothing to be {verb}."
        super().__init__(what, why=why, code="PD-115")

    @classmethod
    def nothing(cls, *, redo: bool) -> CannotUndo:
        """Return the case that there is nothing to take back, or to bring back."""
        return cls("", "", redo=redo)

    @classmethod
    def changed_since(cls, label: str, *, redo: bool) -> CannotUndo:
        """Return the case that a row is no longer as the change left it."""
        return cls(label, "What it changed has been changed otherwise since.", redo=redo)

    @classmethod
    def depended_on(cls, label: str, *, redo: bool) -> CannotUndo:
        """Return the case that another row needs what would go."""
        return cls(label, "Other entries now depend on what it changed.", redo=redo)


_SAID: dict[int, Callable[[datetime | None], DeskError]] = {
    5: lambda _: OpenElsewhere(),  # SQLITE_BUSY
    6: lambda _: OpenElsewhere(),  # SQLITE_LOCKED
    8: lambda _: FileReadOnly(),  # SQLITE_READONLY
    10: NotSaved,  # SQLITE_IOERR
    11: lambda _: PagesDamaged(0),  # SQLITE_CORRUPT
    13: DiskFull,  # SQLITE_FULL
    14: lambda _: FileReadOnly(),  # SQLITE_CANTOPEN
    26: lambda _: NotThisDesk(),  # SQLITE_NOTADB
}


def said(error: BaseException, saved_at: datetime | None = None) -> DeskError | None:
    """Return a driver's failure in our words where the world is at fault; None where we are.

    Args:
        error: As the driver raised it; its text may hold case data and is never passed on.
        saved_at: When something was last saved (UTC).
    """
    code = getattr(error, "sqlite_errorcode", None)
    make = _SAID.get(code & 0xFF) if isinstance(code, int) else None
    return make(saved_at) if make else None


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
