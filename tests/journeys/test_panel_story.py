"""A whole virtual panel through the real window, by keys: from "Begin meeting" to sealed minutes.

Five cases, nine agencies, a deputy, a late arrival, a dissent, a deferral, an adoption with consent
asked, six actions. The minutes are read back with other programs, and the chronologies of the five
people tell of it. All people are invented.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.actions.model.records import Source
from prevent_desk.core.clock import SetClock
from prevent_desk.panels.model.records import MeetingState
from prevent_desk.panels.service import PanelServices
from prevent_desk.panels.tables import MeetingTable
from prevent_desk.panels.ui.desk.decision_card import DecisionCard
from prevent_desk.panels.ui.desk.finish_checks import FinishDialog
from prevent_desk.panels.ui.desk.quick_action import QuickAction
from prevent_desk.panels.ui.desk.room_pane import RoomPane
from prevent_desk.panels.ui.desk.view import DeskView
from prevent_desk.panels.ui.minutes.seal_dialog import SealDialog
from prevent_desk.panels.ui.minutes.view import MinutesView
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.ui.widgets.segmented import Segmented
from tests.app.conftest import Starting
from tests.app.program import ALT, CONTROL, LONG_MS, NONE, NOW, SHIFT, Program
from tests.panels import desks
from tests.panels.desks import Filling
from tests.referrals.dialogs import in_dialogs
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key
_MOST_TABS = 40
NAMES = ("Orrin", "Tarrant", "Hallam", "Selby", "Whitcombe")


class Minuter:
    """The officer at the panel desk; she knows it by its keys."""

    def __init__(self, program: Program, bot: QtBot) -> None:
        self.program, self.bot = program, bot
        store = program.shell._services.desk.store
        self.told: Filling = desks.with_meeting(store, program.clock)
        with store.writing(None) as session:
            meeting = session.get_one(MeetingTable, self.told.meeting)
            meeting.starts = datetime.combine(program.clock.today(), time(10))
            meeting.ends = meeting.starts + timedelta(hours=2)
        program.shell.open_page("Panels", {"view": "desk", "meeting": self.told.meeting})
        self.settle()

    @property
    def services(self) -> PanelServices:
        return self.program.shell._services.panels

    @property
    def room(self) -> PanelRoom:
        page = self.program.shell.page()
        assert isinstance(page, PanelRoom)
        return page

    @property
    def desk(self) -> DeskView:
        view = self.room.view()
        assert isinstance(view, DeskView)
        return view

    def part(self, kind: type[QWidget]) -> QWidget:
        found: list[QWidget] = self.desk.findChildren(kind)
        assert len(found) == 1
        return found[0]

    def pass_time(self, minutes: int) -> None:
        self.program.pass_time(timedelta(minutes=minutes))

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        self.program.key(key, held)
        self.settle()

    def arrive(self, initials: str) -> None:
        """F8, the initials, Enter: came, or went where they are here."""
        self.press(KEY.Key_F8)
        self.program.type(initials)
        self.press(KEY.Key_Return)
        pane = self.part(RoomPane)
        assert isinstance(pane, RoomPane)
        assert not pane.box.text(), pane.said.text()
        self.press(KEY.Key_Escape)

    def next_point(self) -> None:
        self.press(KEY.Key_Down, ALT)

    def say(self, line: str) -> None:
        """Type a line with its kind and speaker before it, and keep it."""
        self.desk.hub.focus_entry()
        self.program.type(line)
        self.press(KEY.Key_Return)

    def decide(self, code: str, how: str = "unanimous", **parts: str) -> None:
        """Ctrl+D, then by Tab from part to part: choose, type; Esc."""
        self.press(KEY.Key_D, CONTROL)
        card = self.part(DecisionCard)
        assert isinstance(card, DecisionCard)
        assert card.isVisible()
        fields = card.fields
        self.tab_to(fields.code)
        choose(fields.code, code)
        self.settle()
        self.tab_to(fields.how)
        choose(fields.how, how)
        self.settle()
        for part, words in parts.items():
            self.tab_to(fields.rows[part][1])
            if part == "health_asked":
                choose(fields.health, words)
            elif part == "votes":
                for_, against = words.split("-")
                self.program.type(for_)
                self.press(KEY.Key_Tab)
                self.program.type(against)
            else:
                self.program.type(words)
                # A list of agencies that is open has the keys on a screen: Enter closes it.
                if (offered := QApplication.activePopupWidget()) is not None:
                    QTest.keyClick(offered, KEY.Key_Return)
                    self.bot.waitUntil(lambda: QApplication.activePopupWidget() is None)
                # And a screen gives the window below the keyboard back by itself.
                self.program.window.activateWindow()
            self.settle()
        self.press(KEY.Key_Escape)
        assert not card.isVisible()

    def tab_to(self, wanted: QWidget) -> None:
        """Press Tab until the keyboard is in a widget, or in a part of it."""
        for _press in range(_MOST_TABS):
            focused = QApplication.focusWidget()
            if focused is not None and (focused is wanted or wanted.isAncestorOf(focused)):
                return
            self.press(KEY.Key_Tab)
        raise AssertionError(f"Tab never comes to {wanted.accessibleName() or wanted}.")

    def ask_for(self, words: str, due: str, agency: str = "") -> None:
        """Ctrl+Shift+A, what, whose, by when, Enter."""
        before = len(self.services.actions.all())
        self.press(KEY.Key_A, CONTROL | SHIFT)
        self.program.type(words)
        quick = self.part(QuickAction)
        assert isinstance(quick, QuickAction)
        if agency:
            self.tab_to(quick.agency)
            self.press(KEY.Key_Home)
            for _press in range(quick.agency.count()):
                if quick.agency.currentText().startswith(agency):
                    break
                self.press(KEY.Key_Down)
        self.tab_to(quick.due)
        self.program.type(due)
        self.press(KEY.Key_Return)
        found = (quick.words.text(), quick.agency.currentText(), quick.due.text(), quick.due.day())
        assert len(self.services.actions.all()) == before + 1, (quick.said.text(), found)
        self.press(KEY.Key_Escape)

    def settle(self) -> None:
        QApplication.processEvents()
        self.program.settle()
        QApplication.processEvents()


def choose(segmented: Segmented, value: str) -> None:
    """Choose by Space, then go along the choices by arrows until the wanted one is chosen."""
    for key in (KEY.Key_Space, *[KEY.Key_Right] * 3, *[KEY.Key_Left] * 3):
        if segmented.value() == value:
            return
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    assert segmented.value() == value


@pytest.fixture
def clock() -> SetClock:
    """Five minutes before the panel begins."""
    return SetClock(NOW.replace(hour=9, minute=55))


@pytest.fixture
def minuter(start: Starting, folder: Path, qtbot: QtBot) -> Minuter:
    program = start(folder)
    program.unlock(PASSPHRASE)
    return Minuter(program, qtbot)


def play(one: Minuter) -> None:
    """Play the meeting: from the first arrival to the last action."""
    one.press(KEY.Key_B, ALT)
    # A letter of a button shows it pressed for a moment before it acts.
    one.bot.waitUntil(one.desk.hub.is_live, timeout=LONG_MS)
    for initials in ("am", "rc", "pn", "ls", "jw"):
        one.arrive(initials)
    one.pass_time(5)
    one.say("/i am The confidentiality statement was read.")
    one.next_point()
    one.next_point()
    one.say("/i rc No police contact since the last review.")
    one.say("/i pn The family keeps every appointment.")
    one.say("/d Support goes on as planned.")
    one.decide(
        "continue", rationale="Sessions are kept.", change="Two factors are weaker.",
        risk="Low and falling.", next_review="25 feb",
    )  # fmt: skip
    one.say("/a pn Second mentor session by in 2 weeks")
    one.pass_time(10)
    one.arrive("mr")
    one.next_point()
    one.say("/c jw Cannot be judged without a mental-health view.")
    one.decide(
        "defer", rationale="Health cannot be judged yet.", needed="A view of CAMHS.",
        teller="City Police Prevent", told_what="That it is put off.",
    )  # fmt: skip
    one.ask_for("Ask CAMHS for a view", "10 dec", "Barts")
    one.pass_time(12)
    one.arrive("hb")
    one.arrive("ta")
    one.next_point()
    one.say("/i hb Attendance fell from 96% to 71% since September.")
    one.say("/c rc Manifesto shared in a closed group of nine.")
    one.say("/r ls Risk to self: sleep and mood.")
    one.say("/x ls Would defer until a mental-health view is in.")
    one.say("/d Offer support, subject to consent of a parent.")
    one.decide(
        "adopt", "majority", rationale="Isolation and the manifesto are new.", votes="6-1",
        asker="D. Quist", asked_how="At a home visit by 4 December.",
        next_review="14 jan", teller="City school", told_what="That it was heard.",
    )  # fmt: skip
    one.ask_for("Name one trusted adult and meet weekly", "3 dec", "City school")
    one.ask_for("Fresh check with the national desk", "27 nov", "City Police")
    one.pass_time(15)
    one.arrive("hb")
    one.next_point()
    one.say("/i jw No concern in either school.")
    one.decide(
        "not_adopt", rationale="Nothing known to any agency.", health_asked="no",
        teller="nobody", told_what="Asked not to be told.",
    )  # fmt: skip
    one.ask_for("Tell early help that it is closed", "1 dec", "Education")
    one.pass_time(8)
    one.next_point()
    one.say("/i mr Consent was asked, no answer yet.")
    one.decide(
        "defer", rationale="No answer yet.", needed="The answer of the parent.",
        teller="Corporation CST", told_what="That it is put off.",
    )  # fmt: skip
    one.ask_for("Visit the family again", "in 3 weeks", "Adult")
    one.pass_time(5)


def test_a_whole_panel_is_played_by_keys_minuted_and_told_of(
    minuter: Minuter, tmp_path: Path
) -> None:
    one = minuter
    play(one)
    made = one.services.actions.of_source(Source.PANEL, one.told.meeting)
    assert len(made) == 6, [(action.words, action.due) for action in made]
    assert all(action.owner.is_known and action.due for action in made)

    def finish(dialog: QDialog) -> None:
        assert isinstance(dialog, FinishDialog)
        found = [finding.words for finding in dialog._found]
        if found:
            dialog.reason_edit.setPlainText(f"Nothing can be mended today: {found}")
        dialog.verb.click()

    def press_finish() -> None:
        one.press(KEY.Key_F, ALT)
        one.bot.waitUntil(lambda: state(one) is MeetingState.HELD, timeout=LONG_MS)

    in_dialogs(press_finish, finish)
    one.settle()
    assert state(one) is MeetingState.HELD
    seal(one)
    read_back(one, tmp_path)
    told_of(one)


def state(one: Minuter) -> MeetingState:
    return one.services.meetings.one(one.told.meeting).state


def seal(one: Minuter) -> None:
    """Open the minutes, have the chair's approval, seal."""
    if one.room.view_key() == "desk":
        one.press(KEY.Key_M, ALT)
        one.bot.waitUntil(lambda: one.room.view_key() == "minutes", timeout=LONG_MS)
    view = one.room.view()
    assert isinstance(view, MinutesView)

    def approve(dialog: QDialog) -> None:
        assert isinstance(dialog, SealDialog)
        assert dialog.by_edit.text() == "A. Marsh"
        dialog.seal()
        one.bot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)

    def press_seal() -> None:
        one.press(KEY.Key_S, ALT)
        one.bot.waitUntil(lambda: state(one) is MeetingState.APPROVED, timeout=LONG_MS)

    in_dialogs(press_seal, approve)
    one.settle()
    assert state(one) is MeetingState.APPROVED
    assert not one.services.minutes.verify(one.told.meeting)


EXPECTED = (
    "OFFICIAL-SENSITIVE", "Channel Panel", "23 November 2026", "A. Marsh",
    "P. Ndlovu", "deputy", "M. Reid", "F. Varga", "Barts Health",
    "The confidentiality statement was read.",
    "PD-2025-001", "PD-2025-002", "PD-2025-003", "PD-2025-004", "PD-2025-005",
    "No police contact since the last review.", "Sessions are kept.", "Two factors are weaker.",
    "Attendance fell from 96% to 71% since September.",
    "Manifesto shared in a closed group of nine.", "Risk to self: sleep and mood.",
    "Would defer until a mental-health view is in.",
    "Offer support, subject to consent of a parent.",
    "Isolation and the manifesto are new.", "At a home visit by 4 December.",
    "Health cannot be judged yet.", "A view of CAMHS.",
    "Nothing known to any agency.", "The answer of the parent.",
    "Second mentor session", "Ask CAMHS for a view", "Name one trusted adult and meet weekly",
    "Fresh check with the national desk", "Tell early help that it is closed",
    "Visit the family again",
)  # fmt: skip
"""What the minutes hold, in the words typed; the votes are looked for apart."""


def read_back(one: Minuter, place: Path) -> None:
    """Read the sealed papers with other programs: all of the meeting is in them, no name is."""
    sealed = one.services.minutes.sealed(one.told.meeting)
    assert sealed is not None
    pdf, word = one.services.minutes.papers(sealed)
    texts = {"Word": word_text(word)}
    if shutil.which("pdftotext"):
        path = place / "minutes.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        )
        texts["PDF"] = done.stdout
    for kind, text in texts.items():
        flat = " ".join(text.split())
        missing = [words for words in EXPECTED if words.casefold() not in flat.casefold()]
        assert not missing, (kind, missing, flat)
        assert re.search(r"6\D{1,20}1", flat), kind
        assert not [name for name in NAMES if name in flat], kind
        assert sealed.sha256[:16] in flat.replace(" ", ""), kind


def word_text(data: bytes) -> str:
    """Return the words of a Word file, its headers and footers too, as XML has them."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = [
            name for name in file.namelist() if re.match(r"word/(document|header|footer)", name)
        ]
        xml = " ".join(file.read(name).decode() for name in parts)
    paragraphs = re.sub(r"</w:p>|<w:tab/>|<w:br/>", " ", xml)
    return re.sub(r"<[^>]+>", "", paragraphs).replace("&amp;", "&").replace("&quot;", '"')


def told_of(one: Minuter) -> None:
    """The five people's chronologies tell of the panel."""
    words = (
        "Sessions are kept.", "A view of CAMHS.", "Isolation and the manifesto are new.",
        "Nothing known to any agency.", "The answer of the parent.",
    )  # fmt: skip
    for episode_id, said in zip(one.told.episodes, words, strict=True):
        lines = one.services.referrals.timeline.chronology(episode_id)
        told = " ".join(f"{line.title} {line.body}" for line in lines)
        assert "anel" in told, episode_id
        assert said in told, (episode_id, told)
