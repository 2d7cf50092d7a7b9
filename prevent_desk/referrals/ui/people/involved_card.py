"""One person of a referral: who they are in it, and everything it told of them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from prevent_desk.referrals.model.people import SUBJECT, place_of
from prevent_desk.referrals.model.people_told import said_birth
from prevent_desk.referrals.model.records import Involved, Person
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.ui.people.person_dialog import role_words
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import WrapLabel


class InvolvedCard(QFrame):
    """Shows somebody of a referral.

    Signals:
        menu_asked: Its menu shall open at a global position.
    """

    menu_asked = Signal(QPoint)

    def __init__(self, one: Involved, forms: Forms, today: date) -> None:
        super().__init__()
        self.involved = one
        self.setProperty("pane", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 12, 12)
        column.setSpacing(6)
        column.addLayout(self._head(one, forms))
        facts = QGridLayout()
        facts.setHorizontalSpacing(14)
        facts.setVerticalSpacing(4)
        facts.setColumnStretch(1, 1)
        for row, (heading, words) in enumerate(_facts(one.person, forms, today)):
            label = WrapLabel(heading, "small")
            facts.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(WrapLabel(words), row, 1)
        if facts.count():
            column.addLayout(facts)
        else:
            column.addWidget(WrapLabel("Nothing more was told.", "small"))
        if one.note:
            column.addWidget(WrapLabel(one.note, "support"))
        role = role_words(one.role, forms.list_of("relation"))
        self.setAccessibleName(f"{one.person.name}, {role}")

    def has_focus(self) -> bool:
        """Return whether the keyboard is in the card."""
        buttons = (self.edit_button, self.open_button, self.more_button)
        return any(button.hasFocus() for button in buttons)

    def _head(self, one: Involved, forms: Forms) -> QHBoxLayout:
        name = one.person.name
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(WrapLabel(name, "h2"), 1)
        role = role_words(one.role, forms.list_of("relation"))
        tone = "accent" if one.role == SUBJECT else "grey"
        row.addWidget(Chip(role, "", tone), 0, Qt.AlignmentFlag.AlignTop)
        self.open_button = Button("All contacts", "users", small=True)
        self.open_button.setAccessibleName(f"All contacts of {name}")
        self.edit_button = Button("Edit…", "pencil", small=True)
        self.edit_button.setAccessibleName(f"Edit {name}")
        self.more_button = IconButton("ellipsis", f"What to do with {name}", small=True)
        self.more_button.clicked.connect(self._ask_menu)
        for button in (self.open_button, self.edit_button, self.more_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))


def _facts(person: Person, forms: Forms, today: date) -> list[tuple[str, str]]:
    def label(code: str, value: str) -> str:
        return forms.list_of(code).label(value) if value else ""

    area = label("home_area", person.home_area)
    told = [
        ("Born", said_birth(person, today)),
        ("Also known as", "; ".join(person.aliases)),
        ("Lives at", "\n".join(part for part in (place_of(person), area) if part)),
        ("Earlier", "\n".join(person.earlier)),
        ("Reached by", "\n".join((*person.phones, *person.emails))),
        ("Online", "\n".join(person.online)),
        ("Gender", label("gender", person.gender)),
        ("Ethnicity", label("ethnicity", person.ethnicity)),
        ("Language", person.language),
        ("Nationality", person.nationality),
        ("Health", person.health),
        ("Note", person.note),
    ]
    return [(heading, words) for heading, words in told if words]
