"""What has changed since a day: progress that moved, and what was reported."""

from __future__ import annotations

from datetime import date

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.exports.pdf.document import Document
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.table import Cell, Column, Part
from prevent_desk.exports.pdf.theme import INK_3
from prevent_desk.plan.exports.summary.standing import tint_of
from prevent_desk.plan.exports.summary.words import count_of, name_of, said_by
from prevent_desk.plan.model.changes_since import Moved, Reported, changes_since, local_day
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import PlanContents, PlanHead

_MOVED = (
    Column("Action", 3),
    Column("Was", 1.4),
    Column("Is now", 1.4),
    Column("When", 1.3),
    Column("Why", 3.5),
)
_REPORTED = (Column("Action", 3), Column("What was reported", 7))


def say(document: Document, contents: PlanContents, since: date) -> None:
    """Say what changed on a day or after it."""
    changes = changes_since(contents, since)
    document.heading(2, f"What has changed since {say_date(since)}")
    if not changes:
        document.paragraph(f"Nothing in the plan has changed since {say_short(since)}.")
        return
    _say_moved(document, contents.head, changes.moved)
    _say_reported(document, changes.reported)
    document.glyphs.place = ""


def _say_moved(document: Document, head: PlanHead, moved: tuple[Moved, ...]) -> None:
    document.heading(3, "Progress")
    if not moved:
        document.paragraph("No declared progress has changed.")
        return
    document.paragraph(f"The declared progress of {count_of(len(moved), 'action')} has changed.")
    document.table(_MOVED, [_moved_row(document, head, each) for each in moved])


def _moved_row(document: Document, head: PlanHead, moved: Moved) -> list[Cell]:
    document.glyphs.place = f"action {moved.action.row.ref or name_of(moved.action)}"
    steps = len(moved.steps)
    again = f"{count_of(steps, 'step')}" + (", now back" if moved.is_back else "")
    return [
        document.cell(Part(name_of(moved.action), Face.SEMIBOLD), heads=True),
        document.cell(_stage(head, moved.before)),
        document.cell(_stage(head, moved.after)),
        document.cell(
            say_short(local_day(moved.last.at)), Part(again if steps > 1 else "", colour=INK_3)
        ),
        document.cell(moved.last.reason or Part("No reason is recorded.", Face.ITALIC, INK_3)),
    ]


def _stage(head: PlanHead, code: str | None) -> Part:
    stage = head.stage(code)
    return Part(stage.word if stage else NOT_SET, tint=tint_of(stage))


def _say_reported(document: Document, reported: tuple[Reported, ...]) -> None:
    document.heading(3, "Updates")
    count = sum(len(each.updates) for each in reported)
    if not count:
        document.paragraph("No dated update has been added.")
        return
    added = "has" if count == 1 else "have"
    document.paragraph(
        f"{count_of(count, 'update')} {added} been added to {count_of(len(reported), 'action')}."
    )
    document.table(_REPORTED, [_reported_row(document, each) for each in reported])


def _reported_row(document: Document, reported: Reported) -> list[Cell]:
    document.glyphs.place = f"action {reported.action.row.ref or name_of(reported.action)}"
    parts = []
    for update in reported.updates:
        parts += [Part(said_by(update), Face.SEMIBOLD), Part(update.text)]
    return [
        document.cell(Part(name_of(reported.action), Face.SEMIBOLD), heads=True),
        document.cell(*parts),
    ]
