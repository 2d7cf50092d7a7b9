"""Where unexpected failures end: told in words, written down without anything of a case.

PySide6 prints and swallows exceptions raised in slots; `install` sends them here instead. What is
written down is kind and place only, never the message: drivers and parsers quote the data they
choke on.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from prevent_desk.core.errors import DeskError, Stopped
from prevent_desk.ui.traces import where

_NOTED = "written down"
Note = Callable[[str], object]
_notes: list[Note] = []


class _Desk(QObject):
    """Brings a failure of any thread to the window's thread."""

    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.showing = False
        self.failed.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def show(self, error: BaseException) -> None:
        """Show one failure at a time: a fault while painting would else open sheets without end."""
        if self.showing:
            return
        self.showing = True
        # Dialogs are loaded when the first is needed: the unlock screen must not wait for them.
        from prevent_desk.ui import messages

        try:
            messages.show_failure(None, error)
        finally:
            self.showing = False


_desks: list[_Desk] = []


def install(note: Note | None = None) -> None:
    """Take over what happens to exceptions nobody caught and to Qt's own warnings.

    Args:
        note: Told of each failure in one line without case data; standard error by default.
    """
    _notes[:] = [note or _to_stderr]
    if not _desks:
        _desks.append(_Desk())
    sys.excepthook = caught
    threading.excepthook = _caught_in_thread
    sys.unraisablehook = _caught_on_the_way_out
    qInstallMessageHandler(_qt_said)


def caught(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Note an exception nobody caught and tell the user of it."""
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        sys.__excepthook__(kind, error, None)
        return
    note(error)
    if _desks:
        _desks[0].failed.emit(error)


def note(error: BaseException) -> None:
    """Write down, once, a failure that is told to the user and is a mistake of the program."""
    if isinstance(error, DeskError | Stopped) or _NOTED in getattr(error, "__notes__", ()):
        return
    error.add_note(_NOTED)
    _note(where(error))


def _caught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        caught(args.exc_type, args.exc_value, args.exc_traceback)


def _caught_on_the_way_out(args: sys.UnraisableHookArgs) -> None:
    # Raised where nobody can catch it, such as in `__del__`: Python would print its words.
    if args.exc_value is not None:
        _note(where(args.exc_value))


def _qt_said(kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
    # Qt's words may hold what is in a widget; its place in Qt's source says enough.
    if kind in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
        category = context.category or "default"
        _note(f"Qt {kind.name} {category} {context.function or ''}".rstrip())


def _note(line: str) -> None:
    for note in _notes:
        note(line)


def _to_stderr(line: str) -> None:
    # In a windowed bundle there is no standard error.
    if sys.stderr is not None:
        sys.stderr.write(f"prevent-desk: {line}\n")
