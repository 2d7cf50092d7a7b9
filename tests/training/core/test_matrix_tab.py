"""The matrix on real widgets: cells, figures, filters, days, what stands behind, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.training.model.courses import NewCourse
from prevent_desk.training.model.coverage import Counts, Goal, Matrix, Standing
from prevent_desk.training.model.sessions import NewSession
from prevent_desk.training.ui.matrix import figures
from prevent_desk.training.ui.matrix.grid_cells import in_two_lines
from prevent_desk.training.ui.matrix.tab import MatrixTab
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from tests.training.core.rooms import KEY, Room, staffed_desk
from tests.training.desks import TODAY, Desk, open_desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def staffed(tmp_path: Path) -> Iterator[Desk]:
    desk = staffed_desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def room(staffed: Desk, qtbot: QtBot) -> Room:
    return Room(staffed, qtbot)


def _housing(room: Room, code: str = "awareness") -> MatrixTab:
    return room.matrix(department=room.department_id("Housing"), course=room.course_id(code))


def _links(tab: MatrixTab) -> dict[str, Button]:
    return {button.accessibleName(): button for button in tab.pane.buttons()}


def test_the_pane_says_what_the_cell_says_and_names_those_most_overdue(room: Room) -> None:
    tab = _housing(room)
    assert tab.table.rows.counts(tab.table.currentIndex()) == Counts(54, 7, 12, 13)
    names = [name for name in _links(tab) if "days over" in name]
    assert names[0] == "Bright, Olivia, 41 days over"
    assert len(names) == 4
    assert "+ 8 more: Lapsed" in _links(tab)


def test_every_cell_is_a_sentence_to_who_cannot_see_it(room: Room) -> None:
    tab = _housing(room)
    said = tab.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "Housing, Prevent awareness: 61 of 86 current, 7 of them due within 60 days, 12 lapsed, "
        "13 without a record"
    )


def test_the_figures_add_up_and_each_opens_the_people_it_counts(room: Room) -> None:
    tab = room.matrix()
    told = {button.told.key: button.told.number for button in tab.figures.buttons}
    assert told["scope"] == told["current"] + told["lapsed"] + told["unknown"] == 547
    lapsed = next(one for one in tab.figures.buttons if one.told.key == "lapsed")
    lapsed.click()
    people = room.people_on_show()
    assert people.source.count(people.query) == told["lapsed"]


def test_a_figure_names_the_department_with_most_of_them_and_its_whole_number(room: Room) -> None:
    tab, training = room.matrix(), room.desk.training
    for person in training.people.find("naylor", 12):
        training.completions.add(person.id, room.course_id("awareness"), TODAY)
    room.room.reload()
    row = max(tab.table.rows.rows(), key=lambda one: one.worst.lapsed)
    lapsed = next(one.told for one in tab.figures.buttons if one.told.key == "lapsed")
    assert lapsed.second == f"{row.name} {row.worst.lapsed}"
    told = figures.told(_ten_lapsed(tab), Goal())
    assert told[3].second == "Housing 10"


def _ten_lapsed(tab: MatrixTab) -> Matrix:
    matrix = tab._matrix
    assert matrix is not None
    row = replace(matrix.rows[0], name="Housing", worst=Counts(lapsed=10))
    return replace(matrix, rows=(row,))


def test_open_list_shows_exactly_who_is_behind_the_line(room: Room) -> None:
    tab = _housing(room)
    _links(tab)["Open list: 12 lapsed"].click()
    people = room.people_on_show()
    assert people.source.count(people.query) == 12
    assert "Prevent awareness: lapsed" in people.query.told(people.source.filters())


def test_a_list_of_another_day_is_exactly_those_of_that_day(room: Room) -> None:
    tab = room.matrix(
        department=room.department_id("Housing"), course=room.course_id("awareness"),
        as_of="2025-12-31",
    )  # fmt: skip
    counts = tab.table.rows.counts(tab.table.currentIndex())
    assert counts.lapsed > 12
    tab.behind.open_list(Standing.LAPSED)
    people = room.people_on_show()
    assert people.source.count(people.query) == counts.lapsed


def test_keys_alone_go_to_a_cell_and_open_its_people(room: Room) -> None:
    tab = room.matrix()
    tab.widget().setFocus()
    room.keys(KEY.Key_Home)
    room.keys(KEY.Key_Down)
    room.keys(KEY.Key_Right)
    row = tab.table.department()
    assert row is not None
    room.keys(KEY.Key_Return)
    people = room.people_on_show()
    assert people.query.told(people.source.filters()).startswith(row.name)


def test_esc_takes_the_filters_off_one_by_one(room: Room) -> None:
    tab = room.matrix(courses=room.course_id("wrap"), departments=room.department_id("Libraries"))
    assert [row.name for row in tab.table.rows.rows()] == ["Libraries"]
    tab.table.setFocus()
    room.keys(KEY.Key_Escape)
    assert [one.code for one in tab._matrix.courses][:2] == ["awareness", "referrals"]  # type: ignore[union-attr]
    room.keys(KEY.Key_Escape)
    assert len(tab.table.rows.rows()) == 6


def test_another_day_is_asked_for_by_typing_it(room: Room) -> None:
    tab = room.matrix()
    tab.asking.day_choice._group.buttons()[2].click()
    room.keys("31 mar", to=tab.asking.day_edit)
    room.keys(KEY.Key_Return, to=tab.asking.day_edit)
    assert tab.asking.as_of() == date(2026, 3, 31)
    assert tab.position()["as_of"] == "2026-03-31"
    assert "if nobody takes a course until then" in _pane_words(tab)


def test_head_counts_are_said_to_be_kept_apart(room: Room) -> None:
    tab = room.matrix()
    assert not tab.asking.apart_label.isVisible()
    room.desk.training.sessions.add(
        NewSession(TODAY - timedelta(days=9), course_id=room.course_id("awareness"),
                   attended=Count(40, How.ESTIMATED))
    )  # fmt: skip
    before = [one.told.number for one in tab.figures.buttons]
    room.room.reload()
    words = "1 head-count session (about 40 people) is kept apart"
    assert tab.asking.apart_label.text() == words
    tab.asking.apart_label.resize(60, 20)
    assert tab.asking.apart_label.shown() == "1 head count apart"
    whole = "1 head-count session is kept apart: about 40 people"
    assert tab.asking.apart_label.accessibleName().startswith(whole)
    assert [one.told.number for one in tab.figures.buttons] == before
    tab.asking.apart_button.click()
    assert room.page().tab() is not tab


def test_the_names_of_long_departments_are_told_from_one_another_by_their_ends(
    qtbot: QtBot,
) -> None:
    name = "Children’s social care and early help 12"
    wide = theme.metrics("h3").horizontalAdvance(name)
    assert in_two_lines(name, wide) == [name]
    for part in range(wide // 2 + 40, wide, 9):
        first, second = in_two_lines(name, part)
        assert f"{first} {second}" == name
        assert theme.metrics("h3").horizontalAdvance(second) <= part
    assert in_two_lines("Communications", 5) == ["Communications"]


def test_the_place_comes_back_as_it_was_left(room: Room) -> None:
    tab = _housing(room, "wrap")
    place = tab.position()
    room.matrix(department=room.department_id("City Police"), course=room.course_id("channel"))
    again = room.matrix(**place)
    assert again.position() == place


def test_a_completion_recorded_shows_at_once_and_undo_takes_it_back(room: Room) -> None:
    tab, training = _housing(room), room.desk.training
    person = training.people.find("olivia bright")[0].id
    training.completions.add(person, room.course_id("awareness"), TODAY)
    room.room.reload()
    assert tab.table.rows.counts(tab.table.currentIndex()) == Counts(55, 7, 11, 13)
    room.shell.undo()
    assert tab.table.rows.counts(tab.table.currentIndex()) == Counts(54, 7, 12, 13)


def test_another_target_changes_what_is_well(room: Room) -> None:
    tab = room.matrix()
    before = tab.figures.buttons[1].told.second
    room.desk.training.coverage.set_goal(Goal(70, 50))
    room.room.reload()
    assert before.endswith("target 90%")
    assert tab.figures.buttons[1].told.second.endswith("target 70%")


def test_an_empty_desk_offers_the_catalogue_then_a_list(tmp_path: Path, qtbot: QtBot) -> None:
    desk = open_desk(tmp_path)
    room = Room(desk, qtbot)
    tab = room.matrix()
    assert not tab.has_subject()
    tab.empty.first_clicked.emit()
    assert len(desk.training.courses.all()) == 13
    assert "staff list" in tab.empty.accessibleName()
    room.shell.undo()
    assert desk.training.courses.all() == []
    room.room.close()
    desk.store.close()


def test_filters_that_leave_nobody_say_which_and_are_cleared(room: Room) -> None:
    housing, training = room.department_id("Housing"), room.desk.training
    tab = room.matrix(departments=housing)
    here = [one.id for one in training.people.all() if one.department_id == housing]
    training.people.leave(here, TODAY)
    room.room.reload()
    assert "Housing" in tab.empty.accessibleName()
    tab.empty.first_clicked.emit()
    assert len(tab.table.rows.rows()) == 6


def test_departments_stay_in_sight_while_courses_go_sideways(room: Room) -> None:
    training = room.desk.training
    for number in range(9):
        course = training.courses.add(NewCourse(f"Course {number}"))
        training.needs.add(course)
    room.room.reload()
    tab = room.matrix()
    tab.table.go_to(room.department_id("Housing"), 0)
    for _step in range(12):
        room.keys(KEY.Key_Right, to=tab.table)
    frozen = tab.table._frozen
    assert frozen.isVisible()
    cell = tab.table.visualRect(tab.table.currentIndex())
    assert cell.left() >= frozen.width()


def test_a_matrix_of_many_people_is_worked_out_beside_the_window(
    room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("tab", "behind"):
        monkeypatch.setattr(f"prevent_desk.training.ui.matrix.{module}.AT_ONCE", 10)
    tab = room.matrix(courses=room.course_id("wrap"))
    assert tab._job is not None
    qtbot.waitUntil(lambda: tab._job is None)
    assert len(tab.table.rows.rows()[0].cells) == 1
    room.room.reload()
    # A lock closes the store while it is worked out: nothing comes of it.
    tab.flush()
    assert tab._job is None


def test_the_people_of_a_figure_are_read_beside_the_window_where_there_are_many(
    room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = room.matrix()
    monkeypatch.setattr("prevent_desk.training.ui.matrix.behind.AT_ONCE", 10)
    tab.figures.opened.emit(Standing.LAPSED.value)
    assert room.room.view().position().get("tab") == "matrix"
    qtbot.waitUntil(lambda: room.room.view().position().get("tab") == "people")
    found = room.people_on_show().query.ids
    assert found


def _pane_words(tab: MatrixTab) -> str:
    inside = tab.pane.widget()
    assert inside is not None
    return " ".join(label.text() for label in inside.findChildren(QLabel))
