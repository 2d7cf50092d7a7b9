"""Takes the register of decisions, or the figures, out as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.panels.exports.targets import DECISIONS
from prevent_desk.panels.model.publishable import RULE
from prevent_desk.panels.model.register_order import BookOrder
from prevent_desk.panels.ui.around import Around
from prevent_desk.ui import delegates, theme
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.workers import child

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

_MOST_ROWS = 100
_WIDEST_PX = 240
_EXACT, _PUBLIC = "exact", "public"
_OVERLAP = "Publish a period once: what overlaps can be subtracted."
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the dialog shows of a workbook: its headings and first rows.

    Attributes:
        said: One line beside the choices.
        consequence: Who is named in it.
    """

    headings: Row
    rows: tuple[Row, ...]
    said: str
    consequence: str = "People are named by reference only."


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that can be taken out, and what is shown of it."""

    order: BookOrder
    shown: Shown


class BookDialog(TakeOutDialog):
    """Takes one workbook out, protected unless that is turned off."""

    def __init__(
        self,
        around: Around,
        book: Book,
        parent: QWidget | None = None,
        *,
        publishable: Book | None = None,
        make: Make = child.run,
    ) -> None:
        """Begin with everything the view shows.

        Args:
            around: Services, shell and clock.
            book: The workbook; its marking and number are set here.
            parent: The page.
            publishable: The same as it may be published; None where it is for the desk only.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            f"Take the {book.order.title.lower()} out",
            book.shown.consequence,
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._book, self._make = around, book, make
        self._books = {_EXACT: book} | ({_PUBLIC: publishable} if publishable else {})
        form = self.build_frame()
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(WrapLabel(book.shown.said, "support"))
        self.copy_choice = Segmented(
            [Choice(_EXACT, "&Exact"), Choice(_PUBLIC, "For &publication")]
        )
        self.copy_choice.set_value(_EXACT)
        self.copy_choice.chosen.connect(self._copy_chosen)
        self.rule_label = WrapLabel("", "small")
        self.rule_label.hide()
        if publishable is not None:
            column.addWidget(FormField("Which copy", self.copy_choice))
            column.addWidget(self.rule_label)
        self.table = QTableView()
        delegates.dress(self.table)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.table.setAccessibleName("First lines of the workbook")
        self._show_rows()
        form.preview_stack.addWidget(self.table)
        self.begin()

    def wanted(self) -> BookOrder:
        """Return the workbook that is asked for."""
        return replace(self._book.order, marking=self.marking(), export_id=self._id)

    def kind_words(self) -> str:
        """Return what the file is called."""
        return self._book.order.title.lower()

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

    def _show_rows(self) -> None:
        shown = self._book.shown
        columns = [Column[Row](name, _get(place)) for place, name in enumerate(shown.headings)]
        self.table.setModel(RowsModel(columns, shown.rows[:_MOST_ROWS], self))
        self.table.resizeColumnsToContents()
        for place in range(len(columns)):
            widest = min(self.table.columnWidth(place), theme.px(_WIDEST_PX))
            self.table.setColumnWidth(place, widest)

    def _copy_chosen(self, chosen: str) -> None:
        self._book = self._books[chosen]
        is_public = chosen == _PUBLIC
        self.rule_label.setText(f"{' '.join(RULE)} {_OVERLAP}" if is_public else "")
        self.rule_label.setVisible(is_public)
        self._show_rows()
        self.name_kind()
        self.changed()


def _get(place: int) -> Callable[[Row], str]:
    return lambda row: row[place]
