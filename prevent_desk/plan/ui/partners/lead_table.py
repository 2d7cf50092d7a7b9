"""The agencies that could be sent a workbook: a tick, what they get, and whom to write to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.partners.addresses import address
from prevent_desk.plan.model.partners.packs import Lead
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.ui import theme
from prevent_desk.ui.delegates import dress

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class At(IntEnum):
    """The columns."""

    AGENCY, ACTIONS, CONTACT, EMAIL, LAST = range(5)


_HEADINGS = ("Agency", "Actions", "Contact", "E-mail", "Last sent")
_WIDTHS = (0, 104, 112, 168, 96)

_LEAST_AGENCY = 170


@dataclass(slots=True)
class Row:
    """A line of the table.

    Attributes:
        email: As typed; it may be no address yet.
    """

    lead: Lead
    ticked: bool
    contact: str
    email: str

    @property
    def wrong(self) -> str:
        """What is wrong with the address, in words; empty when nothing is."""
        try:
            address(self.email)
        except Refused as error:
            return error.sentence()
        return ""

    @property
    def agency(self) -> Agency:
        """The agency with contact and address as they stand here; a wrong address as before."""
        email = self.lead.agency.email if self.wrong else self.email.strip()
        return replace(self.lead.agency, contact=self.contact, email=email)


class LeadModel(QAbstractTableModel):
    """Ticks and contacts of the agencies.

    Signals:
        ticked: Another choice of agencies.
        contact_edited: A contact was typed; carries the `Agency` as it is now.
    """

    ticked = Signal()
    contact_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._with_all = True

    def show_leads(self, leads: Sequence[Lead]) -> None:
        """Show agencies; each that would get an action is ticked."""
        self.beginResetModel()
        self._rows = [
            Row(one, one.count(with_all=self._with_all) > 0, one.agency.contact, one.agency.email)
            for one in leads
        ]
        self.endResetModel()

    def set_with_all(self, *, on: bool) -> None:
        """Count the actions led by all with everybody's, or with nobody's."""
        self._with_all = on
        for row in self._rows:
            row.ticked = row.ticked and self.count(row) > 0
        if self._rows:
            last = self.index(len(self._rows) - 1, len(At) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()

    def count(self, row: Row) -> int:
        """Return how many actions a workbook would hold."""
        return row.lead.count(with_all=self._with_all)

    def row(self, number: int) -> Row:
        """Return a line."""
        return self._rows[number]

    def chosen(self) -> list[Row]:
        """Return the lines that are ticked."""
        return [row for row in self._rows if row.ticked]

    def tick(self, numbers: Sequence[int], *, on: bool) -> None:
        """Tick lines, or take their ticks away; an agency without an action gets none."""
        for number in numbers:
            row = self._rows[number]
            row.ticked = on and self.count(row) > 0
            self.dataChanged.emit(self.index(number, 0), self.index(number, len(At) - 1))
        self.ticked.emit()

    # Qt

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many agencies there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(At)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Tick in the first column, type in contact and e-mail."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == At.AGENCY:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() in {At.CONTACT, At.EMAIL}:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, at = self._rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self._text(row, At(at))
        if role == Qt.ItemDataRole.CheckStateRole and at == At.AGENCY:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, At(at))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(row, At(at))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._told(row, At(at)) or None
        return None

    def setData(
        self,
        index: _Index,
        value: Any,  # noqa: ANN401
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Take a tick, a contact or an address."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        text = " ".join(str(value).split())
        before = row.contact if index.column() == At.CONTACT else row.email
        if role != Qt.ItemDataRole.EditRole or text == before:
            return False
        if index.column() == At.CONTACT:
            row.contact = text
        else:
            row.email = text
        self.dataChanged.emit(index, index)
        self.contact_edited.emit(row.agency)
        return True

    def _text(self, row: Row, at: At) -> str:
        if at is At.ACTIONS:
            return _say_count(row.lead, self.count(row))
        if at is At.LAST:
            return say_short(row.lead.last.sent) if row.lead.last else ""
        return {At.AGENCY: row.lead.agency.name, At.CONTACT: row.contact, At.EMAIL: row.email}[at]

    def _spoken(self, row: Row, at: At) -> str:
        said = self._text(row, at) or "empty"
        if at is At.AGENCY:
            return f"{said}, {'chosen' if row.ticked else 'not chosen'}"
        wrong = f", {row.wrong}" if at is At.EMAIL and row.wrong else ""
        return f"{_HEADINGS[at]} of {row.lead.agency.name}, {said}{wrong}"

    def _told(self, row: Row, at: At) -> str:
        if at is At.EMAIL:
            return row.wrong
        return _explain(row.lead) if at is At.ACTIONS else self._text(row, at)

    def _ink(self, row: Row, at: At) -> object:
        if at is At.EMAIL and row.wrong:
            return theme.colour("red")
        if self.count(row) == 0 or at is At.LAST:
            return theme.colour("text3")
        return None


class LeadTable(QTableView):
    """The table itself: Space ticks what is chosen, F2 or typing edits a contact."""

    def set_up(self, model: LeadModel) -> None:
        """Give it its model and manners."""
        self.setModel(model)
        self.setAccessibleName("Agencies to send to")
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        dress(self)
        # Names of neighbouring agencies differ at their ends.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.horizontalHeader()
        for at, width in enumerate(_WIDTHS):
            if width:
                self.setColumnWidth(at, theme.px(width))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is least needed where large text leaves no room for the names."""
        super().resizeEvent(event)
        room = self.viewport().width() - theme.px(_LEAST_AGENCY)
        for at in (At.ACTIONS, At.EMAIL, At.CONTACT, At.LAST):
            room -= theme.px(_WIDTHS[at])
            self.setColumnHidden(at, room < 0 and at in {At.CONTACT, At.LAST})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Space, wherever in the line the cursor is."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, LeadModel):
            numbers = [index.row() for index in self.selectionModel().selectedRows()]
            if numbers:
                model.tick(numbers, on=not all(model.row(number).ticked for number in numbers))
            return
        super().keyPressEvent(event)


def _say_count(lead: Lead, count: int) -> str:
    if lead.shared and count:
        return f"{count} · {lead.shared} shared"
    return str(count) if count else "None"


def _explain(lead: Lead) -> str:
    parts = [
        f"{lead.alone} led alone" if lead.alone else "",
        f"{lead.shared} with others" if lead.shared else "",
        f"{lead.for_all} led by all" if lead.for_all else "",
    ]
    return ", ".join(part for part in parts if part)
