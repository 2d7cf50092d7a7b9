"""The pane at the right by keyboard alone: down it as the eye goes, fields filled, out again."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.app.conftest import Starting
from tests.app.program import CONTROL, Program
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

MOST_STOPS = 60
SAME_LINE_PX = 12


@pytest.fixture
def program(start: Starting, folder: Path) -> Program:
    found = start(folder)
    found.unlock(PASSPHRASE)
    found.key(Qt.Key.Key_F6)
    return found


def name(widget: QWidget) -> str:
    return widget.accessibleName() or str(widget.property("text") or "")


def tab_to(program: Program, wanted: str) -> QWidget:
    """Press Tab until a widget whose name begins so has the keyboard."""
    for _press in range(MOST_STOPS):
        here = program.focus()
        if name(here).startswith(wanted):
            return here
        program.key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {wanted}")


def test_tab_goes_down_the_pane_as_the_eye_does_and_out_at_its_end(program: Program) -> None:
    pane = program.plan.inspector
    seen: list[QWidget] = []
    while pane.isAncestorOf(program.focus()):
        seen.append(program.focus())
        assert len(seen) < MOST_STOPS
        program.key(Qt.Key.Key_Tab)
    tops = [one.mapTo(pane._area.widget(), QPoint(0, 0)).y() for one in seen]
    for before, after in itertools.pairwise(tops):
        # Beside one another, tops may differ by what a button is lower than a field.
        assert after > before - SAME_LINE_PX
    names = [name(one) for one in seen]
    for wanted in ("Declared progress", "New update", "Count one", "Start", "Due", "Resources"):
        assert any(each.startswith(wanted) for each in names), wanted
    assert program.plan.view.header.has_filter_focus()
    program.key(Qt.Key.Key_Down)
    assert program.focus() is program.plan.view


def test_shift_tab_goes_back_up_and_out_to_the_rows(program: Program) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    tab_to(program, "New update")
    for _press in range(MOST_STOPS):
        if not program.plan.inspector.isAncestorOf(program.focus()):
            break
        program.key(Qt.Key.Key_Backtab, shift)
    assert program.focus() is program.plan.view


def test_a_due_day_is_given_and_undone(program: Program) -> None:
    row = program.plan.view.chosen_actions()[0]
    tab_to(program, "Due")
    program.type("31/3/2016")
    program.key(Qt.Key.Key_Return)
    detail = program.plan.acts.plans.detail
    assert str(detail(row.id).row.due) == "2016-03-31"
    program.key(Qt.Key.Key_Escape)
    assert program.focus() is program.plan.view
    program.key(Qt.Key.Key_Z, CONTROL)
    assert detail(row.id).row.due == row.due


def test_a_day_that_there_is_not_is_refused_beside_its_field(program: Program) -> None:
    row = program.plan.view.chosen_actions()[0]
    tab_to(program, "Due")
    program.type("31/2/2016")
    program.key(Qt.Key.Key_Return)
    assert program.plan.acts.plans.detail(row.id).row.due == row.due
    assert program.plan.inspector.isAncestorOf(program.focus())


def test_a_criterion_is_counted_by_keys(program: Program) -> None:
    row = program.plan.view.chosen_actions()[0]
    tab_to(program, "Count one")
    program.key(Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert name(program.focus()).startswith("Target")
    program.type("12")
    program.key(Qt.Key.Key_Return)
    detail = program.plan.acts.plans.detail(row.id)
    measures = [one.measure for one in detail.criteria if one.measure is not None]
    assert [measure.target for measure in measures] == ["12"]
    program.key(Qt.Key.Key_Escape)
    program.key(Qt.Key.Key_Z, CONTROL)
    detail = program.plan.acts.plans.detail(row.id)
    assert [one.measure for one in detail.criteria if one.measure is not None] == []
