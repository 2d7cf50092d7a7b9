"""List and record: list left, record in the middle, earlier contacts right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.referrals.ui.around import Around
from prevent_desk.ui.page import Command


class DeskView(QWidget):
    """Shows the list, the referral chosen in it, and what is known from before."""

    title = "Referrals"
    icon = "inbox"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return the reference on show."""
        return ()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        return ()

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does here."""
        return None

    def position(self) -> dict[str, Any]:
        """Return the referral and tab on show, and the list's filters."""
        return {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a referral, a tab, filters."""

    def flush(self) -> None:
        """Keep what is being typed."""

    def reload(self) -> None:
        """Show the store as it is now."""

    def shown_count(self) -> str:
        """Return the list's count."""
        return ""
