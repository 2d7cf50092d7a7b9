"""Asks which of the people here a row speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent

from prevent_desk.training.model.people import Learner
from prevent_desk.training.ui.around import Around
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.two_lines import Cell, CellColumn, TwoLineTable

_WIDTH, _HEIGHT, _MOST, _SETTLE_MS = 560, 460, 30, 120


class PickPersonDialog(Dialog):
    """Finds somebody by name, number or address; those who may be meant come first.

    Attributes:
        learner: Who was chosen; None until somebody was.
    """

    def __init__(self, around: Around, row: str, maybe: Sequence[Learner], parent: Dialog) -> None:
        """Make it.

        Args:
            around: Services and shell.
            row: What the row says of the person.
            maybe: Who may be meant.
            parent: It opens over it.
        """
        super().__init__("Whose row is it?", row, parent, width=_WIDTH)
        self.learner: Learner | None = None
        self._people, self._maybe = around.services.people, list(maybe)
        self.search = SearchBox()
        self.search.setPlaceholderText("Name, staff number or address")
        self.table: TwoLineTable[Learner] = TwoLineTable(
            _COLUMNS, lambda one: one.id, "People here"
        )
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self.add_cancel()
        self.pick_button = self.add_verb("It is &this person", accepts=False)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.look)
        self.search.textChanged.connect(lambda _text: self._settle.start())
        self.search.moved.connect(self._move)
        self.table.current_changed.connect(lambda one: self.pick_button.setEnabled(one is not None))
        self.table.opened.connect(lambda _one, _column: self._pick())
        self.pick_button.clicked.connect(self._pick)
        self.look()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """Show who is meant by what is typed; those who may be meant where nothing is."""
        self._settle.stop()
        typed = self.search.text().strip()
        found = self._people.find(typed, _MOST) if typed or not self._maybe else self._maybe
        self.table.show_rows(found)
        if found:
            self.table.selectRow(0)
        self.pick_button.setEnabled(bool(found))

    def _move(self, rows: int) -> None:
        at = self.table.currentIndex().row() + rows
        self.table.selectRow(max(0, min(at, self.table.model().rowCount() - 1)))

    def _pick(self) -> None:
        if self._settle.isActive():
            self.look()
        self.learner = self.table.current()
        if self.learner is not None:
            self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for a few people."""
        super().showEvent(event)
        self.resize(self.width(), theme.px(_HEIGHT))


def _who(one: Learner) -> Cell:
    number = f"No. {one.staff_no}" if one.staff_no else "no number"
    return Cell(one.listed_name, number, strong=True)


def _where(one: Learner) -> Cell:
    return Cell(one.department or "No department", one.role)


_COLUMNS = [CellColumn[Learner]("Who", _who), CellColumn[Learner]("Where", _where)]
