"""An entry of the library as a row: its columns, its words, and the menu of its acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from prevent_desk.plan.model.library.entries import LibraryEntry
from prevent_desk.ui import icons
from prevent_desk.ui.tables import Column

if TYPE_CHECKING:
    from prevent_desk.plan.ui.library.view import LibraryView


def in_actions(entry: LibraryEntry) -> str:
    """Return in how many actions an entry stands, in words."""
    return "1 action" if entry.actions == 1 else f"{entry.actions:,} actions"


COLUMNS: tuple[Column[LibraryEntry], ...] = (
    Column("Criterion", lambda one: one.text, tooltip=lambda one: one.text),
    Column("Counts", lambda one: one.unit or "", tone=lambda _one: "text2"),
    Column(
        "Actions",
        lambda one: f"{one.actions:,}" if one.actions else "none",
        align="right",
        sort_key=lambda one: one.actions,
        spoken=lambda one: f"stands in {in_actions(one)}",
    ),
)


def entry_menu(view: LibraryView) -> QMenu:
    """Return the menu of the view's current entry."""
    menu = QMenu(view)
    sorted_now = view.is_sorted()
    acts: tuple[tuple[str, str, str, Callable[[], object], bool], ...] = (
        ("Move up", "move-up", "Alt+Shift+Up", lambda: view.move_entry(-1), not sorted_now),
        (
            "Move down",
            "move-down",
            "Alt+Shift+Down",
            lambda: view.move_entry(1),
            not sorted_now,
        ),
        ("Merge with another…", "split", "", view.merge, True),
        ("Remove from the library", "trash-2", "Ctrl+Del", view.remove, True),
    )
    for words, icon, keys, act, enabled in acts:
        if words.startswith("Merge"):
            menu.addSeparator()
        action = QAction(icons.icon(icon), f"{words}\t{keys}" if keys else words, menu)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _on=False, act=act: act())
        menu.addAction(action)
    return menu
