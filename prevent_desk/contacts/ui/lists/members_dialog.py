"""Everybody on a list, and why; people are put on it or kept off it by hand, with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from prevent_desk.contacts.model.lists import Belonging
from prevent_desk.contacts.model.people import is_address
from prevent_desk.contacts.model.records import Contact
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.lists.rules_edit import said
from prevent_desk.contacts.ui.people.who_edit import WhoBox
from prevent_desk.contacts.ui.words import counted
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import ComboPicker, SearchBox
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.two_lines import Cell, CellColumn, TwoLineTable

_WIDTH, _HEIGHT, _CAPTION = 880, 600, 60
BY_HAND, LEFT_OUT, PERSONAL, NO_ADDRESS = "by_hand", "left_out", "personal", "no_address"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a list, or kept off it.

    Attributes:
        why: In words: the rules they meet, or the hand pick and its reason.
        kinds: Of `BY_HAND` and the others, and numbers of rules as texts.
    """

    contact: Contact
    why: str
    kinds: frozenset[str]

    @property
    def is_out(self) -> bool:
        """Whether they are kept off the list."""
        return LEFT_OUT in self.kinds

    @property
    def is_picked(self) -> bool:
        """Whether a hand pick says so."""
        return bool(self.kinds & {BY_HAND, LEFT_OUT})


class MembersDialog(Dialog):
    """Shows who belongs; each act is one Undo of the desk."""

    def __init__(
        self, around: Around, list_id: int, only: str = "", parent: QWidget | None = None
    ) -> None:
        """Show a list; `only` filters it at first: a kind, or a rule's number from 0."""
        owner = parent or around.owner
        super().__init__("People on a list", "", owner.window(), width=_WIDTH)
        self._around, self._list_id = around, list_id
        self._rows: list[Row] = []
        self.box = SearchBox("Filter people", "Ctrl F")
        self.only_box = ComboPicker("Which", "Everybody")
        self.table: TwoLineTable[Row] = TwoLineTable(
            [
                CellColumn("Name", _name),
                CellColumn("E-mail", _mail),
                CellColumn(
                    "Why", lambda row: Cell(row.why, "", tone="text3" if row.is_out else "")
                ),
            ],
            lambda row: row.contact.id,
            "People on the list",
        )
        top = QHBoxLayout()
        top.addWidget(self.box, 1)
        top.addWidget(self.only_box)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.who_box = WhoBox("Who")
        self.who_field = FormField("&Who", self.who_box)
        self.reason_edit = QLineEdit()
        self.in_button = Button("&Add by hand", "plus")
        self.out_button = Button("&Leave out", "minus")
        self.rules_button = Button("Leave it to the r&ules", "rotate-ccw")
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.who_field, 3)
        fields.addWidget(FormField("Rea&son", self.reason_edit, optional=True), 4)
        self.body.addLayout(fields)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self.in_button, self.out_button, self.rules_button):
            acts.addWidget(button)
        acts.addStretch(1)
        self.body.addLayout(acts)
        self.add_verb("Close")
        self.who_box.show_people(around.services.people.all())
        self._wire()
        self._read()
        self.only_box.set_value(only or None)
        self._show()
        self.table.setFocus()

    # Inside

    def _wire(self) -> None:
        self.box.textChanged.connect(lambda _text: self._show())
        self.box.moved.connect(self.table.move_by)
        self.only_box.picked.connect(lambda _value: self._show())
        self.table.current_changed.connect(self._follow)
        self.who_box.currentTextChanged.connect(lambda _text: self._offer())
        self.in_button.clicked.connect(lambda: self._pick(is_in=True))
        self.out_button.clicked.connect(lambda: self._pick(is_in=False))
        self.rules_button.clicked.connect(self._unpick)

    def _read(self) -> None:
        shown = self._around.services.lists.shown(self._list_id)
        self.say(
            shown.kept.name,
            f"{counted(len(shown.members), 'person', 'people')}. Put somebody on it or keep them "
            "off it by hand; the rules leave that alone.",
        )
        self._rows = _rows(shown)
        kinds = [(str(place), said(rule)) for place, rule in enumerate(shown.kept.rules)]
        kinds += [
            (BY_HAND, "Added by hand"), (LEFT_OUT, "Left out by hand"),
            (PERSONAL, "Personal addresses"), (NO_ADDRESS, "No e-mail address"),
        ]  # fmt: skip
        self.only_box.set_values(kinds)

    def _show(self) -> None:
        wanted, only = self.box.text().casefold().split(), self.only_box.value()
        found = [
            row
            for row in self._rows
            if (only in row.kinds if only else not row.is_out)
            and all(part in _hay(row) for part in wanted)
        ]
        self.table.show_rows(found)
        self.footer_note.setText(f"{len(found):,} shown")
        self._offer()

    def _follow(self, row: Row | None) -> None:
        if row is not None:
            self.who_box.choose(row.contact.id)
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done with who is chosen."""
        chosen = self.who_box.chosen()
        row = next((one for one in self._rows if one.contact.id == chosen), None)
        known = chosen is not None
        self.in_button.setEnabled(known and (row is None or row.is_out))
        self.out_button.setEnabled(known and row is not None and not row.is_out)
        self.rules_button.setEnabled(row is not None and row.is_picked)

    def _pick(self, *, is_in: bool) -> None:
        chosen = self.who_box.chosen()
        if chosen is None:
            self.who_field.set_error("Choose somebody of the contacts.")
            return
        lists, reason = self._around.services.lists, self.reason_edit.text()
        said_words = "They are on the list" if is_in else "They are left out"
        self._do(lambda: lists.pick(self._list_id, chosen, is_in=is_in, reason=reason), said_words)
        self.reason_edit.clear()

    def _unpick(self) -> None:
        chosen = self.who_box.chosen()
        if chosen is not None:
            lists = self._around.services.lists
            self._do(lambda: lists.unpick(self._list_id, chosen), "The rules say again")

    def _do(self, act: Callable[[], object], words: str) -> None:
        chosen = self.who_box.chosen()
        self._around.acts.do(act, None, said=words)
        self._read()
        self._show()
        self.who_box.choose(chosen)
        self._offer()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for a dozen people."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(theme.px(_HEIGHT), room))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Filter on Ctrl+F."""
        find = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_F and find:
            self.box.setFocus()
            return
        super().keyPressEvent(event)


def _rows(shown: Belonging) -> list[Row]:
    personal = {one.contact.id for one in shown.personal}
    silent = {one.contact.id for one in shown.without_address}
    found = []
    for one in shown.members:
        why = [said(shown.kept.rules[place]) for place in one.rules]
        kinds = {str(place) for place in one.rules}
        if one.pick is not None:
            kinds.add(BY_HAND)
            why.append(_by_hand("Added by hand", one.pick.reason))
        kinds |= {PERSONAL} if one.contact.id in personal else set()
        kinds |= {NO_ADDRESS} if one.contact.id in silent else set()
        found.append(Row(one.contact, "; ".join(why), frozenset(kinds)))
    found += [
        Row(out.contact, _by_hand("Left out by hand", out.pick.reason), frozenset({LEFT_OUT}))
        for out in shown.left_out
    ]
    return found


def _by_hand(words: str, reason: str) -> str:
    return f"{words}: {reason}" if reason else words


def _hay(row: Row) -> str:
    one = row.contact
    return " ".join((one.name, one.role, one.organisation, *one.emails, row.why)).casefold()


def _name(row: Row) -> Cell:
    one = row.contact
    tone = "text3" if row.is_out else ""
    return Cell(one.name, one.organisation, tone=tone, strong=not row.is_out)


def _mail(row: Row) -> Cell:
    if PERSONAL in row.kinds:
        return Cell(row.contact.email, "A personal address", "triangle-alert", "amber")
    if not is_address(row.contact.email):
        return Cell("No e-mail address", "", "circle-alert", "amber")
    return Cell(row.contact.email)
