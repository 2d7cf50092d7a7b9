"""The summary for the board, read back by other programs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from prevent_desk.exports.pdf.check import check
from prevent_desk.exports.pdf.made import Made
from prevent_desk.plan.exports.summary import write, write_in_child, write_with_warnings
from prevent_desk.plan.exports.summary.words import count_of, days_away, listed, shortened
from prevent_desk.plan.model.legend import RAG_LEGEND
from prevent_desk.plan.model.records import Criterion, Measure, PlanContents, Update
from tests.exports.reading import flat, page_text, pdfua_report, run_poppler, structure_text
from tests.exports.test_pdf_document import letters_outside_the_margins
from tests.plan.summary_sample import PAPER, TODAY, action, plan, source_plan, step


@pytest.fixture(scope="module")
def summary() -> bytes:
    return write(source_plan(), PAPER)


def test_the_summary_of_the_real_plan_has_no_finding_of_any_severity(summary: bytes) -> None:
    report = pdfua_report(summary)
    assert report.findings == ()
    assert [outcome for outcome in report.outcomes if outcome.skipped_reason] == []
    assert check(summary).problems == []


def test_all_its_fonts_are_embedded(summary: bytes) -> None:
    lines = run_poppler("pdffonts", summary).splitlines()[2:]
    assert lines
    assert all(re.search(r"\byes yes yes\b", line) for line in lines)


def test_every_text_of_the_plan_is_said(summary: bytes) -> None:
    said = structure_text(summary).replace(" ", "")
    lost = [text for text in texts_of(source_plan()) if flat(text).replace(" ", "") not in said]
    assert lost == []


def test_no_text_is_cut(summary: bytes) -> None:
    assert letters_outside_the_margins(summary) == []
    shown = page_text(summary)
    assert "…" not in shown


def test_marking_practice_and_day_stand_on_every_page(summary: bytes) -> None:
    pages = page_text(summary).split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        assert "OFFICIAL-SENSITIVE" in page
        assert "Practice desk – all people are invented" in page
        assert "Data current to Wed 25 Nov 2015" in page
        assert f"Page {number} of {len(pages)}" in page


def test_the_title_block_says_what_this_is(summary: bytes) -> None:
    said = structure_text(summary)
    assert said.startswith("Summary for the board City of London Prevent Delivery Plan 2015/2016 ")
    for fact in ("Appendix 3", "V1.6/5/15", "The whole plan: 14 actions", "PD-E-0007"):
        assert fact in said


def test_the_key_is_the_plans_own_and_has_no_amber(summary: bytes) -> None:
    said = structure_text(summary)
    assert "Red – behind Blue – ongoing Green – on target Not set: no progress is declared" in said
    assert "mber " not in said.replace("umber ", "").replace("ember ", "")


def test_another_key_is_said_in_its_own_words() -> None:
    contents = plan(action(1, progress="at_risk"), legend=RAG_LEGEND)
    said = structure_text(write(contents, PAPER))
    assert "Amber – at risk" in said
    assert "What is behind or at risk 1 action is declared behind or at risk." in said


def test_counts_stand_in_words_figures_and_a_chart(summary: bytes) -> None:
    said = structure_text(summary)
    assert "14 actions under 3 objectives: 6 behind, 3 ongoing, 3 on target and 2 not set." in said
    printed = run_poppler("pdfinfo", summary, "-struct")
    assert "Objective Three: Institutions" in said
    assert printed.count("Figure") == 2
    assert check(summary).tags["Figure"] == 2


def test_what_is_behind_says_why_and_what_happens_next() -> None:
    contents = plan(
        action(
            1,
            progress="behind",
            reason="The trainer left.",
            due=TODAY - timedelta(days=1),
            history=(step(1, date(2015, 11, 3), "ongoing", "behind"),),
            updates=(Update(1, "New trainer starts in May.", date(2015, 11, 20), "Housing"),),
        ),
        action(2, progress="behind"),
    )
    said = structure_text(write(contents, replace(PAPER, with_table=False)))
    for words in (
        "2 actions are declared behind.",
        "since 3 Nov 2015",
        "The trainer left.",
        "New trainer starts in May. 20 Nov 2015 – Housing",
        "Was due 24 Nov 2015 (1 day over)",
        "No reason is recorded.",
        "No next step is recorded.",
    ):
        assert words in said


def test_what_changed_is_said_only_when_asked() -> None:
    contents = plan(
        action(
            1,
            progress="behind",
            history=(step(1, date(2015, 11, 3), None, "behind", "The hall is closed."),),
            updates=(Update(1, "Hall found.", date(2015, 11, 4), "Police"),),
        )
    )
    said = structure_text(write(contents, PAPER))
    assert "What has changed since Tue 1 Sep 2015" in said
    assert "The declared progress of 1 action has changed." in said
    assert "Not set Behind 3 Nov 2015 The hall is closed." in said
    assert "1 update has been added to 1 action." in said
    without = structure_text(write(contents, replace(PAPER, since=None)))
    assert "What has changed" not in without


def test_several_changes_are_said_in_good_english() -> None:
    moved = (step(1, date(2015, 11, 3), None, "behind"),)
    contents = plan(
        *(action(n, progress="behind", history=moved) for n in (1, 2)),
        action(3, updates=(Update(1, "One.", TODAY), Update(2, "Two.", TODAY))),
    )
    said = structure_text(write(contents, PAPER))
    assert "The declared progress of 2 actions has changed." in said
    assert "2 updates have been added to 1 action." in said
    assert "No actions fall due by 25 Feb 2016." in said


def test_what_falls_due_says_how_far_off_and_what_is_over() -> None:
    contents = plan(
        action(1, due=TODAY),
        action(2, due=TODAY - timedelta(days=3)),
        action(3, due=date(2016, 2, 25)),
        action(4, due=date(2016, 2, 26)),
        action(5),
    )
    said = structure_text(write(contents, replace(PAPER, with_table=False)))
    assert "1 action is over the due date and 2 actions fall due by 25 Feb 2016." in said
    assert "3 days over" in said
    assert "Wed 25 Nov 2015 today" in said
    assert "After that, O1-04 Title of 4 is the next, on Fri 26 Feb 2016." in said
    assert "1 open action has no due date: its timescale, if any, is in words." in said


def test_an_empty_plan_is_a_paper_too() -> None:
    made = write_with_warnings(plan(), PAPER)
    assert check(made.pdf).problems == []
    assert pdfua_report(made.pdf).findings == ()
    said = structure_text(made.pdf)
    assert "The plan has no actions yet." in said
    assert "No action is declared behind." in said
    assert "Nothing in the plan has changed since 1 Sep 2015." in said
    assert "This objective has no actions." in said


def test_a_plan_without_any_progress_says_so() -> None:
    made = write(source_plan(progress=False), replace(PAPER, since=None))
    assert check(made).problems == []
    said = structure_text(made)
    assert "14 actions under 3 objectives: 14 not set." in said
    assert "14 open actions have no due date: their timescale, if any, is in words." in said


def test_one_leads_paper_says_whose_it_is() -> None:
    said = structure_text(write(plan(action(1)), replace(PAPER, lead="Housing")))
    assert "Test plan 2015/2016: actions of Housing" in said
    assert "The actions that Housing leads, and those of all leads: 1 action" in said


def test_a_measure_is_said_with_target_and_actual_as_typed() -> None:
    criteria = (
        Criterion(1, "Number trained", Measure("people", "xxx", "12")),
        Criterion(2, "Number told", Measure("", "", "")),
    )
    said = structure_text(write(plan(action(1, criteria=criteria)), PAPER))
    assert "Number trained (people: target xxx, actual 12)" in said
    assert "Number told " in said


def test_long_words_many_lines_and_foreign_letters_come_out_right() -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 6
    criteria = tuple(Criterion(n, f"criterion {n} of many") for n in range(300))
    contents = plan(
        action(1, title=word, leads=(word, "Nguyễn Thị Phượng"), criteria=criteria),
        action(2, reason=word, progress="behind", leads=("Żółć & Παπαδοπούλου",)),
    )
    made = write_with_warnings(contents, PAPER)
    assert made.warnings == ()
    assert check(made.pdf).problems == []
    assert letters_outside_the_margins(made.pdf) == []
    said = structure_text(made.pdf)
    assert "Nguyễn Thị Phượng" in said
    assert "Żółć & Παπαδοπούλου" in said
    assert [c.text for c in criteria if f"{c.text} " not in said] == []
    assert said.replace(" ", "").count(word) >= 4


def test_a_missing_letter_is_shown_told_and_returned_with_its_action() -> None:
    made = write_with_warnings(plan(action(7, leads=("王",))), PAPER)
    assert len(made.warnings) == 1
    assert "U+738B" in made.warnings[0]
    assert "action O1-07" in made.warnings[0]
    said = structure_text(made.pdf)
    assert "1 character could not be printed." in said
    assert made.warnings[0] in said
    assert "□" in page_text(made.pdf)


def test_many_objectives_make_several_figures_and_no_page_loses_any() -> None:
    contents = plan(*(action(n, activity=n, progress="ongoing") for n in range(1, 36)))
    made = write(contents, replace(PAPER, with_table=False))
    assert check(made).problems == []
    assert check(made).tags["Figure"] == 5
    assert letters_outside_the_margins(made) == []


def test_the_same_plan_and_moment_give_the_same_bytes(summary: bytes) -> None:
    assert write(source_plan(), PAPER) == summary


def test_the_child_process_gets_the_same_paper(summary: bytes) -> None:
    told: list[tuple[int, int, str]] = []
    packed = write_in_child((source_plan(), PAPER), lambda *each: told.append(each))
    assert Made.unpacked(packed) == Made(summary)
    assert told[-1][0] == told[-1][1] == len(told)


def test_what_only_the_dates_call_behind_is_said_beside_it() -> None:
    contents = plan(
        action(1, progress="on_target", due=TODAY - timedelta(days=10), leads=("Police",)),
        action(2, progress="behind", due=TODAY - timedelta(days=10)),
        action(3, due=TODAY + timedelta(days=10)),
    )
    said = structure_text(write(contents, replace(PAPER, with_table=False)))
    assert "1 more action is not declared behind, but its dates or measures say so." in said
    assert "O1-01 Title of 1 Police On target Due 15 Nov 2015, 10 days ago." in said


def test_words_are_singular_and_plural_where_they_should_be() -> None:
    assert [count_of(n, "action") for n in (0, 1, 2, 1200)] == [
        "no actions",
        "1 action",
        "2 actions",
        "1,200 actions",
    ]
    assert [days_away(n) for n in (-2, -1, 0, 1)] == [
        "2 days over",
        "1 day over",
        "today",
        "in 1 day",
    ]
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert shortened("one two three", 8) == "one two…"


def texts_of(contents: PlanContents) -> list[str]:
    """Return every text of a plan that a reader must find in its paper."""
    head = contents.head
    texts = [head.title, head.version, head.label, *head.preamble, *head.strategic_objectives]
    for objective in contents.objectives:
        texts += [objective.heading, objective.text, objective.introduction]
    texts += [activity.heading for activity in contents.activities]
    for each in contents.actions:
        row = each.row
        texts += [row.ref, row.title, row.text.removeprefix(row.title), row.timescale, row.reason]
        texts += [*row.leads, *row.resources.split("\n")]
        texts += [criterion.text for criterion in each.criteria]
        texts += [update.text for update in each.updates] + [update.by for update in each.updates]
        texts += [step.reason for step in each.history]
    return [text for text in texts if text.strip()]
