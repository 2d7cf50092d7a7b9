"""A session's papers: the sheet people sign, and what the feedback said."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from prevent_desk.exports.pdf import check
from prevent_desk.exports.pdf.made import Made
from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.model.parties import Party
from prevent_desk.referrals.exports import paper_pdf
from prevent_desk.referrals.model.papers.content import Grid, Paper
from prevent_desk.training.model.papers import Making
from prevent_desk.training.model.session_papers import attendance_sheet, feedback_paper
from prevent_desk.training.model.sessions import NewSession, Presence, State
from tests.training.desks import TODAY, Desk

MAKING = Making("OFFICIAL-SENSITIVE", "PD-EX-7", TODAY, datetime(2025, 11, 25, 14, 2, tzinfo=UTC))


def test_a_sheet_names_who_is_booked_and_leaves_lines_for_others(desk: Desk) -> None:
    people = {desk.learner("Olivia Bright", "S1"): Presence.BOOKED}
    number = desk.training.sessions.add(
        NewSession(date(2025, 12, 9), course_id=desk.course(), starts="14:00"), people=people
    )
    sheet = _sheet(desk, number)
    (grid,) = (block for block in sheet.blocks if isinstance(block, Grid))
    assert grid.rows[0] == ("Bright, Olivia", "", "S1", "")
    assert len(grid.rows) > 10
    assert not any(grid.rows[1])
    assert "Bright" not in f"{sheet.title}{sheet.subtitle}{sheet.running}"


def test_the_sheet_of_a_held_session_has_those_who_came_and_no_empty_line(desk: Desk) -> None:
    people = {
        desk.learner("Olivia Bright"): Presence.ATTENDED,
        desk.learner("Imran Chowdhury"): Presence.ABSENT,
    }
    number = desk.training.sessions.add(NewSession(TODAY, course_id=desk.course()), people=people)
    (grid,) = (block for block in _sheet(desk, number).blocks if isinstance(block, Grid))
    assert [row[0] for row in grid.rows] == ["Bright, Olivia"]


def test_a_sheet_without_a_name_has_lines_to_sign_on(desk: Desk) -> None:
    number = desk.training.sessions.add(NewSession(TODAY, course_id=desk.course()))
    (grid,) = (block for block in _sheet(desk, number).blocks if isinstance(block, Grid))
    assert len(grid.rows) > 10


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_the_feedback_as_a_tagged_pdf_says_what_the_screen_says(desk: Desk, tmp_path: Path) -> None:
    number = desk.training.sessions.add(
        NewSession(TODAY, title="Talk", whose=Party("Aviva"), state=State.HELD,
                   attended=Count(30, How.ESTIMATED))
    )  # fmt: skip
    for overall in ("5", "5", "4", "4", "2"):
        desk.training.feedback.add(number, {"overall": overall, "useful": "The case study"})
    one = desk.training.sessions.one(number)
    paper = feedback_paper(one, one.feedback, desk.training.feedback.summary([number]), MAKING)
    made = Made.unpacked(paper_pdf.write_in_child((paper,)))
    assert check.check(made.pdf).problems == []
    path = tmp_path / "feedback.pdf"
    path.write_bytes(made.pdf)
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    for words in ("about 30 people", "4.0 of 5 on average, 5 answers", "“The case study”",
                  "OFFICIAL-SENSITIVE", "5 forms, without names"):  # fmt: skip
        assert words in told


def _sheet(desk: Desk, number: int) -> Paper:
    sessions = desk.training.sessions
    return attendance_sheet(sessions.one(number), sessions.people(number), MAKING)
