"""Takes the coverage map out as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from prevent_desk.contacts.exports.targets import MAP
from prevent_desk.contacts.model.coverage import CoverageRow, map_of, told_in_file
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.words import counted
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.workers import child


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fields ask for; equal wishes make equal files."""

    marking: str
    with_names: bool


class TakeOutMapDialog(TakeOutDialog):
    """Takes the map out, protected unless that is turned off."""

    def __init__(
        self,
        around: Around,
        parent: QWidget | None = None,
        *,
        make: Callable[..., bytes] = child.run,
    ) -> None:
        """Begin without the names of leads and deputies.

        Args:
            around: Services, shell and clock.
            parent: The page.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            "Take the coverage map out",
            "Sectors on one sheet, their agencies on the other.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._make = around, make
        self._rows: Sequence[CoverageRow] = around.services.coverage.rows()
        form = self.build_frame()
        self.names_check = QCheckBox("&Names of leads and deputies")
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.names_check)
        self.names_check.toggled.connect(self.changed)
        self.sheet = SheetView("First lines of the map")
        form.preview_stack.addWidget(self.sheet)
        self.begin()

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        return Wanted(self.marking(), self.names_check.isChecked())

    def kind_words(self) -> str:
        """Return what the file is called."""
        return "coverage map"

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".xlsx"

    def work(self) -> Work[Prepared]:
        """Return the work of making the workbook."""
        wanted, make = self.wanted(), self._make
        told = map_of(
            self._rows, wanted.marking, self._id, self._clock.today(), self._clock.now(),
            practice=self._desk.is_practice(), with_names=wanted.with_names,
        )  # fmt: skip

        def work(report: Report, stopped: Stopped) -> Prepared:
            return Prepared(wanted, make(MAP, (told,), report=report, stopped=stopped), (), 0, told)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that the map was taken out."""
        count = sum(len(row.organisations) for row in self._rows)
        self._around.services.coverage.note_export(self._id, self.wanted().marking, count)

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show the sectors."""
        columns = [Column[CoverageRow]("Sector", lambda row: row.words)]
        headings = [cell.column.heading for cell in self._rows[0].cells] if self._rows else []
        columns += [
            Column(heading, partial(_words, place)) for place, heading in enumerate(headings)
        ]
        self.sheet.show_rows(counted(len(self._rows), "sector", "sectors"), columns, self._rows)
        return self.sheet


def _words(place: int, row: CoverageRow) -> str:
    return told_in_file(row, row.cells[place]).words.replace("\n", ": ")
