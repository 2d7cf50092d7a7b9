"""The table of differences by itself, over records: many rows, long texts, words of each kind."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from prevent_desk.core.word_differences import Mark, Run
from prevent_desk.plan.model.legend import SOURCE_LEGEND
from prevent_desk.plan.model.partners.records import (
    Comparison,
    Decision,
    Difference,
    Keep,
    Kind,
    RegisterLine,
    Send,
    State,
)
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.ui.returns import said
from prevent_desk.plan.ui.returns.cell_text import abridged
from prevent_desk.plan.ui.returns.model import DifferencesModel
from prevent_desk.plan.ui.returns.table import DifferencesTable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2015, 11, 25, 14, 2, tzinfo=UTC)
TODAY = date(2015, 11, 25)
SIDES = (Keep.THEIRS, Keep.MINE)


def difference(number: int = 1, **more: object) -> Difference:
    values: dict[str, object] = {
        "key": str(number), "action_id": number, "ref": f"O1-{number:02}", "title": "Libraries",
        "field": Field.RESOURCES, "kind": Kind.THEIRS, "sent": "Staff time",
        "theirs": f"Staff time and {number}", "mine": "Staff time", "choices": SIDES,
        "proposed": Keep.THEIRS,
    }  # fmt: skip
    return Difference(**{**values, **more})  # type: ignore[arg-type]


def send(**more: object) -> Send:
    values: dict[str, object] = {
        "id": 1, "plan_id": 1, "pack": "7F3K-Q2MX", "agency": "Housing", "contact": "",
        "email": "", "stamp": "V1.7", "file_name": "housing.xlsx", "sent": date(2015, 11, 3),
        "due": date(2015, 11, 23), "is_encrypted": False,
    }  # fmt: skip
    return Send(**{**values, **more})  # type: ignore[arg-type]


def comparison(*differences: Difference) -> Comparison:
    return Comparison(1, send(), "housing.xlsx", NOW, None, differences, (), 9, {})


def test_of_5000_differences_only_those_in_sight_are_measured(qtbot: QtBot) -> None:
    model = DifferencesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    table = DifferencesTable(model)
    qtbot.addWidget(table)
    table.resize(1000, 500)
    table.show()
    model.legend, model.today = SOURCE_LEGEND, TODAY
    model.show_comparison(comparison(*map(difference, range(5_000))))
    assert len(table.sizes._measured) < 20
    table.go_to_row(4_999)
    assert table.viewport().rect().contains(table.visualRect(model.index(4_999, 0)))
    assert len(table.sizes._measured) < 40
    model.decide({"4999": Decision(Keep.MINE, None, NOW)})
    assert model.open_count() == 4_999
    model.lay(frozenset(), True)
    assert model.rowCount() == 4_999


def test_the_current_row_shows_every_line_of_a_long_text(qtbot: QtBot) -> None:
    model = DifferencesModel()
    table = DifferencesTable(model)
    qtbot.addWidget(table)
    table.resize(1000, 500)
    table.show()
    long = "\n".join(f"Line {number}" for number in range(40))
    model.show_comparison(comparison(difference(1), difference(2, sent="", theirs=long)))
    cut = table.rowHeight(1)
    table.go_to_row(1)
    assert table.rowHeight(1) > 2 * cut


def test_unchanged_stretches_are_cut_and_changes_never() -> None:
    words = "word " * 200
    runs = (Run(Mark.SAME, words), Run(Mark.NEW, "x" * 900), Run(Mark.SAME, words))
    first, new, last = abridged(runs)
    assert (len(first.text) < 200, len(last.text) < 200) == (True, True)
    assert new == runs[1]
    assert (first.text[0], last.text.strip()[-1]) == ("…", "…")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (RegisterLine(send(), State.RETURNED, 1, 18, 7), "18 changed cells · 7 to decide"),
        (RegisterLine(send(), State.RETURNED, 1, 1), "1 changed cell"),
        (RegisterLine(send(), State.MERGED, 1, merged=date(2015, 11, 20)), "Merged 20 Nov"),
        (RegisterLine(send(), State.BLANK, 1), "Returned, nothing changed"),
        (RegisterLine(send(), State.OVERDUE), "No return · 2 days over"),
        (
            RegisterLine(send(chased=(date(2015, 11, 24),)), State.OVERDUE),
            "No return · 2 days over · chased 24 Nov",
        ),
        (RegisterLine(send(due=TODAY), State.WAITING), "No return · due today"),
        (RegisterLine(send(due=date(2016, 1, 8)), State.WAITING), "No return · due 8 Jan 2016"),
        (RegisterLine(send(due=None), State.WAITING), "No return"),
    ],
)
def test_each_state_is_said_in_a_line(line: RegisterLine, words: str) -> None:
    assert said.state_line(line, TODAY) == words


def test_two_numbers_are_told_from_two_texts() -> None:
    both = {"kind": Kind.BOTH, "theirs": "Hold 8 workshops", "choices": (*SIDES, Keep.BOTH)}
    assert said.two_numbers(difference(1, mine="Hold 12 workshops", **both))
    assert not said.two_numbers(difference(1, mine="Hold 8 sessions", **both))
    assert not said.two_numbers(difference(1, mine="Hold 8 workshops", **both))


def test_what_was_written_is_said_with_when() -> None:
    at = Decision(Keep.THEIRS, None, NOW)
    waiting, written = difference(1), difference(1, choices=())
    assert said.hint(waiting, at, SOURCE_LEGEND, TODAY).startswith("Accepted by you ")
    assert said.hint(written, at, SOURCE_LEGEND, TODAY).endswith(". In the plan.")
    fix = difference(1, kind=Kind.FIX, field=Field.PROGRESS, theirs="amber")
    assert said.hint(fix, None, SOURCE_LEGEND, TODAY) == "Your key has Behind, Ongoing, On target."


def test_what_both_writes_is_said_as_it_will_stand() -> None:
    both = Decision(Keep.BOTH, None, NOW)
    cell = difference(1, kind=Kind.BOTH, field=Field.RESOURCES)
    log = difference(1, kind=Kind.BOTH, field=Field.COMMENTS)
    assert said.hint(cell, both, SOURCE_LEGEND, TODAY).startswith("Both: their text, then yours.")
    assert said.hint(log, both, SOURCE_LEGEND, TODAY).startswith("Both: every update, in order of")
