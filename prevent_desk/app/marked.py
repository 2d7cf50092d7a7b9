"""What every file taken out by a command bears: its marking, and the number of the export."""

from __future__ import annotations

from prevent_desk.app.services import Services
from prevent_desk.core.errors import Refused
from prevent_desk.core.marking import DEFAULT, wrong_marking
from prevent_desk.outgoing.records import export_id

_NUMBER = "export/number"


def marking_of(services: Services, typed: str) -> str:
    """Return the marking that was typed, or the desk's own.

    Raises:
        Refused: It is none that may be printed.
    """
    marking = " ".join(typed.split()) or str(services.settings.get("desk/marking", DEFAULT))
    if wrong := wrong_marking(marking):
        raise Refused(wrong, next_step="Give another marking; nothing was written.")
    return marking


def next_id(services: Services) -> str:
    """Return the id of the next file: "PD-E-0007"; `count` takes it when the file is saved."""
    return export_id(int(services.settings.get(_NUMBER, 0)) + 1)


def count(services: Services) -> None:
    """Take note that a file was saved under the next id."""
    services.settings.put(_NUMBER, int(services.settings.get(_NUMBER, 0)) + 1)
