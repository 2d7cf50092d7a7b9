"""Who was invited to a day of the campaign, who came and how many, who sent apologies."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QWidget

from prevent_desk.community.model.profile import Campaign, Coming, Day, Stakeholder, people_of
from prevent_desk.community.service.profile_log import STAKEHOLDERS
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.profile.words import COMING, day_words
from prevent_desk.core.errors import DeskError
from prevent_desk.logbook.model.nouns import PEOPLE
from prevent_desk.ui import messages, theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import NumberBox
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_WIDTH, _HEIGHT = 640, 520
_NOTHING = "none"
_MEASURED = 200
_KEYS = {
    Qt.Key.Key_C: Coming.ATTENDED,
    Qt.Key.Key_A: Coming.APOLOGY,
    Qt.Key.Key_I: Coming.INVITED,
    Qt.Key.Key_Delete: None,
    Qt.Key.Key_Minus: None,
}


class AttendanceDialog(Dialog):
    """Lists the stakeholders; keys C, A, I and Delete say how the chosen one stands.

    Attributes:
        states: By stakeholder, as it would be kept.
    """

    def __init__(self, around: Around, campaign: Campaign, day: Day) -> None:
        super().__init__("Who came", "", around.owner.window(), width=_WIDTH)
        self.say(day_words(day), "C: came. A: apologies. I: invited. Delete: nothing noted.")
        self._around, self._day = around, day
        self._stakeholders = around.services.profiles.stakeholders(campaign.id)
        self.states: dict[int, tuple[Coming | None, int | None]] = {
            one.id: one.days.get(day.id, (None, None)) for one in self._stakeholders
        }
        self.table = _Table(self)
        self.model: RowsModel[Stakeholder] = RowsModel(self._columns(), self._stakeholders, self)
        self.table.show_model(self.model, "Stakeholders")
        self.state = Segmented(
            [
                Choice(Coming.ATTENDED, "&Came"),
                Choice(Coming.APOLOGY, "&Apologies"),
                Choice(Coming.INVITED, "&Invited"),
                Choice(_NOTHING, "&Nothing noted"),
            ],
            "How the chosen stakeholder stands",
        )
        self.heads = NumberBox()
        self.heads.setRange(0, 500)
        # The lowest number stands for nobody having counted: a made-up 1 would be added up.
        self.heads.setSpecialValueText("not counted")
        self.heads.setAccessibleName("How many came from there")
        self.heads_label = WrapLabel("people", "support")
        self.count_label = WrapLabel("", "support")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for widget in (self.state, self.heads, self.heads_label):
            line.addWidget(widget)
        line.addStretch(1)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(row)
        self.body.addWidget(self.count_label)
        self.add_cancel()
        self.add_verb("Keep attendance")
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_row())
        self.state.chosen.connect(self._chosen)
        self.heads.valueChanged.connect(self._counted)
        if self._stakeholders:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._say()
        self.table.setFocus()
        self.resize(self.width(), theme.px(_HEIGHT))

    def current(self) -> Stakeholder | None:
        """Return the stakeholder that is chosen."""
        row = self.table.currentIndex().row()
        return self._stakeholders[row] if 0 <= row < len(self._stakeholders) else None

    def set_state(self, state: Coming | None) -> None:
        """Say how the chosen stakeholder stands; goes to the next."""
        one = self.current()
        if one is None:
            return
        heads = self.states[one.id][1] if state is Coming.ATTENDED else None
        self.states[one.id] = state, heads
        self._refresh()

    def accept(self) -> None:
        """Keep what is said of this day."""
        changed = {
            one.id: self.states[one.id]
            for one in self._stakeholders
            if self.states[one.id] != one.days.get(self._day.id, (None, None))
        }
        if changed:
            try:
                self._around.services.profile_days.come(self._day.id, changed)
            except DeskError as error:
                messages.show_failure(self, error)
                return
        super().accept()

    # Inside

    def _columns(self) -> list[Column[Stakeholder]]:
        return [
            Column("Stakeholder", lambda one: one.name),
            Column("This day", self._state_words),
            Column("People", self._heads_words, align="right"),
        ]

    def _state_words(self, one: Stakeholder) -> str:
        state = self.states[one.id][0]
        return COMING[state] if state is not None else "–"

    def _heads_words(self, one: Stakeholder) -> str:
        state, heads = self.states[one.id]
        if state is not Coming.ATTENDED:
            return ""
        return f"{heads:,}" if heads is not None else "not counted"

    def _chosen(self, value: str) -> None:
        self.set_state(None if value == _NOTHING else Coming(value))

    def _counted(self, number: int) -> None:
        one = self.current()
        if one is not None and self.states[one.id][0] is Coming.ATTENDED:
            self.states[one.id] = Coming.ATTENDED, number or None
            self._refresh()

    def _refresh(self) -> None:
        row = self.table.currentIndex().row()
        self.model.dataChanged.emit(
            self.model.index(row, 0), self.model.index(row, self.model.columnCount() - 1)
        )
        self._show_row()
        self._say()

    def _show_row(self) -> None:
        one = self.current()
        if one is None:
            return
        state, heads = self.states[one.id]
        self.state.set_value(state if state is not None else _NOTHING)
        came = state is Coming.ATTENDED
        self.heads.blockSignals(True)
        self.heads.setValue(heads or 0)
        self.heads.blockSignals(False)
        self.heads.setVisible(came)
        self.heads_label.setVisible(came)

    def _say(self) -> None:
        came = [heads for state, heads in self.states.values() if state is Coming.ATTENDED]
        people = people_of(came).words(PEOPLE, STAKEHOLDERS)
        told = f"{len(came):,} of {len(self.states):,} stakeholders came"
        self.count_label.setText(f"{told}, {people}." if came else f"{told}.")


class _Table(QTableView):
    """Takes the letters that say how somebody stands."""

    def __init__(self, dialog: AttendanceDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def show_model(self, model: RowsModel[Stakeholder], name: str) -> None:
        """Show a model; the first column takes the room that is left."""
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setProperty("k", "boxed")
        dress(self)
        header = self.horizontalHeader()
        # Of thousands the first say how wide columns are; before the model, which would ask all.
        header.setResizeContentsPrecision(_MEASURED)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note how the current one stands, and go on to the next."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _KEYS and plain:
            self._dialog.set_state(_KEYS[key])
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)
            return
        super().keyPressEvent(event)
