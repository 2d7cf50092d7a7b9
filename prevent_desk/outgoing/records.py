"""What a file taken out is, before it is saved."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as it will be saved, not saved yet.

    Attributes:
        wanted: What it was made for; equal wishes make equal files.
        data: Its bytes, without a password.
        warnings: What could not be printed as written.
        pages: How many pages it has; 0 for what has none to show.
        contents: The records in it, for a preview of a workbook.
        shown: The PDF whose pages are shown, where that is not the file itself.
    """

    wanted: Hashable
    data: bytes
    warnings: tuple[str, ...]
    pages: int
    contents: object = None
    shown: bytes = b""


def export_id(number: int) -> str:
    """Return an export's id as printed: "PD-E-0007"."""
    return f"PD-E-{number:04}"


def warning(warnings: tuple[str, ...]) -> str:
    """Return in a sentence or two what a file warns of; empty where it does not."""
    if not warnings:
        return ""
    more = len(warnings) - 1
    rest = f" {more} more {'is' if more == 1 else 'are'} listed on the first page." if more else ""
    return f"{warnings[0]}{rest}"
