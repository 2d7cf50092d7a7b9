"""What views, panes and tabs of referrals have around them, and what a view and a tab are.

A view satisfies `prevent_desk.ui.page.Page`, fills the whole page, and is made when first opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.ui.page import Command
from prevent_desk.ui.room import RoomAround
from prevent_desk.ui.room import ViewKind as Kind


@dataclass(frozen=True)
class Around(RoomAround[ReferralServices]):
    """What every part of the room has around it.

    A record: `open_view("desk", {"episode": 5, "tab": "timeline"})`.

    Attributes:
        tabs: Tabs of a record that rooms above this one bring.
    """

    tabs: tuple[TabKind, ...] = ()


ViewKind = Kind[Around]
"""A view that there is."""


class Tab(Protocol):
    """One tab of a referral's record."""

    def widget(self) -> QWidget:
        """Return the tab's own widget."""
        ...

    def show_episode(self, episode: Episode) -> None:
        """Show a referral; called again with the same one when something changed."""
        ...

    def badge(self, episode: Episode) -> int:
        """Return the number beside the tab's title; 0 shows none. Asked before it is shown."""
        ...

    def flush(self) -> None:
        """Commit or keep as a draft what is being typed."""
        ...

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the tab now."""
        ...


@runtime_checkable
class Parted(Protocol):
    """A tab of several parts; "support/reviews" is its key with a part."""

    def show_section(self, name: str) -> None:
        """Show a part by its name; an unknown one is passed over in silence."""
        ...


@dataclass(frozen=True, slots=True)
class TabKind:
    """A tab that there is, in the record's order."""

    key: str
    title: str
    make: Callable[[Around, QWidget], Tab]
