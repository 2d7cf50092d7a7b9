"""The page of reports: what every room counts, in one place."""

from __future__ import annotations

from prevent_desk.core.clock import Clock
from prevent_desk.reports.service import Reports
from prevent_desk.reports.ui.around import Around
from prevent_desk.reports.ui.figures_tab import FiguresTab
from prevent_desk.ui.page import Desk
from prevent_desk.ui.tabs_page import TabKind, TabsPage

FIGURES = "figures"
TABS: tuple[TabKind[Around], ...] = (TabKind(FIGURES, "Figures of a period", FiguresTab),)


class ReportsPage(TabsPage):
    """Shows the figures of a period; satisfies `prevent_desk.ui.page.Page`."""

    title = "Reports"
    icon = "chart-column"

    def __init__(self, reports: Reports, desk: Desk, clock: Clock) -> None:
        super().__init__(desk, "reports")
        self._reports = reports
        self.begin(TABS, Around(reports, desk, clock, self.open_tab, self))

    def is_open(self) -> bool:
        """Return whether the store can still be read."""
        return self._reports.is_open()
