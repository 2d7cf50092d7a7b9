"""The tab of people: who is to be trained, filtered by how they stand, and who is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.face import LogColumn, LogFace
from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.training.model.coverage import Standing
from prevent_desk.training.model.people_filters import DOUBLE, LEFT, STATE
from prevent_desk.training.service.people_log import PersonLine
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.importing import acts as importing
from prevent_desk.training.ui.people.acts import PersonActs
from prevent_desk.training.ui.people.pane import PersonPane
from prevent_desk.training.ui.reminding import LETTERS, LIST_WORD, RemindersDialog, list_dialog
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.two_lines import Cell

KEY = "people"
BY_NAME = Query(sort="name", descending=False)
_LOOKS = {
    Standing.CURRENT: ("circle-check", "green"),
    Standing.DUE: ("clock", "amber"),
    Standing.LAPSED: ("circle-alert", "red"),
    Standing.UNKNOWN: ("circle-dashed", "grey"),
}
_OPEN = (Standing.LAPSED, Standing.UNKNOWN, Standing.DUE)


def how_many_people(around: Around) -> int:
    """Return how many people there are who did not leave."""
    return around.services.people.how_many()


class PeopleTab(LogTab[PersonLine]):
    """Lists people; the chosen one stands at the right. Positions: those of every log."""

    first = BY_NAME

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        face = LogFace[PersonLine](
            [
                LogColumn("Name", _name, sort="name"),
                LogColumn("Staff no.", _number, sort="number"),
                LogColumn("Department", _place),
                LogColumn("Training", _stands),
            ],
            "Filter people", "Nobody yet",
            "Import a staff list, or enter people one by one. Nobody of a referral belongs here.",
            "users", "New &person", "user-plus",
        )  # fmt: skip
        super().__init__(around.services.people_log, around, face, parent)
        self._around = around
        self.acts = PersonActs(around, self.reach)
        self.pane = PersonPane(around, self.acts)
        self.remind_button = Button("&Remind…", "mail")
        self.remind_button.clicked.connect(lambda _on=False: self.remind())
        self.begin(self.pane)

    def add(self) -> None:
        """Enter somebody."""
        self.acts.add()

    def open_record(self, record: PersonLine) -> None:
        """Change somebody."""
        self.acts.change(record.learner)

    def show_record(self, record: PersonLine | None) -> None:
        """Show somebody in the pane."""
        self.pane.show_person(record)

    def record_commands(self, record: PersonLine) -> Sequence[Command]:
        """Return what can be done with somebody."""
        return self.acts.commands(record.learner)

    def more_buttons(self) -> Sequence[Button]:
        """Offer reminders to those listed."""
        return (self.remind_button,)

    def more_commands(self) -> Sequence[Command]:
        """Return what else can be done with those listed."""
        twice = BY_NAME.choosing(STATE, frozenset({DOUBLE}))
        left = BY_NAME.choosing(STATE, frozenset({LEFT}))
        return [
            Command("Draft reminders to those listed", self.remind, "mail"),
            Command("Take out letters to those listed", partial(self.take, LETTERS), "file-text"),
            Command("Take out a Word list of those listed", partial(self.take, LIST_WORD),
                    "printer"),
            Command("Show who is perhaps there twice", partial(self.ask, twice), "users"),
            Command("Show who left", partial(self.ask, left), "user-x"),
            *importing.commands(self._around),
        ]  # fmt: skip

    def reach(self, record_id: int | None) -> None:
        """Choose somebody; who left is looked for among those who left."""
        people = self._around.services.people
        if record_id is not None and people.is_there(record_id):
            person = people.one(record_id)
            record_id = person.id
            if person.left is not None and LEFT not in self.query.chosen.get(STATE, frozenset()):
                self.ask(BY_NAME.choosing(STATE, frozenset({LEFT})))
        super().reach(record_id)

    def go_to(self, position: dict[str, Any]) -> None:
        """Ask and choose; exactly these people are listed by name."""
        ids = position.get("ids")
        if isinstance(ids, list) and "query" not in position:
            position = {**position, "query": BY_NAME.to_json()}
        super().go_to(position)

    # Acts

    def remind(self) -> None:
        """Draft reminders to those listed who lack something."""
        dialog = RemindersDialog(self._around, self._listed(), self._around.clock.today())
        dialog.exec()
        if dialog.made:
            self._around.acts.changed.emit()

    def take(self, chosen: str) -> None:
        """Take those listed who lack something out, as letters or a list."""
        today = self._around.clock.today()
        title = self.query.told(self.source.filters()) or "Everybody with something open"
        list_dialog(self._around, title, self._listed(), today, chosen=chosen).exec()

    def _listed(self) -> list[Any]:
        ids = set(self.source.ids(self.query))
        held = self._around.services.coverage.held(standings=_OPEN)
        return [one for one in held if one.learner_id in ids]


def _name(one: PersonLine) -> Cell:
    who = one.learner
    second = f"Left {say_short(who.left)}" if who.left else who.role
    return Cell(who.listed_name, second, strong=True)


def _number(one: PersonLine) -> Cell:
    if one.learner.staff_no:
        return Cell(one.learner.staff_no)
    return Cell("None", tone="text3")


def _place(one: PersonLine) -> Cell:
    who = one.learner
    if not who.department:
        return Cell("No department", who.organisation, "circle-alert", "amber")
    return Cell(who.department, who.organisation)


def _stands(one: PersonLine) -> Cell:
    if one.learner.left is not None:
        return Cell("Left", "", "user-x", "grey", chip=True)
    worst = one.worst
    if worst is None:
        return Cell(one.words, tone="text3")
    icon, tone = _LOOKS[worst]
    return Cell(one.words, "", icon, tone, chip=True)
