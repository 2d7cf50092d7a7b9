"""The papers of a panel as one tagged PDF, with a bookmark for each case."""

from __future__ import annotations

from prevent_desk.core.dates import say_date
from prevent_desk.exports.pdf.blocks import BODY, OVERLINE, SMALL, SUBTITLE
from prevent_desk.exports.pdf.document import Document, collector_at_rest
from prevent_desk.exports.pdf.furniture import Furniture
from prevent_desk.exports.pdf.made import Made
from prevent_desk.panels.model.pack import CasePaper, Pack
from prevent_desk.referrals.exports.paper_pdf import say
from prevent_desk.referrals.model.papers.content import Facts
from prevent_desk.workers.child import Report

_BY_REFERENCE = (
    "Cases are told by reference, without names. Who referred them is left out of every paper."
)
_HANDLING = "For those asked to this panel. Keep it as its marking says, and destroy it afterwards."


def write(pack: Pack, report: Report | None = None) -> Made:
    """Return the papers, with sentences about what could not be printed as written."""
    footer = f"Data current to {say_date(pack.current_to)}  ·  {pack.export_id}"
    with collector_at_rest():
        document = Document(pack.title, Furniture(pack.marking, pack.title, pack.notice, footer))
        _cover(document, pack)
        for case in pack.cases:
            _case(document, case)
        return document.finish(pack.made_at, report)


def write_in_child(payload: tuple[Pack], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`); `Made.unpacked` reads its answer."""
    return write(*payload, report).packed()


def _cover(document: Document, pack: Pack) -> None:
    document.paragraph("Channel panel", OVERLINE)
    document.heading(1, pack.title)
    document.paragraph(_BY_REFERENCE, SUBTITLE)
    document.notice_here()
    say(document, Facts(pack.facts))
    document.heading(2, "Agenda")
    document.items(pack.agenda, numbered=True)
    if pack.agencies:
        document.heading(2, "Asked to it")
        document.paragraph(", ".join(pack.agencies), BODY)
    document.paragraph(_HANDLING, SMALL)


def _case(document: Document, case: CasePaper) -> None:
    document.turn(landscape=False)
    document.paragraph(case.purpose, OVERLINE)
    document.heading(1, case.title)
    for block in case.paper.blocks:
        say(document, block)
