"""CTLP chase (DOMAIN 10, story 6): sent 3 June, due 27 June, today 24 June.

27 stakeholders; 14 returned, 6 came to the awareness day, 4 have no contact person. Reminders to
the 13 others are drafted, calls noted, the feedback meeting and the MPS day entered, and the
figures for the board counted. Through the window; all people are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.community.model.profile import Standing
from prevent_desk.community.service import CommunityServices
from prevent_desk.community.ui.profile import acts
from prevent_desk.community.ui.profile.attendance_dialog import AttendanceDialog
from prevent_desk.community.ui.profile.campaign_dialog import AskDialog, CampaignDialog, DayDialog
from prevent_desk.community.ui.profile.returns_dialog import ReturnsDialog
from prevent_desk.community.ui.profile.send_dialogs import FormsDialog, ReminderDialog
from prevent_desk.community.ui.profile.small_dialogs import NoteDialog
from prevent_desk.community.ui.profile.tab import ProfileTab
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.core.clock import SetClock
from prevent_desk.logbook.model.period import By, Period
from tests.app.conftest import Starting
from tests.app.program import CONTROL, Program
from tests.referrals.dialogs import in_dialogs
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key
_LONG_MS = 120_000
SENT, DUE, TODAY = date(2027, 6, 3), date(2027, 6, 27), date(2027, 6, 24)
"""As in the story, in a year that lies after the desk was made."""


class Officer:
    """The officer on the tab of the local profile."""

    program: Program

    def __init__(
        self, start: Starting, folder: object, clock: SetClock, place: Path, bot: QtBot
    ) -> None:
        self._start, self._folder, self._clock, self._bot = start, folder, clock, bot
        self.place = place

    def come(self, day: date) -> None:
        """Come in on a day: the desk was closed meanwhile."""
        if hasattr(self, "program"):
            self.program.end()
        self._clock.move(datetime(day.year, day.month, day.day, 9, tzinfo=UTC) - self._clock.now())
        self.program = self._start(self._folder)
        self.program.unlock(PASSPHRASE)
        if not self.community.contacts.organisations.all():
            self._partners()
        self.program.shell.open_page("Community", {"tab": "profile"})
        self.program.settle()

    @property
    def community(self) -> CommunityServices:
        return self.program.shell._services.community

    @property
    def tab(self) -> ProfileTab:
        found = self.program.window.findChild(ProfileTab)
        assert found is not None
        return found

    @property
    def campaign(self) -> int:
        return self.community.profiles.all()[0].id

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for children that make or read many files."""
        self._bot.waitUntil(until, timeout=_LONG_MS)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.program.key(key, held)
        self.program.settle()

    def count(self, standing: Standing) -> int:
        today = self.program.clock.today()
        everybody = self.community.profiles.stakeholders(self.campaign)
        return sum(one.standing(today) is standing for one in everybody)

    def _partners(self) -> None:
        """Enter 27 invented organisations; at four of them nobody is known."""
        contacts = self.community.contacts
        for number in range(1, 28):
            place = contacts.organisations.add(NewOrganisation(f"Partner {number:02}", "community"))
            if number > 4:
                mail = f"lead{number}@partner.example"
                person = contacts.people.add(
                    NewContact(f"P. Invented {number}", place, emails=(mail,))
                )
                contacts.seats.fill(place, SeatKind.PREVENT_LEAD, person, date(2026, 1, 1))


def test_the_chase_plays_through_the_window(
    start: Starting, folder: object, clock: SetClock, qtbot: QtBot, tmp_path: Path
) -> None:
    officer = Officer(start, folder, clock, tmp_path, qtbot)
    officer.come(SENT)
    began(officer)
    forms_sent(officer)
    assert officer.count(Standing.WAITING) == 27
    officer.come(date(2027, 6, 17))
    awareness_day(officer)
    officer.come(TODAY)
    program, community = officer.program, officer.community
    returned(officer)
    assert officer.count(Standing.RETURNED) == 14
    assert officer.tab.count() == 13
    assert officer.tab.head.remind_button.text() == "&Remind 13"
    reminded(officer)
    called(officer)
    days_entered(officer)
    told = community.profile_log.totals(officer.tab.query)
    assert told == "14 of 27 returned · 4 without a contact person · 6 came to a day"

    # The count for the report; each figure opens its records.
    june = Period(date(2027, 6, 1), date(2027, 6, 30))
    report = program.shell._services.reports.report(june, By.EVENT)
    section = next(one for one in report.sections if one.title == "Local profile (CTLP)")
    numbers = {line.figure.key: line.figure.number for line in section.lines}
    assert numbers == {
        "ctlp_sent": 27, "ctlp_back": 14, "ctlp_chased": 13, "ctlp_came": 6, "ctlp_people": 6,
    }  # fmt: skip
    back = next(line.figure for line in section.lines if line.figure.key == "ctlp_back")
    program.shell.open_page("Plan", {})
    program.shell.open_page(back.page, back.position)
    program.settle()
    assert officer.tab.shown_count() == "14 of 27 stakeholders"


def began(officer: Officer) -> None:
    """Begin the campaign, and say who is asked."""
    program = officer.program

    def begin(dialog: QDialog) -> None:
        assert isinstance(dialog, CampaignDialog)
        program.type("2027/28")
        officer.press(KEY.Key_Tab)
        officer.press(KEY.Key_Tab)
        program.type("27 jun 2027")
        officer.press(KEY.Key_Return, CONTROL)

    def ask(dialog: QDialog) -> None:
        assert isinstance(dialog, AskDialog)
        officer.press(KEY.Key_A, CONTROL)
        officer.press(KEY.Key_Space)
        if len(dialog.model.chosen()) != 27:
            officer.press(KEY.Key_Space)
        assert len(dialog.model.chosen()) == 27
        dialog.verb.click()

    in_dialogs(lambda: officer.press(KEY.Key_N, CONTROL), begin, ask)
    assert officer.community.profiles.one(officer.campaign).due == DUE


def forms_sent(officer: Officer) -> None:
    """Draft a form of their own to each."""

    def send(dialog: QDialog) -> None:
        assert isinstance(dialog, FormsDialog)
        assert len(dialog.model.chosen()) == 27
        dialog.folder_line.folder = officer.place
        dialog.signed.setText("The office")
        dialog.make()
        officer.wait(lambda: dialog.made)
        assert dialog.made
        dialog.reject()

    in_dialogs(officer.tab.head.send_button.click, send)
    drafts = sorted(officer.place.glob("*.eml"))
    assert len(drafts) == 27
    names = set()
    for draft in drafts:
        message = message_from_bytes(draft.read_bytes(), policy=default)
        attached = [part.get_filename() or "" for part in message.iter_attachments()]
        assert sorted(name.rpartition(".")[2] for name in attached) == ["pdf", "xlsx"]
        assert "Sun 27 Jun 2027" in message.get_body().get_content()  # type: ignore[union-attr]
        names |= set(attached)
    assert len(names) == 54
    # Four have no address: the mail program asks for it.
    unaddressed = [one for one in drafts if b"\nTo:" not in one.read_bytes()]
    assert len(unaddressed) == 4


def awareness_day(officer: Officer) -> None:
    """Enter the awareness day, and who came: six stakeholders, two sent apologies."""
    program = officer.program

    def day(dialog: QDialog) -> None:
        assert isinstance(dialog, DayDialog)
        officer.press(KEY.Key_Tab)
        program.type("17 jun 2027")
        officer.press(KEY.Key_Return, CONTROL)

    def came(dialog: QDialog) -> None:
        assert isinstance(dialog, AttendanceDialog)
        program.type("CCCCCCAA")
        dialog.table.setCurrentIndex(dialog.model.index(0, 0))
        dialog.heads.setValue(6)
        dialog.accept()

    campaign = officer.community.profiles.one(officer.campaign)
    in_dialogs(lambda: acts.add_day(officer.tab._around, campaign), day)
    (entered,) = officer.community.profile_days.of(officer.campaign)
    in_dialogs(lambda: acts.attendance(officer.tab._around, campaign, entered), came)
    (entered,) = officer.community.profile_days.of(officer.campaign)
    assert (entered.came, entered.people.total, entered.people.unknown) == (6, 6, 5)


def returned(officer: Officer) -> None:
    """Take fourteen workbooks in that came back filled."""
    paths = []
    known = [one for one in sorted(officer.place.glob("*.eml")) if b"\nTo:" in one.read_bytes()]
    for place, draft in enumerate(known[:14]):
        message = message_from_bytes(draft.read_bytes(), policy=default)
        (book,) = [
            part.get_content()
            for part in message.iter_attachments()
            if (part.get_filename() or "").endswith(".xlsx")
        ]
        loaded = load_workbook(BytesIO(book))
        for row in loaded["Your answers"].iter_rows():
            if row[0].value == "B1":
                row[2].value = "Yes" if place % 2 else "No"
            if row[0].value == "B2" and place % 2:
                row[2].value = f"Sticker on door {place}"
        paths.append(officer.place / f"returned {place}.xlsx")
        loaded.save(paths[-1])

    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, ReturnsDialog)
        # Fourteen files, each read in a process of its own.
        officer.wait(lambda: bool(dialog.lines))
        assert dialog.take_button.text() == "Take 14 in"
        dialog.take_in()

    campaign = officer.community.profiles.one(officer.campaign)
    in_dialogs(lambda: acts.take_in(officer.tab._around, campaign, paths), take)
    asked = {one.key: one for one in officer.community.profiles.answers(officer.campaign)}
    assert asked["noticed"].counts_words == "Yes 7, No 7"


def reminded(officer: Officer) -> None:
    """Draft reminders to the thirteen others, with their forms again."""

    def remind(dialog: QDialog) -> None:
        assert isinstance(dialog, ReminderDialog)
        assert len(dialog.model.chosen()) == 13
        (officer.place / "again").mkdir()
        dialog.shape.set_value("book")
        dialog.folder_line.folder = officer.place / "again"
        dialog.make()
        officer.wait(lambda: dialog.made)
        dialog.reject()

    in_dialogs(officer.tab.head.remind_button.click, remind)
    assert len(list((officer.place / "again").glob("*.eml"))) == 13


def called(officer: Officer) -> None:
    """Note a call to the one that is chosen."""

    def note(dialog: QDialog) -> None:
        assert isinstance(dialog, NoteDialog)
        officer.program.type("Will send it on Friday")
        officer.press(KEY.Key_Return, CONTROL)

    one = next(
        one
        for one in officer.community.profiles.stakeholders(officer.campaign)
        if one.returned is None
    )
    in_dialogs(lambda: acts.note(officer.tab._around, one, called=True), note)
    lines = officer.community.profiles.stakeholder(one.id).lines
    assert lines[-1].words == "Will send it on Friday"


def days_entered(officer: Officer) -> None:
    """Enter the feedback meeting and the MPS day."""
    campaign = officer.community.profiles.one(officer.campaign)
    for letter, day in (("F", "25 oct 2027"), ("R", "21 oct 2027")):

        def enter(dialog: QDialog, letter: str = letter, day: str = day) -> None:
            officer.program.type(letter)
            officer.press(KEY.Key_Tab)
            officer.program.type(day)
            officer.press(KEY.Key_Return, CONTROL)

        in_dialogs(lambda: acts.add_day(officer.tab._around, campaign), enter)
    kinds = [one.kind for one in officer.community.profile_days.of(officer.campaign)]
    assert kinds == ["awareness", "regional", "feedback"]
