"""The quick phrases of the desk: letters and words, changed in a small table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from prevent_desk.panels.model import phrases
from prevent_desk.panels.model.phrases import Phrase
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.labels import WrapLabel

_SPARE = 3


class PhrasesDialog(Dialog):
    """A row for each phrase, some empty ones for more; an emptied row takes its phrase away."""

    def __init__(self, known: Sequence[Phrase], parent: QWidget | None = None) -> None:
        super().__init__(
            "Quick phrases",
            "In a line of the notes a semicolon and the letters bring the words: “;nk ”.",
            parent,
            width=620,
        )
        self.table = QTableWidget(0, 2)
        self.table.setHorizontalHeaderLabels(["Letters", "Words"])
        self.table.setAccessibleName("Quick phrases")
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, theme.px(90))
        self.table.setMinimumHeight(theme.px(260))
        self.table.setTabKeyNavigation(False)
        self.fault = WrapLabel("", "small")
        self.fault.setProperty("tone", "red")
        self.fault.hide()
        self.body.addWidget(self.table)
        self.body.addWidget(self.fault)
        self._show(known)
        again = Button("&As shipped", "rotate-ccw", small=True)
        again.clicked.connect(lambda: self._show(phrases.SHIPPED))
        self.add_beside(again)
        self.add_cancel()
        keep = self.add_verb("Keep the phrases", accepts=False)
        keep.clicked.connect(self._keep)
        self.table.setFocus()

    def phrases(self) -> list[Phrase]:
        """Return the phrases as they stand in the table."""
        return [
            one
            for row in range(self.table.rowCount())
            if (one := Phrase(self._text(row, 0).lower(), self._text(row, 1))) != Phrase("", "")
        ]

    def _show(self, known: Sequence[Phrase]) -> None:
        self.table.setRowCount(len(known) + _SPARE)
        for row in range(self.table.rowCount()):
            one = known[row] if row < len(known) else Phrase("", "")
            self.table.setItem(row, 0, QTableWidgetItem(one.letters))
            self.table.setItem(row, 1, QTableWidgetItem(one.words))
        self.table.setCurrentCell(0, 0)

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.data(Qt.ItemDataRole.DisplayRole).strip() if item is not None else ""

    def _keep(self) -> None:
        wrong = phrases.problem(self.phrases())
        self.fault.setText(wrong)
        self.fault.setVisible(bool(wrong))
        if not wrong:
            self.accept()
