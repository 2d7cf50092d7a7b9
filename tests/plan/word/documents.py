"""The plan of 2015/16 as Word documents of different hands, from the source's own words.

Built with python-docx as people build tables: merged cells, headings in and between tables, bullets
as list paragraphs, words set letter by letter, rows that a page cut in two.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from prevent_desk.plan.model.draft import DraftAction, DraftActivity, DraftObjective
from prevent_desk.plan.source import source_plan

KEY = ("Progress", "Red – behind", "Blue – ongoing", "Green – on target")
HEADERS = (
    ("ACTION", "LEAD", "SUCCESS CRITERIA", "TIME", "RESOURCES", "\n".join(KEY),
     "COMMENTS/ PROGRESS"),
    ("ACTION", "L\nE\nA\nD", "SUCCESS CRITERIA", "T\nI\nM\nE", "RESOURCES", "\n".join(KEY),
     "COMMENTS/ PROGRESS"),
    ("ACTION", "LEAD", "SUCCESS CRITERIA", "T I M E S C A L E", "RESOURCES", "\n".join(KEY),
     "COMMENTS/ PROGRESS"),
)  # fmt: skip
WIDTHS = (4.6, 1.6, 5.2, 1.4, 2.2, 2.0, 8.0)

Fill = Callable[[Any, str], None]


def saved(document: Any) -> bytes:
    """Return a document as a file's bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def new_document() -> Any:
    """Return an empty landscape page."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.0)
    return document


def put(cell: Any, text: str, bold: str = "") -> None:
    """Type a text into a cell, a paragraph a line, with one stretch in bold."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        before, found, after = line.partition(bold) if bold else (line, "", "")
        paragraph.add_run(before)
        if found:
            paragraph.add_run(found).bold = True
            paragraph.add_run(after)
            bold = ""


def put_bullets(cell: Any, text: str) -> None:
    """Type a text into a cell, a bullet a line, as Word's own list."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = "List Bullet"
        paragraph.add_run(line)


def put_breaks(cell: Any, text: str) -> None:
    """Type a text into a cell as one paragraph with line breaks."""
    run = cell.paragraphs[0].add_run()
    for number, line in enumerate(text.split("\n")):
        if number:
            run.add_break()
        run.add_text(line)


def table_of(document: Any, columns: int = 7, widths: Sequence[float] = WIDTHS) -> Any:
    """Begin a table without rows, with columns as wide as in the source."""
    table = document.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=False):
        column.width = Cm(width)
    return table


def across(table: Any, text: str) -> Any:
    """Add a row that is one cell."""
    row = table.add_row()
    put(row.cells[0].merge(row.cells[-1]), text)
    return row


def header(table: Any, words: Sequence[str], *, repeats: bool = True) -> None:
    """Add a heading row, which Word repeats on every page."""
    row = table.add_row()
    for cell, text in zip(row.cells, words, strict=True):
        put(cell, text)
    if repeats:
        mark = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(mark)


def texts_of(action: DraftAction) -> list[str]:
    """Return an action's seven cells as the source prints them."""
    spaced = "\n".join(action.timescale) if action.timescale.startswith("2") else action.timescale
    return [
        action.text,
        "\n".join(action.leads),
        "\n".join(action.criteria),
        spaced,
        "\n".join(action.resources),
        "",
        action.comments,
    ]


def add_action(
    table: Any, action: DraftAction, *, lead: bool = True, criteria: Fill = put, others: Fill = put
) -> Any:
    """Add an action's row."""
    row = table.add_row()
    texts = texts_of(action)
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        if number == 0:
            put(cell, text, action.title if text.find(action.title) >= 0 else "")
        elif number == 1 and not lead:
            continue
        elif text:
            (criteria if number == 2 else others)(cell, text)
    return row


def lead_in(document: Any) -> None:
    """Type what stands above the plan."""
    plan = source_plan()
    document.add_paragraph("Appendix 3")
    document.add_heading("City of London Prevent Delivery Plan 2015/2016", 1)
    document.add_paragraph("V1.6/5/15")
    for text in plan.preamble:
        document.add_paragraph(text)


def one_table() -> bytes:
    """Return the whole plan as one table, headings inside it, leads merged down, bullets."""
    plan = source_plan()
    document = new_document()
    lead_in(document)
    for text in plan.strategic_objectives:
        document.add_paragraph(text, style="List Number")
    table = table_of(document)
    for place, objective in enumerate(plan.objectives):
        across(table, objective.heading)
        across(table, objective.text)
        if objective.introduction:
            across(table, objective.introduction)
        activity = objective.activities[0]
        if activity.heading:
            across(table, f"{activity.number}) {activity.heading}")
        header(table, HEADERS[place])
        rows = [
            add_action(table, action, lead=number == 0 or place > 0, criteria=put_bullets)
            for number, action in enumerate(activity.actions)
        ]
        if place == 0:
            rows[0].cells[1].merge(rows[-1].cells[1])
    return saved(document)


def table_per_objective() -> bytes:
    """Return a table for each objective, headings as paragraphs, numbers by Word itself."""
    plan = source_plan()
    document = new_document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "City of London Prevent Delivery Plan"
    section.footer.paragraphs[0].text = "Page 1"
    lead_in(document)
    aims, activities = numbering(document, "%1."), numbering(document, "%1)")
    for text in plan.strategic_objectives:
        numbered(document.add_paragraph(text), aims)
    for place, objective in enumerate(plan.objectives):
        document.add_heading(objective.heading, 2)
        document.add_paragraph(objective.text)
        if objective.introduction:
            document.add_paragraph(objective.introduction)
        activity = objective.activities[0]
        if activity.heading:
            numbered(document.add_paragraph(activity.heading), activities)
        table = table_of(document)
        header(table, HEADERS[place])
        for action in activity.actions:
            add_action(table, action, criteria=put_breaks, others=put_breaks)
    document.add_paragraph("Prepared by the Community Safety Team.")
    return saved(document)


def page_by_page() -> bytes:
    """Return a table for each page, cut where the source's pages are cut, as a PDF gives them."""
    plan = source_plan()
    document = new_document()
    lead_in(document)
    for number, text in enumerate(plan.strategic_objectives, 1):
        document.add_paragraph(f"{number}\t{text}")
    for place, objective in enumerate(plan.objectives):
        _pages_of(document, place, objective, objective.activities[0])
    return saved(document)


CUTS = {
    "O1-06": (
        "Reduce sensationalism by",
        "",
        "website.",
        "2\n0\n1\n5\n-\n2\n0\n1",
        "various",
    ),
    "O2-02": ("", "", "wider implications –", "", "taken advantage of"),
    "O2-04": ("", "", "", "", "City of London Police."),
    "O3-01": ("Prevent coordinators", "Health", "Regular communication with cross", "", ""),
}
"""After which words of action, lead, criteria, time and comments the source's pages end."""


def _pages_of(
    document: Any, place: int, objective: DraftObjective, activity: DraftActivity
) -> None:
    document.add_paragraph(objective.heading)
    document.add_paragraph(objective.text)
    if objective.introduction:
        document.add_paragraph(objective.introduction)
    if activity.heading:
        document.add_paragraph(f"{activity.number}) {activity.heading}")
    table = table_of(document)
    header(table, HEADERS[place], repeats=False)
    for action in activity.actions:
        if action.ref not in CUTS:
            add_action(table, action)
            continue
        first, rest = _parted(texts_of(action), CUTS[action.ref])
        _add_texts(table, first, action.title)
        document.add_paragraph("")
        table = table_of(document)
        _add_texts(table, rest, "")


def _parted(texts: list[str], cuts: tuple[str, str, str, str, str]) -> tuple[list[str], list[str]]:
    after = [cuts[0], cuts[1], cuts[2], cuts[3], "", "", cuts[4]]
    first, rest = list(texts), [""] * len(texts)
    for at, words in enumerate(after):
        if words:
            end = texts[at].index(words) + len(words)
            first[at], rest[at] = texts[at][:end], texts[at][end:].strip(" \n")
    return first, rest


def _add_texts(table: Any, texts: Sequence[str], bold: str) -> Any:
    row = table.add_row()
    for cell, text in zip(row.cells, texts, strict=True):
        if text:
            put(cell, text, bold if text.find(bold) >= 0 else "")
    return row


def continued_rows() -> bytes:
    """Return a plan whose writer cut rows by hand: first cells said again, or "(continued)"."""
    document = new_document()
    document.add_paragraph("Borough Prevent Plan 2026/27")
    table = table_of(document, 5, (6, 3, 7, 3, 6))
    names = ("Action", "Lead", "Success criteria", "Timescale", "Comments")
    header(table, names)
    for cells in (
        ("Brief head teachers every term", "Education", "Every school briefed\nFeedback is kept",
         "July 2026", "Begun with the primary schools and"),
        ("Brief head teachers every term", "Education", "Notes are shared", "July 2026",
         "two colleges."),
        ("Visit places of worship", "Faith team", "All visited once a year", "Ongoing", ""),
    ):  # fmt: skip
        _add_texts(table, cells, "")
    second = table_of(document, 5, (6, 3, 7, 3, 6))
    header(second, names)
    for cells in (
        ("Visit places of worship (cont’d)", "", "Questions are answered", "", "Two refused."),
        ("Train front line staff", "HR", "200 trained", "March 2027", ""),
    ):
        _add_texts(second, cells, "")
    return saved(document)


def hand_drawn() -> bytes:
    """Return a table drawn by hand: no two rows share their edges to the millimetre."""
    document = new_document()
    document.add_paragraph("OFFICIAL")
    document.add_paragraph("Town Prevent Plan")
    table = table_of(document, 9, (5.9, 0.1, 3, 0.1, 6, 0.1, 2.9, 1.5, 3))
    rows: list[list[tuple[int, str]]] = [
        [(9, "Priority 1: Schools")],
        [(2, "Action"), (1, "Owner"), (2, "Outcomes"), (2, "By when"), (2, "Update")],
        [(1, "Brief teachers"), (2, "Education"), (2, "All briefed"), (2, "2026"), (2, "Begun")],
        [(2, "Visit schools"), (2, "Police"), (1, "All visited"), (2, "2027"), (1, "One"),
         (1, "Two")],
    ]  # fmt: skip
    for spans in rows:
        row = table.add_row()
        for cell in list(row._tr.tc_lst):
            row._tr.remove(cell)
        for span, text in spans:
            cell = row._tr._add_tc()
            cell.grid_span = span
            cell.p_lst[0].add_r().text = text
    return saved(document)


def numbering(document: Any, words: str) -> str:
    """Add a list that Word numbers by itself; return its number."""
    part = document.part.numbering_part.element
    name = str(len(part) + 50)
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), name)
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for tag, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", words)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        level.append(element)
    abstract.append(level)
    part.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), name)
    of = OxmlElement("w:abstractNumId")
    of.set(qn("w:val"), name)
    number.append(of)
    part.append(number)
    return name


def numbered(paragraph: Any, name: str) -> None:
    """Let Word number a paragraph as one of a list."""
    settings = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    settings.get_or_add_ilvl().val = 0
    settings.get_or_add_numId().val = int(name)
