"""What leaves by the clipboard: kept from its histories, and taken off it again (SECURITY 3.9).

The one place that puts words of the desk on the clipboard and that clears it. Whatever was copied
in this program, in a grid or in a field, goes after half a minute if it is still there.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT_MS = 30_000
"""How long words stay on the clipboard."""

# Qt hands formats named so to Windows under the name in the quotation marks.
_NATIVE = 'application/x-qt-windows-mime;value="{0}"'
_NO = b"\x00\x00\x00\x00"
_KEPT_OUT = {
    # The first asks every program that watches the clipboard to look away; the others are numbers
    # of 32 bits, 0 for no.
    "win32": {
        _NATIVE.format("ExcludeClipboardContentFromMonitorProcessing"): _NO,
        _NATIVE.format("CanIncludeInClipboardHistory"): _NO,
        _NATIVE.format("CanUploadToCloudClipboard"): _NO,
    },
    # Klipper's sign for passwords, and others' since.
    "linux": {"x-kde-passwordManagerHint": b"secret"},
}


def keep_out(made: QMimeData, platform: str = sys.platform) -> None:
    """Add what asks a system's clipboard history to leave something out."""
    for name, value in _KEPT_OUT.get(platform, {}).items():
        made.setData(name, value)


def put(made: QMimeData, kept_ms: int = KEPT_MS) -> None:
    """Put something on the clipboard, for half a minute or as told, and for no history of it."""
    keep_out(made)
    watching = watch()
    QGuiApplication.clipboard().setMimeData(made)
    watching.begin(made.text(), kept_ms)


def put_text(text: str, kept_ms: int = KEPT_MS) -> None:
    """Put plain words on the clipboard, as `put` does."""
    made = QMimeData()
    made.setText(text)
    put(made, kept_ms)


def clear() -> bool:
    """Take off the clipboard what this program put there; False where it holds another's."""
    return watch().clear()


def watch() -> Clearing:
    """Have everything copied in this program taken off the clipboard in time; once is enough."""
    application = QGuiApplication.instance()
    found = application.findChild(Clearing) if application is not None else None
    return found if isinstance(found, Clearing) else Clearing(application)


class Clearing(QObject):
    """Clears the clipboard half a minute after this program's last copy, and when it ends.

    Attributes:
        timer: Runs while there is something of ours to clear.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._put = ""
        self.timer = QTimer(self, singleShot=True, interval=KEPT_MS)
        self.timer.timeout.connect(self.clear)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)
        application = QGuiApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)

    def begin(self, text: str, kept_ms: int = KEPT_MS) -> None:
        """Count from now on for words that were just put on the clipboard."""
        self._put = text
        self.timer.start(kept_ms)

    def clear(self) -> bool:
        """Clear what is ours; what another program has put there since stays."""
        self.timer.stop()
        held = QGuiApplication.clipboard()
        # Not every platform says who owns it; the words themselves tell then.
        is_ours = held.ownsClipboard() or (bool(self._put) and held.text() == self._put)
        self._put = ""
        if is_ours:
            held.clear()
        return is_ours

    def _changed(self) -> None:
        # A field's own Copy comes this way only.
        held = QGuiApplication.clipboard()
        if not held.ownsClipboard() or not held.mimeData().formats():
            return
        # Some platforms tell late of what `put` put there: its own time runs already.
        if not self.timer.isActive() or held.text() != self._put:
            self.timer.start(KEPT_MS)
