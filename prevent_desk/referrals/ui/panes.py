"""What the three panes of list and record owe one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from prevent_desk.ui.page import Command


class ListPane(Protocol):
    """The list at the left: filters, drafts of the intake on top, referrals.

    Attributes:
        on_chosen: Called with the key of a referral when another row becomes the current one.
    """

    on_chosen: Callable[[int], object]

    def widget(self) -> QWidget:
        """Return the pane's own widget."""
        ...

    def choose(self, episode_id: int) -> None:
        """Make a referral the current row, showing it in spite of filters if need be."""
        ...

    def chosen(self) -> int | None:
        """Return the current row's referral."""
        ...

    def focus_filter(self) -> None:
        """Put the keyboard into the filter box (Ctrl+F)."""
        ...

    def reload(self) -> None:
        """Show the store as it is now, keeping filters and the current row."""
        ...

    def shown_count(self) -> str:
        """Return "6 of 27 referrals shown"."""
        ...

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the list now."""
        ...

    def position(self) -> dict[str, Any]:
        """Return filters and sort in plain JSON values."""
        ...

    def go_to(self, position: dict[str, Any]) -> None:
        """Bring filters and sort back."""
        ...


class RecordPane(Protocol):
    """The record in the middle: head, clocks, tabs, the line for a new entry."""

    def widget(self) -> QWidget:
        """Return the pane's own widget."""
        ...

    def show_episode(self, episode_id: int | None, tab: str = "") -> None:
        """Show a referral, at a tab where one is named; None shows that there is none."""
        ...

    def tab(self) -> str:
        """Return the key of the tab on show."""
        ...

    def flush(self) -> None:
        """Commit or keep as a draft what is being typed, in every tab."""
        ...

    def reload(self) -> None:
        """Show the store as it is now."""
        ...

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the referral on show."""
        ...


class SidePane(Protocol):
    """The pane at the right: earlier contacts of the people on show."""

    def widget(self) -> QWidget:
        """Return the pane's own widget."""
        ...

    def show_episode(self, episode_id: int | None) -> None:
        """Show what is known of the people of a referral from before."""
        ...

    def flush(self) -> None:
        """Keep what is being typed (the comment on the pattern)."""
        ...

    def reload(self) -> None:
        """Show the store as it is now."""
        ...
