"""The log on the screen: a session logged by keys, who was there, feedback, files, Undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.model.query import Query
from prevent_desk.training.model.sessions import FileKind, NewSession, Presence, State
from prevent_desk.training.model.trainers import NewTrainer
from prevent_desk.training.ui.log.feedback_dialogs import FeedbackDialog
from prevent_desk.training.ui.log.session_dialog import SessionDialog
from prevent_desk.training.ui.log.small_dialogs import HeldDialog, PeopleDialog, RepeatDialog
from prevent_desk.training.ui.log.tab import SessionsTab
from prevent_desk.training.ui.trainers.tab import TrainersTab
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import WrapLabel
from tests.training.desks import TODAY, Desk
from tests.training.rooms import Room

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Of = TypeVar("Of", bound=QDialog)
_WEEK = timedelta(days=7)
TAB, ENTER, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down


def in_dialog(kind: type[Of], opens: Callable[[], object], does: Callable[[Of], object]) -> None:
    """Open a dialog and do something in it; it is closed in the end."""
    seen: list[Of] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind), dialog
        seen.append(dialog)
        try:
            does(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, act)
    opens()
    assert seen, "no dialog came up"


def words_of(pane: object) -> str:
    """Return every word a pane shows."""
    assert hasattr(pane, "findChildren")
    shown = [one.text() for one in pane.findChildren(WrapLabel)]
    return "\n".join([*shown, *(one.text() for one in pane.findChildren(Button))])


def test_a_session_is_logged_by_keys_alone_within_forty_strokes(desk: Desk, qtbot: QtBot) -> None:
    course = desk.course("Prevent awareness")
    desk.body("City of London School for Girls")
    room = Room(desk, qtbot)
    tab = room.tab("log", SessionsTab)
    strokes: list[object] = []

    def keys(typed: str | Qt.Key, *, control: bool = False) -> None:
        strokes.extend(typed if isinstance(typed, str) else [typed])
        dialog = QApplication.activeModalWidget()
        room.keys(typed, to=dialog.focusWidget() if dialog else None, control=control)

    def typed(dialog: SessionDialog) -> None:
        keys("p")
        keys(TAB)
        keys("3 jun 2025")
        keys(TAB)
        keys("girls")
        popup = dialog.whose_edit.completer().popup()
        assert popup is not None
        assert popup.isVisible()
        strokes.append(DOWN)
        room.keys(DOWN, to=popup)
        room.keys(ENTER, to=popup)
        keys(TAB)
        keys(TAB)
        keys("120")
        keys(ENTER, control=True)

    in_dialog(SessionDialog, lambda: tab.add(), typed)
    (one,) = desk.training.sessions.log.page(Query(), 0, 10)
    assert (one.course_id, one.first, one.state) == (course, date(2025, 6, 3), State.HELD)
    assert one.whose is not None
    assert one.whose.organisation_id is not None
    assert one.attended == Count(120, How.COUNTED)
    assert len(strokes) < 40
    assert tab.current() == one, "what was logged is chosen in the list"


def test_what_is_typed_is_there_again_after_the_dialog_was_left(desk: Desk, qtbot: QtBot) -> None:
    desk.course()
    tab = Room(desk, qtbot).tab("log", SessionsTab)

    def typed(dialog: SessionDialog) -> None:
        QTest.keyClicks(dialog.whose_edit, "Aviva")
        QTest.keyClicks(dialog.attended_edit, "about 30")

    in_dialog(SessionDialog, lambda: tab.add(), typed)
    again: list[str] = []
    in_dialog(
        SessionDialog, lambda: tab.add(),
        lambda dialog: again.extend([dialog.whose_edit.text(), dialog.attended_edit.text()]),
    )  # fmt: skip
    assert again == ["Aviva", "about 30"]


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written(
    desk: Desk, qtbot: QtBot
) -> None:
    tab = Room(desk, qtbot).tab("log", SessionsTab)
    said: dict[str, str] = {}

    def typed(dialog: SessionDialog) -> None:
        dialog.attended_edit.setText("lots")
        dialog.starts_edit.setText("noonish")
        dialog.cost_edit.setText("cheap")
        dialog.save()
        said.update({name: field.error() for name, field in dialog.fields.items()})
        assert not dialog.fields["cost"].isHidden(), "a wrong field that was folded is shown"

    in_dialog(SessionDialog, lambda: tab.add(), typed)
    assert said["course"] == "Which course was it, or for whom?"
    assert "not a number of people" in said["attended"]
    assert "no time of day" in said["starts"]
    assert "no amount of money" in said["cost"]
    assert desk.training.sessions.how_many() == 0


def test_a_chosen_course_brings_length_and_trainers_of_the_last_time(
    desk: Desk, qtbot: QtBot
) -> None:
    course = desk.course("WRAP", minutes=90)
    desk.training.sessions.add(
        NewSession(TODAY - _WEEK, course_id=course, minutes=75,
                   facilitators=(Party("Devan Pillay"),))
    )  # fmt: skip
    tab = Room(desk, qtbot).tab("log", SessionsTab)

    def typed(dialog: SessionDialog) -> None:
        dialog.course_edit.setCurrentIndex(dialog.course_edit.findData(course))
        dialog.course_edit.activated.emit(dialog.course_edit.currentIndex())
        assert [one.words for one in dialog.givers_edit.parties()] == ["Devan Pillay"]
        assert dialog.minutes_edit.text() == "1 h 15 min"

    in_dialog(SessionDialog, lambda: tab.add(), typed)


def test_a_session_changed_in_its_form_keeps_what_was_not_touched(desk: Desk, qtbot: QtBot) -> None:
    sessions = desk.training.sessions
    number = sessions.add(
        NewSession(
            TODAY - _WEEK, TODAY - timedelta(days=6), "14:00", 90, desk.course(), "Two days",
            Count(None, How.UNKNOWN), venue="Guildhall", whose=Party("Aviva"),
            department_id=desk.department(), audience="business", invited=40,
            attended=Count(38, How.ESTIMATED), cost_pence=1250, materials="Slides", note="Good",
            facilitators=(Party("Devan Pillay"),),
        )
    )  # fmt: skip
    before = sessions.one(number)
    tab = Room(desk, qtbot).tab("log", SessionsTab)
    in_dialog(SessionDialog, lambda: tab.open_record(before), lambda dialog: dialog.save())
    assert sessions.one(number) == before


def test_people_are_found_by_name_and_by_numbers_and_stand_by_one_key(
    desk: Desk, qtbot: QtBot
) -> None:
    olivia = desk.learner("Olivia Bright", "S101")
    imran, ngozi = desk.learner("Imran Chowdhury", "S102"), desk.learner("Ngozi Ezeh", "S103")
    number = desk.training.sessions.add(NewSession(TODAY, course_id=desk.course()))
    room = Room(desk, qtbot)
    tab = room.tab("log", SessionsTab)

    def typed(dialog: PeopleDialog) -> None:
        dialog.edit.line.setText("S101, S102")
        assert dialog.edit.take()
        dialog.edit.line.setText("ngozi ezeh")
        assert dialog.edit.take()
        dialog.edit.table.go_to_key(imran)
        room.keys(Qt.Key.Key_X, to=dialog.edit.table)
        dialog.edit.line.setText("S999")
        dialog.save()
        assert dialog.isVisible()
        assert "nobody on the staff lists" in dialog.fields["people"].error()
        dialog.edit.line.clear()
        dialog.save()

    one = desk.training.sessions.one(number)
    in_dialog(PeopleDialog, lambda: tab.acts.people(one), typed)
    stand = {named.learner_id: named.state for named in desk.training.sessions.people(number)}
    assert stand == {
        olivia: Presence.ATTENDED, imran: Presence.ABSENT, ngozi: Presence.ATTENDED,
    }  # fmt: skip
    assert len(desk.training.completions.of(olivia)) == 1
    assert desk.training.completions.of(imran) == []
    assert "Bright, Olivia" in words_of(tab.pane)


def test_all_who_were_booked_attended_by_one_button(desk: Desk, qtbot: QtBot) -> None:
    people = {desk.learner(f"Person {n}"): Presence.BOOKED for n in range(4)}
    number = desk.training.sessions.add(
        NewSession(TODAY, course_id=desk.course(), state=State.PLANNED), people=people
    )
    tab = Room(desk, qtbot).tab("log", SessionsTab)

    def typed(dialog: PeopleDialog) -> None:
        dialog.edit.all_button.click()
        dialog.save()

    one = desk.training.sessions.one(number)
    in_dialog(PeopleDialog, lambda: tab.acts.people(one), typed)
    one = desk.training.sessions.one(number)
    assert (one.named, one.attended, one.state) == (4, Count(4, How.COUNTED), State.HELD)


def test_a_planned_session_that_has_passed_is_held_from_its_pane(desk: Desk, qtbot: QtBot) -> None:
    number = desk.training.sessions.add(NewSession(TODAY + _WEEK, course_id=desk.course()))
    desk.clock.move(2 * _WEEK)
    tab = Room(desk, qtbot).tab("log", SessionsTab)
    tab.reach(number)
    assert "Say how it went" in [cell.first for cell in _cells(tab)]

    def typed(dialog: HeldDialog) -> None:
        dialog.attended_edit.setText("~25")
        dialog.save()

    held = next(one for one in tab.pane.buttons() if one.text() == "It was held")
    in_dialog(HeldDialog, lambda: held.click(), typed)
    one = desk.training.sessions.one(number)
    assert (one.state, one.attended) == (State.HELD, Count(25, How.ESTIMATED))


def test_forms_are_typed_in_one_after_the_other_and_half_a_form_is_kept(
    desk: Desk, qtbot: QtBot
) -> None:
    number = desk.training.sessions.add(NewSession(TODAY, title="Talk"))
    tab = Room(desk, qtbot).tab("log", SessionsTab)
    one = desk.training.sessions.one(number)

    def typed(dialog: FeedbackDialog) -> None:
        for overall in ("5", "4"):
            dialog.view.set_answer("overall", overall, tell=True)
            dialog.keep()
        assert dialog.view.answers() == {}
        dialog.view.set_answer("useful", "Half a sen", tell=True)

    in_dialog(FeedbackDialog, lambda: tab.acts.feedback(one), typed)
    assert len(desk.training.feedback.of(number)) == 2
    again: list[object] = []
    in_dialog(
        FeedbackDialog, lambda: tab.acts.feedback(one),
        lambda dialog: again.append(dialog.view.answer("useful")),
    )  # fmt: skip
    assert again == ["Half a sen"]
    assert "Feedback: 2" in words_of(tab.pane)


def test_a_session_is_repeated_from_the_list_and_undone_at_once(desk: Desk, qtbot: QtBot) -> None:
    number = desk.training.sessions.add(NewSession(TODAY, course_id=desk.course()))
    room = Room(desk, qtbot)
    tab = room.tab("log", SessionsTab)
    one = desk.training.sessions.one(number)

    def typed(dialog: RepeatDialog) -> None:
        dialog.days_edit.setText("9 & 16 dec 2025")
        assert "Tue 9 Dec 2025" in dialog.said.text()
        dialog.save()

    in_dialog(RepeatDialog, lambda: tab.acts.repeat(one), typed)
    assert tab.count() == 3
    desk.store.undo()
    room.room.reload()
    assert tab.count() == 1


def test_a_file_is_kept_with_a_session_and_shown_in_its_pane(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "sign-in sheet.txt"
    path.write_text("twelve names", "utf-8")
    number = desk.training.sessions.add(NewSession(TODAY, title="Talk"))
    tab = Room(desk, qtbot).tab("log", SessionsTab)
    tab.reach(number)
    tab.acts.files.choose_files = lambda: [path]
    tab.acts.files.add_chosen(desk.training.sessions.one(number))
    (kept,) = desk.training.sessions.files.of(number)
    assert (kept.name, kept.kind) == ("sign-in sheet.txt", FileKind.REGISTER)
    assert "sign-in sheet.txt" in words_of(tab.pane)


def test_a_figure_opens_exactly_its_records_in_the_log(desk: Desk, qtbot: QtBot) -> None:
    course = desk.course()
    wanted = desk.training.sessions.add(NewSession(TODAY, course_id=course))
    desk.training.sessions.add(NewSession(TODAY, title="Other"))
    room = Room(desk, qtbot)
    query = Query(chosen={"course": frozenset({str(course)})})
    room.room.go_to({"tab": "log", "query": query.to_json()})
    tab = room.tab("log", SessionsTab)
    assert tab.shown_count() == "1 of 2 sessions"
    assert tab.current() == desk.training.sessions.one(wanted)


def test_a_session_found_by_search_is_chosen_in_the_log(desk: Desk, qtbot: QtBot) -> None:
    wanted = desk.training.sessions.add(NewSession(TODAY - _WEEK, title="Found"))
    desk.training.sessions.add(NewSession(TODAY, title="Other"))
    room = Room(desk, qtbot)
    room.room.go_to({"tab": "log", "session": wanted})
    current = room.tab("log", SessionsTab).current()
    assert current is not None
    assert current.id == wanted


def test_the_trainers_are_filtered_and_lead_to_their_sessions(desk: Desk, qtbot: QtBot) -> None:
    course = desk.course("WRAP")
    desk.training.trainers.add(NewTrainer(Party("Devan Pillay"), course))
    desk.training.trainers.add(NewTrainer(Party("Samira Haddad")))
    given = desk.training.sessions.add(
        NewSession(TODAY, course_id=course, facilitators=(Party("Devan Pillay"),))
    )
    desk.training.sessions.add(NewSession(TODAY, title="Other"))
    room = Room(desk, qtbot)
    tab = room.tab("trainers", TrainersTab)
    room.keys("devan", to=tab.box)
    assert tab.shown_count() == "2 trainers" or tab.table.rows.rowCount() == 1
    act = next(one for one in tab.commands() if one.title == "Show their sessions")
    act.run()
    log = room.tab("log", SessionsTab)
    assert log.query.ids == frozenset({given})


def _cells(tab: SessionsTab) -> list:  # type: ignore[type-arg]
    return [tab.table.cell(tab.table.current(), column) for column in range(5)]  # type: ignore[arg-type]
