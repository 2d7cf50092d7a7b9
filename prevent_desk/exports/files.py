"""How a file that a person asked for reaches the disk: whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from prevent_desk.core.disk import sync_folder
from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.core.kept_file import wrong_with_name

_SHARING_VIOLATIONS = {32, 33}
"""Windows: another program holds the file, or a part of it, open."""
_NETWORK_GONE = {51, 53, 54, 55, 59, 64, 65, 67, 121, 1231, 1232}
"""Windows: the other machine, or what it shared, does not answer."""
_NETWORK_ERRNOS = {
    getattr(errno, name)
    for name in (
        "ENETDOWN", "ENETUNREACH", "EHOSTDOWN", "EHOSTUNREACH", "ETIMEDOUT", "ESTALE", "ENOTCONN",
    )
    if hasattr(errno, name)
}  # fmt: skip
_TOO_LONG = 206
"""Windows: the name, or the way to it, is too long."""
_MOST_OF_PATH = 260
"""Windows takes no longer path, its final zero counted, unless it was set up to."""


def save(path: Path, data: bytes) -> None:
    """Write a file so that `path` holds either what it held before or all of `data`.

    The bytes go to a temporary file in the same folder, reach the disk, and only then take the
    name. Nothing is left behind on a failure.

    Raises:
        Refused: The name is none, the folder is missing, may not be written, is full or does not
            answer, or the file is open elsewhere.
    """
    if not path.name:
        raise Refused("The file has no name.", next_step="Type one.")
    _refuse_wrong_name(path.name)
    try:
        temporary = _write_beside(path, data)
    except OSError as error:
        raise _refusal(path, error) from error
    try:
        temporary.replace(path)
    except OSError as error:
        _forget(temporary)
        raise _refusal(path, error) from error
    except BaseException:
        _forget(temporary)
        raise
    # The file is whole under its name; a disk that cannot do this is no reason to say otherwise.
    with contextlib.suppress(OSError):
        sync_folder(path.parent)


def save_all(
    folder: Path,
    given: Sequence[tuple[str, bytes]],
    stopped: Callable[[], bool] = lambda: False,
) -> list[Path]:
    """Write several new files into a folder: all of them, or none.

    A name that is taken there gets a number, "plan-2.xlsx": nothing that is there is replaced.

    Args:
        folder: It has to be there.
        given: Names and what they hold; no two names alike.
        stopped: Asked before each file.

    Returns:
        Where each was saved, in their order.

    Raises:
        Refused: One could not be written; none is there.
        Stopped: `stopped` said so; none is there.
    """
    for name, _data in given:
        _refuse_wrong_name(name)
    waiting: list[Path] = []
    saved: list[Path] = []
    path = folder
    try:
        for name, data in given:
            if stopped():
                raise Stopped
            path = folder / name
            waiting.append(_write_beside(path, data))
        for temporary, (name, _) in zip(waiting, given, strict=True):
            path = folder / name
            saved.append(_name_new(temporary, path))
    except BaseException as error:
        remove(saved)
        for temporary in waiting:
            _forget(temporary)
        if isinstance(error, OSError):
            raise _refusal(path, error) from error
        raise
    with contextlib.suppress(OSError):
        sync_folder(folder)
    return saved


def is_taken(path: Path) -> bool:
    """Return whether something has that name already; of a place that does not answer, no.

    `save` tells what is wrong with such a place, in words.
    """
    try:
        return path.exists()
    except OSError:
        return False


def remove(paths: Iterable[Path]) -> None:
    """Take files away that were just written, for what belongs to them could not be done."""
    for path in paths:
        _forget(path)


def suggested_name(kind: str, export_id: str, suffix: str) -> str:
    """Return a file name for an export: its kind and its id, never a person's or a plan's name.

    Args:
        kind: What it is, in plain words: "action plan", "plan summary".
        export_id: The id in the export register; empty for a file that has none.
        suffix: With its dot: ".pdf".
    """
    words = [*re.findall(r"[A-Za-z0-9]+", kind.lower()), *re.findall(r"[A-Za-z0-9]+", export_id)]
    return "-".join(words or ["export"]) + suffix


_MOST_NUMBERS = 999


def _name_new(temporary: Path, wanted: Path) -> Path:
    """Give a file its name, or that name with a number where it is taken; return it."""
    for number in range(1, _MOST_NUMBERS):
        stem = wanted.stem if number == 1 else f"{wanted.stem}-{number}"
        path = wanted.with_name(stem + wanted.suffix)
        try:
            _take_name(temporary, path)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(errno.EEXIST, "too many files of that name")


def _take_name(temporary: Path, path: Path) -> None:
    """Rename a file unless the name is taken, in one step where the file system can."""
    if sys.platform == "win32":
        temporary.rename(path)  # which refuses a name that is taken
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # Sticks (FAT) have no links: look, then rename.
        if path.exists():
            raise FileExistsError(errno.EEXIST, "taken", str(path)) from None
        temporary.rename(path)
        return
    temporary.unlink()


def _write_beside(path: Path, data: bytes) -> Path:
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    # Owner only, and never through a link that someone else has laid: O_EXCL refuses both.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        _forget(temporary)
        raise
    return temporary


def _forget(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def _refuse_wrong_name(name: str) -> None:
    if wrong := wrong_with_name(name):
        raise Refused(f"“{name}” was not written.", why=wrong, next_step="Choose another name.")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # A name that is too long, a network that is gone.
        return False


def _refusal(path: Path, error: OSError) -> Refused:
    what = f"“{path.name}” was not written."
    if error.errno == errno.ENOSPC or error.errno == getattr(errno, "EDQUOT", None):
        return Refused(
            what, why="The disk is full.", next_step="Free some space, or choose another folder."
        )
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return _open_elsewhere(what)
    if (
        getattr(error, "winerror", None) in _NETWORK_GONE
        or error.errno in _NETWORK_ERRNOS
        or (error.errno == errno.ENOENT and _is_on_network(path) and not _is_folder(path.parent))
    ):
        return Refused(
            what,
            why="The network folder cannot be reached.",
            next_step="Connect to the network, or choose a folder on this computer.",
        )
    if _is_too_long(path, error):
        return Refused(
            what,
            why=f"Name and folders together are too long: {len(str(path))} characters.",
            next_step="Choose a shorter name, or a folder nearer the top.",
        )
    if error.errno in {errno.ENOENT, errno.ENOTDIR} and not _is_folder(path.parent):
        return Refused(
            what,
            why=f"There is no folder “{path.parent}”.",
            next_step="Choose a folder that is there.",
        )
    if error.errno == errno.EISDIR or _is_folder(path):
        return Refused(what, why="A folder has that name.", next_step="Choose another name.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        # Windows says "access denied", not "sharing violation", of a file to be replaced.
        if sys.platform == "win32" and is_taken(path):
            return _open_elsewhere(what)
        return Refused(
            what,
            why="You may not write in that folder.",
            next_step="Choose another folder, such as Documents.",
        )
    return Refused(
        what,
        why=f"The system says: {error.strerror or error}.",
        next_step="Choose another folder.",
    )


def _is_on_network(path: Path) -> bool:
    """Return whether a path names a share of another machine; a drive letter does not tell."""
    return path.drive.startswith("\\\\")


def _is_too_long(path: Path, error: OSError) -> bool:
    if error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) == _TOO_LONG:
        return True
    # Windows says of a path beyond its limit that there is no such file.
    is_missing = sys.platform == "win32" and error.errno == errno.ENOENT
    return is_missing and len(str(path)) >= _MOST_OF_PATH


def _open_elsewhere(what: str) -> Refused:
    return Refused(
        what,
        why="The file is open in another program.",
        next_step="Close it there, or choose another name.",
    )
