"""The row over a list: filter box, sector, quick chips that count, how many are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.contacts.ui.words import sectors
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.editors import ComboPicker, SearchBox
from prevent_desk.ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Quick:
    """A quick filter as it stands; one that counts nothing and is off is not shown."""

    key: str
    words: str
    icon: str
    tone: str
    count: int


_FRAME_PX = 72
"""Border, padding and arrow of a box."""


class FilterRow(QWidget):
    """Filters a list of contacts.

    Signals:
        changed: The filters are others.
        moved: Up or Down in the box: rows to move by.
        entered: Enter in the box.
        stepped_back: Esc in an empty box.
    """

    changed = Signal()
    moved = Signal(int)
    entered = Signal()

    def __init__(
        self, placeholder: str, keys: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """Make it; `keys` are those of its quick filters, in order."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 7, 14, 7)
        row.setSpacing(8)
        self.box = SearchBox(placeholder, "Ctrl F")
        self.sector_box = ComboPicker("Sector", "All sectors")
        self.sector_box.set_values([(code, words) for code, words in sectors()])
        row.addWidget(self.box)
        row.addWidget(self.sector_box)
        self.chips = {key: ChipButton(checkable=True) for key in keys}
        holder = QWidget()
        chips = FlowLayout(holder, gap=8)
        for chip in self.chips.values():
            chips.addWidget(chip)
            chip.hide()
            chip.toggled.connect(lambda _on: self.changed.emit())
        self._chips = holder
        # In the middle by stretches: an alignment flag would ignore a second line of chips.
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(holder)
        middle.addStretch(1)
        row.addLayout(middle, 1)
        self.count_label = QLabel()
        self.count_label.setProperty("t", "support")
        row.addWidget(self.count_label)
        self.box.textChanged.connect(lambda _text: self.changed.emit())
        self.box.moved.connect(self.moved)
        self.box.returnPressed.connect(self.entered)
        self.sector_box.picked.connect(lambda _value: self.changed.emit())
        self.sector_box.currentIndexChanged.connect(lambda _row: self._fit())
        theme.changed.connect(self._fit)
        self._fit()

    def words(self) -> str:
        """Return the words to filter by."""
        return self.box.text().strip()

    def sector(self) -> str:
        """Return the code of the sector; empty for all."""
        return str(self.sector_box.value() or "")

    def is_on(self, key: str) -> bool:
        """Return whether a quick filter is on."""
        return self.chips[key].isChecked()

    def show_quick(self, quick: Sequence[Quick]) -> None:
        """Show what the quick filters count now."""
        for one in quick:
            chip = self.chips[one.key]
            chip.show_state(one.words, one.icon, one.tone)
            chip.setVisible(bool(one.count) or chip.isChecked())
        layout = self._chips.layout()
        if layout is not None:
            layout.invalidate()
        self._chips.updateGeometry()

    def say_count(self, words: str) -> None:
        """Say how many are shown."""
        self.count_label.setText(words)

    def told(self) -> str:
        """Return the filters that are on, in words."""
        found = [f"“{self.words()}”"] if self.words() else []
        if self.sector():
            found.append(self.sector_box.currentText())
        found += [chip.text() for chip in self.chips.values() if chip.isChecked()]
        return ", ".join(found)

    def step_back(self) -> bool:
        """Take the last filter off; False where none is on."""
        for chip in reversed(list(self.chips.values())):
            if chip.isChecked():
                chip.setChecked(False)
                return True
        if self.sector():
            self.sector_box.clear_value()
            return True
        if self.words():
            self.box.clear()
            return True
        return False

    def clear(self) -> None:
        """Take every filter off."""
        while self.step_back():
            pass

    def _fit(self) -> None:
        self.box.setFixedWidth(theme.px(200))
        # As wide as what is chosen: the longest sector would push the chips into a second line.
        words = theme.metrics("body").horizontalAdvance(self.sector_box.currentText())
        self.sector_box.setFixedWidth(words + theme.px(_FRAME_PX))
        view = self.sector_box.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + theme.px(_FRAME_PX))
