"""The Excel action plan: the source's words, columns and order; safe, and read back exactly."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from prevent_desk.plan.exports.action_plan import write, write_in_child
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.model.legend import RAG_LEGEND
from prevent_desk.plan.model.records import Field, Measure, Paper, PlanContents
from prevent_desk.plan.model.workbook import COLUMNS, CONTINUED, NOTES_SHEET, PLAN_SHEET
from prevent_desk.plan.reading import read_plan_file
from prevent_desk.plan.reading.layout import draft_of
from prevent_desk.plan.source import source_plan
from prevent_desk.readers import workbook as reader
from prevent_desk.workers import child
from tests.plan.desks import Desk
from tests.plan.libreoffice import convert, needs_libreoffice, needs_poppler, printed
from tests.plan.summary_sample import action, plan

PAPER = Paper(
    marking="OFFICIAL-SENSITIVE",
    current_to=date(2015, 11, 25),
    made_at=datetime(2015, 11, 25, 14, 2, tzinfo=UTC),
    export_id="PD-E-0007",
    practice=True,
)


def sheets(data: bytes) -> tuple[Any, Any]:
    book = load_workbook(io.BytesIO(data))
    return book[PLAN_SHEET], book[NOTES_SHEET]


def drafted(data: bytes) -> PlanDraft:
    draft = draft_of(reader.read(data))
    assert draft is not None
    return draft


def without_places(draft: PlanDraft) -> PlanDraft:
    for one in draft.actions():
        one.place = ""
    return draft


def test_the_source_plan_is_found_in_it_word_for_word(desk: Desk) -> None:
    sheet, _ = sheets(write(desk.plans.contents(desk.plan_id), PAPER))
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert tuple(rows[0]) == COLUMNS
    source = source_plan()
    actions = [row for row in rows[1:] if re.fullmatch(r"O\d-\d\d", row[0])]
    assert [row[0] for row in actions] == [one.ref for one in source.actions()]
    for row, one in zip(actions, source.actions(), strict=True):
        assert row[1] == one.text
        assert row[2].split("\n") == (one.leads or [""])
        assert row[3].split("\n") == [f"• {text}" for text in one.criteria]
        assert row[4:7] == [one.timescale, "\n".join(one.resources), ""]
        assert row[7] == one.comments
    assert sum(row[3].count("• ") for row in actions) == 102
    headings = [row[1] for row in rows if row[0].startswith("Objective")]
    assert headings == [objective.heading for objective in source.objectives]


def test_reading_it_back_gives_the_plan_exactly_and_importing_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write(desk.plans.contents(desk.plan_id), PAPER))
    draft = read_plan_file(path)
    assert (len(draft.objectives), len(draft.actions())) == (3, 14)
    assert sum(len(one.criteria) for one in draft.actions()) == 102
    assert (draft.unplaced, draft.notes) == ([], [])
    assert without_places(draft) == without_places(source_plan())
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert preview.changes_nothing
    assert preview.same == 14
    before = desk.everything()
    desk.plans.import_plan(draft, desk.plan_id)
    assert desk.everything() == before
    assert desk.store.undo_label() is None


@needs_libreoffice
def test_after_libreoffice_saved_it_again_it_reads_the_same(desk: Desk, tmp_path: Path) -> None:
    desk.plans.set_progress([desk.id("O1-01")], "behind", "No reply yet")
    desk.plans.set_field([desk.id("O1-02")], Field.COMMENTS, "=1+1\n_x000D_ & <b>\n«Ωмега»")
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write(desk.plans.contents(desk.plan_id), PAPER))
    (tmp_path / "again").mkdir()
    again = convert(path, "xlsx", tmp_path / "again")
    assert again.read_bytes() != path.read_bytes()
    assert read_plan_file(again) == read_plan_file(path)
    with zipfile.ZipFile(again) as archive:
        assert not re.search(rb"<f[ />]", archive.read("xl/worksheets/sheet1.xml"))
    assert desk.plans.preview_import(read_plan_file(again), desk.plan_id).changes_nothing


@needs_libreoffice
@needs_poppler
def test_libreoffice_prints_it_with_nothing_cut(desk: Desk, tmp_path: Path) -> None:
    contents = desk.plans.contents(desk.plan_id)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write(contents, PAPER))
    pdf = convert(path, "pdf", tmp_path)
    said = words(subprocess.run(
        ["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True
    ).stdout.decode())  # fmt: skip
    pages = printed(pdf).split("\f")[:-1]
    assert all("OFFICIAL-SENSITIVE" in page and "Page" in page for page in pages)
    assert sum("SUCCESS CRITERIA" in page for page in pages) >= 3
    for one in contents.actions:
        for text in (
            one.row.text,
            *one.row.criteria,
            *one.row.comments.split("\n"),
            *one.row.leads,
        ):
            for line in text.split("\n"):
                assert words(line) in said, (one.row.ref, line)


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_first_sheet_is_set_up_to_be_worked_in_and_printed(desk: Desk) -> None:
    sheet, _ = sheets(write(desk.plans.contents(desk.plan_id), PAPER))
    assert sheet["A1"].value == "Prevent Delivery Plan 2015/2016"
    assert sheet["H1"].value == "OFFICIAL-SENSITIVE"
    assert "Version V1.6/5/15" in sheet["A2"].value
    assert "Data current to Wed 25 Nov 2015" in sheet["A2"].value
    assert "Practice desk" in sheet["A2"].value
    assert (
        sheet["A3"].value == "Progress:   ■ Red – behind   ■ Blue – ongoing   ■ Green – on target"
    )
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref == f"A4:H{sheet.max_row}"
    assert sheet.print_title_rows == "$4:$4"
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"Behind,Ongoing,On target"'
    painted = [rule for found in sheet.conditional_formatting for rule in found.rules]
    assert [rule.formula for rule in painted] == [['"Behind"'], ['"Ongoing"'], ['"On target"']]
    assert [rule.dxf.fill.bgColor.rgb[-6:] for rule in painted] == ["FCEBEA", "E7F0FB", "E6F4EA"]


def test_the_second_sheet_says_all_the_plan_says_of_itself(desk: Desk) -> None:
    _, notes = sheets(write(desk.plans.contents(desk.plan_id), PAPER))
    said = "\n".join(str(cell.value) for row in notes for cell in row if cell.value)
    source = source_plan()
    for text in (source.title, source.version, source.label, "PD-E-0007", "Red", "Behind"):
        assert text in said
    for text in (*source.preamble, *source.strategic_objectives):
        assert text in said


def test_another_legend_keeps_its_words_and_colours() -> None:
    contents = plan(
        action(1, progress="at_risk"), action(2, progress="completed"), legend=RAG_LEGEND
    )
    draft = drafted(write(contents, PAPER))
    assert draft.legend == RAG_LEGEND
    assert [one.progress for one in draft.actions()] == ["At risk", "Completed"]


def test_one_leads_part_has_only_its_rows_and_their_headings() -> None:
    contents = plan(action(1, 1, leads=("Housing",)), action(2, 2, leads=("Police",)))
    part = replace(contents, actions=contents.actions[1:])
    data = write(part, replace(PAPER, lead="Police"))
    sheet, _ = sheets(data)
    said = [cell.value for row in sheet.iter_rows(min_row=5) for cell in row if cell.value]
    assert "Objective 2: TITLE 2" in said
    assert "Objective 1: TITLE 1" not in said
    assert "Actions of Police" in sheet["A2"].value


def test_texts_too_tall_for_any_row_go_on_below_and_are_read_whole() -> None:
    long = "\n".join(
        f"{n}. " + "A line of some words that is fairly long, again. " * 4 for n in range(90)
    )
    one_line = "word " * 3000 + "end"
    unbroken = "x" * 9000
    contents = plan(
        action(1, comments=long.strip(), text=one_line, leads=("Housing", "Police")),
        action(2, comments=unbroken, resources="\n".join(f"Resource {n}" for n in range(70))),
        action(3, leads=tuple(f"Agency {n}" for n in range(80))),
    )
    contents = replace(
        contents, objectives=(replace(contents.objectives[0], introduction=one_line),)
    )
    data = write(contents, PAPER)
    heights = re.findall(r' ht="([\d.]+)"', zipfile.ZipFile(io.BytesIO(data)).read(
        "xl/worksheets/sheet1.xml").decode())  # fmt: skip
    assert max(map(float, heights)) <= 409.5
    sheet, _ = sheets(data)
    assert [c.value for c in sheet["A"]].count(CONTINUED) > 5
    draft = drafted(data)
    assert draft.objectives[0].introduction == one_line
    for found, known in zip(draft.actions(), contents.actions, strict=True):
        assert found.text == known.row.text
        assert found.comments == known.row.comments
        assert found.leads == list(known.row.leads)
        assert "\n".join(found.resources) == known.row.resources


def test_what_is_counted_stands_beside_its_criterion_and_is_no_part_of_it(desk: Desk) -> None:
    criterion = desk.detail("O2-01").criteria[0]
    desk.plans.set_measure(criterion.id, Measure("workshops", "xxx", "3"))
    data = write(desk.plans.contents(desk.plan_id), PAPER)
    sheet, _ = sheets(data)
    said = "\n".join(str(cell.value) for cell in sheet["D"] if cell.value)
    assert f"• {criterion.text}\n→ Measured: 3 of xxx workshops" in said
    assert desk.plans.preview_import(drafted(data), desk.plan_id).changes_nothing


def test_a_plan_worked_on_for_a_year_comes_back_as_it_is(desk: Desk) -> None:
    plans = desk.plans
    objective = plans.sheet(desk.plan_id).objectives[1]
    plans.set_field([desk.id("O2-03")], Field.LEADS, "Housing\nEducation")
    plans.set_progress([desk.id("O1-01"), desk.id("O3-02")], "on_target", "Both done")
    said = "Two boroughs joined.\nA third asked."
    plans.add_update(desk.id("O3-01"), said, "Police", date(2015, 11, 2))
    plans.add_update(desk.id("O3-01"), "Met again.", "", None)
    made = plans.add_activity(objective.id, "2", "Working together")
    plans.set_field([plans.add_action(made)], Field.TEXT, "Something new\n- with a dash")
    plans.add_action(made)
    contents = plans.contents(desk.plan_id)
    draft = drafted(write(contents, PAPER))
    assert len(draft.actions()) == 16
    assert plans.preview_import(draft, desk.plan_id).changes_nothing
    assert [one.comments for one in draft.actions()] == [
        one.row.comments for one in contents.actions
    ]


def test_equal_plans_make_equal_bytes_in_any_process(desk: Desk) -> None:
    contents = desk.plans.contents(desk.plan_id)
    assert write(contents, PAPER) == write(contents, PAPER)
    # Each child has hashes of its own, so an order of chance would show.
    target = "prevent_desk.plan.exports.action_plan:write_in_child"
    assert len({child.run(target, (contents, PAPER)) for _ in range(3)}) == 1


def test_it_says_how_far_it_is() -> None:
    told: list[tuple[int, int, str]] = []
    contents = plan(*(action(number) for number in range(1, 251)))
    write_in_child((contents, PAPER), lambda *step: told.append(step))
    assert told == [(100, 250, "Writing actions"), (200, 250, "Writing actions")]


@pytest.mark.parametrize("words_of", [lambda: "=cmd|' /C calc'!A0", lambda: "@SUM(1)\n+1"])
def test_hostile_words_in_every_field_stay_words(words_of: Callable[[], str]) -> None:
    said = words_of()
    contents = plan(action(1, text=said, leads=(said,), timescale=said, comments=said, title=said))
    contents = replace(contents, head=replace(contents.head, title=said, preamble=(said,)))
    data = write(contents, PAPER)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
            assert not re.search(rb"<f[ />]", archive.read(name))
    assert drafted(data).actions()[0].comments == said


def test_an_empty_plan_is_a_workbook_all_the_same() -> None:
    contents = PlanContents(plan().head, (), (), ())
    sheet, _ = sheets(write(contents, PAPER))
    assert sheet.max_row == 4
