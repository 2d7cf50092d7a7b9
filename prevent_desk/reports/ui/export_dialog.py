"""Takes the figures on show out as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.reports.exports.targets import BOOK
from prevent_desk.reports.model.reported import Report, ReportSheet
from prevent_desk.reports.ui.around import Around
from prevent_desk.ui.jobs import Report as Progress
from prevent_desk.ui.jobs import Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.workers import child


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fields ask for; equal wishes make equal files."""

    marking: str


class FiguresExportDialog(TakeOutDialog):
    """Takes figures out; they name nobody, so no password is set unless it is asked for."""

    def __init__(
        self,
        around: Around,
        report: Report,
        parent: QWidget | None = None,
        *,
        make: Callable[..., bytes] = child.run,
    ) -> None:
        """Begin.

        Args:
            around: Service, shell and clock.
            report: What is on show.
            parent: The page.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            "Take figures out",
            "The figures on show, as a workbook.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._report, self._make = around, report, make
        form = self.build_frame()
        form.password_check.setChecked(False)
        told = (report.heading, report.late_line, f"{report.as_at_words}.")
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(WrapLabel("\n".join(one for one in told if one), "support"))
        self.sheet = SheetView("The figures")
        form.preview_stack.addWidget(self.sheet)
        self.begin()

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        return Wanted(self.marking())

    def kind_words(self) -> str:
        """Return what the file is called."""
        return "figures"

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".xlsx"

    def work(self) -> Work[Prepared]:
        """Return the work of making the workbook."""
        wanted, make = self.wanted(), self._make
        sheet = ReportSheet(
            self._report, wanted.marking, self._id, self._clock.today(), self._clock.now(),
            self._desk.is_practice(),
        )  # fmt: skip

        def work(report: Progress, stopped: Stopped) -> Prepared:
            data = make(BOOK, (sheet,), report=report, stopped=stopped)
            return Prepared(wanted, data, (), 0, sheet)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that figures were taken out."""
        count = len(self._report.lines)
        self._around.reports.note_export(self._id, self.wanted().marking, count)

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show its lines."""
        headings = ["Section", "Figure", "Number", "Made of", "Recorded late", "Compared"]
        rows = [
            (line.source, line.title, line.figure.short, line.made_of,
             f"{len(line.figure.late):,}" if line.figure.late else "", line.compared)
            for line in self._report.lines
        ]  # fmt: skip
        columns: list[Column[Sequence[str]]] = [
            Column(heading, itemgetter(place)) for place, heading in enumerate(headings)
        ]
        self.sheet.show_rows(f"{len(rows):,} figures", columns, rows)
        return self.sheet
