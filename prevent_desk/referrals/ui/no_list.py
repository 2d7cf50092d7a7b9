"""Stands where the list of referrals will stand until its own room is built."""
# ruff: noqa: D102

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QListWidget, QWidget

from prevent_desk.referrals.ui.around import Around
from prevent_desk.ui.page import Command


class NoList(QListWidget):
    """An empty list."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on_chosen: Callable[[int], object] = lambda _key: None

    def widget(self) -> QWidget:
        return self

    def choose(self, episode_id: int) -> None:
        self._chosen = episode_id

    def chosen(self) -> int | None:
        return None

    def focus_filter(self) -> None:
        self.setFocus()

    def reload(self) -> None:
        return

    def shown_count(self) -> str:
        return ""

    def commands(self) -> Sequence[Command]:
        return ()

    def position(self) -> dict[str, Any]:
        return {}

    def go_to(self, position: dict[str, Any]) -> None:
        return
