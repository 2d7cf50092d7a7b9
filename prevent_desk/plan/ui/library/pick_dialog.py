"""One of many, found by typing: the criterion to merge with, the record to link."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.result_list import Entry, ResultList

_WIDTH, _HEIGHT = 620, 500
_CAPTION = 40


class PickDialog(Dialog):
    """A search box over grouped entries; Enter or a click takes the current one.

    Attributes:
        picked: The payload of what was taken, once accepted.
    """

    def __init__(
        self,
        title: str,
        consequence: str,
        verb: str,
        entries: Sequence[Entry],
        *,
        nothing: str,
        parent: QWidget | None = None,
    ) -> None:
        """Make it; `nothing` is said where there is nothing to pick from."""
        super().__init__(
            title, consequence, parent=parent.window() if parent else None, width=_WIDTH
        )
        self._entries, self._nothing = tuple(entries), nothing
        self.picked: object | None = None
        self.search_box = SearchBox("Search")
        self.list = ResultList()
        self.empty_label = WrapLabel("", "support")
        self.whole_label = WrapLabel("", "small")
        self.whole_label.setMinimumHeight(theme.px(36))
        self.body.addWidget(self.search_box)
        self.body.addWidget(self.empty_label)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.whole_label)
        self.add_cancel()
        self.take_button = self.add_verb(verb, accepts=False)
        self.take_button.clicked.connect(self._take)
        self.search_box.textChanged.connect(self._search)
        self.search_box.moved.connect(self._move)
        self.list.activated_entry.connect(self._activated)
        self._search("")
        self.search_box.setFocus()

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        shown = [
            one
            for one in self._entries
            if all(word in f"{one.title} {one.detail} {one.group}".casefold() for word in words)
        ]
        self.list.set_entries(shown)
        self.list.setVisible(bool(shown))
        self.empty_label.setVisible(not shown)
        self.empty_label.setText("Nothing has these words." if self._entries else self._nothing)
        self.take_button.setEnabled(bool(shown))
        self._show_whole()

    def _move(self, steps: int) -> None:
        self.list.move_by(steps)
        self._show_whole()

    def _show_whole(self) -> None:
        current = self.list.current_entry()
        parts = (current.title, current.detail) if current else ()
        self.whole_label.setText("\n".join(part for part in parts if part))

    def _activated(self, entry: object) -> None:
        if isinstance(entry, Entry):
            self.picked = entry.payload
            self.accept()

    def _take(self) -> None:
        current = self.list.current_entry()
        if current is not None:
            self._activated(current)

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for a dozen entries."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))
