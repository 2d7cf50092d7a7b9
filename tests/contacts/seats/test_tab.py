"""The grid of seats and the organisation beside it, on real widgets, by keys where it counts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.contacts.ui.seats.dialogs import FillDialog, VacateDialog
from prevent_desk.contacts.ui.seats.organisation_dialog import OrganisationDialog
from prevent_desk.ui.widgets.labels import WrapLabel
from tests.contacts.desks import DEPUTY, LEAD, TODAY, Desk
from tests.contacts.rooms import Room
from tests.referrals.dialogs import in_dialog


def filled(desk: Desk) -> tuple[int, int]:
    """Enter a full agency, and one whose lead left."""
    police = desk.agency("City Police", "police", statute="police")
    desk.fill(police, LEAD, "DS Rae Cole", date(2024, 1, 8), verified=date(2025, 10, 12))
    desk.fill(police, DEPUTY, "DC Mo Lyle", date(2024, 1, 8), verified=date(2024, 10, 12))
    probation = desk.agency("Probation", "criminal_justice")
    held = desk.fill(probation, LEAD, "Ola Brandt", date(2024, 1, 8), verified=TODAY)
    desk.contacts.seats.vacate(held, date(2025, 11, 3), "Moved", "Two open actions")
    desk.fill(probation, DEPUTY, "Hal Quist", date(2024, 1, 8), verified=TODAY)
    return police, probation


def cells(tab: object, row: int) -> list[str]:
    table = tab.table  # type: ignore[attr-defined]
    return [table.rows.index(row, column).data() for column in range(3)]


def pane_words(tab: object) -> str:
    pane = tab.pane  # type: ignore[attr-defined]
    return "\n".join(one.text() for one in pane.findChildren(WrapLabel))


def test_the_grid_says_in_words_who_sits_where_and_what_is_wrong(desk: Desk, qtbot: QtBot) -> None:
    filled(desk)
    tab = Room(desk, qtbot).seats()
    assert cells(tab, 0) == [
        "City Police, Police",
        "DS Rae Cole, Verified 12 Oct 2025",
        "DC Mo Lyle, Check: 12 Oct 2024",
    ]
    assert cells(tab, 1)[1] == "Vacant, since 3 Nov 2025, 22 days"
    assert tab.filters.chips["vacant"].accessibleName() == "1 vacancy, filter off"
    assert tab.filters.count_label.text() == "2 of 2 shown"


def test_a_quick_filter_and_the_words_leave_what_fits_and_esc_takes_them_off(
    desk: Desk, qtbot: QtBot
) -> None:
    filled(desk)
    room = Room(desk, qtbot)
    tab = room.seats()
    tab.filters.chips["vacant"].click()
    assert tab.table.rows.rowCount() == 1
    tab.filter_here()
    room.keys("cole", to=tab.filters.box)
    assert tab.empty.isVisible()
    assert "“cole”, 1 vacancy" in tab.empty.accessibleName()
    tab.filters.clear()
    room.keys("rae", to=tab.filters.box)
    assert [row.organisation.name for row in tab.table.rows.rows()] == ["City Police"]
    room.keys(Qt.Key.Key_Escape, to=tab.filters.box)
    assert tab.table.rows.rowCount() == 2


def test_enter_on_a_vacancy_fills_it_with_somebody_new_in_one_undo(
    desk: Desk, qtbot: QtBot
) -> None:
    _, probation = filled(desk)
    room = Room(desk, qtbot)
    tab = room.seats()
    tab.table.go_to_key(probation)
    tab.table.setFocus()
    room.keys(Qt.Key.Key_Right)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FillDialog)
        box = dialog.who_edit.box
        assert dialog.focusWidget() in {box, box.lineEdit()}
        QTest.keyClicks(dialog.who_edit.box, "Kim Barrow")
        assert dialog.who_edit.email_edit.isVisible()
        dialog.who_edit.email_edit.setText("kim@prob.example")
        dialog.how_edit.setFocus()
        QTest.keyClicks(dialog.how_edit, "mail of 24 Nov")
        QTest.keyClick(dialog.how_edit, Qt.Key.Key_Return)

    in_dialog(lambda: room.keys(Qt.Key.Key_Return), answer)

    held = desk.seat(probation, LEAD).holder
    assert held is not None
    assert (held.contact.name, held.contact.email) == ("Kim Barrow", "kim@prob.example")
    assert (held.verified, held.verified_how) == (TODAY, "mail of 24 Nov")
    assert cells(tab, 1)[1] == "Kim Barrow, Verified 25 Nov 2025"
    assert room.shell.said == ["The seat is filled"]

    room.shell.undo()

    assert desk.seat(probation, LEAD).holder is None
    assert all(one.name != "Kim Barrow" for one in desk.contacts.people.all())
    assert cells(tab, 1)[1].startswith("Vacant")


def test_somebody_known_is_chosen_by_their_name_alone(desk: Desk, qtbot: QtBot) -> None:
    _, probation = filled(desk)
    quist = desk.holder(probation, DEPUTY).id
    room = Room(desk, qtbot, tab="seats", organisation=probation)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FillDialog)
        dialog.who_edit.box.setEditText("hal quist")
        assert dialog.who_edit.email_edit.isHidden() or not dialog.who_edit.is_new()
        dialog.verb_button.click()

    in_dialog(room.seats().fill_button.click, answer)
    assert desk.holder(probation, LEAD).id == quist


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_written(
    desk: Desk, qtbot: QtBot
) -> None:
    filled(desk)
    room = Room(desk, qtbot)
    label = desk.store.undo_label()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FillDialog)
        dialog.verb_button.click()
        assert dialog.who_edit.field.error() == "Choose somebody, or type a new name."
        dialog.who_edit.box.setEditText("Kim")
        dialog.since_field.edit.setText("31 feb")
        dialog.verb_button.click()
        assert dialog.since_field.error()

    in_dialog(room.seats().fill_button.click, answer)
    assert desk.store.undo_label() == label


def test_the_pane_follows_and_tells_seats_people_and_who_was_there(
    desk: Desk, qtbot: QtBot
) -> None:
    _, probation = filled(desk)
    room = Room(desk, qtbot)
    tab = room.seats()
    tab.table.setFocus()
    room.keys(Qt.Key.Key_Down)
    qtbot.waitUntil(
        lambda: tab.pane.organisation is not None and tab.pane.organisation.id == probation
    )
    words = pane_words(tab)
    assert "Panel lead: Vacant" in words
    assert "Panel deputy: Hal Quist" in words
    assert "Ola Brandt, panel lead" in words
    assert "Handed over: Two open actions" in words


def test_of_hundreds_of_people_the_pane_shows_a_dozen_and_leads_to_all(
    desk: Desk, qtbot: QtBot
) -> None:
    police, _ = filled(desk)
    for number in range(20):
        desk.person(f"PC Number {number}", police)
    room = Room(desk, qtbot)
    tab = room.seats()
    tab.go_to({"organisation": police})
    assert "People, 22" in pane_words(tab)
    assert sum(words.startswith("PC Number") for words in pane_words(tab).splitlines()) <= 12
    tab.pane.focus_button("Show all 22")
    room.keys(Qt.Key.Key_Space)
    people = room.people()
    assert people.filters.words() == "City Police"
    assert people.table.rows.rowCount() == 22


def test_a_seat_is_vacated_from_the_pane_and_words_left_in_the_dialog_are_there_again(
    desk: Desk, qtbot: QtBot
) -> None:
    _, probation = filled(desk)
    room = Room(desk, qtbot, tab="seats", organisation=probation)
    tab = room.seats()
    vacate = next(
        one for one in tab.pane.buttons() if one.accessibleName().startswith("Vacate: Panel deputy")
    )

    def leave(dialog: QDialog) -> None:
        assert isinstance(dialog, VacateDialog)
        QTest.keyClicks(dialog.handover_edit, "Files are with the manager")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(vacate.click, leave)
    assert desk.holder(probation, DEPUTY).name == "Hal Quist"

    def finish(dialog: QDialog) -> None:
        assert isinstance(dialog, VacateDialog)
        assert dialog.handover_edit.toPlainText() == "Files are with the manager"
        assert dialog.afresh_button.isVisible()
        dialog.verb_button.click()

    in_dialog(vacate.click, finish)
    seat = desk.seat(probation, DEPUTY)
    assert (seat.vacant_since, seat.past[0].handover) == (TODAY, "Files are with the manager")
    assert "Vacant" in pane_words(tab)
    assert not any(key.startswith("contacts/vacate") for key in room.shell.drafts())


def test_an_empty_page_leads_to_the_first_agency_and_its_two_seats(
    desk: Desk, qtbot: QtBot
) -> None:
    room = Room(desk, qtbot)
    tab = room.seats()
    assert tab.empty.isVisible()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, OrganisationDialog)
        QTest.keyClicks(dialog.name_edit, "Probation")
        dialog.panel_box.setChecked(True)
        dialog.areas_edit.setPlainText("Hackney\nNowhere")
        dialog.verb_button.click()
        assert "Nowhere" in dialog.areas_field.error()
        dialog.areas_edit.setPlainText("Hackney")
        dialog.verb_button.click()

    in_dialog(tab.empty.first_clicked.emit, answer)

    (place,) = desk.contacts.organisations.all()
    assert place.areas == ("hackney",)
    assert cells(tab, 0)[1:] == ["Vacant, since 25 Nov 2025"] * 2
    assert tab.pane.organisation is not None
    desk.store.undo()
    room.room.reload()
    assert tab.empty.isVisible()


def test_toasts_and_labels_of_undo_name_nobody(desk: Desk, qtbot: QtBot) -> None:
    _, probation = filled(desk)
    room = Room(desk, qtbot, tab="seats", organisation=probation)
    tab = room.seats()
    away = next(
        one for one in tab.pane.buttons() if one.accessibleName().startswith("Away: Panel deputy")
    )

    def answer(dialog: QDialog) -> None:
        dialog.last_field.edit.setText("4 dec")  # type: ignore[attr-defined]
        dialog.verb_button.click()  # type: ignore[attr-defined]

    in_dialog(away.click, answer)
    assert "Away until 4 Dec 2025" in pane_words(tab)
    told = " ".join([*room.shell.said, str(desk.store.undo_label())])
    assert "Quist" not in told


def test_the_page_fits_a_small_screen(desk: Desk, qtbot: QtBot) -> None:
    filled(desk)
    room = Room(desk, qtbot)
    room.seats()
    hint = room.room.minimumSizeHint()
    assert hint.width() <= 1204
    assert hint.height() <= 568


def test_another_seat_is_filled_from_the_pane(desk: Desk, qtbot: QtBot) -> None:
    _, probation = filled(desk)
    room = Room(desk, qtbot, tab="seats", organisation=probation)
    more = next(
        one
        for one in room.seats().pane.buttons()
        if one.accessibleName().startswith("Fill another")
    )

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FillDialog)
        assert dialog.kind() is SeatKind.PLAN_LEAD
        dialog.who_edit.box.setEditText("Hal Quist")
        dialog.verb_button.click()

    in_dialog(more.click, answer)
    assert desk.holder(probation, SeatKind.PLAN_LEAD).name == "Hal Quist"
