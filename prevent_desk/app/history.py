"""Where the user has been, for Back and Forward; and what was changed lately."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from prevent_desk.store import changes
from prevent_desk.store.session import Store

Place = tuple[str, dict[str, Any]]
_MOST = 50


@dataclass(slots=True)
class Places:
    """The places left behind, and those gone back from."""

    _behind: list[Place] = field(default_factory=list)
    _ahead: list[Place] = field(default_factory=list)

    def leave(self, page: str, position: dict[str, Any]) -> None:
        """Remember a place that is left for a new one."""
        self._behind = [*self._behind, (page, position)][-_MOST:]
        self._ahead.clear()

    def back(self, page: str, position: dict[str, Any]) -> Place | None:
        """Return the place before this one, or None."""
        if not self._behind:
            return None
        self._ahead.append((page, position))
        return self._behind.pop()

    def forward(self, page: str, position: dict[str, Any]) -> Place | None:
        """Return the place that was gone back from, or None."""
        if not self._ahead:
            return None
        self._behind.append((page, position))
        return self._ahead.pop()


def recent_changes(store: Store, most: int = 12) -> list[str]:
    """Return the latest changes in words, newest first: "14:02  progress of O2-01"."""
    return [
        f"{at.astimezone():%d %b %H:%M}   {_VERBS[kind]}{label}"
        for at, kind, label in changes.latest(store, most)
    ]


_VERBS = {"do": "", "undo": "undone: ", "redo": "done again: "}
