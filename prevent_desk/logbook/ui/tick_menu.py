"""A chip that opens a list of things to tick; the list stays open while one ticks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from prevent_desk.logbook.model.query import Filter
from prevent_desk.ui.widgets.chip import ChipButton


class TickMenu(QMenu):
    """A menu whose ticks can be changed several at a time; Esc or a click elsewhere closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick and stay open."""
        action = self._ticked()
        if action is not None:
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space or Enter and stay open."""
        action = self._ticked()
        ticks = event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if ticks and action is not None:
            action.trigger()
            return
        super().keyPressEvent(event)

    def _ticked(self) -> QAction | None:
        found: list[QAction | None] = [self.activeAction()]
        action = found[0]
        return action if action is not None and action.isCheckable() else None


class FilterChip(ChipButton):
    """One filter: its title, or what is chosen of it.

    Signals:
        chosen: Other codes are chosen; its key and the codes.
        opened: Its list is about to be shown; counts may be brought up to date.
    """

    chosen = Signal(str, object)
    opened = Signal()

    def __init__(self, about: Filter, parent: QWidget | None = None) -> None:
        super().__init__(about.title, menu_arrow=True, parent=parent)
        self.about = about
        self._codes: frozenset[str] = frozenset()
        self._counts: Mapping[str, int] = {}
        self.menu = TickMenu(self)
        self.clicked.connect(self.open_list)
        self.show_filter(about, frozenset())

    def codes(self) -> frozenset[str]:
        """Return the codes that are chosen."""
        return self._codes

    def show_filter(self, about: Filter, codes: frozenset[str]) -> None:
        """Show what is chosen now, of the options there are now."""
        self.about, self._codes = about, codes
        words = [text for code, text in about.options if code in codes]
        if not codes:
            self.show_state(about.title, "", "grey")
        elif len(words) == 1:
            self.show_state(f"{about.title}: {words[0]}", "", "accent")
        else:
            self.show_state(f"{about.title}: {len(codes)}", "", "accent")
        self.setToolTip(", ".join(words))
        self.setAccessibleName(f"Filter {about.title}: {', '.join(words) or 'all'}")

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show beside each option how many records it would leave."""
        self._counts = counts
        if self.menu.isVisible():
            for action in self.menu.actions():
                code = action.data()
                if action.isCheckable() and isinstance(code, str):
                    action.setText(self._said(code, str(action.property("words"))))

    def open_list(self) -> None:
        """Show its list."""
        self.opened.emit()
        self.menu.clear()
        for code, words in self.about.options:
            action = self.menu.addAction(self._said(code, words))
            action.setProperty("words", words)
            action.setData(code)
            action.setCheckable(True)
            action.setChecked(code in self._codes)
            action.toggled.connect(partial(self._tick, code))
        if self._codes:
            self.menu.addSeparator()
            self.menu.addAction("Clear").triggered.connect(self._clear)
        if not self.about.options:
            self.menu.addAction("Nothing to choose from yet").setEnabled(False)
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _said(self, code: str, words: str) -> str:
        shown = words.replace("&", "&&")
        number = self._counts.get(code)
        return f"{shown}\t{number:,}" if number is not None else shown

    def _tick(self, code: str, on: bool) -> None:
        codes = self._codes | {code} if on else self._codes - {code}
        self.show_filter(self.about, codes)
        self.chosen.emit(self.about.key, codes)

    def _clear(self) -> None:
        self.show_filter(self.about, frozenset())
        self.chosen.emit(self.about.key, frozenset())
