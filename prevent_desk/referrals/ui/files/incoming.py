"""What may be dropped or pasted: files of this machine, a picture, the text of a message."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import MOST_BYTES, too_large


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something to be kept: a file that is still to be read, or bytes at hand."""

    name: str
    path: Path | None = None
    content: bytes = field(default=b"", repr=False)

    def read(self) -> bytes:
        """Return its bytes; never more of them than can be kept.

        Raises:
            Refused: It cannot be read, or is too large.
        """
        if self.path is None:
            return self.content
        try:
            with self.path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
                if len(content) > MOST_BYTES:
                    raise too_large(self.name, self.path.stat().st_size)
                return content
        except OSError as error:
            raise Refused(
                f"“{self.name}” could not be read.",
                why=f"The system says: {error.strerror or error}.",
                next_step="Check that it is still there and not open elsewhere.",
            ) from error


def takes(mime: QMimeData) -> bool:
    """Return whether something of this can be kept as a file."""
    return bool(_paths(mime)) or mime.hasImage() or bool(mime.text().strip())


def takes_drop(mime: QMimeData) -> bool:
    """Return whether something dropped can be kept: files, never text dragged about by mistake."""
    return bool(_paths(mime)) or (mime.hasImage() and not mime.hasText())


def incoming(mime: QMimeData, now: datetime) -> list[Incoming]:
    """Return what is to be kept; a picture and a text get a name by the moment.

    Args:
        mime: What was dropped, or is on the clipboard.
        now: Local time.
    """
    if paths := _paths(mime):
        return [Incoming(path.name, path) for path in paths]
    moment = f"{now:%Y-%m-%d %H.%M}"
    if mime.hasImage():
        picture = mime.imageData()
        image = picture if isinstance(picture, QImage) else QImage(picture)
        content = _png(image)
        return [Incoming(f"Picture {moment}.png", content=content)] if content else []
    words = mime.text().strip()
    return [Incoming(f"Pasted text {moment}.txt", content=words.encode())] if words else []


def _paths(mime: QMimeData) -> list[Path]:
    urls = mime.urls() if mime.hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


def _png(image: QImage) -> bytes:
    if image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
