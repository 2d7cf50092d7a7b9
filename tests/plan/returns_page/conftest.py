"""The page of returns in its room, over a desk that has sent the plan of 2015/16 to partners."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.core.clock import SetClock
from prevent_desk.plan.model.partners.records import Difference
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.service import Plans
from prevent_desk.plan.source import source_plan
from prevent_desk.plan.ui.returns.page import ReturnsPage
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.store.engine import create_store, open_store
from prevent_desk.ui import jobs, theme
from tests.plan.conftest import NOW
from tests.plan.desks import Desk
from tests.plan.page_room import DeskStandIn
from tests.plan.returns.partners import PARTNERS, Files, Office, Sheet, filled, office_of


@dataclass
class Room:
    """A page of returns, and what stands around it."""

    page: ReturnsPage
    plan_room: PlanRoom
    office: Office
    desk: DeskStandIn
    folder: Path
    bot: QtBot

    def rest(self) -> None:
        """Wait until nothing is read or written beside the window."""
        self.bot.waitUntil(lambda: jobs.running() == 0, timeout=20_000)

    def save(self, agency: str, fill: Callable[[Sheet], object] | None = None) -> Path:
        """Return the file that an agency sends back."""
        data = self.office.files[agency]
        path = self.folder / f"{agency}.xlsx"
        path.write_bytes(filled(data, fill) if fill else data)
        return path

    def drop(self, *paths: Path) -> None:
        """Take files in, as a drop does, and wait."""
        self.page.files.take(paths)
        self.rest()

    def choose(self, agency: str) -> None:
        """Go to an agency's line, and wait for its differences."""
        self.page.go_to({"agency": agency})
        self.rest()

    def shown(self) -> list[Difference]:
        """Return the differences in sight."""
        model = self.page.model
        rows = (model.difference(row) for row in range(model.rowCount()))
        return [found for found in rows if found is not None]

    def return_id(self) -> int:
        """Return the return on show."""
        comparison = self.page.model.comparison()
        assert comparison is not None
        return comparison.return_id

    def at(self, ref: str, part: str) -> Difference:
        """Go to a difference, by its reference and its cell or kind."""
        found = next(
            one
            for one in self.page.model.differences()
            if one.ref == ref and part in (one.field or "row", one.kind.value)
        )
        assert self.page.table.go_to_key(found.key)
        return found

    def press(self, key: Qt.Key | str, control: bool = False, on: QWidget | None = None) -> None:
        """Press a key in the table, or in another widget."""
        modifiers = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier(0)
        to = on or self.page.table
        if isinstance(key, str):
            QTest.keyClicks(to, key, modifiers)
        else:
            QTest.keyClick(to, key, modifiers)
        self.rest()


@dataclass(frozen=True)
class Sent:
    """A closed desk that has sent six workbooks, to be copied for each test."""

    vault: Path
    key: bytes
    plan_id: int
    files: Files

    def open(self, folder: Path) -> Office:
        """Return an office over a copy of it."""
        shutil.copy(self.vault, folder / "vault.pdv")
        clock = SetClock(NOW)
        store = open_store(folder / "vault.pdv", self.key, "desk-of-returns", clock, "coordinator")
        desk = Desk(store, Plans(store, clock), clock, self.plan_id)
        office = office_of(desk)
        office.files = self.files
        return office


def police(sheet: Sheet) -> None:
    """Fill a workbook in as one partner did."""
    sheet.type("O1-01", "Progress", "On target").type("O1-02", "Progress", "amber")
    sheet.type("O1-03", "Resources", "Officer time; two firms")
    sheet.type("O1-04", "Due", "31 June 2016")
    sheet.type("O1-05", "Your update", "Met the hospital's lead")
    sheet.delete("O1-06")


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """A desk that sent six workbooks; nothing came back yet."""
    return made(tmp_path_factory.mktemp("sent"), lambda _office: None)


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """The same after one partner answered, while the plan went on here."""

    def answer(office: Office) -> None:
        office.receive("City Police", filled(office.files["City Police"], police))
        desk = office.desk
        desk.plans.set_field([desk.id("O1-03")], Field.RESOURCES, "Officer time; £200")

    return made(tmp_path_factory.mktemp("answered"), answer)


def made(folder: Path, then: Callable[[Office], object]) -> Sent:
    """Make a desk, send, do something more, and close it."""
    key, clock = secrets.token_bytes(32), SetClock(NOW)
    store = create_store(folder / "vault.pdv", key, "desk-of-returns", clock, "coordinator")
    plans = Plans(store, clock)
    desk = Desk(store, plans, clock, plans.import_plan(source_plan(), None))
    office = office_of(desk)
    office.send(*PARTNERS)
    then(office)
    store.close_history()
    store.close()
    return Sent(folder / "vault.pdv", key, desk.plan_id, office.files)


@pytest.fixture
def room(qtbot: QtBot, sent: Sent, tmp_path: Path) -> Iterator[Room]:
    """A page whose desk sent six workbooks; nothing came back yet."""
    office = sent.open(tmp_path)
    yield room_over(qtbot, office, tmp_path)
    office.store.close()


@pytest.fixture
def back(qtbot: QtBot, answered: Sent, tmp_path: Path) -> Iterator[Room]:
    """A page whose first partner has answered."""
    office = answered.open(tmp_path)
    yield room_over(qtbot, office, tmp_path)
    office.store.close()


def room_over(qtbot: QtBot, office: Office, folder: Path) -> Room:
    """Return the page over an office, shown in the plan's room."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")
    stand_in = DeskStandIn(office.store)
    plan_room = PlanRoom(office.services, stand_in, office.clock)
    stand_in.after_undo = plan_room.reload
    qtbot.addWidget(plan_room)
    plan_room.resize(1290, 628)
    plan_room.show()
    plan_room.activateWindow()
    plan_room.go_to({"view": "returns"})
    page = plan_room.view()
    assert isinstance(page, ReturnsPage)
    found = Room(page, plan_room, office, stand_in, folder, qtbot)
    found.rest()
    return found
