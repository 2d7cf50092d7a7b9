"""Papers are files that other programs read: tagged PDF, Word with real headings, a workbook."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import docx
import openpyxl
import pytest

from prevent_desk.core.answers import in_words
from prevent_desk.core.clock import SetClock, local
from prevent_desk.exports.pdf.check import check
from prevent_desk.referrals.exports import paper_pdf, paper_word, register
from prevent_desk.referrals.model.moves import Told
from prevent_desk.referrals.model.papers.content import Facts, Grid, Heading, Paper, Words
from prevent_desk.referrals.model.papers.wanted import Format, Kind, Wanted
from prevent_desk.referrals.model.states import State
from tests.exports.form_values import everything
from tests.exports.reading import page_text, pdfua_report, structure_text
from tests.plan.libreoffice import needs_libreoffice
from tests.referrals.desks import Desk
from tests.referrals.papers.crowded import crowded

MARKING = "OFFICIAL-SENSITIVE"
NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
SAMPLE = Paper(
    overline="Case summary",
    title="Case summary PD-2025-001",
    subtitle="By reference, without names",
    marking=MARKING,
    running="PD-2025-001 case summary",
    export_id="PD-E-0001",
    current_to=date(2025, 11, 25),
    made_at=NOW,
    blocks=(
        Facts((("Reference", "PD-2025-001"), ("Stands", "Received"))),
        Heading(2, "Checks"),
        Grid(("Agency", "Reply"), (("Barts", "Not known"), ("Police", "Known\nsince May")), (1, 2)),
        Words("One line.\nAnother."),
    ),
)


def test_a_pdf_is_tagged_and_read_in_order() -> None:
    pdf = paper_pdf.write(SAMPLE).pdf
    assert not check(pdf).problems
    assert not pdfua_report(pdf).findings
    told = structure_text(pdf)
    places = [told.index(word) for word in ("Reference", "Checks", "Agency", "Barts", "Another")]
    assert places == sorted(places)


def test_a_word_file_has_headings_and_tables_that_repeat_their_heads(tmp_path: Path) -> None:
    read = docx.Document(io.BytesIO(paper_word.write(SAMPLE).pdf))
    headings = [p.text for p in read.paragraphs if p.style.name.startswith("Heading")]
    assert headings == ["Case summary PD-2025-001", "Checks"]
    facts, grid = read.tables
    assert facts.cell(0, 0).text == "Reference"
    assert grid.cell(2, 1).text == "Known\nsince May"
    assert "w:tblHeader" in grid.rows[0]._tr.xml
    section = read.sections[0]
    assert MARKING in section.header.paragraphs[0].text
    assert "PD-E-0001" in section.footer.paragraphs[0].text
    about = read.core_properties
    assert (about.author, about.title) == ("Prevent Desk", "Case summary PD-2025-001")
    assert about.created == NOW


@pytest.mark.parametrize("awkward", ["nul \x00", "half a pair \ud800", "bell \x07"])
def test_what_word_cannot_hold_is_replaced_and_told(awkward: str) -> None:
    made = paper_word.write(replace(SAMPLE, blocks=(Words(awkward),)))
    assert made.warnings == ("1 sign that Word cannot hold became □.",)
    assert "□" in "".join(p.text for p in docx.Document(io.BytesIO(made.pdf)).paragraphs)


@needs_libreoffice
def test_libreoffice_opens_the_word_file_with_every_word(tmp_path: Path, desk: Desk) -> None:
    wanted = Wanted(crowded(desk), Kind.RECORD, Format.WORD, MARKING, with_names=True)
    paper = desk.services.papers.paper(wanted, "PD-E-0001", practice=True)
    path = tmp_path / "record.docx"
    path.write_bytes(paper_word.write(paper).pdf)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    told = " ".join((tmp_path / "record.txt").read_text(encoding="utf-8").split())
    wanted_words = ["Kris Hallam", "Known to which services", "Chronology", "PD-2025-001"]
    assert not [words for words in wanted_words if words not in told]


def test_both_files_tell_the_same(desk: Desk) -> None:
    wanted = Wanted(crowded(desk), Kind.RECORD, Format.PDF, MARKING, with_names=True)
    paper = desk.services.papers.paper(wanted, "PD-E-0001", practice=False)
    printed = "".join(page_text(paper_pdf.write(paper).pdf).split())
    read = docx.Document(io.BytesIO(paper_word.write(paper).pdf))
    cells = [c.text for t in read.tables for row in t.rows for c in row.cells]
    texts = [p.text for p in read.paragraphs] + cells
    missing = {
        word
        for text in texts
        for word in text.split()
        if "".join(word.split()) not in printed and "-" not in word
    }
    assert not missing


def test_a_chronology_as_at_a_day_knows_nothing_later(desk: Desk) -> None:
    one = desk.add(answers={"concern": "a poster"})
    assert isinstance(desk.clock, SetClock)
    before = Wanted(one, Kind.CHRONOLOGY, Format.PDF, MARKING, as_at=date(2025, 11, 24))
    paper = desk.services.papers.paper(before, "PD-E-0001", practice=False)
    assert Words("Nothing is recorded.") in paper.blocks
    assert paper.current_to == date(2025, 11, 24)


def test_the_head_of_a_chronology_as_at_a_day_tells_where_it_stood_then(desk: Desk) -> None:
    one = desk.add(danger="no", police_ref="CoLP/22")
    assert isinstance(desk.clock, SetClock)
    then = desk.clock.today()
    desk.clock.moment += timedelta(days=3)
    on = local(desk.clock.now()).replace(second=0, microsecond=0)
    handed = {"handed_at": on.isoformat("T", "minutes"), "to_whom": "999"}
    desk.services.moves.take(one, State.IMMEDIATE_RISK, Told(on, "He called.", handed))
    facts = {}
    for day in (then, None):
        wanted = Wanted(one, Kind.CHRONOLOGY, Format.PDF, MARKING, as_at=day)
        paper = desk.services.papers.paper(wanted, "PD-E-0001", practice=False)
        facts[day] = dict(next(block for block in paper.blocks if isinstance(block, Facts)).rows)
    assert facts[then]["Stood"].startswith("Received since")
    assert "Police reference" not in facts[then]
    assert facts[None]["Stands"].startswith(State.IMMEDIATE_RISK.words)
    assert "Police reference" in facts[None]


def test_the_register_is_a_workbook_of_texts(desk: Desk) -> None:
    for number in range(3):
        desk.add("Kris", f"Hallam {number}", sector="education")
    told = desk.services.registers.register(
        with_names=True, marking=MARKING, export_id="PD-E-0002", practice=True
    )
    book = openpyxl.load_workbook(io.BytesIO(register.write(told)))
    rows = list(book["Register"].iter_rows(values_only=True))
    assert rows[2][:2] == ("Reference", "About")
    assert [row[0] for row in rows[3:]] == ["PD-2025-001", "PD-2025-002", "PD-2025-003"]
    assert rows[3][1] == "Kris Hallam 0"
    counts = {row[0]: row[1] for row in book["Counts"].iter_rows(values_only=True, min_row=4)}
    assert counts["Received"] == "3"


def test_the_register_of_a_period_has_its_days_alone(desk: Desk) -> None:
    for day in (1, 15, 30):
        desk.add(received=datetime(2025, 10, day, 23, 59, tzinfo=UTC).replace(tzinfo=None))
    told = desk.services.registers.register(
        since=date(2025, 10, 2),
        until=date(2025, 10, 30),
        marking=MARKING,
        export_id="PD-E-0002",
        practice=True,
    )
    assert [row.received.day for row in told.rows] == [15, 30]
    assert len(told.counts.received) == 2


def test_the_form_as_filled_prints_every_answer_and_the_referrer_where_they_may_be_named(
    desk: Desk,
) -> None:
    form, lists = desk.services.forms.form("referral"), desk.services.forms.vocabularies()
    answers, _fields = everything(form.without("desk"), lists, desk.clock.today())
    individual = {question.key for question in form.sections[0].questions}
    draft = replace(
        desk.services.intake.begin(),
        danger="no",
        people=({key: one for key, one in answers.items() if key in individual},),
        answers={key: one for key, one in answers.items() if key not in individual}
        | {"anonymous": "no"},
    )
    one = desk.services.intake.record(draft)
    wanted = Wanted(one, Kind.FORM, Format.PDF, MARKING, with_names=True)
    paper = desk.services.papers.paper(wanted, "PD-E-0001", practice=False)
    told = {row for block in paper.blocks if isinstance(block, Facts) for row in block.rows}
    for question in form.without("desk").questions():
        given = draft.people[0].get(question.key) or draft.answers.get(question.key)
        words = in_words(question, given, lists)
        assert (question.text, words) in told, question.key
