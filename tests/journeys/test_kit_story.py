"""Copy 1 of the kit goes to a business, whom it reached, its trial after six months, and back.

By keys through the real window, the clock moved on between. All people are invented.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.training.model.copies import LineKind, State, Trial, Why
from prevent_desk.training.service import TrainingServices
from prevent_desk.training.ui.copies.chase_dialog import ChaseDialog
from prevent_desk.training.ui.copies.dialogs import (
    DayDialog,
    LoanDialog,
    NewCopiesDialog,
    ReachedDialog,
)
from prevent_desk.training.ui.copies.review_dialog import ReviewDialog
from prevent_desk.training.ui.copies.tab import CopiesTab
from tests.app.conftest import Starting
from tests.app.program import CONTROL, LONG_MS, NOW, Program
from tests.referrals.dialogs import in_dialogs
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key
NUMBER = 1


class Officer:
    """The officer in the list of kits."""

    def __init__(self, program: Program) -> None:
        self.program = program
        program.unlock(PASSPHRASE)
        program.shell.open_page("Training", {"tab": "copies"})
        program.settle()

    @property
    def training(self) -> TrainingServices:
        return self.program.shell._services.training

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.program.key(key, held)
        self.program.settle()

    def come_back_after(self, days: int) -> None:
        """Let days go by; a key tells the desk at once that somebody is there."""
        self.program.pass_time(timedelta(days=days))
        self.press(KEY.Key_Shift)

    def tab(self) -> CopiesTab:
        found = self.program.window.findChild(CopiesTab)
        assert found is not None
        return found


def test_a_kit_is_lent_reported_on_reviewed_and_comes_back(
    start: Starting, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    officer = Officer(start(folder))
    program, copies = officer.program, officer.training.copies
    contacts = program.shell._services.contacts
    firm = contacts.organisations.add(NewOrganisation("Lothbury Facilities", "business"))
    contacts.people.add(NewContact("Noor Halim", firm, emails=("n.halim@lothbury.example",)))
    before = copies.how_many()

    # Ctrl+N: the next number is there, Ctrl+Enter adds it.
    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, NewCopiesDialog)
        assert dialog.numbers_edit.text() == str(NUMBER)
        officer.press(KEY.Key_Return, CONTROL)

    in_dialogs(lambda: officer.press(KEY.Key_N, CONTROL), add)
    kit = officer.tab().current()
    assert kit is not None
    assert (kit.number, copies.how_many()) == (NUMBER, before + 1)

    # Enter on a kit that is here lends it.
    def lend(dialog: QDialog) -> None:
        assert isinstance(dialog, LoanDialog)
        program.type("Noor Halim, Lothbury Facilities")
        dialog.holder_edit.take()
        program.settle()
        dialog.trainer_edit.line.setFocus()
        program.type("Dee Osei")
        officer.press(KEY.Key_Return, CONTROL)

    officer.tab().table.setFocus()
    in_dialogs(lambda: officer.press(KEY.Key_Return), lend)
    (loan,) = copies.one(kit.id).loans
    assert (loan.organisation_id, loan.contact, loan.trainer) == (firm, "Noor Halim", "Dee Osei")
    assert loan.trial(program.clock.today()) is Trial.RUNNING

    # Two months on the holder tells of about forty: Enter on a kit that is out.
    officer.come_back_after(60)

    def tell(dialog: QDialog) -> None:
        assert isinstance(dialog, ReachedDialog)
        program.type("about 40")
        officer.press(KEY.Key_Return, CONTROL)

    officer.tab().table.setFocus()
    in_dialogs(lambda: officer.press(KEY.Key_Return), tell)
    assert copies.one(kit.id).reached.words() == "about 40"

    # Half a year after it went out the trial is due: a draft goes to the holder.
    officer.come_back_after(130)
    chase = next(one for one in copies.chase_list() if one.loan.number == NUMBER)
    assert chase.whys == (Why.REVIEW,)
    out = tmp_path / "drafts"
    out.mkdir()

    def draft(dialog: QDialog) -> None:
        assert isinstance(dialog, ChaseDialog)
        dialog.folder_line.folder = out
        dialog.make_button.click()
        qtbot.waitUntil(lambda: dialog.made, timeout=LONG_MS)
        dialog.reject()

    officer.tab().reach(kit.id)
    in_dialogs(lambda: officer.tab().acts.chase(copies.one(kit.id)), draft)
    (message,) = out.glob("*.eml")
    assert b"n.halim@lothbury.example" in message.read_bytes()

    # What the holder says, question by question; then it comes back.
    def review(dialog: QDialog) -> None:
        assert isinstance(dialog, ReviewDialog)
        # The forty were told before.
        assert not dialog.reached_check.isChecked()
        dialog.form_edit.view.set_answers({"used": "yes", "people": "40", "keep": "return"})
        officer.press(KEY.Key_Return, CONTROL)

    def back(dialog: QDialog) -> None:
        assert isinstance(dialog, DayDialog)
        program.type("Whole")
        officer.press(KEY.Key_Return, CONTROL)

    now = copies.one(kit.id)
    out_on = now.loan
    assert out_on is not None
    in_dialogs(lambda: officer.tab().acts.review(now, out_on), review)
    in_dialogs(lambda: officer.tab().acts.back(now, out_on), back)
    done = copies.one(kit.id)
    assert done.state is State.HERE
    assert [one.kind for one in done.loans[0].lines] == [
        LineKind.REACHED, LineKind.CHASED, LineKind.REVIEWED, LineKind.BACK,
    ]  # fmt: skip

    # Told where it belongs: the chronology of the business, the figures of the period.
    told = [one.words for one in copies.happenings(firm)]
    assert "Copy 1 of the kit lent; Dee Osei trained to use it" in told
    assert "Copy 1: About 40 people reached" in told
    period = Period(NOW.date(), program.clock.today())
    report = program.shell._services.reports.report(period, By.EVENT)
    section = next(part for part in report.sections if part.title == "Business product")
    figures = {line.figure.key: line.figure for line in section.lines}
    assert (figures["lent"].number, figures["reached"].short) == (1, "about 40")
    program.shell.open_page("Plan", {})
    program.shell.open_page(figures["reached"].page, figures["reached"].position)
    program.settle()
    assert officer.tab().current() == done

    # Each act is one Ctrl+Z; the first takes the return back.
    officer.press(KEY.Key_Z, CONTROL)
    assert copies.one(kit.id).state is State.OUT
