"""The tab of sharing agreements: which hold, who signed, when they are looked at again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.contacts.model.agreements import Agreement, Party
from prevent_desk.contacts.ui.agreements import acts
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.contacts.ui.words import counted
from prevent_desk.core.dates import say_short
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.two_lines import Cell, CellColumn, TwoLineTable

_FOLLOW_MS = 80


def how_many_agreements(around: Around) -> int:
    """Return how many agreements hold."""
    return around.services.agreements.how_many()


class AgreementsTab(QWidget):
    """Satisfies `ui.tabs_page.Tab`; a position: `{"agreement": 3}`."""

    changed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._rows: list[Agreement] = []
        self.table: TwoLineTable[Agreement] = TwoLineTable(
            [
                CellColumn("Agreement", _title),
                CellColumn("Signed", _signed),
                CellColumn("Review", self._review),
                CellColumn("Paper", _paper),
            ],
            lambda row: row.id,
            "Sharing agreements",
        )
        self.pane = Pane("The agreement")
        self.empty = EmptyState()
        self.new_button = Button("Ne&w agreement", "plus", kind="primary")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack, 1)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._show_pane)
        self.table.current_changed.connect(lambda _row: self._follow.start())
        self.table.opened.connect(lambda row, _column: acts.change(around, row))
        self.table.menu_asked.connect(self._menu)
        self.new_button.clicked.connect(self._add)
        self.empty.first_clicked.connect(self._add)
        self.reload()

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane of the agreement."""
        return self.pane

    def has_subject(self) -> bool:
        """Return whether there is an agreement."""
        return bool(self._rows)

    def buttons(self) -> Sequence[Button]:
        """Return its button in the page's head."""
        return (self.new_button,)

    def count(self) -> int:
        """Return how many agreements hold."""
        return len(self._rows)

    def shown_count(self) -> str:
        """Return "2 agreements"."""
        return counted(len(self._rows), "agreement", "agreements")

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [Command("New sharing agreement", self._add, "plus", "Ctrl+N", "information ISA")]
        row = self.table.current()
        if row is not None:
            found += [
                Command(f"{words} {row.title}", run, icon) for words, icon, run in self._acts(row)
            ]
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new agreement."""
        return self._add

    def filter_here(self) -> None:
        """Put the keyboard into the list: it is short."""
        self.table.setFocus()

    def position(self) -> dict[str, Any]:
        """Return the agreement that is chosen."""
        row = self.table.current()
        return {"agreement": row.id} if row else {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose an agreement."""
        self.table.go_to_key(position.get("agreement"))
        self._follow.stop()
        self._show_pane()

    def flush(self) -> None:
        """Keep nothing: words are typed in dialogs only."""

    def reload(self) -> None:
        """Show the store as it is now."""
        self._rows = self._around.services.agreements.all()
        self.table.show_rows(self._rows)
        self._stack.setCurrentWidget(self.table if self._rows else self.empty)
        if not self._rows:
            self.empty.show_text(
                "No sharing agreement yet",
                "Enter the partnership’s agreement: who signed it, and when it is reviewed. Each "
                "agency’s seat then says how it stands.",
                icon="handshake",
            )
            self.empty.set_buttons("New agreement", "plus")
        self._follow.stop()
        self._show_pane()

    # Inside

    def _add(self) -> None:
        made = acts.add(self._around)
        if made:
            self.go_to({"agreement": made})

    def _acts(self, one: Agreement) -> list[tuple[str, str, Callable[[], object]]]:
        around = self._around
        found: list[tuple[str, str, Callable[[], object]]] = [
            ("Change", "pencil", partial(acts.change, around, one)),
            ("Ask others to sign", "user-plus", partial(acts.ask, around, one)),
            ("Add the file of", "file-plus", partial(acts.keep_paper, around, one)),
        ]
        if one.file_id is not None:
            found.append(("Show paper of", "file-text", partial(acts.show_paper, around, one)))
        found.append(("End", "x", partial(acts.end, around, one)))
        return found

    def _menu(self, row: Agreement, _column: int, place: QPoint) -> None:
        menu = QMenu(self)
        for words, _icon, run in self._acts(row):
            menu.addAction(words.removesuffix(" of")).triggered.connect(
                lambda _on=False, run=run: run()
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _review(self, one: Agreement) -> Cell:
        if one.review is None:
            return Cell("No day set", "", tone="text3")
        late = one.is_overdue(self._around.clock.today())
        day = say_short(one.review)
        return Cell(f"Was {day}", "", "clock", "amber") if late else Cell(day)

    def _show_pane(self) -> None:
        one, pane = self.table.current(), self.pane
        pane.begin()
        if one is None:
            pane.add(EmptyState("handshake", "No agreement chosen"))
        else:
            self._fill(pane, one)
        pane.done()
        self.changed.emit()

    def _fill(self, pane: Pane, one: Agreement) -> None:
        around = self._around
        review = self._review(one)
        chips = [(f"{one.signed()} of {len(one.parties)} signed", "check", "grey")]
        if one.review is not None:
            words = review.first if review.tone else f"by {review.first}"
            chips.append((f"Review {words[:1].lower()}{words[1:]}", "clock", review.tone or "grey"))
        pane.head(
            "Sharing agreement",
            one.called,
            chips,
            [
                Act("Change", partial(acts.change, around, one), "pencil"),
                Act("End", partial(acts.end, around, one), "x"),
            ],
        )
        for words in (one.purpose, one.note):
            if words:
                pane.words(words)
        pane.section(
            "Paper",
            [Entry(one.file_name, "", "file-text", "",
                   [Act("Show", partial(acts.show_paper, around, one))])]
            if one.file_id is not None else [],
            Act("Add the file", partial(acts.keep_paper, around, one), "file-plus"),
        )  # fmt: skip
        if one.file_id is None:
            pane.words("The signed paper is not kept here.")
        waiting = [party for party in one.parties if party.signed is None]
        signed = [party for party in one.parties if party.signed is not None]
        pane.section(
            "Not signed",
            [self._entry(party) for party in waiting],
            Act("Ask others", partial(acts.ask, around, one), "user-plus"),
        )
        if not waiting:
            pane.words("Everybody asked has signed." if signed else "Nobody is asked.")
        if signed:
            pane.section("Signed", [self._entry(party) for party in signed])

    def _entry(self, party: Party) -> Entry:
        drop = Act("Take off", partial(acts.drop, self._around, party))
        if party.signed is None:
            sign = Act("Note signature", partial(acts.sign, self._around, party), "check")
            return Entry(party.organisation, "", "circle-alert", "red", [sign, drop])
        second = f"{party.signatory}, {say_short(party.signed)}"
        change = Act("Change", partial(acts.sign, self._around, party))
        return Entry(party.organisation, second, "circle-check", "green", [change, drop])

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the table."""
        super().focusInEvent(event)
        (self.table if self._rows else self.empty).setFocus(event.reason())


def _title(one: Agreement) -> Cell:
    return Cell(one.title, f"Version {one.version}" if one.version else "", strong=True)


def _signed(one: Agreement) -> Cell:
    signed, asked = one.signed(), len(one.parties)
    if not asked:
        return Cell("Nobody is asked", "", tone="text3")
    if signed == asked:
        return Cell(f"{asked} of {asked}", "", "circle-check", "green")
    return Cell(f"{signed} of {asked}", f"{asked - signed} to sign", "circle-alert", "red")


def _paper(one: Agreement) -> Cell:
    if one.file_id is None:
        return Cell("Not kept", "", tone="text3")
    return Cell(one.file_name, "", "file-text")
