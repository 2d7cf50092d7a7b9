"""Which papers can be made of two copies that are compared."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.ui.versions.copies import Copy
from prevent_desk.ui import icons


def papers_menu(
    pair: tuple[Copy, Copy] | None, export: Callable[[Copy, Kind], object], owner: QWidget
) -> QMenu:
    """Return the menu: each copy as it stood, and what changed where that can be told.

    Args:
        pair: The copies, the earlier first; None where there are none.
        export: Takes a copy out as a kind of paper.
        owner: What the menu opens over.
    """
    menu = QMenu(owner)

    def add(words: str, icon: str, copy: Copy, kind: Kind) -> None:
        action = QAction(icons.icon(icon), words.replace("&", "&&"), menu)
        action.triggered.connect(lambda _on=False: export(copy, kind))
        menu.addAction(action)

    if pair is None:
        return menu
    before, after = pair
    for copy in (after, before):
        words = f"{copy.name} as it stood" if copy.version else copy.name
        add(f"{words}: Excel plan…", "file-spreadsheet", copy, Kind.ACTION_PLAN)
        add(f"{words}: PDF summary…", "file-text", copy, Kind.SUMMARY)
        menu.addSeparator()
    if _is_later(after, before):
        words = f"What changed since {before.name}: PDF…"
        add(words, "git-compare", after, Kind.CHANGES)
    return menu


def _is_later(copy: Copy, other: Copy) -> bool:
    """Say whether a paper can tell what changed in between: one plan, in order of time."""
    if other.version is None or copy.plan.id != other.plan.id:
        return False
    return copy.version is None or copy.version.id > other.version.id
