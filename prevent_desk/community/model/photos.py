"""A photo as it may be kept: the picture alone; what its camera knew is told once, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
"""What is let in; everything else is refused by name."""

MOST_BYTES = 40 * 2**20
"""The largest file that is looked at; what is kept of it is far smaller."""

MOST_SIDE = 2_048
"""Pixels of the longer side as it is kept: a lamp post fills a page, a face in a crowd does not."""

PAPER_SIDE = 1_280
"""Of a picture in a paper: as fine as a printer shows it at its size there."""

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class CameraFacts:
    """What the camera had written into the file; it is offered once, and never kept with it.

    Attributes:
        latitude, longitude: WGS 84, degrees; None where it did not say.
        taken: By the camera's clock; None where it did not say.
        removed: What was taken out, in words: "place", "time", "camera", "thumbnail".
    """

    latitude: float | None = None
    longitude: float | None = None
    taken: datetime | None = None
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A picture written anew.

    Attributes:
        content: A JPEG with nothing in it but the picture.
        camera: What the file had said besides.
    """

    content: bytes
    width: int
    height: int
    camera: CameraFacts


@dataclass(frozen=True, slots=True)
class AddedPhoto:
    """A photo taken in while a sighting is typed.

    Attributes:
        file_id: Of the clean picture in the vault.
    """

    file_id: int
    size: int
    note: str = ""
    camera: CameraFacts = CameraFacts()


def removed_words(camera: CameraFacts) -> str:
    """Return what was taken out of a file, in a sentence."""
    if not camera.removed:
        return "The file said nothing but the picture."
    *most, last = camera.removed
    said = f"{', '.join(most)} and {last}" if most else last
    return f"Taken out of the file: {said}."
