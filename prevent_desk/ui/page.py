"""What the shell and a page know of one another; neither knows more.

A page is a QWidget that satisfies `Page`; the shell that holds it satisfies `Desk`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do now, as the palette and menus offer it.

    Attributes:
        title: A verb and its object: "Set progress of O2-01 to Behind".
        run: Does it.
        icon: Name of a shipped icon, or empty.
        shortcut: As shown: "Alt+1"; the page itself binds the key.
        words: Further words it is found by.
        by_verb: It is found only by how its title begins. What takes back must not be come upon,
            and done, by somebody who typed the name of the thing.
    """

    title: str
    run: Callable[[], object]
    icon: str = ""
    shortcut: str = ""
    words: str = ""
    by_verb: bool = False


class Page(Protocol):
    """A module of the desk, as the shell sees it."""

    title: str
    icon: str

    def widget(self) -> QWidget:
        """Return the page's own widget (usually self)."""
        ...

    def crumbs(self) -> Sequence[Command]:
        """Return where one is, the way down to the place itself; the top bar shows it.

        Empty where the title says it all.
        """
        ...

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now, for the palette and the menus."""
        ...

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N and the New button do here, or None."""
        ...

    def position(self) -> dict[str, Any]:
        """Return where the user is, in plain JSON values, so that it can be gone back to."""
        ...

    def go_to(self, position: dict[str, Any]) -> None:
        """Go where `position` says; what no longer exists is passed over in silence."""
        ...

    def flush(self) -> None:
        """Commit or keep as a draft what is being typed; called before lock, export, close."""
        ...

    def reload(self) -> None:
        """Show the store as it is now, keeping place and selection."""
        ...

    def shown_count(self) -> str:
        """Return the status bar's count: "14 of 14 actions shown"."""
        ...


class Desk(Protocol):
    """The shell, as a page sees it."""

    def toast(
        self,
        text: str,
        *,
        undo: bool = False,
        icon: str = "check",
        link: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Tell of a finished act, with an Undo of it when `undo`.

        What the store's Undo cannot take back (a setting, words that were put aside) brings its
        own way back: a link in words, and what it does.
        """
        ...

    def undo(self) -> None:
        """Undo the newest act, by name."""
        ...

    def redo(self) -> None:
        """Redo what was undone last."""
        ...

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        """Show a page, at a position where one is given; Alt+Left comes back from there."""
        ...

    def setting(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON values
        """Return a remembered setting of this desk (kept inside the vault)."""
        ...

    def remember(self, name: str, value: Any) -> None:  # noqa: ANN401 - JSON values
        """Remember a setting of this desk inside the vault."""
        ...

    def keep_draft(self, key: str, text: str, cursor: int = 0) -> None:
        """Keep words that are being typed; empty text forgets them."""
        ...

    def draft(self, key: str) -> tuple[str, int] | None:
        """Return kept words and the cursor's place."""
        ...

    def drafts(self) -> dict[str, tuple[str, int]]:
        """Return all kept words by key."""
        ...

    def saved(self) -> None:
        """Show "Saved 14:02"; called after COMMIT returned."""
        ...

    def is_practice(self) -> bool:
        """Return whether the people in this desk are invented; said on everything taken out."""
        ...

    def cover(self) -> None:
        """Cover the desk, as F12 does: nothing on it can be read until a key is pressed."""
        ...

    def page_changed(self) -> None:
        """Counts, selection or commands of the page are new; update status bar and menus."""
        ...
