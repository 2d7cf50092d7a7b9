"""Takes the register of decisions, or the figures, out as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.panels.exports.targets import DECISIONS
from prevent_desk.panels.model.register_order import BookOrder
from prevent_desk.panels.ui.around import Around
from prevent_desk.ui import theme
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.workers import child

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

_MOST_ROWS = 100
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the dialog shows of a workbook: its headings and first rows."""

    headings: Row
    rows: tuple[Row, ...]
    said: str


class BookDialog(TakeOutDialog):
    """Takes one workbook out, protected unless that is turned off."""

    def __init__(
        self,
        around: Around,
        order: BookOrder,
        shown: Shown,
        parent: QWidget | None = None,
        *,
        make: Make = child.run,
    ) -> None:
        """Begin with everything the view shows.

        Args:
            around: Services, shell and clock.
            order: The workbook; its marking and number are set here.
            shown: What stands beside the choices.
            parent: The page.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            f"Take the {order.title.lower()} out",
            "People are named by reference only.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._order, self._shown, self._make = around, order, shown, make
        form = self.build_frame()
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(WrapLabel(shown.said, "support"))
        self.table = QTableView()
        self.table.verticalHeader().hide()
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.table.setAccessibleName("First lines of the workbook")
        columns = [Column[Row](name, _get(place)) for place, name in enumerate(shown.headings)]
        self.table.setModel(RowsModel(columns, shown.rows[:_MOST_ROWS], self))
        for place in range(len(columns)):
            self.table.setColumnWidth(place, theme.px(130))
        form.preview_stack.addWidget(self.table)
        self.begin()

    def wanted(self) -> BookOrder:
        """Return the workbook that is asked for."""
        return replace(self._order, marking=self.marking(), export_id=self._id)

    def kind_words(self) -> str:
        """Return what the file is called."""
        return self._order.title.lower()

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".xlsx"

    def work(self) -> Work[Prepared]:
        """Return the work of making the workbook."""
        wanted, make = self.wanted(), self._make

        def work(report: Report, stopped: Stopped) -> Prepared:
            data = make(DECISIONS, (wanted,), report=report, stopped=stopped)
            return Prepared(wanted, data, (), 0)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that it was taken out."""
        order = cast("BookOrder", prepared.wanted)
        registers = self._around.services.registers
        registers.note_export(order.title.lower(), order.export_id, order.marking)

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show its first lines."""
        return self.table


def _get(place: int) -> Callable[[Row], str]:
    return lambda row: row[place]
