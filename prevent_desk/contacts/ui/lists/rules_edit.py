"""The rules of a list as cards: seats, sectors and topics ticked, with how many meet each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from prevent_desk.contacts.model.lists import Rule, rule_words
from prevent_desk.contacts.ui.words import counted, kind_words, seat_kinds, sectors
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import WrapLabel


def said(rule: Rule) -> str:
    """Return a rule in words."""
    return rule_words(
        rule, {kind.value: kind_words(kind) for kind, _words in seat_kinds()}, dict(sectors())
    )


class RuleCard(QWidget):
    """One rule.

    Signals:
        changed: Another part is chosen.
        removed: It is to be taken away.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, rule: Rule, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        self.words = WrapLabel("", "h3")
        self.count = WrapLabel("", "support")
        self.count.setWordWrap(False)
        self.remove_button = IconButton("trash-2", f"Take rule {number} away", small=True)
        self.remove_button.clicked.connect(self.removed)
        head.addWidget(self.words, 1)
        head.addWidget(self.count)
        head.addWidget(self.remove_button)
        column.addLayout(head)
        self.seats = {kind.value: _chip(words) for kind, words in seat_kinds()}
        self.sectors = {code: _chip(words) for code, words in sectors()}
        for label, chips, on in (
            ("Holds a seat", self.seats, rule.seats),
            ("In a sector", self.sectors, rule.sectors),
        ):
            column.addWidget(WrapLabel(label, "small"))
            column.addWidget(_row(chips.values()))
            for code, chip in chips.items():
                chip.setChecked(code in on)
                chip.toggled.connect(lambda _on: self._told())
        self.topics = QLineEdit(", ".join(rule.topics))
        self.topics.setPlaceholderText("schools, venue hire")
        self.topics.setAccessibleName(f"Rule {number}, written to about")
        column.addWidget(WrapLabel("Written to about", "small"))
        column.addWidget(self.topics)
        self.topics.textChanged.connect(lambda _text: self._told())
        self.words.setText(said(self.rule()))

    def rule(self) -> Rule:
        """Return what is chosen."""
        topics = self.topics.text().replace(";", ",").split(",")
        return Rule(
            tuple(code for code, chip in self.seats.items() if chip.isChecked()),
            tuple(code for code, chip in self.sectors.items() if chip.isChecked()),
            tuple(topic.strip() for topic in topics if topic.strip()),
        )

    def say_count(self, people: int) -> None:
        """Say how many meet it."""
        self.count.setText(counted(people, "person", "people"))

    def _told(self) -> None:
        self.words.setText(said(self.rule()))
        self.changed.emit()


class RulesEdit(QWidget):
    """All rules of a list; whoever meets one belongs.

    Signals:
        changed: The rules are others.
        grew: It needs another height.
    """

    changed = Signal()
    grew = Signal()

    def __init__(
        self,
        rules: Sequence[Rule],
        count: Callable[[Sequence[Rule]], Sequence[int]],
        parent: QWidget | None = None,
    ) -> None:
        """Make it; `count` says how many meet each of some rules today."""
        super().__init__(parent)
        self._count = count
        self.cards: list[RuleCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.add_button = Button("Add a &rule", "plus", small=True)
        self.add_button.clicked.connect(self._add_empty)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.show_rules(rules)

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules as they stand."""
        return tuple(card.rule() for card in self.cards)

    def show_rules(self, rules: Sequence[Rule]) -> None:
        """Show other rules."""
        for card in self.cards:
            self._drop(card)
        self.cards = []
        for rule in rules:
            self._add(rule)
        self._recount()
        self.grew.emit()

    # Inside

    def _add(self, rule: Rule) -> RuleCard:
        card = RuleCard(rule, len(self.cards) + 1)
        self._column.insertWidget(len(self.cards), card)
        self.cards.append(card)
        card.changed.connect(self._changed)
        card.removed.connect(lambda: self._remove(card))
        return card

    def _add_empty(self) -> None:
        card = self._add(Rule())
        self._changed()
        self.grew.emit()
        next(iter(card.seats.values())).setFocus()

    def _remove(self, card: RuleCard) -> None:
        self.cards.remove(card)
        self._drop(card)
        self._changed()
        self.grew.emit()
        self.add_button.setFocus()

    def _drop(self, card: RuleCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _changed(self) -> None:
        self._recount()
        self.changed.emit()

    def _recount(self) -> None:
        for card, people in zip(self.cards, self._count(self.rules()), strict=True):
            card.say_count(people)


def _chip(words: str) -> ChipButton:
    chip = ChipButton(words, "", "grey", checkable=True)
    chip.toggled.connect(lambda on: chip.show_state(words, "check" if on else "",
                                                    "accent" if on else "grey"))  # fmt: skip
    return chip


def _row(chips: Iterable[ChipButton]) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder, gap=6)
    for chip in chips:
        row.addWidget(chip)
    return holder
