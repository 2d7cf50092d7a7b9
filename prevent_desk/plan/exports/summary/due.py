"""What falls due next, what is over, and what has no day at all."""

from __future__ import annotations

from prevent_desk.core.dates import add_months, say_date, say_short
from prevent_desk.exports.pdf.document import Document
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.table import Cell, Column, Part
from prevent_desk.exports.pdf.theme import INK_3, TINTS
from prevent_desk.plan.exports.summary.standing import tint_of
from prevent_desk.plan.exports.summary.words import (
    count_of,
    days_away,
    leads_of,
    listed,
    name_of,
)
from prevent_desk.plan.model.figures import Due, open_and_due, without_due_day
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import Paper, PlanContents, PlanHead

_MONTHS_AHEAD = 3
"""Boards of this kind meet each quarter: what falls due before the next one."""

_COLUMNS = (Column("Due", 1.6), Column("Action", 4), Column("Lead", 2.4), Column("Progress", 1.6))


def say(document: Document, contents: PlanContents, paper: Paper) -> None:
    """Say what is over and what falls due in the next three months, soonest first."""
    until = add_months(paper.current_to, _MONTHS_AHEAD)
    every = open_and_due(contents, paper.current_to)
    shown = [due for due in every if due.on <= until]
    document.heading(2, "What falls due next")
    over = sum(1 for due in shown if due.days < 0)
    document.paragraph(_sentence(over, len(shown) - over, say_short(until)))
    if shown:
        rows = [_row(document, contents.head, due) for due in shown]
        document.table(_COLUMNS, rows)
        document.glyphs.place = ""
    later = [due for due in every if due.on > until]
    if later:
        first = later[0]
        document.paragraph(
            f"After that, {name_of(first.action)} is the next, on {say_date(first.on)}."
        )
    if undated := without_due_day(contents):
        verb = "has" if undated == 1 else "have"
        document.paragraph(
            f"{count_of(undated, 'open action')} {verb} no due date: "
            f"{'its' if undated == 1 else 'their'} timescale, if any, is in words."
        )


def _sentence(over: int, ahead: int, until: str) -> str:
    said = []
    if over:
        said.append(f"{count_of(over, 'action')} {'is' if over == 1 else 'are'} over the due date")
    said.append(f"{count_of(ahead, 'action')} {'falls' if ahead == 1 else 'fall'} due by {until}")
    sentence = listed(said)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _row(document: Document, head: PlanHead, due: Due) -> list[Cell]:
    row = due.action.row
    document.glyphs.place = f"action {row.ref or name_of(due.action)}"
    stage = head.stage(row.progress)
    late = due.days < 0
    return [
        document.cell(
            Part(say_date(due.on), Face.SEMIBOLD),
            Part(days_away(due.days), colour=TINTS["red"].ink if late else INK_3),
        ),
        document.cell(Part(name_of(due.action), Face.SEMIBOLD), heads=True),
        document.cell(leads_of(due.action)),
        document.cell(Part(stage.word if stage else NOT_SET, tint=tint_of(stage))),
    ]
