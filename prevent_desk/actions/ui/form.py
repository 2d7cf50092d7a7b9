"""What stands on the page of actions, as its form names it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from prevent_desk.actions.model.records import Source
from prevent_desk.actions.ui.action_list import ActionList
from prevent_desk.ui import forms
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import ComboPicker, SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel

SOURCES = {
    Source.PANEL.value: "Panels",
    Source.REFERRAL.value: "Referrals",
    Source.PLAN.value: "Plan",
    Source.CTLP.value: "CTLP",
    Source.HAND.value: "Written by hand",
}
"""What asks for actions, by its code, as the filter says it."""

forms.register(ActionList)


class ActionsForm(Form):
    """forms/actions/actions_page.ui."""

    ui = "actions/actions_page.ui"
    title_label: ElidedLabel
    summary_label: ElidedLabel
    export_button: Button
    remind_button: Button
    new_button: Button
    filter_box: SearchBox
    owner_picker: ComboPicker
    source_picker: ComboPicker
    which_place: QWidget
    quick_place: QWidget
    count_label: ElidedLabel
    pages: QStackedWidget
    list: ActionList
    empty_state: EmptyState
    splitter: QSplitter
    middle: QWidget
    pane_place: QWidget


def fill(place: QWidget, *widgets: QWidget) -> None:
    """Put widgets side by side into a place of the form."""
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for widget in widgets:
        row.addWidget(widget)
