"""People and courses on real widgets: entered, completed, left, merged, said who needs what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.logbook.model.query import Query
from prevent_desk.outgoing import kept_files
from prevent_desk.training.model.coverage import Standing
from prevent_desk.training.model.people_filters import (
    DEPARTMENT,
    DOUBLE,
    LEFT,
    STATE,
    TRAINED,
    code,
)
from prevent_desk.training.ui.courses.course_dialog import CourseDialog
from prevent_desk.training.ui.courses.need_dialog import NeedDialog
from prevent_desk.training.ui.courses.structure_dialogs import DepartmentDialog, DepartmentsDialog
from prevent_desk.training.ui.people.completion_dialog import CompletionDialog
from prevent_desk.training.ui.people.leave_dialog import LeaveDialog
from prevent_desk.training.ui.people.person_dialog import PersonDialog
from prevent_desk.ui import theme
from tests.training.core.rooms import KEY, Room, staffed_desk
from tests.training.desks import TODAY, Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def staffed(tmp_path: Path) -> Iterator[Desk]:
    desk = staffed_desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def room(staffed: Desk, qtbot: QtBot) -> Room:
    return Room(staffed, qtbot)


def _olivia(room: Room) -> int:
    return room.desk.training.people.find("olivia bright")[0].id


def test_people_are_listed_by_name_and_who_left_is_not(room: Room) -> None:
    tab, people = room.people(), room.desk.training.people
    assert tab.count() == 547
    first = tab.source.page(tab.query, 0, 30)
    names = [line.learner.family for line in first]
    assert names == sorted(names)
    people.leave([_olivia(room)], TODAY)
    room.room.reload()
    assert tab.count() == 546
    left = Query().choosing(STATE, frozenset({LEFT}))
    assert tab.source.count(left) == 1


def test_who_left_is_reached_all_the_same(room: Room) -> None:
    one = _olivia(room)
    room.desk.training.people.leave([one], TODAY)
    tab = room.people(record=one)
    line = tab.current()
    assert line is not None
    assert line.id == one


@pytest.mark.parametrize("standing", list(Standing))
def test_the_filter_of_training_finds_who_the_matrix_counts(room: Room, standing: Standing) -> None:
    training, source = room.desk.training, room.people().source
    housing, course = room.department_id("Housing"), room.course_id("awareness")
    query = Query().choosing(DEPARTMENT, frozenset({str(housing)}))
    query = query.choosing(TRAINED, frozenset({code(course, standing)}))
    cell = training.coverage.matrix().cell(housing, course)
    assert source.count(query) == cell.of(standing)
    counts = source.option_counts(query)
    assert counts[TRAINED][code(course, standing)] == cell.of(standing)


def test_the_list_says_how_each_stands_as_their_pane_does(room: Room) -> None:
    tab = room.people(record=_olivia(room))
    line = tab.current()
    assert line is not None
    own = room.desk.training.coverage.of(line.id)
    assert sorted(one.standing for one in own) == sorted(line.standings)
    assert line.words == "3 lapsed"


def test_who_is_perhaps_there_twice_is_listed(room: Room) -> None:
    source = room.people().source
    assert source.count(Query().choosing(STATE, frozenset({DOUBLE}))) == 4


def test_a_completion_is_recorded_with_its_certificate(
    room: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, around = _olivia(room), room.room.around
    dialog = CompletionDialog(around, one, course_id=room.course_id("awareness"))
    qtbot.addWidget(dialog)
    dialog.save()
    assert dialog.fields["day"].error() == "On which day was it completed?"
    room.keys("yesterday", to=dialog.day_edit)
    room.keys(KEY.Key_Return, to=dialog.day_edit)
    assert dialog.counts_label.text() == "It counts until Wed 24 Nov 2027."
    monkeypatch.setattr(kept_files, "chosen", lambda *_: ("certificate.pdf", b"%PDF invented"))
    dialog.file_button.click()
    dialog.save()
    found = room.desk.training.completions.of(one)[0]
    assert (found.on, found.file_name) == (TODAY - timedelta(days=1), "certificate.pdf")
    assert room.desk.store.undo_label() == "completion of Prevent awareness"


def test_what_is_typed_of_somebody_is_there_again_after_esc(room: Room, qtbot: QtBot) -> None:
    around = room.room.around
    first = PersonDialog(around)
    qtbot.addWidget(first)
    room.keys("Ada Invented", to=first.name_edit)
    first.reject()
    second = PersonDialog(around)
    qtbot.addWidget(second)
    assert second.name_edit.text() == "Ada Invented"
    second.role_box.setCurrentIndex(1)
    second.save()
    made = room.desk.training.people.one(second.made)
    assert (made.name, made.source) == ("Ada Invented", "typed")
    third = PersonDialog(around)
    qtbot.addWidget(third)
    assert third.name_edit.text() == ""


def test_somebody_is_changed_only_where_something_differs(room: Room, qtbot: QtBot) -> None:
    people, before = room.desk.training.people, room.desk.store.generation
    dialog = PersonDialog(room.room.around, people.one(_olivia(room)))
    qtbot.addWidget(dialog)
    dialog.save()
    assert room.desk.store.undo_label() is None
    assert room.desk.store.generation == before


def test_somebody_leaves_from_a_day(room: Room, qtbot: QtBot) -> None:
    people = room.desk.training.people
    dialog = LeaveDialog(room.room.around, people.one(_olivia(room)))
    qtbot.addWidget(dialog)
    dialog.save()
    assert people.one(_olivia_left(room)).left == TODAY


def _olivia_left(room: Room) -> int:
    return next(one.id for one in room.desk.training.people.all(left=True)
                if one.name == "Olivia Bright")  # fmt: skip


def test_courses_show_who_needs_them_and_how_they_stand(room: Room) -> None:
    tab = room.courses(course=room.course_id("wrap"))
    row = tab.table.current()
    assert row is not None
    assert row.who == (
        "Housing", "Libraries", "Youth and play", "Human resources", "Children’s social care",
    )  # fmt: skip
    matrix = room.desk.training.coverage.matrix()
    place = [one.code for one in matrix.courses].index("wrap")
    assert row.counts == matrix.totals[place]


@pytest.mark.parametrize("percent", [100, 150])
def test_the_box_of_courses_has_room_for_its_words_at_any_size(room: Room, percent: int) -> None:
    tab = room.courses()
    theme.set_text_percent(percent)
    try:
        QApplication.processEvents()
        box, margins = tab.box, tab.box.textMargins()
        words = box.fontMetrics().horizontalAdvance(box.placeholderText())
        assert words < box.width() - margins.left() - margins.right()
    finally:
        theme.set_text_percent(100)


def test_a_course_gets_another_period_by_its_dialog(room: Room, qtbot: QtBot) -> None:
    courses = room.desk.training.courses
    course = courses.one(room.course_id("awareness"))
    dialog = CourseDialog(room.room.around, course)
    qtbot.addWidget(dialog)
    dialog.period_box.setCurrentIndex(dialog.period_box.findText("1 year"))
    dialog.save()
    assert courses.one(course.id).refresh_months == 12
    dialog = CourseDialog(room.room.around, courses.one(room.course_id("scenarios")))
    qtbot.addWidget(dialog)
    assert dialog.period_box.currentText() == "For good"
    room.keys("x", to=dialog.minutes_edit)
    dialog.save()
    assert "no length" in dialog.fields["minutes"].error()


def test_who_needs_a_course_is_said_with_how_many_people_that_is(room: Room, qtbot: QtBot) -> None:
    course = room.desk.training.courses.one(room.course_id("briefing"))
    dialog = NeedDialog(room.room.around, course)
    qtbot.addWidget(dialog)
    housing = dialog.department_box.findText("Housing")
    dialog.department_box.setCurrentIndex(housing)
    assert dialog.count_label.text() == "That is 86 people of the staff lists today."
    dialog.save()
    matrix = room.desk.training.coverage.matrix()
    assert matrix.cell(room.department_id("Housing"), course.id).unknown == 86


def test_a_department_without_a_list_gets_a_number(room: Room, qtbot: QtBot) -> None:
    around = room.room.around
    dialog = DepartmentDialog(around)
    qtbot.addWidget(dialog)
    room.keys("Post room", to=dialog.name_edit)
    room.keys("forty", to=dialog.heads_edit)
    dialog.save()
    assert dialog.fields["heads"].error() == "That is no number of people."
    dialog.heads_edit.setText("40")
    dialog.save()
    made = room.desk.training.departments.by_name()["post room"]
    assert (made.heads, made.heads_on) == (40, TODAY)
    listed = DepartmentsDialog(around)
    qtbot.addWidget(listed)
    assert [line.people for line in listed.lines() if line.name == "Housing"] == [86]


def test_no_title_of_a_window_names_anybody(room: Room, qtbot: QtBot) -> None:
    around, one = room.room.around, room.desk.training.people.one(_olivia(room))
    for dialog in (
        PersonDialog(around, one), CompletionDialog(around, one.id), LeaveDialog(around, one),
    ):  # fmt: skip
        qtbot.addWidget(dialog)
        assert "Olivia" not in dialog.windowTitle()
        assert "Bright" not in dialog.windowTitle()
