"""The view of panels by keyboard, over a real store: planned, filled, called out, answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, TypeVar

import icalendar
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model import series
from prevent_desk.panels.model.records import MeetingState
from prevent_desk.panels.model.series import NewSeries
from prevent_desk.panels.ui.meetings.call_out_dialog import CallOutDialog
from prevent_desk.panels.ui.meetings.case_picker import CasePicker
from prevent_desk.panels.ui.meetings.invitation_dialog import InvitationDialog
from prevent_desk.panels.ui.meetings.meeting_dialog import MeetingDialog
from prevent_desk.panels.ui.meetings.pack_dialog import PackDialog
from prevent_desk.panels.ui.meetings.people_dialogs import AskDialog, DeputyDialog, GuestDialog
from prevent_desk.panels.ui.meetings.view import MeetingsView
from prevent_desk.panels.ui.settings_section import PanelSection
from prevent_desk.referrals.model.states import State
from prevent_desk.ui import messages, theme
from tests.panels.desks import Desk, open_desk
from tests.panels.meetings.planned import REASON, gathered, planned
from tests.panels.rooms import Room

Found = TypeVar("Found", bound=QDialog)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Iterator[Room]:
    made = Room(desk)
    made.show()
    yield made
    made.end()


def view(room: Room) -> MeetingsView:
    found = room.room.view()
    assert isinstance(found, MeetingsView)
    return found


def over(opens: Callable[[], object], kind: type[Found], act: Callable[[Found], object]) -> None:
    """Open a dialog, act in it while it waits; it is closed where the act leaves it open."""
    met: list[QDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind), dialog
        met.append(dialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)
    opens()
    assert met


def test_a_panel_is_planned_by_words_and_shown(room: Room) -> None:
    def act(dialog: MeetingDialog) -> None:
        QTest.keyClicks(dialog.date_edit, "wed 10 dec")
        QTest.keyClicks(dialog.from_edit, "2pm")
        dialog.from_edit.take()
        assert dialog.until_edit.text() == "15:30"
        dialog.save_button.click()

    over(view(room).plan, MeetingDialog, act)
    meeting = view(room).sheet.meeting
    assert meeting is not None
    assert f"{meeting.starts:%Y-%m-%d %H:%M}" == "2025-12-10 14:00"
    assert room.shell.said[-1] == "Panel of 10 Dec 2025 planned"
    assert room.room.position()["meeting"] == meeting.id


def test_every_field_of_a_new_panel_is_reached_by_tab_from_its_day(room: Room) -> None:
    def act(dialog: MeetingDialog) -> None:
        assert dialog.focusWidget() is dialog.date_edit
        met: list[QWidget] = [dialog.date_edit]
        while len(met) < 40:
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            if dialog.focusWidget() is met[0]:
                break
            met.append(dialog.focusWidget())
        fields = (dialog.series_combo, dialog.from_edit, dialog.link_edit, dialog.save_button)
        assert all(field in met for field in fields)
        day, last = (one.mapTo(dialog, QPoint(0, 0)).y() for one in (met[0], met[-1]))
        assert last < day
        assert met[met.index(dialog.save_button) + 1] is dialog.series_combo

    room.desk.services.series.add(NewSeries("Channel panel", series.monthly(2, 2)))
    over(view(room).plan, MeetingDialog, act)


def test_what_is_typed_of_a_new_panel_is_there_again_after_esc(room: Room) -> None:
    def leave(dialog: MeetingDialog) -> None:
        QTest.keyClicks(dialog.date_edit, "wed 10 dec")
        QTest.keyClicks(dialog.link_edit, "https://meet.example/1")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def go_on(dialog: MeetingDialog) -> None:
        assert dialog.link_edit.text() == "https://meet.example/1"
        QTest.keyClicks(dialog.from_edit, "2pm")
        dialog.save_button.click()
        assert not dialog.isVisible()

    over(view(room).plan, MeetingDialog, leave)
    over(view(room).plan, MeetingDialog, go_on)
    meeting = view(room).sheet.meeting
    assert meeting is not None
    assert f"{meeting.starts:%Y-%m-%d %H:%M}" == "2025-12-10 14:00"
    assert not room.shell.draft("panels/plan")


def test_a_panel_that_is_refused_stays_in_its_dialog(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(messages, "show_failure", lambda *args: told.append(args[1]))

    def refused(*_args: object) -> None:
        raise Refused("The disk is full.")

    monkeypatch.setattr(type(room.desk.services.meetings), "add", refused)

    def act(dialog: MeetingDialog) -> None:
        QTest.keyClicks(dialog.date_edit, "wed 10 dec")
        QTest.keyClicks(dialog.from_edit, "2pm")
        dialog.save_button.click()
        assert dialog.isVisible()
        assert dialog.from_edit.text() == "14:00"

    over(view(room).plan, MeetingDialog, act)
    assert len(told) == 1


@pytest.mark.parametrize("which", ["plan", "series"])
def test_at_large_text_the_buttons_of_a_dialog_stay_on_the_screen(
    room: Room, qapp: QApplication, which: str
) -> None:
    theme.install(qapp, scheme="light")
    room.desk.services.series.add(NewSeries("Channel panel", series.monthly(2, 2)))
    theme.set_text_percent(150)

    def act(dialog: DraftedDialog) -> None:
        fields = dialog.area.widget()
        assert fields is not None
        assert fields.sizeHint().height() > dialog.area.minimumHeight(), "nothing has to scroll"
        assert dialog.height() <= dialog.screen().availableGeometry().height() - theme.px(40)

    try:
        over(getattr(view(room), which), DraftedDialog, act)
    finally:
        theme.set_text_percent(100)


def test_at_large_text_a_list_of_cases_gives_way_to_the_button_below(
    room: Room, qapp: QApplication
) -> None:
    theme.install(qapp, scheme="light")
    one, _items = planned(room.desk, 1, called=True)
    gathered(room.desk, "Una", "Reeve")
    room.open("meetings", meeting=one)
    theme.set_text_percent(150)

    def act(dialog: CasePicker) -> None:
        assert dialog.table.isVisible()
        most = dialog.screen().availableGeometry().height() - theme.px(40)
        assert dialog.minimumSizeHint().height() <= most
        assert dialog.height() <= most

    try:
        over(view(room).sheet.agenda.pick, CasePicker, act)
    finally:
        theme.set_text_percent(100)


def test_a_panel_without_a_day_says_so_at_the_field(room: Room) -> None:
    def act(dialog: MeetingDialog) -> None:
        dialog.save_button.click()
        assert "Say the day" in dialog.date_field.error()

    over(view(room).plan, MeetingDialog, act)


def test_a_day_that_is_closed_is_told_while_planning(room: Room) -> None:
    def act(dialog: MeetingDialog) -> None:
        QTest.keyClicks(dialog.date_edit, "25 dec")
        dialog.date_edit.take()
        assert "Christmas Day" in dialog.day_label.text()

    over(view(room).plan, MeetingDialog, act)


def test_nothing_planned_offers_to_plan(tmp_path: Path, qtbot: QtBot) -> None:
    desk = open_desk(tmp_path, meeting=False)
    room = Room(desk)
    room.show()
    shown = view(room)
    assert shown.pages.currentWidget() is shown.empty
    assert shown.primary_new() is not None
    room.end()
    desk.store.close()


def test_cases_are_found_ticked_and_put_on_in_one_undo(room: Room) -> None:
    one, _items = planned(room.desk, 0)
    wanted = gathered(room.desk, "Imran", "Vale")
    gathered(room.desk, "Tess", "Ober")
    room.open("meetings", meeting=one)

    def act(dialog: CasePicker) -> None:
        QTest.keyClicks(dialog.search, "vale")
        dialog.table.selectRow(0)
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        dialog.search.clear()
        assert dialog.add_button.text() == "Put 1 case on the agenda"
        dialog.add_button.click()

    over(view(room).sheet.agenda.pick, CasePicker, act)
    found = [i.episode_id for i in room.desk.services.agenda.of(one) if i.episode_id]
    assert found == [wanted]
    room.desk.store.undo()
    assert not [i for i in room.desk.services.agenda.of(one) if i.episode_id]


def test_alt_up_moves_a_case_and_its_letter_follows(room: Room) -> None:
    one, items = planned(room.desk, 2)
    room.open("meetings", meeting=one)
    agenda = view(room).sheet.agenda
    agenda.list.setFocus()
    agenda.list.go_to_key(items[1])
    room.press(Qt.Key.Key_Up, ALT)
    assert agenda.list.key() == items[1]
    assert room.desk.services.agenda.one(items[1]).letter == "A"


def test_letters_tick_answers_and_go_on_to_the_next(room: Room) -> None:
    one, _items = planned(room.desk, 1, called=True)
    room.open("meetings", meeting=one, part="people")
    people = view(room).sheet.people
    people.list.setFocus()
    people.list.choose(0)
    room.press(Qt.Key.Key_C)
    room.press(Qt.Key.Key_A)
    found = [each.answer for each in room.desk.services.invitations.of(one)][:3]
    assert found == ["coming", "apology", ""]


def test_who_is_asked_is_proposed_and_put_on_the_list(room: Room) -> None:
    one, _items = planned(room.desk, 1)
    room.open("meetings", meeting=one, part="people")
    shown = view(room).sheet.people
    assert shown.pages.currentWidget() is shown.empty
    over(shown.fill, AskDialog, lambda dialog: dialog.put_button.click())
    assert len(room.desk.services.invitations.of(one)) == 7
    assert shown.pages.currentWidget() is shown.list


def test_a_guest_for_one_case_is_asked_from_the_prompt(room: Room) -> None:
    one, _items = planned(room.desk, 0)
    case = gathered(room.desk, "Una", "Reeve", home="hackney")
    item = room.desk.services.agenda.add_case(one, case, "new")
    room.open("meetings", meeting=one, part="people")
    people = view(room).sheet.people
    assert "lives in Hackney" in people.banner.text()

    def act(dialog: GuestDialog) -> None:
        assert dialog.agency_combo.currentText() == "Hackney"
        dialog.name_combo.setCurrentText("T. Adeyemi")
        assert dialog.mail_edit.text() == "adeyemi@hackney.example"
        dialog.add_button.click()

    over(people.banner.link_clicked.emit, GuestDialog, act)
    (guest,) = room.desk.services.invitations.of(one)
    assert (guest.name, guest.item_id) == ("T. Adeyemi", item)


def test_a_deputy_is_begun_with_who_holds_the_seat(room: Room) -> None:
    one, _items = planned(room.desk, 1, called=True)
    room.open("meetings", meeting=one, part="people")
    people = view(room).sheet.people
    lead = next(e for e in room.desk.services.invitations.of(one) if e.agency == "Probation")
    people.list.go_to_key(lead.id)

    def act(dialog: DeputyDialog) -> None:
        assert dialog.name_combo.currentText() == "G. Teale"
        dialog.add_button.click()

    over(people.send_deputy, DeputyDialog, act)
    assert room.desk.services.invitations.of(one)[-1].stands_for == "F. Varga"


def test_a_call_out_leaves_drafts_that_mail_and_calendar_programs_read(
    room: Room, tmp_path: Path
) -> None:
    one, items = planned(room.desk, 2)
    invitations = room.desk.services.invitations
    invitations.ask(one, invitations.propose(one))
    folder = tmp_path / "drafts"
    folder.mkdir()
    room.open("meetings", meeting=one)

    def draft(dialog: InvitationDialog) -> None:
        dialog.folder_line.folder = folder
        dialog.make_button.click()
        room.settle()
        assert dialog.made

    def act(dialog: CallOutDialog) -> None:
        for edit in dialog.reasons.values():
            edit.setText(REASON)
        over(dialog.draft, InvitationDialog, draft)

    over(view(room).sheet.call_out, CallOutDialog, act)
    meeting = room.desk.services.meetings.one(one)
    assert meeting.called is not None
    states = [each.state for each in room.desk.services.scheduling.cases(one)]
    assert states == [State.PANEL_SCHEDULED] * len(items)
    drafts = sorted(folder.glob("*.eml"))
    assert len(drafts) == len(invitations.of(one))
    for path in drafts:
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert message["X-Unsent"] == "1"
        (part,) = message.iter_attachments()
        calendar: Any = icalendar.Calendar.from_ical(part.get_content())
        assert str(calendar.events[0]["UID"]) == meeting.uid
        body = message.get_body(("plain",))
        assert body is not None
        text = body.get_content()
        assert "PD-2025-006" in text
        for name in ("Imran", "Vale", "Tess", "Ober"):
            assert name not in path.read_text("utf-8", "replace")


def test_a_new_time_offers_drafts_of_the_change(room: Room) -> None:
    one, _items = planned(room.desk, 1, called=True)
    room.open("meetings", meeting=one)
    sheet = view(room).sheet
    assert not sheet.banner.isVisible()

    def act(dialog: MeetingDialog) -> None:
        dialog.date_edit.setText("17 dec")
        dialog.save_button.click()

    over(sheet.change, MeetingDialog, act)
    assert "told the old one" in sheet.banner.text()

    def read(dialog: InvitationDialog) -> None:
        assert len(dialog.model.chosen()) == 7
        assert "new time or place" in dialog.form.message_text.toPlainText()

    over(sheet.banner.link_clicked.emit, InvitationDialog, read)


def test_a_panel_is_cancelled_with_its_reason(room: Room) -> None:
    one, _items = planned(room.desk, 1, called=True)
    room.open("meetings", meeting=one)

    def act(dialog: Any) -> None:
        dialog.verb.click()
        assert dialog.why_field.error()
        dialog.why_edit.setText("No quorum")
        dialog.verb.click()

    over(view(room).sheet.cancel, QDialog, act)
    assert room.desk.services.meetings.one(one).state is MeetingState.CANCELLED
    assert "No quorum" in view(room).sheet.banner.text()


def test_the_papers_are_seen_before_they_are_saved(room: Room, tmp_path: Path) -> None:
    room.open("meetings", meeting=room.desk.told.meeting, part="papers")

    def act(dialog: PackDialog) -> None:
        room.settle()
        assert dialog.pages.isVisible()
        dialog.choose_folder = lambda _start: str(tmp_path)
        dialog.folder_button.click()
        dialog.form.password_check.setChecked(False)
        dialog.save()
        room.settle()
        assert dialog.saved is not None
        assert dialog.saved.read_bytes().startswith(b"%PDF")

    over(view(room).sheet.papers.take_out, PackDialog, act)


def test_no_case_ticked_makes_no_papers_and_says_why(room: Room) -> None:
    room.open("meetings", meeting=room.desk.told.meeting, part="papers")

    def act(dialog: PackDialog) -> None:
        room.settle()
        dialog.model.tick(range(dialog.model.rowCount()), on=False)
        dialog._prepare()
        assert dialog.form.told_banner.text() == "Tick at least one case."

    over(view(room).sheet.papers.take_out, PackDialog, act)


def test_replies_are_ticked_case_by_case(room: Room) -> None:
    room.open("meetings", meeting=room.desk.told.meeting, part="information")
    part = view(room).sheet.information
    assert part.list.rows.rowCount() == 5
    part.list.choose(2)
    assert part.tab._episode is not None
    assert part.tab._episode.ref == "PD-2025-003"


def test_readiness_leads_to_where_it_is_mended(room: Room) -> None:
    one, _items = planned(room.desk, 1)
    room.open("meetings", meeting=one, part="ready")
    sheet = view(room).sheet
    titles = [row.title for row in sheet.ready.list.rows.rows()]
    sheet.ready.list.choose(titles.index("Answers"))
    sheet.ready.list.setFocus()
    room.press(Qt.Key.Key_Return)
    assert sheet.part() == "people"


def test_the_next_step_of_a_called_panel_opens_the_desk(room: Room) -> None:
    one, _items = planned(room.desk, 1, called=True)
    room.open("meetings", meeting=one)
    view(room).sheet.next_button.click()
    assert room.shell.went[-1][1] == {"view": "desk", "meeting": one}


def test_no_text_of_the_sheet_holds_a_name_of_a_case(room: Room) -> None:
    one, _items = planned(room.desk, 2, called=True)
    room.open("meetings", meeting=one)
    for key in ("agenda", "people", "information", "papers", "ready"):
        sheet = view(room).sheet
        sheet.show_part(key)
        lists = [getattr(part, "list", None) for part in sheet.parts.values()]
        said = " ".join(row.said for each in lists if each for row in each.rows.rows())
        for name in ("Imran", "Vale", "Tess", "Ober"):
            assert name not in said


def test_the_quorum_is_a_setting_that_cannot_be_less_than_the_law(room: Room) -> None:
    section = PanelSection(room.shell)
    section.chair.setChecked(False)
    section.others.setValue(0)
    assert section.told.text() == "The council and the police"
    again = PanelSection(room.shell)
    assert not again.chair.isChecked()
    section.mail_edit.setText("nowhere")
    section.take()
    assert "not an e-mail address" in section.mail_field.error()
    for one in (section, again):
        one.deleteLater()


def test_the_parts_of_a_sheet_are_gone_through_by_ctrl_pgdown_and_have_the_keyboard(
    room: Room,
) -> None:
    planned(room.desk, 1)
    room.open("meetings")
    sheet = view(room).sheet
    sheet.bar.focus_tab()
    met = []
    for _ in range(5):
        QTest.keyClick(room.focused(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        met.append(sheet.part())
        focused = room.focused()
        assert sheet.isAncestorOf(focused)
        assert focused.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert met == ["people", "information", "papers", "ready", "ready"]
    QTest.keyClick(room.focused(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert sheet.part() == "papers"
