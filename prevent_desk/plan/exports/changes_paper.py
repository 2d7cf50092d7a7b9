"""What changed since an earlier version, as a short accessible PDF of its own."""

from __future__ import annotations

from prevent_desk.core.dates import say_date
from prevent_desk.exports.pdf.blocks import OVERLINE, SUBTITLE
from prevent_desk.exports.pdf.document import Document, collector_at_rest
from prevent_desk.exports.pdf.made import Made
from prevent_desk.plan.exports.summary import opening, since_version
from prevent_desk.plan.exports.summary.paper import furniture_of
from prevent_desk.plan.model.records import Paper, PlanContents
from prevent_desk.workers.child import Report


def write(contents: PlanContents, paper: Paper, report: Report | None = None) -> Made:
    """Return the paper, with sentences about what could not be printed as written.

    Args:
        contents: The plan as it is told: the later of the two copies.
        paper: What the file says of itself; `against` is what it tells.
        report: Told how far it is: rows of tables drawn, of how many, and that they are rows.
    """
    with collector_at_rest():
        document = Document(opening.title_of(contents, paper), furniture_of(contents, paper))
        document.paragraph("Changes for the board", OVERLINE)
        document.heading(1, opening.title_of(contents, paper))
        document.paragraph(f"Data current to {say_date(paper.current_to)}", SUBTITLE)
        document.notice_here()
        opening.say_facts(document, contents, paper)
        if paper.against is not None:
            since_version.say(document, paper.against)
        return document.finish(paper.made_at, report)


def write_in_child(payload: tuple[PlanContents, Paper], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`); `Made.unpacked` reads its answer."""
    return write(*payload, report).packed()
