"""Whom to write to at each agency: kept once, for every plan; saved on leaving a field."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView, QWidget

from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.partners.addresses import address
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.service import PlanServices
from prevent_desk.ui import messages, theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Desk
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField

_WIDTH, _HEIGHT, _CAPTION = 820, 500, 40
_WRITE_TO = 128
_NONE = "No contact"


class _ContactsForm(Form):
    """forms/plan/contacts_dialog.ui."""

    ui = "plan/contacts_dialog.ui"
    agencies_table: QTableView
    add_button: Button
    remove_button: Button
    fields_pane: QWidget
    name_field: FormField
    contact_field: FormField
    email_field: FormField
    note_field: FormField


class ContactsDialog(Dialog):
    """Agencies at the left, the contact of the chosen one at the right."""

    def __init__(
        self,
        services: PlanServices,
        plan_id: int | None,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        agency: str = "",
    ) -> None:
        """List the agencies of a plan and those that have a contact.

        Args:
            services: The plan's services.
            plan_id: The plan whose leads are listed; None for those with a contact only.
            desk: The shell.
            parent: The page.
            agency: The one to begin with; empty for the first.
        """
        super().__init__(
            "Partners’ contacts",
            "Used for messages to partners. Each change is saved as you leave the field.",
            parent.window() if parent is not None else None,
            width=_WIDTH,
        )
        self._services, self._plan_id, self._desk = services, plan_id, desk
        self._shown: Agency | None = None
        self._build()
        self._list(agency)

    def _build(self) -> None:
        holder = QWidget()
        self.form = form = _ContactsForm(holder)
        self.body.addWidget(holder, 1)
        self.model = RowsModel[Agency](_COLUMNS, (), self)
        table = form.agencies_table
        table.setModel(self.model)
        table.setAccessibleName("Agencies")
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        dress(table)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(1, theme.px(_WRITE_TO))
        self.name_edit, self.contact_edit, self.email_edit = QLineEdit(), QLineEdit(), QLineEdit()
        self.note_edit = TextEdit(lines=3, most_lines=5)
        form.name_field.set_editor(self.name_edit)
        form.contact_field.set_editor(self.contact_edit)
        form.email_field.set_editor(self.email_edit)
        form.note_field.set_editor(self.note_edit)
        for edit in (self.name_edit, self.contact_edit, self.email_edit):
            edit.editingFinished.connect(self.keep)
        self.note_edit.left.connect(self.keep)
        self.note_edit.finished.connect(self.keep)
        table.selectionModel().currentRowChanged.connect(self._row_changed)
        form.add_button.clicked.connect(self.add)
        form.remove_button.clicked.connect(self.remove)
        self.close_button = self.add_verb("Close", accepts=False)
        self.close_button.clicked.connect(self.accept)

    # The list

    def _list(self, name: str) -> None:
        """List the agencies anew and go to one by its name."""
        kept = {one.name.casefold(): one for one in self._services.agencies.all()}
        named = [] if self._plan_id is None else self._services.plans.agencies(self._plan_id)
        for one in named:
            if one.casefold() != "all":
                kept.setdefault(one.casefold(), Agency(one))
        rows = [kept[key] for key in sorted(kept)]
        self.model.set_rows(rows)
        found = self.model.row_of(lambda one: one.name.casefold() == name.casefold())
        if rows:
            self.form.agencies_table.selectRow(max(0, found))
            self._show(rows[max(0, found)])
        else:
            self._show(None)

    def _row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._show(self.model.record(now.row()))

    def _show(self, agency: Agency | None) -> None:
        self._shown = agency
        form = self.form
        for field in (form.name_field, form.email_field):
            field.clear_error()
        self.name_edit.setText(agency.name if agency else "")
        self.name_edit.setReadOnly(agency is not None)
        self.contact_edit.setText(agency.contact if agency else "")
        self.email_edit.setText(agency.email if agency else "")
        self.note_edit.setPlainText(agency.note if agency else "")
        form.remove_button.setEnabled(agency is not None and agency != Agency(agency.name))

    # What is done

    def add(self) -> None:
        """Begin an agency that no plan names yet."""
        if self.keep():
            self.form.agencies_table.clearSelection()
            self.form.agencies_table.setCurrentIndex(QModelIndex())
            self._show(None)
            self.name_edit.setFocus()

    def keep(self) -> bool:
        """Save what was typed; False where it is refused, and said beside the field."""
        typed = Agency(
            cells.one_line(self.name_edit.text()),
            cells.one_line(self.contact_edit.text()),
            self.email_edit.text().strip(),
            cells.tidy(self.note_edit.toPlainText()),
        )
        if typed == self._shown or typed == Agency(""):
            return True
        if not typed.name:
            # Its other fields may come first.
            return True
        try:
            address(typed.email)
        except Refused as error:
            self.form.email_field.set_error(error.sentence())
            return False
        if (
            self._shown is None
            and self.model.row_of(lambda one: one.name.casefold() == typed.name.casefold()) >= 0
        ):
            self.form.name_field.set_error("That agency is in the list.")
            return False
        if typed == Agency(typed.name):
            if self._shown is not None:
                self.remove()
            return True
        try:
            self._services.agencies.keep([typed])
        except DeskError as error:
            messages.show_failure(self, error)
            return False
        self._desk.saved()
        self._list(typed.name)
        return True

    def remove(self) -> None:
        """Remove the contact of the chosen agency; a plan that names it still does."""
        if self._shown is None:
            return
        name = self._shown.name
        self._services.agencies.forget(name)
        self._desk.saved()
        self._desk.toast(f"Contact of {name} removed", undo=True, icon="trash-2")
        self._list(name)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for the list; begin with what is to be typed."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))
        (self.contact_edit if self._shown else self.name_edit).setFocus()

    def done(self, result: int) -> None:
        """Save what is typed, and close; what is refused has to be mended or emptied first."""
        if self.keep():
            super().done(result)


_COLUMNS: list[Column[Agency]] = [
    Column("Agency", lambda one: one.name, tooltip=lambda one: one.name),
    Column(
        "Write to",
        lambda one: one.contact or one.email or _NONE,
        tooltip=lambda one: one.email,
        tone=lambda one: "text" if one.email else "text3",
    ),
]
