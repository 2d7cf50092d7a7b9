"""The markings in the dialogs that make a file: which there are, and which was used last."""

from __future__ import annotations

from prevent_desk.core.marking import MARKINGS
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.editors import Combo

MARKING = "export/marking"
"""The setting that remembers the marking of the file made last."""

_DESK_MARKING = "desk/marking"


def marking_combo(chosen: str) -> Combo:
    """Return a list of markings that also takes an office's own words."""
    combo = Combo()
    combo.setEditable(True)
    combo.addItems(list(dict.fromkeys([*MARKINGS, chosen])))
    combo.setCurrentText(chosen)
    return combo


def last_marking(desk: Desk) -> str:
    """Return the marking of the file made last, else that of the desk."""
    return str(desk.setting(MARKING) or desk.setting(_DESK_MARKING, MARKINGS[0]))
