"""Story 4 of DOMAIN, section 10: the plan goes out to six partners, four send it back.

One deleted a row, one typed "amber", two changed the same comment; it is all brought in, decided,
applied through the real window, mostly by keyboard, frozen as V2.4 and taken out again.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.plan.exports.kinds import Kind as Paper
from prevent_desk.plan.model.partners.records import Difference, Keep, Kind, State
from prevent_desk.plan.model.records import ActionDetail, Field, PlanContents
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.export_dialog import ExportDialog
from prevent_desk.plan.ui.partners.send_dialog import SendDialog
from prevent_desk.plan.ui.returns.page import ReturnsPage
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.plan.ui.versions.freeze_dialog import FreezeDialog
from tests.app.conftest import Starting
from tests.app.program import ALT, CONTROL, LONG_MS, Program
from tests.plan.returns.partners import Sheet
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

POLICE, HEALTH, SCHOOLS, PROBATION = "COLP", "Health", "ED Establishments", "Probation"
SILENT = {"City and Hackney Safeguarding Adults", "City and Hackney Safeguarding Children"}
AT_HOME = "COLC"


def police(sheet: Sheet) -> None:
    sheet.type("O1-01", "Progress", "On target")
    sheet.type("O1-03", "Your update", "12 HR safeguarding leads recorded; 4 firms outstanding")
    sheet.type("O1-04", "Resources", "One officer for two days")


def health(sheet: Sheet) -> None:
    sheet.type("O1-05", "Progress", "amber")
    sheet.type("O1-05", "Your update", "Met the hospital's named nurse")


def schools(sheet: Sheet) -> None:
    sheet.delete("O1-06")
    sheet.type("O1-03", "Your update", "Two colleges asked for the product in September")
    sheet.type("O1-04", "Resources", "Room at the academy")


def probation(sheet: Sheet) -> None:
    sheet.type("O1-02", "Reason", "Waits for the new chaplain")


FILLED = {POLICE: police, HEALTH: health, SCHOOLS: schools, PROBATION: probation}


class Day:
    """One run of the program, at its page of returns."""

    def __init__(self, program: Program, bot: QtBot) -> None:
        self.program, self.bot = program, bot
        room = program.shell.page()
        assert isinstance(room, PlanRoom)
        self.room = room
        self.services: PlanServices = room.around.services
        sheet = room.grid.sheet()
        assert sheet is not None
        self.plan_id = sheet.head.id

    @property
    def page(self) -> ReturnsPage:
        view = self.room.view()
        assert isinstance(view, ReturnsPage)
        return view

    def send(self, folder: Path) -> dict[str, Path]:
        """Send to all but ourselves, and return the files by agency."""
        shell, clock = self.program.shell, self.program.clock
        dialog = SendDialog(self.services, self.plan_id, shell, clock, self.room)
        self.program.settle()
        dialog.choose_folder = lambda _start: str(folder)
        dialog.folder_line.button.click()
        names = [row.lead.agency.name for row in map(dialog.model.row, range(7))]
        dialog.model.tick([names.index(AT_HOME)], on=False)
        dialog.send_button.click()
        self.bot.waitUntil(lambda: dialog.sent is not None, timeout=LONG_MS)
        sent = dialog.sent
        dialog.reject()
        assert sent is not None
        self.come_back()
        return {one.agency.name: sent.folder / one.workbook for one in sent.files}

    def come_back(self) -> None:
        """Make the window active again: offscreen nobody does when a dialog or a list closes."""
        with self.bot.waitActive(self.program.window):
            self.program.window.activateWindow()

    def open_returns(self) -> None:
        """Go to the returns by the palette's command."""
        command = next(one for one in self.room.commands() if one.title == "Partners’ returns")
        command.run()
        self.program.settle()

    def bring_in(self, *paths: Path) -> None:
        """Press "Bring in returns…" and choose files."""
        self.page.files.choose = lambda _start: [str(path) for path in paths]
        QTest.mouseClick(self.page.agencies.bring_button, Qt.MouseButton.LeftButton)
        self.program.settle()

    def choose(self, agency: str) -> None:
        """Choose an agency in the list, as a click does."""
        agencies = self.page.agencies.list
        row = next(
            row
            for row in range(agencies.model().rowCount())
            if agencies.model().index(row, 0).data() == agency
        )
        index = agencies.model().index(row, 0)
        agencies.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.program.settle()
        self.page.table.setFocus()

    def at(self, ref: str, part: str) -> Difference:
        """Go to a difference by its reference and its cell or kind."""
        found = next(
            one
            for one in self.page.model.differences()
            if one.ref == ref and part in (one.field or "row", one.kind.value)
        )
        assert self.page.table.go_to_key(found.key)
        return found

    def back_to_grid(self) -> None:
        """Go back as Alt+Left does."""
        self.program.key(Qt.Key.Key_Left, ALT)
        self.program.settle()
        assert self.room.grid.isVisible()

    def freeze(self, stamp: str, agreed: str) -> None:
        """Freeze the plan by its button, the dialog's fields and Enter."""

        def fill() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, FreezeDialog)
            QTest.keyClicks(dialog.stamp_edit, stamp)
            QTest.keyClicks(dialog.agreed_edit, agreed)
            QTest.keyClick(dialog.agreed_edit, Qt.Key.Key_Return)

        QTimer.singleShot(0, fill)
        self.room.grid.head.form.freeze_button.click()
        self.program.settle()

    def export(self, folder: Path) -> Path:
        """Take the newest version out as a workbook."""
        newest = self.services.versions.versions(self.plan_id)[0]
        dialog = ExportDialog(
            self.services.plans,
            self.plan_id,
            self.program.shell,
            self.program.clock,
            self.room,
            kind=Paper.ACTION_PLAN,
            versions=self.services.versions,
            version=newest.id,
        )
        dialog.choose_folder = lambda _start: str(folder)
        dialog.folder_button.click()
        dialog.save_button.click()
        self.bot.waitUntil(lambda: dialog.saved is not None, timeout=LONG_MS)
        saved = dialog.saved
        dialog.reject()
        assert saved is not None
        return Path(saved)

    def apply(self) -> None:
        """Press Ctrl+Enter where the keyboard is."""
        self.program.key(Qt.Key.Key_Return, CONTROL)
        self.program.settle()

    def contents(self) -> PlanContents:
        return self.services.plans.contents(self.plan_id)

    def action(self, ref: str) -> ActionDetail:
        return next(one for one in self.contents().actions if one.row.ref == ref)

    def states(self) -> dict[str, State]:
        return {line.send.agency: line.state for line in self.page.agencies.lines()}


def said(action: ActionDetail) -> dict[str, str]:
    """Return what an action's updates say, by whose they are, for those that have a day."""
    return {one.by: one.text for one in action.updates if one.on is not None}


def written_in(workbook: Path) -> str:
    """Return every word of a workbook's cells, as openpyxl reads them."""
    cells = (
        str(cell.value)
        for sheet in load_workbook(workbook).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )
    return "\n".join(cells)


def test_four_of_six_partners_answer_and_every_word_is_in_the_plan(
    start: Starting, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program = start(folder)
    program.unlock(PASSPHRASE)
    day = Day(program, qtbot)
    files = day.send(tmp_path)
    assert set(files) == {*FILLED, *SILENT}
    for agency, fill in FILLED.items():
        sheet = Sheet(files[agency].read_bytes())
        fill(sheet)
        files[agency].write_bytes(sheet.saved())
    # Meanwhile the plan goes on here.
    mine = day.action("O1-04").row
    assert day.room.grid.acts.write([mine], Field.RESOURCES, "Library meeting room")

    day.open_returns()
    assert set(day.states().values()) == {State.WAITING}
    day.bring_in(*(files[agency] for agency in FILLED))
    assert day.page.arrived.sentences() == []
    states = day.states()
    assert {states[agency] for agency in FILLED} == {State.RETURNED}
    assert {states[agency] for agency in SILENT} == {State.WAITING}
    assert day.page.agencies.chase_button.text().replace("&", "") == "Draft chasers for 2"

    # The police: what is clear at once, the cell that both changed by B and F2.
    day.choose(POLICE)
    before = day.contents()
    day.page.head.clear_button.click()
    program.settle()
    found = day.at("O1-04", Field.RESOURCES)
    assert found.kind is Kind.BOTH
    program.type("b")
    program.key(Qt.Key.Key_F2)
    program.type(" (agreed by phone)")
    program.key(Qt.Key.Key_Return, CONTROL)
    program.settle()
    assert day.page.model.open_count() == 0
    day.apply()
    assert day.action("O1-01").row.progress == "on_target"
    assert day.action("O1-01").history[0].by == POLICE
    resources = day.action("O1-04").row.resources
    assert "One officer for two days" in resources
    assert "Library meeting room (agreed by phone)" in resources
    assert said(day.action("O1-03")) == {
        POLICE: "12 HR safeguarding leads recorded; 4 firms outstanding"
    }

    # One undo takes the whole return back, and one redo brings it again.
    program.shell.undo()
    program.settle()
    assert day.contents() == before
    assert day.states()[POLICE] is State.RETURNED
    program.shell.redo()
    program.settle()
    assert day.states()[POLICE] is State.MERGED

    # Health typed a word that the plan's key does not have.
    day.choose(HEALTH)
    amber = day.at("O1-05", Field.PROGRESS)
    assert (amber.kind, amber.theirs) == (Kind.FIX, "amber")
    program.type("a")
    combo = day.page.table.keep.combo
    qtbot.waitUntil(combo.view().isVisible, timeout=LONG_MS)
    ongoing = combo.model().index(combo.findText("Ongoing"), 0)
    combo.view().setCurrentIndex(ongoing)
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)
    program.settle()
    assert day.page.model.decisions()[amber.key].text == "Ongoing"
    day.come_back()
    day.page.head.clear_button.click()
    program.settle()
    day.apply()
    assert day.action("O1-05").row.progress == "ongoing"
    assert said(day.action("O1-05")) == {HEALTH: "Met the hospital's named nurse"}

    # The schools changed the comment that the police changed too, and lost a row.
    day.choose(SCHOOLS)
    day.page.head.clear_button.click()
    program.settle()
    row = day.at("O1-06", Kind.MISSING.value)
    assert day.page.model.decisions()[row.key].keep is Keep.KEEP_ROW
    day.at("O1-04", Field.RESOURCES)
    program.type("m")
    for one in day.page.model.differences():
        if one.key not in day.page.model.decisions() and one.is_to_decide:
            assert day.page.table.go_to_key(one.key)
            program.type("b")
    assert day.page.model.open_count() == 0
    day.apply()
    assert "O1-06" in [one.row.ref for one in day.contents().actions]
    assert said(day.action("O1-03")) == {
        POLICE: "12 HR safeguarding leads recorded; 4 firms outstanding",
        SCHOOLS: "Two colleges asked for the product in September",
    }
    assert day.action("O1-04").row.resources == resources

    day.choose(PROBATION)
    day.page.head.clear_button.click()
    program.settle()
    day.apply()
    assert day.action("O1-02").row.reason == "Waits for the new chaplain"
    assert {day.states()[agency] for agency in FILLED} == {State.MERGED}

    # Nothing that was there before is gone.
    for old in before.actions:
        now = day.action(old.row.ref)
        assert {one.text for one in old.updates} <= {one.text for one in now.updates}
        assert [one.text for one in old.criteria] == [one.text for one in now.criteria]
        assert (old.row.text, old.row.leads) == (now.row.text, now.row.leads)
    merged = [one for one in program.shell.own_commands() if one.title.startswith("Undo")]
    assert merged[0].title == f"Undo return of {PROBATION}"

    # What came of it is frozen as the next version, and that version goes out.
    after = day.contents()
    day.back_to_grid()
    day.freeze("V2.4", "Prevent Board")
    frozen = day.services.versions.versions(day.plan_id)[0]
    assert (frozen.stamp, frozen.agreed_by) == ("V2.4", "Prevent Board")
    assert day.services.versions.contents(frozen.id).actions == after.actions
    words = written_in(day.export(tmp_path))
    for action in after.actions:
        for text in (*action.row.leads, *(one.text for one in action.criteria)):
            assert text in words
        for update in action.updates:
            assert update.text in words
    assert "Working copy after V2.4" in day.room.grid.head.form.version_chip.text()
