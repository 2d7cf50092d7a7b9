"""Everything that was told of one person, to be typed in or corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core import birth
from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.referrals.model.people import SUBJECT, born_of
from prevent_desk.referrals.model.records import Person
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.ui import messages, theme
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField

_WIDTH = 660
_SUBJECT_WORDS = "The person it is about"


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed.

    Attributes:
        role: "subject" or a code of the list "relation"; empty where it was not asked.
        note: About their part in the referral.
    """

    person: Person
    role: str = ""
    note: str = ""


class PersonDialog(Dialog):
    """Asks what is known of a person, and what they are in a referral.

    Attributes:
        write: Keeps what was typed; a refusal of it is shown, and the dialog stays open.
    """

    def __init__(
        self,
        title: str,
        person: Person,
        today: date,
        *,
        consequence: str = "",
        role: str | None = None,
        note: str = "",
        verb: str = "Keep",
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            title: Its question.
            person: What is known so far.
            today: Ages count from it.
            consequence: One line under the question.
            role: What they are in the referral; None asks for none.
            note: About that.
            verb: What the button does.
            parent: The dialog opens over its window.
        """
        super().__init__("A person", parent=parent.window() if parent else None, width=_WIDTH)
        self.say(title, consequence)
        self.write: Callable[[Given], object] = lambda _given: None
        self._person, self._today = person, today
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        for column in range(2):
            self._grid.setColumnStretch(column, 1)
        self._rows = 0
        self._ask_role(role, note)
        self._ask_names(person)
        self._ask_places(person)
        self._ask_about(person)
        self._scroll_it()
        self.add_cancel()
        self.keep_button = self.add_verb(verb, accepts=False)
        self.keep_button.clicked.connect(self._keep)
        self.given_edit.setFocus()

    def given(self) -> Given:
        """Return what was typed.

        Raises:
            Refused: The birth is none.
        """
        told = self.born_edit.text().strip()
        person = replace(
            self._person,
            given=self.given_edit.text(),
            family=self.family_edit.text(),
            label=self.label_edit.text(),
            aliases=_lines(self.aliases_edit),
            gender=_code(self.gender_box),
            ethnicity=_code(self.ethnicity_box),
            address=self.address_edit.text(),
            town=self.town_edit.text(),
            postcode=self.postcode_edit.text().upper(),
            earlier=_lines(self.earlier_edit),
            home_area=_code(self.area_box),
            phones=_lines(self.phones_edit),
            emails=_lines(self.emails_edit),
            online=_lines(self.online_edit),
            language=self.language_edit.text(),
            nationality=self.nationality_edit.text(),
            health=self.health_edit.toPlainText(),
            note=self.note_edit.toPlainText(),
        )
        if told != self._born_shown:
            person = _born(person, told, self._today)
        role = _code(self.role_box) if self.role_box is not None else ""
        return Given(person, role, self.role_edit.text() if self.role_edit is not None else "")

    # Inside

    def _ask_role(self, role: str | None, note: str) -> None:
        self.role_box: Combo | None = None
        self.role_edit: QLineEdit | None = None
        if role is None:
            return
        self.role_box = Combo()
        self.role_box.addItem(_SUBJECT_WORDS, SUBJECT)
        for term in Forms().list_of("relation").terms:
            self.role_box.addItem(term.label, term.code)
        self.role_box.setCurrentIndex(max(0, self.role_box.findData(role)))
        self.role_edit = QLineEdit(note)
        self._put(
            FormField("&What they are in this referral", self.role_box),
            FormField("Note on that", self.role_edit, optional=True),
        )

    def _ask_names(self, person: Person) -> None:
        self.given_edit, self.family_edit = QLineEdit(person.given), QLineEdit(person.family)
        self._put(
            FormField("&Given name", self.given_edit), FormField("&Family name", self.family_edit)
        )
        self._born_shown = person.born_told or _said_born(person)
        self.born_edit = QLineEdit(self._born_shown)
        self.born_field = FormField(
            "&Date of birth", self.born_edit, hint="A day, a year, or an age: “about 17”."
        )
        self.label_edit = QLineEdit(person.label)
        self._put(
            self.born_field,
            FormField("&Without a name, call them", self.label_edit, hint="“Boy in the red coat”."),
        )
        self.aliases_edit = _several(person.aliases)
        self._put(FormField("&Also known as", self.aliases_edit, hint="One a line.", optional=True))

    def _ask_places(self, person: Person) -> None:
        self.address_edit, self.town_edit = QLineEdit(person.address), QLineEdit(person.town)
        self._put(
            FormField("A&ddress", self.address_edit, hint="The old one is kept beside it."),
            FormField("&Town", self.town_edit, hint="Where they live now."),
        )
        self.postcode_edit = QLineEdit(person.postcode)
        self.area_box = _choice("home_area", person.home_area)
        self._put(
            FormField("&Postcode", self.postcode_edit), FormField("Home a&rea", self.area_box)
        )
        self.earlier_edit = _several(person.earlier)
        self._put(
            FormField(
                "Earlier or other addresses", self.earlier_edit, hint="One a line.", optional=True
            )
        )
        self.phones_edit, self.emails_edit = _several(person.phones), _several(person.emails)
        self._put(
            FormField("Telep&hone", self.phones_edit, hint="One a line.", optional=True),
            FormField("&E-mail", self.emails_edit, hint="One a line.", optional=True),
        )

    def _ask_about(self, person: Person) -> None:
        self.online_edit = _several(person.online)
        self._put(FormField("&Online names", self.online_edit, hint="One a line.", optional=True))
        self.gender_box = _choice("gender", person.gender)
        self.ethnicity_box = _choice("ethnicity", person.ethnicity)
        self._put(FormField("Gender", self.gender_box), FormField("Ethnicity", self.ethnicity_box))
        self.language_edit = QLineEdit(person.language)
        self.nationality_edit = QLineEdit(person.nationality)
        self._put(
            FormField("&Language", self.language_edit, optional=True),
            FormField("Natio&nality", self.nationality_edit, optional=True),
        )
        self.health_edit = TextEdit(person.health, lines=2)
        self.note_edit = TextEdit(person.note, lines=2)
        self._put(
            FormField("Health", self.health_edit, optional=True),
            FormField("Note", self.note_edit, optional=True),
        )

    def _put(self, *fields: QWidget) -> None:
        for column, field in enumerate(fields):
            self._grid.addWidget(
                field, self._rows, column, 1, 3 - len(fields), Qt.AlignmentFlag.AlignBottom
            )
        self._rows += 1

    def _scroll_it(self) -> None:
        inside = QWidget()
        inside.setProperty("pane", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._inside = inside
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.body.addWidget(self.area, 1)

    def _keep(self) -> None:
        try:
            given = self.given()
        except Refused as refused:
            self.born_field.set_error(f"{refused.what} {refused.next_step}".strip())
            self.born_edit.setFocus()
            self.area.ensureWidgetVisible(self.born_field)
            return
        try:
            self.write(given)
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Open as high as its fields, or as the screen."""
        super().showEvent(event)
        wanted = self.height() + self._inside.sizeHint().height() - self.area.height()
        room = self.screen().availableGeometry().height() - theme.px(60)
        self.resize(self.width(), min(max(self.height(), wanted), room))


class RoleDialog(Dialog):
    """Asks what somebody is in a referral."""

    def __init__(
        self,
        title: str,
        consequence: str,
        verb: str,
        *,
        role: str = "",
        note: str = "",
        with_subject: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("A person's part", parent=parent.window() if parent else None)
        self.say(title, consequence)
        self.role_box = Combo()
        if with_subject:
            self.role_box.addItem(_SUBJECT_WORDS, SUBJECT)
        for term in Forms().list_of("relation").terms:
            self.role_box.addItem(term.label, term.code)
        self.role_box.setCurrentIndex(max(0, self.role_box.findData(role)))
        self.note_edit = QLineEdit(note)
        self.body.addWidget(FormField("&What they are", self.role_box))
        if with_subject:
            self.body.addWidget(FormField("&Note", self.note_edit, optional=True))
        self.add_cancel()
        self.keep_button = self.add_verb(verb)
        self.role_box.setFocus()

    def role(self) -> str:
        """Return the code chosen."""
        return _code(self.role_box)

    def note(self) -> str:
        """Return what was typed beside it."""
        return self.note_edit.text()


def role_words(role: str, relations: Vocabulary) -> str:
    """Return what somebody is in a referral, in words."""
    return _SUBJECT_WORDS if role == SUBJECT else relations.label(role)


def _born(person: Person, told: str, today: date) -> Person:
    born = birth.read(told, today)
    if born is None:
        return replace(person, born=None, born_year=None, is_approximate=False, born_told="")
    return replace(
        person,
        born=born.full_date,
        born_year=None if born.is_full else born.year,
        is_approximate=born.approximate,
        born_told=told,
    )


def _said_born(person: Person) -> str:
    born = born_of(person)
    if born is None:
        return ""
    if born.full_date is not None:
        return f"{born.full_date:%d/%m/%Y}"
    return f"about {born.year}" if born.approximate else str(born.year)


def _choice(code: str, value: str) -> Combo:
    box = Combo()
    box.addItem("Not said", "")
    terms = Forms().list_of(code).terms
    for term in terms:
        box.addItem(term.label, term.code)
    if value and all(term.code != value for term in terms):
        box.addItem(value, value)
    box.setCurrentIndex(max(0, box.findData(value)))
    return box


def _several(lines: Sequence[str]) -> TextEdit:
    return TextEdit("\n".join(lines), lines=1, most_lines=5)


def _lines(edit: TextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in edit.toPlainText().splitlines() if line.strip())


def _code(box: Combo) -> str:
    return str(box.currentData() or "")
