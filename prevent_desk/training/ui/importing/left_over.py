"""Takes the rows out that could not be taken in, with why, to be corrected and sent again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.training.exports.left_over_orders import TARGET, LeftOverBook
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.workers import child

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Rows of a file, each with why it was left.

    Attributes:
        rows: Their cells as they stand in the file, and last why.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fields ask for."""

    marking: str


class TakeOutRowsDialog(TakeOutDialog):
    """Takes them out as a workbook with the same headings, protected unless that is turned off."""

    def __init__(self, around: Around, left: LeftOver, parent: QWidget | None = None) -> None:
        super().__init__(
            "Rows left over",
            "With the headings of the list and why each was left: correct them and take the file "
            "in again.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._left = around, left
        frame = self.build_frame()
        self.sheet = SheetView("First rows left over")
        frame.preview_stack.addWidget(self.sheet)
        self.begin()

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        return Wanted(self.marking())

    def kind_words(self) -> str:
        """Return what the file is called."""
        return "rows left over"

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".xlsx"

    def work(self) -> Work[Prepared]:
        """Return the work of making the file."""
        wanted, left = self.wanted(), self._left
        book = LeftOverBook(
            left.name, left.headings, left.rows, wanted.marking, self._id, self._clock.today(),
            self._clock.now(), self._desk.is_practice(),
        )  # fmt: skip

        def work(report: Report, stopped: Stopped) -> Prepared:
            data = child.run(TARGET, (book,), report=report, stopped=stopped)
            return Prepared(wanted, data, (), 0, book)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that rows were taken out."""
        self._around.services.imports.note_left_over(self._id, self.marking(), len(self._left.rows))

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show its first rows."""
        headings = [*self._left.headings[:_SHOWN], "Why it was left"]
        places = [*range(len(headings) - 1), len(self._left.headings)]

        def cell(place: int, row: Sequence[str]) -> str:
            return row[place]

        columns: list[Column[tuple[str, ...]]] = [
            Column(heading or "(no heading)", partial(cell, place))
            for heading, place in zip(headings, places, strict=True)
        ]
        count = len(self._left.rows)
        facts = f"{count:,} row{'' if count == 1 else 's'} left over"
        self.sheet.show_rows(facts, columns, self._left.rows)
        return self.sheet
