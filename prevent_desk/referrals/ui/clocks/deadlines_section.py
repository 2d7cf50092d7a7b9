"""The limits of the desk as a part of the settings: how long, from when, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time

from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from prevent_desk.core.errors import DeskError
from prevent_desk.referrals.model import deadlines as limits
from prevent_desk.referrals.model.deadlines import Rule, Unit
from prevent_desk.referrals.service.clocks import Clocks
from prevent_desk.ui import messages
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, NumberBox
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

_COLUMNS = (
    Column[Rule]("What is due", lambda rule: rule.title),
    Column[Rule]("Limit", lambda rule: rule.said if rule.is_kept else "not kept"),
    Column[Rule]("Where it comes from", lambda rule: rule.source, tooltip=lambda rule: rule.source),
)
_HOURS = range(15, 21)


class _DeadlinesForm(Form):
    """forms/referrals/deadlines_section.ui."""

    ui = "referrals/deadlines_section.ui"
    limits_table: QTableView
    change_button: Button
    reset_button: Button
    ends_label: QLabel
    ends_combo: Combo
    source_label: WrapLabel


class DeadlinesSection(QWidget):
    """A table of the rules; Enter changes one."""

    title = "Deadlines"
    icon = "alarm-clock"

    def __init__(self, clocks: Clocks, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clocks, self._desk = clocks, desk
        self.form = form = _DeadlinesForm(self)
        self.model = RowsModel[Rule](_COLUMNS, (), form.limits_table)
        form.limits_table.setModel(self.model)
        form.limits_table.setAccessibleName(self.tr("Limits"))
        form.limits_table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        dress(form.limits_table)
        header = form.limits_table.horizontalHeader()
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for hour in _HOURS:
            for minute in (0, 30):
                at = time(hour, minute)
                form.ends_combo.addItem(f"{at:%H:%M}", f"{at:%H:%M}")
        form.ends_combo.activated.connect(self._take_end)
        form.limits_table.activated.connect(lambda _index: self.change())
        form.limits_table.selectionModel().currentChanged.connect(self._show_current)
        form.change_button.clicked.connect(self.change)
        form.reset_button.clicked.connect(self.reset)
        self.refresh()

    def refresh(self) -> None:
        """Show the limits as they are kept now, keeping the row."""
        row = max(0, self.form.limits_table.currentIndex().row())
        kept = self._clocks.deadlines()
        self.model.set_rows(kept.rules)
        self.form.limits_table.selectRow(row)
        self.form.ends_combo.setCurrentText(f"{kept.day_ends:%H:%M}")
        self._show_current()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the current limit."""
        rule = self.current()
        found = [Command(f"Change the limit: {rule.title}…", self.change, "pencil")]
        if self._clocks.deadlines().is_changed(rule.key):
            found.append(Command(f"As shipped: {rule.title}", self.reset, "rotate-ccw"))
        return found

    def current(self) -> Rule:
        """Return the current row's rule."""
        return self.model.record(max(0, self.form.limits_table.currentIndex().row()))

    def change(self) -> None:
        """Ask for another limit."""
        rule = self.current()
        dialog = LimitDialog(rule, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._set(rule, dialog.amount, dialog.unit, is_kept=dialog.is_kept)

    def reset(self) -> None:
        """Keep the current rule as it ships."""
        rule = self.current()
        shipped = limits.as_shipped(rule.key)
        self._set(rule, shipped.amount, shipped.unit, is_kept=shipped.is_kept)

    def _set(self, rule: Rule, amount: int, unit: Unit, *, is_kept: bool) -> None:
        if self._do(lambda: self._clocks.set_limit(rule.key, amount, unit, is_kept=is_kept)):
            now = self._clocks.deadlines().rule(rule.key)
            said = now.said if now.is_kept else self.tr("not kept")
            self._desk.toast(
                f"{rule.title}: {said}",
                link=self.tr("As before"),
                act=lambda: self._go_back(rule),
            )

    def _go_back(self, rule: Rule) -> None:
        self._do(
            lambda: self._clocks.set_limit(rule.key, rule.amount, rule.unit, is_kept=rule.is_kept)
        )

    def _do(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except DeskError as error:
            messages.show_failure(self.window(), error)
            return False
        self._desk.saved()
        self.refresh()
        return True

    def _take_end(self, row: int) -> None:
        at = time.fromisoformat(str(self.form.ends_combo.itemData(row)))
        self._do(lambda: self._clocks.set_day_ends(at))

    def _show_current(self) -> None:
        rule = self.current()
        kept = self._clocks.deadlines()
        self.form.reset_button.setEnabled(kept.is_changed(rule.key))
        shipped = limits.as_shipped(rule.key).said
        changed = (
            f" This desk changed it; it ships as {shipped}." if kept.is_changed(rule.key) else ""
        )
        self.form.source_label.setText(
            f"{rule.title}: from when {rule.starts.value}, until {rule.ends.value}. "
            f"{rule.source}.{changed}"
        )


class LimitDialog(Dialog):
    """How long something may take; `amount`, `unit` and `is_kept` hold it once accepted."""

    def __init__(self, rule: Rule, parent: QWidget) -> None:
        super().__init__("Change this limit?", parent=parent.window())
        self._rule = rule
        self.say(f"{rule.title}: how long?", f"{rule.source}.")
        self.amount_box = NumberBox()
        self.amount_box.setRange(1, 999)
        self.amount_box.setValue(max(1, rule.amount))
        self.unit_combo = Combo()
        self.unit_combo.setAccessibleName(self.tr("Counted in"))
        for unit in Unit:
            self.unit_combo.addItem(unit.said(2)[2:], unit.value)
        self.unit_combo.setCurrentIndex(list(Unit).index(rule.unit))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.amount_box)
        row.addWidget(self.unit_combo, 1)
        pair.setFocusProxy(self.amount_box)
        before = " before it" if rule.counts_back else ""
        self.limit_field = FormField("&Limit", pair, hint=f"From when {rule.starts.value}{before}.")
        self.limit_field.setVisible(bool(rule.amount))
        self.kept_check = QCheckBox("&Keep this deadline")
        self.kept_check.setChecked(rule.is_kept)
        self.body.addWidget(self.limit_field)
        self.body.addWidget(self.kept_check)
        self.add_cancel()
        self.change_button = self.add_verb("&Change it", accepts=False)
        self.change_button.clicked.connect(self.take)
        self.amount_box.valueChanged.connect(lambda _value: self.limit_field.clear_error())
        (self.amount_box if rule.amount else self.kept_check).setFocus()

    @property
    def amount(self) -> int:
        """The amount."""
        return self.amount_box.value() if self._rule.amount else 0

    @property
    def unit(self) -> Unit:
        """What it is counted in."""
        return Unit(self.unit_combo.currentData())

    @property
    def is_kept(self) -> bool:
        """Whether the desk keeps the deadline at all."""
        return self.kept_check.isChecked()

    def take(self) -> None:
        """Accept, unless the amount cannot be."""
        wrong = limits.wrong_amount(self.amount, self.unit) if self._rule.amount else ""
        if wrong:
            self.limit_field.set_error(wrong)
            self.amount_box.setFocus()
            return
        self.accept()
