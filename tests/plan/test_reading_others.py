"""Plans as others lay them out are read; what cannot be placed is listed, never lost in silence."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.model.legend import SOURCE_LEGEND, Meaning, Tone
from prevent_desk.plan.reading import read_plan_file
from prevent_desk.plan.reading.layout import draft_of
from prevent_desk.plan.source import source_plan
from prevent_desk.readers import workbook
from tests.plan.source_workbook import source_like


def read(rows: Sequence[Sequence[Any]], *merges: str, name: str = "Plan") -> PlanDraft | None:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    return draft_of(workbook.read(saved(book)))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_source_plan_in_its_own_layout_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(source_like())
    found, source = read_plan_file(path), source_plan()
    assert (found.label, found.years, found.version) == ("Appendix 3", "2015/2016", "V1.6/5/15")
    assert found.title == "City of London Prevent Delivery Plan 2015/2016"
    assert found.preamble == source.preamble
    assert found.strategic_objectives == source.strategic_objectives
    assert found.legend == SOURCE_LEGEND
    assert found.unplaced == []
    assert [(o.number, o.heading) for o in found.objectives] == [
        (o.number, o.heading) for o in source.objectives
    ]
    for mine, theirs in zip(found.objectives, source.objectives, strict=True):
        assert one_line(mine.text) == one_line(theirs.text)
        assert mine.introduction == theirs.introduction
        assert [(a.number, a.heading) for a in mine.activities] == [
            (a.number, a.heading) for a in theirs.activities
        ]
    assert len(found.actions()) == 14
    assert sum(len(action.criteria) for action in found.actions()) == 102
    for action, known in zip(found.actions(), source.actions(), strict=True):
        assert action.text == known.text
        assert action.criteria == known.criteria
        assert action.leads == known.leads
        assert action.timescale == known.timescale
        assert action.resources == known.resources
        assert action.comments == known.comments
    inferred = [action.leads_inferred for action in found.actions()]
    assert inferred == [False] + [True] * 5 + [False] * 8
    assert found.actions()[0].title == "Community Groups"


def test_other_names_and_orders_of_columns_are_understood() -> None:
    draft = read([
        ["Priority 2: Training"],
        ["Ref", "By when", "Owner", "What we will do", "How will we know?", "RAG", "Update"],
        ["2.1", "March 2026", "Housing", "Train staff", "- 20 trained\n- Feedback", "amber",
         "Begun"],
    ])  # fmt: skip
    assert draft is not None
    action = draft.actions()[0]
    assert (action.ref, action.timescale, action.leads) == ("2.1", "March 2026", ["Housing"])
    assert (action.text, action.criteria) == ("Train staff", ["20 trained", "Feedback"])
    assert (action.progress, action.comments) == ("amber", "Begun")
    assert (draft.objectives[0].number, draft.objectives[0].title) == ("2", "Training")


def test_a_heading_over_two_rows_is_joined_and_a_tick_is_its_colour() -> None:
    draft = read(
        [
            ["Action", "Lead", "Time", "Progress", None, None],
            [None, None, None, "Red", "Amber", "Green"],
            ["Visit schools", "Education", "2026", None, "x", None],
            ["Visit halls", "Education", "2026", "x", None, "x"],
        ],
        "D1:F1", "A1:A2",
    )  # fmt: skip
    assert draft is not None
    assert [action.progress for action in draft.actions()] == ["Amber", ""]
    assert [(u.text, u.why) for u in draft.unplaced] == [
        ("Red and Green", "More than one progress is ticked.")
    ]


def test_an_objective_may_be_a_column() -> None:
    draft = read([
        ["Objective", "Action", "Lead", "Timescale"],
        ["Objective 1: Ideas", "One", "A", "2026"],
        ["Objective 1: Ideas", "Two", "A", "2026"],
        ["Places", "Three", "B", "2026"],
    ])  # fmt: skip
    assert draft is not None
    assert [(o.number, o.title, len(o.activities[0].actions)) for o in draft.objectives] == [
        ("1", "Ideas", 2),
        ("2", "Places", 1),
    ]


def test_a_row_without_an_action_carries_on_the_row_above() -> None:
    draft = read([
        ["Action", "Lead", "Timescale", "Success criteria"],
        ["Visit schools", "Education", "2026", "Visits made"],
        [None, None, None, "Feedback heard"],
    ])  # fmt: skip
    assert draft is not None
    assert draft.actions()[0].criteria == ["Visits made", "Feedback heard"]


def test_days_and_numbers_become_words_people_read() -> None:
    draft = read([
        ["Action", "Lead", "Due date", "Ref"],
        ["One", "A", date(2026, 3, 31), 1],
        ["Two", "A", 42369, 2.5],
    ])  # fmt: skip
    assert draft is not None
    assert [action.timescale for action in draft.actions()] == ["31 Mar 2026", "31 Dec 2015"]
    assert [action.ref for action in draft.actions()] == ["1", "2.5"]
    assert "42369" in draft.notes[0]
    assert "31 Dec 2015" in draft.notes[0]


def test_what_has_no_place_is_listed_with_its_place() -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Plan"
    sheet.append(["Action", "Lead", "Timescale", "Ward"])
    sheet.append(["Visit schools", "Education", "2026", "North"])
    sheet.append(["Sum", "Education", "=1+1", None])
    other = book.create_sheet("Contacts")
    other.append(["Somebody", "somewhere"])
    hidden: Any = book.create_sheet("Old")
    hidden.append(["Action", "Lead", "Timescale"])
    hidden.sheet_state = "hidden"
    draft = draft_of(workbook.read(saved(book)))
    assert draft is not None
    assert {(u.place, u.why) for u in draft.unplaced} == {
        ("Sheet “Plan”, column “Ward”", "No column of a plan has this heading."),
        ("Sheet “Plan”, row 3", "A formula whose result the file does not hold."),
        ("Sheet “Contacts”", "It holds no table of actions."),
        ("Sheet “Old”", "The sheet is hidden, so it was not read."),
    }


def test_another_councils_key_keeps_its_own_words_and_colours() -> None:
    draft = read([
        ["Key: Red = not started; Amber = in progress; Green = completed"],
        ["Action", "Lead", "Timescale"],
        ["Visit schools", "Education", "2026"],
    ])  # fmt: skip
    assert draft is not None
    assert draft.legend is not None
    assert [(s.word, s.tone, s.meaning) for s in draft.legend] == [
        ("Not started", Tone.RED, Meaning.NOT_STARTED),
        ("In progress", Tone.AMBER, Meaning.ONGOING),
        ("Completed", Tone.GREEN, Meaning.COMPLETED),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "Address"], ["A", "B"]],
        [["Action", "Lead", "Timescale"]],
        [["Invoice"], ["Item", "Price", "Sum"], ["Pens", 2, 4]],
    ],
)
def test_a_workbook_without_a_plan_is_refused_in_a_sentence(
    rows: list[list[Any]], tmp_path: Path
) -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    path = tmp_path / "other.xlsx"
    path.write_bytes(saved(book))
    with pytest.raises(Refused) as refused:
        read_plan_file(path)
    assert refused.value.code == "PD-318"
    assert refused.value.what.startswith("“other.xlsx” holds no delivery plan")
