"""All earlier contacts of one person under one another: to decide, decided, and the further ones.

Nothing is hidden because it is closed, refused or transferred, and nothing is cut: what is not
shown at once is one press away.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.referrals.model.earlier import Card, Told
from prevent_desk.referrals.model.matching import Result
from prevent_desk.referrals.model.people import Decision, LinkKind
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.earlier import deciding
from prevent_desk.referrals.ui.earlier.match_card import MatchCard
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import IconLabel, Rule, WrapLabel

_FURTHER = 20
"""Further cards that one press shows."""


class MatchList(QWidget):
    """Shows what is known of one person from before, and asks what each of them is.

    Deciding writes nothing here: `decided` tells it to whoever holds the record or the draft.

    Signals:
        decided: Somebody was decided on; carries the `Decision` and the name of the earlier person.
        taken_back: A decision shall be undone; carries its `Card`.
        shown: Other cards are on show; carries how many have to be decided.
    """

    decided = Signal(object, str)
    taken_back = Signal(object)
    shown = Signal(int)

    def __init__(
        self, around: Around, *, framed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._around, self._framed = around, framed
        self._told: Told | None = None
        self._further = 0
        self._name = ""
        self._cards: list[MatchCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8 if framed else 0)

    # For a referral that is being told

    def show_result(
        self, result: Result, decisions: Sequence[tuple[Decision, str]] = (), name: str = ""
    ) -> None:
        """Show what a search found, and what was decided of it so far.

        Args:
            result: What the guard found.
            decisions: Each with the name of the earlier person, as `decided` told it.
            name: Of the person of this referral, as typed.
        """
        self.show_told(self._around.services.earlier.of_result(result, decisions), name)

    def show_comparing(self) -> None:
        """Say that people are being compared; what is on show stays until they are."""
        if self._told is None:
            self._empty()
            self._column.addWidget(IconLabel("Comparing…", "search", ink="text3"))

    def clear(self) -> None:
        """Show nothing: nothing was typed that could be searched for."""
        self._told, self._further = None, 0
        self._empty()

    # For a recorded one

    def show_told(self, told: Told, name: str = "") -> None:
        """Show what is known of a person from before."""
        name = name or (told.person.name if told.person else "")
        if told == self._told and name == self._name:
            return
        held = self._held()
        if self._told is not None and self._told.person != told.person:
            self._further = 0
        self._told, self._name = told, name
        self._fill()
        self._hold(held)
        self.shown.emit(told.undecided)

    def told(self) -> Told | None:
        """Return what is on show."""
        return self._told

    def cards(self) -> list[MatchCard]:
        """Return the cards on show, top down."""
        return list(self._cards)

    def undecided(self) -> int:
        """Return how many have to be decided."""
        return self._told.undecided if self._told else 0

    # Inside

    def _fill(self) -> None:
        told = self._told
        self._empty()
        if told is None:
            return
        for card in (*told.open, *told.more[: self._further]):
            self._add(card)
        rest = len(told.more) - self._further
        if told.tied:
            self._column.addWidget(_Hint(told.tied))
        if rest > 0:
            more = Button(f"Show {min(rest, _FURTHER)} more of {rest}", kind="link", small=True)
            more.clicked.connect(self._show_further)
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            self.more_button = more
        for card in told.decided:
            self._add(card)
        if told.is_empty:
            self._column.addWidget(_Hint("No earlier contact was found."))
        self._column.addWidget(_Compared(told.compared))

    def _add(self, card: Card) -> None:
        services = self._around.services
        relations = services.forms.list_of("relation")
        shown = MatchCard(card, services.by(), relations, framed=self._framed)
        shown.chosen.connect(partial(self._choose, card))
        shown.taken_back.connect(partial(self.taken_back.emit, card))
        shown.opened.connect(partial(self._open, card))
        if self._cards and not self._framed:
            self._column.addWidget(Rule())
        self._column.addWidget(shown)
        self._cards.append(shown)

    def _choose(self, card: Card, kind: LinkKind) -> None:
        relations = self._around.services.forms.list_of("relation")
        decision = deciding.ask(card, kind, self._name, relations, self)
        if decision is not None:
            self.decided.emit(decision, card.name)

    def _open(self, card: Card) -> None:
        self._around.open_view("people", {"person": card.person_id})

    def _show_further(self) -> None:
        self._further += _FURTHER
        first = len(self._told.open) + self._further - _FURTHER if self._told else 0
        self._fill()
        for shown in self._cards[first : first + 1]:
            next(iter(shown.buttons.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _held(self) -> tuple[int, LinkKind | None] | None:
        """Return which card and button hold the keyboard."""
        for shown in self._cards:
            for kind, button in shown.buttons.items():
                if button.hasFocus():
                    return shown.card.head_id, kind
            if shown.undo_button is not None and shown.undo_button.hasFocus():
                return shown.card.head_id, None
        return None

    def _hold(self, held: tuple[int, LinkKind | None] | None) -> None:
        """Give the keyboard back to the same card, else to the first that waits."""
        if held is None:
            return
        head, kind = held
        for shown in self._cards:
            if shown.card.head_id == head and kind in shown.buttons:
                shown.buttons[kind].setFocus(Qt.FocusReason.OtherFocusReason)
                return
        for shown in self._cards:
            for button in shown.buttons.values():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        for shown in self._cards:
            if shown.undo_button is not None:
                shown.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _empty(self) -> None:
        self._cards = []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


class _Hint(QWidget):
    def __init__(self, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 4)
        column.addWidget(WrapLabel(words, "support"))


class _Compared(QWidget):
    def __init__(self, compared: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        people = "1 person" if compared == 1 else f"{compared:,} people"
        column.addWidget(
            WrapLabel(f"{people} compared, incl. closed, refused and transferred.", "meta")
        )
