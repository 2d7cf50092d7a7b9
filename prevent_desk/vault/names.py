"""What a backup's file is called, and which backups are kept: rules over names and moments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from prevent_desk.vault.facts import BackupInfo

_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d{6})Z-g(\d{6,})(?:-(\d+))?\.pdvb")
_MOMENT: Final = "%Y-%m-%dT%H%M%S"

KEEP: Final[tuple[tuple[Callable[[datetime], object], int], ...]] = (
    (lambda made: made.strftime("%Y-%m-%d %H"), 12),
    (lambda made: made.date(), 30),
    (lambda made: made.isocalendar()[:2], 12),
    (lambda made: (made.year, made.month), 24),
)
"""Of the last 12 hours, 30 days, 12 weeks and 24 months that have a backup, the newest of each."""


def backup_path(folder: Path, made: datetime, generation: int) -> Path:
    """Return a free name for a backup: "2026-11-22T093105Z-g000431.pdvb"."""
    stem = f"{made.astimezone(UTC).strftime(_MOMENT)}Z-g{generation:06d}"
    path = folder / f"{stem}.pdvb"
    count = 1
    while path.exists() or manifest_path(path).exists():
        count += 1
        path = folder / f"{stem}-{count}.pdvb"
    return path


def manifest_path(backup: Path) -> Path:
    """Return where a backup's manifest stands."""
    return backup.with_suffix(".json")


def is_backup(path: Path) -> bool:
    """Tell whether a file is called like a backup."""
    return _NAME.fullmatch(path.name) is not None


def backups_in(folder: Path) -> list[Path]:
    """Return the files called like a backup that have a manifest, newest name first."""
    if not folder.is_dir():
        return []
    found = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    named = [
        ((match[1], int(match[2]), int(match[3] or 1)), path)
        for match, path in found
        if match and manifest_path(path).is_file()
    ]
    return [path for _, path in sorted(named, reverse=True)]


def newest_backup_day(folder: Path) -> date | None:
    """Return the day of the newest backup, as its name tells; None where there is none."""
    for path in backups_in(folder):
        match = _NAME.fullmatch(path.name)
        if match:
            moment = datetime.strptime(match[1], _MOMENT).replace(tzinfo=UTC)
            return moment.astimezone().date()
    return None


def superseded(backups: Iterable[BackupInfo]) -> list[BackupInfo]:
    """Return the backups that no rule keeps any longer, oldest first."""
    newest_first = sorted(backups, key=lambda each: (each.made, each.seq), reverse=True)
    kept: set[Path] = set()
    for bucket_of, count in KEEP:
        newest_in: dict[object, Path] = {}
        for backup in newest_first:
            newest_in.setdefault(bucket_of(backup.made), backup.path)
        kept.update(list(newest_in.values())[:count])
    return [backup for backup in reversed(newest_first) if backup.path not in kept]
