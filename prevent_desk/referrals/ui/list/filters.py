"""The panel behind the sliders: everything a list is filtered by, its order, its saved views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.listing import DueIs, Filter, Kind, Sort
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.ui.around import Around
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo, ComboPicker

_LISTS = {"sector": "sector", "concern": "concern", "area": "home_area"}
"""Filters whose values are a list of the vocabularies."""


class _FiltersForm(Form):
    """forms/referrals/list_filters.ui."""

    ui = "referrals/list_filters.ui"
    view_label: QLabel
    view_picker: ComboPicker
    view_button: IconButton
    sort_label: QLabel
    sort_combo: Combo
    due_label: QLabel
    due_picker: ComboPicker
    state_label: QLabel
    state_picker: ComboPicker
    sector_label: QLabel
    sector_picker: ComboPicker
    concern_label: QLabel
    concern_picker: ComboPicker
    area_label: QLabel
    area_picker: ComboPicker
    kind_label: QLabel
    kind_picker: ComboPicker
    first_label: QLabel
    first_place: QWidget
    last_label: QLabel
    last_place: QWidget
    clear_button: Button


class FilterPanel(QWidget):
    """Shows a filter and tells when another is chosen.

    Signals:
        chosen: Another filter was chosen; carries it.
        refused: What is wrong with a day typed.
    """

    chosen = Signal(object)

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self.form = form = _FiltersForm(self)
        forms = around.services.forms
        self.first_edit = _day_edit(around, form.first_place, self.tr("Received from"))
        self.last_edit = _day_edit(around, form.last_place, self.tr("Received up to"))
        self._pickers: dict[str, ComboPicker] = {
            "due": form.due_picker,
            "state": form.state_picker,
            "sector": form.sector_picker,
            "concern": form.concern_picker,
            "area": form.area_picker,
            "kind": form.kind_picker,
        }
        for name, label in (
            ("due", form.due_label), ("state", form.state_label), ("sector", form.sector_label),
            ("concern", form.concern_label), ("area", form.area_label), ("kind", form.kind_label),
        ):  # fmt: skip
            picker = self._pickers[name]
            picker.setAccessibleName(label.text())
            label.setBuddy(picker)
            picker.set_values(values(forms, name))
            picker.picked.connect(lambda value, name=name: self._take(name, value or ""))
        form.sort_combo.setAccessibleName(form.sort_label.text())
        for sort in Sort:
            form.sort_combo.addItem(sort.words, sort.value)
        form.sort_combo.activated.connect(self._take_sort)
        self.first_edit.date_chosen.connect(lambda day: self._take("first", day))
        self.last_edit.date_chosen.connect(lambda day: self._take("last", day))
        form.clear_button.clicked.connect(lambda: self.chosen.emit(self._filter.cleared()))
        narrow = Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        combos: list[Combo] = [*self._pickers.values(), form.view_picker, form.sort_combo]
        for combo in combos:
            # The pane is narrow; the words of a list do not widen it.
            combo.setSizeAdjustPolicy(narrow)
            combo.setMinimumContentsLength(6)

    def show_filter(self, now: Filter) -> None:
        """Show what is chosen, without telling."""
        self._filter = now
        for name, picker in self._pickers.items():
            picker.set_value(getattr(now, name) or None)
        self.form.sort_combo.setCurrentIndex(list(Sort).index(now.sort))
        self.first_edit.set_day(now.first)
        self.last_edit.set_day(now.last)
        self.form.clear_button.setEnabled(now.is_narrowed)

    def _take(self, name: str, value: object) -> None:
        changed: dict[str, Any] = {name: value}
        self.chosen.emit(replace(self._filter, **changed))

    def _take_sort(self, row: int) -> None:
        self._take("sort", Sort(self.form.sort_combo.itemData(row)))


def values(forms: Forms, name: str) -> Sequence[tuple[object, str]]:
    """Return what a filter can be set to: code and words."""
    if name == "due":
        return [(one.value, one.words) for one in DueIs]
    if name == "kind":
        return [(one.value, one.words) for one in Kind]
    if name == "state":
        return [(one.value, one.words) for one in State]
    return [(term.code, term.label) for term in forms.list_of(_LISTS[name]).terms]


def active(forms: Forms, now: Filter) -> list[tuple[str, str]]:
    """Return what narrows a list besides its words: the filter's name, and what its chip says."""
    found = []
    for name in ("due", "state", "sector", "concern", "area", "kind"):
        value = getattr(now, name)
        if value:
            words = dict(values(forms, name)).get(value, str(value))
            found.append((name, words))
    if now.first:
        found.append(("first", f"From {_day(now.first)}"))
    if now.last:
        found.append(("last", f"Up to {_day(now.last)}"))
    return found


def _day(day: date) -> str:
    return say_short(day)


def _day_edit(around: Around, place: QWidget, name: str) -> DateEdit:
    edit = DateEdit(around.clock.today)
    edit.setAccessibleName(name)
    edit.refused.connect(edit.setToolTip)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(edit)
    return edit
