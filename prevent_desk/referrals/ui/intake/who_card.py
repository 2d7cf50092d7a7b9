"""Whom it is about: a person, several, or nobody whose name is known."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.answers import Finding
from prevent_desk.core.clock import Clock
from prevent_desk.core.questionnaire import Answer, Questionnaire, tidy
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.intake import About, Draft
from prevent_desk.referrals.ui.intake.card import IntakeCard
from prevent_desk.referrals.ui.intake.find_line import FindLine
from prevent_desk.referrals.ui.intake.person_part import PersonPart
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import KeyHint, WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_CHILD = "Under 18: a copy also goes to MASH; a parent or guardian consents to support."


class WhoCard(IntakeCard):
    """Finds or adds people, and asks about each.

    Signals:
        sought: Whom to look for among earlier contacts changed: the place of the person in the
            draft, and the line that is being typed, or empty.
        left_out: A person was taken out; the place they had.
        child_noticed: Whether any of them is under 18: True, False or None.
    """

    sought = Signal(int, str)
    left_out = Signal(int)
    child_noticed = Signal(object)

    def __init__(
        self, clock: Clock, vocabularies: Vocabularies, parent: QWidget | None = None
    ) -> None:
        super().__init__("Who is it about?", parent=parent)
        self._clock, self._vocabularies = clock, vocabularies
        self._form: Questionnaire | None = None
        self._current = 0
        self._child: bool | None = None
        self.people: list[PersonPart] = []
        self.about = Segmented(
            [
                Choice(About.PERSON, "A person"),
                Choice(About.UNKNOWN, "Not known"),
                Choice(About.GROUP, "A family or group"),
            ],
            "Who is it about?",
        )
        self.about.set_value(About.PERSON)
        self.head.addWidget(self.about)
        self._find = self._make_find()
        self.column.addWidget(self._find)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self.column.addLayout(self._rows)
        self.add_button = Button("Add another &person", "plus", "link", small=True)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.found_banner = Banner()
        self.column.insertWidget(self.column.indexOf(self._find) + 1, self.found_banner)
        self.child_banner = Banner()
        self.column.addWidget(self.child_banner)
        self.child_banner.hide()
        self.add_button.clicked.connect(lambda: self.add_person(focus=True))
        self.about.chosen.connect(self._about_chosen)

    def show_draft(self, draft: Draft) -> None:
        """Show the people of a draft."""
        self.about.set_value(draft.about)
        self.find_line.setText(draft.finding)
        told = draft.people or ({},)
        while len(self.people) > len(told):
            self._take_out(self.people[-1])
        for place, answers in enumerate(told):
            part = self.people[place] if place < len(self.people) else self._put_in()
            part.show_answers(answers)
        self._current = 0
        self._lay()

    def use_form(self, form: Questionnaire) -> None:
        """Ask the questions of a form from now on."""
        self._form = form

    def take_into(self, draft: Draft) -> Draft:
        """Return the draft with its people."""
        people = [tidy(part.answers()) for part in self.people]
        return replace(
            draft,
            about=About(self.about.value() or About.PERSON),
            people=tuple(people) or ({},),
            finding=self.find_line.text(),
        )

    def check(self) -> list[Finding]:
        """Mark what is not well formed, and return it."""
        return [found for part in self._shown() for found in part.check()]

    def go_to(self, key: str) -> bool:
        """Put the keyboard into a question of the first person that is asked it."""
        return any(part.go_to(key) for part in self._shown())

    def begin(self) -> None:
        """Put the keyboard into the line that finds."""
        if self.find_line.isVisibleTo(self):
            self.find_line.setFocus()
        else:
            self.people[0].described.go_to("description")

    def add_person(self, *, focus: bool = False) -> PersonPart:
        """Add a person to a family or group."""
        part = self._put_in()
        self._current = len(self.people) - 1
        self._lay()
        self.changed.emit(0)
        if focus:
            self.find_line.setFocus()
        return part

    def person_answers(self, place: int) -> dict[str, Answer]:
        """Return what was told of one of the people."""
        return self.people[place].answers() if place < len(self.people) else {}

    def show_found(self, undecided: int) -> None:
        """Say that earlier contacts were found, where their pane is out of sight."""
        one = undecided == 1
        words = "1 possible earlier contact" if one else f"{undecided} possible earlier contacts"
        self.found_banner.show_text(words if undecided else "", "amber", "Show", icon="users")

    def current(self) -> int:
        """Return the place of the person that is being told of."""
        return self._current

    def _make_find(self) -> QWidget:
        find = QWidget(self)
        column = QVBoxLayout(find)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        label = QLabel("&Find or add a person")
        label.setProperty("t", "h3")
        column.addWidget(label)
        column.addWidget(
            WrapLabel(
                "Type name, date of birth, address or phone in any order. Spelling does not have"
                " to be right.",
                "small",
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        self.find_line = FindLine(self._clock.today)
        label.setBuddy(self.find_line)
        row.addWidget(self.find_line, 1)
        row.addWidget(KeyHint("Enter = fill in"))
        column.addLayout(row)
        self.find_line.textEdited.connect(self._finding)
        self.find_line.taken.connect(self._take)
        return find

    def _finding(self, text: str) -> None:
        self.changed.emit(1)
        self.sought.emit(self._current, text)

    def _take(self, answers: dict[str, Answer]) -> None:
        part = self.people[self._current]
        if About(self.about.value() or About.PERSON) is About.GROUP and _is_named(part):
            part = self.add_person()
        part.fill(answers)
        self.sought.emit(self._current, "")

    def _put_in(self) -> PersonPart:
        if self._form is None:
            raise RuntimeError("use_form comes first")
        part = PersonPart(self._form, self._vocabularies, self._clock.today, self)
        part.changed.connect(lambda typed, part=part: self._person_changed(part, typed))
        part.remove_asked.connect(lambda part=part: self._remove(part))
        self.people.append(part)
        self._rows.addWidget(part)
        return part

    def _take_out(self, part: PersonPart) -> None:
        self.people.remove(part)
        self._rows.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _remove(self, part: PersonPart) -> None:
        self.left_out.emit(self.people.index(part))
        self._take_out(part)
        self._current = max(0, min(self._current, len(self.people) - 1))
        self._lay()
        self.changed.emit(0)
        self.find_line.setFocus()

    def _person_changed(self, part: PersonPart, typed: int) -> None:
        self._current = self.people.index(part)
        self._show_child()
        self.changed.emit(typed)
        self.sought.emit(self._current, "")

    def _about_chosen(self, _value: str) -> None:
        self._lay()
        self.changed.emit(0)

    def _shown(self) -> list[PersonPart]:
        return [part for part in self.people if not part.isHidden()]

    def _lay(self) -> None:
        about = About(self.about.value() or About.PERSON)
        count = len(self.people)
        for place, part in enumerate(self.people):
            part.set_role(about, place, count)
            part.setVisible(about is About.GROUP or place == 0)
        self._find.setVisible(about is not About.UNKNOWN)
        self.add_button.setVisible(about is About.GROUP)
        self._show_child()

    def _show_child(self) -> None:
        ages = [part.is_child() for part in self._shown()]
        child = True if any(ages) else None if None in ages else False
        self.child_banner.show_text(_CHILD if child else "")
        if child is not self._child:
            self._child = child
            self.child_noticed.emit(child)


def _is_named(part: PersonPart) -> bool:
    told = part.answers()
    return bool(told.get("given_name") or told.get("family_name"))
