"""A version printed as it stood, and what changed since one: read back by other programs."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import pytest

from prevent_desk.exports.pdf.check import check
from prevent_desk.outgoing.records import Prepared
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.records import Field, Paper
from prevent_desk.plan.service.versions import Versions
from prevent_desk.plan.ui.export_making import Wanted, prepare
from prevent_desk.workers import child
from tests.exports.reading import flat, page_text, pdfua_report, structure_text
from tests.plan.desks import Desk

TODAY = date(2015, 11, 25)
Made = Callable[..., Prepared]


@pytest.fixture
def frozen(desk: Desk, versions: Versions) -> int:
    """A version agreed on 5 November and frozen on the 25th, and a plan that went on since."""
    made = versions.freeze(desk.plan_id, "V1.7/11/15", date(2015, 11, 5), "Prevent Board")
    plans = desk.plans
    plans.set_progress([desk.id("O1-03")], "behind", "Two of three have not answered.")
    plans.set_field([desk.id("O1-01")], Field.LEADS, "Housing")
    text = desk.row("O1-04").text
    plans.set_field([desk.id("O1-04")], Field.TEXT, text.replace("Continue to support", "Support"))
    plans.add_update(desk.id("O2-01"), "Four firms outstanding.", "City Police", TODAY)
    plans.remove_actions([desk.id("O1-06")])
    plans.move_actions([desk.id("O2-04")], -1)
    after = plans.add_action(desk.row("O3-01").activity_id)
    plans.set_field([after], Field.TEXT, "Three evenings for parents.")
    desk.clock.move(timedelta(days=6))
    return made


@pytest.fixture
def make(desk: Desk, versions: Versions) -> Made:
    """Make a paper as the dialog does, in a real child process."""

    def made(kind: Kind, **wishes: object) -> Prepared:
        wanted = Wanted(kind, "OFFICIAL", **wishes)  # type: ignore[arg-type]
        paper = Paper(
            "OFFICIAL",
            desk.clock.today(),
            desk.clock.now(),
            "PD-E-0001",
            lead=wanted.lead,
            since=wanted.since,
        )
        work = prepare(desk.plans, desk.plan_id, wanted, paper, child.run, None, versions)
        return work(lambda *_told: None, lambda: False)

    return made


def test_the_workbook_of_a_version_is_the_plan_as_it_stood(
    desk: Desk, frozen: int, make: Made
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make(Kind.ACTION_PLAN, version=frozen).data))
    rows = [[str(cell or "") for cell in row] for row in book.worksheets[0].values]
    top = " ".join(" ".join(row) for row in rows[:3])
    assert "Version V1.7/11/15" in top
    assert "Frozen on Wed 25 Nov 2015, as at 5 Nov 2015, agreed by Prevent Board" in top
    assert "Data current to Wed 25 Nov 2015" in top
    refs = [row[0] for row in rows]
    assert "O1-06" in refs
    line = next(row for row in rows if row[0] == "O1-03")
    assert "Behind" not in line
    notes = [[str(cell or "") for cell in row] for row in book.worksheets[1].values]
    assert any(row[0] == "Kept" and "agreed by Prevent Board" in row[1] for row in notes)


def test_the_summary_of_a_version_says_so_and_speaks_of_its_day(frozen: int, make: Made) -> None:
    pdf = make(Kind.SUMMARY, version=frozen).data
    text = flat(page_text(pdf))
    assert not check(pdf).problems
    assert "Frozen on Wed 25 Nov 2015, as at 5 Nov 2015, agreed by Prevent Board" in text
    assert "Data current to Wed 25 Nov 2015" in text
    assert "1 Dec 2015" not in text
    assert "14 actions" in text
    assert "No action is declared behind" in text


def test_the_summary_tells_what_changed_since_a_version_exactly(frozen: int, make: Made) -> None:
    pdf = make(Kind.SUMMARY, against=frozen).data
    assert not check(pdf).problems
    said = structure_text(pdf)
    assert "What has changed since V1.7/11/15" in said
    assert "Working copy after V1.7/11/15" in said
    assert "Two of three have not answered." in said
    assert "Data current to Tue 1 Dec 2015" in said


def test_the_paper_of_changes_has_each_of_them_and_nothing_else(frozen: int, make: Made) -> None:
    prepared = make(Kind.CHANGES, against=frozen)
    assert prepared.pages >= 1
    assert not check(prepared.data).problems
    said = structure_text(prepared.data)
    for words in (
        "Progress: 1 action",
        "O1-03 City Businesses",
        "New in the plan: 1 addition",
        "Three evenings for parents.",
        "Taken out: 1 removal",
        "O1-06 Communication Campaigns",
        "In another place: 1 move",
        "Other words: 3 changed cells",
        "City Police: Four firms outstanding.",
        "Housing",
    ):
        assert words in said, words
    assert "O1-05" not in said.replace("after O1-05", "")
    assert "Where the plan stands" not in said


def test_the_paper_of_changes_passes_the_pdfua_checker(frozen: int, make: Made) -> None:
    report = pdfua_report(make(Kind.CHANGES, against=frozen).data)
    assert report.findings == ()


def test_one_leads_paper_has_what_it_lost_and_got_only(frozen: int, make: Made) -> None:
    said = structure_text(make(Kind.CHANGES, against=frozen, lead="Housing").data)
    assert "O1-01" in said
    assert "Four firms outstanding" not in said


def test_nothing_changed_is_said_so(desk: Desk, versions: Versions, make: Made) -> None:
    made = versions.freeze(desk.plan_id, "V2", TODAY)
    said = structure_text(make(Kind.CHANGES, against=made).data)
    assert "Nothing in the plan has changed since V2." in said


def test_a_later_version_is_told_beside_an_earlier_one(
    desk: Desk, versions: Versions, frozen: int, make: Made
) -> None:
    later = versions.freeze(desk.plan_id, "V1.8/12/15", date(2015, 12, 1), "Prevent Board")
    desk.plans.remove_actions([desk.id("O1-01")])
    said = structure_text(make(Kind.CHANGES, version=later, against=frozen).data)
    assert "Taken out: 1 removal" in said
    assert "Frozen on Tue 1 Dec 2015, agreed by Prevent Board" in said
    assert "Working copy" not in said
