"""Find and replace: every place is shown as it is and as it would be, and can be left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLineEdit, QTableView, QWidget

from prevent_desk.plan.model.records import ActionRow, PlanHead
from prevent_desk.plan.model.spreadsheet import replacing
from prevent_desk.plan.model.spreadsheet.judging import Judged, Wanted, words_of
from prevent_desk.plan.model.spreadsheet.replacing import Sought
from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.spreadsheet.cells_model import where
from prevent_desk.plan.ui.spreadsheet.hits_model import (
    IS,
    WHERE,
    WOULD_BE,
    FoundHit,
    HitsDelegate,
    HitsModel,
)
from prevent_desk.ui import theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

_WIDTH = 900
_TABLE_HIGH, _TABLE_LEAST = 200, 130
_SETTLE_MS = 120


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where words can be looked for.

    Attributes:
        head: The plan's own.
        shown: The actions in sight, after filters and folds.
        chosen: The actions chosen in the grid.
        every: All actions of the plan.
        shown_columns: Keys of the columns in sight.
        chosen_columns: Keys of the columns chosen in the grid.
    """

    head: PlanHead
    shown: Sequence[ActionRow]
    chosen: Sequence[ActionRow]
    every: Sequence[ActionRow]
    shown_columns: Sequence[str]
    chosen_columns: Sequence[str]


class _ReplaceForm(Form):
    """forms/plan/replace_dialog.ui."""

    ui = "plan/replace_dialog.ui"
    find_field: FormField
    by_field: FormField
    columns_field: FormField
    rows_field: FormField
    case_check: QCheckBox
    whole_check: QCheckBox
    found_label: WrapLabel
    hits_table: QTableView
    hint_label: WrapLabel


class ReplaceDialog(Dialog):
    """Looks for words in the plan on show and offers others for each place.

    Attributes:
        go_to: Action and column key to go to instead of replacing; None where not asked.
    """

    def __init__(
        self,
        grounds: Grounds,
        judge: Callable[[Sequence[Wanted]], list[Judged]],
        sought: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Find and replace",
            "Nothing is written until you replace; one Undo takes all of it back.",
            parent,
            width=_WIDTH,
        )
        self._grounds, self._judge = grounds, judge
        self.go_to: tuple[int, str] | None = None
        self._cells: list[tuple[Wanted, str]] = []
        self._accepted: list[Judged] = []
        self.hits = HitsModel(self)
        holder = QWidget()
        self.form = _ReplaceForm(holder)
        self.body.addWidget(holder, 1)
        self.find_edit, self.by_edit = QLineEdit(sought), QLineEdit()
        self.columns_combo, self.rows_combo = Combo(), Combo()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.look)
        self._build()
        self._connect()
        self.look()
        self.find_edit.selectAll()
        self.find_edit.setFocus()

    def accepted_cells(self) -> list[Judged]:
        """Return the cells as they would be with the ticked places replaced."""
        return [one for one in self._accepted if not one.wrong and one.changes]

    def places(self) -> int:
        """Return how many places are ticked."""
        return sum(one.taken for one in self.hits.hits())

    def look(self) -> None:
        """Look for the words again and show every place."""
        self._settle.stop()
        grounds, sought = self._grounds, self._sought()
        rows = {row.id: row for row in grounds.every}
        self._cells = []
        found: list[FoundHit] = []
        for row in self._rows():
            for key in self._keys():
                fields = next(column.fields for column in COLUMNS if column.key == key)
                text = words_of(row, fields, grounds.head.legend)
                hits = replacing.hits(text, sought)
                if not hits:
                    continue
                wanted = Wanted(row.id, fields, text)
                place = where(wanted, rows)
                found += [
                    FoundHit(len(self._cells), hit, place, replacing.shown(text, hit))
                    for hit in hits
                ]
                self._cells.append((wanted, key))
        self.hits.show_hits(found, self.by_edit.text())
        if found:
            self.form.hits_table.setCurrentIndex(self.hits.index(0, WHERE))
        self._weigh(first=True)

    # Making it

    def _build(self) -> None:
        form, grounds = self.form, self._grounds
        self.columns_combo.addItem("Columns shown", tuple(grounds.shown_columns))
        if len(grounds.chosen_columns) < len(grounds.shown_columns):
            names = [c.heading for c in COLUMNS if c.key in grounds.chosen_columns]
            words = names[0] if len(names) == 1 else f"{len(names)} chosen columns"
            self.columns_combo.addItem(f"{words} only", tuple(grounds.chosen_columns))
        self.columns_combo.addItem("All columns", tuple(column.key for column in COLUMNS))
        self.rows_combo.addItem(f"Actions shown ({len(grounds.shown):,})", tuple(grounds.shown))
        if len(grounds.chosen) > 1:
            words = f"Chosen actions ({len(grounds.chosen):,})"
            self.rows_combo.addItem(words, tuple(grounds.chosen))
        if len(grounds.every) != len(grounds.shown):
            words = f"All actions ({len(grounds.every):,})"
            self.rows_combo.addItem(words, tuple(grounds.every))
        for field, editor in (
            (form.find_field, self.find_edit),
            (form.by_field, self.by_edit),
            (form.columns_field, self.columns_combo),
            (form.rows_field, self.rows_combo),
        ):
            field.set_editor(editor)
        table = form.hits_table
        table.setAccessibleName("Places found")
        dress(table)
        table.setItemDelegate(HitsDelegate(table))
        table.setModel(self.hits)
        # At large text the list gives way: the buttons below it must stay on the screen.
        table.setMinimumHeight(min(theme.px(_TABLE_HIGH), _TABLE_LEAST))
        table.setColumnWidth(WHERE, theme.px(210))
        header = table.horizontalHeader()
        for column in (IS, WOULD_BE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        form.hint_label.setText("Space takes a place or leaves it out. Double-click goes to it.")
        self.all_button = Button("Take &all")
        self.none_button = Button("Take &none")
        self.go_button = Button("&Go to cell", "external-link")
        for button in (self.go_button, self.none_button, self.all_button):
            self.add_beside(button)
        self.add_cancel("Close")
        self.verb = self.add_verb("&Replace")

    def _connect(self) -> None:
        for edit in (self.find_edit, self.by_edit):
            edit.textChanged.connect(lambda _text: self._settle.start())
        for check in (self.form.case_check, self.form.whole_check):
            check.toggled.connect(lambda _on: self.look())
        for combo in (self.columns_combo, self.rows_combo):
            combo.currentIndexChanged.connect(lambda _at: self.look())
        self.hits.altered.connect(self._weigh)
        self.all_button.clicked.connect(lambda: self.hits.take_all(on=True))
        self.none_button.clicked.connect(lambda: self.hits.take_all(on=False))
        self.go_button.clicked.connect(self._go)
        self.form.hits_table.doubleClicked.connect(lambda _index: self._go())

    def _sought(self) -> Sought:
        form = self.form
        return Sought(
            self.find_edit.text(), form.case_check.isChecked(), form.whole_check.isChecked()
        )

    def _rows(self) -> Sequence[ActionRow]:
        rows: Sequence[ActionRow] = self.rows_combo.currentData() or ()
        return rows

    def _keys(self) -> Sequence[str]:
        keys: Sequence[str] = self.columns_combo.currentData() or ()
        return keys

    def _weigh(self, *, first: bool = False) -> None:
        """Judge the cells as they would be with the ticked places replaced, and count them."""
        hits = self.hits.hits()
        taken = replacing.by_cell([(one.cell, one.hit) for one in hits if one.taken])
        by = self.by_edit.text()
        wanted = [
            Wanted(cell.action_id, cell.fields, replacing.replaced(cell.text, chosen, by))
            for number, chosen in taken.items()
            for cell in (self._cells[number][0],)
        ]
        self._accepted = self._judge(wanted)
        wrong = {
            number: judged.wrong
            for number, judged in zip(taken, self._accepted, strict=True)
            if judged.wrong
        }
        if first and wrong:
            self.hits.mark_wrong(wrong)
            self._weigh()
            return
        self._say(len(hits), len({one.cell for one in hits}), len(wrong))

    def _say(self, number: int, cells: int, wrong: int) -> None:
        hits = self.hits.hits()
        places, in_cells = self.places(), len(self.accepted_cells())
        if not self.find_edit.text():
            told = "Type what to look for."
        elif not number:
            told = "Not found here. Other columns or rows may hold it."
        else:
            told = f"Found in {replacing.said(number, cells)}."
            unfit = sum(bool(one.wrong) for one in hits) + wrong
            told += f" {unfit:,} would not fit and stay." if unfit else ""
        self.form.found_label.setText(told)
        self.verb.setText(f"&Replace {places:,}" if places else "&Replace")
        self.verb.setEnabled(in_cells > 0)
        for button in (self.all_button, self.none_button, self.go_button):
            button.setEnabled(number > 0)

    def _go(self) -> None:
        at = self.form.hits_table.currentIndex()
        if at.isValid():
            wanted, key = self._cells[self.hits.hits()[at.row()].cell]
            self.go_to = (wanted.action_id, key)
            self.reject()

    def accept(self) -> None:
        """Replace what is shown, also where a word was typed this very moment."""
        if self._settle.isActive():
            self.look()
        if self.accepted_cells():
            super().accept()
