"""The summary as a document: which parts it has and in what order."""

from __future__ import annotations

from collections.abc import Callable

from prevent_desk.core.dates import say_date
from prevent_desk.exports.pdf.document import Document, collector_at_rest
from prevent_desk.exports.pdf.furniture import Furniture
from prevent_desk.exports.pdf.made import Made
from prevent_desk.plan.exports.summary import (
    changes,
    due,
    health,
    opening,
    plan_table,
    since_version,
    standing,
    trouble,
)
from prevent_desk.plan.model.records import Paper, PlanContents

Report = Callable[[int, int, str], None]


def write(contents: PlanContents, paper: Paper) -> bytes:
    """Return the summary of a plan as the bytes of a tagged PDF.

    Args:
        contents: The plan, or one agency's part of it where `paper.lead` is set.
        paper: What the file says of itself, and which parts it has.
    """
    return write_with_warnings(contents, paper).pdf


def write_with_warnings(contents: PlanContents, paper: Paper, report: Report | None = None) -> Made:
    """Return the summary with sentences about what could not be printed as written.

    Args:
        contents: As for `write`.
        paper: As for `write`.
        report: Told how far it is: rows of tables drawn, of how many, and that they are rows.
    """
    with collector_at_rest():
        return _written(contents, paper, report)


def write_in_child(payload: tuple[PlanContents, Paper], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`); `Made.unpacked` reads its answer."""
    return write_with_warnings(*payload, report).packed()


def _written(contents: PlanContents, paper: Paper, report: Report | None) -> Made:
    document = Document(opening.title_of(contents, paper), furniture_of(contents, paper))
    opening.say(document, contents, paper)
    standing.say(document, contents, paper)
    trouble.say(document, contents, paper)
    if paper.since is not None:
        changes.say(document, contents, paper.since)
    if paper.against is not None:
        since_version.say(document, paper.against)
    due.say(document, contents, paper)
    if paper.health is not None:
        health.say(document, paper.health)
    if paper.with_table:
        plan_table.say(document, contents)
    return document.finish(paper.made_at, report)


def furniture_of(contents: PlanContents, paper: Paper) -> Furniture:
    """Return what stands on every page: marking, title, day, export."""
    footer = f"Data current to {say_date(paper.current_to)}"
    if paper.export_id:
        footer += f"  ·  {paper.export_id}"
    return Furniture(
        marking=paper.marking,
        running=opening.title_of(contents, paper),
        notice="Practice desk – all people are invented" if paper.practice else "",
        footer=footer,
    )
