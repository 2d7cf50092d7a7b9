"""A paper of a referral as a tagged PDF."""

from __future__ import annotations

from prevent_desk.core.dates import say_date
from prevent_desk.exports.pdf.blocks import BODY, OVERLINE, SMALL, SUBTITLE
from prevent_desk.exports.pdf.document import Document, collector_at_rest
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.furniture import Furniture
from prevent_desk.exports.pdf.made import Made
from prevent_desk.exports.pdf.picture import Picture as PictureFigure
from prevent_desk.exports.pdf.table import Column, Part, Setting
from prevent_desk.exports.pdf.theme import INK_2
from prevent_desk.referrals.model.papers.content import (
    Block,
    Facts,
    Grid,
    Heading,
    NewPage,
    Paper,
    Picture,
    Words,
)
from prevent_desk.workers.child import Report

_FACTS = Setting(size=9, leading=13, pad_x=0, pad_y=3)
_GRID = Setting(size=8.5, leading=12, pad_x=4, pad_y=4)


def write(paper: Paper, report: Report | None = None) -> Made:
    """Return the paper, with sentences about what could not be printed as written."""
    footer = f"Data current to {say_date(paper.current_to)}  ·  {paper.export_id}"
    furniture = Furniture(paper.marking, paper.running, paper.notice, footer)
    with collector_at_rest():
        document = Document(paper.title, furniture)
        document.paragraph(paper.overline, OVERLINE)
        document.heading(1, paper.title)
        document.paragraph(paper.subtitle, SUBTITLE)
        document.notice_here()
        for block in paper.blocks:
            say(document, block)
        return document.finish(paper.made_at, report)


def write_in_child(payload: tuple[Paper], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`); `Made.unpacked` reads its answer."""
    return write(*payload, report).packed()


def say(document: Document, block: Block | Picture) -> None:
    """Print a block of a paper, here or among the papers of a panel."""
    if isinstance(block, Heading):
        document.heading(block.level, block.text)
    elif isinstance(block, Words):
        for line in block.text.splitlines():
            document.paragraph(line, SMALL if block.is_support else BODY)
    elif isinstance(block, Facts):
        rows = [
            [
                document.cell(Part(name, Face.SEMIBOLD, INK_2), heads=True),
                document.cell(*(fact.splitlines() or [""])),
            ]
            for name, fact in block.rows
        ]
        document.table([Column("", 2.5), Column("", 5)], rows, _FACTS)
    elif isinstance(block, Grid):
        columns = [
            Column(name, share) for name, share in zip(block.headings, block.shares, strict=True)
        ]
        cells = [
            [document.cell(*(text.splitlines() or [""])) for text in row] for row in block.rows
        ]
        document.table(columns, cells, _GRID)
    elif isinstance(block, Picture):
        document.figure(lambda node: PictureFigure(node, block.content), block.alt)
    elif isinstance(block, NewPage):
        document.turn(landscape=False)
