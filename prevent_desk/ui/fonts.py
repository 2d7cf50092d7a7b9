"""The typeface the desk brings along, so that it looks the same on every machine.

Inter, OFL-1.1 (resources/fonts/LICENSE_FONT); where its files are missing, the system's own face
serves.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from prevent_desk import paths

FAMILIES = ["Inter", "Segoe UI", "Noto Sans"]
# What the roles of text use; papers take Bold and Italic from the same folder by themselves.
_FILES = ("Inter_400Regular.ttf", "Inter_500Medium.ttf", "Inter_600SemiBold.ttf")
_loaded: list[int] = []


def load() -> bool:
    """Make the faces of the screens known to Qt, once; return whether all could be read."""
    if not _loaded:
        folder = paths.resources() / "fonts"
        _loaded.extend(QFontDatabase.addApplicationFont(str(folder / name)) for name in _FILES)
    return -1 not in _loaded


def make(size: int, weight: int) -> QFont:
    """Return a face of `size` logical pixels whose figures all have the same width."""
    face = QFont()
    face.setFamilies(FAMILIES)
    face.setPixelSize(size)
    face.setWeight(QFont.Weight(weight))
    # Figures of one width, so that dates and counts line up under one another.
    face.setFeature(QFont.Tag("tnum"), 1)
    return face
