"""Words being typed are kept 400 ms after the last key, and at least every 2 s or 80 characters.

So that a crash or a pulled plug costs no more than that (SECURITY, T4). `flush` keeps them at once:
on leaving the field, on a change of page, before an export, a lock or the close.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from prevent_desk.core.errors import Refused

QUIET_MS = 400
LONGEST_MS = 2000
MOST_CHARACTERS = 80


class Autosave(QObject):
    """Calls `save` when typed words have to be kept; never when nothing changed.

    Attributes:
        elapsed_ms: Tells milliseconds since any fixed moment; replaced in tests.
    """

    def __init__(self, save: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._try)
        self._watch = QElapsedTimer()
        self._watch.start()
        self.elapsed_ms: Callable[[], int] = self._watch.elapsed
        self._first_ms: int | None = None
        self._typed = 0
        self._paused = False

    @property
    def is_pending(self) -> bool:
        """Whether there are words that are not kept yet."""
        return self._first_ms is not None

    def watch(self, editor: QLineEdit | QPlainTextEdit | QTextEdit) -> None:
        """Follow what is typed into an editor, and flush when it loses the focus."""
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _text: self.note())
        else:
            editor.document().contentsChange.connect(
                lambda _at, removed, added: self.note(max(removed, added))
            )
        editor.installEventFilter(self)

    def note(self, characters: int = 1) -> None:
        """Say that `characters` were typed or removed."""
        if self._paused or characters == 0:
            return
        now = self.elapsed_ms()
        if self._first_ms is None:
            self._first_ms = now
        self._typed += characters
        if self._typed >= MOST_CHARACTERS or now - self._first_ms >= LONGEST_MS:
            self._try()
        else:
            self._quiet.start(min(QUIET_MS, LONGEST_MS - (now - self._first_ms)))

    def flush(self) -> None:
        """Keep what was typed now; nothing happens when all is kept.

        When `save` raises, the words stay pending and are tried again with the next key or flush.
        """
        if self._first_ms is None:
            return
        self._quiet.stop()
        first, typed = self._first_ms, self._typed
        self._first_ms, self._typed = None, 0
        try:
            self._save()
        except BaseException:
            self._first_ms, self._typed = first, typed
            raise

    def forget(self) -> None:
        """Drop what is pending without keeping it: the words were taken back."""
        self._quiet.stop()
        self._first_ms, self._typed = None, 0

    def pause(self) -> None:
        """Stop listening while the program itself fills the editor."""
        self._paused = True

    def resume(self) -> None:
        """Listen again."""
        self._paused = False

    def _try(self) -> None:
        # Nobody can type on while a dialog says at every key that the disk is full: the desk shows
        # it, the words stay pending, and the next key tries again.
        with suppress(Refused):
            self.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Flush when a watched editor loses the focus."""
        if event.type() == QEvent.Type.FocusOut:
            self._try()
        return False
