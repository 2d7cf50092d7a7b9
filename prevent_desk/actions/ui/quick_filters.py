"""Chips that count and filter: late, due today, soon, without a day, without an owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from prevent_desk.actions.model.standing import Group, Standing
from prevent_desk.ui.widgets.chip import ChipButton

_GROUPS: dict[Group | None, str] = {
    Group.LATE: "late",
    Group.TODAY: "due today",
    Group.SOON: "soon",
    Group.NO_DAY: "without a day",
}


class QuickFilters(QWidget):
    """A chip for each that there is; one is on at a time.

    Signals:
        changed: Another is on, or none.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._counts: dict[Group | None, int] = dict.fromkeys((*_GROUPS, None), 0)
        self.chips: dict[Group | None, ChipButton] = {}
        for group in (*_GROUPS, None):
            tone = group.tone if group else "amber"
            icon = group.icon if group else "user-x"
            chip = ChipButton("", icon, tone, checkable=True)
            chip.clicked.connect(lambda on, group=group: self._press(group, on=on))
            row.addWidget(chip)
            self.chips[group] = chip
        row.addStretch(1)

    def show_counts(self, standings: Sequence[Standing]) -> None:
        """Count anew; a chip without any is hidden unless it is on."""
        counts: Counter[Group | None] = Counter(one.group for one in standings)
        ownerless = sum(
            not one.action.owner.is_known and one.group is not Group.CLOSED for one in standings
        )
        self._counts = {group: counts[group] for group in _GROUPS} | {None: ownerless}
        self._say()

    def group(self) -> Group | None:
        """Return the group that is shown alone; None for all."""
        on = (group for group, chip in self.chips.items() if group and chip.isChecked())
        return next(on, None)

    def no_owner(self) -> bool:
        """Return whether only what nobody owes is shown."""
        return self.chips[None].isChecked()

    def clear(self) -> None:
        """Turn all off, without telling."""
        for chip in self.chips.values():
            chip.setChecked(False)

    def _say(self) -> None:
        for group, chip in self.chips.items():
            count, words = self._counts[group], _GROUPS.get(group, "without an owner")
            tone = group.tone if group else "amber"
            chip.show_state(f"{count:,} {words}", group.icon if group else "user-x", tone)
            chip.setVisible(bool(count) or chip.isChecked())

    def _press(self, group: Group | None, *, on: bool) -> None:
        self.clear()
        self.chips[group].setChecked(on)
        self._say()
        self.changed.emit()
