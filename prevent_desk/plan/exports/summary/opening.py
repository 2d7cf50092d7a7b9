"""The title block: what this paper is, of which plan, as at which day."""

from __future__ import annotations

from prevent_desk.core.dates import say_date
from prevent_desk.exports.pdf.blocks import OVERLINE, SUBTITLE
from prevent_desk.exports.pdf.document import Document
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.table import Column, Part, Setting
from prevent_desk.exports.pdf.theme import INK_2
from prevent_desk.plan.exports.summary.words import count_of
from prevent_desk.plan.model.records import Paper, PlanContents

_FACTS = Setting(size=9, leading=13, pad_x=0, pad_y=3)


def title_of(contents: PlanContents, paper: Paper) -> str:
    """Return the paper's title: the plan's, its years where the title does not have them."""
    head = contents.head
    title = head.title.strip() or "Delivery plan"
    if head.years and head.years not in title:
        title = f"{title} {head.years}"
    return f"{title}: actions of {paper.lead}" if paper.lead else title


def say(document: Document, contents: PlanContents, paper: Paper) -> None:
    """Say title, marking and facts."""
    document.paragraph("Summary for the board", OVERLINE)
    document.heading(1, title_of(contents, paper))
    document.paragraph(f"Data current to {say_date(paper.current_to)}", SUBTITLE)
    document.notice_here()
    say_facts(document, contents, paper)


def say_facts(document: Document, contents: PlanContents, paper: Paper) -> None:
    """Say marking, version and what else the paper says of itself."""
    document.table(
        [Column("", 1), Column("", 4)],
        [
            [
                document.cell(Part(name, Face.SEMIBOLD, INK_2), heads=True),
                document.cell(fact),
            ]
            for name, fact in _facts(contents, paper)
        ],
        _FACTS,
    )


def _facts(contents: PlanContents, paper: Paper) -> list[tuple[str, str]]:
    head = contents.head
    covers = (
        f"The actions that {paper.lead} leads, and those of all leads"
        if paper.lead
        else "The whole plan"
    )
    said = count_of(len(contents.actions), "action")
    facts = [
        ("Marking", paper.marking),
        ("Papers", head.label),
        ("Version", _version(contents, paper)),
        ("Kept", paper.frozen),
        ("Covers", f"{covers}: {said}"),
        ("Changes since", _since(paper)),
        ("Export", paper.export_id),
        ("Practice", "All people in this desk are invented." if paper.practice else ""),
    ]
    return [(name, fact) for name, fact in facts if fact]


def _since(paper: Paper) -> str:
    if paper.against is not None:
        return paper.against.stamp
    return say_date(paper.since) if paper.since else ""


def _version(contents: PlanContents, paper: Paper) -> str:
    """Beside an earlier version, the copy that is worked on must not pass for one."""
    is_working = paper.against is not None and not paper.frozen
    return f"Working copy after {contents.head.version}" if is_working else contents.head.version
