"""What is behind: why, and what happens next."""

from __future__ import annotations

from prevent_desk.core.dates import say_short
from prevent_desk.exports.pdf.document import Document
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.table import Cell, Column, Part
from prevent_desk.exports.pdf.theme import INK_2, INK_3
from prevent_desk.plan.exports.summary.standing import tint_of
from prevent_desk.plan.exports.summary.words import count_of, due_phrase, leads_of, name_of, said_by
from prevent_desk.plan.model.figures import Overlooked, Trouble, in_trouble, overlooked
from prevent_desk.plan.model.legend import NOT_SET, Meaning
from prevent_desk.plan.model.records import Paper, PlanContents

_COLUMNS = (
    Column("Action", 3),
    Column("Progress", 1.8),
    Column("Why", 3.5),
    Column("What happens next", 3.5),
)
_OVERLOOKED = (Column("Action", 4), Column("Declared", 2), Column("Dates and measures", 5.5))


def say(document: Document, contents: PlanContents, paper: Paper) -> None:
    """Say each action that is behind, or at risk where the plan's key has that."""
    at_risk = next((s for s in contents.head.legend if s.meaning is Meaning.AT_RISK), None)
    also = f" or {at_risk.word.lower()}" if at_risk else ""
    document.heading(2, f"What is behind{also}")
    found = in_trouble(contents)
    if found:
        verb = "is" if len(found) == 1 else "are"
        document.paragraph(f"{count_of(len(found), 'action')} {verb} declared behind{also}.")
        document.table(_COLUMNS, [_row(document, each, paper) for each in found])
    else:
        document.paragraph(f"No action is declared behind{also}.")
    _say_overlooked(document, overlooked(contents, paper.current_to))
    document.glyphs.place = ""


def _say_overlooked(document: Document, found: tuple[Overlooked, ...]) -> None:
    if not found:
        return
    one = len(found) == 1
    document.heading(3, "Behind by its dates" if one else "Behind by their dates")
    document.paragraph(
        f"{count_of(len(found), 'more action')} {'is' if one else 'are'} not declared behind, but "
        f"{'its' if one else 'their'} dates or measures say so."
    )
    rows = []
    for each in found:
        document.glyphs.place = f"action {each.action.row.ref or name_of(each.action)}"
        word = each.declared.word if each.declared else NOT_SET
        rows.append(
            [
                document.cell(
                    Part(name_of(each.action), Face.SEMIBOLD),
                    Part(leads_of(each.action), colour=INK_2),
                    heads=True,
                ),
                document.cell(Part(word, Face.SEMIBOLD, tint=tint_of(each.declared))),
                document.cell(each.reason),
            ]
        )
    document.table(_OVERLOOKED, rows)


def _row(document: Document, trouble: Trouble, paper: Paper) -> list[Cell]:
    row = trouble.action.row
    document.glyphs.place = f"action {row.ref or name_of(trouble.action)}"
    since = f"since {say_short(trouble.since)}" if trouble.since else ""
    return [
        document.cell(
            Part(name_of(trouble.action), Face.SEMIBOLD),
            Part(leads_of(trouble.action), colour=INK_2),
            heads=True,
        ),
        document.cell(
            Part(trouble.stage.word, Face.SEMIBOLD, tint=trouble.stage.tone.value),
            Part(since, colour=INK_3),
        ),
        document.cell(row.reason or Part("No reason is recorded.", Face.ITALIC, INK_3)),
        document.cell(*_next(trouble, paper)),
    ]


def _next(trouble: Trouble, paper: Paper) -> list[Part]:
    parts = []
    if trouble.latest is not None:
        parts.append(Part(trouble.latest.text))
        by = said_by(trouble.latest) or "from the comments, without a date"
        parts.append(Part(by, colour=INK_3))
    if trouble.action.row.due is not None:
        parts.append(Part(due_phrase(trouble.action.row.due, paper.current_to), Face.SEMIBOLD))
    return parts or [Part("No next step is recorded.", Face.ITALIC, INK_3)]
