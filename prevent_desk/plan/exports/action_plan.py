"""The action plan as an Excel workbook, in the source plan's own columns, words and order."""

from __future__ import annotations

from prevent_desk.core.dates import say_date
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.plan.exports import action_plan_notes, action_plan_table
from prevent_desk.plan.model.records import Paper, PlanContents, PlanHead
from prevent_desk.workers.child import Report


def write(contents: PlanContents, paper: Paper, report: Report | None = None) -> bytes:
    """Return the workbook's bytes; equal contents and papers give equal bytes.

    Args:
        contents: The plan, or one agency's part of it where `paper.lead` is set.
        paper: What the file says of itself.
        report: Told how far it is, in actions.

    Raises:
        Refused: A text does not fit into a cell of Excel.
    """
    book = Book()
    furniture = Furniture(
        marking=paper.marking,
        left=full_title(contents.head),
        right="Practice desk: all people are invented" if paper.practice else "",
        below=" · ".join(_stamp(contents.head, paper)),
    )
    action_plan_table.say(book, contents, paper, furniture, facts(contents.head, paper), report)
    action_plan_notes.say(book, contents, paper, furniture)
    return book.packed(full_title(contents.head), paper.made_at)


def write_in_child(payload: tuple[PlanContents, Paper], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the workbook's bytes as they are."""
    return write(*payload, report)


def full_title(head: PlanHead) -> str:
    """Return the plan's title, with its years where the title does not say them."""
    if not head.years or head.years in head.title:
        return head.title or "Delivery plan"
    return f"{head.title} {head.years}".strip()


def facts(head: PlanHead, paper: Paper) -> list[str]:
    """Return what the file says of itself under its title, each a few words."""
    return [
        *([head.label] if head.label else []),
        *_stamp(head, paper),
        f"Actions of {paper.lead}" if paper.lead else "All actions",
        *(["Practice desk: all people are invented"] if paper.practice else []),
    ]


def _stamp(head: PlanHead, paper: Paper) -> list[str]:
    return [
        *([f"Version {head.version}"] if head.version else []),
        *([paper.frozen] if paper.frozen else []),
        f"Data current to {say_date(paper.current_to)}",
        *([paper.export_id] if paper.export_id else []),
    ]
