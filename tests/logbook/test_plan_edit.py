"""Finding what a record counts towards, by keys."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from prevent_desk.logbook.service.plan_links import Counts, NoPlan, PlanTarget
from prevent_desk.logbook.ui.plan_edit import PlanEdit
from prevent_desk.ui.widgets.segmented import Segmented

# The list of completions is a window of its own.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

WHOLE = PlanTarget(1, None, "O2-03", "Train frontline staff")
PEOPLE = PlanTarget(
    1, 5, "O2-03", "Train frontline staff", "200 people trained", "people", Counts.PEOPLE
)
STALLS = PlanTarget(2, 6, "O1-01", "Hold stalls", "Ten stalls held", "stalls")


class Plan(NoPlan):
    """Three places to count towards."""

    def offered(self, typed: str = "") -> Sequence[PlanTarget]:
        wanted = typed.casefold().split()
        return [
            one
            for one in (WHOLE, PEOPLE, STALLS)
            if all(word in one.words.casefold() for word in wanted)
        ]


@pytest.fixture
def edit(qtbot: QtBot) -> PlanEdit:
    made = PlanEdit(Plan(), "Sessions")
    qtbot.addWidget(made)
    made.show()
    made.line.setFocus()
    return made


def test_words_and_enter_take_the_first_that_is_offered(edit: PlanEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(edit.line, "people")
    QTest.keyClick(edit.line, Qt.Key.Key_Return)
    assert edit.targets() == [PEOPLE]
    assert edit.line.text() == ""


def test_the_same_place_is_taken_once(edit: PlanEdit, qtbot: QtBot) -> None:
    for _time in range(2):
        QTest.keyClicks(edit.line, "stalls held")
        QTest.keyClick(edit.line, Qt.Key.Key_Return)
    assert edit.targets() == [STALLS]


def test_words_that_no_action_holds_stay_in_the_line_and_are_told(
    edit: PlanEdit, qtbot: QtBot
) -> None:
    QTest.keyClicks(edit.line, "zebra")
    assert edit.untaken() == "zebra"
    assert edit.targets() == []


def test_a_measure_counts_people_or_occasions_as_one_says(edit: PlanEdit, qtbot: QtBot) -> None:
    edit.set_targets([PEOPLE, WHOLE])
    (choice,) = edit.findChildren(Segmented)
    choice.chosen.emit(Counts.TIMES)
    assert [one.counts for one in edit.targets()] == [Counts.TIMES, WHOLE.counts]


def test_backspace_in_the_empty_line_takes_the_last_off(edit: PlanEdit, qtbot: QtBot) -> None:
    edit.set_targets([PEOPLE, STALLS])
    with qtbot.waitSignal(edit.edited):
        QTest.keyClick(edit.line, Qt.Key.Key_Backspace)
    assert edit.targets() == [PEOPLE]


def test_a_draft_brings_every_row_back(edit: PlanEdit, qtbot: QtBot) -> None:
    edit.set_targets([PEOPLE, STALLS])
    other = PlanEdit(Plan())
    qtbot.addWidget(other)
    other.set_kept_text(edit.kept_text())
    assert other.targets() == [PEOPLE, STALLS]
    other.set_kept_text("")
    assert other.targets() == []
