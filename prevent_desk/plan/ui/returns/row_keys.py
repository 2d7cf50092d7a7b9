"""The keys of the list of differences, and the same acts as the palette names them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from prevent_desk.plan.model.partners.records import Keep, Kind
from prevent_desk.plan.ui.returns import said
from prevent_desk.ui.page import Command

if TYPE_CHECKING:
    from prevent_desk.plan.ui.returns.table import DifferencesTable

SIDES: dict[Qt.Key, tuple[Keep, ...]] = {
    Qt.Key.Key_A: (Keep.THEIRS, Keep.ADD),
    # A row is never removed by a key: the button says what it does.
    Qt.Key.Key_M: (Keep.MINE, Keep.LEAVE_OUT, Keep.KEEP_ROW),
    Qt.Key.Key_B: (Keep.BOTH,),
}

_SAID = {
    Keep.THEIRS: "Keep theirs",
    Keep.MINE: "Keep mine",
    Keep.BOTH: "Keep both",
    Keep.ADD: "Add their row",
    Keep.LEAVE_OUT: "Leave their row out",
    Keep.KEEP_ROW: "Keep the row",
}

_BACK_TO_LIST = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_F2})


def row_commands(table: DifferencesTable) -> list[Command]:
    """Return what can be done with the current row, by its name and with its key."""
    found = table.current()
    if found is None:
        return []
    name = f"{found.ref or said.where(found)}, {said.cell(found).lower()}"
    made = [
        Command("Next to decide", lambda: table.step_open(1), "arrow-down", "J"),
        Command("Previous to decide", lambda: table.step_open(-1), "arrow-up", "K"),
    ]
    for key, keeps in SIDES.items():
        for keep in keeps:
            if keep in found.choices:
                title = f"{_SAID[keep]}: {name}"
                act = partial(table.choose, keeps)
                made.append(Command(title, act, "git-merge", key.name[-1], "keep decide"))
    if found.kind is Kind.FIX and found.choices:
        made.append(Command(f"Say what is meant: {name}", table.edit_both, "pencil", "F2"))
    elif Keep.BOTH in found.choices:
        made.append(Command(f"Edit both: {name}", table.edit_both, "pencil", "F2"))
    if found.key in table.model_.decisions() and found.choices:
        back = partial(table.taken_back.emit, found.key)
        made.append(Command(f"Take the decision back: {name}", back, "undo-2", "Backspace"))
    if found.action_id is not None:
        made.append(
            Command(f"Open {name} in the plan", table.open_current, "external-link", "Enter")
        )
    return made


def take_key(table: DifferencesTable, key: Qt.Key) -> bool:
    """Do what a key without another means to the list; False where it means nothing."""
    focus = QApplication.focusWidget()
    if key in _BACK_TO_LIST and focus is not None and table.keep.isAncestorOf(focus):
        # From the control of the row: first back to the row.
        table.setFocus()
    elif key in SIDES:
        table.choose(SIDES[key])
    elif key in {Qt.Key.Key_J, Qt.Key.Key_K}:
        table.step_open(1 if key == Qt.Key.Key_J else -1)
    elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        table.open_current()
    elif key == Qt.Key.Key_Space:
        table.toggle()
    elif key == Qt.Key.Key_F2:
        table.edit_both()
    elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
        found = table.current()
        if found is not None and found.choices:
            table.taken_back.emit(found.key)
    elif key == Qt.Key.Key_Escape:
        table.left.emit()
    else:
        return False
    return True
