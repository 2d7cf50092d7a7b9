"""The officer's days with referrals, through the whole program: unlock, keys, dialogs, papers.

Stories 1, 8 and 2 (up to the meeting) of the domain notes, section 10. All people are invented.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.checks import Asking
from prevent_desk.referrals.model.papers.wanted import Format, Kind, Wanted
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.referrals.ui.desk_view import DeskView
from prevent_desk.referrals.ui.intake.view import IntakeView
from prevent_desk.referrals.ui.moving.dialog import MoveDialog
from prevent_desk.referrals.ui.room import ReferralRoom
from tests.app.conftest import Starting
from tests.app.program import ALT, CONTROL, LONG_MS, SHIFT, Program
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key
_MOST_STEPS = 20


class Officer:
    """The officer at her desk; she knows the program by its keys."""

    def __init__(self, program: Program, bot: QtBot) -> None:
        self.program, self.bot = program, bot

    @property
    def services(self) -> ReferralServices:
        return self.program.shell._services.referrals

    @property
    def room(self) -> ReferralRoom:
        page = self.program.shell.page()
        assert isinstance(page, ReferralRoom)
        return page

    @property
    def intake(self) -> IntakeView:
        view = self.room.view()
        assert isinstance(view, IntakeView)
        return view

    @property
    def desk(self) -> DeskView:
        view = self.room.view()
        assert isinstance(view, DeskView)
        return view

    def begin_referral(self) -> IntakeView:
        """Press Ctrl+Shift+N, wherever she is."""
        self.program.key(KEY.Key_N, CONTROL | SHIFT)
        self.settle()
        return self.intake

    def recorded(self) -> int:
        """Press Ctrl+Enter and return the referral that is on show then."""
        self.program.key(KEY.Key_Return, CONTROL)
        self.bot.waitUntil(lambda: isinstance(self.room.view(), DeskView), timeout=LONG_MS)
        self.settle()
        found: int = self.room.position()["episode"]
        return found

    def move(self, wanted: State, **told: Any) -> None:
        """Choose a step in “Move to…” by keys, answer what it asks, and take it."""
        accepted: list[bool] = []

        def take(dialog: QDialog) -> None:
            assert isinstance(dialog, MoveDialog)
            for _press in range(_MOST_STEPS):
                step = dialog.steps.step()
                if step is not None and step.now is wanted:
                    break
                QTest.keyClick(dialog.steps, KEY.Key_Down)
            assert dialog.view is not None
            dialog.view.set_answers({**dialog.view.answers(), **told})
            dialog.take()
            wrong = {
                question.key: field.error()
                for question in dialog.view.form.questions()
                if (field := dialog.view.field(question.key)) is not None and field.error()
            }
            assert dialog.taken is not None, (wrong, dialog.footer_note.text())
            accepted.append(True)

        in_dialog(self.desk.record.move_on, take)
        self.settle()
        assert accepted == [True], wanted

    def settle(self) -> None:
        QApplication.processEvents()
        self.program.settle()
        QApplication.processEvents()


@pytest.fixture
def officer(start: Starting, folder: Path, qtbot: QtBot) -> Officer:
    program = start(folder)
    program.unlock(PASSPHRASE)
    return Officer(program, qtbot)


def test_story_1_an_anonymous_relative_rings_and_is_in_no_paper(officer: Officer) -> None:
    program = officer.program
    view = officer.begin_referral()
    program.key(KEY.Key_N)
    program.key(KEY.Key_Tab, SHIFT)
    program.key(KEY.Key_Right)
    program.key(KEY.Key_Tab)
    program.type("family, three children")
    program.key(KEY.Key_PageDown, CONTROL)
    program.type("Relatives fly to Turkey in two weeks; the children have new names.")
    program.key(KEY.Key_PageDown, CONTROL)
    program.key(KEY.Key_Y)
    view.cards.go_to("identified_name")
    program.type("Efua Boadi")
    program.key(KEY.Key_PageDown, CONTROL)
    program.key(KEY.Key_Space)
    program.key(KEY.Key_A, ALT)
    officer.bot.waitUntil(lambda: "promised" in view.collect().answers)
    one = officer.recorded()
    episode = officer.services.episodes.episode(one)
    assert episode.names == "Name not known (family, three children)"
    assert episode.is_anonymous
    assert "Efua" not in program.window.windowTitle()
    officer.move(
        State.PASSED_TO_POLICE,
        reason="Every referral goes to the police first.",
        to_whom="City of London Police, Prevent team",
        medium="phone",
        sector="friends_family",
        mash="yes",
        mash_on=program.clock.today().isoformat(),
    )
    after = officer.services.episodes.episode(one)
    assert after.state is State.PASSED_TO_POLICE
    for kind in Kind:
        wanted = Wanted(one, kind, Format.PDF, "OFFICIAL-SENSITIVE", with_names=True)
        paper = officer.services.papers.paper(wanted, "PD-E-0001", practice=False)
        assert "Efua" not in repr(paper)
        assert "Boadi" not in repr(paper)


def test_story_8_a_third_referral_is_found_in_spite_of_its_spelling(officer: Officer) -> None:
    program, services = officer.program, officer.services
    store = program.shell._services.desk.store
    kept = Desk(store, services, program.clock)
    chris = kept.add(
        "Chris",
        "Hallem",
        state="not_adopted_signposted",
        received=datetime.fromisoformat("2022-03-01T09:00"),
        person={"born": date(2008, 5, 12)},
    )
    second = kept.add(
        "Kristopher",
        "Hallam",
        state="not_adopted_nfa",
        received=datetime.fromisoformat("2024-07-02T09:00"),
        person={"born": date(2008, 12, 5)},
    )
    before = [services.episodes.episode(one) for one in (chris, second)]
    view = officer.begin_referral()
    program.key(KEY.Key_N)
    program.type("kris hallam 12.05.2008")
    program.key(KEY.Key_Return)
    officer.bot.waitUntil(lambda: view.side.list.undecided() == 2, timeout=LONG_MS)
    assert {card.card.name for card in view.side.list.cards()} == {
        "Chris Hallem",
        "Kristopher Hallam",
    }
    for _again in range(2):
        card = next(one for one in view.side.list.cards() if one.isEnabled())
        next(iter(card.buttons.values())).click()
        officer.settle()
    third = officer.recorded()
    assert services.people.times_of([third]) == {third: 3}
    assert services.people.needs_pattern(third)
    assert officer.desk.record.head.form.times_chip.isVisible()
    # The earlier records are as they were, and one Undo takes the new one back whole.
    after = [services.episodes.episode(one) for one in (chris, second)]
    assert [one.moves for one in after] == [one.moves for one in before]
    program.key(KEY.Key_Z, CONTROL)
    officer.settle()
    assert not services.episodes.is_there(third)
    assert services.people.times_of([second]) == {second: 1}


def test_story_2_a_student_comes_to_a_panel_within_a_day(officer: Officer) -> None:
    program, services = officer.program, officer.services
    officer.begin_referral()
    program.key(KEY.Key_N)
    program.type("amir karimi aged 16")
    program.key(KEY.Key_Return)
    officer.settle()
    one = officer.recorded()
    today = program.clock.today().isoformat()
    officer.move(
        State.PASSED_TO_POLICE,
        reason="Police first.",
        to_whom="City Police",
        medium="phone",
        sector="education",
        mash="yes",
        mash_on=today,
    )
    officer.move(State.SCREENING, reason="With the Prevent officer.")
    officer.move(
        State.INFORMATION_GATHERING,
        reason="He repeats it.",
        grounds_by="police",
        grounds="He names a place and a day.",
    )
    room = officer.room
    room.go_to({"view": "desk", "episode": one, "tab": "checks"})
    officer.settle()
    agencies = ("police_prevent", "childrens_social_care", "nhs_trust", "school", "probation")
    services.checks.ask(one, Asking(agencies, program.clock.today(), None, "Known to you?"))
    room.reload()
    officer.settle()
    tab = officer.desk.record.tab_widget("checks")
    tab.widget().setFocus()
    program.key(KEY.Key_K)
    officer.settle()
    assert len(services.checks.open_checks(one)) == len(agencies) - 1
    officer.move(
        State.PANEL_SCHEDULED,
        reason="Two days are left.",
        panel_on=f"{today}T16:00",
        invited=["police_prevent", "childrens_social_care"],
        exception="Four have not answered; they are asked again at the panel.",
    )
    episode = services.episodes.episode(one)
    assert episode.state is State.PANEL_SCHEDULED
    assert episode.moves[-1].exception
    wanted = Wanted(one, Kind.SUMMARY, Format.PDF, "OFFICIAL-SENSITIVE")
    paper = services.papers.paper(wanted, "PD-E-0001", practice=False)
    assert "Karimi" not in repr(paper.blocks)
    assert episode.ref in paper.title
