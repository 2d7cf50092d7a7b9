"""What is in a folder, told without any key and without changing anything."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.vault.model import DeskFolder


def look(folder: Path) -> DeskFolder:
    """Tell what desk a folder holds, and what stands in the way of opening it."""
    raise NotImplementedError
