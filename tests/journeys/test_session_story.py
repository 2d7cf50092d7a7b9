"""A training morning written down: planned, held, who was there, what it counts towards.

Thirty frontline staff of Housing sat in a briefing, two of them on the staff list; the plan wants
200 people trained. By keys, through the real window. All people are invented.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.plan.model.records import Measure
from prevent_desk.training.model.courses import NewCourse
from prevent_desk.training.model.departments import NewDepartment
from prevent_desk.training.model.people import NewLearner
from prevent_desk.training.model.sessions import Presence, State
from prevent_desk.training.service import TrainingServices
from prevent_desk.training.ui.log.session_dialog import SessionDialog
from prevent_desk.training.ui.log.small_dialogs import HeldDialog, PeopleDialog
from prevent_desk.training.ui.log.tab import SessionsTab
from tests.app.conftest import Starting
from tests.app.program import CONTROL, NOW, Program
from tests.referrals.dialogs import in_dialogs
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key
TODAY = NOW.date()


class Officer:
    """The officer in the log of training; she knows it by its keys."""

    def __init__(self, program: Program) -> None:
        self.program = program
        program.unlock(PASSPHRASE)
        self.press(KEY.Key_7, CONTROL)
        program.shell.open_page("Training", {"tab": "log"})
        program.settle()

    @property
    def training(self) -> TrainingServices:
        return self.program.shell._services.training

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.program.key(key, held)
        self.program.settle()

    def tab(self) -> SessionsTab:
        found = self.program.window.findChild(SessionsTab)
        assert found is not None
        return found


def test_a_session_is_planned_held_and_counted_towards_the_plan(
    start: Starting, folder: object, qtbot: QtBot
) -> None:
    officer = Officer(start(folder))
    program, training = officer.program, officer.training
    training.courses.add(NewCourse("Prevent briefing"))
    housing = training.departments.add(NewDepartment("Housing"))
    people = [
        training.people.add(NewLearner(name, number, department_id=housing))
        for name, number in (("Olivia Bright", "S101"), ("Imran Chowdhury", "S102"))
    ]
    plans = program.shell._services.plan.plans
    criterion = next(one for one in training.plan.offered() if one.criterion_id is not None)
    assert criterion.criterion_id is not None
    plans.set_measure(criterion.criterion_id, Measure("people trained", "200", ""))
    target = next(
        one for one in training.plan.offered() if one.criterion_id == criterion.criterion_id
    )

    def actual() -> str:
        criteria = plans.detail(target.action_id).criteria
        told = next(one for one in criteria if one.id == target.criterion_id).worked_out
        return told.actual if told is not None else ""

    # Ctrl+N: planned for the day after tomorrow.
    def plan_it(dialog: QDialog) -> None:
        assert isinstance(dialog, SessionDialog)
        program.type("prevent b")
        officer.press(KEY.Key_Tab)
        here = dialog.focusWidget()
        assert isinstance(here, QLineEdit)
        here.selectAll()
        program.type("in 2 days")
        dialog.department_edit.setCurrentIndex(dialog.department_edit.findData(housing))
        dialog.plan_edit.set_targets([target])
        officer.press(KEY.Key_Return, CONTROL)

    in_dialogs(lambda: officer.press(KEY.Key_N, CONTROL), plan_it)
    one = officer.tab().current()
    assert one is not None
    assert (one.state, one.course, one.department) == (
        State.PLANNED, "Prevent briefing", "Housing"
    )  # fmt: skip
    assert actual() in {"", "0"}, "a planned session trained nobody"

    # Three days on: the list asks how it went.
    program.pass_time(timedelta(days=3))
    # Somebody is there: else the desk locks by itself.
    officer.press(KEY.Key_Shift)
    officer.tab().reload()
    assert training.sessions.waiting() == 1

    def it_was_held(dialog: QDialog) -> None:
        assert isinstance(dialog, HeldDialog)
        program.type("30")
        officer.press(KEY.Key_Return, CONTROL)

    waiting = officer.tab().current()
    assert waiting is not None
    in_dialogs(lambda: officer.tab().acts.held(waiting), it_was_held)
    assert actual() == "30"

    # Two of the thirty are on the staff list: named, never added again.
    def who_was_there(dialog: QDialog) -> None:
        assert isinstance(dialog, PeopleDialog)
        program.type("S101, S102")
        dialog.edit.take()
        officer.press(KEY.Key_Return, CONTROL)

    in_dialogs(lambda: officer.tab().acts.people(waiting), who_was_there)
    told = training.sessions.one(waiting.id)
    assert (told.named, told.attended, told.head_count) == (
        2, Count(30, How.COUNTED), Count(28, How.COUNTED)
    )  # fmt: skip
    assert actual() == "30"
    assert [len(training.completions.of(person)) for person in people] == [1, 1]
    assert all(one.state is Presence.ATTENDED for one in training.sessions.people(waiting.id))

    # Counted in its period, opened from there, and found by the palette.
    month = Period(told.first.replace(day=1), told.first + timedelta(days=30))
    report = program.shell._services.reports.report(month, By.EVENT)
    section = next(part for part in report.sections if part.title == "Training")
    trained = next(line.figure for line in section.lines if line.figure.key == "people")
    assert (trained.short, trained.ids) == ("30", (waiting.id,))
    program.shell.open_page("Plan", {})
    program.shell.open_page(trained.page, trained.position)
    program.settle()
    assert officer.tab().query == Query.from_json(trained.position["query"])
    assert officer.tab().current() == told

    # Ctrl+Z takes the names and their completions back in one, and leaves the thirty.
    officer.press(KEY.Key_Z, CONTROL)
    assert training.sessions.people(waiting.id) == []
    assert [len(training.completions.of(person)) for person in people] == [0, 0]
    assert actual() == "30"
