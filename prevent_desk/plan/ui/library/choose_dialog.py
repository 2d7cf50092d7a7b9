"""The tick list: which criteria of the library one action has, or several have at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.plan.model.library.entries import LibraryEntry
from prevent_desk.plan.model.library.repeats import same_words
from prevent_desk.plan.model.records import ActionRow
from prevent_desk.plan.service.library import Library
from prevent_desk.plan.ui.acts import name
from prevent_desk.plan.ui.library.tick_list import State, Tick, TickList
from prevent_desk.ui import messages, theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.labels import WrapLabel

_WIDTH, _HEIGHT = 640, 560
_CAPTION = 40


class ChooseDialog(Dialog):
    """Ticks criteria of the library for actions; nothing is written before "Keep".

    Typing searches; what is not in the library yet is put there from here.

    Attributes:
        kept: Entries to add to the actions, and entries to take out of them, once accepted.
    """

    def __init__(
        self, library: Library, rows: Sequence[ActionRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Success criteria from the library",
            parent=parent.window() if parent else None,
            width=_WIDTH,
        )
        self._library, self._rows = library, tuple(rows)
        what = name(rows[0]) if len(rows) == 1 else f"{len(rows)} actions"
        self.say(
            f"Success criteria of {what}",
            "Tick what is to be reached. A criterion kept once changes everywhere it stands.",
        )
        self.search_box = SearchBox("Search the library, or type a new criterion")
        self.list = TickList("Criteria of the library")
        self.empty_label = WrapLabel("", "support")
        self.add_button = Button("", "plus", small=True)
        self.whole_label = WrapLabel("", "small")
        self.whole_label.setMinimumHeight(theme.px(36))
        for widget in (self.search_box, self.empty_label, self.add_button):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.whole_label)
        self.add_cancel()
        self.keep_button = self.add_verb("Keep")
        self._before: dict[int, State] = {}
        self._entries: list[LibraryEntry] = []
        self.search_box.textChanged.connect(self._search)
        self.search_box.moved.connect(self.list.move_by)
        self.list.turned.connect(lambda _key, _on: self._tell())
        self.list.moved_to.connect(self._show_whole)
        self.add_button.clicked.connect(self._add)
        self._read()
        self.search_box.setFocus()

    @property
    def kept(self) -> tuple[list[int], list[int]]:
        """Entries to add and to take out, by what was turned."""
        added, removed = [], []
        for tick in self.list.ticks():
            if isinstance(tick.key, int) and tick.state != self._before.get(tick.key):
                if tick.state == State.Checked:
                    added.append(tick.key)
                elif tick.state == State.Unchecked:
                    removed.append(tick.key)
        return added, removed

    def _read(self, ticked: int | None = None) -> None:
        turned = {tick.key: tick.state for tick in self.list.ticks()}
        self._entries = self._library.entries()
        have = self._library.ticks([row.id for row in self._rows])
        every = len(self._rows)
        self._before = {
            entry.id: State.Checked
            if have.get(entry.id, 0) >= every
            else State.PartiallyChecked
            if entry.id in have
            else State.Unchecked
            for entry in self._entries
        }
        if ticked is not None:
            turned[ticked] = State.Checked
        self.list.set_ticks(
            [
                Tick(
                    entry.id,
                    entry.text,
                    f"Counts {entry.unit}" if entry.unit else "",
                    state=turned.get(entry.id, self._before[entry.id]),
                    count=_used(entry.actions),
                )
                for entry in self._entries
            ]
        )
        if ticked is not None:
            self.list.go_to(ticked)
        self._search(self.search_box.text())
        self._tell()

    def _search(self, text: str) -> None:
        shown = self.list.search(text)
        self.list.setVisible(shown > 0)
        self.whole_label.setVisible(shown > 0)
        wanted = same_words(text)
        known = any(same_words(entry.text) == wanted for entry in self._entries)
        self.add_button.setVisible(bool(wanted) and not known)
        said = text.strip() if len(text.strip()) <= 50 else f"{text.strip()[:48]}…"
        self.add_button.setText(f"Put “{said}” in the library and tick it".replace("&", "&&"))
        if self._entries:
            self.empty_label.setText("No criterion of the library has these words.")
        else:
            self.empty_label.setText(
                "The library is empty. Type a criterion here, or gather those that the plan "
                "repeats: Criteria library, in the menu of the plan."
            )
        self.empty_label.setVisible(shown == 0)

    def _show_whole(self, tick: object) -> None:
        self.whole_label.setText(tick.title if isinstance(tick, Tick) else "")

    def _tell(self) -> None:
        added, removed = self.kept
        parts = []
        if added:
            parts.append(f"{len(added)} to add")
        if removed:
            parts.append(f"{len(removed)} to take out")
        self.footer_note.setText(", ".join(parts))
        self.keep_button.setEnabled(bool(parts))

    def _add(self) -> None:
        try:
            key = self._library.add(self.search_box.text())
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self.search_box.clear()
        self._read(ticked=key)
        self.search_box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Ctrl+Space from the search box, where Space is a letter."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Space:
            self.list.turn()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for a dozen criteria."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))


def choose(
    library: Library,
    rows: Sequence[ActionRow],
    parent: QWidget,
    written: Callable[[Sequence[int], Callable[[], object]], object],
) -> None:
    """Open the tick list for actions, and write what was ticked as one act.

    Args:
        library: The service.
        rows: The actions.
        parent: The dialog is modal to its window.
        written: Does the act and shows the rows anew; given their ids and the act.
    """
    dialog = ChooseDialog(library, rows, parent)
    if dialog.exec():
        ids = [row.id for row in rows]
        written(ids, partial(library.set_ticks, ids, *dialog.kept))


def _used(actions: int) -> str:
    return "" if not actions else "1 action" if actions == 1 else f"{actions:,} actions"
