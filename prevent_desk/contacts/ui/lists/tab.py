"""The tab of lists: which there are, how many are on each, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.contacts.model.directory import Form
from prevent_desk.contacts.model.lists import FORUM, Belonging
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.beside import Beside
from prevent_desk.contacts.ui.lists import acts
from prevent_desk.contacts.ui.lists.pane import ListPane
from prevent_desk.contacts.ui.words import counted
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.ui import theme
from prevent_desk.ui.jobs import Stopped
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.two_lines import Cell, CellColumn, TwoLineTable

_FOLLOW_MS = 80
_HOW = {"copied": "Addresses copied", "draft": "E-mail drafted", "csv": "CSV taken out",
        "merge": "Mail merge taken out"}  # fmt: skip


def how_many_lists(around: Around) -> int:
    """Return how many lists there are."""
    return around.services.lists.how_many()


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists as they were read; before they are whole, nobody is counted."""

    rows: tuple[Belonging, ...] = ()
    is_whole: bool = True


class ListsTab(QWidget):
    """Satisfies `ui.tabs_page.Tab`; a position: `{"list": 3}`."""

    changed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._lists = _Lists()
        self.box = SearchBox("Filter lists", "Ctrl F")
        self.count_label = WrapLabel("", "support")
        self.count_label.setWordWrap(False)
        self.table: TwoLineTable[Belonging] = TwoLineTable(
            [
                CellColumn("List", lambda row: Cell(row.kept.name, row.kept.purpose, strong=True)),
                CellColumn("People", self._people),
                CellColumn("Last used", self._last),
                CellColumn("To look at", self._to_look_at),
            ],
            lambda row: row.kept.id,
            "Lists",
        )
        self.pane = ListPane(around)
        self.empty = EmptyState()
        self.new_button = Button("Ne&w list", "list-plus", kind="primary")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        top = QHBoxLayout()
        top.setContentsMargins(18, 7, 14, 7)
        top.setSpacing(8)
        top.addWidget(self.box)
        top.addStretch(1)
        top.addWidget(self.count_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._show_pane)
        self._wire()
        theme.changed.connect(self._fit)
        self._fit()
        self.reading: Beside[_Lists] = Beside(
            self, around.services, self._first_of, self._whole, self._show_lists
        )
        self.reload()

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane of the list."""
        return self.pane

    def has_subject(self) -> bool:
        """Return whether there is a list."""
        return bool(self._lists.rows)

    def buttons(self) -> Sequence[Button]:
        """Return its button in the page's head."""
        return (self.new_button,)

    def count(self) -> int:
        """Return how many lists there are."""
        return len(self._lists.rows)

    def shown_count(self) -> str:
        """Return "2 of 4 lists"."""
        return f"{self.table.rows.rowCount():,} of {counted(self.count(), 'list', 'lists')}"

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [Command("New list", self._add, "list-plus", "Ctrl+N", "distribution forum add")]
        if not self._has_forum():
            found.append(Command(f"Make the list {FORUM}", self._add_forum, "list-plus"))
        row, around = self.table.current(), self._around
        if row is not None:
            name = row.kept.name
            found += [
                Command(f"Copy the addresses of {name} for Bcc", partial(acts.copy, around, row),
                        "copy", "", "clipboard"),
                Command(f"Draft an e-mail to {name}", partial(acts.draft, around, row), "mail"),
                Command(f"Take {name} out as CSV",
                        partial(acts.take_out, around, row, Form.CSV), "download"),
                Command(f"Take {name} out for mail merge",
                        partial(acts.take_out, around, row, Form.WORKBOOK), "file-spreadsheet"),
                Command(f"See everybody on {name}", partial(acts.members, around, row.kept),
                        "users"),
                Command(f"Edit the rules of {name}", partial(acts.change, around, row.kept),
                        "pencil"),
                Command(f"Take {name} away", partial(acts.remove, around, row.kept), "trash-2",
                        by_verb=True),
            ]  # fmt: skip
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new list."""
        return self._add

    def filter_here(self) -> None:
        """Put the keyboard into the filter."""
        self.box.setFocus()
        self.box.selectAll()

    def position(self) -> dict[str, Any]:
        """Return the list that is chosen."""
        return {"list": self.pane.shown.kept.id} if self.pane.shown else {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose a list."""
        wanted = position.get("list")
        if not isinstance(wanted, int):
            return
        if not self.table.go_to_key(wanted):
            self.box.clear()
            self.table.go_to_key(wanted)
        self._follow.stop()
        self._show_pane()

    def flush(self) -> None:
        """Keep nothing: words are typed in dialogs only."""

    def reload(self) -> None:
        """Show the store as it is now."""
        self.reading.read()

    # Inside

    def _first_of(self) -> _Lists:
        kept = self._around.services.lists.all()
        return _Lists(tuple(Belonging(one, (), (), (), ()) for one in kept), not kept)

    def _whole(self, stopped: Stopped) -> _Lists:
        lists = self._around.services.lists
        kept = lists.all()
        everybody = lists.everybody() if kept else None
        rows = []
        for one in kept:
            if stopped():
                raise StoppedError
            rows.append(lists.shown(one.id, everybody))
        return _Lists(tuple(rows))

    def _show_lists(self, lists: _Lists) -> None:
        self._lists = lists
        self._show()
        self._show_pane()

    def _wire(self) -> None:
        self.box.textChanged.connect(lambda _text: self._show())
        self.box.moved.connect(self.table.move_by)
        self.box.returnPressed.connect(self.table.setFocus)
        self.table.current_changed.connect(lambda _row: self._follow.start())
        self.table.opened.connect(lambda row, _column: acts.members(self._around, row.kept))
        self.table.menu_asked.connect(self._menu)
        self.table.stepped_back.connect(self.box.clear)
        self.new_button.clicked.connect(self._add)
        self.empty.first_clicked.connect(self._first)
        self.empty.second_clicked.connect(self._add)

    def _fit(self) -> None:
        self.box.setFixedWidth(theme.px(200))

    def _show(self) -> None:
        wanted = self.box.text().casefold().split()
        found = [
            row
            for row in self._lists.rows
            if all(part in f"{row.kept.name} {row.kept.purpose}".casefold() for part in wanted)
        ]
        self.count_label.setText(f"{len(found):,} of {self.count():,} shown")
        self.table.show_rows(found)
        self._stack.setCurrentWidget(self.table if found else self.empty)
        # One filled button on a page: without any list it is that of the empty state.
        self.new_button.set_kind("primary" if self._lists.rows else "secondary")
        if not found:
            self._say_empty()
        self.changed.emit()

    def _say_empty(self) -> None:
        if self._lists.rows:
            self.empty.set_filtered("No list fits", f"“{self.box.text()}”")
            return
        self.empty.show_text(
            "No list yet",
            "A list rebuilds itself: whoever holds a seat, works in a sector or is written to "
            "about a topic belongs to it, today and whenever you use it.",
            icon="users",
        )
        self.empty.set_buttons(f"Make the {FORUM}", "list-plus", "Another list", "plus")

    def _first(self) -> None:
        if self._lists.rows:
            self.box.clear()
        else:
            self._add_forum()

    def _has_forum(self) -> bool:
        return any(row.kept.name == FORUM for row in self._lists.rows)

    def _add_forum(self) -> None:
        self.go_to({"list": acts.add_forum(self._around)})

    def _add(self) -> None:
        made = acts.add(self._around)
        if made:
            self.go_to({"list": made})

    def _menu(self, row: Belonging, _column: int, place: QPoint) -> None:
        menu = QMenu(self)
        around = self._around
        for words, run in (
            ("See everybody", partial(acts.members, around, row.kept)),
            ("Edit rules", partial(acts.change, around, row.kept)),
            ("Copy for BCC", partial(acts.copy, around, row)),
            ("Draft e-mail", partial(acts.draft, around, row)),
            ("Take away", partial(acts.remove, around, row.kept)),
        ):
            menu.addAction(words).triggered.connect(lambda _on=False, run=run: run())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _show_pane(self) -> None:
        row = self.table.current()
        if row is not None and not self._lists.is_whole:
            self.pane.show_counting(row.kept)
        else:
            self.pane.show_list(row)
        self.changed.emit()

    def _last(self, row: Belonging) -> Cell:
        last = row.kept.last
        if last is None:
            return Cell("Not yet", "", tone="text3")
        day = last.at.astimezone(self._around.clock.now().tzinfo).date()
        return Cell(say_short(day), _HOW[last.how.value])

    def _people(self, row: Belonging) -> Cell:
        if not self._lists.is_whole:
            return Cell("Counting", "", tone="text3")
        by_hand = len(row.by_hand)
        return Cell(
            counted(len(row.members), "person", "people"), f"{by_hand} by hand" if by_hand else ""
        )

    def _to_look_at(self, row: Belonging) -> Cell:
        if not self._lists.is_whole:
            return Cell("")
        parts = []
        if row.added:
            parts.append(f"{len(row.added):,} added")
        if row.dropped:
            parts.append(f"{len(row.dropped):,} dropped")
        warned = len(row.personal) + len(row.without_address)
        second = ", ".join(parts) + " since then" if parts else ""
        if warned:
            words = counted(warned, "address to look at", "addresses to look at")
            return Cell(words, second, "triangle-alert", "amber")
        return Cell(second) if second else Cell("Nothing", "", tone="text3")

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Count who belongs, where that was put off."""
        super().showEvent(event)
        # After the first picture: what is read beside the window must not hold it up.
        QTimer.singleShot(0, self, self.reading.catch_up)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the table."""
        super().focusInEvent(event)
        (self.table if self._stack.currentWidget() is self.table else self.empty).setFocus(
            event.reason()
        )
