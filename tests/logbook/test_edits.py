"""The edits that logs share, and the form they stand in."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.period import Period, Preset, preset
from prevent_desk.logbook.ui.count_edit import CountEdit
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.logbook.ui.parties_edit import PartiesEdit, known_parties
from prevent_desk.logbook.ui.period_edit import PeriodEdit
from prevent_desk.store.session import Store
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from tests.logbook.logs import NOW, clock
from tests.plan.page_room import DeskStandIn

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # popups

KEY = Qt.Key
LIBRARY, BELLO = Party("Barbican Library", 1), Party("Ade Bello, Barbican Library", 1, 2)


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus()


# Counts


def test_a_number_reads_back_how_it_is_known_while_it_is_typed(qtbot: QtBot) -> None:
    edit = CountEdit()
    shown(qtbot, edit)
    for typed, said in (("120", "counted"), ("c. 120", "estimated"), ("?", "not known"), ("x", "")):
        edit.setText(typed)
        assert edit.said() == said
        assert edit.accessibleDescription() == said


def test_a_number_is_taken_on_leaving_and_told_once(qtbot: QtBot) -> None:
    edit = CountEdit()
    shown(qtbot, edit)
    told: list[Count] = []
    edit.count_chosen.connect(told.append)
    QTest.keyClicks(edit, "200+")
    edit.clearFocus()
    edit.take()
    assert edit.text() == "about 200"
    assert told == [edit.count()] == [Count(200, How.ESTIMATED)]


def test_what_is_no_number_stays_as_typed_and_is_said(qtbot: QtBot) -> None:
    edit = CountEdit()
    shown(qtbot, edit)
    QTest.keyClicks(edit, "20-30")
    with qtbot.waitSignal(edit.refused) as told:
        QTest.keyClick(edit, KEY.Key_Return)
    assert told.args == ["“20-30” is two numbers. Say one: “about 25”."]
    assert (edit.text(), edit.count()) == ("20-30", NOT_KNOWN)


# Periods


def test_a_period_of_the_list_is_chosen_by_keys_and_called_by_its_name(qtbot: QtBot) -> None:
    edit = PeriodEdit(lambda: NOW.date())
    shown(qtbot, edit)
    QTest.keyClick(edit, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, "last quarter")
    with qtbot.waitSignal(edit.period_chosen) as told:
        QTest.keyClick(edit, KEY.Key_Return)
    assert told.args == [preset(Preset.LAST_QUARTER, NOW.date())]
    assert edit.currentText() == "Last quarter"


def test_escape_puts_the_period_back_as_it_was(qtbot: QtBot) -> None:
    edit = PeriodEdit(lambda: NOW.date())
    shown(qtbot, edit)
    edit.set_period(Period(date(2025, 5, 1), date(2025, 7, 31)))
    QTest.keyClick(edit, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, "1 feb")
    QTest.keyClick(edit, KEY.Key_Escape)
    assert edit.currentText() == "1 May to 31 Jul 2025"


# Who took part


def test_everybody_of_the_contacts_can_be_named_organisations_first(store: Store) -> None:
    contacts = contact_service.build(store, clock())
    library = contacts.organisations.add(NewOrganisation("Barbican Library", "local_government"))
    person = contacts.people.add(NewContact("Ade Bello", organisation_id=library))
    assert known_parties(contacts) == [
        Party("Barbican Library", library),
        Party("Ade Bello, Barbican Library", library, person),
    ]


def test_names_are_taken_by_enter_known_or_not_and_taken_off_by_backspace(qtbot: QtBot) -> None:
    edit = PartiesEdit(lambda: [LIBRARY, BELLO])
    shown(qtbot, edit)
    QTest.keyClicks(edit.line, "barbican library")
    popup = edit.line.completer().popup()
    assert popup is not None
    popup.hide()
    QTest.keyClick(edit.line, KEY.Key_Return)
    QTest.keyClicks(edit.line, "The cheese stall")
    QTest.keyClick(edit.line, KEY.Key_Return)
    assert edit.parties() == [LIBRARY, Party("The cheese stall")]
    QTest.keyClick(edit.line, KEY.Key_Backspace)
    assert edit.parties() == [LIBRARY]


def test_a_name_is_taken_once_and_also_when_the_field_is_read(qtbot: QtBot) -> None:
    edit = PartiesEdit(lambda: [LIBRARY])
    shown(qtbot, edit)
    for _ in range(2):
        edit.line.setText("Barbican Library")
        assert edit.take()
    assert edit.parties() == [LIBRARY]


def test_a_draft_keeps_who_is_chosen_and_who_is_being_typed(qtbot: QtBot) -> None:
    edit, other = PartiesEdit(list), PartiesEdit(list)
    shown(qtbot, edit)
    edit.set_parties([LIBRARY, BELLO])
    edit.line.setText("somebody")
    other.set_kept_text(edit.kept_text())
    assert other.parties() == [LIBRARY, BELLO, Party("somebody")]
    other.set_kept_text("not json")
    assert other.parties() == []


# The form


class LogDialog(EntryDialog):
    """A form of all kinds of fields."""

    def __init__(self, desk: DeskStandIn) -> None:
        super().__init__("Log event", desk, "tests/events/new")
        self.kind = Segmented([Choice("m", "Meeting"), Choice("s", "Stall")], "Kind")
        self.day = DateEdit(lambda: NOW.date(), is_past=True)
        self.reach = CountEdit()
        self.parties = PartiesEdit(lambda: [LIBRARY])
        self.put(self.field("kind", "&Kind", self.kind))
        day = self.field("day", "&Day", self.day)
        self.put(day, self.field("reach", "&Reached", self.reach))
        self.put(self.field("with", "&With", self.parties, optional=True))
        self.logged: list[tuple[str, date | None, Count, list[Party]]] = []
        self.write = self._write
        self.refuses = False
        self.end("&Log event")

    def wrong(self) -> dict[str, str]:
        return {
            "kind": "" if self.kind.value() else "Say what it was.",
            "day": "" if self.day.day() else "On which day was it?",
        }

    def _write(self) -> None:
        if self.refuses:
            raise Refused("The disk is full.")
        self.logged.append(
            (self.kind.value(), self.day.day(), self.reach.count(), self.parties.parties())
        )


def test_the_first_field_that_is_wrong_gets_the_keyboard_and_all_say_so(
    store: Store, qtbot: QtBot
) -> None:
    dialog = LogDialog(DeskStandIn(store))
    shown(qtbot, dialog)
    dialog.reach.setText("20-30")
    dialog.parties.line.setFocus()
    QTest.keyClick(dialog.parties.line, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.logged == []
    assert [dialog.fields[name].error() for name in ("kind", "day", "reach")] == [
        "Say what it was.", "On which day was it?",
        "“20-30” is two numbers. Say one: “about 25”.",
    ]  # fmt: skip
    focus = QApplication.focusWidget()
    assert focus is not None
    assert dialog.kind.isAncestorOf(focus)
    QTest.keyClick(focus, KEY.Key_Space)
    assert dialog.fields["kind"].error() == ""


def test_a_form_is_filled_by_keys_and_ctrl_enter_saves_it(store: Store, qtbot: QtBot) -> None:
    dialog = LogDialog(DeskStandIn(store))
    shown(qtbot, dialog)
    dialog.kind.set_value("s")
    dialog.day.setFocus()
    QTest.keyClicks(dialog.day, "20 nov")
    QTest.keyClicks(dialog.reach, "about 120")
    QTest.keyClicks(dialog.parties.line, "The cheese stall")
    QTest.keyClick(dialog.parties.line, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.logged == [
        ("s", date(2025, 11, 20), Count(120, How.ESTIMATED), [Party("The cheese stall")])
    ]
    assert not dialog.isVisible()
    assert DeskStandIn(store).drafts() == {}


def test_what_was_typed_is_there_when_the_form_is_opened_again(store: Store, qtbot: QtBot) -> None:
    desk = DeskStandIn(store)
    dialog = LogDialog(desk)
    shown(qtbot, dialog)
    dialog.kind.set_value("s")
    QTest.keyClicks(dialog.day, "20 nov")
    QTest.keyClicks(dialog.reach, "c. 40")
    dialog.parties.set_parties([LIBRARY])
    dialog.parties.edited.emit()
    dialog.reject()
    again = LogDialog(desk)
    shown(qtbot, again)
    assert (again.kind.value(), again.parties.parties()) == ("s", [LIBRARY])
    assert again.is_ready()
    assert (again.day.day(), again.reach.count()) == (date(2025, 11, 20), Count(40, How.ESTIMATED))
    again.save()
    assert desk.drafts() == {}
