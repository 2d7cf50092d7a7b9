"""What would be written, cell by cell, before any of it is: skip, put right, or let it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from prevent_desk.plan.model.records import ActionRow, PlanHead
from prevent_desk.plan.model.spreadsheet.judging import Judged, Wanted
from prevent_desk.plan.ui.spreadsheet.cells_model import (
    CELL,
    MATTER,
    NOW,
    WOULD_BE,
    CellsDelegate,
    CellsModel,
)
from prevent_desk.ui import theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_WIDTH = 860
_TABLE_HIGH, _TABLE_LEAST = 200, 150
_CHOICE_WIDE = 420
_ADD, _STOP = "add", "stop"
_LOOK, _ALL = "look", "all"


class _PasteForm(Form):
    """forms/plan/paste_dialog.ui."""

    ui = "plan/paste_dialog.ui"
    over_field: FormField
    which_choice: Segmented
    cells_table: QTableView
    hint_label: WrapLabel


class PasteDialog(Dialog):
    """Asks before cells are written that need a person, or rows are added for them."""

    def __init__(
        self,
        noun: str,
        judged: Sequence[Judged],
        over: Sequence[Sequence[Wanted]],
        rows: Mapping[int, ActionRow],
        head: PlanHead,
        rejudge: Callable[[Sequence[Wanted]], list[Judged]],
        parent: QWidget | None = None,
    ) -> None:
        """Show what came of judging.

        Args:
            noun: What is being done: "paste", "fill".
            judged: What would be written into the rows there are.
            over: Texts of rows that would have to be made.
            rows: The actions by key, for saying where a cell is.
            head: The plan's own; its key is offered for progress.
            rejudge: Judges texts again after one was put right.
            parent: The window it belongs to.
        """
        super().__init__(f"Look before you {noun}", "Nothing is written yet.", parent, width=_WIDTH)
        self._noun, self._over = noun, over
        below = rejudge([wanted for row in over for wanted in row])
        self.cells = CellsModel([*judged, *below], rows, rejudge, self)
        holder = QWidget()
        self.form = form = _PasteForm(holder)
        self.body.addWidget(holder, 1)
        form.cells_table.setAccessibleName("Cells to be written")
        dress(form.cells_table)
        form.cells_table.setItemDelegate(CellsDelegate(head, form.cells_table))
        form.cells_table.setModel(self.cells)
        form.cells_table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        form.cells_table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        # At large text the list gives way: the buttons below it must stay on the screen.
        form.cells_table.setMinimumHeight(min(theme.px(_TABLE_HIGH), _TABLE_LEAST))
        form.which_choice.setMaximumWidth(theme.px(_CHOICE_WIDE))
        self._offer_rows()
        self._offer_which()
        self.add_cancel()
        self.verb = self.add_verb(noun.capitalize())
        self.cells.altered.connect(self._count)
        self.cells.altered.connect(self._tell)
        form.cells_table.selectionModel().currentChanged.connect(lambda _new, _old: self._tell())
        self._follow()
        self._widths()

    def accepted_cells(self) -> list[Judged]:
        """Return what shall be written."""
        return [one.judged for one in self.cells.all() if one.taken]

    def new_rows(self) -> int:
        """Return how many actions shall be added for it."""
        return len(self._over) if self._adds() else 0

    def _adds(self) -> bool:
        return bool(self._over) and self.over_choice.value() == _ADD

    def _offer_rows(self) -> None:
        number = len(self._over)
        rows = "1 row has" if number == 1 else f"{number:,} rows have"
        new = "1 action" if number == 1 else f"{number:,} actions"
        self.over_choice = Segmented(
            [Choice(_ADD, f"&Add {new}", "plus"), Choice(_STOP, "&Stop at the last row", "minus")],
            "Rows without a place",
        )
        self.over_choice.setMaximumWidth(theme.px(_CHOICE_WIDE))
        self.over_choice.set_value(_ADD)
        self.over_choice.chosen.connect(lambda _value: self._follow())
        field = self.form.over_field
        field.setProperty("label", f"{rows} no action to go into")
        field.set_editor(self.over_choice)
        field.setVisible(bool(self._over))

    def _offer_which(self) -> None:
        every = self.cells.all()
        to_look = sum(bool(one.matter) for one in every)
        choice = self.form.which_choice
        choice.setAccessibleName("Which cells are listed")
        choice.set_choices(
            [Choice(_LOOK, f"&To look at ({to_look:,})"), Choice(_ALL, f"A&ll ({len(every):,})")]
        )
        choice.set_value(_LOOK if to_look else _ALL)
        choice.chosen.connect(lambda _value: self._show())

    def _follow(self) -> None:
        adds = self._adds()
        self.cells.leave_out(lambda one: one.judged.wanted.action_id < 0 and not adds)
        self._show()
        self._count()

    def _show(self) -> None:
        # What was put right stays listed until the list is chosen anew.
        listed = self.form.which_choice.value()
        self.cells.show_where(lambda one: listed == _ALL or bool(one.matter))
        if self.cells.rowCount():
            self.form.cells_table.setCurrentIndex(self.cells.index(0, WOULD_BE))

    def _count(self) -> None:
        every = self.cells.all()
        taken = sum(one.taken for one in every)
        wrong = sum(bool(one.judged.wrong) for one in every)
        doubtful = sum(bool(one.judged.doubt) for one in every)
        self.verb.setText(
            f"&{self._noun.capitalize()} {'1 cell' if taken == 1 else f'{taken:,} cells'}"
        )
        self.verb.setEnabled(taken > 0 or self._adds())
        skipped = len(every) - taken
        self.footer_note.setText(f"{skipped:,} skipped" if skipped else "")
        told = []
        if wrong:
            told.append("1 cell does not fit" if wrong == 1 else f"{wrong:,} cells do not fit")
        if doubtful:
            told.append("1 may be a slip" if doubtful == 1 else f"{doubtful:,} may be slips")
        said = ", ".join(told) or "All cells fit"
        self.say(
            said[0].upper() + said[1:], "Nothing is written yet; what is skipped stays as it is."
        )

    def _tell(self) -> None:
        """Say the whole of what is the matter with the current cell, and what keys do."""
        at = self.form.cells_table.currentIndex()
        matter = self.cells.candidate(at.row()).matter if at.isValid() else ""
        keys = "Space takes or skips a cell, F2 puts its words right."
        self.form.hint_label.setText(f"{matter} {keys}".strip())

    def _widths(self) -> None:
        table = self.form.cells_table
        header = table.horizontalHeader()
        for column, wide in ((CELL, 190), (NOW, 150), (WOULD_BE, 190)):
            table.setColumnWidth(column, theme.px(wide))
        header.setSectionResizeMode(MATTER, QHeaderView.ResizeMode.Stretch)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first cell to look at."""
        super().showEvent(event)
        self.form.cells_table.setFocus(Qt.FocusReason.OtherFocusReason)
