"""The few things kept outside the vault, so that the unlock screen looks right: nothing personal.

An INI file of ours, never the registry; keys that are not on the list are refused (SECURITY, 3.9).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from prevent_desk import paths

KEYS = {
    "desk/folder": "",
    "look/scheme": "system",
    "look/text": "100",
    "window/geometry": "",
    "window/capture": "hidden",
    "lock/minutes": "5",
}
"""Every key there is, and its value where nothing is kept."""


class UserSettings:
    """Settings of this user on this machine."""

    def __init__(self, file: Path | None = None) -> None:
        place = file or paths.user_folder() / "settings.ini"
        self._kept = QSettings(str(place), QSettings.Format.IniFormat)

    def get(self, key: str) -> str:
        """Return a setting; KeyError for one that is not on the list."""
        return str(self._kept.value(key, KEYS[key]))

    def put(self, key: str, value: str) -> None:
        """Keep a setting; KeyError for one that is not on the list."""
        if key not in KEYS:
            raise KeyError(key)
        self._kept.setValue(key, value)
        self._kept.sync()

    def number(self, key: str, least: int, most: int) -> int:
        """Return a setting as a whole number held to a range."""
        text = self.get(key)
        value = int(text) if text.isdecimal() else int(KEYS[key])
        return max(least, min(most, value))
