"""Hints on screen, worked by mouse and by keyboard alone over a real encrypted store."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.core.clock import SetClock
from prevent_desk.plan.model.health.hints import Checks, Hint, Kind
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.service.bundle import build
from prevent_desk.plan.ui.columns import BY_KEY, LEAD, TIME
from prevent_desk.plan.ui.health.aside import AsideDialog
from prevent_desk.plan.ui.health.checks_dialog import ChecksDialog
from prevent_desk.plan.ui.health.hint_list import HintModel, Line
from prevent_desk.plan.ui.health.section import HealthSection
from prevent_desk.plan.ui.health.view import HealthView
from prevent_desk.plan.ui.inspector_fields import MeasureEdit
from prevent_desk.plan.ui.library.gather_dialog import GatherDialog
from prevent_desk.plan.ui.partners.contacts_dialog import ContactsDialog
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.store.engine import create_store, open_store
from prevent_desk.store.session import Store
from prevent_desk.ui import jobs, theme
from tests.plan.conftest import NOW
from tests.plan.page_room import DeskStandIn, large_plan, source_plan

# The offscreen platform says so of every popup and dialog; no screen does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NONE = Qt.KeyboardModifier.NoModifier


class Shell(DeskStandIn):
    """A stand-in that goes where it is asked to, as the shell does."""

    room: PlanRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})
        self.room.setFocus()


class Room:
    """The plan's room on screen, and what a person does and sees there."""

    def __init__(self, store: Store, bot: QtBot) -> None:
        dress()
        self.store, self.bot = store, bot
        self.services = build(store, SetClock(NOW))
        self.shell = Shell(self.store)
        self.room = self.shell.room = PlanRoom(self.services, self.shell, SetClock(NOW))
        self.shell.after_undo = self.room.reload
        self.page = self.room.grid
        bot.addWidget(self.room, before_close_func=lambda _room: self.leave())
        self.room.resize(1366, 698)
        with bot.waitExposed(self.room):
            self.room.show()
        self.room.activateWindow()
        self.rest()

    def leave(self) -> None:
        """Leave nothing open, and nothing under way that asks the store."""
        self.page.editing.give_up()
        self.room.flush()
        self.room.hide()
        QApplication.processEvents()
        jobs.stop_all()

    @property
    def chip(self) -> str:
        chip = self.page.head.form.health_chip
        return chip.text() if chip.isVisibleTo(self.room) else ""

    @property
    def section(self) -> HealthSection:
        found = self.page.inspector.findChild(HealthSection)
        assert found is not None
        return found

    @property
    def plan_id(self) -> int:
        return self.services.plans.plans()[0].id

    def rest(self) -> None:
        """Let what was begun come to its end."""
        QApplication.processEvents()
        self.bot.waitUntil(lambda: jobs.running() == 0)
        for _ in range(5):
            QApplication.processEvents()

    def id(self, ref: str) -> int:
        sheet = self.page.sheet()
        assert sheet is not None
        return next(row.id for row in sheet.rows if row.ref == ref)

    def at(self, ref: str) -> None:
        self.page.show_action(self.id(ref))
        self.page.inspector.show_now(self.page.view.chosen_actions(), self.page.plan_head())
        self.rest()

    def view(self, **position: object) -> HealthView:
        # The offscreen platform does not come back to a window when its dialog closes.
        self.room.activateWindow()
        self.shell.open_page("Plan", {"view": "health", **position})
        self.rest()
        found = self.room.view()
        assert isinstance(found, HealthView)
        return found

    def hint(self, kind: Kind, ref: str = "") -> Hint:
        wanted = self.id(ref) if ref else None
        return next(
            one
            for one in self.services.health.hints(self.plan_id)
            if one.kind is kind and wanted in {None, one.action_id}
        )

    def fix(self, words: str) -> None:
        """Press the fix of a hint in the inspector."""
        button = next(one for one in self.section.fixes if one.text() == words)
        click(button)
        self.rest()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focused(), key, modifiers)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.focused(), letter)

    def focused(self) -> QWidget:
        """Return where keys go."""
        popup = QGuiApplication.focusObject()
        found = popup if isinstance(popup, QWidget) else self.room.window().focusWidget()
        assert isinstance(found, QWidget)
        return found


@dataclass(frozen=True)
class Vault:
    """A closed desk, to be copied for each test."""

    path: Path
    key: bytes

    def open(self, folder: Path) -> Store:
        shutil.copy(self.path, folder / "vault.pdv")
        return open_store(folder / "vault.pdv", self.key, "desk", SetClock(NOW), "you")


@pytest.fixture(scope="module")
def vaults(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Vault]:
    """Desks with a plan of so many actions, each made once; 14 are the plan of 2015/16."""

    @cache
    def make(actions: int) -> Vault:
        vault = Vault(tmp_path_factory.mktemp("desk") / "vault.pdv", secrets.token_bytes(32))
        store = create_store(vault.path, vault.key, "desk", SetClock(NOW), "you")
        if actions:
            draft = source_plan() if actions == 14 else large_plan(actions)
            build(store, SetClock(NOW)).plans.import_plan(draft, None)
        store.close_history()
        store.close()
        return vault

    return make


@pytest.fixture
def make_room(
    vaults: Callable[[int], Vault], tmp_path: Path, qtbot: QtBot
) -> Iterator[Callable[[int], Room]]:
    made: list[Room] = []

    def make(actions: int) -> Room:
        made.append(Room(vaults(actions).open(tmp_path), qtbot))
        return made[-1]

    yield make
    for one in made:
        one.store.close()


@pytest.fixture
def room(make_room: Callable[[int], Room]) -> Room:
    return make_room(14)


@cache
def dress() -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")


def click(widget: QWidget, at: QPoint | None = None) -> None:
    where = at or widget.rect().center()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, where)


def answer(dialog_of: type[QDialog], then: Callable[[Any], object]) -> list[QDialog]:
    """Answer the dialog that is about to open."""
    met: list[QDialog] = []

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            # It opens after work beside the window.
            QTimer.singleShot(10, meet)
            return
        assert isinstance(dialog, QDialog)
        try:
            assert isinstance(dialog, dialog_of)
            met.append(dialog)
            then(dialog)
        finally:
            # Whatever happens, or nothing would ever come back from its own loop.
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, meet)
    return met


def give_reason(words: str) -> Callable[[AsideDialog], object]:
    def give(dialog: AsideDialog) -> None:
        dialog.reason_edit.setText(words)
        QApplication.processEvents()
        button = next(
            b for b in dialog.findChildren(type(dialog.add_cancel())) if "Set" in b.text()
        )
        button.click()

    return give


def lines(view: HealthView) -> list[Line]:
    model = view.list.hints
    found = (model.line(row) for row in range(model.rowCount()))
    return [line for line in found if isinstance(line, Line)]


def test_the_chip_counts_and_opens_the_list(room: Room) -> None:
    total = room.services.health.counts(room.plan_id).total
    assert room.chip == f"{total} health hints"
    click(room.page.head.form.health_chip)
    room.rest()
    assert isinstance(room.room.view(), HealthView)
    assert room.room.shown_count() == f"{total} health hints"


def test_an_edit_its_undo_and_an_import_keep_the_chip_true(room: Room) -> None:
    total = room.services.health.counts(room.plan_id).total
    room.at("O2-01")
    rows = [row for row in room.services.plans.sheet(room.plan_id).rows if row.ref == "O2-01"]
    room.page.acts.write(rows, Field.LEADS, "ALL")
    room.rest()
    assert room.chip == f"{total - 1} health hints"
    room.shell.undo()
    room.rest()
    assert room.chip == f"{total} health hints"
    room.services.plans.import_plan(large_plan(60), room.plan_id)
    room.room.reload()
    room.rest()
    counts = room.services.health.counts(room.plan_id)
    assert room.chip == counts.said
    assert counts.total > total


def test_the_inspector_says_what_the_action_lacks(room: Room) -> None:
    room.at("O2-01")
    assert room.section.chip.text() == "3 hints"
    assert [fix.text() for fix in room.section.fixes] == ["Name one", "Fill in", "Link"]
    assert room.section.fixes[0].accessibleName() == "Name one: No lead named"


def test_an_action_without_hints_says_that_nothing_is_missing(room: Room) -> None:
    room.services.health.set_checks(room.plan_id, Checks(off=frozenset(Kind)))
    room.at("O2-01")
    assert room.section.fixes == []
    assert not room.section.chip.isVisibleTo(room.section)
    assert room.chip == "Nothing is missing"


@pytest.mark.parametrize(
    ("ref", "fix", "column"),
    [("O2-01", "Name one", LEAD), ("O2-02", "Set date", TIME)],
)
def test_a_fix_opens_the_very_cell_and_what_is_typed_puts_it_right(
    room: Room, ref: str, fix: str, column: int
) -> None:
    room.at(ref)
    room.fix(fix)
    editor = room.page.editing.editor()
    assert editor is not None
    assert room.page.view.currentIndex().column() == column
    room.type("ALL" if column == LEAD else "2015/16")
    room.key(Qt.Key.Key_Return)
    room.at(ref)
    assert fix not in [one.text() for one in room.section.fixes]


def test_a_placeholder_in_a_hidden_column_shows_the_column_and_opens_the_cell(room: Room) -> None:
    room.services.plans.set_field([room.id("O1-01")], Field.RESOURCES, "TBC")
    room.room.reload()
    room.at("O1-01")
    assert room.page.view.isColumnHidden(BY_KEY["resources"])
    room.fix("Fill in")
    assert room.page.view.currentIndex().column() == BY_KEY["resources"]
    assert room.page.editing.editor() is not None


def test_set_number_opens_the_target_of_the_criterion(room: Room) -> None:
    room.at("O2-02")
    room.fix("Set number")
    focused = room.room.window().focusWidget()
    edit = next(one for one in room.page.inspector.measures.editors.values())
    assert isinstance(edit, MeasureEdit)
    assert focused is edit.target_edit
    room.type("60")
    room.key(Qt.Key.Key_Tab)
    room.rest()
    assert "Set number" not in [one.text() for one in room.section.fixes]


def test_a_contact_opens_where_contacts_are_kept(room: Room) -> None:
    room.at("O3-01")
    met = answer(ContactsDialog, lambda dialog: None)
    button = next(one for one in room.section.fixes if "Probation" in one.accessibleName())
    click(button)
    room.rest()
    [dialog] = met
    assert isinstance(dialog, ContactsDialog)
    assert dialog.name_edit.text() == "Probation"


def test_repeats_lead_to_the_library_and_what_can_be_gathered(room: Room) -> None:
    room.at("O2-01")
    met = answer(GatherDialog, lambda dialog: None)
    room.fix("Link")
    room.bot.waitUntil(lambda: bool(met))
    assert room.shell.went[-1] == ("Plan", {"view": "library", "action": room.id("O2-01")})


def test_the_list_groups_by_kind_in_the_order_in_which_a_plan_is_put_right(room: Room) -> None:
    view = room.view()
    kinds = list(dict.fromkeys(line.hint.kind for line in lines(view)))
    assert kinds == [kind for kind in Kind if kind in kinds]
    assert len(lines(view)) == room.services.health.counts(room.plan_id).total


def test_enter_on_a_hint_opens_its_cell(room: Room) -> None:
    view = room.view(hint=room.hint(Kind.LEAD, "O2-03").key)
    assert room.room.window().focusWidget() is view.list
    room.key(Qt.Key.Key_Return)
    room.rest()
    assert room.room.view() is room.page
    assert room.page.view.current_action() is not None
    assert room.page.view.current_action().ref == "O2-03"  # type: ignore[union-attr]
    assert room.page.editing.editor() is not None


def test_a_click_on_the_link_opens_and_a_click_beside_it_only_chooses(room: Room) -> None:
    view = room.view()
    row = view.list.hints.place_of(room.hint(Kind.LEAD, "O2-02").key)
    assert row is not None
    link = view.list.link_rect(row)
    beside = link.center() - QPoint(link.width() * 2, 0)
    click(view.list.viewport(), beside)
    room.rest()
    assert room.room.view() is view
    assert view.list.currentIndex().row() == row
    click(view.list.viewport(), link.center())
    room.rest()
    assert room.page.editing.editor() is not None


def test_s_sets_a_hint_aside_with_its_reason_and_undo_brings_it_back(room: Room) -> None:
    hint = room.hint(Kind.LEAD, "O2-03")
    view, total = room.view(hint=hint.key), room.services.health.counts(room.plan_id).total
    answer(AsideDialog, give_reason("The board leads it."))
    room.key(Qt.Key.Key_S)
    room.rest()
    assert room.shell.said[-1] == "Hint set aside"
    assert view.list.hints.place_of(hint.key) is None
    assert view.list.current_key() == room.hint(Kind.LEAD, "O2-04").key
    assert view.form.count_chip.text() == f"{total - 1} health hints"
    view = room.view(which="aside")
    [line] = lines(view)
    assert line.why == "The board leads it. – you, 25 Nov 2015"
    room.shell.undo()
    room.rest()
    assert lines(view) == []
    assert view.empty.accessibleName().startswith("Nothing is set aside")


def test_a_hint_without_a_reason_is_not_set_aside(room: Room) -> None:
    view = room.view()
    met = answer(AsideDialog, give_reason("  "))
    room.key(Qt.Key.Key_S)
    room.rest()
    [dialog] = met
    assert isinstance(dialog, AsideDialog)
    assert dialog.reason_field.error() == "Say in a few words why it is right as it is."
    assert room.services.health.aside(room.plan_id) == []
    assert lines(view)


def test_many_are_chosen_and_set_aside_at_once_and_shown_again(room: Room) -> None:
    view = room.view(kind="contact")
    view.list.selectAll()
    answer(AsideDialog, give_reason("By post."))
    room.key(Qt.Key.Key_S)
    room.rest()
    assert room.shell.said[-1] == "7 hints set aside"
    view = room.view(which="aside")
    view.list.selectAll()
    room.key(Qt.Key.Key_S)
    room.rest()
    assert room.shell.said[-1] == "7 hints are shown again"
    assert room.services.health.aside(room.plan_id) == []


def test_filters_keep_what_fits_all_of_them_and_esc_clears_them(room: Room) -> None:
    sheet = room.page.sheet()
    assert sheet is not None
    view = room.view(kind="target", objective=sheet.objectives[0].id, lead="ALL")
    assert {line.hint.kind for line in lines(view)} == {Kind.TARGET}
    assert {line.where[:2] for line in lines(view)} == {"O1"}
    assert view.position()["kind"] == "target"
    every = room.services.health.counts(room.plan_id).total
    room.key(Qt.Key.Key_Escape)
    room.rest()
    assert len(lines(view)) == every


def test_filters_that_nothing_fits_say_so_and_clear(room: Room) -> None:
    view = room.view(kind="date", lead="ALL")
    assert lines(view) == []
    assert view.empty.accessibleName().startswith("No hint fits these filters")
    view.empty.first_clicked.emit()
    assert lines(view)


def test_a_place_in_the_list_is_gone_back_to(room: Room) -> None:
    view = room.view(kind="date", hint=room.hint(Kind.DATE, "O2-04").key)
    place = view.position()
    view.clear()
    view.go_to(place)
    assert view.position() == place
    assert view.list.current_key() == room.hint(Kind.DATE, "O2-04").key


def test_what_to_look_for_is_a_setting_of_the_plan(room: Room) -> None:
    view = room.view()

    def choose(dialog: ChecksDialog) -> None:
        dialog.boxes[Kind.REPEAT].setChecked(False)
        dialog.days_box.setValue(30)
        dialog.accept()

    answer(ChecksDialog, choose)
    view.form.checks_button.click()
    room.rest()
    assert Kind.REPEAT not in {line.hint.kind for line in lines(view)}
    assert room.services.health.checks(room.plan_id) == Checks(30, frozenset({Kind.REPEAT}))
    room.shell.open_page("Plan", {"view": "grid"})
    assert room.chip == room.services.health.counts(room.plan_id).said


def test_repeats_say_their_numbers_in_the_list_too(room: Room) -> None:
    hint = room.hint(Kind.REPEAT, "O2-01")
    view = room.view(hint=hint.key)
    said = view.list.currentIndex().data()
    assert "3 criteria also stand in 10 other rows" in said


def test_arrows_pass_over_headings_and_control_down_goes_to_the_next_kind(room: Room) -> None:
    view = room.view()
    for _ in range(room.services.health.counts(room.plan_id).by_kind[Kind.LEAD]):
        room.key(Qt.Key.Key_Down)
    line = view.list.current_line()
    assert line is not None
    assert line.hint.kind is Kind.CONTACT
    room.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    line = view.list.current_line()
    assert line is not None
    assert line.hint.kind is Kind.DATE


def test_a_desk_without_a_plan_says_so_and_has_no_chip(make_room: Callable[[int], Room]) -> None:
    room = make_room(0)
    assert room.chip == ""
    assert room.view().empty.accessibleName().startswith("No delivery plan yet")


def test_thousands_of_hints_are_listed_and_stay_where_they_were_after_an_edit(
    make_room: Callable[[int], Room],
) -> None:
    room = make_room(300)
    counts = room.services.health.counts(room.plan_id)
    view = room.view(kind="repeat")
    assert len(lines(view)) == counts.by_kind[Kind.REPEAT] == 300
    view.list.go_to_row(220)
    key, scrolled = view.list.current_key(), view.list.verticalScrollBar().value()
    room.services.plans.set_field([lines(view)[3].hint.action_id or 0], Field.CRITERIA, "Own words")
    room.rest()
    assert len(lines(view)) == 299
    assert view.list.current_key() == key
    assert (
        abs(view.list.verticalScrollBar().value() - scrolled)
        <= view.list.visualRect(view.list.currentIndex()).height()
    )


def test_the_list_is_a_sound_model(room: Room) -> None:
    view = room.view()
    model = HintModel(view)
    tester = QAbstractItemModelTester(model)
    report = room.services.health.report(room.plan_id)
    some = [Line(hint, "O1-01", "Title") for hint in report.hints]
    model.show(some)
    model.show(some[:3])
    model.show([])
    assert tester.model() is model


def test_a_hint_is_set_aside_from_the_inspector_too(room: Room) -> None:
    room.at("O2-01")
    menu = room.section.menu(room.hint(Kind.LEAD, "O2-01"))
    assert [one.text() for one in menu.actions()] == ["Set aside…", "All health hints"]
    answer(AsideDialog, give_reason("The board."))
    menu.actions()[0].trigger()
    room.rest()
    assert [fix.text() for fix in room.section.fixes] == ["Fill in", "Link"]
    assert room.section.chip.text() == "2 hints"
    menu.actions()[1].trigger()
    room.rest()
    assert isinstance(room.room.view(), HealthView)


def test_where_nothing_is_missing_the_list_says_so(room: Room) -> None:
    room.services.health.set_checks(room.plan_id, Checks(off=frozenset(Kind)))
    assert room.view().empty.accessibleName().startswith("Nothing is missing. 9 kinds of hints")
