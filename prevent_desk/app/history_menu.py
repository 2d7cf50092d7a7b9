"""The menu of what was changed lately, with Undo and Redo above and the audit trail below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from prevent_desk.ui import icons


def history_menu(
    steps: Sequence[QAction], recent: Sequence[str], show_all: Callable[[], object], owner: QWidget
) -> QMenu:
    """Return the menu; it goes when it is closed.

    Args:
        steps: Undo and Redo.
        recent: What was changed lately, in words, newest first.
        show_all: Shows the audit trail.
        owner: What it opens over.
    """
    menu = QMenu(owner)
    menu.addActions(list(steps))
    menu.addSection(QCoreApplication.translate("Shell", "Changed lately"))
    for words in recent:
        menu.addAction(words).setEnabled(False)
    menu.addSeparator()
    title = QCoreApplication.translate("Shell", "Show the audit trail")
    whole = menu.addAction(icons.icon("list-checks"), title)
    whole.triggered.connect(lambda: show_all())
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
