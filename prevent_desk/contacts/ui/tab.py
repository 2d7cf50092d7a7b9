"""What the page of contacts and one of its tabs know of one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.ui.around import Around
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button


class Tab(Protocol):
    """One tab of the page: its list in the middle, what is chosen there at the right.

    Attributes:
        changed: Another record is chosen, or the counts are others.
    """

    @property
    def changed(self) -> SignalInstance:
        """Tell that another record is chosen, or that the counts are others."""
        ...

    def widget(self) -> QWidget:
        """Return the tab's own widget."""
        ...

    def side(self) -> QWidget | None:
        """Return what stands at the right; always the same widget. None: nothing ever does."""
        ...

    def has_subject(self) -> bool:
        """Return whether there is anything to say at the right now."""
        ...

    def buttons(self) -> Sequence[Button]:
        """Return its buttons in the page's head, one of them filled; always the same ones."""
        ...

    def count(self) -> int:
        """Return the number beside its title; 0 shows none."""
        ...

    def shown_count(self) -> str:
        """Return "9 of 27 agencies shown"."""
        ...

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the tab now."""
        ...

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does."""
        ...

    def filter_here(self) -> None:
        """Put the keyboard into its filter (Ctrl+F)."""
        ...

    def position(self) -> dict[str, Any]:
        """Return what is chosen, in plain JSON values."""
        ...

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose a record; one that is no longer there is passed over in silence."""
        ...

    def flush(self) -> None:
        """Keep whatever is being typed."""
        ...

    def reload(self) -> None:
        """Show the store as it is now."""
        ...


@dataclass(frozen=True, slots=True)
class TabKind:
    """A tab that there is, in the page's order; made when it is first opened.

    Attributes:
        key: Its name in positions: {"tab": "people", "contact": 3}.
        count: How many there are, asked before it is made; None for a tab without a number.
    """

    key: str
    title: str
    make: Callable[[Around, QWidget], Tab]
    count: Callable[[Around], int] | None = None
