"""A figure at the right of the list: what it says, what came late, what it is compared with."""

from __future__ import annotations

from typing import Protocol

from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.period import late_words
from prevent_desk.reports.model.reported import Line, Report


class Opens(Protocol):
    """Who opens the records of a figure."""

    def open_figure(self, figure: Figure) -> None:
        """Open the records a figure counts."""

    def open_late(self, line: Line) -> None:
        """Open those of its records that came late."""


def fill(pane: Pane, line: Line, report: Report, opens: Opens) -> None:
    """Fill the pane with a figure."""
    figure = line.figure
    shown = figure.words
    act = Act("Open its records", lambda: opens.open_figure(figure), "external-link")
    pane.head(
        line.source, shown[0].upper() + shown[1:], [], [act] if figure.page and figure.ids else []
    )
    facts = [Entry(report.period.words, f"Counted {report.by.words}", "calendar")]
    if figure.note:
        facts.append(Entry(figure.note, "", "info"))
    if figure.ids and figure.noun != figure.of:
        facts.append(Entry(f"From {figure.of.counted(len(figure.ids))}", "", "list"))
    pane.section("What it says", facts)
    late = late_words(len(figure.late), report.period, report.by)
    if late:
        act = Act("Open them", lambda: opens.open_late(line))
        acts = [act] if "query" in figure.position else []
        pane.section("Late entries", [Entry(late, "", "clock", "amber", acts)])
    if line.before is not None and report.other is not None:
        before = line.before
        act = Act("Open those records", lambda: opens.open_figure(before))
        acts = [act] if before.page and before.ids else []
        told = Entry(line.compared, report.other.words, "history", "", acts)
        pane.section("Beside", [told])
