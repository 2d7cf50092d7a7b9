"""What the plan still lacks, counted; short, for the board does not put it right itself."""

from __future__ import annotations

from prevent_desk.exports.pdf.document import Document
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.table import Column, Part
from prevent_desk.plan.exports.summary.words import count_of
from prevent_desk.plan.model.health.hints import HealthCounts

_COLUMNS = (Column("What the desk looks for", 6), Column("Hints", 1, right=True))


def say(document: Document, counts: HealthCounts) -> None:
    """Say how many hints the plan has, and of what kinds."""
    document.heading(2, "Plan health")
    document.paragraph(sentence(counts))
    if not counts.total:
        return
    rows = [
        [
            document.cell(Part(words, Face.REGULAR), heads=True),
            document.cell(Part(f"{count:,}", Face.REGULAR)),
        ]
        for words, count in counts.listed
    ]
    document.table(_COLUMNS, rows)


def sentence(counts: HealthCounts) -> str:
    """Return the counts as one or two sentences."""
    aside = counts.aside
    verb = "was" if aside == 1 else "were"
    besides = f" {count_of(aside, 'hint')} {verb} set aside with a reason." if aside else ""
    if not counts.total:
        return f"Nothing is missing in the plan.{besides}"
    return f"The plan has {count_of(counts.total, 'health hint')}.{besides}"
