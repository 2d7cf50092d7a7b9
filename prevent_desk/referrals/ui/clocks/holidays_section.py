"""Bank holidays as a part of the settings: those that ship, and what the desk changed of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from prevent_desk.core.clock import Clock as DeskClock
from prevent_desk.core.dates import say_date
from prevent_desk.core.errors import DeskError
from prevent_desk.core.working_days import bank_holidays
from prevent_desk.referrals.service.clocks import Clocks
from prevent_desk.ui import messages
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day of the table.

    Attributes:
        is_own: The desk added it.
        is_worked: A bank holiday that is worked here.
    """

    day: date
    words: str
    is_own: bool = False
    is_worked: bool = False

    @property
    def standing(self) -> str:
        """What it is, in words."""
        if self.is_worked:
            return "Worked here"
        return "Closed here" if self.is_own else "Bank holiday"


_COLUMNS = (
    Column[ClosedDay]("Day", lambda one: say_date(one.day), sort_key=lambda one: one.day),
    Column[ClosedDay]("Name", lambda one: one.words),
    Column[ClosedDay]("Counts as", lambda one: one.standing),
)


class _HolidaysForm(Form):
    """forms/referrals/holidays_section.ui."""

    ui = "referrals/holidays_section.ui"
    year_label: QLabel
    year_combo: Combo
    days_table: QTableView
    add_button: Button
    turn_button: Button


class HolidaysSection(QWidget):
    """The closed days of a year; more are added, and those that are worked said to be so."""

    title = "Bank holidays"
    icon = "calendar-x"

    def __init__(
        self, clocks: Clocks, clock: DeskClock, desk: Desk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clocks, self._clock, self._desk = clocks, clock, desk
        self.form = form = _HolidaysForm(self)
        self.model = RowsModel[ClosedDay](_COLUMNS, (), form.days_table)
        form.days_table.setModel(self.model)
        form.days_table.setAccessibleName(self.tr("Bank holidays and closures"))
        form.days_table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        dress(form.days_table)
        header = form.days_table.horizontalHeader()
        for column in (0, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        this = clock.today().year
        for year in range(this - 3, this + 6):
            form.year_combo.addItem(str(year), year)
        form.year_combo.setCurrentText(str(this))
        form.year_combo.activated.connect(lambda _row: self.refresh())
        form.days_table.selectionModel().currentChanged.connect(self._show_current)
        form.add_button.clicked.connect(self.add)
        form.turn_button.clicked.connect(self.turn)

    def refresh(self) -> None:
        """Show the days of the year that is chosen, keeping the row."""
        row = max(0, self.form.days_table.currentIndex().row())
        self.model.set_rows(self._days())
        self.form.days_table.selectRow(min(row, self.model.rowCount() - 1))
        self._show_current()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the days."""
        found = [Command("Add a closure…", self.add, "plus", words="holiday day off")]
        current = self.current()
        if current is not None:
            found.append(Command(f"{_turns(current)}: {say_date(current.day)}", self.turn))
        return found

    def current(self) -> ClosedDay | None:
        """Return the current row's day; None where the year has none."""
        row = self.form.days_table.currentIndex().row()
        return self.model.record(row) if 0 <= row < self.model.rowCount() else None

    def add(self) -> None:
        """Ask for a day on which the office is closed."""
        dialog = ClosureDialog(self._clocks, self._clock, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.day is not None:
            self.form.year_combo.setCurrentText(str(dialog.day.year))
            self.refresh()
            self._desk.saved()
            day = dialog.day
            self._tell(f"Closed on {say_date(day)}", lambda: self._clocks.open_on(day))

    def turn(self) -> None:
        """Take a closure away, work on a bank holiday, or keep one again."""
        one = self.current()
        if one is None:
            return
        clocks, day = self._clocks, one.day
        act, back = partial(clocks.open_on, day), partial(clocks.keep_bank_holiday, day)
        if one.is_own:
            back = partial(clocks.close_on, day, one.words)
        elif one.is_worked:
            act, back = back, act
        self._do(act)
        worked = self._clocks.working_days().is_worked(one.day)
        said = self.tr("{0} is a working day") if worked else self.tr("{0} is a closed day")
        self._tell(said.format(say_date(one.day)), back)

    def _tell(self, said: str, back: Callable[[], object]) -> None:
        self._desk.toast(said, link=self.tr("As before"), act=lambda: self._do(back))

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except DeskError as error:
            messages.show_failure(self.window(), error)
            return
        self._desk.saved()
        self.refresh()

    def _days(self) -> list[ClosedDay]:
        days, year = self._clocks.working_days(), int(self.form.year_combo.currentData())
        closed = [
            ClosedDay(one.day, one.words, is_own=one.day in days.added)
            for one in days.closed_in(year)
        ]
        worked = [
            ClosedDay(day, words, is_worked=True)
            for day, words in bank_holidays(year).items()
            if day in days.removed
        ]
        return sorted(closed + worked, key=lambda one: one.day)

    def _show_current(self) -> None:
        current = self.current()
        self.form.turn_button.setEnabled(current is not None)
        if current is not None:
            self.form.turn_button.setText(_turns(current, mnemonic="&"))


def _turns(one: ClosedDay, mnemonic: str = "") -> str:
    if one.is_own:
        return f"{mnemonic}Remove this closure"
    return f"{mnemonic}Keep this holiday" if one.is_worked else f"{mnemonic}Work on this day"


class ClosureDialog(Dialog):
    """A day and a name; `day` holds it once it is kept."""

    def __init__(self, clocks: Clocks, clock: DeskClock, parent: QWidget) -> None:
        super().__init__("Add a closure?", parent=parent.window())
        self._clocks = clocks
        self.say("Add a closure?", "Working days leave it out, in every deadline.")
        self.day_edit = DateEdit(clock.today)
        self.day_field = FormField("&Day", self.day_edit)
        self.words_edit = QLineEdit()
        self.words_edit.setMaxLength(60)
        self.words_field = FormField("&Name", self.words_edit, hint="Such as “Office moves”.")
        self.body.addWidget(self.day_field)
        self.body.addWidget(self.words_field)
        self.add_cancel()
        self.add_button = self.add_verb("&Add it", accepts=False)
        self.add_button.clicked.connect(self.take)
        self.day_edit.refused.connect(self.day_field.set_error)
        self.day_edit.setFocus()

    @property
    def day(self) -> date | None:
        """The day."""
        return self.day_edit.day()

    def take(self) -> None:
        """Keep it and accept, or say what is wrong."""
        if not self.day_edit.take():
            return
        if self.day is None:
            self.day_field.set_error("A closure needs a day.")
            return
        try:
            self._clocks.close_on(self.day, self.words_edit.text())
        except DeskError as error:
            field = self.day_field if self.words_edit.text().strip() else self.words_field
            field.set_error(error.sentence())
            return
        self.accept()
