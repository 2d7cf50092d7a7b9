"""The list of markings in the dialogs that make a file."""

from __future__ import annotations

from prevent_desk.core.marking import MARKINGS
from prevent_desk.ui.widgets.editors import Combo


def marking_combo(chosen: str) -> Combo:
    """Return a list of markings that also takes an office's own words."""
    combo = Combo()
    combo.setEditable(True)
    combo.addItems(list(dict.fromkeys([*MARKINGS, chosen])))
    combo.setCurrentText(chosen)
    return combo
