"""The plan read from Word: whole, in the source's words, whoever's hand laid the table out."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from prevent_desk.core.errors import Refused
from prevent_desk.plan.exports.action_plan import write
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.model.legend import SOURCE_LEGEND
from prevent_desk.plan.model.records import Paper
from prevent_desk.plan.reading import read_plan_file
from prevent_desk.plan.reading.layout import draft_of
from prevent_desk.plan.source import source_plan
from prevent_desk.readers import opening
from tests.plan.desks import Desk
from tests.plan.libreoffice import convert
from tests.plan.word import documents

HANDS: dict[str, Callable[[], bytes]] = {
    "one table": documents.one_table,
    "a table an objective": documents.table_per_objective,
    "a table a page": documents.page_by_page,
}
PAPER = Paper("OFFICIAL", date(2015, 11, 25), datetime(2015, 11, 25, 14, 2, tzinfo=UTC))
needs_writer = pytest.mark.skipif(
    shutil.which("lowriter") is None, reason="LibreOffice Writer is not installed"
)


def read(data: bytes) -> PlanDraft:
    found = draft_of(opening.read(data))
    assert found is not None
    return found


def one_line(text: str) -> str:
    return " ".join(text.split())


def assert_is_the_source(found: PlanDraft) -> None:
    source = source_plan()
    assert (found.label, found.years, found.version) == ("Appendix 3", "2015/2016", "V1.6/5/15")
    assert found.title == "City of London Prevent Delivery Plan 2015/2016"
    assert found.preamble == source.preamble
    assert found.strategic_objectives == source.strategic_objectives
    assert found.legend == SOURCE_LEGEND
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


@pytest.mark.parametrize("hand", HANDS)
def test_the_source_plan_comes_back_in_its_own_words(hand: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(HANDS[hand]())
    assert_is_the_source(read_plan_file(path))


@needs_writer
@pytest.mark.parametrize("hand", HANDS)
def test_the_same_after_libreoffice_has_saved_it_again(hand: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(HANDS[hand]())
    into = tmp_path / "again"
    into.mkdir()
    assert_is_the_source(read(convert(path, "docx", into).read_bytes()))


@pytest.mark.parametrize("hand", HANDS)
def test_our_own_workbook_changes_nothing_after_the_plan_came_from_word(
    hand: str, empty_desk: Desk
) -> None:
    plans = empty_desk.plans
    plan_id = plans.import_plan(read(HANDS[hand]()), None)
    workbook = write(plans.contents(plan_id), PAPER)
    preview = plans.preview_import(read(workbook), plan_id)
    assert preview.changes_nothing
    assert preview.same == 14
    assert preview.unplaced == ()


def test_word_into_the_plan_that_is_there_changes_no_cell_and_undo_takes_all_back(
    desk: Desk,
) -> None:
    before = desk.everything()
    draft = read(documents.page_by_page())
    preview = desk.plans.preview_import(draft, desk.plan_id)
    assert preview.changes == ()
    assert (preview.new_actions, preview.missing) == ((), ())
    made = desk.plans.import_plan(draft, None)
    assert len(desk.plans.sheet(made).rows) == 14
    desk.store.undo()
    assert desk.everything() == before


def test_what_a_page_cut_is_told_by_its_place() -> None:
    (note,) = read(documents.page_by_page()).notes
    assert note == (
        "Read as the rest of the row above: Table 2, row 1; Table 4, row 1; Table 5, row 1; "
        "Table 7, row 1."
    )


def test_a_lead_merged_over_six_rows_counts_for_all_and_is_marked_as_read_from_above() -> None:
    inferred = [action.leads_inferred for action in read(documents.one_table()).actions()]
    assert inferred == [False] + [True] * 5 + [False] * 8


def test_headers_of_pages_and_words_below_the_plan_are_told_not_taken() -> None:
    found = read(documents.table_per_objective())
    assert found.notes == ["Headers and footers of the pages were not read."]
    assert [(left.place, left.text) for left in found.unplaced] == [
        ("Paragraph below table 3", "Prepared by the Community Safety Team.")
    ]


def test_rows_cut_by_hand_with_first_cells_said_again_are_one_action() -> None:
    found = read(documents.continued_rows())
    first, second, third = found.actions()
    assert first.criteria == ["Every school briefed", "Feedback is kept", "Notes are shared"]
    assert first.comments == "Begun with the primary schools and two colleges."
    assert (first.timescale, first.leads) == ("July 2026", ["Education"])
    assert second.text == "Visit places of worship"
    assert second.criteria == ["All visited once a year", "Questions are answered"]
    assert second.comments == "Two refused."
    assert third.text == "Train front line staff"
    assert found.unplaced == []


def test_edges_that_are_a_little_off_are_the_same_column() -> None:
    found = read(documents.hand_drawn())
    assert found.objectives[0].heading == "Priority 1: Schools"
    said = [(a.text, a.leads, a.criteria, a.timescale, a.comments) for a in found.actions()]
    assert said == [
        ("Brief teachers", ["Education"], ["All briefed"], "2026", "Begun"),
        ("Visit schools", ["Police"], ["All visited"], "2027", "One\nTwo"),
    ]


def a_table(*rows: tuple[str, ...]) -> tuple[object, object]:
    document = documents.new_document()
    table = documents.table_of(document, len(rows[0]), [4.0] * len(rows[0]))
    for row in rows:
        documents._add_texts(table, row, "")
    return document, table


PLAN = (("Action", "Lead", "Success criteria", "Timescale"), ("Visit", "A", "One", "2026"))


def test_two_actions_that_begin_small_stay_two() -> None:
    document, _ = a_table(
        PLAN[0],
        ("run workshops", "Education", "number of workshops", "2026"),
        ("visit schools", "", "number of visits", ""),
        ("Brief staff", "HR", "Number briefed", "2027"),
        ("Brief members", "HR", "Number briefed", ""),
    )
    found = read(documents.saved(document))
    assert [action.text for action in found.actions()] == [
        "run workshops",
        "visit schools",
        "Brief staff",
        "Brief members",
    ]


def test_one_criterion_a_row_under_a_merged_action_is_one_action() -> None:
    document, table = a_table(
        *PLAN, ("", "", "Two", ""), ("", "", "Three", ""), ("Write", "B", "Four", "2027")
    )
    table.cell(1, 0).merge(table.cell(3, 0))  # type: ignore[attr-defined]
    found = read(documents.saved(document))
    assert [(a.text, a.criteria) for a in found.actions()] == [
        ("Visit", ["One", "Two", "Three"]),
        ("Write", ["Four"]),
    ]


def test_what_is_tracked_boxed_hidden_or_in_a_control_is_read_or_told() -> None:
    document, table = a_table(*PLAN)
    cell = table.cell(1, 0)  # type: ignore[attr-defined]
    paragraph = cell.paragraphs[0]._p
    for xml in (
        '<w:ins {} w:id="1" w:author="a"><w:r><w:t xml:space="preserve"> schools</w:t></w:r>'
        "</w:ins>",
        '<w:del {} w:id="2" w:author="a"><w:r><w:delText> halls</w:delText></w:r></w:del>',
        "<w:sdt {}><w:sdtContent><w:r><w:t> weekly</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:r {}><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>",
        "<w:r {}><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r>",
        "<w:r {}><w:noBreakHyphen/><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>",
    ):
        paragraph.append(parse_xml(xml.format(nsdecls("w"))))
    found = read(documents.saved(document))
    assert found.actions()[0].text == "Visit schools weekly-a\tb"
    assert found.notes == [
        "The document has tracked changes; it was read as if all of them were accepted.",
        "1 text box was not read.",
        "Words that are set as hidden were not read.",
    ]


def test_a_row_inside_a_content_control_is_a_row() -> None:
    document, table = a_table(*PLAN, ("Write", "B", "Two", "2027"))
    row = table.rows[2]._tr  # type: ignore[attr-defined]
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    row.addprevious(control)
    control.append(content)
    content.append(row)
    assert [a.text for a in read(documents.saved(document)).actions()] == ["Visit", "Write"]


def test_a_table_that_is_no_plan_is_told_and_a_key_in_one_is_taken() -> None:
    document = Document()
    key = documents.table_of(document, 2, (3, 6))
    for row in (("Red", "Behind"), ("Amber", "At risk"), ("Green", "On target")):
        documents._add_texts(key, row, "")
    document.add_paragraph("")
    versions = documents.table_of(document, 3, (3, 3, 3))
    for row in (("Version", "Date", "By"), ("2.1", "May", "Officer")):
        documents._add_texts(versions, row, "")
    document.add_paragraph("Borough Prevent Plan")
    plan = documents.table_of(document, 4, (4, 4, 4, 4))
    for row in PLAN:
        documents._add_texts(plan, row, "")
    found = read(documents.saved(document))
    assert found.legend is not None
    assert [stage.word for stage in found.legend] == ["Behind", "At risk", "On target"]
    assert [(left.place, left.text, left.why) for left in found.unplaced] == [
        ("Table 2, row 1", "Version · Date · By", "This table holds no actions.")
    ]
    assert found.title == "Borough Prevent Plan"
    assert len(found.actions()) == 1


def test_the_title_said_again_on_each_page_is_no_heading_and_cuts_no_row() -> None:
    document = documents.new_document()
    document.add_paragraph("Borough Prevent Plan")
    for rows in (PLAN, (PLAN[0], ("", "", "Two", ""), ("Write", "B", "Three", "2027"))):
        table = documents.table_of(document, 4, (4, 4, 4, 4))
        for row in rows:
            documents._add_texts(table, row, "")
        document.add_paragraph("Page 1")
        document.add_paragraph("Borough Prevent Plan")
    found = read(documents.saved(document))
    assert [(a.text, a.criteria) for a in found.actions()] == [
        ("Visit", ["One", "Two"]),
        ("Write", ["Three"]),
    ]
    assert [activity.heading for o in found.objectives for activity in o.activities] == [""]


def test_a_document_without_a_plan_is_refused(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Dear all, please find attached.")
    path = tmp_path / "letter.docx"
    path.write_bytes(documents.saved(document))
    with pytest.raises(Refused) as refused:
        read_plan_file(path)
    assert refused.value.code == "PD-318"
    assert "Choose a file" in refused.value.next_step


def test_the_documents_of_these_tests_are_what_python_docx_itself_reads() -> None:
    document = Document(io.BytesIO(documents.page_by_page()))
    assert len(document.tables) == 7
    assert document.tables[0].rows[0].cells[3].text == "TIME"
