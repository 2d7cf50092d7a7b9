"""Where a desk may live: on this computer's own disk, where nothing copies it behind our back."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

from prevent_desk.core.errors import Refused

_SYNCED = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud drive",
    "iclouddrive", "box sync", "nextcloud", "owncloud", "sharepoint", "creative cloud files",
)  # fmt: skip
_SYNC_ROOTS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_REMOTE_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "davfs", "fuse.davfs"}
)


def refuse_unfit(folder: Path) -> None:
    """Refuse a folder that is shared, synchronised or on another machine.

    Raises:
        Refused: With the reason; a folder on this computer's own disk passes.
    """
    if str(folder).startswith(("\\\\", "//")):
        raise _refused("It is on another computer.")
    if synced := _synchronised_by(folder):
        raise _refused(f"“{synced}” copies it elsewhere while it is being written.")
    if sys.platform == "win32":
        from prevent_desk.vault import windows

        nearest = _nearest(folder)
        if windows.is_remote(nearest):
            raise _refused("It is on a network drive.")
        if windows.is_removable(nearest):
            raise _refused("It is on a stick or card, which can be pulled out while it is written.")
        if windows.is_placeholder(nearest):
            raise _refused("A cloud service keeps it elsewhere.")
    elif _mounted_from_elsewhere(_nearest(folder)):
        raise _refused("It is on a network drive.")


def _refused(why: str) -> Refused:
    return Refused(
        "A desk cannot be kept in this folder.",
        why=why,
        next_step="Choose a folder on this computer's own disk; for a second place, use backups.",
        code="PD-133",
    )


def _synchronised_by(folder: Path) -> str:
    for variable in _SYNC_ROOTS:
        root = os.environ.get(variable)
        if root and folder.resolve().is_relative_to(Path(root).resolve()):
            return Path(root).name
    text = str(folder)
    pure = PureWindowsPath(text) if "\\" in text else PurePosixPath(text)
    for part in pure.parts:
        name = part.casefold()
        if any(name == known or name.startswith(f"{known} - ") for known in _SYNCED):
            return part
    return ""


def _nearest(folder: Path) -> Path:
    """Return the folder itself, or the nearest one above it that exists."""
    resolved = folder.resolve()
    return next(place for place in (resolved, *resolved.parents) if place.exists())


def _mounted_from_elsewhere(folder: Path) -> bool:
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind in _REMOTE_TYPES
